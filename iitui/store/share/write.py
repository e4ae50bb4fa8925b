"""Shares a journal through a folder: what the others left there comes in as one act, and what is here goes out.

What sharing would do is worked out without holding anybody up, and done if nothing was written meanwhile.
"""

import hashlib
import os
import platform
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from iitui.domain.sharing import ShareFinding, ShareOptions, ShareReport
from iitui.store.connections import open_for_reading
from iitui.store.copying import Progress
from iitui.store.share.apply import Applier
from iitui.store.share.folder import write_file
from iitui.store.share.plan import SharePlan, plan_sharing, stamp_of
from iitui.store.share.state import read_findings, read_state, write_state
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
        with closing(open_for_reading(self._unit_of_work.path)) as connection:
            return self._plan(connection, folder, options or ShareOptions(), (), (), progress).report

    def run(
        self,
        folder: Path,
        options: ShareOptions | None = None,
        *,
        bring_back: Sequence[str] = (),
        dismiss: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> ShareReport:
        """Take over what others left in a folder, as one act, and leave there what this journal holds.

        Args:
            folder: the shared folder.
            options: how the user wants to share.
            bring_back: the IDs of findings whose deleted record is to be brought back.
            dismiss: the IDs of findings that the user has seen to.
            progress: is told how many of the steps are done.

        Raises:
            IituiError: Loro is not installed.
            JournalError: the folder cannot be read or written to, or the journal cannot be written.
            UnreadableError: there is no such finding.
        """
        options = options or ShareOptions()
        with closing(open_for_reading(self._unit_of_work.path)) as connection:
            plan = self._plan(connection, folder, options, bring_back, dismiss, progress)
            is_known = read_state(connection) == plan.state
        if plan.news or not is_known:
            with self._unit_of_work.act(plan.report.act or "Shared") as transaction:
                if stamp_of(transaction.connection) != plan.stamp:
                    plan = self._plan(transaction.connection, folder, options, bring_back, dismiss, progress)
                _carry_out(transaction, plan)
        if plan.file is not None:
            write_file(folder, plan.file)
        return plan.report

    def findings(self) -> tuple[ShareFinding, ...]:
        """Return what is still to be looked at since the journal was last shared."""
        return read_findings(self._unit_of_work.connection)

    def _plan(
        self,
        connection: sqlite3.Connection,
        folder: Path,
        options: ShareOptions,
        bring_back: Sequence[str],
        dismiss: Sequence[str],
        progress: Progress | None,
    ) -> SharePlan:
        if connection.in_transaction:
            return self._plan_now(connection, folder, options, bring_back, dismiss, progress)
        connection.execute("BEGIN")  # one state, whatever is written meanwhile
        try:
            return self._plan_now(connection, folder, options, bring_back, dismiss, progress)
        finally:
            connection.execute("ROLLBACK")

    def _plan_now(
        self,
        connection: sqlite3.Connection,
        folder: Path,
        options: ShareOptions,
        bring_back: Sequence[str],
        dismiss: Sequence[str],
        progress: Progress | None,
    ) -> SharePlan:
        return plan_sharing(
            connection,
            place_of(self._unit_of_work.path),
            folder,
            options,
            self._unit_of_work.clock(),
            bring_back=bring_back,
            dismiss=dismiss,
            progress=progress,
        )


def _carry_out(transaction: Transaction, plan: SharePlan) -> None:
    transaction.name = plan.report.act or transaction.name
    Applier(transaction.connection, plan.view, plan.journal).write(plan.news)
    write_state(transaction.connection, replace(plan.state))


def place_of(journal: Path) -> str:
    """Return a digest of the computer and the path of a journal: elsewhere it is a copy."""
    words = f"{platform.node()}\0{os.path.realpath(journal)}"
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:16]
