"""The rules of all follow-ups as step 6 words them: `DUTIES`, one query for each kind, and views they use.

What they tell is what step 5 told, worded so that SQLite looks at little. A later step that changes one of
them makes the view `follow_up` anew from this table with its own query in place (`follow_up_view`). The views
count days with the functions of `iitui.store.rule_functions`, which every connection of the store has.

A shell prompt asks for what is due by the end of the day, and of thousands of rows nearly all are settled or
not due yet: `soonest` says so. SQLite moves what is asked of the view into each of these queries, the last
condition first, so that whatever `soonest` needs is looked up once, and nothing else for a row that is not
due. Tables that are joined stay open, while a query within a query opens its own for each row. In a query
within a query that says DISTINCT each condition would count everything out again; where it says GROUP BY, and
nothing in it is looked up by a further query, all is counted once.
"""

from collections.abc import Mapping

_NEVER = 9_007_199_254_740_992

_INDEXES = (
    # Whatever is looked up for each of thousands is told by an index alone, in the order of what asks.
    "CREATE INDEX ix_settlement_said ON settlement (subject_id, kind, occurrence, at, verdict)"
    " WHERE verdict IN ('done', 'waived')",
    "DROP INDEX ix_settlement_word",
    "CREATE INDEX ix_settlement_word ON settlement (contact_id, kind, at, verdict)"
    " WHERE contact_id IS NOT NULL AND verdict IN ('done', 'waived')",
    "CREATE INDEX ix_interview_unwritten ON interview (id)"
    " WHERE status IN ('planned', 'held') AND after = ''",
    "CREATE INDEX ix_interview_met ON interview (contact_id, start, minutes, status, started_at, ended_at)"
    " WHERE status IN ('planned', 'held')",
    "DROP INDEX ix_touch_request",
    "CREATE INDEX ix_touch_request ON touch (contact_id, at, direction, outcome, answered_at, is_request)"
    " WHERE is_request",
    "DROP INDEX ix_touch_unanswered",
    "CREATE INDEX ix_touch_unanswered ON touch (contact_id, at, direction, outcome, is_request)"
    " WHERE is_request AND direction = 'out' AND coalesce(outcome, 'no reply yet') = 'no reply yet'",
    "DROP INDEX ix_takeaway_kind",
    "CREATE INDEX ix_takeaway_kind ON takeaway (kind, id, created_at, due_at)",
    "DROP INDEX ix_contact_cadence",
    "CREATE INDEX ix_contact_cadence ON contact (id, cadence_days, archived, created_at)"
    " WHERE cadence_days > 0",
)

_REQUEST_CHAIN = """
    CREATE VIEW request_chain AS
    SELECT t.id AS first_id, t.contact_id, t.at AS asked_at,
        (SELECT max(o.at) FROM touch o WHERE o.contact_id = t.contact_id AND o.at >= t.at
            AND o.is_request AND o.direction = 'out'
            AND coalesce(o.outcome, 'no reply yet') = 'no reply yet') AS latest_at,
        (SELECT count(*) FROM touch o WHERE o.contact_id = t.contact_id AND (o.at, o.id) >= (t.at, t.id)
            AND o.is_request AND o.direction = 'out'
            AND coalesce(o.outcome, 'no reply yet') = 'no reply yet') AS requests,
        (SELECT g.name FROM organization g WHERE g.id = c.organization_id) AS organization, c.organization_id
    FROM open_request t
    JOIN contact c ON c.id = t.contact_id
    WHERE NOT c.archived AND NOT EXISTS (SELECT 1 FROM open_request e WHERE e.contact_id = t.contact_id
        AND (e.at, e.id) < (t.at, t.id))"""
"""The contacts who were asked and have not replied: their first request, and how many there were.

Whatever answers one request answers all before it, so that those after the first open one are open as well.
"""

_REFERRAL_NEWS = """
    CREATE VIEW referral_news AS
    SELECT n.id, n.name, n.referred_by_id, n.asked,
        coalesce(min(n.replied, n.heard), n.replied, n.heard) AS answered, n.met, n.told
    FROM (
        SELECT c.id, c.name, c.referred_by_id, min(r.at) AS asked,
            min(CASE WHEN r.outcome <> 'no reply yet' THEN max(r.at, coalesce(r.answered_at, r.at)) END)
                AS replied,
            min(a.at) AS heard,
            min(CASE i.status WHEN 'held' THEN coalesce(i.ended_at, i.start + i.minutes * 60)
                ELSE i.start + i.minutes * 60 END) AS met,
            coalesce(max(s.at), 0) AS told
        FROM contact c
        LEFT JOIN touch r ON r.contact_id = c.id AND r.is_request AND r.direction = 'out'
        LEFT JOIN touch a ON a.contact_id = c.id AND a.direction = 'in' AND (a.at, a.id) > (r.at, r.id)
        LEFT JOIN interview i ON i.contact_id = c.id AND i.status IN ('planned', 'held')
        LEFT JOIN settlement s ON s.contact_id = c.id AND s.kind = 'tell_the_referrer'
            AND s.verdict IN ('done', 'waived')
        WHERE c.referred_by_id IS NOT NULL
        GROUP BY c.referred_by_id, c.id) n"""
"""When a contact whom somebody named was first asked, first answered and was met, and when the referrer was
last told of it, 0 for never."""


_BEGUN = """
        CASE WHEN i.status = 'planned' THEN i.start + i.minutes * 60
        WHEN i.started_at < i.start THEN i.started_at ELSE i.start END"""
"""From when on an interview is thanked for: one that was planned and not marked once it is over."""


def _joined_with_word(kind: str, subject: str) -> str:
    """Return the join that finds as `s` the word by which a duty that comes once was done or waived."""
    return f"""LEFT JOIN settlement s INDEXED BY ix_settlement_said ON s.subject_id = {subject}
        AND s.kind = '{kind}' AND s.occurrence = 0 AND s.verdict IN ('done', 'waived')"""


def _promise(kind: str, takeaway: str, figure: str) -> str:
    """Return the query of a kind that a promise asks for: by the date named, or after some days."""
    return f"""
    SELECT '{kind}', t.id, t.contact_id, t.interview_id, 0, t.created_at, NULL,
        coalesce(t.due_at, days_after(t.created_at, figure('{figure}'))),
        CASE WHEN t.due_at IS NULL THEN figure('{figure}') * 86400
        ELSE max(t.due_at - t.created_at, 86400) END, t.text,
        CASE WHEN s.at >= t.created_at THEN {_NEVER}
        ELSE coalesce(t.due_at, t.created_at + figure('{figure}') * 86400 - 90000) END
    FROM takeaway t
    {_joined_with_word(kind, "t.id")}
    WHERE t.kind = '{takeaway}'"""


DUTIES: Mapping[str, str] = {
    "thank_you": f"""
    SELECT 'thank_you' AS kind, i.id AS subject_id, i.contact_id, i.id AS interview_id, 0 AS occurrence,
        {_BEGUN} AS arises, NULL AS expires,
        coalesce(CASE i.status WHEN 'held' THEN i.ended_at END, i.start + i.minutes * 60)
            + figure('thank_you_hours') * 3600 AS due,
        figure('thank_you_hours') * 3600 AS allowed, '' AS detail,
        CASE WHEN s.at >= {_BEGUN} THEN {_NEVER} ELSE 0 END AS soonest
    FROM interview i
    {_joined_with_word("thank_you", "i.id")}
    WHERE i.status IN ('planned', 'held')""",
    # Owed until one is written: answers noted while the interview went on are none.
    "debrief": f"""
    SELECT 'debrief', i.id, i.contact_id, i.id, 0, {_BEGUN}, NULL, i.day_end, 43200, '', 0
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
    # Asking a colleague of theirs does it. Looking for one takes longer than counting the days.
    "second_name": """
    SELECT 'second_name', r.first_id, r.contact_id, NULL, 0, r.asked_at, NULL,
        business_days_after(r.asked_at, figure('second_name_days')), figure('second_name_days') * 86400,
        coalesce(r.organization, ''), business_days_after(r.asked_at, figure('second_name_days'))
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
        SELECT r.first_id, r.contact_id, r.asked_at,
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
    "tell_the_referrer": f"""
    SELECT 'tell_the_referrer', n.id, n.referred_by_id, NULL, n.at, n.at, NULL,
        days_after(n.at, figure('tell_days')), figure('tell_days') * 86400,
        CASE n.at WHEN n.met THEN 'you have met ' || n.name WHEN n.answered THEN n.name || ' has answered'
        ELSE 'you have asked ' || n.name END, n.at + figure('tell_days') * 86400 - 90000
    FROM (
        SELECT id, name, referred_by_id, answered, met,
            min(CASE WHEN asked > told THEN asked ELSE {_NEVER} END,
            CASE WHEN answered > told THEN answered ELSE {_NEVER} END,
            CASE WHEN met > told THEN met ELSE {_NEVER} END) AS at
        FROM referral_news) n
    JOIN contact c ON c.id = n.id AND NOT c.archived
    JOIN contact r ON r.id = n.referred_by_id AND NOT r.archived
    WHERE n.at < {_NEVER}""",
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
    # Counted from the last touch, interviews among them, or from the last word that one was done. With a
    # touch so late that nothing is due before the horizon, nobody looks for the last one.
    "keep_in_touch": """
    SELECT 'keep_in_touch', k.contact_id, k.contact_id, NULL, k.at, k.at, NULL, days_after(k.at, k.days),
        k.days * 86400, '', k.at + k.days * 86400 - 90000
    FROM (
        SELECT d.contact_id, d.days,
            coalesce(nullif(max(
                coalesce((SELECT max(t.at) FROM touch t WHERE t.contact_id = d.contact_id), 0),
                coalesce((SELECT max(i.start + i.minutes * 60) FROM interview i
                    WHERE i.contact_id = d.contact_id AND i.status IN ('planned', 'held')), 0),
                coalesce((SELECT max(s.at) FROM settlement s WHERE s.contact_id = d.contact_id
                    AND s.kind = 'keep_in_touch' AND s.verdict IN ('done', 'waived')), 0)
                ), 0), d.created_at) AS at
        FROM contact_cadence d
        WHERE NOT EXISTS (SELECT 1 FROM touch t WHERE t.contact_id = d.contact_id
                AND t.at > horizon() - d.days * 86400 + 90000)
            AND NOT EXISTS (SELECT 1 FROM interview i WHERE i.contact_id = d.contact_id
                AND i.status IN ('planned', 'held') AND i.start > horizon() - d.days * 86400 + 90000)) k""",
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
seconds that allows, and the words that its line needs. `soonest` is a time before which nothing is owed, told
without asking the calendar unless that is quicker: what counts days is given a day and the hour of a change
of the clocks less. What is not due before `horizon()` may be left out.
"""


def follow_up_view(duties: Mapping[str, str]) -> str:
    """Return the statement that makes the view `follow_up`: the duties of all kinds, with what was said.

    A word given before the duty arose does not count: the facts are new.
    """
    return f"""
    CREATE VIEW follow_up AS
    SELECT d.kind, d.subject_id, d.contact_id, d.interview_id, d.occurrence, d.arises, d.expires,
        CASE WHEN s.verdict = 'snoozed' THEN max(d.due, s.until) ELSE d.due END AS due, d.allowed, d.detail,
        s.verdict, s.at AS settled_at, coalesce(c.name, '') AS who, i.start, coalesce(i.zone, '') AS zone,
        d.soonest
    FROM ({" UNION ALL ".join(duties.values())}) d
    LEFT JOIN settlement s ON s.kind = d.kind AND s.subject_id = d.subject_id
        AND s.occurrence = d.occurrence AND s.at >= d.arises
    LEFT JOIN contact c ON c.id = d.contact_id
    LEFT JOIN interview i ON i.id = d.interview_id"""


STATEMENTS = (
    *_INDEXES,
    "DROP VIEW follow_up",
    "DROP VIEW duty",
    "DROP VIEW request_chain",
    "DROP VIEW referral_news",
    _REQUEST_CHAIN,
    _REFERRAL_NEWS,
    follow_up_view(DUTIES),
)
"""What step 6 does for them."""
