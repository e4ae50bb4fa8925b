"""Question sets as files, in TOML or JSON: written for others, and read whether iitui or a person wrote them.

    format = "iitui questions"

    [set]
    name = "First visits"
    author = "Ana Ruiz"
    version = "2"

    [[question]]
    id = "first-day"
    text = "What was your first day like?"
    category = "path"

    [[plan]]
    name = "Ten minutes"
    minutes = 10
    questions = ["first-day"]

An `id` is any word that is used once in the set and never changes; iitui writes UIDs. A plan may also name
built-in questions, by the names in `iitui/data/questions.toml`.
"""

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from iitui.domain.built_in import built_in_uid
from iitui.domain.contacts import Level
from iitui.domain.errors import BadInputError, UnreadableError
from iitui.domain.identity.uids import derived_uid
from iitui.domain.imports import ImportProblem
from iitui.domain.question_sets import (
    FORMAT,
    FORMAT_VERSION,
    MOST_QUESTIONS,
    QuestionPlanDraft,
    QuestionSetDraft,
    QuestionSetReading,
    SetQuestion,
    set_uid,
)
from iitui.domain.questions import Category, Phase, Question, QuestionDraft
from iitui.domain.text import clean_line, shorten

Entry = Mapping[str, object]
"""A table of TOML, or an object of JSON."""

T = TypeVar("T", str, int, bool)
Word = TypeVar("Word", bound=StrEnum)

_MARK = re.compile(rb'"?format"?\s*[=:]\s*"iitui questions"|^\s*\[\[\s*question\s*\]\]', re.MULTILINE)
_BEGINNING = 65_536
"""In how many bytes of a file it must be said what it is."""

_LONGEST_SHOWN = 60

_USUAL = QuestionDraft(text="")

_SET_KEYS = ("id", "name", "author", "version", "description")
_QUESTION_KEYS = (
    "id", "text", "category", "phase", "minutes", "level", "sensitive", "researchable", "oakland", "slug",
)  # fmt: skip
_PLAN_KEYS = ("id", "name", "description", "minutes", "questions")
_FILE_KEYS = ("format", "version", "set", "question", "questions", "plan", "plans")

_INTRODUCTION = """\
# Questions for iitui, a program for informational interviews: import it with `iitui import FILE`.
# An id names a question for good: change the text and keep the id, and everyone's copy is updated.

"""


def looks_like_question_set(beginning: bytes) -> bool:
    """Return whether a file that begins like this is a question set."""
    return _MARK.search(beginning[:_BEGINNING]) is not None


def read_question_set(file: str, data: bytes, built_in: Collection[str] = ()) -> QuestionSetReading:
    """Read a question set.

    Args:
        file: its name in messages.
        data: its content.
        built_in: the names of the built-in questions, by which plans may call them.

    Returns:
        What can be used of it, its drafts checked, and a problem with its place for everything else.

    Raises:
        UnreadableError: nothing of it can be used; the message names the file and the reason.
    """
    document = _parse(file, data)
    if document.get("format", FORMAT) != FORMAT:
        raise UnreadableError(f"{file}: its format is not “{FORMAT}”.")
    version = document.get("version", FORMAT_VERSION)
    if not isinstance(version, int) or version > FORMAT_VERSION:
        raise UnreadableError(
            f"{file} was written by a newer version of iitui; this one reads version {FORMAT_VERSION}."
        )
    return _SetFile(file, document, built_in).read()


def write_question_set(
    about: QuestionSetDraft,
    questions: Sequence[Question],
    plans: Sequence[QuestionPlanDraft],
    *,
    as_json: bool = False,
) -> str:
    """Return a question set as the text of a file, which ends with a line break.

    Args:
        about: what it says of itself.
        questions: those of the set.
        plans: those of the set; each question in them is in the set, or is named by its slug.
        as_json: whether it is JSON and not TOML.
    """
    document = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "set": _filled(about, ("name", "author", "version", "description"), id=about.uid),
        "question": [_question_entry(question) for question in questions],
        "plan": [
            _filled(plan, ("name", "description", "minutes"), id=plan.uid, questions=list(plan.questions))
            for plan in plans
        ],
    }
    if as_json:
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    import tomli_w

    return _INTRODUCTION + tomli_w.dumps(document)


def _question_entry(question: Question) -> dict[str, object]:
    entry = _filled(
        question, ("text", "category", "phase", "minutes", "level", "sensitive", "researchable"),
        id=question.slug or question.uid,
    )  # fmt: skip
    return {name: value for name, value in entry.items() if value is not False}


def _filled(record: object, names: Iterable[str], **more: object) -> dict[str, object]:
    """Return fields of a record as a file holds them, without those that are empty."""
    fields = {**more, **{name: getattr(record, name) for name in names}}
    plain = {name: value.value if isinstance(value, StrEnum) else value for name, value in fields.items()}
    clean = {name: clean_line(value) if isinstance(value, str) else value for name, value in plain.items()}
    return {name: value for name, value in clean.items() if value not in ("", None, [])}


def _parse(file: str, data: bytes) -> Entry:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{file} isn't UTF-8 text.") from error
    is_json = text.lstrip().startswith("{")
    try:
        document = json.loads(text) if is_json else tomllib.loads(text)
    except RecursionError as error:
        raise UnreadableError(f"{file} is nested too deeply.") from error
    except ValueError as error:
        kind = "JSON" if is_json else "TOML"
        raise UnreadableError(f"{file} is not valid {kind}: {clean_line(str(error))}.") from error
    if not isinstance(document, dict):
        raise UnreadableError(f"{file} doesn't contain a question set.")
    return document


class _SetFile:
    """Reads one document, and collects what is wrong with it."""

    def __init__(self, file: str, document: Entry, built_in: Collection[str]) -> None:
        self._file = file
        self._built_in = frozenset(built_in)
        self._document = document
        self._problems: list[ImportProblem] = []
        self._set_uid = ""
        self._uids: dict[str, str] = {}

    def read(self) -> QuestionSetReading:
        self._name_unknown(self._document, _FILE_KEYS, "the file")
        about = self._about()
        self._set_uid = about.uid
        entries = self._tables("question")
        if len(entries) > MOST_QUESTIONS:
            raise UnreadableError(
                f"{self._file} has {len(entries)} questions; the limit is {MOST_QUESTIONS}."
            )
        questions = [read for number, entry in entries if (read := self._question(number, entry))]
        plans = [plan for number, entry in self._tables("plan") if (plan := self._plan(number, entry))]
        if not questions and not plans:
            why = f": {self._problems[0].where}: {self._problems[0].why}" if self._problems else "."
            raise UnreadableError(f"{self._file} doesn't contain any usable questions{why}")
        return QuestionSetReading(self._file, about, tuple(questions), tuple(plans), tuple(self._problems))

    def _about(self) -> QuestionSetDraft:
        entry = self._document.get("set", {})
        if not isinstance(entry, dict):
            raise UnreadableError(f"{self._file}: “set” isn't a table.")
        self._name_unknown(entry, _SET_KEYS, "the set")
        texts = {key: self._scalar(entry, key, "the set") for key in _SET_KEYS}
        name = texts["name"] or clean_line(self._file.replace("\\", "/").rpartition("/")[2])
        uid = self._uid_of(texts["id"]) if texts["id"] else set_uid(name, texts["author"])
        try:
            return QuestionSetDraft(
                uid=uid, name=name, author=texts["author"], version=texts["version"],
                description=texts["description"],
            ).checked()  # fmt: skip
        except BadInputError as error:
            raise UnreadableError(f"{self._file}: the set: {' '.join(error.fields.values())}") from error

    def _question(self, number: int, entry: Entry) -> SetQuestion | None:
        text = entry.get("text")
        where = f"question {number}"
        if isinstance(text, str) and text.strip():
            where += f", “{shorten(clean_line(text), _LONGEST_SHOWN)}”"
        self._name_unknown(entry, _QUESTION_KEYS, where)
        try:
            draft = QuestionDraft(
                text=_typed(entry, "text", str, ""),
                category=_word(entry, "category", Category, _USUAL.category),
                phase=_word(entry, "phase", Phase, _USUAL.phase),
                minutes=_typed(entry, "minutes", int, _USUAL.minutes),
                level=_word(entry, "level", Level, Level.STARTING) if entry.get("level") else None,
                sensitive=_typed(entry, "sensitive", bool, False),
                researchable=_typed(entry, "researchable", bool, False),
            ).checked()
        except BadInputError as error:
            self._problem(where, " ".join(error.fields.values()))
            return None
        key = self._scalar(entry, "id", where) or draft.text
        if key in self._uids:
            self._problem(where, f"another question already has the id “{shorten(key, _LONGEST_SHOWN)}”.")
            return None
        self._uids[key] = self._uid_of(key)
        return SetQuestion(self._uids[key], where, draft)

    def _plan(self, number: int, entry: Entry) -> QuestionPlanDraft | None:
        name = self._scalar(entry, "name", f"plan {number}")
        where = f"plan {number}, “{shorten(name, _LONGEST_SHOWN)}”" if name else f"plan {number}"
        self._name_unknown(entry, _PLAN_KEYS, where)
        listed = entry.get("questions", [])
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            self._problem(where, "its questions aren't a list of ids.")
            return None
        try:
            return QuestionPlanDraft(
                uid=self._uid_of(self._scalar(entry, "id", where) or f"plan\0{name}"),
                name=name,
                description=self._scalar(entry, "description", where),
                minutes=_typed(entry, "minutes", int, 30),
                questions=tuple(uid for each in listed if (uid := self._planned(each, where))),
            ).checked()
        except BadInputError as error:
            self._problem(where, " ".join(error.fields.values()))
            return None

    def _planned(self, key: str, where: str) -> str:
        """Return the UID of the question that a plan names; '' if there is none."""
        name = clean_line(key)
        if name in self._uids or name in self._built_in:
            return self._uid_of(name)
        self._problem(where, f"there's no question with the id “{shorten(name, _LONGEST_SHOWN)}”.")
        return ""

    def _uid_of(self, key: str) -> str:
        """Return the UID that an id means: itself if it is one, else what follows from it and the set."""
        if key in self._built_in:
            return built_in_uid(key)
        try:
            return str(UUID(key))
        except ValueError:
            return derived_uid(0, "question set", self._set_uid, key)

    def _tables(self, name: str) -> list[tuple[int, Entry]]:
        """Return the entries of a list, numbered from 1; both "question" and "questions" name it."""
        entries = self._document.get(name, self._document.get(f"{name}s", []))
        if not isinstance(entries, list):
            self._problem(f"“{name}”", "it isn't a list of tables.")
            return []
        tables: list[tuple[int, Entry]] = []
        for number, entry in enumerate(entries, 1):
            if isinstance(entry, dict):
                tables.append((number, entry))
            else:
                self._problem(f"{name} {number}", "it isn't a table.")
        return tables

    def _scalar(self, entry: Entry, key: str, where: str) -> str:
        """Return a text of one line, also where a number or a date stands; '' for none."""
        value = entry.get(key, "")
        if isinstance(value, dict | list) or _is_huge(value):
            self._problem(where, f"“{key}” isn't text.")
            return ""
        return clean_line(str(value))

    def _name_unknown(self, entry: Entry, keys: Sequence[str], where: str) -> None:
        for key in entry:
            if key not in keys:
                self._problem(
                    where, f"“{shorten(clean_line(key), _LONGEST_SHOWN)}” is unknown and was left out."
                )

    def _problem(self, where: str, why: str) -> None:
        self._problems.append(ImportProblem(self._file, where, why))


def _typed(entry: Entry, key: str, kind: type[T], default: T) -> T:
    value = entry.get(key, default)
    if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)) and not _is_huge(value):
        return value
    expected = {str: "a text", int: "a whole number", bool: "true or false"}[kind]
    raise BadInputError({key: f"“{key}” must be {expected}."})


def _is_huge(value: object) -> bool:
    """Return whether a value is a number with so many digits that Python does not write them."""
    return isinstance(value, int) and value.bit_length() > 64


def _word(entry: Entry, key: str, words: type[Word], default: Word) -> Word:
    value = entry.get(key, default.value)
    said = " ".join(value.lower().replace("_", " ").split()) if isinstance(value, str) else value
    for word in words:
        if word.value == said:
            return word
    allowed = ", ".join(f"“{word.value}”" for word in words)
    shown = "a number" if _is_huge(value) else shorten(clean_line(str(value)), _LONGEST_SHOWN)
    raise BadInputError({key: f"The {key} must be one of {allowed}, not “{shown}”."})
