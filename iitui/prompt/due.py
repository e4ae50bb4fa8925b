"""Prints `due`, what is overdue or due today, exactly as `iitui.cli.follow_ups` does."""

import sqlite3
from datetime import datetime, tzinfo

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
    now, until = context.now, context.day_end
    with read_rows(context.paths, context.figures) as rows:
        if arguments.quiet:
            return int(rows is not None and rows.is_overdue(now))
        owed = rows.owed(now, until) if rows else []
    if arguments.json:
        print_json([_record(row, now, until, context.zone) for row in owed])
    else:
        print_rows([_row(row, now, until, context.zone) for row in owed])
    if not owed:
        say("Nothing is due.")
    return 0


def id_of(row: sqlite3.Row) -> str:
    """Return the ID of a follow-up: "thank_you:12"."""
    return f"{row['kind']}:{row['subject_id']}"


def what_to_do(row: sqlite3.Row) -> str:
    """Return what to do, in one line."""
    return what_of(row["kind"], row["who"], row["detail"])


def _row(row: sqlite3.Row, now: datetime, until: datetime, zone: tzinfo) -> Row:
    due, who, what = instant(row["due"]), row["who"], what_to_do(row)
    cell = Cell(say_due(due, now, zone), _SHADES.get(due_state(due, now, until)))
    return id_of(row), cell, what if who in what else f"{who}: {what}"


def _record(row: sqlite3.Row, now: datetime, until: datetime, zone: tzinfo) -> dict[str, object]:
    due = instant(row["due"])
    return {
        "id": id_of(row),
        "kind": row["kind"],
        "who": row["who"],
        "contact_id": row["contact_id"],
        "interview_id": row["interview_id"],
        "due": due.astimezone(zone).isoformat(timespec="seconds"),
        "state": due_state(due, now, until),
        "what": what_to_do(row),
    }
