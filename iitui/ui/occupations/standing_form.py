"""The form for where the user stands with an occupation."""

from collections.abc import Mapping
from dataclasses import dataclass

from iitui.domain.occupations import Standing
from iitui.ui.kit.forms.form import ChoiceField, Field, Form, LongTextField


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where the user stands with an occupation, and why."""

    standing: Standing
    reason: str


class StandingForm(Form[Stand]):
    """Asks where the user stands with one occupation."""

    HOW_TO_REOPEN = "s on that occupation"

    def __init__(self, name: str, filled: Stand, errors: Mapping[str, str] | None = None) -> None:
        """Make the form.

        Args:
            name: the occupation.
            filled: what is known so far.
            errors: as in `Form`.
        """
        fields: list[Field] = [
            ChoiceField(
                name="standing", label="Where I stand", options=list(Standing), value=filled.standing
            ),
            LongTextField(
                name="reason",
                label="Why",
                value=filled.reason,
                lines=5,
                hint="what tipped the scale, or what is still missing",
            ),
        ]
        super().__init__(f"Where I stand: {name}", fields, errors)

    def draft(self) -> Stand:
        """Return what is typed."""
        return Stand(standing=Standing(self.choice_of("standing")), reason=self.text_of("reason"))
