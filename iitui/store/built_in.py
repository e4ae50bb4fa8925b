"""Reads the built-in questions, plans and checklists from the files in `iitui/data`.

Only this module reads those files; it uses no SQL. Each `load_` function reads the file of this installation,
each `read_` function the text that it is given. Any mistake raises UnreadableError, which names the file and
the entry.
"""

from collections.abc import Callable, Collection
from typing import TypeVar

from iitui.domain.built_in import BuiltInQuestion, ChecklistTemplate, Computed, ReadyPlan
from iitui.domain.contacts import Level
from iitui.domain.interviews import Medium
from iitui.domain.questions import Category, Phase
from iitui.store.toml_reader import Entry, read_document, refuse_doubles, text_of

T = TypeVar("T")

_QUESTIONS = "questions.toml"
_PLANS = "plans.toml"
_CHECKLIST = "checklist.toml"


def load_questions() -> tuple[BuiltInQuestion, ...]:
    """Return the built-in questions, in the order of the file: Oakland's fifteen topics first."""
    return read_questions(text_of(_QUESTIONS), _QUESTIONS)


def load_plans() -> tuple[ReadyPlan, ...]:
    """Return the ready-made plans; every slug in them is that of a built-in question."""
    return read_plans(text_of(_PLANS), [question.slug for question in load_questions()], _PLANS)


def load_checklist() -> tuple[ChecklistTemplate, ...]:
    """Return the items of the preparation, earliest first."""
    return read_checklist(text_of(_CHECKLIST), _CHECKLIST)


def read_questions(text: str, file_name: str = _QUESTIONS) -> tuple[BuiltInQuestion, ...]:
    """Read questions from a text in the format of questions.toml."""
    return _all(text, file_name, "question", _question)


def read_plans(text: str, questions: Collection[str], file_name: str = _PLANS) -> tuple[ReadyPlan, ...]:
    """Read plans from a text in the format of plans.toml; `questions` are the slugs that they may name."""
    return _all(text, file_name, "plan", lambda entry: _plan(entry, questions))


def read_checklist(text: str, file_name: str = _CHECKLIST) -> tuple[ChecklistTemplate, ...]:
    """Read items of the preparation from a text in the format of checklist.toml."""
    return _all(text, file_name, "item", _item)


def _all(text: str, file_name: str, name: str, read: Callable[[Entry], T]) -> tuple[T, ...]:
    """Read the entries of a text that has only entries of one name, each with a unique slug."""
    document = read_document(text, file_name)
    entries = document.entries(name, "slug")
    document.finish()
    things = tuple(map(read, entries))
    refuse_doubles(entries, [entry.text("slug") for entry in entries])
    return things


def _question(entry: Entry) -> BuiltInQuestion:
    question = BuiltInQuestion(
        slug=entry.text("slug"),
        text=entry.text("text"),
        category=entry.choice("category", Category),
        phase=entry.choice("phase", Phase, Phase.CORE),
        sensitive=entry.flag("sensitive"),
        researchable=entry.flag("researchable"),
        level=entry.choice_or_none("level", Level),
        minutes=entry.whole("minutes", 3),
        oakland=entry.flag("oakland"),
    )
    entry.finish()
    return question


def _plan(entry: Entry, questions: Collection[str]) -> ReadyPlan:
    plan = ReadyPlan(
        slug=entry.text("slug"),
        name=entry.text("name"),
        description=entry.text("description"),
        minutes=entry.whole("minutes"),
        questions=entry.texts("questions"),
        computed=entry.choice_or_none("computed", Computed),
    )
    entry.finish()
    for slug in plan.questions:
        entry.known("questions", slug, questions)
    if len(set(plan.questions)) < len(plan.questions):
        raise entry.wrong("a question is listed twice.")
    if bool(plan.questions) == bool(plan.computed):
        raise entry.wrong("a plan either lists its questions or is computed.")
    return plan


def _item(entry: Entry) -> ChecklistTemplate:
    item = ChecklistTemplate(
        slug=entry.text("slug"),
        text=entry.text("text"),
        lead_days=entry.whole("lead_days"),
        media=entry.choices("media", Medium),
    )
    entry.finish()
    return item
