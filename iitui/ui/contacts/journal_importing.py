"""Brings in a whole journal in JSON: says what it would add, and does it in one act."""

from pathlib import Path
from typing import TYPE_CHECKING

from iitui.domain.errors import IituiError
from iitui.domain.text import clean_line, several
from iitui.interchange.beginnings import beginning_of
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.dialogs.progress import Gauge
from iitui.ui.session.background_work import run_with_progress
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.everything.document import Document
    from iitui.store.everything.plan import JournalPlan

_MOST_SHOWN = 5


def is_journal(path: Path) -> bool:
    """Return whether a file is a whole journal, judged by its beginning; False if it cannot be read."""
    from iitui.interchange.journal_files import looks_like_journal

    return looks_like_journal(beginning_of(path))


async def bring_journal(screen: JournalScreen, path: Path) -> bool:
    """Say what a journal would add, and bring it in. To be run in a worker.

    Returns:
        Whether that was answered; False when the user went back to choose another file.

    Raises:
        IituiError: it cannot be read.
    """
    name = clean_line(path.name)
    journal = screen.session.paths.journal
    prepared = await run_with_progress(
        screen.app, f"Reading {name} …", lambda: _prepare(path, journal), can_leave=True
    )
    if prepared is None:
        return False
    document, plan = prepared
    if not plan.writes_anything:
        screen.say(f"{name} has nothing new.{_say_differences(plan)}")
        return True
    if not await screen.app.push_screen_wait(Confirm(f"Import {name}", _question(plan))):
        return False
    await _bring(screen, document, name)
    return True


def _prepare(path: Path, journal: Path) -> "tuple[Document, JournalPlan]":
    # Reading and comparing take long, and load SQLModel: here, on a thread, nobody waits for that.
    from iitui.interchange.journal_files import read_json
    from iitui.interchange.reading_errors import said_of
    from iitui.store.everything.document import read_document
    from iitui.store.reader import JournalReader

    name = clean_line(str(path))
    with said_of(name), path.open("rb") as stream:
        document = read_document(name, read_json(name, stream))
    reader = JournalReader.open(journal)
    try:
        return document, reader.everything.compare(document)
    finally:
        reader.close()


def _question(plan: "JournalPlan") -> str:
    added = plan.say_added()
    filled = plan.total("updated")
    lines = [f"New: {', '.join(added)}." if added else "Nothing is new."]
    if filled:
        lines.append(f"Blanks will be filled in: {several(filled, 'record')}.")
    differences = [f"{each.called}: {each.in_words}" for each in plan.differences]
    if differences:
        lines += ["", "These stay as they are in your journal:", *differences[:_MOST_SHOWN]]
    if len(differences) > _MOST_SHOWN:
        lines.append(f"and {len(differences) - _MOST_SHOWN} more")
    return "\n".join(lines)


def _say_differences(plan: "JournalPlan") -> str:
    if not plan.differences:
        return ""
    return f" {several(len(plan.differences), 'field')} differ and stay as they are in your journal."


async def _bring(screen: JournalScreen, document: "Document", name: str) -> None:
    gauge = Gauge()
    try:
        store = await screen.session.store()
        done = await run_with_progress(
            screen.app,
            f"Importing {name} …",
            lambda: store.everything.bring(document, name, gauge.report),
            gauge,
            can_leave=True,
        )
    except IituiError as error:
        screen.show_error(error)
    else:
        if done is None:
            screen.say("The import was cancelled; nothing was changed.")
        else:
            added, filled = done.total("added"), done.total("updated")
            screen.say(f"Imported: {added} added, {filled} filled in. u undoes it.")
    screen.reload()
