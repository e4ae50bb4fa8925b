"""Shares a journal through a folder: what others left there comes in as one act, what is here goes out.

What sharing would do is worked out without holding anybody up, and done if nothing was written meanwhile.
"""

import hashlib
import os
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from iitui.domain.progress import Progress
from iitui.domain.sharing import ShareFinding, ShareOptions, ShareReport
from iitui.store.connections import open_for_reading
from iitui.store.share.apply import Applier
from iitui.store.share.folder import write_file
from iitui.store.share.plan import SharePlan, ShareRequest, plan_sharing, stamp_of
from iitui.store.share_state import read_findings, read_state, write_state
from iitui.store.transaction.unit_of_work import Transaction, UnitOfWork


class Sharing:
    """Shares one journal."""

    def __init__(self, unit_of_work: UnitOfWork) -> None:
        self._unit_of_work = unit_of_work

    def preview(
        self, folder: Path, options: ShareOptions | None = None, progress: Progress | None = None
    ) -> ShareReport:
        """Return what sharing would do; nothing is written.

        Raises:
            JournalError: the folder cannot be read.
        """
        request = self._request(folder, options, progress)
        with closing(open_for_reading(self._unit_of_work.path)) as connection, _one_state(connection):
            return plan_sharing(connection, request).report

    def run(
        self, folder: Path, options: ShareOptions | None = None, progress: Progress | None = None
    ) -> ShareReport:
        """Take over what others left in a folder, as one act, and leave there what this journal holds.

        Args:
            folder: the shared folder.
            options: how the user wants to share.
            progress: is told how many of the steps are done.

        Raises:
            IituiError: Loro is not installed.
            JournalError: the folder cannot be read or written to, or the journal cannot be written.
            UnreadableError: there is no finding of an ID.
        """
        request = self._request(folder, options, progress)
        with closing(open_for_reading(self._unit_of_work.path)) as connection, _one_state(connection):
            plan = plan_sharing(connection, request)
            is_known = read_state(connection) == plan.state
        if plan.news or not is_known:
            with self._unit_of_work.act(plan.report.act or "Shared") as transaction:
                if stamp_of(transaction.connection) != plan.stamp:
                    plan = plan_sharing(transaction.connection, request)
                _carry_out(transaction, plan)
        if plan.file is not None:
            write_file(folder, plan.file)
        return plan.report

    def _request(self, folder: Path, options: ShareOptions | None, progress: Progress | None) -> ShareRequest:
        place = place_of(self._unit_of_work.path)
        return ShareRequest(place, folder, options or ShareOptions(), self._unit_of_work.clock(), progress)

    def findings(self) -> tuple[ShareFinding, ...]:
        """Return what is still to be looked at since the journal was last shared."""
        return read_findings(self._unit_of_work.connection)


@contextmanager
def _one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """Read one state of the journal in the block, whatever is written meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _carry_out(transaction: Transaction, plan: SharePlan) -> None:
    transaction.name = plan.report.act or transaction.name
    Applier(transaction.connection, plan.view, plan.journal).write(plan.news)
    write_state(transaction.connection, plan.state)


def place_of(journal: Path) -> str:
    """Return a digest of the computer and the path of a journal: elsewhere it is a copy."""
    words = f"{platform.node()}\0{os.path.realpath(journal)}"
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:16]
