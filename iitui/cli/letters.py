"""The command `letter`: prints a letter that is filled from the journal; it sends nothing."""

from argparse import Namespace

from iitui.cli.context import Commands, Context
from iitui.cli.follow_ups import read_follow_up_id
from iitui.domain.errors import BadInputError, NotFoundError, UnreadableError
from iitui.domain.follow_ups import FollowUp
from iitui.domain.identity.lookup import find_contact
from iitui.domain.letters.checks import LetterFinding, Weight, is_ready, is_refused
from iitui.domain.letters.facts import LetterAbout, Sender, values_of
from iitui.domain.letters.kinds import LetterKind, kind_for, likely_kind
from iitui.domain.letters.letter import Letter, is_address
from iitui.domain.letters.templates import order_templates
from iitui.domain.letters.writing import LetterInMaking, LetterOptions
from iitui.output import print_json, print_page, say
from iitui.store.reader import JournalReader


def print_letter(context: Context, arguments: Namespace) -> int:
    """Print a letter; return 1 if something in it is still to be filled."""
    with context.look() as reader:
        making = _make(context, reader, arguments)
    letter = making.letter(making.filled.subject, making.filled.body)
    findings = making.check(letter.subject, letter.body)
    refused = next((one for one in findings if one.weight is Weight.REFUSES), None)
    if refused is not None and is_refused(findings):
        raise BadInputError({"letter": refused.words})
    _print(context, arguments.format, making, letter, findings)
    if arguments.format != "json":
        for words in dict.fromkeys(finding.words for finding in findings):
            say(words)
    return 0 if is_ready(findings) else 1


def _make(context: Context, reader: JournalReader, arguments: Namespace) -> LetterInMaking:
    """Return the letter that is asked for, filled from its template."""
    from iitui.store.letters.templates import load_templates

    contact_id, kind, about = _choose(context, reader, arguments)
    facts = reader.letters.facts(contact_id, context.now, about)
    if facts is None:
        raise NotFoundError(f"There is no contact {contact_id}.")
    settings = context.settings
    sender = Sender(
        name=settings.my_name,
        about=settings.about_me,
        ask_minutes=settings.ask_minutes,
        block_minutes=settings.block_minutes,
        zone=context.zone,
    )
    shelf = load_templates(context.paths.letters)
    for problem in shelf.problems:
        say(problem)
    known = set(values_of(facts, sender, context.now))
    kind = kind or likely_kind(facts.contact.stage, facts.contact.last_touch)
    template = order_templates(shelf.templates, kind, known)[0]
    return LetterInMaking.begin(template, facts, LetterOptions(sender, settings.letter_words), context.now)


def _choose(
    context: Context, reader: JournalReader, arguments: Namespace
) -> tuple[int, LetterKind | None, LetterAbout]:
    """Return whom the letter goes to, what it is for (None if nothing says so), and what it is about."""
    wanted = LetterKind(arguments.kind) if arguments.kind else None
    if arguments.follow_up:
        name = read_follow_up_id(arguments.follow_up)
        owed = reader.follow_ups.find(name, context.now, context.day_end)
        if owed is None or owed.contact_id is None:
            raise NotFoundError(f"There is no follow-up {name} about a contact.")
        kind = wanted or kind_for(name.kind)
        if kind is None:
            raise UnreadableError(f"{name} doesn't call for a particular letter; choose one with --kind.")
        return owed.contact_id, kind, LetterAbout(name, owed.interview_id)
    contact_id = find_contact(arguments.who, reader.contacts)[0] if arguments.who else None
    owed = _worst(context, reader, contact_id, wanted)
    if owed is not None and owed.contact_id is not None:
        return owed.contact_id, kind_for(owed.id.kind), LetterAbout(owed.id, owed.interview_id)
    if contact_id is None:
        raise NotFoundError("No letters are due; 'iitui letter WHO' writes one to WHO.")
    return contact_id, wanted, LetterAbout()


def _worst(
    context: Context, reader: JournalReader, contact_id: int | None, wanted: LetterKind | None
) -> FollowUp | None:
    """Return the worst of what is owed that a letter settles, to one contact or anybody, of a kind or any."""
    if contact_id is None:
        owed = reader.follow_ups.owed(context.now, context.day_end, until=context.day_end)
    else:
        owed = reader.follow_ups.with_contact(contact_id, context.now, context.day_end)
    for follow_up in owed:
        kind = kind_for(follow_up.id.kind)
        if kind is not None and wanted in (None, kind):
            return follow_up
    return None


def _print(
    context: Context, form: str, making: LetterInMaking, letter: Letter, findings: list[LetterFinding]
) -> None:
    from iitui.interchange.mail_drafts import eml, mailto

    if form == "json":
        print_json(_record(making, letter, findings))
    elif form == "eml":
        print_page(eml(letter, next(iter(context.settings.addresses), "")).decode("utf-8"))
    elif form == "mailto":
        print_page(f"{mailto(letter)}\n")
    else:
        to = f"{letter.to_name} <{letter.to}>" if is_address(letter.to) else letter.to_name
        print_page(f"To: {to}\nSubject: {letter.subject}\n\n{letter.body}\n")


def _record(making: LetterInMaking, letter: Letter, findings: list[LetterFinding]) -> dict[str, object]:
    return {
        "kind": making.kind.value,
        "template": making.template.slug,
        "contact_id": making.facts.contact.id,
        "who": letter.to_name,
        "to": letter.to,
        "subject": letter.subject,
        "body": letter.body,
        "in_reply_to": letter.in_reply_to,
        "ready": is_ready(findings),
        "missing": list(dict.fromkeys(one.words for one in findings if one.weight is Weight.MISSING)),
        "remarks": [one.words for one in findings if one.weight is Weight.ADVICE],
    }


COMMANDS: Commands = {"letter": print_letter}
