"""What interviews gave, for briefs and timelines: debriefs, takeaways, and the people who were named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from iitui.domain.contacts import Stage
from iitui.domain.questions import PlanItem
from iitui.domain.takeaways import Takeaway, TakeawayKind
from iitui.domain.text import several


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """The answers to the questions of a debrief; each may be empty.

    The questions are those of careers offices: Cornell, University of Portland, Oakland University.

    Attributes:
        news: what was new.
        liked: what the user would like about the work.
        disliked: what the user would not like.
        surprises: what was surprising.
        corrections: what the user had believed wrongly.
        about_me: which of the user's strengths or weaknesses showed.
    """

    news: str = ""
    liked: str = ""
    disliked: str = ""
    surprises: str = ""
    corrections: str = ""
    about_me: str = ""


DEBRIEF_TITLES = {
    "news": "What was new",
    "liked": "What I would like",
    "disliked": "What I wouldn't like",
    "surprises": "What surprised me",
    "corrections": "Misconceptions corrected",
    "about_me": "What it showed about me",
}
"""The title of each text of a debrief, in the order in which they are asked and shown."""


TAKEAWAY_LABELS = {
    TakeawayKind.INSIGHT: "Insight",
    TakeawayKind.ADVICE: "Advice",
    TakeawayKind.PROMISE_THEIRS: "They promised",
    TakeawayKind.PROMISE_MINE: "I promised",
    TakeawayKind.RESOURCE: "Resource",
    TakeawayKind.NAME: "Named",
    TakeawayKind.TO_TRY: "To try",
}
"""What a takeaway of each kind is called before its text."""


def label_takeaway(takeaway: Takeaway) -> str:
    """Return what a takeaway is called before its text: "Advice", "To try, shadowing"."""
    label = TAKEAWAY_LABELS[takeaway.kind]
    return f"{label}, {takeaway.trial.value}" if takeaway.trial else label


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedResult:
    """A person who was named in an interview, and what became of that.

    Attributes:
        text: the contact's name; what was noted, if there is no contact yet.
        contact_id: the contact, or None.
        stage: how far things are with that contact, or None.
        named: how many people that contact has named in turn.
    """

    text: str
    contact_id: int | None = None
    stage: Stage | None = None
    named: int = 0

    @property
    def words(self) -> str:
        """What became of it: "met, named 2 people", "no contact yet"."""
        if self.stage is None:
            return "no contact yet"
        if not self.named:
            return self.stage.value
        return f"{self.stage.value}, named {'one person' if self.named == 1 else f'{self.named} people'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewResult:
    """What one interview gave.

    Attributes:
        debrief: None if none was written.
        takeaways: what was noted, without names, in the order in which it was noted.
        named: the people who were named.
        offered_by: contact ID -> name, of those who offer something to try.
        answers: the questions that were answered, in the order of the plan.
        transcripts: how many transcripts are attached.
    """

    interview_id: int
    debrief: Debrief | None
    takeaways: tuple[Takeaway, ...]
    named: tuple[NamedResult, ...]
    offered_by: Mapping[int, str]
    answers: tuple[PlanItem, ...] = ()
    transcripts: int = 0

    @classmethod
    def nothing(cls, interview_id: int) -> Self:
        """Return the result of an interview that gave nothing so far."""
        return cls(interview_id=interview_id, debrief=None, takeaways=(), named=(), offered_by={})

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Title and text of each answer of the debrief that is not empty."""
        pairs = ((title, getattr(self.debrief, name, "")) for name, title in DEBRIEF_TITLES.items())
        return [(title, text) for title, text in pairs if text]

    @property
    def public_answers(self) -> list[tuple[str, str]]:
        """Question and answer of what may leave the program: nothing off the record."""
        return [(item.question.text, item.answer) for item in self.answers if not item.off_record]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Label and text of each takeaway but promises, then of each person who was named."""
        return [
            (label_takeaway(one), self.text_of(one))
            for one in self.takeaways
            if one.kind not in (TakeawayKind.PROMISE_MINE, TakeawayKind.PROMISE_THEIRS)
        ] + [("Named", f"{one.text} ({one.words})") for one in self.named]

    def text_of(self, takeaway: Takeaway) -> str:
        """The text of a takeaway, with who offered it, if that is another person."""
        name = self.offered_by.get(takeaway.person_id or 0, "")
        return f"{takeaway.text} (offered by {name})" if name else takeaway.text

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.texts or self.takeaways or self.named or self.answers or self.transcripts)

    @property
    def transcript_words(self) -> str:
        """How many transcripts are attached: "one transcript"; '' for none."""
        return several(self.transcripts, "transcript") if self.transcripts else ""
