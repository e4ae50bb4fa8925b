"""The comparison: what all interviews about an occupation say together, and how much evidence that is.

One person's impression is never presented as if it were the occupation. Careers offices advise two to five
people per occupation, at two organizations or more, newcomers among them (Bolles; danmacy.org).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
from iitui.domain.themes import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNeeded:
    """How much evidence is enough; the figures are settings.

    Attributes:
        warn_people: an occupation that rests on this many people or fewer is said to.
        sound_people: from this many people on, the evidence is sound, if they work at enough organizations.
        sound_organizations: how many organizations these are.
    """

    warn_people: int = 1
    sound_people: int = 3
    sound_organizations: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A person who was interviewed about the occupation, with the results of these interviews.

    Attributes:
        interview_ids: the interviews with them about it, oldest first.
        first: when the first of these began.
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
    first: datetime
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
        earlier: their answers to it in interviews before that one, the latest first.
    """

    contact_id: int
    at: datetime
    item: PlanItem
    earlier: tuple[PlanItem, ...] = ()

    def published(self) -> "ComparedAnswer | None":
        """Return the latest answer that is not off the record; None if they all are."""
        public = [item for item in (self.item, *self.earlier) if not item.off_record]
        return replace(self, item=public[0], earlier=tuple(public[1:])) if public else None


class Strength(StrEnum):
    """How strong the evidence is."""

    NONE = "no voice yet"
    ONE_VOICE = "one voice"
    FEW_VOICES = "few voices"
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
        """How strong it is, by the default figures."""
        return self.strength_by(EvidenceNeeded())

    def strength_by(self, needed: EvidenceNeeded) -> Strength:
        """Return how strong it is, by the figures of the settings."""
        if self.people < 2:
            return Strength.ONE_VOICE if self.people else Strength.NONE
        if self.people <= needed.warn_people:
            return Strength.FEW_VOICES
        if self.organizations < 2 <= needed.sound_organizations:
            return Strength.ONE_ORGANIZATION
        if self.people >= needed.sound_people and self.organizations >= needed.sound_organizations:
            return Strength.SOUND
        return Strength.THIN


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationSummary:
    """An occupation as one line beside others.

    Attributes:
        before: the mean of the impressions before the interviews, from 1 to 5; None without one.
        after: the mean of the impressions since.
        liked: what the user would like about the work, from the debriefs, oldest first.
        disliked: what the user would not like.
        planned: how many interviews about it are still to come.
    """

    occupation: Occupation
    evidence: Evidence
    before: float | None
    after: float | None
    liked: tuple[str, ...]
    disliked: tuple[str, ...]
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the interviews about one occupation say together.

    Attributes:
        voices: the people, in the order in which they were first interviewed.
        questions: the questions with at least one answer, in the order of the bank.
        unanswered: the questions picked for these interviews that nobody has answered, in the same order.
        answers: question and contact -> the answer; a pair without an answer is missing.
        takeaways: what came out of these interviews, oldest first.
        passages: the passages of these answers that belong to themes, sorted by theme.
    """

    occupation: Occupation
    voices: tuple[Voice, ...]
    questions: tuple[Question, ...]
    unanswered: tuple[Question, ...]
    answers: Mapping[tuple[int, int], ComparedAnswer]
    takeaways: tuple[Takeaway, ...]
    passages: tuple[Passage, ...]

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
            pair: public
            for pair, answer in self.answers.items()
            if pair[1] in people and (public := answer.published()) is not None
        }
        answered = {question_id for question_id, _ in answers}
        items = {answer.item.id for answer in answers.values()}
        return replace(
            self,
            voices=voices,
            questions=tuple(question for question in self.questions if question.id in answered),
            answers=answers,
            takeaways=tuple(takeaway for takeaway in self.takeaways if takeaway.contact_id in people),
            passages=tuple(passage for passage in self.passages if passage.item_id in items),
        )

    def answers_to(self, question_id: int) -> list[ComparedAnswer]:
        """Return the answers to a question, in the order of the people."""
        pairs = ((question_id, voice.contact_id) for voice in self.voices)
        return [self.answers[pair] for pair in pairs if pair in self.answers]

    def is_disputed(self, question_id: int) -> bool:
        """Return whether the user has marked an answer to a question as differing."""
        return any(answer.item.agreement is Agreement.DIFFERS for answer in self.answers_to(question_id))


def open_questions(comparison: Comparison, bank: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions to ask next: those planned in vain, then Oakland's topics without an answer."""
    planned = {question.id: question for question in comparison.unanswered}
    answered = {question.id for question in comparison.questions}
    topics = (question for question in bank if question.oakland and question.id not in answered)
    return tuple((planned | {question.id: question for question in topics}).values())


def evidence_of(voices: Sequence[Voice]) -> Evidence:
    """Return the evidence that some voices make."""
    levels: dict[Level, int] = {}
    for voice in voices:
        if voice.level is not None:
            levels[voice.level] = levels.get(voice.level, 0) + 1
    return Evidence(
        people=len(voices),
        organizations=len({voice.organization.casefold() for voice in voices if voice.organization}),
        levels=levels,
        oldest=min((voice.first for voice in voices), default=None),
        newest=max((voice.latest for voice in voices), default=None),
    )


def mean(ratings: Iterable[Rating | None]) -> float | None:
    """Return the mean of impressions; None where there are none."""
    known = [rating.value for rating in ratings if rating is not None]
    return sum(known) / len(known) if known else None
