"""The form that asks until when to snooze something, as people type it."""

from collections.abc import Mapping
from datetime import datetime

from textual import on
from textual.widgets import Input

from iitui.domain.dates.calendar import as_typed, say_deadline, say_due
from iitui.domain.dates.reading import DateReading
from iitui.domain.errors import BadInputError, UnreadableError
from iitui.ui.kit.forms.form import EchoWarning, Form, TextField, echo_time


class SnoozeForm(Form[datetime]):
    """Asks for the instant until which to snooze follow-ups."""

    def __init__(
        self,
        what: str,
        reading: DateReading,
        *,
        until: datetime | None = None,
        errors: Mapping[str, str] | None = None,
    ) -> None:
        """Make the form.

        Args:
            what: what is snoozed, for the title.
            reading: how times are read.
            until: what was answered before, if it was refused.
            errors: why it was refused.
        """
        typed = as_typed(until, reading.zone) if until else ""
        line = TextField(
            name="until", label="Until", value=typed, hint="tomorrow, fri, +3d, next week, dec 5 14:00"
        )
        super().__init__(f"Snooze: {what}", (line,), errors)
        self._reading = reading

    def echo(self, name: str) -> str:
        """Say how the time is read."""
        if not self.text_of(name).strip():
            return ""
        try:
            until = self._until()
        except UnreadableError as error:
            return EchoWarning(str(error))
        now, zone = self._reading.now, self._reading.zone
        return echo_time(f"{say_deadline(until, zone, now)}, {say_due(until, now, zone)}", until, zone)

    def draft(self) -> datetime:
        """Return the instant.

        Raises:
            BadInputError: it cannot be read, or has passed.
        """
        if not self.text_of("until").strip():
            raise BadInputError({"until": "Until when? Such as 'tomorrow', 'fri' or '+3d'."})
        try:
            return self._until()
        except UnreadableError as error:
            raise BadInputError({"until": str(error)}) from None

    @on(Input.Submitted)
    def _save_line(self, event: Input.Submitted) -> None:
        """Save at once: there is no next field to go to."""
        event.prevent_default()
        self.action_save_form()

    def _until(self) -> datetime:
        return self._reading.until(self.text_of("until"))
