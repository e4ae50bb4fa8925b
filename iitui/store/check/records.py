"""What the records of a journal must be to each other: rules of the domain that no schema can hold."""

import sqlite3
from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import end_of_day
from iitui.domain.dates.zones import iana_names
from iitui.domain.follow_ups import Subject, Verdict
from iitui.domain.rules import RULES
from iitui.domain.text import fold
from iitui.store.row_reader import instant, seconds
from iitui.store.schema import search_index
from iitui.store.schema.damage import RESTORE, UNDO_OR_RESTORE, Finding, look_at_search, words_of

_FOLDED = (
    ("organization", "name", "name_key"),
    ("occupation", "name", "name_key"),
    ("contact", "name", "sort_key"),
    ("tag", "name", "name_key"),
    ("theme", "name", "name_key"),
)

_ORDERED = (("plan_item", "interview_id", "interview"), ("channel", "contact_id", "contact"))

_LINKS = {kind: f"{rule.subject}_id" for kind, rule in RULES.items()}
"""By which link a settlement goes with the record that it is about."""

_SAVE = "Edit and save it to fix this."


def check_records(connection: sqlite3.Connection) -> list[Finding]:
    """Find records that contradict each other."""
    return [
        *_names(connection),
        *_days(connection),
        *_order(connection),
        *_circles(connection),
        *_settlements(connection),
        *_search(connection),
    ]


def _names(connection: sqlite3.Connection) -> Iterable[Finding]:
    for table, name, key in _FOLDED:
        for row in connection.execute(f"SELECT id, {name}, {key} FROM {table}"):
            if fold(row[1]) != row[2]:
                yield Finding(f"{table} {row[0]}", "It's sorted and found under a different name.", _SAVE)


def _days(connection: sqlite3.Connection) -> Iterable[Finding]:
    """Compare the ends of local days, which SQL cannot tell, with the zone of each interview."""
    known = iana_names()
    rows = connection.execute(
        "SELECT id, coalesce(ended_at, start + minutes * 60), planned_at, day_end, planned_day_end, zone"
        " FROM interview"
    )
    for number, end, planned, day_end, planned_day_end, name in rows:
        if name not in known:
            continue  # said elsewhere
        zone = ZoneInfo(name)
        wanted = (seconds(end_of_day(instant(end), zone)), seconds(end_of_day(instant(planned), zone)))
        hours = timedelta(seconds=max(abs(wanted[0] - day_end), abs(wanted[1] - planned_day_end)))
        if hours:
            what = f"Its day boundaries are {hours} off from its time zone."
            yield Finding(f"interview {number}", what, _SAVE)


def _order(connection: sqlite3.Connection) -> Iterable[Finding]:
    for table, owner, called in _ORDERED:
        rows = connection.execute(f"SELECT {owner}, position FROM {table} GROUP BY 1, 2 HAVING count(*) > 1")
        for number, position in rows:
            what = f"Several of its {table}s share position {position}."
            yield Finding(f"{called} {number}", what, "Move one of them to renumber them.")


def _circles(connection: sqlite3.Connection) -> list[Finding]:
    """Find contacts who named each other, round and round."""
    named = dict(
        connection.execute("SELECT id, referred_by_id FROM contact WHERE referred_by_id IS NOT NULL")
    )
    found = []
    sound: set[int] = set()
    for first in named:
        path: dict[int, None] = {}
        contact: int | None = first
        while contact is not None and contact not in sound and contact not in path:
            path[contact] = None
            contact = named.get(contact)
        if contact is not None and contact in path:
            what = "They're their own referrer, through others."
            found.append(Finding(f"contact {contact}", what, "Edit the referrer."))
        sound.update(path)
    return found


def _settlements(connection: sqlite3.Connection) -> Iterable[Finding]:
    links = [f"{subject}_id" for subject in Subject]
    rows = connection.execute(
        f"SELECT id, kind, subject_id, verdict, until, {', '.join(links)} FROM settlement"
    )
    for number, kind, subject, verdict, until, *values in rows:
        where = f"settlement {number}"
        wanted = _LINKS.get(kind)
        present = dict(zip(links, values, strict=True))
        if wanted is not None and present != dict.fromkeys(present) | {wanted: subject}:
            yield Finding(where, f"It's about a {kind} {subject} it isn't linked to.", UNDO_OR_RESTORE)
        if verdict == Verdict.SNOOZED and until is None:
            yield Finding(where, "It snoozes something without an end.", "Snooze it again.")


def _search(connection: sqlite3.Connection) -> Iterable[Finding]:
    """Compare the search index with what it should hold."""
    try:
        look_at_search(connection)
        rows = connection.execute("SELECT rowid, name, organization, role, rest FROM contact_search")
        present = {row[0]: row for row in rows}
    except sqlite3.DatabaseError as error:
        yield Finding("the search", f"Its index is damaged: {words_of(error)}.", RESTORE, is_damage=True)
        return
    for entry in search_index.expected(connection):
        found = present.pop(entry[0], None)
        if found is None or (found != entry and _words_of(found) != _words_of(entry)):
            yield Finding(f"contact {entry[0]}", "Search doesn't find every word about them.", _SAVE)
    for number in present:
        yield Finding("the search", f"It finds a contact {number} that doesn't exist.", UNDO_OR_RESTORE)


def _words_of(entry: search_index.Entry) -> list[list[str]]:
    """Return the words of an entry; in which order SQLite lists channels and tags does not matter."""
    return [sorted(text.split()) for text in entry[1:]]
