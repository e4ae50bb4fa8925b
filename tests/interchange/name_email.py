"""The smallest importer there can be: a table of two columns, as a new format would bring it."""

import csv

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.imports import ImportReading, ImportRecord
from iitui.interchange.formats import Format, Match, Source

HEADER = "name|email"


class NameEmail:
    name = "name-email"
    title = "Names and addresses"
    description = "a table of names and addresses"
    endings = (".csv", ".txt")

    def detect(self, source: Source) -> Match:
        return Match.CERTAIN if source.text.startswith(f"{HEADER}\n") else Match.NONE

    def read(self, source: Source) -> ImportReading:
        rows = csv.reader(source.text.splitlines(), delimiter="|")
        records = [
            ImportRecord(
                f"row {number}", ContactDraft(name=name, channels=(Channel(ChannelKind.EMAIL, address),))
            )
            for number, (name, address) in enumerate(rows, 1)
            if (name, address) != tuple(HEADER.split("|"))
        ]
        return ImportReading(source.name, self.title, tuple(records), ())


FORMAT: Format = NameEmail()
