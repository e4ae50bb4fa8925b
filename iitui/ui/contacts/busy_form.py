"""The form for somebody who is too busy: when to ask again, whether by phone, or whom else to ask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from iitui.domain.contacts import ContactDraft, NamePermission
from iitui.domain.dates.calendar import as_typed, say_when
from iitui.domain.dates.reading import DateReading
from iitui.domain.errors import BadInputError, UnreadableError
from iitui.domain.known_words import CONTACT_LINE
from iitui.domain.quick_add import read_contact_line
from iitui.domain.text import join_notes
from iitui.ui.contacts.outcome_menu import RESISTANCE
from iitui.ui.kit.forms.form import (
    CheckField,
    ChoiceField,
    EchoWarning,
    Form,
    LongTextField,
    TextField,
    echo_time,
)

BY_PHONE = "Ask again by phone."
"""What is added to the text of the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyAnswer:
    """What somebody said who is too busy.

    Attributes:
        ask_again_at: when they may be asked again, or None.
        by_phone: whether to offer the phone then.
        note: what they said.
        named: whom they named instead, or None.
        line: the text from which that was read.
    """

    ask_again_at: datetime | None = None
    by_phone: bool = False
    note: str = ""
    named: ContactDraft | None = None
    line: str = ""

    @property
    def words(self) -> str:
        """What to add to the text of the request."""
        return join_notes(self.note, BY_PHONE) if self.by_phone else self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyFacts:
    """What the form needs to know; `say_person` says of a contact whether they are known already."""

    who: str
    reading: DateReading
    say_person: Callable[[ContactDraft], str]


class BusyForm(Form[BusyAnswer]):
    """Asks when to ask again, or whom else."""

    HOW_TO_REOPEN = "r and then b on the same contact"

    ADVICE: ClassVar[str] = RESISTANCE

    def __init__(
        self, facts: BusyFacts, answer: BusyAnswer | None = None, errors: Mapping[str, str] | None = None
    ) -> None:
        """Make the form.

        Args:
            facts: what it needs to know.
            answer: what it contains at first.
            errors: as in `Form`.
        """
        self._facts = facts
        self._reading = facts.reading
        filled = answer or BusyAnswer()
        again = as_typed(filled.ask_again_at, facts.reading.zone) if filled.ask_again_at else ""
        permission = filled.named.name_permission if filled.named else NamePermission.NOT_ASKED
        fields = (
            TextField(
                name="ask_again_at", label="Ask again", value=again, hint="in 2 weeks, apr 1, mon 9am …"
            ),
            CheckField(
                name="by_phone",
                label="By phone",
                value=filled.by_phone,
                hint="offer to talk by phone instead",
            ),
            LongTextField(
                name="note", label="What they said", value=filled.note, lines=2, hint="in a few words"
            ),
            TextField(
                name="named",
                label="Or someone else",
                value=filled.line,
                suggests=CONTACT_LINE,
                hint="Ben Ode, Nurse, Beaumont",
            ),
            ChoiceField(
                name="name_permission",
                label="Use their name?",
                options=[one.value for one in NamePermission],
                value=permission.value,
            ),
        )
        super().__init__(f"Too busy: {facts.who}", fields, errors)

    def compose_fields(self) -> ComposeResult:
        """Put the advice above the fields."""
        yield Static(Content(self.ADVICE), classes="form--advice")
        yield from super().compose_fields()

    def echo(self, name: str) -> str:
        """Say how the time is read, and whom the line names."""
        match name:
            case "ask_again_at":
                return self._say_again()
            case "named" if self.text_of(name).strip():
                try:
                    return self._facts.say_person(self._named())
                except BadInputError as error:
                    return EchoWarning(error)
        return ""

    def _say_again(self) -> str:
        if not self.text_of("ask_again_at").strip():
            return "Without a time, you won't be reminded to ask again."
        try:
            instant = self._again()
        except UnreadableError as error:
            return EchoWarning(error)
        zone = self._reading.zone
        return echo_time(say_when(instant, zone, self._reading.now), instant, zone)

    def _again(self) -> datetime:
        text = self.text_of("ask_again_at")
        return self._reading.until(text)

    def _named(self) -> ContactDraft:
        permission = NamePermission(self.choice_of("name_permission"))
        read = read_contact_line(self.text_of("named"))
        return replace(read, referred_by=self._facts.who, name_permission=permission).checked()

    def draft(self) -> BusyAnswer:
        """Return what is typed.

        Raises:
            BadInputError: with words per field.
        """
        errors: dict[str, str] = {}
        again = named = None
        if self.text_of("ask_again_at").strip():
            try:
                again = self._again()
            except UnreadableError as error:
                errors["ask_again_at"] = str(error)
        if self.text_of("named").strip():
            try:
                named = self._named()
            except BadInputError as error:
                errors["named"] = str(error)
        if errors:
            raise BadInputError(errors)
        return BusyAnswer(
            ask_again_at=again,
            by_phone=self.flag_of("by_phone"),
            note=self.text_of("note"),
            named=named,
            line=self.text_of("named"),
        )
