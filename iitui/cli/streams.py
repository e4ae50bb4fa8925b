"""Standard input and output in place of a file, where "-" is typed: for journals, which are no text."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from iitui.commands import STANDARD_INPUT
from iitui.domain.errors import UnreadableError

T = TypeVar("T")


def write_to_output(name: str, make: Callable[[Path], T]) -> T:
    """Make a journal in a temporary file and print it; return what making it returned.

    Args:
        name: the end of the name of the temporary file.
        make: makes the file.

    Raises:
        UnreadableError: standard output is a terminal.
    """
    if sys.stdout.isatty():
        raise UnreadableError("A journal can't be shown on a terminal; redirect it to a file: > journal.db")
    with TemporaryDirectory(prefix="iitui-") as folder:
        file = Path(folder) / name
        made = make(file)
        sys.stdout.flush()
        with file.open("rb") as journal:
            shutil.copyfileobj(journal, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return made


@contextmanager
def named_file(typed: str) -> Iterator[Path]:
    """Yield the file that was typed; for "-" a temporary one with what comes on standard input.

    Raises:
        UnreadableError: standard input is closed, or a terminal.
    """
    if typed != STANDARD_INPUT:
        yield Path(typed).expanduser()
        return
    if sys.stdin is None or sys.stdin.isatty():
        raise UnreadableError("There's nothing on standard input; redirect a file to it: < journal.db")
    with TemporaryDirectory(prefix="iitui-") as folder:
        file = Path(folder) / "standard-input.db"
        with file.open("wb") as journal:
            shutil.copyfileobj(sys.stdin.buffer, journal)
        yield file


def refuse_json_beside(typed: str | None, *, is_json: bool) -> None:
    """Refuse to print JSON where a journal is printed.

    Raises:
        UnreadableError: both were asked for.
    """
    if is_json and typed == STANDARD_INPUT:
        raise UnreadableError("--json and - both write to standard output; use only one of them.")
