"""The facts of a journal as plain values: what a model keeps, and what is read off the rows to compare."""

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from iitui.domain.checks import EARLIEST
from iitui.domain.contacts import NamePermission
from iitui.domain.follow_ups import Kind, Verdict
from iitui.domain.interviews import Medium, Status
from iitui.domain.news import NewsField, Statement, read_fields
from iitui.domain.occupations import Standing
from iitui.domain.questions import Agreement, Asked, Phase
from iitui.domain.takeaways import TakeawayKind, Trial
from iitui.domain.touches import Direction, Outcome
from iitui.store.row_reader import instant, maybe_instant


@dataclass(slots=True)
class ContactFact:
    """A contact; organization and tags are folded."""

    name: str
    organization: str = ""
    role: str = ""
    tags: set[str] = field(default_factory=set)
    emails: list[str] = field(default_factory=list)
    notes: str = ""
    archived: bool = False
    referred_by: int | None = None
    permission: NamePermission = NamePermission.NOT_ASKED
    cadence: int | None = None
    made: datetime = EARLIEST


@dataclass(slots=True)
class PassageFact:
    """A passage of an answer; the theme is folded."""

    theme: str
    start: int
    text: str


@dataclass(slots=True)
class PlanItemFact:
    """A question in a plan."""

    id: int
    question: int
    state: Asked = Asked.TO_ASK
    answer: str = ""
    off_record: bool = False
    agreement: Agreement | None = None
    seconds: int = 0
    passages: dict[int, PassageFact] = field(default_factory=dict)


@dataclass(slots=True)
class ChecklistItemFact:
    """An item of a checklist."""

    slug: str
    text: str
    ticked: bool = False


@dataclass(slots=True)
class InterviewFact:
    """An interview; the occupation is folded."""

    contact: int
    start: datetime
    minutes: int
    zone: str
    medium: Medium
    occupation: str
    before: str
    after: str
    planned_at: datetime
    status: Status = Status.PLANNED
    plan: list[PlanItemFact] = field(default_factory=list)
    checklist: dict[int, ChecklistItemFact] = field(default_factory=dict)
    before_rating: int | None = None
    after_rating: int | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    added_minutes: int = 0
    debrief: tuple[str, ...] | None = None
    transcripts: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_going_on(self) -> bool:
        """Whether it has begun and not ended."""
        return self.started_at is not None and self.ended_at is None


class TargetFact(NamedTuple):
    """A target."""

    source: str
    tie: str
    motivation: int
    posting: int


class OccupationFact(NamedTuple):
    """An occupation."""

    name: str
    research: str = ""
    standing: Standing = Standing.EXPLORING
    reason: str = ""
    since: datetime | None = None


@dataclass(slots=True)
class TouchFact:
    """A touch."""

    contact: int
    at: datetime
    text: str
    outcome: Outcome | None
    direction: Direction = Direction.OUT
    is_request: bool = False
    ask_again: datetime | None = None
    answered_at: datetime | None = None
    subject: str = ""


@dataclass(slots=True)
class TakeawayFact:
    """A takeaway."""

    contact: int
    interview: int | None
    kind: TakeawayKind
    text: str
    due: datetime | None = None
    trial: Trial | None = None
    person: int | None = None
    tried_at: datetime | None = None
    told_at: datetime | None = None
    made: datetime = EARLIEST


@dataclass(slots=True)
class ReminderFact:
    """A reminder."""

    contact: int | None
    interview: int | None
    text: str
    due: datetime
    every: int | None
    after_done: bool
    made: datetime


@dataclass(slots=True)
class QuestionFact:
    """A question of the bank."""

    slug: str | None
    text: str
    phase: Phase
    retired: bool = False
    given: tuple[str, str] | None = None
    """Its UID and its words as a set gave them; None for one that came with no set."""


@dataclass(slots=True)
class SettlementFact:
    """What was said of one occurrence of a follow-up."""

    verdict: Verdict
    at: datetime
    until: datetime | None = None
    reason: str = ""
    done_by: int | None = None


@dataclass(slots=True)
class StatementFact:
    """Whether what a file said is news still, and since when it is said."""

    news: tuple[NewsField, ...]
    at: datetime


class FormerFact(NamedTuple):
    """Where a contact worked before."""

    contact: int
    organization: str
    role: str
    until: datetime


StatementKey = tuple[int, str, Statement]
"""Contact, source, and what was said."""

SettlementKey = tuple[Kind, int, datetime | int | None]
"""Kind, record, and which of several: the start of an interview, the date of a reminder, how many nudges."""


@dataclass(slots=True)
class Facts:
    """Everything that acts may change; records by their numbers, named things by their folded names."""

    contacts: dict[int, ContactFact] = field(default_factory=dict)
    organizations: dict[str, tuple[str, str]] = field(default_factory=dict)
    targets: dict[str, TargetFact] = field(default_factory=dict)
    occupations: dict[str, OccupationFact] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)
    interviews: dict[int, InterviewFact] = field(default_factory=dict)
    questions: dict[int, QuestionFact] = field(default_factory=dict)
    question_sets: dict[str, tuple[str, str]] = field(default_factory=dict)
    question_plans: dict[str, tuple[str, int]] = field(default_factory=dict)
    touches: dict[int, TouchFact] = field(default_factory=dict)
    takeaways: dict[int, TakeawayFact] = field(default_factory=dict)
    reminders: dict[int, ReminderFact] = field(default_factory=dict)
    settlements: dict[SettlementKey, SettlementFact] = field(default_factory=dict)
    apart: set[tuple[int, int]] = field(default_factory=set)
    statements: dict[StatementKey, StatementFact] = field(default_factory=dict)
    former: list[FormerFact] = field(default_factory=list)


def facts_of(connection: sqlite3.Connection) -> Facts:
    """Read the facts off the rows."""
    facts = Facts(
        organizations={
            row[0]: row[1:] for row in connection.execute("SELECT name_key, name, notes FROM organization")
        },
        occupations={
            key: OccupationFact(name, research, Standing(standing), reason, maybe_instant(since))
            for key, name, research, standing, reason, since in connection.execute(
                "SELECT name_key, name, research, standing, standing_reason, standing_at FROM occupation"
            )
        },
    )
    for key, *values in connection.execute(
        "SELECT name_key, source, tie, motivation, posting FROM target t"
        " JOIN organization g ON g.id = t.organization_id"
    ):
        facts.targets[key] = TargetFact(*values)
    _read_people(connection, facts)
    _read_interviews(connection, facts)
    _read_plans(connection, facts)
    _read_follow_ups(connection, facts)
    return facts


def _read_people(connection: sqlite3.Connection, facts: Facts) -> None:
    for (
        number,
        name,
        organization,
        role,
        notes,
        archived,
        referrer,
        permission,
        cadence,
        made,
    ) in connection.execute(
        "SELECT c.id, c.name, coalesce(g.name_key, ''), c.role, coalesce(n.text, ''), c.archived,"
        " c.referred_by_id, c.name_permission, c.cadence_days, c.created_at FROM contact c"
        " LEFT JOIN organization g ON g.id = c.organization_id"
        " LEFT JOIN contact_note n ON n.contact_id = c.id"
    ):
        facts.contacts[number] = ContactFact(
            name, organization, role, notes=notes, archived=bool(archived), referred_by=referrer,
            permission=NamePermission(permission), cadence=cadence, made=instant(made),
        )  # fmt: skip
    for number, key in connection.execute(
        "SELECT contact_id, name_key FROM contact_tag x JOIN tag t ON t.id = x.tag_id"
    ):
        facts.contacts[number].tags.add(key)
    for number, value in connection.execute("SELECT contact_id, value FROM channel ORDER BY position"):
        facts.contacts[number].emails.append(value)
    _read_touches(connection, facts)
    _read_takeaways(connection, facts)
    _read_news(connection, facts)


def _read_news(connection: sqlite3.Connection, facts: Facts) -> None:
    facts.apart |= set(connection.execute("SELECT contact_id, other_id FROM distinct_pair"))
    for contact, source, name, organization, role, news, at in connection.execute(
        "SELECT contact_id, source, name, organization, role, news, said_at FROM source_statement"
    ):
        key = contact, source, Statement(name, organization, role)
        assert key not in facts.statements, "each statement is kept once"
        facts.statements[key] = StatementFact(read_fields(news), instant(at))
    rows = connection.execute("SELECT contact_id, organization, role, until_at FROM former_position")
    facts.former = sorted(
        FormerFact(contact, organization, role, instant(until)) for contact, organization, role, until in rows
    )


def _read_touches(connection: sqlite3.Connection, facts: Facts) -> None:
    for (
        number, contact, at, text, outcome, direction, is_request, ask_again, answered_at, subject,
    ) in connection.execute(
        "SELECT id, contact_id, at, text, outcome, direction, is_request, ask_again_at, answered_at, subject"
        " FROM touch"
    ):  # fmt: skip
        facts.touches[number] = TouchFact(
            contact, instant(at), text, Outcome(outcome) if outcome else None, Direction(direction),
            bool(is_request), maybe_instant(ask_again), maybe_instant(answered_at), subject,
        )  # fmt: skip


def _read_takeaways(connection: sqlite3.Connection, facts: Facts) -> None:
    for (
        number, contact, interview, kind, text, due, trial, person, tried_at, told_at, made,
    ) in connection.execute(
        "SELECT id, contact_id, interview_id, kind, text, due_at, trial, person_id, tried_at, told_at,"
        " created_at FROM takeaway"
    ):  # fmt: skip
        facts.takeaways[number] = TakeawayFact(
            contact, interview, TakeawayKind(kind), text, maybe_instant(due), Trial(trial) if trial else None,
            person, maybe_instant(tried_at), maybe_instant(told_at), instant(made),
        )  # fmt: skip


def _read_interviews(connection: sqlite3.Connection, facts: Facts) -> None:
    for row in connection.execute(
        "SELECT i.id, contact_id, start, minutes, zone, medium, coalesce(o.name_key, ''), before, after,"
        " planned_at, status, before_rating, after_rating, started_at, ended_at, added_minutes"
        " FROM interview i LEFT JOIN occupation o ON o.id = i.occupation_id"
    ):
        number, contact, start, minutes, zone, medium, occupation, before, after, planned_at, status = row[
            :11
        ]
        before_rating, after_rating, started_at, ended_at, added_minutes = row[11:]
        facts.interviews[number] = InterviewFact(
            contact, instant(start), minutes, zone, Medium(medium), occupation, before, after,
            instant(planned_at), Status(status), before_rating=before_rating, after_rating=after_rating,
            started_at=maybe_instant(started_at), ended_at=maybe_instant(ended_at),
            added_minutes=added_minutes,
        )  # fmt: skip
    for number, *texts in connection.execute(
        "SELECT interview_id, news, liked, disliked, surprises, corrections, about_me FROM debrief"
    ):
        facts.interviews[number].debrief = tuple(texts)
    for number, interview, name, text in connection.execute(
        "SELECT id, interview_id, name, text FROM transcript"
    ):
        facts.interviews[interview].transcripts[number] = name, text
    for number, interview, slug, text, ticked_at in connection.execute(
        "SELECT id, interview_id, slug, text, ticked_at FROM preparation"
    ):
        facts.interviews[interview].checklist[number] = ChecklistItemFact(slug, text, ticked_at is not None)


def _read_plans(connection: sqlite3.Connection, facts: Facts) -> None:
    for number, slug, text, phase, retired, uid, set_id, as_given in connection.execute(
        "SELECT id, slug, text, phase, retired, uid, set_id, as_given FROM question"
    ):
        given = (uid, json.loads(as_given)["text"]) if set_id else None
        facts.questions[number] = QuestionFact(slug, text, Phase(phase), bool(retired), given)
    facts.question_sets = {
        uid: (name, version)
        for uid, name, version in connection.execute("SELECT uid, name, version FROM question_set")
    }
    facts.question_plans = {
        uid: (name, len(questions.split()))
        for uid, name, questions in connection.execute("SELECT uid, name, questions FROM question_plan")
    }
    items: dict[int, PlanItemFact] = {}
    for number, interview, question, state, answer, off_record, agreement, seconds in connection.execute(
        "SELECT id, interview_id, question_id, state, answer, off_record, agreement, seconds FROM plan_item"
        " ORDER BY position"
    ):
        judged = Agreement(agreement) if agreement else None
        items[number] = PlanItemFact(
            number, question, Asked(state), answer, bool(off_record), judged, seconds
        )
        facts.interviews[interview].plan.append(items[number])
    facts.themes |= connection.execute("SELECT name_key, name FROM theme").fetchall()
    for number, item, theme, start, text in connection.execute(
        "SELECT s.id, plan_item_id, name_key, start, text FROM passage s JOIN theme t ON t.id = s.theme_id"
    ):
        items[item].passages[number] = PassageFact(theme, start, text)


def _read_follow_ups(connection: sqlite3.Connection, facts: Facts) -> None:
    for number, contact, interview, text, due, every, after_done, made in connection.execute(
        "SELECT id, contact_id, interview_id, text, due_at, every, after_done, created_at FROM reminder"
    ):
        facts.reminders[number] = ReminderFact(
            contact, interview, text, instant(due), every, bool(after_done), instant(made)
        )
    for kind, subject, occurrence, verdict, at, until, reason, done_by in connection.execute(
        "SELECT kind, subject_id, occurrence, verdict, at, until, reason, done_by_id FROM settlement"
    ):
        which = instant(occurrence) if occurrence and kind != Kind.NUDGE else occurrence
        key = Kind(kind), subject, which if which or kind == Kind.NUDGE else None
        facts.settlements[key] = SettlementFact(
            Verdict(verdict), instant(at), maybe_instant(until), reason, done_by
        )
