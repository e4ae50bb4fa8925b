"""Prints `next`, the next interview in one line, exactly as `iitui.cli.interviews` does."""

import sqlite3
from datetime import datetime, timedelta, tzinfo

from iitui.context import RunContext
from iitui.domain.dates.calendar import known_zone, say_both, say_countdown
from iitui.domain.text import comma_join
from iitui.output import print_json, say, tell
from iitui.prompt.rows import read_rows
from iitui.store.row_reader import instant

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from argparse import Namespace


def print_next(context: RunContext, arguments: "Namespace") -> int:
    """Print the next interview in one line; return 1 if there is none."""
    zone = context.zone  # first: settings that cannot be read are said, whatever is asked for
    with read_rows(context.paths) as rows:
        row = next(iter(rows.upcoming(context.now, limit=1) if rows else ()), None)
    if arguments.json:
        print_json(None if row is None else _record(row, zone))
    if row is None:
        say("No interview planned; 'iitui schedule' plans one.")
        return 1
    if not arguments.json:
        tell(_line(context.now, zone, row))
    return 0


def _line(now: datetime, zone: tzinfo, row: sqlite3.Row) -> str:
    start = instant(row["start"])
    countdown = say_countdown(start, start + timedelta(minutes=row["minutes"]), now, zone)
    when = f"{say_both(start, _zone_of(row, zone), zone, now)}, {countdown}"
    whom = comma_join(row["who"], row["role"], row["organization"])
    how = comma_join(row["medium"], row["place"], f"{row['minutes']} minutes")
    return f"{when}: {whom}; {how} (interview {row['id']})"


def _zone_of(row: sqlite3.Row, own: tzinfo) -> tzinfo:
    """Return the zone of an interview, which mostly is one's own."""
    return own if str(own) == row["zone"] else known_zone(row["zone"])


def _record(row: sqlite3.Row, own: tzinfo) -> dict[str, object]:
    start = instant(row["start"]).astimezone(_zone_of(row, own))
    end = instant(row["start"]) + timedelta(minutes=row["minutes"])
    return {
        "id": row["id"],
        "who": row["who"],
        "starts": start.isoformat(timespec="seconds"),
        "ends": end.astimezone(start.tzinfo).isoformat(timespec="seconds"),
        "zone": row["zone"],
        "minutes": row["minutes"],
        "medium": row["medium"],
        "place": row["place"],
        "occupation": row["occupation"],
    }
