"""What a letter is filled from: the facts about a contact, and the user's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from iitui.domain.contacts import Contact, NamePermission, Stage
from iitui.domain.dates.calendar import MONTHS, WEEKDAYS, known_zone
from iitui.domain.follow_ups import FollowUpId
from iitui.domain.interviews import Interview, Medium, zone_of
from iitui.domain.live import promised_minutes
from iitui.domain.text import fold, search_words

NAMES_FREELY = (NamePermission.YES, NamePermission.WILL_INTRODUCE)
"""The permissions under which a letter may name the referrer."""

_TITLES = frozenset(
    search_words("dr doctor prof professor mr mrs ms miss mx sir dame rev reverend fr judge hon capt sgt")
)


class LetterAbout(NamedTuple):
    """What a letter is about, as far as it is known.

    Attributes:
        follow_up: what it is to settle.
        interview_id: the interview that it is about.
    """

    follow_up: FollowUpId | None = None
    interview_id: int | None = None


ABOUT_THE_LATEST = LetterAbout()
"""What a letter is about if nobody says so: the latest interview, and the latest news."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that was noted in an interview and may be quoted to the contact.

    Attributes:
        label: what it is: the question, "Advice", "What was new".
        text: what was noted.
        opening: how a sentence about it begins.
        is_theirs: whether it is what they said, to be quoted, and not what the user thought.
    """

    label: str
    text: str
    opening: str = "I keep thinking about what you said:"
    is_theirs: bool = True


@dataclass(frozen=True, slots=True)
class EarlierMail:
    """An earlier mail to or from a contact, in whose thread a letter may go on.

    Attributes:
        message_id: its Message-ID without < and >; '' if it is not known.
    """

    subject: str
    message_id: str


@dataclass(frozen=True, slots=True)
class NamedContact:
    """Somebody whom a contact named, for the letter that tells what came of it.

    Attributes:
        starts: when the latest interview with them begins or began; None without one.
    """

    id: int
    name: str
    stage: Stage
    starts: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """Everything that a letter to one contact may need.

    Attributes:
        interview: the interview that the letter is about; None without one.
        coming: the planned interview to confirm: the one that it is about, or the next; None without one.
        occupation: the occupation that it is about; '' if unknown.
        requested_at: when the latest request went out; None without one.
        mail: the earlier mail in whose thread a reply belongs, or None.
        noted: what was noted in the interview, without what is off the record.
        names: whom they named in the interview.
        names_asked: those of them with whom the user has been in touch already.
        advice: their advice that they have not heard back about.
        promises: what they promised.
        named: the contacts whom they named, the one with the latest news first.
        zone: the IANA name of the contact's time zone; '' if it is not known.
    """

    contact: Contact
    interview: Interview | None
    coming: Interview | None
    occupation: str
    requested_at: datetime | None
    mail: EarlierMail | None
    noted: tuple[Noted, ...]
    names: tuple[str, ...]
    advice: tuple[str, ...]
    promises: tuple[str, ...]
    named: tuple[NamedContact, ...]
    zone: str
    names_asked: tuple[str, ...] = ()

    @property
    def may_use_name(self) -> bool:
        """Whether the referrer's name may be used with this contact."""
        return self.contact.name_permission in NAMES_FREELY


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The user, as letters speak of them.

    Attributes:
        name: what letters are signed with; '' if unknown.
        about: who they are, in a few words, to follow "I am"; '' if unknown.
        ask_minutes: for how many minutes they ask.
        block_minutes: how many an interview then blocks the calendar.
        zone: their time zone.
    """

    name: str
    about: str
    ask_minutes: int
    block_minutes: int
    zone: ZoneInfo


def values_of(facts: LetterFacts, sender: Sender, now: datetime) -> dict[str, str]:
    """Return the values of the fields of templates; a field without a value is missing.

    The name of the referrer is there only if it may be used.
    """
    contact, interview = facts.contact, facts.interview
    named = facts.named[0] if facts.named else None
    values = {
        "name": contact.name,
        "first_name": first_name(contact.name),
        "role": contact.role,
        "organization": contact.organization,
        "occupation": facts.occupation,
        "source": _source(facts),
        "referrer": contact.referred_by if facts.may_use_name else "",
        "minutes": str(sender.ask_minutes),
        "my_name": sender.name,
        "about_me": sender.about,
        "request_day": say_day_before(facts.requested_at, now, sender.zone),
        "interview_day": say_day_before(interview.start if interview else None, now, sender.zone),
        "names": join_names(facts.names),
        "names_plan": _say_plan(facts.names, facts.names_asked),
        "advice": _sentence(facts.advice[0]) if facts.advice else "",
        "promise": _sentence(facts.promises[0]) if facts.promises else "",
        "named": named.name if named else "",
        "news": say_news(named, now, sender.zone) if named else "",
        **(_coming_values(facts.coming, sender, now) if facts.coming else {}),
    }
    return {name: value for name, value in values.items() if value}


def _coming_values(coming: Interview, sender: Sender, now: datetime) -> dict[str, str]:
    """Return the values about an interview that is still to come, by the clocks of who is written to."""
    zone = zone_of(coming)
    there, here = coming.start.astimezone(zone), coming.start.astimezone(sender.zone)
    time = _say_time(there)
    if there.utcoffset() != here.utcoffset():
        own_day = "" if there.date() == here.date() else f" on {WEEKDAYS[here.weekday()]}"
        time += f" your time ({_say_time(here)}{own_day} my time)"
    return {
        "coming_day": _say_day_ahead(coming.start, now, zone),
        "coming_time": time,
        "coming_minutes": str(promised_minutes(coming, sender.ask_minutes, sender.block_minutes)),
        "coming_how": _say_how(coming),
    }


def _say_time(local: datetime) -> str:
    """Return a time as letters have it: "2:30 PM"."""
    return f"{local.hour % 12 or 12}:{local:%M} {'AM' if local.hour < 12 else 'PM'}"


def _say_day_ahead(instant: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a day that is to come, as in a sentence: "today", "tomorrow", "on Tuesday, March 3"."""
    day = instant.astimezone(zone).date()
    days = (day - now.astimezone(zone).date()).days
    if 0 <= days < 2:
        return ("today", "tomorrow")[days]
    return f"on {WEEKDAYS[day.weekday()]}, {_date(instant, now, zone)}"


def _say_how(interview: Interview) -> str:
    """Return how the two are going to talk: "by phone", "by video (the link)", "at the café"."""
    place = " ".join(interview.place.split())
    match interview.medium:
        case Medium.PHONE:
            return f"by phone ({place})" if place else "by phone"
        case Medium.VIDEO:
            return f"by video ({place})" if place else "by video"
    if not place:
        return "in person"
    return place if fold(place).startswith(("at ", "in ")) else f"at {place}"


def _source(facts: LetterFacts) -> str:
    """Return where the contact was found; '' if that would tell a name that may not be used."""
    contact = facts.contact
    tells = bool(contact.referred_by) and fold(contact.referred_by) in fold(contact.source)
    return "" if tells and not facts.may_use_name else contact.source


def _sentence(text: str) -> str:
    """Return a note on one line, with a period if it has no end."""
    words = " ".join(text.split())
    return words if words[-1:] in ".!?…”\"'" else f"{words}."


def first_name(name: str) -> str:
    """Return how to greet somebody: "Dana" of Dana Ito, "Dr. Ito" of Dr. Dana Ito."""
    words = name.partition(",")[0].split() or [name]
    if len(words) > 1 and fold(words[0]).rstrip(".") in _TITLES:
        return f"{words[0]} {words[-1]}"
    return words[0]


def join_names(names: Sequence[str]) -> str:
    """Return names as in a sentence: "Ann", "Ann and Bo", "Ann, Bo, and Cy"."""
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _say_plan(names: Sequence[str], asked: Sequence[str]) -> str:
    """Return what the user will do about names, or has done, in a sentence; '' without any."""
    to_ask = [name for name in names if name not in asked]
    if not names:
        return ""
    if not asked:
        return "I'll write this week and let you know how it goes."
    done = "I've already been in touch"
    if not to_ask:
        return f"{done}, and I'll let you know how it goes."
    return f"{done} with {join_names(asked)}; I'll write to {join_names(to_ask)} this week."


def say_day_before(instant: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """Return a day that has come, as in a sentence: "today", "yesterday", "on Tuesday", "on March 3".

    A day that is still to come, and None, is ''.
    """
    if instant is None:
        return ""
    day, today = instant.astimezone(zone).date(), now.astimezone(zone).date()
    days = (today - day).days
    if days < 0:
        return ""
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 7:
        return f"on {WEEKDAYS[day.weekday()]}"
    return f"on {_date(instant, now, zone)}"


def _date(instant: datetime, now: datetime, zone: ZoneInfo) -> str:
    day = instant.astimezone(zone).date()
    year = "" if day.year == now.astimezone(zone).year else f", {day.year}"
    return f"{MONTHS[day.month - 1]} {day.day}{year}"


def say_news(named: NamedContact, now: datetime, zone: ZoneInfo) -> str:
    """Return what came of a name, as in a sentence after a colon; '' for nothing yet."""
    if named.stage is Stage.PLANNED and named.starts is not None:
        weekday = WEEKDAYS[named.starts.astimezone(zone).weekday()]
        return f"we are going to talk on {weekday}, {_date(named.starts, now, zone)}"
    if named.stage in (Stage.MET, Stage.IN_TOUCH):
        return f"we talked {say_day_before(named.starts, now, zone)}".rstrip()
    return {
        Stage.PLANNED: "we are going to talk",
        Stage.ASKED: "I've written, and I'm looking forward to an answer",
        Stage.NO_REPLY: "I've written, and I haven't heard back yet",
        Stage.LATER: "I've written, and I can ask again at a better time",
        Stage.DECLINED: "I've written, and it didn't work out this time",
    }.get(named.stage, "")


def lives_elsewhere(facts: LetterFacts, own_zone: ZoneInfo, now: datetime) -> bool:
    """Return whether the clocks where the contact lives are known to show another time than the user's."""
    if not facts.zone:
        return False
    there = known_zone(facts.zone)
    return now.astimezone(there).utcoffset() != now.astimezone(own_zone).utcoffset()


def quote(noted: Noted, longest: int = 240) -> tuple[str, str]:
    """Return a sentence with what was noted, and the place in brackets that is left to finish.

    The note is in the user's own wording, so it is quoted and never bent into a sentence.
    """
    words = " ".join(noted.text.split())
    if len(words) > longest:
        words = words[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    ended = words if words[-1:] in ".!?…" else f"{words}."
    return f"{noted.opening} {f'“{ended}”' if noted.is_theirs else ended}", CHANGED


CHANGED = "[what it changed for you]"
"""The place that finishes a sentence with what was noted."""
