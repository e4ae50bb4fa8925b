"""Where things lie on this machine; asking makes nothing."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

JOURNAL_VARIABLE = "IITUI_DB"
"""Names the journal, where no argument does."""

_NAME = "iitui"


class Paths(NamedTuple):
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
        journal=Path(named).expanduser() if named else _usual_journal(),
        settings=_folder("config") / "settings.toml",
        state=_folder("state"),
    )


def is_usual(paths: Paths) -> bool:
    """Return whether the journal lies where it usually does; only then its folder is made."""
    return paths.journal == _usual_journal()


def _usual_journal() -> Path:
    return _folder("data") / "journal.db"


_XDG = {"data": ".local/share", "config": ".config", "state": ".local/state"}


def _folder(purpose: str) -> Path:
    """Where this system keeps the data, the config or the state of a program.

    On Linux by the XDG Base Directory Specification, which says that a relative path counts for nothing;
    platformdirs knows the rest of the world, and takes as long to load as everything else of `iitui due`.
    """
    if sys.platform.startswith("linux"):
        said = os.environ.get(f"XDG_{purpose.upper()}_HOME", "")
        return (Path(said) if said.startswith("/") else Path.home() / _XDG[purpose]) / _NAME
    from platformdirs import PlatformDirs

    places = PlatformDirs(_NAME)
    return {
        "data": places.user_data_path,
        "config": places.user_config_path,
        "state": places.user_state_path,
    }[purpose]
