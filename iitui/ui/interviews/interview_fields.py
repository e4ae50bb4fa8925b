"""The fields of the form of an interview, and what is needed to fill them and to read what is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import as_typed
from iitui.domain.interviews import Interview, InterviewDraft, Medium, Rating
from iitui.settings import Settings
from iitui.ui.interviews.contact_choice import ContactChoice
from iitui.ui.interviews.zones import zone_names
from iitui.ui.kit.forms.form import ChoiceField, Field, LongTextField, TextField


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewFormContext:
    """What the form of an interview needs to fill its fields and to read what is typed.

    Attributes:
        now: the present instant.
        zone: the user's own.
        settings: the defaults of minutes, and the order of day and month.
        occupations: offered while one types.
        overlapping: the planned interviews between two instants.
    """

    now: datetime
    zone: ZoneInfo
    settings: Settings
    occupations: Sequence[str]
    overlapping: Callable[[datetime, datetime], Sequence[Interview]]


def typed(draft: InterviewDraft) -> str:
    """A start as it can be typed again."""
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
    """The fields from top to bottom, filled; without a contact only where one is chosen already."""
    minutes = filled.minutes if filled else context.settings.block_minutes
    fields: list[Field] = []
    if contacts.chosen is None:
        fields.append(
            TextField(
                name="contact_id",
                label="With",
                value=contacts.before,
                known=contacts.names,
                hint="whose name begins …",
            )
        )
    return [
        *fields,
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
            hint="theirs, if they named the time",
        ),
        TextField(name="minutes", label="Minutes", value=str(minutes)),
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
            hint="an address, a number to call or a link",
        ),
        TextField(
            name="travel_minutes",
            label="Travel minutes",
            value=str(filled.travel_minutes if filled else 0),
        ),
        TextField(
            name="occupation",
            label="Occupation",
            value=filled.occupation if filled else "",
            known=context.occupations,
            hint="what the interview is about",
        ),
        LongTextField(
            name="before", label="What I think now", value=filled.before if filled else "", lines=3
        ),
        rating_field("before_rating", filled.before_rating if filled else None),
    ]
