"""Finds the copies of a journal that programs leave beside it when they carried two versions of it.

Such programs cannot bring two journals together: they keep one under the name, and the other beside it.
"""

import re
from pathlib import Path

from iitui.store.schema.version import APPLICATION_ID

_MARKS = (
    r"\.sync-conflict-\d{8}-\d{6}(?:-\w+)?",  # Syncthing
    r" \([^()]*conflict[^()]*\)",  # Dropbox, Nextcloud: journal (conflicted copy 2026-03-10).db
    r"_conflict-\d{8}-\d{6}",  # ownCloud
    r"[ _-]?\((?:\d{1,2}|Copy|copy)\)",  # Google Drive: journal (1).db
    r" \d{1,2}",  # iCloud: journal 2.db
)
_MAGIC = b"SQLite format 3\0"
_PLACE_OF_ID = 68

REMEDY = (
    "Share both through one folder ('iitui --db FILE share DIR', then 'iitui share DIR'), look at what came"
    " in, and delete the copy."
)


def conflict_copies(journal: Path) -> list[Path]:
    """Return the copies of a journal beside it, by name; those that are no journals are not among them."""
    name = re.compile(
        f"{re.escape(journal.stem)}(?:{'|'.join(_MARKS)}){re.escape(journal.suffix)}", re.IGNORECASE
    )
    try:
        beside = sorted(path for path in journal.parent.iterdir() if name.fullmatch(path.name))
        return [path for path in beside if _is_journal(path)]
    except OSError:
        return []


def _is_journal(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_PLACE_OF_ID + 4)
    return head.startswith(_MAGIC) and head[_PLACE_OF_ID:] == APPLICATION_ID.to_bytes(4)
