"""Short ways to make records for a test, and to look at all of a journal at once."""

import sqlite3
from datetime import datetime
from pathlib import Path

from iitui.domain.contacts import Contact, ContactDraft
from iitui.domain.interviews import Interview, InterviewDraft
from iitui.domain.touches import Outcome, TouchDraft
from iitui.store.journal import Store
from iitui.store.schema.recorded_tables import recorded_tables


def contact(store: Store, name: str = "Dana Ito", **fields) -> Contact:
    return store.contacts.add(ContactDraft(name=name, **fields))


def interview(
    store: Store, contact_id: int, start: datetime, zone: str = "America/Detroit", **fields
) -> Interview:
    return store.interviews.plan(InterviewDraft(contact_id=contact_id, start=start, zone=zone, **fields))


def request(store: Store, contact_id: int, at: datetime, outcome: Outcome = Outcome.NO_REPLY) -> None:
    store.contacts.log(TouchDraft(contact_id=contact_id, at=at, is_request=True, outcome=outcome))


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every record, and the words of the search index."""
    connection = sqlite3.connect(path)
    try:
        tables = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in recorded_tables()
        }
        tables["contact_search"] = connection.execute(
            "SELECT rowid, * FROM contact_search ORDER BY rowid"
        ).fetchall()
        return tables
    finally:
        connection.close()
