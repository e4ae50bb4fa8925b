"""Where iitui keeps its files on this machine; nothing is created here.

File names are kept as text and turned into paths on demand: a shell prompt needs no paths, and pathlib takes
longer to load than `iitui due` takes to answer.
"""

import os
import sys

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

    StrPath: TypeAlias = str | os.PathLike[str]

JOURNAL_VARIABLE = "IITUI_DB"
"""The environment variable that names the journal, unless an argument does."""

_NAME = "iitui"


class Paths:
    """The files of iitui.

    Attributes:
        journal_file: the SQLite file, as text.
        settings_file: the settings file, which the user edits, as text.
        state_folder: the folder for the log and unsaved text, as text.
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
    def letters(self) -> "Path":
        """The folder for the user's own templates of letters, beside the settings file."""
        return _path(os.path.join(os.path.dirname(self.settings_file), "letters"))

    @property
    def columns(self) -> "Path":
        """The file that remembers what the columns of imported tables hold, beside the settings file."""
        return _path(os.path.join(os.path.dirname(self.settings_file), "columns.toml"))

    @property
    def state(self) -> "Path":
        """The folder for the log and unsaved text."""
        return _path(self.state_folder)


def find_paths(journal: str | None = None) -> Paths:
    """Return the paths; the journal is the one named, that of `IITUI_DB`, or the one in the usual place."""
    named = journal or os.environ.get(JOURNAL_VARIABLE, "")
    return Paths(
        journal=_tidy(os.path.expanduser(named)) if named else _usual_journal(),
        settings=os.path.join(_folder("config"), "settings.toml"),
        state=_folder("state"),
    )


def is_usual(paths: Paths) -> bool:
    """Return whether the journal is in the usual place; only then its folder is created if missing."""
    return paths.journal_file == _usual_journal()


def is_unmade(paths: Paths) -> bool:
    """Return whether the journal is in the usual place and its folder does not exist yet."""
    return is_usual(paths) and not os.path.exists(os.path.dirname(paths.journal_file))


def _path(name: str) -> "Path":
    from pathlib import Path

    return Path(name)


def _tidy(name: str) -> str:
    """Return a file name as pathlib writes it: without "./" and doubled slashes, but with ".."."""
    return name if os.path.normpath(name) == name else str(_path(name))


def _usual_journal() -> str:
    return os.path.join(_folder("data"), "journal.db")


_XDG = {"data": ".local/share", "config": ".config", "state": ".local/state"}


def _folder(purpose: str) -> str:
    """Return the folder for the data, the config or the state of iitui.

    On Linux it follows the XDG Base Directory Specification, which ignores relative paths. For other systems
    platformdirs knows it, which takes as long to load as all of `iitui due`.
    """
    if sys.platform.startswith("linux"):
        base = os.environ.get(f"XDG_{purpose.upper()}_HOME", "")
        folder = base if base.startswith("/") else os.path.join(os.path.expanduser("~"), _XDG[purpose])
        return _tidy(os.path.join(folder, _NAME))
    from platformdirs import PlatformDirs

    folders = PlatformDirs(_NAME)
    return {
        "data": folders.user_data_dir,
        "config": folders.user_config_dir,
        "state": folders.user_state_dir,
    }[purpose]
