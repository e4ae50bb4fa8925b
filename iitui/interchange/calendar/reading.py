"""Reads iCalendar files leniently: a bad event never affects the others.

Each event is given to the library icalendar by itself, with the line on which it begins, so that what is
wrong with it can be said with its place. Source: RFC 5545.
"""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from icalendar import Component, Event, Timezone, Todo
from icalendar.timezone import tzp

from iitui.domain.calendar_events import EventRecord
from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportProblem, ImportReading
from iitui.domain.text import clean, clean_line
from iitui.interchange.calendar.zones import is_harmless, name_of_zone

MOST_EVENTS = 100_000
MOST_LINES = 5000
"""How many lines an event may have."""

_EDGE = re.compile(r"[ \t]*(BEGIN|END)[ \t]*:[ \t]*([A-Za-z0-9-]+)[ \t]*$", re.IGNORECASE)
_ABOUT = re.compile(r"^About: (.+)$", re.MULTILINE)
_CALLED = {"VEVENT": "event", "VTODO": "to-do"}
_OTHERS = {"VJOURNAL": "a journal entry", "VFREEBUSY": "a list of busy times"}
_LONGEST = 10_000
"""How many characters of a description are looked at."""


@dataclass(slots=True)
class _Block:
    """The lines of one component.

    Attributes:
        kind: "VEVENT", "VTODO" …
        number: the line of its BEGIN.
        is_closed: whether its END was found.
    """

    kind: str
    number: int
    lines: list[str] = field(default_factory=list)
    is_closed: bool = False


def read_calendar(file: str, text: str) -> ImportReading:
    """Read the events and to-dos of a calendar.

    Args:
        file: its name, for messages.
        text: its content.

    Raises:
        UnreadableError: it is no calendar, or has too many events.
    """
    blocks = list(_blocks(text))
    if len(blocks) > MOST_EVENTS:
        raise UnreadableError(f"{file} has more than {MOST_EVENTS:,} events; split it and import the parts.")
    tzp.use_default()  # forgets the zones that other files described
    _read_zones(block for block in blocks if block.kind == "VTIMEZONE")
    records: list[EventRecord] = []
    problems: list[ImportProblem] = []
    counts = dict.fromkeys(_CALLED, 0)
    for block in blocks:
        if block.kind in _OTHERS:
            where = f"line {block.number}"
            problems.append(
                ImportProblem(file, where, f"is {_OTHERS[block.kind]}; only events are imported.")
            )
        if block.kind not in _CALLED:
            continue
        counts[block.kind] += 1
        where = f"{_CALLED[block.kind]} {counts[block.kind]}, line {block.number}"
        record, reasons = _read_block(block, where)
        records += [record] if record else []
        problems += (ImportProblem(file, where, reason) for reason in reasons)
    if not records and not problems:
        raise UnreadableError(f"{file} is a calendar with no events.")
    return ImportReading(file, "iCalendar", (), tuple(problems), events=tuple(records), is_calendar=True)


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the components of all calendars in a text, those within them with them."""
    open_block: _Block | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        edge = _EDGE.match(line)
        kind = edge[2].upper() if edge else ""
        if edge and edge[1].upper() == "BEGIN" and kind in ("VEVENT", "VTODO", "VTIMEZONE", *_OTHERS):
            if open_block is not None:
                yield open_block  # it never ends
            open_block = _Block(kind, number)
        if open_block is None:
            continue
        if len(open_block.lines) < MOST_LINES:
            open_block.lines.append(line)
        if edge and edge[1].upper() == "END" and kind in (open_block.kind, "VCALENDAR"):
            open_block.is_closed = kind == open_block.kind
            if not open_block.is_closed:
                open_block.lines.pop()
            yield open_block
            open_block = None
    if open_block is not None:
        yield open_block


def _read_zones(blocks: Iterator[_Block]) -> None:
    """Let the library know the zones that only this file describes."""
    for block in blocks:
        text = "\r\n".join(block.lines)
        if block.is_closed and is_harmless(text):
            try:
                Timezone.from_ical(text)
            except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError):
                continue  # events in it are said to be in a zone that is not known


def _read_block(block: _Block, where: str) -> tuple[EventRecord | None, list[str]]:
    if len(block.lines) >= MOST_LINES:
        return None, [f"has more than {MOST_LINES} lines."]
    lines = [*block.lines, *([] if block.is_closed else [f"END:{block.kind}"])]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            kind = Event if block.kind == "VEVENT" else Todo
            component = kind.from_ical("\r\n".join(_without_open(lines)))
            if not isinstance(component, Component):
                return None, ["cannot be read."]
            record, reasons = _record(component, where, is_task=block.kind == "VTODO")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as error:
        return None, [f"cannot be read: {clean_line(str(error))[:100]}."]
    return record, reasons if block.is_closed else [
        *reasons,
        "has no end; the part that could be read is used.",
    ]


def _without_open(lines: Sequence[str]) -> list[str]:
    """Return the lines of an event without parts in it that never end, such as an alarm."""
    kept: list[str] = []
    inner: list[int] = []
    for line in lines[1:-1]:
        edge = _EDGE.match(line)
        if edge and edge[1].upper() == "BEGIN":
            inner.append(len(kept))
        elif edge and not inner:
            continue
        elif edge:
            inner.pop()
            if not inner:
                continue
        if not inner and not (edge and edge[1].upper() == "BEGIN"):
            kept.append(line)
    return [lines[0], *kept, lines[-1]]


def _record(component: Component, where: str, *, is_task: bool) -> tuple[EventRecord | None, list[str]]:
    status = _text(component, "STATUS").upper()
    if is_task:
        is_done = status == "COMPLETED" or "COMPLETED" in component
        return EventRecord(
            where=where,
            uid=_text(component, "UID"),
            summary=_text(component, "SUMMARY"),
            sequence=_sequence(component),
            is_task=True,
            is_done=is_done,
            is_cancelled=status == "CANCELLED",
        ), []
    if "RECURRENCE-ID" in component:
        return None, ["is one date of a recurring event; only the first is imported."]
    start = _moment(component, "DTSTART")
    is_cancelled = status == "CANCELLED"
    if start is None:
        return None, [_why_no_start(component)]
    remarks = ["recurs; only the first date is imported."] if _recurs(component) else []
    zone, remark = name_of_zone(start, _parameter(component, "DTSTART", "TZID"))
    remarks += [remark] if remark else []
    return EventRecord(
        where=where,
        uid=_text(component, "UID"),
        start=start.astimezone(UTC) if start.tzinfo else start,
        zone=zone,
        minutes=_minutes(component, start),
        summary=_text(component, "SUMMARY"),
        place=_text(component, "LOCATION"),
        link=_text(component, "URL"),
        about=_about(component),
        people=tuple(_people(component)),
        sequence=_sequence(component),
        is_cancelled=is_cancelled,
        recurs=_recurs(component),
        remarks=tuple(remarks),
    ), []


def _first(component: Component, name: str) -> object:
    value = component.get(name)
    return value[0] if isinstance(value, list) and value else value


def _text(component: Component, name: str) -> str:
    value = _first(component, name)
    return "" if value is None else clean_line(str(value))


def _about(component: Component) -> str:
    match = _ABOUT.search(clean(str(_first(component, "DESCRIPTION") or "")[:_LONGEST]))
    return clean_line(match[1]) if match else ""


def _parameter(component: Component, name: str, parameter: str) -> str:
    parameters = getattr(_first(component, name), "params", None)
    return "" if parameters is None else clean_line(str(parameters.get(parameter, "")))


def _date(component: Component, name: str) -> object:
    """Return a date, time or span; None if there is none, or none that can be read."""
    try:
        return getattr(_first(component, name), "dt", None)
    except ValueError:
        return None


def _moment(component: Component, name: str) -> datetime | None:
    """Return a date with its time; None if there is none, or it is a whole day."""
    value = _date(component, name)
    return value if isinstance(value, datetime) else None


def _why_no_start(component: Component) -> str:
    value = _date(component, "DTSTART")
    if isinstance(value, date):
        return f"{_called(component)} is an all-day event; an interview needs a time."
    return f"{_called(component)} has no readable start."


def _called(component: Component) -> str:
    title = _text(component, "SUMMARY")
    return f"'{title[:60]}'" if title else "it"


def _recurs(component: Component) -> bool:
    return any(name in component for name in ("RRULE", "RDATE"))


def _minutes(component: Component, start: datetime) -> int:
    end = _moment(component, "DTEND")
    if end is not None and (end.tzinfo is None) == (start.tzinfo is None):
        return max(int(_between(start, end).total_seconds()) // 60, 0)
    span = _date(component, "DURATION")
    return max(int(span.total_seconds()) // 60, 0) if isinstance(span, timedelta) else 0


def _between(start: datetime, end: datetime) -> timedelta:
    return end.astimezone(UTC) - start.astimezone(UTC) if start.tzinfo else end - start


def _sequence(component: Component) -> int:
    value = _first(component, "SEQUENCE")
    return min(max(int(value), 0), 1 << 31) if isinstance(value, int) else 0


def _people(component: Component) -> Iterator[tuple[str, str]]:
    for name in ("ORGANIZER", "ATTENDEE"):
        values = component.get(name)
        for value in values if isinstance(values, list) else [values]:
            if value is not None:
                address = clean_line(re.sub(r"(?i)^mailto:", "", str(value)))
                called = clean_line(str(getattr(value, "params", {}).get("CN", "")))
                yield called, address if "@" in address else ""
