"""Hands a letter to what is outside of iitui: a mail program, a file, an editor.

iitui itself sends nothing. Each function answers with a sentence for the user, or raises one.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from iitui.domain.errors import UnreadableError
from iitui.domain.text import clean_line
from iitui.interchange.mail_drafts import LONG_LINK, LONGEST_LINK
from iitui.ui.kit import outside


def open_mail(link: str, environment: Mapping[str, str]) -> str:
    """Open a mailto link in the mail program, on any thread, and return what to tell the user.

    Raises:
        UnreadableError: it cannot be opened here.
    """
    if not outside.opener(environment):
        raise UnreadableError(
            "There's no desktop here to open a mail program. Press c to copy the letter or s to save it as a"
            " draft."
        )
    if len(link) > LONGEST_LINK:
        raise UnreadableError("The letter is too long to open as a link. Press s to save it as a draft.")
    outside.open_link(link, environment)
    words = "Opened in your mail program. Once you've sent it, press x to mark it as sent."
    if len(link) > LONG_LINK:
        words += f" The link is {len(link):,} characters long, and some programs cut it off: check the end."
    return words


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
