"""Exports from the screens: asks for a file, whose ending says the format, and writes it."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from iitui.domain.errors import IituiError
from iitui.domain.text import clean_line
from iitui.exports.files import ForeignFileError, write_export
from iitui.exports.outgoing import ExportRequest, Outgoing
from iitui.exports.registry import prepare
from iitui.store.reader import JournalReader
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.dialogs.file_picker import first_folder, read_path
from iitui.ui.kit.dialogs.progress import Gauge
from iitui.ui.session.background_work import run_with_progress
from iitui.ui.session.name_form import NameForm
from iitui.ui.session.screen import JournalScreen

ENDINGS: Mapping[str, Mapping[str, str]] = {
    "contacts": {".vcf": "vcard", ".csv": "csv"},
    "answers": {".csv": "csv", ".md": "markdown"},
    "everything": {".json": "json"},
}
"""What the palette exports: the formats by the endings of files, the usual one first."""


async def export(screen: JournalScreen, subject: str) -> None:
    """Ask for a file until it is written or nobody wants to. To be run in a worker."""
    endings = ENDINGS[subject]
    either = " or ".join(endings)
    typed, errors = str(first_folder() / f"{subject}{next(iter(endings))}"), dict[str, str]()
    while True:
        form = NameForm(f"Export {subject}", "File", typed, errors, echo_name=lambda _: f"Ends in {either}")
        answer = await screen.app.push_screen_wait(form)
        path = None if answer is None else read_path(answer, Path.cwd())
        if answer is None or path is None:
            return
        typed, errors = answer, {}
        chosen = endings.get(path.suffix.lower())
        if chosen is None:
            errors = {"name": f"The file name's ending sets the format: {either}."}
            continue
        try:
            outgoing = await _write(screen, subject, chosen, path)
        except IituiError as error:
            errors = {"name": str(error)}
            continue
        if outgoing is not None:
            screen.say(" ".join((f"Exported {outgoing.what} to {clean_line(str(path))}.", *outgoing.remarks)))
            return


async def _write(screen: JournalScreen, subject: str, chosen: str, path: Path) -> Outgoing | None:
    """Write the file; one of something else only if the user agrees. Return what was written."""
    session = screen.session
    request = ExportRequest(
        subject=subject,
        format=chosen,
        now=session.now(),
        zone=session.zone,
        private_tag=session.settings.private_tag,
    )
    gauge = Gauge()

    def work(*, force: bool = False) -> Outgoing:
        reader = JournalReader.open(session.paths.journal, session.figures)
        try:
            outgoing = prepare(reader, request)
            write_export(outgoing, path, session.paths.journal, force=force, progress=gauge.report)
        finally:
            reader.close()
        return outgoing

    words = f"Exporting {subject} …"
    try:
        return await run_with_progress(screen.app, words, work, gauge, can_leave=True)
    except ForeignFileError:
        question = f"{clean_line(str(path))} already exists and isn't an earlier export.\n\nReplace it?"
        if not await screen.app.push_screen_wait(Confirm("Replace", question)):
            return None
        forced = partial(work, force=True)
        return await run_with_progress(screen.app, words, forced, gauge, can_leave=True)
