"""The form that asks until when to snooze something, as people type it."""

from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from textual import on
from textual.widgets import Input

from iitui.domain.dates.calendar import as_typed, say_deadline, say_due
from iitui.domain.dates.parse import IN_THE_MORNING, read_until
from iitui.domain.errors import BadInputError, UnreadableError
from iitui.ui.kit.forms.form import EchoWarning, Form, TextField, echo_time


class SnoozeForm(Form[datetime]):
    """Asks for the instant until which to snooze follow-ups."""

    def __init__(
        self,
        what: str,
        now: datetime,
        zone: ZoneInfo,
        *,
        day_first: bool = False,
        first_weekday: int = 0,
        remind_at: time = IN_THE_MORNING,
        until: datetime | None = None,
        errors: Mapping[str, str] | None = None,
    ) -> None:
        """Make the form.

        Args:
            what: what is snoozed, for the title.
            now: the present instant.
            zone: the user's time zone.
            day_first: whether 5/12 means December 5.
            first_weekday: the day on which weeks begin, 0 for Monday.
            remind_at: the time of day that a day alone means.
            until: what was answered before, if it was refused.
            errors: why it was refused.
        """
        typed = as_typed(until, zone) if until else ""
        line = TextField(
            name="until", label="Until", value=typed, hint="tomorrow, fri, +3d, next week, dec 5 14:00"
        )
        super().__init__(f"Snooze: {what}", (line,), errors)
        self._now = now
        self._zone = zone
        self._day_first = day_first
        self._first_weekday = first_weekday
        self._remind_at = remind_at

    def echo(self, name: str) -> str:
        """Say how the time is read."""
        if not self.text_of(name).strip():
            return ""
        try:
            until = self._until()
        except UnreadableError as error:
            return EchoWarning(str(error))
        words = f"{say_deadline(until, self._zone, self._now)}, {say_due(until, self._now, self._zone)}"
        return echo_time(words, until, self._zone)

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
        return read_until(
            self.text_of("until"),
            self._now,
            self._zone,
            day_first=self._day_first,
            first_weekday=self._first_weekday,
            remind_at=self._remind_at,
        )
