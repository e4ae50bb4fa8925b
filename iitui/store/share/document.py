"""The document that devices share: a Loro document, with a map for each table and in it a map for each key.

The only place that knows Loro. What a record holds are registers, the last one written counts; long texts are
Loro's texts, in which changes of two places are merged. Two things need care, and are kept apart from that:

- Copies of one journal hold the same texts before they were ever shared. A text is therefore first written
  as a register that is named by its content, its seed, and becomes a Loro text once it is changed. The
  letters of the seed are then operations of a peer that follows from the content: made twice, they are one.
- A record that is deleted stays, and is marked with what it held then (its grave); so nobody who knows less
  brings it back, and what was changed elsewhere meanwhile can still be told.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from iitui.domain.errors import IituiError, UnreadableError
from iitui.domain.identity import uids
from iitui.store.share.tables import Record, Value

if TYPE_CHECKING:
    from loro import LoroDoc, LoroMap

RawRecord = Mapping[str, Value]
"""Everything that the document holds of a record: registers, texts, seeds and marks."""

GRAVE, INTO = "gone", "into"
"""The marks of a record: that it was deleted, and into which one it was merged."""

_SEED = "#"
_JOINED = "\n\n"
_PATIENCE_MS = 300.0
_LARGEST = 1 << 31
"""The most bytes that a packed document may unpack to."""

NEEDS_LORO = "Sharing needs the extra 'share': pip install 'iitui[share]'."


class SharedDocument:
    """A document, with what this device has seen of the others."""

    def __init__(self, packed: bytes | None = None) -> None:
        """Open a document that `packed` returned, or begin one; each begins its own peer.

        Raises:
            IituiError: Loro is not installed.
            UnreadableError: it is no document.
        """
        try:
            self._doc = _new()
        except ImportError as error:
            raise IituiError(NEEDS_LORO) from error
        # A peer of its own each time: what a restored backup does is told from what was done before.
        self._doc.peer_id = int.from_bytes(uids.random_bytes(8)) >> 1
        self._contents: dict[str, dict[str, RawRecord]] | None = None
        if packed is not None:
            self.take(packed)

    def take(self, packed: bytes) -> None:
        """Merge with another document.

        Raises:
            UnreadableError: it is no document.
        """
        try:
            unpacker = zlib.decompressobj()
            content = unpacker.decompress(packed, _LARGEST)
        except zlib.error as error:
            raise UnreadableError("it is broken") from error
        self._contents = None
        try:
            self._doc.import_(content)
        except BaseException as error:
            # Loro's errors are of no class of their own, and its panics are no exceptions.
            if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
                raise
            raise UnreadableError("its contents can't be read") from error

    def packed(self) -> bytes:
        """Return the whole document, with its history, for the journal and for other devices."""
        from loro import ExportMode

        self._doc.commit()
        return zlib.compress(self._doc.export(ExportMode.Snapshot()), 1)

    def version(self) -> bytes:
        """Return what it has seen; two documents that have seen the same hold the same."""
        self._doc.commit()
        return bytes(self._doc.oplog_vv.encode())

    def has_seen(self, version: bytes) -> bool:
        """Return whether it has seen everything that another one has."""
        from loro import VersionVector

        try:
            other = VersionVector.decode(version)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
                raise
            return False
        return bool(self._doc.oplog_vv.includes_vv(other))

    def contents(self) -> dict[str, dict[str, RawRecord]]:
        """Return everything that it holds: table -> key -> record."""
        if self._contents is None:
            value = self._doc.get_deep_value()
            self._contents = {
                str(table): {str(key): _raw(record) for key, record in records.items()}
                for table, records in (value.items() if isinstance(value, dict) else ())
                if isinstance(records, dict)
            }
        return self._contents

    def text_of(self, table: str, key: str, record: RawRecord, column: str) -> str:
        """Return a long text: as it was merged, and after it the seeds that are not in it yet."""
        seeds = _seeds(record, column)
        merged = record.get(column)
        if not isinstance(merged, str):
            return _JOINED.join(seeds.values())
        if not seeds:
            return merged
        version = self._doc.oplog_vv
        left = [
            text for text in seeds.values() if version.get_last(_peer_of(table, key, column, text)) is None
        ]
        return _JOINED.join(text for text in (merged, *left) if text)

    def write(self, table: str, key: str, values: Record, texts: Mapping[str, str]) -> None:
        """Write registers and long texts of a record; it is alive then, if it was deleted before."""
        place = self._map(table, key)
        for column, value in values.items():
            place.insert(column, value)
        for column, text in texts.items():
            self._write_text(table, key, column, text)
        for mark in (GRAVE, INTO):
            if place.get(mark) is not None:
                place.delete(mark)

    def _map(self, table: str, key: str) -> "LoroMap":
        self._contents = None  # whoever asks for a place writes there
        return self._doc.get_map(table).ensure_mergeable_map(key)

    def _write_text(self, table: str, key: str, column: str, text: str) -> None:
        place = self._map(table, key)
        record = _raw(place.get_deep_value())
        seeds = _seeds(record, column)
        if not seeds and not isinstance(record.get(column), str):
            self.sow(table, key, column, text)
            return
        self._doc.commit()
        for seed in seeds.values():
            self._doc.import_(_operations(table, key, column, seed))
        _change_text(self._map(table, key).ensure_mergeable_text(column), text)

    def sow(self, table: str, key: str, column: str, text: str) -> None:
        """Write a text as a seed, which is the same wherever it is written."""
        if text:
            self._map(table, key).insert(_seed_name(column, text), text)

    def bury(self, table: str, key: str, held: Record) -> None:
        """Mark a record as deleted, with what it held."""
        self._map(table, key).insert(GRAVE, json.dumps(held, ensure_ascii=False, sort_keys=True))

    def merge_into(self, table: str, key: str, winner: str) -> None:
        """Mark a record as merged into another one."""
        self._map(table, key).insert(INTO, winner)


def _new() -> "LoroDoc":
    from loro import LoroDoc

    return LoroDoc()  # type: ignore[no-untyped-call]  # its stub says nothing of what it takes


def _raw(record: object) -> RawRecord:
    """Return a record with what a register can hold; whatever else somebody wrote is not read."""
    if not isinstance(record, dict):
        return {}
    return {
        str(name): value
        for name, value in record.items()
        if value is None or isinstance(value, str | int | float | bool)
    }


def held_by(record: RawRecord) -> Record | None:
    """Return what a record held when it was deleted; None if it is alive."""
    grave = record.get(GRAVE)
    if not grave:
        return None
    try:
        held = json.loads(str(grave))
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def merged_text(base: str, one: str, other: str) -> str:
    """Return a text that was changed in two ways, with both changes."""
    from loro import ExportMode

    first = _new()
    first.get_text("text").insert(0, base)
    first.commit()
    second = first.fork()
    _change_text(first.get_text("text"), one)
    _change_text(second.get_text("text"), other)
    first.commit()
    second.commit()
    first.import_(second.export(ExportMode.Snapshot()))
    return str(first.get_text("text").to_string())


def _change_text(place: object, text: str) -> None:
    """Change a text by small edits; lines at a time where finding these takes too long."""
    from loro import LoroText

    if not isinstance(place, LoroText):
        raise TypeError("not text")
    try:
        place.update(text, True, _PATIENCE_MS)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            raise
        place.update_by_line(text)


def _seeds(record: RawRecord, column: str) -> dict[str, str]:
    """Return the seeds of a text, in an order that is the same everywhere."""
    beginning = f"{column}{_SEED}"
    return {
        name: value
        for name, value in sorted(record.items())
        if name.startswith(beginning) and isinstance(value, str) and value
    }


def _seed_name(column: str, text: str) -> str:
    return f"{column}{_SEED}{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _peer_of(table: str, key: str, column: str, text: str) -> int:
    words = "\0".join((table, key, column, text)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(words).digest()[:8]) >> 1


def _operations(table: str, key: str, column: str, text: str) -> bytes:
    """Return the operations that write a seed as a text: always the same ones."""
    from loro import ExportMode, VersionVector

    seed = _new()
    seed.peer_id = _peer_of(table, key, column, text)
    seed.get_map(table).ensure_mergeable_map(key).ensure_mergeable_text(column).insert(0, text)
    seed.commit()
    nothing = VersionVector()  # type: ignore[no-untyped-call]  # its stub says nothing of what it takes
    return bytes(seed.export(ExportMode.Updates(nothing)))
