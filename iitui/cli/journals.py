"""Whole journals in JSON, as `iitui export everything` writes them, that `import` brings in."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.cli.context import Context
from iitui.cli.question_sets import looked_at
from iitui.commands import STANDARD_INPUT
from iitui.domain.text import clean, several
from iitui.output import print_json, progress_of, say, tell

if TYPE_CHECKING:
    from iitui.store.everything.document import Document
    from iitui.store.everything.plan import JournalPlan

_COUNTS = ("read", "added", "updated", "unchanged")
_MOST_DIFFERENCES = 20
_STANDARD_INPUT_NAME = "standard input"


def names_journal(files: Sequence[str]) -> bool:
    """Return whether one of the files of `import` is a whole journal in JSON, judged by its beginning."""
    from iitui.interchange.journal_files import looks_like_journal

    return any(looks_like_journal(looked_at(file)) for file in files)


def take_journals(context: Context, arguments: Namespace) -> int:
    """Bring whole journals in, all as one act; if a file cannot be read, nothing is changed."""
    documents = [_read(file) for file in arguments.files]
    plans = (_preview if arguments.dry_run else _carry_out)(context, documents)
    if arguments.json:
        print_json(_report(documents, plans))
        return 0
    would = "Dry run: " if arguments.dry_run else ""
    tell(would + ", ".join(f"{_total(plans, name)} {name}" for name in _COUNTS) + ", 0 skipped")
    added = [words for plan in plans for words in plan.say_added()]
    if added:
        tell(f"Added: {', '.join(added)}")
    for document, plan in zip(documents, plans, strict=True):
        _say_remarks(document, plan)
    return 0


def _read(file: str) -> "Document":
    from iitui.interchange.journal_files import read_json
    from iitui.interchange.reading_errors import said_of
    from iitui.store.everything.document import read_document

    if file == STANDARD_INPUT:
        return read_document(_STANDARD_INPUT_NAME, read_json(_STANDARD_INPUT_NAME, sys.stdin.buffer))
    name = clean(file)
    with said_of(name), Path(file).expanduser().open("rb") as stream:
        return read_document(name, read_json(name, stream))


def _preview(context: Context, documents: Sequence["Document"]) -> list["JournalPlan"]:
    with context.look() as reader:
        return [reader.everything.compare(document) for document in documents]


def _carry_out(context: Context, documents: Sequence["Document"]) -> list["JournalPlan"]:
    names = [Path(document.file).name for document in documents]
    source = names[0] if len(names) == 1 else f"{len(names)} files"
    progress = progress_of("Importing", after=1.0)
    together = f"Import of {source}"
    with context.open() as store, store.together(together) if len(names) > 1 else nullcontext():
        return [store.everything.bring(document, source, progress) for document in documents]


def _total(plans: Sequence["JournalPlan"], name: str) -> int:
    return sum(plan.total(name) for plan in plans)


def _report(documents: Sequence["Document"], plans: Sequence["JournalPlan"]) -> dict[str, object]:
    return {
        **{name: _total(plans, name) for name in _COUNTS},
        "skipped": 0,
        "problems": [
            {"file": document.file, "where": name, "why": "is unknown and was left out"}
            for document in documents
            for name in document.unknown
        ],
        "differences": [
            {
                "file": document.file,
                "where": each.where,
                "record": each.called,
                "field": each.column,
                "journal": each.journal,
                "says": each.file,
            }
            for document, plan in zip(documents, plans, strict=True)
            for each in plan.differences
        ],
    }


def _say_remarks(document: "Document", plan: "JournalPlan") -> None:
    """Say what differs, and stays as the journal has it, and what was left out."""
    for each in plan.differences[:_MOST_DIFFERENCES]:
        say(f"{document.file}: {each.where}: {each.called} stays as it is in the journal: {each.in_words}")
    more = len(plan.differences) - _MOST_DIFFERENCES
    if more > 0:
        say(f"{document.file}: {several(more, 'field')} more differ from the journal; --json lists them all")
    for name in document.unknown:
        say(f"{document.file}: {name} is unknown to this version of iitui and was left out")
