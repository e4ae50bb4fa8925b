"""Hands a letter to what is outside of iitui: the clipboard, a mail program, an editor, a file.

iitui itself sends nothing. Each function answers with a sentence for the user, or raises one.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from iitui.domain.errors import UnreadableError
from iitui.domain.text import clean, clean_line
from iitui.editor import editor_command, run_editor
from iitui.interchange.mail_drafts import LONG_LINK, LONGEST_LINK

PATIENCE_SECONDS = 3.0
"""How long a clipboard tool may take."""

OPENER_SECONDS = 5.0
"""How long it is waited whether a mail program can be opened; opening goes on after that."""

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


def open_link(link: str, environment: Mapping[str, str]) -> str:
    """Open a mailto link in the mail program, on any thread, and return what to tell the user.

    Raises:
        UnreadableError: it cannot be opened here.
    """
    command = opener(environment)
    if not command:
        raise UnreadableError(
            "There is no desktop here to open a mail program: c copies the letter, s saves it as a draft."
        )
    if len(link) > LONGEST_LINK:
        raise UnreadableError("The letter is too long to be handed over as a link; s saves it as a draft.")
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
                raise UnreadableError(f"{command[0]} opened no mail program (status {status}).")
    except OSError as error:
        raise UnreadableError(f"{command[0]} cannot be run: {error.strerror}.") from error
    words = "Opened in your mail program. Once it is sent, x marks it as sent."
    if len(link) > LONG_LINK:
        words += f" The link has {len(link):,} characters, and some programs cut it: look at its end."
    return words


def edit_text(text: str, environment: Mapping[str, str]) -> str:
    """Open a text in the user's editor, in this terminal, and return it as it was left.

    To be called on the main thread, while the screen is put away. The text is in a file that only the user
    can read and that is removed afterwards.

    Raises:
        UnreadableError: the editor cannot be run, ended with an error, or left something that is no text.
    """
    command = editor_command(environment)
    number, name = tempfile.mkstemp(prefix="iitui-letter-", suffix=".txt")  # its mode is 600
    path = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
        status = run_editor(path, environment)
        if status:
            raise UnreadableError(
                f"{clean_line(command[0])} ended with status {status}; the letter is as it was."
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{clean_line(command[0])} cannot be run: {error.strerror}.") from error
    finally:
        _remove(path)
    if len(data) > LONGEST_EDITED:
        raise UnreadableError(
            f"What the editor left is too long: {len(data)} bytes. The letter is as it was."
        )
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError("What the editor left is no text in UTF-8; the letter is as it was.") from error


def _remove(path: Path) -> None:
    """Remove the file, and the copy that some editors keep beside it."""
    for one in (path, path.with_name(f"{path.name}~")):
        with suppress(OSError):
            one.unlink(missing_ok=True)


def write_draft(path: Path, data: bytes, *, replaces: bool = False) -> None:
    """Write a draft to a file that only the user can read.

    Args:
        path: the file; its folder must exist.
        data: its content.
        replaces: whether a file that is there may be replaced.

    Raises:
        FileExistsError: there is one, and it may not be replaced.
        UnreadableError: it cannot be written.
    """
    target = path.with_name(f".{path.name}.part") if replaces else path
    flags = os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW | (os.O_TRUNC if replaces else os.O_EXCL)
    try:
        number = os.open(target, flags, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(data)
        if replaces:
            target.replace(path)
    except FileExistsError:
        raise
    except OSError as error:
        if target != path:
            with suppress(OSError):
                target.unlink(missing_ok=True)
        raise UnreadableError(f"{path}: it cannot be written: {error.strerror}.") from error


def with_subject(subject: str, body: str) -> str:
    """Return a letter as it is edited outside: the subject on the first line, then a blank line."""
    return f"Subject: {clean_line(subject)}\n\n{body}"


def parts_of(text: str, subject: str) -> tuple[str, str]:
    """Return the subject and the body of a letter that was edited; without the line, the subject stays."""
    first, _, rest = text.partition("\n")
    if first.casefold().startswith("subject:"):
        return clean_line(first[len("subject:") :]), rest.strip("\n")
    return subject, text
