"""What the interviews about an occupation say together, as the reader puts it."""

from datetime import datetime, timedelta

from iitui.domain.comparison import Comparison, EvidenceNeeded, Strength
from iitui.domain.contacts import Level
from iitui.domain.debriefs import Debrief, DebriefDraft
from iitui.domain.interviews import Rating, Status
from iitui.domain.questions import Agreement, Asked
from iitui.domain.themes import PassageDraft
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview
from tests.clock import MORNING

WEEK = timedelta(weeks=1)


def nursing(reader: JournalReader, now: datetime = MORNING) -> Comparison:
    """The comparison of the only occupation."""
    [occupation] = reader.occupations.all()
    comparison = reader.compare.get(occupation.id, now)
    assert comparison is not None
    return comparison


def answer(store: Store, interview_id: int, text: str, place: int = 0, **fields) -> int:
    """Answer a question of the bank in an interview; return the ID of the planned question."""
    question = store.reader.questions.bank()[place].question.id
    plan = store.questions.pick(interview_id, [question])
    item = next(item for item in plan if item.question.id == question)
    store.questions.answer(item.id, text, **fields)
    return item.id


def test_only_interviews_that_took_place_are_heard(store: Store, reader: JournalReader):
    starts = {"Held": -1, "Over": -2, "Coming": 1, "Off": -3, "Missed": -4, "Broken off": -5}
    ids = {
        name: interview(
            store, contact(store, name).id, MORNING + weeks * WEEK, occupation="Nursing", minutes=30
        ).id
        for name, weeks in starts.items()
    }
    store.interviews.mark([ids["Held"]], Status.HELD)
    store.interviews.mark([ids["Off"], ids["Broken off"]], Status.CANCELLED)
    store.interviews.mark([ids["Missed"]], Status.MISSED)
    answer(store, ids["Broken off"], "Then the alarm rang.")
    assert [voice.who for voice in nursing(reader).voices] == ["Broken off", "Over", "Held"]


def test_a_person_interviewed_twice_is_one_voice_with_the_latest_answer(store: Store, reader: JournalReader):
    dana = contact(store, "Dana Ito", organization="Beaumont", level=Level.SENIOR, tags=("ward",))
    first = interview(
        store,
        dana.id,
        MORNING - 3 * WEEK,
        occupation="Nursing",
        before="Calm.",
        before_rating=Rating.GOOD,
    )
    second = interview(
        store, dana.id, MORNING - WEEK, occupation="nursing", before="Loud.", before_rating=Rating.MIXED
    )
    answer(store, second.id, "Now I teach.")
    answer(store, first.id, "Nights.")
    answer(store, first.id, "Only once.", place=1)
    store.debriefs.write(
        second.id,
        DebriefDraft(debrief=Debrief(liked="The people."), after="Fine.", after_rating=Rating.EXCELLENT),
    )
    comparison = nursing(reader)
    [voice] = comparison.voices
    assert voice.interview_ids == (first.id, second.id)
    assert (voice.first, voice.latest) == (first.start, second.start)
    assert (voice.before, voice.before_rating) == ("Calm.", Rating.GOOD)
    assert (voice.after, voice.after_rating) == ("Fine.", Rating.EXCELLENT)
    assert (voice.organization, voice.level, voice.tags) == ("Beaumont", Level.SENIOR, ("ward",))
    assert [debrief.liked for debrief in voice.debriefs] == ["The people."]
    twice, once = (comparison.answers_to(question.id)[0] for question in comparison.questions)
    assert (twice.item.answer, twice.at) == ("Now I teach.", second.start)
    assert [(given.at, given.item.answer) for given in twice.earlier] == [(first.start, "Nights.")]
    assert (once.item.answer, once.earlier) == ("Only once.", ())


def test_questions_come_in_the_order_of_the_bank_and_those_without_an_answer_apart(
    store: Store, reader: JournalReader
):
    held = interview(store, contact(store).id, MORNING - WEEK, occupation="Nursing")
    bank = [row.question for row in reader.questions.bank()]
    for place in (30, 2, 5):
        answer(store, held.id, "Yes.", place=place)
    answer(store, held.id, "", place=3, state=Asked.SKIPPED)
    comparison = nursing(reader)
    assert comparison.questions == (bank[2], bank[5], bank[30])
    assert comparison.unanswered == (bank[3],)


def test_other_occupations_and_interviews_about_none_stay_out(store: Store, reader: JournalReader):
    dana = contact(store)
    for occupation in ("Nursing", "Law", ""):
        planned = interview(store, dana.id, MORNING - WEEK, occupation=occupation)
        answer(store, planned.id, f"About {occupation}.")
    nurse = next(one for one in reader.occupations.all() if one.name == "Nursing")
    comparison = reader.compare.get(nurse.id, MORNING)
    assert comparison is not None
    assert [each.item.answer for each in comparison.answers.values()] == ["About Nursing."]
    assert [line.occupation.name for line in reader.compare.overview(MORNING)] == ["Law", "Nursing"]
    assert reader.compare.get(99, MORNING) is None


def test_marks_and_passages_come_with_the_answers(store: Store, reader: JournalReader):
    held = interview(store, contact(store).id, MORNING - WEEK, occupation="Nursing")
    item = answer(store, held.id, "Nights are long.", off_record=True)
    store.questions.judge(item, Agreement.DIFFERS)
    store.themes.tag(PassageDraft(item_id=item, start=0, text="Nights", theme="Hours"))
    comparison = nursing(reader)
    [told] = comparison.answers.values()
    assert (told.item.off_record, told.item.agreement) == (True, Agreement.DIFFERS)
    assert comparison.is_disputed(comparison.questions[0].id)
    assert [(passage.theme, passage.text, passage.item_id) for passage in comparison.passages] == [
        ("Hours", "Nights", item)
    ]


def test_the_overview_sums_up_each_occupation(store: Store, reader: JournalReader):
    for name, organization, before, after in (
        ("Dana", "Beaumont", Rating.GOOD, Rating.POOR),
        ("Rosa", "Ascension", Rating.MIXED, None),
    ):
        person = contact(store, name, organization=organization)
        held = interview(store, person.id, MORNING - WEEK, occupation="Nursing", before_rating=before)
        draft = DebriefDraft(
            debrief=Debrief(liked=f"{name} likes", disliked=f"{name} does not"), after_rating=after
        )
        store.debriefs.write(held.id, draft)
    interview(store, person.id, MORNING + WEEK, occupation="Nursing")
    [line] = reader.compare.overview(MORNING)
    assert (line.evidence.people, line.evidence.organizations) == (2, 2)
    assert line.evidence.strength_by(EvidenceNeeded()) is Strength.THIN
    assert (line.before, line.after, line.planned) == (3.5, 1.0, 1)
    assert line.liked == ("Dana likes", "Rosa likes")
    assert line.disliked == ("Dana does not", "Rosa does not")


def test_an_earlier_answer_takes_the_place_of_one_off_the_record_with_its_time(
    store: Store, reader: JournalReader
):
    dana = contact(store)
    weeks = [interview(store, dana.id, MORNING - each * WEEK, occupation="Nursing") for each in (3, 2, 1)]
    for held, text in zip(weeks, ("Days.", "Nights.", "Between us."), strict=True):
        answer(store, held.id, text, off_record=text == "Between us.")
    [public] = nursing(reader).published().answers.values()
    assert (public.item.answer, public.at) == ("Nights.", weeks[1].start)
    assert [(given.at, given.item.answer) for given in public.earlier] == [(weeks[0].start, "Days.")]


def test_the_overview_leaves_people_out_by_a_tag(store: Store, reader: JournalReader):
    for name, tags in (("Dana", ()), ("Rosa", ("Private",))):
        held = interview(store, contact(store, name, tags=tags).id, MORNING - WEEK, occupation="Nursing")
        store.debriefs.write(held.id, DebriefDraft(debrief=Debrief(liked=name), after_rating=Rating.GOOD))
    [whole], [line] = reader.compare.overview(MORNING), reader.compare.overview(MORNING, ["private"])
    assert (whole.evidence.people, whole.liked) == (2, ("Dana", "Rosa"))
    assert (line.evidence.people, line.liked) == (1, ("Dana",))
