"""Signs that a screen reader cannot read, or reads as noise, and what is drawn for them with plain lines.

Each sign takes as many cells as what takes its place, so that columns stay aligned. Letters, accents,
quotation marks, dashes and the ellipsis stay as they are.
"""

from collections.abc import Iterator

_SIGNS = {
    "·": "-",
    "•": "*",
    "′": "m",
    "‹": "<",
    "›": ">",
    "←": "<",
    "↑": "^",
    "→": ">",
    "↓": "v",
    "↺": "@",
    "⏎": "~",
    "⋯": ".",
    "⊘": "/",
    "≁": "!",
    "≠": "!",
    "⌂": "#",
    "─": "-",
    "━": "=",
    "═": "=",
    "└": "`",
    "│": "|",
    "┃": "|",
    "║": "|",
    "▌": ">",
    "█": "#",
    "▆": "#",
    "░": ".",
    "▒": ":",
    "■": "#",
    "□": "o",
    "◇": "o",
    "○": "o",
    "◉": "@",
    "▲": "^",
    "△": "^",
    "▴": "^",
    "▶": ">",
    "▷": ">",
    "▸": ">",
    "▹": ">",
    "▼": "v",
    "▽": "v",
    "▾": "v",
    "◀": "<",
    "◂": "<",
    "☐": "o",
    "☑": "x",
    "✓": "x",
    "✔": "x",
    "✕": "X",
    "✗": "X",
    "\u2800": " ",
}
"""The signs that have a likeness of their own."""

_BLOCKS = (
    (0x2190, 0x2200, ">"),  # arrows
    (0x2300, 0x2400, "*"),  # technical signs
    (0x2500, 0x2580, "+"),  # box drawing
    (0x2580, 0x25A0, " "),  # block elements
    (0x25A0, 0x2600, "*"),  # geometric shapes
    (0x2700, 0x27C0, "*"),  # dingbats
    (0x27F0, 0x2800, ">"),  # arrows
    (0x2800, 0x2900, "#"),  # braille patterns, of which plots are made
    (0x2900, 0x2980, ">"),  # arrows
    (0x2B00, 0x2C00, "*"),  # arrows and shapes
)
"""What is drawn for all other signs of a block: its first, the one after its last, and the sign."""

_WIDE = "⌚⌛\u2329\u232a⏩⏪⏫⏬⏰⏳◽◾✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
"""The signs among these that take two cells."""


def _replacements() -> Iterator[tuple[int, str]]:
    for first, after, sign in _BLOCKS:
        yield from ((code, sign) for code in range(first, after))
    yield from ((ord(wide), "* ") for wide in _WIDE)
    yield from ((ord(sign), plain) for sign, plain in _SIGNS.items())


_TABLE = dict(_replacements())


def plain_lines(text: str) -> str:
    """Return a text of the same width without signs that only the eye understands."""
    return text if text.isascii() else text.translate(_TABLE)
