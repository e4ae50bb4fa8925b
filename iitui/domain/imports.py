"""What reading another program's file gives: drafts, and what went wrong."""

from dataclasses import dataclass
from enum import StrEnum

from iitui.domain.contacts import ContactDraft


class ColumnBasis(StrEnum):
    """What told which column of a table is which."""

    ENGLISH = "english name"
    TRANSLATION = "translated name"
    CONTENT = "content"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """A column of a table and what it was taken for.

    Attributes:
        name: as it stands in the file.
        taken_for: "first name", "email address" ...; empty for a column that was left out.
        basis: what told so; None for a column that was left out.
    """

    name: str
    taken_for: str = ""
    basis: ColumnBasis | None = None


@dataclass(frozen=True, slots=True)
class ImportProblem:
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
class ImportRecord:
    """One contact of a file.

    Attributes:
        where: as in `ImportProblem`.
    """

    where: str
    draft: ContactDraft


@dataclass(frozen=True, slots=True)
class ImportReading:
    """What reading a file gave: its records, and what is wrong with it.

    A record may have a problem too (a card that never ends); the two never share more than their place.

    Attributes:
        format: what people call its format: "LinkedIn", "vCard".
        columns: of a table, from left to right, those without a name left out; empty for what is no table.
    """

    file: str
    format: str
    records: tuple[ImportRecord, ...]
    problems: tuple[ImportProblem, ...]
    columns: tuple[ImportColumn, ...] = ()


_GUESSES = (ColumnBasis.CONTENT, ColumnBasis.PLACE)
_LONGEST_NAME = 40


def columns_in_words(reading: ImportReading) -> str:
    """Say which columns were taken for what: "LinkedIn: Prénom = first name, Nom = last name".

    Empty where every column that was read has its English name: then there is nothing to look through.
    """
    if all(column.basis in (None, ColumnBasis.ENGLISH) for column in reading.columns):
        return ""
    told = [column for column in reading.columns if column.name.casefold() != column.taken_for.casefold()]
    named = [_equation(column) for column in told if column.basis and column.basis not in _GUESSES]
    guessed = [_equation(column) for column in told if column.basis in _GUESSES]
    left_out = [_short(column.name) for column in told if column.basis is None]
    parts = (("", named), ("by place and content ", guessed), ("left out ", left_out))
    return f"{reading.format}: " + "; ".join(f"{lead}{', '.join(words)}" for lead, words in parts if words)


def _equation(column: ImportColumn) -> str:
    return f"{_short(column.name)} = {column.taken_for}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
