"""Forms: labelled fields, words under a field that was refused, and an echo of how a text is read.

A form asks and answers; it never acts. Its answer is a checked draft, or None when it was left.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Label, Select, Static, TextArea

from iitui.domain.autosave import UnsavedText, changed, count_typed
from iitui.domain.dates.calendar import say_twice
from iitui.domain.errors import BadInputError, IituiError
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.forms.fields import (
    CheckField,
    ChoiceField,
    Field,
    LongTextField,
    TextField,
    fill_box,
    make_box,
)
from iitui.ui.kit.screens import Dialog

if TYPE_CHECKING:
    from textual.timer import Timer

    from iitui.ui.kit.forms.suggestions import KnownWords
__all__ = [
    "CheckField",
    "ChoiceField",
    "EchoWarning",
    "Field",
    "Form",
    "LongTextField",
    "TextField",
    "echo_time",
]

D = TypeVar("D")
T = TypeVar("T")

KEEP_SECONDS = 1.0
"""Seconds after a key until what is typed is kept; while the user goes on typing, the interval."""

ASK_FROM = 20
"""The number of typed characters above which leaving the form asks first."""


class EchoWarning(str):
    """An echo that warns: shown in the color of a warning, but the field is not refused."""

    __slots__ = ()


class Autosave(Protocol):
    """Keeps what is typed into one form, also while the form is shown again because it was refused.

    The form knows no file: it passes the texts of its fields to whatever satisfies this.
    """

    def begin(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Remember the texts of the fields when the form is first opened; return those of the first call."""

    def take(self) -> tuple[UnsavedText, str] | None:
        """Return the unsaved text of an earlier run and, in words, its time; None after the first call."""

    def keep(self, title: str, again: str, texts: Mapping[str, str]) -> None:
        """Keep the texts of the fields.

        Args:
            title: what the form is about.
            again: how to open the form again, in words.
            texts: the texts of all fields, by name.
        """

    def drop(self) -> None:
        """Delete what is kept."""


def echo_time(words: str, instant: datetime, zone: ZoneInfo) -> str:
    """Return an echo of a time; a warning that says which one it is where clocks show it twice that day."""
    twice = say_twice(instant, zone)
    return EchoWarning(f"{words}. {twice}") if twice else words


class Form(Dialog[D | None], Generic[D]):
    """A form over the screen that opened it. Subclasses list the fields and make the draft.

    With an autosave, what is typed is kept while the user types, and put back when the form is opened again
    after a crash.

    Attributes:
        HOW_TO_REOPEN: the key that opens this form again and where, in words, for a user whose text was kept.
        autosave: keeps what is typed; without one, nothing is kept.
        words: those of the journal, which fields suggest; without them, fields suggest only what they know.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+s", "save_form", "Save", "form.save", "Save what you typed", show=True, priority=True),
        bind("escape", "leave_form", "Cancel", "form.leave", "Close without saving", show=True),
        bind(
            "ctrl+l",
            "put_away",
            "Discard",
            "form.put_away",
            "Discard the restored unsaved text",
            priority=True,
        ),
    ]

    HOW_TO_REOPEN: ClassVar[str] = ""

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
        self._last_texts: Mapping[str, str] = {}
        self.autosave: Autosave | None = None
        self.words: KnownWords | None = None
        self._texts_at_first: Mapping[str, str] | None = None
        self._restored_texts: Mapping[str, str] | None = None
        self._unkept_texts: Mapping[str, str] | None = None
        """The texts of the fields, while they are not kept yet."""
        self._keep_timer: Timer | None = None

    @abstractmethod
    def draft(self) -> D:
        """Return the checked draft of what is typed.

        Raises:
            BadInputError: with words per field.
        """

    def echo(self, name: str) -> str:  # noqa: ARG002
        """Return how the text of a field is understood, to be shown under it; '' for nothing."""
        return ""

    def compose(self) -> ComposeResult:
        """Compose the fields, each with its label and a line for a message below it."""
        with Vertical(classes="form--box") as box:
            box.border_title = Text(self._title)
            with VerticalScroll(classes="form--fields", can_focus=False):
                yield Static(classes="form--word", id="word--kept", markup=False)
                yield Static(classes="form--word", id="word--form", markup=False)
                yield from self.compose_fields()
            yield KeyBar()

    def compose_fields(self) -> ComposeResult:
        """Compose the fields, from top to bottom."""
        for field in self._fields:
            yield from self.compose_field(field)

    def compose_field(self, field: Field) -> ComposeResult:
        """Compose one field with its label, and a line for a message below it."""
        with Horizontal(classes="form--row"):
            yield Label(field.label, classes="form--label", markup=False)
            yield make_box(field, self.words)
        yield Static(classes="form--word", id=f"word-{field.name}", markup=False)

    def on_mount(self) -> None:
        """Show errors and echoes, and put back what was typed in an earlier run and never saved."""
        self._last_texts = self.texts()
        self._show_messages(self._errors)
        self._restore_unsaved()

    def _restore_unsaved(self) -> None:
        """Put back what was typed in an earlier run and never saved, and say so."""
        at_first = self.texts()
        self._texts_at_first = at_first if self.autosave is None else self.autosave.begin(at_first)
        unsaved = self.autosave.take() if self.autosave is not None else None
        if unsaved is None:
            return
        kept, when = unsaved
        self.fill({name: text for name, text in kept.texts.items() if name in at_first})
        self._restored_texts = self.texts()
        other = [
            name for name in kept.texts if name in at_first and kept.before.get(name, "") != at_first[name]
        ]
        word = f"Restored unsaved text from {when}. Press ctrl+l to discard it."
        if other:
            word += f" Saved elsewhere since then: {', '.join(map(self.label_of, other))}."
        self._show_unsaved_notice(word)

    def on_click(self, event: events.Click) -> None:
        """Go to the field of which the label was clicked; what can be ticked is ticked."""
        label, _ = self.get_widget_at(event.screen_x, event.screen_y)
        if not label.has_class("form--label") or label.parent is None:
            return
        for box in label.parent.query("*").results(Widget):
            if box.focusable:
                box.focus()
                if isinstance(box, Checkbox):
                    box.toggle()
                return

    def on_resize(self) -> None:
        """Let the fields scroll where they do not fit, so that the keys stay visible."""
        self.query_one(".form--fields").styles.max_height = max(self.size.height - 4, 1)

    @property
    def subject(self) -> str:
        """What the form is about."""
        return self._title

    def texts(self) -> dict[str, str]:
        """The text of each field, by name; a box that is ticked holds 'yes'."""
        return {field.name: self._text(field) for field in self._fields}

    def _text(self, field: Field) -> str:
        match field:
            case ChoiceField():
                return self.choice_of(field.name)
            case CheckField():
                return "yes" if self.flag_of(field.name) else ""
        return self.text_of(field.name)

    def fill(self, texts: Mapping[str, str]) -> None:
        """Fill fields with texts, by name; a word that is no choice of its field is ignored."""
        for field in self._fields:
            if field.name in texts:
                fill_box(self.query_one(f"#field-{field.name}", Widget), field, texts[field.name])

    def label_of(self, name: str) -> str:
        """The label of a field."""
        return next((field.label for field in self._fields if field.name == name), name)

    def text_of(self, name: str) -> str:
        """The text of a text field."""
        widget = self.query_one(f"#field-{name}")
        return widget.text if isinstance(widget, TextArea) else self.query_one(f"#field-{name}", Input).value

    def choice_of(self, name: str) -> str:
        """The word that is chosen in a choice field; '' for none."""
        value = self.query_one(f"#field-{name}", Select).value
        return value if isinstance(value, str) else ""

    def flag_of(self, name: str) -> bool:
        """Whether the box of a check field is ticked."""
        return self.query_one(f"#field-{name}", Checkbox).value

    def number_of(self, name: str, called: str) -> int:
        """The whole number that is typed in a text field.

        Raises:
            BadInputError: the text is no whole number.
        """
        text = self.text_of(name).strip()
        if not (text.isascii() and text.isdigit() and len(text) < 7):
            raise BadInputError({name: f"{called} must be a whole number, not '{text}'."})
        return int(text)

    @staticmethod
    def read_or(otherwise: T, read: Callable[[], T], errors: dict[str, str]) -> T:
        """Return what a field is read as; if it is refused, add the reason to the errors."""
        try:
            return read()
        except BadInputError as error:
            errors.update(error.fields)
            return otherwise

    @on(Input.Changed)
    @on(Select.Changed)
    def _read_again(self) -> None:
        if not self.is_attached:
            return
        texts = self.texts()
        if texts == self._last_texts:  # boxes also report what they were filled with
            return
        self._last_texts = texts
        self._errors.clear()
        self._show_messages({})

    @on(Input.Submitted)
    def _line_entered(self) -> None:
        self.go_to_next_field()

    def go_to_next_field(self) -> None:
        """Go on from a field that was filled with enter."""
        self.focus_next()

    def _show_messages(self, errors: Mapping[str, str]) -> None:
        for field in self._fields:
            word = self.query_one(f"#word-{field.name}", Static)
            refused = errors.get(field.name, "")
            message = refused or self.echo(field.name)
            word.update(Text(message))
            word.display = bool(message)
            word.set_class(bool(refused), "form--refused")
            word.set_class(isinstance(message, EchoWarning), "form--warning")
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
        """Close with the draft as the answer, or show what is wrong with it."""
        try:
            draft = self.draft()
        except BadInputError as error:
            self._show_messages(error.fields)
        except IituiError as error:
            self._show_messages({"": str(error)})
        else:
            self.answer_with(draft)

    def _show_unsaved_notice(self, word: str) -> None:
        line = self.query_one("#word--kept", Static)
        line.update(Text(word))
        line.display = bool(word)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    @on(Checkbox.Changed)
    def _text_changed(self) -> None:
        if self.autosave is None or self._texts_at_first is None or not self.is_attached:
            return
        self._unkept_texts = self.texts()
        if self._keep_timer is None:
            self._keep_timer = self.set_timer(KEEP_SECONDS, self.keep_typed)

    def keep_typed(self) -> None:
        """Keep what is typed now, without waiting for a pause."""
        self._keep_timer = None
        typed, self._unkept_texts = self._unkept_texts, None
        if self.autosave is None or self._texts_at_first is None or typed is None:
            return
        if changed(self._texts_at_first, typed):
            self.autosave.keep(self.subject, self.HOW_TO_REOPEN, typed)
        else:
            self.autosave.drop()

    def on_unmount(self) -> None:
        """Keep what was typed last also when the app is left with the form open."""
        self.keep_typed()

    def answer_with(self, draft: D) -> None:
        """Close with an answer; what is typed stays kept until it is saved."""
        self.keep_typed()
        self.dismiss(draft)

    def action_leave_form(self) -> None:
        """Close without an answer; ask first where much would be lost."""
        if self._texts_at_first is not None and count_typed(self._texts_at_first, self.texts()) > ASK_FROM:
            question = "What you typed here isn't saved.\n\nClose without saving?"
            self.app.push_screen(Confirm("Leave", question), self._leave_if)
        else:
            self._leave_if(True)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self._unkept_texts = None
            if self.autosave is not None:
                self.autosave.drop()
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer to clear what was put back as long as nothing was typed since."""
        if action != "put_away":
            return True
        return self._restored_texts is not None and self._restored_texts == self.texts()

    def action_put_away(self) -> None:
        """Clear what was put back."""
        self._restored_texts = None
        self.fill(self._texts_at_first or {})
        self._show_unsaved_notice("")
