"""The form for a touch: what passed between us, when, and what came of a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.widgets import Checkbox

from iitui.domain.dates.calendar import as_typed, say_ago, say_when
from iitui.domain.dates.parse import read_past, read_when, refuse_past
from iitui.domain.errors import UnreadableError
from iitui.domain.touches import Direction, Outcome, TouchDraft, TouchKind
from iitui.ui.kit.forms.form import (
    CheckField,
    ChoiceField,
    EchoWarning,
    Field,
    Form,
    LongTextField,
    TextField,
    echo_time,
)

MORNING = time(9)
"""The time to ask again on a day that is typed without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchFacts:
    """What the form for a touch needs to know.

    Attributes:
        who: the contact's name, or how many contacts there are.
    """

    contact_id: int
    who: str
    now: datetime
    zone: ZoneInfo
    day_first: bool


class TouchForm(Form[TouchDraft]):
    """Asks what passed between us."""

    HOW_TO_REOPEN = "The key l on the same contact"

    DIRECTIONS: ClassVar[dict[str, Direction]] = {each.in_words: each for each in Direction}

    def __init__(
        self, facts: TouchFacts, draft: TouchDraft | None = None, errors: Mapping[str, str] | None = None
    ) -> None:
        """Make the form.

        Args:
            facts: what it needs to know.
            draft: what it contains at first.
            errors: as in `Form`.
        """
        self._facts = facts
        super().__init__(f"Log a touch: {facts.who}", self._filled(draft), errors)

    def _filled(self, draft: TouchDraft | None) -> tuple[Field, ...]:
        filled = draft or TouchDraft(contact_id=self._facts.contact_id, at=self._facts.now)
        who = next(word for word, direction in self.DIRECTIONS.items() if direction is filled.direction)
        return (
            ChoiceField(
                name="kind", label="What", options=[kind.value for kind in TouchKind], value=filled.kind.value
            ),
            ChoiceField(name="direction", label="Who", options=list(self.DIRECTIONS), value=who),
            TextField(
                name="at",
                label="When",
                value=self._typed(draft.at) if draft else "now",
                hint="now, yesterday 3pm, mon, 2026-03-05",
            ),
            LongTextField(name="text", label="What was said", value=filled.text, lines=3),
            CheckField(name="is_request", label="About a request", value=filled.is_request),
            ChoiceField(
                name="outcome",
                label="What came of it",
                options=[outcome.value for outcome in Outcome],
                value=filled.outcome.value if filled.outcome else "",
                blank="nothing to say",
            ),
            TextField(
                name="ask_again_at",
                label="Ask again",
                value=self._typed(filled.ask_again_at) if filled.ask_again_at else "",
                hint="if too busy: in 2 weeks, apr 1 …",
            ),
        )

    def _typed(self, instant: datetime) -> str:
        return as_typed(instant, self._facts.zone)

    def echo(self, name: str) -> str:
        """Say how the times are read and what the request means."""
        match name:
            case "at":
                return self._say_at()
            case "is_request":
                asks = "It asks for an interview, or answers that."
                return (
                    asks if self.flag_of(name) else "space ticks: it asks for an interview, or answers that"
                )
            case "outcome" if self.choice_of(name) and not self.flag_of("is_request"):
                return "So it is about a request."
            case "ask_again_at" if self.text_of(name).strip():
                return self._say_ask_again()
        return ""

    def _say_at(self) -> str:
        facts = self._facts
        try:
            instant = read_past(self.text_of("at"), facts.now, facts.zone, day_first=facts.day_first)
        except UnreadableError as error:
            return EchoWarning(error)
        words = f"{say_when(instant, facts.zone, facts.now)}, {say_ago(instant, facts.now)}"
        return echo_time(words, instant, facts.zone)

    def _say_ask_again(self) -> str:
        try:
            instant = self._ask_again()
        except UnreadableError as error:
            return EchoWarning(error)
        return echo_time(say_when(instant, self._facts.zone, self._facts.now), instant, self._facts.zone)

    def _ask_again(self) -> datetime:
        facts = self._facts
        text = self.text_of("ask_again_at")
        instant = read_when(text, facts.now, facts.zone, day_first=facts.day_first, default_time=MORNING)
        refuse_past(instant, facts.now, facts.zone)
        return instant

    def draft(self) -> TouchDraft:
        """Return the checked draft of what is typed.

        Raises:
            BadInputError: with words per field.
        """
        facts = self._facts
        errors: dict[str, str] = {}
        at, ask_again_at = facts.now, None
        try:
            at = read_past(self.text_of("at"), facts.now, facts.zone, day_first=facts.day_first)
        except UnreadableError as error:
            errors["at"] = str(error)
        outcome = Outcome(self.choice_of("outcome")) if self.choice_of("outcome") else None
        if self.text_of("ask_again_at").strip():
            try:
                ask_again_at = self._ask_again()
            except UnreadableError as error:
                errors["ask_again_at"] = str(error)
            if outcome is not Outcome.TOO_BUSY:
                errors.setdefault(
                    "ask_again_at", "Only someone who was too busy is asked again: choose that above."
                )
        is_request = self.flag_of("is_request") or outcome is not None
        return TouchDraft(
            contact_id=facts.contact_id,
            at=at,
            kind=TouchKind(self.choice_of("kind")),
            direction=self.DIRECTIONS[self.choice_of("direction")],
            text=self.text_of("text"),
            is_request=is_request,
            outcome=outcome or (Outcome.NO_REPLY if is_request else None),
            ask_again_at=ask_again_at,
        ).checked(errors)

    @on(Checkbox.Changed)
    def _read_request(self) -> None:
        self._read_again()
