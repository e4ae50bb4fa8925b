"""The form for what is known about an occupation, and where the user stands on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from iitui.domain.occupations import OccupationDraft, Standing
from iitui.ui.kit.forms.form import ChoiceField, Field, Form, LongTextField


@dataclass(frozen=True, slots=True, kw_only=True)
class Research:
    """What is known about an occupation."""

    draft: OccupationDraft
    standing: Standing


class OccupationForm(Form[Research]):
    """Asks for the research on one occupation."""

    HOW_TO_REOPEN = "o in the brief of that interview"

    def __init__(self, filled: Research, errors: Mapping[str, str] | None = None) -> None:
        self._called = filled.draft.name
        fields: list[Field] = [
            LongTextField(
                name="research",
                label="Research",
                value=filled.draft.research,
                lines=10,
                hint="what they do, how people get in, what it pays, where the jobs are",
            ),
            ChoiceField(
                name="standing", label="Where I stand", options=list(Standing), value=filled.standing
            ),
        ]
        super().__init__(f"Research: {filled.draft.name}", fields, errors)

    def draft(self) -> Research:
        """Return what is typed, checked.

        Raises:
            BadInputError: the research is too long.
        """
        draft = OccupationDraft(name=self._called, research=self.text_of("research"))
        return Research(draft=draft.checked(), standing=Standing(self.choice_of("standing")))
