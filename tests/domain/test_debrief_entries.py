from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.contacts import NamePermission
from iitui.domain.dates.reading import DateReading
from iitui.domain.debrief_entries import (
    LINES,
    DebriefEntries,
    NameEntry,
    draft_of,
    entries_of,
    read_line,
)
from iitui.domain.debriefs import DebriefAnswer, DebriefRecord
from iitui.domain.errors import BadInputError
from iitui.domain.interviews import Interview, Medium, Rating, Status
from iitui.domain.takeaways import Takeaway, TakeawayKind, Trial

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
DETROIT = ZoneInfo("America/Detroit")
READING = DateReading(now=NOW, zone=DETROIT)
INTERVIEW = Interview(
    id=7,
    contact_id=3,
    who="Dana Ito",
    organization="",
    role="",
    occupation_id=None,
    occupation="",
    start=NOW,
    zone="America/Detroit",
    minutes=30,
    medium=Medium.PHONE,
    place="",
    travel_minutes=0,
    status=Status.HELD,
    before="",
    after="Hm.",
    started_at=None,
    ended_at=None,
    added_minutes=0,
    before_rating=None,
    after_rating=Rating.GOOD,
)


def takeaway(number: int, kind: TakeawayKind, text: str, **fields) -> Takeaway:
    rest = {"due_at": None, "tried_at": None, "told_at": None, "trial": None, "person_id": None}
    return Takeaway(id=number, interview_id=7, contact_id=3, kind=kind, text=text, **{**rest, **fields})


def record(*takeaways: Takeaway, names: dict[int, str] | None = None) -> DebriefRecord:
    return DebriefRecord(interview=INTERVIEW, debrief=None, takeaways=takeaways, plan=(), names=names or {})


@pytest.mark.parametrize(
    ("line", "text", "due"),
    [
        ("send the syllabus by friday", "send the syllabus", "2026-11-27 17:00"),
        ("send the syllabus by fri 9:00", "send the syllabus", "2026-11-27 09:00"),
        ("send it by mail by friday", "send it by mail", "2026-11-27 17:00"),
        ("introduce me to Ana, dec 5", "introduce me to Ana", "2026-12-05 17:00"),
        ("call back tomorrow", "call back", "2026-11-25 17:00"),
        ("call back in 2 weeks", "call back", "2026-12-08 17:00"),
        ("call back +3d", "call back", "2026-11-27 17:00"),
        ("put me on the list", "put me on the list", None),
        ("send it by mail", "send it by mail", None),
        ("friday", "friday", None),
        ("send it by 2026-11-02 10:00", "send it", "2026-11-02 10:00"),
        ("fold on " * 6_000, ("fold on " * 6_000).strip(), None),
    ],
)
def test_a_promise_ends_with_its_date_as_people_type_it(line, text, due):
    read = read_line(line, LINES["promises_theirs"], READING)
    assert read.text == text
    assert (read.due_at and f"{read.due_at.astimezone(DETROIT):%Y-%m-%d %H:%M}") == due


def test_only_promises_have_dates_and_only_what_to_try_has_who_offered_it():
    assert read_line("rest by friday", LINES["advice"], READING).text == "rest by friday"
    assert read_line("a day on the ward via Ana Ruiz", LINES["shadowing"], READING) == (
        "a day on the ward",
        None,
        "Ana Ruiz",
    )
    assert read_line("write via mail", LINES["promises_mine"], READING).text == "write via mail"


def test_what_is_left_as_it_was_changes_nothing():
    noted = record(
        takeaway(1, TakeawayKind.INSIGHT, "Two\nlines"),
        takeaway(2, TakeawayKind.PROMISE_MINE, "Write", due_at=NOW),
        takeaway(3, TakeawayKind.TO_TRY, "A day", trial=Trial.SHADOWING, person_id=9),
        takeaway(4, TakeawayKind.TO_TRY, "Something"),
        names={9: "Ana Ruiz"},
    )
    entries = entries_of(noted, DETROIT)
    assert entries.insights == "Two lines"
    assert entries.promises_mine == "Write by 2026-11-24 10:00"
    assert entries.shadowing == "A day via Ana Ruiz"
    assert entries.project == "Something"
    assert (entries.after, entries.after_rating) == ("Hm.", Rating.GOOD)
    draft = draft_of(entries, noted, READING)
    assert draft.takeaways == ()
    assert draft.removed == ()


def test_a_changed_line_changes_its_takeaway_and_a_line_that_is_gone_deletes_it():
    noted = record(*(takeaway(n, TakeawayKind.ADVICE, text) for n, text in enumerate("abcd", 1)))
    draft = draft_of(DebriefEntries(advice="a\n\nB\nd\ne"), noted, READING)
    assert [(one.id, one.takeaway.text) for one in draft.takeaways] == [(2, "B"), (None, "e")]
    assert draft.removed == (3,)


def test_a_promise_keeps_its_number_when_only_its_date_changes():
    noted = record(takeaway(2, TakeawayKind.PROMISE_MINE, "Write", due_at=NOW))
    draft = draft_of(DebriefEntries(promises_mine="Write by 2026-11-30"), noted, READING)
    (changed,) = draft.takeaways
    assert (changed.id, changed.takeaway.text) == (2, "Write")
    assert changed.takeaway.due_at == datetime(2026, 11, 30, 22, 0, tzinfo=UTC)


def test_who_was_interviewed_needs_not_be_named_as_who_offered_it():
    draft = draft_of(DebriefEntries(course="Evenings via dana ito"), record(), READING)
    assert [(one.takeaway.text, one.offered_by) for one in draft.takeaways] == [("Evenings", "")]
    assert draft.takeaways[0].takeaway.trial is Trial.COURSE


def test_names_become_contacts_and_empty_rows_nothing():
    names = (
        NameEntry(5, "Ana Ruiz, Nurse, Beaumont", NamePermission.WILL_INTRODUCE),
        NameEntry(),
        NameEntry(None, "Kim Lee"),
    )
    people = draft_of(DebriefEntries(names=names), record(), READING).people
    assert [(one.takeaway_id, one.contact.name, one.contact.organization) for one in people] == [
        (5, "Ana Ruiz", "Beaumont"),
        (None, "Kim Lee", ""),
    ]
    assert people[0].contact.name_permission is NamePermission.WILL_INTRODUCE


def test_a_row_that_is_no_name_is_refused_where_it_stands():
    with pytest.raises(BadInputError) as refused:
        draft_of(DebriefEntries(names=(NameEntry(), NameEntry(None, ", Beaumont"))), record(), READING)
    assert list(refused.value.fields) == ["name_1"]


def test_questions_without_an_answer_are_left_or_skipped():
    entries = DebriefEntries(answers=((1, "Often."), (2, " ")))
    assert draft_of(entries, record(), READING).answers == (DebriefAnswer(item_id=1, text="Often."),)
    skipped = draft_of(replace(entries, skip_rest=True), record(), READING).answers
    assert [(one.item_id, one.text) for one in skipped] == [(1, "Often."), (2, "")]
