"""The bank beside a plan, and plans as the verbs make them."""

import pytest

from iitui.domain.built_in import COMPUTED_QUESTIONS
from iitui.domain.questions import Agreement, Asked, Phase, QuestionDraft
from iitui.domain.themes import PassageDraft
from iitui.store.journal import Store
from iitui.store.questions.read import BankFilter
from iitui.store.reader import JournalReader
from tests.builders import contact, interview
from tests.clock import MORNING


def plan_of(reader: JournalReader, interview_id: int) -> list[int]:
    """The questions of a plan, in order; their places are counted from 0."""
    plan = reader.questions.plan(interview_id)
    assert [item.position for item in plan] == list(range(len(plan)))
    return [item.question.id for item in plan]


# --- the bank


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("  ", True),
        ("why ship", True),
        ("SHI whý", True),
        ("ship why mine", True),
        ("why boat", False),
        ("hip", False),
        ("?", False),
        ("&%", False),
    ],
)
def test_all_words_of_a_search_must_begin_one_of_a_question(
    store: Store, reader: JournalReader, query: str, is_found: bool
):
    own = store.questions.add(QuestionDraft(text="Why a Shíp?"))
    found = {row.question.id for row in reader.questions.bank(BankFilter(query=query))}
    assert (own.id in found) is is_found
    if not is_found:
        assert len(found) < len(reader.questions.bank())


def test_the_bank_tells_what_was_asked_of_the_same_person_in_another_interview(
    store: Store, reader: JournalReader
):
    dana, rosa = contact(store, "Dana Ito"), contact(store, "Rosa")
    earlier, now, other = (interview(store, one.id, MORNING) for one in (dana, dana, rosa))
    asked, skipped, picked, here, elsewhere = (row.question.id for row in reader.questions.bank()[:5])
    for planned, question, state in (
        (earlier, asked, Asked.ASKED),
        (earlier, skipped, Asked.SKIPPED),
        (earlier, picked, Asked.TO_ASK),
        (now, here, Asked.ASKED),
        (other, elsewhere, Asked.ASKED),
    ):
        plan = store.questions.pick(planned.id, [question])
        item = next(item for item in plan if item.question.id == question)
        store.questions.answer(item.id, None, state=state)
    bank = reader.questions.bank(interview_id=now.id)
    assert {row.question.id for row in bank if row.asked_before} == {asked}
    assert {row.question.id for row in bank if row.picked} == {here}
    assert not any(row.asked_before or row.picked for row in reader.questions.bank())


def test_the_bank_counts_the_people_who_answered_for_the_occupation(store: Store, reader: JournalReader):
    dana, rosa = contact(store, "Dana Ito"), contact(store, "Rosa")
    first, second, third = (
        interview(store, one.id, MORNING, occupation="Nursing") for one in (dana, dana, rosa)
    )
    law = interview(store, rosa.id, MORNING, occupation="Law")
    question = reader.questions.bank()[0].question.id
    for planned, text in ((first, "Yes."), (second, "Still."), (third, ""), (law, "No.")):
        [item] = store.questions.pick(planned.id, [question])
        store.questions.answer(item.id, text)
    counts = {one.id: reader.questions.bank(interview_id=one.id)[0].answers for one in (first, third, law)}
    assert counts == {first.id: 1, third.id: 1, law.id: 1}
    store.questions.answer(reader.questions.plan(third.id)[0].id, "No.")
    assert reader.questions.bank(interview_id=first.id)[0].answers == 2


# --- plans


def test_questions_are_picked_at_the_end_of_their_phase(store: Store, reader: JournalReader):
    planned = interview(store, contact(store).id, MORNING)
    phases = (Phase.CLOSE, Phase.OPEN, Phase.CORE, Phase.OPEN, Phase.CORE)
    close, first, core, second, other = (
        store.questions.add(QuestionDraft(text=f"{number}?", phase=phase)).id
        for number, phase in enumerate(phases)
    )
    for question in (close, first, core, second, other, first):
        store.questions.pick(planned.id, [question])
    assert plan_of(reader, planned.id) == [first, second, core, other, close]


def test_a_question_moves_as_far_as_its_plan_goes(store: Store, reader: JournalReader):
    planned = interview(store, contact(store).id, MORNING)
    one, two, three = (store.questions.add(QuestionDraft(text=f"{number}?")).id for number in range(3))
    item = store.questions.pick(planned.id, [one, two, three])[0]
    for by, order in ((1, [two, one, three]), (9, [two, three, one]), (-1, [two, one, three])):
        store.questions.move(item.id, by)
        assert plan_of(reader, planned.id) == order
    store.questions.move(item.id, -9)
    assert plan_of(reader, planned.id) == [one, two, three]


def test_what_stays_of_a_plan_is_numbered_anew(store: Store, reader: JournalReader):
    planned = interview(store, contact(store).id, MORNING)
    numbers = [store.questions.add(QuestionDraft(text=f"{number}?")).id for number in range(4)]
    items = store.questions.pick(planned.id, numbers)
    store.questions.drop([items[0].id, items[2].id])
    assert plan_of(reader, planned.id) == [numbers[1], numbers[3]]


def test_a_ready_made_plan_leaves_what_was_asked_or_answered(store: Store, reader: JournalReader):
    planned = interview(store, contact(store).id, MORNING)
    numbers = [store.questions.add(QuestionDraft(text=f"{number}?")).id for number in range(4)]
    items = store.questions.pick(planned.id, numbers)
    for item, text, state in (
        (items[0], "Noted beforehand.", Asked.TO_ASK),
        (items[1], "", Asked.ASKED),
        (items[2], "", Asked.SKIPPED),
    ):
        store.questions.answer(item.id, text, state=state)
    store.questions.take_plan(planned.id, "first-interview")
    plan = plan_of(reader, planned.id)
    assert plan[:3] == numbers[:3]
    assert numbers[3] not in plan
    assert len(plan) == 3 + 8


def test_a_second_opinion_asks_what_is_open_or_disputed_and_keeps_to_the_time(
    store: Store, reader: JournalReader
):
    first, second = (
        interview(store, contact(store, name).id, MORNING, occupation="Nursing", minutes=30)
        for name in ("Dana Ito", "Rosa")
    )
    bank = {row.question.id: row.question for row in reader.questions.bank()}
    for item in store.questions.pick(first.id, list(bank)):
        store.questions.answer(item.id, "Yes.")
    disputed = list(bank)[4]
    [item] = (item for item in reader.questions.plan(first.id) if item.question.id == disputed)
    store.questions.judge(item.id, Agreement.DIFFERS)
    open_question = store.questions.add(QuestionDraft(text="What is new?", minutes=5)).id
    store.questions.take_plan(second.id, "second-opinion")
    assert set(plan_of(reader, second.id)) == {disputed, open_question}
    store.questions.take_plan(second.id, "second-opinion", ask_minutes=5)
    assert plan_of(reader, second.id) == [open_question]
    assert [question.id for question in reader.questions.second_opinion(second.id, 5)] == [open_question]
    assert reader.questions.second_opinion(99) == ()


def test_a_computed_plan_fits_its_interview(store: Store, reader: JournalReader):
    planned = interview(store, contact(store).id, MORNING, occupation="Nursing", minutes=15)
    plan = store.questions.take_plan(planned.id, "second-opinion")
    assert 3 <= len(plan) <= COMPUTED_QUESTIONS
    assert sum(item.question.minutes for item in plan) <= 15
    assert len({item.question.category for item in plan}) == len(plan)


def test_the_bank_tells_how_often_a_question_was_asked_and_gave_something(
    store: Store, reader: JournalReader
):
    dana = contact(store)
    question = reader.questions.bank()[0].question.id
    for occupation, text, state in (
        ("Nursing", "Nights.", Asked.ASKED),
        ("Law", "", Asked.ASKED),
        ("Law", "", Asked.SKIPPED),
        ("", "Noted beforehand.", Asked.TO_ASK),
    ):
        planned = interview(store, dana.id, MORNING, occupation=occupation)
        [item] = store.questions.pick(planned.id, [question])
        store.questions.answer(item.id, text, state=state)
    row = reader.questions.bank()[0]
    assert (row.asked, row.usable) == (3, 2)
    tagged = store.reader.questions.plan(1)[0]
    store.themes.tag(PassageDraft(item_id=tagged.id, start=0, text="Nights", theme="Hours"))
    store.questions.answer(tagged.id, "")
    assert reader.questions.bank()[0].usable == 2
    assert (reader.questions.bank()[1].asked, reader.questions.bank()[1].usable) == (0, 0)


def test_a_question_that_a_plan_holds_stays_there_when_it_leaves_the_bank(
    store: Store, reader: JournalReader
):
    planned = interview(store, contact(store).id, MORNING)
    used, unused = (store.questions.add(QuestionDraft(text=text)).id for text in ("Used?", "Unused?"))
    store.questions.pick(planned.id, [used])
    store.questions.delete([used, unused])
    assert not {used, unused} & {row.question.id for row in reader.questions.bank()}
    assert plan_of(reader, planned.id) == [used]
    kept = reader.questions.get(used)
    assert kept is not None
    assert kept.retired
    assert reader.questions.get(unused) is None
