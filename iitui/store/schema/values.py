"""What the columns of the journal can hold: closed sets of words, ranges, and what is never written.

Each of these facts is declared once, here or in the domain, for whoever checks the values of a journal or of
the images of rows that acts keep.
"""

import json
from enum import StrEnum

from iitui.domain import (
    contacts,
    follow_ups,
    interviews,
    occupations,
    questions,
    takeaways,
    targets,
    touches,
    transcripts,
)
from iitui.store.schema.recorded_tables import recorded_tables

CLOSED_SETS: dict[str, dict[str, type[StrEnum]]] = {
    "contact": {"level": contacts.Level, "name_permission": contacts.NamePermission},
    "channel": {"kind": contacts.ChannelKind},
    "occupation": {"standing": occupations.Standing},
    "interview": {"medium": interviews.Medium, "status": interviews.Status},
    "question": {
        "category": questions.Category,
        "phase": questions.Phase,
        "level": contacts.Level,
        "origin": questions.Origin,
    },
    "plan_item": {"state": questions.Asked, "agreement": questions.Agreement},
    "touch": {"kind": touches.TouchKind, "direction": touches.Direction, "outcome": touches.Outcome},
    "takeaway": {"kind": takeaways.TakeawayKind, "trial": takeaways.Trial},
    "transcript": {"format": transcripts.TranscriptFormat},
    "reminder": {"unit": follow_ups.RepeatUnit},
    "settlement": {"kind": follow_ups.Kind, "verdict": follow_ups.Verdict},
}
"""The columns that hold a word of an enum, table by table."""

RANGES: dict[str, dict[str, range]] = {
    "contact": {"cadence_days": contacts.CADENCE_DAYS},
    "interview": {
        "minutes": interviews.MINUTES,
        "travel_minutes": interviews.TRAVEL_MINUTES,
        "added_minutes": interviews.ADDED_MINUTES,
        "before_rating": interviews.RATINGS,
        "after_rating": interviews.RATINGS,
    },
    "plan_item": {"seconds": questions.SECONDS},
    "question": {"minutes": questions.MINUTES},
    "preparation": {"lead_days": interviews.LEAD_DAYS},
    "reminder": {"every": follow_ups.EVERY},
    "target": {"motivation": targets.MOTIVATION, "posting": targets.POSTING},
}
"""The columns that hold a number that a person typed, table by table, with the range of their drafts."""

NEEDED = {
    "organization": "name",
    "occupation": "name",
    "contact": "name",
    "channel": "value",
    "tag": "name",
    "question": "text",
    "preparation": "text",
    "takeaway": "text",
    "reminder": "text",
    "theme": "name",
}
"""The columns that are never empty."""

LARGEST = 2**53
"""The largest number that any column can hold: JSON keeps it exactly."""

_SPANS = {column for columns in RANGES.values() for column in columns}
_LONGEST_SPAN = 1_000_000
_INSTANTS = ("start", "at", "until")
_FIRST, _LAST = -2208988800, 32503680000
"""The seconds of the years 1900 and 3000; a draft must be between 1970 and 2199."""


def can_be(table: str, column: str, value: object) -> bool:
    """Return whether a column can hold a value, as far as that can be told without the table."""
    words = CLOSED_SETS.get(table, {}).get(column)
    if value is None or words is not None:
        return value is None or value in [word.value for word in words or ()]
    if isinstance(value, int):
        first, last = _possible(column)
        return first <= value <= last
    return isinstance(value, str)


def impossible(column: str, kind: str) -> str:
    """Return the condition under which iitui cannot have written the value of a column."""
    if kind == "TEXT":
        return f"typeof({column}) <> 'text'"
    if kind == "BOOLEAN":
        return f"{column} NOT IN (0, 1)"
    first, last = _possible(column)
    return f"typeof({column}) <> 'integer' OR {column} NOT BETWEEN {first} AND {last}"


def _possible(column: str) -> tuple[int, int]:
    """Return the least and the greatest number that a column can hold."""
    if column in _SPANS:
        return -_LONGEST_SPAN, _LONGEST_SPAN
    if column in _INSTANTS or column.endswith(("_at", "_end")):
        return _FIRST, _LAST
    return -LARGEST, LARGEST


def is_whole(record: str, image: str | None) -> bool:
    """Return whether an image is one that a row of its table can have; None is the image of no row."""
    if not has_columns(record, image):
        return False
    values = {} if image is None else json.loads(image)
    return all(can_be(record, column, value) for column, value in values.items())


def has_columns(record: str, image: str | None) -> bool:
    """Return whether an image has exactly the columns that its table has or once had."""
    table = recorded_tables().get(record)
    if table is None or image is None:
        return table is not None
    try:
        values = json.loads(image)
    except ValueError:
        return False
    return isinstance(values, dict) and table.had(values.keys())
