"""The fields of the form of an interview, and what is needed to fill them and to read what is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from iitui.domain.dates.calendar import as_typed
from iitui.domain.dates.zones import CONTINENTS
from iitui.domain.errors import AmbiguousError, BadInputError, NotFoundError
from iitui.domain.identity.lookup import NamedContact, say_contact
from iitui.domain.interviews import Interview, InterviewDraft, Medium, Rating
from iitui.domain.known_words import WordKind, whole
from iitui.domain.text import clean_line, fold, shorten
from iitui.settings import Settings
from iitui.ui.kit.forms.form import ChoiceField, Field, LongTextField, TextField


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewFormContext:
    """What the form of an interview needs to fill its fields and to read what is typed.

    Attributes:
        now: the present instant.
        zone: the user's time zone.
        settings: the defaults of minutes, and the order of day and month.
        overlapping: finds the planned interviews between two instants.
        through: says who named a contact, and whether the name may be used; '' where nobody did.
        occupation: what a new interview is about at first.
    """

    now: datetime
    zone: ZoneInfo
    settings: Settings
    overlapping: Callable[[datetime, datetime], Sequence[Interview]]
    through: Callable[[int], str] = lambda _: ""
    occupation: str = ""


def _find_nobody(text: str) -> NamedContact:
    raise NotFoundError(f"There is no contact '{text}'.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChoice:
    """The contacts with whom the interview can be.

    Attributes:
        chosen: ID and name of the only one, for whom the form need not ask.
        find: finds the contact that the typed text means.
        say: says who that is.
        before: what was typed when the form was last shown.
    """

    chosen: tuple[int, str] | None = None
    find: Callable[[str], NamedContact] = _find_nobody
    say: Callable[[NamedContact], str] = say_contact
    before: str = ""

    def read(self, text: str) -> NamedContact:
        """Return the contact that is meant.

        Raises:
            BadInputError: no contact is meant, or several could be.
        """
        if self.chosen is not None:
            return (*self.chosen, "")
        if not text.strip():
            raise BadInputError({"contact_id": "Who is the interview with?"})
        try:
            return self.find(text)
        except NotFoundError as error:
            raise BadInputError({"contact_id": f"{error} To add someone new, press 2 and then n."}) from None
        except AmbiguousError as error:
            raise BadInputError({"contact_id": str(error)}) from None


def typed(draft: InterviewDraft) -> str:
    """Return the start as it can be typed."""
    return as_typed(draft.start, ZoneInfo(draft.zone))


def rating_field(name: str, rating: Rating | None) -> ChoiceField:
    """Return the field for an impression of the occupation."""
    return ChoiceField(
        name=name,
        label="My impression",
        options=[each.words for each in Rating],
        value=rating.words if rating else "",
        blank="not said",
    )


def rating_of(words: str) -> Rating | None:
    """Return the impression that was chosen in its field; None for none."""
    return next((rating for rating in Rating if rating.words == words), None)


def interview_fields(
    context: InterviewFormContext, contacts: ContactChoice, filled: InterviewDraft | None
) -> list[Field]:
    """Return the fields from top to bottom, filled; without one for the contact if that is chosen already."""
    return [
        *(_contact_fields(contacts) if contacts.chosen is None else ()),
        *_time_fields(context, filled),
        *_place_fields(filled),
        *_occupation_fields(context, filled),
    ]


def _contact_fields(contacts: ContactChoice) -> list[Field]:
    return [
        TextField(
            name="contact_id",
            label="With",
            value=contacts.before,
            suggests=whole(WordKind.PEOPLE),
            hint="type the beginning of a name …",
        )
    ]


def _time_fields(context: InterviewFormContext, filled: InterviewDraft | None) -> list[Field]:
    minutes = filled.minutes if filled else context.settings.block_minutes
    return [
        TextField(
            name="start",
            label="When",
            value=typed(filled) if filled else "",
            hint="tomorrow 3pm · tue 10-10:30 · dec 5 2pm EST",
        ),
        TextField(
            name="zone",
            label="Time zone",
            value=filled.zone if filled else context.zone.key,
            known=zone_names(),
            hint="theirs, if they gave you the time",
        ),
        TextField(name="minutes", label="Minutes", value=str(minutes)),
    ]


def _place_fields(filled: InterviewDraft | None) -> list[Field]:
    return [
        ChoiceField(
            name="medium",
            label="How",
            options=list(Medium),
            value=filled.medium if filled else Medium.IN_PERSON,
        ),
        TextField(
            name="place",
            label="Place or link",
            value=filled.place if filled else "",
            suggests=whole(WordKind.PLACES),
            hint="an address, a number to call or a link",
        ),
        TextField(
            name="travel_minutes",
            label="Travel minutes",
            value=str(filled.travel_minutes if filled else 0),
        ),
    ]


def _occupation_fields(context: InterviewFormContext, filled: InterviewDraft | None) -> list[Field]:
    return [
        TextField(
            name="occupation",
            label="Occupation",
            value=filled.occupation if filled else context.occupation,
            suggests=whole(WordKind.OCCUPATIONS),
            hint="what the interview is about",
        ),
        LongTextField(
            name="before",
            label="What I think now",
            value=filled.before if filled else "",
            lines=3,
            hint="what you expect before you hear more",
        ),
        rating_field("before_rating", filled.before_rating if filled else None),
    ]


@cache
def zone_names() -> Sequence[str]:
    """Return all IANA names that this machine knows, places first."""
    return sorted(available_timezones(), key=lambda name: (name.partition("/")[0] not in CONTINENTS, name))


def read_zone(text: str, own_zone: ZoneInfo, field: str = "zone") -> ZoneInfo:
    """Read the name of a zone, or only its city; an empty text means the user's own zone.

    Raises:
        BadInputError: there is no such zone, or more than one.
    """
    typed = clean_line(text)
    if not typed:
        return own_zone
    wanted = fold(typed).replace(" ", "_")
    if wanted == fold(own_zone.key):
        return own_zone
    names = zone_names()
    whole = [name for name in names if fold(name) == wanted]
    cities = [
        name
        for name in names
        if fold(name.rpartition("/")[2]) == wanted and name.partition("/")[0] in CONTINENTS
    ]
    found = whole or cities
    if not found:
        raise BadInputError(
            {field: f"There is no time zone '{shorten(typed, 40)}'; names are like Europe/London."}
        )
    if len(found) > 1:
        raise BadInputError({field: f"Did you mean {', '.join(found[:4])}?"})
    return ZoneInfo(found[0])
