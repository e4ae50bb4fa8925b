"""The sample journal from within: how one comes and goes, and that nothing of it reaches anything else."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import iitui.store.sample
from iitui.paths import Paths
from iitui.settings import Settings
from iitui.store.reader import JournalReader
from iitui.ui.app.app import IituiApp
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.screen import taken_back
from tests.clock import ZONE, MovableClock
from tests.conftest import MakeApp
from tests.ui.pilot import drawn, messages, settle, wait_for


async def test_from_an_empty_journal_0_writes_a_sample_and_leaves_for_it(
    make_app: MakeApp, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[TemporaryDirectory[str]] = []

    def make_sample(*_: object) -> TemporaryDirectory[str]:
        folders.append(TemporaryDirectory())
        return folders[-1]

    monkeypatch.setattr(iitui.store.sample, "make_sample", make_sample)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.action_switch_journal()  # as the same key does that comes while the sample is being written
        app.action_switch_journal()
        await wait_for(pilot, lambda: app.goes_on)
    ending = app.ending()
    assert ending.goes_on
    assert [ending.sample] == folders
    folders[0].cleanup()
    reader = JournalReader.open(journal)
    assert reader.contacts.count() == 0
    reader.close()


async def test_the_sample_says_so_everywhere_and_nothing_of_it_is_shared(
    sample: Path, tmp_path: Path, clock: MovableClock
) -> None:
    settings = Settings(share=str(tmp_path / "shared"))
    paths = Paths(sample, tmp_path / "settings.toml", tmp_path / "state")
    app = IituiApp(JournalSession(paths, clock, ZONE, settings, is_sample=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "0 Leave the sample" in drawn(app)
        assert "your own journal" in messages(app)[0]
        await pilot.press("2", "n", *"Ann", "ctrl+s")
        await settle(pilot)
        assert "0 Leave the sample" in drawn(app)
        assert not app._journal_watch._sharing.is_due()
        await pilot.press("ctrl+p", *"Share now", "enter")
        await settle(pilot)
        assert "The sample journal is not shared." in messages(app)
        assert app.session.unsaved._all == sample.parent / "drafts"
        await pilot.press("0")
        await settle(pilot)
    ending = app.ending()
    assert (ending.goes_on, ending.sample) == (True, None)
    assert not (tmp_path / "shared").exists()


def test_what_was_done_can_be_undone_and_that_is_said_once() -> None:
    for words in ("Added Ann.", "Deleted Ann", "Deleted Ann; u undoes it.", "Taken over. u takes it back."):
        told = taken_back(words)
        assert told.startswith(words.rstrip("."))
        assert told.count("u undoes") + told.count("u takes") == 1
