"""Unsaved text on disk: kept, found again, private, and harmless whatever lies there."""

import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from iitui.domain.autosave import UnsavedText, changed, count_typed
from iitui.domain.errors import JournalError
from iitui.store.autosave import LONGEST, UnsavedTexts

AT = datetime(2026, 3, 10, 14, 2, tzinfo=UTC)
TEXT = UnsavedText(
    form="ContactForm",
    about="contact:1",
    title="Change Dana Ito",
    again="e",
    at=AT,
    texts={"notes": "so far"},
    before={"notes": ""},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "drafts"


def texts(folder: Path, name: str = "journal.db") -> UnsavedTexts:
    return UnsavedTexts(folder, folder.parent.parent / name)


def test_what_was_kept_is_found_once_the_app_is_gone(folder: Path):
    first, second = texts(folder), texts(folder)
    first.keep(TEXT)
    assert second.take("ContactForm", "contact:1") is None, "it is being typed in another app"
    assert second.left(AT) == []
    first.close()
    assert second.left(AT) == [TEXT]
    assert second.take("ContactForm", "contact:2") is None
    assert second.take("QuickAdd", "contact:1") is None
    assert second.take("ContactForm", "contact:1") == TEXT
    assert texts(folder).left(AT) == [], "it is the second's now"
    second.drop("ContactForm", "contact:1")
    second.close()
    assert texts(folder).take("ContactForm", "contact:1") is None
    assert not list(folder.rglob("*.*"))


def test_what_a_killed_process_kept_is_found(folder: Path):
    code = (
        "import os, signal, sys; from pathlib import Path; from tests.store.test_autosave import TEXT, texts;"
        "one = texts(Path(sys.argv[1])); one.keep(TEXT); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], check=False)
    assert done.returncode == -9
    assert len(list(folder.rglob("*.lock"))) == 1
    later = texts(folder)
    assert later.left(AT) == [TEXT]
    assert later.take("ContactForm", "contact:1") == TEXT
    later.drop("ContactForm", "contact:1")
    later.close()
    assert not list(folder.rglob("*.*"))


def test_texts_belong_to_one_journal(folder: Path):
    first = texts(folder)
    first.keep(TEXT)
    first.close()
    assert texts(folder, "other.db").take("ContactForm", "contact:1") is None


def test_the_latest_of_two_is_offered_and_the_other_after_it(folder: Path):
    one, two = texts(folder), texts(folder)
    one.keep(TEXT)
    two.keep(replace(TEXT, at=AT + timedelta(hours=1), texts={"notes": "later"}))
    one.close()
    two.close()
    again = texts(folder)
    taken = again.take("ContactForm", "contact:1")
    assert taken is not None
    assert taken.texts == {"notes": "later"}
    again.drop("ContactForm", "contact:1")
    assert again.take("ContactForm", "contact:1") == TEXT


def test_files_and_folders_are_private_whatever_the_umask_says(folder: Path):
    before = os.umask(0)
    try:
        kept = texts(folder)
        kept.keep(TEXT)
        for path in folder.parent.rglob("*"):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
        assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    finally:
        os.umask(before)


def test_asking_makes_nothing(folder: Path):
    kept = texts(folder)
    assert kept.left(AT) == []
    assert kept.take("ContactForm", "") is None
    kept.drop("ContactForm", "")
    kept.close()
    assert not folder.parent.exists()


def test_a_folder_that_cannot_be_written_is_said(folder: Path):
    folder.parent.mkdir(parents=True)
    folder.write_text("a file where a folder should be")
    with pytest.raises(JournalError, match="cannot be kept"):
        texts(folder).keep(TEXT)
    assert texts(folder).left(AT) == []


def test_a_full_disk_leaves_what_was_kept_before(folder: Path, monkeypatch: pytest.MonkeyPatch):
    kept = texts(folder)
    kept.keep(TEXT)

    def full(value, file):
        file.write("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json, "dump", full)
    with pytest.raises(JournalError, match="No space left"):
        kept.keep(replace(TEXT, texts={"notes": "more"}))
    kept.close()
    assert texts(folder).left(AT) == [TEXT]
    assert not list(folder.rglob("*.part"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b'{"at": 3}',
        b"[" * 100_000,
        b" " * (LONGEST + 1),
        json.dumps({**dict.fromkeys(("form", "about", "title", "again"), ""), "at": "x"}).encode(),
        json.dumps(
            {"form": "", "about": "", "title": 3, "again": "", "at": AT.isoformat(), "texts": 3, "before": 3}
        ).encode(),
    ],
)
def test_what_is_no_text_of_ours_is_passed_over(folder: Path, content: bytes):
    kept = texts(folder)
    kept.keep(TEXT)
    kept.close()
    file = next(folder.rglob("*.json"))
    file.write_bytes(content)
    assert texts(folder).left(AT) == []
    assert texts(folder).take("ContactForm", "contact:1") is None


def test_hostile_text_comes_back_clean(folder: Path):
    kept = texts(folder)
    hostile = "a\x1b]0;owned\x07b\x9b31m\u202ec\ud800\nd"
    kept.keep(replace(TEXT, title=hostile, texts={"notes": hostile}))
    kept.close()
    found = texts(folder).left(AT)[0]
    assert found.texts == {"notes": "a]0;ownedb31mc\nd"}
    assert found.title == "a]0;ownedb31mc d"


def test_old_text_is_offered_but_no_longer_mentioned(folder: Path):
    kept = texts(folder)
    kept.keep(TEXT)
    kept.close()
    assert texts(folder).left(AT + timedelta(days=61)) == []
    assert texts(folder).take("ContactForm", "contact:1") == TEXT


@pytest.mark.parametrize(
    ("before", "now", "count"),
    [("", "", 0), ("", "abc", 3), ("abc", "", 0), ("one three", "one two three", 4), ("aa", "aaa", 1)],
)
def test_how_much_was_typed(before: str, now: str, count: int):
    assert count_typed({"notes": before}, {"notes": now}) == count
    assert bool(changed({"notes": before}, {"notes": now})) == (before != now)
