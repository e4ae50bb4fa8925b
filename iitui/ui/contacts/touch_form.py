"""The form for a touch: what passed between us, when, and what came of a request."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.widgets import Checkbox

from iitui.domain.dates.calendar import as_typed, say_ago, say_when
from iitui.domain.dates.parse import read_past
from iitui.domain.dates.reading import DateReading
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


def _nothing(_at: datetime) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchFacts:
    """What the form for a touch needs to know.

    Attributes:
        who: the contact's name, or how many contacts there are.
        warn: returns what speaks against a request that is made at an instant, in sentences.
        settles: what is marked as done with it, in words.
    """

    contact_id: int
    who: str
    reading: DateReading
    warn: Callable[[datetime], Sequence[str]] = _nothing
    settles: str = ""


class TouchForm(Form[TouchDraft]):
    """Asks what passed between us."""

    HOW_TO_REOPEN = "l on the same contact"

    DIRECTIONS: ClassVar[dict[str, Direction]] = {each.in_words: each for each in Direction}

    def __init__(
        self,
        facts: TouchFacts,
        draft: TouchDraft | None = None,
        errors: Mapping[str, str] | None = None,
        *,
        title: str = "",
    ) -> None:
        """Make the form.

        Args:
            facts: what it needs to know.
            draft: what it contains at first.
            errors: as in `Form`.
            title: what it is about, if it is not a new touch.
        """
        self._facts = facts
        self._reading = facts.reading
        self._before = draft or TouchDraft(contact_id=facts.contact_id, at=facts.reading.now)
        super().__init__(title or f"Log a touch: {facts.who}", self._filled(self._before), errors)

    def _filled(self, filled: TouchDraft) -> tuple[Field, ...]:
        who = next(word for word, direction in self.DIRECTIONS.items() if direction is filled.direction)
        return (
            ChoiceField(
                name="kind", label="What", options=[kind.value for kind in TouchKind], value=filled.kind.value
            ),
            ChoiceField(name="direction", label="Who", options=list(self.DIRECTIONS), value=who),
            TextField(
                name="at",
                label="When",
                value="now" if filled.at == self._reading.now else self._typed(filled.at),
                hint="now, yesterday 3pm, mon, 2026-03-05",
            ),
            TextField(
                name="subject", label="Subject", value=filled.subject, hint="the subject line of an email"
            ),
            LongTextField(
                name="text",
                label="What was said",
                value=filled.text,
                lines=3,
                hint="a sentence or two is plenty",
            ),
            CheckField(name="is_request", label="About a request", value=filled.is_request),
            *self._outcome(filled),
        )

    def _outcome(self, filled: TouchDraft) -> tuple[Field, ...]:
        return (
            ChoiceField(
                name="outcome",
                label="Their answer",
                options=[outcome.value for outcome in Outcome],
                value=filled.outcome.value if filled.outcome else "",
                blank="no request",
            ),
            TextField(
                name="answered_at",
                label="Answered",
                value=self._typed(filled.answered_at),
                hint="when the answer came, if known: today, mon …",
            ),
            TextField(
                name="ask_again_at",
                label="Ask again",
                value=self._typed(filled.ask_again_at),
                hint="if they're too busy: in 2 weeks, apr 1 …",
            ),
        )

    def _typed(self, instant: datetime | None) -> str:
        return "" if instant is None else as_typed(instant, self._reading.zone)

    def echo(self, name: str) -> str:
        """Say how the times are read and what the request means."""
        match name:
            case "kind":
                return self._facts.settles
            case "is_request":
                return self._say_request()
            case "outcome" if self.choice_of(name) and not self.flag_of("is_request"):
                return "An outcome means this is about a request."
            case "at" | "answered_at" if name == "at" or self.text_of(name).strip():
                return self._say_past(name)
            case "ask_again_at" if self.text_of(name).strip():
                return self._say_ask_again()
        return ""

    def _say_request(self) -> str:
        """Say what the tick means, and what speaks against asking."""
        if not self.flag_of("is_request"):
            return "press space if this asks for an interview, or answers a request"
        at = self._past("at", {})
        asks = self.DIRECTIONS.get(self.choice_of("direction")) is Direction.OUT
        warnings = self._facts.warn(at) if asks and at is not None else ()
        return (
            EchoWarning(" ".join(warnings)) if warnings else "It asks for an interview, or answers a request."
        )

    def _past(self, name: str, errors: dict[str, str]) -> datetime | None:
        """Read when something was; None, with a sentence among the errors, if it cannot be read."""
        text = self.text_of(name)
        before = self._before.at if name == "at" else self._before.answered_at
        if before is not None and text == self._typed(before):
            return before  # what is typed has no seconds
        try:
            reading = self._reading
            return read_past(text, reading.now, reading.zone, day_first=reading.day_first)
        except UnreadableError as error:
            errors[name] = str(error)
            return None

    def _say_past(self, name: str) -> str:
        errors = dict[str, str]()
        instant = self._past(name, errors)
        if instant is None:
            return EchoWarning(errors[name])
        now, zone = self._reading.now, self._reading.zone
        return echo_time(f"{say_when(instant, zone, now)}, {say_ago(instant, now)}", instant, zone)

    def _say_ask_again(self) -> str:
        try:
            instant = self._ask_again()
        except UnreadableError as error:
            return EchoWarning(error)
        zone = self._reading.zone
        return echo_time(say_when(instant, zone, self._reading.now), instant, zone)

    def _ask_again(self) -> datetime:
        text, before = self.text_of("ask_again_at"), self._before.ask_again_at
        if before is not None and text == self._typed(before):
            return before  # it may have passed meanwhile
        return self._reading.until(text)

    def draft(self) -> TouchDraft:
        """Return the checked draft of what is typed.

        Raises:
            BadInputError: with words per field.
        """
        errors: dict[str, str] = {}
        at = self._past("at", errors) or self._reading.now
        answered_at = self._past("answered_at", errors) if self.text_of("answered_at").strip() else None
        outcome = Outcome(self.choice_of("outcome")) if self.choice_of("outcome") else None
        is_request = self.flag_of("is_request") or outcome is not None
        if answered_at is not None and outcome in (None, Outcome.NO_REPLY):
            errors.setdefault("answered_at", "An answer needs an outcome: choose one above.")
        return replace(
            self._before,
            at=at,
            kind=TouchKind(self.choice_of("kind")),
            direction=self.DIRECTIONS[self.choice_of("direction")],
            subject=self.text_of("subject"),
            text=self.text_of("text"),
            is_request=is_request,
            outcome=outcome or (Outcome.NO_REPLY if is_request else None),
            answered_at=answered_at,
            ask_again_at=self._asked_again(outcome, errors),
        ).checked(errors)

    def _asked_again(self, outcome: Outcome | None, errors: dict[str, str]) -> datetime | None:
        if not self.text_of("ask_again_at").strip():
            return None
        if outcome is not Outcome.TOO_BUSY:
            errors["ask_again_at"] = (
                "“Ask again” is only for people who were too busy: choose that outcome above."
            )
            return None
        try:
            return self._ask_again()
        except UnreadableError as error:
            errors["ask_again_at"] = str(error)
            return None

    @on(Checkbox.Changed)
    def _read_request(self) -> None:
        self._read_again()
