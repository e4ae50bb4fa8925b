"""Records of the domain made from rows and from entries of files."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, Level
from iitui.domain.interviews import Medium
from iitui.domain.touches import Outcome, Touch
from iitui.store.records import record


@dataclass(frozen=True, kw_only=True)
class Meeting:
    media: frozenset[Medium]
    rooms: tuple[str, ...] = ()
    is_long: bool = False


def test_a_row_becomes_a_record_by_the_types_of_its_fields():
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    row = connection.execute(
        "SELECT 7 AS id, 3 AS contact_id, 86400 AS at, 'mail' AS kind, 'out' AS direction, 'Hi' AS text,"
        " 1 AS is_request, 'agreed' AS outcome, NULL AS ask_again_at, '' AS subject, '' AS message_id,"
        " NULL AS answered_at, 'x' AS of_no_field"
    ).fetchone()
    touch = record(Touch, row)
    assert (touch.id, touch.at, touch.ask_again_at) == (7, datetime(1970, 1, 2, tzinfo=UTC), None)
    assert touch.is_request is True
    assert touch.outcome is Outcome.AGREED
    assert record(Touch, row, text="Bye", outcome=None).text == "Bye"


def test_an_entry_becomes_a_record_with_what_is_inside():
    entry = {
        "name": "Dana Ito",
        "level": "senior",
        "tags": ["rn"],
        "channels": [{"kind": "url", "value": "x"}],
    }
    draft = record(ContactDraft, entry)
    assert draft.level is Level.SENIOR
    assert draft.tags == ("rn",)
    assert draft.channels == (Channel(ChannelKind.URL, "x"),)
    meeting = record(Meeting, {"media": ["phone", "video"], "rooms": ["A"], "is_long": 1})
    assert meeting == Meeting(media=frozenset({Medium.PHONE, Medium.VIDEO}), rooms=("A",), is_long=True)
