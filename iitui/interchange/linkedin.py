"""Reads the Connections.csv of a LinkedIn export, in any language and with or without notes on top."""

from collections.abc import Iterator, Sequence

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.errors import UnreadableError
from iitui.domain.identity.keys import profile_key
from iitui.domain.imports import ImportProblem, ImportReading, ImportRecord
from iitui.domain.progress import Progress
from iitui.domain.text import clean
from iitui.interchange import archives
from iitui.interchange.channels import email_addresses, phone_number, web_address, without_doubles
from iitui.interchange.csv_rows import read_csv_rows, split_lines
from iitui.interchange.decoding import decode
from iitui.interchange.formats import Format, Match, Source
from iitui.interchange.linkedin_columns import SEVERAL, Columns, find_columns
from iitui.interchange.linkedin_names import Meaning

SOURCE = "LinkedIn"
MOST_ROWS = 200_000

_CONNECTIONS = "Connections.csv"


class LinkedIn:
    """The table of connections in a LinkedIn export, by itself or in the zip file that LinkedIn sends."""

    name = "linkedin"
    title = "LinkedIn"
    description = "a Connections.csv from LinkedIn, alone or in a zip file"
    endings = (".csv", ".zip")

    def detect(self, source: Source) -> Match:
        """Look for the row that names the columns; any zip file may hold a table."""
        if source.is_zip:
            return Match.LIKELY
        return Match.LIKELY if source.is_text and find_columns(source.lines) is not None else Match.NONE

    def read(self, source: Source) -> ImportReading:
        """Read the contacts of a Connections.csv, or of the one in a zip file."""
        if not source.is_zip:
            return read_linkedin(source.name, source.text, report=source.report)
        member, content = archives.read_member(
            source.name, source.data, _CONNECTIONS, most_bytes=source.most_bytes
        )
        return read_linkedin(source.name, decode(content), inside=clean(member), report=source.report)


FORMAT: Format = LinkedIn()


def read_linkedin(file: str, text: str, *, inside: str = "", report: Progress | None = None) -> ImportReading:
    """Read the contacts of a Connections.csv.

    Args:
        file: its name, for messages.
        text: its content.
        inside: its path in the archive, if `file` is one.
        report: is told after each row how far it is.

    Raises:
        UnreadableError: it has no header of LinkedIn's, or too many rows.
    """
    lines = split_lines(text)
    columns = find_columns(lines)
    if columns is None:
        raise UnreadableError(
            f"{file} is not a Connections.csv from LinkedIn: no row names the columns"
            " First Name, Last Name, URL, Email Address, Company, Position, Connected On,"
            " in English or in another language."
        )
    records: list[ImportRecord] = []
    problems: list[ImportProblem] = []
    unused: dict[str, None] = {}
    for count, row in enumerate(read_csv_rows(lines, columns.header), 1):
        if count > MOST_ROWS:
            raise UnreadableError(f"{file} has more than {MOST_ROWS:,} rows; split it and import the parts.")
        if report is not None:
            report(count, len(lines))
        where = f"{inside}, row {row.number}" if inside else f"row {row.number}"
        unused.update(dict.fromkeys(columns.unused(row.cells)))
        draft = _contact(row.cells, columns)
        if draft is not None:
            records.append(ImportRecord(where, draft))
        else:
            problems.append(ImportProblem(file, where, row.error or "has no name"))
    readings = tuple(columns.readings())
    return ImportReading(file, FORMAT.title, tuple(records), tuple(problems), readings, unused=tuple(unused))


def _contact(cells: Sequence[str], columns: Columns) -> ContactDraft | None:
    """Return the contact in a row; None if it has neither a name nor an email address."""
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
