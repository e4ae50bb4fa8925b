"""A whole journal is brought in by the app: what it would add is said first, and it is one act."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from iitui.store.journal import Store
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.dialogs.file_picker import FilePicker
from tests.builders import contact
from tests.clock import MovableClock
from tests.ui.pilot import drawn, messages, press_to, settle, until_screen


@pytest.fixture
def file(tmp_path: Path, clock: MovableClock) -> Path:
    other = Store.open(tmp_path / "other.db", clock)
    contact(other, "[/] Dana [@click=app.quit]Ito", organization="[red]Works")
    path = tmp_path / "journal.json"
    path.write_text("".join(other.reader.everything.parts(clock.now, with_off_record=True)), "utf-8")
    other.close()
    return path


async def choose(pilot: Pilot[None], file: Path) -> None:
    await settle(pilot)
    picker = await press_to(pilot, FilePicker, "I")
    await pilot.press("slash")
    picker.query_one("#picker-path", Input).value = str(file)
    await pilot.press("enter")
    await settle(pilot)


def names(store: Store) -> list[str]:
    return [known.name for known in store.reader.contacts.known()]


async def test_it_is_said_then_brought_then_known(store: Store, make_app, file: Path):
    app = make_app()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await choose(pilot, file)
        await until_screen(pilot, Confirm)
        assert "New: 1 organization, 1 contact" in " ".join(drawn(app).split())
        await pilot.press("n")
        await until_screen(pilot, FilePicker)
        assert names(store) == []
        await pilot.press("enter")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await settle(pilot)
        assert names(store) == ["[/] Dana [@click=app.quit]Ito"]
        assert store.history.acts()[0].name == "Import of 2 records from journal.json"
        await choose(pilot, file)
        assert "journal.json has nothing new." in messages(app)
        await pilot.press("u")
        await settle(pilot)
        assert names(store) == []


async def test_half_a_file_is_refused_and_the_picker_stays(make_app, file: Path):
    file.write_text(file.read_text("utf-8")[:-40], "utf-8")
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await choose(pilot, file)
        await until_screen(pilot, FilePicker)
        assert "isntcompleteJSON" in "".join(filter(str.isalpha, drawn(app)))
