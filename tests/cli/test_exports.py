"""`iitui export`: where it writes, what it replaces, and what it says."""

import csv
import io
import os
import stat
from pathlib import Path

import pytest

from iitui.exports.registry import FORMATS
from iitui.output import progress_of

HOSTILE = ("=1+1", "+49 30 1234", "-2+3", "@SUM(A1)", "\u202eevil", "[/] [@click=x]", 'say "hi"; a, b\nc')


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_contacts_are_a_table(run, sample):
    status, out, err = run("export", "contacts", "--format", "csv")
    assert (status, err) == (0, "")
    header, *people = rows(out)
    assert header == [
        "name", "organization", "role", "level", "emails", "phones", "urls", "tags", "source", "referred_by",
        "name_permission", "cadence_days", "notes", "uid",
    ]  # fmt: skip
    assert len(people) == 25
    aroha = dict(zip(header, people[0], strict=True))
    assert aroha["name"] == "Aroha Ngata"
    assert aroha["tags"] == "nonprofit ::: planning"
    assert (aroha["referred_by"], aroha["name_permission"]) == ("Nadia Kowalczyk", "yes")
    assert len({person[-1] for person in people}) == 25


def test_a_formula_that_somebody_typed_is_text(run, store):
    from tests.builders import contact

    for name in HOSTILE:
        contact(store, name, organization=name, notes=name)
    out = run("export", "contacts", "--format", "csv")[1]
    cells = {cell for row in rows(out) for cell in row}
    assert {"'=1+1", "'-2+3", "'@SUM(A1)", "+49 30 1234"} <= cells
    assert not any(cell[:1] in ("=", "@", "\t", "\r") for cell in cells)
    assert 'say "hi"; a, b\nc' in cells


@pytest.mark.parametrize("place", [[], ["-o", "-"]])
def test_without_a_file_it_goes_to_standard_output(run, sample, place, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert run("export", "contacts", *place)[1]
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"home", "journal.db"}


@pytest.mark.parametrize(
    ("what", "form"), [(what, form) for what, forms in FORMATS.items() for form in forms]
)
def test_a_file_is_the_same_private_and_replaced(run, sample, tmp_path, what, form):
    target = tmp_path / "out"
    _, printed, _ = run("export", what, "--format", form)
    for _ in range(2):
        status, out, _ = run("export", what, "--format", form, "-o", target)
        assert status == 0
        assert str(target) in out
        assert out.startswith("Exported ")
    assert target.read_bytes().decode() == printed
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".iitui-*"))


def test_a_file_of_something_else_is_replaced_only_if_that_is_said(run, sample, tmp_path):
    target = tmp_path / "thesis.txt"
    target.write_text("Chapter one", "utf-8")
    status, out, err = run("export", "contacts", "-o", target)
    assert (status, out) == (2, "")
    assert err == (
        f"iitui: {target} isn't an earlier export of this kind, so it wasn't replaced; --force replaces it.\n"
    )
    assert target.read_text("utf-8") == "Chapter one"
    assert run("export", "contacts", "-o", target, "--force")[0] == 0
    assert target.read_text("utf-8") != "Chapter one"


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_the_journal_is_never_replaced(run, sample, tmp_path, force):
    link = tmp_path / "link"
    link.symlink_to(sample)
    for target in (sample, link):
        status, _, err = run("export", "contacts", "-o", target, *force)
        assert status == 2
        assert "is the journal itself" in err
    assert run("check")[0] == 0


def test_a_link_is_followed(run, sample, tmp_path):
    (tmp_path / "cloud").mkdir()
    link = tmp_path / "out"
    link.symlink_to(tmp_path / "cloud" / "contacts")
    assert run("export", "contacts", "-o", link)[0] == 0
    assert link.is_symlink()
    assert (tmp_path / "cloud" / "contacts").is_file()


def test_what_is_no_usual_file_is_written_to_as_it_is(run, sample, tmp_path):
    assert run("export", "contacts", "-o", "/dev/null")[0] == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize(
    ("target", "words"),
    [("", "is a folder"), ("nowhere/out", "cannot be written: No such file"), ("a\0b", "cannot be written")],
)
def test_where_nothing_can_be_written_is_said(run, sample, tmp_path, target, words):
    status, out, err = run("export", "contacts", "-o", f"{tmp_path}/{target}")
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_an_export_that_breaks_off_leaves_the_earlier_one(run, sample, tmp_path, monkeypatch):
    target = tmp_path / "out"
    run("export", "contacts", "-o", target)
    before = target.read_bytes()

    def fail(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    status, _, err = run("export", "contacts", "-o", target)
    assert status == 2
    assert "No space left on device" in err
    assert target.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} >= {"out"}
    assert not list(tmp_path.glob(".iitui-*"))


def test_a_format_of_another_subject_is_refused(run, sample):
    status, out, err = run("export", "contacts", "--format", "json")
    assert (status, out) == (2, "")
    assert err.startswith("iitui: ")
    assert err.count("\n") == 1


def test_a_journal_that_is_not_there_gives_nothing_and_is_not_made(run, journal):
    for what in FORMATS:
        assert run("export", what)[0] == 0
    assert not journal.exists()


def test_progress_waits_until_it_is_worth_it(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    seconds = iter((0.0, 0.5, 0.9, 1.1, 1.2, 1.3))
    monkeypatch.setattr("iitui.output.monotonic", lambda: next(seconds))
    show = progress_of("Exporting", after=1.0)
    assert show is not None
    show(1, 10)
    show(2, 10)
    assert capsys.readouterr().err == ""
    show(3, 10)
    show(3, 10)
    show(10, 10)
    assert capsys.readouterr().err == "\rExporting: 30 %\rExporting: 100 %\r\x1b[K"
