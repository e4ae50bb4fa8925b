"""The command `import`: imports contacts from files of other programs, all files as one act.

Transcripts, with `--interview`, are attached by `iitui.cli.transcripts`; mailboxes are looked through by
`iitui.cli.mail`, and calendars by `iitui.cli.calendar`.
"""

import sys
from argparse import Namespace
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.cli.context import CommandFunction, Commands, Context
from iitui.commands import STANDARD_INPUT
from iitui.domain.errors import UnknownKindError, UnreadableError
from iitui.domain.identity.actions import ImportAction
from iitui.domain.identity.matching import ImportPlan, ImportStep, plan_import
from iitui.domain.imports import (
    ImportColumn,
    ImportProblem,
    ImportReading,
    ImportRecord,
    OrganizationRecord,
    columns_in_words,
    nothing_in_words,
    unused_in_words,
)
from iitui.domain.news import Statement, say_news
from iitui.domain.text import several
from iitui.output import print_json, progress_of, say, tell

if TYPE_CHECKING:
    from iitui.interchange.tables.choice import Assignment, ColumnChoice

_MOST_DIFFERENCES = 5

_WHAT_CAN_BE_IMPORTED = "'iitui import --help' lists what can be imported."

_STANDARD_INPUT_NAME = "standard input"
"""Its name in messages and in the history."""


@dataclass(frozen=True, slots=True)
class _Contents:
    """The contents of all files of one command.

    Attributes:
        files: the file of each record.
        read: how many records they contain, including those that the journal cannot keep.
    """

    records: tuple[ImportRecord, ...]
    files: tuple[str, ...]
    organizations: tuple[OrganizationRecord, ...]
    problems: tuple[ImportProblem, ...]
    read: int


def run_import(context: Context, arguments: Namespace) -> int:
    """Import contacts, calendars or mail, or attach transcripts; an unreadable file stops all of it."""
    assigned = _assignments(arguments.map)
    if assigned and (arguments.interview is not None or arguments.vdir is not None):
        raise UnreadableError("--map is for tables; it doesn't apply to a transcript or a folder of events.")
    other = _other_import(arguments, is_table=bool(assigned))
    if other is not None:
        _refuse_taking_over(arguments)
        return other(context, arguments)
    try:
        readings = _read(context, arguments.files, arguments.format, assigned)
    except UnknownKindError as error:
        raise UnreadableError(f"{error} {_WHAT_CAN_BE_IMPORTED}") from error
    if any(reading.is_calendar for reading in readings):
        from iitui.cli.calendar import take_calendars

        _refuse_taking_over(arguments)
        return take_calendars(context, arguments, readings)
    contents = _combine(readings)
    take_over = range(len(contents.records) if arguments.take_over else 0)
    plan = (_preview if arguments.dry_run else _carry_out)(context, contents, readings, take_over)
    if assigned and not arguments.dry_run:
        _remember(context, readings)
    if arguments.json:
        print_json(_report(contents, plan, readings))
    else:
        _print_counts(contents, plan, is_dry=arguments.dry_run)
        _say_remarks(contents, plan, readings)
    return 0


def _refuse_taking_over(arguments: Namespace) -> None:
    if arguments.take_over:
        raise UnreadableError("--take-over is for contacts; there are none in these files.")


def _other_import(arguments: Namespace, *, is_table: bool) -> CommandFunction | None:
    """Return what imports the files if they hold something else than contacts; None if they do not."""
    if arguments.interview is not None:
        from iitui.cli.transcripts import attach_transcripts

        return attach_transcripts
    if arguments.vdir is not None:
        from iitui.cli.calendar import take_folder

        return take_folder
    if arguments.format is not None or is_table:
        return None
    from iitui.cli.journals import names_journal, take_journals
    from iitui.cli.mail import names_mail, take_named_mail
    from iitui.cli.question_sets import names_question_set, take_question_sets

    for is_named, take in (
        (names_journal, take_journals),
        (names_question_set, take_question_sets),
        (names_mail, take_named_mail),
    ):
        if is_named(arguments.files):
            return take
    return None


def _say_remarks(contents: _Contents, plan: ImportPlan, readings: Sequence[ImportReading]) -> None:
    """Say what was taken for what, what was not used, what differs and what is wrong."""
    for reading in readings:
        for words in (nothing_in_words(reading), columns_in_words(reading), unused_in_words(reading)):
            if words:
                say(f"{reading.file}: {words}")
    for problem in contents.problems:
        say(f"{problem.file}: {problem.where}: {problem.why}")
    _say_news(plan)
    differing = [
        pair
        for pair in zip(contents.files, plan.steps, strict=True)
        if pair[1].differences and not pair[1].news
    ]
    for file, step in differing[:_MOST_DIFFERENCES]:
        says = "; ".join(
            f"{each.field} {each.file or 'none'}, not {each.journal}" for each in step.differences
        )
        is_taken = bool(step.additions.replaced)
        done = "is updated: " if is_taken else "stays as it is in the journal; the file says "
        say(f"{file}: {step.where}: {step.draft.name} {done}{says}")
    if len(differing) > _MOST_DIFFERENCES:
        say(f"{len(differing) - _MOST_DIFFERENCES} more differ from the journal; --json lists them all")


def _say_news(plan: ImportPlan) -> None:
    """Say what is news, as far as it is not too much."""
    for step in plan.news[:_MOST_DIFFERENCES]:
        words = say_news(step.statement or Statement(""), step.news)
        say(f"{step.where}: news of {step.draft.name}: {words}")
    if plan.news:
        say(f"{several(len(plan.news), 'contact')} with news; 'iitui news' lists it, --take uses it")


def _assignments(texts: Sequence[str]) -> "Sequence[Assignment]":
    if not texts:
        return ()
    from iitui.interchange.tables.choice import read_assignments

    return read_assignments(texts)


def _read(
    context: Context, files: Sequence[str], chosen: str | None, assigned: "Sequence[Assignment]"
) -> list[ImportReading]:
    from iitui.interchange.reading import read_contacts
    from iitui.interchange.tables.choice import ColumnChoice
    from iitui.interchange.tables.memory import remembered

    columns = ColumnChoice(assigned, remembered=partial(remembered, context.paths.columns))
    return [
        _read_standard_input(chosen, columns)
        if file == STANDARD_INPUT
        else read_contacts(
            Path(file).expanduser(), format=chosen, columns=columns, progress=progress_of("Reading")
        )
        for file in files
    ]


def _remember(context: Context, readings: Sequence[ImportReading]) -> None:
    """Remember what the columns hold; an import that was done is not undone because that fails."""
    from iitui.interchange.tables.memory import remember

    for reading in readings:
        if reading.matching is not None:
            try:
                remember(context.paths.columns, reading.matching)
            except UnreadableError as error:
                say(f"The choice of columns couldn't be saved: {error}")


def _read_standard_input(chosen: str | None, columns: "ColumnChoice") -> ImportReading:
    from iitui.interchange.reading import read_stream

    if sys.stdin is None:
        raise UnreadableError(f"{_STANDARD_INPUT_NAME} is closed.")
    return read_stream(
        _STANDARD_INPUT_NAME,
        sys.stdin.buffer,
        format=chosen,
        columns=columns,
        progress=progress_of("Reading"),
    )


def _combine(readings: Sequence[ImportReading]) -> _Contents:
    from iitui.store.contacts.imports import split_valid, split_valid_organizations

    records: list[ImportRecord] = []
    files: list[str] = []
    organizations: list[OrganizationRecord] = []
    problems: list[ImportProblem] = []
    read = 0
    for reading in readings:
        fitting, wrong = split_valid(reading)
        records += fitting
        files += [reading.file] * len(fitting)
        problems += wrong
        alone, wrong = split_valid_organizations(reading)
        organizations += alone
        problems += wrong
        places = {record.where for record in reading.records}
        places |= {record.where for record in reading.organizations}
        read += len(places) + len({problem.where for problem in reading.problems} - places)
    return _Contents(tuple(records), tuple(files), tuple(organizations), tuple(problems), read)


def _preview(
    context: Context, contents: _Contents, _readings: Sequence[ImportReading], take_over: Collection[int]
) -> ImportPlan:
    with context.look() as reader:
        return plan_import(
            contents.records,
            reader.contacts.known(),
            organizations=contents.organizations,
            known_organizations=reader.organizations.research() if contents.organizations else {},
            take_over=take_over,
        )


def _carry_out(
    context: Context, contents: _Contents, readings: Sequence[ImportReading], take_over: Collection[int]
) -> ImportPlan:
    names = [Path(reading.file).name for reading in readings]
    source = names[0] if len(names) == 1 else f"{len(names)} files"
    with context.open() as store:
        return store.imports.run(
            contents.records,
            source,
            progress_of("Importing"),
            organizations=contents.organizations,
            take_over=take_over,
        )


def _counts(contents: _Contents, plan: ImportPlan) -> dict[str, int]:
    added, updated, unchanged = (
        plan.count(action) + plan.count_organizations(action)
        for action in (ImportAction.ADD, ImportAction.UPDATE, ImportAction.UNCHANGED)
    )
    return {
        "read": contents.read,
        "added": added,
        "updated": updated,
        "unchanged": unchanged,
        "skipped": contents.read - len(plan.steps) - len(plan.organizations),
    }


def _report(contents: _Contents, plan: ImportPlan, readings: Sequence[ImportReading]) -> dict[str, object]:
    problems = [{"file": each.file, "where": each.where, "why": each.why} for each in contents.problems]
    columns = [_column(reading.file, column) for reading in readings for column in reading.columns]
    unused = [{"file": reading.file, "name": name} for reading in readings for name in reading.unused]
    return {
        **_counts(contents, plan),
        "organizations": plan.count_organizations(ImportAction.ADD),
        "problems": problems,
        "columns": columns,
        "unused": unused,
        "news": [_news_record(step) for step in plan.news],
        "differences": [
            difference
            for file, step in zip(contents.files, plan.steps, strict=True)
            for difference in _differences(file, step)
        ],
    }


def _news_record(step: ImportStep) -> dict[str, object]:
    said = step.statement or Statement("")
    return {
        "where": step.where,
        "contact_id": step.contact_id,
        "name": step.draft.name,
        "source": step.source,
        "what": say_news(said, step.news),
        "fields": {field.value: said.value_of(field) for field in step.news},
    }


def _differences(file: str, step: ImportStep) -> Iterator[dict[str, str | int | None]]:
    """Yield what the file says of a contact otherwise than the journal, for JSON."""
    for each in step.differences:
        yield {
            "file": file,
            "where": step.where,
            "contact_id": step.contact_id,
            "name": step.draft.name,
            "field": each.field.value,
            "journal_says": each.journal,
            "file_says": each.file,
        }


def _column(file: str, column: ImportColumn) -> dict[str, str | None]:
    """Return a column of a file for JSON; `taken_for` and `by` are null if the column was ignored."""
    taken_for, basis = (
        words.lower().replace(" ", "_") or None for words in (column.taken_for, column.basis or "")
    )
    return {"file": file, "name": column.name, "taken_for": taken_for, "by": basis}


def _print_counts(contents: _Contents, plan: ImportPlan, *, is_dry: bool) -> None:
    counts = ", ".join(f"{count} {name}" for name, count in _counts(contents, plan).items())
    alone = plan.count_organizations(ImportAction.ADD)
    words = f"; {several(alone, 'organization')} of those added" if alone else ""
    tell(f"{'Dry run: ' if is_dry else ''}{counts}{words}")


COMMANDS: Commands = {"import": run_import}
