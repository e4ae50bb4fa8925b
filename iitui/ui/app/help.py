"""The help: what the place behind it is for and what its keys do, read from the bindings of that place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from textual import work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from iitui.ui.app.keymap import PALETTE, KeyCommand, commands_among, commands_of, shown_keys
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import KeyGroup, bind
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.forms.form import Form
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.screens import Dialog
from iitui.ui.session.navigation import PLACES

_EVERYWHERE = "Everywhere"
_Group = tuple[str, Sequence[KeyCommand]]
"""A title, and the keys below it."""


class HelpScreen(Dialog[None]):
    """Shows what a screen is for, and its keys as they are bound."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (132, "-wide")]  # noqa: RUF012 - declared so by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "escape,question_mark,q",
            "leave_help",
            "Close",
            "help.leave",
            "Close this help",
            show=True,
        ),
        bind("t", "choose_topic", "More help", "help.topics", "Explain an idea, such as evidence", show=True),
        bind("down,j", "scroll_help(1)", "Down", "help.down", "Scroll down", show=True),
        bind("up,k", "scroll_help(-1)", "Up", "help.up", "Scroll up", show=True),
        bind("pagedown,space", "page_help(1)", "Page down", "help.page_down", "Next page"),
        bind("pageup", "page_help(-1)", "Page up", "help.page_up", "Previous page"),
        bind("home,g", "end_help(False)", "Top", "help.top", "Go to the top"),
        bind("end,G", "end_help(True)", "End", "help.end", "Go to the end"),
    ]

    def __init__(self, about: Screen[object], keys: Mapping[str, str] | None = None) -> None:
        """Make a help.

        Args:
            about: the screen behind it.
            keys: binding id -> keys, as the settings rebind them.
        """
        super().__init__(classes="form")
        self.about = about
        self._keys = dict(keys or {})

    def compose(self) -> ComposeResult:
        """Show the purpose, then the keys in groups."""
        with Vertical(classes="form--box help--box") as box:
            box.border_title = Content(f"Help: {_name_of(self.about)}")
            with VerticalScroll(classes="help--text", can_focus=False):
                purpose = getattr(self.about, "PURPOSE", "")
                if purpose:
                    yield Static(Content(purpose), classes="help--purpose")
                yield from self._columns()
            yield KeyBar()

    def _columns(self) -> ComposeResult:
        """Show the groups in two halves, which the stylesheet puts side by side where there is room."""
        with Container(classes="help--columns"):
            for half in _halves(list(self._groups())):
                with Vertical(classes="help--column"):
                    for title, commands in half:
                        yield Static(Content(title), classes="help--title")
                        yield from _lines(self.app, commands)

    def _groups(self) -> Iterator[_Group]:
        shown_ids: set[str] = set()
        moves: tuple[KeyCommand, ...] = ()
        for title, owners in self._owners():
            commands = [
                one for owner in owners for one in commands_of(owner, self._keys) if one.id not in shown_ids
            ]
            if title == _EVERYWHERE:
                commands.extend(commands_among([PALETTE]))
            fresh = {one.id: one for one in commands}
            shown_ids.update(fresh)
            if title:
                yield title, tuple(fresh.values())
                continue
            moves = tuple(one for one in fresh.values() if one.group == KeyGroup.MOVE)
            for group in (group for group in KeyGroup if group is not KeyGroup.MOVE):
                yield group.value, tuple(one for one in fresh.values() if one.group == group)
        yield KeyGroup.MOVE.value, moves

    def _owners(self) -> Iterator[tuple[str, Sequence[type[DOMNode]]]]:
        """Yield the classes whose keys work here, by their title; without one by what the keys do."""
        widgets = tuple(dict.fromkeys(type(widget) for widget in self.about.query("*")))
        lists = tuple(kind for kind in widgets if issubclass(kind, RowList))
        others = [kind for kind in widgets if kind not in lists]
        plain = (kind for kind in others if not hasattr(kind, "HELP_TITLE"))
        yield "", (type(self.about), *plain, *lists)
        for kind in others:
            if hasattr(kind, "HELP_TITLE"):
                yield str(kind.HELP_TITLE), (kind,)
        if self.about.is_modal:
            return
        yield _EVERYWHERE, (type(self.app),)
        yield "In dialogs", (Form, Confirm)

    def _text(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    @work
    async def action_choose_topic(self) -> None:
        """Ask for a topic, and show it over the help."""
        from iitui.ui.app.topics import TopicScreen, topic_by_letter, topic_menu

        letter = await self.app.push_screen_wait(topic_menu())
        if letter is not None:
            await self.app.push_screen_wait(TopicScreen(topic_by_letter(str(letter))))

    def action_leave_help(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_scroll_help(self, lines: int) -> None:
        """Scroll down by a number of lines; up, if negative."""
        self._text().scroll_relative(y=lines, animate=False)

    def action_page_help(self, pages: int) -> None:
        """Scroll down by a number of pages; up, if negative."""
        self._text().scroll_relative(y=pages * max(self._text().size.height - 1, 1), animate=False)

    def action_end_help(self, to_end: bool) -> None:
        """Go to the top or the end."""
        if to_end:
            self._text().scroll_end(animate=False)
        else:
            self._text().scroll_home(animate=False)


def _lines(app: App[object], commands: Iterable[KeyCommand]) -> ComposeResult:
    for command in commands:
        with Horizontal(classes="help--line"):
            yield Static(Content(shown_keys(app, command.keys)), classes="help--key")
            yield Static(Content(command.description), classes="help--word")
            yield Static(Content(command.tooltip), classes="help--what")


def _halves(groups: Sequence[_Group]) -> tuple[Sequence[_Group], Sequence[_Group]]:
    """Divide the groups that have keys where both halves are most alike in length; their order stays."""
    full = [group for group in groups if group[1]]
    sizes = [len(commands) + 2 for _, commands in full]
    place = min(range(len(full) + 1), key=lambda end: abs(sum(sizes[:end]) - sum(sizes[end:])))
    return full[:place], full[place:]


def _name_of(screen: Screen[object]) -> str:
    for place in PLACES:
        if type(screen).__name__ == place.screen:
            return place.name
    words = type(screen).__name__.removesuffix("Screen")
    return (
        "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in words).strip().capitalize()
    )
