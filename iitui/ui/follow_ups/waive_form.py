"""The form that dismisses follow-ups, with a reason if there is one to keep."""

from collections.abc import Mapping

from textual import on
from textual.widgets import Input

from iitui.domain.checks import FieldErrors
from iitui.ui.kit.forms.form import Form, TextField


class WaiveForm(Form[str]):
    """Asks why follow-ups need not be done; the answer may be empty."""

    HOW_TO_REOPEN = "W on the same follow-up"

    def __init__(self, what: str, reason: str = "", errors: Mapping[str, str] | None = None) -> None:
        """Make the form.

        Args:
            what: what is dismissed, for the title.
            reason: what was answered before, if it was refused.
            errors: why it was refused.
        """
        line = TextField(name="reason", label="Reason", value=reason, hint="optional; press enter to skip it")
        super().__init__(f"Dismiss: {what}", (line,), errors)

    def draft(self) -> str:
        """Return the reason.

        Raises:
            BadInputError: it is too long.
        """
        with FieldErrors() as errors:
            return errors.line("reason", self.text_of("reason"), "The reason")

    @on(Input.Submitted)
    def _save_line(self, event: Input.Submitted) -> None:
        """Dismiss at once: there is no next field to go to."""
        event.prevent_default()
        self.action_save_form()
