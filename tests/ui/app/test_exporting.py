"""Exports from the palette: the file that is asked for, what it replaces, and what is said."""

import json
import stat
from pathlib import Path

import pytest
from textual.widgets import Input

from iitui.ui.app import exporting
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.session.name_form import NameForm
from tests.ui.pilot import drawn, search_palette, settle, until_screen, wait_for

SIZE = (80, 24)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    """Where files are offered to be written."""
    monkeypatch.setattr(exporting, "first_folder", lambda: tmp_path)
    return tmp_path


def messages(app) -> list[str]:
    return [str(each.message) for each in app._notifications]


@pytest.mark.parametrize(
    ("subject", "name", "words"),
    [
        ("contacts", "contacts.vcf", "Exported 25 contacts to "),
        ("answers", "answers.csv", "Exported 54 answers, 31 takeaways, 6 passages to "),
        ("everything", "everything.json", "Exported 210 records to "),
    ],
)
async def test_the_palette_exports(sample_app, folder: Path, subject: str, name: str, words: str):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        found = await search_palette(pilot, *f"export {subject}")
        assert found[0].startswith(f"Export {subject}")
        await pilot.press("enter")
        form = await until_screen(pilot, NameForm)
        assert f"Export {subject}" in drawn(sample_app)
        assert form.query_one(Input).value == str(folder / name)
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: messages(sample_app))
        assert messages(sample_app)[0].startswith(f"{words}{folder / name}.")
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
        assert (subject == "contacts") == (
            "Off the record and left out: 4 answers." not in messages(sample_app)[0]
        )


async def test_the_ending_says_the_format_and_another_file_is_asked_about(sample_app, folder: Path):
    thesis = folder / "thesis.csv"
    thesis.write_text("Chapter one", "utf-8")
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await sample_app.run_action("export('contacts')")
        form = await until_screen(pilot, NameForm)
        form.query_one(Input).value = str(folder / "contacts.pdf")
        await pilot.press("ctrl+s")
        await wait_for(
            pilot, lambda: "The file name's ending sets the format: .vcf or .csv." in drawn(sample_app)
        )
        sample_app.screen.query_one(Input).value = str(thesis)
        await pilot.press("ctrl+s")
        await until_screen(pilot, Confirm)
        await pilot.press("n")
        await until_screen(pilot, NameForm)
        assert thesis.read_text("utf-8") == "Chapter one"
        await pilot.press("ctrl+s")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await wait_for(pilot, lambda: messages(sample_app))
        assert thesis.read_text("utf-8").startswith("name,organization,role")


async def test_where_it_cannot_be_written_is_said_in_the_form(sample_app, folder: Path):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await sample_app.run_action("export('everything')")
        form = await until_screen(pilot, NameForm)
        form.query_one(Input).value = str(folder / "no" / "where.json")
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "cannot be written" in drawn(sample_app))
        sample_app.screen.query_one(Input).value = str(folder / "all.json")
        await pilot.press("ctrl+s", "ctrl+s")
        await wait_for(pilot, (folder / "all.json").exists)
        await wait_for(pilot, lambda: messages(sample_app))
        assert json.loads((folder / "all.json").read_text("utf-8"))["off_record"] is False
