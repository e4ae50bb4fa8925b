"""The command `demo`, and which screens `iitui` opens."""

import pytest

from iitui import __main__
from iitui.store.reader import JournalReader


@pytest.fixture
def opened(monkeypatch):
    """Stands in for the screens and remembers on what they were opened."""
    import iitui.ui.app.app

    runs = []

    def run(paths, clock, settings, *, throwaway=False):
        reader = JournalReader.open(paths.journal)
        runs.append((paths.journal, reader.contacts.count(), throwaway))
        reader.close()
        return 7

    monkeypatch.setattr(iitui.ui.app.app, "run", run)
    monkeypatch.setattr(__main__, "_has_terminal", lambda: True)
    return runs


def test_without_a_command_the_screens_open_on_the_journal(opened, sample):
    assert __main__.main(["--db", str(sample)]) == 7
    journal, contacts, throwaway = opened[0]
    assert (journal, throwaway) == (sample, False)
    assert contacts > 0


def test_the_demo_is_thrown_away(run, journal, opened):
    assert run("demo")[0] == 7
    journal, contacts, throwaway = opened[0]
    assert throwaway
    assert contacts > 0
    assert not journal.exists()
    assert not journal.parent.exists()
    assert not journal.exists()


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
