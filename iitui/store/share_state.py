"""Keeps in a journal what it has seen of the others: in the same transaction as what came of it."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from iitui.domain.sharing import ShareFinding

_COLUMNS = ("device", "place", "schema", "written", "seen", "findings", "dismissed", "digest", "document")


@dataclass(frozen=True, slots=True)
class ShareState:
    """What a journal knows of sharing.

    Attributes:
        device: the UID of this copy of the journal, by which its file is told from those of others.
        place: a digest of the computer and the path at which it was shared last; elsewhere it is a copy.
        schema: the version of the schema by which it was shared last.
        written: the digest of the file that it left last.
        seen: name of a file -> digest of what was taken over from it.
        findings: what is still to be looked at.
        dismissed: the IDs of findings that the user has seen to.
        document: the document, packed; None if the journal was never shared.
    """

    device: str = ""
    place: str = ""
    schema: int = 0
    written: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[ShareFinding, ...] = ()
    dismissed: tuple[str, ...] = ()
    document: bytes | None = None


def digest_of(content: bytes) -> str:
    """Return the digest by which content is known again."""
    return hashlib.sha256(content).hexdigest()


def read_state(connection: sqlite3.Connection) -> ShareState:
    """Return what a journal knows of sharing."""
    row = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM share_state").fetchone()
    if row is None:
        return ShareState()
    device, place, schema, written, seen, findings, dismissed, digest, document = row
    return ShareState(
        device=device,
        place=place,
        schema=schema,
        written=written,
        seen=json.loads(seen),
        findings=tuple(ShareFinding(**finding) for finding in json.loads(findings)),
        dismissed=tuple(json.loads(dismissed)),
        document=document if digest_of(document) == digest else None,
    )


def write_state(connection: sqlite3.Connection, state: ShareState) -> None:
    """Keep what a journal knows of sharing; within an act or a transaction."""
    document = state.document or b""
    values = (
        state.device,
        state.place,
        state.schema,
        state.written,
        json.dumps(dict(state.seen), sort_keys=True),
        json.dumps([asdict(finding) for finding in state.findings], ensure_ascii=False),
        json.dumps(list(state.dismissed)),
        digest_of(document),
        document,
    )
    places = ", ".join(f"{column} = excluded.{column}" for column in _COLUMNS)
    connection.execute(
        f"INSERT INTO share_state (id, {', '.join(_COLUMNS)}) VALUES (1{', ?' * len(_COLUMNS)})"
        f" ON CONFLICT (id) DO UPDATE SET {places}",
        values,
    )


def is_sound(connection: sqlite3.Connection) -> bool:
    """Return whether what a journal keeps of sharing can be read."""
    try:
        state = read_state(connection)
        return not state.device or state.document is not None
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def read_findings(connection: sqlite3.Connection) -> tuple[ShareFinding, ...]:
    """Return what is still to be looked at, without reading the document."""
    row = connection.execute("SELECT findings, dismissed FROM share_state").fetchone()
    if row is None:
        return ()
    dismissed = json.loads(row[1])
    return tuple(ShareFinding(**one) for one in json.loads(row[0]) if one["id"] not in dismissed)


def dismiss(state: ShareState, ids: frozenset[str]) -> ShareState:
    """Return a state in which findings are seen to."""
    return replace(
        state,
        findings=tuple(finding for finding in state.findings if finding.id not in ids),
        dismissed=tuple(sorted({*state.dismissed, *ids})),
    )
