"""The wording of a follow-up in a list; why it is owed is in `explanation`."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.dates.calendar import say_day, say_due
from iitui.domain.follow_ups import DueState, FollowUp, Kind, Verdict
from iitui.domain.rules import RULES
from iitui.ui.kit.lists.row_list import ListColumn, ListRow, RowKey
from iitui.ui.kit.theme import QUIET

if TYPE_CHECKING:
    from iitui.domain.touches import Touch

_ROOMY = 54
"""The width of a list from which names stand in a column of their own, and not in the sentence."""
_ROOMIER = 84
"""The width from which the kind stands in a column of its own as well."""

COLUMNS = (
    ListColumn("What", most=_ROOMY - 1),
    ListColumn("Who", 24, least=_ROOMY),
    ListColumn("Kind", 17, least=_ROOMIER),
    ListColumn("What", least=_ROOMY, most=_ROOMIER - 1),
    ListColumn("What", least=_ROOMIER),
    ListColumn("Due", 22, justify="right"),
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


def row_key(follow_up: FollowUp) -> RowKey:
    """Return the key of a follow-up's row; it changes when that is settled, so that no cursor follows it."""
    if follow_up.state is not DueState.SETTLED:
        return str(follow_up.id)
    return f"settled {follow_up.id} {follow_up.occurrence}"


def owed_row(follow_up: FollowUp, now: datetime, zone: ZoneInfo, done_by: "Touch | None" = None) -> ListRow:
    """Return the row of a follow-up; that of a settled one says by which touch, or why it was dismissed."""
    kind, who = RULES[follow_up.id.kind].called, follow_up.who
    alone = follow_up.what if who in follow_up.what else f"{who}: {follow_up.what}"
    beside = follow_up.beside_name
    if follow_up.state is DueState.SETTLED:
        how = _how_settled(follow_up, done_by)
        what = (beside + how, follow_up.beside_kind + how)
        cells = (alone + how, who, kind, *what, _settled(follow_up, now, zone))
        return ListRow(row_key(follow_up), cells, "dim")
    snoozed = "Snoozed: " if follow_up.verdict is Verdict.SNOOZED else ""
    due = Content.styled(say_due(follow_up.due, now, zone), DUE_COLORS.get(follow_up.state, ""))
    return ListRow(
        row_key(follow_up),
        (
            Content.assemble((snoozed, QUIET), alone),
            who,
            Content.styled(kind, QUIET),
            Content.assemble((snoozed, QUIET), beside),
            Content.assemble((snoozed, QUIET), follow_up.beside_kind),
            due,
        ),
    )


def _how_settled(follow_up: FollowUp, done_by: "Touch | None") -> str:
    """By which touch it was done, or why it was dismissed: " · by mail", " · they have moved away"."""
    if done_by is not None:
        return f" · by {done_by.kind.value}"
    return f" · {follow_up.reason}" if follow_up.reason else ""


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
