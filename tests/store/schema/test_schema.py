"""The schema that the migrations make is the one that the models mean, and each step is all or nothing."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table, UniqueConstraint
from sqlmodel import SQLModel

import iitui.store.schema.tables  # noqa: F401 - declares the models
from iitui.domain.errors import JournalError
from iitui.store.schema import migrations, version
from iitui.store.schema.additions import recording_triggers
from iitui.store.schema.migrations import Step, migrate
from iitui.store.schema.recorded_tables import recorded_tables
from tests.journals import newest_schema

MODELS = dict(SQLModel.metadata.tables)
AFFINITY = {"INTEGER": "INTEGER", "TEXT": "TEXT", "VARCHAR": "TEXT", "BOOLEAN": "NUMERIC"}


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


@pytest.fixture
def migrated(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.deserialize(newest_schema())
    return connection


def schema_of(connection: sqlite3.Connection) -> tuple[object, ...]:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    return rows.fetchall(), connection.execute("PRAGMA user_version").fetchone()


def columns_in_file(connection: sqlite3.Connection, table: str) -> dict[str, tuple[object, ...]]:
    return {
        row[1]: (AFFINITY[row[2]], bool(row[3]) or bool(row[5]), bool(row[5]))
        for row in connection.execute(f"PRAGMA table_xinfo({table})")
    }


def columns_in_model(table: Table) -> dict[str, tuple[object, ...]]:
    return {
        column.name: (
            AFFINITY[str(column.type.compile()).partition("(")[0]],
            not column.nullable or column.primary_key,
            column.primary_key,
        )
        for column in table.columns
    }


def links_in_file(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    rows = connection.execute(f"PRAGMA foreign_key_list({table})")
    return {(row[3], row[2], row[4], row[6]) for row in rows}


def links_in_model(table: Table) -> set[tuple[object, ...]]:
    return {
        (key.parent.name, key.column.table.name, key.column.name, key.ondelete) for key in table.foreign_keys
    }


def indexes_in_file(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    rows = connection.execute(f"PRAGMA index_list({table})").fetchall()
    return {
        (
            bool(row[2]),
            tuple(part[2] for part in connection.execute(f"PRAGMA index_info({row[1]})")),
            bool(row[4]),
        )
        for row in rows
    }


def indexes_in_model(table: Table) -> set[tuple[object, ...]]:
    indexes = {
        (
            bool(index.unique),
            tuple(column.name for column in index.columns),
            index.dialect_options["sqlite"]["where"] is not None,
        )
        for index in table.indexes
    }
    return indexes | {
        (True, tuple(column.name for column in constraint.columns), False)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    }


def test_every_record_has_a_model_and_every_model_a_record():
    assert set(MODELS) == set(recorded_tables())


@pytest.mark.parametrize("table", recorded_tables())
def test_the_schema_is_what_the_models_mean(migrated: sqlite3.Connection, table: str):
    model = MODELS[table]
    assert columns_in_file(migrated, table) == columns_in_model(model)
    assert links_in_file(migrated, table) == links_in_model(model)
    assert indexes_in_file(migrated, table) == indexes_in_model(model)


@pytest.mark.parametrize("table", recorded_tables())
def test_an_act_keeps_every_column_the_key_first(migrated: sqlite3.Connection, table: str):
    columns = tuple(row[1] for row in migrated.execute(f"PRAGMA table_xinfo({table})"))
    assert recorded_tables()[table].columns == columns
    made = migrated.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? ORDER BY rowid", (table,)
    )
    assert [row[0] for row in made] == [*recording_triggers(table, columns)]
    keys = [row[1] for row in migrated.execute(f"PRAGMA table_xinfo({table})") if row[5]]
    assert keys == [recorded_tables()[table].key]


@pytest.mark.parametrize("table", sorted(set(recorded_tables()) - {"contact_note", "debrief", "target"}))
def test_numbers_are_never_given_twice(migrated: sqlite3.Connection, table: str):
    sql = migrated.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    assert "AUTOINCREMENT" in sql
    assert MODELS[table].dialect_options["sqlite"]["autoincrement"] is True


def test_migrating_again_does_nothing(migrated: sqlite3.Connection):
    before = schema_of(migrated)
    assert migrate(migrated) == 0
    assert schema_of(migrated) == before


def add_step(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, Step("a further step", lambda: statements)))
    monkeypatch.setattr(version, "NEWEST", len(migrations.STEPS))


@pytest.mark.parametrize("start", ["empty", "migrated"])
def test_a_step_that_fails_midway_leaves_the_journal_as_it_was(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, start: str
):
    if start == "migrated":
        migrate(connection)
        add_step(monkeypatch, "CREATE TABLE more (id INTEGER)", "DROP VIEW follow_up", "no SQL at all")
    else:
        broken = (*migrations.STEPS[0].statements(), "no SQL at all")
        monkeypatch.setattr(migrations, "STEPS", (Step("broken", lambda: broken),))
    before = schema_of(connection)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection)
    assert schema_of(connection) == before
    assert not connection.in_transaction
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_step_that_would_break_a_reference_is_refused(
    migrated: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
):
    add_step(monkeypatch, "INSERT INTO contact_note VALUES (77, 'about nobody')")
    before = schema_of(migrated)
    with pytest.raises(JournalError, match="'a further step' would break contact_note"):
        migrate(migrated)
    assert schema_of(migrated) == before
    assert migrated.execute("SELECT count(*) FROM contact_note").fetchone() == (0,)


def test_a_further_step_runs_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    connection = sqlite3.connect(tmp_path / "journal.db", isolation_level=None)
    migrate(connection)
    add_step(monkeypatch, "CREATE TABLE more (id INTEGER)")
    assert migrate(connection) == 1
    assert migrate(connection) == 0
    assert version.version_of(connection) == version.NEWEST
    connection.close()
