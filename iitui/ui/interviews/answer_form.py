"""The form for the answer to one question of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.text import Text
from textual.widgets import Static

from iitui.domain.questions import Asked, PlanItem
from iitui.ui.kit.forms.form import CheckField, ChoiceField, Field, Form, LongTextField


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft:
    """What is typed about a question: its answer, whether it was asked, and whether it is off the record."""

    text: str
    state: Asked
    off_record: bool


class AnswerForm(Form[AnswerDraft]):
    """Asks what was answered, and whether it may be passed on."""

    HOW_TO_REOPEN = "enter on that question in the interview's brief"

    def __init__(
        self, item: PlanItem, filled: AnswerDraft | None = None, errors: Mapping[str, str] | None = None
    ) -> None:
        """Make a form.

        Args:
            item: the question, as planned.
            filled: what it contains at first, if not what the plan holds.
            errors: field name -> why it was refused before.
        """
        self._item = item
        now = filled or AnswerDraft(text=item.answer, state=item.state, off_record=item.off_record)
        fields: list[Field] = [
            LongTextField(name="answer", label="Answer", value=now.text, lines=8),
            ChoiceField(name="state", label="Answer is", options=list(Asked), value=now.state),
            CheckField(name="off_record", label="Off the record", value=now.off_record),
        ]
        super().__init__("Answer", fields, errors)

    @property
    def subject(self) -> str:
        """Which answer it is."""
        return f"Answer to “{self._item.question.text}”"

    def _show_messages(self, errors: Mapping[str, str]) -> None:
        """Show the question itself where messages for the whole form would stand."""
        super()._show_messages(errors)
        if "" not in errors:
            word = self.query_one("#word--form", Static)
            word.update(Text(self._item.question.text, style="bold"))
            word.display = True
            word.set_class(False, "form--refused")

    def echo(self, name: str) -> str:
        """Say what the checkbox is for."""
        return "Just for me: left out of everything printed or exported" if name == "off_record" else ""

    def draft(self) -> AnswerDraft:
        """Return what is typed; a question with an answer counts as asked, unless the state was changed."""
        text, state = self.text_of("answer"), Asked(self.choice_of("state"))
        if text.strip() and state is Asked.TO_ASK and state is self._item.state:
            state = Asked.ASKED
        return AnswerDraft(text=text, state=state, off_record=self.flag_of("off_record"))
