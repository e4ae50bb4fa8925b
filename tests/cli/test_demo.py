"""The command `demo`, and which screens `iitui` opens."""

from pathlib import Path

import pytest

from iitui import __main__
from iitui.settings import Settings
from iitui.store.reader import JournalReader
from iitui.store.sample import make_sample
from iitui.ui.app.app import Ending
from tests.clock import MORNING, ZONE


@pytest.fixture
def endings():
    """How the screens are left, the last first; after these, with status 7."""
    return []


@pytest.fixture
def opened(monkeypatch, endings):
    """Stands in for the screens and remembers on what they were opened."""
    import iitui.ui.app.app

    runs = []
    monkeypatch.setattr(__main__, "_has_terminal", lambda: True)

    def run(paths, clock, settings, *, is_sample=False):
        reader = JournalReader.open(paths.journal)
        runs.append((paths.journal, reader.contacts.count(), is_sample))
        reader.close()
        return endings.pop() if endings else Ending(7, settings)

    monkeypatch.setattr(iitui.ui.app.app, "run", run)
    return runs


def test_without_a_command_the_screens_open_on_the_journal(opened, sample):
    assert __main__.main(["--db", str(sample)]) == 7
    journal, contacts, is_sample = opened[0]
    assert (journal, is_sample) == (sample, False)
    assert contacts > 0


def test_the_demo_is_thrown_away(run, journal, opened):
    assert run("demo")[0] == 7
    journal, contacts, is_sample = opened[0]
    assert is_sample
    assert contacts > 0
    assert not journal.parent.exists()


def test_from_the_demo_one_goes_on_with_ones_own_journal(run, journal, opened, endings):
    endings.append(Ending(0, Settings(), goes_on=True))
    assert run("demo")[0] == 7
    assert [is_sample for _, _, is_sample in opened] == [True, False]
    assert opened[1][:2] == (journal, 0)
    assert not opened[0][0].parent.exists()


def test_from_ones_own_journal_to_the_sample_and_back(run, journal, opened, endings):
    folder = make_sample(lambda: MORNING, ZONE)
    endings += [Ending(0, Settings(), goes_on=True), Ending(0, Settings(), goes_on=True, sample=folder)]
    assert __main__.main(["--db", str(journal)]) == 7
    assert [is_sample for _, _, is_sample in opened] == [False, True, False]
    assert opened[0][0] == opened[2][0] == journal
    assert opened[1][1] > 0
    assert not Path(folder.name).exists()


def test_the_sample_can_be_written_to_a_file_and_never_over_one(run, tmp_path):
    file = tmp_path / "sample.db"
    status, out, _ = run("demo", "--write", file)
    assert status == 0
    assert str(file) in out
    assert sorted(path.name for path in tmp_path.glob("sample*")) == ["sample.db"]
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    status, out, err = run("demo", "--write", file)
    assert (status, out, err) == (2, "", f"iitui: {file} already exists; nothing was written.\n")
    assert file.read_bytes() == before
    assert run("demo", "--write", tmp_path / "nowhere" / "sample.db")[0] == 2
