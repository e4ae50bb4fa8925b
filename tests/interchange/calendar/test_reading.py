"""iCalendar files are read leniently: places, zones and what is wrong with each event."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iitui.domain.calendar_events import EventRecord
from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportReading
from iitui.interchange.calendar.reading import read_calendar
from iitui.interchange.formats import Match, Source
from iitui.interchange.reading import read_contacts
from iitui.interchange.registry import find_format

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
LIKE_DETROIT = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE
"""
ODD = """\
BEGIN:VTIMEZONE
TZID:Ours
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0123
TZOFFSETTO:+0123
END:STANDARD
END:VTIMEZONE
"""


def read(*lines: str) -> ImportReading:
    return read_calendar("in.ics", HEAD + "\n".join(lines) + "\nEND:VCALENDAR\n")


def one(*lines: str, before: str = "") -> EventRecord:
    [record] = read(before, "BEGIN:VEVENT", *lines, "END:VEVENT").events
    return record


def test_what_an_event_says_is_read():
    record = one(
        "UID:a@b",
        "SEQUENCE:3",
        "DTSTART;TZID=America/Detroit:20261203T140000",
        "DURATION:PT45M",
        "SUMMARY:Interview\\, with Dana",
        "LOCATION:Lobby\\; left\\nthen up",
        "URL:https://meet.example/1",
        "DESCRIPTION:Dana Ito\\nAbout: Nursing\\nMore",
        'ORGANIZER;CN="Ito, Dana":mailto:dana@example.org',
        "ATTENDEE:MAILTO:me@example.org",
    )
    assert record.start == datetime(2026, 12, 3, 19, tzinfo=UTC)
    assert (record.zone, record.minutes, record.sequence) == ("America/Detroit", 45, 3)
    assert (record.uid, record.summary) == ("a@b", "Interview, with Dana")
    assert (record.place, record.link, record.about) == (
        "Lobby; left then up",
        "https://meet.example/1",
        "Nursing",
    )
    assert record.people == (("Ito, Dana", "dana@example.org"), ("", "me@example.org"))
    assert record.remarks == ()


@pytest.mark.parametrize(
    ("called", "zone"),
    [
        ("Made Up Here", "America/New_York"),
        ("Eastern Standard Time", "America/New_York"),
        ("/freeassociation.sourceforge.net/America/Detroit", "America/Detroit"),
        ("/America/Detroit", "America/Detroit"),
    ],
)
@pytest.mark.parametrize(("day", "hour"), [("20260703", 18), ("20261203", 19)])
def test_a_zone_that_only_the_file_describes_keeps_the_instant_and_gets_a_name(called, zone, day, hour):
    record = one(
        f"DTSTART;TZID={called}:{day}T140000",
        f"DTEND;TZID={called}:{day}T143000",
        before=LIKE_DETROIT.format(name=called),
    )
    assert record.start is not None
    assert (record.start.hour, record.zone, record.minutes) == (hour, zone, 30)


def test_the_zones_of_one_file_are_not_those_of_the_next():
    """Two files describe different zones by one name."""
    first = one("DTSTART;TZID=Ours:20261203T140000", before=ODD)
    assert first.start == datetime(2026, 12, 3, 12, 37, tzinfo=UTC)
    assert (first.zone, len(first.remarks)) == ("", 1)
    assert "its time zone, Ours, isn't a standard one" in first.remarks[0]
    second = one("DTSTART;TZID=Ours:20261203T140000", before=LIKE_DETROIT.format(name="Ours"))
    assert second.start == datetime(2026, 12, 3, 19, tzinfo=UTC)


def test_a_zone_that_would_take_forever_is_not_counted_out():
    begun = time.monotonic()
    forever = ODD.replace("TZOFFSETTO", "RRULE:FREQ=SECONDLY\nTZOFFSETTO")
    record = one("DTSTART;TZID=Ours:20261203T140000", before=forever)
    assert record.start == datetime(2026, 12, 3, 14)
    assert "is unknown" in record.remarks[0]
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_and_line_ends(tmp_path, ending, encoding):
    file = tmp_path / "in.ics"
    text = f"{HEAD}BEGIN:VEVENT\nDTSTART:20261203T140000Z\nSUMMARY:Zoë\nEND:VEVENT\nEND:VCALENDAR\n"
    file.write_bytes(text.replace("\r\n", "\n").replace("\n", ending).encode(encoding))
    [record] = read_contacts(file).events
    assert (record.summary, record.where) == ("Zoë", "event 1, line 3")


def test_one_bad_event_never_affects_the_others():
    reading = read(
        "BEGIN:VEVENT",
        "DTSTART:20261203T140000Z",
        "SUMMARY:first",
        "BEGIN:VALARM",
        "BEGIN:VEVENT",
        "DTSTART:20261204T140000Z",
        "SUMMARY:second",
        "END:VALARM",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "DTSTART:soon",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "this is no line",
        "DTSTART:20261205T140000Z",
        "SUMMARY:third",
    )
    assert [record.summary for record in reading.events] == ["first", "second", "third"]
    assert [(problem.where, problem.why[:12]) for problem in reading.problems] == [
        ("event 1, line 3", "has no end; "),
        ("event 3, line 12", "it has no re"),
        ("event 4, line 15", "has no end; "),
    ]


def test_several_calendars_in_one_file_are_read():
    text = f"{HEAD}BEGIN:VEVENT\nDTSTART:20261203T140000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    assert [record.where for record in read_calendar("in.ics", text * 2).events] == [
        "event 1, line 3",
        "event 2, line 9",
    ]


def test_a_calendar_without_events_is_refused():
    with pytest.raises(UnreadableError, match="is a calendar with no events"):
        read(ODD)


def test_a_calendar_is_known_by_its_content_alone():
    form = find_format("icalendar")
    for data, match in (
        (b"\xef\xbb\xbfbegin:vcalendar\n", Match.CERTAIN),
        (b"\n BEGIN : VCALENDAR\r\n", Match.CERTAIN),
        (b"BEGIN:VCARD\n", Match.NONE),
        (b"name,BEGIN:VCALENDAR\n", Match.NONE),
    ):
        assert form.detect(Source("x", data, most_bytes=100)) is match


def test_five_thousand_events_are_read_in_seconds():
    event = "BEGIN:VEVENT\nUID:{0}\nDTSTART;TZID=America/Detroit:20261203T140000\nSUMMARY:No {0}\nEND:VEVENT"
    begun = time.process_time()
    assert len(read(*(event.format(number) for number in range(5_000))).events) == 5_000
    assert time.process_time() - begun < 20  # about one on a usual machine


NAMES = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "SUMMARY", "UID", "LOCATION", "URL", "ATTENDEE", "ORGANIZER", "RRULE",
     "SEQUENCE", "STATUS", "DESCRIPTION", "BEGIN", "END", "DUE", "COMPLETED", "CATEGORIES", "X-A", ""]
)  # fmt: skip
PARAMETERS = st.sampled_from(
    ["", ";TZID=Ours", ";TZID=Europe/Berlin", ";VALUE=DATE", ';CN="a:b;c"', ";TZID=", ";VALUE=PERIOD", ';X="']
)
VALUES = st.one_of(
    st.sampled_from(
        ["20261203T140000", "20261203T140000Z", "20261203", "99999999T999999", "PT30M", "-P1D", "VEVENT",
         "VALARM", "VCALENDAR", "VTIMEZONE", "FREQ=SECONDLY", "\x1b[31m", "\u202e", "\\n\\,\\;",
         "mailto:", "-1", "1e9",
         "00010101T000000Z", "99991231T235959Z"]
    ),
    st.text(max_size=8),
)  # fmt: skip
LINES = st.tuples(NAMES, PARAMETERS, st.sampled_from([":", "", "\n "]), VALUES).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=12), st.booleans())
def test_files_of_any_content_are_read(lines, is_task):
    kind = "VTODO" if is_task else "VEVENT"
    try:
        reading = read(ODD, f"BEGIN:{kind}", *lines, f"END:{kind}")
    except UnreadableError:
        return
    for record in reading.events:
        for text in (record.summary, record.uid, record.place, record.zone, *record.remarks):
            assert "\x1b" not in text
            assert "\u202e" not in text
