"""The comparison: what all interviews about an occupation say together, and how much evidence that is.

One person's impression is never presented as if it were the occupation. Careers offices advise two to five
people per occupation, at two organizations or more, newcomers among them (Bolles; danmacy.org).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from iitui.domain.contacts import Level
from iitui.domain.dates.calendar import say_ago
from iitui.domain.debriefs import Debrief
from iitui.domain.interviews import Rating
from iitui.domain.occupations import Occupation
from iitui.domain.questions import Agreement, PlanItem, Question
from iitui.domain.takeaways import Takeaway
from iitui.domain.text import fold, several, shorten
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


class DatedAnswer(NamedTuple):
    """An answer, and when the interview began in which it was given.

    Attributes:
        item: the planned question with the answer.
    """

    at: datetime
    item: PlanItem


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
    earlier: tuple[DatedAnswer, ...] = ()

    @property
    def all(self) -> tuple[DatedAnswer, ...]:
        """All their answers to the question, the latest first."""
        return (DatedAnswer(self.at, self.item), *self.earlier)

    def published(self) -> "ComparedAnswer | None":
        """Return the latest answer that is not off the record; None if they all are."""
        public = [answer for answer in self.all if not answer.item.off_record]
        if not public:
            return None
        return replace(self, at=public[0].at, item=public[0].item, earlier=tuple(public[1:]))


class Strength(StrEnum):
    """How strong the evidence is."""

    NONE = "no one yet"
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
class ComparedOccupation:
    """An occupation as one line beside others.

    Attributes:
        before: the mean of the impressions before the interviews, from 1 to 5; None without one.
        after: the mean of the impressions since.
        liked: what the user would like about the work, from the debriefs, oldest first.
        disliked: what the user would not like.
        planned: how many interviews about it are still to come.
        voices: the people, in the order in which they were first interviewed.
    """

    occupation: Occupation
    evidence: Evidence
    before: float | None
    after: float | None
    liked: tuple[str, ...]
    disliked: tuple[str, ...]
    planned: int
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A contact who was not asked about an occupation yet."""

    id: int
    name: str
    organization: str
    role: str
    level: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationSummary:
    """An occupation, with what is known about it and what is not.

    Attributes:
        evidence: who was interviewed about it.
        planned: how many interviews about it are still to come.
        open_questions: how many questions were picked for interviews about it and answered by nobody.
    """

    occupation: Occupation
    evidence: Evidence
    planned: int
    open_questions: int


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
        voices = tuple(without_tags(self.voices, left_out))
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


def without_tags(voices: Iterable[Voice], left_out: Collection[str]) -> list[Voice]:
    """Return the people who have none of some tags, which are compared in any case."""
    hidden = {fold(tag) for tag in left_out}
    return [voice for voice in voices if not hidden.intersection(map(fold, voice.tags))]


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


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_LEVELS = {
    Level.STARTING: ("are starting out", "in the first two years"),
    Level.EXPERIENCED: ("are experienced", "with a few years of practice"),
    Level.SENIOR: ("are senior", "who has done it for a long time"),
    Level.LEADING: ("lead others", "who leads others"),
}
"""What is said of people of a level, and whom to look for to hear one."""


AGREEMENT_SIGNS: Mapping[Agreement | None, str] = {
    Agreement.AGREES: "=",
    Agreement.DIFFERS: "≠",
    Agreement.ALONE: "◇",
    None: "•",
}
"""The sign of an answer, by how it compares with those of others."""


def say_means(before: float | None, after: float | None) -> str:
    """Return means of impressions from 1 to 5: "3.5 → 4.0"; '' without any."""
    if before is None and after is None:
        return ""
    return " → ".join("–" if value is None else f"{value:.1f}" for value in (before, after))


def say_evidence(evidence: Evidence, now: datetime) -> str:
    """Return the evidence in words: "4 people at 2 organizations; 3 senior; latest 3 weeks ago"."""
    if evidence.newest is None:
        return "no one interviewed yet"
    where = f" at {several(evidence.organizations, 'organization')}" if evidence.organizations else ""
    people = f"{evidence.people} people" if evidence.people > 1 else "1 person"
    known = [f"{evidence.levels[level]} {level.value}" for level in Level if level in evidence.levels]
    unknown = evidence.people - sum(evidence.levels.values())
    if known and unknown:
        known.append(f"{unknown} of unknown level")
    age = f"latest {say_ago(evidence.newest, now)}"
    if evidence.oldest is not None and evidence.newest - evidence.oldest > timedelta(days=1):
        age = f"oldest {say_ago(evidence.oldest, now)}, {age}"
    return "; ".join(part for part in (f"{people}{where}", ", ".join(known), age) if part)


def evidence_warning(evidence: Evidence, needed: EvidenceNeeded) -> str:
    """Return a plain warning while a comparison rests on too little; '' where it does not."""
    match evidence.strength_by(needed):
        case Strength.NONE:
            return "No one has been interviewed about it yet."
        case Strength.ONE_VOICE:
            return "This rests on one voice: one person's impression, not the whole occupation."
        case Strength.FEW_VOICES:
            return f"This rests on only {_count(evidence.people)} voices."
        case Strength.ONE_ORGANIZATION:
            if not evidence.organizations:
                return "Where these people work isn't known: it may all be one organization."
            return "This rests on one organization: it may say more about that employer than about the work."
        case _:
            return ""


def whom_to_ask_next(voices: Sequence[Voice], needed: EvidenceNeeded) -> str:
    """Return a hint whom to look for next; '' where nobody is missing.

    "All four are senior: find somebody in the first two years."
    """
    if not voices:
        return "Find someone to ask first."
    levels = {voice.level for voice in voices}
    return (
        _hint_by_level(voices, levels)
        or _hint_by_organization(voices, levels, needed)
        or _hint_by_role(voices, levels)
        or _hint_by_number(voices, levels, needed)
    )


def best_first(candidates: Iterable[Candidate], voices: Sequence[Voice]) -> list[Candidate]:
    """Return contacts in the order in which they would add most to what was heard.

    Of a level and at an organization not heard yet; of either; then all others. Newcomers come first.
    """
    levels = {voice.level for voice in voices}
    organizations = {voice.organization.casefold() for voice in voices}

    def rank(candidate: Candidate) -> tuple[int, bool]:
        is_new_level = candidate.level is not None and candidate.level not in levels
        is_elsewhere = candidate.organization.casefold() not in {"", *organizations}
        return -(is_new_level + is_elsewhere), candidate.level is not Level.STARTING

    return sorted(candidates, key=rank)


def _hint_by_level(voices: Sequence[Voice], levels: Set[Level | None]) -> str:
    level = voices[0].level
    if len(voices) < 2 or len(levels) > 1 or level is None:
        return ""
    missing = Level.SENIOR if level is Level.STARTING else Level.STARTING
    return f"{_everyone(voices)} {_LEVELS[level][0]}: find someone {_LEVELS[missing][1]}."


def _hint_by_organization(voices: Sequence[Voice], levels: Set[Level | None], needed: EvidenceNeeded) -> str:
    organizations = {voice.organization.casefold(): voice.organization for voice in voices}
    known = [name for key, name in organizations.items() if key]
    if len(known) >= needed.sound_organizations:
        return ""
    if len(known) > 1:
        return f"Find someone at another organization: sound evidence has {needed.sound_organizations}."
    if not known:
        return "Where they work is not known yet; find someone whose organization you do know."
    if len(organizations) == 1 and len(voices) > 1:
        return f"{_everyone(voices)} work at {shorten(known[0], 60)}: find someone elsewhere."
    newcomer = f", ideally {_LEVELS[Level.STARTING][1]}" if _lacks_newcomer(levels) else ""
    return f"Find someone who does not work at {shorten(known[0], 60)}{newcomer}."


def _hint_by_role(voices: Sequence[Voice], levels: Set[Level | None]) -> str:
    role = voices[0].role
    if len(voices) < 2 or not role or len({voice.role.casefold() for voice in voices}) > 1:
        return ""
    if levels != {None}:
        return ""
    return f"{_everyone(voices)} have the same role, {shorten(role, 60)}: find someone with another."


def _hint_by_number(voices: Sequence[Voice], levels: Set[Level | None], needed: EvidenceNeeded) -> str:
    missing = needed.sound_people - len(voices)
    newcomer = _LEVELS[Level.STARTING][1]
    if missing > 0:
        more = "One more person" if missing == 1 else f"{_count(missing).capitalize()} more people"
        whom = f", ideally someone {newcomer}" if _lacks_newcomer(levels) else ""
        return f"{more} would make it sound{whom}."
    return f"You haven't talked with anyone {newcomer} yet: find one." if _lacks_newcomer(levels) else ""


def _lacks_newcomer(levels: Set[Level | None]) -> bool:
    """Return whether all levels are known and nobody is starting out."""
    return not {None, Level.STARTING} & levels


def _everyone(voices: Sequence[Voice]) -> str:
    return "Both" if len(voices) == 2 else f"All {_count(len(voices))}"


def _count(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
