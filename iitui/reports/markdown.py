"""Escapes text for Markdown, so that it is shown as it was typed."""

import re

from iitui.domain.text import clean, clean_line

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|&$]")
_AT_START = re.compile(r"^(?:(\d{1,9})([.)])|([-+#=:]))")
"""What would turn a line into a heading, a list, a rule or a definition."""


def escape_line(text: str) -> str:
    """Return a text as one line of Markdown, with all special characters escaped."""
    return _AT_START.sub(r"\1\\\2\3", _SPECIAL.sub(r"\\\g<0>", clean_line(text)))


def escape_text(text: str) -> str:
    """Return a text as Markdown that keeps its line breaks."""
    lines = [escape_line(line) for line in clean(text).split("\n")]
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line or (out and out[-1]):
            out.append(f"{line}\\" if line and following else line)
    return "\n".join(out)
