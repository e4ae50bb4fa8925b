from datetime import timedelta

from iitui.domain.themes import PassageDraft
from tests.builders import contact, interview
from tests.clock import MORNING
from tests.store.journal_contents import assert_agrees


def test_white_space_around_a_passage_is_no_part_of_it(store, journal):
    held = interview(store, contact(store).id, MORNING - timedelta(days=1))
    item = store.questions.pick(held.id, [store.reader.questions.bank()[0].question.id])[0]
    store.questions.answer(item.id, "Two lines:\nand more")
    passage = store.themes.tag(PassageDraft(item_id=item.id, start=10, text="\nand more", theme="Lines"))
    assert (passage.start, passage.text) == (11, "and more")
    assert passage.place_in("Two lines:\nand more") == 11
    assert_agrees(journal)
