"""Reads one file from a zip archive, without trusting the sizes that the archive states."""

import io
import zipfile
import zlib
from pathlib import Path

from iitui.domain.errors import UnreadableError

MOST_MEMBERS = 2_000
MARK = b"PK\x03\x04"
EMPTY_MARK = b"PK\x05\x06"

_DIRECTORY_ENTRY = b"PK\x01\x02"
_IS_LOCKED = 0x1
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What reading a damaged archive raises."""


def read_member(file: str, data: bytes, wanted: str, *, most_bytes: int) -> tuple[str, bytes]:
    """Find a file in any folder of an archive; return its path and its bytes.

    Args:
        file: the name of the archive, for messages.
        data: the bytes of the archive.
        wanted: the name of the file, in any case; of several, the one nearest to the top is read.
        most_bytes: how large the file may be when unpacked; checked while unpacking.

    Raises:
        UnreadableError: the archive is damaged, encrypted or too large, or contains no such file.
    """
    if data.count(_DIRECTORY_ENTRY) > MOST_MEMBERS:
        raise UnreadableError(
            f"{file} has more than {MOST_MEMBERS:,} files; extract {wanted} and import that."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = _find(file, archive, wanted)
            with archive.open(member) as stream:
                content = stream.read(most_bytes + 1)
    except BROKEN as error:
        raise UnreadableError(f"{file} is a damaged or incomplete zip file.") from error
    if len(content) > most_bytes:
        raise UnreadableError(f"{file} holds a {wanted} of more than {most_bytes >> 20} MiB.")
    return member.filename, content


def _find(file: str, archive: zipfile.ZipFile, wanted: str) -> zipfile.ZipInfo:
    members = [
        member
        for member in archive.infolist()
        if member.filename.rpartition("/")[2].casefold() == wanted.casefold()
    ]
    if not members:
        raise UnreadableError(f"{file} is a zip file without a {wanted} in it.")
    member = min(members, key=lambda each: (each.filename.count("/"), each.filename))
    _refuse_unreadable(file, member, wanted)
    return member


def members_ending(file: str, path: Path, ending: str) -> list[zipfile.ZipInfo]:
    """Return the files in an archive on the disk whose names have an ending; nothing is unpacked.

    Args:
        file: the name of the archive, for messages.
        path: the archive, of any size.
        ending: of the names, in lower case.

    Raises:
        UnreadableError: the archive is damaged, or such a file in it is encrypted.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [each for each in archive.infolist() if each.filename.lower().endswith(ending)]
    except BROKEN as error:
        raise UnreadableError(f"{file} is a damaged or incomplete zip file.") from error
    for member in members:
        _refuse_unreadable(file, member, member.filename.rpartition("/")[2])
    return sorted(members, key=lambda each: each.filename)


def _refuse_unreadable(file: str, member: zipfile.ZipInfo, wanted: str) -> None:
    if member.flag_bits & _IS_LOCKED:
        raise UnreadableError(f"{file} is protected by a password; unpack it and import its {wanted}.")
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnreadableError(
            f"{file} uses a compression that iitui cannot read; unpack it and import its {wanted}."
        )
