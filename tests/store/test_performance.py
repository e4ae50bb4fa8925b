"""What keeps lists quick: the indexes serve, and an import goes below the models."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.imports import ImportRecord
from iitui.store.connections import open_for_writing
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.clock import FIGURES, MORNING


@pytest.fixture
def connection(store: Store, journal: Path) -> Iterator[sqlite3.Connection]:
    connection = open_for_writing(journal, FIGURES)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("query", "scanned"),
    [
        ("SELECT * FROM follow_up WHERE contact_id IN (1, 2)", {"d", "j"}),
        ("SELECT * FROM follow_up WHERE kind = 'thank_you' AND subject_id = 1", {"d", "j"}),
        ("SELECT * FROM agenda WHERE contact_id = 1", set()),
        ("SELECT * FROM agenda WHERE id = 1", set()),
        ("SELECT * FROM contact_list WHERE sort_key = 'x'", set()),
        ("DELETE FROM contact WHERE id = 1", set()),
        ("DELETE FROM interview WHERE id = 1", set()),
        ("SELECT * FROM change WHERE act_id = 1 ORDER BY id", set()),
    ],
)
def test_an_index_serves(connection: sqlite3.Connection, query: str, scanned: set[str]):
    """`d` is what the rules made of the few rows that the indexes found, `j` the cadences in the settings."""
    plan = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + query)]
    assert {step.split()[1] for step in plan if step.startswith("SCAN")} <= scanned


def test_the_list_is_read_in_the_order_of_its_index(connection: sqlite3.Connection):
    query = "SELECT c.id FROM contact c WHERE c.archived = 0 ORDER BY c.sort_key, c.id LIMIT 40 OFFSET 9000"
    plan = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + query)]
    assert "SEARCH c USING COVERING INDEX ix_contact_order (archived=?)" in plan
    assert not [step for step in plan if "TEMP B-TREE" in step]


def test_the_next_interview_is_sought_among_those_planned(connection: sqlite3.Connection):
    query = """SELECT * FROM agenda WHERE status = 'planned' AND "end" > 0 ORDER BY start, id LIMIT 1"""
    plan = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + query)]
    assert plan[0] == "SCAN i USING INDEX ix_interview_planned"
    assert not [step for step in plan if "TEMP B-TREE" in step]


def test_an_import_asks_for_each_organization_and_tag_once(store: Store, reader: JournalReader):
    records = [
        ImportRecord(
            f"row {number}",
            ContactDraft(
                name=f"Contact {number:04}",
                organization=f"Organization {number % 7}",
                channels=[Channel(ChannelKind.EMAIL, f"c{number}@example.org")],
                tags=["imported"],
            ),
        )
        for number in range(2000)
    ]
    statements: list[str] = []
    with store.together("Import"):
        unit_of_work = store._unit_of_work
        unit_of_work._connection.set_trace_callback(statements.append)
        store.imports.run(records, "people.csv")
        unit_of_work._connection.set_trace_callback(None)
    asked = [one for one in statements if one.startswith("SELECT") and "FROM organization" in one]
    assert len(asked) < 5
    assert len({one for one in statements if one.startswith("INSERT INTO organization")}) == 7
    assert reader.contacts.count() == 2000
    assert [row.name for row in reader.contacts.page("", 1990, 40, MORNING, MORNING)][-1] == "Contact 1999"
