"""The app: modes, keys and theme; opening and watching the journal; handing on what is asked of it; leaving.

Loads a screen when the user first goes there, so that the first frame waits for no other.
"""

import asyncio
import contextlib
import contextvars
import gc
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, TypeVar, overload
from weakref import WeakKeyDictionary

from textual import constants, events, on, work
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import Notify
from textual.screen import Screen
from textual.worker import get_current_worker

from iitui.clock import Clock, local_zone
from iitui.domain.errors import IituiError
from iitui.paths import Paths
from iitui.settings import Settings
from iitui.store.reader import explain_failure
from iitui.ui.app.crash_handling import FAILED, CrashHandler
from iitui.ui.app.driver import CursorDriver, GuardedDriver
from iitui.ui.app.output_filter import Colors, ControlFilter, colors_of_terminal
from iitui.ui.app.shutdown import (
    GO_ON_SECONDS,
    LEAVE_SECONDS,
    SIGNAL_SECONDS,
    Watchdog,
    on_signals,
    status_of,
)
from iitui.ui.app.stylesheet import Styling
from iitui.ui.kit.bindings import HOW_TO_LEAVE, bind
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.textual_internals import ErrorHandlingApp, driver_of
from iitui.ui.kit.theme import THEMES
from iitui.ui.kit.type_ahead import TypeAhead
from iitui.ui.session import navigation
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Mapping
    from tempfile import TemporaryDirectory

    from rich.console import RenderableType
    from textual.message_pump import MessagePump
    from textual.notifications import SeverityLevel
    from textual.screen import ScreenResultCallbackType
    from textual.theme import Theme
    from textual.widget import AwaitMount

    from iitui.domain.history import Act
    from iitui.store.journal import Store
    from iitui.ui.app.journal_watch import JournalWatch
    from iitui.ui.app.navigating import Navigator

T = TypeVar("T")

WATCH_SECONDS = 1.0
"""How often to look whether another program has written to the journal."""

TICK_SECONDS = 20.0
"""How often countdowns are updated."""


def _provider(name: str) -> type[Provider]:
    """Load what the palette looks in, once somebody opens it."""
    provider: type[Provider] = getattr(import_module("iitui.ui.app.palette"), name)
    return provider


def _screen(place: navigation.Place, session: JournalSession) -> JournalScreen:
    screen: JournalScreen = getattr(import_module(f"iitui.ui.{place.mode}.screen"), place.screen)(session)
    return screen


_IN_SAMPLE = "Try anything: none of it is kept. Press 0 to go back to your own journal."

_BETWEEN = "between"
"""The mode that is in front while another is being rebuilt."""


class Ending(NamedTuple):
    """How the app was left.

    Attributes:
        status: the exit status.
        settings: what counted last.
        goes_on: whether to open the other journal: from one's own a sample, from a sample one's own.
        sample: the folder of the sample to open; None for one's own journal.
    """

    status: int
    settings: Settings
    goes_on: bool = False
    sample: "TemporaryDirectory[str] | None" = None


class IituiApp(ErrorHandlingApp):
    """Informational interviews from the keyboard.

    Attributes:
        session: what every screen works with.
        goes_on: whether to go on with the other journal once this one is closed.
        sample: the folder of the sample that was written for that.
    """

    TITLE = "iitui"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {
        partial(_provider, name)
        for name in (
            "KeyCommands",
            "ContactHits",
            "InterviewHits",
            "QuestionHits",
            "OccupationHits",
            "OrganizationHits",
        )
    }
    DEFAULT_MODE = navigation.TODAY.mode
    _styling: Styling | None = None
    """None while Textual begins: it asks for the colors of its own theme before."""

    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            bind(place.key, f"show_mode('{place.mode}')", place.name, f"app.{place.mode}", place.tooltip)
            for place in navigation.PLACES
        ),
        bind(
            "b",
            "show_brief",
            "Brief",
            "app.brief",
            "Everything for the next interview on one screen",
            show=True,
        ),
        bind("u", "undo", "Undo", "app.undo", "Undo the last change"),
        bind("U", "redo", "Redo", "app.redo", "Redo what was undone"),
        bind(
            "I",
            "import_contacts",
            "Import",
            "app.import",
            "Import contacts, a calendar, mail, questions or a journal from a file",
        ),
        bind(
            "0",
            "switch_journal",
            "Sample",
            "app.sample",
            "From an empty journal, open a sample; from the sample, go back to your own",
            show=True,
        ),
        bind("question_mark", "show_help", "Help", "app.help", "The keys that work here", show=True),
        bind(
            "ctrl+z",
            "suspend_process",
            "Suspend",
            "app.suspend",
            "Go back to the shell; fg returns to iitui",
            priority=True,
        ),
        HOW_TO_LEAVE,
        bind("q", "quit", "Quit", "app.quit", "Quit iitui", show=True),
    ]

    def __init__(self, session: JournalSession, environment: "Mapping[str, str] | None" = None) -> None:
        """Make the app.

        Args:
            session: what every screen works with.
            environment: the environment variables that say what the terminal can show; without them, all.
        """
        self.has_plain_lines = session.settings.plain_lines
        self._output_filter = ControlFilter(has_plain_lines=self.has_plain_lines)
        super().__init__(driver_class=CursorDriver if self.has_plain_lines else GuardedDriver)
        colors_there = Colors.ENOUGH
        if environment is not None:
            colors_there = colors_of_terminal(self.console.color_system, environment)
        self.no_color = colors_there is Colors.NONE
        self.session = session
        self.goes_on = False
        self._is_switching = False
        self.sample: TemporaryDirectory[str] | None = None
        self._type_ahead = TypeAhead(self)
        self._crashes = CrashHandler(
            self, session.paths.state, self.explained, self.open_stacks, self.rebuild_mode
        )
        self._watchdog = Watchdog(self._restore_terminal)
        self._keys: dict[str, str] = {}
        self._clashes: set[str] = set()
        self._warned_until = 0.0
        self._places = {place.mode: place for place in navigation.PLACES}
        for mode, place in self._places.items():
            self.add_mode(mode, partial(_screen, place, session))
        self.set_class(self.has_plain_lines, "-plain-lines")
        self._choose_animations()
        terminal = "" if environment is None else environment.get("TERM", "")
        self._set_colors(Styling(colors_there, terminal, self._output_filter))

    def _set_colors(self, styling: Styling) -> None:
        self._styling = styling
        for theme in THEMES:
            self.register_theme(theme)
        if self.session.settings.theme in self.available_themes:
            self.set_reactive(IituiApp.theme, self.session.settings.theme)
        styling.read_first(self.stylesheet)
        self._colors = self.get_css_variables()
        self.stylesheet.set_variables(self._colors)
        self._styled: WeakKeyDictionary[Screen[object], dict[str, str]] = WeakKeyDictionary()

    def get_css_variables(self) -> dict[str, str]:
        """Return the colors of the theme, those of Textual's changed so that all text can be read."""
        if self._styling is None:
            return super().get_css_variables()
        self.theme_variables = self._styling.variables_of(self.current_theme, super().get_css_variables)
        return self.theme_variables

    def get_theme(self, theme_name: str) -> "Theme | None":
        """Return the theme of a name, or where the terminal cannot show it, one that it can."""
        theme = super().get_theme(theme_name)
        return theme if theme is None or self._styling is None else self._styling.shown_theme(theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line passes through on its way to the terminal."""
        if self._styling is not None and self._styling.has_few_colors:
            return self._styling.few_color_filters
        return (*super().get_line_filters(), self._output_filter)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: "SeverityLevel" = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a message in the corner; news of what was done last replaces earlier news."""
        from iitui.ui.app.notifications import TimelyNotification  # the first frame has no message

        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        if severity != "information":
            self._warned_until = time.monotonic() + seconds
        elif time.monotonic() >= self._warned_until:
            self.clear_notifications()
        notification = TimelyNotification(message, title, severity, seconds, markup=markup)
        self.post_message(Notify(notification))

    def on_mount(self) -> None:
        """Report what is wrong with the settings, and open the store in the background."""
        self._attend_to_leaving()
        wanted = self.session.settings.theme
        if wanted not in self.available_themes:
            self.notify(f"There is no theme '{wanted}'.", severity="warning", markup=False)
        self.mutate_reactive(IituiApp.theme)  # it was set without its watcher, which sets classes and filters
        self._choose_keys()
        self.set_interval(WATCH_SECONDS, self._watch)
        self.set_interval(TICK_SECONDS, self.reload_screen)
        self.call_after_refresh(self._open_store)
        if self.session.is_sample:
            self.notify(_IN_SAMPLE, title="The sample journal", markup=False, timeout=8)

    def _attend_to_leaving(self) -> None:
        """Leave properly when the system asks for it, and log the errors of tasks that nobody awaits."""
        self._own_loop = asyncio.get_running_loop()
        self._own_context = contextvars.copy_context()
        self._own_loop.set_exception_handler(self._crashes.note_lost)
        driver = driver_of(self)
        if isinstance(driver, GuardedDriver):
            on_signals(self._leave_for)
            driver.on_closed = partial(self._leave_for, signal.SIGHUP)

    def prepare(self) -> None:
        """Read the part of the stylesheet that the first frame did not need, once."""
        if self._styling is not None:
            self._styling.read_rest(self.stylesheet)

    def delay_update(self, delay: float = 0.0) -> None:
        """Show a place as soon as it is there: at each change of place Textual would wait for 50 ms."""

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the stylesheet again, unless the screen in front already has the colors of the theme.

        Textual also calls this at the start and whenever a mode is first shown, and then reads all
        stylesheets again, although a new screen was made with them.
        """
        colors = self.get_css_variables()
        stack = self.screen_stack
        if stack and colors == self._colors == self._styled.setdefault(stack[-1], self._colors):
            return
        self._colors = colors
        super().refresh_css(animate)
        self._styled.update(dict.fromkeys(stack, colors))

    def _choose_animations(self) -> None:
        wanted = self.session.settings.animations
        self.animation_level = constants.TEXTUAL_ANIMATIONS if wanted else "none"

    @on(events.DescendantFocus)
    def _keep_calm(self, event: events.DescendantFocus) -> None:
        """Let no cursor blink, and that of the terminal go where the focus went."""
        if isinstance(event.widget, RowList):
            event.widget.place_cursor()
        else:
            from iitui.ui.kit.text_cursor import keep_calm  # the first frame has only lists

            keep_calm(event.widget)

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as the bars show it; with plain lines in words."""
        shown = super().get_key_display(binding)
        if not self.has_plain_lines:
            return shown
        from iitui.ui.app.keymap import shown_keys

        return shown_keys(self, shown)

    def _choose_keys(self) -> None:
        if not self.session.settings.keys and not self._keys:
            return
        from iitui.ui.app.keymap import settle_keys

        self._keys, refused = settle_keys(self.session.settings.keys, type(self))
        self.set_keymap(self._keys)
        for sentence in refused:
            self.notify(sentence, title="The settings", severity="warning", markup=False, timeout=10)

    @on(navigation.TakeSettings)
    def _take_settings(self) -> None:
        """Let count at once what can, of what was changed in the settings file; say what cannot."""
        from iitui.settings import DEFINED
        from iitui.settings_file import read_settings

        before = self.session.settings
        try:
            settings = read_settings(self.session.paths.settings)
        except IituiError:  # the screen says what is wrong
            words = "Something in the file is wrong. Until it's fixed, your earlier settings stay in effect."
            self.notify(words, title="The settings", severity="warning", markup=False, timeout=8)
            return
        changed = [name for name in DEFINED if settings.value_of(name) != before.value_of(name)]
        self.session.settings = settings
        if "theme" in changed and settings.theme in self.available_themes:
            self.theme = settings.theme
        if "keys" in changed:
            self._choose_keys()
        self._choose_animations()
        if changed:
            later = [name for name in changed if not DEFINED[name].at_once]
            words = f"Changed: {', '.join(changed)}."
            words += f" After a restart: {', '.join(later)}." if later else ""
            self.notify(words, title="The settings", markup=False, timeout=8)

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:  # noqa: ARG002
        """Report, once for each command, that another one has taken its key."""
        for binding in clashed_bindings:
            if binding.id and binding.id not in self._clashes:
                self._clashes.add(binding.id)
                words = f"[keys] takes the key {binding.key} away from '{binding.id}'."
                self.notify(words, title="The settings", severity="warning", markup=False, timeout=10)

    @work(group="background")
    async def _open_store(self) -> None:
        was_resting = not gc.isenabled()  # from the start of the process until the first frame
        if was_resting:
            gc.freeze()
            gc.enable()
        self.prepare()
        await self._journal_watch.open()
        if was_resting:  # the modules of the store stay: to look through them time and again delays keys
            gc.freeze()
        self.session.unsaved.when_taken = self._stop_telling_of_unsaved
        await self._journal_watch.begin()

    def _stop_telling_of_unsaved(self) -> None:
        """Take down the message about unsaved text: it is back in its form, which says so itself."""
        from iitui.ui.app.journal_watch import UNSAVED

        self.take_down(UNSAVED)
        self._warned_until = 0.0

    @cached_property
    def _journal_watch(self) -> "JournalWatch":
        """What opens, watches and shares the journal, loaded once the first frame stands."""
        from iitui.ui.app.journal_watch import JournalWatch

        return JournalWatch(self, self.session, self.reload_screen, self.show_error)

    def _watch(self) -> None:
        if self._journal_watch.look():
            self._share()

    @work(group="sharing")
    async def _share(self) -> None:
        """Share by itself, as the settings say, and show what came."""
        await self._journal_watch.share_by_itself()

    @work
    async def action_share_now(self) -> None:
        """Sync this journal with others through the shared folder named in the settings."""
        await self._journal_watch.share_now()

    def reload_screen(self) -> None:
        """Read again what the screen in front shows; a dialog over it stays as it is."""
        # While the app is being left, a screen loses its parts one by one.
        if self.is_running and isinstance(self.screen, JournalScreen) and self.screen.is_mounted:
            self.screen.reload()

    async def on_event(self, event: events.Event) -> None:
        """Pause loading in the background while the user types."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            self.prepare()
            self.session.pause_loading()
            if not self._type_ahead.may_handle(event):
                return
        if isinstance(event, events.MouseDown) and self._is_on_removed(event):
            return
        await super().on_event(event)

    def _is_on_removed(self, event: events.MouseDown) -> bool:
        """Return whether a click is on a widget that was removed and is still drawn.

        Textual looks for what contains it, to begin a selection of text there, and fails where nothing does.
        """
        widget, _ = self.screen.get_widget_and_offset_at(event.x, event.y)
        return widget is not None and not isinstance(widget, Screen) and widget.parent is None

    @overload
    def push_screen(
        self,
        screen: "Screen[T] | str",
        callback: "ScreenResultCallbackType[T] | None" = None,
        wait_for_dismiss: Literal[False] = False,
        *,
        mode: str | None = None,
    ) -> "AwaitMount": ...

    @overload
    def push_screen(
        self,
        screen: "Screen[T] | str",
        callback: "ScreenResultCallbackType[T] | None" = None,
        wait_for_dismiss: Literal[True] = True,
        *,
        mode: str | None = None,
    ) -> "Future[T]": ...

    def push_screen(
        self,
        screen: "Screen[T] | str",
        callback: "ScreenResultCallbackType[T] | None" = None,
        wait_for_dismiss: bool = False,
        *,
        mode: str | None = None,
    ) -> "AwaitMount | Future[T]":
        """Push a screen, as Textual does; while an act waits for its answer, keys go to it."""
        if not wait_for_dismiss:
            return super().push_screen(screen, callback, mode=mode)
        answer = super().push_screen(screen, callback, wait_for_dismiss=True, mode=mode)
        self._type_ahead.allow_while_asking(get_current_worker(), answer)
        return answer

    def handle_error(self, error: Exception, pump: "MessagePump | None") -> None:
        """Tell the user of an error in a handler, and go on; what is typed is kept."""
        self._keep_typed()
        self._crashes.handle(error, pump)

    def explained(self, error: BaseException) -> IituiError | None:
        """Return the error that the user can do something about: also a journal that cannot be read."""
        if isinstance(error, IituiError):
            return error
        return explain_failure(error, self.session.paths.journal)

    def rebuild_mode(self, mode: str) -> None:
        """Make the screens of a mode again, even while they are in front."""
        is_in_front = mode == self.current_mode
        if is_in_front:
            self.add_mode(_BETWEEN, Screen)  # the mode in front cannot be removed
            self.switch_mode(_BETWEEN)
        self.remove_mode(mode)
        self.add_mode(mode, partial(_screen, self._places[mode], self.session))
        if is_in_front:
            self.switch_mode(mode)
            self.remove_mode(_BETWEEN)

    def exit(
        self, result: None = None, return_code: int = 0, message: "RenderableType | None" = None
    ) -> None:
        """Leave, whatever is still running; keep what is typed, and let a watchdog end what does not stop."""
        self._crashes.is_leaving = True
        self._type_ahead.close()
        if not self.is_headless:
            seconds = GO_ON_SECONDS if self.goes_on else LEAVE_SECONDS
            self._watchdog.arm(seconds, return_code, str(message or ""))
        self._keep_typed()
        super().exit(result, return_code, message)

    def _leave_for(self, number: int) -> None:
        """Leave because of a signal; called at any point of the main thread, or on the input thread."""
        self._watchdog.arm(SIGNAL_SECONDS, status_of(number))
        with contextlib.suppress(RuntimeError):  # between two journals, no loop runs: the watchdog ends it
            self._own_loop.call_soon_threadsafe(self.exit, None, status_of(number), context=self._own_context)

    def _restore_terminal(self) -> None:
        driver = driver_of(self)
        if isinstance(driver, GuardedDriver):
            driver.restore_terminal()

    def _keep_typed(self) -> None:
        """Save what is being typed into any form or screen."""
        from iitui.ui.kit.forms.form import Form

        for _, stack in self.open_stacks():
            for screen in stack:
                if isinstance(screen, Form | JournalScreen):
                    screen.keep_typed()

    def open_stacks(self) -> Iterator[tuple[str, list[Screen[object]]]]:
        """Yield the modes that have been visited, each with its screens from the lowest up."""
        for mode in self._places:
            with contextlib.suppress(KeyError):  # a mode that was not visited yet
                yield mode, self.get_screen_stack(mode)

    @on(Driver.SignalResume)
    def _draw_all(self) -> None:
        """Draw everything again: the terminal came back empty from the shell."""
        self.screen.refresh(layout=True)

    async def on_unmount(self) -> None:
        """Close the journal."""
        await self.session.close()

    def action_help_quit(self) -> None:
        """Say how to leave, to a user who pressed the key that ends other programs."""
        words = "Press q to quit iitui."
        if self.screen.is_modal:
            words = "Press esc to close this, then q to quit iitui."
        self.notify(words, markup=False, timeout=4)

    def action_show_mode(self, mode: str) -> None:
        """Go to another place."""
        if not self.screen.is_modal:
            self.switch_mode(mode)

    def action_show_brief(self) -> None:
        """Open the brief of the next interview."""
        self._navigator.open_next_brief()

    def action_command_palette(self) -> None:
        """Open the palette."""
        from iitui.ui.app.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def search_themes(self) -> None:
        """Open the palette on the themes."""
        from iitui.ui.app.palette import Palette

        self.push_screen(Palette(is_about_themes=True))

    def action_show_help(self) -> None:
        """Show the keys of where you are."""
        from iitui.ui.app.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen, self._keys))

    def action_show_topic(self, name: str) -> None:
        """Explain one of the few ideas behind the screens.

        Args:
            name: one of `IDEAS` of `iitui.reports.topics`.
        """
        from iitui.ui.app.topics import TopicScreen

        self.push_screen(TopicScreen(name))

    @work
    async def action_import_contacts(self) -> None:
        """Import contacts from other programs."""
        from iitui.ui.contacts.importing import import_contacts

        if isinstance(self.screen, JournalScreen):
            await import_contacts(self.screen)

    @work
    async def action_look_through_mail(self) -> None:
        """Look through the mailboxes of the settings for what is new."""
        from iitui.ui.contacts.mail_importing import look_through_settings

        if isinstance(self.screen, JournalScreen):
            await look_through_settings(self.screen)

    @work
    async def action_export(self, subject: str) -> None:
        """Write what the journal contains to a file of another program's format."""
        from iitui.ui.app.exporting import export

        if isinstance(self.screen, JournalScreen):
            await export(self.screen, subject)

    @work
    async def action_export_calendar(self) -> None:
        """Export the calendar to a file or a folder."""
        from iitui.ui.interviews.calendar_exchange import export_calendar

        if isinstance(self.screen, JournalScreen):
            await export_calendar(self.screen)

    @work
    async def action_take_over_calendar(self) -> None:
        """Take over what was changed in the folder of the calendar."""
        from iitui.ui.interviews.calendar_exchange import take_over_folder

        if isinstance(self.screen, JournalScreen):
            await take_over_folder(self.screen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer the key of the sample only in the sample, and where there is nothing of one's own yet."""
        if action != "switch_journal" or self.session.is_sample:
            return True
        return bool(self.screen_stack) and isinstance(self.screen, JournalScreen) and self.screen.is_blank

    def action_switch_journal(self) -> None:
        """Go from an empty journal to a sample, or from the sample to one's own."""
        self.action_open_sample()

    @work
    async def action_add_contact(self) -> None:
        """Add a contact from one line, and stay where the wish came from."""
        from iitui.ui.contacts.adding import quick_add

        if isinstance(self.screen, JournalScreen):
            await quick_add(self.screen)

    async def action_find_contact(self) -> None:
        """Go to the search of the contacts."""
        await self._navigator.show_place(navigation.CONTACTS)
        await self.screen.run_action("search")

    def action_open_sample(self) -> None:
        """Close this journal and go on with a sample; from a sample, with one's own journal."""
        if not self._is_switching:  # the key may come again while the sample is being written
            self._is_switching = True
            self._switch_journal()

    @work
    async def _switch_journal(self) -> None:
        from iitui.ui.session.background_work import run_with_progress

        session = self.session
        if not session.is_sample:

            def write() -> "TemporaryDirectory[str]":
                from iitui.store.sample import make_sample

                return make_sample(session.now, session.zone)

            try:
                self.sample = await run_with_progress(self, "Writing the sample journal …", write)
            except IituiError as error:
                self._is_switching = False
                self.show_error(error)
                return
        self.goes_on = True
        self.exit()

    @work
    async def action_undo(self) -> None:
        """Undo the last change, and say what it was."""
        await self._step("Undone", "Undoing …", lambda store: store.history.undo())

    @work
    async def action_redo(self) -> None:
        """Redo what was undone, and say what it was."""
        await self._step("Redone", "Redoing …", lambda store: store.history.redo())

    async def _step(self, done_text: str, progress_text: str, verb: "Callable[[Store], Act]") -> None:
        from iitui.ui.session.background_work import run_with_progress

        try:
            store = await self.session.store()
            act = await run_with_progress(self, progress_text, lambda: verb(store))
        except IituiError as error:
            self.show_error(error)
        else:
            if act is not None:
                self.notify(f"{done_text}: {act.name}", markup=False)
            self.reload_screen()

    def show_error(self, error: IituiError) -> None:
        """Tell the user what went wrong."""
        self.notify(str(error), title=error.title, severity="error", markup=False, timeout=8)

    @cached_property
    def _navigator(self) -> "Navigator":
        """What goes where messages ask to, loaded when the first one comes."""
        from iitui.ui.app.navigating import Navigator

        return Navigator(self, self.session, self.open_stacks, self.reload_screen)

    @on(navigation.GoTo)
    async def _go_to(self, request: navigation.GoTo) -> None:
        await self._navigator.go_to(request)

    @on(navigation.ShowBrief)
    def _show_brief(self, request: navigation.ShowBrief) -> None:
        self._navigator.open_brief(request.interview_id)

    def action_open_list(self, name: str) -> None:
        """Open a list of records over the screen in front."""
        if isinstance(self.screen, JournalScreen):
            self._navigator.open_list(navigation.LISTS[name]())

    @on(navigation.ShowList)
    def _open_list(self, request: navigation.ShowList) -> None:
        self._navigator.open_list(request)

    @on(navigation.ShowTranscript)
    @work
    async def _show_transcript(self, request: navigation.ShowTranscript) -> None:
        await self._navigator.show_transcript(request)

    @on(navigation.WriteLetter)
    @work
    async def _write_letter(self, request: navigation.WriteLetter) -> None:
        await self._navigator.write_letter(request)

    @on(navigation.StartInterview)
    @work
    async def _start_interview(self, request: navigation.StartInterview) -> None:
        await self._navigator.start_interview(request)

    @on(navigation.WriteDebrief)
    @work
    async def _write_debrief(self, request: navigation.WriteDebrief) -> None:
        await self._navigator.write_debrief(request)

    @on(navigation.AddContact)
    @work
    async def _add_contact(self, request: navigation.AddContact) -> None:
        await self._navigator.add_contact(request)

    @on(navigation.LogTouch)
    @work
    async def _log_touch(self, request: navigation.LogTouch) -> None:
        await self._navigator.log_touch(request)

    @on(navigation.NoteOutcome)
    @work
    async def _note_outcome(self, request: navigation.NoteOutcome) -> None:
        await self._navigator.note_outcome(request)

    def ending(self) -> Ending:
        """Return how the app was left, and let the process live if it goes on."""
        status = FAILED if self.return_code is None else self.return_code
        goes_on = self.goes_on and status == 0
        if goes_on:
            self._watchdog.stand_down()
        return Ending(status, self.session.settings, goes_on, self.sample)


def run(paths: Paths, clock: Clock, settings: Settings, *, is_sample: bool = False) -> Ending:
    """Run the app on a journal and return how it was left.

    Raises:
        IituiError: the journal cannot be opened, or the settings name no zone.
    """
    session = JournalSession(paths, clock, local_zone(settings.zone), settings, is_sample=is_sample)
    app = IituiApp(session, os.environ)
    with contextlib.suppress(KeyboardInterrupt):
        app.run()
    return app.ending()
