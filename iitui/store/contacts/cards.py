"""Reads all contacts for other programs, a few hundred at a time: memory does not grow with the journal."""

import sqlite3
from collections.abc import Iterator

from iitui.domain.contact_cards import ContactCard
from iitui.domain.contacts import Channel, ChannelKind, Level, NamePermission
from iitui.store.row_reader import Reader, instant, placeholders

_AT_ONCE = 500

_PAGE = """
SELECT c.id, c.uid, c.name, c.sort_key, coalesce(g.name, '') AS organization, c.role, c.level, c.source,
    coalesce(r.name, '') AS referred_by, coalesce(r.uid, '') AS referred_by_uid,
    NOT EXISTS (SELECT 1 FROM contact o WHERE o.sort_key = r.sort_key AND o.id <> r.id) AS is_unique,
    c.name_permission, c.cadence_days, coalesce(n.text, '') AS notes, c.created_at
FROM contact c LEFT JOIN organization g ON g.id = c.organization_id
LEFT JOIN contact r ON r.id = c.referred_by_id LEFT JOIN contact_note n ON n.contact_id = c.id
WHERE (c.sort_key, c.id) > (:key, :id) ORDER BY c.sort_key, c.id LIMIT :most
"""
_CHANGED = """
SELECT contact_id, max(at) AS at FROM (
    SELECT CASE WHEN x.record IN ('contact', 'contact_note') THEN x.row_id
        ELSE json_extract(coalesce(x.after, x.before), '$.contact_id') END AS contact_id, a.at
    FROM change x JOIN act a ON a.id = x.act_id
    WHERE x.record IN ('contact', 'contact_note', 'channel', 'contact_tag'))
GROUP BY contact_id
"""


class ContactCardReader(Reader):
    """Reads the cards of contacts, archived ones too, sorted by name."""

    def count(self) -> int:
        """Return how many contacts there are."""
        return self._number("SELECT count(*) FROM contact")

    def each(self) -> Iterator[ContactCard]:
        """Yield the card of each contact."""
        changed = {row["contact_id"]: row["at"] for row in self._each(_CHANGED)}
        key, last = "", 0
        while rows := self._all(_PAGE, {"key": key, "id": last, "most": _AT_ONCE}):
            key, last = rows[-1]["sort_key"], rows[-1]["id"]
            ids = placeholders(row["id"] for row in rows)
            channels, tags = self._channels(ids), self._tags(ids)
            for row in rows:
                number = row["id"]
                at = max(row["created_at"], changed.get(number, 0))
                yield _card(row, tuple(channels.get(number, ())), tuple(tags.get(number, ())), at)

    def _channels(self, ids: str) -> dict[int, list[Channel]]:
        channels: dict[int, list[Channel]] = {}
        for row in self._each(
            "SELECT contact_id, kind, value, label FROM channel"
            f" WHERE contact_id IN ({ids}) ORDER BY contact_id, position, id"
        ):
            channel = Channel(ChannelKind(row["kind"]), row["value"], row["label"])
            channels.setdefault(row["contact_id"], []).append(channel)
        return channels

    def _tags(self, ids: str) -> dict[int, list[str]]:
        tags: dict[int, list[str]] = {}
        for row in self._each(
            "SELECT x.contact_id, t.name FROM contact_tag x JOIN tag t ON t.id = x.tag_id"
            f" WHERE x.contact_id IN ({ids}) ORDER BY x.contact_id, t.name_key"
        ):
            tags.setdefault(row["contact_id"], []).append(row["name"])
        return tags


def _card(row: sqlite3.Row, channels: tuple[Channel, ...], tags: tuple[str, ...], at: int) -> ContactCard:
    return ContactCard(
        uid=row["uid"],
        name=row["name"],
        organization=row["organization"],
        role=row["role"],
        level=None if row["level"] is None else Level(row["level"]),
        channels=channels,
        tags=tags,
        source=row["source"],
        referred_by=row["referred_by"],
        referred_by_uid=row["referred_by_uid"],
        is_referrer_unique=bool(row["is_unique"]),
        name_permission=NamePermission(row["name_permission"]),
        cadence_days=row["cadence_days"],
        notes=row["notes"],
        changed_at=instant(at),
    )
