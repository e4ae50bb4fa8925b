"""What is read from a file of another program: drafts, and the parts that could not be used."""

from dataclasses import dataclass
from enum import StrEnum

from iitui.domain.calendar_events import EventRecord
from iitui.domain.contacts import ContactDraft
from iitui.domain.organizations import OrganizationDraft


class ColumnBasis(StrEnum):
    """How the meaning of a column was identified."""

    ENGLISH = "english name"
    TRANSLATION = "translated name"
    CONTENT = "content"
    PLACE = "place"
    CHOSEN = "you"


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """A column of a table, and the meaning it was given.

    Attributes:
        name: its name in the file.
        taken_for: "first name", "email address" ...; empty if the column is ignored.
        basis: how the meaning was identified; None if the column is ignored.
    """

    name: str
    taken_for: str = ""
    basis: ColumnBasis | None = None


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """A part of a file that could not be used, or not completely.

    Attributes:
        file: the name of the file, as typed.
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
        source: where it comes from, such as "LinkedIn": what files of one source say at different times is
            compared; empty for nothing to compare.
    """

    where: str
    draft: ContactDraft
    source: str = ""


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    """An organization of a file: a card or a row that names one, and nobody who works there.

    Attributes:
        where: as in `ImportProblem`.
    """

    where: str
    draft: OrganizationDraft


@dataclass(frozen=True, slots=True)
class ColumnMatching:
    """How the columns of a table were matched with the fields of a contact.

    Attributes:
        names: the names of all columns, from left to right.
        fields: the word for what each holds; empty for nothing that is kept.
    """

    names: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportReading:
    """What was read from a file: its records and its problems.

    A record may have a problem too (a card that never ends); both then have the same place.

    Attributes:
        format: the name of its format, as people call it: "LinkedIn", "vCard".
        columns: the named columns of a table, from left to right; empty if the file is not a table.
        events: the events and to-dos of a calendar.
        is_calendar: whether the file is a calendar; it holds no contacts then.
        organizations: those that stand in the file without a person.
        unused: the names of columns or properties that hold something that iitui keeps nowhere.
        matching: how its columns were matched with fields; None if its format knows them.
    """

    file: str
    format: str
    records: tuple[ImportRecord, ...]
    problems: tuple[ImportProblem, ...]
    columns: tuple[ImportColumn, ...] = ()
    organizations: tuple[OrganizationRecord, ...] = ()
    unused: tuple[str, ...] = ()
    matching: ColumnMatching | None = None
    events: tuple[EventRecord, ...] = ()
    is_calendar: bool = False


_GUESSES = (ColumnBasis.CONTENT, ColumnBasis.PLACE)
_LONGEST_NAME = 40
_MOST_NAMED = 20


def columns_in_words(reading: ImportReading) -> str:
    """Return the meanings of the columns in words: "LinkedIn: Prénom = first name, Nom = last name".

    The text is empty if every column that was used has its English name: there is nothing to check.
    """
    if all(column.basis in (None, ColumnBasis.ENGLISH) for column in reading.columns):
        return ""
    unlike = [column for column in reading.columns if column.name.casefold() != column.taken_for.casefold()]
    named = [_equation(column) for column in unlike if column.basis and column.basis not in _GUESSES]
    guessed = [_equation(column) for column in unlike if column.basis in _GUESSES]
    parts = (("", named), ("by place and content ", guessed))
    return f"{reading.format}: " + "; ".join(f"{lead}{', '.join(words)}" for lead, words in parts if words)


def unused_in_words(reading: ImportReading) -> str:
    """Return what of a file was not used: "not used: Yomi Name, Hobby"; empty if all was."""
    names = [_short(name) for name in reading.unused[:_MOST_NAMED]]
    more = len(reading.unused) - len(names)
    return f"not used: {', '.join(names)}{f' and {more} more' if more else ''}" if names else ""


def nothing_in_words(reading: ImportReading) -> str:
    """Return that a file has nobody in it; empty if there is something in it."""
    if reading.records or reading.problems or reading.organizations or reading.is_calendar:
        return ""
    people = "connections" if reading.format == "LinkedIn" else "contacts"
    return f"there are no {people} in this file"


def _equation(column: ImportColumn) -> str:
    return f"{_short(column.name)} = {column.taken_for}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
