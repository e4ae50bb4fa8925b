"""Exports contacts: as a table for spreadsheets."""

from iitui.domain.text import several
from iitui.exports.outgoing import ExportRequest, Outgoing
from iitui.interchange.contact_table import HEADER, contact_rows
from iitui.store.reader import JournalReader


def prepare(reader: JournalReader, _request: ExportRequest) -> Outgoing:
    """Return all contacts in the format that is wanted."""
    total = reader.cards.count()
    return Outgoing(contact_rows(reader.cards.each()), total, several(total, "contact"), ",".join(HEADER))
