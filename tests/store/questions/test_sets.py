"""Question sets: taken over once, updated without doubling, and never over what the user changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from iitui.domain.errors import BadInputError, NotFoundError
from iitui.domain.question_sets import SetAction
from iitui.domain.questions import QuestionDraft
from iitui.store.journal import Store
from iitui.store.questions.sets import compare_with_journal
from tests.builders import contact, interview, question_plan, question_set, question_uid
from tests.clock import MORNING
from tests.store.journal_contents import record_rows


def texts(store: Store) -> list[str]:
    """The questions of the bank that no other journal has."""
    return [row.question.text for row in store.reader.questions.bank() if not row.question.slug]


def counts(changes) -> dict[str, int]:
    return {action.name: changes.count(action) for action in SetAction if changes.count(action)}


def id_of(store: Store, text: str) -> int:
    return next(row.question.id for row in store.reader.questions.bank() if row.question.text == text)


def test_a_set_is_taken_over_with_its_plans(store: Store):
    changes = store.question_sets.take(question_set("Why here?", "Why now?", plans=[question_plan(2, 1)]))
    assert counts(changes) == {"ADD": 2}
    assert texts(store) == ["Why here?", "Why now?"]
    (taken,) = store.reader.questions.sets().values()
    assert taken.in_words == "First visits, Ana Ruiz, version 1"
    assert all(
        row.question.set_id == taken.id for row in store.reader.questions.bank() if not row.question.slug
    )
    (plan,) = store.reader.questions.ready_plans()
    assert (plan.name, plan.origin) == ("Ten minutes", taken.in_words)
    met = interview(store, contact(store).id, MORNING)
    picked = store.questions.take_plan(met.id, plan.slug)
    assert [item.question.text for item in picked] == ["Why now?", "Why here?"]


def test_the_same_set_again_changes_nothing(store: Store, journal: Path):
    given = question_set("Why here?", "Why now?", plans=[question_plan(1)])
    store.question_sets.take(given)
    before, acts = record_rows(journal), len(store.history.acts())
    changes = store.question_sets.take(given)
    assert not changes.writes_anything
    assert counts(changes) == {"UNCHANGED": 2}
    assert record_rows(journal) == before
    assert len(store.history.acts()) == acts


def test_a_new_version_updates_without_doubling(store: Store):
    store.question_sets.take(question_set("Why here?", "Why now?", plans=[question_plan(1)]))
    newer = question_set(
        "Why here, of all places?", "Why now?", "Who else?", version="2", plans=[question_plan(1, 3)]
    )
    changes = store.question_sets.take(newer)
    assert counts(changes) == {"ADD": 1, "UPDATE": 1, "UNCHANGED": 1}
    assert changes.in_words == "1 added, 1 updated, 1 unchanged, 1 plan added"
    assert texts(store) == ["Why here, of all places?", "Why now?", "Who else?"]
    (taken,) = store.reader.questions.sets().values()
    assert taken.version == "2"
    (plan,) = store.reader.questions.ready_plans()
    assert plan.questions == (question_uid(1), question_uid(3))
    store.history.undo()
    assert texts(store) == ["Why here?", "Why now?"]


def test_what_the_user_changed_is_kept_and_said(store: Store):
    store.question_sets.take(question_set("Why here?", "Why now?"))
    store.questions.edit(id_of(store, "Why here?"), QuestionDraft(text="Why in this house?"))
    changes = store.question_sets.take(question_set("Why here, then?", "Why now, then?", version="2"))
    assert counts(changes) == {"UPDATE": 1, "KEEP": 1}
    assert "1 changed here, kept" in changes.in_words
    assert texts(store) == ["Why in this house?", "Why now, then?"]
    again = store.question_sets.take(question_set("Why here, then?", "Why now, then?", version="2"))
    assert counts(again) == {"KEEP": 1, "UNCHANGED": 1}
    assert not again.writes_anything


def test_what_the_user_took_out_stays_out(store: Store):
    store.question_sets.take(question_set("Why here?", "Why now?"))
    store.questions.delete([id_of(store, "Why now?")])
    store.question_sets.take(question_set("Why here?", "Why now, then?", version="2"))
    assert texts(store) == ["Why here?"]
    store.questions.restore()
    assert texts(store) == ["Why here?", "Why now, then?"]


def test_what_a_new_version_leaves_out_is_kept_and_said(store: Store):
    store.question_sets.take(question_set("Why here?", "Why now?"))
    changes = store.question_sets.take(question_set("Why here?", version="2"))
    assert changes.in_words == "1 unchanged, 1 no longer in the set, kept"
    assert texts(store) == ["Why here?", "Why now?"]


def test_the_same_words_under_another_name_are_no_second_question(store: Store):
    mine = store.questions.add(QuestionDraft(text="Why Here?"))
    built_in = store.reader.questions.bank()[0].question
    given = question_set("why here?", built_in.text, plans=[question_plan(1, 2)])
    assert counts(store.question_sets.take(given)) == {"UNCHANGED": 2}
    assert texts(store) == ["Why Here?"]
    (plan,) = store.reader.questions.ready_plans()
    assert plan.questions == (mine.uid, built_in.uid)
    assert not store.question_sets.take(given).writes_anything


def test_ones_own_set_comes_back_without_a_change(store: Store, journal: Path):
    mine = store.questions.add(QuestionDraft(text="Why?"))
    given = question_set("Why?")
    given = replace(given, questions=(replace(given.questions[0], uid=mine.uid),))
    before = record_rows(journal)
    assert not store.question_sets.take(given).writes_anything
    assert record_rows(journal) == before
    store.questions.edit(mine.id, QuestionDraft(text="Why, though?"))
    assert counts(store.question_sets.take(given)) == {"KEEP": 1}


def test_a_preview_says_what_will_be_done(store: Store):
    store.question_sets.take(question_set("Why here?"))
    newer = question_set("Why here, then?", "Who?", version="2")
    foreseen = compare_with_journal(newer, store.reader.questions)
    assert foreseen == store.question_sets.take(newer)


def test_a_plan_of_ones_own_is_kept_and_used_again(store: Store):
    met = interview(store, contact(store).id, MORNING)
    later = interview(store, contact(store, "Kim Abe").id, MORNING)
    bank = [row.question for row in store.reader.questions.bank()]
    store.questions.pick(met.id, [bank[4].id, bank[0].id])
    wanted = [item.question.id for item in store.reader.questions.plan(met.id)]
    with pytest.raises(BadInputError, match="No questions picked"):
        store.question_sets.keep_plan(later.id, "Short")
    kept = store.question_sets.keep_plan(met.id, "  Short ")
    assert kept.name == "Short"
    (plan,) = store.reader.questions.ready_plans()
    assert plan.origin == "your own"
    assert [item.question.id for item in store.questions.take_plan(later.id, plan.slug)] == wanted
    store.questions.pick(met.id, [bank[7].id])
    again = store.question_sets.keep_plan(met.id, "SHORT")
    assert again.uid == kept.uid
    assert len(again.questions) == 3
    store.question_sets.remove_plan(kept.uid)
    assert store.reader.questions.ready_plans() == []
    with pytest.raises(NotFoundError):
        store.question_sets.remove_plan(kept.uid)


def test_what_is_missing_of_a_plan_is_left_out(store: Store):
    store.question_sets.take(question_set("Why here?", "Why now?", plans=[question_plan(1, 2)]))
    store.questions.delete([id_of(store, "Why here?")])
    met = interview(store, contact(store).id, MORNING)
    picked = store.questions.take_plan(met.id, question_plan().uid)
    assert [item.question.text for item in picked] == ["Why now?"]
