"""The form for a contact: a new one, or all that is known about one."""

import re
from collections.abc import Mapping
from dataclasses import replace

from iitui.domain.contacts import (
    Channel,
    ChannelKind,
    ContactDraft,
    Level,
    NamePermission,
    cadence_of,
)
from iitui.domain.errors import BadInputError
from iitui.domain.text import clean_line
from iitui.ui.contacts.contact_fields import (
    BY_TAGS,
    CADENCES,
    CHANNELS,
    NEVER,
    ContactFormFacts,
    FindByName,
    fields_of,
    joined,
)
from iitui.ui.kit.forms.form import EchoWarning, Form

_NEVER = frozenset({NEVER, "none", "no"})
_BY_TAGS = frozenset({"", BY_TAGS, "by tags", "by tag", "tags", "by their tags"})

_COMMA = re.compile(r"[,;\n]")
_SPACE = re.compile(r"[,;]?\s+")
_DAYS = re.compile(r"(?:every\s+)?([0-9]{1,6})(?:\s*d(?:ays?)?)?", re.IGNORECASE)


def read_cadence(text: str) -> int | None:
    """Read "by its tags" (None), "never" (0), "90" or "every 90 days" into days.

    Raises:
        BadInputError: it is something else.
    """
    if clean_line(text).lower() in _BY_TAGS:
        return None
    if clean_line(text).lower() in _NEVER:
        return 0
    match = _DAYS.fullmatch(clean_line(text))
    if match is None:
        words = f"'{clean_line(text)}' isn't a number of days; try 90, never or {BY_TAGS}."
        raise BadInputError({"cadence_days": words})
    return int(match[1])


def say_namesakes(find: FindByName, name: str, except_id: int | None = None) -> str:
    """Return a warning about other contacts with the same name; '' for none."""
    contacts = [one for one in find(clean_line(name)) if one[0] != except_id] if name.strip() else []
    if not contacts:
        return ""
    who = "; ".join(", ".join(filter(None, one[1:])) for one in contacts[:3])
    return f"You already have a contact with that name: {who}{' …' if len(contacts) > 3 else ''}"


class ContactForm(Form[ContactDraft]):
    """Asks for a contact."""

    HOW_TO_REOPEN = "e on the contact, or n in Contacts for a new one"

    def __init__(
        self,
        title: str,
        facts: ContactFormFacts,
        draft: ContactDraft | None = None,
        errors: Mapping[str, str] | None = None,
        *,
        contact_id: int | None = None,
    ) -> None:
        """Make the form.

        Args:
            title: what it is about.
            facts: what it can warn about.
            draft: what it contains at first.
            errors: as in `Form`.
            contact_id: the contact it changes; None for a new one.
        """
        self._facts = facts
        self._before = draft or ContactDraft(name="")
        self._contact_id = contact_id
        super().__init__(title, fields_of(self._before), errors)

    def echo(self, name: str) -> str:
        """Warn about namesakes, say what happens to the referrer, and how the days are read."""
        text = self.text_of(name) if name in {"name", "referred_by", "cadence_days"} else ""
        match name:
            case "name":
                return EchoWarning(say_namesakes(self._facts.find, text, self._contact_id))
            case "referred_by" if text.strip():
                return self._say_referrer(clean_line(text))
            case "cadence_days":
                return self._say_cadence(text)
        return ""

    def _say_referrer(self, name: str) -> str:
        contacts = self._facts.find(name)
        if not contacts:
            return f"{name} is new and will be added as a contact."
        if len(contacts) > 1:
            return EchoWarning(f"There are {len(contacts)} contacts named {name}.")
        return f"named by {', '.join(filter(None, contacts[0][1:]))}"

    def _say_cadence(self, text: str) -> str:
        try:
            days = read_cadence(text)
        except BadInputError:
            return ""
        if days == 0:
            return f"no reminders; or: {', '.join((BY_TAGS, *CADENCES[2:]))} … days"
        cadence = cadence_of(days, self._tags(), self._facts.tag_cadence)
        span = "every day" if cadence.days == 1 else f"{cadence.days} days"
        if days is not None:
            return f"due {span} after the last touch"
        if cadence.days:
            return f"by the tag {cadence.tag}: due {span} after the last touch"
        return f"no tag sets this; or: {', '.join(CADENCES[1:])} … days"

    def draft(self) -> ContactDraft:
        """Return the checked draft of what is typed.

        Raises:
            BadInputError: with words per field.
        """
        errors: dict[str, str] = {}
        level = self.choice_of("level")
        return replace(
            self._before,
            name=self.text_of("name"),
            organization=self.text_of("organization"),
            role=self.text_of("role"),
            level=Level(level) if level else None,
            channels=[one for name, kind in CHANNELS.items() for one in self._channels(name, kind)],
            tags=self._tags(),
            source=self.text_of("source"),
            referred_by=self.text_of("referred_by"),
            name_permission=NamePermission(self.choice_of("name_permission")),
            cadence_days=self.read_or(None, lambda: read_cadence(self.text_of("cadence_days")), errors),
            notes=self.text_of("notes"),
        ).checked(errors)

    def _channels(self, name: str, kind: ChannelKind) -> list[Channel]:
        """What is typed for one kind; a value that was there before keeps its label."""
        before = [channel for channel in self._before.channels if channel.kind is kind]
        text = self.text_of(name)
        if text == joined(before):
            return before
        labels = {channel.value.casefold(): channel.label for channel in before}
        values = (_SPACE if kind is ChannelKind.URL else _COMMA).split(text)
        cleaned = [clean_line(value) for value in values]
        return [Channel(kind, value, labels.get(value.casefold(), "")) for value in cleaned if value]

    def _tags(self) -> list[str]:
        text = self.text_of("tags")
        if text == ", ".join(self._before.tags):
            return list(self._before.tags)
        return [tag for tag in map(clean_line, _COMMA.split(text)) if tag]
