"""Makes UIDs: names of records that last, across journals, exports and programs. They are UUIDs of version 7.

A UID is text in the usual form of 36 characters. Other programs know a record by it again: it is the UID of
its vCard and of its iCalendar event.

Source: RFC 9562, section 5.7: 48 bits of milliseconds since 1970, then 74 free bits.
"""

import hashlib
import os
import re
import uuid
from datetime import datetime

UID_FORM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The form of a UID."""

random_bytes = os.urandom
"""Where the free bits come from; who repeats acts to compare them puts another source here."""

_FREE_BITS = (1 << 74) - 1
_LATEST = (1 << 48) - 1


def new_uid(now: datetime) -> str:
    """Return a UID that nothing else has.

    Args:
        now: when its record is made; UIDs of later records sort after those of earlier ones.
    """
    return _uid(int(now.timestamp() * 1000), int.from_bytes(random_bytes(10)))


def derived_uid(seconds: int, *words: object) -> str:
    """Return the UID that follows from what a record has always been, the same on every computer.

    Args:
        seconds: when the record was made, since 1970; 0 if that is not known.
        words: what tells it from all others.
    """
    digest = hashlib.sha256("\0".join(map(str, words)).encode("utf-8", "surrogatepass")).digest()
    return _uid(seconds * 1000, int.from_bytes(digest[:10]))


def _uid(milliseconds: int, free: int) -> str:
    free &= _FREE_BITS
    stamp = min(max(milliseconds, 0), _LATEST) << 80
    return str(uuid.UUID(int=stamp | 0x7 << 76 | (free >> 62) << 64 | 0b10 << 62 | free & ((1 << 62) - 1)))
