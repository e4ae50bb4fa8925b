"""The form of a talk: with whom, when in words that people use, how and where.

How the time is read stands under it while one types, with what else is planned then.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from iitui.domain.checks import check_interview
from iitui.domain.drafts import InterviewDraft
from iitui.domain.enums.interviews import Medium
from iitui.domain.errors import BadInputError, UnreadableError
from iitui.domain.when import read_when
from iitui.reports.times import say_clock
from iitui.ui.dialogs.contact_choice import Contacts, called, short
from iitui.ui.dialogs.form import Doubt, Form
from iitui.ui.dialogs.interview_fields import Reading, interview_fields, typed
from iitui.ui.dialogs.zones import read_zone
from iitui.ui.wording import countdown, say_both, say_span


class InterviewForm(Form[InterviewDraft]):
    """Asks for everything about a talk."""

    AGAIN = "The same key (n, e or i) on the same line"

    def __init__(
        self,
        title: str,
        reading: Reading,
        contacts: Contacts,
        filled: InterviewDraft | None = None,
        errors: Mapping[str, str] | None = None,
        *,
        warn_past: bool = True,
    ) -> None:
        """Make a form.

        Args:
            title: what it is about.
            reading: what the texts are read by.
            contacts: with whom it may be.
            filled: what stands in it at first; None for a talk that is new.
            errors: field name -> why it was refused before.
            warn_past: whether a time that has passed is worth a warning.
        """
        self._reading = reading
        self._contacts = contacts
        self._filled = filled
        self._warn_past = warn_past
        if contacts.chosen is not None and contacts.chosen[1] not in title:
            title = f"{title} with {contacts.chosen[1]}"
        super().__init__(title, interview_fields(reading, contacts, filled), errors)

    def draft(self) -> InterviewDraft:
        """Return what is typed, checked.

        Raises:
            BadInputError: with words per field.
        """
        wrong: dict[str, str] = {}
        contact_id = self._number(wrong, lambda: self._contacts.read(self._who())[0])
        zone, start = self._read_start(wrong)
        minutes = self._number(wrong, lambda: self.number_of("minutes", "The minutes"))
        travel = self._number(wrong, lambda: self.number_of("travel_minutes", "The travel minutes"))
        if wrong or start is None:
            raise BadInputError(wrong)
        return check_interview(
            InterviewDraft(
                contact_id=contact_id,
                start=start,
                zone=zone.key,
                minutes=minutes,
                medium=Medium(self.choice_of("medium")),
                place=self.text_of("place"),
                travel_minutes=travel,
                occupation=self.text_of("occupation"),
                before=self.text_of("before"),
                after=self._filled.after if self._filled else "",
            )
        )

    def _number(self, wrong: dict[str, str], read: Callable[[], int]) -> int:
        try:
            return read()
        except BadInputError as error:
            wrong.update(error.fields)
            return 0

    def _read_start(self, wrong: dict[str, str]) -> tuple[ZoneInfo, datetime | None]:
        zone = self._reading.zone
        try:
            zone = self._zone()
            text = self.text_of("start")
            if not text.strip():
                wrong["start"] = "When is it? For example: tomorrow 3pm, next tue 14:00, in 2 weeks 10:00."
                return zone, None
            return zone, self._read_when(text, zone)
        except BadInputError as error:
            wrong.update(error.fields)
        except UnreadableError as error:
            wrong["start"] = str(error)
        return zone, None

    def _who(self) -> str:
        return "" if self._contacts.chosen is not None else self.text_of("contact_id")

    def _zone(self) -> ZoneInfo:
        return read_zone(self.text_of("zone"), self._reading.zone)

    def _read_when(self, text: str, zone: ZoneInfo) -> datetime:
        """Read the time; the time that stood here at first, untouched, is what it was to the second."""
        filled = self._filled
        if filled is not None and text == typed(filled) and zone.key == filled.zone:
            return filled.start
        return read_when(text, self._reading.now, zone, day_first=self._reading.settings.day_first)

    def echo(self, name: str) -> str:
        """Return how a text is read, to stand under it."""
        echoes: Mapping[str, Callable[[], str]] = {
            "contact_id": self._echo_contact,
            "start": self._echo_start,
            "zone": self._echo_zone,
            "minutes": lambda: f"Ask for {self._reading.settings.ask_minutes}, keep these free",
            "travel_minutes": self._echo_travel,
        }
        try:
            return echoes[name]() if name in echoes else ""
        except (BadInputError, UnreadableError) as error:
            return Doubt(error)

    def _echo_zone(self) -> str:
        zone = self._zone().key
        return "" if zone == self.text_of("zone").strip() else zone

    def _echo_contact(self) -> str:
        text = self._who()
        if not text.strip():
            return ""
        found = called(self._contacts.read(text))
        return "" if found == text.strip() else found

    def _echo_start(self) -> str:
        text, reading = self.text_of("start"), self._reading
        if not text.strip():
            return ""
        try:
            zone = self._zone()
        except BadInputError:
            return ""
        start = self._read_when(text, zone)
        end = start + timedelta(minutes=self._minutes())
        words = say_both(start, zone, reading.zone, reading.now)
        others = reading.overlapping(start, end)
        if others:
            local = others[0].start.astimezone(reading.zone)
            return Doubt(f"{words}: at odds with {short(others[0].who)} at {local:%H:%M}")
        if end <= reading.now:
            told = f"{words}, {say_span(reading.now - start)} ago"
            return Doubt(told) if self._warn_past else told
        return f"{words}, {countdown(start, end, reading.now, reading.zone)}"

    def _echo_travel(self) -> str:
        if self.choice_of("medium") != Medium.IN_PERSON or not self.text_of("start").strip():
            return ""
        try:
            zone = self._zone()
            start = self._read_when(self.text_of("start"), zone)
        except (BadInputError, UnreadableError):
            return ""
        own = self._reading.zone
        travel = self.number_of("travel_minutes", "The travel minutes")
        early = self._reading.settings.arrive_by(Medium.IN_PERSON)
        be_there = start - timedelta(minutes=early)
        there = f"{be_there.astimezone(own):%H:%M}, {early} minutes early"
        if not travel:
            return f"Be there at {there}"
        leave = be_there - timedelta(minutes=min(travel, 1440))
        return f"Leave by {say_clock(leave, be_there, own, self._reading.now)} to be there at {there}"

    def _minutes(self) -> int:
        try:
            return min(self.number_of("minutes", "The minutes"), 600)
        except BadInputError:
            return self._reading.settings.block_minutes
