"""What an export is asked for and what it gives: text that is made piece by piece while it is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What somebody asks to export.

    Attributes:
        subject: what, as in `iitui.exports.registry`.
        format: in which of its formats.
        now: the instant of the export.
        zone: the user's time zone.
        private_tag: the tag of contacts who are kept out of what others read; empty for none.
        everything: of questions, whether also those that are not the user's own are exported.
        title: of questions, the name of the set; empty for the usual one.
        author: of questions, who hands them out.
        edition: of questions, the version of the set; empty for today's date.
        with_off_record: whether answers off the record go along, where the subject leaves that open.
    """

    subject: str
    format: str
    now: datetime
    zone: ZoneInfo
    private_tag: str = ""
    with_off_record: bool = False
    everything: bool = False
    title: str = ""
    author: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What leaves the journal.

    Attributes:
        parts: the text of the file, in as many parts as there are records or a few more.
        total: how many records there are.
        what: the records in words: "3 contacts".
        mark: a text near the beginning of every file of this export and of no other program's file, by which
            an earlier export is known and replaced without a question.
        remarks: sentences about what was left out, or about what should not be given away.
    """

    parts: Iterator[str]
    total: int
    what: str
    mark: str
    remarks: tuple[str, ...] = ()
