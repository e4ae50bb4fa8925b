"""Writes contacts as CSV (RFC 4180), which spreadsheets open and `iitui import` takes back."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from iitui.domain.contact_cards import ContactCard
from iitui.domain.contacts import ChannelKind
from iitui.interchange.formulas import escaped

HEADER = (
    "name",
    "organization",
    "role",
    "level",
    "emails",
    "phones",
    "urls",
    "tags",
    "source",
    "referred_by",
    "name_permission",
    "cadence_days",
    "notes",
    "uid",
)
"""The names of the columns, from left to right."""

BETWEEN = " ::: "
"""What stands between several values in a cell, as in the tables of Google Contacts."""


def contact_rows(cards: Iterable[ContactCard]) -> Iterator[str]:
    """Yield the text of a table: its header, then a row for each contact."""
    yield csv_row(HEADER)
    for card in cards:
        yield csv_row(_cells(card))


def csv_row(cells: Sequence[str]) -> str:
    """Return a row of a table, its end included; no cell of it is a formula."""
    row = io.StringIO()
    csv.writer(row).writerow([escaped(cell) for cell in cells])
    return row.getvalue()


def _cells(card: ContactCard) -> Sequence[str]:
    return (
        card.name,
        card.organization,
        card.role,
        "" if card.level is None else card.level.value,
        BETWEEN.join(card.values_of(ChannelKind.EMAIL)),
        BETWEEN.join(card.values_of(ChannelKind.PHONE)),
        BETWEEN.join(card.values_of(ChannelKind.URL)),
        BETWEEN.join(card.tags),
        card.source,
        card.referred_by,
        card.name_permission.value,
        "" if card.cadence_days is None else str(card.cadence_days),
        card.notes,
        card.uid,
    )
