"""Which version of the schema a journal has: `PRAGMA user_version` counts the steps that it has behind it.

Apart from the steps themselves, which only a journal of an earlier version needs.
"""

import sqlite3

from iitui.domain.errors import JournalError

NEWEST = 6
"""How many steps there are in `migrations.STEPS`; a test counts them."""

APPLICATION_ID = 0x69697475
"""'iitu', at offset 68 of the file."""


_STAMP = """
SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)
FROM pragma_application_id, pragma_user_version
"""
"""All in one statement: between two, another process may make the journal that was not there yet."""


class ForeignError(JournalError):
    """The file is a database of another program."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many steps the journal has behind it; 0 for a new file.

    Raises:
        JournalError: the file is a database of something else, or of a newer iitui.
    """
    application, version, tables = connection.execute(_STAMP).fetchone()
    if application != APPLICATION_ID:
        if application or version or tables:
            raise ForeignError("is another program's database, not an iitui journal.")
        return 0
    if version > NEWEST:
        raise JournalError(
            f"was written by a newer version of iitui (its schema is {version}; this one knows up to"
            f" {NEWEST}). Please update iitui."
        )
    return int(version)


def is_empty(connection: sqlite3.Connection) -> bool:
    """Return whether nobody has made anything of a database yet."""
    return not any(connection.execute(_STAMP).fetchone())
