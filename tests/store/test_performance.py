"""What keeps lists quick: the indexes serve, and an import goes below the models."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.imports import ImportRecord
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.store.connections import open_for_writing
from iitui.store.journal import Store
from iitui.store.queries import OWED_UNTIL
from iitui.store.reader import JournalReader
from tests.builders import contact, interview
from tests.clock import FIGURES, MORNING, MovableClock

MADE_BY_RULES = {"d", "j", "k", "n"}
"""What the rules made of the few rows that the indexes found: duties, requests and news, contacts with a
cadence; and the cadences in the settings."""

IN_FULL = {"c", "d", "i", "j", "k", "n", "r", "t", "touch"}
"""What is looked through for all that is owed: interviews, reminders, and of contacts, touches and takeaways
what the partial indexes hold."""


@pytest.fixture
def connection(store: Store, journal: Path) -> Iterator[sqlite3.Connection]:
    connection = open_for_writing(journal, FIGURES)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("query", "scanned"),
    [
        ("SELECT * FROM follow_up WHERE contact_id IN (1, 2)", MADE_BY_RULES),
        ("SELECT * FROM follow_up WHERE kind = 'thank_you' AND subject_id = 1", MADE_BY_RULES),
        ("SELECT * FROM agenda WHERE contact_id = 1", set()),
        ("SELECT * FROM agenda WHERE id = 1", set()),
        ("SELECT * FROM contact_list WHERE sort_key = 'x'", set()),
        ("DELETE FROM contact WHERE id = 1", set()),
        ("DELETE FROM interview WHERE id = 1", set()),
        ("SELECT * FROM change WHERE act_id = 1 ORDER BY id", set()),
    ],
)
def test_an_index_serves(connection: sqlite3.Connection, query: str, scanned: set[str]):
    plan = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + query)]
    scans = {step.split()[1] for step in plan if step.startswith("SCAN")}
    assert {name for name in scans if not name.startswith("(subquery")} <= scanned


def test_what_is_owed_is_sought_among_what_may_be(connection: sqlite3.Connection):
    plan = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + OWED_UNTIL, {"now": 0, "until": 0})]
    scans = [step for step in plan if step.startswith("SCAN") and "(subquery" not in step]
    assert {step.split()[1] for step in scans} <= IN_FULL
    assert {step for step in scans if step.split()[1] in ("c", "i", "t", "touch")} <= {
        "SCAN c USING COVERING INDEX ix_contact_cadence",
        "SCAN i USING COVERING INDEX ix_interview_met",
        "SCAN i USING INDEX ix_interview_planned",
        "SCAN i USING INDEX ix_interview_unwritten",
        "SCAN t USING COVERING INDEX ix_touch_unanswered",
        "SCAN touch USING INDEX ix_touch_ask_again",
    }
    assert not [step for step in plan if "AUTOMATIC" in step]


def test_a_day_is_counted_only_for_what_may_be_due(
    store: Store, reader: JournalReader, clock: MovableClock, connection: sqlite3.Connection
):
    for number in range(20):
        contact(store, f"Contact {number}", cadence_days=90)
        held = interview(store, number + 1, MORNING)
        for kind in (TakeawayKind.PROMISE_MINE, TakeawayKind.PROMISE_THEIRS, TakeawayKind.ADVICE):
            store.interviews.take_away(TakeawayDraft(interview_id=held.id, kind=kind, text="It"))
    counted: list[int] = []

    def count(at: int, days: int) -> int:
        counted.append(at)
        return at + days * 86_400

    for name in ("days_after", "business_days_after"):
        connection.create_function(name, 2, count)
    now = int(MORNING.timestamp())
    found = connection.execute(OWED_UNTIL, {"now": now, "until": now + 86_400}).fetchall()
    assert counted == []
    assert {row[0] for row in found} <= {"thank_you"}
    connection.execute(OWED_UNTIL, {"now": now, "until": now + 7 * 86_400}).fetchall()
    assert len(counted) == 40, "the promises"


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
