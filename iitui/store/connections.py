"""Opens the file of a journal, and explains why it cannot be opened.

It does without pathlib and contextlib: they are slow to load, and shell prompts read the journal, too.
"""

import os
import sqlite3
import stat

from iitui.domain.errors import DamagedError, JournalError
from iitui.store.schema import version

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from types import TracebackType

    from iitui.domain.rule_figures import RuleFigures
    from iitui.paths import StrPath

BUSY_SECONDS = 10.0
"""How long a write waits for another process to finish writing."""

MOST_CACHED = 64 * 1024
"""How many KiB of pages a large act may change before SQLite writes some of them to the disk twice."""

SMALLEST = 512
"""The least number of bytes of a database: one page."""

UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""The errors that reading a journal raises; the second if SQLite's own message is not valid text."""

_DAMAGE = ("malformed", "Could not decode to UTF-8")
_FOREIGN = "not a database"

_NO_ROOM = ("SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMMAP", "SQLITE_IOERR_SHMOPEN")
"""SQLite's error when the disk has no room for the shared-memory file beside the journal."""

_MAY_NOT = "SQLITE_READONLY"

_KNOWN = (
    ("locked", "is in use by another program; try again when it's done."),
    ("busy", "is in use by another program; try again when it's done."),
    ("readonly", "is read-only; nothing was changed."),
    ("disk is full", "is on a disk that is full; nothing was changed."),
    (_FOREIGN, "is not a journal: it is not an SQLite database."),
    ("unable to open", "cannot be opened; check the permissions of the file and its folder."),
    ("disk I/O", "cannot be read or written: the disk reports an error."),
)
"""Parts of SQLite's messages, and what they mean for the user."""


def look_at(path: "StrPath") -> bool:
    """Return whether there is a file at a path that may be a journal; check before SQLite opens it.

    The file is not opened: closing it would release the locks that SQLite holds on it for this process.

    Raises:
        JournalError: the folder is missing, or the path is not that of a file.
    """
    try:
        folder = os.path.dirname(path) or "."
        above, found = _stat(folder), _stat(path)
        if above is None or not stat.S_ISDIR(above.st_mode):
            raise JournalError(f"{path}: the folder {folder} does not exist.")
        if found is not None and stat.S_ISDIR(found.st_mode):
            raise JournalError(f"{path} is a folder, not a journal.")
        if found is not None and not stat.S_ISREG(found.st_mode):
            raise JournalError(f"{path} is not a file, so it cannot be a journal.")
        size = found.st_size if found is not None else 0
        if size < SMALLEST:  # SQLite would read it as an empty database
            _require_never_more(path, exists=found is not None)
        if 0 < size < SMALLEST:
            raise JournalError(f"{path} is not a journal: it is not an SQLite database.")
        return found is not None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise JournalError(f"{path} cannot be read: {why}.") from error


def _stat(path: "StrPath") -> os.stat_result | None:
    """Return the status of a file; None if there is no file."""
    try:
        return os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _require_never_more(path: "StrPath", *, exists: bool) -> None:
    """Refuse to start a new journal where a good backup shows that there was one before."""
    if _stat(f"{path}.backups") is None:
        return
    from pathlib import Path

    from iitui.store.backup_catalog import folder_of, newest_sound, offer

    journal = Path(path)
    if newest_sound(journal) is not None:
        what = "is empty now" if exists else "no longer exists"
        raise DamagedError(
            f"{path} {what}; nothing was changed{offer(journal)};"
            f" to start a new journal, move {folder_of(journal)} away."
        )


def is_damage(error: Exception, path: "StrPath" = "") -> bool:
    """Return whether an error comes from damage; if the error does not tell, the file is checked."""
    words = str(error)
    if isinstance(error, UnicodeDecodeError) or any(sign in words for sign in _DAMAGE):
        return True
    if _FOREIGN in words and path:
        return _was_one(path)
    if getattr(error, "sqlite_errorname", "") == _MAY_NOT and os.access(path or ".", os.W_OK):
        return True  # its permissions allow writing, so the file itself is at fault
    return bool(path) and not _is_known(error) and fault_of(path) is not None


def _is_known(error: Exception) -> bool:
    return any(sign in str(error) for sign, _ in _KNOWN)


def _was_one(path: "StrPath") -> bool:
    """Return whether the file at a path was a journal once: it has a good backup."""
    from pathlib import Path

    from iitui.store.backup_catalog import newest_sound  # needed only when something is broken

    return newest_sound(Path(path)) is not None


def fault_of(path: "StrPath") -> str | None:
    """Return the first fault of a journal; None if it has none, or cannot be read at all."""
    from contextlib import closing

    from iitui.store.schema.damage import has_faults, words_of

    try:
        with closing(open_for_reading(path)) as connection:
            return has_faults(connection)
    except UNREADABLE as error:
        return None if _is_known(error) and not is_damage(error) else words_of(error)
    except JournalError:
        return None


def damaged(path: "StrPath", fault: str = "") -> DamagedError:
    """Return the error for a damaged journal, which offers the newest good backup."""
    from pathlib import Path

    from iitui.store.backup_catalog import offer

    what = f"is damaged ({fault})" if fault else "is damaged"
    return DamagedError(f"{path} {what}; nothing was changed{offer(Path(path))}.")


def explain(error: Exception, path: "StrPath") -> JournalError:
    """Return an error of SQLite as a sentence that names the journal and the reason."""
    if is_damage(error, path):
        return damaged(path)
    words = str(error)
    if getattr(error, "sqlite_errorname", "") in _NO_ROOM:
        words = "disk is full"
    sentence = next((said for sign, said in _KNOWN if sign in words), f"cannot be used: {words}.")
    return JournalError(f"{path} {sentence}")


class spoken:  # noqa: N801 - like the next two, it is used as those of contextlib are
    """Turns errors of SQLite and of migrations into `JournalError` with the name of the file."""

    def __init__(self, path: "StrPath") -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _traceback: "TracebackType | None",
    ) -> None:
        path = self._path
        if isinstance(error, UNREADABLE):
            raise explain(error, path) from error
        if isinstance(error, version.ForeignError):
            raise (damaged(path) if _was_one(path) else JournalError(f"{path} {error}")) from error
        if isinstance(error, JournalError) and str(path) not in str(error):
            raise JournalError(f"{path} {error}") from error


class private_files:  # noqa: N801
    """Makes the files that SQLite creates within private to their owner."""

    def __enter__(self) -> None:
        self._before = os.umask(0o077)

    def __exit__(self, *_error: object) -> None:
        os.umask(self._before)


class closed_on_error:  # noqa: N801
    """Closes a connection if setting it up fails."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is not None:
            self._connection.close()


def open_for_reading(path: "StrPath", figures: "RuleFigures | None" = None) -> sqlite3.Connection:
    """Open an existing journal read-only; any thread may use the connection.

    Args:
        path: the journal.
        figures: what the rules of follow-ups count with; None for who reads none of what they tell.
    """
    connection = _open_read_only(path)
    _count_with(connection, figures)
    return connection


def _count_with(connection: sqlite3.Connection, figures: "RuleFigures | None") -> None:
    if figures is not None:
        from iitui.store import rule_functions

        rule_functions.register(connection, figures)


def _open_read_only(path: "StrPath") -> sqlite3.Connection:
    try:
        return _reader(path, "mode=ro")
    except sqlite3.OperationalError as error:
        # SQLite must write a file beside the journal even to read it. If it cannot, and there is no log with
        # content, then no process is writing, and the journal can be read as immutable.
        has_no_room = error.sqlite_errorname in _NO_ROOM
        if os.access(os.path.dirname(path) or ".", os.W_OK) and not has_no_room:
            raise
        log = _stat(f"{path}-wal")
        if log is not None and log.st_size:
            raise
        return _reader(path, "immutable=1")


def _uri(path: "StrPath") -> str:
    """Return a path as a URI of SQLite, to which options can be added (https://www.sqlite.org/uri.html)."""
    name = os.path.join(os.getcwd(), path).replace(os.sep, "/")
    for sign in "%?#":
        name = name.replace(sign, f"%{ord(sign):02x}")
    return f"file://{name if name.startswith('/') else f'/{name}'}"


def _reader(path: "StrPath", how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{_uri(path)}?{how}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    with closed_on_error(connection):
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def _free_companions(path: "StrPath") -> None:
    """Make the files writable again that SQLite left beside a journal while it was read-only.

    SQLite gives them the mode of the journal, and does not delete them if it may not write.
    """
    from contextlib import suppress

    for companion in (f"{path}-wal", f"{path}-shm"):
        if os.path.exists(companion) and os.access(path, os.W_OK) and not os.access(companion, os.W_OK):
            with suppress(OSError):  # another user's file; SQLite will report that
                os.chmod(companion, stat.S_IMODE(os.stat(path).st_mode))


def open_for_writing(path: "StrPath", figures: "RuleFigures | None" = None) -> sqlite3.Connection:
    """Open a journal, or create an empty file for one; the caller manages transactions.

    Args:
        path: the journal.
        figures: what the rules of follow-ups count with; None for who reads none of what they tell.

    Raises:
        DamagedError: it has no write-ahead log yet and is damaged.
        JournalError: the file is another program's database, which is not changed, or of a newer iitui.
    """
    _free_companions(path)
    with private_files():
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        with closed_on_error(connection):
            if version.version_of(connection):
                _require_whole_without_log(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{MOST_CACHED}")
            _count_with(connection, figures)
    return connection


def _require_whole_without_log(connection: sqlite3.Connection, path: "StrPath") -> None:
    """Refuse a damaged journal without a write-ahead log, because creating the log would write to it."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    from iitui.store.schema.damage import has_faults

    fault = has_faults(connection)
    if fault is not None:
        raise damaged(path, fault)
