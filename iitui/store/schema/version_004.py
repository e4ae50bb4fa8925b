"""Step 4 of the schema: what an interview needs while it goes on, its debrief, its transcripts, and themes.

The views `agenda` and `duty` are made anew: the first shows what was added to interviews; by the second, the
answers noted while an interview goes on are not its debrief yet. `follow_up` reads whichever `duty` there is.
"""

from iitui.store.schema.additions import Statement, add_column, add_table

_COLUMNS = (
    add_column("interview", "started_at", "INTEGER"),
    add_column("interview", "ended_at", "INTEGER"),
    add_column("interview", "added_minutes", "INTEGER NOT NULL DEFAULT 0"),
    add_column("interview", "before_rating", "INTEGER"),
    add_column("interview", "after_rating", "INTEGER"),
    add_column("plan_item", "seconds", "INTEGER NOT NULL DEFAULT 0"),
    add_column("plan_item", "agreement", "TEXT"),
    add_column("takeaway", "trial", "TEXT"),
    add_column("takeaway", "person_id", "INTEGER REFERENCES contact (id) ON DELETE SET NULL"),
    add_column("occupation", "standing_reason", "TEXT NOT NULL DEFAULT ''"),
    add_column("occupation", "standing_at", "INTEGER"),
)

_TABLES = (
    add_table(
        "debrief",
        "interview_id INTEGER PRIMARY KEY NOT NULL REFERENCES interview (id) ON DELETE CASCADE",
        "news TEXT NOT NULL",
        "liked TEXT NOT NULL",
        "disliked TEXT NOT NULL",
        "surprises TEXT NOT NULL",
        "corrections TEXT NOT NULL",
        "about_me TEXT NOT NULL",
        "written_at INTEGER NOT NULL",
    ),
    add_table(
        "transcript",
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "interview_id INTEGER NOT NULL REFERENCES interview (id) ON DELETE CASCADE",
        "name TEXT NOT NULL",
        "format TEXT NOT NULL",
        "text TEXT NOT NULL",
        "added_at INTEGER NOT NULL",
    ),
    add_table(
        "theme",
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "name TEXT NOT NULL",
        "name_key TEXT NOT NULL UNIQUE",
    ),
    add_table(
        "passage",
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "plan_item_id INTEGER NOT NULL REFERENCES plan_item (id) ON DELETE CASCADE",
        "theme_id INTEGER NOT NULL REFERENCES theme (id) ON DELETE CASCADE",
        "start INTEGER NOT NULL CHECK (start >= 0)",
        "text TEXT NOT NULL CHECK (text <> '')",
    ),
)

_INDEXES = (
    "CREATE INDEX ix_takeaway_person_id ON takeaway (person_id)",
    "CREATE INDEX ix_transcript_interview_id ON transcript (interview_id)",
    "CREATE INDEX ix_passage_plan_item_id ON passage (plan_item_id)",
    "CREATE INDEX ix_passage_theme_id ON passage (theme_id)",
    # The interview that goes on, among thousands.
    "CREATE INDEX ix_interview_going_on ON interview (started_at)"
    " WHERE started_at IS NOT NULL AND ended_at IS NULL",
)

_VIEWS = (
    "DROP VIEW duty",
    "DROP VIEW agenda",
    """
    CREATE VIEW agenda AS
    SELECT i.id, i.contact_id, c.name AS who, coalesce(g.name, '') AS organization, c.role, i.occupation_id,
        coalesce(o.name, '') AS occupation, i.start, i.start + i.minutes * 60 AS "end", i.zone, i.minutes,
        i.medium, i.place, i.travel_minutes, i.status, i.before, i.after, i.started_at, i.ended_at,
        i.added_minutes, i.before_rating, i.after_rating
    FROM interview i
    JOIN contact c ON c.id = i.contact_id
    LEFT JOIN organization g ON g.id = c.organization_id
    LEFT JOIN occupation o ON o.id = i.occupation_id""",
    # What the facts ask for, before anything was said of it. An interview planned later than a lead time
    # would allow gets until the end of the local day on which it was planned, or until it begins. A debrief
    # is owed until one is written: answers noted while the interview went on are none.
    """
    CREATE VIEW duty AS
    SELECT 'thank_you' AS kind, i.id AS subject_id, i.contact_id, i.id AS interview_id, 0 AS occurrence,
        CASE i.status WHEN 'held' THEN min(i.start, coalesce(i.started_at, i.start))
        ELSE i.start + i.minutes * 60 END AS arises, NULL AS expires,
        CASE i.status WHEN 'held' THEN coalesce(i.ended_at, i.start + i.minutes * 60)
        ELSE i.start + i.minutes * 60 END + 86400 AS due, 86400 AS allowed, '' AS detail
    FROM interview i WHERE i.status IN ('planned', 'held')
    UNION ALL
    SELECT 'debrief', i.id, i.contact_id, i.id, 0,
        CASE i.status WHEN 'held' THEN min(i.start, coalesce(i.started_at, i.start))
        ELSE i.start + i.minutes * 60 END, NULL,
        i.day_end, 43200, ''
    FROM interview i
    WHERE i.status IN ('planned', 'held') AND i.after = ''
        AND NOT EXISTS (SELECT 1 FROM debrief d WHERE d.interview_id = i.id)
        AND (i.started_at IS NOT NULL
            OR NOT EXISTS (SELECT 1 FROM plan_item p WHERE p.interview_id = i.id AND p.answer <> '')
            AND NOT EXISTS (SELECT 1 FROM takeaway t WHERE t.interview_id = i.id))
    UNION ALL
    SELECT 'confirm', i.id, i.contact_id, i.id, i.start, i.planned_at, i.start,
        max(i.start - 86400,
            min(i.start, i.planned_day_end)), 86400, ''
    FROM interview i WHERE i.status = 'planned'
    UNION ALL
    SELECT 'preparation', p.id, i.contact_id, i.id, i.start, i.planned_at, i.start,
        max(i.start - p.lead_days * 86400,
            min(i.start, i.planned_day_end)),
        max(p.lead_days, 1) * 86400, p.text
    FROM preparation p JOIN interview i ON i.id = p.interview_id
    WHERE i.status = 'planned' AND p.ticked_at IS NULL
    UNION ALL
    SELECT 'reminder', r.id, r.contact_id, r.interview_id, r.due_at, r.created_at, NULL, r.due_at,
        r.allowed, r.text
    FROM reminder_time r WHERE r.contact_id IS NOT NULL OR r.interview_id IS NULL
    UNION ALL
    SELECT 'reminder', r.id, i.contact_id, r.interview_id, r.due_at, r.created_at, NULL, r.due_at,
        r.allowed, r.text
    FROM reminder_time r JOIN interview i ON i.id = r.interview_id WHERE r.contact_id IS NULL""",
)

STATEMENTS: tuple[Statement, ...] = (*_COLUMNS, *_TABLES, *_INDEXES, *_VIEWS)
