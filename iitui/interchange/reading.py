"""Reads contacts from a file, whose format is detected from its content, not from its name."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.domain.errors import UnknownKindError, UnreadableError
from iitui.domain.imports import ImportReading
from iitui.domain.progress import Progress
from iitui.domain.text import clean
from iitui.domain.transcripts import TranscriptReading
from iitui.interchange.calendar.format import BEGIN
from iitui.interchange.formats import Format, Match, Source
from iitui.interchange.reading_errors import said_of
from iitui.interchange.registry import all_formats, find_format
from iitui.interchange.tables.any_table import read_matched
from iitui.interchange.tables.choice import ColumnChoice, chosen_table, names_of
from iitui.interchange.tables.table import ContactTable, Fields, find_table
from iitui.interchange.transcripts import read_transcript

if TYPE_CHECKING:
    from typing import BinaryIO

MOST_BYTES = 64 << 20
"""How large a file may be, packed and unpacked, in bytes."""

_ANY_TABLE = "csv"
"""The name of the format of tables whose columns nobody knows beforehand."""


_NO_CHOICE = ColumnChoice()


@dataclass(frozen=True, slots=True)
class TableView:
    """A table whose columns are to be matched with fields, as a screen shows it.

    Attributes:
        names: of its columns, from left to right.
        values: the first values of each column, in one line.
        fields: what each column holds, as it was matched before or as it is proposed.
        is_to_be_asked: whether nobody knows yet what its columns hold.
    """

    names: tuple[str, ...]
    values: tuple[str, ...]
    fields: Fields
    is_to_be_asked: bool


def read_contacts(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002 - the option's name
    columns: ColumnChoice = _NO_CHOICE,
    progress: Progress | None = None,
) -> ImportReading:
    """Read the contacts of a file.

    Args:
        path: a file in one of the formats of `iitui.interchange.registry`.
        format: the name of the format to read it as; None detects the format.
        columns: what the user says of the columns of a table.
        progress: is told how far it is; what it raises ends the reading.

    Returns:
        The contacts, and the parts that could not be used with their places.

    Raises:
        UnreadableError: nothing could be read; the message names the file and the reason.
    """
    file = clean(str(path))
    source = Source(file, _read_contact_bytes(path, file), most_bytes=MOST_BYTES, progress=progress)
    return _read(source, format, columns)


def view_table(path: Path, columns: ColumnChoice = _NO_CHOICE) -> TableView | None:
    """Return the table in a file, to be matched with fields; None if the file is none.

    Args:
        path: the file.
        columns: what the user said of the columns of earlier files.

    Raises:
        UnreadableError: the file cannot be read.
    """
    file = clean(str(path))
    source = Source(file, _read_contact_bytes(path, file), most_bytes=MOST_BYTES)
    _refuse_unfit(source)
    if source.is_zip or not source.is_text:
        return None
    chosen = chosen_table(file, source.lines, columns)
    if chosen is not None:
        return _view(*chosen, is_to_be_asked=False)
    best = _best_format(source)
    table = find_table(source.lines)
    if table is None or (best is not None and ".csv" not in best.endings):
        return None
    return _view(table, table.proposed(), is_to_be_asked=best is None or best.name == _ANY_TABLE)


def _view(table: ContactTable, fields: Fields, *, is_to_be_asked: bool) -> TableView:
    return TableView(table.names, tuple(table.first_values()), fields, is_to_be_asked)


def read_stream(
    file: str,
    stream: "BinaryIO",
    *,
    format: str | None = None,  # noqa: A002
    columns: ColumnChoice = _NO_CHOICE,
    progress: Progress | None = None,
) -> ImportReading:
    """Read the contacts of a stream, such as standard input, to its end.

    Args:
        file: its name in messages.
        stream: a binary stream with the content of a file that `read_contacts` takes.
        format: the name of the format to read it as; None detects the format.
        columns: what the user says of the columns of a table.
        progress: is told how far it is.

    Raises:
        UnreadableError: nothing could be read; the message names the stream and the reason.
    """
    data = _read_stream(file, stream)
    return _read(Source(file, data, most_bytes=MOST_BYTES, progress=progress), format, columns)


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
    if source.is_text and BEGIN.match(source.utf8):
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


def _read(source: Source, name: str | None, columns: ColumnChoice) -> ImportReading:
    try:
        return _read_any(source, name, columns)
    finally:
        source.report_end()


def _read_any(source: Source, name: str | None, columns: ColumnChoice) -> ImportReading:
    _refuse_unfit(source)
    if name in (None, _ANY_TABLE) or columns.assigned:
        matched = _matched(source, columns)
        if matched is not None:
            return read_matched(source, *matched, is_chosen=True)
    chosen = find_format(name) if name is not None else None
    # A zip file can only be read by a format that comes in zip files.
    if chosen is None or (source.is_zip and ".zip" not in chosen.endings):
        chosen = _detect(source)
    return chosen.read(source)


def _read_contact_bytes(path: Path, file: str) -> bytes:
    """Read a file; a folder is refused with what folders there could be."""
    if path.is_dir():
        raise UnknownKindError(
            f"{file} is a folder without mail; of folders, only those of mail are imported."
        )
    return _read_bytes(path, file)


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


def _matched(source: Source, columns: ColumnChoice) -> tuple[ContactTable, Fields] | None:
    """Return the table of a file and what its columns hold, if the user said so."""
    if source.is_text and not source.is_zip:
        return chosen_table(source.name, source.lines, columns)
    if columns.assigned:
        raise UnreadableError(f"{source.name} isn't a table, so --map doesn't apply to it.")
    return None


def _detect(source: Source) -> Format:
    """Return the format that fits a file best, the first of several that fit equally."""
    closest = _best_format(source)
    if closest is not None:
        return closest
    table = find_table(source.lines) if source.is_text else None
    if table is not None:
        raise UnreadableError(
            f"{source.name} is a table, but iitui can't tell what its columns contain. Use"
            f' --map "name=COLUMN,email=COLUMN"; its columns are {names_of(table)}.'
        )
    kind = "contains no contacts that iitui can read" if source.is_text else "isn't a text file"
    raise UnknownKindError(f"{source.name} {kind}.")


def _best_format(source: Source) -> Format | None:
    best, closest = Match.NONE, None
    for candidate in all_formats():
        match = candidate.detect(source)
        if match > best:
            best, closest = match, candidate
        if match is Match.CERTAIN:
            break
    return closest
