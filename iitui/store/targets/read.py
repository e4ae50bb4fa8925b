"""Reads targets: the list with its search and its orders, the people known at each, and whom to ask next."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from iitui.domain.contacts import Stage, stage_of
from iitui.domain.targets import PersonThere, Proposal, Target, TargetColumn, TargetOrder, next_to_ask
from iitui.domain.text import fold
from iitui.store.contacts.stage_facts import FACTS, facts_of, last_touch_of
from iitui.store.records import record
from iitui.store.row_reader import Reader, maybe_instant, placeholders, seconds

_PAGE = 20
"""How many targets are read at a time while whom to ask next is looked for."""

_LISTED = """
    SELECT t.organization_id AS id, g.name_key, t.source, t.tie
    FROM target t JOIN organization g ON g.id = t.organization_id"""
_LAMP = "t.motivation DESC, t.posting DESC, t.tie = '', g.name_key"

_REQUESTS = """
    SELECT c.organization_id, count(*) AS requests FROM touch q JOIN contact c ON c.id = q.contact_id
    WHERE q.is_request AND q.direction = 'out' AND c.organization_id IS NOT NULL"""

_NUMBERS = {
    TargetColumn.PEOPLE: "(SELECT count(*) FROM contact c WHERE c.organization_id = g.id AND NOT c.archived)",
    TargetColumn.ASKED: "(SELECT count(*) FROM contact c JOIN touch q ON q.contact_id = c.id"
    " WHERE c.organization_id = g.id AND q.is_request AND q.direction = 'out')",
}
"""The numbers of other records by which targets can be sorted."""

_ORDERS = {
    TargetColumn.ORGANIZATION: ("g.name_key", "g.name_key DESC"),
    TargetColumn.MOTIVATION: ("t.motivation DESC", "t.motivation"),
    TargetColumn.POSTING: ("t.posting DESC", "t.posting"),
    **{column: (f"{number} DESC", number) for column, number in _NUMBERS.items()},
}
"""How to sort by a column, and the other way round: what is most first, names from A to Z."""

_TEXTS = {TargetColumn.TIE: "tie", TargetColumn.SOURCE: "source"}
"""The texts by which targets can be sorted: from A to Z, blanks last also the other way round."""


class TargetReader(Reader):
    """Reads targets, by the numbers of their organizations; what is before `now` has happened."""

    def is_target(self, organization_id: int) -> bool:
        """Return whether an organization is a target."""
        return bool(
            self._number(
                "SELECT EXISTS (SELECT 1 FROM target WHERE organization_id = :id)", {"id": organization_id}
            )
        )

    def ids(self, query: str = "", order: TargetOrder | None = None) -> list[int]:
        """Return the targets of which name, list or tie contain all words of a search; best first by LAMP."""
        column, is_reversed = order or TargetOrder()
        by = f"{_ORDERS[column][is_reversed]}, {_LAMP}" if column in _ORDERS else _LAMP
        rows = self._all(f"{_LISTED} ORDER BY {by}")
        if column in _TEXTS:
            text = _TEXTS[column]
            filled = [row for row in rows if row[text]]
            filled.sort(key=lambda row: fold(row[text]), reverse=is_reversed)
            rows = filled + [row for row in rows if not row[text]]
        words = fold(query).split()
        if not words:
            return [row["id"] for row in rows]
        texts = ((row["id"], f"{row['name_key']} {fold(row['source'])} {fold(row['tie'])}") for row in rows)
        return [number for number, text in texts if all(word in text for word in words)]

    def get(self, organization_id: int, now: datetime) -> Target | None:
        """Return a target; None if that organization is none."""
        found = self.some([organization_id], now)
        return found[0] if found else None

    def named(self, organization: str, now: datetime) -> Target | None:
        """Return the target with that name, ignoring accents and case; None if there is none."""
        row = self._first("SELECT id FROM organization WHERE name_key = :key", {"key": fold(organization)})
        return None if row is None else self.get(row["id"], now)

    def some(self, organization_ids: Sequence[int], now: datetime) -> list[Target]:
        """Return some targets, in the given order; those that are gone are left out."""
        chosen = placeholders(organization_ids)
        rows = self._all(
            f"""SELECT t.*, g.name AS organization, coalesce(q.requests, 0) AS requests
            FROM target t JOIN organization g ON g.id = t.organization_id
            LEFT JOIN ({_REQUESTS} AND c.organization_id IN ({chosen}) GROUP BY c.organization_id) q
                ON q.organization_id = t.organization_id
            WHERE t.organization_id IN ({chosen})""",
        )
        people = self._people(chosen, now)
        found = {
            row["organization_id"]: record(Target, row, people=tuple(people.get(row["organization_id"], ())))
            for row in rows
        }
        return [found[number] for number in organization_ids if number in found]

    def _people(self, chosen: str, now: datetime) -> dict[int, list[PersonThere]]:
        """Return the contacts at some organizations: those to ask first, then by name."""
        rows = self._all(
            f"""SELECT c.id, c.name, c.role, c.organization_id, c.name_permission,
                coalesce(r.name, '') AS referred_by, {FACTS},
                (SELECT max(q.at) FROM touch q WHERE q.contact_id = c.id AND q.is_request
                    AND q.direction = 'out' AND q.at <= :now) AS asked_at,
                (SELECT business_days_after(max(o.at), figure('second_name_days')) FROM open_request o
                    WHERE o.contact_id = c.id) AS ask_another_at
            FROM contact c LEFT JOIN contact r ON r.id = c.referred_by_id
            WHERE c.organization_id IN ({chosen}) AND NOT c.archived ORDER BY c.sort_key, c.id""",
            {"now": seconds(now)},
        )
        people: dict[int, list[PersonThere]] = {}
        for row in rows:
            facts = facts_of(row)
            person = record(
                PersonThere,
                row,
                stage=stage_of(facts, now),
                last_touch=last_touch_of(facts),
                asked_at=maybe_instant(row["asked_at"]),
                ask_another_at=maybe_instant(row["ask_another_at"]),
            )
            people.setdefault(row["organization_id"], []).append(person)
        for there in people.values():
            there.sort(key=lambda one: one.stage is not Stage.TO_ASK)
        return people

    def next_to_ask(self, now: datetime, limit: int) -> list[Proposal]:
        """Return whom to ask next, at most so many, the best targets first."""
        return list(islice(next_to_ask(self._best_first(now), now), limit))

    def _best_first(self, now: datetime) -> Iterator[Target]:
        ids = self.ids()
        for first in range(0, len(ids), _PAGE):
            yield from self.some(ids[first : first + _PAGE], now)
