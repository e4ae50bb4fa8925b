"""Keeping in touch: counted from the last touch, by the cadence of a contact or of its tags."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.follow_ups import FollowUp, FollowUpId, Kind
from iitui.domain.interviews import Status
from iitui.domain.rule_figures import RuleFigures
from iitui.paths import Paths
from iitui.prompt.rows import read_rows
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.store.row_reader import instant
from tests.builders import contact, interview
from tests.clock import FIGURES, MORNING, ZONE, MovableClock
from tests.store.follow_ups.causes import reply, touch
from tests.store.follow_ups.owed import only, owed

DAY = timedelta(days=1)


@pytest.fixture
def tagged(journal: Path, store: Store) -> Iterator[JournalReader]:
    """Reads the journal with cadences of tags in the settings."""
    figures = RuleFigures(tag_cadence={"alumni": 90, "mentor": 30, "cafe": 10}, zone=ZONE)
    reader = JournalReader.open(journal, figures)
    yield reader
    reader.close()


def later(instant: datetime, days: int) -> datetime:
    """The same local time some days later; daylight saving ends on 1 November."""
    return FIGURES.days_after(instant, days)


def due(reader: JournalReader, now: datetime = MORNING) -> datetime:
    return only(reader, now, Kind.KEEP_IN_TOUCH).due


def test_a_contact_who_was_never_written_to_counts_from_when_it_was_written_down(
    store: Store, reader: JournalReader, clock: MovableClock
):
    contact(store, cadence_days=90)
    contact(store, "Rosa Lindt")
    line = only(reader, MORNING, Kind.KEEP_IN_TOUCH)
    assert line.due == later(MORNING, 90)
    assert (line.allowed, line.what) == (90 * DAY, "Keep in touch with Dana Ito")


def test_it_counts_from_the_last_touch_in_either_direction(store: Store, reader: JournalReader):
    person = contact(store, cadence_days=45)
    touch(store, person.id, MORNING - 40 * DAY)
    assert due(reader) == MORNING + 5 * DAY
    last = reply(store, person.id, MORNING - 10 * DAY)
    touch(store, person.id, MORNING - 20 * DAY)
    assert due(reader) == MORNING + 35 * DAY
    store.touches.delete([last.id])
    assert due(reader) == MORNING + 25 * DAY


@pytest.mark.parametrize(
    ("status", "counts"),
    [(Status.PLANNED, True), (Status.HELD, True), (Status.CANCELLED, False), (Status.MISSED, False)],
)
def test_an_interview_is_a_touch(store: Store, reader: JournalReader, status: Status, counts: bool):
    person = contact(store, cadence_days=45)
    touch(store, person.id, MORNING - 30 * DAY)
    met = interview(store, person.id, MORNING - 10 * DAY)
    store.interviews.mark([met.id], status)
    assert due(reader) == (met.end if counts else MORNING - 30 * DAY) + 45 * DAY


def due_for_a_prompt(journal: Path, until: datetime) -> list[datetime]:
    """What a prompt is told by an instant, which need not be told what is due later."""
    with read_rows(Paths(journal=journal, settings="", state=""), FIGURES) as rows:
        assert rows is not None
        found = rows.owed(until, until)
    return [instant(row["due"]) for row in found if row["kind"] == "keep_in_touch"]


@pytest.mark.parametrize("days", [1, 30, 200])
@pytest.mark.parametrize("is_interview", [False, True])
def test_a_prompt_leaves_out_nobody_who_is_due(
    journal: Path, store: Store, reader: JournalReader, days: int, is_interview: bool
):
    person = contact(store, cadence_days=days)
    if is_interview:
        met = interview(store, person.id, MORNING)
        store.interviews.mark([met.id], Status.HELD)
    else:
        touch(store, person.id, MORNING)
    when = due(reader, MORNING + 300 * DAY)
    assert due_for_a_prompt(journal, when) == [when]
    assert due_for_a_prompt(journal, when + 90 * DAY) == [when]
    assert due_for_a_prompt(journal, when - timedelta(seconds=1)) == []


def test_while_an_interview_is_planned_nobody_needs_to_write(store: Store, reader: JournalReader):
    person = contact(store, cadence_days=45)
    planned = interview(store, person.id, MORNING + 60 * DAY)
    assert owed(reader, MORNING + 59 * DAY, Kind.KEEP_IN_TOUCH) == []
    assert due(reader, planned.end) == planned.end + 45 * DAY


def test_a_touch_that_is_still_to_come_is_waited_for(store: Store, reader: JournalReader):
    person = contact(store, cadence_days=10)
    later = touch(store, person.id, MORNING + 30 * DAY)
    assert owed(reader, MORNING + 29 * DAY, Kind.KEEP_IN_TOUCH) == []
    assert due(reader, later.at) == later.at + 10 * DAY


@pytest.mark.parametrize("verb", ["done", "waive"])
def test_a_word_counts_as_a_touch(store: Store, reader: JournalReader, clock: MovableClock, verb: str):
    person = contact(store, cadence_days=45)
    name = FollowUpId(Kind.KEEP_IN_TOUCH, person.id)
    for _ in range(3):
        clock.now = due(reader, clock.now) + 2 * DAY
        getattr(store.follow_ups, verb)([name])
        assert due(reader, clock.now) == later(clock.now, 45)
    assert len(reader.follow_ups.settled()) == 3


def test_a_touch_while_it_is_snoozed_does_it(store: Store, reader: JournalReader, clock: MovableClock):
    person = contact(store, cadence_days=45)
    name = FollowUpId(Kind.KEEP_IN_TOUCH, person.id)
    clock.now = MORNING + 46 * DAY
    store.follow_ups.snooze([name], clock.now + 100 * DAY)
    assert due(reader, clock.now) == clock.now + 100 * DAY
    touch(store, person.id, clock.now)
    assert due(reader, clock.now) == clock.now + 45 * DAY


def test_the_shortest_cadence_of_its_tags(store: Store, tagged: JournalReader, reader: JournalReader):
    contact(store, tags=["Alumni", "MENTOR", "night"])
    assert owed(reader, MORNING, Kind.KEEP_IN_TOUCH) == [], "without a cadence in the settings"
    assert due(tagged) == MORNING + 30 * DAY


def test_tags_are_met_without_case_and_accents(store: Store, tagged: JournalReader):
    contact(store, tags=["Café"])
    assert due(tagged) == MORNING + 10 * DAY


@pytest.mark.parametrize(("cadence", "days"), [(200, 200), (5, 5), (0, None), (None, 30)])
def test_what_a_contact_says_goes_before_its_tags(
    store: Store, tagged: JournalReader, cadence: int | None, days: int | None
):
    contact(store, tags=["mentor"], cadence_days=cadence)
    found: list[FollowUp] = owed(tagged, MORNING, Kind.KEEP_IN_TOUCH)
    assert [one.due for one in found] == ([] if days is None else [MORNING + days * DAY])


def test_a_tag_that_is_taken_away_takes_its_cadence_with_it(store: Store, tagged: JournalReader):
    person = contact(store, tags=["mentor"])
    store.contacts.edit(person.id, ContactDraft(name=person.name, tags=["alumni"]))
    assert due(tagged) == later(MORNING, 90)
    store.contacts.edit(person.id, ContactDraft(name=person.name))
    assert owed(tagged, MORNING, Kind.KEEP_IN_TOUCH) == []


def test_another_cadence_counts_from_the_same_touch(store: Store, reader: JournalReader):
    person = contact(store, cadence_days=45)
    touch(store, person.id, MORNING - 20 * DAY)
    store.contacts.edit(person.id, ContactDraft(name=person.name, cadence_days=90))
    assert due(reader) == later(MORNING - 20 * DAY, 90)


def test_archived_contacts_are_left_alone(store: Store, tagged: JournalReader):
    people = [contact(store, cadence_days=5).id, contact(store, "Rosa Lindt", tags=["mentor"]).id]
    assert len(owed(tagged, MORNING, Kind.KEEP_IN_TOUCH)) == 2
    store.contacts.archive(people, archived=True)
    assert owed(tagged, MORNING + 90 * DAY, Kind.KEEP_IN_TOUCH) == []
