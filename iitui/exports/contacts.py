"""Exports contacts: as vCards for address books, as a table for spreadsheets."""

from iitui.domain.text import several
from iitui.exports.outgoing import ExportRequest, Outgoing
from iitui.interchange.contact_table import HEADER, contact_rows
from iitui.interchange.vcard_lines import PRODUCT
from iitui.interchange.vcard_writing import vcards
from iitui.store.reader import JournalReader


def prepare(reader: JournalReader, request: ExportRequest) -> Outgoing:
    """Return all contacts in the format that is wanted, archived ones too."""
    total = reader.cards.count()
    what, cards = several(total, "contact"), reader.cards.each()
    if request.format == "csv":
        return Outgoing(contact_rows(cards), total, what, mark=",".join(HEADER))
    return Outgoing(vcards(cards, is_3=request.format == "vcard3"), total, what, mark=f"PRODID:{PRODUCT}")
