"""Turns the properties of a card into the draft of a contact."""

import re
from collections.abc import Iterator, Sequence

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.identity.keys import uid_key
from iitui.domain.organizations import OrganizationDraft
from iitui.domain.text import clean, clean_line, fold
from iitui.interchange.channels import (
    EXCHANGE_ADDRESS,
    email_addresses,
    phone_number,
    web_address,
    without_doubles,
)
from iitui.interchange.groups import tags_of
from iitui.interchange.vcard_lines import PRODUCT, Property, split_value, unescape

SOURCE = "vCard file"

RELATIONS = ("RELATED", "X-ABRELATEDNAMES")
"""The lines that tell of other people; of cards that iitui wrote, they name the referrer."""

_NO_PERSON = {
    "GROUP": "is a group, not a person",
    "LOCATION": "is a place, not a person",
    "APPLICATION": "is a program, not a person",
    "DEVICE": "is a device, not a person",
}
_UNTOLD_TYPES = frozenset({"internet", "pref", "voice", "msg", "text", "video", "x400", "iphone", "other"})
_BUILT_IN_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_GENERATION = re.compile(r"(?:jr|sr|jun|sen|junior|senior|[ivx]+)\.?", re.IGNORECASE)
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"[0-9]{1,9}")
_LONGEST_KEY = 400
_SOCIAL = ("X-", "SOCIAL")
_ABOUT_LINES = frozenset({"X-ABLABEL", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND", "X-ABRELATEDNAMES"})
"""What begins as the pages of social networks do and is none."""


class NoPersonError(Exception):
    """A card does not describe a contact; the message says why."""


def draft_of(properties: Sequence[Property]) -> ContactDraft | OrganizationDraft:
    """Return the contact that a card describes, or the organization if it describes nobody who works there.

    The name of a contact is FN, else composed from N, else NICKNAME, else the first email address. Addresses
    and numbers of an organization alone become its research.

    Raises:
        NoPersonError: the card is a group, or has neither a name nor an address.
    """
    card = _Card(properties)
    kind = clean_line(card.first("KIND") or card.first("X-ADDRESSBOOKSERVER-KIND")).upper()
    if kind in _NO_PERSON:
        raise NoPersonError(_NO_PERSON[kind])
    emails, unreadable = card.emails()
    organization = card.organization()
    is_company = _is_company(card, kind == "ORG")
    name = "" if is_company else _name_of(card) or (emails[0].value if emails else "")
    channels = card.distinct((*emails, *card.phones(), *card.pages()))
    notes = "\n\n".join((*card.notes(), *unreadable))
    if not name:
        called = organization or (_if_legible(card.line("FN")) if is_company else "")
        if not called:
            raise NoPersonError("has no name")
        about = "\n".join(channel.value for channel in channels)
        return OrganizationDraft(name=called, notes="\n\n".join(filter(None, (about, notes))))
    return ContactDraft(
        name=name,
        organization=organization,
        role=card.line("TITLE") or card.line("ROLE"),
        channels=channels,
        tags=card.tags(),
        source=SOURCE,
        referred_by=card.referrer(name),
        notes=notes,
        origin_keys=card.origin_keys(name),
    )


def unused_relations(properties: Sequence[Property]) -> list[str]:
    """Return the names of the lines about other people that are not used: iitui did not write them."""
    if any(line.name == "PRODID" and line.value.startswith(PRODUCT) for line in properties):
        return []
    return [line.name for line in properties if line.name in RELATIONS]


class _Card:
    """The lines of one card by name, preferred ones first.

    Attributes:
        is_own: whether iitui wrote it: what it holds is then taken as it is, and nothing is guessed.
    """

    def __init__(self, properties: Sequence[Property]) -> None:
        self._by_name: dict[str, list[Property]] = {}
        self._labels: dict[str, str] = {}
        for line in properties:
            self._by_name.setdefault(line.name, []).append(line)
            if line.name == "X-ABLABEL" and line.group:
                self._labels.setdefault(line.group, unescape(line.value))
        for lines in self._by_name.values():
            if len(lines) > 1:
                lines.sort(key=_preference)
        self.is_own = self.first("PRODID").startswith(PRODUCT)

    def all(self, name: str) -> Sequence[Property]:
        """Return the lines with a name."""
        return self._by_name.get(name, ())

    def first(self, name: str) -> str:
        """Return the first value of a name that is not empty, its escapes not resolved."""
        for line in self.all(name):
            if line.value.strip():
                return line.value
        return ""

    def line(self, name: str) -> str:
        """Return the first value of a name that is not empty, as one line of text."""
        for line in self.all(name):
            if text := clean_line(unescape(line.value)):
                return text
        return ""

    def organization(self) -> str:
        """Return the organization without its units; the first unit if the organization has no name."""
        for line in self.all("ORG"):
            for part in split_value(line.value, ";"):
                if text := clean_line(part):
                    return text
        return ""

    def emails(self) -> tuple[list[Channel], list[str]]:
        """Return the email addresses, and a note for each value that is not an address."""
        channels: list[Channel] = []
        unreadable: list[str] = []
        for line in self.all("EMAIL"):
            value = clean_line(unescape(line.value))
            addresses = [value] if self.is_own and "@" in value else email_addresses(value)
            channels += (Channel(ChannelKind.EMAIL, address, self._label(line)) for address in addresses)
            if value and not addresses and not EXCHANGE_ADDRESS.match(value):
                unreadable.append(f"Email: {value}")
        return channels, unreadable

    def phones(self) -> Iterator[Channel]:
        """Yield the telephone and fax numbers."""
        for line in self.all("TEL"):
            text = unescape(line.value)
            number = clean_line(text) if self.is_own else phone_number(text)
            if number:
                yield Channel(ChannelKind.PHONE, number, self._label(line))

    def pages(self) -> Iterator[Channel]:
        """Yield the web addresses, those of social networks last."""
        social = (name for name in self._by_name if name.startswith(_SOCIAL) and name not in _ABOUT_LINES)
        for name in ("URL", *social):
            for line in self.all(name):
                text = unescape(line.value)
                address = clean_line(text) if self.is_own else web_address(text)
                if address:
                    yield Channel(ChannelKind.URL, address, self._label(line))

    def tags(self) -> tuple[str, ...]:
        """Return the categories, without the groups that address books create."""
        lines = self.all("CATEGORIES")
        if self.is_own:
            parts = (part for line in lines for part in split_value(line.value, ","))
            return tuple(filter(None, map(clean_line, parts)))
        return tags_of([part for line in lines for part in unescape(line.value).split(",")])

    def distinct(self, channels: Sequence[Channel]) -> tuple[Channel, ...]:
        """Return the channels without duplicates."""
        return tuple(channels) if self.is_own else without_doubles(channels)

    def referrer(self, name: str) -> str:
        """Return who referred the contact, as iitui writes it; empty if nobody else did."""
        related = (line for name in RELATIONS for line in self.all(name)) if self.is_own else ()
        names = (clean_line(unescape(line.value)) for line in related)
        return next((each for each in names if not each.startswith("urn:") and fold(each) != fold(name)), "")

    def notes(self) -> list[str]:
        """Return the notes that are not empty, without duplicates."""
        notes = (clean(unescape(line.value)) for line in self.all("NOTE"))
        return list(dict.fromkeys(filter(None, notes)))

    def origin_keys(self, name: str) -> tuple[str, ...]:
        """Return the identifier of the card as an origin key, if it has one.

        Phones number their cards from 1: such a number identifies nobody without the name beside it.
        """
        identifier = clean_line(self.first("UID"))
        if identifier.lower().startswith("urn:uuid:"):
            identifier = identifier[9:]
        if _UUID.fullmatch(identifier):
            identifier = identifier.lower()
        if _SHORT_NUMBER.fullmatch(identifier):
            identifier = f"{identifier} {fold(name)}"
        return (uid_key(identifier[:_LONGEST_KEY]),) if identifier else ()

    def _label(self, line: Property) -> str:
        if not line.group and not line.types:
            return ""
        custom = clean_line(self._labels.get(line.group, ""))
        if custom:
            built_in = _BUILT_IN_LABEL.fullmatch(custom)
            return clean_line(built_in[1]).lower() if built_in else custom
        if "fax" in line.types:
            return "fax"
        types = (clean_line(kind) for kind in line.types if kind not in _UNTOLD_TYPES)
        return " ".join(dict.fromkeys(kind.removeprefix("x-") for kind in types if kind))


def _preference(line: Property) -> int:
    """Return the rank of a line among those with its name: 1 is first, a line without preference last."""
    for value in line.parameters.get("PREF", ()):
        if value.isascii() and value.isdigit():
            return min(int(value[:3]), 100)
    return 1 if "pref" in line.types else 101


def _is_company(card: _Card, is_organization: bool) -> bool:
    """Return whether a card says that it is of an organization, and names nobody in parts."""
    says_so = is_organization or clean_line(card.first("X-ABSHOWAS")).upper() == "COMPANY"
    return says_so and not _composed(card)


def _composed(card: _Card) -> str:
    return _if_legible(compose_name(split_value(card.first("N"), ";")))


def _name_of(card: _Card) -> str:
    if card.is_own:
        return card.line("FN")
    return _if_legible(card.line("FN")) or _composed(card) or card.line("NICKNAME")


def compose_name(parts: Sequence[str]) -> str:
    """Compose a name from the parts of an N line.

    A generation follows the name ("John Doe Jr."), a degree follows a comma ("Dana Ito, PhD"). In names in
    Chinese, Japanese and Korean characters the family name comes first.

    Args:
        parts: family, given and additional names, prefixes and suffixes; trailing ones may be missing.
    """
    family, given, additional, prefix, suffix = (
        clean_line(part) for part in (*parts, "", "", "", "", "")[:5]
    )
    if _IDEOGRAPHS.fullmatch(family + given) and not additional:
        core = family + given
    else:
        core = " ".join(filter(None, (_spaced(given), _spaced(additional), family)))
    name = " ".join(filter(None, (_spaced(prefix), core)))
    if not core or not suffix:
        return name if core else ""
    suffixes = [part.strip() for part in suffix.split(",") if part.strip()]
    for part in suffixes:
        name += f" {part}" if _GENERATION.fullmatch(part) else f", {part}"
    return name


def _if_legible(name: str) -> str:
    """Return the name; empty if it is only the punctuation between empty parts."""
    return "" if name.isascii() and not any(map(str.isalnum, name)) else name


def _spaced(part: str) -> str:
    """Return several names with spaces instead of commas between them."""
    return " ".join(part.replace(",", " ").split())
