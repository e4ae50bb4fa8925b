"""Drafts are cleaned and checked here, with words per field for the person who typed them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from iitui.domain.drafts import (
    Channel,
    ContactDraft,
    InterviewDraft,
    OccupationDraft,
    QuestionDraft,
    ReminderDraft,
    TakeawayDraft,
    TouchDraft,
)
from iitui.domain.enums.contacts import ChannelKind
from iitui.domain.errors import BadInputError
from iitui.domain.text import clean, clean_line, fold

LONGEST_LINE = 500
"""Characters in a field of one line."""

LONGEST_TEXT = 100_000
"""Characters in notes, research and answers."""

MOST_CHANNELS, MOST_TAGS = 100, 100
"""Addresses, numbers and links, and tags, of one contact."""

T = TypeVar("T")

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


class _Words:
    """Gathers what is wrong, field by field, and says it all at once."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}

    def line(self, field: str, text: str, called: str, *, needed: bool = False) -> str:
        cleaned = clean_line(text)
        if needed and not cleaned:
            self.fields.setdefault(field, f"{called} is missing.")
        if len(cleaned) > LONGEST_LINE:
            self.fields.setdefault(
                field, f"{called} is too long: {len(cleaned)} characters, {LONGEST_LINE} are allowed."
            )
        return cleaned

    def text(self, field: str, text: str, called: str) -> str:
        cleaned = clean(text)
        if len(cleaned) > LONGEST_TEXT:
            self.fields.setdefault(
                field, f"{called} is too long: {len(cleaned)} characters, {LONGEST_TEXT} are allowed."
            )
        return cleaned

    def within(self, field: str, number: int, first: int, last: int, called: str) -> None:
        if not first <= number <= last:
            self.fields.setdefault(field, f"{called} must lie between {first} and {last}, not {number}.")

    def instant(self, field: str, instant: datetime, called: str) -> datetime:
        if instant.tzinfo is None:
            self.fields.setdefault(field, f"{called} needs a time zone.")
        elif not EARLIEST <= instant < LATEST:
            self.fields.setdefault(field, f"{called} must lie between 1970 and 2199.")
        return instant.replace(microsecond=0)

    def zone(self, field: str, name: str) -> None:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fields.setdefault(
                field, f"There is no time zone '{clean_line(name)}'; names are like Europe/London."
            )

    def done(self) -> None:
        if self.fields:
            raise BadInputError(self.fields)


def _distinct(things: Iterable[T], key: Callable[[T], object]) -> tuple[T, ...]:
    found: dict[object, T] = {}
    for thing in things:
        found.setdefault(key(thing), thing)
    return tuple(found.values())


def _channel(words: _Words, channel: Channel) -> Channel:
    field = {ChannelKind.EMAIL: "emails", ChannelKind.PHONE: "phones", ChannelKind.URL: "urls"}[channel.kind]
    value = words.line(field, channel.value, "An entry")
    name, at, host = value.rpartition("@")
    if channel.kind is ChannelKind.EMAIL and value and not (name and at and host and " " not in value):
        words.fields.setdefault(field, f"'{value}' is not an e-mail address.")
    return replace(channel, value=value, label=words.line(field, channel.label, "A label"))


def check_contact(draft: ContactDraft) -> ContactDraft:
    """Return a contact's draft, cleaned.

    Raises:
        BadInputError: with words per field.
    """
    words = _Words()
    channels = [_channel(words, channel) for channel in draft.channels]
    tags = [words.line("tags", tag.lstrip("#"), "A tag") for tag in draft.tags]
    checked = replace(
        draft,
        name=words.line("name", draft.name, "The name", needed=True),
        organization=words.line("organization", draft.organization, "The organization"),
        role=words.line("role", draft.role, "The role"),
        channels=_distinct((c for c in channels if c.value), lambda c: (c.kind, c.value.casefold())),
        tags=_distinct((tag for tag in tags if tag), fold),
        source=words.line("source", draft.source, "The source"),
        referred_by=words.line("referred_by", draft.referred_by, "The referrer"),
        notes=words.text("notes", draft.notes, "The notes"),
        origin_keys=tuple(dict.fromkeys(filter(None, map(clean_line, draft.origin_keys)))),
    )
    if checked.referred_by and fold(checked.referred_by) == fold(checked.name):
        words.fields.setdefault("referred_by", "A contact cannot be their own referrer.")
    if draft.cadence_days is not None:
        words.within("cadence_days", draft.cadence_days, 1, 3650, "The days between two touches")
    if len(checked.channels) > MOST_CHANNELS:
        words.fields["emails"] = f"There are more than {MOST_CHANNELS} addresses, numbers and links."
    if len(checked.tags) > MOST_TAGS:
        words.fields["tags"] = f"There are more than {MOST_TAGS} tags."
    words.done()
    return checked


def check_interview(draft: InterviewDraft) -> InterviewDraft:
    """Return an interview's draft, cleaned.

    Raises:
        BadInputError: with words per field.
    """
    words = _Words()
    words.zone("zone", draft.zone)
    words.within("minutes", draft.minutes, 5, 600, "The minutes")
    words.within("travel_minutes", draft.travel_minutes, 0, 1440, "The travel minutes")
    checked = replace(
        draft,
        start=words.instant("start", draft.start, "The start"),
        place=words.line("place", draft.place, "The place"),
        occupation=words.line("occupation", draft.occupation, "The occupation"),
        before=words.text("before", draft.before, "What you thought before"),
        after=words.text("after", draft.after, "What you think since"),
    )
    words.done()
    return checked


def check_question(draft: QuestionDraft) -> QuestionDraft:
    """Return a question's draft, cleaned.

    Raises:
        BadInputError: with words per field.
    """
    words = _Words()
    words.within("minutes", draft.minutes, 1, 60, "The minutes")
    checked = replace(draft, text=words.line("text", draft.text, "The question", needed=True))
    words.done()
    return checked


def check_touch(draft: TouchDraft) -> TouchDraft:
    """Return a touch's draft, cleaned.

    Raises:
        BadInputError: with words per field.
    """
    words = _Words()
    checked = replace(
        draft,
        at=words.instant("at", draft.at, "The time"),
        text=words.text("text", draft.text, "The text"),
        ask_again_at=draft.ask_again_at
        and words.instant("ask_again_at", draft.ask_again_at, "The time to ask again"),
    )
    words.done()
    return checked


def check_reminder(draft: ReminderDraft) -> ReminderDraft:
    """Return a reminder's draft, cleaned.

    Raises:
        BadInputError: with words per field.
    """
    words = _Words()
    words.zone("zone", draft.zone)
    if draft.every is not None:
        words.within("every", draft.every, 1, 999, "The number between two times")
    checked = replace(
        draft,
        due_at=words.instant("due_at", draft.due_at, "The time"),
        text=words.line("text", draft.text, "What to remember", needed=True),
    )
    words.done()
    return checked


def check_takeaway(draft: TakeawayDraft) -> TakeawayDraft:
    """Return a takeaway's draft, cleaned.

    Raises:
        BadInputError: with words per field.
    """
    words = _Words()
    checked = replace(
        draft,
        text=words.text("text", draft.text, "The text"),
        due_at=draft.due_at and words.instant("due_at", draft.due_at, "The time"),
    )
    if not checked.text:
        words.fields.setdefault("text", "The text is missing.")
    words.done()
    return checked


def check_occupation(draft: OccupationDraft) -> OccupationDraft:
    """Return an occupation's draft, cleaned.

    Raises:
        BadInputError: with words per field.
    """
    words = _Words()
    checked = replace(
        draft,
        name=words.line("name", draft.name, "The occupation", needed=True),
        research=words.text("research", draft.research, "The research"),
    )
    words.done()
    return checked


def check_item(text: str, lead_days: int) -> str:
    """Return the words of an item of a checklist, cleaned.

    Raises:
        BadInputError: with words per field.
    """
    words = _Words()
    line = words.line("text", text, "The item", needed=True)
    words.within("lead_days", lead_days, 0, 365, "The days before the interview")
    words.done()
    return line


def check_name(field: str, text: str, called: str) -> str:
    """Return a name of one line, cleaned; raises `BadInputError` when it is missing or too long."""
    words = _Words()
    line = words.line(field, text, called, needed=True)
    words.done()
    return line


def check_instant(field: str, instant: datetime, called: str) -> datetime:
    """Return an instant in whole seconds; raises `BadInputError` when it cannot be kept."""
    words = _Words()
    kept = words.instant(field, instant, called)
    words.done()
    return kept


def check_text(field: str, text: str, called: str) -> str:
    """Return a long text, cleaned; raises `BadInputError` when it is too long."""
    words = _Words()
    cleaned = words.text(field, text, called)
    words.done()
    return cleaned
