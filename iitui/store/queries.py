"""What is owed, what comes next and what completion offers, in SQL: for the readers and for a shell prompt.

The parameters are instants in whole seconds since 1970.
"""

OPEN = """
    FROM follow_up
    WHERE arises <= :now AND (expires IS NULL OR expires > :now) AND (verdict IS NULL OR verdict = 'snoozed')
"""
"""Where the follow-ups are that are neither settled nor out of date."""

WORST_FIRST = " ORDER BY (:now - due) * 1.0 / allowed DESC, due, kind, subject_id"
"""Lateness weighed by the time that was allowed."""

OWED = "SELECT *" + OPEN + WORST_FIRST
"""All follow-ups that are open."""

DUE = OPEN + " AND due <= :until AND soonest <= :until"
"""Where those are that are due by an instant; what is told with least is asked last (see `schema.duties`)."""

OWED_UNTIL = "SELECT *" + DUE + WORST_FIRST
"""Those that are due by an instant."""

LINES_OWED = "SELECT kind, subject_id, contact_id, interview_id, due, who, detail" + DUE + WORST_FIRST
"""The same, with what stands in a line: it is not looked up when and where the interview is."""

ANY_OVERDUE = "SELECT 1" + OPEN + " AND due <= :now AND soonest <= :now LIMIT 1"
"""Whether anything is overdue; the search ends with the first that is."""

HEARD = """
    (i.status = 'held' OR i.started_at IS NOT NULL
        OR (i.status = 'planned' AND i.start + i.minutes * 60 <= :now)
        OR EXISTS (SELECT 1 FROM plan_item p WHERE p.interview_id = i.id AND p.answer <> ''))
"""
"""Whether an interview `i` counts as evidence about its occupation: it was held, has begun, is over without a
word about it, or something was answered in it, also when it was broken off."""

TO_COME = "(i.status = 'planned' AND i.started_at IS NULL AND i.start + i.minutes * 60 > :now)"
"""Whether an interview `i` is still to come."""

UPCOMING = """
    SELECT * FROM agenda
    WHERE status = 'planned' AND "end" > :now
    ORDER BY start, id LIMIT :limit
"""
"""The planned interviews that are not over, the next one first; -1 sets no limit."""

PAST = """
    SELECT id, who FROM agenda
    WHERE NOT (status = 'planned' AND "end" > :now)
    ORDER BY start DESC, id DESC LIMIT :limit
"""
"""The other interviews, the latest first."""

TAGS = """
    SELECT name, (SELECT count(*) FROM contact_tag t WHERE t.tag_id = tag.id) AS contacts
    FROM tag ORDER BY name_key
"""
"""All tags, by name, and how many contacts have each."""

OCCUPATIONS = "SELECT name, standing FROM occupation ORDER BY name_key"
"""All occupations, by name."""

ORGANIZATIONS = """
    SELECT name, EXISTS (SELECT 1 FROM target t WHERE t.organization_id = organization.id) AS is_target
    FROM organization ORDER BY name_key
"""
"""All organizations, by name, and whether each is a target."""


def contacts_with(ids: str) -> str:
    """Return the query for the contacts that have one of the IDs, by name.

    Args:
        ids: whole numbers with commas between them; see `placeholders`.
    """
    return f"SELECT id, name, role, organization FROM contact_list WHERE id IN ({ids}) ORDER BY sort_key, id"
