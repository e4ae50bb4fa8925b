"""The form for where the user stands with an occupation, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from iitui.domain.occupations import Standing
from iitui.domain.text import shorten
from iitui.ui.kit.forms.form import ChoiceField, Field, Form, LongTextField


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingDraft:
    """Where the user stands with an occupation, and why."""

    standing: Standing
    reason: str


class StandingForm(Form[StandingDraft]):
    """Asks where the user stands with one occupation."""

    HOW_TO_REOPEN = "The key S on that occupation, in Compare"

    def __init__(
        self, occupation: str, filled: StandingDraft, errors: Mapping[str, str] | None = None
    ) -> None:
        """Make a form.

        Args:
            occupation: its name.
            filled: what stands in it at first.
            errors: field name -> why it was refused before.
        """
        fields: list[Field] = [
            ChoiceField(name="standing", label="I am", options=list(Standing), value=filled.standing),
            LongTextField(name="reason", label="Because", value=filled.reason, lines=4),
        ]
        super().__init__(f"Where I stand: {shorten(occupation, 50)}", fields, errors)

    def draft(self) -> StandingDraft:
        """Return what is typed; the store checks it."""
        return StandingDraft(standing=Standing(self.choice_of("standing")), reason=self.text_of("reason"))
