"""The commands about follow-ups: `due`, `done`, `snooze` and `waive`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from iitui.cli.context import Commands, Context
from iitui.domain.dates.calendar import at_wall, say_deadline, say_due, say_end_of_day, say_twice, say_when
from iitui.domain.errors import BadInputError, UnreadableError
from iitui.domain.follow_ups import DueState, FollowUp, FollowUpId, Kind, Verdict, state_of
from iitui.domain.text import clean_line
from iitui.output import Cell, Row, Shade, print_json, print_rows, say, tell

if TYPE_CHECKING:
    from argparse import Namespace

    from iitui.store.journal import Store

_SPAN = r"\s*([0-9]{1,4})\s*([hdwHDW])\s*"
_ID = r"\s*([a-zA-Z]+(?:[_-][a-zA-Z]+)*):([0-9]{1,15})\s*"
_SHADES = {DueState.OVERDUE: Shade.RED, DueState.TODAY: Shade.YELLOW}


def list_due(context: Context, arguments: "Namespace") -> int:
    """Print what is overdue or due today, or within the time given.

    With --quiet, nothing is printed and the exit status is 1 if something is overdue.
    """
    until = context.day_end
    if arguments.within is not None:
        until = max(until, _read_within(context, arguments.within))
    with context.look() as reader:
        owed = reader.follow_ups.owed(context.now, context.day_end, until)
    if arguments.quiet:
        return int(any(follow_up.state is DueState.OVERDUE for follow_up in owed))
    if arguments.json:
        from iitui.reports.records import follow_up_record

        print_json([follow_up_record(follow_up, context.zone) for follow_up in owed])
    else:
        print_rows([_row(context, follow_up) for follow_up in owed])
    if not owed:
        say("Nothing is due.")
    return 0


def _read_within(context: Context, text: str) -> datetime:
    """Return the end of a span from now; days and weeks are those of the calendar."""
    match = re.fullmatch(_SPAN, text)
    if match is None:
        raise UnreadableError(f"--within: '{clean_line(text)}' isn't a length of time; try 36h, 7d or 2w.")
    count, unit = int(match[1]), match[2].lower()
    if unit == "h":
        return context.now.astimezone(UTC) + timedelta(hours=count)
    local = context.now.astimezone(context.zone)
    day = local.date() + timedelta(days=count * (7 if unit == "w" else 1))
    return at_wall(day, local.time(), context.zone)


def _row(context: Context, follow_up: FollowUp) -> Row:
    what = follow_up.what if follow_up.who in follow_up.what else f"{follow_up.who}: {follow_up.what}"
    due = Cell(say_due(follow_up.due, context.now, context.zone), _SHADES.get(follow_up.state))
    return str(follow_up.id), due, what


def _match_id(text: str) -> re.Match[str] | None:
    return re.fullmatch(_ID, text)


def read_follow_up_id(text: str) -> FollowUpId:
    """Return the follow-up that an ID such as thank_you:12 names.

    Raises:
        BadInputError: the text is no such ID.
    """
    match = _match_id(text)
    kind = match[1].lower().replace("-", "_") if match else ""
    if match is None or kind not in set(Kind):
        raise BadInputError(
            {"id": f"'{clean_line(text)}' isn't the ID of a follow-up; IDs look like thank_you:12."}
        )
    return FollowUpId(Kind(kind), int(match[2]))


def mark_done(context: Context, arguments: "Namespace") -> int:
    """Mark follow-ups as done, and say when they come again."""
    return _settle(context, arguments, Verdict.DONE, lambda store, ids: store.follow_ups.done(ids))


def waive(context: Context, arguments: "Namespace") -> int:
    """Dismiss follow-ups that need not be done."""
    reason = arguments.reason
    return _settle(context, arguments, Verdict.WAIVED, lambda store, ids: store.follow_ups.waive(ids, reason))


def _settle(
    context: Context,
    arguments: "Namespace",
    verdict: Verdict,
    verb: Callable[["Store", Sequence[FollowUpId]], list[FollowUp]],
) -> int:
    ids = [read_follow_up_id(text) for text in arguments.ids]
    with context.open() as store:
        settled = verb(store, ids)
        again = [store.reader.follow_ups.again(one.id, context.now, context.day_end) for one in settled]
    _print_answer(context, arguments, [*zip(settled, again, strict=True)], verdict)
    return 0


def snooze(context: Context, arguments: "Namespace") -> int:
    """Put follow-ups off: the arguments are their IDs, then the time in one or more words."""
    words: list[str] = arguments.words
    count = next((place for place, word in enumerate(words) if place and not _match_id(word)), len(words))
    ids = [read_follow_up_id(text) for text in words[:count]]
    if count == len(words):
        raise BadInputError({"until": "Snooze until when? Add the time at the end, such as 'fri' or '+3d'."})
    until = context.date_reading.until(" ".join(words[count:]))
    with context.open() as store:
        snoozed = store.follow_ups.snooze(ids, until)
    _print_answer(context, arguments, [(one, None) for one in snoozed], Verdict.SNOOZED, until)
    if twice := say_twice(until, context.zone):
        say(f"{twice}.")
    return 0


def _print_answer(
    context: Context,
    arguments: "Namespace",
    settled: Sequence[tuple[FollowUp, FollowUp | None]],
    verdict: Verdict,
    until: datetime | None = None,
) -> None:
    """Print which follow-ups were settled and how, as text or, with --json, as records.

    Args:
        context: the circumstances.
        arguments: what was typed.
        settled: the follow-ups, each with what is owed next under its ID.
        verdict: how they were settled.
        until: until when they are snoozed.
    """
    if arguments.json:
        _print_settled(context, settled, verdict, until)
        return
    how = verdict.value.capitalize()
    if until is not None:
        end = say_end_of_day(until, context.zone, context.now)
        how += f" until {end or say_when(until, context.zone, context.now)}"
    for follow_up, again in settled:
        tell(f"{how}: {follow_up.what} ({follow_up.id}){_say_again(context, follow_up, again)}")


def _say_again(context: Context, follow_up: FollowUp, again: FollowUp | None) -> str:
    """Return when it comes again, or what comes in its place; empty for nothing."""
    if again is None:
        return ""
    when = say_deadline(again.due, context.zone, context.now)
    return f"; repeats {when}" if again.what == follow_up.what else f"; next: {again.what}, {when}"


def _print_settled(
    context: Context,
    settled: Sequence[tuple[FollowUp, FollowUp | None]],
    verdict: Verdict,
    until: datetime | None,
) -> None:
    """Print follow-ups as `due` would have shown them, each with its settlement."""
    from iitui.reports.records import settlement_record

    # The writers do not know when the user's day ends, so what they return is never due "today".
    shown = [
        (replace(each, state=state_of(each.due, each.verdict, context.now, context.day_end)), again)
        for each, again in settled
    ]
    print_json(
        [
            settlement_record(
                follow_up, verdict, context.zone, until=until, again=again.due if again else None
            )
            for follow_up, again in shown
        ]
    )


COMMANDS: Commands = {"due": list_due, "done": mark_done, "snooze": snooze, "waive": waive, "dismiss": waive}
