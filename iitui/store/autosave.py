"""Keeps text that was typed but not saved yet in small files, so that a crash loses a second of it at most.

The files belong to one journal, identified by its path. Each running app holds a lock beside its files: while
it runs, its text is not offered to other apps. A file is replaced as a whole, so it is never half written.
The app does not wait for the disk, because typing must not wait.
"""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from iitui.domain.autosave import UnsavedText
from iitui.domain.errors import JournalError
from iitui.domain.text import clean, clean_line

LONGEST = 4_000_000
"""How many bytes of a file are read back."""

MENTIONED = timedelta(days=60)
"""The age up to which unsaved text is announced; older text is still offered in its own form."""


class UnsavedTexts:
    """The unsaved texts of one journal, written and found by one running app."""

    def __init__(self, folder: Path, journal: Path) -> None:
        """Find the unsaved texts of a journal; files are created only once there is something to keep.

        Args:
            folder: the folder for the texts of all journals.
            journal: the journal that the texts belong to.
        """
        self._all = folder
        self._journal = journal
        self._token = ""
        self._lock = -1
        self.when_taken: Callable[[], None] = lambda: None
        """Called when a text of an earlier run was given back, so that nobody goes on telling of it."""

    @cached_property
    def _folder(self) -> Path:
        return self._all / _digest(os.fsencode(os.path.realpath(self._journal)))[:16]

    def keep(self, text: UnsavedText) -> None:
        """Keep the text typed into a form; it replaces what was kept for that form before.

        Raises:
            JournalError: it cannot be written.
        """
        try:
            self._begin()
            _write(self._mine(text.form, text.about), {**asdict(text), "at": text.at.isoformat()})
        except OSError as error:
            raise JournalError(f"Unsaved text cannot be kept: {self._folder}: {error.strerror}.") from error

    def take(self, form: str, about: str) -> UnsavedText | None:
        """Return the latest unsaved text of a form, or None; this app keeps it from now on."""
        found = [
            (text, path)
            for path in self._files(_name(form, about))
            if not self._is_typed_elsewhere(path) and (text := _read(path)) is not None
        ]
        if not found:
            return None
        text, path = max(found, key=lambda one: one[0].at)
        with contextlib.suppress(OSError):
            self._begin()
            path.replace(self._mine(form, about))
        self.when_taken()
        return text

    def left(self, now: datetime) -> list[UnsavedText]:
        """Return the unsaved texts of earlier runs of the app, latest first, without old ones."""
        found = (_read(path) for path in self._files("*") if not self._is_typed_elsewhere(path))
        texts = [text for text in found if text is not None and now - text.at < MENTIONED]
        return sorted(texts, key=lambda text: text.at, reverse=True)

    def drop(self, form: str, about: str) -> None:
        """Delete the text kept for a form: it was saved or discarded."""
        if self._token:
            with contextlib.suppress(OSError):
                self._mine(form, about).unlink(missing_ok=True)

    def close(self) -> None:
        """Release the lock: texts still kept are offered to the next app that opens the journal."""
        if self._token:
            with contextlib.suppress(OSError):
                self._lock_of(self._token).unlink(missing_ok=True)
                os.close(self._lock)
            with contextlib.suppress(OSError):
                self._folder.rmdir()
        self._token, self._lock = "", -1

    def _begin(self) -> None:
        """Take the lock that shows that this app is running."""
        _make_folder(self._folder)
        while not self._token:
            token = os.urandom(8).hex()
            lock = os.open(self._lock_of(token), os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
            with contextlib.suppress(OSError):  # texts are kept even where locks are not supported
                fcntl.flock(lock, fcntl.LOCK_EX)
            if self._lock_of(token).exists():  # unless another app just removed it as stale
                self._token, self._lock = token, lock
            else:
                os.close(lock)

    def _is_typed_elsewhere(self, path: Path) -> bool:
        token = path.name.split(".")[1]
        if token == self._token:
            return False
        try:
            lock = os.open(self._lock_of(token), os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        else:
            self._lock_of(token).unlink(missing_ok=True)
            return False
        finally:
            os.close(lock)

    def _files(self, name: str) -> Iterator[Path]:
        with contextlib.suppress(OSError):
            yield from (path for path in self._folder.glob(f"{name}.*.json") if path.name.count(".") == 2)

    def _mine(self, form: str, about: str) -> Path:
        return self._folder / f"{_name(form, about)}.{self._token}.json"

    def _lock_of(self, token: str) -> Path:
        return self._folder / f"{token}.lock"


def _name(form: str, about: str) -> str:
    return _digest(f"{form}\0{about}".encode("utf-8", "surrogatepass"))[:24]


def _digest(name: bytes) -> str:
    import hashlib  # here, like json below, so that starting without unsaved text does not wait for it

    return hashlib.sha256(name).hexdigest()


def _make_folder(folder: Path) -> None:
    # One by one: with parents=True, only the last would be private to its owner.
    for one in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        one.mkdir(mode=0o700, exist_ok=True)


def _write(path: Path, value: Mapping[str, object]) -> None:
    import json

    part = path.with_suffix(".part")
    number = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            json.dump(value, file)
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _read(path: Path) -> UnsavedText | None:
    """Return the text in a file, cleaned; None if the file is not one of iitui's."""
    import json

    try:
        if path.is_symlink() or path.stat().st_size > LONGEST:
            return None
        value = json.loads(path.read_text("utf-8"))
        at = datetime.fromisoformat(value["at"])
        return UnsavedText(
            form=clean_line(_text(value["form"])),
            about=clean_line(_text(value["about"])),
            title=clean_line(_text(value["title"])),
            again=clean_line(_text(value["again"])),
            at=at if at.tzinfo else at.replace(tzinfo=UTC),
            texts={clean_line(name): clean(_text(text)) for name, text in value["texts"].items()},
            before={clean_line(name): _text(text) for name, text in value["before"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
