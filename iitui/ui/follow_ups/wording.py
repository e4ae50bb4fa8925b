"""The wording of a follow-up: its cells in a list, and the pane with everything about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.dates.calendar import say_day, say_due, say_when
from iitui.domain.follow_ups import DueState, FollowUp, Kind, Reminder, RepeatUnit, Verdict
from iitui.domain.interviews import Interview, Medium
from iitui.domain.rules import RULES, why_of
from iitui.ui.kit.lists.row_list import ListColumn, ListRow, RowKey
from iitui.ui.kit.theme import QUIET

if TYPE_CHECKING:
    from iitui.domain.contacts import Contact

COLUMNS = (
    ListColumn("What", share=5),
    ListColumn("Who", share=2, least=64),
    ListColumn("Due", 18),
    ListColumn("Kind", 12, least=84),
)
"""The columns of a list of follow-ups."""

DUE_COLORS = {DueState.OVERDUE: "$text-error", DueState.TODAY: "$text-warning"}
"""The colors of what is overdue and of what is due today; anything else has none."""

_VERDICT_WORDS: dict[Verdict | None, str] = {
    Verdict.DONE: "done",
    Verdict.SNOOZED: "snoozed",
    Verdict.WAIVED: "dismissed",
}
"""What a settlement is called on the screen."""

_MEDIA = {Medium.IN_PERSON: "in person", Medium.PHONE: "by phone", Medium.VIDEO: "by video"}


def say_medium(medium: Medium) -> str:
    """Return "in person", "by phone" or "by video"."""
    return _MEDIA[medium]


def row_key(follow_up: FollowUp) -> RowKey:
    """Return the key of a follow-up's row; it changes when that is settled, so that no cursor follows it."""
    return f"settled {follow_up.id}" if follow_up.state is DueState.SETTLED else str(follow_up.id)


def owed_row(follow_up: FollowUp, now: datetime, zone: ZoneInfo) -> ListRow:
    """Return the row of a follow-up."""
    kind = RULES[follow_up.id.kind].called
    if follow_up.state is DueState.SETTLED:
        return ListRow(
            row_key(follow_up), (follow_up.what, follow_up.who, _settled(follow_up, now, zone), kind), "dim"
        )
    if follow_up.verdict is Verdict.SNOOZED:
        kind = "snoozed"
    due = Content.styled(say_due(follow_up.due, now, zone), DUE_COLORS.get(follow_up.state, ""))
    who = Content.styled(follow_up.who, QUIET)
    return ListRow(row_key(follow_up), (follow_up.what, who, due, Content.styled(kind, QUIET)))


def _settled(follow_up: FollowUp, now: datetime, zone: ZoneInfo) -> str:
    """How and when it was settled, short enough for the column: "done 14:05", "dismissed 3 Mar"."""
    words, at = _VERDICT_WORDS.get(follow_up.verdict, ""), follow_up.settled_at
    if at is None:
        return words
    local, today = at.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return f"{words} {local:%H:%M}"
    day = say_day(local.date(), year=local.year != today.year).partition(" ")[2]
    return f"{words} {day}"


def section_heading(name: str, count: int, style: str = "", more: str = "") -> ListRow:
    """Return the heading of a section, such as "Overdue (5)"."""
    return ListRow(f"heading {name}", (f"{name} ({count}){more}",), style, heading=True)


def describe(
    follow_up: FollowUp,
    contact: "Contact | None",
    interview: Interview | None,
    reminder: Reminder | None,
    *,
    now: datetime,
    zone: ZoneInfo,
    figures: Mapping[str, int],
) -> Content:
    """Return all that is known about a follow-up: why, since when, how to reach the person."""
    parts = [
        [(follow_up.what, "bold")],
        _standing(follow_up, now, zone),
        [(why_of(follow_up.id.kind, figures), QUIET)],
    ]
    if reminder is not None and reminder.every is not None:
        parts.append([(say_repeat(reminder), "")])
    if interview is not None:
        parts.append(_interview(interview, now, zone))
    if contact is not None:
        parts.append(_person(contact))
    blocks = [Content.assemble(*part) for part in parts if part]
    return Content("\n\n").join(blocks)


def say_repeat(reminder: Reminder) -> str:
    """Return how a reminder repeats: "Comes every 2 weeks on the calendar."; empty for once."""
    if reminder.every is None:
        return ""
    one = {RepeatUnit.DAYS: "day", RepeatUnit.WEEKS: "week", RepeatUnit.MONTHS: "month"}[reminder.unit]
    if reminder.after_done:
        span = f"1 {one}" if reminder.every == 1 else f"{reminder.every} {reminder.unit.value}"
        return f"Comes again {span} after it was done."
    span = one if reminder.every == 1 else f"{reminder.every} {reminder.unit.value}"
    return f"Comes every {span} on the calendar."


def _standing(follow_up: FollowUp, now: datetime, zone: ZoneInfo) -> list[tuple[str, str]]:
    due = say_when(follow_up.due, zone, now)
    said_at = say_when(follow_up.settled_at, zone, now) if follow_up.settled_at else ""
    if follow_up.state is DueState.SETTLED:
        word = _VERDICT_WORDS.get(follow_up.verdict, "").capitalize()
        return [(f"{word} on {said_at}", "$text-success"), (f"\nIt was due {due}.", QUIET)]
    words = say_due(follow_up.due, now, zone)
    color = DUE_COLORS.get(follow_up.state, "")
    since = "since" if follow_up.state is DueState.OVERDUE else "on"
    parts = [(f"{words[0].upper()}{words[1:]}", f"{color} bold".strip()), (f", {since} {due}", color)]
    if follow_up.verdict is Verdict.SNOOZED:
        parts.append((f"\nSnoozed on {said_at} until then.", QUIET))
    return parts


def _interview(interview: Interview, now: datetime, zone: ZoneInfo) -> list[tuple[str, str]]:
    verb = "The interview was" if interview.end <= now else "The interview is"
    words = (
        f"{say_when(interview.start, zone, now)}, {interview.minutes} minutes {say_medium(interview.medium)}"
    )
    parts = [(f"{verb} ", QUIET), (words, "")]
    if interview.occupation:
        parts += [("\nabout ", QUIET), (interview.occupation, "")]
    return parts


def _person(contact: "Contact") -> list[tuple[str, str]]:
    where = " · ".join(word for word in (contact.role, contact.organization) if word)
    parts = [(contact.name, "bold")]
    if where:
        parts.append((f"\n{where}", QUIET))
    ways = [*contact.emails, *contact.phones] or list(contact.urls)
    parts += [(f"\n{way}", "$text-primary") for way in ways[:4]]
    if not ways:
        parts.append(("\nNo e-mail address and no number is known.", QUIET))
    if contact.last_touch is None:
        parts.append(("\nNever been in touch.", QUIET))
    return parts


def is_thank_you_late(follow_up: FollowUp) -> bool:
    """Return whether this is a late thank-you, which matters most."""
    return follow_up.id.kind is Kind.THANK_YOU and follow_up.state is DueState.OVERDUE
