"""Wraps text to a width in characters, with what stands before it on the first line."""

import textwrap


def wrapped(start: str, text: str, width: int, *, indent: int | None = None) -> list[str]:
    """Return the lines of a text; those after the first are indented, by default to below the text."""
    hanging = " " * (len(start) if indent is None else indent)
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=start,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [start]
