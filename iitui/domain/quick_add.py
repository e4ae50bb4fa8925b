"""One contact from one line, as people jot it down."""

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
_EXAMPLE = "Dana Ito, Nurse Manager, Beaumont <dana@example.org> via Prof. Lee #nursing"


def read_contact_line(text: str) -> ContactDraft:
    """Read a contact from a line such as "Dana Ito, Nurse Manager, Beaumont <dana@example.org> via Lee #rn".

    Commas part the name, the role and the organization, in this order; with two parts the second is the role.
    An organization can be named without a role by "at" or "@" ("Dana Ito at Beaumont", "Dana, @ Beaumont"),
    and after a role as well ("Nurse Manager at Beaumont"); further commas belong to it ("Beaumont, Inc.").

    Anywhere in the line: e-mail addresses, telephone numbers of 7 to 15 digits and web addresses, bare or in
    angle brackets; "via" and who named this contact, up to a comma; tags, each with a "#" before it. A name
    with a comma in it cannot be typed here.

    Raises:
        BadInputError: there is no name, nobody after "via", or no address between angle brackets.
    """
    if len(text) > _LONGEST:
        raise BadInputError({"name": f"The line is longer than {_LONGEST} characters."})
    line = _QuickAddLine(clean_line(text))
    tags = line.take(_TAG)
    line.take_channels()
    referrers = [name.strip() for name in line.take(_VIA)]
    name, role, organization = _split(line.rest)
    if not any(character.isalnum() for character in name):
        raise BadInputError({"name": f"The name is missing; it comes first, as in '{_EXAMPLE}'."})
    if len(referrers) > 1 or not all(referrers):
        raise BadInputError({"referred_by": "After 'via' comes the name of one person."})
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
    """What is left of a line while one thing after another is taken out of it."""

    rest: str
    channels: list[Channel] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str]) -> list[str]:
        """Take out everything that fits a pattern with one group, and return what the groups hold."""
        found = pattern.findall(self.rest)
        self.rest = pattern.sub(" ", self.rest)
        return found

    def take_channels(self) -> None:
        """Take out addresses and numbers, those in angle brackets first."""
        for inside in self.take(_BRACKETS):
            for value in re.split(r"[,;]\s*|\s+(?=\S*@)", inside.strip()):
                kind = _kind_of(value)
                if kind is None:
                    raise BadInputError({"emails": f"'{value}' in <> is no address and no number."})
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
    """The name, the role and the organization, each perhaps empty."""
    name, *others = (clean_line(part) for part in text.split(","))
    while others and not others[-1]:
        others.pop()
    if match := _AT.fullmatch(name):
        return match[1], ", ".join(others), match[2]
    role, *rest = others or [""]
    if match := _AT.fullmatch(role):
        role, rest = match[1], [match[2], *rest]
    return name, role, ", ".join(part for part in rest if part)
