"""Finds occupations by name, and creates missing ones."""

from sqlmodel import select

from iitui.domain.occupations import Standing
from iitui.domain.text import fold
from iitui.store.schema.tables import OccupationRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import add


def occupation_named(transaction: Transaction, name: str) -> int | None:
    """Return the ID of the occupation with a name; create it if missing. None for an empty name."""
    if not name:
        return None
    known = select(OccupationRow.id).where(OccupationRow.name_key == fold(name))
    number = transaction.session.exec(known).first()
    fields = {"name": name, "name_key": fold(name), "standing": Standing.EXPLORING}
    return number or add(transaction, OccupationRow.model_validate(fields))
