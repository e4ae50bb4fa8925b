"""The kinds of field that a form can have, and the widget for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Select, TextArea

from iitui.ui.kit.forms.choice_box import ChoiceBox
from iitui.ui.kit.forms.line_box import LineBox
from iitui.ui.kit.forms.text_box import TextBox


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A field for one line of text.

    Attributes:
        name: what the form calls it.
        label: what stands beside it.
        value: its text at first.
        hint: shown while the field is empty.
        known: words that are suggested while the user types.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    known: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTextField:
    """A field for several lines of text; `lines` is its height."""

    name: str
    label: str
    value: str = ""
    lines: int = 4


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
    """A field for yes or no."""

    name: str
    label: str
    value: bool = False


Field = TextField | LongTextField | ChoiceField | CheckField


def make_box(field: Field) -> Widget:
    """Return the widget for a field, filled with its value."""
    name = f"field-{field.name}"
    match field:
        case TextField():
            known = SuggestFromList(field.known, case_sensitive=False) if field.known else None
            return LineBox(field.value, placeholder=field.hint, suggester=known, id=name, compact=True)
        case LongTextField():
            area = TextBox(
                field.value, id=name, compact=True, tab_behavior="focus", highlight_cursor_line=False
            )
            area.styles.height = field.lines
            return area
        case ChoiceField():
            options = [(Text(word), word) for word in field.options]
            if field.blank:
                options.insert(0, (Text(field.blank), ""))
            return ChoiceBox(options, value=field.value, allow_blank=False, id=name, compact=True)
        case CheckField():
            return Checkbox("", field.value, id=name, compact=True)


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
