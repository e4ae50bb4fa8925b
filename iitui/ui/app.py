"""The app: modes, theme, keymap, and the wishes that one screen has of another."""

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen

from iitui.clock import Clock, local_zone
from iitui.domain.errors import IituiError
from iitui.paths import Paths, is_usual
from iitui.settings import Settings
from iitui.ui import messages
from iitui.ui.commands import PROVIDERS
from iitui.ui.desk import Desk
from iitui.ui.keymap import settle_keys
from iitui.ui.screens.base import JournalScreen
from iitui.ui.screens.brief import BriefScreen
from iitui.ui.screens.contacts import ContactsScreen
from iitui.ui.screens.follow_ups import FollowUpsScreen
from iitui.ui.screens.interviews import InterviewsScreen
from iitui.ui.screens.questions import QuestionsScreen
from iitui.ui.screens.today import TodayScreen
from iitui.ui.theme import THEMES
from iitui.ui.wall import ControlFilter

if TYPE_CHECKING:
    from iitui.domain.values import Act
    from iitui.store.journal import Store

WATCH_SECONDS = 1.0
"""How often to look whether another program has written to the journal."""

TICK_SECONDS = 20.0
"""How often countdowns are counted anew."""


def stylesheet() -> Path:
    """Return the only stylesheet: beside the code in a wheel, one folder up in a checkout."""
    package = Path(__file__).parent.parent
    beside = package / "screens.tcss"
    return beside if beside.exists() else package.parent / "screens.tcss"


def _place(key: str, mode: str, name: str, tooltip: str) -> Binding:
    return Binding(key, f"show_mode('{mode}')", name, show=False, id=f"app.{mode}", tooltip=tooltip)


class IituiApp(App[None]):
    """Informational interviews from the keyboard."""

    TITLE = "iitui"
    CSS_PATH = stylesheet()
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = PROVIDERS
    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        _place("1", "today", "Today", "What is next and what is owed"),
        _place("2", "contacts", "Contacts", "The people"),
        _place("3", "interviews", "Interviews", "The talks, coming and past"),
        _place("4", "questions", "Questions", "The bank of questions beside a plan"),
        _place("5", "follow_ups", "Follow-ups", "What is owed, worst first"),
        Binding(
            "b", "show_brief", "Brief", id="app.brief", tooltip="Everything for the next talk on one screen"
        ),
        Binding("u", "undo", "Undo", show=False, id="app.undo", tooltip="Take back what was done last"),
        Binding("U", "redo", "Redo", show=False, id="app.redo", tooltip="Do again what was taken back"),
        Binding(
            "I",
            "import_contacts",
            "Import contacts",
            show=False,
            id="app.import",
            tooltip="Bring in contacts from a vCard file or from LinkedIn",
        ),
        Binding("question_mark", "show_help", "Help", id="app.help", tooltip="The keys of where you are"),
        Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave iitui"),
    ]

    def __init__(self, desk: Desk) -> None:
        self._wall = ControlFilter()
        super().__init__()
        self.desk = desk
        self._seen = 0
        self._keys: dict[str, str] = {}
        self._clashes: set[str] = set()
        for theme in THEMES:
            self.register_theme(theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line passes through on its way to the terminal."""
        return (*super().get_line_filters(), self._wall)

    def on_mount(self) -> None:
        """Paint Today at once; open the store behind it."""
        self._choose_theme()
        self._choose_keys()
        screens: dict[str, Callable[[Desk], Screen[None]]] = {
            "today": TodayScreen,
            "contacts": ContactsScreen,
            "interviews": InterviewsScreen,
            "questions": QuestionsScreen,
            "follow_ups": FollowUpsScreen,
        }
        for mode, screen in screens.items():
            self.add_mode(mode, partial(screen, self.desk))
        self.switch_mode("today")
        self.set_interval(WATCH_SECONDS, self._watch)
        self.set_interval(TICK_SECONDS, self.reload_screen)
        self.call_after_refresh(self._open_store)

    def _choose_theme(self) -> None:
        wanted = self.desk.settings.theme
        if wanted in self.available_themes:
            self.theme = wanted
        else:
            self.notify(f"There is no theme '{wanted}'.", severity="warning", markup=False)

    def _choose_keys(self) -> None:
        if not self.desk.settings.keys:
            return
        self._keys, refused = settle_keys(self.desk.settings.keys, type(self))
        self.set_keymap(self._keys)
        for sentence in refused:
            self.notify(sentence, title="The settings", severity="warning", markup=False, timeout=10)

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:  # noqa: ARG002
        """Say once of each command that another one has taken its key."""
        for binding in clashed_bindings:
            if binding.id and binding.id not in self._clashes:
                self._clashes.add(binding.id)
                words = f"[keys] takes the key {binding.key} from '{binding.id}'."
                self.notify(words, title="The settings", severity="warning", markup=False, timeout=10)

    @work
    async def _open_store(self) -> None:
        try:
            await self.desk.store()
        except IituiError as error:
            self._tell(error)
        self._seen = self.desk.glance.state()
        self.reload_screen()

    def _watch(self) -> None:
        state = self.desk.glance.state()
        if state != self._seen:
            self._seen = state
            self.reload_screen()

    def reload_screen(self) -> None:
        """Read anew what the screen in front shows; a dialog over it is left alone."""
        if isinstance(self.screen, JournalScreen) and self.screen.is_mounted:
            self.screen.reload()

    def action_show_mode(self, mode: str) -> None:
        """Go to another place."""
        if not self.screen.is_modal:
            self.switch_mode(mode)

    def action_show_brief(self) -> None:
        """Open the brief of the next interview."""
        talk = self.desk.glance.interviews.next(self.desk.now())
        if talk is None:
            self.notify("No talk is planned. Press 3 and then n to plan one.", markup=False)
        else:
            self._open_brief(talk.id)

    def _open_brief(self, interview_id: int) -> None:
        if isinstance(self.screen, BriefScreen):
            if self.screen.interview_id == interview_id:
                return
            self.pop_screen()
        self.push_screen(BriefScreen(self.desk, interview_id))

    def action_show_help(self) -> None:
        """Show the keys of where you are."""
        from iitui.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen, self._keys))

    @work
    async def action_import_contacts(self) -> None:
        """Bring in contacts of other programs."""
        from iitui.ui.screens.importing import import_contacts

        if isinstance(self.screen, JournalScreen):
            await import_contacts(self.screen)

    @work
    async def action_undo(self) -> None:
        """Take back what was done last, and say what it was."""
        await self._step("Undone", lambda store: store.history.undo())

    @work
    async def action_redo(self) -> None:
        """Do again what was taken back, and say what it was."""
        await self._step("Done again", lambda store: store.history.redo())

    async def _step(self, said: str, verb: "Callable[[Store], Act]") -> None:
        try:
            act = await self.desk.act(verb)
        except IituiError as error:
            self._tell(error)
        else:
            self.notify(f"{said}: {act.name}", markup=False)
            self.reload_screen()

    def _tell(self, error: IituiError) -> None:
        self.notify(str(error), title=error.title, severity="error", markup=False, timeout=8)

    @on(messages.ShowContact)
    async def _show_contact(self, wish: messages.ShowContact) -> None:
        screen = await self._go("contacts")
        if isinstance(screen, ContactsScreen):
            screen.show_contact(wish.contact_id)

    @on(messages.ShowInterview)
    async def _show_interview(self, wish: messages.ShowInterview) -> None:
        screen = await self._go("interviews")
        if isinstance(screen, InterviewsScreen):
            screen.show_interview(wish.interview_id)

    @on(messages.ShowPlan)
    async def _show_plan(self, wish: messages.ShowPlan) -> None:
        screen = await self._go("questions")
        if isinstance(screen, QuestionsScreen):
            screen.show_plan(wish.interview_id)

    @on(messages.ShowQuestion)
    async def _show_question(self, wish: messages.ShowQuestion) -> None:
        screen = await self._go("questions")
        if isinstance(screen, QuestionsScreen):
            screen.show_question(wish.question_id)

    @on(messages.ShowBrief)
    def _show_brief(self, wish: messages.ShowBrief) -> None:
        self._open_brief(wish.interview_id)

    async def _go(self, mode: str) -> Screen[object]:
        """Go to a place, to its own screen, and return that."""
        await self.switch_mode(mode)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        return self.screen

    async def on_unmount(self) -> None:
        """Let go of the journal."""
        await self.desk.close()


def run(paths: Paths, clock: Clock, settings: Settings, *, throwaway: bool = False) -> int:
    """Run the app on a journal and return the exit status.

    Raises:
        IituiError: the journal cannot be opened, or the settings name no zone.
    """
    if is_usual(paths) and not throwaway:
        paths.journal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    desk = Desk(paths, clock, local_zone(settings.zone), settings)
    app = IituiApp(desk)
    with contextlib.suppress(KeyboardInterrupt):
        app.run()
    return app.return_code or 0
