"""The app shares through the folder of the settings: when asked, at start and after acts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from iitui.domain.sharing import ShareOptions
from iitui.settings import Settings
from iitui.store.journal import Store
from iitui.ui.session import sharing
from tests.builders import contact
from tests.clock import MovableClock
from tests.ui.pilot import messages, search_palette, settle, wait_for

SIZE = (100, 30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "shared"
    path.mkdir()
    return path


@pytest.fixture
def other(tmp_path: Path, now) -> Iterator[Store]:
    """A journal on another device."""
    store = Store.open(tmp_path / "desk.db", MovableClock(now))
    yield store
    store.close()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "QUIET_SECONDS", 1)


async def test_the_palette_shares_now(make_app, journal, folder: Path, other: Store):
    contact(other, "Noor Haddad")
    other.sharing.run(folder, ShareOptions(device="desk"))
    app = make_app(Settings(zone="America/Detroit"))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.session.settings = Settings(zone="America/Detroit", share=str(folder), share_device="laptop")
        found = await search_palette(pilot, *"share")
        assert found[0].startswith("Share now")
        await pilot.press("enter")
        await wait_for(pilot, lambda: any("From desk: 1 contact" in words for words in messages(app)))
    assert any(path.name.startswith("laptop-") for path in folder.iterdir())


async def test_without_a_folder_it_says_how_to_set_one(make_app, journal):
    app = make_app(Settings(zone="America/Detroit"))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await app.run_action("share_now")
        await wait_for(pilot, lambda: messages(app))
        assert 'Set share = "~/Sync/iitui" in the settings' in messages(app)[0]


async def test_it_shares_by_itself_at_start_and_after_acts(make_app, journal, folder: Path, other: Store):
    contact(other, "Noor Haddad")
    other.sharing.run(folder, ShareOptions(device="desk"))
    app = make_app(Settings(zone="America/Detroit", share=str(folder), share_device="laptop"))
    async with app.run_test(size=SIZE) as pilot:
        await wait_for(pilot, lambda: any("From desk" in words for words in messages(app)))
        store = await app.session.store()
        contact(store, "Olu Ng")

        def arrived() -> bool:
            return "contact" in other.sharing.preview(folder).act

        await wait_for(pilot, arrived)


async def test_what_goes_wrong_by_itself_is_said_once(make_app, journal, tmp_path: Path):
    app = make_app(Settings(zone="America/Detroit", share=str(tmp_path / "nowhere")))
    async with app.run_test(size=SIZE) as pilot:
        await wait_for(pilot, lambda: messages(app))
        assert "nowhere can't be used for sharing" in messages(app)[0]
        app.clear_notifications()
        await settle(pilot)
        assert not await app._journal_watch._sharing.share_by_itself()
        assert messages(app) == []


async def test_another_version_of_the_journal_beside_it_is_told(make_app, sample: Path):
    copy = sample.with_name(f"{sample.stem} 2{sample.suffix}")
    copy.write_bytes(sample.read_bytes())
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await wait_for(pilot, lambda: any(copy.name in words for words in messages(app)))
