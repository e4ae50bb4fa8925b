"""Plans what the events of a calendar change: each is compared with the journal and with what was told.

An event is known again by its UID, then by its contact and its start. Of an event that iitui has told before,
only what differs from that was changed in the calendar, so nothing that the user changed here since is taken
back; what was changed on both sides is said and left.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from iitui.domain.calendar_events import ContactName, EventRecord, NamedInterview, ToldItem
from iitui.domain.calendar_items import EventFacts, Facts
from iitui.domain.dates.calendar import at_wall, known_zone, say_both, say_when
from iitui.domain.errors import BadInputError
from iitui.domain.follow_ups import FollowUp
from iitui.domain.identity.keys import email_key, name_key
from iitui.domain.imports import ImportProblem
from iitui.domain.interviews import InterviewDraft, Medium, Status
from iitui.domain.text import clean_line

USUAL_MINUTES = 30
"""How long an event lasts that does not say so."""

_LONGEST_UID = 255
_MOST_WORDS = 8
_NUMBER = re.compile(r"(?:tel:)?\+?[0-9][0-9 ()./-]{5,}", re.IGNORECASE)
_LINK = re.compile(r"https?://", re.IGNORECASE)


class EventAction(StrEnum):
    """What taking an event over changes, as the user sees it."""

    PLAN = "plan"
    CHANGE = "change"
    CANCEL = "cancel"
    SETTLE = "settle"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class EventChange:
    """One field of an interview that differs.

    Attributes:
        called: "time", "place" or "minutes".
        before: what the journal holds, in words.
        after: what the calendar says, in words.
    """

    called: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStep:
    """What taking one event over does.

    Attributes:
        file: the name of the file.
        where: its place in it.
        who: the name of the contact, or what a follow-up asks for.
        start: when the interview is, or will be; None for a follow-up.
        interview_id: the interview that it is about; None for a new one.
        draft: the interview as it is to be, for PLAN and CHANGE.
        changes: what is changed about it.
        follow_up: the follow-up that was done, for SETTLE.
        uid: the name of the event that lasts.
        sequence: that of the event.
    """

    file: str
    where: str
    action: EventAction
    who: str
    start: datetime | None = None
    interview_id: int | None = None
    draft: InterviewDraft | None = None
    changes: tuple[EventChange, ...] = ()
    follow_up: FollowUp | None = None
    uid: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class CalendarPlan:
    """What taking events over does, event by event.

    Attributes:
        problems: the events that could not be used, or only in part.
        strangers: how many items are nobody's in the journal, and are not among the problems.
    """

    steps: tuple[EventStep, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    strangers: int = 0

    def count(self, action: EventAction) -> int:
        """Return how many steps have an action."""
        return sum(step.action is action for step in self.steps)

    @property
    def writes_anything(self) -> bool:
        """Whether carrying it out changes the journal."""
        return any(step.action is not EventAction.UNCHANGED for step in self.steps)

    def joined(self, other: "CalendarPlan") -> "CalendarPlan":
        """Return both plans as one."""
        return CalendarPlan(
            (*self.steps, *other.steps),
            (*self.problems, *other.problems),
            self.strangers + other.strangers,
        )


@dataclass(slots=True, kw_only=True)
class CalendarKnown:
    """What events are compared with; a plan adds to it what it plans.

    Attributes:
        interviews: all of the journal.
        contacts: all of the journal.
        told: what calendars were told, by UID.
        follow_ups: the open ones, by their ID.
        own_addresses: the user's own email addresses, which name no contact.
        zone: the user's zone.
        now: the present instant.
    """

    interviews: Sequence[NamedInterview]
    contacts: Sequence[ContactName]
    told: Mapping[str, ToldItem]
    follow_ups: Mapping[str, FollowUp]
    own_addresses: Sequence[str]
    zone: ZoneInfo
    now: datetime
    by_uid: dict[str, NamedInterview] = field(init=False)
    taken: set[tuple[int, datetime]] = field(init=False)
    uids: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Sort what is known by what it is looked up by."""
        self.by_uid = {one.uid: one for one in self.interviews}
        self.taken = {(one.interview.contact_id, one.interview.start) for one in self.interviews}
        self.uids = set()


def plan_events(
    file: str, records: Iterable[EventRecord], known: CalendarKnown, *, names_strangers: bool = True
) -> CalendarPlan:
    """Decide what each event of a file does; time grows with the events and the journal, not their product.

    Args:
        file: its name, for messages.
        records: its events.
        known: what they are compared with.
        names_strangers: whether each event that names nobody is a problem; else they are only counted.
    """
    return _Planner(file, known, names_strangers=names_strangers).plan(records)


class _Refused(Exception):  # noqa: N818 - it is a sentence, not an error
    """An event cannot be taken over; the message says why."""


class _Planner:
    """Plans one file."""

    def __init__(self, file: str, known: CalendarKnown, *, names_strangers: bool) -> None:
        self._file = file
        self._names_strangers = names_strangers
        self._known = known
        self._people = _People(known.contacts, known.own_addresses)
        self._problems: list[ImportProblem] = []
        self._strangers = 0

    def plan(self, records: Iterable[EventRecord]) -> CalendarPlan:
        steps = []
        for record in records:
            try:
                step = self._task(record) if record.is_task else self._event(record)
                if step is not None:
                    steps.append(step)
                    if record.uid:
                        self._known.uids.add(record.uid)
            except _Refused as refused:
                self._note(record, str(refused))
        return CalendarPlan(tuple(steps), tuple(self._problems), self._strangers)

    def _note(self, record: EventRecord, why: str) -> None:
        self._problems.append(ImportProblem(self._file, record.where, why))

    def _task(self, record: EventRecord) -> EventStep | None:
        told = self._known.told.get(record.uid)
        if told is None and not self._names_strangers:
            self._strangers += 1
            return None
        if told is None:
            raise _Refused("is a to-do that iitui didn't export; only events become interviews.")
        follow_up = self._known.follow_ups.get(told.subject)
        is_done = record.is_done and follow_up is not None
        if record.is_deleted and follow_up is not None:
            raise _Refused(f"was deleted there, but it's still due: {follow_up.what}.")
        return EventStep(
            file=self._file,
            where=record.where,
            action=EventAction.SETTLE if is_done else EventAction.UNCHANGED,
            who=follow_up.what if follow_up else record.summary,
            follow_up=follow_up if is_done else None,
            uid=record.uid,
            sequence=record.sequence,
        )

    def _event(self, record: EventRecord) -> EventStep | None:
        if record.uid and record.uid in self._known.uids:
            raise _Refused("has the same UID as an earlier event; only the first is imported.")
        known = self._known.by_uid.get(record.uid) if record.uid else None
        if known is not None:
            return self._known_event(record, known)
        if record.is_cancelled or record.is_deleted:
            return None if record.is_deleted else self._unchanged(record, record.summary)
        return self._new_event(record)

    def _new_event(self, record: EventRecord) -> EventStep | None:
        contact = self._people.named_by(record)
        if contact is None:
            if not self._names_strangers:
                self._strangers += 1
                return None
            called = f"'{record.summary[:60]}'" if record.summary else "has no title and"
            raise _Refused(f"{called} names no one in your contacts.")
        start, zone = self._start(record)
        if (contact.id, start) in self._known.taken:
            return self._unchanged(record, contact.name, start)
        minutes = record.minutes or USUAL_MINUTES
        draft = InterviewDraft(
            contact_id=contact.id,
            start=start,
            zone=zone,
            minutes=minutes,
            medium=_medium(record),
            place=_place(record),
            occupation=record.about,
        )
        try:
            checked = draft.checked()
        except BadInputError as error:
            raise _Refused(str(error)) from error
        self._known.taken.add((contact.id, start))
        self._remark(record)
        return EventStep(
            file=self._file,
            where=record.where,
            action=EventAction.PLAN,
            who=contact.name,
            start=start,
            draft=checked,
            uid=_usable(record),
            sequence=record.sequence,
        )

    def _remark(self, record: EventRecord) -> None:
        for remark in record.remarks:
            self._note(record, remark)
        if not record.minutes:
            self._note(record, f"has no end; {USUAL_MINUTES} minutes were assumed.")

    def _start(self, record: EventRecord) -> tuple[datetime, str]:
        if record.start is None:
            raise _Refused("has no start.")
        if record.start.tzinfo is not None:
            return record.start.replace(microsecond=0), record.zone or self._known.zone.key
        start = at_wall(record.start.date(), record.start.time(), self._known.zone).astimezone(UTC)
        return start.replace(microsecond=0), self._known.zone.key

    def _unchanged(self, record: EventRecord, who: str, start: datetime | None = None) -> EventStep:
        return EventStep(
            file=self._file,
            where=record.where,
            action=EventAction.UNCHANGED,
            who=who,
            start=start,
            uid=record.uid,
            sequence=record.sequence,
        )

    def _known_event(self, record: EventRecord, known: NamedInterview) -> EventStep:
        interview, told = known.interview, self._known.told.get(record.uid)
        facts = told.facts if told and isinstance(told.facts, EventFacts) else None
        unchanged = EventStep(
            file=self._file,
            where=record.where,
            action=EventAction.UNCHANGED,
            who=interview.who,
            start=interview.start,
            interview_id=interview.id,
            uid=record.uid,
            sequence=record.sequence,
        )
        if record.is_cancelled or record.is_deleted:
            was_told = facts is not None and facts.cancelled
            is_new = interview.status is Status.PLANNED and not was_told
            return replace(unchanged, action=EventAction.CANCEL) if is_new else unchanged
        start, zone = self._start(record)
        differing = self._differing(record, known, told, start)
        if not differing:
            return unchanged
        if told is not None and 0 <= record.sequence < told.sequence:
            raise _Refused(
                f"is older than what iitui last exported for the interview with {interview.who}; it was"
                " skipped."
            )
        if interview.status is not Status.PLANNED:
            raise _Refused(
                f"differs from the interview with {interview.who}, which is {interview.status.value}; it was"
                " skipped."
            )
        return replace(
            unchanged,
            action=EventAction.CHANGE,
            start=start,
            changes=tuple(differing.values()),
            draft=self._changed(record, known, differing, start, zone),
        )

    def _changed(
        self,
        record: EventRecord,
        known: NamedInterview,
        differing: Mapping[str, EventChange],
        start: datetime,
        zone: str,
    ) -> InterviewDraft:
        draft = InterviewDraft.of(known.interview)
        if "time" in differing:
            zone = zone if record.zone else draft.zone
            draft = replace(draft, start=start, zone=zone)
        if "minutes" in differing:
            draft = replace(draft, minutes=record.minutes)
        if "place" in differing:
            draft = replace(draft, place=_place(record))
        try:
            return draft.checked()
        except BadInputError as error:
            raise _Refused(str(error)) from error

    def _differing(
        self, record: EventRecord, known: NamedInterview, told: ToldItem | None, start: datetime
    ) -> dict[str, EventChange]:
        """Return what was changed in the calendar and not here, field by field.

        Raises:
            _Refused: a field was changed on both sides.
        """
        mine = known.interview
        theirs: dict[str, object] = {
            "time": start,
            "minutes": record.minutes or mine.minutes,
            "place": _place(record),
        }
        here: dict[str, object] = {
            "time": mine.start,
            "minutes": mine.minutes,
            "place": clean_line(mine.place),
        }
        told_before = _fields(told.facts if told else None)
        taken_before = _fields(told.taken if told else None)
        changes: dict[str, EventChange] = {}
        for called, value in theirs.items():
            bases = [fields[called] for fields in (told_before, taken_before) if fields]
            if value in (here[called], told_before.get(called)):
                continue
            was_undone = bool(told and told.is_pending) and here[called] == told_before.get(called)
            if value == taken_before.get(called) and not was_undone:
                continue  # the user changed it here since it was taken over
            change = EventChange(called, self._say(here[called], mine.zone), self._say(value, mine.zone))
            if bases and here[called] not in bases:
                raise _Refused(
                    f"the {called} of the interview with {mine.who} was changed here ({change.before})"
                    f" and there ({change.after}); it was skipped."
                )
            changes[called] = change
        return changes

    def _say(self, value: object, zone: str) -> str:
        if isinstance(value, datetime):
            return say_both(value, known_zone(zone), self._known.zone, self._known.now)
        return f"{value} minutes" if isinstance(value, int) else str(value) or "none"


def _fields(facts: Facts | None) -> Mapping[str, object]:
    """Return what a calendar can change of what it was told; empty if it was told nothing."""
    if not isinstance(facts, EventFacts):
        return {}
    return {"time": facts.begins, "minutes": facts.minutes, "place": clean_line(facts.place)}


class _People:
    """Finds the contact that an event names: by email address, then by the whole name."""

    def __init__(self, contacts: Iterable[ContactName], own_addresses: Iterable[str]) -> None:
        self._own = {email_key(address) for address in own_addresses}
        self._by_email: dict[str, list[ContactName]] = {}
        self._by_name: dict[str, list[ContactName]] = {}
        for contact in contacts:
            self._by_name.setdefault(name_key(contact.name), []).append(contact)
            for email in contact.emails:
                self._by_email.setdefault(email_key(email), []).append(contact)

    def named_by(self, record: EventRecord) -> ContactName | None:
        """Return the contact of an event; None if it names nobody.

        Raises:
            _Refused: it names several.
        """
        written = self._in_text(record.summary)
        invited = {
            contact.id: contact
            for _, email in record.people
            if email_key(email) not in self._own
            for contact in self._by_email.get(email_key(email), ())
        }
        if len(invited) > 1:
            invited = {one.id: one for one in written if one.id in invited} or invited
        chosen = list(invited.values()) or written
        if not chosen:
            chosen = [one for name, _ in record.people for one in self._by_name.get(name_key(name), ())]
        if len({one.id for one in chosen}) > 1:
            raise _Refused(f"'{record.summary[:60]}' names several contacts: {_names(chosen)}.")
        return chosen[0] if chosen else None

    def _in_text(self, text: str) -> list[ContactName]:
        """Return the contacts with the longest name that stands in a text, word by word."""
        words = name_key(text[:500]).split()
        for length in range(min(_MOST_WORDS, len(words)), 0, -1):
            for first in range(len(words) - length + 1):
                named = self._by_name.get(" ".join(words[first : first + length]))
                if named:
                    return named
        return []


def _names(contacts: Iterable[ContactName]) -> str:
    named = dict.fromkeys(
        f"{one.name} ({one.organization})" if one.organization else one.name for one in contacts
    )
    return ", ".join(list(named)[:5])


def _place(record: EventRecord) -> str:
    return record.place or record.link


def _medium(record: EventRecord) -> Medium:
    if _LINK.search(f"{record.place} {record.link}"):
        return Medium.VIDEO
    return Medium.PHONE if _NUMBER.fullmatch(record.place) else Medium.IN_PERSON


def _usable(record: EventRecord) -> str:
    """Return the UID that the interview of an event bears; empty if it must get one of its own.

    An event that recurs is more than one interview: it is not the interview's own.
    """
    return record.uid if len(record.uid) <= _LONGEST_UID and not record.recurs else ""


def facts_of(draft: InterviewDraft, before: Facts | None = None) -> EventFacts:
    """Return what a calendar knows of an interview that was taken over from it."""
    told = before if isinstance(before, EventFacts) else None
    if told is None:
        told = EventFacts(start=0, zone=draft.zone, minutes=draft.minutes, medium=draft.medium.value)
    return replace(
        told,
        start=int(draft.start.timestamp()),
        zone=draft.zone,
        minutes=draft.minutes,
        place=draft.place,
        cancelled=False,
    )


def say_step(step: EventStep, zone: ZoneInfo, now: datetime) -> str:
    """Return in a line what a step does: "Dana Ito: time Tue 24 Nov 10:00 → Wed 25 Nov 14:00"."""
    when = say_when(step.start, zone, now) if step.start else ""
    if step.action is EventAction.PLAN:
        return f"{step.who}: planned, {when}"
    if step.action is EventAction.CANCEL:
        return f"{step.who}: cancelled, {when}"
    if step.action is EventAction.SETTLE:
        return f"Done: {step.who}"
    changes = "; ".join(f"{one.called} {one.before} → {one.after}" for one in step.changes)
    return f"{step.who}: {changes or 'unchanged'}"
