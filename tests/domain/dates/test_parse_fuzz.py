"""The reader of dates on texts built from its own words and from what no person types: no crash, no hang.

300 texts in every run, 20,000 with IITUI_PROOF=1. What is read does not hang on case or on spaces, and a
default time changes nothing where a time was said.
"""

import unicodedata
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.dates.parse import Appointment, read_appointment, read_until, read_when
from iitui.domain.errors import UnreadableError
from tests.proof import batches, inputs, within

LONGEST = 1.0
"""Seconds that a text of 200 characters may take; most take a fraction of a millisecond."""

MOST_SAID = 420
"""Characters of a refusal: what was typed is quoted in part."""

ZONES = st.sampled_from(
    [
        ZoneInfo("Europe/Berlin"),
        ZoneInfo("America/New_York"),
        ZoneInfo("Asia/Kathmandu"),
        ZoneInfo("Pacific/Apia"),
    ]
)
NOWS = st.datetimes(datetime(1970, 1, 3), datetime(2199, 12, 28), timezones=st.just(UTC))

# fmt: off
DAYS = st.sampled_from([
    "today", "tomorrow", "yesterday", "day after tomorrow", "tue", "tuesday", "this fri", "next tue",
    "tue in 2 weeks", "dec 5", "5 dec", "5 Dec 2026", "December 5th, 2026", "12/5", "5.12.", "5.12.2026",
    "2026-12-05", "in 3 days", "in two weeks", "+2w", "+1m", "next week", "next month", "in a month",
    "29 feb", "31 june", "0/0", "99/99", "2026-02-30", "in 99999 days", "in 10 years", "", "week",
    "a week from tomorrow",
])
TIMES = st.sampled_from([
    "3pm", "2:30 pm", "14:00", "at 3", "noon", "midnight", "24:00", "00:00", "13pm", "0am", "12:60", "25:00",
    "3", "at 3:30", "03:30", "in the morning", "tonight", "T14:00", "14:00:59", "14.30", "+2h",
    "in 45 minutes", "", "@ 4", "T14:00+01:00", "14:00Z", "2pm+99:99", "at", "noon pm", "2:30:99",
    "half past two", "half 3", "quarter to 4", "ten to eleven", "1500", "0930 hours", "2030", "330pm",
    "10-10:30", "3pm to 3:45pm", "2:30–3 pm", "from 10 until 11", "11pm-1am", "3pm - 2pm", "10-11-12",
    "10:00-11:00", "1:30am - 2:30am", "-", "to", "until noon",
])
ZONE_WORDS = st.sampled_from([
    "EST", "CET", "(EDT)", "IST", "GMT", "Eastern", "Pacific time", "central european summer time",
    "Europe/Berlin", "america/new_york", "Etc/GMT-1", "Europe/Nowhere", "UTC", "UTC+1", "GMT-9:30", "Z",
    "+01:00", "+0530", "-05:00", "+99:99", "(EST", "",
])
HARMFUL = st.sampled_from([
    "\x1b[31m", "\x00", "\x9b", "\u202e", "\u2028", "\ud800", "\ue000", "\ufeff", "\u0665", "\u00b2",
    "\uff13pm", "١٤:٠٠", "Ⅻ", "İ", "ſat", "K", "dеc 5", "9" * 150, "+" * 99, "in " * 60, "(" * 50, "-1",
    "1e9",
    "½", "%s", "{0}", "[/]", "\n",
])
# fmt: on
SEPARATORS = st.sampled_from([" ", ", ", " at ", "  ", "", ",", "\t", "@"])
SENTENCES = st.one_of(
    st.tuples(DAYS, SEPARATORS, TIMES),
    st.tuples(TIMES, SEPARATORS, DAYS),
    st.tuples(DAYS, SEPARATORS, DAYS, SEPARATORS, TIMES),
    st.tuples(DAYS, SEPARATORS, TIMES, SEPARATORS, ZONE_WORDS),
    st.tuples(TIMES, SEPARATORS, ZONE_WORDS, SEPARATORS, DAYS),
).map("".join)
TEXTS = st.one_of(
    SENTENCES,
    SENTENCES,
    st.tuples(SENTENCES, HARMFUL, SENTENCES).map("".join),
    st.lists(st.one_of(DAYS, TIMES, ZONE_WORDS, HARMFUL, SEPARATORS, st.text(max_size=5)), max_size=12).map(
        "".join
    ),
)


def read(
    text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = False, default_time: time | None = None
) -> datetime | str:
    """The instant, or the sentence of the refusal."""
    with within(LONGEST):
        try:
            return read_when(text, now, zone, day_first=day_first, default_time=default_time)
        except UnreadableError as error:
            return str(error)


def assert_sentence(said: str) -> None:
    assert said.endswith(".")
    assert len(said) <= MOST_SAID
    assert {"Cc", "Cs", "Co"}.isdisjoint(map(unicodedata.category, said))
    assert "\u202e" not in said


@batches
@inputs(300, 1_000)
@given(text=TEXTS, now=NOWS, zone=ZONES, day_first=st.booleans())
def test_any_text_is_an_instant_or_one_harmless_sentence(
    batch: int, text: str, now: datetime, zone: ZoneInfo, day_first: bool
):
    found = read(text, now, zone, day_first=day_first)
    if isinstance(found, str):
        assert_sentence(found)
        return
    assert found.tzinfo is zone
    assert datetime.fromtimestamp(found.timestamp(), UTC) == found, "it is a time that the clocks show"
    assert read(f"  {text}  ", now, zone, day_first=day_first) == found
    assert read(text, now, zone, day_first=day_first, default_time=time(9)) == found
    if text.isascii():
        assert read(text.upper(), now, zone, day_first=day_first) == found
        assert read(text.lower(), now, zone, day_first=day_first) == found


@batches
@inputs(150, 1_000)
@given(text=TEXTS, now=NOWS, zone=ZONES)
def test_what_is_put_off_is_put_off_into_the_future(batch: int, text: str, now: datetime, zone: ZoneInfo):
    with within(LONGEST):
        try:
            found = read_until(text, now, zone)
        except UnreadableError as error:
            assert_sentence(str(error))
            return
    assert found > now


@batches
@inputs(300, 1_000)
@given(text=TEXTS, now=NOWS, zone=ZONES)
def test_an_appointment_ends_after_its_start_in_a_zone_whose_clocks_show_it(
    batch: int, text: str, now: datetime, zone: ZoneInfo
):
    def look(line: str) -> Appointment | str:
        with within(LONGEST):
            try:
                return read_appointment(line, now, zone)
            except UnreadableError as error:
                return str(error)

    found = look(text)
    if isinstance(found, str):
        assert_sentence(found)
        return
    assert found.start.tzinfo is found.zone
    assert datetime.fromtimestamp(found.start.timestamp(), UTC) == found.start, "the clocks show it"
    assert found.minutes is None or 0 < found.minutes <= 11 * 60
    once = read(text, now, zone)
    assert found.minutes is not None or once == found.start
    assert found.minutes is None or (isinstance(once, str) and "but only one time is needed" in once)
    if text.isascii():
        upper = look(text.upper())
        assert isinstance(upper, Appointment)
        assert (upper.start, upper.zone, upper.minutes) == (found.start, found.zone, found.minutes)


@inputs(50, 2_000)
@given(
    pieces=st.lists(st.one_of(DAYS, TIMES, ZONE_WORDS, SEPARATORS, HARMFUL), min_size=1, max_size=4),
    times=st.integers(1, 300),
)
def test_a_text_that_repeats_itself_does_not_hang(pieces: list[str], times: int):
    found = read("".join(pieces) * times, datetime(2026, 11, 18, 9, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
    if isinstance(found, str):
        assert_sentence(found)
