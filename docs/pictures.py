"""Take the pictures of the README anew: ``python docs/pictures.py``, in the development environment."""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from iitui.paths import Paths
from iitui.settings import Settings
from iitui.store.sample import write_sample
from iitui.ui.app.app import IituiApp
from iitui.ui.session.journal_session import JournalSession

NOW = datetime(2026, 3, 10, 14, 5, tzinfo=UTC)
ZONE = ZoneInfo("America/Detroit")
ANSWER = "She planned the schools. The rest was luck, and saying yes."
PICTURES = {
    "today": ("1",),
    "brief": ("b",),
    "contacts": ("2",),
    "interviews": ("3",),
    "questions": ("4",),
    "follow_ups": ("5",),
    "letter": ("5", "w"),
    "statistics": ("1", "S"),
    "compare": ("6", "enter", *"jjjjjj"),
    "live": ("b", "s", "y", "escape", "1", *ANSWER),
}
"""The keys that lead from Today to what is seen."""
MINUTES_LATER = {"live": 6}
"""How far the clock has gone on when the picture is taken."""


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Return the time that it shows."""
        return self.now


async def take(folder: Path, name: str, keys: tuple[str, ...]) -> None:
    """Open the sample journal, press keys, and keep what is seen."""
    clock = Clock()
    app = IituiApp(JournalSession(_paths(folder), clock, ZONE, Settings()))
    async with app.run_test(size=(112, 34)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        clock.now += timedelta(minutes=MINUTES_LATER.get(name, 0))
        await pilot.pause(1.2)
        app.save_screenshot(f"{name}.svg", str(Path(__file__).parent))


def _paths(folder: Path) -> Paths:
    return Paths(journal=folder / "sample.db", settings=folder / "settings.toml", state=folder)


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sample(_paths(folder).journal, lambda: NOW, ZONE)
        for picture, keys in PICTURES.items():
            asyncio.run(take(folder, picture, keys))


if __name__ == "__main__":
    main()
