"""The command `news`: what files say differently of contacts, to take over or to dismiss."""

from argparse import Namespace
from collections.abc import Sequence

from iitui.cli.context import Commands, Context
from iitui.domain.dates.calendar import say_ago
from iitui.domain.errors import BadInputError, NotFoundError
from iitui.domain.identity.lookup import NamedContact, find_contact, shorten_name
from iitui.domain.news import News, ReasonToWrite
from iitui.domain.text import several
from iitui.output import Row, print_json, print_rows, say, tell
from iitui.reports.records import Record, iso
from iitui.store.reader import JournalReader


def show_news(context: Context, arguments: Namespace) -> int:
    """List the news, all of it or about some contacts; or take it over, or dismiss it."""
    settles = arguments.take or arguments.dismiss
    if arguments.all and (arguments.who or not settles):
        raise BadInputError({"all": "Use --all with --take or --dismiss, and without names."})
    if settles and not arguments.who and not arguments.all:
        raise BadInputError({"who": "Name the contacts whose news you mean, or use --all."})
    with context.look() as reader:
        people = [find_contact(text, reader.contacts) for text in arguments.who]
        news, reasons = _about(context, reader, people)
    if not settles:
        return _print(context, arguments, news, reasons)
    if people:
        _require_news(people, news)
    numbers = [each.id for each in news]
    if numbers:
        with context.open() as store:
            news = store.news.take(numbers) if arguments.take else store.news.dismiss(numbers)
    if arguments.json:
        settled = "taken" if arguments.take else "dismissed"
        print_json([{**_record(context, each), "settled": settled} for each in news])
        return 0
    for each in news:
        tell(f"{'Updated' if arguments.take else 'Dismissed'}: {each.who}: {each.in_words}.")
        if arguments.take:
            say(f"'iitui letter {each.contact_id} --kind keep_in_touch' writes to {shorten_name(each.who)}.")
    if not news:
        say("There is no news.")
    return 0


def _about(
    context: Context, reader: JournalReader, people: Sequence[NamedContact]
) -> tuple[list[News], list[ReasonToWrite]]:
    news, reasons = reader.news.pending(), reader.news.reasons(context.now)
    if people:
        numbers = {number for number, _, _ in people}
        news = [each for each in news if each.contact_id in numbers]
        reasons = [each for each in reasons if each.contact_id in numbers]
    return news, reasons


def _require_news(people: Sequence[NamedContact], news: Sequence[News]) -> None:
    told = {each.contact_id for each in news}
    for number, name, _ in people:
        if number not in told:
            raise NotFoundError(f"There is no news about {shorten_name(name)}.")


def _print(
    context: Context, arguments: Namespace, news: Sequence[News], reasons: Sequence[ReasonToWrite]
) -> int:
    if arguments.json:
        print_json(
            {
                "news": [_record(context, each) for each in news],
                "write_to": [_reason_record(context, each) for each in reasons],
            }
        )
    else:
        print_rows([_row(context, each) for each in news])
        for reason in reasons:
            tell(f"{reason.in_words}.")
    if not news and not reasons:
        say("There is no news about your contacts.")
    elif news and not arguments.json:
        say(f"{several(len(news), 'line')} of news; 'iitui news --take WHO' uses it, --dismiss ignores it.")
    return 0


def _row(context: Context, news: News) -> Row:
    before = news.journal.position
    return (
        str(news.contact_id),
        news.who,
        news.in_words,
        f"before: {before}" if before else "",
        news.source,
        say_ago(news.said_at, context.now),
    )


def _record(context: Context, news: News) -> Record:
    return {
        "contact_id": news.contact_id,
        "who": news.who,
        "source": news.source,
        "said_at": iso(news.said_at, context.zone),
        "what": news.in_words,
        "changes": [
            {"field": each.field.value, "before": each.before, "now": each.now} for each in news.changes
        ],
    }


def _reason_record(context: Context, reason: ReasonToWrite) -> Record:
    return {
        "contact_id": reason.contact_id,
        "who": reason.who,
        "position": reason.position,
        "since": iso(reason.since, context.zone),
        "what": reason.in_words,
    }


COMMANDS: Commands = {"news": show_news}
