"""Reads vCard files leniently: a bad card never affects the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportProblem, ImportReading, ImportRecord, OrganizationRecord
from iitui.domain.organizations import OrganizationDraft
from iitui.domain.progress import Progress
from iitui.interchange.decoding import to_utf8
from iitui.interchange.formats import Format, Match, Source
from iitui.interchange.vcard_lines import MOST_LINE_BYTES, Property, read_properties
from iitui.interchange.vcard_person import NoPersonError, draft_of, unused_relations

MOST_CARDS = 200_000

MOST_PROPERTIES = 2000
"""How many lines a card may have; pictures are large, but take one line each."""

_BEGIN = "BEGIN:VCARD"
_FIRST_CARD = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD\s", re.IGNORECASE)
_ANY_CARD = re.compile(rb"(?:^|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*[\r\n]", re.IGNORECASE)


class VCard:
    """The format of address books: vCard 2.1 to 4.0."""

    name = "vcard"
    title = "vCard"
    description = "a vCard file"
    endings = (".vcf", ".vcard")

    def detect(self, source: Source) -> Match:
        """Look for a card at the start, then for one anywhere: some programs write text above the cards."""
        if _FIRST_CARD.match(source.utf8):
            return Match.CERTAIN
        if source.is_zip or b"VCARD" not in source.utf8.upper():  # spares a large table the slower search
            return Match.NONE
        return Match.POSSIBLE if _ANY_CARD.search(source.utf8) else Match.NONE

    def read(self, source: Source) -> ImportReading:
        """Read the contacts of a vCard file."""
        return read_vcard(source.name, source.data, report=source.report)


FORMAT: Format = VCard()


def read_vcard(file: str, data: bytes, *, report: Progress | None = None) -> ImportReading:
    """Read the contacts of a vCard file.

    Args:
        file: its name, for messages.
        data: its content.
        report: is told after each card how far it is.

    Raises:
        UnreadableError: it contains no card, or too many.
    """
    records: list[ImportRecord] = []
    organizations: list[OrganizationRecord] = []
    problems: list[ImportProblem] = []
    unused: dict[str, None] = {}
    count, total = 0, max(data.count(b"BEGIN:VCARD"), 1)
    for count, card in enumerate(_cards(read_properties(to_utf8(data), unused)), 1):
        if count > MOST_CARDS:
            raise UnreadableError(
                f"{file} has more than {MOST_CARDS:,} cards; split it and import the parts."
            )
        if report is not None:
            report(count, total)
        where = f"card {count}, line {card.number}"
        draft, reasons = _read_card(card)
        unused.update(dict.fromkeys(unused_relations(card.properties)))
        if isinstance(draft, ContactDraft):
            records.append(ImportRecord(where, draft))
        elif draft is not None:
            organizations.append(OrganizationRecord(where, draft))
        problems += (ImportProblem(file, where, reason) for reason in reasons)
    if not count:
        raise UnreadableError(f"{file} has no vCard in it: no line says {_BEGIN}.")
    return ImportReading(
        file,
        FORMAT.title,
        tuple(records),
        tuple(problems),
        organizations=tuple(organizations),
        unused=tuple(unused),
    )


@dataclass(slots=True)
class _Open:
    """A card that is being read.

    Attributes:
        number: the line of its BEGIN.
        is_ended: whether its END was seen.
        nested: how many cards inside this one (AGENT of vCard 2.1) are open.
        awaits_agent: whether the previous line announced a card inside this one.
    """

    number: int
    properties: list[Property] = field(default_factory=list)
    is_ended: bool = False
    nested: int = 0
    awaits_agent: bool = False

    def take(self, line: Property) -> None:
        if line.name == "AGENT":
            self.awaits_agent = not line.value.strip()
            self.nested += line.value.strip().upper() == _BEGIN
            return
        self.awaits_agent = False
        if not self.nested and len(self.properties) <= MOST_PROPERTIES:
            self.properties.append(line)


def _cards(lines: Iterator[Property]) -> Iterator[_Open]:
    card: _Open | None = None
    for line in lines:
        if line.name not in {"BEGIN", "END"}:
            if card is not None:
                card.take(line)
        elif line.value.strip().upper() != "VCARD":
            continue
        elif line.name == "BEGIN":
            if card is not None and card.awaits_agent:
                card.nested += 1
                card.awaits_agent = False
                continue
            if card is not None:
                yield card
            card = _Open(line.number)
        elif card is not None and card.nested:
            card.nested -= 1
        elif card is not None:
            card.is_ended = True
            yield card
            card = None
    if card is not None:
        yield card


def _read_card(card: _Open) -> tuple[ContactDraft | OrganizationDraft | None, list[str]]:
    """Return the contact or the organization of a card, if any, and what is wrong with the card."""
    reasons = [] if card.is_ended else ["has no end: END:VCARD is missing"]
    for line in card.properties:
        if line.is_overlong:
            return None, [*reasons, f"line {line.number} is longer than {MOST_LINE_BYTES >> 20} MiB"]
    if len(card.properties) > MOST_PROPERTIES:
        return None, [*reasons, f"has more than {MOST_PROPERTIES:,} lines"]
    try:
        return draft_of(card.properties), reasons
    except NoPersonError as error:
        return None, [*reasons, str(error)]
