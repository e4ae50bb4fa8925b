"""What calendars are told: the evening before, sequence numbers, and for how long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.calendar_items import (
    DONE,
    GONE,
    CalendarItem,
    EventFacts,
    TaskFacts,
    dump_facts,
    evening_before,
    is_news,
    load_facts,
    retell,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DETROIT = ZoneInfo("America/Detroit")
FACTS = EventFacts(start=1796000000, zone="UTC", minutes=30, alarms=(9, 1))
EVENT = CalendarItem(uid="e", subject="interview:1", facts=FACTS)
TASK = CalendarItem(uid="t", subject="thank_you:1", facts=TaskFacts(what="Thank Dana", due=1796000000))


@pytest.mark.parametrize(
    ("start", "hours"),
    [
        (datetime(2026, 12, 3, 14, tzinfo=DETROIT), 19),
        (datetime(2026, 12, 3, 0, tzinfo=DETROIT), 5),
        (datetime(2026, 12, 3, 23, tzinfo=DETROIT), 28),
        (datetime(2026, 11, 1, 14, tzinfo=DETROIT), 20),  # clocks went back in the night
        (datetime(2026, 3, 8, 14, tzinfo=DETROIT), 18),  # and forward
    ],
)
def test_the_evening_before_is_at_seven_in_the_users_zone(start, hours):
    assert evening_before(start.astimezone(UTC), DETROIT) == hours * 60


@pytest.mark.parametrize("item", [EVENT, TASK])
def test_facts_come_back_from_the_journal_as_they_went(item):
    assert load_facts(dump_facts(item.facts)) == item.facts


@pytest.mark.parametrize("text", ["", "[]", "{}", "nonsense", '{"zone": 1}', "null", '"zone"'])
def test_what_is_no_facts_is_none(text):
    assert load_facts(text) is None


def told(*items: CalendarItem) -> dict[str, CalendarItem]:
    return {item.uid: item for item in items}


def test_only_a_change_raises_the_sequence():
    [first] = retell([EVENT], {}, frozenset(), NOW)
    assert (first.sequence, first.modified) == (0, NOW)
    later = NOW + timedelta(days=1)
    assert retell([EVENT], told(first), frozenset(), later) == [first]
    moved = replace(EVENT, facts=replace(FACTS, start=1796003600))
    [second] = retell([moved], told(first), frozenset(), later)
    assert (second.sequence, second.modified) == (1, later)
    [third] = retell([EVENT], told(second), frozenset(), later)
    assert third.sequence == 2
    [again] = retell([EVENT], told(third), frozenset(), later, frozenset({"e"}))
    assert again.sequence == 3, "it was changed in the calendar meanwhile"


@pytest.mark.parametrize(("done", "ended"), [({"thank_you:1"}, DONE), (set(), GONE)])
def test_what_is_gone_is_told_as_ended_once(done, ended):
    before = retell([EVENT, TASK], {}, frozenset(), NOW)
    event, task = retell([], told(*before), frozenset(done), NOW)
    assert isinstance(event.facts, EventFacts)
    assert (event.sequence, event.facts.cancelled, event.facts.alarms) == (1, True, ())
    assert isinstance(task.facts, TaskFacts)
    assert (task.sequence, task.facts.ended) == (1, ended)
    assert retell([], told(event, task), frozenset({"thank_you:1"}), NOW + timedelta(1)) == [event, task]


def test_a_file_tells_of_what_ended_for_a_month():
    before = retell([EVENT, TASK], {}, frozenset(), NOW)
    assert all(is_news(item, NOW + timedelta(days=900)) for item in before)
    event, task = retell([], told(*before), frozenset(), NOW)
    begins = datetime.fromtimestamp(1796000000, UTC)
    assert is_news(task, NOW + timedelta(days=29))
    assert not is_news(task, NOW + timedelta(days=31))
    assert is_news(event, begins + timedelta(days=29))
    assert not is_news(event, begins + timedelta(days=31))
