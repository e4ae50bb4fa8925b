"""Reads a contact from one line of text."""

import re
from dataclasses import dataclass, field

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.errors import BadInputError
from iitui.domain.text import clean_line

_LONGEST = 2000
_TAG = re.compile(r"(?:^|(?<=[\s,]))#([^\s,#<>]+)")
_BRACKETS = re.compile(r"<([^<>]*)>")
_URL = re.compile(r"(?<!\S)(?:https?://|www\.)[^\s,<>]+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s<>,;@]+@[^\s<>,;@]+\.[^\s<>,;@]+")
_PHONE = re.compile(r"(?<![\w+])(?:\+|\()?\d[\d ()./-]{5,}\d(?!\w)")
_VIA = re.compile(r"(?:^|(?<=[\s,]))via(?=[\s,]|$)([^,]*)", re.IGNORECASE)
_AT = re.compile(r"(.*?)(?:(?:^|\s+)at\s+(?!(?:law|large)\b)|\s*@\s*)(.*)", re.IGNORECASE)
_FEWEST_DIGITS = 7
_MOST_DIGITS = 15
EXAMPLE = "Dana Ito, Nurse Manager, Beaumont <dana@example.org> via Prof. Lee #nursing"
"""A line that names everything."""


def read_contact_line(text: str) -> ContactDraft:
    """Read a contact from a line such as "Dana Ito, Nurse Manager, Beaumont <dana@example.org> via Lee #rn".

    Commas separate name, role and organization, in this order; of two parts the second is the role.
    "at" or "@" names the organization without a comma, with or without a role ("Dana Ito at Beaumont", "Dana,
    @ Beaumont", "Nurse Manager at Beaumont"); further commas belong to it ("Beaumont, Inc.").

    The following can be anywhere in the line: email addresses, telephone numbers of 7 to 15 digits and web
    addresses, bare or in angle brackets; "via" and the referrer, up to a comma; tags, each after a "#". A
    name cannot contain a comma here.

    Raises:
        BadInputError: there is no name, no name after "via", or no address in angle brackets.
    """
    if len(text) > _LONGEST:
        raise BadInputError({"name": f"The line is longer than {_LONGEST} characters."})
    line = _QuickAddLine(clean_line(text))
    tags = line.take(_TAG)
    line.take_channels()
    referrers = [name.strip() for name in line.take(_VIA)]
    name, role, organization = _split(line.rest)
    if not any(character.isalnum() for character in name):
        raise BadInputError({"name": f"The name is missing; put it first, as in '{EXAMPLE}'."})
    if len(referrers) > 1 or not all(referrers):
        raise BadInputError({"referred_by": "After 'via', give one person's name."})
    return ContactDraft(
        name=name,
        role=role,
        organization=organization,
        channels=tuple(line.channels),
        tags=tuple(tags),
        referred_by=referrers[0] if referrers else "",
    )


@dataclass(slots=True)
class _QuickAddLine:
    """The rest of a line, from which one thing after another is taken."""

    rest: str
    channels: list[Channel] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str]) -> list[str]:
        """Take out all matches of a pattern with one group, and return the groups."""
        groups = pattern.findall(self.rest)
        self.rest = pattern.sub(" ", self.rest)
        return groups

    def take_channels(self) -> None:
        """Take out addresses and numbers, those in angle brackets first."""
        for inside in self.take(_BRACKETS):
            for value in re.split(r"[,;]\s*|\s+(?=\S*@)", inside.strip()):
                kind = _kind_of(value)
                if kind is None:
                    raise BadInputError(
                        {"emails": f"'{value}' in <> isn't an email address or a phone number."}
                    )
                self.channels.append(Channel(kind, value))
        for pattern in (_URL, _EMAIL, _PHONE):
            self.rest = pattern.sub(self._take_bare, self.rest)

    def _take_bare(self, match: re.Match[str]) -> str:
        value = match[0].rstrip(".,;:!?)" if match.re is not _PHONE else "")
        kind = _kind_of(value)
        if kind is None:
            return match[0]
        self.channels.append(Channel(kind, value))
        return " "


def _kind_of(value: str) -> ChannelKind | None:
    if _URL.fullmatch(value):
        return ChannelKind.URL
    if _EMAIL.fullmatch(value):
        return ChannelKind.EMAIL
    digits = sum(character.isdigit() for character in value)
    if _PHONE.fullmatch(value) and _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        return ChannelKind.PHONE
    return None


def _split(text: str) -> tuple[str, str, str]:
    """Return name, role and organization, any of which may be empty."""
    name, *others = (clean_line(part) for part in text.split(","))
    while others and not others[-1]:
        others.pop()
    if match := _AT.fullmatch(name):
        return match[1], ", ".join(others), match[2]
    role, *rest = others or [""]
    if match := _AT.fullmatch(role):
        role, rest = match[1], [match[2], *rest]
    return name, role, ", ".join(part for part in rest if part)
