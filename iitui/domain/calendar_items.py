"""Calendar items: what a calendar may know of interviews and follow-ups, and what it was told last.

Only what stands here leaves the journal for a calendar: whom, when, where, through whom and about what; no
answers, no notes, nothing off the record.
"""

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import at_wall
from iitui.domain.interviews import Medium

EVENING = time(19)
"""When a calendar reminds of the interviews of the next day."""

DONE, GONE = "done", "gone"
"""How a follow-up ended: the user did it, or it is no longer owed."""

_NEVER = datetime.fromtimestamp(0, UTC)

TOLD_FOR = timedelta(days=30)
"""How long a single file goes on to tell what was deleted or settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What a calendar may know of an interview; instants in seconds since 1970.

    Attributes:
        zone: the IANA name of the zone in which it was planned.
        who: the name of the contact.
        through: the name of who referred the user to them.
        alarms: how many minutes before the start a calendar is to remind: of leaving, and the evening before.
    """

    start: int
    zone: str
    minutes: int
    who: str = ""
    role: str = ""
    organization: str = ""
    occupation: str = ""
    through: str = ""
    medium: str = Medium.IN_PERSON.value
    place: str = ""
    cancelled: bool = False
    alarms: tuple[int, ...] = ()

    @property
    def begins(self) -> datetime:
        """The instant at which it begins."""
        return datetime.fromtimestamp(self.start, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """What a calendar may know of a follow-up; instants in seconds since 1970.

    Attributes:
        what: what to do, in one line.
        ended: `DONE` or `GONE`; empty while it is open.
    """

    what: str
    due: int
    ended: str = ""


Facts = EventFacts | TaskFacts

TO_WRITE = -1
"""The sequence of a file that holds another state of its item than calendars are to be told."""

FOREIGN = -2
"""The sequence of a file that another program made: only what differs is ever written into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarItem:
    """An event or a to-do, as calendars were told.

    Attributes:
        uid: its name that lasts.
        subject: the record in the journal: "interview:12", or the ID of a follow-up; empty for an interview
            that was deleted.
        sequence: how often it was changed since it was first told.
        modified: when it was last changed.
    """

    uid: str
    subject: str
    facts: Facts
    sequence: int = 0
    modified: datetime = _NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile:
    """A file in a folder of calendar items, as it was when it was last written or read.

    Attributes:
        uid: the name of its item that lasts.
        name: its own.
        sequence: that of the item which it holds; `TO_WRITE` if it holds another state; `FOREIGN` if another
            program made it.
        stamp: its size and time, by which a change is noticed without reading it.
        digest: of its bytes.
        facts: what it says.
    """

    uid: str
    name: str
    sequence: int
    stamp: str
    digest: str
    facts: Facts


def core_of(facts: Facts) -> tuple[object, ...]:
    """Return what is compared with, and written into, an event that another program made."""
    if isinstance(facts, EventFacts):
        return facts.start, facts.minutes, facts.place, facts.cancelled
    return facts.what, facts.due, facts.ended


def evening_before(start: datetime, zone: ZoneInfo) -> int:
    """Return how many minutes before an instant the evening before is, for who lives in a zone."""
    day = start.astimezone(zone).date() - timedelta(days=1)
    return int((start - at_wall(day, EVENING, zone)).total_seconds()) // 60


def dump_facts(facts: Facts) -> str:
    """Return facts as text, for the journal."""
    return json.dumps(asdict(facts), ensure_ascii=False, separators=(",", ":"))


def load_facts(text: str) -> Facts | None:
    """Return the facts that a text holds; None if it is not such a text."""
    try:
        values = json.loads(text)
        if not isinstance(values, dict):
            return None
        kind = EventFacts if "zone" in values else TaskFacts
        known = {field.name for field in fields(kind)}
        values = {name: value for name, value in values.items() if name in known}
        if "alarms" in values:
            values["alarms"] = tuple(values["alarms"])
        return kind(**values)
    except (ValueError, TypeError):
        return None


def retell(
    present: Iterable[CalendarItem],
    told: Mapping[str, CalendarItem],
    done: Set[str],
    now: datetime,
    pending: Set[str] = frozenset(),
) -> list[CalendarItem]:
    """Return what calendars are to be told now: the present items, then those that ended or were deleted.

    An item that changed since it was told gets the next sequence number, and so does one that was changed in
    a calendar and then back again here. An interview that is gone is told as cancelled, and a follow-up that
    is no longer owed as ended.

    Args:
        present: what the journal holds.
        told: what calendars were told last, by UID.
        done: the IDs of the follow-ups that the user has done.
        now: the present instant.
        pending: the UIDs of what was taken over from calendars since.
    """
    now = now.replace(microsecond=0)
    items = [_next(item, told.get(item.uid), now, item.uid in pending) for item in present]
    here = {item.uid for item in items}
    items += [_next(_ended(item, done), item, now) for uid, item in told.items() if uid not in here]
    return items


def _next(
    item: CalendarItem, told: CalendarItem | None, now: datetime, is_pending: bool = False
) -> CalendarItem:
    if told is None:
        return replace(item, sequence=0, modified=now)
    if told.facts == item.facts and not is_pending:
        return replace(item, sequence=told.sequence, modified=told.modified)
    return replace(item, sequence=told.sequence + 1, modified=now)


def _ended(item: CalendarItem, done: Set[str]) -> CalendarItem:
    if isinstance(item.facts, EventFacts):
        return replace(item, subject="", facts=replace(item.facts, cancelled=True, alarms=()))
    ended = item.facts.ended or (DONE if item.subject in done else GONE)
    return replace(item, facts=replace(item.facts, ended=ended))


def is_news(item: CalendarItem, now: datetime) -> bool:
    """Return whether a single file should hold an item: it is in the journal, or ended not long ago."""
    facts = item.facts
    if isinstance(facts, TaskFacts):
        return not facts.ended or item.modified > now - TOLD_FOR
    return not facts.cancelled or max(item.modified, facts.begins) > now - TOLD_FOR
