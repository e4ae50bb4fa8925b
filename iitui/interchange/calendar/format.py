"""The format of calendars, as the registry of formats knows it."""

import re

from iitui.domain.imports import ImportReading
from iitui.interchange.formats import Format, Match, Source

BEGIN = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCALENDAR\s", re.IGNORECASE)
"""How a calendar begins."""


class ICalendar:
    """The format of calendars: iCalendar 2.0 (RFC 5545)."""

    name = "icalendar"
    title = "iCalendar"
    description = "an iCalendar file"
    endings = (".ics", ".ical")

    def detect(self, source: Source) -> Match:
        """Look for a calendar at the start."""
        return Match.CERTAIN if BEGIN.match(source.utf8) else Match.NONE

    def read(self, source: Source) -> ImportReading:
        """Read the events and to-dos of a calendar."""
        from iitui.interchange.calendar.reading import read_calendar

        return read_calendar(source.name, source.text)


FORMAT: Format = ICalendar()
