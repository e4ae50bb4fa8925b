"""The base of all writers, and functions that they share."""

from typing import TypeVar

from sqlmodel import SQLModel

from iitui.domain.errors import NotFoundError
from iitui.store.transaction.unit_of_work import Transaction, UnitOfWork

AnyRow = TypeVar("AnyRow", bound=SQLModel)


class Writer:
    """Writes the records of one subject, in acts of one journal."""

    def __init__(self, unit_of_work: UnitOfWork) -> None:
        self._unit_of_work = unit_of_work


def numbered(row_id: int | None) -> int:
    """Return the ID of a row that has been written."""
    if row_id is None:
        raise ValueError("the row has not been written yet")
    return row_id


def find(transaction: Transaction, table: type[AnyRow], row_id: int, called: str) -> AnyRow:
    """Return the row with that ID.

    Raises:
        NotFoundError: there is no such row.
    """
    row = transaction.session.get(table, row_id)
    if row is None:
        raise NotFoundError(f"There is no {called} {row_id}.")
    return row


def several(count: int, called: str) -> str:
    """Return "3 contacts" or "1 contact"."""
    return f"{count} {called}" if count == 1 else f"{count} {called}s"
