"""The command `import`: imports contacts from files of other programs, all files as one act.

Transcripts, with `--interview`, are attached by `iitui.cli.transcripts`; mailboxes are looked through by
`iitui.cli.mail`.
"""

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from iitui.cli.context import Commands, Context
from iitui.commands import STANDARD_INPUT
from iitui.domain.errors import UnreadableError
from iitui.domain.identity.matching import ImportAction, ImportPlan, plan_import
from iitui.domain.imports import (
    ImportColumn,
    ImportProblem,
    ImportReading,
    ImportRecord,
    columns_in_words,
)
from iitui.output import print_json, progress_of, say, tell

_STANDARD_INPUT_NAME = "standard input"
"""Its name in messages and in the history."""


@dataclass(frozen=True, slots=True)
class _Contents:
    """The contents of all files of one command.

    Attributes:
        read: how many records they contain, including those that the journal cannot keep.
    """

    records: tuple[ImportRecord, ...]
    problems: tuple[ImportProblem, ...]
    read: int


def run_import(context: Context, arguments: Namespace) -> int:
    """Import contacts or mail, or attach transcripts; if a file cannot be read, nothing is imported."""
    if arguments.interview is not None:
        from iitui.cli.transcripts import attach_transcripts

        return attach_transcripts(context, arguments)
    from iitui.cli.question_sets import names_question_set, take_question_sets

    if arguments.format is None and names_question_set(arguments.files):
        return take_question_sets(context, arguments)
    from iitui.cli.mail import names_mail, take_mail

    if arguments.format is None and names_mail(arguments.files):
        return take_mail(context, arguments, [Path(file).expanduser() for file in arguments.files])
    readings = _read(arguments.files, arguments.format)
    contents = _combine(readings)
    plan = (_preview if arguments.dry_run else _carry_out)(context, contents.records, readings)
    if arguments.json:
        print_json(_report(contents, plan, readings))
    else:
        _print_counts(contents, plan, is_dry=arguments.dry_run)
        for reading in readings:
            if words := columns_in_words(reading):
                say(f"{reading.file}: {words}")
        for problem in contents.problems:
            say(f"{problem.file}: {problem.where}: {problem.why}")
    return 0


def _read(files: Sequence[str], chosen: str | None) -> list[ImportReading]:
    from iitui.interchange.reading import read_contacts

    return [
        _read_standard_input(chosen)
        if file == STANDARD_INPUT
        else read_contacts(Path(file).expanduser(), format=chosen)
        for file in files
    ]


def _read_standard_input(chosen: str | None) -> ImportReading:
    from iitui.interchange.reading import read_stream

    if sys.stdin is None:
        raise UnreadableError(f"{_STANDARD_INPUT_NAME} is closed.")
    return read_stream(_STANDARD_INPUT_NAME, sys.stdin.buffer, format=chosen)


def _combine(readings: Sequence[ImportReading]) -> _Contents:
    from iitui.store.contacts.imports import split_valid

    records: list[ImportRecord] = []
    problems: list[ImportProblem] = []
    read = 0
    for reading in readings:
        fitting, wrong = split_valid(reading)
        records += fitting
        problems += wrong
        places = {record.where for record in reading.records}
        read += len(reading.records) + len({problem.where for problem in reading.problems} - places)
    return _Contents(tuple(records), tuple(problems), read)


def _preview(
    context: Context, records: Sequence[ImportRecord], _readings: Sequence[ImportReading]
) -> ImportPlan:
    with context.look() as reader:
        return plan_import(records, reader.contacts.known())


def _carry_out(
    context: Context, records: Sequence[ImportRecord], readings: Sequence[ImportReading]
) -> ImportPlan:
    names = [Path(reading.file).name for reading in readings]
    source = names[0] if len(names) == 1 else f"{len(names)} files"
    with context.open() as store:
        return store.imports.run(records, source, progress_of("Importing"))


def _counts(contents: _Contents, plan: ImportPlan) -> dict[str, int]:
    return {
        "read": contents.read,
        "added": plan.count(ImportAction.ADD),
        "updated": plan.count(ImportAction.UPDATE),
        "unchanged": plan.count(ImportAction.UNCHANGED),
        "skipped": contents.read - len(plan.steps),
    }


def _report(contents: _Contents, plan: ImportPlan, readings: Sequence[ImportReading]) -> dict[str, object]:
    problems = [{"file": each.file, "where": each.where, "why": each.why} for each in contents.problems]
    columns = [_column(reading.file, column) for reading in readings for column in reading.columns]
    return {**_counts(contents, plan), "problems": problems, "columns": columns}


def _column(file: str, column: ImportColumn) -> dict[str, str | None]:
    """Return a column of a file for JSON; `taken_for` and `by` are null if the column was ignored."""
    taken_for, basis = (
        words.lower().replace(" ", "_") or None for words in (column.taken_for, column.basis or "")
    )
    return {"file": file, "name": column.name, "taken_for": taken_for, "by": basis}


def _print_counts(contents: _Contents, plan: ImportPlan, *, is_dry: bool) -> None:
    counts = ", ".join(f"{count} {name}" for name, count in _counts(contents, plan).items())
    tell(f"{'Would be: ' if is_dry else ''}{counts}")


COMMANDS: Commands = {"import": run_import}
