"""What `check` finds: each rule broken by hand in a real file, and nothing in a journal that iitui wrote."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import iitui.store.schema.tables  # noqa: F401 - declares the models
from iitui.domain.contacts import Channel, ChannelKind
from iitui.domain.errors import JournalError
from iitui.domain.follow_ups import FollowUpId, Kind, ReminderDraft, RepeatUnit
from iitui.domain.questions import QuestionDraft
from iitui.domain.rules import RULES
from iitui.store.check.inspection import inspect, schema_findings
from iitui.store.journal import Store
from iitui.store.schema import migrations, version
from iitui.store.schema.damage import Finding, has_faults
from iitui.store.schema.recorded_tables import recorded_tables
from iitui.store.schema.values import CLOSED_SETS, RANGES
from tests.builders import contact, interview, target
from tests.clock import MORNING, MovableClock
from tests.journals import journal_of, sample_journal


@pytest.fixture
def furnished(journal: Path) -> Path:
    """A closed journal with something of everything that a rule is about."""
    journal.write_bytes(furnished_journal())
    return journal


@cache
def furnished_journal() -> bytes:
    return journal_of(furnish)[0]


def furnish(journal: Path) -> None:
    store = Store.open(journal, MovableClock(MORNING))
    dana = contact(
        store,
        "Dana Ito",
        organization="Beaumont",
        tags=["night"],
        notes="Kind.\nVery.",
        referred_by="Prof. Lee",
        channels=[Channel(ChannelKind.EMAIL, "d@example.org"), Channel(ChannelKind.PHONE, "313 555 0142")],
    )
    planned = interview(store, dana.id, MORNING + timedelta(days=1), occupation="Nursing")
    own = store.questions.add(QuestionDraft(text="And the boat?"))
    store.questions.pick(planned.id, [own.id, store.reader.questions.bank()[0].question.id])
    reminder = store.follow_ups.remind(
        ReminderDraft(text="Write", due_at=MORNING, zone="Europe/London", every=2, unit=RepeatUnit.WEEKS)
    )
    store.follow_ups.snooze([FollowUpId(Kind.REMINDER, reminder)], MORNING + timedelta(hours=1))
    store.follow_ups.done([FollowUpId(Kind.CONFIRM, planned.id)])
    target(store, "Beaumont")
    store.close()


def changed(journal: Path, *statements: str) -> list[Finding]:
    """What is found once some statements were run by another hand; the file is not touched by looking."""
    connection = sqlite3.connect(journal)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    before = journal.read_bytes()
    found = inspect(journal)
    assert journal.read_bytes() == before
    for one in found:
        assert all((one.where, one.what, one.remedy))
        assert "\n" not in one.what
    return found


def test_nothing_is_found_in_what_iitui_wrote(furnished: Path, tmp_path: Path, clock: MovableClock):
    assert inspect(furnished) == []
    sample = tmp_path / "sample.db"
    sample.write_bytes(sample_journal(clock.now))
    assert inspect(sample) == []
    assert inspect(tmp_path / "none.db") == []
    (tmp_path / "empty.db").touch()
    assert inspect(tmp_path / "empty.db") == []


def test_nothing_is_found_after_undo_and_redo(furnished: Path, clock: MovableClock):
    store = Store.open(furnished, clock)
    for _ in range(4):
        store.history.undo()
        assert inspect(furnished) == []
    for _ in range(4):
        store.history.redo()
        assert inspect(furnished) == []
    store.close()


BROKEN = {
    "level": ("UPDATE contact SET level = 'boss' WHERE id = 1", "contact 1", "Its level is 'boss'"),
    "medium": ("UPDATE interview SET medium = 'pigeon'", "interview 1", "Its medium is 'pigeon'"),
    "verdict": ("UPDATE settlement SET verdict = 'x' WHERE id = 2", "settlement 2", "Its verdict is 'x'"),
    "control": ("UPDATE contact_note SET text = 'a' || char(27) || '[31m'", "contact_note", "control"),
    "bidi": ("UPDATE channel SET label = char(8238) || 'x' WHERE id = 1", "channel 1", "Its label contains"),
    "bytes": ("UPDATE contact SET role = CAST(x'ff41' AS TEXT) WHERE id = 1", "contact 1", "isn't text"),
    "empty": ("UPDATE reminder SET text = ''", "reminder 1", "Its text is empty"),
    "minutes": ("UPDATE interview SET minutes = 0", "interview 1", "Its value for minutes is out of range"),
    "a word for a number": (
        "UPDATE interview SET minutes = 'ten'",
        "interview 1",
        "Its value for minutes isn't valid",
    ),
    "a blob": (
        "UPDATE contact SET name = x'00ff' WHERE id = 1",
        "contact 1",
        "Its value for name isn't valid",
    ),
    "instant": (
        "UPDATE interview SET start = 999999999999999",
        "interview 1",
        "Its value for start isn't valid",
    ),
    "zone": ("UPDATE interview SET zone = 'Mars/Base'", "interview 1", "Its time zone 'Mars/Base'"),
    "reminder zone": ("UPDATE reminder SET zone = '../etc'", "reminder 1", "Its time zone '../etc'"),
    "other zone": ("UPDATE interview SET zone = 'Asia/Tokyo'", "interview 1", "day boundaries are"),
    "moved": ("UPDATE interview SET start = start + 86400 * 2", "interview 1", "day boundaries are 2 days"),
    "sort key": ("UPDATE contact SET sort_key = 'zzz' WHERE id = 1", "contact 1", "under a different name"),
    "order": (
        "UPDATE plan_item SET position = 0",
        "interview 1",
        "Several of its plan_items share position 0",
    ),
    "circle": ("UPDATE contact SET referred_by_id = 2 WHERE id = 1", "contact", "their own referrer"),
    "settled": (
        "UPDATE settlement SET subject_id = 99 WHERE kind = 'confirm'",
        "settlement",
        "isn't linked to",
    ),
    "untied": ("UPDATE settlement SET reminder_id = NULL", "settlement", "It's about a reminder 1"),
    "snoozed": ("UPDATE settlement SET until = NULL", "settlement 1", "without an end"),
    "search": ("DELETE FROM contact_search WHERE rowid = 1", "contact 1", "doesn't find every word"),
    "search name": ("UPDATE contact SET role = 'Nurse' WHERE id = 2", "contact 2", "doesn't find every word"),
    "search too much": (
        "INSERT INTO contact_search (rowid, name, organization, role, rest) VALUES (99, 'x', '', '', '')",
        "the search",
        "It finds a contact 99 that doesn't exist",
    ),
    "search index": ("DELETE FROM contact_search_content WHERE id = 1", "the search", "Its index is damaged"),
    "recording": ("UPDATE recording SET act_id = 3", "the history", "left half recorded"),
    "no recording": ("DELETE FROM recording", "the history", "left half recorded"),
    "bank": ("DELETE FROM memo", "the bank", "are missing"),
    "act name": ("UPDATE act SET name = 'a' || char(7) WHERE id = 2", "act 2", "control characters"),
    "undone": ("UPDATE act SET undone = 1 WHERE id = 2", "act 2", "but a later one was not"),
    "image": (
        "UPDATE change SET after = '{\"id\": 1}' WHERE id = 1",
        "act 1",
        "part of its record is damaged",
    ),
    "no image": ("UPDATE change SET after = 'x' WHERE act_id = 2", "act 2", "part of its record is damaged"),
    "record": ("UPDATE change SET record = 'sqlite_master' WHERE act_id = 2", "act 2", "can't be undone"),
    "reference": (
        "INSERT INTO contact_note VALUES (77, 'x')",
        "contact_note 77",
        "refers to a missing contact",
    ),
    "other text": (
        "UPDATE reminder SET text = 'Wrote'",
        "reminder 1",
        "doesn't match what the last act left",
    ),
    "built in": (
        "UPDATE question SET text = 'Why?' WHERE id = 1",
        "question 1",
        "differs from iitui's built-in version",
    ),
    "numbers": (
        "UPDATE sqlite_sequence SET seq = 'x' WHERE name = 'tag'",
        "the numbers",
        "counter isn't a number",
    ),
    "a truth": (
        "UPDATE contact SET archived = 7 WHERE id = 1",
        "contact 1",
        "Its value for archived isn't valid",
    ),
    "trigger": ("DROP TRIGGER contact_update", "the trigger contact_update", "It is missing"),
    "index": ("DROP INDEX ix_touch_contact_id", "the index ix_touch_contact_id", "It is missing"),
    "foreign": ("CREATE TABLE theirs (id)", "the table theirs", "It doesn't belong to iitui"),
    "column": ("ALTER TABLE memo ADD COLUMN x TEXT", "the table memo", "It isn't as iitui creates it"),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_each_rule_that_is_broken_is_found(furnished: Path, rule: str):
    statement, where, what = BROKEN[rule]
    found = changed(furnished, statement)
    assert [one for one in found if one.where.startswith(where) and what in one.what], found
    assert len(found) < 5


def test_what_the_findings_say_is_safe_to_print(furnished: Path):
    found = changed(
        furnished,
        "UPDATE interview SET medium = char(27) || '[2J', zone = char(155) || 'x'",
        "UPDATE contact SET level = char(8238)",
    )
    assert len(found) >= 4
    words = "".join(f"{one.where}{one.what}{one.remedy}" for one in found)
    assert words.isprintable()


def test_several_things_are_all_found(furnished: Path):
    found = changed(
        furnished,
        "UPDATE interview SET zone = 'Mars/Base', medium = 'pigeon'",
        "UPDATE act SET undone = 1 WHERE id = 1",
        "UPDATE contact SET role = '' || char(9) || 'x ' WHERE id = 1",
    )
    assert {one.where for one in found} >= {"interview 1", "act 1", "contact 1"}


def test_a_journal_of_an_earlier_schema_is_looked_over_as_it_will_be(
    furnished: Path, monkeypatch: pytest.MonkeyPatch
):
    step = migrations.Step("one column more", lambda: ("ALTER TABLE memo ADD COLUMN more TEXT",))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(version, "NEWEST", len(migrations.STEPS))
    assert changed(furnished) == []
    assert changed(furnished, "UPDATE interview SET medium = 'pigeon'")


def test_what_is_no_journal_is_refused(journal: Path):
    journal.write_bytes(b"Dear diary" * 99)
    with pytest.raises(JournalError, match="is not a journal"):
        inspect(journal)


def test_every_closed_set_and_every_kind_is_looked_at():
    sets = {
        (table.name, column.name)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if hasattr(column.type, "words")
    }
    assert {(table, column) for table, columns in CLOSED_SETS.items() for column in columns} == sets
    assert set(RULES) == set(Kind)
    assert {table for table, _ in sets} <= set(recorded_tables())


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, ranges in RANGES.items() for column in ranges]
)
def test_a_number_that_no_draft_can_hold_is_found(furnished: Path, table: str, column: str):
    allowed = RANGES[table][column]
    for number in (allowed[0] - 1, allowed[-1] + 1):
        found = changed(furnished, f"UPDATE {table} SET {column} = {number}")
        assert f"Its value for {column} is out of range." in {one.what for one in found}
    within = changed(furnished, f"UPDATE {table} SET {column} = {allowed[-1]}")
    assert f"Its value for {column} is out of range." not in {one.what for one in within}


def test_a_schema_to_compare_with_is_made_once(furnished: Path, monkeypatch: pytest.MonkeyPatch):
    inspect(furnished)
    made: list[object] = []
    monkeypatch.setattr(migrations, "migrate", lambda *arguments: made.append(arguments))
    with closing(sqlite3.connect(furnished)) as connection:
        assert has_faults(connection) is None
        assert schema_findings(connection) == []
    assert made == []
