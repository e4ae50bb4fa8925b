"""`iitui stats`: figures, plots on a terminal, JSON, and the period that they are about."""

import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.touches import Outcome
from iitui.store.journal import Store
from tests.builders import contact, interview, request
from tests.clock import MovableClock
from tests.journals import journal_of


@pytest.fixture
def asked(journal: Path, now: datetime) -> None:
    """Three people who were asked, one of whom was met and thanked; two of them last year."""
    journal.write_bytes(asked_journal(now))


@cache
def asked_journal(now: datetime) -> bytes:
    return journal_of(lambda path: ask(path, now))[0]


def ask(path: Path, now: datetime) -> None:
    clock = MovableClock(now)
    store = Store.open(path, clock)
    for name, weeks, outcome in (
        ("Dana [/]", 2, Outcome.AGREED),
        ("Rosa", 50, Outcome.DECLINED),
        ("Ng", 60, Outcome.NO_REPLY),
    ):
        request(store, contact(store, name).id, now - timedelta(weeks=weeks), outcome)
    held = interview(store, 1, now - timedelta(days=3), minutes=30)
    clock.now = held.end + timedelta(hours=2)
    store.follow_ups.done([FollowUpId(Kind.THANK_YOU, held.id)])
    store.close()


def test_figures_without_a_terminal(run, asked):
    status, out, err = run("stats")
    assert (status, err) == (0, "")
    assert out.startswith("Statistics for all time\n=======================\n\nFrom request to thank-you\n")
    assert "asked     3\nanswered  2 of 3\nagreed    1 of 3\nheld      1 of 3\nthanked   1 of 3\n" in out
    assert "1 thank-you is too little for a median; it came after 2 hours.\n" in out
    assert "week from Mon 16 Nov 2026  1\n" in out
    assert "⣿" not in out


def test_plots_on_a_terminal(run, asked, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    status, out, err = run("stats")
    assert (status, err) == (0, "")
    assert "asked    ⣿" in out
    assert max(map(len, out.splitlines())) <= 60
    assert "\x1b" not in out


def test_figures_on_a_terminal_with_plain_lines(run, asked, home, monkeypatch):
    (home / "config" / "iitui" / "settings.toml").write_text("plain_lines = true\n", "utf-8")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    status, out, _ = run("stats")
    assert status == 0
    assert "answered  2 of 3\n" in out
    assert "⣿" not in out


def test_json(run, asked):
    status, out, err = run("stats", "--json")
    record = json.loads(out)
    assert (status, err) == (0, "")
    assert list(record) == ["since", "until", "people", "replies", "thank_yous", "weeks"]
    assert record["until"] == "2026-11-20T12:00:00-05:00"
    assert list(record["people"].values()) == [3, 2, 1, 1, 1, 0]
    assert record["thank_yous"]["in_time"] == 1
    assert (len(record["weeks"]), record["weeks"][-1]) == (12, {"begins": "2026-11-16", "interviews": 1})


@pytest.mark.parametrize(
    ("since", "begins", "count"),
    [
        ("90d", "2026-08-22T00:00:00-04:00", 1),
        ("60W", "2025-09-26T00:00:00-04:00", 3),
        ("0d", "2026-11-20T00:00:00-05:00", 0),
        ("2026", "2026-01-01T00:00:00-05:00", 1),
        ("2025", "2025-01-01T00:00:00-05:00", 3),
        ("2026-11", "2026-11-01T00:00:00-04:00", 1),
        ("2026-11-07", "2026-11-07T00:00:00-05:00", 0),
        (" 2026-1-2 ", "2026-01-02T00:00:00-05:00", 1),
    ],
)
def test_a_period(run, asked, since, begins, count):
    status, out, _ = run("stats", "--json", "--since", since)
    record = json.loads(out)
    assert record["since"] == begins
    assert record["people"]["asked"] == count
    assert status == int(since == "0d")


@pytest.mark.parametrize("since", ["", "soon", "2027", "2026-12", "2026-13", "2026-02-30", "90", "-5d"])
def test_a_beginning_that_is_none_or_lies_ahead_is_one_line(run, asked, since):
    status, out, err = run("stats", f"--since={since}")
    assert (status, out) == (2, "")
    assert err.startswith("iitui: --since: ")
    assert len(err.splitlines()) == 1


def test_an_empty_journal_is_said(run, journal):
    status, out, err = run("stats")
    assert (status, out, err) == (1, "", "You haven't asked for an interview or held one.\n")
    status, out, err = run("stats", "--since", "2026")
    assert err == "You haven't asked for an interview or held one since Thu 1 Jan 2026.\n"
    status, out, _ = run("stats", "--json")
    assert (status, json.loads(out)["people"]["asked"]) == (1, 0)
    assert not journal.exists()
