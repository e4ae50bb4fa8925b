"""Reads the Connections.csv of a LinkedIn export, wherever its header stands and in whatever language."""

from collections.abc import Iterator, Sequence

from iitui.domain.drafts import Channel, ContactDraft
from iitui.domain.enums.contacts import ChannelKind
from iitui.domain.errors import UnreadableError
from iitui.domain.identity.keys import profile_key
from iitui.domain.imports import ContactFormat, ImportProblem, ImportReading, ImportRecord
from iitui.interchange.channels import email_addresses, phone_number, web_address, without_doubles
from iitui.interchange.csv_rows import read_rows, split_lines
from iitui.interchange.linkedin_columns import SEVERAL, Columns, find_columns
from iitui.interchange.linkedin_names import Meaning

SOURCE = "LinkedIn"
MOST_ROWS = 200_000


def is_linkedin(text: str) -> bool:
    """Whether a text holds LinkedIn's header, in whatever language."""
    return find_columns(split_lines(text)) is not None


def read_linkedin(file: str, text: str, *, inside: str = "") -> ImportReading:
    """Read the contacts of a Connections.csv.

    Args:
        file: its name, for messages.
        text: what it holds.
        inside: its name inside the archive that `file` is, if it is one.

    Raises:
        UnreadableError: it has no header as LinkedIn writes it, or far too many rows.
    """
    lines = split_lines(text)
    columns = find_columns(lines)
    if columns is None:
        raise UnreadableError(
            f"{file} is no Connections.csv of LinkedIn: no row names the columns"
            " First Name, Last Name, URL, Email Address, Company, Position, Connected On,"
            " in English or in another language."
        )
    records: list[ImportRecord] = []
    problems: list[ImportProblem] = []
    for count, row in enumerate(read_rows(lines, columns.header), 1):
        if count > MOST_ROWS:
            raise UnreadableError(
                f"{file} holds more than {MOST_ROWS:,} rows; split it and import the parts."
            )
        where = f"{inside}, row {row.number}" if inside else f"row {row.number}"
        draft = _contact(row.cells, columns)
        if draft is not None:
            records.append(ImportRecord(where, draft))
        else:
            problems.append(ImportProblem(file, where, row.error or "holds no name"))
    return ImportReading(
        file, ContactFormat.LINKEDIN, tuple(records), tuple(problems), tuple(columns.readings())
    )


def _contact(cells: Sequence[str], columns: Columns) -> ContactDraft | None:
    """The contact of a row, or None if it has neither name nor address."""
    channels = without_doubles(_channels(cells, columns))
    addresses = (channel.value for channel in channels if channel.kind is ChannelKind.EMAIL)
    first, last = (columns.cell(cells, part) for part in (Meaning.FIRST_NAME, Meaning.LAST_NAME))
    name = f"{first} {last}".strip() or next(addresses, "")
    if not name:
        return None
    keys = (profile_key(channel.value) for channel in channels if channel.kind is ChannelKind.URL)
    return ContactDraft(
        name=name,
        organization=columns.cell(cells, Meaning.COMPANY),
        role=columns.cell(cells, Meaning.POSITION),
        channels=channels,
        source=SOURCE,
        origin_keys=tuple(dict.fromkeys(filter(None, keys))),
    )


def _channels(cells: Sequence[str], columns: Columns) -> Iterator[Channel]:
    for part in columns.cell(cells, Meaning.EMAIL).split(SEVERAL):
        for address in email_addresses(part):
            yield Channel(ChannelKind.EMAIL, address)
    for part in columns.cell(cells, Meaning.PHONE).split(SEVERAL):
        if number := phone_number(part):
            yield Channel(ChannelKind.PHONE, number)
    for part in columns.cell(cells, Meaning.URL).split(SEVERAL):
        if address := web_address(part):
            yield Channel(ChannelKind.URL, address)
