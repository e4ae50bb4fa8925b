"""The command `export`: writes what the journal contains in formats of other programs."""

import sys
from argparse import Namespace
from pathlib import Path

from iitui.cli.context import Commands, Context
from iitui.commands import STANDARD_OUTPUT
from iitui.domain.errors import UnreadableError
from iitui.exports.files import counted, write_export
from iitui.exports.outgoing import ExportRequest
from iitui.exports.registry import CALENDAR, choose_format, prepare
from iitui.output import progress_of, say, tell

_WHOLE = "everything"

_PATIENCE = 1.0
"""After how many seconds progress is shown."""


def export(context: Context, arguments: Namespace) -> int:
    """Write an export to a file, or to standard output without one."""
    if arguments.with_off_record and arguments.what != _WHOLE:
        raise UnreadableError(
            f"--with-off-record works only with {_WHOLE}; every other export leaves it out."
        )
    if arguments.what == CALENDAR:
        from iitui.cli.calendar import export_calendar

        return export_calendar(context, arguments)
    if arguments.vdir is not None:
        raise UnreadableError(f"--vdir: {arguments.what} can't be exported to a folder; only calendar can.")
    request = ExportRequest(
        subject=arguments.what,
        format=choose_format(arguments.what, arguments.format),
        now=context.now,
        zone=context.zone,
        private_tag=context.settings.private_tag,
        with_off_record=arguments.with_off_record,
        everything=arguments.all,
        title=arguments.name,
        author=context.settings.my_name if arguments.author is None else arguments.author,
        edition=arguments.edition,
    )
    progress = progress_of("Exporting", after=_PATIENCE)
    with context.look() as reader:
        outgoing = prepare(reader, request)
        if arguments.output in (None, STANDARD_OUTPUT):
            for part in counted(outgoing, progress):
                sys.stdout.write(part)
            sys.stdout.flush()
        else:
            target = Path(arguments.output).expanduser()
            write_export(outgoing, target, context.paths.journal, force=arguments.force, progress=progress)
            tell(f"Exported {outgoing.what} to {target}.")
    for remark in outgoing.remarks:
        say(remark)
    return 0


COMMANDS: Commands = {"export": export}
