"""The rows of the list of interviews, and the essentials of one interview for the pane beside it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.briefs import Brief
from iitui.domain.dates.calendar import say_day
from iitui.domain.interviews import Interview, Status, has_other_time, say_there, zone_of
from iitui.domain.questions import Asked
from iitui.domain.text import comma_join, several, shorten
from iitui.ui.interviews.wording import (
    say_arrival,
    say_permission,
    say_times,
    say_where,
    short_standing,
    standing_of,
)
from iitui.ui.kit.lists.row_drawing import ListColumn, harmless
from iitui.ui.kit.lists.row_source import LazyRows, ListRow
from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortKind, SortOrder, SortValue
from iitui.ui.kit.text.page import StyledText
from iitui.ui.kit.theme import QUIET

COLUMNS = (
    ListColumn("When", width=13),
    ListColumn("Who", share=3),
    ListColumn("Organization", share=3, least=84),
    ListColumn("Occupation", share=2, least=70),
    ListColumn("How", width=9, least=96),
    ListColumn("Status", width=24),
)

SORTING = ListSorting(
    (
        SortColumn(0, "date", SortKind.LATEST),
        SortColumn(1, "name"),
        SortColumn(2, "organization"),
        SortColumn(3, "occupation"),
        SortColumn(4, "medium"),
        SortColumn(5, "status"),
    ),
    SortOrder("date"),
)
"""How the past is sorted; what is to come stays by day, and what is to be written down stays above."""

_LONGEST = 400


def interview_rows(
    upcoming: Sequence[Interview],
    past: Sequence[Interview],
    unwritten: Collection[int],
    now: datetime,
    zone: ZoneInfo,
    *,
    order: SortOrder = SORTING.usual,
) -> LazyRows:
    """All interviews under headings: upcoming by day, those that need a debrief, the past.

    Args:
        upcoming: planned and not over, the next one first.
        past: all others, the latest first.
        unwritten: the numbers of those about which nothing was written down.
        now: the present instant.
        zone: the user's.
        order: that of the past.
    """
    lines: list[ListRow | Interview] = []
    for day, interviews in groupby(upcoming, key=lambda interview: interview.start.astimezone(zone).date()):
        lines += [ListRow(f"day:{day}", (_say_day_of(day, now, zone),), heading=True), *interviews]
    to_come = len(lines)
    waiting = [interview for interview in past if interview.id in unwritten]
    if waiting:
        lines += [ListRow("needs", (f"Needs a debrief ({len(waiting)})",), heading=True), *waiting]
    written = len(lines)
    rest = [interview for interview in past if interview.id not in unwritten]
    if rest:
        title = comma_join(f"Past ({len(rest)})", SORTING.say(order))
        lines += [ListRow("past", (title,), heading=True), *_sorted(rest, order, now, zone)]

    def make(place: int) -> ListRow:
        line = lines[place]
        if isinstance(line, ListRow):
            return line
        if place < to_come:
            return _row(line, _clock(line, zone), now, zone)
        return _row(line, _date(line, now, zone), now, zone, waits=place < written)

    return LazyRows([line.key if isinstance(line, ListRow) else line.id for line in lines], make)


def _sorted(
    past: Sequence[Interview], order: SortOrder, now: datetime, zone: ZoneInfo
) -> Sequence[Interview]:
    """Sort past interviews, which come the latest first."""
    value_of: Callable[[Interview], SortValue] = {
        "date": lambda interview: interview.start.timestamp(),
        "name": lambda interview: interview.who,
        "organization": lambda interview: interview.organization,
        "occupation": lambda interview: interview.occupation,
        "medium": lambda interview: interview.medium.value,
        "status": lambda interview: short_standing(interview, now, zone).text,
    }[order.column]
    return past if order == SORTING.usual else SORTING.sort(past, value_of, order)


def _say_day_of(day: date, now: datetime, zone: ZoneInfo) -> str:
    today = now.astimezone(zone).date()
    words = say_day(day, year=day.year != today.year)
    if day == today:
        return f"Today, {words}"
    if day == today + timedelta(days=1):
        return f"Tomorrow, {words}"
    return words if day > today else f"Since {words}"


def _clock(interview: Interview, zone: ZoneInfo) -> str:
    here = f"{interview.start.astimezone(zone):%H:%M}"
    return (
        f"{here} ({interview.start.astimezone(zone_of(interview)):%H:%M})"
        if has_other_time(interview, zone)
        else here
    )


def _date(interview: Interview, now: datetime, zone: ZoneInfo) -> str:
    day = interview.start.astimezone(zone).date()
    if day.year != now.astimezone(zone).year:
        return say_day(day).partition(" ")[2]
    return say_day(day, year=False)


def _row(interview: Interview, when: str, now: datetime, zone: ZoneInfo, *, waits: bool = False) -> ListRow:
    word = short_standing(interview, now, zone)
    if waits and interview.status is Status.HELD:
        word = StyledText("held, needs a debrief", "$text-warning")
    is_past = interview.status is not Status.PLANNED and not waits
    return ListRow(
        interview.id,
        (
            when,
            interview.who,
            interview.organization,
            interview.occupation,
            interview.medium.value,
            Content.styled(word.text, word.style),
        ),
        style="dim" if is_past else "",
    )


def essentials(brief: Brief, now: datetime, zone: ZoneInfo, is_unwritten: bool) -> Content:
    """What the pane beside the list says about one interview."""
    interview, contact = brief.interview, brief.contact
    there = say_there(interview, zone, now)
    paragraphs: list[Iterable[Content]] = [
        [
            _styled(contact.name, "bold"),
            _styled(", ".join(word for word in (contact.role, contact.organization) if word), QUIET),
        ],
        [
            _styled(say_times(interview, zone, now), "bold"),
            _styled(there, "$text-primary"),
            _word(standing_of(interview, now, zone)),
        ],
        [_leave(brief, zone, now), _styled(say_where(interview))],
        [_through(brief)],
        [_styled(interview.occupation, "$text-primary"), _questions(brief), *_preparation(brief, now)],
        [_styled("press w to write down what was said", "$text-warning")] if is_unwritten else [],
        _quoted("Before", interview.before),
        _quoted("Since", interview.after),
    ]
    shown = ([line for line in paragraph if line] for paragraph in paragraphs)
    return Content("\n\n").join(Content("\n").join(lines) for lines in shown if lines)


def _styled(text: str, style: str = "") -> Content:
    lines = shorten(text, _LONGEST).split("\n")
    return Content.styled("\n".join(map(harmless, lines)), style)


def _word(word: StyledText) -> Content:
    return _styled(word.text, word.style)


def _quoted(title: str, text: str) -> list[Content]:
    return [_styled(title, f"bold {QUIET}"), _styled(text)] if text else []


def _leave(brief: Brief, zone: ZoneInfo, now: datetime) -> Content:
    interview = brief.interview
    if interview.status is not Status.PLANNED or now >= interview.end:
        return Content("")
    words = [_word(word) for word in say_arrival(interview, brief.arrive_minutes, zone, now)]
    line = Content("").join(words)
    return Content.assemble(line[:1].plain.upper(), line[1:]) if line else line


def _through(brief: Brief) -> Content:
    contact = brief.contact
    if not contact.referred_by:
        return _styled(f"Through {contact.source}" if contact.source else "")
    return Content.assemble(
        _styled(f"Through {contact.referred_by}, "), _word(say_permission(contact.name_permission))
    )


def _questions(brief: Brief) -> Content:
    if not brief.plan:
        return _styled("No questions picked yet; press p", "$text-warning")
    minutes = sum(item.question.minutes for item in brief.plan)
    asked = sum(item.state is Asked.ASKED for item in brief.plan)
    count = several(len(brief.plan), "question")
    words = f"{count}, {minutes} of {brief.interview.minutes} minutes"
    return _styled(f"{words}, {asked} asked" if asked else words)


def _preparation(brief: Brief, now: datetime) -> list[Content]:
    interview = brief.interview
    left = [item for item in brief.checklist if item.ticked_at is None]
    if interview.status is not Status.PLANNED or now >= interview.end or not brief.checklist:
        return []
    if not left:
        return [_styled("All set", "$text-success")]
    return [
        _styled(f"{len(left)} of {len(brief.checklist)} still to prepare:"),
        *(_styled(f"[ ] {item.text}") for item in left),
    ]
