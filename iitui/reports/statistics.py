"""Statistics to print: plots with words on a terminal, figures elsewhere, and a record for JSON.

The screen shows the same parts. Where there is too little for a figure, the words say so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import MONTHS, say_day, say_span
from iitui.domain.statistics import (
    Funnel,
    ReplyTimes,
    Statistics,
    ThankYouTimes,
    Times,
    WeekCount,
)
from iitui.domain.text import several
from iitui.output import width_of
from iitui.reports.plots import Bar, draw_bars, draw_columns
from iitui.reports.records import Record, iso
from iitui.reports.wrapping import wrapped

NOTHING = "You haven't asked for an interview or held one"

ENOUGH_FOR_SHARES = 10
"""Of how many people there must be before shares of them are said in percent."""

STEPS = (
    ("asked", "you asked for an interview, or planned one without logging a request"),
    ("answered", "they answered, whatever the answer"),
    ("agreed", "they agreed, or an interview was planned or held"),
    ("held", "an interview was held"),
    ("thanked", "the thank-you for it is done"),
)
"""The steps of the funnel, and what each counts of the people of the one before."""

_REPLY_EDGES = tuple(timedelta(days=days) for days in (1, 2, 4, 7, 14, 28))
_REPLY_LABELS = (
    "within a day",
    "1–2 days",
    "2–4 days",
    "4–7 days",
    "1–2 weeks",
    "2–4 weeks",
    "longer",
)
_COUNTED = "Counted in people, as a share of everyone you asked; each step is part of the one before."
_WEEK_HOURS = 7 * 24
_HOUR = timedelta(hours=1)

_PLOT_LINES = 6
"""How many lines the columns of the weeks take at most on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsPart:
    """One of the things that are counted.

    Attributes:
        title: its heading.
        bars: what is drawn as bars; empty where there is too little for that.
        weeks: what is drawn as columns.
        sentences: what can be said of it, the most important first.
        meanings: words of the plot, each with what it means.
    """

    title: str
    bars: tuple[Bar, ...] = ()
    weeks: tuple[WeekCount, ...] = ()
    sentences: tuple[str, ...] = ()
    meanings: tuple[tuple[str, str], ...] = ()


def statistics_parts(
    statistics: Statistics,
) -> tuple[StatisticsPart, StatisticsPart, StatisticsPart, StatisticsPart]:
    """Return the parts: how far people came, reply times, thank-you times, interviews a week."""
    return (
        _people(statistics.funnel),
        _replies(statistics.replies),
        _thank_yous(statistics.thank_yous),
        _weeks(statistics),
    )


def _people(funnel: Funnel) -> StatisticsPart:
    bars = [
        Bar(name, count, _say_share(count, funnel.asked) if place else str(count))
        for place, ((name, _), count) in enumerate(zip(STEPS, funnel.steps, strict=True))
    ]
    sentences = [_COUNTED]
    if funnel.unrecorded:
        sentences.append(f"{_say_people(funnel.unrecorded)} asked without a logged request.")
    return StatisticsPart(
        title="From request to thank-you",
        bars=tuple(bars) if funnel.asked else (),
        sentences=tuple(sentences) if funnel.asked else ("You haven't asked anyone for an interview.",),
        meanings=STEPS if funnel.asked else (),
    )


def _say_people(count: int) -> str:
    return "1 person was" if count == 1 else f"{count} people were"


def _say_share(count: int, of: int) -> str:
    return f"{count} ({count / of:.0%})" if of >= ENOUGH_FOR_SHARES else f"{count} of {of}"


def _replies(replies: ReplyTimes) -> StatisticsPart:
    return StatisticsPart(
        title="Reply times",
        bars=_histogram(replies.times, _REPLY_EDGES, _REPLY_LABELS),
        sentences=tuple(_say_replies(replies)),
    )


def _say_replies(replies: ReplyTimes) -> Iterator[str]:
    if not replies.requests:
        yield "You haven't made any requests."
        return
    if replies.times.each:
        yield from _say_times(replies.times, "answer", "came")
    if replies.waiting:
        verb = "has" if replies.waiting == 1 else "have"
        yield f"{replies.waiting} of {several(replies.requests, 'request')} {verb} no answer yet."
    if replies.undated:
        answers = replies.requests - replies.waiting
        verb = "has" if replies.undated == 1 else "have"
        yield f"{replies.undated} of {several(answers, 'answer')} {verb} no time in the journal."
    if replies.times.each:
        yield "Counted from the first request, including nudges."


def _say_times(times: Times, called: str, came: str) -> Iterator[str]:
    """Say the median of times, or why there is none, and each time where there are few."""
    count = len(times.each)
    if times.median is None:
        spans = [say_span(each) for each in times.each]
        listed = spans[0] if count == 1 else f"{', '.join(spans[:-1])} and {spans[-1]}"
        few = "is too little" if count == 1 else "are too few"
        they = "it" if count == 1 else "they"
        yield f"{several(count, called)} {few} for a median; {they} came after {listed}."
        return
    yield (
        f"Half of {count} {called}s {came} within {say_span(times.median)};"
        f" the quickest took {say_span(times.each[0])}, the slowest {say_span(times.each[-1])}."
    )


def _histogram(
    times: Times, edges: Sequence[timedelta], labels: Sequence[str], allowed: timedelta | None = None
) -> tuple[Bar, ...]:
    """Return a bar for each span between two edges; none where there are too few times for a median."""
    median = times.median
    if median is None:
        return ()
    middle = next((place for place, edge in enumerate(edges) if median <= edge), len(edges))
    return tuple(
        Bar(
            label,
            count,
            f"{count}, median {say_span(median)}" if place == middle else str(count),
            is_late=allowed is not None and (place == len(edges) or edges[place] > allowed),
        )
        for place, (label, count) in enumerate(zip(labels, times.counts(edges), strict=True))
    )


def _thank_yous(thank_yous: ThankYouTimes) -> StatisticsPart:
    hours = thank_yous.allowed // _HOUR
    edges = sorted({max(hours // 4, 1), max(hours // 2, 1), hours, 2 * hours, max(2 * hours, _WEEK_HOURS)})
    labels = [f"within {several(edges[0], 'hour')}"]
    labels += [_between(low, high) for low, high in pairwise(edges)]
    return StatisticsPart(
        title="Thank-you times",
        bars=_histogram(
            thank_yous.times,
            [edge * _HOUR for edge in edges],
            (*labels, "longer"),
            thank_yous.allowed,
        ),
        sentences=tuple(_say_thank_yous(thank_yous, hours)),
    )


def _between(low: int, high: int) -> str:
    return f"{low // 24}–7 days" if high == _WEEK_HOURS and low % 24 == 0 else f"{low}–{high} hours"


def _say_thank_yous(thank_yous: ThankYouTimes, hours: int) -> Iterator[str]:
    done = len(thank_yous.times.each)
    if not done + thank_yous.waived + thank_yous.owed:
        yield "No interviews yet."
        return
    if done:
        yield from _say_times(thank_yous.times, "thank-you", "were done")
        share = f" ({thank_yous.in_time / done:.0%})" if done >= ENOUGH_FOR_SHARES else ""
        yield (
            f"{thank_yous.in_time} of {done} were done within {several(hours, 'hour')}"
            f" of the end of the interview{share}."
        )
    if thank_yous.owed:
        verb = "is" if thank_yous.owed == 1 else "are"
        yield f"{several(thank_yous.owed, 'thank-you')} {verb} still due."
    if thank_yous.waived:
        verb = "was" if thank_yous.waived == 1 else "were"
        yield f"{several(thank_yous.waived, 'thank-you')} {verb} dismissed."


def _weeks(statistics: Statistics) -> StatisticsPart:
    weeks = statistics.weeks
    total = sum(week.interviews for week in weeks)
    span = "this week" if len(weeks) == 1 else f"in the last {len(weeks)} weeks"
    sentence = f"{several(total, 'interview')} {span}." if total else f"No interviews {span}."
    if total and len(weeks) > 1:
        best = max(weeks, key=lambda week: week.interviews)
        begins = say_day(best.begins, year=best.begins.year != statistics.until.year)
        sentence = f"{sentence[:-1]}, most in the week from {begins}: {best.interviews}."
    return StatisticsPart(title="Interviews a week", weeks=weeks if total else (), sentences=(sentence,))


def week_label(day: date) -> str:
    """Return the day on which a week begins, in short: "5 Oct"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def say_period(statistics: Statistics, zone: ZoneInfo) -> str:
    """Return the period: "since Mon 1 Jun 2026", or "for all time"."""
    if statistics.since is None:
        return "for all time"
    return f"since {say_day(statistics.since.astimezone(zone).date())}"


def statistics_text(statistics: Statistics, zone: ZoneInfo, width: int, *, with_plots: bool) -> str:
    """Return all statistics as plain text, wrapped to a width in cells; it ends with a line break."""
    title = f"Statistics {say_period(statistics, zone)}"
    blocks = [f"{title}\n{'=' * min(len(title), width)}"]
    for part in statistics_parts(statistics):
        lines = [part.title, "-" * len(part.title)]
        lines += _plot_lines(part, width) if with_plots else _figure_lines(part)
        for sentence in part.sentences:
            lines += wrapped("", sentence, width)
        longest = max((len(name) for name, _ in part.meanings), default=0)
        for name, meaning in part.meanings:
            lines += wrapped(f"  {name:{longest}}  ", meaning, width)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _plot_lines(part: StatisticsPart, width: int) -> Iterator[str]:
    for bar in draw_bars(part.bars, width):
        yield f"{bar.label}{bar.dots}{bar.words}"
    if part.weeks:
        counts = [week.interviews for week in part.weeks]
        labels = [week_label(week.begins) for week in part.weeks]
        for line in draw_columns(counts, labels, width, _PLOT_LINES):
            yield f"{line.axis}{line.dots}".rstrip()


def _figure_lines(part: StatisticsPart) -> Iterator[str]:
    rows = [(bar.label, bar.words) for bar in part.bars]
    rows += [
        (f"week from {say_day(week.begins)}", str(week.interviews)) for week in part.weeks if week.interviews
    ]
    longest = max((width_of(label) for label, _ in rows), default=0)
    for label, words in rows:
        yield f"{label}{' ' * (longest - width_of(label))}  {words}"


def statistics_record(statistics: Statistics, zone: ZoneInfo) -> Record:
    """Return statistics for JSON.

    An object with `since` (or null), `until`, `people`, `replies`, `thank_yous` and `weeks`. Of these,
    `people` has the numbers `asked`, `answered`, `agreed`, `held` and `thanked`, and `without_request` (how
    many of those who were asked have no request in the journal); `replies` has `requests`, `answered`,
    `waiting`, `undated` (answers without a time) and its times; `thank_yous` has `interviews`, `done`,
    `in_time`, `allowed_hours`, `waived`, `owed` and its times; `weeks` are objects with `begins` and
    `interviews`, the latest last. Times are `median_hours`, `quickest_hours` and `slowest_hours`, null where
    there are too few.
    """
    funnel, replies, thank_yous = statistics.funnel, statistics.replies, statistics.thank_yous
    answered, done = len(replies.times.each), len(thank_yous.times.each)
    return {
        "since": iso(statistics.since, zone) if statistics.since else None,
        "until": iso(statistics.until, zone),
        "people": {
            **{name: count for (name, _), count in zip(STEPS, funnel.steps, strict=True)},
            "without_request": funnel.unrecorded,
        },
        "replies": {
            "requests": replies.requests,
            "answered": answered + replies.undated,
            "waiting": replies.waiting,
            "undated": replies.undated,
            **_times_record(replies.times),
        },
        "thank_yous": {
            "interviews": done + thank_yous.waived + thank_yous.owed,
            "done": done,
            "in_time": thank_yous.in_time,
            "allowed_hours": thank_yous.allowed // _HOUR,
            "waived": thank_yous.waived,
            "owed": thank_yous.owed,
            **_times_record(thank_yous.times),
        },
        "weeks": [
            {"begins": week.begins.isoformat(), "interviews": week.interviews} for week in statistics.weeks
        ],
    }


def _times_record(times: Times) -> Record:
    return {
        "median_hours": _hours(times.median),
        "quickest_hours": _hours(times.each[0] if times.each else None),
        "slowest_hours": _hours(times.each[-1] if times.each else None),
    }


def _hours(span: timedelta | None) -> float | None:
    return None if span is None else round(span / _HOUR, 1)
