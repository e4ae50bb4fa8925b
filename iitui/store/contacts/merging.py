"""Moves everything that belongs to one contact to another, within an act, before the first is deleted."""

from collections.abc import Iterable

from iitui.domain.contacts import MOST_CHANNELS, MOST_TAGS, Channel, ChannelKind
from iitui.domain.errors import BadInputError
from iitui.domain.identity.keys import channel_key, uid_key
from iitui.store.schema.tables import ContactRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import numbered

MOVED = (
    ("contact", "referred_by_id"),
    ("former_position", "contact_id"),
    ("interview", "contact_id"),
    ("origin_key", "contact_id"),
    ("reminder", "contact_id"),
    ("takeaway", "contact_id"),
    ("takeaway", "person_id"),
    ("touch", "contact_id"),
)
"""The links to contacts that lead to the other one afterwards, whatever else there is."""


def move_everything(transaction: Transaction, gone: ContactRow, into: ContactRow) -> None:
    """Let all that belongs to a contact belong to another one; what both have is kept once.

    Raises:
        BadInputError: both together have more channels or tags than a contact can have.
    """
    transaction.session.flush()
    numbers = numbered(gone.id), numbered(into.id)
    for table, link in MOVED:
        transaction.connection.execute(
            f"UPDATE {table} SET {link} = ? WHERE {link} = ?",
            (numbers[1], numbers[0]),
        )
    _move_channels(transaction, *numbers)
    _move_tags(transaction, *numbers)
    _move_settlements(transaction, *numbers)
    _move_statements(transaction, *numbers)
    _move_distinctions(transaction, *numbers)
    # A card that bears the UID of the contact that is gone is found again.
    transaction.connection.execute(
        "INSERT OR IGNORE INTO origin_key (contact_id, key) VALUES (?, ?)", (numbers[1], uid_key(gone.uid))
    )
    transaction.session.expire_all()


def _move_channels(transaction: Transaction, gone: int, into: int) -> None:
    """Append the channels that the other contact does not have."""
    connection = transaction.connection
    query = "SELECT id, kind, value, label FROM channel WHERE contact_id = ? ORDER BY position, id"
    ours = {
        channel_key(Channel(ChannelKind(kind), value)): (number, label)
        for number, kind, value, label in connection.execute(query, (into,)).fetchall()
    }
    last = "SELECT coalesce(max(position), -1) FROM channel WHERE contact_id = ?"
    position = int(connection.execute(last, (into,)).fetchone()[0])
    for number, kind, value, label in connection.execute(query, (gone,)).fetchall():
        same = ours.get(channel_key(Channel(ChannelKind(kind), value)))
        if same is not None:
            if label and not same[1]:
                connection.execute("UPDATE channel SET label = ? WHERE id = ?", (label, same[0]))
            continue
        position += 1
        connection.execute(
            "UPDATE channel SET contact_id = ?, position = ? WHERE id = ?", (into, position, number)
        )
    _refuse_more(transaction, "channel", into, MOST_CHANNELS, "addresses, numbers and links")


def _move_tags(transaction: Transaction, gone: int, into: int) -> None:
    transaction.connection.execute(
        "UPDATE contact_tag SET contact_id = :into WHERE contact_id = :gone"
        " AND tag_id NOT IN (SELECT tag_id FROM contact_tag WHERE contact_id = :into)",
        {"gone": gone, "into": into},
    )
    _refuse_more(transaction, "contact_tag", into, MOST_TAGS, "tags")


def _refuse_more(transaction: Transaction, table: str, contact_id: int, most: int, called: str) -> None:
    query = f"SELECT count(*) FROM {table} WHERE contact_id = ?"
    if transaction.connection.execute(query, (contact_id,)).fetchone()[0] > most:
        raise BadInputError({"into": f"Together they have more than {most} {called}."})


def _move_settlements(transaction: Transaction, gone: int, into: int) -> None:
    """Move what was said of follow-ups; of two words about the same one, the later stays."""
    connection = transaction.connection
    same = "SELECT id, at FROM settlement WHERE kind = ? AND subject_id = ? AND occurrence = ?"
    rows = connection.execute(
        "SELECT id, kind, occurrence, at FROM settlement WHERE contact_id = ?", (gone,)
    ).fetchall()
    for number, kind, occurrence, at in rows:
        other = connection.execute(same, (kind, into, occurrence)).fetchone()
        if other is not None:
            superseded = other[0] if other[1] < at else number
            connection.execute("DELETE FROM settlement WHERE id = ?", (superseded,))
        connection.execute(
            "UPDATE settlement SET subject_id = ?, contact_id = ? WHERE id = ?", (into, into, number)
        )


def _move_statements(transaction: Transaction, gone: int, into: int) -> None:
    """Move what files said, except what they said in the same words of both."""
    transaction.connection.execute(
        "UPDATE source_statement SET contact_id = :into WHERE contact_id = :gone"
        " AND (source, name, organization, role) NOT IN"
        " (SELECT source, name, organization, role FROM source_statement WHERE contact_id = :into)",
        {"gone": gone, "into": into},
    )


def _move_distinctions(transaction: Transaction, gone: int, into: int) -> None:
    """Whoever is not the one contact is not the other one either."""
    rows = transaction.connection.execute(
        "SELECT contact_id, other_id FROM distinct_pair WHERE ? IN (contact_id, other_id)", (gone,)
    ).fetchall()
    others = {number for row in rows for number in row} - {gone, into}
    set_apart(transaction, ((other, into) for other in others))


def set_apart(transaction: Transaction, pairs: Iterable[tuple[int, int]]) -> None:
    """Note that the contacts of each pair are different people."""
    transaction.connection.executemany(
        "INSERT OR IGNORE INTO distinct_pair (contact_id, other_id) VALUES (?, ?)",
        [(min(pair), max(pair)) for pair in pairs],
    )
