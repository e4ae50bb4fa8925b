"""Imports from other programs: asks for a file, shows what it would do, and does it in one act.

A mailbox, which may be a folder, goes its own way in `mail_importing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from iitui.domain.errors import IituiError
from iitui.domain.identity.matching import ImportAction, ImportPlan, plan_import
from iitui.domain.imports import ImportProblem, ImportRecord, columns_in_words
from iitui.domain.text import clean_line
from iitui.interchange.registry import file_endings
from iitui.ui.contacts.import_preview import ImportPreview
from iitui.ui.contacts.mail_importing import is_mailbox, look_through_mail
from iitui.ui.kit.dialogs.file_picker import FilePicker, first_folder, nearest_folder
from iitui.ui.kit.dialogs.progress import Gauge
from iitui.ui.question_sets.importing import is_question_set, take_question_set
from iitui.ui.session.background_work import run_with_progress
from iitui.ui.session.screen import JournalScreen


@dataclass(frozen=True, slots=True)
class PreparedImport:
    """What a file holds, compared with the journal as it is.

    Attributes:
        columns: which of its columns were taken for what, in words; '' where that is obvious.
    """

    records: Sequence[ImportRecord]
    problems: Sequence[ImportProblem]
    plan: ImportPlan
    columns: str


async def import_contacts(screen: JournalScreen) -> None:
    """Ask for a file, show what it would do, and import it as one act. To be run in a worker."""
    endings = (*file_endings(), ".mbox", ".eml", ".toml", ".json")
    folder, typed, refused = first_folder(), "", ""
    while True:
        path = await screen.app.push_screen_wait(
            FilePicker(
                "Import contacts, mail or questions",
                folder,
                endings,
                typed=typed,
                refused=refused,
                can_take_folder=True,
            )
        )
        if path is None:
            return
        folder, typed, refused = nearest_folder(path.parent, folder), str(path), ""
        try:
            if is_question_set(path):
                if await take_question_set(screen, path):
                    return
                continue
            is_mail = await is_mailbox(screen, path)
            if is_mail is None:
                continue
            if is_mail:
                await look_through_mail(screen, [path])
                return
            prepared = await _read(screen, path)
        except IituiError as error:
            refused = str(error)
            continue
        if prepared is None:
            continue
        name = clean_line(path.name)
        preview = ImportPreview(name, prepared.plan, prepared.problems, prepared.columns)
        if await screen.app.push_screen_wait(preview):
            await _run(screen, prepared, name)
        return


async def _read(screen: JournalScreen, path: Path) -> PreparedImport | None:
    """Read a file on a thread; None when the user stopped waiting."""
    journal = screen.session.paths.journal
    words = f"Reading {clean_line(path.name)} …"
    return await run_with_progress(screen.app, words, lambda: _prepare(path, journal), can_leave=True)


def _prepare(path: Path, journal: Path) -> PreparedImport:
    # The verbs load SQLModel: here, on a thread, nobody waits for that.
    from iitui.interchange.reading import read_contacts
    from iitui.store.contacts.imports import split_valid
    from iitui.store.reader import JournalReader

    reading = read_contacts(path)
    records, problems = split_valid(reading)
    reader = JournalReader.open(journal)
    try:
        plan = plan_import(records, reader.contacts.known())
        return PreparedImport(records, problems, plan, columns_in_words(reading))
    finally:
        reader.close()


async def _run(screen: JournalScreen, prepared: PreparedImport, name: str) -> None:
    gauge = Gauge()
    try:
        store = await screen.session.store()
        done = await run_with_progress(
            screen.app,
            f"Importing {name} …",
            lambda: store.imports.run(prepared.records, name, gauge.report),
            gauge,
            can_leave=True,
        )
    except IituiError as error:
        screen.show_error(error)
    else:
        if done is None:
            screen.say("The import was given up; nothing was changed.")
        else:
            added, changed = done.count(ImportAction.ADD), done.count(ImportAction.UPDATE)
            screen.say(f"Imported: {added} added, {changed} changed. u takes it back.")
    screen.reload()
