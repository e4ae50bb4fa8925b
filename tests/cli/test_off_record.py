"""What was said off the record leaves the program by none of its ways out; no new way can be forgotten."""

from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from iitui.commands import BRIEF_FORMATS, COMMANDS, LETTER_KINDS
from iitui.domain.interviews import Status
from iitui.domain.transcripts import TranscriptDraft, TranscriptFormat
from iitui.exports.registry import FORMATS
from iitui.store.journal import Store
from tests.builders import contact, interview
from tests.clock import MovableClock
from tests.journals import journal_of

SECRET = "Behind the hand"
OPENLY = "Before everybody"
TRANSCRIPT = f"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Dana Ito>{SECRET}. {OPENLY}.\n"

WAYS: dict[str, list[list[str]]] = {
    "due": [[], ["--json"]],
    "next": [[], ["--json"]],
    "brief": [[which, "--format", form] for which in ("1", "2") for form in BRIEF_FORMATS],
    "letter": [["dana", "--kind", kind] for kind in LETTER_KINDS] + [["dana", "--format", "json"]],
    "contacts": [[], ["--json"]],
    "interviews": [["--all"], ["--all", "--json"]],
    "questions": [[], ["--json"]],
    "history": [[], ["--json"]],
    "report": [["nursing", "--format", form] for form in BRIEF_FORMATS],
    "compare": [["nursing"], ["nursing", "--json"], [], ["--json"]],
    "tree": [["--format", form] for form in BRIEF_FORMATS] + [["dana", "--format", "json"]],
    "stats": [[], ["--json"], ["--since", "90d"]],
    "import": [["{folder}/said.vtt", "--interview", "1", *more] for more in ([], ["--json"], ["--dry-run"])],
    "export": [[what, "--format", form] for what, forms in FORMATS.items() for form in forms],
    "targets": [[], ["--json"]],
    "merge": [[], ["--json"], ["1", "2"], ["2", "1", "--dry-run", "--json"], ["1", "2", "--not-the-same"]],
    "news": [[], ["--json"]],
    "check": [[], ["--json"]],
    "paths": [[]],
    "share": [["{folder}", "--dry-run"], ["{folder}", "--dry-run", "--json"], ["{folder}"]],
    "undo": [[]],
    "redo": [[]],
}
"""The commands that print something of a journal, with the ways in which they do."""

TAKE_IN = {"add", "target", "schedule", "log", "done", "waive", "dismiss", "snooze", "mail"}
WHOLE_JOURNALS = {"backup", "restore", "demo"}
OF_NO_JOURNAL = {"settings", "completion", "help"}


@pytest.fixture
def whispered(journal: Path, now: datetime) -> None:
    """A journal with an answer off the record and one on it, and another interview to come.

    The transcript of the interview holds both; the first is taken over from it.
    """
    (journal.parent / "said.vtt").write_text(TRANSCRIPT, "utf-8")
    journal.write_bytes(whispered_journal(now))


@cache
def whispered_journal(now: datetime) -> bytes:
    return journal_of(lambda path: whisper(path, now))[0]


def whisper(path: Path, now: datetime) -> None:
    store = Store.open(path, MovableClock(now))
    dana = contact(store, "Dana Ito")
    contact(store, "Olu Ng")
    past = interview(store, dana.id, now.replace(month=10), occupation="Nursing")
    interview(store, dana.id, now.replace(month=12), occupation="Nursing")
    bank = [row.question.id for row in store.reader.questions.bank()]
    said, whispered = store.questions.pick(past.id, bank[:2])
    store.questions.answer(said.id, OPENLY)
    store.questions.answer(whispered.id, "So:", off_record=True)
    store.transcripts.take_passage(whispered.id, SECRET)
    store.transcripts.attach(
        TranscriptDraft(
            interview_id=past.id, name="talk.vtt", format=TranscriptFormat.WEBVTT, text=TRANSCRIPT
        )
    )
    store.interviews.mark([past.id], Status.HELD)
    store.close()


def test_every_command_is_thought_of():
    assert set(WAYS) | TAKE_IN | WHOLE_JOURNALS | OF_NO_JOURNAL == set(COMMANDS)


@pytest.mark.parametrize(
    ("command", "arguments"), [(name, each) for name, ways in WAYS.items() for each in ways]
)
def test_no_command_prints_it(run, whispered, journal: Path, command: str, arguments: list[str]):
    status, out, err = run(command, *(each.format(folder=journal.parent) for each in arguments))
    assert status in (0, 1) or "nothing to redo" in err
    assert out or err
    assert SECRET not in out + err


def test_what_was_said_openly_is_reported(run, whispered):
    for form in BRIEF_FORMATS:
        assert OPENLY in run("report", "nursing", "--format", form)[1]


def test_the_next_brief_tells_what_was_said_openly_before(run, whispered):
    for form in BRIEF_FORMATS:
        assert OPENLY in run("brief", "2", "--format", form)[1]
