"""The schema grows by a column or a table: what was done before is undone, redone, restored and checked.

Each test writes acts by the steps that there are, or by the first of them, and goes on with further ones.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from copy import copy
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Self

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.errors import DamagedError, JournalError
from iitui.store.backup.backups import take_backup
from iitui.store.backup.restoring import restore
from iitui.store.backup_catalog import Reason
from iitui.store.check.inspection import inspect
from iitui.store.journal import Store
from iitui.store.schema import damage, migrations, values, version
from iitui.store.schema.additions import Statement, add_column, add_table
from iitui.store.schema.migrations import Step
from iitui.store.schema.recorded_tables import RecordedTable, recorded_tables, statements_of
from iitui.store.transaction.unit_of_work import UnitOfWork
from tests.builders import contact, interview, request
from tests.clock import MORNING, MovableClock
from tests.journals import earlier_journal, journal_of
from tests.store.journal_contents import Rows, all_rows, assert_agrees, plain_connection

SAID = add_column("contact", "pronouns", "TEXT NOT NULL DEFAULT 'it''s open'")
BORN = add_column("contact", "born", "INTEGER")
HOBBY = add_table(
    "hobby",
    "id INTEGER PRIMARY KEY AUTOINCREMENT",
    "contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE",
    "name TEXT NOT NULL",
)
DEFAULTS = ("it's open", None)


def take_steps(patch: pytest.MonkeyPatch, *steps: Step) -> None:
    patch.setattr(migrations, "STEPS", steps)
    patch.setattr(version, "NEWEST", len(steps))


def grow(patch: pytest.MonkeyPatch, *statements: Statement) -> None:
    """Let the program have one step more than it had."""
    take_steps(patch, *migrations.STEPS, Step("a further step", lambda: statements))


OWN = {"question": "WHERE origin = 'mine'"}
"""By table: which of its rows are the user's; the words of built-in questions change with the program."""


def rows_in(path: Path, tables: Mapping[str, RecordedTable]) -> dict[str, Rows]:
    """What certain columns hold, whatever others there are."""
    with plain_connection(path) as connection:
        return {
            name: connection.execute(
                f"SELECT {', '.join(table.columns)} FROM {name} {OWN.get(name, '')} ORDER BY 1"
            ).fetchall()
            for name, table in tables.items()
        }


def later_columns(path: Path) -> set[tuple[object, ...]]:
    with plain_connection(path) as connection:
        return set(connection.execute("SELECT pronouns, born FROM contact"))


def act_in_sql(store: Store, *statements: str) -> None:
    """Make one act, as a verb would that knows the new columns."""
    with store._unit_of_work.act("Said more") as transaction:
        for statement in statements:
            transaction.connection.execute(statement)


ACTS: tuple[Callable[[Store], object], ...] = (
    lambda store: contact(
        store,
        "Dana Ito",
        organization="Beaumont",
        tags=["night"],
        notes="Kind.",
        channels=[Channel(ChannelKind.EMAIL, "d@example.org")],
    ),
    lambda store: store.contacts.edit(last_contact(store), ContactDraft(name="Dana Ito-Lee", tags=["day"])),
    lambda store: interview(store, last_contact(store), MORNING + timedelta(days=1), occupation="Nursing"),
    lambda store: request(store, last_contact(store), MORNING),
    lambda store: contact(store, "Rosa", referred_by="Dana Ito-Lee"),
    lambda store: store.contacts.delete([last_contact(store) - 1]),
    lambda store: store.contacts.archive([last_contact(store)]),
)


def last_contact(store: Store) -> int:
    return int(store._unit_of_work.connection.execute("SELECT max(id) FROM contact").fetchone()[0])


SQL_ACTS: tuple[tuple[str, ...], ...] = (
    (
        "INSERT INTO organization (name, name_key, notes) VALUES ('Lakeside', 'lakeside', '')",
        "INSERT INTO tag (name, name_key) VALUES ('late', 'late')",
        "INSERT INTO contact (name, sort_key, organization_id, role, source, name_permission, archived,"
        " created_at) SELECT 'Dana Ito', 'dana ito', max(id), '', '', 'not asked', 0, 1 FROM organization",
        "INSERT INTO contact_note SELECT max(id), 'Kind.' FROM contact",
        "INSERT INTO channel (contact_id, kind, value, label, position)"
        " SELECT max(id), 'email', 'd@example.org', '', 0 FROM contact",
        "INSERT INTO contact_tag (contact_id, tag_id) SELECT max(c.id), max(t.id) FROM contact c, tag t",
    ),
    (
        "UPDATE contact SET name = 'Dana Lee', sort_key = 'dana lee' WHERE name = 'Dana Ito'",
        "DELETE FROM contact_note WHERE text = 'Kind.'",
    ),
    (
        "INSERT INTO occupation (name, name_key, research, standing) VALUES ('Law', 'law', '', 'exploring')",
        "INSERT INTO interview (contact_id, occupation_id, start, zone, minutes, medium, place,"
        " travel_minutes, status, before, after, planned_at, planned_day_end, day_end)"
        " SELECT max(c.id), max(o.id), 1784898000, 'UTC', 30, 'phone', '', 0, 'planned', '', '', 1784898000,"
        " 1784937600, 1784937600"
        " FROM contact c, occupation o",
    ),
    (
        "INSERT INTO touch (contact_id, at, kind, direction, text, is_request)"
        " SELECT max(id), 1, 'mail', 'out', '', 0 FROM contact",
    ),
    (
        "INSERT INTO contact (name, sort_key, role, source, name_permission, archived, created_at,"
        " referred_by_id) SELECT 'Rosa', 'rosa', '', '', 'yes', 0, 1, max(id) FROM contact",
    ),
    ("DELETE FROM contact WHERE name = 'Dana Lee'",),
    ("UPDATE contact SET archived = 1 WHERE name = 'Rosa'",),
)
"""The acts of an earlier program, which knew other columns: the writers of today cannot make them."""


class Past:
    """A journal with acts, and what it held before the first and after each of them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tables = recorded_tables()
        self.states: list[dict[str, Rows]] = []

    def written_today(self, clock: MovableClock) -> Self:
        """Have the writers of today make the acts."""
        store = Store.open(self.path, clock)
        self.states = [rows_in(self.path, self.tables)]
        for act in ACTS:
            clock.forward(minutes=1)
            act(store)
            self.states.append(rows_in(self.path, self.tables))
        store.close()
        return self

    def written_by_sql(self, clock: MovableClock) -> Self:
        """Make the acts without a writer, in a journal that is there already."""
        work = UnitOfWork(self.path, clock)
        self.states = [rows_in(self.path, self.tables)]
        for statements in SQL_ACTS:
            clock.forward(minutes=1)
            with work.act("What was done then") as transaction:
                for statement in statements:
                    transaction.connection.execute(statement)
            self.states.append(rows_in(self.path, self.tables))
        work.close()
        return self

    def copied_to(self, path: Path) -> Self:
        """The same acts in a copy of the journal."""
        copied = copy(self)
        copied.path = path
        return copied

    def assert_state(self, number: int) -> None:
        assert rows_in(self.path, self.tables) == self.states[number]
        assert_agrees(self.path)

    def assert_undone_and_redone(self, store: Store) -> None:
        """All acts can be taken back and done again, and nothing is found meanwhile."""
        last = len(self.states) - 1
        for number in reversed(range(last)):
            store.history.undo()
            self.assert_state(number)
        for number in range(last):
            store.history.redo()
            self.assert_state(number + 1)


@cache
def begun(program: str) -> tuple[bytes, Past]:
    """A journal of this program, or one that an earlier program began and wrote acts to."""

    def write(path: Path) -> Past:
        clock = MovableClock(MORNING)
        if program == "now":
            return Past(path).written_today(clock)
        number = int(program.removeprefix("version "))
        path.write_bytes(earlier_journal(number))
        with pytest.MonkeyPatch.context() as patch:
            take_steps(patch, *migrations.STEPS[:number])
            return Past(path).written_by_sql(clock)

    return journal_of(write)


def begun_at(path: Path, clock: MovableClock, program: str) -> Past:
    """A copy of what a program began, at the time of its latest act."""
    content, past = begun(program)
    path.write_bytes(content)
    clock.forward(minutes=len(past.states) - 1)
    return past.copied_to(path)


@pytest.fixture(params=["now", "version 1", "version 2", "version 3"])
def past(request: pytest.FixtureRequest, journal: Path, clock: MovableClock) -> Past:
    """A journal of this program, or one that an earlier program began and wrote acts to."""
    return begun_at(journal, clock, request.param)


@pytest.fixture
def recent(journal: Path, clock: MovableClock) -> Past:
    return begun_at(journal, clock, "now")


def test_acts_from_before_a_column_are_undone_and_redone(
    past: Past, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    grow(monkeypatch, SAID, BORN)
    assert inspect(past.path) == [], "it is looked over as it will be"
    store = Store.open(past.path, clock)
    past.assert_state(-1)
    past.assert_undone_and_redone(store)
    assert later_columns(past.path) == {DEFAULTS}
    store.close()


def test_acts_with_the_new_column_are_undone_and_redone(
    past: Past, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    grow(monkeypatch, SAID, BORN)
    store = Store.open(past.path, clock)
    last = last_contact(store)
    before = all_rows(past.path)["contact"]
    act_in_sql(store, f"UPDATE contact SET pronouns = 'she', born = 1970 WHERE id = {last}")
    contact(store, "Kim")
    act_in_sql(store, f"UPDATE contact SET pronouns = 'he' WHERE id = {last + 1}")
    store.contacts.delete([last])
    after = all_rows(past.path)["contact"]
    assert_agrees(past.path)
    store.history.undo()
    assert later_columns(past.path) - {DEFAULTS} == {("she", 1970), ("he", None)}
    assert_agrees(past.path)
    for _ in range(3):
        store.history.undo()
        assert_agrees(past.path)
    assert all_rows(past.path)["contact"] == before
    past.assert_undone_and_redone(store)
    for _ in range(4):
        store.history.redo()
        assert_agrees(past.path)
    assert all_rows(past.path)["contact"] == after
    store.close()


def test_acts_from_before_a_table_are_undone_and_it_has_acts_of_its_own(
    past: Past, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    grow(monkeypatch, HOBBY)
    assert "hobby" in recorded_tables()
    store = Store.open(past.path, clock)
    past.assert_undone_and_redone(store)
    last = last_contact(store)
    act_in_sql(store, f"INSERT INTO hobby (contact_id, name) VALUES ({last}, 'Nights')")
    act_in_sql(store, "UPDATE hobby SET name = 'Night shifts'")
    store.contacts.delete([last])
    states = [[], [(1, last, "Nights")], [(1, last, "Night shifts")], []]
    for state in reversed(states[:-1]):
        store.history.undo()
        assert all_rows(past.path)["hobby"] == state
        assert_agrees(past.path)
    past.assert_undone_and_redone(store)
    for state in states[1:]:
        store.history.redo()
        assert all_rows(past.path)["hobby"] == state
        assert_agrees(past.path)
    store.close()


def test_a_table_grows_again_and_again(recent: Past, clock: MovableClock, monkeypatch: pytest.MonkeyPatch):
    states = []
    added = {"first": "TEXT", "second": "BOOLEAN NOT NULL DEFAULT 1", "third": "TEXT"}
    for column, declaration in added.items():
        grow(monkeypatch, add_column("contact", column, declaration))
        store = Store.open(recent.path, clock)
        states.append(all_rows(recent.path)["contact"])
        act_in_sql(store, f"UPDATE contact SET {column} = 0")
        assert_agrees(recent.path)
        store.close()
    store = Store.open(recent.path, clock)
    for number, state in reversed([*enumerate(states)]):
        store.history.undo()
        assert_agrees(recent.path)
        later = (None, 1, None)[number + 1 :]
        assert all_rows(recent.path)["contact"] == [(*row, *later) for row in state]
    recent.assert_undone_and_redone(store)
    for _ in states:
        store.history.redo()
        assert_agrees(recent.path)
    store.close()


@pytest.mark.parametrize(
    ("declaration", "default"),
    [
        ("TEXT", None),
        ("INTEGER DEFAULT NULL", None),
        ("TEXT NOT NULL DEFAULT ''", ""),
        ("TEXT NOT NULL DEFAULT 7", "7"),
        ("INTEGER NOT NULL DEFAULT -3", -3),
        ("INTEGER NOT NULL DEFAULT '12'", 12),
        ("BOOLEAN NOT NULL DEFAULT TRUE", 1),
        ("INTEGER REFERENCES organization (id) ON DELETE SET NULL", None),
    ],
)
def test_a_row_from_before_holds_what_sqlite_fills_in(
    recent: Past, clock: MovableClock, monkeypatch: pytest.MonkeyPatch, declaration: str, default: object
):
    grow(monkeypatch, add_column("contact", "more", declaration))
    store = Store.open(recent.path, clock)
    filled = all_rows(recent.path)
    assert [row[-1] for row in filled["contact"]] == [default]
    for _ in range(3):
        store.history.undo()
    for _ in range(3):
        store.history.redo()
    assert all_rows(recent.path) == filled
    assert_agrees(recent.path)
    store.close()


def test_a_backup_from_before_is_restored_and_its_acts_undone(
    past: Past, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    backup = take_backup(past.path, Reason.ASKED, clock.now)
    grow(monkeypatch, SAID, HOBBY)
    store = Store.open(past.path, clock)
    act_in_sql(store, "UPDATE contact SET pronouns = 'she'", "DELETE FROM touch")
    before = all_rows(past.path)
    restore(past.path, backup.path, clock.forward(minutes=1))
    past.assert_state(-1)
    store.history.undo()
    assert all_rows(past.path)["contact"] == before["contact"]
    assert_agrees(past.path)
    store.history.undo()
    past.assert_undone_and_redone(store)
    store.close()


def test_a_table_that_came_later_grows_as_well(
    recent: Past, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    grow(monkeypatch, HOBBY)
    store = Store.open(recent.path, clock)
    last = last_contact(store)
    act_in_sql(store, f"INSERT INTO hobby (contact_id, name) VALUES ({last}, 'Nights')")
    store.close()
    grow(monkeypatch, add_column("hobby", "color", "TEXT NOT NULL DEFAULT 'red'"))
    store = Store.open(recent.path, clock)
    act_in_sql(store, "UPDATE hobby SET color = 'blue'", f"INSERT INTO hobby VALUES (9, {last}, 'Pay', 'x')")
    store.history.undo()
    assert_agrees(recent.path)
    recent_hobbies = [(1, last, "Nights", "red")]
    assert all_rows(recent.path)["hobby"] == recent_hobbies
    store.history.undo()
    recent.assert_undone_and_redone(store)
    store.history.redo()
    assert all_rows(recent.path)["hobby"] == recent_hobbies
    assert_agrees(recent.path)
    store.close()


def test_what_is_known_of_a_table_is_what_its_steps_have_made(monkeypatch: pytest.MonkeyPatch):
    first = recorded_tables()
    assert first["contact"].earlier == (set(recorded_tables(5)["contact"].columns),)
    assert first["contact"].defaults == {"uid": ""}
    assert (first["channel"].earlier, first["channel"].defaults) == ((), {})
    assert first["interview"].earlier == tuple(
        set(recorded_tables(step)["interview"].columns) for step in (3, 5)
    )
    assert first["interview"].defaults["added_minutes"] == 0
    grow(monkeypatch, SAID, BORN, HOBBY)
    then = recorded_tables()
    assert list(then) == [*first, "hobby"]
    assert then["contact"].columns == (*first["contact"].columns, "pronouns", "born")
    assert then["contact"].earlier == (*first["contact"].earlier, set(first["contact"].columns))
    assert then["contact"].defaults == {"uid": "", "pronouns": "it's open", "born": None}
    assert (then["hobby"].columns, then["hobby"].defaults) == (("id", "contact_id", "name"), {})
    assert recorded_tables(version.NEWEST - 1) == first, "a journal of before has none of it"


IMAGES = {
    "a column is gone": "json_remove(after, '$.role')",
    "a column has another name": "replace(after, 'role', 'rule')",
    "no object": "'[1, 2]'",
    "no record": "7",
}
IMAGES_SINCE = {
    **IMAGES,
    "a new column has another name": "replace(after, 'pronouns', 'pronounz')",
    "one of two new columns is gone": "json_remove(after, '$.born')",
}


@pytest.fixture(params=["before", "since"])
def latest(
    request: pytest.FixtureRequest, recent: Past, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> int:
    """The number of the latest act, which changes one contact, made before the growth or since."""
    grow(monkeypatch, SAID, BORN)
    store = Store.open(recent.path, clock)
    if request.param == "since":
        store.contacts.archive([last_contact(store)], archived=False)
    number = store.history.acts()[0].id
    store.close()
    return number


def break_image(path: Path, act: int, image: str) -> None:
    with plain_connection(path) as connection:
        (before,) = connection.execute("SELECT after FROM change WHERE act_id = ?", (act,)).fetchone()
        connection.execute(f"UPDATE change SET after = {image} WHERE act_id = ?", (act,))
        assert connection.execute("SELECT after FROM change WHERE act_id = ?", (act,)).fetchone() != (before,)


@pytest.mark.parametrize(
    ("latest", "image"),
    [*(("before", image) for image in IMAGES), *(("since", image) for image in IMAGES_SINCE)],
    indirect=["latest"],
)
def test_a_broken_image_is_found(recent: Past, clock: MovableClock, latest: int, image: str):
    break_image(recent.path, latest, IMAGES_SINCE[image])
    with plain_connection(recent.path) as connection:
        fault = damage.has_faults(connection)
    assert fault == f"act {latest}: It can't be undone: part of its record is damaged"
    assert [(one.where, one.is_damage) for one in inspect(recent.path)] == [(f"act {latest}", True)]
    before = all_rows(recent.path)
    store = Store.open(recent.path, clock)
    with pytest.raises(DamagedError, match=f"act {latest}"):
        store.history.undo()
    assert all_rows(recent.path) == before
    store.close()


@pytest.mark.parametrize("latest", ["since"], indirect=True)
def test_a_column_that_there_never_was_is_not_put_back(recent: Past, clock: MovableClock, latest: int):
    break_image(recent.path, latest, "json_set(after, '$.more', 1)")
    assert [(one.where, one.is_damage) for one in inspect(recent.path)] == [(f"act {latest}", True)]
    store = Store.open(recent.path, clock)
    store.history.undo()
    before = all_rows(recent.path)
    with pytest.raises(DamagedError, match=f"act {latest}: part of its record is damaged"):
        store.history.redo()
    assert all_rows(recent.path) == before
    store.close()


class Pronouns(StrEnum):
    HE = "he"
    SHE = "she"


def test_a_new_column_may_hold_words_of_a_closed_set(
    recent: Past, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    words = {**values.CLOSED_SETS["contact"], "born": Pronouns}
    monkeypatch.setitem(values.CLOSED_SETS, "contact", words)
    monkeypatch.setitem(values.CLOSED_SETS, "hobby", {"name": Pronouns})
    grow(monkeypatch, add_column("contact", "born", "TEXT NOT NULL DEFAULT 'she'"), HOBBY)
    with plain_connection(recent.path) as connection:
        assert damage.has_faults(connection) is None, "the journal has neither of them yet"
    store = Store.open(recent.path, clock)
    recent.assert_undone_and_redone(store)
    act_in_sql(store, "UPDATE contact SET born = 'x'")
    store.close()
    (found, image) = inspect(recent.path)
    assert "Its born is 'x'" in found.what
    assert "part of its record is damaged" in image.what


def test_a_table_that_acts_do_not_keep_takes_no_column_by_this_way(monkeypatch: pytest.MonkeyPatch):
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrations.migrate(connection)
        before = statements_of(connection)
        grow(monkeypatch, add_column("memo", "more", "TEXT"))
        with pytest.raises(sqlite3.OperationalError, match="no such trigger: memo_insert"):
            migrations.migrate(connection)
        assert statements_of(connection) == before


def test_a_foreign_trigger_is_still_refused(
    recent: Past, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    grow(monkeypatch, SAID, HOBBY)
    Store.open(recent.path, clock).close()
    with plain_connection(recent.path) as connection:
        connection.execute("CREATE TRIGGER memo_insert AFTER INSERT ON memo BEGIN DELETE FROM hobby; END")
    with pytest.raises(JournalError, match="contains a trigger that isn't from iitui, memo_insert"):
        Store.open(recent.path, clock)
