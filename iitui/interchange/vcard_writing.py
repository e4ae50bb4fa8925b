r"""Writes contacts as vCards: version 4.0 (RFC 6350) or 3.0 (RFC 2426), lines folded at 75 bytes.

Addresses, numbers and links whose label is no type of the standard bear it in a line X-ABLABEL of their
group, which most address books show.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC

from iitui.domain.contact_cards import ContactCard
from iitui.domain.contacts import Channel, ChannelKind
from iitui.interchange.name_parts import divide_name
from iitui.interchange.vcard_lines import PRODUCT

_END = "\r\n"
_LONGEST_LINE = 75
"""How many bytes a line may have without its end (RFC 6350 section 3.2, RFC 2426 section 2.6)."""

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;", "\r": None})
# The standards escape nothing in a link, but vobject (Radicale, khard) cuts it at a bare comma.
_URL_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,"})
_NAMES = {ChannelKind.EMAIL: "EMAIL", ChannelKind.PHONE: "TEL", ChannelKind.URL: "URL"}
_TYPES = {
    ChannelKind.EMAIL: ("work", "home"),
    ChannelKind.PHONE: ("work", "home", "cell", "pager", "work cell", "home cell", "fax"),
    ChannelKind.URL: ("work", "home"),
}
"""The labels that are types of the standards."""


def vcards(cards: Iterable[ContactCard], *, is_3: bool = False) -> Iterator[str]:
    """Yield a vCard for each contact, of version 4.0 or 3.0, its last line end included."""
    for card in cards:
        yield "".join(fold_line(line) for line in _lines(card, is_3=is_3))


def fold_line(line: str) -> str:
    """Return a line with its end, broken into parts of 75 bytes at most, never inside a character."""
    if line.isascii():
        if len(line) <= _LONGEST_LINE:
            return line + _END
        step = _LONGEST_LINE - 1
        rest = (line[start : start + step] for start in range(_LONGEST_LINE, len(line), step))
        return f"{_END} ".join((line[:_LONGEST_LINE], *rest)) + _END
    data = line.encode("utf-8", "replace")
    parts, start, room = [], 0, _LONGEST_LINE
    while len(data) - start > room:
        stop = start + room
        while data[stop] & 0xC0 == 0x80:
            stop -= 1
        parts.append(data[start:stop])
        start, room = stop, _LONGEST_LINE - 1
    parts.append(data[start:])
    return f"{_END} ".join(part.decode("utf-8") for part in parts) + _END


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)


def _lines(card: ContactCard, *, is_3: bool) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0" if is_3 else "VERSION:4.0"
    yield f"PRODID:{PRODUCT}iitui//EN"
    yield f"UID:{card.uid}" if is_3 else f"UID:urn:uuid:{card.uid}"
    yield f"FN:{_escape(card.name)}"
    yield f"N:{';'.join(map(_escape, divide_name(card.name)))}"
    if card.organization:
        yield f"ORG:{_escape(card.organization)}"
    if card.role:
        yield f"TITLE:{_escape(card.role)}"
    yield from _channels(card.channels, is_3=is_3)
    yield from _referrer(card, is_3=is_3)
    if card.tags:
        yield f"CATEGORIES:{','.join(map(_escape, card.tags))}"
    if card.notes:
        yield f"NOTE:{_escape(card.notes)}"
    changed = card.changed_at.astimezone(UTC)
    yield f"REV:{changed:%Y-%m-%dT%H:%M:%SZ}" if is_3 else f"REV:{changed:%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def _channels(channels: Sequence[Channel], *, is_3: bool) -> Iterator[str]:
    """Yield the lines of addresses, numbers and links; of several of a kind, the first is preferred."""
    kinds = [channel.kind for channel in channels]
    for place, channel in enumerate(channels):
        name, label = _NAMES[channel.kind], channel.label
        is_type = label in _TYPES[channel.kind]
        is_first = kinds.count(channel.kind) > 1 and kinds.index(channel.kind) == place
        types = label.split(" ") if label and is_type else []
        if is_first and is_3:
            types.append("pref")
        parameters = f";TYPE={','.join(types)}" if types else ""
        if is_first and not is_3:
            parameters += ";PREF=1"
        escapes = _URL_ESCAPES if channel.kind is ChannelKind.URL else _ESCAPES
        value = channel.value.translate(escapes)
        if not label or is_type:
            yield f"{name}{parameters}:{value}"
        else:
            yield f"item{place + 1}.{name}{parameters}:{value}"
            yield f"item{place + 1}.X-ABLABEL:{_escape(label)}"


def _referrer(card: ContactCard, *, is_3: bool) -> Iterator[str]:
    """Yield who referred the contact: by name, or by UID where others have that name, too."""
    if not card.referred_by:
        return
    if is_3:
        yield f"related.X-ABRELATEDNAMES:{_escape(card.referred_by)}"
        yield "related.X-ABLABEL:referred by"
    elif card.is_referrer_unique:
        yield f"RELATED;TYPE=contact;VALUE=text:{_escape(card.referred_by)}"
    else:
        yield f"RELATED;TYPE=contact:urn:uuid:{card.referred_by_uid}"
