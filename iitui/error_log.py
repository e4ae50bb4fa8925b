"""The log of errors in iitui itself: their types and places in the code, and nothing from the journal.

Messages, values and local variables are not written, because any of them may contain personal data; paths are
cut to what is below Python's own folders. Modules are loaded only when there is an error.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from iitui import __version__

NAME = "iitui.log"
LARGEST = 200_000
"""The size in bytes above which a new file is started; the previous one is kept."""

_DEEPEST = 60
"""How many frames of an error are written: half of them the outermost, half the innermost."""

_ROOTS = ("site-packages", "dist-packages", "lib")


def note(error: BaseException, where: str, folder: Path) -> Path | None:
    """Write an unexpected error to the log, and return the path of the log; None if it cannot be written.

    Args:
        error: the error; only its type and its frames are written.
        where: what was running: "app", "command import".
        folder: the folder of the log; created if it does not exist.
    """
    import logging
    from logging.handlers import RotatingFileHandler

    path = folder / NAME
    before = os.umask(0o077)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8")
    except OSError:
        return None
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        handler.handleError = _ignore_failure  # type: ignore[method-assign]  # a full disk must not cause a second error
        words = "\n".join((f"iitui {__version__}, Python {sys.version.split()[0]}: {where}", *_lines(error)))
        handler.handle(logging.LogRecord("iitui", logging.ERROR, "", 0, words, None, None))
        handler.close()
        return path
    finally:
        os.umask(before)


def sentence(path: Path | None) -> str:
    """Return the message about an unexpected error."""
    where = f" Details (without your data): {path}" if path else ""
    return f"Something went wrong in iitui itself. Everything you saved is still in the journal.{where}"


def _ignore_failure(record: object) -> None:  # noqa: ARG001
    return None


def _lines(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    present: BaseException | None = error
    while present is not None and id(present) not in seen:
        seen.add(id(present))
        yield f"  {_kind(present)}"
        yield from _frames(present.__traceback__)
        inner = present.exceptions[0] if isinstance(present, BaseExceptionGroup) else None
        present = inner or _wrapped(present) or present.__cause__ or present.__context__


def _wrapped(error: BaseException) -> BaseException | None:
    """Return the error inside a failed worker of Textual."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else None


def _kind(error: BaseException) -> str:
    """Return the type of an error, with the code of SQLite or the system, which reveals no data."""
    code = getattr(error, "sqlite_errorname", "")
    if isinstance(error, OSError) and error.errno is not None:
        import errno

        code = errno.errorcode.get(error.errno, "")
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{name} ({code})" if isinstance(code, str) and code.isidentifier() else name


def _frames(traceback: TracebackType | None) -> list[str]:
    lines = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        lines.append(f"    {_place(code.co_filename)}:{traceback.tb_lineno} {code.co_qualname}")
        traceback = traceback.tb_next
    half = _DEEPEST // 2
    return lines if len(lines) <= _DEEPEST else [*lines[:half], "    ...", *lines[-half:]]


def _place(file: str) -> str:
    """Return the path of a file below the folder of packages; above it, paths may contain the user's name."""
    parts = Path(file).parts
    home = Path(__file__).parent
    if Path(file).is_relative_to(home):
        return str(Path(file).relative_to(home.parent))
    for root in _ROOTS:
        if root in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(root) :])
    return parts[-1] if parts else "?"
