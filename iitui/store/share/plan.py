"""Works out what sharing would do: nothing is written, neither in the journal nor in the folder.

What changed here goes into the document as it was last shared; only then the others are merged into it, so
that the document knows which changes knew of each other. Time on a clock plays no part.
"""

import platform
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from iitui.domain.errors import JournalError, UnreadableError
from iitui.domain.identity.uids import new_uid
from iitui.domain.progress import Progress
from iitui.domain.sharing import ShareFinding, ShareOptions, ShareReport, SkippedFile, count_kinds
from iitui.domain.text import clean_line
from iitui.store.schema import version
from iitui.store.share.apply import find_news
from iitui.store.share.changes import WITH, ChangeWriter, RecordChange, find_changes
from iitui.store.share.describe import Describer, counts
from iitui.store.share.document import RawRecord, SharedDocument, held_by
from iitui.store.share.findings import find_both_changed, find_in_view
from iitui.store.share.folder import FolderContents, SharedFile, file_name, read_folder
from iitui.store.share.rows import Journal, read_journal
from iitui.store.share.tables import SHARED
from iitui.store.share.view import SharedView, view_of
from iitui.store.share_state import ShareState, digest_of, read_state

_STEPS = 7


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
    view: SharedView
    journal: Journal
    state: ShareState
    file: SharedFile | None


def stamp_of(connection: sqlite3.Connection) -> object:
    """Return what changes with every act, undo, redo and sharing; an act under way does not count."""
    under_way = "(SELECT act_id FROM recording)"
    return connection.execute(
        f"SELECT (SELECT id FROM change WHERE act_id IS NOT {under_way} ORDER BY id DESC LIMIT 1),"
        f" max(id), count(*), total(undone), (SELECT max(digest || written || seen) FROM share_state)"
        f" FROM act WHERE id IS NOT {under_way}"
    ).fetchone()


@dataclass(frozen=True, slots=True)
class ShareRequest:
    """What is to be shared.

    Attributes:
        place: a digest of the computer and the path of the journal.
        folder: the shared folder.
        options: how the user wants to share.
        now: for the UID of a new device alone.
        progress: is told how many of the steps are done.
    """

    place: str
    folder: Path
    options: ShareOptions
    now: datetime
    progress: Progress | None = None


def plan_sharing(connection: sqlite3.Connection, request: ShareRequest) -> SharePlan:
    """Return what sharing would do; the connection shows one state of the journal.

    Raises:
        JournalError: the folder cannot be read, or what the journal keeps of sharing is broken.
        UnreadableError: there is no finding of an ID.
    """
    return _SharePlanner(connection, request).plan()


class _SharePlanner:
    def __init__(self, connection: sqlite3.Connection, request: ShareRequest) -> None:
        self._connection = connection
        self._request = request
        self._options = request.options
        self._done = 0

    def _step(self) -> None:
        self._done += 1
        if self._request.progress is not None:
            self._request.progress(self._done, _STEPS)

    def plan(self) -> SharePlan:
        """Go through the steps."""
        state = self._state()
        contents = read_folder(self._request.folder, state.seen)
        journal = read_journal(
            self._connection,
            without_off_record=self._options.without_off_record,
            without_tags=self._options.without_tags,
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
        self._revive(document, state)
        self._step()
        read, skipped = _take(document, fresh)
        self._step()
        is_same = before == document.version() and state.schema == version.NEWEST
        view = base if is_same else view_of(document, journal.records, version.NEWEST)
        if _settle_names(document, view):
            view = view_of(document, journal.records, version.NEWEST)
        self._step()
        news = find_news(view, journal)
        merge = _SharedMerge(
            ours, theirs, news, view, Describer(view.records, journal.records, base.records), read
        )
        is_same = state.document is not None and before == document.version()
        own = self._own_file(state, document, state.document if is_same else None)
        self._step()
        state = self._next_state(state, own, contents, merge, skipped)
        is_there = any((file.name, file.digest) == (own.name, own.digest) for file in contents.files)
        report = merge.report(state.findings, (*contents.skipped, *skipped), own.name)
        stamp = stamp_of(self._connection)
        self._step()
        return SharePlan(stamp, report, news, view, journal, state, None if is_there else own)

    def _state(self) -> ShareState:
        state = read_state(self._connection)
        if state.device and state.document is None:
            raise JournalError(
                "This journal's sharing data is damaged; restore a backup (iitui restore FILE)."
            )
        known = {finding.id for finding in state.findings}
        for one in (*self._options.bring_back, *self._options.dismiss):
            if one not in known:
                called = clean_line(one)[:40]
                raise UnreadableError(f"There is no finding '{called}'; 'iitui share DIR' lists them.")
        return state

    def _with_own_device(
        self, state: ShareState, contents: FolderContents, document: SharedDocument
    ) -> ShareState:
        """Return a state with a device of its own: another one for a copy of a journal.

        A copy is told by its place, and by a file under its own name that holds what it never wrote.
        """
        is_copy = state.place != self._request.place or any(
            file.device == state.device and not document.has_seen(file.version) for file in contents.files
        )
        return (
            replace(state, device=new_uid(self._request.now), place=self._request.place) if is_copy else state
        )

    def _theirs(
        self, state: ShareState, fresh: Sequence[SharedFile], base: SharedView, journal: Journal
    ) -> list[RecordChange]:
        """Return what the others changed, as they would see it without our changes."""
        other = SharedDocument(state.document)
        _take(other, fresh)
        there = view_of(other, journal.records, version.NEWEST)
        return find_changes(base, Journal(there.records, {}))

    def _revive(self, document: SharedDocument, state: ShareState) -> None:
        contents = document.contents()
        for finding in state.findings:
            if finding.id in self._options.bring_back and finding.revives:
                table, key = finding.revives.split(" ", 1)
                if table in SHARED and key in contents.get(table, {}):
                    document.write(table, key, {}, {})
                    _revive_belongings(document, contents, table, key)

    def _own_file(self, state: ShareState, document: SharedDocument, packed: bytes | None) -> SharedFile:
        called = clean_line(self._options.device or platform.node())[:60] or "another device"
        content = document.packed() if packed is None else packed
        name = file_name(called, state.device)
        return SharedFile(name, state.device, called, digest_of(content), document.version(), content)

    def _next_state(
        self,
        state: ShareState,
        own: SharedFile,
        contents: FolderContents,
        merge: "_SharedMerge",
        skipped: Sequence[SkippedFile],
    ) -> ShareState:
        gone = {*state.dismissed, *self._options.dismiss}
        broken = {file.file for file in skipped}
        seen = {file.name: file.digest for file in contents.files if clean_line(file.name) not in broken}
        return replace(
            state,
            schema=version.NEWEST,
            written=own.digest,
            seen=seen | {own.name: own.digest},
            findings=tuple(one for one in merge.findings(state.findings) if one.id not in gone),
            dismissed=tuple(sorted(gone)),
            document=own.document,
        )


@dataclass(frozen=True, slots=True)
class _SharedMerge:
    """What was brought together: what changed here and there, and what came of it."""

    ours: list[RecordChange]
    theirs: list[RecordChange]
    news: list[RecordChange]
    view: SharedView
    describer: Describer
    read: Sequence[SharedFile]

    @property
    def devices(self) -> tuple[str, ...]:
        """What the devices are called from which something was read."""
        return tuple(dict.fromkeys(file.called for file in self.read))

    def findings(self, before: Sequence[ShareFinding]) -> Sequence[ShareFinding]:
        """Return what is to be looked at: what was before and lasts, and what is new."""
        device = " and ".join(self.devices) or "another device"
        both = find_both_changed(self.ours, self.theirs, self.view, self.describer, device)
        touched = {(change.table, change.key) for change in self.news}
        touched |= {
            ("contact", str(change.after["contact_id"]))
            for change in self.news
            if change.table == "channel" and change.after is not None
        }
        lasting = [one for one in before if one.is_lasting]
        present = find_in_view(self.view, touched, {one.id for one in before}, self.describer)
        return tuple({one.id: one for one in (*lasting, *both, *present)}.values())

    def report(
        self, findings: Sequence[ShareFinding], skipped: Sequence[SkippedFile], file: str
    ) -> ShareReport:
        """Return it in words."""
        items = self.describer.items(self.news)
        source = " and ".join(self.devices) or "the shared folder"
        name = f"From {source}: {count_kinds(counts(items)) or 'small changes'}"
        return ShareReport(
            act=name if self.news else "",
            came=items,
            went=counts(self.describer.items(self.ours)),
            devices=self.devices,
            skipped=tuple(skipped),
            findings=tuple(findings),
            file=file,
        )


def _settle_names(document: SharedDocument, view: SharedView) -> bool:
    """Say in the document which records of one name became one, and keep the texts of both."""
    contents = document.contents()
    for table, key, winner in view.fresh_aliases:
        document.merge_into(table, key, winner)
    is_changed = bool(view.fresh_aliases)
    for table, merged in view.merged.items():
        for key, record in merged.items():
            winner = view.aliases[table].get(key, "")
            raw = contents.get(table, {}).get(winner)
            if raw is None:
                continue
            for column in SHARED[table].texts:
                text = str(record.get(column) or "")
                if text and text not in document.text_of(table, winner, raw, column):
                    document.sow(table, winner, column, text)
                    is_changed = True
    return is_changed


def _take(
    document: SharedDocument, files: Sequence[SharedFile]
) -> tuple[list[SharedFile], list[SkippedFile]]:
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
            if other in SHARED and held is not None and held.get(WITH) == f"{table} {key}":
                document.write(other, own_key, {}, {})
                _revive_belongings(document, contents, other, own_key)
