"""The command `mail`, and the mailboxes that `import` takes."""

import json
import os
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Begin
from tests.interchange.mail.writing import as_mbox, message, write_maildir, write_mbox

ME, DANA = "me@example.org", "dana@beaumont.example"
AT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
WRITTEN = Path(__file__).parent.parent / "interchange" / "mail" / "s-nail.mbox"
"""A mailbox that s-nail wrote: `test_a_mail_program_wrote_it` says how."""


def half() -> list[EmailMessage]:
    return [
        message(ME, DANA, "Twenty minutes?", AT, "ask"),
        message(DANA, ME, "Re: Twenty minutes?", AT + timedelta(days=2), "reply", answers="ask"),
        message(ME, DANA, "Thank you", AT + timedelta(days=17), "thanks", text="The wards.\n"),
        message("Farid Rao <farid@x.example>", ME, "Hello", AT + timedelta(days=9), "farid"),
        message(DANA, ME, "Digest", AT, "digest", List_Id="<n.example>"),
    ]


@pytest.fixture
def settings(home: Path) -> Path:
    path = home / "config" / "iitui" / "settings.toml"
    path.write_text(f'zone = "America/Detroit"\naddresses = ["{ME}"]\n', "utf-8")
    return path


@pytest.fixture
def dana(begin: Begin, settings: Path) -> None:
    begin(("add", f"Dana Ito, Nurse at Beaumont <{DANA}>"))


def test_a_mailbox_brings_touches_once(run, dana, tmp_path):
    box = write_mbox(tmp_path / "box", *half())
    status, out, err = run("import", box)
    assert (status, out) == (0, "5 read, 3 added, 0 updated, 0 unchanged, 2 skipped\n")
    assert err.splitlines() == [
        "No contact: Farid Rao <farid@x.example>, Wed 11 Nov 10:00: Hello",
        "Left out: 1 from a mailing list (--lists)",
    ]
    assert run("mail", box)[1] == "5 read, 0 added, 0 updated, 3 unchanged, 2 skipped\n"
    assert run("undo")[1] == "Undone: Mail from box: 3 touches\n"


def test_a_dry_run_changes_nothing_and_says_what_would_be(run, dana, journal, tmp_path):
    before = journal.read_bytes()
    status, out, _ = run("mail", "--dry-run", "--text", write_maildir(tmp_path / "Mail", *half()))
    assert (status, out) == (0, "Dry run: 5 read, 3 added, 0 updated, 0 unchanged, 2 skipped\n")
    assert journal.read_bytes() == before


def test_what_answers_and_thanks_is_said_and_settled_when_asked_for(run, dana, at, tmp_path):
    at("2026-11-16T12:00:00-05:00")
    assert run("schedule", "Dana", "nov 18 10:00")[0] == 0
    at(NOW)
    box = write_mbox(tmp_path / "box", *half())
    offered = "Thank-you (thank_you:1): to Dana Ito, Thu 19 Nov 10:00: Thank you"
    assert f"{offered}; --thank-yous settles it" in run("mail", box)[2]
    assert "Thank Dana Ito" in run("due")[1]
    _, _, err = run("mail", box, "--thank-yous")
    assert offered in err.splitlines()
    assert "Thank Dana Ito" not in run("due")[1]
    assert "Thank-you" not in run("mail", box)[2]


def test_json_says_all_of_it(run, dana, at, tmp_path):
    at("2026-11-16T12:00:00-05:00")
    assert run("schedule", "Dana", "nov 18 10:00")[0] == 0
    at(NOW)
    broken = message(DANA, ME, "No date", message_id="broken")
    del broken["Date"]
    failure = message(
        "MAILER-DAEMON@x.example", ME, "Bounced", AT + timedelta(days=18), "f", X_Failed_Recipients=DANA
    )
    box = tmp_path / "box.eml"
    box.write_bytes(as_mbox(*half(), failure))
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "a.eml").write_bytes(broken.as_bytes())
    status, out, err = run("mail", box, tmp_path / "mail", "--json", "--add-contacts")
    report = json.loads(out)
    assert (status, err) == (0, "")
    assert [report[name] for name in ("read", "added", "updated", "unchanged", "skipped", "contacts")] == [
        7, 4, 0, 0, 3, 1
    ]  # fmt: skip
    assert report["problems"] == [
        {
            "file": str(tmp_path / "mail" / "a.eml"),
            "where": "message 1",
            "why": "its date can't be read",
        }
    ]
    assert report["thank_yous"] == [
        {"id": "thank_you:1", "contact_id": 1, "who": "Dana Ito", "subject": "Thank you",
         "at": "2026-11-19T10:00:00-05:00", "settled": False}
    ]  # fmt: skip
    assert [each["subject"] for each in report["failures"]] == ["Bounced"]
    assert report["no_contacts"] == []
    assert "Farid Rao" in run("contacts")[1]


def test_the_settings_name_the_mailboxes(run, dana, settings, home, tmp_path):
    status, _, err = run("mail")
    assert (status, err.count("\n")) == (2, 1)
    assert f"{settings}, in a line such as mail = " in err
    write_maildir(home / "Mail", *half())
    settings.write_text(f'addresses = ["{ME}"]\nmail = ["~/Mail"]\n', "utf-8")
    assert run("mail")[1] == "5 read, 3 added, 0 updated, 0 unchanged, 2 skipped\n"


@pytest.mark.parametrize("command", ["mail", "import"])
def test_without_own_addresses_one_sentence_says_how_to_set_them(run, journal, home, tmp_path, command):
    status, out, err = run(command, write_mbox(tmp_path / "box", *half()))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert f'{home}/config/iitui/settings.toml, in a line such as addresses = ["me@example.org"]' in err
    assert not journal.exists()


def test_texts_lists_and_mass_mail_are_taken_when_asked_for(run, dana, journal, tmp_path):
    many = message(ME, ", ".join([DANA, *(f"p{n}@x.example" for n in range(39))]), "All", AT, "all")
    box = write_mbox(tmp_path / "box", *half(), many)
    assert run("mail", box)[1] == "6 read, 3 added, 0 updated, 0 unchanged, 3 skipped\n"
    run("undo")
    _, out, _ = run("mail", box, "--lists", "--everybody", "--text")
    assert out == "6 read, 5 added, 0 updated, 0 unchanged, 1 skipped\n"
    run("schedule", "Dana", "dec 3 10:00")
    assert "The wards." in run("brief")[1]


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda folder: folder / "nothing", "There is no file or folder"),
        (lambda folder: folder, "There's no mail in"),
        (lambda folder: write_mbox(folder / "box"), "There's no mail in"),
    ],
)
def test_what_is_no_mailbox_is_refused_in_one_line(run, dana, tmp_path, make, why):
    (tmp_path / "empty").mkdir()
    status, out, err = run("mail", make(tmp_path / "empty"))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert why in err


def test_mailboxes_and_contacts_are_not_imported_together(run, dana, tmp_path):
    card = tmp_path / "card.vcf"
    card.write_text("BEGIN:VCARD\nFN:Kim Lee\nEND:VCARD\n")
    status, _, err = run("import", write_mbox(tmp_path / "box", *half()), card)
    assert (status, err.count("\n")) == (2, 1)
    assert run("import", card)[1].startswith("1 read, 1 added")


def test_a_takeout_archive_is_a_mailbox_and_that_of_linkedin_is_not(run, dana, tmp_path):
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Takeout/Mail/All mail.mbox", as_mbox(*half()))
    assert (
        run("import", tmp_path / "takeout.zip")[1] == "5 read, 3 added, 0 updated, 0 unchanged, 2 skipped\n"
    )
    with zipfile.ZipFile(tmp_path / "linkedin.zip", "w") as archive:
        archive.writestr("Connections.csv", "First Name,Last Name,URL\nKim,Lee,\n")
    assert run("import", tmp_path / "linkedin.zip")[1].startswith("1 read, 1 added")


def test_hostile_words_reach_no_terminal(run, settings, tmp_path):
    run("add", f"Dana Ito <{DANA}>")
    mail = (
        b"From: \x1b]0;x\x07Eve <eve@x.example>\nTo: me@example.org\nDate: Mon, 2 Nov 2026 10:00:00 -0500\n"
        b"Message-ID: <\x1b[2J@x>\nSubject: =?utf-8?q?=1B[2J[/]_=E2=80=AEred?=\n\nBody\n"
    )
    _, out, err = run(
        "mail", write_mbox(tmp_path / "box\x1b[2J", mail, mail.replace(b"eve@x.example", DANA.encode()))
    )
    assert "\x1b" not in out + err
    assert "[/]" in err


def test_a_mailbox_that_a_mail_program_wrote(run, dana, at):
    at("2026-12-24T12:00:00-05:00")
    status, out, _ = run("mail", WRITTEN)
    assert (status, out) == (0, "3 read, 3 added, 0 updated, 0 unchanged, 0 skipped\n")


@pytest.mark.skipif(shutil.which("s-nail") is None, reason="s-nail is not installed")
def test_a_mail_program_wrote_it(run, dana, monkeypatch, tmp_path):
    """s-nail saves what it sends in a mailbox of its own; no mail server is asked."""
    monkeypatch.delenv("IITUI_NOW")  # it dates what it sends
    box = tmp_path / "sent"
    for subject, text in (
        ("Twenty minutes?", "Asking.\n"),
        ("Grüße", "From here on.\nFrom there too.\n\nFrom\n"),
    ):
        subprocess.run(
            ["s-nail", "-:/", "-Sv15-compat", f"-Sfrom={ME}", "-Smta=test:///dev/null", f"-Srecord={box}",
             "-Shostname=example.org", "-Sttycharset=utf-8", "-s", subject, DANA],
            input=text, text=True, check=True, env={**os.environ, "HOME": str(tmp_path), "LANG": "C.UTF-8"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    status, out, _ = run("mail", box)
    assert (status, out) == (0, "2 read, 2 added, 0 updated, 0 unchanged, 0 skipped\n")
    assert run("mail", box)[1] == "2 read, 0 added, 0 updated, 2 unchanged, 0 skipped\n"
