"""Brings a whole journal from a file into this one, as one act."""

from collections.abc import Mapping

from iitui.domain.progress import Progress
from iitui.domain.text import several
from iitui.store.everything.document import Document
from iitui.store.everything.plan import Cell, JournalPlan, Pending, plan_journal
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer

_TOLD_EVERY = 500


class EverythingWriter(Writer):
    """Writes what another journal, or an earlier state of this one, had."""

    def bring(self, document: Document, source: str, progress: Progress | None = None) -> JournalPlan:
        """Add what the journal lacks and return what was done; nothing that it has is changed.

        Args:
            document: the file.
            source: names its origin in the history.
            progress: is told how far it is.

        Raises:
            UnreadableError: a record refers to one that is not there; nothing is imported.
        """
        with self._unit_of_work.act("") as transaction:
            plan = plan_journal(transaction.connection, document)
            count = plan.total("added") or plan.total("updated")
            transaction.name = f"Import of {several(count, 'record')} from {source}"
            _carry_out(transaction, plan, progress)
            return plan


def _carry_out(transaction: Transaction, plan: JournalPlan, progress: Progress | None) -> None:
    transaction.session.flush()
    transaction.session.expire_all()
    connection = transaction.connection
    numbers: dict[Pending, int] = {}

    def value(cell: Cell) -> str | int | None:
        return numbers[cell] if isinstance(cell, Pending) else cell

    for done, insert in enumerate(plan.inserts):
        statement = _insertion(insert.table, insert.cells)
        cursor = connection.execute(statement, [value(cell) for cell in insert.cells.values()])
        if isinstance(insert.row, Pending):
            numbers.setdefault(insert.row, int(cursor.lastrowid or 0))
        if progress is not None and done % _TOLD_EVERY == 0:
            progress(done, len(plan.inserts))
    for insert in plan.inserts:
        for column, cell in insert.later.items():
            update = f"UPDATE {insert.table} SET {column} = ? WHERE id = ?"
            connection.execute(update, (value(cell), value(insert.row)))
    for fill in plan.fills:
        update = f"UPDATE {fill.table} SET {fill.column} = ? WHERE {fill.key} = ?"
        connection.execute(update, (value(fill.value), fill.row))
    if progress is not None:
        progress(1, 1)


def _insertion(table: str, cells: Mapping[str, Cell]) -> str:
    columns, places = ", ".join(cells), ", ".join("?" * len(cells))
    return f"INSERT INTO {table} ({columns}) VALUES ({places})"
