"""Shares the journal through the folder of the settings: when asked, at start, and after acts.

By itself it works on a thread, a moment after the last act, and says only what came and what is to be looked
at; an error is said once until it is another one.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from iitui.domain.errors import IituiError, UnreadableError
from iitui.domain.sharing import ShareOptions, ShareReport, count_kinds
from iitui.domain.text import clean_line
from iitui.ui.session.journal_session import JournalSession

if TYPE_CHECKING:
    from iitui.store.journal import Store

QUIET_SECONDS = 3
"""How many seconds of rest after an act are waited for."""

_SAMPLE = "The sample journal is not shared."

_UNSET = 'No folder is shared. Set share = "~/Sync/iitui" in the settings, then choose this again.'


class BackgroundSharing:
    """Shares one journal, one time after the other."""

    def __init__(self, app: App[None], session: JournalSession) -> None:
        self._app = app
        self._session = session
        self._told = ""
        self._rest = QUIET_SECONDS
        self._is_wanted = False
        self._turn = asyncio.Lock()

    def want(self) -> None:
        """Share once nothing has been done for a moment."""
        self._is_wanted = bool(self._session.settings.share) and not self._session.is_sample
        self._rest = QUIET_SECONDS

    def is_due(self) -> bool:
        """Return whether to share now; asked once a second."""
        if not self._is_wanted or self._turn.locked():
            return False
        self._rest -= 1
        if self._rest > 0:
            return False
        self._is_wanted = False
        return True

    async def share_by_itself(self) -> bool:
        """Share without being asked, and return whether something came."""
        try:
            async with self._turn:
                store = await self._session.store()
                report = await asyncio.to_thread(_share, store, self._session)
        except IituiError as error:
            if str(error) != self._told:
                self._told = str(error)
                self._app.notify(str(error), title="Sharing", severity="warning", markup=False, timeout=10)
            return False
        self._told = ""
        if report.act:
            self._app.notify(f"{report.act}. u undoes it.{_more(report)}", markup=False, timeout=6)
        return bool(report.act)

    async def share_now(self) -> bool:
        """Share because the user asks for it, and return whether something came. To be run in a worker."""
        from iitui.ui.session.background_work import run_with_progress  # with its bar

        if self._session.is_sample:
            raise UnreadableError(_SAMPLE)
        if not self._session.settings.share:
            raise UnreadableError(_UNSET)
        async with self._turn:
            store = await self._session.store()
            report = await run_with_progress(self._app, "Sharing …", lambda: _share(store, self._session))
        if report is None:
            return False
        went = count_kinds(report.went)
        came = f"{report.act}. u undoes it." if report.act else "Nothing new came."
        self._app.notify(
            f"{came}{f' Sent to the others: {went}.' if went else ''}{_more(report)}",
            markup=False,
            timeout=8,
        )
        return bool(report.act)


def _share(store: "Store", session: JournalSession) -> ShareReport:
    settings = session.settings
    options = ShareOptions(
        device=settings.share_device,
        without_off_record=settings.share_without_off_record,
        without_tags=settings.share_without_tags,
    )
    return store.sharing.run(Path(settings.share).expanduser(), options)


def _more(report: ShareReport) -> str:
    """Return the sentences about files that were left out, and about what is to be looked at."""
    words = [f" {each.file} was left out: {each.why}." for each in report.skipped[:2]]
    if report.findings:
        words.append(f" {_findings(len(report.findings))}")
    return "".join(words)


def _findings(count: int) -> str:
    things = "One thing is" if count == 1 else f"{count} things are"
    return f"{things} to look at after syncing: iitui check lists them."


def describe_what_is_open(store: "Store", journal: Path) -> str:
    """Return a sentence about copies of the journal beside it and what sharing has left; "" for neither."""
    from iitui.store.conflict_copies import conflict_copies

    copies = conflict_copies(journal)
    words = []
    if copies:
        others = f" and {len(copies) - 1} more" if len(copies) > 1 else ""
        words.append(
            f"There's another version of the journal next to it, {clean_line(copies[0].name)}{others}:"
            " iitui check tells you what to do."
        )
    findings = store.sharing.findings()
    if findings:
        words.append(_findings(len(findings)))
    return " ".join(words)
