"""Where things lie on this machine; asking makes nothing."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

JOURNAL_VARIABLE = "IITUI_DB"
"""Names the journal, where no argument does."""

_NAME = "iitui"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where everything lies.

    Attributes:
        journal: the SQLite file.
        settings: the settings file, which the user writes.
        state: the folder for what the program remembers between starts.
    """

    journal: Path
    settings: Path
    state: Path


def find_paths(journal: str | None = None) -> Paths:
    """Return where everything lies: the journal as named, else as `IITUI_DB` says, else the usual place."""
    named = journal or os.environ.get(JOURNAL_VARIABLE, "")
    return Paths(
        journal=Path(named).expanduser() if named else platformdirs.user_data_path(_NAME) / "journal.db",
        settings=platformdirs.user_config_path(_NAME) / "settings.toml",
        state=platformdirs.user_state_path(_NAME),
    )


def is_usual(paths: Paths) -> bool:
    """Return whether the journal lies where it usually does; only then its folder is made."""
    return paths.journal == platformdirs.user_data_path(_NAME) / "journal.db"
