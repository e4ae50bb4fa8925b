"""A journal goes through its JSON into a new one that is equal, and again changes nothing."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from iitui.store.everything.document import read_document
from iitui.store.everything.layout import layout
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.store.schema.recorded_tables import recorded_tables
from tests.clock import FIGURES, MovableClock
from tests.store.journal_contents import assert_agrees, record_rows
from tests.store.random_acts import Hand


def exported(path: Path, now, *, with_off_record: bool = True) -> str:
    reader = JournalReader.open(path, FIGURES)
    text = "".join(reader.everything.parts(now, with_off_record=with_off_record))
    reader.close()
    return text


def bring(path: Path, text: str, now):
    store = Store.open(path, MovableClock(now), FIGURES)
    plan = store.everything.bring(read_document("all.json", json.loads(text)), "all.json")
    store.close()
    return plan


def rows_by_uid(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all recorded tables, their numbers replaced by what they stand for, without any order."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in recorded_tables()}
        names = {table: _names(tables, table) for table in ("tag", *layout())}
        links = {
            table: {row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
            for table in tables
        }
    return {
        table: sorted(
            (
                tuple(
                    (column, names[links[table][column]][row[column]] if column in links[table] and row[column] else row[column])
                    for column in row.keys()
                    if column not in ("id", "position", "subject_id")
                )
                for row in rows
            ),
            key=repr,
        )
        for table, rows in tables.items()
    }


def _names(tables: Mapping[str, list[sqlite3.Row]], table: str) -> dict[int, str]:
    """What the numbers of a table stand for."""
    if table == "tag":
        return {row["id"]: row["name"] for row in tables[table]}
    if layout()[table].has_uid:
        return {row["id"]: row["uid"] for row in tables[table]}
    if table == "plan_item":
        return {row["id"]: f"{row['question_id']} {row['answer']}" for row in tables[table]}
    if table == "preparation":
        return {row["id"]: f"{row['slug']} {row['text']}" for row in tables[table]}
    return {}


def test_the_sample_is_equal_in_a_new_journal(sample: Path, tmp_path: Path, now):
    text = exported(sample, now)
    other = tmp_path / "other.db"
    plan = bring(other, text, now)
    assert plan.differences == []
    assert exported(other, now) == text or json.loads(exported(other, now)) == json.loads(text)
    assert_agrees(other)
    before = record_rows(other)
    again = bring(other, text, now)
    assert (again.inserts, again.fills, again.differences) == ([], [], [])
    assert again.total("unchanged") == again.total("read")
    assert record_rows(other) == before
