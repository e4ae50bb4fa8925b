"""The few ideas behind the screens, explained: the same texts as `iitui help TOPIC`."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.commands import TOPICS
from iitui.reports.topics import IDEAS, read_topic
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.dialogs.menu import Menu, MenuItem
from iitui.ui.kit.screens import Dialog
from iitui.ui.kit.text.scrolled import ScrolledByKeys


class TopicScreen(Dialog[None]):
    """Shows the text of one topic."""

    AUTO_FOCUS = "ScrolledByKeys"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape,question_mark,q,enter", "leave_topic", "Close", "topic.leave", "Close this", show=True),
    ]

    def __init__(self, name: str) -> None:
        """Make a screen for a topic.

        Args:
            name: one of `IDEAS`.
        """
        super().__init__(classes="form")
        title, _, self._text = read_topic(name).partition("\n")
        self._title = title.removeprefix("# ")

    def compose(self) -> ComposeResult:
        """Show the title in the border, and the text as wide as there is room."""
        with Vertical(classes="form--box topic--box") as box:
            box.border_title = Content(self._title)
            with ScrolledByKeys(classes="topic--text"):
                yield Static(Content(_reflowed(self._text)))
            yield KeyBar()

    def action_leave_topic(self) -> None:
        """Close."""
        self.dismiss(None)


def _reflowed(text: str) -> str:
    """Return paragraphs of one line each; what is indented keeps its lines."""
    blocks = text.strip("\n").split("\n\n")
    return "\n\n".join(
        block.replace("\n    ", "\n  ").removeprefix("  ")
        if block.startswith(" ")
        else " ".join(block.split())
        for block in blocks
    )


def topic_menu() -> Menu:
    """Return a menu of the topics, each by its first letter."""
    return Menu("More help", [MenuItem(name[0], title_of(name), TOPICS[name]) for name in IDEAS])


def topic_by_letter(letter: str) -> str:
    """Return the topic that a letter of the menu stands for."""
    return next(name for name in IDEAS if name[0] == letter)


def title_of(name: str) -> str:
    """Return a topic as it is called on the screen: "Off the record"."""
    return "Follow-ups" if name == "follow-ups" else name.replace("-", " ").capitalize()
