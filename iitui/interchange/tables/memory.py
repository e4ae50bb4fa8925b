"""Remembers how the columns of files were matched: the next file of the same header is not asked about.

It is a TOML file beside the settings that a person can read: for each header the names of its columns, and
what each holds.
"""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ColumnMatching
from iitui.domain.text import clean_line
from iitui.interchange.tables.column_names import folded
from iitui.interchange.tables.fields import TableField
from iitui.interchange.tables.table import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_REMEMBERED = 200
"""How many headers are remembered; the oldest ones are forgotten."""

_HEAD = """\
# How the columns of tables were matched with fields, by 'iitui import' or on its screen.
# A file with the same columns is imported the same way. You can change or delete these lines.
"""


def remembered(path: Path) -> dict[tuple[str, ...], Fields]:
    """Return what the columns of earlier files hold, by the folded names of all columns.

    Raises:
        UnreadableError: the file is there but cannot be read.
    """
    return {tuple(map(folded, each.names)): _fields(each) for each in _read(path)}


def remember(path: Path, matching: ColumnMatching) -> None:
    """Write down how the columns of a file were matched, instead of what was known of such a file.

    The file is written whole or not at all, and for its owner only.

    Raises:
        UnreadableError: the file is there but cannot be read, or cannot be written.
    """
    import tomli_w

    key = tuple(map(folded, matching.names))
    others = [each for each in _read(path) if tuple(map(folded, each.names)) != key]
    text = _HEAD + tomli_w.dumps({"table": list(map(_entry, [*others, matching][-MOST_REMEMBERED:]))})
    try:
        _write(path, text)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be written: {error.strerror}.") from error


def _read(path: Path) -> list[ColumnMatching]:
    import tomllib

    try:
        entries: Mapping[str, object] = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise UnreadableError(f"{path}: the matched columns can't be read: {why}.") from error
    tables = entries.get("table", [])
    return [each for entry in (tables if isinstance(tables, list) else []) if (each := _matching(entry))]


def _matching(entry: object) -> ColumnMatching | None:
    """Return an entry of the file; None if it is none that iitui could have written."""
    if not isinstance(entry, dict):
        return None
    names, fields = entry.get("columns"), entry.get("fields")
    if not (isinstance(names, list) and isinstance(fields, list) and len(names) == len(fields)):
        return None
    if not names or not all(each == "" or each in set(TableField) for each in fields):
        return None
    return ColumnMatching(tuple(clean_line(str(name)) for name in names), tuple(map(str, fields)))


def _fields(matching: ColumnMatching) -> Fields:
    return tuple(TableField(word) if word else None for word in matching.fields)


def _entry(matching: ColumnMatching) -> dict[str, list[str]]:
    return {"columns": list(matching.names), "fields": list(matching.fields)}


def _write(path: Path, text: str) -> None:
    # One by one: with parents=True, only the last would be private to its owner.
    for missing in reversed([one for one in path.parents if not one.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    number, part = tempfile.mkstemp(prefix="columns-", suffix=".part", dir=path.parent)  # its mode is 600
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(part).unlink(missing_ok=True)
        raise
