"""The keys of live mode: those for while one types, and single letters in the list of questions.

Both ask the screen for the same things, by a message. Those for typing leave alone what the box itself, the
app and terminals use.
"""

from typing import TYPE_CHECKING, ClassVar, Self

from textual.binding import Binding, BindingType
from textual.message import Message

from iitui.domain.follow_ups import Kind
from iitui.domain.takeaways import TakeawayKind
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.forms.fields import TextBox
from iitui.ui.kit.lists.row_list import RowList

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.widgets.text_area import Edit, EditResult


class LiveCommand(Message):
    """A key of live mode was pressed.

    Attributes:
        command: what is wanted: the name of an action of the screen.
        argument: what it is given, or ''.
    """

    def __init__(self, command: str, argument: str = "") -> None:
        super().__init__()
        self.command = command
        self.argument = argument


QUICK_KINDS = {
    TakeawayKind.INSIGHT: ("i", "f2", "Insight", "Note an insight"),
    TakeawayKind.ADVICE: ("v", "f3", "Advice", "Note a piece of advice"),
    TakeawayKind.PROMISE_THEIRS: ("t", "f4", "They promise", "Note what they promise"),
    TakeawayKind.PROMISE_MINE: ("m", "f5", "I promise", "Note what you promise"),
    TakeawayKind.RESOURCE: ("r", "f6", "Resource", "Note a book, a site, a place"),
    TakeawayKind.NAME: ("N", "f7", "Name", "Note a name they give you"),
}
"""Kind of takeaway -> its key in the list, its key while typing, a word for it, and what it does."""

PROMISED = {TakeawayKind.PROMISE_THEIRS: Kind.INTRODUCTION, TakeawayKind.PROMISE_MINE: Kind.MY_PROMISE}
"""Kind of promise -> the follow-up that is owed for it."""


def _typing(keys: str, command: str, words: str, tooltip: str, *, show: bool = False) -> Binding:
    return bind(keys, f"command('{command}')", words, f"live.{command}", tooltip, show=show)


def _listed(keys: str, command: str, words: str, tooltip: str, *, show: bool = False) -> Binding:
    return bind(keys, f"command('{command}')", words, f"live_list.{command}", tooltip, show=show)


class AnswerBox(TextBox):
    """The box that an answer is typed into."""

    HELP_TITLE: ClassVar[str] = "While you type"

    _draws_one_line = False

    BINDINGS: ClassVar[list[BindingType]] = [
        _typing("ctrl+n", "next", "Next", "Mark as asked, and go to the next question to ask", show=True),
        _typing("escape", "show_list", "List", "Go to the list, where single letters are keys", show=True),
        _typing("ctrl+b", "back", "Back", "Go to the previous question", show=True),
        _typing("ctrl+g", "find", "Go to", "Go to a question by its number or a word in it", show=True),
        _typing("ctrl+r", "return", "Return", "Go back to where you were before you jumped"),
        _typing(
            "ctrl+o", "off_record", "Off record", "Put this answer off the record, or back on", show=True
        ),
        _typing("ctrl+t", "takeaway", "Takeaway", "Note an insight, advice, a promise, a name", show=True),
        _typing("ctrl+l", "closing", "Closing", "Go to the closing questions"),
        _typing("ctrl+s", "save", "Save", "Save now; it's saved automatically anyway"),
        *(
            bind(
                typed,
                f"command('takeaway', '{kind.name}')",
                words,
                f"live.{kind.name.lower()}",
                tooltip,
            )
            for kind, (_, typed, words, tooltip) in QUICK_KINDS.items()
        ),
        _typing("f8", "more_minutes", "5 more", "Ask for five more minutes"),
        _typing("f9", "make_up", "Own question", "Ask a question that isn't in the plan"),
        _typing("f10", "skip", "Skip", "Skip the question"),
        _typing("f12", "earlier", "Earlier", "Earlier answers from this person and others"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name that every widget gives it
        """Make an empty box."""
        super().__init__(id=id, compact=True, tab_behavior="focus", highlight_cursor_line=False)
        self.match_cursor_bracket = False

    def edit(self, edit: "Edit") -> "EditResult":
        """Make an edit; where it changes a single line, only that is drawn anew: Textual draws all."""
        line = edit.top[0]
        if line != edit.bottom[0] or "\n" in edit.text or not self.selection.is_empty:
            return super().edit(edit)
        before = (self.wrapped_document.height, self.scroll_offset)
        self._draws_one_line = True
        try:
            result = super().edit(edit)
        finally:
            self._draws_one_line = False
        if before == (self.wrapped_document.height, self.scroll_offset):
            top = self.wrapped_document.location_to_offset((line, 0)).y
            self.refresh_lines(top, len(self.wrapped_document.get_sections(line)))
        else:
            self.refresh()
        return result

    def refresh(
        self, *regions: "Region", repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw anew; during the edit of a single line, what would draw all is left to that edit."""
        if self._draws_one_line and not regions and not layout and not recompose:
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def action_command(self, command: str, argument: str = "") -> None:
        """Ask the screen for something."""
        self.post_message(LiveCommand(command, argument))


class QuestionList(RowList):
    """The questions of the interview: asked, skipped, still to ask."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _listed("n", "next", "Next", "Mark as asked, and go to the next question to ask", show=True),
        _listed("e", "end", "End", "End the interview and start the debrief", show=True),
        _listed("b", "back", "Back", "Go to the previous question"),
        _listed("s", "skip", "Skip", "Skip the question", show=True),
        _listed("x", "tick", "Asked", "Mark as asked, or as not asked"),
        _listed("a", "make_up", "Own question", "Ask a question that isn't in the plan", show=True),
        _listed("B", "offer", "To the bank", "Keep the made-up question in the bank"),
        _listed("slash", "find", "Go to", "Go to a question by its number or a word in it"),
        _listed("backspace", "return", "Return", "Go back to where you were before you jumped"),
        *(
            bind(
                str(digit),
                f"command('jump', '{digit}')",
                "By number",
                "live_list.jump",
                "Go to the question with that number",
            )
            for digit in range(1, 10)
        ),
        _listed("o", "off_record", "Off record", "Put the answer off the record, or back on", show=True),
        *(
            bind(
                listed,
                f"command('takeaway', '{kind.name}')",
                words,
                f"live_list.{kind.name.lower()}",
                tooltip,
            )
            for kind, (listed, _, words, tooltip) in QUICK_KINDS.items()
        ),
        _listed("c", "closing", "Closing", "Go to the closing questions"),
        _listed("plus", "more_minutes", "5 more", "Ask for five more minutes"),
        _listed("p", "earlier", "Earlier", "Earlier answers from this person and others"),
        _listed("P", "take_plan", "Plan", "Use a ready-made plan"),
        _listed("Q", "pick", "Pick", "Pick questions from the bank"),
        _listed("escape", "leave", "Leave", "Close the screen; the interview stays in progress", show=True),
    ]

    def action_command(self, command: str, argument: str = "") -> None:
        """Ask the screen for something."""
        self.post_message(LiveCommand(command, argument))
