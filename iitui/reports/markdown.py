"""Texts that people bring, made harmless in Markdown: whatever they hold is shown as it was typed."""

import re

from iitui.domain.text import clean, clean_line

_SIGNS = re.compile(r"[\\`*_\[\]<>~|&$]")
_AT_START = re.compile(r"^(?:(\d{1,9})([.)])|([-+#=:]))")


def escape_line(text: str) -> str:
    """A text as one line of Markdown, without any sign that would mean something."""
    return _escape_start(_SIGNS.sub(r"\\\g<0>", clean_line(text)))


def escape_text(text: str, indent: str = "") -> str:
    """A text of several lines as Markdown that keeps its line breaks, each line but the first indented."""
    lines = [escape_line(line) for line in clean(text).split("\n")]
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line or (out and out[-1]):
            out.append(f"{line}\\" if line and following else line)
    return "\n".join([*out[:1], *(f"{indent}{line}" if line else "" for line in out[1:])])


def _escape_start(line: str) -> str:
    """Escape what makes a heading, a list, a rule or a definition of a line."""

    def escaped(match: re.Match[str]) -> str:
        return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}"

    return _AT_START.sub(escaped, line)
