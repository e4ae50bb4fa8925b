"""The command `letter`: a draft on standard output, and what is still missing on standard error."""

import json
from email import message_from_string
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from iitui.commands import LETTER_FORMATS, LETTER_KINDS
from iitui.domain.letters.kinds import LetterKind
from tests.cli.conftest import Begin


@pytest.fixture(autouse=True)
def me(home: Path) -> Path:
    settings = home / "config" / "iitui" / "settings.toml"
    settings.write_text(
        'zone = "America/Detroit"\nmy_name = "Ann Wu"\nabout_me = "a nurse"\n'
        'addresses = ["ann@example.org"]\n',
        "utf-8",
    )
    return settings


@pytest.fixture
def dana(begin: Begin, at) -> None:
    """Dana Ito was interviewed yesterday; Kim Lee gave the name."""
    begin(
        ("add", "Dana Ito, Nurse Manager, Beaumont <dana@example.org> via Kim Lee"),
        ("schedule", "Dana", "mon 2pm", "--occupation", "Nursing"),
    )
    at("2026-11-24T18:00:00-05:00")


@pytest.mark.usefixtures("dana")
def test_the_letter_that_is_owed_most_is_printed_and_what_is_missing_is_said(run):
    status, out, err = run("letter")
    assert status == 1
    assert out.startswith(
        "To: Dana Ito <dana@example.org>\nSubject: Thank you for your time yesterday\n\nDear Dana,\n\n"
        "Thank you for taking the time to talk with me yesterday.\n\n"
    )
    assert out.endswith("With thanks,\nAnn Wu\n")
    assert err == "Still to fill: one thing they said, and what it changed for you.\n"
    assert run("letter", "--follow-up", "thank_you:1") == (status, out, err)
    assert run("letter", "dana") == (status, out, err)


@pytest.mark.usefixtures("dana")
def test_each_format_holds_the_same_letter(run):
    letters = {
        form: run("letter", "Kim", "--kind", "keep_in_touch", "--format", form) for form in LETTER_FORMATS
    }
    record = json.loads(letters["json"][1])
    assert (record["kind"], record["who"], record["to"], record["ready"]) == (
        "keep_in_touch", "Kim Lee", "", False
    )  # fmt: skip
    assert len(record["missing"]) == 2
    assert letters["json"][2] == ""
    body = record["body"]
    assert letters["text"][1] == f"To: Kim Lee\nSubject: Hello from Ann Wu\n\n{body}\n"
    message = message_from_string(letters["eml"][1], policy=default)
    assert (message["From"], message["To"]) == ("ann@example.org", None)
    assert message.get_content().replace("\r\n", "\n") == f"{body}\n"
    query = parse_qs(urlsplit(letters["mailto"][1].strip()).query)
    assert query == {"subject": ["Hello from Ann Wu"], "body": [body.replace("\n", "\r\n")]}
    assert {status for status, _, _ in letters.values()} == {1}


@pytest.mark.usefixtures("dana")
def test_a_template_of_the_user_is_used_and_can_be_ready(run, home):
    folder = home / "config" / "iitui" / "letters"
    folder.mkdir()
    (folder / "nudge.txt").write_text("Kind: nudge\nSubject: Again\n\nDear {first_name}, again. {my_name}\n")
    (folder / "broken.txt").write_text("Kind: nudge\n\n{nam}\n")
    assert run("letter", "kim", "--kind", "nudge") == (
        0,
        "To: Kim Lee\nSubject: Again\n\nDear Kim, again. Ann Wu\n",
        "letters/broken.txt, line 3: there's no field “nam”; did you mean name? For a blank to fill in"
        " yourself, write {?words}. It was skipped.\n",
    )
    (folder / "nudge.txt").write_text("Kind: nudge\nSubject: Again\n\nKim sent me, {first_name}\n")
    status, out, err = run("letter", "dana", "--kind", "nudge")
    assert (status, out) == (2, "")
    assert "It names Kim Lee, and you don't have permission to use that name yet." in err


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["nobody"], "There is no contact 'nobody'."),
        (["--follow-up", "thank_you:9"], "There is no follow-up thank_you:9 about a contact."),
        (["--follow-up", "x"], "'x' isn't the ID of a follow-up"),
        (
            ["--follow-up", "debrief:1"],
            "debrief:1 doesn't call for a particular letter; choose one with --kind.",
        ),
        (["--kind", "love"], "invalid choice: 'love'"),
    ],
)
@pytest.mark.usefixtures("dana")
def test_what_cannot_be_is_one_sentence(run, typed: list[str], words: str):
    status, out, err = run("letter", *typed)
    assert (status, out) == (2, "")
    assert words in err


def test_on_an_empty_journal_nobody_is_owed_a_letter(run, journal):
    assert run("letter") == (
        2,
        "",
        "iitui: No letters are due; 'iitui letter WHO' writes one to WHO.\n",
    )
    assert not journal.exists()


@pytest.mark.usefixtures("dana")
def test_what_is_missing_twice_is_said_once(run, me: Path):
    me.write_text('zone = "America/Detroit"\n', "utf-8")
    _, out, err = run("letter", "Kim", "--kind", "keep_in_touch")
    assert out.count("[your name]") == 2
    assert err.count("Still to fill: your name.") == 1


def test_the_kinds_that_can_be_typed_are_those_there_are():
    assert tuple(LetterKind) == LETTER_KINDS
