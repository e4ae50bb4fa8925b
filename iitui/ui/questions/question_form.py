"""The form for a question that the user adds."""

from collections.abc import Mapping

from iitui.domain.contacts import Level
from iitui.domain.questions import Category, Phase, QuestionDraft
from iitui.ui.kit.forms.form import CheckField, ChoiceField, Form, LongTextField, TextField

_WHEN = {
    Phase.OPEN: "open: to get them talking",
    Phase.CORE: "core: the middle of the interview",
    Phase.CLOSE: "close: the last five minutes",
}


class QuestionForm(Form[QuestionDraft]):
    """Asks for the wording of a question, where it belongs and what to keep in mind about it."""

    HOW_TO_REOPEN = "e on the question, or n in Questions for a new one"

    def __init__(self, title: str, draft: QuestionDraft, errors: Mapping[str, str]) -> None:
        """Make the form.

        Args:
            title: what it is about.
            draft: what the fields begin with.
            errors: field name -> why it was refused before.
        """
        fields = (
            LongTextField(
                name="text", label="Question", value=draft.text, lines=3, hint="in the words you would say"
            ),
            ChoiceField(
                name="category",
                label="Category",
                options=[each.value for each in Category],
                value=draft.category.value,
            ),
            ChoiceField(name="phase", label="When", options=list(_WHEN.values()), value=_WHEN[draft.phase]),
            ChoiceField(
                name="level",
                label="Best for",
                options=[each.value for each in Level],
                value=draft.level.value if draft.level else "",
                blank="anyone",
            ),
            TextField(
                name="minutes", label="Minutes", value=str(draft.minutes), hint="how long an answer takes"
            ),
            CheckField(
                name="sensitive", label="Sensitive", value=draft.sensitive, hint="ask it late, or not at all"
            ),
            CheckField(
                name="researchable",
                label="Can be looked up",
                value=draft.researchable,
                hint="their web page may answer it",
            ),
        )
        super().__init__(title, fields, errors)

    def draft(self) -> QuestionDraft:
        """Return the checked question.

        Raises:
            BadInputError: with words per field.
        """
        errors: dict[str, str] = {}
        minutes = self.read_or(1, lambda: self.number_of("minutes", "The minutes"), errors)
        level = self.choice_of("level")
        return QuestionDraft(
            text=self.text_of("text"),
            category=Category(self.choice_of("category")),
            phase=next(phase for phase, words in _WHEN.items() if words == self.choice_of("phase")),
            sensitive=self.flag_of("sensitive"),
            researchable=self.flag_of("researchable"),
            level=Level(level) if level else None,
            minutes=minutes,
        ).checked(errors)
