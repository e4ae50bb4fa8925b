"""The command `mail`, and the mailboxes of `import`: touches, answers and thank-yous, all as one act."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from iitui.cli.context import Commands, Context
from iitui.commands import STANDARD_INPUT
from iitui.domain.dates.calendar import say_when
from iitui.domain.errors import IituiError, UnreadableError
from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.imports import ImportProblem
from iitui.domain.mail.matching import MailOptions
from iitui.domain.mail.plan import MailPlan, MailStranger
from iitui.domain.text import shorten
from iitui.interchange.mail.looking import add_texts, look_through, require_addresses
from iitui.interchange.mail.mailbox import Mailbox, is_mail
from iitui.output import print_json, progress_of, say, tell
from iitui.reports.records import iso

_MOST_NAMED = 10
"""How many of those who wrote and are no contacts are named."""

_LONGEST = 80
"""How much of a subject is said, in characters."""

_OPTION_FOR = {"from a mailing list": " (--lists)", "to many people": " (--everybody)"}


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found in mailboxes.

    Attributes:
        offered: the plan with everything that is offered, whether it is taken or not.
        taken: the part of it that is carried out.
    """

    offered: MailPlan
    taken: MailPlan
    problems: tuple[ImportProblem, ...]


def run_mail(context: Context, arguments: Namespace) -> int:
    """Look through the mailboxes that are named, else through those of the settings."""
    named = arguments.files or context.settings.mail
    if not named:
        raise UnreadableError(
            "Which mailbox? Name it, or list your usual ones in the settings file"
            f' {context.paths.settings_file}, in a line such as mail = ["~/Mail"].'
        )
    return take_mail(context, arguments, [Path(name).expanduser() for name in named])


def names_mail(files: Sequence[str]) -> bool:
    """Return whether the files and folders of an import are mailboxes.

    Raises:
        UnreadableError: some are, and some are not.
    """
    kinds = {file != STANDARD_INPUT and _is_mail(Path(file).expanduser()) for file in files}
    if len(kinds) > 1:
        raise UnreadableError("Import mailboxes and contact files separately.")
    return kinds == {True}


def _is_mail(path: Path) -> bool:
    try:
        return is_mail(path)
    except IituiError:
        return False  # why it cannot be read is said where it is read


def take_named_mail(context: Context, arguments: Namespace) -> int:
    """Do the same as `take_mail` with the files of `import`."""
    return take_mail(context, arguments, [Path(file).expanduser() for file in arguments.files])


def take_mail(context: Context, arguments: Namespace, paths: Sequence[Path]) -> int:
    """Look through mailboxes and carry out what comes of it, or only say it."""
    require_addresses(context.settings.addresses, context.paths.settings_file)
    mailbox = Mailbox(paths)
    look = _look(context, arguments, mailbox)
    if look.taken.writes_anything and not arguments.dry_run:
        source = Path(mailbox.names[0]).name if len(paths) == 1 else f"{len(paths)} mailboxes"
        with context.open() as store:
            store.mail.take(look.taken, source, progress_of("Writing"))
    if arguments.json:
        print_json(_report(context, look))
    else:
        counts = ", ".join(f"{count} {name}" for name, count in _counts(look).items())
        tell(f"{'Dry run: ' if arguments.dry_run else ''}{counts}")
        for line in _remarks(context, look):
            say(line)
    return 0


def _look(context: Context, arguments: Namespace, mailbox: Mailbox) -> _Look:
    options = MailOptions(takes_lists=arguments.lists, takes_everybody=arguments.everybody)
    own = context.settings.addresses
    with context.look() as reader:
        facts = reader.mail.facts(context.now)

    def look(additions: Sequence[MailStranger] = ()) -> MailPlan:
        return look_through(
            mailbox, facts, own, context.now,
            options=options, additions=additions, progress=progress_of("Reading the mail"),
        )  # fmt: skip

    offered = look()
    if arguments.add_contacts and offered.strangers:
        offered = look(offered.strangers)
    problems = tuple(mailbox.problems)
    taken = offered if arguments.thank_yous else replace(offered, thanks=())
    if arguments.text and not arguments.dry_run:
        taken = add_texts(mailbox, taken, progress_of("Reading the texts"))
    unused = (ImportProblem(each.place.file, each.place.where, each.why) for each in offered.problems)
    return _Look(offered, taken, (*problems, *unused))


def _counts(look: _Look) -> dict[str, int]:
    plan = look.taken
    updated = {touch.adopts for touch in plan.touches} | {answer.request_id for answer in plan.answers}
    used = {touch.draft.message_id for touch in plan.touches}
    return {
        "read": plan.read,
        "added": plan.added,
        "updated": len(updated - {None}),
        "unchanged": plan.unchanged,
        "skipped": max(plan.read - plan.unchanged - len(used), 0),
    }


def _report(context: Context, look: _Look) -> dict[str, object]:
    plan, zone = look.offered, context.zone
    return {
        **_counts(look),
        "contacts": len(plan.additions),
        "problems": [{"file": each.file, "where": each.where, "why": each.why} for each in look.problems],
        "answers": [
            {
                "contact_id": each.contact_id, "who": each.who, "subject": each.subject,
                "asked": iso(each.asked_at, zone), "answered": iso(each.answered_at, zone),
            }
            for each in plan.answers
        ],
        "thank_yous": [
            {
                "id": str(FollowUpId(Kind.THANK_YOU, each.interview_id)), "contact_id": each.contact_id,
                "who": each.who, "subject": each.subject, "at": iso(each.at, zone),
                "settled": bool(look.taken.thanks),
            }
            for each in plan.thanks
        ],
        "failures": [
            {
                "contact_id": each.contact_id, "who": each.who, "address": each.address,
                "at": iso(each.at, zone), "subject": each.subject,
            }
            for each in plan.failures
        ],
        "no_contacts": [
            {
                "name": each.name, "address": each.address, "messages": each.messages,
                "last": iso(each.last_at, zone), "subject": each.subject,
            }
            for each in plan.strangers
        ],
    }  # fmt: skip


def _remarks(context: Context, look: _Look) -> Iterator[str]:
    """Yield what is said besides the counts: what was offered, what failed, and who is no contact."""
    plan = look.offered

    def about(at: datetime, subject: str) -> str:
        return f"{say_when(at, context.zone, context.now)}: {shorten(subject, _LONGEST)}"

    for answer in plan.answers:
        yield f"Answered: {answer.who}, {about(answer.answered_at, answer.subject)}"
    for thanks in plan.thanks:
        settled = "" if look.taken.thanks else "; --thank-yous settles it"
        name = FollowUpId(Kind.THANK_YOU, thanks.interview_id)
        yield f"Thank-you ({name}): to {thanks.who}, {about(thanks.at, thanks.subject)}{settled}"
    for failure in plan.failures:
        yield f"Not delivered: {failure.who} <{failure.address}>, {about(failure.at, failure.subject)}"
    for draft in plan.additions.values():
        yield f"Contact: {draft.name}"
    for stranger in plan.strangers[:_MOST_NAMED]:
        person = f"{stranger.name} <{stranger.address}>" if stranger.name else stranger.address
        yield f"No contact: {person}, {about(stranger.last_at, stranger.subject)}"
    if len(plan.strangers) > _MOST_NAMED:
        yield f"No contacts: {len(plan.strangers) - _MOST_NAMED} more; --add-contacts adds all who wrote"
    if plan.left_out:
        left_out = (
            f"{count} {reason}{_OPTION_FOR.get(reason, '')}" for reason, count in plan.left_out.items()
        )
        yield f"Left out: {', '.join(left_out)}"
    for problem in look.problems:
        yield f"{problem.file}: {problem.where}: {problem.why}"


COMMANDS: Commands = {"mail": run_mail}
