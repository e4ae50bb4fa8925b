"""Reads contacts: the list with its search, and single contacts with everything about them."""

import sqlite3
from collections.abc import Sequence, Set
from datetime import datetime
from typing import TYPE_CHECKING

from iitui.domain.contacts import Channel, ChannelKind, Contact, ContactSummary, Stage, stage_of
from iitui.domain.takeaways import Takeaway
from iitui.domain.text import fold
from iitui.store.contacts.search import ContactSearch
from iitui.store.contacts.stage_facts import FACTS, facts_of, last_touch_of
from iitui.store.follow_ups.read import FollowUpReader
from iitui.store.records import record
from iitui.store.row_reader import Reader, placeholders, seconds

if TYPE_CHECKING:
    from iitui.domain.contacts import ContactColumn
    from iitui.domain.identity.lookup import NamedContact
    from iitui.domain.identity.matching import KnownContact
    from iitui.domain.news import Statement


class ContactReader(Reader):
    """Reads contacts; what is before `now` has happened."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._searched: tuple[object, ContactSearch] | None = None

    def _search(self, query: str, *, archived: bool) -> ContactSearch:
        """Return the search for a query; it is reused while the query and the journal stay the same."""
        asked = (query, archived, self.state(), self._connection.total_changes)
        if self._searched is None or self._searched[0] != asked:
            self._searched = asked, ContactSearch(self._connection, query, archived=archived)
        return self._searched[1]

    def count(self, query: str = "", *, archived: bool = False) -> int:
        """Return how many contacts match a search."""
        return self._search(query, archived=archived).count

    def page(
        self, query: str, offset: int, limit: int, now: datetime, day_end: datetime, *, archived: bool = False
    ) -> list[ContactSummary]:
        """Return a page of the contacts that match a search in anything about them.

        Sorted by name, first those with all of the search in their name.
        """
        return self.some(self._search(query, archived=archived).ids(offset, limit), now, day_end)

    def ordered(self, column: "ContactColumn", now: datetime, *, archived: bool, is_down: bool) -> list[int]:
        """Return the IDs of all contacts, sorted by a column; see `ContactOrdering.ids`."""
        from iitui.store.contacts.ordering import ContactOrdering

        return ContactOrdering(self._connection).ids(column, now, archived=archived, is_down=is_down)

    def matching(self, query: str, *, archived: bool = False) -> Set[int]:
        """Return the IDs of all contacts that match a search."""
        return self._search(query, archived=archived).every_id

    def some(self, contact_ids: Sequence[int], now: datetime, day_end: datetime) -> list[ContactSummary]:
        """Return some contacts, in the given order; those that are gone are left out."""
        found = {person.id: person for person in self._summaries(contact_ids, now, day_end)}
        return [found[number] for number in contact_ids if number in found]

    def at_organization(self, organization_id: int, now: datetime, day_end: datetime) -> list[ContactSummary]:
        """Return the contacts who work at an organization: first those not asked yet, archived ones last."""
        rows = self._all("SELECT id FROM contact WHERE organization_id = :id", {"id": organization_id})
        people = self._summaries([row["id"] for row in rows], now, day_end)
        return sorted(people, key=lambda person: (person.archived, person.stage is not Stage.TO_ASK))

    def _summaries(self, found: Sequence[int], now: datetime, day_end: datetime) -> list[ContactSummary]:
        """Return some contacts, sorted by name."""
        rows = self._all(
            f"SELECT c.*, {FACTS} FROM contact_list c WHERE c.id IN ({placeholders(found)})"
            " ORDER BY c.sort_key, c.id",
            {"now": seconds(now)},
        )
        owed = FollowUpReader(self._connection).of_contacts(list(found), now, day_end)
        page = []
        for row in rows:
            facts = facts_of(row)
            page.append(
                record(
                    ContactSummary,
                    row,
                    stage=stage_of(facts, now),
                    last_touch=last_touch_of(facts),
                    owed=owed.get(row["id"]),
                )
            )
        return page

    def place(self, contact_id: int, query: str = "", *, archived: bool = False) -> int | None:
        """Return the position of a contact among the matches of a search; None if it does not match."""
        return self._search(query, archived=archived).place(contact_id)

    def get(self, contact_id: int, now: datetime) -> Contact | None:
        """Return a contact with all its details; None if there is none with that ID."""
        row = self._first(
            f"""SELECT c.*, {FACTS}, coalesce(g.name, '') AS organization,
                coalesce(g.notes, '') AS organization_notes, coalesce(r.name, '') AS referred_by,
                coalesce(n.text, '') AS notes
            FROM contact c LEFT JOIN organization g ON g.id = c.organization_id
            LEFT JOIN contact r ON r.id = c.referred_by_id LEFT JOIN contact_note n ON n.contact_id = c.id
            WHERE c.id = :id""",
            {"id": contact_id, "now": seconds(now)},
        )
        if row is None:
            return None
        facts = facts_of(row)
        return record(
            Contact,
            row,
            channels=self._channels(contact_id),
            tags=self._tags(contact_id),
            stage=stage_of(facts, now),
            last_touch=last_touch_of(facts),
            named=self._named(contact_id),
        )

    def _channels(self, contact_id: int) -> tuple[Channel, ...]:
        rows = self._all(
            "SELECT kind, value, label FROM channel WHERE contact_id = :id ORDER BY position, id",
            {"id": contact_id},
        )
        return tuple(record(Channel, row) for row in rows)

    def _tags(self, contact_id: int) -> tuple[str, ...]:
        rows = self._all(
            "SELECT t.name FROM contact_tag x JOIN tag t ON t.id = x.tag_id WHERE x.contact_id = :id"
            " ORDER BY t.name_key",
            {"id": contact_id},
        )
        return tuple(row["name"] for row in rows)

    def _named(self, contact_id: int) -> tuple[tuple[int, str], ...]:
        rows = self._all(
            "SELECT id, name FROM contact WHERE referred_by_id = :id ORDER BY sort_key, id",
            {"id": contact_id},
        )
        return tuple((row["id"], row["name"]) for row in rows)

    def named_by(self, contact_ids: Sequence[int]) -> frozenset[int]:
        """Return these contacts and everybody whom one of them named, directly or through others."""
        rows = self._all(
            "WITH RECURSIVE below (id) AS (SELECT value FROM json_each(:ids) UNION"
            " SELECT c.id FROM contact c JOIN below ON c.referred_by_id = below.id) SELECT id FROM below",
            {"ids": f"[{placeholders(contact_ids)}]"},
        )
        return frozenset(row["id"] for row in rows)

    def takeaways(self, contact_id: int) -> list[Takeaway]:
        """Return the takeaways of the interviews with a contact, oldest first."""
        rows = self._all(
            "SELECT * FROM takeaway WHERE contact_id = :id ORDER BY created_at, id", {"id": contact_id}
        )
        return [record(Takeaway, row) for row in rows]

    def by_name(self, name: str) -> "list[NamedContact]":
        """Return ID, name and organization of the contacts with a name, ignoring accents and case."""
        rows = self._all(
            "SELECT id, name, organization FROM contact_list WHERE sort_key = :key ORDER BY archived, id",
            {"key": fold(name)},
        )
        return [(row["id"], row["name"], row["organization"]) for row in rows]

    def by_number(self, contact_id: int) -> "NamedContact | None":
        """Return id, name and organization of one contact; None when there is none by that number."""
        sql = "SELECT id, name, organization FROM contact_list WHERE id = :id"
        row = self._first(sql, {"id": contact_id})
        return None if row is None else (row["id"], row["name"], row["organization"])

    def with_role(self, query: str, limit: int) -> list[tuple[int, str, str, str]]:
        """Return id, name, organization and role of the contacts that a search finds, in its order."""
        ids = self._search(query, archived=False).ids(0, limit)
        found = placeholders(ids)
        sql = f"SELECT id, name, organization, role FROM contact_list WHERE id IN ({found})"
        rows = {
            row["id"]: (row["id"], row["name"], row["organization"], row["role"]) for row in self._all(sql)
        }
        return [rows[number] for number in ids]

    def names(self) -> list[str]:
        """Return the names of all contacts, for completion."""
        return [row["name"] for row in self._all("SELECT name FROM contact ORDER BY sort_key, id")]

    def known(self) -> "list[KnownContact]":
        """Return all contacts, with what an import compares."""
        from iitui.domain.identity.matching import KnownContact

        channels: dict[int, list[Channel]] = {}
        for row in self._all("SELECT contact_id, kind, value, label FROM channel ORDER BY position, id"):
            channel = Channel(ChannelKind(row["kind"]), row["value"], row["label"])
            channels.setdefault(row["contact_id"], []).append(channel)
        tags = self._lists("SELECT contact_id, name FROM contact_tag x JOIN tag t ON t.id = x.tag_id")
        keys = self._lists("SELECT contact_id, key AS name FROM origin_key")
        said = self._said()
        rows = self._all(
            "SELECT c.id, c.uid, c.name, coalesce(g.name, '') AS organization, c.role, c.source,"
            " coalesce(n.text, '') AS notes"
            " FROM contact c LEFT JOIN organization g ON g.id = c.organization_id"
            " LEFT JOIN contact_note n ON n.contact_id = c.id ORDER BY c.id"
        )
        return [
            record(
                KnownContact,
                row,
                channels=tuple(channels.get(row["id"], ())),
                tags=tuple(tags.get(row["id"], ())),
                origin_keys=tuple(keys.get(row["id"], ())),
                said=said.get(row["id"]),
            )
            for row in rows
        ]

    def _said(self) -> "dict[int, dict[str, list[Statement]]]":
        """Return by contact and source what files said."""
        from iitui.domain.news import Statement

        said: dict[int, dict[str, list[Statement]]] = {}
        query = "SELECT contact_id, source, name, organization, role FROM source_statement ORDER BY id"
        for number, source, *values in self._each(query):
            said.setdefault(number, {}).setdefault(source, []).append(Statement(*values))
        return said

    def _lists(self, query: str) -> dict[int, list[str]]:
        lists: dict[int, list[str]] = {}
        for row in self._all(query):
            lists.setdefault(row["contact_id"], []).append(row["name"])
        return lists
