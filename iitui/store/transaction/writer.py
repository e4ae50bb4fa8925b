"""The base of all writers, and functions that they share."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from sqlmodel import SQLModel

from iitui.domain.errors import NotFoundError
from iitui.domain.text import several
from iitui.store.transaction.unit_of_work import Transaction, UnitOfWork

AnyRow = TypeVar("AnyRow", bound=SQLModel)
T = TypeVar("T")


class NumberedRow(Protocol):
    """A row with an ID, None until it is written."""

    id: int | None


class NamedRow(Protocol):
    """A row with a name."""

    name: str


class Writer:
    """Writes the records of one subject, in acts of one journal."""

    def __init__(self, unit_of_work: UnitOfWork) -> None:
        self._unit_of_work = unit_of_work


def numbered(row_id: int | None) -> int:
    """Return the ID of a row that has been written."""
    if row_id is None:
        raise ValueError("the row has not been written yet")
    return row_id


def add(transaction: Transaction, row: NumberedRow) -> int:
    """Write a new row and return its ID."""
    transaction.session.add(row)
    transaction.session.flush()
    return numbered(row.id)


def present(value: T | None, called: str) -> T:
    """Return what was found.

    Raises:
        NotFoundError: nothing was found.
    """
    if value is None:
        raise NotFoundError(f"There is no {called}.")
    return value


def find(transaction: Transaction, table: type[AnyRow], row_id: int, called: str) -> AnyRow:
    """Return the row with that ID.

    Raises:
        NotFoundError: there is no such row.
    """
    return present(transaction.session.get(table, row_id), f"{called} {row_id}")


def find_all(
    transaction: Transaction, table: type[AnyRow], row_ids: Iterable[int], called: str
) -> list[AnyRow]:
    """Return the rows with these IDs, in their order.

    Raises:
        NotFoundError: one of them does not exist.
    """
    return [find(transaction, table, row_id, called) for row_id in row_ids]


def say_rows(rows: Sequence[NamedRow], called: str) -> str:
    """Return what an act calls the rows that it changes: the name of the only one, or how many there are."""
    return rows[0].name if len(rows) == 1 else several(len(rows), called)
