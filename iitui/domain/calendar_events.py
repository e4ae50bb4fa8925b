"""Calendar events and to-dos as another program's file tells them, before anything is compared."""

from dataclasses import dataclass
from datetime import datetime

from iitui.domain.calendar_items import Facts
from iitui.domain.interviews import Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """One event or to-do of a file.

    Attributes:
        where: its place in the file: "event 3, line 41".
        uid: its name that lasts; may be empty.
        start: when it begins; without a zone if the file tells none; None for a to-do.
        zone: the IANA name of its zone; empty if the file tells an instant or a local time only.
        minutes: how long it lasts; 0 if that is not said.
        place: its location.
        link: its URL.
        about: the occupation, where the description names it as iitui writes it.
        people: names and email addresses of who organizes it or attends; either may be empty.
        sequence: how often it was changed since it was first told.
        is_task: whether it is a to-do.
        is_cancelled: whether it does not take place.
        is_deleted: whether its file is gone; nothing else is known of it then.
        is_done: whether it is a to-do that was done.
        recurs: whether it takes place more than once.
        remarks: what was understood differently from how it is written, in words.
    """

    where: str
    uid: str = ""
    start: datetime | None = None
    zone: str = ""
    minutes: int = 0
    summary: str = ""
    place: str = ""
    link: str = ""
    about: str = ""
    people: tuple[tuple[str, str], ...] = ()
    sequence: int = 0
    is_task: bool = False
    is_cancelled: bool = False
    is_deleted: bool = False
    is_done: bool = False
    recurs: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactName:
    """A contact, as far as an event can name one."""

    id: int
    name: str
    organization: str = ""
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInterview:
    """An interview with the name of its record that lasts."""

    uid: str
    interview: Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldItem:
    """What a calendar was told, from which the user of that calendar went on.

    Attributes:
        subject: the record that it is about: "interview:12", or the ID of a follow-up.
        taken: what was taken over from that calendar last, or None.
        is_pending: whether that calendar was told nothing since.
        sequence: the sequence number that it was told with; -1 if that does not matter.
    """

    subject: str
    facts: Facts
    taken: Facts | None = None
    is_pending: bool = False
    sequence: int = -1
