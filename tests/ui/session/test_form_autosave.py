"""Unsaved text: typed into a form, kept while the app is gone, put back, and forgotten once it is saved."""

import json
import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from iitui.domain.contacts import ContactDraft
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.interviews.debrief_form import DebriefForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.forms import form as form_module
from tests.conftest import MakeApp
from tests.ui.conftest import NOW
from tests.ui.pilot import go_to_interview, messages, press_to, settle, wait_for

LONG = "A note that is longer than twenty characters."


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_module, "KEEP_SECONDS", 0.01)


@pytest.fixture
def dana(store: Store) -> int:
    return store.contacts.add(ContactDraft(name="Dana Ito", notes="Kind.")).id


async def open_form(pilot: Pilot[None], key: str = "e") -> ContactForm:
    await pilot.press("2")
    await settle(pilot)
    await press_to(pilot, ContactForm, key)
    form = pilot.app.screen
    assert isinstance(form, ContactForm)
    return form


def kept_files(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "state").rglob("*.json"))


def word(form: ContactForm) -> str:
    line = form.query_one("#word--kept", Static)
    return str(line.content) if line.display else ""


async def type_and_go(app: IituiApp, tmp_path: Path, text: str = LONG) -> None:
    """Type a note and leave the app as it is, with the form open."""
    async with app.run_test(size=(80, 30)) as pilot:
        form = await open_form(pilot)
        form.query_one("#field-notes", TextArea).focus()
        form.query_one("#field-notes", TextArea).insert(text)
        form.query_one("#field-role", Input).value = "Nurse"
        await wait_for(pilot, lambda: bool(kept_files(tmp_path)))


async def test_what_was_typed_is_told_at_start_and_put_back(
    make_app: MakeApp, dana: int, store: Store, tmp_path: Path
):
    await type_and_go(make_app(), tmp_path)
    app = make_app()
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await settle(pilot)
        told = messages(app)
        assert told == [
            "Unsaved text from Tue 10 Mar 10:00: Change Dana Ito."
            " To get it back, press e on the contact, or n in Contacts for a new one."
        ]
        form = await open_form(pilot)
        assert messages(app) == [], "the form says so itself"
        assert word(form) == "Restored unsaved text from Tue 10 Mar 10:00. Press ctrl+l to discard it."
        assert form.text_of("notes") == LONG + "Kind."
        assert form.text_of("role") == "Nurse"
        assert form.text_of("name") == "Dana Ito"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert len(messages(app)) == 1
        assert messages(app)[0].startswith("Changed Dana Ito")
    contact = store.reader.contacts.get(dana, app.session.now())
    assert contact is not None
    assert (contact.role, contact.notes) == ("Nurse", LONG + "Kind.")
    assert not kept_files(tmp_path)
    async with make_app().run_test() as pilot:
        assert word(await open_form(pilot)) == ""


async def test_ctrl_l_clears_what_was_put_back_and_ctrl_underscore_undoes_typing(
    make_app: MakeApp, dana: int, tmp_path: Path
):
    await type_and_go(make_app(), tmp_path)
    async with make_app().run_test(size=(80, 30)) as pilot:
        form = await open_form(pilot)
        await pilot.press("ctrl+l")
        await wait_for(pilot, lambda: not kept_files(tmp_path))
        assert (form.text_of("notes"), form.text_of("role"), word(form)) == ("Kind.", "", "")
        form.query_one("#field-notes", TextArea).focus()
        await pilot.press("x", "y", "ctrl+underscore")
        assert form.text_of("notes") == "Kind."


async def test_what_was_saved_anew_meanwhile_is_told(
    make_app: MakeApp, dana: int, store: Store, tmp_path: Path
):
    await type_and_go(make_app(), tmp_path)
    store.contacts.edit(dana, ContactDraft(name="Dana Ito", notes="Kinder.", source="a friend"))
    async with make_app().run_test(size=(80, 30)) as pilot:
        form = await open_form(pilot)
        assert word(form).endswith("Saved elsewhere since then: Notes.")
        assert form.text_of("source") == "a friend"


async def test_another_form_is_left_alone(make_app: MakeApp, dana: int, store: Store, tmp_path: Path):
    await type_and_go(make_app(), tmp_path)
    async with make_app().run_test(size=(80, 30)) as pilot:
        form = await open_form(pilot, "n")
        assert (word(form), form.text_of("notes")) == ("", "")


@pytest.mark.parametrize(("answer", "stays"), [("n", True), ("y", False)])
async def test_escape_asks_only_where_much_would_be_lost(
    make_app: MakeApp, dana: int, tmp_path: Path, answer: str, stays: bool
):
    async with make_app().run_test(size=(80, 30)) as pilot:
        form = await open_form(pilot)
        form.query_one("#field-role", Input).value = "Nurse"
        await pilot.press("escape")
        await wait_for(pilot, lambda: not pilot.app.screen.is_modal)
        assert not kept_files(tmp_path)
        form = await open_form(pilot)
        form.query_one("#field-notes", TextArea).insert(LONG)
        await wait_for(pilot, lambda: bool(kept_files(tmp_path)))
        await pilot.press("escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press(answer)
        await wait_for(pilot, lambda: not isinstance(pilot.app.screen, Confirm))
        await pilot.pause()
        assert (pilot.app.screen is form) is stays
        assert bool(kept_files(tmp_path)) is stays


async def test_a_refused_form_stays_kept_with_what_was_typed_first(
    make_app: MakeApp, store: Store, tmp_path: Path
):
    store.contacts.add(ContactDraft(name="Two"))
    store.contacts.add(ContactDraft(name="Two"))
    store.contacts.add(ContactDraft(name="Dana Ito"))
    async with make_app().run_test(size=(80, 30)) as pilot:
        form = await open_form(pilot)
        form.query_one("#field-referred_by", Input).value = "Two"  # which one? the verb refuses
        form.query_one("#field-role", Input).value = "Nurse"
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: pilot.app.screen.is_modal and pilot.app.screen is not form)
        assert json.loads(kept_files(tmp_path)[0].read_text())["texts"]["role"] == "Nurse"
        await pilot.press("escape")
        await wait_for(pilot, lambda: not pilot.app.screen.is_modal)
        assert not kept_files(tmp_path)


async def test_where_nothing_can_be_kept_typing_goes_on_with_one_warning(
    make_app: MakeApp, dana: int, store: Store, tmp_path: Path
):
    (tmp_path / "state").write_text("a file where the folder should be")
    app = make_app()
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        form = await open_form(pilot)
        for letter in "abc":
            form.query_one("#field-role", Input).value += letter
            await pilot.pause(0.05)
        told = messages(app)
        assert len(told) == 1
        assert "Unsaved text cannot be kept" in told[0]
        await pilot.press("ctrl+s")
        await settle(pilot)
    found = store.reader.contacts.get(dana, app.session.now())
    assert found is not None
    assert found.role == "abc"


async def test_hostile_text_that_was_kept_is_drawn_as_it_is(make_app: MakeApp, dana: int, tmp_path: Path):
    await type_and_go(make_app(), tmp_path)
    file = kept_files(tmp_path)[0]
    value = json.loads(file.read_text())
    hostile = "[/] [@click=app.quit]x \x1b]0;t\x07"
    value.update(title=hostile, again=hostile, texts={"role": hostile, "level": "no such", "gone": "x"})
    file.write_text(json.dumps(value))
    app = make_app()
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await settle(pilot)
        form = await open_form(pilot)
        assert form.text_of("role") == "[/] [@click=app.quit]x ]0;t"
        assert form.choice_of("level") == ""


async def test_a_debrief_is_put_back_on_its_own_interview(
    sample_app: IituiApp, make_app: MakeApp, store: Store, tmp_path: Path
):
    async def debrief(pilot: Pilot[None]) -> DebriefForm:
        await settle(pilot)
        await go_to_interview(pilot, store.reader.interviews.past(NOW)[0].id)
        return await press_to(pilot, DebriefForm, "w")

    async with sample_app.run_test(size=(100, 40)) as pilot:
        form = await debrief(pilot)
        form.query_one("#field-insights", TextArea).insert("One\nTwo")
    assert kept_files(tmp_path), "written as the app is left, without waiting"
    async with make_app().run_test(size=(100, 40)) as pilot:
        assert (await debrief(pilot)).text_of("insights") == "One\nTwo"


def test_a_killed_app_offers_what_was_typed(dana: int, store: Store, journal: Path, tmp_path: Path):
    """The real program under a pseudo-terminal, killed while one types."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(XDG_STATE_HOME=str(tmp_path), TERM="xterm-256color", IITUI_DB=str(journal))
        os.execv(sys.executable, [sys.executable, "-m", "iitui"])
    try:
        for keys, until in ((b"", b"Today"), (b"2", b"Dana Ito"), (b"e", b"Change Dana"), (b"zebra", b"")):
            os.write(terminal, keys)
            _read_until(terminal, until)
        end = time.monotonic() + 20
        while not list((tmp_path / "iitui").rglob("*.json")) and time.monotonic() < end:
            _read_until(terminal, b"")
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    kept_text = json.loads(next((tmp_path / "iitui").rglob("*.json")).read_text())
    assert kept_text["title"] == "Change Dana Ito"
    assert "zebra" in kept_text["texts"]["name"]


def _read_until(terminal: int, sign: bytes) -> None:
    """Read what the app draws until a word is there; without a word, what comes in a moment."""
    seen, end = b"", time.monotonic() + (20 if sign else 0.3)
    while time.monotonic() < end and not (sign and sign in seen):
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 65536)
    assert sign in seen, seen[-2000:]
