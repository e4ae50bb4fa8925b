"""Step 1 of the schema: the records, the record of acts, the search index and the views.

Instants are whole seconds since 1970 in UTC; words are those of the enums of the domain. SQL knows no time
zones: `day_end` and `planned_day_end` are the ends of the local days on which an interview ends and was
planned.
"""

from iitui.store.schema.additions import recording_triggers

_TABLES = (
    """
    CREATE TABLE organization (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL UNIQUE,
        notes TEXT NOT NULL
    )""",
    """
    CREATE TABLE occupation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL UNIQUE,
        research TEXT NOT NULL,
        standing TEXT NOT NULL
    )""",
    """
    CREATE TABLE contact (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        organization_id INTEGER REFERENCES organization (id) ON DELETE SET NULL,
        role TEXT NOT NULL,
        level TEXT,
        source TEXT NOT NULL,
        referred_by_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
        name_permission TEXT NOT NULL,
        cadence_days INTEGER,
        archived BOOLEAN NOT NULL,
        created_at INTEGER NOT NULL
    )""",
    """
    CREATE TABLE contact_note (
        contact_id INTEGER PRIMARY KEY NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        text TEXT NOT NULL
    )""",
    """
    CREATE TABLE channel (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        value TEXT NOT NULL,
        label TEXT NOT NULL,
        position INTEGER NOT NULL
    )""",
    """
    CREATE TABLE tag (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL UNIQUE
    )""",
    """
    CREATE TABLE contact_tag (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
        UNIQUE (contact_id, tag_id)
    )""",
    """
    CREATE TABLE origin_key (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        key TEXT NOT NULL UNIQUE
    )""",
    """
    CREATE TABLE interview (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        occupation_id INTEGER REFERENCES occupation (id) ON DELETE SET NULL,
        start INTEGER NOT NULL,
        zone TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        medium TEXT NOT NULL,
        place TEXT NOT NULL,
        travel_minutes INTEGER NOT NULL,
        status TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        planned_at INTEGER NOT NULL,
        planned_day_end INTEGER NOT NULL,
        day_end INTEGER NOT NULL
    )""",
    """
    CREATE TABLE question (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        slug TEXT UNIQUE,
        text TEXT NOT NULL,
        category TEXT NOT NULL,
        phase TEXT NOT NULL,
        sensitive BOOLEAN NOT NULL,
        researchable BOOLEAN NOT NULL,
        level TEXT,
        minutes INTEGER NOT NULL,
        origin TEXT NOT NULL,
        oakland BOOLEAN NOT NULL,
        retired BOOLEAN NOT NULL,
        position INTEGER NOT NULL
    )""",
    """
    CREATE TABLE plan_item (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interview (id) ON DELETE CASCADE,
        question_id INTEGER NOT NULL REFERENCES question (id) ON DELETE RESTRICT,
        position INTEGER NOT NULL,
        state TEXT NOT NULL,
        answer TEXT NOT NULL,
        off_record BOOLEAN NOT NULL,
        UNIQUE (interview_id, question_id)
    )""",
    """
    CREATE TABLE preparation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interview (id) ON DELETE CASCADE,
        slug TEXT NOT NULL,
        text TEXT NOT NULL,
        lead_days INTEGER NOT NULL,
        position INTEGER NOT NULL,
        ticked_at INTEGER
    )""",
    """
    CREATE TABLE touch (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        interview_id INTEGER REFERENCES interview (id) ON DELETE SET NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        direction TEXT NOT NULL,
        text TEXT NOT NULL,
        is_request BOOLEAN NOT NULL,
        outcome TEXT,
        ask_again_at INTEGER
    )""",
    """
    CREATE TABLE takeaway (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        interview_id INTEGER REFERENCES interview (id) ON DELETE SET NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        due_at INTEGER,
        tried_at INTEGER,
        told_at INTEGER,
        created_at INTEGER NOT NULL
    )""",
    """
    CREATE TABLE reminder (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
        interview_id INTEGER REFERENCES interview (id) ON DELETE CASCADE,
        text TEXT NOT NULL,
        due_at INTEGER NOT NULL,
        anchor_at INTEGER NOT NULL,
        zone TEXT NOT NULL,
        every INTEGER,
        unit TEXT NOT NULL,
        after_done BOOLEAN NOT NULL,
        created_at INTEGER NOT NULL
    )""",
    """
    CREATE TABLE settlement (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        occurrence INTEGER NOT NULL,
        interview_id INTEGER REFERENCES interview (id) ON DELETE CASCADE,
        preparation_id INTEGER REFERENCES preparation (id) ON DELETE CASCADE,
        reminder_id INTEGER REFERENCES reminder (id) ON DELETE CASCADE,
        verdict TEXT NOT NULL,
        until INTEGER,
        at INTEGER NOT NULL,
        UNIQUE (kind, subject_id, occurrence)
    )""",
)

_LINKS = (
    ("contact", "organization_id"),
    ("contact", "referred_by_id"),
    ("contact", "sort_key"),
    ("channel", "contact_id"),
    ("contact_tag", "contact_id"),
    ("contact_tag", "tag_id"),
    ("origin_key", "contact_id"),
    ("interview", "contact_id"),
    ("interview", "occupation_id"),
    ("interview", "start"),
    ("plan_item", "interview_id"),
    ("plan_item", "question_id"),
    ("preparation", "interview_id"),
    ("touch", "contact_id"),
    ("touch", "interview_id"),
    ("takeaway", "contact_id"),
    ("takeaway", "interview_id"),
    ("reminder", "contact_id"),
    ("reminder", "interview_id"),
    ("settlement", "interview_id"),
    ("settlement", "preparation_id"),
    ("settlement", "reminder_id"),
)

_INDEXES = tuple(f"CREATE INDEX ix_{table}_{column} ON {table} ({column})" for table, column in _LINKS)

_ACTS = (
    """
    CREATE TABLE act (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        name TEXT NOT NULL,
        undone BOOLEAN NOT NULL DEFAULT 0
    )""",
    """
    CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        act_id INTEGER NOT NULL REFERENCES act (id) ON DELETE CASCADE,
        record TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        before TEXT,
        after TEXT
    )""",
    "CREATE INDEX ix_change_act_id ON change (act_id)",
    # The act under way; while it holds none, changes are not recorded: undo and redo, and the bank.
    "CREATE TABLE recording (id INTEGER PRIMARY KEY CHECK (id = 1), act_id INTEGER)",
    "INSERT INTO recording VALUES (1, NULL)",
    # What the program itself remembers about this journal, such as which bank of questions it holds.
    "CREATE TABLE memo (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # The words are split and folded before they come here, so the tokenizer must only find the spaces: the
    # one for Unicode knows fewer letters than Python does, and a word that it splits cannot be asked for.
    "CREATE VIRTUAL TABLE contact_search USING fts5"
    " (name, organization, role, rest, prefix='1 2 3', detail=column, tokenize='ascii')",
)

_RECORDED = {
    "organization": ("id", "name", "name_key", "notes"),
    "occupation": ("id", "name", "name_key", "research", "standing"),
    "contact": (
        "id", "name", "sort_key", "organization_id", "role", "level", "source", "referred_by_id",
        "name_permission", "cadence_days", "archived", "created_at",
    ),
    "contact_note": ("contact_id", "text"),
    "channel": ("id", "contact_id", "kind", "value", "label", "position"),
    "tag": ("id", "name", "name_key"),
    "contact_tag": ("id", "contact_id", "tag_id"),
    "origin_key": ("id", "contact_id", "key"),
    "interview": (
        "id", "contact_id", "occupation_id", "start", "zone", "minutes", "medium", "place", "travel_minutes",
        "status", "before", "after", "planned_at", "planned_day_end", "day_end",
    ),
    "question": (
        "id", "slug", "text", "category", "phase", "sensitive", "researchable", "level", "minutes",
        "origin", "oakland", "retired", "position",
    ),
    "plan_item": ("id", "interview_id", "question_id", "position", "state", "answer", "off_record"),
    "preparation": ("id", "interview_id", "slug", "text", "lead_days", "position", "ticked_at"),
    "touch": (
        "id", "contact_id", "interview_id", "at", "kind", "direction", "text", "is_request",
        "outcome", "ask_again_at",
    ),
    "takeaway": (
        "id", "contact_id", "interview_id", "kind", "text", "due_at", "tried_at", "told_at", "created_at",
    ),
    "reminder": (
        "id", "contact_id", "interview_id", "text", "due_at", "anchor_at", "zone", "every", "unit",
        "after_done", "created_at",
    ),
    "settlement": (
        "id", "kind", "subject_id", "occurrence", "interview_id", "preparation_id", "reminder_id", "verdict",
        "until", "at",
    ),
}  # fmt: skip
"""The records whose changes acts kept after this step, and their columns then, the key first.

Which they are by now is told by `iitui.store.schema.recorded_tables`.
"""

_VIEWS = (
    """
    CREATE VIEW agenda AS
    SELECT i.id, i.contact_id, c.name AS who, coalesce(g.name, '') AS organization, c.role, i.occupation_id,
        coalesce(o.name, '') AS occupation, i.start, i.start + i.minutes * 60 AS "end", i.zone, i.minutes,
         i.medium, i.place, i.travel_minutes, i.status, i.before, i.after
    FROM interview i
    JOIN contact c ON c.id = i.contact_id
    LEFT JOIN organization g ON g.id = c.organization_id
    LEFT JOIN occupation o ON o.id = i.occupation_id""",
    """
    CREATE VIEW contact_list AS
    SELECT c.id, c.name, c.sort_key, coalesce(g.name, '') AS organization, c.role, c.archived,
        coalesce(r.name, '') AS referred_by
    FROM contact c
    LEFT JOIN organization g ON g.id = c.organization_id
    LEFT JOIN contact r ON r.id = c.referred_by_id""",
    # A reminder was given the time between two of its turns, or from its making to its date.
    """
    CREATE VIEW reminder_time AS
    SELECT r.id, r.contact_id, r.interview_id, r.text, r.due_at, r.created_at,
        CASE WHEN r.every IS NULL THEN max(r.due_at - r.created_at, 86400)
        ELSE r.every * CASE r.unit WHEN 'days' THEN 86400 WHEN 'weeks' THEN 604800 ELSE 2629746 END
        END AS allowed
    FROM reminder r""",
    # What the facts ask for, before anything was said of it. An interview planned later than a lead time
    # would allow gets until the end of the local day on which it was planned, or until it begins.
    """
    CREATE VIEW duty AS
    SELECT 'thank_you' AS kind, i.id AS subject_id, i.contact_id, i.id AS interview_id, 0 AS occurrence,
        CASE i.status WHEN 'held' THEN i.start ELSE i.start + i.minutes * 60 END AS arises, NULL AS expires,
        i.start + i.minutes * 60 + 86400 AS due, 86400 AS allowed, '' AS detail
    FROM interview i WHERE i.status IN ('planned', 'held')
    UNION ALL
    SELECT 'debrief', i.id, i.contact_id, i.id, 0,
        CASE i.status WHEN 'held' THEN i.start ELSE i.start + i.minutes * 60 END, NULL,
        i.day_end, 43200, ''
    FROM interview i
    WHERE i.status IN ('planned', 'held') AND i.after = ''
        AND NOT EXISTS (SELECT 1 FROM plan_item p WHERE p.interview_id = i.id AND p.answer <> '')
        AND NOT EXISTS (SELECT 1 FROM takeaway t WHERE t.interview_id = i.id)
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
    # Duties with what was said of them. A word given before the duty arose does not count: the interview
    # was moved.
    """
    CREATE VIEW follow_up AS
    SELECT d.kind, d.subject_id, d.contact_id, d.interview_id, d.occurrence, d.arises, d.expires,
        CASE WHEN s.verdict = 'snoozed' THEN max(d.due, s.until) ELSE d.due END AS due, d.allowed, d.detail,
        s.verdict, s.at AS settled_at, coalesce(c.name, '') AS who, i.start, coalesce(i.zone, '') AS zone
    FROM duty d
    LEFT JOIN settlement s ON s.kind = d.kind AND s.subject_id = d.subject_id
        AND s.occurrence = d.occurrence AND s.at >= d.arises
    LEFT JOIN contact c ON c.id = d.contact_id
    LEFT JOIN interview i ON i.id = d.interview_id""",
)

STATEMENTS: tuple[str, ...] = (
    *_TABLES,
    *_INDEXES,
    *_ACTS,
    *(statement for table, columns in _RECORDED.items() for statement in recording_triggers(table, columns)),
    *_VIEWS,
)
