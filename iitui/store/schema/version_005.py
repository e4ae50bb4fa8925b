"""Step 5 of the schema: what requests and mailboxes leave behind, targets, and all rules of follow-ups.

The rules stand in `DUTIES`, one query for each kind, of which the view `duty` is made; a later step that
changes one of them makes the view anew from this table with its own query in place. The views count days with
the functions of `iitui.store.rule_functions`, which every connection of the store has.
"""

from collections.abc import Mapping

from iitui.store.schema.additions import Statement, add_column, add_table

_COLUMNS = (
    add_column("touch", "subject", "TEXT NOT NULL DEFAULT ''"),
    add_column("touch", "message_id", "TEXT NOT NULL DEFAULT ''"),
    add_column("touch", "answered_at", "INTEGER"),
    add_column("settlement", "touch_id", "INTEGER REFERENCES touch (id) ON DELETE CASCADE"),
    add_column("settlement", "contact_id", "INTEGER REFERENCES contact (id) ON DELETE CASCADE"),
    add_column("settlement", "takeaway_id", "INTEGER REFERENCES takeaway (id) ON DELETE CASCADE"),
    add_column("settlement", "done_by_id", "INTEGER REFERENCES touch (id) ON DELETE SET NULL"),
    add_column("settlement", "due_at", "INTEGER"),
    add_column("settlement", "reason", "TEXT NOT NULL DEFAULT ''"),
)

_TABLES = (
    add_table(
        "target",
        "organization_id INTEGER PRIMARY KEY NOT NULL REFERENCES organization (id) ON DELETE CASCADE",
        "source TEXT NOT NULL",
        "tie TEXT NOT NULL",
        "motivation INTEGER NOT NULL",
        "posting INTEGER NOT NULL",
        "added_at INTEGER NOT NULL",
    ),
)

_INDEXES = (
    "CREATE INDEX ix_settlement_touch_id ON settlement (touch_id)",
    "CREATE INDEX ix_settlement_contact_id ON settlement (contact_id)",
    "CREATE INDEX ix_settlement_takeaway_id ON settlement (takeaway_id)",
    "CREATE INDEX ix_settlement_done_by_id ON settlement (done_by_id)",
    "CREATE INDEX ix_settlement_at ON settlement (at) WHERE verdict IN ('done', 'waived')",
    # The last word about a contact: told, or kept in touch.
    "CREATE INDEX ix_settlement_word ON settlement (contact_id, kind, at)"
    " WHERE contact_id IS NOT NULL AND verdict IN ('done', 'waived')",
    "CREATE INDEX ix_touch_message_id ON touch (message_id) WHERE message_id <> ''",
    # The latest touch of a contact, and what came from them, are told by the index alone.
    "CREATE INDEX ix_touch_contact_at ON touch (contact_id, at)",
    "CREATE INDEX ix_touch_in ON touch (contact_id, at) WHERE direction = 'in'",
    # What may be owed, among thousands.
    "CREATE INDEX ix_touch_unanswered ON touch (contact_id, at)"
    " WHERE is_request AND direction = 'out' AND coalesce(outcome, 'no reply yet') = 'no reply yet'",
    "CREATE INDEX ix_touch_ask_again ON touch (contact_id, at) WHERE ask_again_at IS NOT NULL",
    "CREATE INDEX ix_takeaway_kind ON takeaway (kind)",
    "CREATE INDEX ix_takeaway_untold ON takeaway (interview_id, created_at)"
    " WHERE kind IN ('advice', 'to try') AND told_at IS NULL",
    "CREATE INDEX ix_contact_cadence ON contact (cadence_days) WHERE cadence_days IS NOT NULL",
    "CREATE INDEX ix_contact_referred ON contact (referred_by_id) WHERE referred_by_id IS NOT NULL",
)

_OPEN_REQUEST = """
    CREATE VIEW open_request AS
    SELECT t.id, t.contact_id, t.at
    FROM touch t
    WHERE t.is_request AND t.direction = 'out' AND coalesce(t.outcome, 'no reply yet') = 'no reply yet'
        AND NOT EXISTS (SELECT 1 FROM touch r WHERE r.contact_id = t.contact_id AND r.direction = 'in'
            AND (r.at, r.id) > (t.at, t.id))
        AND NOT EXISTS (SELECT 1 FROM touch r WHERE r.contact_id = t.contact_id AND r.is_request
            AND r.direction = 'out' AND r.outcome <> 'no reply yet'
            AND (max(r.at, coalesce(r.answered_at, r.at)), r.id) > (t.at, t.id))
        AND NOT EXISTS (SELECT 1 FROM interview i WHERE i.contact_id = t.contact_id
            AND i.start >= t.at)"""
"""The requests without a reply: nothing has come from the contact since, no other request was answered since,
and no interview was agreed on.
"""

_REQUEST_CHAIN = """
    CREATE VIEW request_chain AS
    SELECT t.id AS first_id, t.contact_id, t.at AS asked_at,
        (SELECT max(o.at) FROM open_request o WHERE o.contact_id = t.contact_id) AS latest_at,
        (SELECT count(*) FROM open_request o WHERE o.contact_id = t.contact_id) AS requests,
        (SELECT g.name FROM organization g WHERE g.id = c.organization_id) AS organization, c.organization_id
    FROM open_request t
    JOIN contact c ON c.id = t.contact_id
    WHERE NOT c.archived AND NOT EXISTS (SELECT 1 FROM open_request e WHERE e.contact_id = t.contact_id
        AND (e.at, e.id) < (t.at, t.id))"""
"""The contacts who were asked and have not replied: their first request, and how many there were."""

_NUDGE_DONE = """
    CREATE VIEW nudge_done AS
    SELECT s.touch_id, s.at
    FROM settlement s
    WHERE s.kind = 'nudge' AND s.verdict = 'done' AND s.touch_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM touch d WHERE d.id = s.done_by_id AND d.is_request)"""
"""The words that a nudge was done, without a request that shows it."""

_REFERRAL_NEWS = """
    CREATE VIEW referral_news AS
    SELECT c.id, c.name, c.referred_by_id,
        (SELECT min(t.at) FROM touch t
            WHERE t.contact_id = c.id AND t.is_request AND t.direction = 'out') AS asked,
        (SELECT min(n.at) FROM (
            SELECT max(t.at, coalesce(t.answered_at, t.at)) AS at FROM touch t WHERE t.contact_id = c.id
                AND t.is_request AND t.direction = 'out' AND t.outcome <> 'no reply yet'
            UNION ALL
            SELECT t.at FROM touch t WHERE t.contact_id = c.id AND t.direction = 'in' AND EXISTS (
                SELECT 1 FROM touch r WHERE r.contact_id = c.id AND r.is_request AND r.direction = 'out'
                    AND (r.at, r.id) < (t.at, t.id))) n) AS answered,
        (SELECT min(CASE i.status WHEN 'held' THEN coalesce(i.ended_at, i.start + i.minutes * 60)
            ELSE i.start + i.minutes * 60 END) FROM interview i
            WHERE i.contact_id = c.id AND i.status IN ('planned', 'held')) AS met,
        coalesce((SELECT max(s.at) FROM settlement s WHERE s.contact_id = c.id
            AND s.kind = 'tell_the_referrer' AND s.verdict IN ('done', 'waived')), 0) AS told
    FROM contact c WHERE c.referred_by_id IS NOT NULL"""
"""When a contact whom somebody named was first asked, first answered and was met, and when the referrer was
last told of it, 0 for never."""

_UNTOLD_ADVICE = """
    CREATE VIEW untold_advice AS
    SELECT t.id, t.interview_id, t.created_at AS at, t.text
    FROM takeaway t
    WHERE t.kind IN ('advice', 'to try') AND t.told_at IS NULL AND t.interview_id IS NOT NULL
        AND t.created_at > coalesce((SELECT max(s.at) FROM settlement s
            WHERE s.kind = 'report_back' AND s.subject_id = t.interview_id
            AND s.verdict IN ('done', 'waived')), 0)"""
"""Advice of which nobody was told what came of it, since the last report to whom it came from."""

_CONTACT_CADENCE = """
    CREATE VIEW contact_cadence AS
    SELECT c.id AS contact_id, c.cadence_days AS days, c.created_at
    FROM contact c WHERE c.cadence_days > 0 AND NOT c.archived
    UNION ALL
    SELECT c.id, min(j.value), c.created_at
    FROM json_each(tag_cadences()) j
    JOIN tag g ON g.name_key = j.key
    JOIN contact_tag x ON x.tag_id = g.id
    JOIN contact c ON c.id = x.contact_id AND c.cadence_days IS NULL AND NOT c.archived
    GROUP BY c.id"""
"""After how many days a touch with a contact is owed: as the contact says, or the shortest of its tags."""


def _promise(kind: str, takeaway: str, figure: str) -> str:
    """Return the query of a kind that a promise asks for: by the date named, or after some days."""
    return f"""
    SELECT '{kind}', t.id, t.contact_id, t.interview_id, 0, t.created_at, NULL,
        coalesce(t.due_at, days_after(t.created_at, figure('{figure}'))),
        CASE WHEN t.due_at IS NULL THEN figure('{figure}') * 86400
        ELSE max(t.due_at - t.created_at, 86400) END, t.text,
        coalesce(t.due_at, t.created_at + figure('{figure}') * 86400 - 90000)
    FROM takeaway t WHERE t.kind = '{takeaway}'"""


DUTIES: Mapping[str, str] = {
    "thank_you": """
    SELECT 'thank_you' AS kind, i.id AS subject_id, i.contact_id, i.id AS interview_id, 0 AS occurrence,
        CASE i.status WHEN 'held' THEN min(i.start, coalesce(i.started_at, i.start))
        ELSE i.start + i.minutes * 60 END AS arises, NULL AS expires,
        CASE i.status WHEN 'held' THEN coalesce(i.ended_at, i.start + i.minutes * 60)
        ELSE i.start + i.minutes * 60 END + figure('thank_you_hours') * 3600 AS due,
        figure('thank_you_hours') * 3600 AS allowed, '' AS detail, 0 AS soonest
    FROM interview i WHERE i.status IN ('planned', 'held')""",
    # Owed until one is written: answers noted while the interview went on are none.
    "debrief": """
    SELECT 'debrief', i.id, i.contact_id, i.id, 0,
        CASE i.status WHEN 'held' THEN min(i.start, coalesce(i.started_at, i.start))
        ELSE i.start + i.minutes * 60 END, NULL,
        i.day_end, 43200, '', 0
    FROM interview i
    WHERE i.status IN ('planned', 'held') AND i.after = ''
        AND NOT EXISTS (SELECT 1 FROM debrief d WHERE d.interview_id = i.id)
        AND (i.started_at IS NOT NULL
            OR NOT EXISTS (SELECT 1 FROM plan_item p WHERE p.interview_id = i.id AND p.answer <> '')
            AND NOT EXISTS (SELECT 1 FROM takeaway t WHERE t.interview_id = i.id))""",
    # An interview planned later than a lead time would allow gets until the end of the local day on which it
    # was planned, or until it begins.
    "confirm": """
    SELECT 'confirm', i.id, i.contact_id, i.id, i.start, i.planned_at, i.start,
        max(i.start - figure('confirm_hours') * 3600, min(i.start, i.planned_day_end)),
        figure('confirm_hours') * 3600, '', 0
    FROM interview i WHERE i.status = 'planned'""",
    "preparation": """
    SELECT 'preparation', p.id, i.contact_id, i.id, i.start, i.planned_at, i.start,
        max(i.start - p.lead_days * 86400, min(i.start, i.planned_day_end)),
        max(p.lead_days, 1) * 86400, p.text, 0
    FROM preparation p JOIN interview i ON i.id = p.interview_id
    WHERE i.status = 'planned' AND p.ticked_at IS NULL""",
    # Asking a colleague of theirs does it.
    "second_name": """
    SELECT 'second_name', r.first_id, r.contact_id, NULL, 0, r.asked_at, NULL,
        business_days_after(r.asked_at, figure('second_name_days')), figure('second_name_days') * 86400,
        coalesce(r.organization, ''), r.asked_at + figure('second_name_days') * 86400 - 90000
    FROM request_chain r
    WHERE r.organization_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM contact c JOIN touch t ON t.contact_id = c.id AND t.is_request
            AND t.direction = 'out' AND t.at >= r.asked_at
        WHERE c.organization_id = r.organization_id AND c.id <> r.contact_id)""",
    # Each further request is a nudge, and so is a word that one was done without a request to show for it.
    "nudge": """
    SELECT 'nudge', n.first_id, n.contact_id, NULL, n.sent, n.last_at, NULL,
        business_days_after(n.last_at, figure('nudge_days')), figure('nudge_days') * 86400,
        '', n.asked_at + figure('nudge_days') * 86400 - 90000
    FROM (
        SELECT DISTINCT r.first_id, r.contact_id, r.asked_at,
            max(r.latest_at, coalesce((SELECT max(s.at) FROM nudge_done s WHERE s.touch_id = r.first_id), 0))
                AS last_at,
            r.requests - 1 + (SELECT count(*) FROM nudge_done s WHERE s.touch_id = r.first_id) AS sent
        FROM request_chain r) n
    WHERE n.sent < figure('most_nudges')""",
    # Counted from their answer: only who is asked again after that was asked as they suggested.
    "ask_later": """
    SELECT 'ask_later', t.id, t.contact_id, NULL, t.ask_again_at, t.said_at, NULL, t.ask_again_at,
        max(t.ask_again_at - t.said_at, 86400), '', t.ask_again_at
    FROM (SELECT *, max(at, coalesce(answered_at, at)) AS said_at FROM touch
        WHERE ask_again_at IS NOT NULL AND is_request AND direction = 'out' AND outcome = 'too busy') t
    JOIN contact c ON c.id = t.contact_id AND NOT c.archived
    WHERE NOT EXISTS (SELECT 1 FROM touch r WHERE r.contact_id = t.contact_id AND r.is_request
            AND r.direction = 'out' AND (r.at, r.id) > (t.said_at, t.id))
        AND NOT EXISTS (SELECT 1 FROM interview i WHERE i.contact_id = t.contact_id
            AND i.start >= t.at)""",
    "introduction": _promise("introduction", "their promise", "introduction_days"),
    "my_promise": _promise("my_promise", "my promise", "promise_days"),
    # The earliest news that the referrer has not been told; what they are told covers all before it.
    "tell_the_referrer": """
    SELECT 'tell_the_referrer', n.id, n.referred_by_id, NULL, n.at, n.at, NULL,
        days_after(n.at, figure('tell_days')), figure('tell_days') * 86400,
        CASE n.at WHEN n.met THEN 'you have met ' || n.name WHEN n.answered THEN n.name || ' has answered'
        ELSE 'you have asked ' || n.name END, n.at + figure('tell_days') * 86400 - 90000
    FROM (
        SELECT DISTINCT id, name, referred_by_id, answered, met,
            min(CASE WHEN asked > told THEN asked ELSE 9007199254740992 END,
            CASE WHEN answered > told THEN answered ELSE 9007199254740992 END,
            CASE WHEN met > told THEN met ELSE 9007199254740992 END) AS at
        FROM (SELECT DISTINCT * FROM referral_news)) n
    JOIN contact c ON c.id = n.id AND NOT c.archived
    JOIN contact r ON r.id = n.referred_by_id AND NOT r.archived
    WHERE n.at < 9007199254740992""",
    # Advice that came after the last report is reported anew.
    "report_back": """
    SELECT 'report_back', i.id, i.contact_id, i.id, a.at, a.at, NULL,
        days_after(a.at, figure('report_days')), figure('report_days') * 86400,
        a.text || (SELECT CASE count(*) WHEN 1 THEN '' ELSE ' (and ' || (count(*) - 1) || ' more)' END
            FROM untold_advice n WHERE n.interview_id = i.id),
        a.at + figure('report_days') * 86400 - 90000
    FROM untold_advice a JOIN interview i ON i.id = a.interview_id
    WHERE NOT EXISTS (SELECT 1 FROM untold_advice e WHERE e.interview_id = a.interview_id
        AND (e.at, e.id) < (a.at, a.id))""",
    # Counted from the last touch, interviews among them, or from the last word that one was done.
    "keep_in_touch": """
    SELECT 'keep_in_touch', k.contact_id, k.contact_id, NULL, k.at, k.at, NULL, days_after(k.at, k.days),
        k.days * 86400, '', k.at + k.days * 86400 - 90000
    FROM (
        SELECT DISTINCT d.contact_id, d.days, coalesce(nullif(max(
            coalesce((SELECT max(t.at) FROM touch t WHERE t.contact_id = d.contact_id), 0),
            coalesce((SELECT max(i.start + i.minutes * 60) FROM interview i
                WHERE i.contact_id = d.contact_id AND i.status IN ('planned', 'held')), 0),
            coalesce((SELECT max(s.at) FROM settlement s WHERE s.contact_id = d.contact_id
                AND s.kind = 'keep_in_touch' AND s.verdict IN ('done', 'waived')), 0)
            ), 0), d.created_at) AS at
        FROM contact_cadence d) k""",
    "reminder": """
    SELECT 'reminder', r.id, r.contact_id, r.interview_id, r.due_at, r.created_at, NULL, r.due_at, r.allowed,
        r.text, r.due_at
    FROM reminder_time r WHERE r.contact_id IS NOT NULL OR r.interview_id IS NULL
    UNION ALL
    SELECT 'reminder', r.id, i.contact_id, r.interview_id, r.due_at, r.created_at, NULL, r.due_at, r.allowed,
        r.text, r.due_at
    FROM reminder_time r JOIN interview i ON i.id = r.interview_id WHERE r.contact_id IS NULL""",
}
"""By kind, what the facts ask for, before anything was said of it.

Each tells kind, record, contact and interview that it is about; which one of several it is (`occurrence`),
so that a word about one is none about the next; when it arises, when it is void, when it is due, how many
seconds that allows, and the words that its line needs. `soonest` is a time before which it is not due, told
without asking the calendar: what counts days is given a day and the hour of a change of the clocks less.

Queries within queries say DISTINCT though their rows are: else SQLite merges them with the query around them,
and counts out an expression anew for every column that uses it.
"""

# Duties with what was said of them. A word given before the duty arose does not count: the facts are new.
_FOLLOW_UP = """
    CREATE VIEW follow_up AS
    SELECT d.kind, d.subject_id, d.contact_id, d.interview_id, d.occurrence, d.arises, d.expires,
        CASE WHEN s.verdict = 'snoozed' THEN max(d.due, s.until) ELSE d.due END AS due, d.allowed, d.detail,
        s.verdict, s.at AS settled_at, coalesce(c.name, '') AS who, i.start, coalesce(i.zone, '') AS zone,
        d.soonest
    FROM duty d
    LEFT JOIN settlement s ON s.kind = d.kind AND s.subject_id = d.subject_id
        AND s.occurrence = d.occurrence AND s.at >= d.arises
    LEFT JOIN contact c ON c.id = d.contact_id
    LEFT JOIN interview i ON i.id = d.interview_id"""

# What was done or dismissed, as the record that it was about tells it now.
_SETTLED = """
    CREATE VIEW settled_follow_up AS
    SELECT s.kind, s.subject_id, s.occurrence, s.verdict, s.at AS settled_at, s.reason, s.done_by_id,
        coalesce(s.due_at, s.at) AS due, c.id AS contact_id, coalesce(c.name, '') AS who,
        i.id AS interview_id,
        CASE
            WHEN s.preparation_id IS NOT NULL THEN p.text
            WHEN s.reminder_id IS NOT NULL THEN r.text
            WHEN s.takeaway_id IS NOT NULL THEN t.text
            WHEN s.kind = 'second_name' THEN coalesce(g.name, '')
            WHEN s.kind = 'tell_the_referrer' THEN CASE
                WHEN n.met <= s.at THEN 'you have met ' || m.name
                WHEN n.answered <= s.at THEN m.name || ' has answered'
                ELSE 'you have asked ' || m.name END
            WHEN s.kind = 'report_back' THEN coalesce((SELECT w.text FROM takeaway w
                WHERE w.interview_id = i.id AND w.kind IN ('advice', 'to try') AND w.created_at = s.occurrence
                ORDER BY w.id LIMIT 1), '')
            ELSE '' END AS detail
    FROM settlement s
    LEFT JOIN preparation p ON p.id = s.preparation_id
    LEFT JOIN reminder r ON r.id = s.reminder_id
    LEFT JOIN touch a ON a.id = s.touch_id
    LEFT JOIN takeaway t ON t.id = s.takeaway_id
    LEFT JOIN interview i ON i.id = coalesce(s.interview_id, p.interview_id, r.interview_id, t.interview_id)
    LEFT JOIN contact m ON s.kind = 'tell_the_referrer' AND m.id = s.contact_id
    LEFT JOIN referral_news n ON n.id = m.id
    LEFT JOIN contact c ON c.id = coalesce(
        CASE s.kind WHEN 'tell_the_referrer' THEN m.referred_by_id ELSE s.contact_id END,
        a.contact_id, t.contact_id, r.contact_id, i.contact_id)
    LEFT JOIN organization g ON g.id = c.organization_id
    WHERE s.verdict IN ('done', 'waived')"""


def duty_view(duties: Mapping[str, str]) -> str:
    """Return the statement that makes the view `duty` of the queries of all kinds."""
    return f"CREATE VIEW duty AS {' UNION ALL '.join(duties.values())}"


_VIEWS = (
    "DROP VIEW duty",
    _OPEN_REQUEST,
    _REQUEST_CHAIN,
    _NUDGE_DONE,
    _REFERRAL_NEWS,
    _UNTOLD_ADVICE,
    _CONTACT_CADENCE,
    duty_view(DUTIES),
    "DROP VIEW follow_up",
    _FOLLOW_UP,
    _SETTLED,
)

STATEMENTS: tuple[Statement, ...] = (*_COLUMNS, *_TABLES, *_INDEXES, *_VIEWS)
