"""The form that reads a contact from one line, and shows how it is read while the user types."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on
from textual.widgets import Input

from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import BadInputError
from iitui.domain.known_words import CONTACT_LINE
from iitui.domain.quick_add import EXAMPLE, read_contact_line
from iitui.ui.contacts.contact_fields import FindByName
from iitui.ui.contacts.contact_form import say_namesakes
from iitui.ui.kit.forms.form import EchoWarning, Form, TextField


@dataclass(frozen=True, slots=True)
class QuickLine:
    """A line as typed, and as it is read."""

    text: str
    draft: ContactDraft


class QuickAdd(Form[QuickLine]):
    """Asks for a contact on one line; enter saves."""

    HOW_TO_REOPEN = "a on Today or in Contacts"

    def __init__(
        self, find: FindByName, line: QuickLine | None = None, errors: Mapping[str, str] | None = None
    ) -> None:
        """Make the form.

        Args:
            find: looks contacts up by name, to warn of namesakes.
            line: what it contains at first.
            errors: as in `Form`; those of all fields are shown under the line.
        """
        self._find = find
        text = line.text if line else ""
        field = TextField(name="line", label="Contact", value=text, suggests=CONTACT_LINE, hint=EXAMPLE)
        super().__init__("Add a contact in one line", (field,), _on_line(errors or {}))

    def echo(self, name: str) -> str:
        """Say how the line is read, or what it lacks."""
        text = self.text_of(name)
        if not text.strip():
            return "name, role, organization <email or phone> via who referred you #tag"
        try:
            draft = read_contact_line(text)
        except BadInputError as error:
            return EchoWarning(error)
        namesakes = say_namesakes(self._find, draft.name)
        reading = say_reading(draft)
        return EchoWarning(f"{reading}\n{namesakes}") if namesakes else reading

    def draft(self) -> QuickLine:
        """Return the line and its checked reading.

        Raises:
            BadInputError: with words for the line.
        """
        text = self.text_of("line")
        try:
            return QuickLine(text, read_contact_line(text).checked())
        except BadInputError as error:
            raise BadInputError(_on_line(error.fields)) from error

    @on(Input.Submitted)
    def _save_at_once(self, event: Input.Submitted) -> None:
        event.prevent_default()  # with one line, enter does not go to the next
        self.action_save_form()


def say_reading(draft: ContactDraft) -> str:
    """Return in words how a line is read, one part per line."""
    parts = (
        ("name", draft.name),
        ("role", draft.role),
        ("at", draft.organization),
        ("reach", ", ".join(channel.value for channel in draft.channels)),
        ("via", draft.referred_by),
        ("tags", " ".join(f"#{tag}" for tag in draft.tags)),
    )
    return "\n".join(f"{called:<6}{value}" for called, value in parts if value)


def _on_line(errors: Mapping[str, str]) -> dict[str, str]:
    return {"line": " ".join(errors.values())} if errors else {}
