"""Text as it enters the program: cleaned, shortened and folded here only."""

import unicodedata

_LINE_BREAKS = str.maketrans(dict.fromkeys("\r\u2028\u2029\u0085\v\f", "\n"))
_ASCII_CONTROLS = dict.fromkeys(point for point in (*range(0x20), 0x7F) if chr(point) not in "\n\t")
"""The control characters that are dropped from text in ASCII, which most long texts are."""

_ASCII_WORD = "[0-9a-z]+"
_DROPPED_CATEGORIES = frozenset({"Cc", "Cs", "Co"})
_DROPPED = frozenset(
    chr(point)
    for first, last in (
        (0x00AD, 0x00AD),  # soft hyphen
        (0x061C, 0x061C),  # bidi: Arabic letter mark
        (0x200B, 0x200B),  # zero width space; the joiners after it stay: emoji and several scripts need them
        (0x200E, 0x200F),  # bidi marks
        (0x202A, 0x202E),  # bidi embeddings and overrides
        (0x2060, 0x206F),  # invisible operators, bidi isolates, deprecated controls
        (0xFEFF, 0xFEFF),  # byte order mark
        (0xFFF9, 0xFFFB),  # interlinear annotation
        (0xFDD0, 0xFDEF),  # noncharacters
        (0xE0001, 0xE0001),  # language tag
    )
    for point in range(first, last + 1)
)


_FIRST_UNUSUAL = "\u0300"
"""The first character that combines with another; all before it are as wide as a letter."""


def is_plain(text: str) -> bool:
    """Return whether a text is all printable Latin letters and signs, as most texts are."""
    return text.isprintable() and (text.isascii() or max(text) < _FIRST_UNUSUAL)


def _keep(character: str) -> bool:
    if character in "\n\t":
        return True
    if character in _DROPPED or ord(character) & 0xFFFE == 0xFFFE:
        return False
    return unicodedata.category(character) not in _DROPPED_CATEGORIES


def clean(text: str) -> str:
    """Return text from outside made safe: in NFC, without control and bidi-override characters.

    Line breaks become newlines; tabs, emoji joiners and emoji tags stay. White space around it is removed.
    """
    if is_plain(text):
        return text.strip()
    lines = text.replace("\r\n", "\n").translate(_LINE_BREAKS)
    if lines.isascii():
        return lines.translate(_ASCII_CONTROLS).strip()
    kept = "".join(character for character in lines if _keep(character))
    return unicodedata.normalize("NFC", kept).strip()


def clean_line(text: str) -> str:
    """Return text cleaned as `clean` does, on one line, with each run of white space as a space."""
    if is_plain(text) and "  " not in text:
        return text.strip()
    return " ".join(clean(text).split())


def shorten(text: str, longest: int) -> str:
    """Return a text cut to this many characters, with "…" at the end if it was cut."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def several(count: int, called: str) -> str:
    """Return "3 contacts" or "1 contact"."""
    return f"{count} {called}" if count == 1 else f"{count} {called}s"


def join_notes(first: str, more: str) -> str:
    """Return notes, followed by more of them after a blank line; notes that are the same stand once."""
    if not first.strip() or first.strip() == more.strip():
        return more
    return f"{first.rstrip()}\n\n{more}" if more.strip() else first


def comma_join(*texts: str) -> str:
    """Join the texts that are not empty with commas."""
    return ", ".join(text for text in texts if text)


def _is_ideographic(character: str) -> bool:
    point = ord(character)
    return (
        0x3040 <= point <= 0x30FF
        or 0x3400 <= point <= 0x9FFF
        or 0xAC00 <= point <= 0xD7A3
        or 0xF900 <= point <= 0xFAFF
        or 0x20000 <= point <= 0x3FFFF
    )


_FOLD_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def fold(text: str) -> str:
    """Return text folded for searching and sorting: in lower case, without accents.

    'Łukasz Müller' -> 'lukasz muller'. Spaces stay; other scripts are not transliterated.
    """
    if text.isascii() and text.isprintable():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    stripped = "".join(character for character in decomposed if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", stripped.translate(_FOLD_SPECIAL))


def search_words(text: str) -> list[str]:
    """Return the folded words of a text, as in the search index; each CJK character is a word."""
    folded = fold(text)
    if folded.isascii():
        import re

        return re.findall(_ASCII_WORD, folded)
    spaced = "".join(
        f" {character} " if _is_ideographic(character) else character if character.isalnum() else " "
        for character in folded
    )
    return spaced.split()


def matches_search(query: str, text: str) -> bool:
    """Return whether each word of a search begins a word of a text; nothing typed matches everything."""
    wanted = search_words(query)
    if not wanted:
        return not query.strip()
    words = search_words(text)
    return all(any(word.startswith(beginning) for word in words) for beginning in wanted)


def number_words(text: str) -> list[str]:
    """Return the digits of a telephone number as people may search for them: all, and from each group on.

    '+1 (313) 555-0142' -> '13135550142', '3135550142', '5550142', '0142'.
    """
    groups = search_words(text)
    return ["".join(groups[place:]) for place in range(len(groups))]
