"""The log of what went wrong in iitui itself: kinds of errors, places in code, and no word of the journal.

Neither the message of an error nor a value nor a local variable is written, for any of them may hold what
somebody said; of paths only what lies below Python's own folders. Nothing is loaded before it is needed.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from iitui import __version__

NAME = "iitui.log"
LARGEST = 200_000
"""Bytes from which a new file is begun; the one before is kept as well."""

_DEEPEST = 60
"""Frames of one error that are written: the outermost and the innermost halves of them."""

_ROOTS = ("site-packages", "dist-packages", "lib")


def note(error: BaseException, where: str, folder: Path) -> Path | None:
    """Write an error that nobody foresaw into the log and return where that is; None if it cannot be written.

    Args:
        error: what went wrong; only its kind and its frames are written.
        where: what was running, in words of the program: "app", "command import".
        folder: where the log lies; made if it is not there.
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
        handler.handleError = _be_silent  # type: ignore[method-assign]  # a full disk is no second error
        words = "\n".join((f"iitui {__version__}, Python {sys.version.split()[0]}: {where}", *_lines(error)))
        handler.handle(logging.LogRecord("iitui", logging.ERROR, "", 0, words, None, None))
        handler.close()
        return path
    finally:
        os.umask(before)


def sentence(path: Path | None) -> str:
    """Return what the user is told about an error that nobody foresaw."""
    where = f" Details (without your data): {path}" if path else ""
    return f"Something went wrong in iitui itself; the journal keeps what was saved.{where}"


def _be_silent(record: object) -> None:  # noqa: ARG001
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
    """Return what a worker of Textual failed with."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else None


def _kind(error: BaseException) -> str:
    """Return the kind of an error, with the code of SQLite or the system, which says nothing of data."""
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
    """Return where code lies below the folder of packages; above it, paths may hold the user's name."""
    parts = Path(file).parts
    home = Path(__file__).parent
    if Path(file).is_relative_to(home):
        return str(Path(file).relative_to(home.parent))
    for root in _ROOTS:
        if root in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(root) :])
    return parts[-1] if parts else "?"
