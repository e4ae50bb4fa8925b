"""`iitui merge` and `iitui news`: what they list, do, and refuse."""

import json

import pytest

from tests.cli.conftest import Begin


@pytest.fixture
def people(begin: Begin) -> None:
    begin(
        ("add", "Jon Smith, Nurse, Beaumont <jon@example.org> #nursing"),
        ("add", "Jonathan Smith, Nurse, Lakeside <JON@example.org> via Kim Abe"),
        ("log", "3", "Hello"),
    )


CARD = """BEGIN:VCARD
VERSION:3.0
UID:abc
FN:Dana Ito
ORG:{}
TITLE:{}
END:VCARD
"""


@pytest.fixture
def cards(run, tmp_path, at) -> None:
    """Dana is read in twice, with another position the second time."""
    path = tmp_path / "people.vcf"
    for place, role in (("Beaumont", "Nurse"), ("Lakeside", "Chief Nurse")):
        path.write_text(CARD.format(place, role), "utf-8")
        said = run("import", path)
        at("2026-11-21T12:00:00-05:00")
    assert "card 1, line 1: news of Dana Ito: now Chief Nurse at Lakeside" in said[2]
    assert "1 contact with news; 'iitui news' lists it" in said[2]


def test_who_may_be_one_person_is_listed_with_the_reasons(run, people):
    status, out, err = run("merge")
    assert (status, err) == (0, "")
    assert out == ("1  3  Jon Smith, Beaumont  Jonathan Smith, Lakeside  the same email address\n")
    (pair,) = json.loads(run("merge", "--json")[1])
    assert [each["id"] for each in pair["contacts"]] == [1, 3]
    assert pair["reasons"] == ["the same email address"]
    run("merge", "1", "jonathan", "--not-the-same")
    assert run("merge") == (0, "", "No duplicates found.\n")
    run("undo")
    assert run("merge")[1] == out


def test_two_become_one_and_what_is_not_kept_is_said(run, people):
    looked = run("merge", "jon smith", "3", "--dry-run")
    assert looked[1].startswith("Would merge Jonathan Smith, Lakeside (3) into Jon Smith, Beaumont (1)")
    assert len(run("contacts")[1].splitlines()) == 3
    status, out, err = run("merge", "jon smith", "3")
    assert (status, err) == (0, "")
    assert out == (
        "Merged Jonathan Smith, Lakeside (3) into Jon Smith, Beaumont (1); Jon Smith is contact 1.\n"
        "Comes along: 1 touches, 1 addresses and numbers.\n"
        "name: Jon Smith (in the notes: Jonathan Smith)\n"
        "work: Nurse, Beaumont (in the notes: Nurse, Lakeside)\n"
    )
    (one,) = json.loads(run("contacts", "smith", "--json")[1])
    assert (one["id"], one["referred_by"], one["emails"]) == (1, "Kim Abe", ["jon@example.org"])
    assert run("undo")[0] == 0
    assert len(run("contacts")[1].splitlines()) == 3


def test_merge_as_json(run, people):
    shown = json.loads(run("merge", "1", "3", "--json", "--dry-run")[1])
    assert not shown["done"]
    assert shown["merged"] == {"id": 3, "name": "Jonathan Smith", "organization": "Lakeside"}
    assert {"field": "work", "kept": "Nurse, Beaumont", "other": "Nurse, Lakeside"} in shown["differences"]
    done = json.loads(run("merge", "1", "3", "--json")[1])
    assert done["done"]
    assert done["kept"]["last_touch"]
    assert done["moved"]["touches"] == 1


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["merge", "1"], "Merging takes two contacts"),
        (["merge", "1", "1"], "cannot be merged with itself"),
        (["merge", "jon", "3"], "Which one? 1 Jon Smith (Beaumont), 3 Jonathan Smith (Lakeside)"),
        (["merge", "1", "99"], "There is no contact 99"),
        (["merge", "--not-the-same"], "takes two contacts"),
        (["news", "--take"], "Name the contacts"),
        (["news", "--all"], "Use --all with"),
        (["news", "--take", "1"], "There is no news about Jon Smith"),
        (["news", "nobody"], "There is no contact 'nobody'"),
    ],
)
def test_what_cannot_be_done_is_refused(run, people, journal, command, words):
    before = journal.read_bytes()
    status, out, err = run(*command)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err
    assert journal.read_bytes() == before


def test_news_is_listed_taken_over_and_undone(run, cards):
    status, out, err = run("news")
    assert status == 0
    assert out == ("1  Dana Ito  now Chief Nurse at Lakeside  before: Nurse at Beaumont  vCard  just now\n")
    assert "--take WHO" in err
    (news,) = json.loads(run("news", "--json")[1])["news"]
    assert news["changes"] == [
        {"field": "organization", "before": "Beaumont", "now": "Lakeside"},
        {"field": "role", "before": "Nurse", "now": "Chief Nurse"},
    ]
    status, out, err = run("news", "--take", "Dana")
    assert (status, out) == (0, "Updated: Dana Ito: now Chief Nurse at Lakeside.\n")
    assert "iitui letter 1 --kind keep_in_touch" in err
    assert "Chief Nurse, Lakeside" in run("contacts")[1]
    assert run("news")[1] == "Write to Dana Ito: now Chief Nurse at Lakeside.\n"
    run("log", "1", "Congratulations")
    assert run("news") == (0, "", "There is no news about your contacts.\n")


def test_dismissed_news_is_gone_for_good(run, cards, tmp_path):
    assert run("news", "--dismiss", "--all")[1] == "Dismissed: Dana Ito: now Chief Nurse at Lakeside.\n"
    report = json.loads(run("import", tmp_path / "people.vcf", "--json")[1])
    assert report["news"] == []
    assert run("news")[1] == ""
    assert run("news", "--take", "--all") == (0, "", "There is no news.\n")


def test_a_dry_run_of_an_import_tells_the_news(run, cards, tmp_path):
    run("undo")
    report = json.loads(run("import", tmp_path / "people.vcf", "--dry-run", "--json")[1])
    assert report["news"] == [
        {
            "where": "card 1, line 1",
            "contact_id": 1,
            "name": "Dana Ito",
            "source": "vCard",
            "what": "now Chief Nurse at Lakeside",
            "fields": {"organization": "Lakeside", "role": "Chief Nurse"},
        }
    ]
