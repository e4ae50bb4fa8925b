"""The app: modes, keys and theme.

What it does with the journal is in `journal_app`; the wishes one screen has of another, in `wishes`.
"""

import contextlib
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from textual import work
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen

from iitui.clock import Clock, local_zone
from iitui.paths import Paths
from iitui.settings import Settings
from iitui.ui import stylesheet
from iitui.ui.crash_handling import FAILED
from iitui.ui.desk import Desk
from iitui.ui.screens.base import JournalScreen
from iitui.ui.theme import THEMES
from iitui.ui.wall import ControlFilter
from iitui.ui.wishes import WishingApp

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel


def _place(key: str, mode: str, name: str, tooltip: str) -> Binding:
    return Binding(key, f"show_mode('{mode}')", name, show=False, id=f"app.{mode}", tooltip=tooltip)


def _provider(name: str) -> type[Provider]:
    """Load what the palette looks in, once somebody opens it."""
    found: type[Provider] = getattr(import_module("iitui.ui.commands"), name)
    return found


_SCREENS = {
    "today": "TodayScreen",
    "contacts": "ContactsScreen",
    "interviews": "InterviewsScreen",
    "questions": "QuestionsScreen",
    "follow_ups": "FollowUpsScreen",
}
"""The screen of each mode, in the module of that name; loaded when somebody first goes there."""


def _screen(mode: str, desk: Desk) -> JournalScreen:
    screen: JournalScreen = getattr(import_module(f"iitui.ui.screens.{mode}"), _SCREENS[mode])(desk)
    return screen


_BETWEEN = "between"
"""The mode that is in front while another is made anew."""


class IituiApp(WishingApp):
    """Informational interviews from the keyboard."""

    TITLE = "iitui"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {
        partial(_provider, name) for name in ("KeyCommands", "ContactHits", "InterviewHits", "QuestionHits")
    }
    DEFAULT_MODE = "today"
    MODES_OF_PLACES = tuple(_SCREENS)
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
        Binding(
            "ctrl+z",
            "suspend_process",
            "Suspend",
            show=False,
            id="app.suspend",
            tooltip="Go back to the shell; fg returns to iitui",
            priority=True,
        ),
        Binding(
            "ctrl+c",
            "help_quit",
            "How to leave",
            show=False,
            id="app.how_to_leave",
            tooltip="Say which keys leave; where text is selected, copy it",
        ),
        Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave iitui"),
    ]

    def __init__(self, desk: Desk) -> None:
        self._wall = ControlFilter()
        super().__init__(desk)
        self._keys: dict[str, str] = {}
        self._clashes: set[str] = set()
        self._warned_until = 0.0
        for mode in self.MODES_OF_PLACES:
            self.add_mode(mode, partial(_screen, mode, desk))
        for theme in THEMES:
            self.register_theme(theme)
        if desk.settings.theme in self.available_themes:
            self.set_reactive(IituiApp.theme, desk.settings.theme)
        self._sheet = stylesheet.find()
        first, self._rest_of_sheet = stylesheet.read(self._sheet)
        self.stylesheet.add_source(first, (str(self._sheet), "first frame"))
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)
        self._styled: WeakKeyDictionary[Screen[object], dict[str, str]] = WeakKeyDictionary()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line passes through on its way to the terminal."""
        return (*super().get_line_filters(), self._wall)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: "SeverityLevel" = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in the corner; what was done last takes the place of what was done before it."""
        if severity != "information":
            self._warned_until = time.monotonic() + (timeout or self.NOTIFICATION_TIMEOUT)
        elif time.monotonic() >= self._warned_until:
            self.clear_notifications()
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def on_mount(self) -> None:
        """Say what is wrong with the settings; open the store behind the first frame."""
        wanted = self.desk.settings.theme
        if wanted not in self.available_themes:
            self.notify(f"There is no theme '{wanted}'.", severity="warning", markup=False)
        self._watch_theme(self.theme)  # it was set without its watcher, which sets classes and filters
        self._choose_keys()
        self.attend()

    def prepare(self) -> None:
        """Read what the first frame did not need of the stylesheet, once."""
        if self._rest_of_sheet:
            self.stylesheet.add_source(self._rest_of_sheet, (str(self._sheet), "the rest"))
            self._rest_of_sheet = ""

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew, unless the screen in front has the colours of the theme already.

        Textual also asks for it at the start and whenever a mode is first shown, and then reads all style
        sheets once more, although a new screen was made with them.
        """
        colours = self.get_css_variables()
        stack = self.screen_stack
        if stack and colours == self._colours == self._styled.setdefault(stack[-1], self._colours):
            return
        self._colours = colours
        super().refresh_css(animate)
        self._styled.update(dict.fromkeys(stack, colours))

    def _choose_keys(self) -> None:
        if not self.desk.settings.keys:
            return
        from iitui.ui.keymap import settle_keys

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

    def renew_mode(self, mode: str) -> None:
        """Make the screens of a mode anew, also when they are in front."""
        is_in_front = mode == self.current_mode
        if is_in_front:
            self.add_mode(_BETWEEN, Screen)  # the mode in front cannot be removed
            self.switch_mode(_BETWEEN)
        self.remove_mode(mode)
        self.add_mode(mode, partial(_screen, mode, self.desk))
        if is_in_front:
            self.switch_mode(mode)
            self.remove_mode(_BETWEEN)

    def action_help_quit(self) -> None:
        """Say how to leave, to who presses what ends other programs."""
        words = "Press q to leave iitui."
        if self.screen.is_modal:
            words = "Press esc to leave this, then q to leave iitui."
        self.notify(words, markup=False, timeout=4)

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
            self.open_brief(talk.id)

    def action_command_palette(self) -> None:
        """Open the palette, and say what can be found in it."""
        from iitui.ui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def search_themes(self) -> None:
        """Open the palette on the themes."""
        from iitui.ui.palette import Palette

        self.push_screen(Palette(is_about_themes=True))

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


def run(paths: Paths, clock: Clock, settings: Settings, *, throwaway: bool = False) -> int:
    """Run the app on a journal and return the exit status.

    Raises:
        IituiError: the journal cannot be opened, or the settings name no zone.
    """
    drafts = paths.journal.parent / "drafts" if throwaway else None
    desk = Desk(paths, clock, local_zone(settings.zone), settings, drafts)
    app = IituiApp(desk)
    with contextlib.suppress(KeyboardInterrupt):
        app.run()
    return FAILED if app.return_code is None else app.return_code
