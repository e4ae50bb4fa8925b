"""Imports from other programs: asks for a file, shows what it would do, and does it in one act.

A mailbox, which may be a folder, goes its own way in `mail_importing`, and so do a whole journal in
`journal_importing`, and a calendar in `iitui.ui.interviews.calendar_exchange`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.domain.errors import IituiError, UnknownKindError
from iitui.domain.identity.actions import ImportAction
from iitui.domain.identity.matching import ImportPlan, plan_import
from iitui.domain.imports import (
    ColumnMatching,
    ImportProblem,
    ImportRecord,
    OrganizationRecord,
    columns_in_words,
    nothing_in_words,
    unused_in_words,
)
from iitui.domain.text import clean_line, several
from iitui.interchange.registry import file_endings
from iitui.paths import Paths
from iitui.ui.contacts.import_preview import ImportPreview
from iitui.ui.contacts.journal_importing import bring_journal, is_journal
from iitui.ui.contacts.mail_importing import is_mailbox, look_through_mail
from iitui.ui.interviews.calendar_exchange import is_calendar, take_from_calendar
from iitui.ui.kit.dialogs.file_picker import FilePicker, first_folder, nearest_folder
from iitui.ui.kit.dialogs.progress import Gauge
from iitui.ui.question_sets.importing import is_question_set, take_question_set
from iitui.ui.session.background_work import run_with_progress
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.interchange.reading import TableView
    from iitui.interchange.tables.table import Fields


_IMPORTABLE = (
    "Import a vCard file, a table (CSV), a LinkedIn export, a calendar, mail, questions or a journal."
)


@dataclass(frozen=True, slots=True)
class PreparedImport:
    """What a file holds, compared with the journal as it is.

    Attributes:
        columns: which of its columns were taken for what, and what was not used, in words.
        matching: how its columns were matched; None if its format knows them.
        view: its table, to be matched anew; None if it is none.
    """

    records: Sequence[ImportRecord]
    organizations: Sequence[OrganizationRecord]
    problems: Sequence[ImportProblem]
    plan: ImportPlan
    columns: str
    matching: ColumnMatching | None = None
    view: "TableView | None" = None


async def import_contacts(screen: JournalScreen) -> None:
    """Ask for a file, show what it would do, and import it as one act. To be run in a worker."""
    endings = (*file_endings(), ".mbox", ".eml", ".toml", ".json")
    folder, typed, refused = first_folder(), "", ""
    while True:
        path = await screen.app.push_screen_wait(
            FilePicker(
                "Import contacts, a calendar, mail, questions or a journal",
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
            take = _way_of(path)
            if take is not None:
                if await take(screen, path):
                    return
                continue
            is_mail = await is_mailbox(screen, path)
            if is_mail is None:
                continue
            if is_mail:
                await look_through_mail(screen, [path])
                return
            if await is_calendar(screen, path):
                if await take_from_calendar(screen, path):
                    return
                continue
            prepared = await _read(screen, path)
            if prepared is not None:
                prepared = await _match(screen, path, prepared)
            if prepared is not None:
                await _look_and_take(screen, path, prepared)
                return
        except UnknownKindError as error:
            refused = f"{error} {_IMPORTABLE}"
        except IituiError as error:
            refused = str(error)


def _way_of(path: Path) -> Callable[[JournalScreen, Path], Awaitable[bool]] | None:
    """Return what takes over a file that is known by its beginning; it answers False to go back."""
    if is_question_set(path):
        return take_question_set
    return bring_journal if is_journal(path) else None


async def _match(
    screen: JournalScreen, path: Path, prepared: "PreparedImport | TableView"
) -> PreparedImport | None:
    """Match the columns of a table that nobody knows; None when the user went back."""
    while not isinstance(prepared, PreparedImport):
        fields = await _ask_for_columns(screen, path, prepared)
        if fields is None:
            return None
        read = await _read(screen, path, fields)
        prepared = prepared if read is None else read
    return prepared


async def _ask_for_columns(screen: JournalScreen, path: Path, view: "TableView") -> "Fields | None":
    from iitui.ui.contacts.column_matching import MatchColumns

    name = clean_line(path.name)
    return await screen.app.push_screen_wait(MatchColumns(name, view.names, view.values, view.fields))


async def _look_and_take(screen: JournalScreen, path: Path, prepared: PreparedImport) -> None:
    """Show what a file would do; match its columns anew as often as the user wants that; import it."""
    name = clean_line(path.name)
    while True:
        view = prepared.view
        preview = ImportPreview(
            name, prepared.plan, prepared.problems, prepared.columns, can_match=view is not None
        )
        answer = await screen.app.push_screen_wait(preview)
        if answer is None:
            return
        if not answer.wants_columns or view is None:
            await _run(screen, prepared, name, answer.take_over)
            return
        fields = await _ask_for_columns(screen, path, view)
        again = None if fields is None else await _read(screen, path, fields)
        if isinstance(again, PreparedImport):
            prepared = again


async def _read(
    screen: JournalScreen, path: Path, fields: "Fields | None" = None
) -> "PreparedImport | TableView | None":
    """Read a file on a thread; its table if its columns are to be matched; None when the user left."""
    paths = screen.session.paths
    words = f"Reading {clean_line(path.name)} …"
    return await run_with_progress(screen.app, words, lambda: _prepare(path, paths, fields), can_leave=True)


def _prepare(path: Path, paths: Paths, fields: "Fields | None") -> "PreparedImport | TableView":
    # The verbs load SQLModel: here, on a thread, nobody waits for that.
    from iitui.interchange.reading import read_contacts, view_table
    from iitui.interchange.tables.choice import ColumnChoice
    from iitui.interchange.tables.memory import remembered
    from iitui.store.contacts.imports import split_valid, split_valid_organizations
    from iitui.store.reader import JournalReader

    columns = ColumnChoice(fields=fields, remembered=partial(remembered, paths.columns))
    view = view_table(path, columns)
    if view is not None and view.is_to_be_asked:
        return view
    reading = read_contacts(path, columns=columns)
    records, problems = split_valid(reading)
    organizations, more = split_valid_organizations(reading)
    reader = JournalReader.open(paths.journal)
    try:
        plan = plan_import(
            records,
            reader.contacts.known(),
            organizations=organizations,
            known_organizations=reader.organizations.research() if organizations else {},
        )
    finally:
        reader.close()
    words = "\n".join(
        filter(None, (nothing_in_words(reading), columns_in_words(reading), unused_in_words(reading)))
    )
    return PreparedImport(records, organizations, [*problems, *more], plan, words, reading.matching, view)


async def _run(screen: JournalScreen, prepared: PreparedImport, name: str, take_over: frozenset[int]) -> None:
    gauge = Gauge()
    try:
        store = await screen.session.store()
        done = await run_with_progress(
            screen.app,
            f"Importing {name} …",
            lambda: store.imports.run(
                prepared.records,
                name,
                gauge.report,
                organizations=prepared.organizations,
                take_over=take_over,
            ),
            gauge,
            can_leave=True,
        )
    except IituiError as error:
        screen.show_error(error)
    else:
        if done is None:
            screen.say("The import was cancelled; nothing was changed.")
        else:
            added, changed = (
                done.count(action) + done.count_organizations(action)
                for action in (ImportAction.ADD, ImportAction.UPDATE)
            )
            news = f" {several(len(done.news), 'contact')} with news: press F to see it." if done.news else ""
            screen.say(f"Imported: {added} added, {changed} changed.{news} u undoes it.")
            await _remember(screen, prepared)
    screen.reload()


async def _remember(screen: JournalScreen, prepared: PreparedImport) -> None:
    """Remember what the columns hold; what was imported stays if that fails."""
    matching, file = prepared.matching, screen.session.paths.columns
    if matching is None:
        return

    def write() -> None:
        from iitui.interchange.tables.memory import remember

        remember(file, matching)

    try:
        await asyncio.to_thread(write)
    except IituiError as error:
        screen.show_error(error)
