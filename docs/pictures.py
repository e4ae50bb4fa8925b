"""Take the pictures of the README anew: ``python docs/pictures.py``, in the development environment."""

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from iitui.paths import Paths
from iitui.settings import Settings
from iitui.store.sample import write_sample
from iitui.ui.app.app import IituiApp
from iitui.ui.session.journal_session import JournalSession

NOW = datetime(2026, 3, 10, 14, 5, tzinfo=UTC)
ZONE = ZoneInfo("America/Detroit")
PICTURES = {
    "today": "1",
    "brief": "b",
    "contacts": "2",
    "interviews": "3",
    "questions": "4",
    "follow_ups": "5",
}


async def take(folder: Path, name: str, key: str) -> None:
    """Open the sample journal, press a key, and keep what is seen."""
    app = IituiApp(JournalSession(_paths(folder), lambda: NOW, ZONE, Settings()))
    async with app.run_test(size=(112, 34)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press(key)
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        app.save_screenshot(f"{name}.svg", str(Path(__file__).parent))


def _paths(folder: Path) -> Paths:
    return Paths(journal=folder / "sample.db", settings=folder / "settings.toml", state=folder)


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sample(_paths(folder).journal, lambda: NOW, ZONE)
        for picture, key in PICTURES.items():
            asyncio.run(take(folder, picture, key))


if __name__ == "__main__":
    main()
