"""The tables of the journal as SQLModel sees them.

Only the store uses these classes; everybody else gets the detached values of `iitui.domain`. The
schema itself is made by `iitui.store.schema.migrations`; a test holds the two against each other.
"""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Column, ForeignKey, Index, Integer, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from iitui.domain.contacts import ChannelKind, Level, NamePermission
from iitui.domain.follow_ups import Kind, RepeatUnit, Verdict
from iitui.domain.interviews import Medium, Status
from iitui.domain.occupations import Standing
from iitui.domain.questions import Agreement, Asked, Category, Origin, Phase
from iitui.domain.takeaways import TakeawayKind, Trial
from iitui.domain.touches import Direction, Outcome, TouchKind
from iitui.domain.transcripts import TranscriptFormat
from iitui.store.schema.columns import Instant, enum_column, instant_column, link_column

_Arguments = tuple[Index | UniqueConstraint | dict[str, bool], ...]


class _Table(SQLModel):
    """What all tables share: what checks their rows is made with the first row, not when they are loaded."""

    model_config = {"defer_build": True}


class _Row(_Table):
    """A row with a number that is never given twice."""

    __table_args__: ClassVar[_Arguments] = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)


class UidRow(_Row):
    """A row with a UID, a name that lasts; the unit of work gives one to each new row that lacks it."""

    uid: str = Field(default="", unique=True)


class OrganizationRow(UidRow, table=True):
    """Where contacts work."""

    __tablename__ = "organization"

    name: str
    name_key: str = Field(unique=True)
    notes: str = ""


class OccupationRow(UidRow, table=True):
    """Work being explored."""

    __tablename__ = "occupation"

    name: str
    name_key: str = Field(unique=True)
    research: str = ""
    standing: Standing = Field(sa_column=enum_column(Standing))
    standing_reason: str = ""
    standing_at: datetime | None = Field(default=None, sa_column=instant_column(nullable=True))


class ContactRow(UidRow, table=True):
    """A person."""

    __tablename__ = "contact"
    __table_args__: ClassVar[_Arguments] = (
        Index("ix_contact_order", "archived", "sort_key"),
        Index(
            "ix_contact_cadence",
            "id",
            "cadence_days",
            "archived",
            "created_at",
            sqlite_where=text("cadence_days > 0"),
        ),
        Index("ix_contact_referred", "referred_by_id", sqlite_where=text("referred_by_id IS NOT NULL")),
        {"sqlite_autoincrement": True},
    )

    name: str
    sort_key: str = Field(index=True)
    organization_id: int | None = Field(
        default=None, sa_column=link_column("organization.id", gone="SET NULL", nullable=True)
    )
    role: str = ""
    level: Level | None = Field(default=None, sa_column=enum_column(Level, nullable=True))
    source: str = ""
    referred_by_id: int | None = Field(
        default=None, sa_column=link_column("contact.id", gone="SET NULL", nullable=True)
    )
    name_permission: NamePermission = Field(sa_column=enum_column(NamePermission))
    cadence_days: int | None = None
    archived: bool = False
    created_at: datetime = Field(sa_column=instant_column())


class ContactNoteRow(_Table, table=True):
    """What the user wrote about a person; apart, so that lists stay light."""

    __tablename__ = "contact_note"

    contact_id: int = Field(
        sa_column=Column(Integer, ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True)
    )
    text: str


class ChannelRow(_Row, table=True):
    """An address, a number or a URL of a person."""

    __tablename__ = "channel"

    contact_id: int = Field(sa_column=link_column("contact.id", gone="CASCADE", nullable=False))
    kind: ChannelKind = Field(sa_column=enum_column(ChannelKind))
    value: str
    label: str = ""
    position: int = 0


class TagRow(_Row, table=True):
    """A word by which contacts are grouped."""

    __tablename__ = "tag"

    name: str
    name_key: str = Field(unique=True)


class ContactTagRow(_Row, table=True):
    """That a contact bears a tag."""

    __tablename__ = "contact_tag"
    __table_args__: ClassVar[_Arguments] = (
        UniqueConstraint("contact_id", "tag_id"),
        {"sqlite_autoincrement": True},
    )

    contact_id: int = Field(sa_column=link_column("contact.id", gone="CASCADE", nullable=False))
    tag_id: int = Field(sa_column=link_column("tag.id", gone="CASCADE", nullable=False))


class OriginKeyRow(_Row, table=True):
    """What another program calls a contact, so that an import finds it again."""

    __tablename__ = "origin_key"

    contact_id: int = Field(sa_column=link_column("contact.id", gone="CASCADE", nullable=False))
    key: str = Field(unique=True)


class InterviewRow(UidRow, table=True):
    """A planned or held interview; the ends of days are those of its zone, which SQL cannot tell."""

    __tablename__ = "interview"
    __table_args__: ClassVar[_Arguments] = (
        Index("ix_interview_planned", "start", sqlite_where=text("status = 'planned'")),
        Index(
            "ix_interview_unwritten",
            "id",
            sqlite_where=text("status IN ('planned', 'held') AND after = ''"),
        ),
        Index(
            "ix_interview_met",
            "contact_id",
            "start",
            "minutes",
            "status",
            "started_at",
            "ended_at",
            sqlite_where=text("status IN ('planned', 'held')"),
        ),
        Index(
            "ix_interview_going_on",
            "started_at",
            sqlite_where=text("started_at IS NOT NULL AND ended_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    contact_id: int = Field(sa_column=link_column("contact.id", gone="CASCADE", nullable=False))
    occupation_id: int | None = Field(
        default=None, sa_column=link_column("occupation.id", gone="SET NULL", nullable=True)
    )
    start: datetime = Field(sa_column=Column(Instant(), nullable=False, index=True))
    zone: str
    minutes: int
    medium: Medium = Field(sa_column=enum_column(Medium))
    place: str = ""
    travel_minutes: int = 0
    status: Status = Field(sa_column=enum_column(Status))
    before: str = ""
    after: str = ""
    planned_at: datetime = Field(sa_column=instant_column())
    planned_day_end: datetime = Field(sa_column=instant_column())
    day_end: datetime = Field(sa_column=instant_column())
    started_at: datetime | None = Field(default=None, sa_column=instant_column(nullable=True))
    ended_at: datetime | None = Field(default=None, sa_column=instant_column(nullable=True))
    added_minutes: int = 0
    before_rating: int | None = None
    after_rating: int | None = None


class DebriefRow(_Table, table=True):
    """What was written down right after an interview; apart, so that lists stay light."""

    __tablename__ = "debrief"

    interview_id: int = Field(
        sa_column=Column(Integer, ForeignKey("interview.id", ondelete="CASCADE"), primary_key=True)
    )
    news: str = ""
    liked: str = ""
    disliked: str = ""
    surprises: str = ""
    corrections: str = ""
    about_me: str = ""
    written_at: datetime = Field(sa_column=instant_column())


class TranscriptRow(UidRow, table=True):
    """A transcript of an interview, or notes made elsewhere, as the file held it."""

    __tablename__ = "transcript"

    interview_id: int = Field(sa_column=link_column("interview.id", gone="CASCADE", nullable=False))
    name: str
    format: TranscriptFormat = Field(sa_column=enum_column(TranscriptFormat))
    text: str
    added_at: datetime = Field(sa_column=instant_column())


class QuestionRow(UidRow, table=True):
    """A question of the bank."""

    __tablename__ = "question"

    slug: str | None = Field(default=None, unique=True)
    text: str
    category: Category = Field(sa_column=enum_column(Category))
    phase: Phase = Field(sa_column=enum_column(Phase))
    sensitive: bool = False
    researchable: bool = False
    level: Level | None = Field(default=None, sa_column=enum_column(Level, nullable=True))
    minutes: int = 3
    origin: Origin = Field(sa_column=enum_column(Origin))
    oakland: bool = False
    retired: bool = False
    position: int = 0
    set_id: int | None = Field(
        default=None, sa_column=link_column("question_set.id", gone="SET NULL", nullable=True)
    )
    as_given: str = ""


class QuestionSetRow(UidRow, table=True):
    """Questions and plans that somebody handed out."""

    __tablename__ = "question_set"

    name: str
    author: str
    version: str
    description: str


class QuestionPlanRow(UidRow, table=True):
    """A ready-made plan of a set, or of the user's own; its questions are UIDs, parted by spaces."""

    __tablename__ = "question_plan"

    set_id: int | None = Field(
        default=None, sa_column=link_column("question_set.id", gone="CASCADE", nullable=True)
    )
    name: str
    description: str
    minutes: int
    questions: str


class PlanItemRow(_Row, table=True):
    """A question picked for an interview, with its answer."""

    __tablename__ = "plan_item"
    __table_args__: ClassVar[_Arguments] = (
        UniqueConstraint("interview_id", "question_id"),
        {"sqlite_autoincrement": True},
    )

    interview_id: int = Field(sa_column=link_column("interview.id", gone="CASCADE", nullable=False))
    question_id: int = Field(sa_column=link_column("question.id", gone="RESTRICT", nullable=False))
    position: int
    state: Asked = Field(sa_column=enum_column(Asked))
    answer: str = ""
    off_record: bool = False
    seconds: int = 0
    agreement: Agreement | None = Field(default=None, sa_column=enum_column(Agreement, nullable=True))


class ThemeRow(UidRow, table=True):
    """The user's own word for what passages of several answers have in common."""

    __tablename__ = "theme"

    name: str
    name_key: str = Field(unique=True)


class PassageRow(UidRow, table=True):
    """A passage of an answer that belongs to a theme: its words, and where they stood in the answer."""

    __tablename__ = "passage"

    plan_item_id: int = Field(sa_column=link_column("plan_item.id", gone="CASCADE", nullable=False))
    theme_id: int = Field(sa_column=link_column("theme.id", gone="CASCADE", nullable=False))
    start: int
    text: str


class PreparationRow(_Row, table=True):
    """An item of the checklist before an interview."""

    __tablename__ = "preparation"

    interview_id: int = Field(sa_column=link_column("interview.id", gone="CASCADE", nullable=False))
    slug: str
    text: str
    lead_days: int
    position: int
    ticked_at: datetime | None = Field(default=None, sa_column=instant_column(nullable=True))


class TouchRow(UidRow, table=True):
    """A contact with a person, as it happened."""

    __tablename__ = "touch"
    __table_args__: ClassVar[_Arguments] = (
        Index(
            "ix_touch_request",
            "contact_id",
            "at",
            "direction",
            "outcome",
            "answered_at",
            "is_request",
            sqlite_where=text("is_request"),
        ),
        Index("ix_touch_message_id", "message_id", sqlite_where=text("message_id <> ''")),
        Index("ix_touch_contact_at", "contact_id", "at"),
        Index("ix_touch_in", "contact_id", "at", sqlite_where=text("direction = 'in'")),
        Index(
            "ix_touch_unanswered",
            "contact_id",
            "at",
            "direction",
            "outcome",
            "is_request",
            sqlite_where=text(
                "is_request AND direction = 'out' AND coalesce(outcome, 'no reply yet') = 'no reply yet'"
            ),
        ),
        Index("ix_touch_ask_again", "contact_id", "at", sqlite_where=text("ask_again_at IS NOT NULL")),
        {"sqlite_autoincrement": True},
    )

    contact_id: int = Field(sa_column=link_column("contact.id", gone="CASCADE", nullable=False))
    interview_id: int | None = Field(
        default=None, sa_column=link_column("interview.id", gone="SET NULL", nullable=True)
    )
    at: datetime = Field(sa_column=instant_column())
    kind: TouchKind = Field(sa_column=enum_column(TouchKind))
    direction: Direction = Field(sa_column=enum_column(Direction))
    text: str = ""
    is_request: bool = False
    outcome: Outcome | None = Field(default=None, sa_column=enum_column(Outcome, nullable=True))
    ask_again_at: datetime | None = Field(default=None, sa_column=instant_column(nullable=True))
    subject: str = ""
    message_id: str = ""
    answered_at: datetime | None = Field(default=None, sa_column=instant_column(nullable=True))


class TakeawayRow(UidRow, table=True):
    """What came out of an interview."""

    __tablename__ = "takeaway"
    __table_args__: ClassVar[_Arguments] = (
        Index("ix_takeaway_kind", "kind", "id", "created_at", "due_at"),
        Index(
            "ix_takeaway_untold",
            "interview_id",
            "created_at",
            sqlite_where=text("kind IN ('advice', 'to try') AND told_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    contact_id: int = Field(sa_column=link_column("contact.id", gone="CASCADE", nullable=False))
    interview_id: int | None = Field(
        default=None, sa_column=link_column("interview.id", gone="SET NULL", nullable=True)
    )
    kind: TakeawayKind = Field(sa_column=enum_column(TakeawayKind))
    text: str
    due_at: datetime | None = Field(default=None, sa_column=instant_column(nullable=True))
    tried_at: datetime | None = Field(default=None, sa_column=instant_column(nullable=True))
    told_at: datetime | None = Field(default=None, sa_column=instant_column(nullable=True))
    created_at: datetime = Field(sa_column=instant_column())
    trial: Trial | None = Field(default=None, sa_column=enum_column(Trial, nullable=True))
    person_id: int | None = Field(
        default=None, sa_column=link_column("contact.id", gone="SET NULL", nullable=True)
    )


class ReminderRow(UidRow, table=True):
    """A follow-up that the user made; `anchor_at` is its first date, which repeats keep to."""

    __tablename__ = "reminder"

    contact_id: int | None = Field(
        default=None, sa_column=link_column("contact.id", gone="CASCADE", nullable=True)
    )
    interview_id: int | None = Field(
        default=None, sa_column=link_column("interview.id", gone="CASCADE", nullable=True)
    )
    text: str
    due_at: datetime = Field(sa_column=instant_column())
    anchor_at: datetime = Field(sa_column=instant_column())
    zone: str
    every: int | None = None
    unit: RepeatUnit = Field(sa_column=enum_column(RepeatUnit))
    after_done: bool = False
    created_at: datetime = Field(sa_column=instant_column())


class SettlementRow(_Row, table=True):
    """What the user said of a follow-up.

    `subject_id` is the record that the follow-up is about and `occurrence` which one of several (the start of
    an interview, the date of a reminder; 0 where there is one only). The links make it go with its record.
    """

    __tablename__ = "settlement"
    __table_args__: ClassVar[_Arguments] = (
        UniqueConstraint("kind", "subject_id", "occurrence"),
        Index("ix_settlement_at", "at", sqlite_where=text("verdict IN ('done', 'waived')")),
        Index(
            "ix_settlement_word",
            "contact_id",
            "kind",
            "at",
            "verdict",
            sqlite_where=text("contact_id IS NOT NULL AND verdict IN ('done', 'waived')"),
        ),
        Index(
            "ix_settlement_said",
            "subject_id",
            "kind",
            "occurrence",
            "at",
            "verdict",
            sqlite_where=text("verdict IN ('done', 'waived')"),
        ),
        {"sqlite_autoincrement": True},
    )

    kind: Kind = Field(sa_column=enum_column(Kind))
    subject_id: int
    occurrence: int = 0
    interview_id: int | None = Field(
        default=None, sa_column=link_column("interview.id", gone="CASCADE", nullable=True)
    )
    preparation_id: int | None = Field(
        default=None, sa_column=link_column("preparation.id", gone="CASCADE", nullable=True)
    )
    reminder_id: int | None = Field(
        default=None, sa_column=link_column("reminder.id", gone="CASCADE", nullable=True)
    )
    verdict: Verdict = Field(sa_column=enum_column(Verdict))
    until: datetime | None = Field(default=None, sa_column=instant_column(nullable=True))
    at: datetime = Field(sa_column=instant_column())
    touch_id: int | None = Field(
        default=None, sa_column=link_column("touch.id", gone="CASCADE", nullable=True)
    )
    contact_id: int | None = Field(
        default=None, sa_column=link_column("contact.id", gone="CASCADE", nullable=True)
    )
    takeaway_id: int | None = Field(
        default=None, sa_column=link_column("takeaway.id", gone="CASCADE", nullable=True)
    )
    done_by_id: int | None = Field(
        default=None, sa_column=link_column("touch.id", gone="SET NULL", nullable=True)
    )
    due_at: datetime | None = Field(default=None, sa_column=instant_column(nullable=True))
    reason: str = ""


class TargetRow(_Table, table=True):
    """An organization that the user wants to hear from."""

    __tablename__ = "target"

    organization_id: int = Field(
        sa_column=Column(Integer, ForeignKey("organization.id", ondelete="CASCADE"), primary_key=True)
    )
    source: str = ""
    tie: str = ""
    motivation: int = 0
    posting: int = 0
    added_at: datetime = Field(sa_column=instant_column())


class DistinctPairRow(_Row, table=True):
    """That two contacts are different people; the smaller number first."""

    __tablename__ = "distinct_pair"
    __table_args__: ClassVar[_Arguments] = (
        UniqueConstraint("contact_id", "other_id"),
        Index("ix_distinct_pair_other_id", "other_id"),
        {"sqlite_autoincrement": True},
    )

    contact_id: int = Field(
        sa_column=Column(Integer, ForeignKey("contact.id", ondelete="CASCADE"), nullable=False)
    )
    other_id: int = Field(
        sa_column=Column(Integer, ForeignKey("contact.id", ondelete="CASCADE"), nullable=False)
    )


class SourceStatementRow(_Row, table=True):
    """What a file of a source has said about a contact; `news` names the fields that are still news."""

    __tablename__ = "source_statement"
    __table_args__: ClassVar[_Arguments] = (
        Index("ix_source_statement_news", "said_at", sqlite_where=text("news <> ''")),
        {"sqlite_autoincrement": True},
    )

    contact_id: int = Field(sa_column=link_column("contact.id", gone="CASCADE", nullable=False))
    source: str
    name: str
    organization: str = ""
    role: str = ""
    news: str = ""
    said_at: datetime = Field(sa_column=instant_column())


class FormerPositionRow(_Row, table=True):
    """Where a contact worked before, until about when."""

    __tablename__ = "former_position"

    contact_id: int = Field(sa_column=link_column("contact.id", gone="CASCADE", nullable=False))
    organization: str = ""
    role: str = ""
    until_at: datetime = Field(sa_column=instant_column())
