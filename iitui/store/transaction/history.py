"""Undo and redo: the images of rows that each act kept, put back."""

import json
import sqlite3

from iitui.domain.errors import UndoError
from iitui.domain.history import Act
from iitui.store.backup import restoring
from iitui.store.connections import damaged
from iitui.store.read_acts import ActReader
from iitui.store.row_reader import instant
from iitui.store.schema import search_index
from iitui.store.schema.recorded_tables import recorded_tables
from iitui.store.schema.values import is_whole
from iitui.store.transaction.unit_of_work import UnitOfWork


class History:
    """What was done to the journal, and taking it back."""

    def __init__(self, unit_of_work: UnitOfWork) -> None:
        self._unit_of_work = unit_of_work

    def acts(self, limit: int = 100) -> list[Act]:
        """Return the latest acts, newest first; those taken back and not yet replaced are marked."""
        return ActReader(self._unit_of_work.connection).latest(limit)

    @property
    def made(self) -> int:
        """How many acts have changed something since it was opened; one that goes on counts again."""
        return self._unit_of_work.acts_made

    def undo(self) -> Act:
        """Take the latest act back and return it.

        Raises:
            UndoError: there is none.
        """
        return self._turn(restoring.LATEST_DONE, back=True)

    def redo(self) -> Act:
        """Do again what was taken back last and return it.

        Raises:
            UndoError: there is nothing, or something else was done since.
        """
        return self._turn(restoring.LATEST_UNDONE, back=False)

    def forget(self) -> None:
        """Forget all acts: what the journal holds now is its beginning."""
        with self._unit_of_work.transaction() as transaction:
            transaction.connection.execute("DELETE FROM act")

    def _turn(self, query: str, *, back: bool) -> Act:
        self._unit_of_work.back_up_today()
        with self._unit_of_work.transaction() as transaction:
            row = transaction.connection.execute(query).fetchone()
            if row is None:
                raise UndoError("There is nothing to undo." if back else "There is nothing to redo.")
            number, at, name = row
            act = Act(id=number, at=instant(at), name=name, undone=back)
            if restoring.kept_by(transaction.connection, number) is None:
                broken = _turn_rows(transaction.connection, number, back=back)
                if broken:
                    raise damaged(self._unit_of_work.path, f"act {number}: {broken}")
                return act
        with self._unit_of_work.resting() as journal:
            restoring.turn(journal, number, self._unit_of_work.clock(), back=back)
        return act


def _turn_rows(connection: sqlite3.Connection, number: int, *, back: bool) -> str:
    """Put the images of an act back; return why that is not to be kept, "" where it is."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    order = "DESC" if back else "ASC"
    changes = connection.execute(
        f"SELECT record, row_id, before, after FROM change WHERE act_id = ? ORDER BY id {order}",
        (number,),
    ).fetchall()
    for record, row_id, before, after in changes:
        image = before if back else after
        if not is_whole(record, image):
            return "part of its record is damaged"
        _put(connection, record, row_id, image)
    connection.execute("UPDATE act SET undone = ? WHERE id = ?", (back, number))
    search_index.follow(connection, number)
    return ""


def _put(connection: sqlite3.Connection, record: str, row_id: int, image: str | None) -> None:
    """Make a row what its image says; no image, no row. Names come from the schema, never from the image."""
    table = recorded_tables()[record]
    columns, key = table.columns, table.key
    if image is None:
        connection.execute(f"DELETE FROM {record} WHERE {key} = ?", (row_id,))
        return
    marks = ", ".join("?" * len(columns))
    replaced = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    connection.execute(
        f"INSERT INTO {record} ({', '.join(columns)}) VALUES ({marks})"
        f" ON CONFLICT ({key}) DO UPDATE SET {replaced}",
        table.row_of(json.loads(image)),
    )
