"""Takes question sets over: recognizes them, shows what they would bring, and does it in one act."""

from pathlib import Path

from iitui.domain.question_sets import QuestionSetChanges, QuestionSetReading
from iitui.domain.text import clean, clean_line
from iitui.interchange.beginnings import beginning_of
from iitui.ui.question_sets.preview import QuestionSetPreview
from iitui.ui.session.background_work import run_with_progress
from iitui.ui.session.screen import JournalScreen


def is_question_set(path: Path) -> bool:
    """Return whether a file is a question set, judged by its beginning; False if it cannot be read."""
    from iitui.interchange.question_sets import looks_like_question_set

    return looks_like_question_set(beginning_of(path))


async def take_question_set(screen: JournalScreen, path: Path) -> bool:
    """Show what a set would bring, and take it over. To be run in a worker.

    Returns:
        Whether the file was read, whatever came of it; False when the user stopped waiting.

    Raises:
        IituiError: it cannot be read.
    """
    journal = screen.session.paths.journal
    words = f"Reading {clean_line(path.name)} …"
    prepared = await run_with_progress(screen.app, words, lambda: _prepare(path, journal), can_leave=True)
    if prepared is None:
        return False
    reading, changes = prepared
    if await screen.app.push_screen_wait(QuestionSetPreview(changes, reading.problems)):
        done = await screen.act(lambda store: store.question_sets.take(reading))
        if done is not None:
            screen.say(f"“{reading.about.name}”: {done.in_words}. u undoes it.")
    return True


def _prepare(path: Path, journal: Path) -> tuple[QuestionSetReading, QuestionSetChanges]:
    # The writers load SQLModel: here, on a thread, nobody waits for that.
    from iitui.interchange.question_sets import read_question_set
    from iitui.interchange.reading import read_bytes
    from iitui.store.built_in import load_questions
    from iitui.store.questions.sets import compare_with_journal
    from iitui.store.reader import JournalReader

    slugs = [question.slug for question in load_questions()]
    reading = read_question_set(clean(str(path)), read_bytes(path), slugs)
    reader = JournalReader.open(journal)
    try:
        return reading, compare_with_journal(reading, reader.questions)
    finally:
        reader.close()
