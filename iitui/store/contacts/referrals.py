"""Reads who named whom, each time in one query."""

import sqlite3
from collections.abc import Collection
from datetime import datetime

from iitui.domain.contacts import NamePermission, StageFacts, stage_of
from iitui.domain.referrals import Referral, ReferralTree, grow, related, results_of
from iitui.domain.text import fold
from iitui.store.contacts.stage_facts import FACTS, facts_of
from iitui.store.row_reader import Reader, seconds

MOST_AROUND = 300
"""How many contacts above one, and how many below, are read for that one alone."""

_COLUMNS = f"""
    SELECT c.id, c.name, c.sort_key, c.role, c.referred_by_id, c.name_permission, c.archived,
        coalesce(g.name, '') AS organization, coalesce(g.name_key, '') AS organization_key, {FACTS}
    FROM contact c LEFT JOIN organization g ON g.id = c.organization_id
"""

_ALL = f"""
    {_COLUMNS}
    WHERE c.referred_by_id IS NOT NULL
        OR c.id IN (SELECT referred_by_id FROM contact WHERE referred_by_id IS NOT NULL)
    ORDER BY c.sort_key, c.id
"""

_AROUND = f"""
    WITH RECURSIVE
    above (id) AS (
        SELECT :id UNION
        SELECT c.referred_by_id FROM contact c JOIN above ON c.id = above.id
            WHERE c.referred_by_id IS NOT NULL LIMIT :most
    ),
    below (id) AS (
        SELECT :id UNION SELECT c.id FROM contact c JOIN below ON c.referred_by_id = below.id LIMIT :most
    )
    {_COLUMNS}
    WHERE c.id IN (SELECT id FROM above UNION SELECT id FROM below) ORDER BY c.sort_key, c.id
"""


class ReferralReader(Reader):
    """Reads referrals; what is before `now` has happened."""

    def all(self, now: datetime, left_out: Collection[str] = ()) -> ReferralTree:
        """Return the trees of all contacts who were named or who named others.

        Args:
            now: the present instant.
            left_out: tags, in any case; whoever has one of them is left out, as if nobody had named them and
                they had named nobody.
        """
        people = (_referral(row, now) for row in self._each(_ALL, {"now": seconds(now)}))
        return grow(related(people, self._with_tags(left_out)) if left_out else people)

    def _with_tags(self, tags: Collection[str]) -> set[int]:
        """Return the contacts with one of some tags."""
        keys = {fold(tag) for tag in tags}
        rows = self._each("SELECT x.contact_id, t.name_key FROM contact_tag x JOIN tag t ON t.id = x.tag_id")
        return {row["contact_id"] for row in rows if row["name_key"] in keys}

    def around(self, contact_id: int, now: datetime) -> ReferralTree:
        """Return the tree of one contact: those above them and those below; not all of very many."""
        parameters = {"id": contact_id, "most": MOST_AROUND, "now": seconds(now)}
        return grow(_referral(row, now) for row in self._each(_AROUND, parameters))


_PERMISSIONS = {permission.value: permission for permission in NamePermission}

_NOT_ASKED = StageFacts(met_at=None, planned=False, request=None, reply_due=None, touched_at=None)


def _referral(row: sqlite3.Row, now: datetime) -> Referral:
    # Of thousands of names most were not asked, which the row tells without any conversion.
    is_open = row["request"] is None and row["met_at"] is None and not row["planned"]
    facts = _NOT_ASKED if is_open else facts_of(row)
    return Referral(
        row["id"],
        row["name"],
        row["organization"],
        row["role"],
        row["referred_by_id"],
        _PERMISSIONS[row["name_permission"]],
        bool(row["archived"]),
        stage_of(facts, now),
        *results_of(facts),
        f"{row['sort_key']} {row['organization_key']}",
    )
