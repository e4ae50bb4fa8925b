"""The functions of SQL with which the views count days."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.checks import EARLIEST, LATEST
from iitui.domain.dates.business_days import BusinessCalendar
from iitui.domain.rule_figures import RuleFigures
from iitui.store.rule_functions import register
from tests.proof import inputs

ZONES = (
    "America/Detroit",
    "Europe/Berlin",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "UTC",
)
"""With clocks that change by an hour, by half an hour and by a whole day, twice and four times a year."""

FIGURES = [
    RuleFigures({"nudge_days": 5}, tag_cadence={"alumni": 90}, calendar=calendar, zone=ZoneInfo(zone))
    for zone in ZONES
    for calendar in (None, BusinessCalendar(weekend=(4, 5)))
]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        yield connection


@inputs(400, 20_000)
@given(
    figures=st.sampled_from(FIGURES),
    at=st.integers(int(EARLIEST.timestamp()), int(LATEST.timestamp()) - 1),
    days=st.integers(1, 3650),
)
def test_days_are_those_of_the_calendar(
    connection: sqlite3.Connection, figures: RuleFigures, at: int, days: int
):
    register(connection, figures)
    asked = "SELECT days_after(?1, ?2), business_days_after(?1, ?3)"
    instant = datetime.fromtimestamp(at, UTC)
    assert connection.execute(asked, (at, days, days % 30)).fetchone() == (
        int(figures.days_after(instant, days).timestamp()),
        int(figures.business_days_after(instant, days % 30).timestamp()),
    )


@pytest.mark.parametrize("zone", ZONES)
def test_days_around_every_change_of_the_clocks(connection: sqlite3.Connection, zone: str):
    figures = RuleFigures(zone=ZoneInfo(zone))
    register(connection, figures)
    begin = int(datetime(2011, 9, 1, tzinfo=UTC).timestamp())
    for at in range(begin, begin + 400 * 86_400, 1800 * 5):
        instant = datetime.fromtimestamp(at, UTC)
        found = connection.execute("SELECT days_after(?, 3)", (at,)).fetchone()[0]
        assert found == int(figures.days_after(instant, 3).timestamp())
        assert found >= at + 3 * 86_400 - 90_000, "never before the soonest that the views tell"


def test_what_is_not_there_has_no_day_after(connection: sqlite3.Connection):
    register(connection, RuleFigures())
    found = connection.execute("SELECT days_after(NULL, 3), business_days_after(NULL, 3)").fetchone()
    assert found == (None, None)


def test_figures_and_cadences_of_tags(connection: sqlite3.Connection):
    register(connection, FIGURES[0])
    found = connection.execute("SELECT figure('nudge_days'), figure('tell_days'), tag_cadences()").fetchone()
    assert found == (5, 3, '{"alumni": 90}')
    register(connection, RuleFigures())
    assert connection.execute("SELECT tag_cadences()").fetchone() == ("{}",)
