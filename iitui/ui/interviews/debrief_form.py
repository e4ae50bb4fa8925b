"""The form for what came out of an interview: the impression, and the takeaways, one per line."""

from collections.abc import Mapping
from dataclasses import dataclass

from iitui.domain.takeaways import TakeawayKind
from iitui.domain.text import clean_line
from iitui.ui.kit.forms.form import Form, LongTextField

_LABELS = {
    TakeawayKind.INSIGHT: "Insights",
    TakeawayKind.ADVICE: "Advice",
    TakeawayKind.PROMISE_THEIRS: "They promised",
    TakeawayKind.PROMISE_MINE: "I promised",
    TakeawayKind.RESOURCE: "Resources",
    TakeawayKind.NAME: "Names",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefAnswers:
    """What was written down after an interview.

    Attributes:
        after: what the user thinks of the occupation now.
        takeaways: kind -> texts, each one takeaway.
    """

    after: str
    takeaways: Mapping[TakeawayKind, tuple[str, ...]]


class DebriefForm(Form[DebriefAnswers]):
    """Asks what came out of an interview."""

    HOW_TO_REOPEN = "The key w on that interview"

    def __init__(
        self,
        who: str,
        filled: DebriefAnswers,
        errors: Mapping[str, str] | None = None,
        *,
        already: Mapping[TakeawayKind, int],
    ) -> None:
        """Make a form.

        Args:
            who: the contact's name.
            filled: what it contains at first.
            errors: field name -> why it was refused before.
            already: kind -> how many takeaways were written down before, which are not shown again.
        """
        self._already = already
        fields = [LongTextField(name="after", label="What I think now", value=filled.after, lines=3)]
        fields += [
            LongTextField(
                name=_field(kind), label=label, value="\n".join(filled.takeaways.get(kind, ())), lines=2
            )
            for kind, label in _LABELS.items()
        ]
        super().__init__(f"After the interview with {who}", fields, errors)

    def echo(self, name: str) -> str:
        """Say what a field is for, and how many were written down before."""
        hints = {
            "after": "What is new? Would I like it? What do I see differently?",
            _field(TakeawayKind.INSIGHT): "One per line, here and below",
            _field(TakeawayKind.ADVICE): "To try, and to report back",
            _field(TakeawayKind.NAME): "Whom to talk with next",
        }
        counts = {_field(kind): f"{number} kept already" for kind, number in self._already.items()}
        return " · ".join(word for word in (hints.get(name, ""), counts.get(name, "")) if word)

    def draft(self) -> DebriefAnswers:
        """Return what is typed; each line is one takeaway."""
        takeaways = {}
        for kind in _LABELS:
            lines = map(clean_line, self.text_of(_field(kind)).splitlines())
            takeaways[kind] = tuple(line for line in lines if line)
        return DebriefAnswers(after=self.text_of("after"), takeaways=takeaways)


def _field(kind: TakeawayKind) -> str:
    return kind.name.lower()
