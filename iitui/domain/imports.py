"""What reading another program's file gives: drafts, and what went wrong."""

from dataclasses import dataclass
from enum import StrEnum

from iitui.domain.drafts import ContactDraft


class ContactFormat(StrEnum):
    """A format that contacts come in; each value is the word for ``--format``."""

    VCARD = "vcard"
    LINKEDIN = "linkedin"


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a file that could not be used, or not wholly.

    Attributes:
        file: the file as it was named.
        where: "card 3, line 41" or "row 12", counted from 1 as an editor or a spreadsheet counts.
        why: a few words that follow "card 3, line 41:".
    """

    file: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Record:
    """One contact of a file.

    Attributes:
        where: as in `Problem`.
    """

    where: str
    draft: ContactDraft


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, read: what it holds and what is wrong with it.

    A record may have a problem too (a card that never ends); the two never share more than their place.
    """

    file: str
    format: ContactFormat
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
