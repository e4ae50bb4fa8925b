"""The small forms of live mode: one line for a takeaway or for a question that is made up on the spot."""

from collections.abc import Mapping
from datetime import datetime

from textual import on
from textual.widgets import Input

from iitui.domain.dates.calendar import say_deadline
from iitui.domain.dates.reading import DateReading
from iitui.domain.debrief_entries import LineKind, TakeawayLine, read_line
from iitui.domain.errors import UnreadableError
from iitui.domain.known_words import CONTACT_LINE
from iitui.domain.questions import QuestionDraft
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.ui.kit.forms.form import EchoWarning, Form, TextField, echo_time
from iitui.ui.live.keys import QUICK_KINDS

_PROMISES = (TakeawayKind.PROMISE_THEIRS, TakeawayKind.PROMISE_MINE)


class TakeawayForm(Form[TakeawayDraft]):
    """Asks for one takeaway on one line; of a promise also by when."""

    HOW_TO_REOPEN = "the same key again in the interview"

    def __init__(
        self,
        interview_id: int,
        kind: TakeawayKind,
        reading: DateReading,
        filled: TakeawayDraft | None = None,
        errors: Mapping[str, str] | None = None,
    ) -> None:
        """Make the form.

        Args:
            interview_id: the interview.
            kind: what the takeaway is.
            reading: how times are read.
            filled: what stands in it at first.
            errors: field name -> why it was refused before.
        """
        self._interview_id = interview_id
        self._kind = kind
        self._reading = reading
        suggests = CONTACT_LINE if kind is TakeawayKind.NAME else None
        text = filled.text if filled else ""
        fields = [TextField(name="text", label=QUICK_KINDS[kind][2], value=text, suggests=suggests)]
        if kind in _PROMISES:
            fields.append(
                TextField(name="due_at", label="By when", hint="fri, +7d, dec 5; if empty, in a week")
            )
        super().__init__(QUICK_KINDS[kind][3], fields, errors)

    def echo(self, name: str) -> str:
        """Say how a time is read: the one that is typed, or else the one at the end of the text."""
        if name != "due_at":
            return ""
        try:
            due = self._due() if self.text_of(name).strip() else self._line().due_at
        except UnreadableError as error:
            return EchoWarning(str(error))
        if due is None:
            return ""
        return echo_time(say_deadline(due, self._reading.zone, self._reading.now), due, self._reading.zone)

    def draft(self) -> TakeawayDraft:
        """Return the takeaway.

        Raises:
            BadInputError: the text is missing, or the time cannot be read.
        """
        text, due = self.text_of("text"), None
        errors: dict[str, str] = {}
        if self._kind in _PROMISES and self.text_of("due_at").strip():
            try:
                due = self._due()
            except UnreadableError as error:
                errors["due_at"] = str(error)
        elif self._kind in _PROMISES:
            text, due, _ = self._line()
        draft = TakeawayDraft(interview_id=self._interview_id, kind=self._kind, text=text, due_at=due)
        return draft.checked(errors)

    def _line(self) -> TakeawayLine:
        """Read the text as a line of a debrief: a promise may end with when it is due."""
        return read_line(self.text_of("text"), LineKind(self._kind), self._reading)

    def _due(self) -> datetime:
        return self._reading.until(self.text_of("due_at"))

    @on(Input.Submitted)
    def _save_line(self, event: Input.Submitted) -> None:
        """Save at once from either line: somebody is talking."""
        event.prevent_default()
        self.action_save_form()


class MadeUpForm(Form[QuestionDraft]):
    """Asks for a question that is made up on the spot."""

    HOW_TO_REOPEN = "a in the interview"

    def __init__(self, filled: QuestionDraft | None = None, errors: Mapping[str, str] | None = None) -> None:
        """Make the form.

        Args:
            filled: what stands in it at first.
            errors: field name -> why it was refused before.
        """
        field = TextField(name="text", label="Question", value=filled.text if filled else "")
        super().__init__("A question made up on the spot", (field,), errors)

    def draft(self) -> QuestionDraft:
        """Return the question.

        Raises:
            BadInputError: it is missing or too long.
        """
        return QuestionDraft(text=self.text_of("text")).checked()

    @on(Input.Submitted)
    def _save_line(self, event: Input.Submitted) -> None:
        event.prevent_default()
        self.action_save_form()
