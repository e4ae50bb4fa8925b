"""Reads contacts from a file, whose format is detected from its content, not from its name."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportReading
from iitui.domain.text import clean
from iitui.domain.transcripts import TranscriptReading
from iitui.interchange.formats import Format, Match, Source
from iitui.interchange.reading_errors import said_of
from iitui.interchange.registry import all_formats, find_format
from iitui.interchange.transcripts import read_transcript

if TYPE_CHECKING:
    from typing import BinaryIO

MOST_BYTES = 64 << 20
"""How large a file may be, packed and unpacked, in bytes."""

_CALENDAR = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCALENDAR\s", re.IGNORECASE)


def read_contacts(path: Path, *, format: str | None = None) -> ImportReading:  # noqa: A002 - the option's name
    """Read the contacts of a file.

    Args:
        path: a file in one of the formats of `iitui.interchange.registry`.
        format: the name of the format to read it as; None detects the format.

    Returns:
        The contacts, and the parts that could not be used with their places.

    Raises:
        UnreadableError: nothing could be read; the message names the file and the reason.
    """
    file = clean(str(path))
    return _read(file, _read_bytes(path, file), format)


def read_stream(file: str, stream: "BinaryIO", *, format: str | None = None) -> ImportReading:  # noqa: A002
    """Read the contacts of a stream, such as standard input, to its end.

    Args:
        file: its name in messages.
        stream: a binary stream with the content of a file that `read_contacts` takes.
        format: the name of the format to read it as; None detects the format.

    Raises:
        UnreadableError: nothing could be read; the message names the stream and the reason.
    """
    return _read(file, _read_stream(file, stream), format)


def read_bytes(path: Path) -> bytes:
    """Read a file, or as much of it as a file may have and a little more.

    Raises:
        UnreadableError: it cannot be read; the message names the file and the reason.
    """
    return _read_bytes(path, clean(str(path)))


def read_transcript_file(path: Path) -> TranscriptReading:
    """Read a transcript, or notes made elsewhere, from a file.

    Raises:
        UnreadableError: it cannot be read, or is no transcript; the message names the file and the reason.
    """
    file = clean(str(path))
    return _read_transcript(file, _read_bytes(path, file))


def read_transcript_stream(file: str, stream: "BinaryIO") -> TranscriptReading:
    """Do the same with a stream, such as standard input; `file` is its name in messages.

    Raises:
        UnreadableError: as for a file.
    """
    return _read_transcript(file, _read_stream(file, stream))


def _read_transcript(file: str, data: bytes) -> TranscriptReading:
    source = Source(file, data, most_bytes=MOST_BYTES)
    if source.is_text and _CALENDAR.match(source.utf8):
        raise UnreadableError(f"{file} is a calendar, not a transcript.")
    for candidate in all_formats():
        if candidate.detect(source) is Match.CERTAIN:
            raise UnreadableError(f"{file} contains contacts ({candidate.title}), not a transcript.")
    return read_transcript(file, data)


def _read_stream(file: str, stream: "BinaryIO") -> bytes:
    try:
        return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"{file} cannot be read: {error.strerror}.") from error


def _read(file: str, data: bytes, name: str | None) -> ImportReading:
    source = Source(file, data, most_bytes=MOST_BYTES)
    _refuse_unfit(source)
    chosen = find_format(name) if name is not None else None
    # A zip file can only be read by a format that comes in zip files.
    if chosen is None or (source.is_zip and ".zip" not in chosen.endings):
        chosen = _detect(source)
    return chosen.read(source)


def _read_bytes(path: Path, file: str) -> bytes:
    with said_of(file):
        try:
            if path.exists() and not path.is_file() and not path.is_dir():
                raise UnreadableError(f"{file} is not a regular file.")
            with path.open("rb") as stream:
                return stream.read(MOST_BYTES + 1)
        except FileNotFoundError as error:
            raise UnreadableError(f"There is no file {file}.") from error
        except IsADirectoryError as error:
            raise UnreadableError(f"{file} is a folder, not a file.") from error


def _refuse_unfit(source: Source) -> None:
    if len(source.data) > MOST_BYTES:
        raise UnreadableError(
            f"{source.name} is larger than {MOST_BYTES >> 20} MiB; split it and import the parts."
        )
    if not source.utf8.strip():
        raise UnreadableError(f"{source.name} is empty.")


def _detect(source: Source) -> Format:
    """Return the format that fits a file best, the first of several that fit equally."""
    if _CALENDAR.match(source.utf8):
        raise UnreadableError(f"{source.name} is a calendar; it holds no contacts.")
    best, closest = Match.NONE, None
    for candidate in all_formats():
        match = candidate.detect(source)
        if match > best:
            best, closest = match, candidate
        if match is Match.CERTAIN:
            break
    if closest is None:
        kind = "holds no contacts that iitui can read" if source.is_text else "is not a text file"
        expected = ", or ".join(each.description for each in all_formats())
        raise UnreadableError(f"{source.name} {kind}; expected {expected}.")
    return closest
