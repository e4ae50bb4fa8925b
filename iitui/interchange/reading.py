"""Reads contacts from a file, told apart by its content, not by its name."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ContactFormat, ImportReading
from iitui.domain.text import clean
from iitui.interchange import archives
from iitui.interchange.decoding import decode, to_utf8
from iitui.interchange.linkedin import is_linkedin, read_linkedin
from iitui.interchange.vcard import read_vcard

if TYPE_CHECKING:
    from typing import BinaryIO

MOST_BYTES = 64 << 20
"""How large a file may be, packed and unpacked."""

_CONNECTIONS = "Connections.csv"
_FIRST_CARD = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD\s", re.IGNORECASE)
_ANY_CARD = re.compile(rb"(?:^|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*[\r\n]", re.IGNORECASE)
_CALENDAR = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCALENDAR\s", re.IGNORECASE)
_EXPECTED = "a vCard file, a Connections.csv of LinkedIn, or the zip file with one in it"


def read_contacts(path: Path, *, format: ContactFormat | None = None) -> ImportReading:  # noqa: A002 - the option's name
    """Read the contacts of a file.

    Args:
        path: a vCard file (2.1 to 4.0), LinkedIn's Connections.csv, or a zip file that holds one.
        format: what to take it for, if not for what it looks like.

    Returns:
        The contacts and, each with its place, the parts that could not be used.

    Raises:
        UnreadableError: nothing could be read; says of which file and why.
    """
    file = clean(str(path))
    return _read(file, _read_bytes(path, file), format)


def read_stream(file: str, stream: "BinaryIO", *, format: ContactFormat | None = None) -> ImportReading:  # noqa: A002
    """Read the contacts of a stream, such as standard input: once, to its end.

    Args:
        file: what messages call it.
        stream: what `read_contacts` takes, as bytes.
        format: what to take it for, if not for what it looks like.

    Raises:
        UnreadableError: nothing could be read; says of which stream and why.
    """
    try:
        data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"{file} cannot be read: {error.strerror}.") from error
    return _read(file, data, format)


def _read(file: str, data: bytes, form: ContactFormat | None) -> ImportReading:
    _refuse_unfit(file, data)
    if data.startswith((archives.MARK, archives.EMPTY_MARK)):
        member, content = archives.read_member(file, data, _CONNECTIONS, most_bytes=MOST_BYTES)
        return read_linkedin(file, decode(content), inside=clean(member))
    if (form or _tell_format(file, data)) is ContactFormat.VCARD:
        return read_vcard(file, data)
    return read_linkedin(file, decode(data))


def _read_bytes(path: Path, file: str) -> bytes:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise UnreadableError(f"{file} is no file that could be read whole.")
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError(f"There is no file {file}.") from error
    except IsADirectoryError as error:
        raise UnreadableError(f"{file} is a folder, not a file.") from error
    except PermissionError as error:
        raise UnreadableError(f"{file} may not be read by you.") from error
    except OSError as error:
        raise UnreadableError(f"{file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise UnreadableError(f"{file} is no name of a file.") from error


def _refuse_unfit(file: str, data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"{file} is larger than {MOST_BYTES >> 20} MiB; split it and import the parts.")
    if not to_utf8(data).strip():
        raise UnreadableError(f"{file} is empty.")


def _tell_format(file: str, data: bytes) -> ContactFormat:
    start = to_utf8(data)
    if _FIRST_CARD.match(start):
        return ContactFormat.VCARD
    if _CALENDAR.match(start):
        raise UnreadableError(f"{file} is a calendar; it holds no contacts.")
    is_text = b"\0" not in start[:4096]
    if is_text and is_linkedin(decode(data)):
        return ContactFormat.LINKEDIN
    if _ANY_CARD.search(start):
        return ContactFormat.VCARD
    kind = "holds no contacts that iitui can read" if is_text else "is no text file"
    raise UnreadableError(f"{file} {kind}; expected {_EXPECTED}.")
