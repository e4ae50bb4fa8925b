"""Where things lie on this machine; asking makes nothing.

Names of files are kept as text, and made paths for whoever asks: a shell prompt asks for none, and pathlib
takes longer to load than what is owed to be found.
"""

import os
import sys

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

    StrPath: TypeAlias = str | os.PathLike[str]

JOURNAL_VARIABLE = "IITUI_DB"
"""Names the journal, where no argument does."""

_NAME = "iitui"


class Paths:
    """Where everything lies.

    Attributes:
        journal_file: the SQLite file, as text.
        settings_file: the settings file, which the user writes, as text.
        state_folder: the folder for what the program remembers between starts, as text.
    """

    def __init__(self, journal: "StrPath", settings: "StrPath", state: "StrPath") -> None:
        self.journal_file = os.fspath(journal)
        self.settings_file = os.fspath(settings)
        self.state_folder = os.fspath(state)

    @property
    def journal(self) -> "Path":
        """The SQLite file."""
        return _path(self.journal_file)

    @property
    def settings(self) -> "Path":
        """The settings file."""
        return _path(self.settings_file)

    @property
    def state(self) -> "Path":
        """The folder for what the program remembers between starts."""
        return _path(self.state_folder)


def find_paths(journal: str | None = None) -> Paths:
    """Return where everything lies: the journal as named, else as `IITUI_DB` says, else the usual place."""
    named = journal or os.environ.get(JOURNAL_VARIABLE, "")
    return Paths(
        journal=_tidy(os.path.expanduser(named)) if named else _usual_journal(),
        settings=os.path.join(_folder("config"), "settings.toml"),
        state=_folder("state"),
    )


def is_usual(paths: Paths) -> bool:
    """Return whether the journal lies where it usually does; only then its folder is made."""
    return paths.journal_file == _usual_journal()


def is_unmade(paths: Paths) -> bool:
    """Return whether the journal lies in the usual place, whose folder is not there yet."""
    return is_usual(paths) and not os.path.exists(os.path.dirname(paths.journal_file))


def _path(name: str) -> "Path":
    from pathlib import Path

    return Path(name)


def _tidy(name: str) -> str:
    """The name of a file as a path writes it: without "./" and doubled slashes; ".." stays, it may matter."""
    return name if os.path.normpath(name) == name else str(_path(name))


def _usual_journal() -> str:
    return os.path.join(_folder("data"), "journal.db")


_XDG = {"data": ".local/share", "config": ".config", "state": ".local/state"}


def _folder(purpose: str) -> str:
    """Where this system keeps the data, the config or the state of a program.

    On Linux by the XDG Base Directory Specification, which says that a relative path counts for nothing;
    platformdirs knows the rest of the world, and takes as long to load as everything else of `iitui due`.
    """
    if sys.platform.startswith("linux"):
        said = os.environ.get(f"XDG_{purpose.upper()}_HOME", "")
        folder = said if said.startswith("/") else os.path.join(os.path.expanduser("~"), _XDG[purpose])
        return _tidy(os.path.join(folder, _NAME))
    from platformdirs import PlatformDirs

    places = PlatformDirs(_NAME)
    return {
        "data": places.user_data_dir,
        "config": places.user_config_dir,
        "state": places.user_state_dir,
    }[purpose]
