"""What a person types into a debrief, line by line, and the draft that is made of it.

Each line is one takeaway. A line that is left as it was leaves its takeaway as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, time
from difflib import SequenceMatcher
from typing import NamedTuple
from zoneinfo import ZoneInfo

from iitui.domain.contacts import NamePermission
from iitui.domain.dates.calendar import as_typed
from iitui.domain.dates.parse import read_when
from iitui.domain.dates.reading import DateReading
from iitui.domain.debriefs import (
    Debrief,
    DebriefAnswer,
    DebriefDraft,
    DebriefRecord,
    DebriefTakeaway,
    NamedPerson,
)
from iitui.domain.errors import BadInputError, UnreadableError
from iitui.domain.interviews import Rating
from iitui.domain.quick_add import read_contact_line
from iitui.domain.takeaways import Takeaway, TakeawayDraft, TakeawayKind, Trial
from iitui.domain.text import clean_line, fold

END_OF_WORK = time(17)
"""When a promise is due for which only a day was named."""

_LONGEST_DATE = 200
"""How many characters at the end of a line are searched for a date."""

_DATED = (
    re.compile(r"(.*?\S)[,;]?\s+(?:by|until|till|before|on)\s+(\S.*)", re.IGNORECASE),
    re.compile(r"(.*?\S)[,;]\s+(\S.*)", re.IGNORECASE),
    re.compile(
        r"(.*?\S)\s+((?:today|tonight|tomorrow|next|in|mon|tue|wed|thu|fri|sat|sun|\+\d)\S*(?:\s.*)?)",
        re.IGNORECASE,
    ),
)
_VIA = re.compile(r"(.*\S)\s+via\s+(\S.*)", re.IGNORECASE)


class LineKind(NamedTuple):
    """What the lines of a field of a debrief become."""

    kind: TakeawayKind
    trial: Trial | None = None

    def holds(self, takeaway: Takeaway) -> bool:
        """Whether a takeaway is shown in that field; a trial of no known kind counts as a project."""
        if takeaway.kind is not self.kind:
            return False
        return self.trial is None or (takeaway.trial or Trial.PROJECT) is self.trial


LINES: Mapping[str, LineKind] = {
    "promises_theirs": LineKind(TakeawayKind.PROMISE_THEIRS),
    "promises_mine": LineKind(TakeawayKind.PROMISE_MINE),
    **{trial.value: LineKind(TakeawayKind.TO_TRY, trial) for trial in Trial},
    "insights": LineKind(TakeawayKind.INSIGHT),
    "advice": LineKind(TakeawayKind.ADVICE),
    "resources": LineKind(TakeawayKind.RESOURCE),
}
"""The fields with one takeaway a line, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name as it is typed: a line as for a quick contact, and what was said of the referrer's name.

    Attributes:
        takeaway_id: the takeaway with the name, if it was noted before; else None.
    """

    takeaway_id: int | None = None
    line: str = ""
    permission: NamePermission = NamePermission.NOT_ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefEntries:
    """All that stands in the fields of a debrief; texts with one takeaway a line, where `LINES` says so.

    Attributes:
        names: one for each row; an empty line makes no contact.
        answers: planned question -> its answer, or empty.
        skip_rest: whether the questions without an answer were skipped.
    """

    news: str = ""
    liked: str = ""
    disliked: str = ""
    surprises: str = ""
    corrections: str = ""
    about_me: str = ""
    after: str = ""
    after_rating: Rating | None = None
    promises_theirs: str = ""
    promises_mine: str = ""
    shadowing: str = ""
    project: str = ""
    course: str = ""
    volunteering: str = ""
    internship: str = ""
    insights: str = ""
    advice: str = ""
    resources: str = ""
    names: tuple[NameEntry, ...] = ()
    answers: tuple[tuple[int, str], ...] = ()
    skip_rest: bool = False


class TakeawayLine(NamedTuple):
    """A line as it is read: its text without what was read from it, when it is due, who offered it."""

    text: str
    due_at: datetime | None = None
    offered_by: str = ""


def entries_of(record: DebriefRecord, zone: ZoneInfo) -> DebriefEntries:
    """Return what stands in the fields for what is written down so far."""
    texts = record.debrief or Debrief()
    lines = {
        name: "\n".join(_say_line(one, record, zone) for one in record.takeaways if kind.holds(one))
        for name, kind in LINES.items()
    }
    return DebriefEntries(
        **{field.name: getattr(texts, field.name) for field in fields(Debrief)},
        **lines,
        after=record.interview.after,
        after_rating=record.interview.after_rating,
        names=tuple(NameEntry(takeaway.id, clean_line(takeaway.text)) for takeaway in record.names_to_add),
        answers=tuple((item.id, "") for item in record.unanswered),
        skip_rest=False,
    )


def _say_line(takeaway: Takeaway, record: DebriefRecord, zone: ZoneInfo) -> str:
    words = [clean_line(takeaway.text)]
    if takeaway.kind is TakeawayKind.TO_TRY and takeaway.person_id in record.names:
        words.append(f"via {record.names[takeaway.person_id]}")
    if takeaway.due_at is not None:
        words.append(f"by {as_typed(takeaway.due_at, zone)}")
    return " ".join(words)


def read_line(line: str, kind: LineKind, reading: DateReading) -> TakeawayLine:
    """Read a line: promises may end with when they are due, what to try with "via" and who offered it."""
    text = clean_line(line)
    if kind.kind is TakeawayKind.TO_TRY:
        match = _VIA.fullmatch(text)
        return TakeawayLine(match[1], None, match[2]) if match else TakeawayLine(text)
    if kind.kind not in (TakeawayKind.PROMISE_THEIRS, TakeawayKind.PROMISE_MINE):
        return TakeawayLine(text)
    for what, when in _possible_dates(text):
        try:
            due = read_when(
                when,
                reading.now,
                reading.zone,
                day_first=reading.day_first,
                first_weekday=reading.first_weekday,
                default_time=END_OF_WORK,
            )
        except UnreadableError:
            continue
        return TakeawayLine(what, due)
    return TakeawayLine(text)


def _possible_dates(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may be a promise and its date, the longest date first."""
    for pattern in _DATED:
        start = max(len(text) - _LONGEST_DATE, 0)
        while match := pattern.fullmatch(text, start):
            yield text[: match.end(1)].rstrip(",;"), match[2]
            start = match.start(2)


def draft_of(entries: DebriefEntries, record: DebriefRecord, reading: DateReading) -> DebriefDraft:
    """Return the checked draft of what is typed.

    Args:
        entries: what is typed.
        record: what was written down when the fields were filled.
        reading: how dates are read.

    Raises:
        BadInputError: a field is invalid; the error has a message for each, the rows of names as `name_0`.
    """
    errors: dict[str, str] = {}
    takeaways: list[DebriefTakeaway] = []
    removed: list[int] = []
    for name, kind in LINES.items():
        before = [takeaway for takeaway in record.takeaways if kind.holds(takeaway)]
        shown = [_say_line(takeaway, record, reading.zone) for takeaway in before]
        lines = [line for line in map(clean_line, getattr(entries, name).splitlines()) if line]
        for old, new in _changed_lines(shown, lines):
            if new is None:
                removed += [] if old is None else [before[old].id]
                continue
            was = None if old is None else before[old]
            takeaways.append(_takeaway(read_line(lines[new], kind, reading), kind, record, was))
    people = [
        person for place, entry in enumerate(entries.names) if (person := _person(entry, place, errors))
    ]
    answers = [DebriefAnswer(item_id=item_id, text=text) for item_id, text in entries.answers]
    return DebriefDraft(
        debrief=Debrief(**{field.name: getattr(entries, field.name) for field in fields(Debrief)}),
        after=entries.after,
        after_rating=entries.after_rating,
        takeaways=tuple(takeaways),
        removed=tuple(removed),
        people=tuple(people),
        answers=tuple(answer for answer in answers if answer.text.strip() or entries.skip_rest),
    ).checked(errors)


def _changed_lines(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places of lines that changed: before and now, None where there is no such line."""
    for tag, start, end, first, last in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for place in range(max(end - start, last - first)):
            yield (
                start + place if place < end - start else None,
                first + place if place < last - first else None,
            )


def _takeaway(
    line: TakeawayLine, kind: LineKind, record: DebriefRecord, was: Takeaway | None
) -> DebriefTakeaway:
    offered_by = "" if fold(line.offered_by) == fold(record.interview.who) else line.offered_by
    keeps_person = was is not None and kind.kind is not TakeawayKind.TO_TRY
    draft = TakeawayDraft(
        interview_id=record.interview.id,
        kind=kind.kind,
        text=line.text,
        due_at=line.due_at,
        trial=kind.trial,
        person_id=was.person_id if was is not None and keeps_person else None,
    )
    return DebriefTakeaway(takeaway=draft, id=was.id if was else None, offered_by=offered_by)


def _person(entry: NameEntry, place: int, errors: dict[str, str]) -> NamedPerson | None:
    if not clean_line(entry.line):
        return None
    try:
        contact = replace(read_contact_line(entry.line), name_permission=entry.permission)
        return NamedPerson(contact=contact.checked(), takeaway_id=entry.takeaway_id)
    except BadInputError as error:
        errors[f"name_{place}"] = str(error)
        return None
