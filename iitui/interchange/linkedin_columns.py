"""Identifies the columns of a Connections.csv: by their names, their contents and their order.

LinkedIn writes the names in the language of the account. Known names are trusted. A column with an unknown
name is recognized by its contents: profile links, email addresses or dates; the remaining ones by LinkedIn's
order of columns. Tables of other programs look similar, so this module also decides how much evidence is
enough.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from iitui.domain.imports import ColumnBasis, ImportColumn
from iitui.domain.text import clean_line
from iitui.interchange.channels import email_addresses
from iitui.interchange.csv_rows import CsvHeader, possible_headers, read_csv_rows
from iitui.interchange.linkedin_names import (
    ENGLISH,
    ORDER,
    TRANSLATED,
    Meaning,
    folded,
    is_of_others,
)

SEVERAL = ":::"
"""The separator between several values in one cell."""

_SAMPLE = 200
# The share of cells in a column that must have the same kind of content: people type odd things into some.
_ENOUGH = 0.8
# How many columns of LinkedIn's a table in another language must name: many tables have first and last name.
_AMPLE = 5
# A table without known names must have LinkedIn's columns and no others.
_FEWEST_COLUMNS, _MOST_COLUMNS = 6, len(ORDER)
# Contents that identify a column are shorter than this.
_LONGEST_CELL = 500

_PROFILE = re.compile(r"(?:https?://)?(?:[a-z]+\.)?linkedin\.com/(?:mwlite/)?(?:in|pub)/\S+", re.IGNORECASE)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"[^\W\d_][^\d\s,/-]{0,14}"
_DATE = re.compile(
    rf"{_YEAR}[-/.] ?\d\d?[-/.] ?{_DAY}\.?(?:[T ]\S*)?"  # 2024-12-03, 2024. 12. 3.
    rf"|\d\d?[-/.] ?\d\d?[-/.] ?(?:{_YEAR}|\d\d)"  # 03.12.2024, 12/3/24
    rf"|{_DAY}(?:er|[.º°])?[ /-](?:de |d[’'])?{_MONTH}[ /-](?:del? )?{_YEAR}(?: \S{{1,2}})?"  # 03 déc. 2024
    rf"|{_MONTH} {_DAY},? {_YEAR}"  # Dec 3, 2024
    rf"|{_YEAR}\.?[ /-]{_MONTH}[ /-]{_DAY}\.?"  # 2024. dec. 3.
    rf"|{_YEAR} ?[年년] ?\d\d? ?[月월] ?\d\d? ?[日일]"
)


class _Kind(Enum):
    """What the cells of a column contain."""

    NOTHING = auto()
    PROFILES = auto()
    ADDRESSES = auto()
    DATES = auto()
    WORDS = auto()


_BY_CONTENT = {
    Meaning.URL: _Kind.PROFILES,
    Meaning.EMAIL: _Kind.ADDRESSES,
    Meaning.CONNECTED_ON: _Kind.DATES,
}

# What a column that is identified by its place may contain: perhaps no contact in the sample has an address,
# but all of them have a date.
_NOTHING = (_Kind.NOTHING,)
_FITTING = {
    Meaning.FIRST_NAME: (_Kind.WORDS,),
    Meaning.LAST_NAME: (_Kind.WORDS,),
    Meaning.COMPANY: (_Kind.WORDS, _Kind.NOTHING),
    Meaning.POSITION: (_Kind.WORDS, _Kind.NOTHING),
    Meaning.CONNECTED_ON: (),
}


@dataclass(frozen=True, slots=True)
class _Identified:
    """The meaning of a column, and how it was identified."""

    meaning: Meaning
    basis: ColumnBasis


class Columns:
    """The identified columns of a LinkedIn table."""

    def __init__(self, header: CsvHeader, identified: Mapping[int, _Identified]) -> None:
        self.header = header
        self._identified = identified
        self._places = {
            meaning: tuple(place for place, column in sorted(identified.items()) if column.meaning is meaning)
            for meaning in Meaning
        }

    def cell(self, cells: Sequence[str], meaning: Meaning) -> str:
        """Return the first cell of a row that has this meaning and is not empty, cleaned."""
        for place in self._places[meaning]:
            if place < len(cells) and (text := clean_line(cells[place])):
                return text
        return ""

    def unused(self, cells: Sequence[str]) -> Iterator[str]:
        """Yield the names of the columns without a meaning in which a row has something."""
        for place, name in enumerate(self.header.names):
            if name and place not in self._identified and place < len(cells) and cells[place].strip():
                yield name

    def readings(self) -> Iterator[ImportColumn]:
        """Yield every column that has a name, with the meaning it was given."""
        for place, name in enumerate(self.header.names):
            if (column := self._identified.get(place)) is not None:
                yield ImportColumn(name, column.meaning, column.basis)
            elif name:
                yield ImportColumn(name)


def find_columns(lines: Sequence[str]) -> Columns | None:
    """Find LinkedIn's header below any notes, and identify its columns; None if there is no such header."""
    for header in possible_headers(lines):
        named = _by_name(header.names)
        meanings = {column.meaning for column in named.values()}
        if {Meaning.FIRST_NAME, Meaning.LAST_NAME} <= meanings:
            identified = _by_known_names(header, named, lines)
        elif _may_be_foreign(header):
            identified = _by_foreign_names(header, named, lines)
        else:
            continue
        if identified is not None:
            return Columns(header, identified)
    return None


def _by_name(names: Sequence[str]) -> dict[int, _Identified]:
    identified: dict[int, _Identified] = {}
    for place, name in enumerate(map(folded, names)):
        if name in ENGLISH:
            identified[place] = _Identified(ENGLISH[name], ColumnBasis.ENGLISH)
        elif name in TRANSLATED:
            identified[place] = _Identified(TRANSLATED[name], ColumnBasis.TRANSLATION)
    return identified


def _by_known_names(
    header: CsvHeader, named: Mapping[int, _Identified], lines: Sequence[str]
) -> dict[int, _Identified] | None:
    """Identify the columns of a table that names first and last name; None if it is another program's."""
    kinds = _kinds(header, list(islice(_rows(header, lines), _SAMPLE)))
    identified = _by_content(named, kinds)
    identified = _in_order(identified, header.names, kinds) or identified
    others = sum(1 for place, name in enumerate(header.names) if name and place not in identified)
    meanings = {column.meaning for column in named.values()}
    if not (_is_english(named) or len({column.meaning for column in identified.values()}) >= _AMPLE):
        return None
    if Meaning.CONNECTED_ON in meanings:
        # No other program writes this; the user may have added columns.
        return identified if others <= len(identified) else None
    if Meaning.URL in meanings and not others:
        return identified
    has_both = _Kind.PROFILES in kinds and any(
        column.meaning is Meaning.CONNECTED_ON for column in identified.values()
    )
    is_like = has_both and not any(map(is_of_others, header.names))
    return identified if is_like and others <= len(identified) else None


def _is_english(named: Mapping[int, _Identified]) -> bool:
    names = (Meaning.FIRST_NAME, Meaning.LAST_NAME)
    return all(column.basis is ColumnBasis.ENGLISH for column in named.values() if column.meaning in names)


def _by_foreign_names(
    header: CsvHeader, named: Mapping[int, _Identified], lines: Sequence[str]
) -> dict[int, _Identified] | None:
    """Identify columns by content and place; None if the table is another program's or that is unclear."""
    rows = _rows(header, lines)
    first = next(rows, ())
    # A line of notes is followed by the header, a header by a contact.
    if not any(_kind([cell]) in _BY_CONTENT.values() for cell in first):
        return None
    kinds = _kinds(header, [first, *islice(rows, _SAMPLE)])
    identified = _by_place(_by_content(named, kinds), kinds)
    if identified is None:
        return None
    places = {column.meaning: place for place, column in identified.items()}
    is_linkedin = _Kind.PROFILES in kinds or _says_linkedin(lines[: header.index])
    is_in_turn = places[Meaning.FIRST_NAME] < places[Meaning.LAST_NAME]
    return identified if is_linkedin and is_in_turn else None


def _may_be_foreign(header: CsvHeader) -> bool:
    """Return whether these can be LinkedIn's columns in an unknown language."""
    return (
        _FEWEST_COLUMNS <= len(header.names) <= _MOST_COLUMNS
        and not any(map(is_of_others, header.names))
        and all(_kind([name]) is _Kind.WORDS for name in header.names)
    )


def _says_linkedin(above: Sequence[str]) -> bool:
    """Return whether the notes above a header mention LinkedIn, as LinkedIn's own do in every language."""
    return any("linkedin.com" in line.casefold() for line in above)


def _rows(header: CsvHeader, lines: Sequence[str]) -> Iterator[Sequence[str]]:
    return (row.cells for row in read_csv_rows(lines, header) if row.cells)


def _kinds(header: CsvHeader, sample: Sequence[Sequence[str]]) -> list[_Kind]:
    return [
        _kind([cells[place] for cells in sample if place < len(cells)]) for place in range(len(header.names))
    ]


def _kind(cells: Sequence[str]) -> _Kind:
    texts = [text for cell in cells if (text := clean_line(cell[:_LONGEST_CELL]))]
    if not texts:
        return _Kind.NOTHING
    kind, count = Counter(map(_kind_of_cell, texts)).most_common(1)[0]
    return kind if count >= _ENOUGH * len(texts) else _Kind.WORDS


def _kind_of_cell(text: str) -> _Kind:
    if _PROFILE.fullmatch(text):
        return _Kind.PROFILES
    if _DATE.fullmatch(text):
        return _Kind.DATES
    if "@" in text and all(email_addresses(part) for part in text.split(SEVERAL)):
        return _Kind.ADDRESSES
    return _Kind.WORDS


def _by_content(named: Mapping[int, _Identified], kinds: Sequence[_Kind]) -> dict[int, _Identified]:
    """Add the columns with contents that only one of LinkedIn's has; if two have them, neither is added."""
    identified = dict(named)
    meanings = {column.meaning for column in named.values()}
    for meaning, kind in _BY_CONTENT.items():
        places = [place for place, other in enumerate(kinds) if other is kind and place not in named]
        if meaning not in meanings and len(places) == 1:
            identified[places[0]] = _Identified(meaning, ColumnBasis.CONTENT)
    return identified


def _by_place(identified: Mapping[int, _Identified], kinds: Sequence[_Kind]) -> dict[int, _Identified] | None:
    """Assign the remaining columns to the missing meanings in LinkedIn's order; None if they do not fit."""
    meanings = {column.meaning for column in identified.values()}
    missing = [meaning for meaning in ORDER if meaning not in meanings]
    places = [place for place in range(len(kinds)) if place not in identified]
    if len(places) == len(missing) - 1:
        missing = _without_rarest(missing)
    if len(places) != len(missing):
        return None
    pairs = list(zip(places, missing, strict=True))
    if not all(kinds[place] in _FITTING.get(meaning, _NOTHING) for place, meaning in pairs):
        return None
    return {**identified, **{place: _Identified(meaning, ColumnBasis.PLACE) for place, meaning in pairs}}


def _without_rarest(missing: Sequence[Meaning]) -> list[Meaning]:
    """Leave out the column that older exports do not have or that users tend to remove."""
    rarest = next((meaning for meaning in (Meaning.EMAIL, Meaning.URL) if meaning in missing), None)
    return [meaning for meaning in missing if meaning is not rarest]


def _in_order(
    identified: Mapping[int, _Identified], names: Sequence[str], kinds: Sequence[_Kind]
) -> dict[int, _Identified] | None:
    """Do the same as `_by_place`, but only if all columns, the named ones too, end up in LinkedIn's order."""
    complete = _by_place(identified, kinds)
    if complete is None or any(
        is_of_others(name) for place, name in enumerate(names) if place not in identified
    ):
        return None
    meanings = [complete[place].meaning for place in sorted(complete)]
    return complete if meanings == [meaning for meaning in ORDER if meaning in meanings] else None
