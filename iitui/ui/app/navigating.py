"""Goes where a message of `ui/session/navigation.py` asks to: to a place, or to a screen over another.

No screen knows another: here is the only place that knows them all. It is loaded when the user first goes
somewhere; each screen, when the user first goes there.
"""

from collections.abc import Callable, Iterable
from importlib import import_module

from textual.app import App
from textual.screen import Screen

from iitui.ui.session import navigation
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.screen import JournalScreen


class Navigator:
    """Opens screens, keeps those that are shown again as they were left, and finds those that are open."""

    def __init__(
        self,
        app: App[None],
        session: JournalSession,
        open_stacks: Callable[[], Iterable[tuple[str, list[Screen[object]]]]],
        reload_screen: Callable[[], None],
    ) -> None:
        """Make a navigator.

        Args:
            app: whose screens these are.
            session: what every screen works with.
            open_stacks: returns the modes that have been visited, each with its screens.
            reload_screen: reads again what the screen in front shows.
        """
        self._app = app
        self._session = session
        self._open_stacks = open_stacks
        self._reload_screen = reload_screen

    async def go_to(self, request: navigation.GoTo) -> None:
        """Go to a place, to its own screen, and there to a record."""
        await self.show_place(request.PLACE)
        if isinstance(self._app.screen, JournalScreen):
            self._app.screen.show_record(request)

    async def show_place(self, place: navigation.Place) -> None:
        """Go to a place, and there to its own screen."""
        await self._app.switch_mode(place.mode)
        while len(self._app.screen_stack) > 1:
            await self._app.screen.dismiss()

    def open_next_brief(self) -> None:
        """Open the brief of the next interview."""
        interview = self._session.reader.interviews.next(self._session.now())
        if interview is None:
            self._app.notify("No interview planned. Press i to plan one.", markup=False)
        else:
            self.open_brief(interview.id)

    def open_brief(self, interview_id: int) -> None:
        """Open the brief of an interview over the screen in front, in place of another brief."""
        from iitui.ui.brief.screen import BriefScreen

        screen = self._app.screen
        if isinstance(screen, BriefScreen):
            if screen.interview_id == interview_id:
                return
            screen.dismiss()
        kept = self._kept_screen("brief")
        if isinstance(kept, BriefScreen):
            kept.interview_id = interview_id
            self._app.push_screen(kept)
        else:
            self._push_and_keep(BriefScreen(self._session, interview_id), "brief")

    def open_list(self, request: navigation.ShowList) -> None:
        """Open a list of records as it was left, or go to a record in it where it is in front."""
        kind = getattr(import_module(f"iitui.ui.{request.MODULE}.screen"), request.SCREEN)
        screen, kept = self._app.screen, self._kept_screen(request.MODULE)
        if isinstance(screen, kind):
            screen.show_number(request.record_id)
        elif isinstance(kept, kind):
            self._app.push_screen(kept)
            kept.call_after_refresh(kept.show_number, request.record_id)
        else:
            self._push_and_keep(kind(self._session, request.record_id), request.MODULE)

    def _kept_screen(self, name: str) -> Screen[object] | None:
        """A screen that was closed and is kept as it was, unless it is open in another place."""
        if not self._app.is_screen_installed(name):
            return None
        kept = self._app.get_screen(name)
        return None if any(kept in stack for _, stack in self._open_stacks()) else kept

    def _push_and_keep(self, screen: JournalScreen, name: str) -> None:
        """Push a screen that is kept when it closes, if none is kept by that name yet."""
        if not self._app.is_screen_installed(name):
            self._app.install_screen(screen, name)
        self._app.push_screen(screen)

    async def show_transcript(self, request: navigation.ShowTranscript) -> None:
        """Open the transcripts of an interview, or ask for the first one to attach."""
        from iitui.ui.interviews.attaching import attach_transcript
        from iitui.ui.transcripts.screen import TranscriptScreen

        screen, number = self._app.screen, request.interview_id
        if not isinstance(screen, JournalScreen) or isinstance(screen, TranscriptScreen):
            return
        if self._session.reader.transcripts.of_interview(number) or await attach_transcript(screen, number):
            await self._app.push_screen(TranscriptScreen(self._session, number))

    async def write_letter(self, request: navigation.WriteLetter) -> None:
        """Write a letter over the screen in front, or go to that letter where it is open."""
        from iitui.ui.letters.opening import make_letter
        from iitui.ui.letters.screen import LetterScreen

        screen = self._app.screen
        if not isinstance(screen, JournalScreen) or isinstance(screen, LetterScreen):
            return
        letter = await make_letter(screen, request)
        if letter is None:
            return
        for mode, stack in list(self._open_stacks()):
            for other in stack:
                if isinstance(other, LetterScreen) and other.kept_as == letter.kept_as:
                    await self._go_back_to(mode, other)
                    return
        await self._app.push_screen(letter)

    async def start_interview(self, request: navigation.StartInterview) -> None:
        """Begin an interview in live mode, or rehearse it, over what is in front."""
        from iitui.ui.live.beginning import begin_interview
        from iitui.ui.live.screen import LiveScreen

        screen = self._app.screen
        if not isinstance(screen, JournalScreen) or isinstance(screen, LiveScreen):
            return
        if request.is_rehearsal:
            interview = self._session.reader.interviews.get(request.interview_id)
        else:
            interview = await begin_interview(screen, request.interview_id)
        if interview is None:
            return
        if not await self._show_open_live(interview.id, is_rehearsal=request.is_rehearsal):
            live = LiveScreen(self._session, interview, is_rehearsal=request.is_rehearsal)
            await self._app.push_screen(live)

    async def _show_open_live(self, interview_id: int, *, is_rehearsal: bool) -> bool:
        """Go to the live mode of an interview if it is open in some place: no two screens write one."""
        from iitui.ui.live.screen import LiveScreen

        for mode, stack in list(self._open_stacks()):
            for screen in stack:
                if not isinstance(screen, LiveScreen):
                    continue
                if (screen.interview_id, screen.is_rehearsal) == (interview_id, is_rehearsal):
                    await self._go_back_to(mode, screen)
                    return True
        return False

    async def _go_back_to(self, mode: str, screen: JournalScreen) -> None:
        """Go to a screen that is open in some place, and close what lies over it."""
        await self._app.switch_mode(mode)
        while self._app.screen is not screen:
            await self._app.screen.dismiss()

    async def write_debrief(self, request: navigation.WriteDebrief) -> None:
        """Write down what came out of an interview; its own screen may close meanwhile."""
        from iitui.ui.interviews.actions import write_down

        place = self._app.screen_stack[0]
        if isinstance(place, JournalScreen):
            await write_down(place, request.interview_id)
            self._reload_screen()

    async def add_contact(self, request: navigation.AddContact) -> None:
        """Ask for a contact, and stay where the wish came from."""
        from iitui.ui.contacts.adding import add_contact

        if isinstance(self._app.screen, JournalScreen):
            await add_contact(self._app.screen, request.organization)

    async def log_touch(self, request: navigation.LogTouch) -> None:
        """Log a touch, and stay where the wish came from."""
        from iitui.ui.contacts.touching import log_touch

        if isinstance(self._app.screen, JournalScreen):
            await log_touch(self._app.screen, (request.contact_id,), about=request.about)

    async def note_outcome(self, request: navigation.NoteOutcome) -> None:
        """Ask what came of a request, and stay where the wish came from."""
        from iitui.ui.contacts.outcomes import note_outcome

        if isinstance(self._app.screen, JournalScreen):
            await note_outcome(self._app.screen, request.contact_id)
