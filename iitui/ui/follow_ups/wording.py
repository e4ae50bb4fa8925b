"""The wording of a follow-up in a list: its cells, and the headings between the sections."""

from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.dates.calendar import say_day, say_due
from iitui.domain.follow_ups import DueState, FollowUp, Kind, Verdict
from iitui.domain.interviews import Medium
from iitui.domain.rules import RULES
from iitui.ui.kit.lists.row_list import ListColumn, ListRow, RowKey
from iitui.ui.kit.theme import QUIET

COLUMNS = (
    ListColumn("Who", share=2),
    ListColumn("What", share=5),
    ListColumn("Due", 17),
    ListColumn("Kind", 18, least=100),
)
"""The columns of a list of follow-ups."""

DUE_COLORS = {DueState.OVERDUE: "$text-error", DueState.TODAY: "$text-warning"}
"""The colors of what is overdue and of what is due today; anything else has none."""

VERDICT_WORDS: dict[Verdict | None, str] = {
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
    if follow_up.state is DueState.SETTLED:
        return f"settled {follow_up.id} {follow_up.occurrence}"
    return str(follow_up.id)


def owed_row(follow_up: FollowUp, now: datetime, zone: ZoneInfo) -> ListRow:
    """Return the row of a follow-up; a name that its task tells already does not stand there again."""
    kind, task = RULES[follow_up.id.kind].called, follow_up.task
    who = "" if follow_up.who in task else follow_up.who
    if follow_up.state is DueState.SETTLED:
        return ListRow(row_key(follow_up), (who, task, _settled(follow_up, now, zone), kind), "dim")
    if follow_up.verdict is Verdict.SNOOZED:
        kind = "snoozed"
    due = Content.styled(say_due(follow_up.due, now, zone), DUE_COLORS.get(follow_up.state, ""))
    return ListRow(row_key(follow_up), (who, task, due, Content.styled(kind, QUIET)))


def _settled(follow_up: FollowUp, now: datetime, zone: ZoneInfo) -> str:
    """How and when it was settled, short enough for the column: "done 14:05", "dismissed 3 Mar"."""
    words, at = VERDICT_WORDS.get(follow_up.verdict, ""), follow_up.settled_at
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


def is_thank_you_late(follow_up: FollowUp) -> bool:
    """Return whether this is a late thank-you, which matters most."""
    return follow_up.id.kind is Kind.THANK_YOU and follow_up.state is DueState.OVERDUE
