"""Prints `due`, what is overdue or due today, exactly as `iitui.cli.follow_ups` does."""

import sqlite3

from iitui.context import RunContext
from iitui.domain.dates.calendar import say_due
from iitui.domain.rules import due_state, what_of
from iitui.output import Cell, Row, Shade, print_json, print_rows, say
from iitui.prompt.rows import read_rows
from iitui.store.row_reader import instant

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from argparse import Namespace

_SHADES = {"overdue": Shade.RED, "today": Shade.YELLOW}


def print_due(context: RunContext, arguments: "Namespace") -> int:
    """Print what is due by the end of the day; with --quiet nothing, but return 1 if something is overdue."""
    until = context.day_end
    with read_rows(context.paths, context.figures) as rows:
        owed = rows.owed(context.now, until) if rows else []
    if arguments.quiet:
        return int(any(_state(context, row) == "overdue" for row in owed))
    if arguments.json:
        print_json([_record(context, row) for row in owed])
    else:
        print_rows([_row(context, row) for row in owed])
    if not owed:
        say("Nothing is owed.")
    return 0


def id_of(row: sqlite3.Row) -> str:
    """Return the ID of a follow-up: "thank_you:12"."""
    return f"{row['kind']}:{row['subject_id']}"


def what_to_do(row: sqlite3.Row) -> str:
    """Return what to do, in one line."""
    return what_of(row["kind"], row["who"], row["detail"])


def _state(context: RunContext, row: sqlite3.Row) -> str:
    return due_state(instant(row["due"]), context.now, context.day_end)


def _row(context: RunContext, row: sqlite3.Row) -> Row:
    what = what_to_do(row)
    due = Cell(say_due(instant(row["due"]), context.now, context.zone), _SHADES.get(_state(context, row)))
    return id_of(row), due, what if row["who"] in what else f"{row['who']}: {what}"


def _record(context: RunContext, row: sqlite3.Row) -> dict[str, object]:
    return {
        "id": id_of(row),
        "kind": row["kind"],
        "who": row["who"],
        "contact_id": row["contact_id"],
        "interview_id": row["interview_id"],
        "due": instant(row["due"]).astimezone(context.zone).isoformat(timespec="seconds"),
        "state": _state(context, row),
        "what": what_to_do(row),
    }
