"""The form for an interview: with whom, when as people type it, how and where.

While the user types a time, the form shows under it how it is read, and what else is planned then. A time may
name its end and its zone; these replace what the fields for minutes and zone contained at first.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.dates.calendar import say_ago, say_both, say_countdown, say_twice
from iitui.domain.dates.parse import Appointment, read_appointment
from iitui.domain.errors import BadInputError, UnreadableError
from iitui.domain.identity.lookup import shorten_name
from iitui.domain.interviews import InterviewDraft, Medium, say_clock
from iitui.domain.text import clean_line, comma_join
from iitui.ui.interviews.interview_fields import (
    ContactChoice,
    InterviewFormContext,
    interview_fields,
    rating_of,
    read_zone,
    typed,
)
from iitui.ui.kit.forms.form import EchoWarning, Form


class InterviewForm(Form[InterviewDraft]):
    """Asks for everything about an interview."""

    HOW_TO_REOPEN = "e on the interview, or i to plan a new one"

    def __init__(
        self,
        title: str,
        context: InterviewFormContext,
        contacts: ContactChoice,
        filled: InterviewDraft | None = None,
        errors: Mapping[str, str] | None = None,
        *,
        warn_past: bool = True,
    ) -> None:
        """Make a form.

        Args:
            title: what it is about.
            context: what is needed to fill the fields and to read what is typed.
            contacts: with whom it can be.
            filled: what it contains at first; None for a new interview.
            errors: field name -> why it was refused before.
            warn_past: whether to warn about a time that has passed.
        """
        self._form_context = context
        self._contacts = contacts
        self._filled = filled
        self._warn_past = warn_past
        if contacts.chosen is not None and contacts.chosen[1] not in title:
            title = f"{title} with {contacts.chosen[1]}"
        super().__init__(title, interview_fields(context, contacts, filled), errors)

    def on_mount(self) -> None:
        """Say through whom the contact is known, and whether that name may be used."""
        if self._contacts.chosen is not None:
            through = self._form_context.through(self._contacts.chosen[0])
            self.query_one(".form--box").border_subtitle = Content(clean_line(through))

    def draft(self) -> InterviewDraft:
        """Return what is typed, checked.

        Raises:
            BadInputError: with words per field.
        """
        wrong: dict[str, str] = {}
        contact_id = self.read_or(0, lambda: self._contacts.read(self._who())[0], wrong)
        read = self._read_start(wrong)
        minutes = self.read_or(0, lambda: self._minutes_of(read), wrong)
        travel = self.read_or(0, lambda: self.number_of("travel_minutes", "The travel minutes"), wrong)
        if wrong or read is None:
            raise BadInputError(wrong)
        return InterviewDraft(
            contact_id=contact_id,
            start=read.start,
            zone=self._zone_of(read).key,
            minutes=minutes,
            medium=Medium(self.choice_of("medium")),
            place=self.text_of("place"),
            travel_minutes=travel,
            occupation=self.text_of("occupation"),
            before=self.text_of("before"),
            after=self._filled.after if self._filled else "",
            before_rating=rating_of(self.choice_of("before_rating")),
        ).checked()

    def _read_start(self, wrong: dict[str, str]) -> Appointment | None:
        try:
            zone = self._zone()
            text = self.text_of("start")
            if not text.strip():
                wrong["start"] = "When is it? For example: tomorrow 3pm, next tue 14:00, in 2 weeks 10:00."
                return None
            read = self._read_when(text, zone)
            self._zone_of(read)
        except BadInputError as error:
            wrong.update(error.fields)
        except UnreadableError as error:
            wrong["start"] = str(error)
        else:
            return read
        return None

    def _who(self) -> str:
        return "" if self._contacts.chosen is not None else self.text_of("contact_id")

    def _zone(self) -> ZoneInfo:
        return read_zone(self.text_of("zone"), self._form_context.zone)

    def _read_when(self, text: str, zone: ZoneInfo) -> Appointment:
        """Read the time; a text that was not changed means the same instant as at first, to the second."""
        filled = self._filled
        if filled is not None and text == typed(filled) and zone.key == filled.zone:
            notes = tuple(filter(None, [say_twice(filled.start, zone)]))
            return Appointment(filled.start, zone, None, notes)
        return read_appointment(
            text,
            self._form_context.now,
            zone,
            day_first=self._form_context.settings.day_first,
            first_weekday=self._form_context.settings.first_weekday,
        )

    def _zone_of(self, read: Appointment) -> ZoneInfo:
        """The zone that the time names, or the one that was typed, which must agree with the time."""
        zone = self._zone()
        if zone.key == (self._filled.zone if self._filled else self._form_context.zone.key):
            return read.zone
        if read.start.utcoffset() != read.start.astimezone(zone).utcoffset():
            both = f"The time is in {read.zone.key}, this field says {zone.key}"
            raise BadInputError({"zone": f"{both}: change one."})
        return zone

    def _minutes_of(self, read: Appointment | None) -> int:
        """The minutes that the time names, or those that were typed."""
        minutes = self.number_of("minutes", "The minutes")
        if read is None or read.minutes in (None, minutes):
            return minutes
        if minutes != (self._filled.minutes if self._filled else self._form_context.settings.block_minutes):
            raise BadInputError(
                {"minutes": f"The time lasts {read.minutes} minutes, this field says {minutes}: change one."}
            )
        return read.minutes

    def _read_quietly(self) -> Appointment | None:
        """The time as it is read; None if it cannot be read."""
        try:
            return self._read_when(self.text_of("start"), self._zone())
        except (BadInputError, UnreadableError):
            return None

    def echo(self, name: str) -> str:
        """Return how the text of a field is read, to be shown under it."""
        echoes: Mapping[str, Callable[[], str]] = {
            "contact_id": self._echo_contact,
            "start": self._echo_start,
            "zone": self._echo_zone,
            "minutes": self._echo_minutes,
            "travel_minutes": self._echo_travel,
        }
        try:
            return echoes[name]() if name in echoes else ""
        except (BadInputError, UnreadableError) as error:
            return EchoWarning(error)

    def _echo_zone(self) -> str:
        zone, read = self._zone(), self._read_quietly()
        if read is not None and (named := self._zone_of(read).key) != zone.key:
            return f"{named}, from the time above"
        return "" if zone.key == self.text_of("zone").strip() else zone.key

    def _echo_minutes(self) -> str:
        read = self._read_quietly()
        if read is not None and read.minutes is not None:
            return f"{self._minutes_of(read)}, from the time above"
        return f"how long to keep free; ask for {self._form_context.settings.ask_minutes}"

    def _echo_contact(self) -> str:
        text = self._who()
        if not text.strip():
            return ""
        contact = self._contacts.read(text)
        contact_name = self._contacts.say(contact)
        through = self._form_context.through(contact[0])
        return comma_join("" if contact_name == text.strip() else contact_name, through)

    def _echo_start(self) -> str:
        text, context = self.text_of("start"), self._form_context
        if not text.strip():
            return ""
        try:
            zone = self._zone()
        except BadInputError:
            return ""
        read = self._read_when(text, zone)
        start, end = read.start, read.start + timedelta(minutes=read.minutes or self._minutes())
        words = say_both(start, read.zone, context.zone, context.now)
        words += f", {read.minutes} minutes" if read.minutes else ""
        notes = "".join(f". {note[0].upper()}{note[1:]}" for note in read.notes)
        others = context.overlapping(start, end)
        if others:
            local = others[0].start.astimezone(context.zone)
            return EchoWarning(
                f"{words}: overlaps with {shorten_name(others[0].who)} at {local:%H:%M}{notes}"
            )
        if end <= context.now:
            told = f"{words}, {say_ago(start, context.now)}{notes}"
            return EchoWarning(told) if self._warn_past or notes else told
        told = f"{words}, {say_countdown(start, end, context.now, context.zone)}{notes}"
        return EchoWarning(told) if notes else told

    def _echo_travel(self) -> str:
        if self.choice_of("medium") != Medium.IN_PERSON or not self.text_of("start").strip():
            return ""
        read = self._read_quietly()
        if read is None:
            return ""
        own = self._form_context.zone
        travel = self.number_of("travel_minutes", "The travel minutes")
        early = self._form_context.settings.arrive_by(Medium.IN_PERSON)
        be_there = read.start - timedelta(minutes=early)
        there = f"{be_there.astimezone(own):%H:%M}, {early} minutes early"
        if not travel:
            return f"Be there at {there}"
        leave = be_there - timedelta(minutes=min(travel, 1440))
        return f"Leave by {say_clock(leave, be_there, own, self._form_context.now)} to be there at {there}"

    def _minutes(self) -> int:
        try:
            return min(self.number_of("minutes", "The minutes"), 600)
        except BadInputError:
            return self._form_context.settings.block_minutes
