"""Reads the Connections.csv of a LinkedIn export, wherever its header stands."""

from collections.abc import Iterator

from iitui.domain.drafts import Channel, ContactDraft
from iitui.domain.enums.contacts import ChannelKind
from iitui.domain.errors import UnreadableError
from iitui.domain.identity import profile_key
from iitui.domain.imports import ContactFormat, Problem, Reading, Record
from iitui.domain.text import clean_line
from iitui.interchange.channels import email_addresses, phone_number, web_address, without_doubles
from iitui.interchange.csv_rows import Header, Row, find_header, read_rows, split_lines

SOURCE = "LinkedIn"
MOST_ROWS = 200_000

_HINT = "last name"
_NAMES = frozenset({"first name", "last name"})
# What only LinkedIn has beside the names; Google and Outlook write "Organization Name" and "E-mail Address".
_OWN = frozenset({"connected on", "position", "current position", "url", "profile url", "email address"})
_SEVERAL = ":::"


def is_linkedin(text: str) -> bool:
    """Whether a text holds LinkedIn's header."""
    return find_header(split_lines(text), _is_header, hint=_HINT) is not None


def read_linkedin(file: str, text: str, *, inside: str = "") -> Reading:
    """Read the contacts of a Connections.csv.

    Args:
        file: its name, for messages.
        text: what it holds.
        inside: its name inside the archive that `file` is, if it is one.

    Raises:
        UnreadableError: it has no header as LinkedIn writes it, or far too many rows.
    """
    lines = split_lines(text)
    header = find_header(lines, _is_header, hint=_HINT)
    if header is None:
        raise UnreadableError(
            f"{file} is no Connections.csv of LinkedIn: no row names the columns"
            " First Name, Last Name, URL, Email Address, Company, Position, Connected On."
        )
    records: list[Record] = []
    problems: list[Problem] = []
    for count, row in enumerate(read_rows(lines, header), 1):
        if count > MOST_ROWS:
            raise UnreadableError(
                f"{file} holds more than {MOST_ROWS:,} rows; split it and import the parts."
            )
        where = f"{inside}, row {row.number}" if inside else f"row {row.number}"
        draft = _Cells(row, header).contact()
        if draft is not None:
            records.append(Record(where, draft))
        else:
            problems.append(Problem(file, where, row.error or "holds no name"))
    return Reading(file, ContactFormat.LINKEDIN, tuple(records), tuple(problems))


def _is_header(names: set[str]) -> bool:
    return names >= _NAMES and not names.isdisjoint(_OWN)


class _Cells:
    """The cells of a row by the names of their columns."""

    def __init__(self, row: Row, header: Header) -> None:
        self._cells = row.cells
        self._columns = header.columns

    def _cell(self, *names: str) -> str:
        """The first cell under one of these names that holds anything."""
        for name in names:
            place = self._columns.get(name, -1)
            if 0 <= place < len(self._cells) and (text := clean_line(self._cells[place])):
                return text
        return ""

    def contact(self) -> ContactDraft | None:
        """The contact of the row, or None if it has neither name nor address."""
        channels = without_doubles(self._channels())
        addresses = (channel.value for channel in channels if channel.kind is ChannelKind.EMAIL)
        name = f"{self._cell('first name')} {self._cell('last name')}".strip() or next(addresses, "")
        if not name:
            return None
        keys = (profile_key(channel.value) for channel in channels if channel.kind is ChannelKind.URL)
        return ContactDraft(
            name=name,
            organization=self._cell("company", "current company"),
            role=self._cell("position", "current position"),
            channels=channels,
            source=SOURCE,
            origin_keys=tuple(dict.fromkeys(filter(None, keys))),
        )

    def _channels(self) -> Iterator[Channel]:
        for part in self._cell("email address", "email addresses", "email").split(_SEVERAL):
            for address in email_addresses(part):
                yield Channel(ChannelKind.EMAIL, address)
        for part in self._cell("phone numbers", "phone number", "phone").split(_SEVERAL):
            if number := phone_number(part):
                yield Channel(ChannelKind.PHONE, number)
        for part in self._cell("url", "profile url").split(_SEVERAL):
            if address := web_address(part):
                yield Channel(ChannelKind.URL, address)
