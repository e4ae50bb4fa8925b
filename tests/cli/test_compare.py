"""`iitui compare`: the occupations beside each other, and the answers about one of them."""

import json
from datetime import timedelta

import pytest

from iitui.domain.debriefs import Debrief, DebriefDraft
from iitui.domain.interviews import Rating, Status
from iitui.domain.questions import Agreement
from iitui.store.journal import Store
from tests.builders import contact, interview
from tests.clock import MovableClock


@pytest.fixture
def nursing(journal, now) -> None:
    """Two people on nursing, who answered the same question, one of them off the record."""
    store = Store.open(journal, MovableClock(now))
    bank = [row.question.id for row in store.reader.questions.bank()[:2]]
    for place, name in enumerate(("Dana Ito", "Rosa [Marsh]")):
        who = contact(store, name, organization=f"Clinic {place}", role="Nurse", tags=("friend",) * place)
        held = interview(
            store,
            who.id,
            now - timedelta(weeks=3 - place),
            occupation="Nursing, at night",
            before_rating=Rating.GOOD,
        )
        store.interviews.mark([held.id], Status.HELD)
        first, second = store.questions.pick(held.id, bank)
        store.questions.answer(first.id, f"{name} says so.")
        store.questions.answer(second.id, "Between us.", off_record=True)
    store.questions.judge(first.id, Agreement.DIFFERS)
    store.close()


def test_without_an_occupation_each_stands_on_a_line(run, nursing):
    status, out, err = run("compare")
    assert (status, err) == (0, "")
    assert "Nursing, at night" in out
    assert "2 people at 2 organizations" in out
    [record] = json.loads(run("compare", "--json")[1])
    assert (record["occupation"], record["before"], record["after"]) == ("Nursing, at night", 4.0, None)
    assert record["evidence"]["strength"] == "thin"


def test_the_answers_about_one_occupation_stand_side_by_side(run, nursing):
    status, out, err = run("compare", "nursing")
    assert (status, err) == (0, "")
    assert "Dana Ito      • Dana Ito says so." in out
    assert "Rosa [Marsh]  ≠ Rosa [Marsh] says so." in out
    assert "Both have the same role, Nurse: find someone with another." in out
    assert "Between us" not in out


def test_the_json_has_people_questions_and_marks_and_nothing_off_the_record(run, nursing):
    status, out, _ = run("compare", "at", "night", "--json")
    record = json.loads(out)
    assert status == 0
    assert [each["who"] for each in record["people"]] == ["Dana Ito", "Rosa [Marsh]"]
    [question] = record["questions"]
    assert question["disputed"]
    assert [each["agreement"] for each in question["answers"]] == [None, "differs"]
    assert question["answers"][0]["text"] == "Dana Ito says so."
    assert question["answers"][0]["answered"].endswith(("-05:00", "-04:00"))
    assert "Between us" not in out


def test_an_unknown_occupation_is_one_line_about_it(run, nursing):
    status, out, err = run("compare", "law")
    assert (status, out) == (2, "")
    assert "law" in err
    assert len(err.splitlines()) == 1


def test_nothing_to_compare_is_said(run):
    status, out, err = run("compare")
    assert (status, out) == (1, "")
    assert "There are no occupations yet" in err


def test_the_tab_key_offers_occupations(run, nursing, journal):
    assert "Nursing, at night" in run("complete", "--db", journal, "compare", "nu")[1]


def test_contacts_with_the_private_tag_are_left_out_everywhere(run, journal, now):
    store = Store.open(journal, MovableClock(now))
    for name, said, tags in (("Dana Ito", "Nights.", ()), ("Rosa Marsh", "Days.", ("Private",))):
        held = interview(
            store, contact(store, name, tags=tags).id, now - timedelta(weeks=1), occupation="Nursing"
        )
        [item] = store.questions.pick(held.id, [store.reader.questions.bank()[0].question.id])
        store.questions.answer(item.id, said)
        store.debriefs.write(
            held.id, DebriefDraft(debrief=Debrief(liked=f"Likes: {said}", disliked=f"Not: {said}"))
        )
    store.close()
    [record] = json.loads(run("compare", "--json")[1])
    assert (record["liked"], record["disliked"]) == (["Likes: Nights."], ["Not: Nights."])
    assert record["evidence"]["people"] == 1
    assert "1 person" in run("compare")[1]
    for command in ("compare", "report"):
        out = run(command, "nursing")[1]
        assert "Nights." in out
        assert "Days." not in out
