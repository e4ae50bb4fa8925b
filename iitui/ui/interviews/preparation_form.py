"""The form for an item that the user adds to the checklist before an interview."""

from collections.abc import Mapping

from iitui.domain.interviews import ChecklistItemDraft
from iitui.ui.kit.forms.form import Form, TextField


class PreparationForm(Form[ChecklistItemDraft]):
    """Asks what to prepare, and how long before."""

    HOW_TO_REOPEN = "a in the brief of that interview"

    def __init__(
        self, who: str, filled: ChecklistItemDraft | None = None, errors: Mapping[str, str] | None = None
    ) -> None:
        now = filled or ChecklistItemDraft()
        fields = [
            TextField(name="text", label="To prepare", value=now.text, hint="print the building map"),
            TextField(name="lead_days", label="Days before", value=str(now.lead_days)),
        ]
        super().__init__(f"Before the interview with {who}", fields, errors)

    def draft(self) -> ChecklistItemDraft:
        """Return the checked draft of what is typed.

        Raises:
            BadInputError: with words per field.
        """
        errors: dict[str, str] = {}
        lead_days = self.read_or(1, lambda: self.number_of("lead_days", "The days before"), errors)
        return ChecklistItemDraft(text=self.text_of("text"), lead_days=lead_days).checked(errors)
