"""Opens the journal in the background, looks for what other programs write to it, and shares it.

It is loaded once the first frame stands.
"""

import asyncio
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import App

from iitui.domain.errors import IituiError
from iitui.ui.session.journal_session import JournalSession

if TYPE_CHECKING:
    from iitui.ui.session.sharing import BackgroundSharing

UNSAVED = "Unsaved text"
"""The title of the message about what was typed and never saved."""


class JournalWatch:
    """Keeps what is shown in step with the journal, and tells of what is to be looked at."""

    def __init__(
        self,
        app: App[None],
        session: JournalSession,
        reload_screen: Callable[[], None],
        show_error: Callable[[IituiError], None],
    ) -> None:
        """Make a watch.

        Args:
            app: which tells the user.
            session: whose journal it is.
            reload_screen: reads again what the screen in front shows.
            show_error: tells the user what went wrong.
        """
        self._app = app
        self._session = session
        self._reload_screen = reload_screen
        self._show_error = show_error
        self._state = 0

    @cached_property
    def _sharing(self) -> "BackgroundSharing":
        from iitui.ui.session.sharing import BackgroundSharing

        return BackgroundSharing(self._app, self._session)

    async def open(self) -> None:
        """Open the store."""
        try:
            await self._session.open_in_background()
        except IituiError as error:
            self._show_error(error)

    async def begin(self) -> None:
        """Show what the opened store has, and tell of unsaved texts and of other versions of the journal."""
        self._state = self._session.reader.state()
        self._reload_screen()
        from iitui.ui.session.form_autosave import describe_unsaved_texts

        unsaved = describe_unsaved_texts(self._session)
        if unsaved:
            self._app.notify(unsaved, title=UNSAVED, severity="warning", markup=False, timeout=10)
        await self._describe_what_is_open()
        self._sharing.want()

    async def _describe_what_is_open(self) -> None:
        """Tell of other versions of the journal, and of what sharing has left to be looked at."""
        from iitui.ui.session.sharing import describe_what_is_open

        store = self._session.opened_store
        if store is not None:
            words = await asyncio.to_thread(describe_what_is_open, store, self._session.paths.journal)
            if words:
                self._app.notify(words, title="Two journals", severity="warning", markup=False, timeout=15)

    def look(self) -> bool:
        """Look whether another program has written to the journal, and return whether to share now."""
        state = self._session.reader.state()
        if state != self._state:
            self._state = state
            self._reload_screen()
            self._sharing.want()
        is_due = self._sharing.is_due()
        trouble = self._session.new_backup_trouble()
        if trouble is not None:
            self._app.notify(str(trouble), title=trouble.title, severity="warning", markup=False, timeout=15)
        return is_due

    async def share_by_itself(self) -> None:
        """Share without being asked, and show what came."""
        if await self._sharing.share_by_itself():
            self._reload_screen()

    async def share_now(self) -> None:
        """Share because the user asks, and show what came."""
        try:
            if await self._sharing.share_now():
                self._reload_screen()
        except IituiError as error:
            self._show_error(error)
