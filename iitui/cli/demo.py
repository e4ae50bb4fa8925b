"""The command `demo`: opens the screens on the sample journal, or writes that journal to a file."""

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from iitui.cli.context import Commands, Context
from iitui.domain.errors import JournalError
from iitui.output import tell
from iitui.paths import Paths


def demo(context: Context, arguments: Namespace) -> int:
    """Open the screens on a temporary sample journal, or write that journal to a new file."""
    if arguments.write is not None:
        return _write(context, Path(arguments.write).expanduser())
    with TemporaryDirectory(prefix="iitui-") as folder:
        journal = Path(folder) / "sample.db"
        _write_sample(context, journal)
        usual = context.paths
        paths = Paths(journal, usual.settings_file, usual.state_folder)
        return context.run_throwaway(Context(paths, context.clock, context.run_throwaway))


def _write(context: Context, file: Path) -> int:
    if file.exists() or file.is_symlink():
        raise JournalError(f"{file} already exists; nothing was written.")
    _write_sample(context, file)
    tell(f"Wrote the sample journal to {file}; 'iitui --db {file}' opens it.")
    return 0


def _write_sample(context: Context, file: Path) -> None:
    from iitui.store.sample import write_sample

    write_sample(file, context.clock, context.zone)


COMMANDS: Commands = {"demo": demo}
