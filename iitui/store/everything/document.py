"""Checks what a file of everything holds, and makes rows of it that still refer to each other by UID.

Each fault is one sentence that says where in the file it is; a file with a fault is not used at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from iitui.domain.checks import EARLIEST, LATEST, LONGEST_LINE, LONGEST_TEXT
from iitui.domain.errors import UnreadableError
from iitui.domain.follow_ups import Verdict
from iitui.domain.identity.uids import UID_FORM
from iitui.domain.rules import RULES
from iitui.domain.text import clean, clean_line, shorten
from iitui.domain.transcripts import LONGEST_TRANSCRIPT
from iitui.store.everything.layout import (
    FORMAT,
    SCALARS,
    SETTLEMENT,
    UID,
    VERSION,
    CellKind,
    DocumentColumn,
    DocumentTable,
    layout,
    lists,
)
from iitui.store.row_reader import seconds
from iitui.store.schema.values import LARGEST

_HEAD = frozenset({"format", "version", "program", "exported_at", "off_record"})
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Reference:
    """Leads to a record by its UID, or to a word by itself."""

    table: str
    uid: str


Value = str | int | None | Reference


@dataclass(slots=True)
class Record:
    """One record of the file.

    Attributes:
        table: where it belongs.
        where: its place in the file: "contacts[3]".
        values: the columns that the file names, without those of which it left something out.
        children: the records that are nested in it.
    """

    table: DocumentTable
    where: str
    values: dict[str, Value]
    children: "list[Record]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Document:
    """A file of everything, checked.

    Attributes:
        file: its name, for messages.
        records: those of the lists, in the order of the lists.
        unknown: the names in it that this iitui does not know.
    """

    file: str
    records: tuple[Record, ...]
    unknown: tuple[str, ...]


def is_everything(document: object) -> bool:
    """Return whether a JSON value says that it is a whole journal."""
    return isinstance(document, Mapping) and document.get("format") == FORMAT


def read_document(file: str, document: object) -> Document:
    """Check the JSON of a whole journal.

    Raises:
        UnreadableError: something in it is not as `docs/journal-format.md` says, or its version is newer.
    """
    if not isinstance(document, Mapping) or not is_everything(document):
        raise UnreadableError(f'{file} was not exported by iitui: it has no "format": "{FORMAT}".')
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise UnreadableError(
            f"{file} was written by a newer version of iitui: its format version is {version}, and this one"
            f" reads {VERSION}."
        )
    if version != VERSION:
        raise UnreadableError(f"{file} doesn't say its format version, which should be {VERSION}.")
    reading = _FileReading(file)
    records = [
        reading.record(table, entry, f"{table.key}[{place}]")
        for table in lists()
        for place, entry in enumerate(reading.entries(document, table.key))
    ]
    reading.note_unknown("", document, _HEAD | {table.key for table in lists()})
    return Document(file, tuple(records), tuple(reading.unknown))


class _FileReading:
    """Reads one file.

    Attributes:
        unknown: the names that are not known, each once.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._uids: set[str] = set()
        self.unknown: dict[str, None] = {}

    def fail(self, where: str, why: str) -> UnreadableError:
        """Return the error for a place of the file."""
        return UnreadableError(f"{self._file}: {where} {why}.")

    def entries(self, holder: Mapping[str, object], key: str, where: str = "") -> Sequence[object]:
        """Return a list of the file; one that is not there is empty."""
        found = holder.get(key)
        if found is None:
            return ()
        if not isinstance(found, list):
            raise self.fail(f"{where}{key}", "must be a list")
        return found

    def record(self, table: DocumentTable, entry: object, where: str) -> Record:
        """Return a record with all that is nested in it."""
        if table.name in SCALARS:
            column = next(each for each in table.columns if each.name == SCALARS[table.name])
            return Record(table, where, {column.name: self._value(table, column, entry, where)})
        if not isinstance(entry, Mapping):
            raise self.fail(where, "must be an object")
        values: dict[str, Value] = {}
        for column in table.columns:
            self._take(table, column, entry, where, values)
        if table.has_uid:
            self._take_uid(values, where)
        record = Record(table, where, values)
        for name, _ in table.children:
            record.children += self._children(layout()[name], entry, where)
        known = {column.key for column in table.columns} | {layout()[name].key for name, _ in table.children}
        self.note_unknown(f"{table.key}.", entry, known)
        self._check_as_a_whole(table, values, where)
        return record

    def note_unknown(
        self, before: str, entry: Mapping[str, object], known: "set[str] | frozenset[str]"
    ) -> None:
        """Note the names that are not known."""
        for key in entry:
            if key not in known:
                self.unknown.setdefault(clean_line(f"{before}{shorten(str(key), _LONGEST_SHOWN)}"))

    def _children(self, child: DocumentTable, entry: Mapping[str, object], where: str) -> list[Record]:
        here = f"{where}.{child.key}"
        if not child.is_single:
            found = self.entries(entry, child.key, f"{where}.")
            return [self.record(child, each, f"{here}[{place}]") for place, each in enumerate(found)]
        single = entry.get(child.key)
        return [] if single is None or single == "" else [self.record(child, single, here)]

    def _take(
        self,
        table: DocumentTable,
        column: DocumentColumn,
        entry: Mapping[str, object],
        where: str,
        values: dict[str, Value],
    ) -> None:
        raw = entry.get(column.key)
        if raw is not None:
            values[column.name] = self._value(table, column, raw, f"{where}.{column.key}")
        elif column.is_needed and (table.name, column.name) != ("plan_item", "answer"):
            raise self.fail(f"{where}.{column.key}", "is missing")
        elif column.key in entry and not column.is_needed and column.default is None:
            values[column.name] = None

    def _take_uid(self, values: dict[str, Value], where: str) -> None:
        uid = values.get(UID)
        if not isinstance(uid, str) or not UID_FORM.fullmatch(uid):
            raise self.fail(f"{where}.{UID}", "must be a UID, such as 01a22124-8438-77dc-8848-312b6026f962")
        if uid in self._uids:
            raise self.fail(f"{where}.{UID}", "is also used by another record in the file")
        self._uids.add(uid)

    def _value(self, table: DocumentTable, column: DocumentColumn, raw: object, where: str) -> Value:
        convert: Callable[[DocumentColumn, object], Value] = {
            CellKind.LINE: _line,
            CellKind.TEXT: _transcript if table.name == "transcript" else _text,
            CellKind.WORD: _word,
            CellKind.NUMBER: _number,
            CellKind.BOOLEAN: _boolean,
            CellKind.INSTANT: _instant,
            CellKind.REFERENCE: _reference,
        }[column.kind]
        try:
            value = convert(column, raw)
        except ValueError as error:
            raise self.fail(where, str(error)) from error
        if column.is_filled and value == "":
            raise self.fail(where, "is empty")
        return value

    def _check_as_a_whole(self, table: DocumentTable, values: Mapping[str, Value], where: str) -> None:
        if "zone" in values and not _is_zone(str(values["zone"])):
            raise self.fail(f"{where}.zone", f"isn't a time zone: {values['zone']}")
        if table.name == SETTLEMENT:
            if values["verdict"] == Verdict.SNOOZED and values.get("until") is None:
                raise self.fail(f"{where}.until", "is missing: it says when the snooze ends")
            owner = where.rpartition(".")[0].rpartition(".")[2].partition("[")[0]
            subject = RULES[str(values["kind"])].subject
            if layout()[subject].key != owner:
                raise self.fail(f"{where}.kind", f"is one of {layout()[subject].key}, not of {owner}")


def _line(_column: DocumentColumn, raw: object) -> str:
    text = clean_line(_require_text(raw))
    if len(text) > LONGEST_LINE:
        raise ValueError(f"is too long: {len(text)} characters; the limit is {LONGEST_LINE}")
    return text


def _text(_column: DocumentColumn, raw: object, longest: int = LONGEST_TEXT) -> str:
    text = clean(_require_text(raw))
    if len(text) > longest:
        raise ValueError(f"is too long: {len(text)} characters; the limit is {longest}")
    return text


def _transcript(column: DocumentColumn, raw: object) -> str:
    return _text(column, raw, LONGEST_TRANSCRIPT)


def _require_text(raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueError("must be text")
    return raw


def _word(column: DocumentColumn, raw: object) -> str:
    if raw not in column.words:
        raise ValueError(f"must be one of: {', '.join(column.words)}")
    return str(raw)


def _number(column: DocumentColumn, raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise ValueError("must be a whole number")
    allowed = column.range or range(-LARGEST, LARGEST + 1)
    if raw not in allowed:
        raise ValueError(f"must be between {allowed[0]} and {allowed[-1]}")
    return raw


def _boolean(_column: DocumentColumn, raw: object) -> int:
    if not isinstance(raw, bool):
        raise ValueError("must be true or false")
    return int(raw)


def _instant(_column: DocumentColumn, raw: object) -> int:
    try:
        instant = datetime.fromisoformat(_require_text(raw))
    except ValueError as error:
        raise ValueError("must be an instant, such as 2026-11-28T07:45:00Z") from error
    if instant.tzinfo is None:
        raise ValueError("must have an offset, such as Z")
    if not EARLIEST <= instant.astimezone(UTC) < LATEST:
        raise ValueError("must be between 1970 and 2199")
    return seconds(instant)


def _reference(column: DocumentColumn, raw: object) -> Reference:
    text = _line(column, raw)
    if not text:
        raise ValueError("is empty")
    return Reference(column.target, text)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
