"""Forms: labelled fields, words under a field that was refused, and an echo of how a text is read.

A form asks and answers; it never acts. Its answer is a checked draft, or None when it was left.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Label, Select, Static, TextArea

from iitui.domain.errors import BadInputError, IituiError
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.forms.autosaved_dialog import AutosavedDialog
from iitui.ui.kit.forms.fields import (
    CheckField,
    ChoiceField,
    Field,
    LongTextField,
    TextField,
    box_of,
    fill_box,
)

__all__ = ["CheckField", "ChoiceField", "Doubt", "Field", "Form", "LongTextField", "TextField"]

D = TypeVar("D")


class Doubt(str):
    """An echo that warns: shown in the colour of a warning, and no reason to refuse the field."""

    __slots__ = ()


class Form(AutosavedDialog[D], Generic[D]):
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
        self._shown: Mapping[str, str] = {}

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
                yield Static(classes="form--word", id="word--kept", markup=False)
                yield Static(classes="form--word", id="word--form", markup=False)
                for field in self._fields:
                    with Horizontal(classes="form--row"):
                        yield Label(field.label, classes="form--label", markup=False)
                        yield box_of(field)
                    yield Static(classes="form--word", id=f"word-{field.name}", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Show what was refused before, and how the texts are read."""
        self._shown = self.texts()
        self._show_words(self._errors)

    def on_resize(self) -> None:
        """Let the fields scroll where they have not enough room, so that the keys stay in sight."""
        self.query_one(".form--fields").styles.max_height = max(self.size.height - 4, 1)

    @property
    def called(self) -> str:
        """What the form is about."""
        return self._title

    def texts(self) -> dict[str, str]:
        """What stands in each field; a box that is ticked holds 'yes'."""
        return {field.name: self._text(field) for field in self._fields}

    def _text(self, field: Field) -> str:
        match field:
            case ChoiceField():
                return self.choice_of(field.name)
            case CheckField():
                return "yes" if self.flag_of(field.name) else ""
        return self.text_of(field.name)

    def put(self, texts: Mapping[str, str]) -> None:
        """Make fields hold these texts; a word that is no choice is passed over."""
        for field in self._fields:
            if field.name in texts:
                fill_box(self.query_one(f"#field-{field.name}", Widget), field, texts[field.name])

    def label_of(self, name: str) -> str:
        """What stands beside a field."""
        return next((field.label for field in self._fields if field.name == name), name)

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
        if not self.is_attached:
            return
        texts = self.texts()
        if texts == self._shown:  # boxes also tell what they were filled with
            return
        self._shown = texts
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
            self.answer_with(draft)
