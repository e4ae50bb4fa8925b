"""Runs the user's editor in this terminal, for the screens as for `iitui settings --edit`."""

import shlex
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from iitui.domain.errors import UnreadableError
from iitui.domain.text import clean_line

if TYPE_CHECKING:
    from iitui.paths import StrPath


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """Return the command of the user's editor, from VISUAL or EDITOR.

    Raises:
        UnreadableError: neither names one, or what it names cannot be read as a command.
    """
    for variable in ("VISUAL", "EDITOR"):
        words = environment.get(variable, "").strip()
        if not words:
            continue
        try:
            command = shlex.split(words)
        except ValueError as error:
            raise UnreadableError(f"{variable} isn't a command: {clean_line(words)[:80]}.") from error
        return command
    raise UnreadableError("Set VISUAL or EDITOR to name an editor, for example: export EDITOR=nano")


def run_editor(file: "StrPath", environment: Mapping[str, str]) -> int:
    """Run the user's editor on a file until it is closed, and return its exit status.

    To be called on the main thread, while the screen is put away.

    Raises:
        UnreadableError: there is none, or it cannot be run.
    """
    command = editor_command(environment)
    try:
        with signals_left_to_editor():
            return subprocess.run([*command, file], check=False).returncode
    except OSError as error:
        raise UnreadableError(f"{clean_line(command[0])} cannot be run: {error.strerror}.") from error


@contextmanager
def signals_left_to_editor() -> Iterator[None]:
    """Leave the keys that interrupt to the editor, as system(3) does: the terminal tells iitui too."""
    # A handler, not SIG_IGN: the editor would inherit that.
    before = {number: signal.signal(number, _do_nothing) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _do_nothing(_number: int, _frame: object) -> None:
    """Handle a signal that is meant for the editor."""
