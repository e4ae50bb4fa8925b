"""What the lines of a card say about a person: from properties to a draft."""

import re
from collections.abc import Iterator, Sequence

from iitui.domain.drafts import Channel, ContactDraft
from iitui.domain.enums.contacts import ChannelKind
from iitui.domain.text import clean, clean_line, fold
from iitui.interchange.channels import email_addresses, phone_number, web_address, without_doubles
from iitui.interchange.vcard_lines import Property, split_value, unescape

SOURCE = "vCard file"

_NO_PERSON = {
    "GROUP": "is a group, not a person",
    "LOCATION": "is a place, not a person",
    "APPLICATION": "is a program, not a person",
    "DEVICE": "is a device, not a person",
}
_UNTOLD_TYPES = frozenset({"internet", "pref", "voice", "msg", "text", "video", "x400", "iphone", "other"})
_BUILT_IN_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_NO_TAGS = re.compile(
    r"(?:\* ?)?(?:system group: )?(?:my ?contacts|starred(?: in android)?|imported .*|contacts)"
)
_GENERATION = re.compile(r"(?:jr|sr|jun|sen|junior|senior|[ivx]+)\.?", re.IGNORECASE)
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"[0-9]{1,9}")
_EXCHANGE_ADDRESS = re.compile(r"/o=", re.IGNORECASE)
_LONGEST_KEY = 400


class NoPersonError(Exception):
    """A card holds nobody that could be a contact; the message says why."""


def contact_of(properties: Sequence[Property]) -> ContactDraft:
    """Make a contact of a card.

    The name is FN, else it is put together from N, else NICKNAME, else the first e-mail address. A card of an
    organization alone is kept, under that name, only if it has an address to write to.

    Raises:
        NoPersonError: the card is a group, or holds no name and no address.
    """
    card = _Card(properties)
    kind = clean_line(card.first("KIND") or card.first("X-ADDRESSBOOKSERVER-KIND")).upper()
    if kind in _NO_PERSON:
        raise NoPersonError(_NO_PERSON[kind])
    emails, unreadable = card.emails()
    organization = card.organization()
    name = _name_of(card, kind == "ORG") or (emails[0].value if emails else "")
    if not name:
        raise NoPersonError(
            f"has no name, only the organization {organization}" if organization else "has no name"
        )
    return ContactDraft(
        name=name,
        organization=organization,
        role=card.line("TITLE") or card.line("ROLE"),
        channels=without_doubles((*emails, *card.phones(), *card.pages())),
        tags=card.tags(),
        source=SOURCE,
        notes="\n\n".join((*card.notes(), *unreadable)),
        origin_keys=card.origin_keys(name),
    )


class _Card:
    """The lines of one card by name, the preferred ones first."""

    def __init__(self, properties: Sequence[Property]) -> None:
        self._by_name: dict[str, list[Property]] = {}
        self._labels: dict[str, str] = {}
        for line in properties:
            self._by_name.setdefault(line.name, []).append(line)
            if line.name == "X-ABLABEL" and line.group:
                self._labels.setdefault(line.group, unescape(line.value))
        for lines in self._by_name.values():
            lines.sort(key=_preference)

    def all(self, name: str) -> Sequence[Property]:
        """The lines of one name."""
        return self._by_name.get(name, ())

    def first(self, name: str) -> str:
        """The first value of one name that is not empty, with its escapes."""
        return next((line.value for line in self.all(name) if line.value.strip()), "")

    def line(self, name: str) -> str:
        """The first value of one name that is not empty, as text of one line."""
        return next(filter(None, (clean_line(unescape(line.value)) for line in self.all(name))), "")

    def organization(self) -> str:
        """The organization without its units; the first unit if it has no name."""
        parts = (clean_line(part) for line in self.all("ORG") for part in split_value(line.value, ";"))
        return next(filter(None, parts), "")

    def emails(self) -> tuple[list[Channel], list[str]]:
        """The e-mail addresses, and a note for each value that is none."""
        channels: list[Channel] = []
        unreadable: list[str] = []
        for line in self.all("EMAIL"):
            value = clean_line(unescape(line.value))
            found = email_addresses(value)
            channels += (Channel(ChannelKind.EMAIL, address, self._label(line)) for address in found)
            if value and not found and not _EXCHANGE_ADDRESS.match(value):
                unreadable.append(f"E-mail: {value}")
        return channels, unreadable

    def phones(self) -> Iterator[Channel]:
        """The telephone and fax numbers."""
        for line in self.all("TEL"):
            number = phone_number(unescape(line.value))
            if number:
                yield Channel(ChannelKind.PHONE, number, self._label(line))

    def pages(self) -> Iterator[Channel]:
        """The web addresses, those of social networks after the others."""
        social = (name for name in self._by_name if name.startswith(("X-", "SOCIAL")))
        for name in ("URL", *social):
            for line in self.all(name):
                address = web_address(unescape(line.value))
                if address and name != "X-ABLABEL":
                    yield Channel(ChannelKind.URL, address, self._label(line))

    def tags(self) -> tuple[str, ...]:
        """The categories, without the groups that address books make."""
        tags: dict[str, str] = {}
        for line in self.all("CATEGORIES"):
            for part in unescape(line.value).split(","):
                tag = clean_line(part)
                if tag and not _NO_TAGS.fullmatch(fold(tag)):
                    tags.setdefault(fold(tag), tag.removeprefix("* "))
        return tuple(tags.values())

    def notes(self) -> list[str]:
        """The notes that are not empty, without doubles."""
        notes = (clean(unescape(line.value)) for line in self.all("NOTE"))
        return list(dict.fromkeys(filter(None, notes)))

    def origin_keys(self, name: str) -> tuple[str, ...]:
        """The card's own identifier as an origin key, if it has one.

        Telephones number their cards from 1: such a number says nothing without the name beside it.
        """
        identifier = clean_line(self.first("UID"))
        if identifier.lower().startswith("urn:uuid:"):
            identifier = identifier[9:]
        if _UUID.fullmatch(identifier):
            identifier = identifier.lower()
        if _SHORT_NUMBER.fullmatch(identifier):
            identifier = f"{identifier} {fold(name)}"
        return (f"vcard:{identifier[:_LONGEST_KEY]}",) if identifier else ()

    def _label(self, line: Property) -> str:
        custom = clean_line(self._labels.get(line.group, ""))
        if custom:
            built_in = _BUILT_IN_LABEL.fullmatch(custom)
            return clean_line(built_in[1]).lower() if built_in else custom
        if "fax" in line.types:
            return "fax"
        types = (clean_line(kind) for kind in line.types if kind not in _UNTOLD_TYPES)
        return " ".join(dict.fromkeys(kind.removeprefix("x-") for kind in types if kind))


def _preference(line: Property) -> int:
    """Where a line stands among those of its name: 1 first, no word last."""
    for value in line.parameters.get("PREF", ()):
        if value.isascii() and value.isdigit():
            return min(int(value[:3]), 100)
    return 1 if "pref" in line.types else 101


def _name_of(card: _Card, is_organization: bool) -> str:
    formatted = _if_legible(card.line("FN"))
    composed = _if_legible(compose_name(split_value(card.first("N"), ";")))
    is_company = is_organization or clean_line(card.first("X-ABSHOWAS")).upper() == "COMPANY"
    if is_company and not composed:
        return formatted if card.emails()[0] else ""
    return formatted or composed or card.line("NICKNAME")


def compose_name(parts: Sequence[str]) -> str:
    """Write the parts of an N line as people write a name.

    A generation follows the name ("John Doe Jr."), a degree follows a comma ("Dana Ito, PhD"). Names in
    Chinese, Japanese and Korean characters have the family name first.

    Args:
        parts: family, given and additional names, prefix, suffix; the last ones may be missing.
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
    """The name, unless it is only the punctuation between empty parts."""
    return "" if name.isascii() and not any(map(str.isalnum, name)) else name


def _spaced(part: str) -> str:
    """Several given names with spaces instead of commas between them."""
    return " ".join(part.replace(",", " ").split())
