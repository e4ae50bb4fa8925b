"""The files of templates: what ships with iitui, and what the user's own folder may hold."""

import os
from pathlib import Path

import pytest

from iitui.domain.letters.checks import LetterTerms, Weight, check_letter
from iitui.domain.letters.kinds import LetterKind
from iitui.domain.letters.letter import Letter, count_words
from iitui.domain.letters.templates import FIELDS, SPECIFIC, Template, fill
from iitui.store.letters.templates import built_in_templates, load_templates

BUILT_IN = {template.slug: template for template in built_in_templates()}
VALUES = {
    **{name: f"some {words}" for name, words in FIELDS.items() if name not in (SPECIFIC, "minutes")},
    "first_name": "Dana",
    "minutes": "20",
    "source": "the alumni directory",
    "referrer": "Kim Lee",
    "about_me": "a nurse in my second year",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_there_is_a_template_of_each_kind_and_all_can_be_read():
    assert {template.kind for template in BUILT_IN.values()} == set(LetterKind)
    assert set(BUILT_IN) >= set(LetterKind)
    assert all(template.is_built_in and template.subject for template in BUILT_IN.values())
    assert len({template.name for template in BUILT_IN.values()}) == len(BUILT_IN)


@pytest.mark.parametrize("template", BUILT_IN.values(), ids=list(BUILT_IN))
def test_what_ships_stands_its_own_checks(template: Template):
    filled = fill(template, VALUES)
    letter = Letter(to_name="Dana Ito", to="d@example.org", subject=filled.subject, body=filled.body)
    terms = LetterTerms(kind=template.kind, places=filled.places, template_body=filled.body)
    advice = [one.words for one in check_letter(letter, terms) if one.weight is not Weight.MISSING]
    assert advice == []
    assert count_words(filled.body) < 100
    assert "Dana" in filled.body


def test_without_a_folder_only_what_ships(tmp_path: Path):
    shelf = load_templates(tmp_path / "none")
    assert ({one.slug for one in shelf.templates}, shelf.problems) == (set(BUILT_IN), ())


def test_a_template_of_the_user_wins_over_one_of_its_name_and_others_stand_beside(folder: Path):
    write(folder, "nudge.txt", "Kind: nudge\nSubject: Again\n\nDear {first_name}")
    write(folder, "warm.TXT", "Kind: nudge\n\nHi")
    write(folder, "notes.md", "nothing to read")
    shelf = load_templates(folder)
    own = {one.slug: one for one in shelf.templates if not one.is_built_in}
    assert set(own) == {"nudge", "warm"}
    assert own["nudge"].subject == "Again"
    assert len(shelf.templates) == len(BUILT_IN) + 1
    assert shelf.problems == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Kind: nudge\n\nDear {nme}", "nudge.txt, line 3: there's no field “nme”; did you mean name?"),
        ("Kind: nudge\n\nDear {name", "has no match"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "nudge.txt, line 1: this isn't UTF-8 text."),
        ("Kind: nudge\n\nDear Jos\xe9".encode("latin-1"), "nudge.txt, line 3: this isn't UTF-8 text."),
        (b"Kind: nudge\n\n\0\0", "this isn't a text file."),
        (b"", "nudge.txt"),
        (b"x" * 100_000, "a template can have at most 20000 characters; this file has 100000 bytes."),
        ("Kind: nudge\n\n" + "é" * 20_001, "a template can have at most 20000 characters"),
        ("\x1b]0;hacked\x07: [/]\n\n[@click=app.quit]", "isn't one of the lines"),
    ],
)
def test_a_template_that_cannot_be_used_is_said_and_the_built_in_one_is_used(
    folder: Path, content: str | bytes, words: str
):
    write(folder, "nudge.txt", content)
    write(folder, "new.txt", content)
    shelf = load_templates(folder)
    assert {one.slug for one in shelf.templates} == set(BUILT_IN)
    assert len(shelf.problems) == 2
    new, nudge = shelf.problems
    assert words in nudge
    assert nudge.endswith(" The built-in one is used instead.")
    assert new.endswith(" It was skipped.")
    assert all(problem.isprintable() for problem in shelf.problems)


def test_what_is_no_file_is_said_and_holds_nobody_up(folder: Path):
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    loop = folder / "loop.txt"
    loop.symlink_to(loop)
    shelf = load_templates(folder)
    assert len(shelf.templates) == len(BUILT_IN)
    assert len(shelf.problems) == 4
    assert load_templates(folder / "pipe.txt").problems == ()


def test_a_hostile_name_is_harmless(folder: Path):
    write(folder, "a\x1b[31m[b].txt", "Kind: request\n\nHi {x}")
    (problem,) = load_templates(folder).problems
    assert problem.isprintable()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_folder_that_cannot_be_read_is_said(folder: Path):
    folder.chmod(0)
    try:
        assert (
            load_templates(folder).problems[0].endswith("your templates cannot be read: Permission denied.")
        )
    finally:
        folder.chmod(0o700)


def test_too_many_templates_are_not_all_read(folder: Path):
    for number in range(502):
        write(folder, f"t{number:03}.txt", "Kind: request\n\nHi")
    shelf = load_templates(folder)
    assert len(shelf.templates) == len(BUILT_IN) + 500
    assert shelf.problems == (f"{folder}: of 502 templates, only the first 500 are read.",)
