"""The kinds of field that a form can have, and the widget for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Checkbox, Input, OptionList, Select, TextArea

from iitui.domain.errors import UnreadableError
from iitui.domain.known_words import PieceReader
from iitui.domain.text import clean_line
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.forms.suggestions import TAKE_KEY, KnownWords, Suggestions
from iitui.ui.kit.outside import edit_outside
from iitui.ui.kit.textual_internals import SuggestingInput, wrap_again
from iitui.ui.kit.theme import QUIET


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A field for one line of text.

    Attributes:
        name: what the form calls it.
        label: the text beside it.
        value: its text at first.
        hint: shown while the field is empty.
        known: words that are suggested while the user types.
        suggests: finds in what is typed the beginning of a word of the journal.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    known: Sequence[str] = ()
    suggests: PieceReader | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTextField:
    """A field for several lines of text; `lines` is its height, `hint` and `suggests` as in `TextField`."""

    name: str
    label: str
    value: str = ""
    lines: int = 4
    hint: str = ""
    suggests: PieceReader | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField:
    """A field for one word of a closed set; `options` are the words, `value` is one of them or ''."""

    name: str
    label: str
    options: Sequence[str]
    value: str = ""
    blank: str = ""
    """The option for no word at all; '' where one must be chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckField:
    """A field for yes or no; `hint` stands beside the word and says what yes means."""

    name: str
    label: str
    value: bool = False
    hint: str = ""


Field = TextField | LongTextField | ChoiceField | CheckField


class LineBox(Input):
    """The widget of a text field: text of several lines pasted into it loses only the line breaks."""

    def on_paste(self, event: events.Paste) -> None:
        """Insert all pasted lines as one, cleaned; Textual's `Input` inserts the first line as it is."""
        event.prevent_default()
        event.stop()
        line = clean_line(event.text)
        if line:
            self.replace(line, *self.selection)


class SuggestingLineBox(SuggestingInput, LineBox):
    """A line that suggests the rest of what is typed; → takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [TAKE_KEY]

    def __init__(self, field: TextField, suggestions: Suggestions, *, id: str) -> None:  # noqa: A002
        """Make the line of a field.

        Args:
            field: the field.
            suggestions: what it suggests.
            id: the id of the widget.
        """
        self._suggestions = suggestions
        super().__init__(field.value, placeholder=field.hint, id=id, compact=True)

    def on_focus(self) -> None:
        """Read what can be suggested."""
        self._suggestions.read_for(self, lambda: self.watch_value(self.value))

    def watch_value(self, value: str) -> None:
        """Suggest with the letter; a worker, as Textual has it, would answer after the next one."""
        self.show_suggestion(self._suggestions.whole(value) if self.has_focus else "")

    def action_take_suggestion(self) -> None:
        """Take what is suggested; where nothing is, go on with the cursor."""
        self.action_cursor_right()


class TextBox(TextArea):
    """The widget of a long text field. Undo is not on ctrl+z, which suspends iitui as in any terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+underscore",
            "undo",
            "Undo typing",
            show=False,
            key_display="ctrl+_",
            id="text.undo",
            tooltip="Undo the last typing; ctrl+y redoes it",
        ),
        bind(
            "ctrl+e", "open_editor", "Editor", "text.editor", "Continue in your own editor (VISUAL or EDITOR)"
        ),
    ]

    def action_open_editor(self) -> None:
        """Write the text in the user's editor; if that fails, it stays as it is."""
        if self.read_only:
            return
        try:
            edited = edit_outside(self.app, self.text)
        except UnreadableError as error:
            self.app.notify(str(error), title=error.title, severity="error", markup=False, timeout=8)
            return
        if edited != self.text:
            self.replace(edited, (0, 0), self.document.end)  # one step of undo
            self.move_cursor(self.document.end)

    def undo(self) -> None:
        """Undo the last edits; Textual wraps a part of the lines then, and can miss some of them."""
        super().undo()
        wrap_again(self)

    def redo(self) -> None:
        """Redo the edits that were undone last."""
        super().redo()
        wrap_again(self)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor, unless it stands on a line that is gone.

        While Textual undoes, it lets the scrollbar go before it moves the cursor back, and would fail here.
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset(0, 0)
        return super().scroll_cursor_visible(center, animate)


class TickBox(Checkbox):
    """The widget of a field for yes or no: its mark and its word say which, with no color needed."""

    def __init__(self, field: CheckField, *, id: str) -> None:  # noqa: A002
        """Make the box of a field.

        Args:
            field: the field.
            id: the id of the widget.
        """
        self._hint = field.hint
        super().__init__("", field.value, id=id, compact=True)

    def render(self) -> Content:
        """Draw a ticked or an empty box, the word, and what yes means."""
        word = "[✓] yes" if self.value else "[ ] no "
        return Content.assemble(word, (f"  {self._hint}", QUIET) if self._hint else "")


class SuggestingTextBox(TextBox):
    """A text that suggests the rest of what is typed at the end of a line; → takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [TAKE_KEY]

    def __init__(self, field: LongTextField, suggestions: Suggestions, *, id: str) -> None:  # noqa: A002
        """Make the text of a field.

        Args:
            field: the field.
            suggestions: what it suggests.
            id: the id of the widget.
        """
        self._suggestions = suggestions
        super().__init__(
            field.value,
            id=id,
            placeholder=field.hint,
            compact=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
        )

    def on_focus(self) -> None:
        """Read what can be suggested."""
        self._suggestions.read_for(self, self.update_suggestion)

    def watch_selection(self) -> None:
        """Suggest where the cursor is now."""
        self.update_suggestion()

    def update_suggestion(self) -> None:
        """Suggest the rest of a word behind the cursor, at the end of its line."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        begun, word = self._suggestions.rest_of(line) if column == len(line) else (0, "")
        self.suggestion = word[begun:]

    def action_take_suggestion(self) -> None:
        """Take what is suggested; where nothing is, go on with the cursor."""
        self.action_cursor_right()


class ChoiceBox(Select[str]):
    """The widget of a choice field: a list that unfolds, with page keys that work before it is drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("pageup", "page_options(-1)", "Page up", "choice.page_up", "Previous page", priority=True),
        bind("pagedown", "page_options(1)", "Page down", "choice.page_down", "Next page", priority=True),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turn pages only in the list that has unfolded."""
        if action == "page_options":
            return self.expanded
        return super().check_action(action, parameters)

    def action_page_options(self, pages: int) -> None:
        """Go a page up or down in the list that has unfolded."""
        move_page(self.query_one(OptionList), pages)


def make_box(field: Field, words: KnownWords | None = None) -> Widget:
    """Return the widget for a field, filled with its value.

    Args:
        field: the field.
        words: those of the journal, which fields suggest.
    """
    name = f"field-{field.name}"
    match field:
        case TextField():
            if field.known or field.suggests:
                suggestions = Suggestions(field.known, field.suggests, words)
                return SuggestingLineBox(field, suggestions, id=name)
            return LineBox(field.value, placeholder=field.hint, id=name, compact=True)
        case LongTextField(suggests=PieceReader()):
            box = SuggestingTextBox(field, Suggestions((), field.suggests, words), id=name)
            box.styles.height = field.lines
            return box
        case LongTextField():
            area = TextBox(
                field.value,
                id=name,
                placeholder=field.hint,
                compact=True,
                tab_behavior="focus",
                highlight_cursor_line=False,
            )
            area.styles.height = field.lines
            return area
        case ChoiceField():
            options = [(Text(word), word) for word in field.options]
            if field.blank:
                options.insert(0, (Text(field.blank), ""))
            return ChoiceBox(options, value=field.value, allow_blank=False, id=name, compact=True)
        case CheckField():
            return TickBox(field, id=name)


def fill_box(box: Widget, field: Field, text: str) -> None:
    """Fill the widget of a field with a text; a word that is no choice of the field is ignored."""
    if isinstance(box, TextArea):
        box.text = text
        box.move_cursor(box.document.end)
    elif isinstance(box, Input):
        box.value = text
    elif isinstance(box, Checkbox):
        box.value = text == "yes"
    elif isinstance(box, Select) and isinstance(field, ChoiceField) and _is_choice(field, text):
        box.value = text


def _is_choice(field: ChoiceField, text: str) -> bool:
    return text in field.options or bool(field.blank and not text)


def move_page(options: OptionList, pages: int, *, lines_per_option: int = 1) -> None:
    """Move the cursor of Textual's list by pages; its own page keys fail until it is drawn.

    Args:
        options: the list.
        pages: how many to go down; negative is up.
        lines_per_option: how many lines an option takes.
    """
    if options.display and options.option_count:
        page = max(options.size.height // lines_per_option, 1)
        place = (options.highlighted or 0) + pages * page
        options.highlighted = min(max(place, 0), options.option_count - 1)
