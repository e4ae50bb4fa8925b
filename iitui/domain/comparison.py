"""The comparison: what all interviews about an occupation say together, and how much evidence that is.

One person's impression is never presented as if it were the occupation. Careers offices advise two to five
people per occupation, at two organizations or more, newcomers among them (Bolles; danmacy.org).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from iitui.domain.contacts import Level
from iitui.domain.debriefs import Debrief
from iitui.domain.interviews import Rating
from iitui.domain.occupations import Occupation
from iitui.domain.questions import Agreement, PlanItem, Question
from iitui.domain.takeaways import Takeaway
from iitui.domain.text import fold

SOUND_PEOPLE = 3
"""How many people, at `SOUND_ORGANIZATIONS` or more, make the evidence sound."""

SOUND_ORGANIZATIONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A person who was interviewed about the occupation, with the results of these interviews.

    Attributes:
        interview_ids: the interviews with them about it, oldest first.
        latest: when the latest of these began.
        before: what the user thought before the first of these.
        after: what the user thinks since the latest that says it.
        debriefs: the debriefs after them, oldest first.
    """

    contact_id: int
    who: str
    organization: str
    role: str
    level: Level | None
    tags: tuple[str, ...]
    interview_ids: tuple[int, ...]
    latest: datetime
    before: str
    before_rating: Rating | None
    after: str
    after_rating: Rating | None
    debriefs: tuple[Debrief, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedAnswer:
    """The answer of one person to one question, the latest one if there are several.

    Attributes:
        item: the planned question with the answer; its `off_record` and `agreement` are those of the answer.
        at: when the interview began.
    """

    contact_id: int
    at: datetime
    item: PlanItem


class Strength(StrEnum):
    """How strong the evidence is."""

    NONE = "no voice yet"
    ONE_VOICE = "one voice"
    ONE_ORGANIZATION = "one organization"
    THIN = "thin"
    SOUND = "sound"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The evidence behind a comparison.

    Attributes:
        people: how many people were interviewed.
        organizations: at how many organizations they work, as far as that is known.
        levels: how many people have each level, as far as that is known.
        oldest: when the first interview began; None without one.
        newest: when the latest began.
    """

    people: int
    organizations: int
    levels: Mapping[Level, int]
    oldest: datetime | None
    newest: datetime | None

    @property
    def strength(self) -> Strength:
        """How strong it is."""
        if self.people < 2:
            return Strength.ONE_VOICE if self.people else Strength.NONE
        if self.organizations < SOUND_ORGANIZATIONS:
            return Strength.ONE_ORGANIZATION
        return Strength.SOUND if self.people >= SOUND_PEOPLE else Strength.THIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the interviews about one occupation say together.

    Attributes:
        voices: the people, in the order in which they were first interviewed.
        questions: the questions with at least one answer, in the order of the bank.
        answers: question and contact -> the answer; a pair without an answer is missing.
        takeaways: what came out of these interviews, oldest first.
    """

    occupation: Occupation
    voices: tuple[Voice, ...]
    questions: tuple[Question, ...]
    answers: Mapping[tuple[int, int], ComparedAnswer]
    takeaways: tuple[Takeaway, ...]

    @property
    def evidence(self) -> Evidence:
        """The evidence behind it."""
        return evidence_of(self.voices)

    def published(self, left_out: Collection[str] = ()) -> "Comparison":
        """Return what may leave the program: without answers off the record, and without some people.

        Args:
            left_out: tags, in any case; whoever has one of them is left out with all they said.
        """
        hidden = {fold(tag) for tag in left_out}
        voices = tuple(voice for voice in self.voices if not hidden.intersection(map(fold, voice.tags)))
        people = {voice.contact_id for voice in voices}
        answers = {
            pair: answer
            for pair, answer in self.answers.items()
            if pair[1] in people and not answer.item.off_record
        }
        answered = {question_id for question_id, _ in answers}
        return replace(
            self,
            voices=voices,
            questions=tuple(question for question in self.questions if question.id in answered),
            answers=answers,
            takeaways=tuple(takeaway for takeaway in self.takeaways if takeaway.contact_id in people),
        )

    def answers_to(self, question_id: int) -> list[ComparedAnswer]:
        """Return the answers to a question, in the order of the people."""
        pairs = ((question_id, voice.contact_id) for voice in self.voices)
        return [self.answers[pair] for pair in pairs if pair in self.answers]

    def is_disputed(self, question_id: int) -> bool:
        """Return whether the user has marked an answer to a question as differing."""
        return any(answer.item.agreement is Agreement.DIFFERS for answer in self.answers_to(question_id))


def evidence_of(voices: Sequence[Voice]) -> Evidence:
    """Return the evidence that some voices make."""
    levels: dict[Level, int] = {}
    for voice in voices:
        if voice.level is not None:
            levels[voice.level] = levels.get(voice.level, 0) + 1
    times = [voice.latest for voice in voices]
    return Evidence(
        people=len(voices),
        organizations=len({voice.organization.casefold() for voice in voices if voice.organization}),
        levels=levels,
        oldest=min(times, default=None),
        newest=max(times, default=None),
    )
