"""Escapes text for Markdown, so that it is shown as it was typed."""

import re

from iitui.domain.text import clean, clean_line

_SIGNS = re.compile(r"[\\`*_\[\]<>~|&$]")
_AT_START = re.compile(r"^(?:(\d{1,9})([.)])|([-+#=:]))")


def escape_line(text: str) -> str:
    """Return a text as one line of Markdown, with all special characters escaped."""
    return _escape_start(_SIGNS.sub(r"\\\g<0>", clean_line(text)))


def escape_text(text: str, indent: str = "") -> str:
    """Return a text as Markdown that keeps its line breaks; every line but the first is indented."""
    lines = [escape_line(line) for line in clean(text).split("\n")]
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line or (out and out[-1]):
            out.append(f"{line}\\" if line and following else line)
    return "\n".join([*out[:1], *(f"{indent}{line}" if line else "" for line in out[1:])])


def _escape_start(line: str) -> str:
    """Escape the characters that would turn a line into a heading, a list, a rule or a definition."""

    def escaped(match: re.Match[str]) -> str:
        return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}"

    return _AT_START.sub(escaped, line)
