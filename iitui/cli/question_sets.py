"""Question sets that `import` takes over."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from io import BufferedReader
from pathlib import Path

from iitui.cli.context import Context
from iitui.commands import STANDARD_INPUT
from iitui.domain.question_sets import (
    QuestionSetChanges,
    QuestionSetDraft,
    QuestionSetReading,
    SetAction,
)
from iitui.interchange.beginnings import beginning_of
from iitui.output import print_json, say, tell


def names_question_set(files: Sequence[str]) -> bool:
    """Return whether one of the files of `import` is a question set, judged by its beginning."""
    from iitui.interchange.question_sets import looks_like_question_set

    return any(looks_like_question_set(looked_at(file)) for file in files)


def looked_at(file: str) -> bytes:
    """Return the first bytes of a file, without taking them from standard input; none if unreadable."""
    if file != STANDARD_INPUT:
        return beginning_of(Path(file).expanduser())
    stream = None if sys.stdin is None else sys.stdin.buffer
    try:
        return stream.peek() if isinstance(stream, BufferedReader) else b""
    except (OSError, ValueError):
        return b""  # whoever reads it says why


def take_question_sets(context: Context, arguments: Namespace) -> int:
    """Take question sets over, all as one act; if a file cannot be read, nothing is changed."""
    readings = [_read(file) for file in arguments.files]
    changes = (_preview if arguments.dry_run else _carry_out)(context, readings)
    pairs = list(zip(readings, changes, strict=True))
    if arguments.json:
        print_json(_report(pairs))
    else:
        for reading, change in pairs:
            would = "Dry run: " if arguments.dry_run else ""
            tell(f"{would}{say_set(reading.about)}: {change.in_words}")
        for problem in (problem for reading in readings for problem in reading.problems):
            say(f"{problem.file}: {problem.where}: {problem.why}")
    return 0


def say_set(about: QuestionSetDraft) -> str:
    """Return the name of a set, with author and version as far as they are known."""
    author = f" by {about.author}" if about.author else ""
    version = f", version {about.version}" if about.version else ""
    return f"“{about.name}”{author}{version}"


def _read(file: str) -> QuestionSetReading:
    from iitui.domain.text import clean
    from iitui.interchange.question_sets import read_question_set
    from iitui.interchange.reading import MOST_BYTES, read_bytes
    from iitui.store.built_in import load_questions

    if file == STANDARD_INPUT:
        name, data = "standard input", sys.stdin.buffer.read(MOST_BYTES)
    else:
        name, data = clean(file), read_bytes(Path(file).expanduser())
    return read_question_set(name, data, [question.slug for question in load_questions()])


def _preview(context: Context, readings: Sequence[QuestionSetReading]) -> list[QuestionSetChanges]:
    from iitui.store.questions.sets import compare_with_journal

    with context.look() as reader:
        return [compare_with_journal(reading, reader.questions) for reading in readings]


def _carry_out(context: Context, readings: Sequence[QuestionSetReading]) -> list[QuestionSetChanges]:
    with context.open() as store:
        if len(readings) == 1:
            return [store.question_sets.take(readings[0])]
        with store.together(f"Imported {len(readings)} question sets"):
            return [store.question_sets.take(reading) for reading in readings]


def _report(pairs: Sequence[tuple[QuestionSetReading, QuestionSetChanges]]) -> dict[str, object]:
    """Return counts and problems for JSON, by the same names as for contacts."""
    changes = [change for _, change in pairs]
    problems = [problem for reading, _ in pairs for problem in reading.problems]

    def total(action: SetAction) -> int:
        return sum(change.count(action) for change in changes)

    return {
        "read": sum(len(change.steps) for change in changes),
        "added": total(SetAction.ADD),
        "updated": total(SetAction.UPDATE),
        "unchanged": total(SetAction.UNCHANGED),
        "skipped": total(SetAction.KEEP),
        "plans": sum(len(change.plans) for change in changes),
        "sets": [
            {"name": reading.about.name, "author": reading.about.author, "version": reading.about.version}
            for reading, _ in pairs
        ],
        "problems": [{"file": each.file, "where": each.where, "why": each.why} for each in problems],
    }
