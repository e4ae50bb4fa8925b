"""Turns the rows of a table into drafts, once it is known what each column holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, Level, NamePermission
from iitui.domain.identity.keys import profile_key, uid_key
from iitui.domain.organizations import OrganizationDraft
from iitui.domain.text import clean, clean_line, fold
from iitui.interchange.channels import (
    EXCHANGE_ADDRESS,
    email_addresses,
    phone_number,
    web_address,
    without_doubles,
)
from iitui.interchange.formulas import unescaped
from iitui.interchange.groups import tags_of
from iitui.interchange.linkedin_columns import SEVERAL
from iitui.interchange.tables.fields import TableField
from iitui.interchange.vcard_person import compose_name

_BETWEEN_NUMBERS = re.compile(r":::|[\r\n]+")
_BETWEEN_PAGES = re.compile(r":::|\s+")
_BETWEEN_TAGS = re.compile(r"[,;\r\n]")
_UUID = re.compile(r"(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)
_NOTHING = frozenset({"", "0/0/00"})
"""Cells that hold nothing: Outlook writes a birthday that it does not know as a date."""

_PREFERRED = "*"
_UNTOLD_LABELS = frozenset({"other", "obfuscated"})


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of a table holds.

    Attributes:
        place: which cell of a row it is, counted from 0.
        field: what it holds; None for nothing that iitui keeps.
        label: what its addresses or numbers are for: "work"; empty for nothing.
        label_place: the cell that says so instead, or None.
        lead: words before its texts in the notes: "Hobby"; empty for none.
    """

    place: int
    field: TableField | None
    label: str = ""
    label_place: int | None = None
    lead: str = ""


@dataclass(slots=True)
class RowResult:
    """What a row holds: a contact, an organization alone, or neither.

    Attributes:
        problems: what of it could not be used, in a few words each.
    """

    contact: ContactDraft | None = None
    organization: OrganizationDraft | None = None
    problems: list[str] = field(default_factory=list)


class RowReader:
    """Reads the rows of one table.

    Attributes:
        filled: the places of the columns without a field in which a row had something.
    """

    def __init__(self, columns: Sequence[Column], *, source: str, is_own: bool = False) -> None:
        """Make a reader.

        Args:
            columns: what the columns hold.
            source: where contacts come from whose row does not say it.
            is_own: whether iitui wrote the table; formulas are then unescaped.
        """
        self.filled: set[int] = set()
        self._source = source
        self._is_own = is_own
        self._columns: Mapping[TableField, list[Column]] = {each: [] for each in TableField}
        self._others = {column.place for column in columns if column.field is None}
        for column in columns:
            if column.field is not None:
                self._columns[column.field].append(column)

    def read(self, cells: Sequence[str]) -> RowResult:
        """Return what a row holds."""
        if self._is_own:
            cells = list(map(unescaped, cells))
        self._note_unused(cells)
        row = _Cells(cells, self._columns)
        name, organization = row.name(), row.line(TableField.ORGANIZATION)
        emails, unreadable = row.emails()
        others = (*row.phones(), *row.pages())
        notes = "\n\n".join((*row.notes(), *unreadable))
        if not name and not emails:
            if not organization:
                return RowResult(problems=["has no name"])
            about = "\n".join(channel.value for channel in without_doubles(others))
            research = "\n\n".join(filter(None, (about, notes)))
            return RowResult(organization=OrganizationDraft(name=organization, notes=research))
        result = RowResult()
        result.contact = ContactDraft(
            name=name or emails[0].value,
            organization=organization,
            role=row.line(TableField.ROLE),
            level=row.level(result.problems),
            channels=without_doubles((*emails, *others)),
            tags=row.tags(),
            source=row.line(TableField.SOURCE) or self._source,
            referred_by=_other_than(name, row.line(TableField.REFERRED_BY)),
            name_permission=row.name_permission(result.problems),
            cadence_days=row.cadence_days(result.problems),
            notes=notes,
            origin_keys=row.origin_keys(others),
        )
        return result

    def _note_unused(self, cells: Sequence[str]) -> None:
        for place in self._others - self.filled:
            if place < len(cells) and cells[place].strip() not in _NOTHING:
                self.filled.add(place)


def _other_than(name: str, referrer: str) -> str:
    """Return who referred somebody; empty where that is said to be the person."""
    return "" if fold(referrer) == fold(name) else referrer


class _Cells:
    """The cells of one row by what they hold."""

    def __init__(self, cells: Sequence[str], columns: Mapping[TableField, Sequence[Column]]) -> None:
        self._cells = cells
        self._columns = columns

    def _filled(self, wanted: TableField) -> Iterator[tuple[Column, str]]:
        for column in self._columns[wanted]:
            if column.place < len(self._cells) and (text := self._cells[column.place].strip()):
                yield column, text

    def line(self, wanted: TableField) -> str:
        """Return the first cell of a field that is not empty, as one line."""
        return next(filter(None, (clean_line(text) for _, text in self._filled(wanted))), "")

    def name(self) -> str:
        """Return the name: whole, composed of its parts, or else the nickname."""
        parts = (
            TableField.LAST_NAME,
            TableField.FIRST_NAME,
            TableField.MIDDLE_NAME,
            TableField.PREFIX,
            TableField.SUFFIX,
        )
        whole = self.line(TableField.NAME)
        return whole or compose_name(list(map(self.line, parts))) or self.line(TableField.NICKNAME)

    def emails(self) -> tuple[list[Channel], list[str]]:
        """Return the email addresses, the preferred one first, and a note for each text that is none."""
        preferred: list[Channel] = []
        channels: list[Channel] = []
        unreadable: list[str] = []
        for column, text in self._filled(TableField.EMAIL):
            label, is_preferred = self._label(column)
            for part in text.split(SEVERAL):
                addresses = email_addresses(part)
                chosen = preferred if is_preferred else channels
                chosen += (Channel(ChannelKind.EMAIL, address, label) for address in addresses)
                value = clean_line(part)
                if value and not addresses and not EXCHANGE_ADDRESS.match(value):
                    unreadable.append(f"Email: {value}")
        return [*preferred, *channels], unreadable

    def phones(self) -> Iterator[Channel]:
        """Yield the telephone numbers."""
        for column, text in self._filled(TableField.PHONE):
            label, _ = self._label(column)
            for part in _BETWEEN_NUMBERS.split(text):
                if number := phone_number(part):
                    yield Channel(ChannelKind.PHONE, number, label)

    def pages(self) -> Iterator[Channel]:
        """Yield the web addresses."""
        for column, text in self._filled(TableField.URL):
            label, _ = self._label(column)
            for part in _BETWEEN_PAGES.split(text):
                if address := web_address(part):
                    yield Channel(ChannelKind.URL, address, label)

    def _label(self, column: Column) -> tuple[str, bool]:
        """Return the label of addresses or numbers, and whether they are the preferred ones."""
        if column.label_place is None:
            return column.label, False
        text = clean_line(self._cells[column.label_place]) if column.label_place < len(self._cells) else ""
        label = text.removeprefix(_PREFERRED).strip().lower()
        return "" if label in _UNTOLD_LABELS else label, text.startswith(_PREFERRED)

    def tags(self) -> tuple[str, ...]:
        """Return the tags; a cell may hold several."""
        parts: list[str] = []
        for _, text in self._filled(TableField.TAGS):
            parts += text.split(SEVERAL) if SEVERAL in text else _BETWEEN_TAGS.split(text)
        return tags_of(parts)

    def notes(self) -> list[str]:
        """Return the notes that are not empty, without duplicates."""
        notes: list[str] = []
        for column, text in self._filled(TableField.NOTES):
            if cleaned := clean(text):
                notes.append(f"{column.lead}: {cleaned}" if column.lead else cleaned)
        return list(dict.fromkeys(notes))

    def level(self, problems: list[str]) -> Level | None:
        """Return the level; a word that is none is a problem."""
        word = self.line(TableField.LEVEL).lower()
        if not word or word in set(Level):
            return Level(word) if word else None
        problems.append(f"has the level '{word[:40]}'; levels are {', '.join(Level)}")
        return None

    def name_permission(self, problems: list[str]) -> NamePermission:
        """Return whether the referrer's name may be used; a word that says nothing is a problem."""
        word = self.line(TableField.NAME_PERMISSION).lower().replace("_", " ")
        if not word or word in set(NamePermission):
            return NamePermission(word) if word else NamePermission.NOT_ASKED
        problems.append(f"has the name permission '{word[:40]}'; it can be {', '.join(NamePermission)}")
        return NamePermission.NOT_ASKED

    def cadence_days(self, problems: list[str]) -> int | None:
        """Return the cadence in days; a text that is no number is a problem."""
        text = self.line(TableField.CADENCE_DAYS)
        if not text:
            return None
        if text.isascii() and text.isdecimal() and len(text) <= 4:
            return int(text)
        problems.append(f"has the cadence '{text[:40]}', which isn't a number of days")
        return None

    def origin_keys(self, channels: Sequence[Channel]) -> tuple[str, ...]:
        """Return the UID, and the pages that are a person's own."""
        uid = _UUID.fullmatch(self.line(TableField.UID))
        own = [uid_key(uid[1].lower())] if uid else []
        pages = (profile_key(channel.value) for channel in channels if channel.kind is ChannelKind.URL)
        return tuple(dict.fromkeys((*own, *filter(None, pages))))
