"""Attaching a transcript, or notes made elsewhere, to an interview: a file, and then one act."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.domain.errors import IituiError
from iitui.domain.text import clean_line, several
from iitui.domain.transcripts import Transcript, TranscriptDraft, TranscriptReading
from iitui.ui.kit.dialogs.file_picker import FilePicker, first_folder, nearest_folder
from iitui.ui.session.background_work import run_with_progress
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store

ENDINGS = (".vtt", ".srt", ".txt", ".md", ".markdown")
"""The endings of files that the file picker shows."""


async def attach_transcript(screen: JournalScreen, interview_id: int) -> Transcript | None:
    """Ask for a file and attach it to an interview. To be run in a worker."""
    folder, typed, refused = first_folder(), "", ""
    while True:
        path = await screen.app.push_screen_wait(
            FilePicker("Attach a transcript or notes", folder, ENDINGS, typed=typed, refused=refused)
        )
        if path is None:
            return None
        folder, typed, refused = nearest_folder(path.parent, folder), str(path), ""
        try:
            reading = await _read_file(screen, path)
            draft = None if reading is None else _draft_of(interview_id, path, reading)
        except IituiError as error:
            refused = str(error)
            continue
        if reading is None or draft is None:
            continue
        transcript = await screen.act(partial(_attach, draft))
        if transcript is not None:
            screen.say(_describe(draft, reading))
        return transcript


async def _read_file(screen: JournalScreen, path: Path) -> TranscriptReading | None:
    """Read a file on a thread; None when the user would not wait."""

    def read() -> TranscriptReading:
        from iitui.interchange.reading import read_transcript_file

        return read_transcript_file(path)

    words = f"Reading {clean_line(path.name)} …"
    return await run_with_progress(screen.app, words, read, can_leave=True)


def _attach(draft: TranscriptDraft, store: "Store") -> Transcript:
    return store.transcripts.attach(draft)


def _draft_of(interview_id: int, path: Path, reading: TranscriptReading) -> TranscriptDraft:
    return TranscriptDraft(
        interview_id=interview_id, name=path.name, format=reading.format, text=reading.text
    ).checked()


def _describe(draft: TranscriptDraft, reading: TranscriptReading) -> str:
    words = f"Attached {draft.name}: {draft.format.description}, {several(len(reading.passages), 'passage')}."
    problems = [f"{problem.where}: {problem.why}" for problem in reading.problems[:3]]
    return " ".join([words, *problems])
