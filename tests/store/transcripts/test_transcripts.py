import pytest

from iitui.domain.errors import BadInputError, NotFoundError
from iitui.domain.interviews import Interview
from iitui.domain.questions import Asked
from iitui.domain.transcripts import TranscriptDraft, TranscriptFormat
from tests.builders import contact, interview
from tests.clock import MORNING
from tests.store.journal_contents import record_rows


@pytest.fixture
def held(store):
    return interview(store, contact(store).id, MORNING)


@pytest.fixture
def item(store, held):
    return store.questions.pick(held.id, [store.reader.questions.bank()[0].question.id])[0]


def notes(held: Interview, name: str = "notes.txt", text: str = "So much.") -> TranscriptDraft:
    return TranscriptDraft(interview_id=held.id, name=name, format=TranscriptFormat.TEXT, text=text)


def test_the_same_file_replaces_its_own_and_only_its_own(store, held, clock):
    first = store.transcripts.attach(notes(held))
    other = store.transcripts.attach(notes(held, "talk.vtt"))
    clock.forward(days=1)
    again = store.transcripts.attach(notes(held, text="More."))
    assert again.id == first.id
    assert [(one.name, one.text) for one in store.reader.transcripts.of_interview(held.id)] == [
        ("notes.txt", "More."),
        ("talk.vtt", "So much."),
    ]
    assert store.history.undo().name == "Attached notes.txt to the interview with Dana Ito"
    assert store.reader.transcripts.of_interview(held.id) == [first, other]


def test_attaching_what_is_attached_is_no_act(store, held, clock, journal):
    first = store.transcripts.attach(notes(held))
    before = record_rows(journal), store.reader.acts.latest()
    clock.forward(days=1)
    assert store.transcripts.attach(notes(held)) == first
    assert (record_rows(journal), store.reader.acts.latest()) == before


def test_deleting_is_one_act(store, held, journal):
    number = store.transcripts.attach(notes(held)).id
    before = record_rows(journal)
    store.transcripts.delete(number)
    assert store.reader.transcripts.of_interview(held.id) == []
    assert store.history.undo().name == "Deleted notes.txt"
    assert record_rows(journal) == before
    with pytest.raises(NotFoundError):
        store.transcripts.delete(99)


def test_a_passage_becomes_the_answer_or_is_added_to_it(store, item):
    taken = store.transcripts.take_passage(item.id, " Often. ")
    assert (taken.answer, taken.state) == ("Often.", Asked.ASKED)
    assert store.transcripts.take_passage(item.id, "Nights.").answer == "Often.\n\nNights."
    assert store.history.undo().name.startswith("Took a passage over as the answer to “")
    assert store.transcripts.take_passage(item.id, "Rarely.", replaces=True).answer == "Rarely."


def test_an_empty_passage_and_one_that_makes_the_answer_too_long_are_refused(store, item, journal):
    store.transcripts.take_passage(item.id, "x" * 60_000)
    before = record_rows(journal)
    with pytest.raises(BadInputError, match="empty"):
        store.transcripts.take_passage(item.id, " \n")
    with pytest.raises(BadInputError, match="too long"):
        store.transcripts.take_passage(item.id, "y" * 60_000)
    assert record_rows(journal) == before
