"""A question set on the command line: taken over, previewed, named as an origin, and handed out."""

import io
import json
import sys
from pathlib import Path

import pytest

from iitui.domain.questions import QuestionDraft
from iitui.store.journal import Store
from tests.builders import contact, interview
from tests.clock import MovableClock

SET = """\
format = "iitui questions"
set = { name = "First visits", author = "Ana Ruiz", version = "1" }

[[question]]
id = "here"
text = "Why here?"

[[question]]
id = "now"
text = "Why now?"
minutes = 200

[[plan]]
name = "Short"
minutes = 10
questions = ["here", "ordinary-day"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "questions.txt"
    path.write_text(SET, "utf-8")
    return path


def test_a_set_is_recognized_by_its_content_and_taken_over(run, file: Path):
    status, out, err = run("import", str(file))
    assert status == 0
    assert out == "“First visits” by Ana Ruiz, version 1: 1 added, 1 plan added\n"
    assert err == f"{file}: question 2, “Why now?”: The minutes must be between 1 and 60, not 200.\n"
    assert "from First visits, Ana Ruiz, version 1" in run("questions", "Why here")[1]
    (record,) = json.loads(run("questions", "Why here", "--json")[1])
    assert record["origin"] == "mine"
    assert record["set"] == {"name": "First visits", "author": "Ana Ruiz", "version": "1"}
    assert run("import", str(file))[1].endswith(": 1 unchanged\n")
    assert run("undo")[1] == "Undone: Imported the question set “First visits”\n"
    assert run("questions", "Why here")[0] == 1


def test_a_preview_changes_nothing_and_json_counts(run, file: Path):
    run("add", "Dana")
    out = run("import", "--dry-run", str(file))[1]
    assert out == "Dry run: “First visits” by Ana Ruiz, version 1: 1 added, 1 plan added\n"
    report = json.loads(run("import", "--json", str(file))[1])
    assert (report["read"], report["added"], report["plans"], report["skipped"]) == (1, 1, 1, 0)
    assert report["sets"] == [{"name": "First visits", "author": "Ana Ruiz", "version": "1"}]
    assert [each["where"] for each in report["problems"]] == ["question 2, “Why now?”"]


def test_standard_input_is_looked_into_as_well(run, file: Path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(SET.encode()))))
    assert "1 added" in run("import", "-")[1]


def test_what_was_changed_here_is_said(run, file: Path, journal: Path, now):
    run("import", str(file))
    store = Store.open(journal, MovableClock(now))
    mine = next(row.question for row in store.reader.questions.bank() if row.question.text == "Why here?")
    store.questions.edit(mine.id, QuestionDraft(text="Why in this house?"))
    store.close()
    file.write_text(SET.replace("Why here?", "Why here, then?").replace('"1"', '"2"'), "utf-8")
    assert "1 changed here, kept" in run("import", str(file))[1]
    assert "Why in this house?" in run("questions")[1]


def test_a_broken_set_is_one_sentence_and_changes_nothing(run, file: Path):
    run("add", "Dana")
    file.write_text(SET + "[[question", "utf-8")
    status, out, err = run("import", str(file))
    assert (status, out) == (2, "")
    assert err.startswith(f"iitui: {file} is not valid TOML: ")
    assert err.count("\n") == 1
    assert "Took" not in run("history")[1]


def test_what_is_handed_out_comes_back_without_a_change(journal: Path, now, run, tmp_path):
    store = Store.open(journal, MovableClock(now))
    store.questions.add(QuestionDraft(text="Why “here”?", minutes=5))
    met = interview(store, contact(store).id, now)
    bank = [row.question for row in store.reader.questions.bank()]
    store.questions.pick(met.id, [bank[0].id, bank[-1].id])
    store.question_sets.keep_plan(met.id, "Short")
    store.close()
    text = run("export", "questions", "--name", "Mine", "--author", "Ana")[1]
    assert "2026-11-20" in text
    assert text.count("[[question]]") == 1
    assert f'"{bank[0].slug}"' in text
    (tmp_path / "set.toml").write_text(text, "utf-8")
    assert run("import", str(tmp_path / "set.toml"))[1].endswith(": 1 unchanged\n")
    other = tmp_path / "other.db"
    assert run("--db", str(other), "import", str(tmp_path / "set.toml"))[1].endswith(
        ": 1 added, 1 plan added\n"
    )
    whole = run("export", "questions", "--all", "--format", "json")[1]
    assert len(json.loads(whole)["question"]) == len(bank)
    written = tmp_path / "mine.toml"
    again = ("export", "questions", "--name", "Mine", "--author", "Ana", "-o", written)
    assert run(*again)[1] == f"Exported 1 question and 1 plan to {written}.\n"
    assert run(*again)[0] == 0, "an earlier export is replaced"
    assert written.read_text("utf-8") == text


def test_without_a_question_of_ones_own_it_says_what_would_help(run):
    run("add", "Dana")
    status, out, err = run("export", "questions")
    assert status == 0
    assert "[[question]]" not in out
    assert err == "You don't have any questions or plans of your own yet; --all exports the whole bank.\n"
