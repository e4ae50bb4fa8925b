"""What is outside of iitui: the clipboard, programs that open links, and the user's editor.

The only place that runs other programs for a screen; never through a shell.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from textual.app import App, SuspendNotSupported

from iitui.domain.errors import UnreadableError
from iitui.domain.text import clean, clean_line
from iitui.editor import editor_command, run_editor

PATIENCE_SECONDS = 3.0
"""How long a clipboard tool may take."""

OPENER_SECONDS = 5.0
"""How long it is waited whether a link can be opened; opening goes on after that."""

LONGEST_EDITED = 400_000
"""The most bytes that are read back from an editor."""

_CLIPBOARD_TOOLS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("", ("clip.exe",)),
)
"""The variable without which a tool has no clipboard to copy to, and its command."""


def clipboard_tool(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the command of a clipboard tool that works here; empty for none."""
    for variable, command in _CLIPBOARD_TOOLS:
        if (not variable or environment.get(variable)) and shutil.which(
            command[0], path=environment.get("PATH")
        ):
            return command
    return ()


async def copy_text(app: App[None], text: str) -> str:
    """Copy a text by the terminal (OSC 52) and by a clipboard tool; return what to add to words about it."""
    app.copy_to_clipboard(text)
    if await asyncio.to_thread(copy_by_tool, text, dict(os.environ)):
        return ""
    return " (Sent to the terminal; some terminals ignore it.)"


def copy_by_tool(text: str, environment: Mapping[str, str]) -> bool:
    """Copy a text by a clipboard tool, on any thread; return whether there is one and it did."""
    command = clipboard_tool(environment)
    if not command:
        return False
    encoding = "utf-16-le" if command[0] == "clip.exe" else "utf-8"
    try:
        done = subprocess.run(
            command,
            input=text.encode(encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def opener(environment: Mapping[str, str], platform: str = sys.platform) -> tuple[str, ...]:
    """Return the command that opens a link in the program for it; empty where there is no desktop."""
    path = environment.get("PATH")
    if platform == "darwin" and shutil.which("open", path=path):
        return ("open",)
    has_desktop = bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
    if has_desktop and shutil.which("xdg-open", path=path):
        return ("xdg-open",)
    return ("wslview",) if shutil.which("wslview", path=path) else ()


def open_link(link: str, environment: Mapping[str, str]) -> None:
    """Open a checked link in the program for it, on any thread.

    Raises:
        UnreadableError: it cannot be opened here.
    """
    command = opener(environment)
    if not command:
        raise UnreadableError("There's no desktop here to open links.")
    try:
        process = subprocess.Popen(
            [*command, link],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        with suppress(subprocess.TimeoutExpired):
            status = process.wait(OPENER_SECONDS)
            if status:
                raise UnreadableError(f"{command[0]} couldn't open it (status {status}).")
    except OSError as error:
        raise UnreadableError(f"{command[0]} cannot be run: {error.strerror}.") from error


def edit_text(text: str, environment: Mapping[str, str]) -> str:
    """Open a text in the user's editor, in this terminal, and return it as it was left.

    To be called on the main thread, while the screen is put away. The text is in a file that only the user
    can read and that is removed afterwards.

    Raises:
        UnreadableError: the editor cannot be run, ended with an error, or left something that is no text.
    """
    command = editor_command(environment)
    number, name = tempfile.mkstemp(prefix="iitui-", suffix=".txt")  # its mode is 600
    path = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
        status = run_editor(path, environment)
        if status:
            raise UnreadableError(
                f"{clean_line(command[0])} ended with status {status}; your text is unchanged."
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{clean_line(command[0])} cannot be run: {error.strerror}.") from error
    finally:
        _remove(path)
    if len(data) > LONGEST_EDITED:
        raise UnreadableError(f"The edited text is too long: {len(data)} bytes. Your text is unchanged.")
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError("The edited text isn't valid UTF-8. Your text is unchanged.") from error


def edit_outside(app: App[None], text: str) -> str:
    """Put the screen away, open a text in the user's editor, and bring the screen back whatever comes of it.

    Raises:
        UnreadableError: as `edit_text` does, or the terminal cannot be lent; the text is as it was.
    """
    environment = dict(os.environ)
    editor_command(environment)  # what is wrong with that needs no screen put away
    trouble: UnreadableError | None = None
    edited = text
    try:
        with app.suspend():
            try:
                edited = edit_text(text, environment)
            except UnreadableError as error:
                trouble = error
    except SuspendNotSupported as error:
        raise UnreadableError("Your editor can't be opened in this terminal.") from error
    if trouble is not None:
        raise trouble
    return edited


def _remove(path: Path) -> None:
    """Remove the file, and the copy that some editors keep beside it."""
    for one in (path, path.with_name(f"{path.name}~")):
        with suppress(OSError):
            one.unlink(missing_ok=True)
