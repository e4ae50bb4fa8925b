"""`iitui tree`: who led to whom, in every format, and without those who are left out."""

import json
from pathlib import Path

import pytest

from iitui.commands import BRIEF_FORMATS
from iitui.domain.contacts import NamePermission
from iitui.store.journal import Store
from tests.builders import contact, interview
from tests.clock import MovableClock


@pytest.fixture
def named(journal: Path, now) -> None:
    """Ana led to Dana, who led to Rosa and Kim; Kim is private and led to Lee. Zoë stands alone."""
    store = Store.open(journal, MovableClock(now))
    contact(store, "Ana Ruiz", organization="Lakeside")
    dana = contact(
        store, "Dana Ito", role="Nurse", referred_by="Ana Ruiz", name_permission=NamePermission.YES
    )
    contact(store, "Rosa Lind", referred_by="Dana Ito", name_permission=NamePermission.NO)
    contact(store, "Kim Abe", referred_by="Dana Ito", tags=["Private"])
    contact(store, "Lee Oh", referred_by="Kim Abe")
    contact(store, "Zoë Quarshie")
    interview(store, dana.id, now.replace(month=10))
    store.close()


def test_all_trees_as_text(run, named):
    status, out, err = run("tree")
    assert (status, err) == (0, "")
    assert out.splitlines()[-5:] == [
        "Who referred whom",
        "-----------------",
        "Ana Ruiz, Lakeside: to ask; referred you to 2 people, 1 met",
        "└─ Dana Ito, Nurse: met; referred you to 1 person, none met",
        "   └─ Rosa Lind: to ask; don't use their name",
    ]
    assert "Names    2, from 1 person at the top" in out
    assert "Outcome  1 asked, 1 agreed, 1 met" in out


def test_whoever_is_private_is_left_out_with_what_hangs_on_them_alone(run, named):
    for form in BRIEF_FORMATS:
        out = run("tree", "--format", form)[1]
        assert "Rosa Lind" in out
        assert "Kim Abe" not in out
        assert "Lee Oh" not in out


def test_a_tag_that_is_named_is_left_out_too(run, named, home):
    (home / "config" / "iitui" / "settings.toml").write_text('private_tag = ""\n', "utf-8")
    assert "Kim Abe" in run("tree")[1]
    assert "Kim Abe" not in run("tree", "--leave-out", "private")[1]


def test_the_tree_around_one_contact(run, named):
    status, out, _ = run("tree", "dana", "--format", "json")
    assert status == 0
    records = json.loads(out)
    assert [(one["name"], one["depth"], one["referred_by"]) for one in records] == [
        ("Ana Ruiz", 0, None),
        ("Dana Ito", 1, 1),
        ("Rosa Lind", 2, 2),
    ]
    assert records[1] == {
        "id": 2,
        "name": "Dana Ito",
        "organization": "",
        "role": "Nurse",
        "depth": 1,
        "referred_by": 1,
        "name_permission": "yes",
        "stage": "met",
        "asked": True,
        "agreed": True,
        "met": True,
        "named_below": {"named": 1, "asked": 0, "agreed": 0, "met": 0},
    }
    out = run("tree", "dana", "--format", "markdown")[1]
    assert "# Referrals around Dana Ito" in out
    assert "  - **Dana Ito**, Nurse" in out
    assert '<div aria-current="true"><bdi><strong>Dana Ito' in run("tree", "2", "--format", "html")[1]


def test_without_anybody_it_says_so(run, named, tmp_path):
    assert run("tree", "Zoë") == (
        1,
        "",
        "Zoë Quarshie wasn't referred by anyone and hasn't named anyone yet.\n",
    )
    assert run("tree", "Zoë", "--format", "json")[:2] == (1, "[]\n")
    status, out, err = run("--db", str(tmp_path / "empty.db"), "tree")
    assert status != 0
    assert out == ""
    assert err


def test_somebody_unknown_is_one_sentence(run, named):
    assert run("tree", "Nobody Here") == (2, "", "iitui: There is no contact 'Nobody Here'.\n")
