"""Detects edit conflicts: a form must not overwrite changes made since it was filled from a record."""

from collections.abc import Mapping
from typing import NamedTuple

from iitui.domain.edit_conflicts import is_same
from iitui.domain.errors import ChangedElsewhereError
from iitui.domain.questions import Asked

CONTACT = {
    "name": "name",
    "organization": "organization",
    "role": "role",
    "level": "level",
    "channels": "email, phone or web",
    "tags": "tags",
    "source": "how you met",
    "referred_by": "referred by",
    "name_permission": "name permission",
    "cadence_days": "keep in touch",
    "notes": "notes",
}
INTERVIEW = {
    "contact_id": "contact",
    "start": "time",
    "zone": "time zone",
    "minutes": "minutes",
    "medium": "how",
    "place": "place",
    "travel_minutes": "travel minutes",
    "occupation": "occupation",
    "before": "what you thought before",
    "before_rating": "impression before",
}
QUESTION = {
    "text": "words",
    "category": "category",
    "phase": "when",
    "sensitive": "sensitive",
    "researchable": "can be looked up",
    "level": "best for",
    "minutes": "minutes",
}
TARGET = {
    "source": "list",
    "tie": "alumni or tie",
    "motivation": "motivation",
    "posting": "posting",
}
TOUCH = {
    "at": "time",
    "kind": "what",
    "direction": "who",
    "text": "what was said",
    "subject": "subject",
    "is_request": "whether it asks",
    "outcome": "outcome",
    "ask_again_at": "ask again",
    "answered_at": "answered",
}
ANSWER = {"answer": "answer", "state": "asked or not", "off_record": "off the record"}
"""The fields that the forms of these records edit, with their names in messages."""


class AnswerChange(NamedTuple):
    """The new state of a planned question."""

    answer: str
    state: Asked
    off_record: bool


def refuse_overwriting(
    what: str, seen: object | None, now: object, mine: object, fields: Mapping[str, str]
) -> None:
    """Raise an error if a record has changed since its form was filled, in fields that the form edits.

    Args:
        what: what messages call the record.
        seen: what the form was filled from; None if there was no form.
        now: the present state of the record.
        mine: the draft; a field that already has its value is no conflict.
        fields: the fields to compare, with their names in messages.

    Raises:
        ChangedElsewhereError: the record has changed; the message names the fields.
    """
    if seen is None:
        return
    changed = [
        called
        for name, called in fields.items()
        if not is_same(getattr(now, name), getattr(seen, name))
        and not is_same(getattr(now, name), getattr(mine, name))
    ]
    if changed:
        raise ChangedElsewhereError(f"{what} was changed elsewhere: {', '.join(changed)}.")


def refuse_overwriting_text(what: str, called: str, seen: str | None, now: str, mine: str) -> None:
    """Do the same for one text.

    Raises:
        ChangedElsewhereError: it has changed since it was seen.
    """
    if seen is not None and now not in (seen, mine):
        raise ChangedElsewhereError(f"{what} was changed elsewhere: {called}.")
