"""The facts that determine the stage of a contact, read along with their row."""

import sqlite3
from datetime import datetime

from iitui.domain.contacts import StageFacts
from iitui.domain.touches import Outcome
from iitui.store.row_reader import maybe_instant

FACTS = """
    (SELECT max(t.at) FROM touch t WHERE t.contact_id = c.id AND t.at <= :now) AS touched_at,
    (SELECT max(min(i.start + i.minutes * 60, coalesce(i.ended_at, i.start + i.minutes * 60)))
        FROM interview i WHERE i.contact_id = c.id
        AND (i.status = 'held' OR (i.status = 'planned' AND i.start + i.minutes * 60 <= :now))) AS met_at,
    EXISTS (SELECT 1 FROM interview i WHERE i.contact_id = c.id AND i.status = 'planned'
        AND i.start + i.minutes * 60 > :now) AS planned,
    (SELECT coalesce(t.outcome, 'no reply yet') FROM touch t
        WHERE t.contact_id = c.id AND t.is_request ORDER BY t.at DESC, t.id DESC LIMIT 1) AS request,
    (SELECT business_days_after(max(o.at), figure('nudge_days')) FROM open_request o
        WHERE o.contact_id = c.id) AS reply_due
"""
"""Columns to select from contacts `c`, for `facts_of`; what is before `:now` has happened."""


def facts_of(row: sqlite3.Row) -> StageFacts:
    """Return the facts that determine a stage, from a row that was read with `FACTS`."""
    return StageFacts(
        met_at=maybe_instant(row["met_at"]),
        planned=bool(row["planned"]),
        request=Outcome(row["request"]) if row["request"] else None,
        reply_due=maybe_instant(row["reply_due"]),
        touched_at=maybe_instant(row["touched_at"]),
    )


def last_touch_of(facts: StageFacts) -> datetime | None:
    """Return the time of the latest touch or interview, or None."""
    return max((at for at in (facts.touched_at, facts.met_at) if at is not None), default=None)
