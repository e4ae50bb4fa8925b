"""Forms: labelled fields, words under a field that was refused, and an echo of how a text is read.

A form asks and answers; it never acts. Its answer is a checked draft, or None when it was left.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Checkbox, Footer, Input, Label, Select, Static, TextArea

from iitui.domain.errors import BadInputError, IituiError

D = TypeVar("D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A field of one line.

    Attributes:
        hint: shown while the field is empty.
        known: words that are offered while one types.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    known: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText:
    """A field of several lines."""

    name: str
    label: str
    value: str = ""
    lines: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One word out of a closed set; `options` are the words as shown, `value` one of them or ''."""

    name: str
    label: str
    options: Sequence[str]
    value: str = ""
    blank: str = ""
    """What stands for no word at all; '' where one must be chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Yes or no."""

    name: str
    label: str
    value: bool = False


Field = Line | LongText | Choice | Check


class Doubt(str):
    """An echo that warns: shown in the colour of a warning, and no reason to refuse the field."""

    __slots__ = ()


class Form(ModalScreen[D | None], Generic[D]):
    """A form over the screen that asked for it. Subclasses give the fields and make the draft."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save_form", "Save", id="form.save", tooltip="Save what is typed", priority=True),
        Binding("escape", "leave_form", "Leave", id="form.leave", tooltip="Leave without saving"),
    ]

    CSS_CLASSES: ClassVar[str] = "form"

    def __init__(self, title: str, fields: Sequence[Field], errors: Mapping[str, str] | None = None) -> None:
        """Make a form.

        Args:
            title: what it is about.
            fields: from top to bottom.
            errors: field name -> why it was refused before; '' for the form as a whole.
        """
        super().__init__(classes="form")
        self._title = title
        self._fields = tuple(fields)
        self._errors = dict(errors or {})

    @abstractmethod
    def draft(self) -> D:
        """Return the checked draft of what is typed.

        Raises:
            BadInputError: with words per field.
        """

    def echo(self, name: str) -> str:  # noqa: ARG002
        """Return how the text in a field is read, to stand under it; '' for nothing to say."""
        return ""

    def compose(self) -> ComposeResult:
        """Put label, field and the line for words under each other."""
        with Vertical(classes="form--box") as box:
            box.border_title = Text(self._title)
            with VerticalScroll(classes="form--fields", can_focus=False):
                yield Static(classes="form--word", id="word--form", markup=False)
                for field in self._fields:
                    with Horizontal(classes="form--row"):
                        yield Label(field.label, classes="form--label", markup=False)
                        yield _widget(field)
                    yield Static(classes="form--word", id=f"word-{field.name}", markup=False)
            yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what was refused before, and how the texts are read."""
        self._show_words(self._errors)

    def on_resize(self) -> None:
        """Let the fields scroll where they have not enough room, so that the keys stay in sight."""
        self.query_one(".form--fields").styles.max_height = max(self.size.height - 4, 1)

    def text_of(self, name: str) -> str:
        """What is typed in a line or a long text."""
        widget = self.query_one(f"#field-{name}")
        return widget.text if isinstance(widget, TextArea) else self.query_one(f"#field-{name}", Input).value

    def choice_of(self, name: str) -> str:
        """The word that is chosen; '' for none."""
        value = self.query_one(f"#field-{name}", Select).value
        return value if isinstance(value, str) else ""

    def flag_of(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.query_one(f"#field-{name}", Checkbox).value

    def number_of(self, name: str, called: str) -> int:
        """The whole number in a line.

        Raises:
            BadInputError: it is none.
        """
        text = self.text_of(name).strip()
        if not (text.isascii() and text.isdigit() and len(text) < 7):
            raise BadInputError({name: f"{called} must be a whole number, not '{text}'."})
        return int(text)

    @on(Input.Changed)
    @on(Select.Changed)
    def _read_again(self) -> None:
        self._errors.clear()
        self._show_words({})

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def _show_words(self, errors: Mapping[str, str]) -> None:
        for field in self._fields:
            word = self.query_one(f"#word-{field.name}", Static)
            refused = errors.get(field.name, "")
            said = refused or self.echo(field.name)
            word.update(Text(said))
            word.display = bool(said)
            word.set_class(bool(refused), "form--refused")
            word.set_class(isinstance(said, Doubt), "form--doubt")
        names = {field.name for field in self._fields}
        rest = " ".join(text for name, text in errors.items() if name not in names)
        word = self.query_one("#word--form", Static)
        word.update(Text(rest))
        word.display = bool(rest)
        word.set_class(True, "form--refused")
        first = next((field.name for field in self._fields if errors.get(field.name)), None)
        if first is not None:
            self.query_one(f"#field-{first}", Widget).focus()

    def action_save_form(self) -> None:
        """Answer with the draft, or say what is wrong with it."""
        try:
            draft = self.draft()
        except BadInputError as error:
            self._show_words(error.fields)
        except IituiError as error:
            self._show_words({"": str(error)})
        else:
            self.dismiss(draft)

    def action_leave_form(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)


def _widget(field: Field) -> Widget:
    name = f"field-{field.name}"
    match field:
        case Line():
            known = SuggestFromList(field.known, case_sensitive=False) if field.known else None
            return Input(field.value, placeholder=field.hint, suggester=known, id=name, compact=True)
        case LongText():
            area = TextArea(
                field.value, id=name, compact=True, tab_behavior="focus", highlight_cursor_line=False
            )
            area.styles.height = field.lines
            return area
        case Choice():
            options = [(Text(word), word) for word in field.options]
            if field.blank:
                options.insert(0, (Text(field.blank), ""))
            return Select(options, value=field.value, allow_blank=False, id=name, compact=True)
        case Check():
            return Checkbox("", field.value, id=name, compact=True)
