"""The unit of work: runs each act as one transaction and one undo step, with a name for the history.

During an act, the triggers of the schema record an image of every row that it changes; at its end the search
index is updated from these rows.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from iitui.clock import Clock
from iitui.domain.errors import JournalError
from iitui.domain.identity.uids import new_uid
from iitui.domain.rule_figures import RuleFigures
from iitui.store.backup.daily import DailyBackup
from iitui.store.connections import UNREADABLE, closed_on_error, explain, open_for_reading, open_for_writing
from iitui.store.schema import search_index
from iitui.store.schema.tables import UidRow
from iitui.store.transaction.file_identity import FileIdentity

KEPT_ACTS = 2000
"""How many acts can be undone; older ones are deleted from the history."""


RowName = tuple[str, int]
"""The table and the key of a row."""


class Transaction:
    """What a writer uses during an act.

    Attributes:
        name: the name of the act in the history; the writer may change it.
        session: reads and writes rows.
        connection: the same transaction without SQLModel, for plain SQL and for readers.
    """

    def __init__(self, name: str, session: Session, connection: sqlite3.Connection, clock: Clock) -> None:
        self.name = name
        self.session = session
        self.connection = connection
        self._clock = clock

    @property
    def now(self) -> datetime:
        """The present instant, from the clock of the journal."""
        return self._clock()


class UnitOfWork:
    """Runs acts, one at a time; an act within another becomes part of the outer one.

    It has two connections, so that other threads do not see what an act writes until it is committed.

    Attributes:
        acts_made: how many acts have changed something so far; one that goes on counts again.
    """

    def __init__(self, path: Path, clock: Clock, figures: RuleFigures | None = None) -> None:
        self.path = path
        self.clock = clock
        figures = figures or RuleFigures()
        self._connection = open_for_writing(path, figures)
        with closed_on_error(self._connection):
            self._reader = open_for_reading(path, figures)
        self._file_identity = FileIdentity(path)
        self._engine = _engine(self._connection)
        self._current: Transaction | None = None
        self._turn = threading.RLock()
        self._daily = DailyBackup(path)
        self._worker: int | None = None
        self.acts_made = 0

    def close(self) -> None:
        """Close the file, once the current act is over."""
        with self._turn:
            self._reader.close()  # first: the last to close removes the log, and a reader may not
            self._engine.dispose()
            self._connection.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection to read from; within an act, it sees what that act has written so far."""
        transaction = self._current
        if transaction is None or self._worker != threading.get_ident():
            return self._reader
        return transaction.connection

    @property
    def backup_trouble(self) -> JournalError | None:
        """Why the backup before the first act of the day failed; None if it succeeded."""
        return self._daily.trouble

    def back_up_today(self) -> None:
        """Take the daily backup if it is due; called before anything changes the journal.

        Raises:
            DamagedError: the journal is damaged.
        """
        with self._turn:
            self._daily.before_act(self._connection, self.clock())

    def require_whole(self) -> None:
        """Check the journal for damage; called before the program itself writes to it.

        Raises:
            DamagedError: the journal is damaged.
        """
        with self._turn:
            self._daily.require_whole(self._connection)

    @contextmanager
    def act(self, name: str, *, continues: RowName | None = None) -> Iterator[Transaction]:
        """Run the block as one act; any exception rolls all of it back.

        An act that changes nothing adds no undo step.

        Args:
            name: what the history calls it.
            continues: a row; if the latest act has this name and changed nothing but this row, the block
                becomes part of that act, so that what is saved while somebody types is one undo step.

        Raises:
            JournalError: the journal cannot be written; it is as it was.
        """
        with self._turn:
            within = (
                self._outermost(name, continues)
                if self._current is None
                else self._inner(name, self._current)
            )
            with within as transaction:
                yield transaction

    @contextmanager
    def _outermost(self, name: str, continues: RowName | None) -> Iterator[Transaction]:
        self.back_up_today()
        with self.transaction(name) as transaction:
            number = _resume(transaction, continues) or _begin(transaction)
            self._current, self._worker = transaction, threading.get_ident()
            try:
                yield transaction
                transaction.session.flush()
            finally:
                self._current, self._worker = None, None
            if continues is not None:
                _combine_changes(transaction.connection, number, continues)
            if _finish(transaction, number):
                self.acts_made += 1

    @contextmanager
    def _inner(self, name: str, outer: Transaction) -> Iterator[Transaction]:
        """Run the block as part of another act. Its name is ignored; if it fails, it alone is rolled back."""
        with outer.session.begin_nested():
            yield Transaction(name, outer.session, self._connection, self.clock)

    @contextmanager
    def resting(self) -> Iterator[Path]:
        """Prevent acts while the block runs, so that the whole journal can be replaced."""
        with self._turn:
            if self._current is not None:
                raise RuntimeError("an act is under way")
            yield self.path

    @contextmanager
    def transaction(self, name: str = "") -> Iterator[Transaction]:
        """Run the block as one transaction without an undo step.

        Raises:
            JournalError: the journal cannot be written; it is as it was.
        """
        with self._turn:
            if self._current is not None:
                raise RuntimeError("this cannot run within an act")
            self._file_identity.check()
            try:
                with Session(self._engine, expire_on_commit=False) as session, session.begin():
                    event.listen(session, "before_flush", self._give_uids)
                    session.connection()  # begins
                    yield Transaction(name, session, self._connection, self.clock)
            except DBAPIError as error:
                if isinstance(error.orig, sqlite3.Error):
                    raise explain(error.orig, self.path) from error
                raise
            except UNREADABLE as error:
                raise explain(error, self.path) from error

    def _give_uids(self, session: Session, *_: object) -> None:
        """Give the new rows that lack one a name that lasts."""
        for row in session.new:
            if isinstance(row, UidRow) and not row.uid:
                row.uid = new_uid(self.clock())


def _engine(connection: sqlite3.Connection) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


_CHANGED = """
    SELECT 1
    FROM (SELECT min(id) AS first, max(id) AS last FROM change WHERE act_id = ? GROUP BY record, row_id) row
    JOIN change earliest ON earliest.id = row.first
    JOIN change latest ON latest.id = row.last
    WHERE earliest.before IS NOT latest.after LIMIT 1
"""


def _begin(transaction: Transaction) -> int:
    cursor = transaction.connection.execute(
        "INSERT INTO act (at, name) VALUES (?, ?)", (int(transaction.now.timestamp()), transaction.name)
    )
    number = int(cursor.lastrowid or 0)
    transaction.connection.execute("UPDATE recording SET act_id = ?", (number,))
    return number


_IS_LATEST = "SELECT id FROM act WHERE id = (SELECT max(id) FROM act) AND NOT undone AND name = ?"
_OTHER_ROWS = "SELECT 1 FROM change WHERE act_id = ? AND (record, row_id) IS NOT (?, ?) LIMIT 1"


def _resume(transaction: Transaction, row: RowName | None) -> int | None:
    """Take the latest act up again if it is the one that is to be continued, and return its number."""
    if row is None:
        return None
    latest = transaction.connection.execute(_IS_LATEST, (transaction.name,)).fetchone()
    if latest is None or transaction.connection.execute(_OTHER_ROWS, (*latest, *row)).fetchone():
        return None
    transaction.connection.execute("UPDATE recording SET act_id = ?", latest)
    return int(latest[0])


def _combine_changes(connection: sqlite3.Connection, number: int, row: RowName) -> None:
    """Make one change, from the earliest image to the latest, of those of an act to a single row."""
    if connection.execute(_OTHER_ROWS, (number, *row)).fetchone():
        return
    query = "SELECT min(id), max(id) FROM change WHERE act_id = ?"
    first, last = connection.execute(query, (number,)).fetchone()
    if first != last:
        connection.execute(
            "UPDATE change SET after = (SELECT after FROM change WHERE id = ?) WHERE id = ?", (last, first)
        )
        connection.execute("DELETE FROM change WHERE act_id = ? AND id > ?", (number, first))


def _finish(transaction: Transaction, number: int) -> bool:
    """Close an act, and return whether it changed anything; if not, it leaves no trace."""
    connection = transaction.connection
    connection.execute("UPDATE recording SET act_id = NULL")
    search_index.follow(connection, number)
    if connection.execute(_CHANGED, (number,)).fetchone() is None:
        connection.execute("DELETE FROM act WHERE id = ?", (number,))
        return False
    connection.execute("UPDATE act SET name = ? WHERE id = ?", (transaction.name, number))
    connection.execute("DELETE FROM act WHERE undone")
    connection.execute(
        "DELETE FROM act WHERE id <= (SELECT id FROM act ORDER BY id DESC LIMIT 1 OFFSET ?)", (KEPT_ACTS,)
    )
    return True
