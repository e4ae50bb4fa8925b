"""The fields of the form for a contact, and the words that it offers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, Level, NamePermission
from iitui.domain.known_words import LAST_TAG, WordKind, whole
from iitui.ui.kit.forms.form import ChoiceField, Field, LongTextField, TextField

SOURCES = (
    "family",
    "friend",
    "alumni directory",
    "professor",
    "career center",
    "professional association",
    "LinkedIn",
    "met at an event",
    "wrote to them",
)
"""Ways in which people find somebody to ask, suggested while the user types."""

BY_TAGS, NEVER = "by its tags", "never"

CADENCES = (BY_TAGS, NEVER, "45", "90", "180")
"""What says when to be in touch again, suggested while the user types."""

CHANNELS = {"emails": ChannelKind.EMAIL, "phones": ChannelKind.PHONE, "urls": ChannelKind.URL}
"""Which field holds which kind of channel."""

FindByName = Callable[[str], Sequence[tuple[int, str, str]]]
"""Finds the contacts with exactly a name; returns the number, name and organization of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFormFacts:
    """What the form can warn about.

    Attributes:
        find: looks contacts up by name.
        tag_cadence: folded tag -> after how many days contacts with it are owed a touch.
    """

    find: FindByName
    tag_cadence: Mapping[str, int]


def say_cadence(days: int | None) -> str:
    """Return what the field says of a cadence."""
    return {None: BY_TAGS, 0: NEVER}.get(days, str(days))


def joined(channels: Sequence[Channel]) -> str:
    """Channels of one kind as text for their field; URLs, which may hold commas, are separated by spaces."""
    kinds = {channel.kind for channel in channels}
    return (" " if ChannelKind.URL in kinds else ", ").join(channel.value for channel in channels)


def fields_of(draft: ContactDraft) -> tuple[Field, ...]:
    """The fields from top to bottom, filled from a draft."""
    return (*_person(draft), *_channels(draft), *_acquaintance(draft))


def _person(draft: ContactDraft) -> tuple[Field, ...]:
    return (
        TextField(name="name", label="Name", value=draft.name, hint="Dana Ito"),
        TextField(
            name="organization",
            label="Organization",
            value=draft.organization,
            suggests=whole(WordKind.ORGANIZATIONS),
            hint="where they work",
        ),
        TextField(
            name="role",
            label="Role",
            value=draft.role,
            suggests=whole(WordKind.ROLES),
            hint="what they do there",
        ),
        ChoiceField(
            name="level",
            label="Level",
            options=[level.value for level in Level],
            value=draft.level.value if draft.level else "",
            blank="not known",
        ),
    )


def _channels(draft: ContactDraft) -> tuple[Field, ...]:
    values = {
        name: joined([channel for channel in draft.channels if channel.kind is kind])
        for name, kind in CHANNELS.items()
    }
    return (
        TextField(name="emails", label="Email", value=values["emails"], hint="several with commas"),
        TextField(name="phones", label="Phone", value=values["phones"], hint="several with commas"),
        TextField(name="urls", label="Web", value=values["urls"], hint="several with spaces"),
    )


def _acquaintance(draft: ContactDraft) -> tuple[Field, ...]:
    return (
        TextField(
            name="tags",
            label="Tags",
            value=", ".join(draft.tags),
            suggests=LAST_TAG,
            hint="several with commas",
        ),
        TextField(
            name="source",
            label="How we met",
            value=draft.source,
            known=SOURCES,
            suggests=whole(WordKind.SOURCES),
            hint="family, alumni directory, LinkedIn …",
        ),
        TextField(
            name="referred_by",
            label="Referred by",
            value=draft.referred_by,
            suggests=whole(WordKind.PEOPLE),
            hint="who gave you this contact's name",
        ),
        ChoiceField(
            name="name_permission",
            label="Use their name?",
            options=[permission.value for permission in NamePermission],
            value=draft.name_permission.value,
        ),
        TextField(
            name="cadence_days",
            label="Keep in touch",
            value=say_cadence(draft.cadence_days),
            known=CADENCES,
            hint="by its tags, never, or 45, 90, 180 … days",
        ),
        LongTextField(
            name="notes",
            label="Notes",
            value=draft.notes,
            hint="how to say their name, what they care about, what to remember",
        ),
    )
