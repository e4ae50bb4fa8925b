"""When each rule asks for something: the days around it, weekends, holidays, zones and the clocks."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from iitui.business_calendar import calendar_of, read_days_off
from iitui.domain.dates.business_days import BusinessCalendar
from iitui.domain.dates.calendar import add_months, at_wall, end_of_day
from iitui.domain.follow_ups import DueState, FollowUp, FollowUpId, Kind
from iitui.domain.rule_figures import RuleFigures
from iitui.store.journal import Store
from tests.builders import contact, request
from tests.clock import MovableClock
from tests.store.follow_ups.causes import CAUSES
from tests.store.follow_ups.owed import SECOND

DAY = timedelta(days=1)
USUAL = BusinessCalendar()
DAYS_OFF = BusinessCalendar(days_off=read_days_off(["2026-09-18", "2026-09-21..2026-09-23"]))
PUBLIC = calendar_of(("Saturday", "Sunday"), (), "US")
FRIDAY_AND_SATURDAY = BusinessCalendar(weekend=(4, 5))
NOTHING: Mapping[str, int] = MappingProxyType({})

OpenStore = Callable[[RuleFigures], Store]


class Case(NamedTuple):
    """When its facts are written, and when a rule asks for something then, as clocks show it in a zone."""

    kind: Kind
    begun: str
    due: str
    note: str = "usual"
    zone: str = "America/Detroit"
    calendar: BusinessCalendar = USUAL
    figures: Mapping[str, int] = NOTHING


CASES = [
    # 16 September 2026 is a Wednesday.
    Case(Kind.THANK_YOU, "2026-09-16T10-04", "2026-09-17T10-04"),
    Case(Kind.THANK_YOU, "2026-10-31T18-04", "2026-11-01T17-05", "24 hours, whatever the clocks"),
    Case(Kind.THANK_YOU, "2026-09-16T10-04", "2026-09-16T22-04", "setting", figures={"thank_you_hours": 12}),
    Case(Kind.DEBRIEF, "2026-09-16T10-04", "2026-09-17T00-04"),
    Case(Kind.CONFIRM, "2026-09-16T10-04", "2026-09-24T10-04"),
    Case(Kind.CONFIRM, "2026-09-16T10-04", "2026-09-23T10-04", "setting", figures={"confirm_hours": 48}),
    Case(Kind.REMINDER, "2026-09-16T10-04", "2026-09-25T10-04"),
    Case(Kind.SECOND_NAME, "2026-09-16T10-04", "2026-09-21T10-04", "over a weekend"),
    Case(Kind.SECOND_NAME, "2026-09-14T10-04", "2026-09-17T10-04", "within a week"),
    Case(Kind.SECOND_NAME, "2026-09-19T10-04", "2026-09-23T10-04", "asked on a Saturday"),
    Case(Kind.SECOND_NAME, "2026-09-04T10-04", "2026-09-10T10-04", "over Labor Day", calendar=PUBLIC),
    Case(Kind.SECOND_NAME, "2026-09-16T10-04", "2026-09-25T10-04", "over days off", calendar=DAYS_OFF),
    Case(Kind.SECOND_NAME, "2026-09-15T22-04", "2026-09-18T22-04", "Tuesday night in Detroit"),
    Case(Kind.SECOND_NAME, "2026-09-16T11+09", "2026-09-21T11+09", "the same, Wednesday there", "Asia/Tokyo"),
    Case(
        Kind.SECOND_NAME, "2027-03-10T02:30-05", "2027-03-14T03:30-04", "into the skipped hour",
        calendar=FRIDAY_AND_SATURDAY, figures={"second_name_days": 2},
    ),
    Case(Kind.NUDGE, "2026-09-16T10-04", "2026-09-25T10-04"),
    Case(Kind.NUDGE, "2026-10-28T09-04", "2026-11-06T09-05", "over the end of daylight saving"),
    Case(Kind.NUDGE, "2026-12-23T09-05", "2027-01-05T09-05", "over the holidays", calendar=PUBLIC),
    Case(Kind.NUDGE, "2026-09-16T10-04", "2026-09-17T10-04", "setting", figures={"nudge_days": 1}),
    Case(Kind.ASK_LATER, "2026-09-16T10-04", "2026-10-16T10-04"),
    Case(Kind.INTRODUCTION, "2026-09-16T10-04", "2026-09-23T10-04"),
    Case(Kind.INTRODUCTION, "2026-10-28T10-04", "2026-11-04T10-05", "over the end of daylight saving"),
    Case(Kind.MY_PROMISE, "2026-09-16T10-04", "2026-09-23T10-04"),
    Case(Kind.MY_PROMISE, "2027-03-07T02:30-05", "2027-03-14T03:30-04", "into the skipped hour"),
    Case(Kind.MY_PROMISE, "2026-09-16T10-04", "2026-09-18T10-04", "setting", figures={"promise_days": 2}),
    Case(Kind.TELL_THE_REFERRER, "2026-09-16T10-04", "2026-09-19T10-04"),
    Case(Kind.TELL_THE_REFERRER, "2026-10-29T01:30-04", "2026-11-01T01:30-04", "into the doubled hour"),
    Case(Kind.TELL_THE_REFERRER, "2026-11-01T01:30-05", "2026-11-04T01:30-05", "from its second time"),
    Case(Kind.TELL_THE_REFERRER, "2027-03-11T02:30-05", "2027-03-14T03:30-04", "into the skipped hour"),
    Case(Kind.REPORT_BACK, "2026-09-16T10-04", "2026-10-07T10-04"),
    Case(Kind.REPORT_BACK, "2026-10-25T10-04", "2026-11-15T10-05", "over the end of daylight saving"),
    Case(
        Kind.REPORT_BACK, "2026-10-25T02:30+01", "2027-03-28T03:30+02", "from one into the other",
        "Europe/Berlin", figures={"report_days": 154},
    ),
    Case(Kind.KEEP_IN_TOUCH, "2026-09-16T10-04", "2026-10-31T10-04"),
    Case(Kind.KEEP_IN_TOUCH, "2027-02-01T10-05", "2027-03-18T10-04", "over the end of February"),
    Case(Kind.KEEP_IN_TOUCH, "2028-02-01T10-05", "2028-03-17T10-04", "over a leap day"),
    Case(Kind.KEEP_IN_TOUCH, "2028-01-15T10-05", "2028-02-29T10-05", "onto a leap day"),
]  # fmt: skip


@pytest.fixture
def open_store(journal: Path, clock: MovableClock) -> Iterator[OpenStore]:
    """Opens this test's journal with figures of its own."""
    with ExitStack() as stores:

        def open_one(figures: RuleFigures) -> Store:
            store = Store.open(journal, clock, figures)
            stores.callback(store.close)
            return store

        yield open_one


def find(store: Store, name: FollowUpId, now: datetime, zone: ZoneInfo) -> FollowUp | None:
    found = store.reader.follow_ups.owed(now, end_of_day(now, zone))
    return next((one for one in found if one.id == name), None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind.value}, {case.note}")
def test_it_is_due_on_its_day(open_store: OpenStore, clock: MovableClock, case: Case):
    zone, begun, due = (
        ZoneInfo(case.zone),
        datetime.fromisoformat(case.begun),
        datetime.fromisoformat(case.due),
    )
    store = open_store(RuleFigures(case.figures, calendar=case.calendar, zone=zone))
    clock.now = begun
    name = CAUSES[case.kind](store, clock)
    assert find(store, name, begun - SECOND, zone) is None, "not before its facts"
    local = due.astimezone(zone)
    month_on = at_wall(add_months(local.date(), 1), local.time(), zone)
    states = {}
    for now in (due - DAY, due - SECOND, due, due + DAY, month_on):
        one = find(store, name, now, zone)
        if case.kind is Kind.CONFIRM and now >= begun + timedelta(days=9):
            assert one is None, "gone at the start"
        elif now >= begun:
            assert one is not None
            assert one.due == due
            states[now] = one.state
    midnight = due == end_of_day(due - SECOND, zone)
    if due - DAY in states and due - DAY > begun:
        assert states[due - DAY] is DueState.UPCOMING or midnight
    assert states[due - SECOND] is DueState.TODAY
    assert {state for now, state in states.items() if now >= due} == {DueState.OVERDUE}


def test_there_is_a_case_for_every_rule():
    assert {case.kind for case in CASES} | {Kind.PREPARATION} == set(Kind)


@pytest.mark.parametrize("days", [1, 3, 7])
def test_a_journal_that_is_opened_elsewhere_counts_by_the_clocks_there(
    open_store: OpenStore, clock: MovableClock, days: int
):
    clock.now = datetime.fromisoformat("2026-09-15T22:00-04:00")
    at_home = open_store(RuleFigures({"nudge_days": days}, zone=ZoneInfo("America/Detroit")))
    sent = request(at_home, contact(at_home).id, clock.now)
    in_tokyo = open_store(RuleFigures({"nudge_days": days}, zone=ZoneInfo("Asia/Tokyo")))
    name = FollowUpId(Kind.NUDGE, sent.id)
    dues = []
    for store, zone in ((at_home, "America/Detroit"), (in_tokyo, "Asia/Tokyo")):
        line = find(store, name, clock.now, ZoneInfo(zone))
        assert line is not None
        dues.append(line.due.astimezone(ZoneInfo(zone)).isoformat())
    expected = {
        1: ["2026-09-16T22:00:00-04:00", "2026-09-17T11:00:00+09:00"],
        3: ["2026-09-18T22:00:00-04:00", "2026-09-21T11:00:00+09:00"],
        7: ["2026-09-24T22:00:00-04:00", "2026-09-25T11:00:00+09:00"],
    }
    assert dues == expected[days]
