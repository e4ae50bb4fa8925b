"""How much work a start and a key are, counted and not timed: modules, widgets, lines, statements, rows."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.follow_ups import FollowUp, ReminderDraft
from iitui.domain.imports import ImportRecord
from iitui.domain.touches import Touch
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.follow_ups import list_screen
from iitui.ui.follow_ups.wording import owed_row
from iitui.ui.kit.lists.row_list import ListRow, RowList
from tests.ui.conftest import NOW
from tests.ui.pilot import settle, wait_for

SIZE = (100, 30)

FIRST_FRAME = """
import asyncio, json, sys
from pathlib import Path
from iitui.clock import make_clock, local_zone
from iitui.paths import Paths
from iitui.settings import Settings
from iitui.ui.app.app import IituiApp
from iitui.ui.session.journal_session import JournalSession

class Watched(IituiApp):
    def prepare(self):
        if not hasattr(self, "loaded"):
            self.loaded = sorted(sys.modules)
            self.with_code = [name for name in self.loaded if not hasattr(sys.modules[name], "__path__")]
            self.mounted = sum(1 for _ in self.screen.walk_children())

async def main():
    here = Path(sys.argv[1])
    paths = Paths(here, here.parent / "none.toml", here.parent)
    app = Watched(JournalSession(paths, make_clock(), local_zone("UTC"), Settings()))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        while not hasattr(app, "loaded"):
            await pilot.pause(0.01)
    print(json.dumps([app.loaded, app.with_code, app.mounted]))

asyncio.run(main())
"""


def test_the_first_frame_waits_for_no_other_screen_no_dialog_and_no_store(sample):
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME, str(sample)], capture_output=True, check=True, text=True
    )
    loaded, with_code, mounted = json.loads(ran.stdout)
    ours = [name for name in loaded if name.startswith("iitui.")]
    assert not {"sqlmodel", "sqlalchemy", "pydantic", "argparse", "tomllib"} & set(loaded)
    assert not [name for name in ours if name.startswith(("iitui.ui.kit.dialogs", "iitui.ui.kit.forms"))]
    assert not [name for name in ours if name.startswith("iitui.store.") and name.endswith(".write")]
    places = {"today", "contacts", "interviews", "questions", "follow_ups", "brief"}
    assert {name for name in ours if name.startswith("iitui.ui.") and name.split(".")[2] in places} == {
        "iitui.ui.today",
        "iitui.ui.today.screen",
        "iitui.ui.today.wording",
        "iitui.ui.follow_ups",
        "iitui.ui.follow_ups.list_screen",
        "iitui.ui.follow_ups.wording",
    }
    assert len([name for name in with_code if name.startswith("iitui.")]) <= 54
    assert mounted <= 8


PLACES = """
import json, sys
from importlib import import_module
import iitui.ui.app.app, iitui.ui.today.screen
for name in ("contacts", "interviews", "questions", "follow_ups", "brief", "compare", "targets", "statistics",
             "referrals", "occupations", "organizations", "duplicates", "news", "settings"):
    import_module(f"iitui.ui.{name}.screen")
print(json.dumps(sorted(sys.modules)))
"""


def test_no_place_waits_for_its_forms():
    ran = subprocess.run([sys.executable, "-c", PLACES], capture_output=True, check=True, text=True)
    loaded = json.loads(ran.stdout)
    assert not [name for name in loaded if name.startswith("iitui.ui.kit.forms") or name.endswith("_form")]
    assert not {"textual.widgets._text_area", "iitui.domain.dates.parse", "sqlmodel"} & set(loaded)


@pytest.fixture
def many(store, make_app):
    """An app on a journal of two thousand contacts with notes."""
    store.imports.run(
        [
            ImportRecord(
                f"row {n}", ContactDraft(name=f"Contact {n:04}", role="Nurse", notes=f"Met on night {n % 7}.")
            )
            for n in range(2000)
        ],
        "people.csv",
    )
    return make_app()


@contextmanager
def counted(app, monkeypatch) -> Iterator[dict[str, int]]:
    """Count what is read and drawn meanwhile."""
    counts = {"statements": 0, "rows": 0, "lines": 0}
    reader = app.session.reader
    render_line, page = RowList.render_line, type(reader.contacts).page

    def statement(text: str) -> None:
        counts["statements"] += not text.startswith("--")  # those of the search index within ours

    def line(self, y):
        counts["lines"] += 1
        return render_line(self, y)

    def rows(self, *args, **options):
        found = page(self, *args, **options)
        counts["rows"] += len(found)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(RowList, "render_line", line)
        patch.setattr(type(reader.contacts), "page", rows)
        reader._connection.set_trace_callback(statement)
        yield counts
        reader._connection.set_trace_callback(None)


async def open_contacts(app, pilot) -> None:
    await settle(pilot)
    await pilot.press("2")
    await settle(pilot)
    assert isinstance(app.screen, ContactsScreen)


async def test_a_move_of_the_cursor_draws_two_lines_and_reads_one_person(many, monkeypatch):
    async with many.run_test(size=SIZE) as pilot:
        await open_contacts(many, pilot)
        with counted(many, monkeypatch) as counts:
            await pilot.press("j")
            await settle(pilot)
        assert counts["rows"] == 0
        assert counts["lines"] <= 2
        assert counts["statements"] <= 10


async def test_going_to_the_end_reads_a_screenful(many, monkeypatch):
    async with many.run_test(size=SIZE) as pilot:
        await open_contacts(many, pilot)
        with counted(many, monkeypatch) as counts:
            await pilot.press("G")
            await settle(pilot)
        assert 0 < counts["rows"] <= 2 * SIZE[1]
        assert counts["lines"] <= SIZE[1]
        assert counts["statements"] <= 16


@pytest.mark.parametrize("letter", ["n", "z"])
async def test_a_letter_of_a_search_reads_and_draws_a_screenful_once(many, monkeypatch, letter):
    async with many.run_test(size=SIZE) as pilot:
        await open_contacts(many, pilot)
        await pilot.press("slash")
        await settle(pilot)
        with counted(many, monkeypatch) as counts:
            await pilot.press(letter)
            await settle(pilot)
        assert counts["rows"] <= 2 * SIZE[1]
        assert counts["lines"] <= 2 * SIZE[1]
        assert counts["statements"] <= 24


async def test_a_letter_that_finds_the_same_rows_draws_none_of_them(many, monkeypatch):
    async with many.run_test(size=SIZE) as pilot:
        await open_contacts(many, pilot)
        await pilot.press("slash", "n")
        await settle(pilot)
        with counted(many, monkeypatch) as counts:
            await pilot.press("i")
            await settle(pilot)
        assert counts["rows"] <= 2 * SIZE[1]
        assert counts["lines"] == 0


async def test_today_asks_four_questions_and_counts_no_contacts(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        asked: list[str] = []
        sample_app.session.reader._connection.set_trace_callback(asked.append)
        sample_app.screen.reload()
        sample_app.session.reader._connection.set_trace_callback(None)
        assert len(asked) <= 4
        assert not [statement for statement in asked if "FROM contact " in statement]


async def test_many_lines_owed_are_read_once_and_worded_a_screenful_at_a_time(store, make_app, monkeypatch):
    with store.together("Many reminders"):
        for number in range(1_000):
            due = NOW - timedelta(minutes=number)
            store.follow_ups.remind(ReminderDraft(text=f"Line {number}", due_at=due, zone="America/Detroit"))
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("5")
        await settle(pilot)
        worded: list[str] = []
        asked: list[str] = []

        def word(line: FollowUp, now: datetime, zone: ZoneInfo, done_by: Touch | None = None) -> ListRow:
            worded.append(line.what)
            return owed_row(line, now, zone, done_by)

        monkeypatch.setattr(list_screen, "owed_row", word)
        app.session.reader._connection.set_trace_callback(asked.append)
        app.screen.reload()
        app.session.reader._connection.set_trace_callback(None)
        await settle(pilot)
        assert 0 < len(worded) <= 4 * SIZE[1]
        assert len([statement for statement in asked if "follow_up" in statement]) <= 4


@pytest.mark.parametrize(
    ("there", "back"), [("2", "1"), ("3", "1"), ("4", "1"), ("5", "1"), ("6", "1"), ("T", "escape")]
)
async def test_what_was_there_before_is_shown_again_without_reading_it(make_app, there, back, monkeypatch):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await app.session.store()
        await settle(pilot)
        today = app.screen
        await go(pilot, there, lambda: app.screen is not today)
        place = app.screen
        await go(pilot, back, lambda: app.screen is today)
        with counted(app, monkeypatch) as counts:
            await go(pilot, there, lambda: app.screen is place)
        assert counts["statements"] <= 4  # whether anything has changed

        await go(pilot, back, lambda: app.screen is today)
        await app.session.act(lambda store: store.contacts.add(ContactDraft(name="Zora New")))
        with counted(app, monkeypatch) as counts:
            await go(pilot, there, lambda: app.screen is place and counts["statements"] > 4)


async def go(pilot, key, arrived) -> None:
    await pilot.press(key)
    await wait_for(pilot, arrived)
    await settle(pilot)
