"""The ways back: acts, which can be undone, and which backups are worth keeping."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One change to the journal, with the name that the history shows."""

    id: int
    at: datetime
    name: str
    undone: bool


NEWEST_KEPT = 5
"""How many of the newest backups are kept, however old."""

ALL_FOR = timedelta(days=2)
DAILY_FOR = timedelta(days=14)
WEEKLY_FOR = timedelta(weeks=10)


def _day(instant: datetime) -> tuple[int, ...]:
    return (instant.year, instant.month, instant.day)


def _week(instant: datetime) -> tuple[int, ...]:
    return tuple(instant.isocalendar()[:2])


def _month(instant: datetime) -> tuple[int, ...]:
    return (instant.year, instant.month)


def worth_keeping(taken: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return which backups, identified by when they were taken, are to be kept.

    These are all backups of the last two days and always the newest five; then the last one of each day for
    two weeks, of each week for ten weeks, and of each month forever. Instants are aware; days, weeks and
    months are those of UTC.
    """
    newest_first = sorted(taken, reverse=True)
    kept = set(newest_first[:NEWEST_KEPT])
    seen: set[tuple[object, ...]] = set()
    for instant in newest_first:
        age = now - instant
        if age <= ALL_FOR:
            kept.add(instant)
            continue
        span: Callable[[datetime], tuple[int, ...]] = (
            _day if age <= DAILY_FOR else _week if age <= WEEKLY_FOR else _month
        )
        slot = (span.__name__, span(instant))
        if slot not in seen:
            seen.add(slot)
            kept.add(instant)
    return kept
