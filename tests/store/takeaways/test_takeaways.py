"""What became of advice: tried, and told to who gave it."""

import pytest

from iitui.domain.errors import BadInputError, NotFoundError
from iitui.domain.takeaways import Takeaway, TakeawayDraft, TakeawayKind
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview
from tests.clock import MORNING, MovableClock


def takeaway(store: Store, kind: TakeawayKind) -> int:
    held = interview(store, contact(store).id, MORNING)
    return store.interviews.take_away(TakeawayDraft(interview_id=held.id, kind=kind, text="Shadow a nurse."))


def kept(reader: JournalReader) -> Takeaway:
    [only] = reader.contacts.takeaways(1)
    return only


@pytest.mark.parametrize("kind", [TakeawayKind.ADVICE, TakeawayKind.TO_TRY])
def test_advice_was_tried_and_told_at_a_time_and_each_is_one_step_to_take_back(
    store: Store, reader: JournalReader, clock: MovableClock, kind: TakeawayKind
):
    number = takeaway(store, kind)
    clock.forward(days=3)
    store.takeaways.mark_tried(number)
    tried_at = clock.now
    clock.forward(days=1)
    store.takeaways.mark_told(number)
    store.takeaways.mark_tried(number)  # said again, it keeps its time
    assert (kept(reader).tried_at, kept(reader).told_at) == (tried_at, clock.now)
    assert store.history.undo().name == "Told Dana Ito: Shadow a nurse."
    assert (kept(reader).tried_at, kept(reader).told_at) == (tried_at, None)
    store.takeaways.mark_tried(number, tried=False)
    assert kept(reader).tried_at is None


def test_what_cannot_be_tried_is_refused_and_nothing_is_changed(store: Store, reader: JournalReader):
    number = takeaway(store, TakeawayKind.PROMISE_MINE)
    with pytest.raises(BadInputError):
        store.takeaways.mark_tried(number)
    with pytest.raises(BadInputError):
        store.takeaways.mark_told(number)
    with pytest.raises(NotFoundError):
        store.takeaways.mark_tried(99)
    assert (kept(reader).tried_at, kept(reader).told_at) == (None, None)
