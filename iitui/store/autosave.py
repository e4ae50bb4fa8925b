"""Text that is typed and not saved yet, in small files, so that a crash takes no more than a second of it.

It belongs to one journal, by the journal's path. Each running app has a lock beside its files: text of an app
that is still running is being typed there and is not offered elsewhere. A file that was there stays whole
until the next one takes its place; the disk is not waited for, since a key is never to wait.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from iitui.domain.autosave import UnsavedText
from iitui.domain.errors import JournalError
from iitui.domain.text import clean, clean_line

LONGEST = 4_000_000
"""Bytes of a file that is read back."""

MENTIONED = timedelta(days=60)
"""Text older than that is still offered where it was typed, but no longer mentioned."""


class UnsavedTexts:
    """The unsaved texts of one journal, as one running app keeps and finds them."""

    def __init__(self, folder: Path, journal: Path) -> None:
        """Look at the texts of a journal; nothing is made before there is something to keep.

        Args:
            folder: for those of all journals.
            journal: whose texts are meant.
        """
        self._all = folder
        self._journal = journal
        self._token = ""
        self._lock = -1

    @cached_property
    def _folder(self) -> Path:
        return self._all / _digest(os.fsencode(os.path.realpath(self._journal)))[:16]

    def keep(self, text: UnsavedText) -> None:
        """Keep what was typed into a form; it takes the place of what was kept of it before.

        Raises:
            JournalError: it cannot be written.
        """
        try:
            self._begin()
            _write(self._mine(text.form, text.about), {**asdict(text), "at": text.at.isoformat()})
        except OSError as error:
            raise JournalError(
                f"What you type cannot be kept before it is saved: {self._folder}: {error.strerror}."
            ) from error

    def take(self, form: str, about: str) -> UnsavedText | None:
        """Return what was typed into a form and never saved, the latest; it is ours from now on."""
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
        return text

    def left(self, now: datetime) -> list[UnsavedText]:
        """Return what other runs of the app have left unsaved, the latest first; old texts are not told."""
        found = (_read(path) for path in self._files("*") if not self._is_typed_elsewhere(path))
        texts = [text for text in found if text is not None and now - text.at < MENTIONED]
        return sorted(texts, key=lambda text: text.at, reverse=True)

    def drop(self, form: str, about: str) -> None:
        """Forget what we kept of a form: it was saved, or is not wanted."""
        if self._token:
            with contextlib.suppress(OSError):
                self._mine(form, about).unlink(missing_ok=True)

    def close(self) -> None:
        """Stop typing: what is still kept is offered to whoever opens the journal next."""
        if self._token:
            with contextlib.suppress(OSError):
                self._lock_of(self._token).unlink(missing_ok=True)
                os.close(self._lock)
            with contextlib.suppress(OSError):
                self._folder.rmdir()
        self._token, self._lock = "", -1

    def _begin(self) -> None:
        """Say by a lock that this app is running."""
        _make_folder(self._folder)
        while not self._token:
            token = os.urandom(8).hex()
            lock = os.open(self._lock_of(token), os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
            with contextlib.suppress(OSError):  # where nothing can be locked, texts are still kept
                fcntl.flock(lock, fcntl.LOCK_EX)
            if self._lock_of(token).exists():  # or another app has just taken it for a dead one's
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
    import hashlib  # here, as json below: a start without unsaved text should not wait for it

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
    """Return what a file holds, cleaned; None where it is not one of ours."""
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
