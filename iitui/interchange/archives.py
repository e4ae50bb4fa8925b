"""Takes one file out of a zip without trusting what the zip says of itself."""

import io
import zipfile
import zlib

from iitui.domain.errors import UnreadableError

MOST_MEMBERS = 2_000
MARK = b"PK\x03\x04"
EMPTY_MARK = b"PK\x05\x06"

_DIRECTORY_ENTRY = b"PK\x01\x02"
_IS_LOCKED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


def read_member(file: str, data: bytes, wanted: str, *, most_bytes: int) -> tuple[str, bytes]:
    """Find a file in any folder of an archive; give its path and its bytes.

    Args:
        file: the name of the archive, for messages.
        data: what the archive holds.
        wanted: the name of the file in it; case does not count; the one nearest to the top is taken.
        most_bytes: how large it may be unpacked, checked as it is unpacked.

    Raises:
        UnreadableError: the archive is damaged, locked or too large, or holds no such file.
    """
    if data.count(_DIRECTORY_ENTRY) > MOST_MEMBERS:
        raise UnreadableError(
            f"{file} holds more than {MOST_MEMBERS:,} files; take {wanted} out and import that."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = _find(file, archive, wanted)
            with archive.open(member) as stream:
                content = stream.read(most_bytes + 1)
    except _BROKEN as error:
        raise UnreadableError(f"{file} is a damaged or cut-off zip file.") from error
    if len(content) > most_bytes:
        raise UnreadableError(f"{file} holds a {wanted} of more than {most_bytes >> 20} MiB.")
    return member.filename, content


def _find(file: str, archive: zipfile.ZipFile, wanted: str) -> zipfile.ZipInfo:
    found = [
        member
        for member in archive.infolist()
        if member.filename.rpartition("/")[2].casefold() == wanted.casefold()
    ]
    if not found:
        raise UnreadableError(f"{file} is a zip file without a {wanted} in it.")
    member = min(found, key=lambda each: (each.filename.count("/"), each.filename))
    if member.flag_bits & _IS_LOCKED:
        raise UnreadableError(f"{file} is locked with a password; unpack it and import its {wanted}.")
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnreadableError(f"{file} is packed in a rare way; unpack it and import its {wanted}.")
    return member
