"""Reads the templates of letters: those that ship with iitui, and the user's own beside the settings file.

A template of the user takes the place of the built-in one whose file has the same name. One that cannot be
used is told of in a sentence; it never keeps a letter from being written.
"""

import os
import stat
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from iitui.domain.errors import IituiError, UnreadableError
from iitui.domain.letters.templates import LONGEST_TEMPLATE, Template, read_template
from iitui.domain.text import clean_line

ENDING = ".txt"
"""The ending of the file of a template."""

MOST_TEMPLATES = 500
"""How many files of the user are read."""


class TemplateShelf(NamedTuple):
    """All templates that can be used.

    Attributes:
        problems: a sentence for each file of the user that cannot be used.
    """

    templates: tuple[Template, ...]
    problems: tuple[str, ...]


def load_templates(folder: Path) -> TemplateShelf:
    """Return the built-in templates and those in a folder of the user, which need not exist."""
    shelf = {template.slug: template for template in built_in_templates()}
    problems: list[str] = []
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ENDING)
    except (FileNotFoundError, NotADirectoryError):
        paths = []
    except OSError as error:
        paths = []
        problems.append(f"{folder}: your templates can't be read: {error.strerror}.")
    if len(paths) > MOST_TEMPLATES:
        problems.append(f"{folder}: of {len(paths)} templates, only the first {MOST_TEMPLATES} are read.")
    for path in paths[:MOST_TEMPLATES]:
        try:
            template = _read_file(path)
        except IituiError as error:
            rest = "The built-in one is used instead." if path.stem in shelf else "It was skipped."
            problems.append(f"{clean_line(str(error))} {rest}")
        else:
            shelf[template.slug] = template
    return TemplateShelf(tuple(shelf.values()), tuple(problems))


def built_in_templates() -> Iterator[Template]:
    """Yield the templates that ship with iitui."""
    for file in files("iitui.data").joinpath("letters").iterdir():
        if file.name.endswith(ENDING):
            slug = file.name.removesuffix(ENDING)
            yield read_template(file.read_text("utf-8"), slug=slug, file=file.name, is_built_in=True)


def _read_file(path: Path) -> Template:
    """Return the template in a file of the user.

    Raises:
        UnreadableError: it cannot be used.
    """
    name = f"letters/{path.name}"
    most = 4 * LONGEST_TEMPLATE  # the bytes of so many characters
    try:
        # Not to wait where nobody ever writes: a named pipe.
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(number, "rb") as file:
            about = os.fstat(number)
            if not stat.S_ISREG(about.st_mode):
                raise UnreadableError(f"{name}: this isn't a file.")
            if about.st_size > most:
                raise UnreadableError(
                    f"{name}: a template can have at most {LONGEST_TEMPLATE} characters; this file has"
                    f" {about.st_size} bytes."
                )
            data = file.read(most + 1)
    except OSError as error:
        raise UnreadableError(f"{name}: it cannot be read: {error.strerror}.") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"{name}, line {line}: this isn't UTF-8 text.") from error
    if "\0" in text:
        raise UnreadableError(f"{name}: this isn't a text file.")
    return read_template(text, slug=path.stem, file=name)
