"""Question sets: questions and plans that somebody hands out, and what taking one over would do.

A set, its questions and its plans are known again by their UIDs. What the user changed since is never
overwritten: the journal keeps beside each question what its set said of it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import NamedTuple, Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.identity.uids import derived_uid
from iitui.domain.imports import ImportProblem
from iitui.domain.questions import QuestionDraft
from iitui.domain.text import comma_join, fold, several

FORMAT = "iitui questions"
"""What a file of questions says that it is."""

FORMAT_VERSION = 1
"""The version of the format that is written, and the newest that is read."""

MOST_QUESTIONS = 5_000
"""How many questions a set may have."""

PLAN_MINUTES = range(1, 601)
"""How long the interview may be that a ready-made plan fills."""


def set_uid(name: str, author: str) -> str:
    """Return the UID of a set that has none of its own: the same name and author make the same set."""
    return derived_uid(0, "question set", name, author)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSetDraft(Draft):
    """What a set says of itself; its version is free text, such as a date."""

    uid: str
    name: str
    author: str = ""
    version: str = ""
    description: str = ""

    def _cleaned(self, errors: FieldErrors) -> Self:
        return replace(
            self,
            name=errors.line("name", self.name, "The name of the set", needed=True),
            author=errors.line("author", self.author, "The author"),
            version=errors.line("version", self.version, "The version"),
            description=errors.line("description", self.description, "The description"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """A set in the journal."""

    id: int
    uid: str
    name: str
    author: str
    version: str
    description: str

    @property
    def in_words(self) -> str:
        """The name, with author and version as far as they are known."""
        version = f"version {self.version}" if self.version else ""
        return comma_join(self.name, self.author, version)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPlanDraft(Draft):
    """A ready-made plan of a set, or of the user's own.

    Attributes:
        minutes: how long an interview it fills.
        questions: UIDs of questions, in the order in which to ask them.
    """

    uid: str
    name: str
    description: str = ""
    minutes: int
    questions: tuple[str, ...]

    def _cleaned(self, errors: FieldErrors) -> Self:
        errors.within("minutes", self.minutes, PLAN_MINUTES, "The minutes")
        if not self.questions:
            errors.fields.setdefault("questions", "The plan has no questions.")
        return replace(
            self,
            name=errors.line("name", self.name, "The name of the plan", needed=True),
            description=errors.line("description", self.description, "The description"),
        )


@dataclass(frozen=True, slots=True)
class SetQuestion:
    """A question of a file, with its UID and its place there."""

    uid: str
    where: str
    draft: QuestionDraft


@dataclass(frozen=True, slots=True)
class QuestionSetReading:
    """What was read from a file: a set with its questions and plans, and what could not be used."""

    file: str
    about: QuestionSetDraft
    questions: tuple[SetQuestion, ...]
    plans: tuple[QuestionPlanDraft, ...]
    problems: tuple[ImportProblem, ...]


class KnownQuestion(NamedTuple):
    """A question of the journal, as sets are compared with it.

    Attributes:
        as_given: what its set said of it, see `as_given`; empty for the user's own.
        is_built_in: whether it is the program's, which keeps it up to date itself.
    """

    id: int
    uid: str
    draft: QuestionDraft
    as_given: str
    set_uid: str
    is_built_in: bool


class SetAction(StrEnum):
    """What becomes of a question of a set."""

    ADD = "added"
    UPDATE = "updated"
    KEEP = "changed here, kept"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class SetStep:
    """What becomes of one question.

    Attributes:
        known: the question of the journal that it is; None for a new one.
    """

    action: SetAction
    question: SetQuestion
    known: KnownQuestion | None = None


@dataclass(frozen=True, slots=True)
class QuestionSetChanges:
    """What taking a set over does, step by step.

    Attributes:
        before: the set as the journal has it; None if it is new.
        about: what the file says of it.
        plans: those that are new or different.
        uids: UID in the file -> UID in the journal, where a question is there under another.
        missing: how many questions the journal has of the set that the file no longer has; they are kept.
    """

    before: QuestionSet | None
    about: QuestionSetDraft
    steps: tuple[SetStep, ...]
    plans: tuple[QuestionPlanDraft, ...]
    uids: Mapping[str, str]
    missing: int

    def count(self, action: SetAction) -> int:
        """Return how many questions an action is taken for."""
        return sum(step.action is action for step in self.steps)

    @property
    def writes_anything(self) -> bool:
        """Whether the journal is changed."""
        is_renamed = self.before is not None and QuestionSetDraft.of(self.before) != self.about
        writes = any(step.action in (SetAction.ADD, SetAction.UPDATE) for step in self.steps)
        return is_renamed or writes or bool(self.plans)

    @property
    def in_words(self) -> str:
        """The counts in words, without what is nothing."""
        counts = [(self.count(action), action.value) for action in SetAction]
        words = [f"{count} {called}" for count, called in counts if count]
        words += [f"{several(len(self.plans), 'plan')} added"] if self.plans else []
        words += [f"{self.missing} no longer in the set, kept"] if self.missing else []
        return ", ".join(words) or "nothing new"


def as_given(draft: QuestionDraft) -> str:
    """Return what a set says of a question, to be compared with what the question is later."""
    return json.dumps(asdict(draft), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def compare_set(
    reading: QuestionSetReading,
    before: QuestionSet | None,
    known: Sequence[KnownQuestion],
    plans: Iterable[QuestionPlanDraft],
) -> QuestionSetChanges:
    """Return what taking a set over does.

    Args:
        reading: what the file holds, its drafts checked.
        before: the set as the journal has it; None if it is new.
        known: all questions of the journal.
        plans: the plans of the journal.
    """
    by_uid = {question.uid: question for question in known}
    by_text = {fold(question.draft.text): question for question in known}
    steps: list[SetStep] = []
    uids: dict[str, str] = {}
    for question in reading.questions:
        there = by_uid.get(question.uid)
        if there is None and (there := by_text.get(fold(question.draft.text))) is not None:
            # The same question under another name: nobody wants to read it twice.
            uids[question.uid] = there.uid
            steps.append(SetStep(SetAction.UNCHANGED, question, there))
        else:
            steps.append(SetStep(_action(question, there), question, there))
    in_file = {question.uid for question in reading.questions} | set(uids.values())
    had = {plan.uid: plan for plan in plans}
    taken = [
        replace(plan, questions=tuple(uids.get(uid, uid) for uid in plan.questions)) for plan in reading.plans
    ]
    return QuestionSetChanges(
        before=before,
        about=reading.about,
        steps=tuple(steps),
        plans=tuple(plan for plan in taken if had.get(plan.uid) != plan),
        uids=uids,
        missing=sum(each.set_uid == reading.about.uid and each.uid not in in_file for each in known),
    )


def _action(question: SetQuestion, there: KnownQuestion | None) -> SetAction:
    if there is None:
        return SetAction.ADD
    if there.is_built_in or there.draft == question.draft:
        return SetAction.UNCHANGED
    return SetAction.UPDATE if there.as_given == as_given(there.draft) else SetAction.KEEP
