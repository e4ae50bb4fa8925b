"""The grammar of vCard lines: folding, parameters, quoted-printable and escapes.

It works on bytes until a value is complete, because real files break lines inside a character and change
encodings from one value to the next. It follows RFC 6350 section 3, RFC 2426 section 4 and the vCard 2.1
specification, all read leniently. Properties that a contact does not use are skipped and not kept in memory.
"""

import binascii
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from iitui.interchange.decoding import decode_value

_MOST_NAMES = 1000

PRODUCT = "-//iitui//"
"""How PRODID begins in the cards that iitui writes."""

MOST_LINE_BYTES = 1 << 20
"""How long a line may be after unfolding."""

_USED = frozenset(
    b"BEGIN END FN N NICKNAME ORG TITLE ROLE EMAIL TEL URL NOTE CATEGORIES UID KIND AGENT SOCIALPROFILE"
    b" PRODID RELATED X-ABRELATEDNAMES X-ABLABEL X-ABSHOWAS X-ADDRESSBOOKSERVER-KIND".split()
)
_USED_EXTENSION = re.compile(rb"X-.*(?:URL|SOCIAL|LINKEDIN|XING|ORCID|GITHUB|TWITTER|FACEBOOK|MASTODON).*")
# What says nothing about a person: it need not be named as not used.
_OF_THE_CARD = frozenset(
    b"VERSION PRODID REV MAILER PROFILE SOURCE NAME CLASS LABEL SORT-STRING XML CLIENTPIDMAP CREATED JSPROP N"
    b" AGENT X-ABUID X-EVOLUTION-FILE-AS X-RADICALE-NAME X-IMAGEHASH X-IMAGETYPE X-SHARED-PHOTO-DISPLAY-PREF"
    b" X-PRODID X-ACCOUNT X-CLASS X-MOZILLA-HTML X-OUTLOOK-TAG".split()
)
# Other names in the standards. A line after a note whose name is in neither list is read as part of the note.
_PASSED_OVER = frozenset(
    b"VERSION PHOTO LOGO SOUND KEY BDAY ADR LABEL MAILER TZ GEO PRODID REV SORT-STRING CLASS SOURCE NAME"
    b" PROFILE XML ANNIVERSARY GENDER IMPP LANG MEMBER RELATED CLIENTPIDMAP FBURL CALADRURI CALURI BIRTHPLACE"
    b" DEATHPLACE DEATHDATE EXPERTISE HOBBY INTEREST ORG-DIRECTORY CONTACT-URI CREATED LANGUAGE PRONOUNS"
    b" GRAMGENDER JSPROP AIM ICQ".split()
)
_LINE_BREAKS = re.compile(rb"\r+\n|\r")
_START = re.compile(rb"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z][A-Za-z0-9_-]*)[ \t]*(?=[;:])")
_MARKER = re.compile(rb"\s*(?:BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(rb";[^:]*QUOTED-PRINTABLE", re.IGNORECASE)
_QUOTED_HEAD = re.compile(rb'(?:[^":]|"[^"]*")*(?=:)')
_PARAMETER = re.compile(r';((?:[^;"]|"[^"]*")*)')
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_ESCAPE = re.compile(r"\\([\\,;:\"nN])")
_FOLDED = frozenset({b" ", b"\t", b"\n"})
"""How a line begins that may go on the one before it."""

_UNREAD = frozenset({b"VERSION", b"REV"})
_SIMPLE = re.compile(
    rb"(BEGIN|END|VERSION|REV|PRODID|UID|KIND|FN|N|NICKNAME|ORG|TITLE|ROLE|EMAIL|TEL|URL|CATEGORIES)"
    rb"((?:;(?:TYPE|PREF|VALUE)=[A-Za-z0-9,-]+)*):([\t\x20-\x7e]{0,2000})"
)
"""A line that is what it looks like: most are, and are read without all that the others need."""

_NAMES = {name: name.decode("ascii") for name in _USED}
_PIECES = {";": re.compile(r"\\.|;|[^\\;]+|\\", re.DOTALL), ",": re.compile(r"\\.|,|[^\\,]+|\\", re.DOTALL)}


class Property(NamedTuple):
    """One line of a card.

    Attributes:
        number: the line of the file on which it begins, counted from 1.
        group: the prefix of the name, before its dot, in lower case; or empty.
        name: in upper case.
        parameters: values by name in upper case; the unnamed ones of vCard 2.1 are under TYPE and ENCODING.
        value: decoded, its escapes not yet resolved.
        is_overlong: whether the value was cut at `MOST_LINE_BYTES`.
    """

    number: int
    group: str
    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str
    is_overlong: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """The types of the line, in lower case: "work", "cell", "pref"."""
        return self.parameters.get("TYPE", ())


def read_properties(data: bytes, unused: dict[str, None] | None = None) -> Iterator[Property]:
    """Yield the lines that a contact uses, decoded; never fails.

    Args:
        data: the cards.
        unused: is filled with the names of the other lines, in the order in which they come first.
    """
    others = {} if unused is None else unused
    line: _ContentLine | None = None
    lines = chain(io.BytesIO(_LINE_BREAKS.sub(b"\n", data)), (b"",))
    for number, (raw, following) in enumerate(pairwise(lines), 1):
        text = raw.rstrip(b"\n")
        if line is not None and line.goes_on_with(text):
            continue
        simple = None if following[:1] in _FOLDED else _SIMPLE.fullmatch(text)
        if simple is not None:
            if line is not None and line.is_used:
                yield from line.parse()
            elif line is not None:
                line.note_unused(others)
            line = None
            name, head, value = simple.groups()
            if name not in _UNREAD:
                yield Property(number, "", _NAMES[name], _simple_parameters(head), value.decode("ascii"))
            continue
        start = _START.match(text)
        if line is not None and line.name == b"NOTE" and _is_stray(start, text):
            line.add_stray(text)
        elif start is not None:
            if line is not None and line.is_used:
                yield from line.parse()
            elif line is not None:
                line.note_unused(others)
            line = _ContentLine(number, (start[1] or b"").lower(), start[2].upper(), text[start.end() :])
    if line is not None and line.is_used:
        yield from line.parse()
    elif line is not None:
        line.note_unused(others)


def unescape(value: str) -> str:
    r"""Resolve the escapes ``\n \, \; \: \" \\``; other backslashes stay."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def split_value(value: str, separator: str) -> list[str]:
    """Split at ";" or "," where it is not escaped, and resolve the escapes."""
    if "\\" not in value:
        return value.split(separator)
    parts: list[list[str]] = [[]]
    for piece in _PIECES[separator].findall(value):
        if piece == separator:
            parts.append([])
        else:
            parts[-1].append(piece)
    return [unescape("".join(part)) for part in parts]


def _is_stray(start: re.Match[bytes] | None, text: bytes) -> bool:
    """Return whether a line after a note belongs to the note, but was not folded as it should be."""
    if start is None:
        return True
    name = start[2].upper()
    return not (
        name in _USED or name in _PASSED_OVER or name.startswith(b"X-") or start[1] or b":" not in text
    )


@dataclass(slots=True)
class _ContentLine:
    """A line while it is being unfolded."""

    number: int
    group: bytes
    name: bytes
    first: bytes
    is_used: bool = False
    is_quoted_printable: bool = False
    is_overlong: bool = False
    size: int = 0
    blanks: int = 0
    pieces: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.is_used = self.name in _USED or _USED_EXTENSION.fullmatch(self.name) is not None
        self.is_quoted_printable = _QUOTED_PRINTABLE.match(self.first) is not None
        self._add(self.first)

    def _add(self, piece: bytes) -> None:
        if not self.is_used:
            # Only the last byte is needed, to tell whether the next line belongs to it.
            self.pieces = [piece[-1:]]
        elif self.size + len(piece) > MOST_LINE_BYTES:
            self.is_overlong = True
            self.pieces += (piece[: MOST_LINE_BYTES - self.size], piece[-1:])
            self.size = MOST_LINE_BYTES
        else:
            self.size += len(piece)
            self.pieces.append(piece)

    def goes_on_with(self, text: bytes) -> bool:
        """Add the next line if it continues this one; return whether it does."""
        if self.is_quoted_printable and self.pieces[-1].endswith(b"=") and not _MARKER.fullmatch(text):
            self.pieces[-1] = self.pieces[-1][:-1]
            self._add(text)
            return True
        if text[:1] in {b" ", b"\t"}:
            self._add(text[1:])
            return True
        if not text:
            self.blanks += 1
            return True
        return False

    def add_stray(self, text: bytes) -> None:
        """Add a line that should have been folded to the value."""
        self._add(b"\n" * min(self.blanks + 1, 2) + text)
        self.blanks = 0

    def note_unused(self, names: dict[str, None]) -> None:
        """Note the name of a line that is not used and holds something about a person."""
        is_empty = (
            self.first.rstrip().endswith(b":") and self.first.count(b":") == 1 and self.pieces == [b":"]
        )
        if self.name not in _OF_THE_CARD and not is_empty and len(names) < _MOST_NAMES:
            names.setdefault(self.name.decode("ascii"))

    def parse(self) -> Iterator[Property]:
        """Yield the property, or nothing if the line has no value."""
        line = b"".join(self.pieces)
        end = line.find(b":")
        if b'"' in line[: max(end, 0)] and (quoted := _QUOTED_HEAD.match(line)) is not None:
            end = quoted.end()
        if end < 0:
            return
        parameters = _parameters(decode_value(line[:end]))
        yield Property(
            self.number,
            self.group.decode("ascii"),
            self.name.decode("ascii"),
            parameters,
            _decode(line[end + 1 :], parameters),
            self.is_overlong,
        )


def _parameters(head: str) -> dict[str, tuple[str, ...]]:
    parameters: dict[str, tuple[str, ...]] = {}
    for parameter in _PARAMETER.findall(head):
        name, equals, values = parameter.partition("=")
        name = name.strip().upper()
        if not equals:
            name, values = ("ENCODING" if name in _ENCODINGS else "TYPE"), parameter
        if name == "TYPE":
            # "TYPE=HOME,TYPE=VOICE" means two types.
            values = values.lower().replace("type=", "")
        stripped = (value.strip() for value in values.replace('"', "").split(","))
        parameters[name] = (*parameters.get(name, ()), *filter(None, stripped))
    return parameters


@lru_cache(maxsize=256)
def _simple_parameters(head: bytes) -> Mapping[str, tuple[str, ...]]:
    return _parameters(head.decode("ascii"))


def _decode(value: bytes, parameters: Mapping[str, tuple[str, ...]]) -> str:
    charset = next(iter(parameters.get("CHARSET", ())), "")
    encodings = {encoding.upper() for encoding in parameters.get("ENCODING", ())}
    if "QUOTED-PRINTABLE" in encodings:
        return decode_value(binascii.a2b_qp(value), charset, trust_declared=True)
    if encodings & {"BASE64", "B"}:
        try:
            return decode_value(binascii.a2b_base64(value), charset, trust_declared=True)
        except binascii.Error:
            return ""
    return decode_value(value, charset)
