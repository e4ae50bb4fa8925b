"""The form for a target: its organization, list, tie, motivation and posting."""

from collections.abc import Mapping

from iitui.domain.known_words import WordKind, whole
from iitui.domain.targets import MOTIVATION, POSTING, POSTING_WORDS, TargetDraft
from iitui.ui.kit.forms.form import ChoiceField, Field, Form, TextField

_MOTIVATIONS = ("0 not decided yet", "1 a little", "2", "3 a lot", "4", "5 the most")
_POSTINGS = tuple(f"{figure} {POSTING_WORDS[figure]}" for figure in POSTING)


class TargetForm(Form[TargetDraft]):
    """Asks what is known of a target."""

    HOW_TO_REOPEN = "e on the target, or n for a new one"

    def __init__(
        self,
        title: str,
        draft: TargetDraft | None = None,
        errors: Mapping[str, str] | None = None,
        *,
        has_name: bool = True,
    ) -> None:
        """Make the form.

        Args:
            title: what it is about.
            draft: what it contains at first.
            errors: as in `Form`.
            has_name: whether it asks for the organization; else that of the draft stays.
        """
        filled = draft or TargetDraft(organization="")
        self._organization = None if has_name else filled.organization
        fields = _fields(filled)
        if has_name:
            name = TextField(
                name="organization",
                label="Organization",
                value=filled.organization,
                suggests=whole(WordKind.ORGANIZATIONS),
            )
            fields.insert(0, name)
        super().__init__(title, fields, errors)

    def draft(self) -> TargetDraft:
        """Return the checked draft of what is typed.

        Raises:
            BadInputError: with words per field.
        """
        organization = self._organization
        return TargetDraft(
            organization=self.text_of("organization") if organization is None else organization,
            tie=self.text_of("tie"),
            source=self.text_of("source"),
            motivation=_MOTIVATIONS.index(self.choice_of("motivation")),
            posting=_POSTINGS.index(self.choice_of("posting")),
        ).checked()


def _fields(filled: TargetDraft) -> list[Field]:
    """Return all fields except that of the organization, filled."""
    return [
        TextField(
            name="tie",
            label="Alumni or tie",
            value=filled.tie,
            hint="alumni, a friend's sister, the rowing club",
        ),
        ChoiceField(
            name="motivation",
            label="Motivation",
            options=_MOTIVATIONS,
            value=_MOTIVATIONS[filled.motivation if filled.motivation in MOTIVATION else 0],
        ),
        ChoiceField(
            name="posting",
            label="Posting",
            options=_POSTINGS,
            value=_POSTINGS[filled.posting if filled.posting in POSTING else 0],
        ),
        TextField(
            name="source",
            label="List",
            value=filled.source,
            suggests=whole(WordKind.LISTS),
            hint="how it came onto the list: a ranking, the news, a tip",
        ),
    ]
