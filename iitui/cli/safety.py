"""The commands `backup`, `restore` and `check`, which protect the journal from loss."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.cli.context import Commands, Context, make_usual_folder
from iitui.cli.streams import named_file, refuse_json_beside, write_to_output
from iitui.commands import STANDARD_INPUT, STANDARD_OUTPUT
from iitui.domain.dates.calendar import say_when
from iitui.domain.errors import UnreadableError
from iitui.output import Row, print_json, print_rows, progress_of, say, tell

if TYPE_CHECKING:
    from iitui.store.backup.restoring import Restored
    from iitui.store.backup_catalog import Backup

_FINDINGS_SHOWN = 200


def back_up(context: Context, arguments: Namespace) -> int:
    """Take a backup, or list the existing ones."""
    from iitui.store.backup.backups import take_backup, take_backup_to
    from iitui.store.backup_catalog import Reason

    if arguments.list:
        if arguments.file is not None:
            raise UnreadableError("--list lists the backups in the usual folder; it takes no FILE.")
        return _list_backups(context, is_json=arguments.json)
    refuse_json_beside(arguments.file, is_json=arguments.json)
    journal, progress = context.paths.journal, progress_of("Backing up")
    if arguments.file == STANDARD_OUTPUT:
        write_to_output("backup.db", lambda part: take_backup_to(journal, part, context.now, progress))
        return 0
    if arguments.file is None:
        backup = take_backup(journal, Reason.ASKED, context.now, progress)
    else:
        backup = take_backup_to(journal, Path(arguments.file).expanduser(), context.now, progress)
    if arguments.json:
        print_json(_record(context, backup))
    else:
        tell(f"Backed up to {backup.path} ({_say_size(backup.size)}).")
    return 0


def _list_backups(context: Context, *, is_json: bool) -> int:
    from iitui.store.backup_catalog import backups_of, folder_of

    backups = backups_of(context.paths.journal)
    if is_json:
        print_json([_record(context, backup) for backup in backups])
    else:
        print_rows([_row(context, backup) for backup in backups], fixed=4)
    if not backups:
        say(f"There are no backups in {folder_of(context.paths.journal)} yet.")
    return 0


def _record(context: Context, backup: "Backup") -> dict[str, object]:
    return {
        "file": str(backup.path),
        "at": backup.at.astimezone(context.zone).isoformat(),
        "reason": backup.reason.value,
        "size": backup.size,
    }


def _row(context: Context, backup: "Backup") -> Row:
    reason = backup.reason.value.replace("-", " ")
    when = say_when(backup.at, context.zone, context.now)
    return when, reason, _say_size(backup.size), str(backup.path)


def _say_size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


def restore_journal(context: Context, arguments: Namespace) -> int:
    """Restore the journal from a file, and print how to undo that."""
    from iitui.store.backup.restoring import restore

    make_usual_folder(context.paths)
    with named_file(arguments.file) as file:
        restored = restore(context.paths.journal, file, context.now, progress_of("Restoring"))
    if arguments.json:
        print_json(_restored_record(context, arguments.file, restored))
        return 0
    source = "standard input" if arguments.file == STANDARD_INPUT else file
    tell(f"Restored {context.paths.journal} from {source}.")
    if restored.kept is not None:
        tell(f"Its previous contents are backed up in {restored.kept.path}; 'iitui undo' brings them back.")
    if restored.aside is not None:
        tell(f"The damaged journal was kept as {restored.aside}.")
    return 0


def _restored_record(context: Context, file: str, restored: "Restored") -> dict[str, object]:
    kept, aside = restored.kept, restored.aside
    return {
        "journal": str(context.paths.journal),
        "file": file,
        "kept": None if kept is None else _record(context, kept),
        "aside": None if aside is None else str(aside),
    }


def check(context: Context, arguments: Namespace) -> int:
    """Check the journal and print each finding with its remedy."""
    from iitui.store.check.inspection import inspect

    findings = inspect(context.paths.journal, progress_of("Checking"))
    if arguments.json:
        print_json([{"where": each.where, "what": each.what, "remedy": each.remedy} for each in findings])
    elif not context.paths.journal.exists():
        say(f"There is no journal at {context.paths.journal} yet.")
    elif not findings:
        tell("The journal is in good order.")
    else:
        for finding in findings[:_FINDINGS_SHOWN]:
            tell(f"{finding.where}: {finding.what} {finding.remedy}")
        if len(findings) > _FINDINGS_SHOWN:
            say(f"… and {len(findings) - _FINDINGS_SHOWN} more; --json lists them all.")
    return 1 if findings else 0


COMMANDS: Commands = {"backup": back_up, "restore": restore_journal, "check": check}
