"""What an importer implements, `Format`, and what it is given to read, `Source`."""

from enum import IntEnum
from functools import cached_property
from typing import Protocol

from iitui.domain.imports import ImportReading
from iitui.domain.progress import Progress
from iitui.interchange import archives
from iitui.interchange.csv_rows import split_lines
from iitui.interchange.decoding import decode, to_utf8

_TOLD_EVERY = 200


class Match(IntEnum):
    """How well a file fits a format; the format that fits best reads it."""

    NONE = 0
    POSSIBLE = 1
    """Something in the file belongs to the format."""
    LIKELY = 2
    """The file as a whole looks like the format."""
    CERTAIN = 3
    """The file begins as only this format does."""


class Source:
    """The content of a file, before its format is known.

    Each view of it is made once, when a format first asks for it.

    Attributes:
        name: the name of the file, for messages.
        data: its bytes.
        most_bytes: how large a file packed inside it may be.
    """

    def __init__(self, name: str, data: bytes, *, most_bytes: int, progress: Progress | None = None) -> None:
        self.name = name
        self.data = data
        self.most_bytes = most_bytes
        self._progress = progress

    def report(self, done: int, total: int) -> None:
        """Tell whoever waits how many of all lines or records were read; to be called every now and then."""
        if self._progress is not None and done % _TOLD_EVERY == 0:
            self._progress(min(done, total - 1), total)

    def report_end(self) -> None:
        """Tell whoever waits that all was read."""
        if self._progress is not None:
            self._progress(1, 1)

    @property
    def is_zip(self) -> bool:
        """Whether it is a zip file."""
        return self.data.startswith((archives.MARK, archives.EMPTY_MARK))

    @property
    def is_text(self) -> bool:
        """Whether it looks like text."""
        return b"\0" not in self.utf8[:4096]

    @cached_property
    def utf8(self) -> bytes:
        """Its bytes without a byte order mark, and converted to UTF-8 if they were UTF-16."""
        return to_utf8(self.data)

    @cached_property
    def text(self) -> str:
        """Its text, decoded by its byte order mark or its content."""
        return decode(self.data)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of its text, each with its line ending."""
        return split_lines(self.text)


class Format(Protocol):
    """A format that contacts can be imported from. Its module is named in `iitui.interchange.registry`."""

    @property
    def name(self) -> str:
        """The word for ``--format``; the same as in the registry."""

    @property
    def title(self) -> str:
        """What people call it: "vCard"."""

    @property
    def description(self) -> str:
        """A file of this format in a few words, with an article: "a vCard file"."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Of the names of its files, in lower case: (".vcf", ".vcard"). They are shown, never relied on."""

    def detect(self, source: Source) -> Match:
        """Return how well a file fits this format, judged by its content alone."""

    def read(self, source: Source) -> ImportReading:
        """Read the contacts of a file.

        Raises:
            UnreadableError: nothing could be read; the message names the file and the reason.
        """
