"""What to offer when a journal is damaged: its newest good backup, with the command that brings it back."""

import shlex
from pathlib import Path

from iitui.paths import find_paths
from iitui.store.backups import newest_sound


def offer(journal: Path) -> str:
    """Return words that go on a sentence about a damaged journal; none where there is no good backup."""
    backup = newest_sound(journal)
    if backup is None:
        return ""
    command = command_for(journal, backup.path)
    return f"; the newest good backup is that of {backup.at:%Y-%m-%d %H:%M} UTC ({command})"


def command_for(journal: Path, backup: Path) -> str:
    """Return the command that restores a journal from a backup, as a shell takes it."""
    usual = find_paths().journal
    named = "" if usual.absolute() == journal.absolute() else f"--db {shlex.quote(str(journal))} "
    return f"iitui {named}restore {shlex.quote(str(backup))}"
