"""Two programs on one journal: each screen shows the other's change by itself, and nobody sees a lock."""

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from iitui.domain.contacts import ContactDraft
from iitui.domain.follow_ups import ReminderDraft
from iitui.domain.interviews import ChecklistItemDraft, InterviewDraft
from iitui.domain.questions import QuestionDraft
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from tests.conftest import MakeApp
from tests.ui.conftest import NOW
from tests.ui.pilot import drawn, messages, settle, wait_for

TWO_SECONDS = 2.0


def change(store: Store) -> None:
    """One act of another program that each place shows something of."""
    with store.together("Elsewhere"):
        person = store.contacts.add(ContactDraft(name="Zoe Quill"))
        store.interviews.plan(
            InterviewDraft(contact_id=person.id, start=NOW + timedelta(hours=2), zone="America/Detroit")
        )
        store.questions.add(QuestionDraft(text="Zoe Quill asks what?"))
        store.follow_ups.remind(ReminderDraft(text="Zoe Quill calls", due_at=NOW, zone="America/Detroit"))


async def see(pilot: Pilot[None], words: str) -> float:
    """Return after how many seconds words stood on the screen, with no key pressed."""
    begun = time.monotonic()
    while words not in drawn(pilot.app):  # type: ignore[arg-type]
        await pilot.pause(0.02)
        assert time.monotonic() - begun < TWO_SECONDS, drawn(pilot.app)  # type: ignore[arg-type]
    return time.monotonic() - begun


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5"])
async def test_each_place_shows_it_within_two_seconds(make_app: MakeApp, store: Store, key: str):
    store.contacts.add(ContactDraft(name="Abe First"))
    async with make_app().run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert "Zoe Quill" not in drawn(pilot.app)  # type: ignore[arg-type]
        change(store)
        await see(pilot, "Zoe Quill")
        store.history.undo()
        begun = time.monotonic()
        while "Zoe Quill" in drawn(pilot.app):  # type: ignore[arg-type]
            await pilot.pause(0.02)
            assert time.monotonic() - begun < TWO_SECONDS


async def test_the_brief_and_the_person_show_it_too(sample_app: IituiApp, store: Store):
    interview = store.reader.interviews.next(NOW)
    assert interview is not None
    async with sample_app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        store.interviews.prepare(interview.id, ChecklistItemDraft(text="Bring the zither"))
        await see(pilot, "Bring the zither")


async def test_what_a_command_of_a_shell_did_shows(make_app: MakeApp, store: Store, journal: Path):
    store.contacts.add(ContactDraft(name="Abe First"))
    async with make_app().run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        command = [sys.executable, "-m", "iitui", "--db", str(journal), "add", "Zoe Quill"]
        subprocess.run(command, check=True, capture_output=True)
        await see(pilot, "Zoe Quill")


HOLD = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(2)
connection.execute("COMMIT")
"""


async def test_a_write_held_for_two_seconds_by_another_process_is_waited_for(
    make_app: MakeApp, store: Store, journal: Path
):
    dana = store.contacts.add(ContactDraft(name="Dana Ito"))
    app = make_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        holder = subprocess.Popen([sys.executable, "-c", HOLD, str(journal)], stdout=subprocess.PIPE)
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        await pilot.press("A")
        for key in ("1", "3", "2"):  # the screen answers meanwhile
            await pilot.press(key)
            await pilot.pause()
        assert holder.poll() is None, "all that while the other was writing"
        await settle(pilot)
        await wait_for(pilot, lambda: holder.poll() is not None)
        holder.stdout.close()
        told = messages(app)
        assert told == ["Archived Dana Ito. u undoes it."]
    found = store.reader.contacts.get(dana.id, NOW)
    assert found is not None
    assert found.archived
