"""The form for an item that the user adds to the checklist before an interview."""

from collections.abc import Mapping
from dataclasses import dataclass

from iitui.domain.errors import BadInputError
from iitui.ui.kit.forms.form import Form, TextField


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """An item to add, and how many days before the start it is due."""

    text: str = ""
    lead_days: int = 1


class PreparationForm(Form[Preparation]):
    """Asks what to prepare, and how long before."""

    HOW_TO_REOPEN = "The key a in the brief of that interview"

    def __init__(
        self, who: str, filled: Preparation | None = None, errors: Mapping[str, str] | None = None
    ) -> None:
        now = filled or Preparation()
        fields = [
            TextField(name="text", label="To prepare", value=now.text, hint="print the floor plan"),
            TextField(name="lead_days", label="Days before", value=str(now.lead_days)),
        ]
        super().__init__(f"Before the interview with {who}", fields, errors)

    def draft(self) -> Preparation:
        """Return what is typed, checked.

        Raises:
            BadInputError: with words per field.
        """
        if not self.text_of("text").strip():
            raise BadInputError({"text": "What do you want to prepare?"})
        days = self.number_of("lead_days", "The days before")
        if days > 365:
            raise BadInputError({"lead_days": "The days before must be between 0 and 365."})
        return Preparation(text=self.text_of("text"), lead_days=days)
