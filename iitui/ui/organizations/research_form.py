"""The form for what was researched about an organization."""

from collections.abc import Mapping

from iitui.ui.kit.forms.form import Form, LongTextField


class ResearchForm(Form[str]):
    """Asks for the research notes of one organization."""

    HOW_TO_REOPEN = "o on someone who works there"

    def __init__(self, organization: str, notes: str, errors: Mapping[str, str] | None = None) -> None:
        """Make the form.

        Args:
            organization: its name.
            notes: what is known so far.
            errors: as in `Form`.
        """
        fields = (
            LongTextField(
                name="notes",
                label="What I know",
                value=notes,
                lines=12,
                hint="what they do, how big they are, recent news",
            ),
        )
        super().__init__(f"Research: {organization}", fields, errors)

    def draft(self) -> str:
        """Return the notes as they are typed."""
        return self.text_of("notes")
