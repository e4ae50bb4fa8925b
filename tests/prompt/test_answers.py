"""What a prompt is answered is what the full readers say, at any instant and in any form."""

import argparse
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import iitui
from iitui.cli.arguments import build_parser
from iitui.commands import COMMANDS
from iitui.domain.dates.calendar import end_of_day
from iitui.domain.rule_figures import RuleFigures
from iitui.prompt.complete import CollectedArguments
from iitui.store.reader import JournalReader
from iitui.store.schema import migrations, version
from tests.cli.conftest import NOW
from tests.clock import ZONE
from tests.journals import new_journal, newest_schema
from tests.processes import modules_of

INSTANTS = (
    NOW,
    "2026-10-01T08:00:00-04:00",
    "2026-11-01T01:30:00-05:00",
    "2026-11-20T14:59:40-05:00",
    "2026-11-20T15:10:00-05:00",
    "2026-11-20T23:59:30-05:00",
    "2026-11-21T00:00:00-05:00",
    "2027-03-14T12:00:00-04:00",
)
"""Before and after a change of the clocks, around an interview and around midnight."""

ASKED = (
    ["due"],
    ["due", "--json"],
    ["due", "--quiet"],
    ["due", "--json", "--quiet"],
    ["next"],
    ["next", "--json"],
)


@pytest.fixture(params=["sample", "none", "blank", "empty"])
def any_journal(request, journal: Path, monkeypatch) -> Path:
    """The sample journal, or one in which nothing is, in the ways that there are."""
    if request.param == "none":
        # For each answer all steps would be done anew, in memory.
        monkeypatch.setattr(migrations, "migrate", lambda blank: blank.deserialize(newest_schema()))
    if request.param == "sample":
        return Path(request.getfixturevalue("sample"))
    if request.param == "blank":
        journal.touch()
    if request.param == "empty":
        journal.write_bytes(new_journal())
    return journal


def as_the_parser_has_it(journal: Path, words: list[str]) -> list[str]:
    """The same words so typed that they are not taken for a prompt's."""
    return [*words, "--db", str(journal)]


@pytest.fixture(params=["America/Detroit", "Asia/Kolkata"])
def zone(request, home: Path) -> str:
    """The user's zone, as the settings say it."""
    (home / "config" / "iitui" / "settings.toml").write_text(f'zone = "{request.param}"\n', "utf-8")
    return str(request.param)


@pytest.fixture
def no_settings(home: Path) -> Iterator[None]:
    """No settings file: what counts is the zone of the machine."""
    (home / "config" / "iitui" / "settings.toml").unlink()
    yield
    time.tzset()


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("instant", INSTANTS)
def test_an_answer_is_that_of_the_full_command(run, at, any_journal, instant):
    at(instant)
    for words in ASKED:
        assert run(*words) == run(*as_the_parser_has_it(any_journal, words)), words


@pytest.mark.usefixtures("no_settings")
@pytest.mark.parametrize("own", ["America/Detroit", "Asia/Kolkata", "Etc/Unknown"])
def test_without_settings_it_is_the_same(run, at, sample, monkeypatch, own):
    monkeypatch.setenv("TZ", own)
    for instant in INSTANTS:
        at(instant)
        for words in ASKED:
            assert run(*words) == run(*as_the_parser_has_it(sample, words)), (instant, words)


@pytest.mark.parametrize("width", ["40", "80", "200"])
@pytest.mark.parametrize("no_color", ["", "1"])
def test_on_a_terminal_it_has_the_same_colors_and_columns(run, sample, monkeypatch, width, no_color):
    for name, value in (("COLUMNS", width), ("TERM", "xterm"), ("NO_COLOR", no_color)):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    for words in ASKED:
        answered = run(*words)
        assert answered == run(*as_the_parser_has_it(sample, words))
        assert ("\x1b" in answered[1]) == (words == ["due"] and not no_color)


@pytest.mark.parametrize(
    ("settings", "refused"),
    [
        ('zone = "Nowhere/Land"\n', ASKED),
        ("zone = ", [["due"], ["due", "--json"], ["next"]]),
        ("nothing = 1\n", [["due"], ["due", "--json"], ["next"]]),
    ],
)
def test_settings_that_are_not_right_are_refused_alike(run, sample, home, settings, refused):
    (home / "config" / "iitui" / "settings.toml").write_text(settings, "utf-8")
    for words in ASKED:
        answered = run(*words)
        assert answered == run(*as_the_parser_has_it(sample, words))
        assert answered[0] == 2 or words not in refused


def test_a_file_that_is_no_journal_is_refused_alike(run, journal):
    journal.write_text("Dear diary" * 99)
    for words in ASKED:
        answered = run(*words)
        assert answered == run(*as_the_parser_has_it(journal, words))
        assert answered[0] == 2


@pytest.mark.parametrize("instant", INSTANTS)
def test_what_the_journal_offers_is_what_the_full_readers_find(run, at, sample, instant):
    at(instant)
    now = datetime.fromisoformat(instant).astimezone(UTC)
    day_end = end_of_day(now, ZONE)
    reader = JournalReader.open(sample, RuleFigures(zone=ZONE))
    owed = [f"{one.id}\t{one.what}" for one in reader.follow_ups.owed(now, day_end)]
    coming = [f"{one.id}\t{one.who}" for one in reader.interviews.upcoming(now)]
    people = [
        (one.name, one.role, one.organization) for one in reader.contacts.page("o", 0, 50, now, day_end)
    ]
    reader.close()
    named = [
        f"{name}\t{', '.join(filter(None, more))}" for name, *more in people if name.lower().startswith("o")
    ]

    def offers(*words: str) -> list[str]:
        status, out, err = run("complete", "--db", str(sample), *words)
        assert (status, err) == (0, "")
        return [str(line) for line in out.splitlines()]

    for command in ("done", "waive", "snooze"):
        assert offers(command, "") == owed
    assert offers("brief", "") == ["next\tthe next interview", *coming]
    assert offers("schedule", "o") == named
    assert named


@pytest.mark.parametrize("command", COMMANDS)
def test_completion_knows_of_each_argument_what_the_parser_knows(command):
    taken = CollectedArguments()
    fill = COMMANDS[command].fill
    if fill is not None:
        fill(taken)
    commands = build_parser(command)._subparsers
    assert commands is not None
    parser = next(iter(commands._group_actions[0].choices.values()))  # type: ignore[union-attr]  # has one
    known = [one for one in parser._actions if one.help != argparse.SUPPRESS]
    assert [(one.options, one.meaning, one.choices) for one in taken.all] == [
        (list(one.option_strings), one.help, one.choices) for one in known
    ]
    assert [one.name for one in taken.all if not one.options] == [
        one.dest for one in known if not one.option_strings
    ]
    assert [one.takes_value for one in taken.all] == [one.nargs is None for one in known]
    assert [one.is_many for one in taken.all] == [one.nargs in ("+", "*") for one in known]


@pytest.mark.parametrize(
    "words",
    [
        ["complete", ""],
        ["complete", "brief", "--f"],
        ["complete", "done", ""],
        ["complete", "brief", ""],
        ["complete", "schedule", "J"],
        ["due", "--json"],
        ["next", "--json"],
    ],
)
def test_a_prompt_waits_for_no_parser_and_no_record(sample, monkeypatch, tmp_path, words):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "without settings"))
    monkeypatch.setenv("IITUI_DB", str(sample))
    loaded = modules_of(*words)
    assert loaded.isdisjoint(("argparse", "dataclasses", "pathlib", "inspect", "typing", "iitui.cli"))
    ours = {name for name in loaded if name.startswith("iitui.domain.")}
    assert ours <= {
        f"iitui.domain.{light}"
        for light in (
            "dates", "dates.business_days", "dates.calendar", "errors", "rule_figures", "rules", "text",
        )
    }  # fmt: skip


def test_only_what_answers_before_typing_is_loaded_does_without_it(sample, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "without settings"))
    monkeypatch.setenv("IITUI_DB", str(sample))
    without = set()
    for file in Path(iitui.__file__).parent.rglob("*.py"):
        if "TYPE_CHECKING = False" in file.read_text("utf-8"):
            name = ".".join(file.relative_to(Path(iitui.__file__).parent.parent).with_suffix("").parts)
            without.add(name)
    prompts = (
        ["due"],
        ["next"],
        ["complete", "schedule", "J"],
        ["complete", "done", ""],
        ["complete", "settings", ""],
        ["--help"],
        ["import", "--help"],
        ["export", "--help"],
    )
    loaded = set().union(*(modules_of(*words) for words in prompts))
    assert without <= loaded | {"iitui.__main__"}
    assert len(without) >= len(prompts)


def test_the_newest_version_counts_all_steps():
    assert len(migrations.STEPS) == version.NEWEST
