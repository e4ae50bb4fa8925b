"""The command `stats`: plots on a terminal, figures elsewhere and with plain lines, and JSON."""

import re
import sys
from argparse import Namespace
from datetime import UTC, date, datetime, time, timedelta

from iitui.cli.context import Commands, Context
from iitui.domain.dates.calendar import at_wall
from iitui.domain.errors import UnreadableError
from iitui.domain.text import clean_line
from iitui.output import print_json, print_page, say, width_of_page

_SPAN = r"\s*([0-9]{1,4})\s*([dwDW])\s*"
_DATE = r"\s*([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?\s*"


def show_statistics(context: Context, arguments: Namespace) -> int:
    """Print the statistics; return 1 if nobody was asked and no interview was held."""
    from iitui.domain.statistics import make_statistics
    from iitui.reports.statistics import NOTHING, say_period, statistics_record, statistics_text

    since = None if arguments.since is None else _read_since(context, arguments.since)
    with context.look() as reader:
        facts = reader.statistics.facts(context.now)
    statistics = make_statistics(
        facts,
        context.now,
        context.zone,
        since=since,
        thank_you_hours=context.settings.thank_you_hours,
        first_weekday=context.settings.first_weekday,
    )
    if arguments.json:
        print_json(statistics_record(statistics, context.zone))
    elif not statistics.is_empty:
        with_plots = sys.stdout.isatty() and not context.settings.plain_lines
        print_page(statistics_text(statistics, context.zone, width_of_page(), with_plots=with_plots))
    if statistics.is_empty:
        period = "" if since is None else f" {say_period(statistics, context.zone)}"
        say(f"{NOTHING}{period}.")
    return int(statistics.is_empty)


def _read_since(context: Context, text: str) -> datetime:
    """Return the beginning of a period: a span of days or weeks before now, or of a year, a month or a day.

    Raises:
        UnreadableError: it cannot be read, or lies ahead.
    """
    local = context.now.astimezone(context.zone)
    since = None
    try:
        if span := re.fullmatch(_SPAN, text):
            days = int(span[1]) * (7 if span[2].lower() == "w" else 1)
            since = at_wall(local.date() - timedelta(days=days), time(), context.zone)
        elif parts := re.fullmatch(_DATE, text):
            day = date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
            since = at_wall(day, time(), context.zone)
    except (ValueError, OverflowError):
        since = None  # no such day
    if since is None:
        raise UnreadableError(
            f"--since: '{clean_line(text)}' isn't a starting time; try 90d, 12w, 2026, 2026-09 or 2026-09-15."
        )
    if since.astimezone(UTC) > context.now:
        raise UnreadableError(f"--since: {clean_line(text)} is in the future.")
    return since


COMMANDS: Commands = {"stats": show_statistics}
