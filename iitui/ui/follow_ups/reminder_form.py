"""The form for a reminder: what, when as people type it, about whom, and how it repeats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Select

from iitui.domain.dates.calendar import as_typed, next_occurrence, say_deadline, say_due, say_when
from iitui.domain.dates.reading import DateReading
from iitui.domain.errors import AmbiguousError, BadInputError, NotFoundError, UnreadableError
from iitui.domain.follow_ups import ReminderDraft, RepeatUnit
from iitui.domain.identity.lookup import NamedContact, say_contact
from iitui.domain.known_words import WordKind, whole
from iitui.domain.text import fold
from iitui.ui.kit.forms.form import ChoiceField, EchoWarning, Form, TextField, echo_time

ONCE = "once"
CALENDAR = "on fixed dates"
AFTER_DONE = "after it's done"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderFacts:
    """What the form for a reminder needs to know.

    Attributes:
        find: finds the contact that the typed text means.
        contact_id: the contact it is about at first, or None.
        contact: that contact's name.
        interview_id: which interview it is about, or None.
    """

    reading: DateReading
    find: Callable[[str], NamedContact]
    contact_id: int | None = None
    contact: str = ""
    interview_id: int | None = None


class ReminderForm(Form[ReminderDraft]):
    """Asks for a reminder."""

    HOW_TO_REOPEN = "f on the same line, or n in Follow-ups"

    REPEATING: ClassVar[tuple[str, ...]] = ("every", "unit")

    def __init__(
        self, facts: ReminderFacts, draft: ReminderDraft | None, errors: Mapping[str, str] | None = None
    ) -> None:
        """Make the form.

        Args:
            facts: what it needs to know.
            draft: what was typed before, if it was refused.
            errors: why it was refused.
        """
        self._facts = facts
        self._reading = facts.reading
        due = as_typed(draft.due_at, facts.reading.zone) if draft else ""
        repeats = ONCE
        if draft and draft.every is not None:
            repeats = AFTER_DONE if draft.after_done else CALENDAR
        fields = (
            TextField(
                name="text", label="Remember to", value=draft.text if draft else "", hint="call Dana back"
            ),
            TextField(
                name="due_at", label="When", value=due, hint="tomorrow, fri 14:00, +3d, next week, dec 5"
            ),
            TextField(
                name="contact",
                label="About",
                value=facts.contact,
                hint="a contact; leave empty for none",
                suggests=whole(WordKind.PEOPLE),
            ),
            ChoiceField(name="repeats", label="Repeats", options=(ONCE, CALENDAR, AFTER_DONE), value=repeats),
            TextField(name="every", label="Every", value=str((draft and draft.every) or 1)),
            ChoiceField(
                name="unit",
                label="",
                options=tuple(unit.value for unit in RepeatUnit),
                value=(draft.unit if draft and draft.every else RepeatUnit.WEEKS).value,
            ),
        )
        super().__init__("New reminder", fields, errors)

    def on_mount(self) -> None:
        """Hide the fields that only a repeating reminder needs."""
        self._show_repeat()

    @on(Select.Changed, "#field-repeats")
    def _show_repeat(self) -> None:
        repeats = self.choice_of("repeats") != ONCE
        for name in self.REPEATING:
            row = self.query_one(f"#field-{name}", Widget).parent
            if isinstance(row, Widget):
                row.display = repeats

    def echo(self, name: str) -> str:
        """Say how the time is read, who is meant, and when a repeating reminder comes again."""
        if name == "due_at" and self.text_of("due_at").strip():
            try:
                due = self._due()
            except UnreadableError as error:
                return EchoWarning(str(error))
            zone, now = self._reading.zone, self._reading.now
            return echo_time(f"{say_deadline(due, zone, now)}, {say_due(due, now, zone)}", due, zone)
        if name == "contact":
            return self._say_contact()
        if name == "unit" and self.choice_of("repeats") != ONCE:
            return self._say_repeat()
        return ""

    def draft(self) -> ReminderDraft:
        """Return the checked draft of what is typed.

        Raises:
            BadInputError: with words per field.
        """
        errors: dict[str, str] = {}
        due, every = self._reading.now, None
        try:
            due = self._due()
        except UnreadableError as error:
            errors["due_at"] = str(error) if self.text_of("due_at").strip() else "When is it due?"
        contact_id = self.read_or(None, self._contact_id, errors)
        if self.choice_of("repeats") != ONCE:
            every = self.read_or(None, lambda: self.number_of("every", "The number"), errors)
        return ReminderDraft(
            text=self.text_of("text"),
            due_at=due,
            zone=self._reading.zone.key,
            contact_id=contact_id,
            interview_id=self._facts.interview_id,
            every=every,
            unit=RepeatUnit(self.choice_of("unit")),
            after_done=self.choice_of("repeats") == AFTER_DONE,
        ).checked(errors)

    def _due(self) -> datetime:
        return self._reading.until(self.text_of("due_at"))

    def _contact_id(self) -> int | None:
        name = self.text_of("contact").strip()
        if name == self._facts.contact:
            return self._facts.contact_id
        if not name:
            return None
        try:
            return self._facts.find(name)[0]
        except NotFoundError as error:
            raise BadInputError({"contact": f"{error} Leave it empty if it isn't about anyone."}) from None
        except AmbiguousError as error:
            raise BadInputError({"contact": str(error)}) from None

    def _say_contact(self) -> str:
        """Who is meant, if that differs from what is typed."""
        text = self.text_of("contact").strip()
        if not text or text == self._facts.contact:
            return ""
        try:
            found = self._facts.find(text)
        except (AmbiguousError, NotFoundError) as error:
            return EchoWarning(str(error))
        return "" if fold(text) == fold(found[1]) else say_contact(found)

    def _say_repeat(self) -> str:
        try:
            every = self.number_of("every", "The number")
            due = self._due()
        except (BadInputError, UnreadableError):
            return ""
        if not 1 <= every <= 999:
            return ""
        unit = RepeatUnit(self.choice_of("unit"))
        span = f"{every} {unit.value}" if every > 1 else unit.value.removesuffix("s")
        if self.choice_of("repeats") == AFTER_DONE:
            return f"Repeats {'one ' if every == 1 else ''}{span} after you press x."
        second = next_occurrence(due, due, self._reading.zone, every, unit)
        third = next_occurrence(second, second, self._reading.zone, every, unit, anchor=due)
        next_dates = [say_when(one, self._reading.zone, self._reading.now) for one in (second, third)]
        return f"Every {span}: then {next_dates[0]}, {next_dates[1]}, …"
