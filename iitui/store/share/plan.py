"""Works out what sharing would do: nothing is written, neither in the journal nor in the folder.

What changed here goes into the document as it was last shared; only then the others are merged into it, so that
the document knows which changes knew of each other. Time on a clock plays no part.
"""

import platform
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from iitui.domain.errors import JournalError, UnreadableError
from iitui.domain.identity.uids import new_uid
from iitui.domain.sharing import ShareFinding, ShareOptions, ShareReport, SkippedFile, count_kinds
from iitui.domain.text import clean_line
from iitui.store.copying import Progress
from iitui.store.schema import version
from iitui.store.share.apply import find_news
from iitui.store.share.changes import WITH, ChangeWriter, RecordChange, find_changes
from iitui.store.share.describe import Describer, counts
from iitui.store.share.document import RawRecord, SharedDocument, held_by
from iitui.store.share.findings import find_both_changed, find_in_view
from iitui.store.share.folder import FolderContents, SharedFile, file_name, read_folder
from iitui.store.share.rows import Journal, read_journal
from iitui.store.share.state import ShareState, digest_of, read_state
from iitui.store.share.tables import SHARED
from iitui.store.share.view import View, view_of

_STEPS = 8


@dataclass(frozen=True, slots=True)
class SharePlan:
    """What sharing would do.

    Attributes:
        stamp: what the journal was at; what is planned holds for this state alone.
        report: in words.
        news: the rows that differ from what the document says.
        view: what the journal is to hold.
        journal: what it holds.
        state: what it is to know of sharing afterwards.
        file: what this device is to leave in the folder; None if it lies there already.
    """

    stamp: object
    report: ShareReport
    news: list[RecordChange]
    view: View
    journal: Journal
    state: ShareState
    file: SharedFile | None


def stamp_of(connection: sqlite3.Connection) -> object:
    """Return what changes with every act, undo, redo and sharing."""
    return connection.execute(
        "SELECT (SELECT max(id) FROM change), (SELECT max(id) FROM act), (SELECT count(*) FROM act),"
        " (SELECT total(undone) FROM act), (SELECT max(digest || written || seen) FROM share_state)"
    ).fetchone()


def plan_sharing(
    connection: sqlite3.Connection,
    place: str,
    folder: Path,
    options: ShareOptions,
    now: datetime,
    *,
    bring_back: Sequence[str] = (),
    dismiss: Sequence[str] = (),
    progress: Progress | None = None,
) -> SharePlan:
    """Return what sharing would do.

    Args:
        connection: the journal.
        place: a digest of the computer and the path of the journal.
        folder: the shared folder.
        options: how the user wants to share.
        now: for the UID of a new device alone.
        bring_back: the IDs of findings whose deleted record is to be brought back.
        dismiss: the IDs of findings that the user has seen to.
        progress: is told how many of the steps are done.

    Raises:
        JournalError: the folder cannot be read, or what the journal keeps of sharing is broken.
        UnreadableError: there is no such finding.
    """
    return _Planner(connection, place, folder, options, now, progress or (lambda _done, _total: None)).plan(
        bring_back, dismiss
    )


class _Planner:
    def __init__(
        self,
        connection: sqlite3.Connection,
        place: str,
        folder: Path,
        options: ShareOptions,
        now: datetime,
        progress: Callable[[int, int], None],
    ) -> None:
        self._connection = connection
        self._place = place
        self._folder = folder
        self._options = options
        self._now = now
        self._progress = progress
        self._done = 0

    def _step(self) -> None:
        self._done += 1
        self._progress(self._done, _STEPS)

    def plan(self, bring_back: Sequence[str], dismiss: Sequence[str]) -> SharePlan:
        state = read_state(self._connection)
        if state.device and state.document is None:
            raise JournalError(
                "What this journal keeps of sharing is damaged; restore a backup (iitui restore FILE)."
            )
        _require_known(state, (*bring_back, *dismiss))
        contents = read_folder(self._folder, state.seen)
        self._step()
        options = self._options
        journal = read_journal(
            self._connection,
            without_off_record=options.without_off_record,
            without_tags=options.without_tags,
        )
        self._step()
        document = SharedDocument(state.document)
        before = document.version()
        state = self._with_own_device(state, contents, document)
        base = view_of(document, journal.records, state.schema)
        ours = find_changes(base, journal)
        self._step()
        fresh = [file for file in contents.files if file.document and not document.has_seen(file.version)]
        theirs = self._theirs(state, fresh, base, journal) if ours and fresh else []
        ChangeWriter(document, base).write(ours)
        self._revive(document, state, bring_back)
        self._step()
        read, skipped = _take(document, fresh)
        self._step()
        view = view_of(document, journal.records, version.NEWEST)
        if self._settle_names(document, view):
            view = view_of(document, journal.records, version.NEWEST)
        self._step()
        news = find_news(view, journal)
        describer = Describer(view.records, journal.records, base.records)
        findings = self._findings(state, ours, theirs, news, view, describer, read)
        is_same = state.document is not None and before == document.version()
        packed = state.document if is_same and state.document else document.packed()
        own = _own_file(options, state, document, packed)
        gone = {*state.dismissed, *dismiss}
        broken = {file.file for file in skipped}
        seen = {file.name: file.digest for file in contents.files if clean_line(file.name) not in broken}
        state = replace(
            state,
            schema=version.NEWEST,
            written=own.digest,
            seen=seen | {own.name: own.digest},
            findings=tuple(finding for finding in findings if finding.id not in gone),
            dismissed=tuple(sorted(gone)),
            document=packed,
        )
        self._step()
        items, devices = describer.items(news), tuple(dict.fromkeys(file.called for file in read))
        report = ShareReport(
            act=_act_name(devices, counts(items)) if news else "",
            came=items,
            went=counts(describer.items(ours)),
            devices=devices,
            skipped=(*contents.skipped, *skipped),
            findings=state.findings,
            file=own.name,
        )
        there = {file.name: file.digest for file in contents.files}
        self._step()
        return SharePlan(
            stamp_of(self._connection),
            report,
            news,
            view,
            journal,
            state,
            None if there.get(own.name) == own.digest else own,
        )

    def _with_own_device(
        self, state: ShareState, contents: FolderContents, document: SharedDocument
    ) -> ShareState:
        """Return a state with a device of its own: another one for a copy of a journal.

        A copy is told by its place, and by a file under its own name that holds what it never wrote.
        """
        is_copy = state.place != self._place or any(
            file.device == state.device and not document.has_seen(file.version) for file in contents.files
        )
        return replace(state, device=new_uid(self._now), place=self._place) if is_copy else state

    def _theirs(
        self, state: ShareState, fresh: Sequence[SharedFile], base: View, journal: Journal
    ) -> list[RecordChange]:
        """Return what the others changed, as they would see it without our changes."""
        other = SharedDocument(state.document)
        _take(other, fresh)
        there = view_of(other, journal.records, version.NEWEST)
        return find_changes(base, Journal(there.records, {}))

    def _revive(self, document: SharedDocument, state: ShareState, ids: Sequence[str]) -> None:
        contents = document.contents()
        for finding in state.findings:
            if finding.id in ids and finding.revives:
                table, key = finding.revives.split(" ", 1)
                if table in SHARED and key in contents.get(table, {}):
                    document.write(table, key, {}, {})
                    _revive_belongings(document, contents, table, key)

    def _settle_names(self, document: SharedDocument, view: View) -> bool:
        """Say in the document which records of one name became one, and keep the texts of both."""
        contents = document.contents()
        is_changed = False
        for table, key, winner in view.fresh_aliases:
            document.merge_into(table, key, winner)
            is_changed = True
        for table, merged in view.merged.items():
            for key, record in merged.items():
                winner = view.aliases[table].get(key)
                raw = contents.get(table, {}).get(winner or "")
                if winner is None or raw is None:
                    continue
                for column in SHARED[table].texts:
                    text = str(record.get(column) or "")
                    if text and text not in document.text_of(table, winner, raw, column):
                        document.sow(table, winner, column, text)
                        is_changed = True
        return is_changed

    def _findings(
        self,
        state: ShareState,
        ours: list[RecordChange],
        theirs: list[RecordChange],
        news: list[RecordChange],
        view: View,
        describer: Describer,
        read: Sequence[SharedFile],
    ) -> tuple[ShareFinding, ...]:
        device = " and ".join(dict.fromkeys(file.called for file in read)) or "another device"
        both = [
            *(finding for finding in state.findings if "in two places" in finding.what),
            *find_both_changed(ours, theirs, view, describer, device),
        ]
        touched = {(change.table, change.key) for change in news}
        touched |= {("contact", str(change.after["contact_id"])) for change in news if change.table == "channel" and change.after}
        known = {finding.id for finding in state.findings}
        return tuple({one.id: one for one in (*both, *find_in_view(view, touched, known, describer))}.values())


def _require_known(state: ShareState, ids: Sequence[str]) -> None:
    known = {finding.id for finding in state.findings}
    for one in ids:
        if one not in known:
            raise UnreadableError(f"There is no finding {clean_line(one)[:40]}; 'iitui share DIR' lists them.")


def _take(document: SharedDocument, files: Sequence[SharedFile]) -> tuple[list[SharedFile], list[SkippedFile]]:
    read, skipped = [], []
    for file in files:
        try:
            document.take(file.document)
            read.append(file)
        except UnreadableError as error:
            skipped.append(SkippedFile(clean_line(file.name), str(error)))
    return read, skipped


def _revive_belongings(
    document: SharedDocument, contents: Mapping[str, Mapping[str, RawRecord]], table: str, key: str
) -> None:
    """Bring back what was deleted together with a record."""
    for other, records in contents.items():
        for own_key, raw in records.items():
            held = held_by(raw)
            if held is not None and held.get(WITH) == f"{table} {key}":
                document.write(other, own_key, {}, {})
                _revive_belongings(document, contents, other, own_key)


def _own_file(options: ShareOptions, state: ShareState, document: SharedDocument, packed: bytes) -> SharedFile:
    called = clean_line(options.device or platform.node())[:60] or "another device"
    return SharedFile(
        file_name(called, state.device), state.device, called, digest_of(packed), document.version(), packed
    )


def _act_name(devices: Sequence[str], numbers: Mapping[str, int]) -> str:
    return f"From {' and '.join(devices) or 'the shared folder'}: {count_kinds(numbers) or 'small changes'}"
