"""Times with an end or a zone, and times in words: how each is read in Berlin on a Wednesday morning."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from iitui.domain.dates.parse import Appointment, read_appointment, read_past, read_until, read_when
from iitui.domain.dates.zones import ABBREVIATIONS
from iitui.domain.errors import UnreadableError

BERLIN = "Europe/Berlin"
NEW_YORK = "America/New_York"
DETROIT = "America/Detroit"
NOW = datetime(2026, 11, 18, 10, 30, tzinfo=ZoneInfo(BERLIN))  # a Wednesday


def read(text: str, zone: str = BERLIN, now: datetime = NOW) -> Appointment:
    found = read_appointment(text, now, ZoneInfo(zone))
    assert found.start.tzinfo is found.zone
    return found


def reading(text: str, zone: str = BERLIN, now: datetime = NOW) -> tuple[str, int | None, str]:
    """Start with its offset, minutes, zone."""
    found = read(text, zone, now)
    return f"{found.start:%Y-%m-%d %H:%M%z}", found.minutes, found.zone.key


def refusal(text: str, zone: str = BERLIN) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_appointment(text, NOW, ZoneInfo(zone))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "start", "minutes"),
    [
        ("10:00 - 10:30 tomorrow", "2026-11-19 10:00+0100", 30),
        ("tomorrow 10-10:30", "2026-11-19 10:00+0100", 30),
        ("TOMORROW 10 TO 10:30", "2026-11-19 10:00+0100", 30),
        ("Thu 3pm to 3:45pm", "2026-11-19 15:00+0100", 45),
        ("Dec 3 2:30–3 pm", "2026-12-03 14:30+0100", 30),
        ("Dec 3 2:30 — 3 p.m.", "2026-12-03 14:30+0100", 30),
        ("2-3pm", "2026-11-18 14:00+0100", 60),
        ("9-9:20am", "2026-11-19 09:00+0100", 20),
        ("5 to 6pm", "2026-11-18 17:00+0100", 60),
        ("three to four pm tomorrow", "2026-11-19 15:00+0100", 60),
        ("10-11 tomorrow", "2026-11-19 10:00+0100", 60),
        ("9-10 in the morning tomorrow", "2026-11-19 09:00+0100", 60),
        ("tomorrow evening 7-8", "2026-11-19 19:00+0100", 60),
        ("tomorrow from 10 until 11", "2026-11-19 10:00+0100", 60),
        ("tomorrow from ten to eleven", "2026-11-19 10:00+0100", 60),
        ("3pm tomorrow until 4pm", "2026-11-19 15:00+0100", 60),
        ("tomorrow 11-1", "2026-11-19 11:00+0100", 120),
        ("tomorrow 11-1pm", "2026-11-19 11:00+0100", 120),
        ("tomorrow 12-1pm", "2026-11-19 12:00+0100", 60),
        ("tomorrow 11-noon", "2026-11-19 11:00+0100", 60),
        ("tomorrow 9-5pm", "2026-11-19 09:00+0100", 480),
        ("tomorrow 3-16:30", "2026-11-19 15:00+0100", 90),
        ("tomorrow 3pm-3:30", "2026-11-19 15:00+0100", 30),
        ("tomorrow 6:30-7:15", "2026-11-19 18:30+0100", 45),
        ("tomorrow 7-7:30", "2026-11-19 07:00+0100", 30),
        ("tomorrow 11pm-1am", "2026-11-19 23:00+0100", 120),
        ("tomorrow 23:30-midnight", "2026-11-19 23:30+0100", 30),
        ("tomorrow half past three to quarter past 4", "2026-11-19 15:30+0100", 45),
        ("dec 5 1500-1530", "2026-12-05 15:00+0100", 30),
        ("5.12 14.30-15.00", "2026-12-05 14:30+0100", 30),
        ("12/5 2-2:30pm", "2026-12-05 14:00+0100", 30),
        ("2026-12-05 14:00 to 14:30", "2026-12-05 14:00+0100", 30),
        ("2026-12-05 14:00-14:30", "2026-12-05 14:00+0100", 30),
        ("2026-12-05 14:00–15:00", "2026-12-05 14:00+0100", 60),
    ],
)
def test_an_end_gives_the_minutes(text, start, minutes):
    assert reading(text) == (start, minutes, BERLIN)


def test_without_an_end_there_are_no_minutes():
    assert reading("tomorrow 3pm") == ("2026-11-19 15:00+0100", None, BERLIN)
    assert reading("+2h") == ("2026-11-18 12:30+0100", None, BERLIN)


@pytest.mark.parametrize(
    ("text", "start", "minutes", "zone"),
    [
        ("Thu Dec 3, 2026 at 3:00 PM EST", "2026-12-03 15:00-0500", None, NEW_YORK),
        ("Thursday, Dec 3 2:00 – 2:30pm (EST)", "2026-12-03 14:00-0500", 30, NEW_YORK),
        ("3pm EST - 4pm EST tomorrow", "2026-11-19 15:00-0500", 60, NEW_YORK),
        ("tomorrow 15:00 CET", "2026-11-19 15:00+0100", None, BERLIN),
        ("3pm UTC", "2026-11-18 15:00+0000", None, "UTC"),
        ("3pm GMT", "2026-11-18 15:00+0000", None, "UTC"),
        ("3 PM Europe/Berlin", "2026-11-18 15:00+0100", None, BERLIN),
        ("3pm europe/LONDON tomorrow", "2026-11-19 15:00+0000", None, "Europe/London"),
        ("tomorrow 3pm America/Argentina/Buenos_Aires", "2026-11-19 15:00-0300", None,
         "America/Argentina/Buenos_Aires"),
        ("3pm Etc/GMT-1", "2026-11-18 15:00+0100", None, "Etc/GMT-1"),
        ("3pm Eastern", "2026-11-18 15:00-0500", None, NEW_YORK),
        ("jul 7 3pm Eastern time", "2027-07-07 15:00-0400", None, NEW_YORK),
        ("3pm PT", "2026-11-18 15:00-0800", None, "America/Los_Angeles"),
        ("3pm Pacific time", "2026-11-18 15:00-0800", None, "America/Los_Angeles"),
        ("3pm Mountain Standard Time", "2026-11-18 15:00-0700", None, "America/Denver"),
        ("3pm British time", "2026-11-18 15:00+0000", None, "Europe/London"),
        ("jul 7 3pm Central European Summer Time", "2027-07-07 15:00+0200", None, BERLIN),
        ("3pm JST tomorrow", "2026-11-19 15:00+0900", None, "Asia/Tokyo"),
        ("tomorrow 10-10:30 NZDT", "2026-11-19 10:00+1300", 30, "Pacific/Auckland"),
        ("EST tomorrow 3pm", "2026-11-19 15:00-0500", None, NEW_YORK),
    ],
)  # fmt: skip
def test_a_zone_is_that_of_the_interview(text, start, minutes, zone):
    assert reading(text) == (start, minutes, zone)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("15:00+01:00", "2026-11-18 15:00+0100"),
        ("15:00 +0530", "2026-11-19 10:30+0100"),  # today's is this very minute
        ("tomorrow 3pm UTC-5", "2026-11-19 21:00+0100"),
        ("tomorrow 3pm (GMT+2)", "2026-11-19 14:00+0100"),
        ("1500Z", "2026-11-18 16:00+0100"),
        ("2026-12-05 14:00-05:00", "2026-12-05 20:00+0100"),
        ("2026-12-05T10:00-11:00", "2026-12-05 22:00+0100"),
        ("2026-12-05 10:00:00-11:00", "2026-12-05 22:00+0100"),
    ],
)
def test_an_offset_names_the_instant_and_no_zone(text, start):
    assert reading(text) == (start, None, BERLIN)


@pytest.mark.parametrize(
    ("text", "own", "zone", "offset"),
    [
        # the letters of one's own clocks, in their half of the year and in the other
        ("dec 3 3pm EST", DETROIT, DETROIT, -5),
        ("jul 7 3pm EDT", DETROIT, DETROIT, -4),
        ("jul 7 3pm EST", DETROIT, DETROIT, -4),
        ("dec 3 3pm EDT", DETROIT, DETROIT, -5),
        ("dec 3 3pm Eastern", DETROIT, DETROIT, -5),
        ("jul 7 3pm EST", "America/Panama", "America/Panama", -5),
        ("jul 7 3pm Eastern", "America/Panama", NEW_YORK, -4),
        ("dec 3 3pm CST", "Asia/Shanghai", "Asia/Shanghai", 8),
        ("dec 3 3pm CST", "America/Havana", "America/Havana", -5),
        ("dec 3 3pm IST", "Asia/Jerusalem", "Asia/Jerusalem", 2),
        ("dec 3 3pm GMT", "Europe/London", "Europe/London", 0),
        # GMT is never summer time
        ("jul 7 3pm GMT", "Europe/London", "UTC", 0),
        # those of one's continent
        ("dec 3 3pm CST", DETROIT, "America/Chicago", -6),
        ("jul 7 3pm PST", DETROIT, "America/Los_Angeles", -7),
        ("dec 3 3pm CST", "Asia/Tokyo", "Asia/Shanghai", 8),
        ("jul 7 3pm CET", "Europe/London", BERLIN, 2),
        ("jul 7 3pm BST", BERLIN, "Europe/London", 1),
        # those of the world
        ("jul 7 3pm EST", BERLIN, NEW_YORK, -4),
        ("dec 3 3pm EST", "Australia/Brisbane", NEW_YORK, -5),
        ("dec 3 3pm MST", BERLIN, "America/Denver", -7),
    ],
)
def test_letters_are_ones_own_zone_then_the_continents_then_the_worlds(text, own, zone, offset):
    found = read(text, own)
    assert (found.zone.key, found.start.utcoffset()) == (zone, timedelta(hours=offset))
    assert f"{found.start:%H:%M}" == "15:00"


@pytest.mark.parametrize(
    ("text", "own", "zones"),
    [
        ("dec 3 3pm CST", BERLIN, ["America/Chicago", "Asia/Shanghai", "America/Havana"]),
        ("dec 3 3pm IST", BERLIN, ["Asia/Kolkata", "Asia/Jerusalem"]),
        ("dec 3 3pm PST", BERLIN, ["America/Los_Angeles", "Asia/Manila"]),
        ("jul 7 3pm MST", DETROIT, ["America/Denver", "America/Phoenix"]),
        ("jul 7 3pm CET", DETROIT, ["Europe/Berlin", "Africa/Algiers"]),
        ("dec 3 3pm AEST", BERLIN, ["Australia/Sydney", "Australia/Brisbane"]),
        ("dec 3 3pm Eastern time", "Australia/Brisbane", [NEW_YORK, "Australia/Sydney"]),
    ],
)
def test_letters_of_several_zones_are_asked_about(text, own, zones):
    day, _, words = text.partition(" 3pm ")
    *others, last = zones
    assert refusal(text, own) == (
        f"'{text}' doesn't say whether {words} is {', '.join(others)} or {last};"
        f" try {', '.join(repr(f'{day} 3pm {zone}') for zone in others)} or '{day} 3pm {last}'."
    )
    for zone in zones:
        assert read(f"{day} 3pm {zone}", own).zone.key == zone


def test_winter_letters_for_a_summer_day_are_said_and_from_its_first_day_on():
    note = ("EST is taken as America/New_York, whose clocks show EDT then",)
    assert read("13 mar 2027 3pm EST").notes == ()
    assert read("14 mar 2027 3pm EST").notes == note
    assert read("15 mar 2027 3pm EST").notes == note
    assert read("6 nov 2027 3pm EST").notes == note
    assert read("7 nov 2027 3pm EST").notes == ()
    assert read("7 dec 2026 3pm Eastern").notes == ()
    assert read("7 jul 2027 3pm est", DETROIT).notes == (
        "est is taken as America/Detroit, whose clocks show EDT then",
    )


def test_summer_letters_for_a_winter_day_are_refused_where_they_are_not_ones_own():
    assert "names EDT, which no zone uses on that day" in refusal("dec 3 3pm EDT")
    assert read("dec 3 3pm EDT", DETROIT).notes == (
        "EDT is taken as America/Detroit, whose clocks show EST then",
    )


def test_the_days_of_a_zone_are_counted_there():
    late = datetime(2026, 11, 19, 2, 0, tzinfo=ZoneInfo(BERLIN))  # 20:00 on the 18th in New York
    assert reading("tomorrow 3pm EST", now=late)[0] == "2026-11-19 15:00-0500"
    assert reading("tomorrow 3pm UTC-5", now=late)[0] == "2026-11-19 21:00+0100"
    assert reading("tomorrow 3pm", now=late)[0] == "2026-11-20 15:00+0100"
    assert reading("9pm EST", now=late)[0] == "2026-11-18 21:00-0500"


def test_every_abbreviation_that_clocks_show_is_known():
    shown: set[str] = set()
    for key in available_timezones():
        if "/" in key and not key.startswith("Etc/"):
            zone = ZoneInfo(key)
            for month in range(1, 13):
                shown.add(datetime(2026, month, 15, tzinfo=zone).tzname() or "")
    letters = {name.upper() for name in shown if name.isalpha()}
    assert letters - {"UTC"} <= set(ABBREVIATIONS)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1500", "2026-11-18 15:00"),
        ("0930", "2026-11-19 09:30"),
        ("0930 hours", "2026-11-19 09:30"),
        ("0230", "2026-11-19 02:30"),
        ("tomorrow 2030", "2026-11-19 20:30"),
        ("at 2030", "2026-11-18 20:30"),
        ("dec 5 1500", "2026-12-05 15:00"),
        ("5.12. 1500", "2026-12-05 15:00"),
        ("dec 5, 2027 2030", "2027-12-05 20:30"),
        ("330pm", "2026-11-18 15:30"),
        ("1030am", "2026-11-19 10:30"),
        ("half past three", "2026-11-18 15:30"),
        ("half-past 3 tomorrow", "2026-11-19 15:30"),
        ("half past three am", "2026-11-19 03:30"),
        ("tomorrow morning half past 5", "2026-11-19 05:30"),
        ("half past 12", "2026-11-18 12:30"),
        ("half past 15", "2026-11-18 15:30"),
        ("quarter to 4", "2026-11-18 15:45"),
        ("a quarter to four pm", "2026-11-18 15:45"),
        ("quarter to 7", "2026-11-18 18:45"),
        ("quarter to 1", "2026-11-18 12:45"),
        ("quarter to 12am tomorrow", "2026-11-19 23:45"),
        ("quarter past ten", "2026-11-19 10:15"),
        ("quarter after 3", "2026-11-18 15:15"),
        ("ten past three", "2026-11-18 15:10"),
        ("10 past 3", "2026-11-18 15:10"),
        ("10 minutes to 3", "2026-11-18 14:50"),
        ("tomorrow at ten to eleven", "2026-11-19 10:50"),
        ("twenty-five to four", "2026-11-18 15:35"),
        ("at three", "2026-11-18 15:00"),
        ("three o'clock", "2026-11-18 15:00"),
        ("three pm", "2026-11-18 15:00"),
    ],
)
def test_times_in_digits_alone_and_in_words(text, meant):
    assert f"{read_when(text, NOW, ZoneInfo(BERLIN)):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("half 3", "doesn't say whether half 3 is 2:30 or 3:30; try 'half past 2' or 'half past 3'"),
        ("half one", "doesn't say whether half one is 12:30 or 1:30"),
        ("half past 25", "names a time that doesn't exist: half past 25"),
        ("half to 3", "wasn't understood at 'half'"),
        ("99 past 3", "gives 99 as minutes"),
        ("2030", "doesn't say whether 2030 is a year or a time; try '20:30' or 'at 2030'"),
        ("12/5 2030", "doesn't say whether 2030 is a year or a time"),
        ("dec 5 2030", "has no time of day"),
        ("at 1575", "1575 goes beyond 59 minutes"),
        ("10-11", "doesn't say what 10 is"),
        ("wed 11-18", "doesn't say what 11 and 18 are"),
        ("tomorrow 10 to 3", "doesn't say what 10 and 3 are"),
        ("tomorrow 10:30-10:00", "ends at 10:00, which is too long after 10:30"),
        ("tomorrow 10-10", "ends at 10, which is too long after 10"),
        ("tomorrow 3pm-2pm", "ends at 2pm, which is too long after 3pm"),
        ("tomorrow 22:00-05:00", "ends at 05:00, which is too long after 22:00"),
        ("tomorrow 14:00-05:00", "or '15:00 UTC-5'"),
        ("tomorrow 14:00:30-15:00", "has seconds"),
        ("tomorrow 10-11-12", "wasn't understood at '-12'"),
        ("tomorrow 10-12-2026", "wasn't understood at '-2026'"),
        ("dec 3-4 3pm", "wasn't understood at 'dec'"),
        ("tomorrow 3pm -", "wasn't understood at '-'"),
        ("tomorrow 3pm to", "wasn't understood at 'to'"),
        ("tomorrow 3pm to 4pm to 5pm", "wasn't understood at 'to'"),
        ("tomorrow 3-4pm 5pm", "has more than one time of day"),
        ("+2h to 4pm", "wasn't understood at 'to'"),
        ("2026-12-05 10:00-11:00", "doesn't say whether it lasts until 11:00 or has that UTC offset"),
        ("3pm Europe/Nowhere", "wasn't understood at 'Europe/Nowhere'"),
        ("3pm XST", "wasn't understood at 'XST'"),
        ("3pm (EST", "wasn't understood at '(EST'"),
        ("3pm EST CET", "has more than one time zone"),
        ("15:00+01:00 CET", "has more than one time zone"),
        ("15:00+19:00", "is +19:00 from UTC, and no time zone is"),
        ("tomorrow EST", "has a time zone, but no time of day"),
        ("in 2 hours EST", "mixes a time from now with other words"),
        ("28 mar 2027 1:30am-2:30am", "on Sun 28 Mar 2027 the clocks of Europe/Berlin go forward over 02:30"),
        ("14 mar 2027 2:30am EST", "on Sun 14 Mar 2027 the clocks of America/New_York go forward over 02:30"),
    ],
)
def test_refusals_say_what_is_wrong(text, says):
    sentence = refusal(text)
    assert says in sentence
    assert sentence.endswith("'.")
    for example in re.findall("'([^']+)'", sentence.rpartition("; try ")[2]):
        assert read(example)


@pytest.mark.parametrize("reader", [read_when, read_until, read_past])
def test_where_one_time_is_wanted_an_end_is_refused_and_a_zone_is_heard(reader):
    zone = ZoneInfo(BERLIN)
    with pytest.raises(UnreadableError, match="has a start and an end, but only one time is needed; try "):
        reader("2026-11-17 2pm-3pm", NOW, zone)
    day = "17" if reader is read_past else "19"
    found = reader(f"{day} nov 2026 3pm EST", NOW, zone)
    assert found.tzinfo is zone
    assert f"{found:%Y-%m-%d %H:%M}" == f"2026-11-{day} 21:00"


FIRST = "02:30 comes twice that day: this is the first (UTC+2), not the second (UTC+1)"
SECOND = "02:30 comes twice that day: this is the second (UTC+1), not the first (UTC+2)"


@pytest.mark.parametrize(
    ("text", "offset", "notes"),
    [
        ("30 oct 2027 2:30am", 2, ()),
        ("31 oct 2027 1:59am", 2, ()),
        ("31 oct 2027 2:30am", 2, (FIRST,)),
        ("31 oct 2027 2:30am CEST", 2, (FIRST,)),
        ("31 oct 2027 2:30am CET", 1, (SECOND,)),
        ("31 oct 2027 2:30am UTC+1", 1, (SECOND,)),
        ("2027-10-31T02:30+01:00", 1, (SECOND,)),
        ("31 oct 2027 3:00am", 1, ()),
        ("1 nov 2027 2:30am", 1, ()),
    ],
)
def test_an_hour_that_comes_twice_says_which_was_taken(text, offset, notes):
    found = read(text)
    assert (found.start.utcoffset(), found.notes) == (timedelta(hours=offset), notes)


def test_the_second_of_two_hours_is_said_once_the_first_has_passed():
    between = datetime(2027, 10, 31, 1, 15, tzinfo=UTC)
    found = read("02:30", now=between)
    assert found.start.astimezone(UTC) - between == timedelta(minutes=15)
    assert found.notes == (SECOND,)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("27 mar 2027 1:30am-3:30am", 120),
        ("28 mar 2027 1:30am-3:30am", 60),
        ("29 mar 2027 1:30am-3:30am", 120),
        ("30 oct 2027 1:30am-3:30am", 120),
        ("31 oct 2027 1:30am-3:30am", 180),
        ("31 oct 2027 2:00am-2:30am", 30),
        ("31 oct 2027 2:30am-3:00am CET", 30),
        ("28 nov 2027 1:30am-3:30am", 120),
    ],
)
def test_the_minutes_are_those_that_pass(text, minutes):
    assert read(text).minutes == minutes
