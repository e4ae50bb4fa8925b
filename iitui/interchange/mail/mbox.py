"""Divides an mbox file into messages while it is read; no message is ever held as a whole.

The format has no escape that every program keeps to (RFC 4155): a line of a body may begin with "From " too.
A message begins only where the line looks like an envelope, with a month, a time and a year, and a line of a
head follows.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

MOST_HEAD = 256 << 10
"""How many bytes of the head of a message are read."""

_BLOCK = 1 << 20
_LONGEST_LINES = 4 << 10
"""How many bytes an envelope and the first line of the head may have together."""

_MARK = b"From "
_LOOKS = tuple(
    re.compile(pattern)
    for pattern in (
        rb"\b(?:19|20)\d\d\b",
        rb"\b\d{1,2}:\d\d\b",
        rb"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b",
    )
)
_FIELD = re.compile(rb">?From |[!-9;-~]+[ \t]*:")
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?=From )")


class Readable(Protocol):
    """What can be read from beginning to end: a file, or a file inside an archive."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes; none at the end."""


class Part(NamedTuple):
    """The beginning of one message of an mbox file.

    Attributes:
        number: counted from 1.
        envelope: the line that divides it from the message before.
        start: the first bytes of head and body.
    """

    number: int
    envelope: bytes
    start: bytes


def is_mbox(start: bytes) -> bool:
    """Return whether a file that starts with these bytes is an mbox file."""
    begin = _BEGINNING.match(start)
    line = -1 if begin is None else start.find(b"\n", begin.end())
    return line >= 0 and _FIELD.match(start, line + 1) is not None


def split_mbox(stream: Readable, most: Callable[[int], int]) -> Iterator[Part]:
    """Yield the messages of an mbox file.

    Args:
        stream: the file.
        most: returns how many bytes of the message with a number are kept.
    """
    number, kept, room = 0, bytearray(), 0
    for piece, begins in _pieces(stream):
        if begins:
            if number:
                yield _part(number, kept)
            number += 1
            kept, room = bytearray(), most(number)
        if number and len(kept) < room:
            kept += piece[: room - len(kept)]
    if number:
        yield _part(number, kept)


def split_head(start: bytes) -> tuple[bytes, bytes]:
    """Divide the beginning of a message into its head and its body."""
    if start[:1] == b"\n" or start[:2] == b"\r\n":
        return b"", start[1:].lstrip(b"\n")
    end = start.find(b"\n\n", 0, MOST_HEAD)
    other = start.find(b"\n\r\n", 0, MOST_HEAD if end < 0 else end)
    if other >= 0:
        return start[: other + 1], start[other + 3 :]
    return (start[:MOST_HEAD], b"") if end < 0 else (start[: end + 1], start[end + 2 :])


def _part(number: int, kept: bytearray) -> Part:
    start = bytes(kept)
    envelope, _, rest = start.partition(b"\n")
    return Part(number, envelope, rest)


def _pieces(stream: Readable) -> Iterator[tuple[memoryview, bool]]:
    """Yield the file in pieces, and of each whether a message begins with it."""
    data = stream.read(_BLOCK)
    begin = _BEGINNING.match(data)
    begins, at_end = begin is not None, False
    at = 0 if begin is None else begin.end()
    while data:
        view = memoryview(data)
        searched = max(len(data) - _LONGEST_LINES, at) if not at_end else len(data)
        place = data.find(b"\n" + _MARK, at)
        while 0 <= place < searched:
            if _is_envelope(data, place + 1):
                yield view[at : place + 1], begins
                at, begins = place + 1, True
            place = data.find(b"\n" + _MARK, place + 1)
        if searched > at:
            yield view[at:searched], begins
            begins = False
        if at_end:
            return
        block = stream.read(_BLOCK)
        at_end = not block
        data, at = data[searched:] + block, 0


def _is_envelope(data: bytes, place: int) -> bool:
    line = data.find(b"\n", place, place + _LONGEST_LINES)
    return (
        line >= 0
        and all(look.search(data, place, line) for look in _LOOKS)
        and _FIELD.match(data, line + 1) is not None
    )
