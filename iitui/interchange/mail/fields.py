"""Reads the fields of a message's head: words in any charset, addresses, times and IDs.

Only the fields that iitui uses are taken from the head, and each is read in the cheapest way that is right:
plain ASCII as it stands, everything else with Python's `email`. Nothing here fails, whatever a field holds.
"""

import email.utils
import re
from binascii import Error as Base64Error
from collections.abc import Sequence
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime

from iitui.domain.mail.messages import MailAddress
from iitui.domain.text import clean_line, shorten
from iitui.interchange.decoding import decode_value

Fields = dict[bytes, list[bytes]]
"""The name of a field, in lower case -> its values as they stand in the file, from top to bottom."""

LONGEST_ID = 500
"""Characters of a Message-ID; longer ones are cut."""

_LONGEST_VALUE = 100_000
"""Bytes of a field that are looked at: some thousand addresses."""

_LONGEST_WORDS = 4_000
"""Bytes of a subject or a name that are looked at."""

_LONGEST_ADDRESS, _LONGEST_NAME = 320, 200
_MOST_REFERENCES = 200
_WANTED = frozenset(
    (
        b"from", b"to", b"cc", b"bcc", b"delivered-to", b"x-original-to", b"envelope-to", b"subject", b"date",
        b"received", b"message-id", b"in-reply-to", b"references", b"list-id", b"list-post", b"precedence",
        b"auto-submitted", b"x-autoreply", b"x-autorespond", b"content-type", b"x-failed-recipients",
        b"x-unsent", b"x-gmail-labels",
    )
)  # fmt: skip
_LENIENT = {"strict": False} if hasattr(email.utils, "supports_strict_parsing") else {}
"""Newer Pythons drop a whole field for one flaw in it unless they are told not to."""

_UNREADABLE_DATE = (ValueError, TypeError, IndexError, OverflowError, AttributeError)
_UNREADABLE_WORDS = (HeaderParseError, Base64Error, ValueError, LookupError, TypeError)
_ADDRESS = r'[^\s<>,;:"()@]+@[^\s<>,;:"()@]+'
_PLAIN_ADDRESS = re.compile(rf'(?:([^<>,;:"()\\]*?) ?< ?({_ADDRESS}) ?>|({_ADDRESS}))')
_ID = re.compile(r"<\s*([^<>\s]+)\s*>")
_ENCODED_IN_QUOTES = re.compile(r'"((?: ?=\?[^?\s"]+\?[bBqQ]\?[^?\s"]*\?=)+)"')


def read_fields(head: bytes) -> Fields:
    """Return the fields of a head that iitui uses; lines that are no fields are skipped."""
    fields: Fields = {}
    name, parts = b"", list[bytes]()
    for line in head.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            parts.append(line)
            continue
        if name:
            fields.setdefault(name, []).append(b"\n".join(parts)[:_LONGEST_VALUE])
        before, colon, value = line.partition(b":")
        name = before.rstrip().lower() if colon else b""
        if name in _WANTED:
            parts = [value]
        else:
            name = b""
    if name:
        fields.setdefault(name, []).append(b"\n".join(parts)[:_LONGEST_VALUE])
    return fields


def first(fields: Fields, name: bytes) -> bytes:
    """Return the first field of that name; empty if there is none."""
    values = fields.get(name)
    return values[0] if values else b""


def read_words(value: bytes) -> str:
    """Return a field of words on one line, such as the subject, in whatever charset it is written."""
    text = decode_value(value[:_LONGEST_WORDS])
    if "=?" not in text:
        return clean_line(text)
    try:
        return clean_line("".join(_decoded(part, charset) for part, charset in decode_header(text)))
    except _UNREADABLE_WORDS:
        return clean_line(text)


def _decoded(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    if charset is None:  # what stands between encoded words; `decode_header` escapes what is not ASCII
        return part.decode("raw-unicode-escape", errors="replace")
    return decode_value(part, charset.partition("*")[0], trust_declared=True)


def read_addresses(values: Sequence[bytes]) -> tuple[MailAddress, ...]:
    """Return the addresses of fields such as From and To; what holds none is skipped."""
    addresses: list[MailAddress] = []
    for value in values:
        for name, raw_address in _pairs(" ".join(decode_value(value).split())):
            address = clean_line(raw_address).strip("'")
            local, at, host = address.partition("@")
            if local and at and host and "@" not in host and " " not in address:
                addresses.append(MailAddress(address[:_LONGEST_ADDRESS], _name(name, address)))
    return tuple(addresses)


def _pairs(text: str) -> Sequence[tuple[str, str]]:
    match = _PLAIN_ADDRESS.fullmatch(text)
    if match is not None:
        return [(match[1] or "", match[2] or match[3])]
    try:
        return getaddresses([_ENCODED_IN_QUOTES.sub(r"\1", text)], **_LENIENT)
    except (*_UNREADABLE_WORDS, IndexError, RecursionError):  # brackets within brackets without end
        return []


def _name(text: str, address: str) -> str:
    if not text:
        return ""
    name = read_words(text.encode("utf-8", "surrogatepass")).strip("'\"")
    return "" if name.casefold() == address.casefold() else shorten(name, _LONGEST_NAME)


def read_time(value: bytes) -> datetime | None:
    """Return the instant of a Date field, in UTC, also where it names no zone; None if it is unreadable."""
    text = " ".join(value.decode("ascii", errors="replace").split())
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text[:200])
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except _UNREADABLE_DATE:
        return None


def read_ids(value: bytes) -> list[str]:
    """Return the Message-IDs in a field, without brackets; one that had none stands alone."""
    text = clean_line(decode_value(value[:_LONGEST_VALUE]))
    ids = _ID.findall(text)
    if not ids and text and " " not in text:
        ids = [text.strip("<>")]
    return [one[:LONGEST_ID] for one in ids[-_MOST_REFERENCES:] if one]
