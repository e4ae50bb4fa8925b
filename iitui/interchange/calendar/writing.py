"""Writes calendar items as iCalendar: events with zones and alarms, to-dos with due times.

The library icalendar folds, escapes and describes zones. Sources: RFC 5545, and the vdir format
(https://vdirsyncer.pimutils.org/en/stable/vdir.html), which wants one item in each file.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from icalendar import Alarm, Calendar, Component, Event, Timezone, Todo

from iitui.domain.calendar_items import DONE, CalendarItem, EventFacts, TaskFacts
from iitui.domain.dates.calendar import known_zone
from iitui.domain.interviews import Medium
from iitui.domain.text import comma_join

PRODUCT = "-//iitui//iitui//EN"

_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_TO_LEAVE = {
    Medium.IN_PERSON.value: "Leave for the interview with",
    Medium.VIDEO.value: "Go online for the interview with",
    Medium.PHONE.value: "Time to call: the interview with",
}


def write_calendar(items: Iterable[CalendarItem]) -> bytes:
    """Return items as one iCalendar file, with the zones that they need."""
    chosen = list(items)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for zone in _zones(chosen):
        calendar.add_component(zone)
    for item in chosen:
        calendar.add_component(_component(item))
    return bytes(calendar.to_ical())


_REWRITTEN = ("DTSTART", "DTEND", "DURATION", "LOCATION", "STATUS", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED")


def write_into(data: bytes, item: CalendarItem) -> bytes:
    """Return the file of another program with the time, place and status of an item, and all else as it was.

    A file that cannot be read any more is written anew.
    """
    try:
        calendar = Calendar.from_ical(data)
    except ValueError:
        return write_calendar([item])
    events = [one for one in calendar.walk("VEVENT") if str(one.get("UID", "")) == item.uid]
    if not events:
        return write_calendar([item])
    own = _component(item)
    for name in _REWRITTEN:
        events[0].pop(name, None)
        if name in own:
            events[0][name] = own[name]
    present = {str(zone.get("TZID", "")) for zone in calendar.walk("VTIMEZONE")}
    for zone in _zones([item]):
        if str(zone["TZID"]) not in present:
            calendar.subcomponents.insert(0, zone)
    return bytes(calendar.to_ical())


def event_title(who: str) -> str:
    """Return what a calendar calls an interview: "Interview with Dana Ito"."""
    return f"Interview with {who}"


def _zones(items: Sequence[CalendarItem]) -> list[Component]:
    years: dict[str, set[int]] = {}
    for item in items:
        if isinstance(item.facts, EventFacts) and _name_of_zone(item.facts) != "UTC":
            years.setdefault(_name_of_zone(item.facts), set()).add(item.facts.begins.year)
    return [_zone(name, min(found) - 1, max(found) + 1) for name, found in sorted(years.items())]


@lru_cache(maxsize=256)
def _zone(name: str, first: int, last: int) -> Component:
    return Timezone.from_tzinfo(
        known_zone(name), name, first_date=date(first, 1, 1), last_date=date(last, 12, 31)
    )


def _name_of_zone(facts: EventFacts) -> str:
    zone = known_zone(facts.zone)
    return "UTC" if facts.begins.astimezone(zone).tzname() == "UTC" else zone.key


def _component(item: CalendarItem) -> Component:
    facts = item.facts
    component = _event(facts) if isinstance(facts, EventFacts) else _todo(facts, item.modified)
    component.add("uid", item.uid)
    component.add("dtstamp", item.modified)
    component.add("last-modified", item.modified)
    component.add("sequence", item.sequence)
    return component


def _event(facts: EventFacts) -> Event:
    event = Event()
    local = facts.begins.astimezone(known_zone(_name_of_zone(facts)))
    event.add("dtstart", local)
    event.add("dtend", (facts.begins + timedelta(minutes=facts.minutes)).astimezone(local.tzinfo))
    event.add("summary", event_title(facts.who))
    if facts.place:
        event.add("location", facts.place)
    if link := _LINK.search(facts.place):
        event.add("url", link[0])
    event.add("description", _description(facts))
    event.add("status", "CANCELLED" if facts.cancelled else "CONFIRMED")
    to_leave = f"{_TO_LEAVE.get(facts.medium, 'Interview with')} {facts.who}"
    for minutes, words in zip(facts.alarms, (event_title(facts.who), to_leave), strict=False):
        event.add_component(_alarm(minutes, words))
    return event


def _description(facts: EventFacts) -> str:
    person = comma_join(facts.who, facts.role, facts.organization)
    about = f"About: {facts.occupation}" if facts.occupation else ""
    through = f"Through: {facts.through}" if facts.through else ""
    return "\n".join(line for line in (person, about, through) if line)


def _alarm(minutes: int, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -timedelta(minutes=minutes))
    return alarm


def _todo(facts: TaskFacts, modified: datetime) -> Todo:
    todo = Todo()
    todo.add("summary", facts.what)
    todo.add("due", datetime.fromtimestamp(facts.due, UTC))
    if not facts.ended:
        todo.add("status", "NEEDS-ACTION")
    elif facts.ended == DONE:
        todo.add("status", "COMPLETED")
        todo.add("completed", modified)
        todo.add("percent-complete", 100)
    else:
        todo.add("status", "CANCELLED")
    return todo
