"""Divides a name into the parts that address books keep apart; the name as a whole stays the same."""

import re
from typing import NamedTuple

from iitui.interchange.vcard_person import compose_name

_TITLE = re.compile(
    r"(?:dame|dr|frau|herr|hon|judge|lady|lord|miss|mme|mr|mrs|ms|mx|prof|professor|rev|reverend|sir|sra?)\.?",
    re.IGNORECASE,
)
_PARTICLE = re.compile(
    r"af|al|av|ben|bin|da|dal|de|degli|dei|del|della|den|der|di|dos|du|el|ibn|la|le|lo|ten|ter|van|von|zu[mr]?"
)
_GENERATION = re.compile(r"(?:jr|sr)\.?|I{2,3}|IV|VI{0,3}", re.IGNORECASE)

_IDEOGRAPHS = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+"
_TWO_IDEOGRAPHIC_WORDS = re.compile(f"{_IDEOGRAPHS} {_IDEOGRAPHS}")


class NameParts(NamedTuple):
    """The parts of a name, as in the line N of a vCard."""

    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""


def divide_name(name: str) -> NameParts:
    """Return the parts of a name, from which `compose_name` makes the same name but for a space.

    The last word is the family name, with the small words before it ("van der Berg"); of two words in
    Chinese, Japanese or Korean characters it is the first. What cannot be divided is a given name as a whole.
    """
    if _TWO_IDEOGRAPHIC_WORDS.fullmatch(name):
        return NameParts(*name.split(" "))
    core, comma, degrees = name.partition(", ")
    words = core.split(" ")
    first = 0
    while first < len(words) - 2 and _TITLE.fullmatch(words[first]):
        first += 1
    end = len(words)
    if end - first > 2 and _GENERATION.fullmatch(words[-1]):
        end -= 1
    last = end - 1
    while last - 1 > first and _PARTICLE.fullmatch(words[last - 1]):
        last -= 1
    suffixes = [*words[end:], *([degrees] if comma else [])]
    parts = NameParts(
        family=" ".join(words[last:end]),
        given=" ".join(words[first:last]),
        prefix=" ".join(words[:first]),
        suffix=", ".join(suffixes),
    )
    is_whole = bool(parts.given) and compose_name(parts) == name
    return parts if is_whole else NameParts(given=name)
