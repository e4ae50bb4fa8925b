"""Reads the sample journal: people, interviews and touches, with times relative to now.

It is separate from the other data files because its entries refer to each other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from iitui.domain.built_in import ChecklistTemplate
from iitui.domain.contacts import Level, NamePermission
from iitui.domain.follow_ups import Kind, RepeatUnit, Verdict
from iitui.domain.interviews import Medium, Status
from iitui.domain.occupations import Standing
from iitui.domain.questions import Asked
from iitui.domain.sample import (
    Moment,
    Sample,
    SampleContact,
    SampleInterview,
    SampleOccupation,
    SampleOrganization,
    SamplePlanItem,
    SampleReminder,
    SampleSettlement,
    SampleTakeaway,
    SampleTouch,
)
from iitui.domain.takeaways import TakeawayKind
from iitui.domain.touches import Direction, Outcome, TouchKind
from iitui.store.built_in import load_checklist, load_questions
from iitui.store.toml_reader import Entry, read_document, refuse_doubles, text_of

_SAMPLE = "sample.toml"


@dataclass(frozen=True, slots=True)
class _Known:
    """The names that entries of the sample may refer to."""

    questions: Collection[str]
    checklist: Sequence[ChecklistTemplate]
    occupations: Collection[str]
    organizations: Collection[str]
    contacts: Collection[str]


def load_sample() -> Sample:
    """Return the sample journal for `iitui demo`."""
    slugs = [question.slug for question in load_questions()]
    return read_sample(text_of(_SAMPLE), slugs, load_checklist(), _SAMPLE)


def read_sample(
    text: str,
    questions: Collection[str],
    checklist: Sequence[ChecklistTemplate],
    file_name: str = _SAMPLE,
) -> Sample:
    """Read a sample journal from a text in the format of sample.toml.

    Args:
        text: the TOML.
        questions: the slugs that plans may refer to.
        checklist: the items that may be ticked.
        file_name: the name of the text in errors.

    Raises:
        UnreadableError: something is misspelled, missing or duplicated, or refers to what does not exist.
    """
    document = read_document(text, file_name)
    occupations = document.entries("occupation", "name")
    organizations = document.entries("organization", "name")
    contacts = document.entries("contact", "name")
    known = _Known(questions, checklist, _names(occupations), _names(organizations), _names(contacts))
    sample = Sample(
        occupations=tuple(_occupation(entry) for entry in occupations),
        organizations=tuple(_organization(entry) for entry in organizations),
        contacts=tuple(_contact(entry, known) for entry in contacts),
        interviews=tuple(_interview(entry, known) for entry in document.entries("interview", "with")),
        touches=tuple(_touch(entry, known) for entry in document.entries("touch", "with")),
        reminders=tuple(_reminder(entry, known) for entry in document.entries("reminder", "text")),
    )
    document.finish()
    _refuse_circles(contacts, sample.referrers())
    return sample


def _names(entries: Sequence[Entry]) -> tuple[str, ...]:
    names = tuple(entry.text("name") for entry in entries)
    refuse_doubles(entries, names)
    return names


def _refuse_circles(entries: Iterable[Entry], referrers: Mapping[str, str]) -> None:
    for entry in entries:
        name = entry.text("name")
        seen = {name}
        while name := referrers.get(name, ""):
            if name in seen:
                raise entry.wrong("the contacts who named each other form a circle.")
            seen.add(name)


def _moment(entry: Entry, prefix: str = "") -> Moment:
    hours, day, at = f"{prefix}hours", f"{prefix}day", f"{prefix}at"
    if entry.has(hours):
        if entry.has(day) or entry.has(at):
            raise entry.wrong(f"give either “{hours}”, or “{day}” and “{at}”.")
        return Moment(hours=entry.number(hours))
    return Moment(day=entry.whole(day), at=entry.clock(at))


def _occupation(entry: Entry) -> SampleOccupation:
    occupation = SampleOccupation(
        name=entry.text("name"),
        research=entry.text("research", ""),
        standing=entry.choice("standing", Standing, Standing.EXPLORING),
    )
    entry.finish()
    return occupation


def _organization(entry: Entry) -> SampleOrganization:
    organization = SampleOrganization(name=entry.text("name"), notes=entry.text("notes", ""))
    entry.finish()
    return organization


def _contact(entry: Entry, known: _Known) -> SampleContact:
    contact = SampleContact(
        name=entry.text("name"),
        organization=entry.known("organization", entry.text("organization", ""), known.organizations),
        role=entry.text("role", ""),
        level=entry.choice_or_none("level", Level),
        emails=entry.texts("emails"),
        phones=entry.texts("phones"),
        urls=entry.texts("urls"),
        tags=entry.texts("tags"),
        source=entry.text("source", ""),
        referred_by=entry.known("referred_by", entry.text("referred_by", ""), known.contacts),
        name_permission=entry.choice("name_permission", NamePermission, NamePermission.NOT_ASKED),
        cadence_days=entry.whole_or_none("cadence_days"),
        notes=entry.text("notes", ""),
    )
    entry.finish()
    return contact


def _interview(entry: Entry, known: _Known) -> SampleInterview:
    medium = entry.choice("medium", Medium, Medium.IN_PERSON)
    interview = SampleInterview(
        contact=entry.known("with", entry.text("with"), known.contacts),
        when=_moment(entry),
        occupation=entry.known("occupation", entry.text("occupation"), known.occupations),
        zone=_zone(entry),
        minutes=entry.whole("minutes", 30),
        medium=medium,
        place=entry.text("place", ""),
        travel_minutes=entry.whole("travel_minutes", 0),
        status=entry.choice("status", Status, Status.PLANNED),
        before=entry.text("before", ""),
        after=entry.text("after", ""),
        plan=tuple(_plan_item(item, known) for item in entry.entries("plan", "question")),
        ticked=_ticked(entry, medium, known.checklist),
        takeaways=tuple(_takeaway(item) for item in entry.entries("takeaways", "kind")),
        planned_days=entry.whole("planned_days", 14),
        settlements=tuple(_settlement(item) for item in entry.entries("settlements", "kind")),
    )
    entry.finish()
    return interview


def _zone(entry: Entry) -> str:
    name = entry.text("zone", "")
    if name:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, LookupError) as error:
            raise entry.wrong(f"“zone” names “{name}”, which is not a time zone.") from error
    return name


def _ticked(entry: Entry, medium: Medium, checklist: Sequence[ChecklistTemplate]) -> tuple[str, ...]:
    fitting = tuple(item.slug for item in checklist if item.applies_to(medium))
    if entry.flag("all_ticked"):
        return fitting
    return tuple(entry.known("ticked", slug, fitting) for slug in entry.texts("ticked"))


def _plan_item(entry: Entry, known: _Known) -> SamplePlanItem:
    answer = entry.text("answer", "")
    item = SamplePlanItem(
        question=entry.known("question", entry.text("question"), known.questions),
        state=entry.choice("state", Asked, Asked.ASKED if answer else Asked.TO_ASK),
        answer=answer,
        off_record=entry.flag("off_record"),
    )
    entry.finish()
    return item


def _takeaway(entry: Entry) -> SampleTakeaway:
    takeaway = SampleTakeaway(
        kind=entry.choice("kind", TakeawayKind),
        text=entry.text("text"),
        due_in_days=entry.whole_or_none("due_in_days"),
    )
    entry.finish()
    return takeaway


def _settlement(entry: Entry) -> SampleSettlement:
    verdict = entry.choice("verdict", Verdict)
    settlement = SampleSettlement(
        kind=entry.choice("kind", Kind),
        verdict=verdict,
        when=_moment(entry),
        until=_moment(entry, "until_") if verdict is Verdict.SNOOZED else None,
    )
    entry.finish()
    return settlement


def _touch(entry: Entry, known: _Known) -> SampleTouch:
    outcome = entry.choice_or_none("outcome", Outcome)
    touch = SampleTouch(
        contact=entry.known("with", entry.text("with"), known.contacts),
        when=_moment(entry),
        kind=entry.choice("kind", TouchKind, TouchKind.MAIL),
        direction=entry.choice("direction", Direction, Direction.OUT),
        text=entry.text("text"),
        is_request=entry.has("outcome"),
        outcome=outcome,
        ask_again=_moment(entry, "ask_again_") if outcome is Outcome.TOO_BUSY else None,
    )
    entry.finish()
    return touch


def _reminder(entry: Entry, known: _Known) -> SampleReminder:
    reminder = SampleReminder(
        text=entry.text("text"),
        due=_moment(entry),
        contact=entry.known("with", entry.text("with", ""), known.contacts),
        every=entry.whole_or_none("every"),
        unit=entry.choice("unit", RepeatUnit, RepeatUnit.DAYS),
        after_done=entry.flag("after_done"),
        made_days=entry.whole("made_days", 7),
    )
    entry.finish()
    return reminder
