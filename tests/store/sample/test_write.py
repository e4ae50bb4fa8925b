"""The sample journal, as it stands at any hour and in any zone."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.contacts import Stage
from iitui.domain.dates.calendar import end_of_day
from iitui.domain.errors import JournalError, UndoError
from iitui.domain.follow_ups import DueState, Kind
from iitui.domain.interviews import Status
from iitui.interchange.transcripts import passages_of
from iitui.store.built_in import entries
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.store.records import record
from iitui.store.sample import SampleInterview, write_sample
from tests.clock import MovableClock

NOWS = [
    ("2026-09-16T10:00", "America/Detroit"),
    ("2026-11-22T00:05", "America/Detroit"),
    ("2026-11-01T01:30", "America/Detroit"),  # the hour that comes twice
    ("2027-03-14T12:00", "America/Detroit"),
    ("2026-12-31T22:30", "Europe/London"),  # later, the sample lets tomorrow's preparation be late
    ("2028-02-29T17:20", "Asia/Kolkata"),
    ("2026-06-30T06:00", "Pacific/Auckland"),
    ("2026-06-30T14:37", "UTC"),
]


@pytest.mark.parametrize(("said", "zone_name"), NOWS)
def test_a_handful_is_overdue_at_any_hour(journal: Path, said: str, zone_name: str):
    zone = ZoneInfo(zone_name)
    now = datetime.fromisoformat(said).replace(tzinfo=zone)
    write_sample(journal, lambda: now, zone)
    reader = JournalReader.open(journal)
    owed = reader.follow_ups.owed(now, end_of_day(now, zone))
    overdue = Counter(one.id.kind for one in owed if one.state is DueState.OVERDUE)
    assert overdue == {
        Kind.THANK_YOU: 1, Kind.DEBRIEF: 1, Kind.PREPARATION: 2, Kind.REMINDER: 1, Kind.TELL_THE_REFERRER: 1,
        Kind.REPORT_BACK: 1,
    }  # fmt: skip
    assert {one.id.kind for one in owed} >= {*Kind} - {Kind.MY_PROMISE}
    assert {one.state for one in owed} >= {DueState.OVERDUE, DueState.UPCOMING}
    upcoming = reader.interviews.next(now)
    assert upcoming is not None
    assert upcoming.who == "Thandiwe Mokoena"
    stages = {row.stage for row in reader.contacts.page("", 0, 99, now, now)}
    assert stages >= {
        Stage.TO_ASK,
        Stage.ASKED,
        Stage.LATER,
        Stage.DECLINED,
        Stage.PLANNED,
        Stage.MET,
        Stage.IN_TOUCH,
    }
    reader.close()


def test_all_of_the_sample_is_written(sample: Path, clock: MovableClock):
    told = entries("sample.toml")
    reader = JournalReader.open(sample)
    assert sorted(reader.contacts.names()) == sorted(str(one["name"]) for one in told["contact"])
    interviews = [*reader.interviews.upcoming(clock.now), *reader.interviews.past(clock.now)]
    assert Counter(interview.status for interview in interviews) == Counter(
        one.get("status", Status.PLANNED) for one in told["interview"]
    )
    assert Status.CANCELLED in {interview.status for interview in interviews}
    assert sum(len(reader.questions.plan(interview.id)) for interview in interviews) == sum(
        len(record(SampleInterview, one).plan) for one in told["interview"]
    )
    assert {one.name for one in reader.occupations.all()} == {one["name"] for one in told["occupation"]}
    assert reader.contacts.count("informatics") > 0
    reader.close()


def test_the_sample_is_where_undo_begins(sample: Path, clock: MovableClock):
    store = Store.open(sample, clock)
    assert store.history.acts() == []
    with pytest.raises(UndoError):
        store.history.undo()
    store.close()


def test_a_journal_that_is_there_is_left_alone(journal: Path, clock: MovableClock, zone: ZoneInfo):
    Store.open(journal, clock).close()
    before = journal.read_bytes()
    with pytest.raises(JournalError, match="already exists"):
        write_sample(journal, clock, zone)
    assert journal.read_bytes() == before


def test_the_sample_tells_what_its_interviews_gave(sample: Path, clock: MovableClock):
    reader = JournalReader.open(sample)
    held = [one for one in reader.interviews.past(clock.now) if one.status is Status.HELD]
    written = [one for one in held if one.id not in reader.interviews.without_debrief(clock.now)]
    assert len(held) - len(written) == 1
    for interview in written:
        result = reader.debriefs.result(interview.id, clock.now)
        assert result.texts
        assert interview.before_rating
        assert interview.after_rating
    results = [reader.debriefs.result(interview.id, clock.now) for interview in held]
    named = [one for result in results for one in result.named]
    assert len(named) >= 5
    assert all(one.contact_id for one in named)
    offered = {name for result in results for name in result.offered_by.values()}
    assert offered == {"Thandiwe Mokoena"}
    trials = {one.trial for result in results for one in result.takeaways if one.trial}
    assert len(trials) >= 4
    [transcript] = [one for result in results for one in reader.transcripts.of_interview(result.interview_id)]
    passages = passages_of(transcript.text, transcript.format)
    assert [passage.speaker for passage in passages[:2]] == ["Sam", "Nadia Kowalczyk"]
    reader.close()
