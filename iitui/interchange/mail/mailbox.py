"""A mailbox: what `iitui mail` and `iitui import` read, as a stream of messages with progress."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path

from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportProblem
from iitui.domain.mail.messages import MailMessage, MailPlace
from iitui.domain.progress import Progress
from iitui.domain.text import clean
from iitui.interchange.mail.files import MOST_START, MailFile, find_mail, read_raw
from iitui.interchange.mail.heads import RawMessage, read_message
from iitui.interchange.mail.mbox import MOST_HEAD
from iitui.interchange.mail.texts import MOST_BODY, read_text

_TOLD_EVERY = 1 << 20
_MOST_WHOLE = MOST_HEAD + MOST_BODY


class Mailbox:
    """The mail in some files and folders; it can be read several times.

    Attributes:
        paths: the files and folders.
        names: what the user called the files and folders.
        problems: what could not be read to its end, when it was last read.
    """

    def __init__(self, paths: Iterable[Path], go_on: Callable[[], None] | None = None) -> None:
        """Look for the mail.

        Args:
            paths: the files and folders.
            go_on: called for each file that is looked at; what it raises ends the search.

        Raises:
            UnreadableError: a path is missing or cannot be read, or there is no mail in it.
        """
        self.paths = tuple(paths)
        self.names = tuple(clean(str(path)) for path in self.paths)
        self.problems: list[ImportProblem] = []
        self.total_bytes = 0
        for path, name in zip(self.paths, self.names, strict=True):
            sizes = [file.size for file in find_mail(path, go_on)]
            if not sizes and not _is_maildir(path):
                raise UnreadableError(f"There's no mail in {name}.")
            self.total_bytes += sum(sizes)

    def messages(self, progress: Progress | None = None) -> Iterator[MailMessage]:
        """Yield every message; of its body nothing is read but what tells of a delivery failure."""
        for _, raws in self._files(lambda _: MOST_START, progress):
            for raw in raws:
                yield read_message(raw)

    def texts(
        self, places: Collection[MailPlace], progress: Progress | None = None
    ) -> Iterator[tuple[MailPlace, str]]:
        """Yield the text of each message at some places, in one more reading."""
        wanted = frozenset(places)
        files = {place.file for place in wanted}
        for file, raws in self._files(lambda place: _MOST_WHOLE if place in wanted else 0, progress):
            if file.name not in files:
                continue
            for raw in raws:
                if raw.place in wanted:
                    yield raw.place, read_text(raw.head + b"\n" + raw.body)

    def _files(
        self, most: Callable[[MailPlace], int], progress: Progress | None
    ) -> Iterator[tuple[MailFile, Iterator[RawMessage]]]:
        """Yield each file with its messages, which need not be read."""
        self.problems.clear()
        done = 0
        for file in chain.from_iterable(map(find_mail, self.paths)):
            meter = _Meter(done, self.total_bytes, progress)
            yield file, self._raw(file, most, meter)
            done += file.size
            meter.finish(done)
        if progress is not None:
            progress(self.total_bytes, self.total_bytes)

    def _raw(self, file: MailFile, most: Callable[[MailPlace], int], meter: "_Meter") -> Iterator[RawMessage]:
        try:
            yield from read_raw(file, most, meter.advance)
        except UnreadableError as error:
            self.problems.append(ImportProblem(file.name, "the rest", str(error)))


class _Meter:
    """Tells the progress within one file, at most once for each mebibyte."""

    def __init__(self, begun: int, total: int, progress: Progress | None) -> None:
        self._done, self._total = begun, total
        self._told = begun - begun % _TOLD_EVERY
        self._progress = progress

    def advance(self, count: int) -> None:
        """Count bytes that were read."""
        self.finish(self._done + count)

    def finish(self, done: int) -> None:
        """Set how many bytes were read."""
        self._done = done
        if self._progress is not None and done - self._told >= _TOLD_EVERY:
            self._told = done - done % _TOLD_EVERY
            self._progress(min(done, self._total), self._total)


def is_mail(path: Path, go_on: Callable[[], None] | None = None) -> bool:
    """Return whether a path is a mailbox, judged by what is in it; what `go_on` raises ends the search.

    Raises:
        UnreadableError: it cannot be read.
    """
    return next(find_mail(path, go_on), None) is not None or _is_maildir(path)


def _is_maildir(path: Path) -> bool:
    return all((path / name).is_dir() for name in ("cur", "new"))
