"""Decodes text in the encodings that address books use."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The codecs that a file may name. Python has others, which do not encode text or are dangerously slow.
_CHARSETS = re.compile(
    r"ascii|us-ascii|utf-?8|(windows-?|cp)\d{3,4}|iso-?8859-?\d{1,2}|latin-?1|koi8-?[ru]|big5(-?hkscs)?|gbk|gb2312"
    r"|gb18030|shift[_-]?jis|sjis|euc[_-](jp|kr)|iso-?2022-?(jp|kr)|mac-?roman|macintosh|tis-?620",
    re.IGNORECASE,
)
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}


def decode(data: bytes) -> str:
    """Decode a whole file by its byte order mark or its content.

    UTF-8 or UTF-16 if it has their mark, else UTF-8 if it is valid, else Windows-1252. Never fails; invalid
    bytes become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    return decode_value(data)


def to_utf8(data: bytes) -> bytes:
    """Return a file without its byte order mark, converted to UTF-8 if it was UTF-16."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data).encode("utf-8", errors="replace")
    return data


def decode_value(data: bytes, declared: str = "", *, trust_declared: bool = False) -> str:
    """Decode a part of a file that may have an encoding of its own.

    Args:
        data: the bytes.
        declared: the encoding that the file names, or empty; unknown names are ignored.
        trust_declared: try the declared encoding before UTF-8. Off for bytes that are not escaped: when a
            program saves a file in UTF-8, CHARSET parameters in it stay, but are wrong from then on.
    """
    if data.isascii() and b"\x1b" not in data:
        return data.decode("ascii")
    named = _codec(declared)
    order = (named, "utf-8") if trust_declared or b"\x1b" in data else ("utf-8", named)
    for encoding in filter(None, order):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")


def _codec(declared: str) -> str:
    if not _CHARSETS.fullmatch(declared):
        return ""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return ""
    return _SUPERSETS.get(name, name)
