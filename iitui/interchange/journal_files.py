"""Reads the JSON of whole journals; what stands in it is the store's matter."""

import json
import re
from typing import TYPE_CHECKING

from iitui.domain.errors import UnreadableError

if TYPE_CHECKING:
    from typing import BinaryIO

MOST_BYTES = 1 << 30
"""How large a file may be, in bytes."""

_BEGINNING = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[^{}\[\]]*"format"\s*:\s*"iitui journal"')


def looks_like_journal(beginning: bytes) -> bool:
    """Return whether a file is a whole journal, judged by its first bytes."""
    return _BEGINNING.match(beginning) is not None


def read_json(file: str, stream: "BinaryIO") -> object:
    """Return what a JSON file holds.

    Args:
        file: its name, for messages.
        stream: its content, in UTF-8 with or without a byte order mark.

    Raises:
        UnreadableError: it is too large, is no JSON, or not all of it is there.
    """
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"{file} is larger than {MOST_BYTES >> 30} GiB.")
    try:
        content: object = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableError(f"{file} isn't complete JSON: {where}: {error.msg}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{file} isn't UTF-8: byte {error.start + 1}.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{file} isn't readable JSON.") from error
    return content
