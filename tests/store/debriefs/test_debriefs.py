import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from iitui.domain.contacts import ContactDraft, NamePermission, Stage
from iitui.domain.dates.calendar import end_of_day
from iitui.domain.dates.reading import DateReading
from iitui.domain.debrief_entries import NameEntry, draft_of, entries_of
from iitui.domain.debriefs import DebriefAnswer, DebriefDraft, DebriefTakeaway, NamedPerson
from iitui.domain.errors import BadInputError, ChangedElsewhereError
from iitui.domain.follow_ups import DueState, FollowUp, FollowUpId, Kind
from iitui.domain.interview_results import Debrief
from iitui.domain.interviews import Interview, Rating, Status
from iitui.domain.questions import Asked
from iitui.domain.takeaways import Takeaway, TakeawayDraft, TakeawayKind, Trial
from iitui.reports.brief import brief_html, brief_markdown, brief_record, brief_text
from iitui.store.journal import Store
from iitui.store.live.write import AnswerNote
from tests.builders import contact, interview
from tests.clock import MORNING, ZONE
from tests.store.journal_contents import record_rows


@pytest.fixture
def held(store, clock):
    """An interview that is just over."""
    made = interview(store, contact(store).id, MORNING)
    clock.forward(minutes=40)
    return made


def write(store: Store, held: Interview, **fields) -> Interview:
    """Write what a form would, with the fields that are given changed."""
    record = store.reader.debriefs.record(held.id)
    assert record is not None
    entries = replace(entries_of(record, ZONE), **fields)
    reading = DateReading(now=MORNING, zone=ZONE)
    return store.debriefs.write(held.id, draft_of(entries, record, reading), seen=record)


def takeaways(store: Store, held: Interview) -> tuple[Takeaway, ...]:
    record = store.reader.debriefs.record(held.id)
    return record.takeaways if record else ()


def test_a_whole_debrief_is_one_act_and_one_undo_step(store, held, journal):
    item = store.questions.pick(held.id, [store.reader.questions.bank()[0].question.id])[0]
    before = record_rows(journal)
    wrote = write(
        store,
        held,
        news="Nights.",
        about_me="I listen.",
        after="Yes.",
        after_rating=Rating.GOOD,
        promises_theirs="send the plan by friday",
        shadowing="a night via Ana Ruiz",
        names=(NameEntry(None, "Ana Ruiz, Nurse, Beaumont", NamePermission.WILL_INTRODUCE),),
        answers=((item.id, "Often."),),
    )
    assert (wrote.status, wrote.after, wrote.after_rating) == (Status.HELD, "Yes.", Rating.GOOD)
    result = store.reader.debriefs.result(held.id, MORNING)
    assert result.texts == [("What was new", "Nights."), ("What it showed about me", "I listen.")]
    assert [(one.text, one.stage) for one in result.named] == [("Ana Ruiz", Stage.TO_ASK)]
    ana = store.reader.contacts.get(result.named[0].contact_id, MORNING)
    assert (ana.referred_by, ana.name_permission) == ("Dana Ito", NamePermission.WILL_INTRODUCE)
    trial = next(one for one in result.takeaways if one.kind is TakeawayKind.TO_TRY)
    assert (trial.trial, trial.text, trial.person_id) == (Trial.SHADOWING, "a night", ana.id)
    answered = store.reader.questions.plan(held.id)[0]
    assert (answered.answer, answered.state) == ("Often.", Asked.ASKED)
    assert store.history.undo().name == "Debriefed the interview with Dana Ito"
    assert record_rows(journal) == before


def test_opened_again_it_shows_what_was_written_and_changes_it(store, held):
    write(store, held, news="Nights.", advice="Rest\nEat", promises_mine="write by 2026-12-01")
    promise, rest, eat = takeaways(store, held)
    write(store, held, advice="Rest more\nEat\nRun", promises_mine="write by 2026-12-02", news="Late nights.")
    assert store.reader.debriefs.get(held.id) == Debrief(news="Late nights.")
    now = {one.id: one for one in takeaways(store, held)}
    assert now[rest.id].text == "Rest more"
    assert now[eat.id] == eat
    assert promise.due_at is not None
    assert now[promise.id].due_at == promise.due_at + timedelta(days=1)
    assert sorted(one.text for one in now.values()) == ["Eat", "Rest more", "Run", "write"]
    write(store, held, advice="")
    assert [one.text for one in takeaways(store, held)] == ["write"]


def test_a_name_noted_during_the_interview_becomes_a_contact_once(store, held):
    noted = TakeawayDraft(interview_id=held.id, kind=TakeawayKind.NAME, text="Ana Ruiz, Nurse")
    number = store.interviews.take_away(noted)
    assert entries_of(store.reader.debriefs.record(held.id), ZONE).names == (
        NameEntry(number, "Ana Ruiz, Nurse"),
    )
    write(store, held)
    assert [one.id for one in takeaways(store, held)] == [number]
    assert store.reader.contacts.by_name("Ana Ruiz")[0][0] == takeaways(store, held)[0].person_id
    write(store, held)
    assert len(store.reader.contacts.by_name("Ana Ruiz")) == 1


def test_a_person_who_is_known_is_linked_and_keeps_their_referrer(store, held):
    kim = contact(store, "Kim Lee", organization="Harbor", referred_by="Prof. Lee")
    ana = contact(store, "Ana Ruiz")
    names = (NameEntry(None, "kim lee, at Harbor"), NameEntry(None, "Ana Ruiz", NamePermission.YES))
    write(store, held, names=names)
    assert {one.person_id for one in takeaways(store, held)} == {kim.id, ana.id}
    assert store.reader.contacts.get(kim.id, MORNING).referred_by == "Prof. Lee"
    linked = store.reader.contacts.get(ana.id, MORNING)
    assert (linked.referred_by, linked.name_permission) == ("Dana Ito", NamePermission.YES)


def test_who_works_elsewhere_is_another_person(store, held):
    contact(store, "Kim Lee", organization="Harbor")
    write(store, held, names=(NameEntry(None, "Kim Lee at Beaumont"),))
    assert len(store.reader.contacts.by_name("Kim Lee")) == 2


def test_people_who_name_each_other_make_no_circle(store, held):
    kim = contact(store, "Kim Lee")
    dana = store.reader.contacts.get(held.contact_id, MORNING)
    store.contacts.edit(dana.id, ContactDraft(name="Dana Ito", referred_by="Kim Lee"))
    write(store, held, names=(NameEntry(None, "Kim Lee"),))
    assert store.reader.contacts.get(kim.id, MORNING).referred_by == ""
    assert takeaways(store, held)[0].person_id == kim.id


def test_naming_oneself_and_an_unknown_offerer_are_refused(store, held, journal):
    before = record_rows(journal)
    with pytest.raises(BadInputError, match="the person you talked with"):
        write(store, held, names=(NameEntry(None, "dana ito"),))
    with pytest.raises(BadInputError) as refused:
        write(store, held, course="Evenings via Nobody")
    assert list(refused.value.fields) == ["course"]
    assert record_rows(journal) == before


def test_questions_left_open_can_be_skipped(store, held):
    bank = store.reader.questions.bank()
    first, second = store.questions.pick(held.id, [bank[0].question.id, bank[1].question.id])
    write(store, held, answers=((first.id, "A."), (second.id, "")), skip_rest=True)
    plan = store.reader.questions.plan(held.id)
    assert [(one.answer, one.state) for one in plan] == [("A.", Asked.ASKED), ("", Asked.SKIPPED)]
    assert store.reader.debriefs.record(held.id).unanswered == ()


def test_what_changed_elsewhere_is_not_overwritten(store, held):
    number = store.interviews.take_away(
        TakeawayDraft(interview_id=held.id, kind=TakeawayKind.ADVICE, text="Rest")
    )
    seen = store.reader.debriefs.record(held.id)
    store.debriefs.write(held.id, DebriefDraft(debrief=Debrief(news="Other."), after="Other."))
    with pytest.raises(ChangedElsewhereError, match="what you think now"):
        store.debriefs.write(held.id, DebriefDraft(debrief=Debrief(), after="Mine."), seen=seen)
    with pytest.raises(ChangedElsewhereError, match="what was new"):
        store.debriefs.write(held.id, DebriefDraft(debrief=Debrief(news="Mine."), after="Other."), seen=seen)
    mine = DebriefDraft(debrief=Debrief(news="Other."), after="Other.", removed=(number,))
    store.debriefs.write(held.id, mine, seen=seen)
    with pytest.raises(ChangedElsewhereError, match="deleted elsewhere"):
        store.debriefs.write(held.id, mine)


def test_an_answer_given_elsewhere_is_not_overwritten(store, held):
    item = store.questions.pick(held.id, [store.reader.questions.bank()[0].question.id])[0]
    store.questions.answer(item.id, "Theirs.")
    draft = DebriefDraft(debrief=Debrief(), answers=(DebriefAnswer(item_id=item.id, text="Mine."),))
    with pytest.raises(ChangedElsewhereError):
        store.debriefs.write(held.id, draft)


def test_takeaways_of_another_interview_are_left_alone(store, held):
    other = interview(store, contact(store, "Lee").id, MORNING)
    number = store.interviews.take_away(
        TakeawayDraft(interview_id=other.id, kind=TakeawayKind.ADVICE, text="Rest")
    )
    changed = DebriefTakeaway(
        id=number, takeaway=TakeawayDraft(interview_id=held.id, kind=TakeawayKind.ADVICE, text="Run")
    )
    with pytest.raises(ChangedElsewhereError):
        store.debriefs.write(held.id, DebriefDraft(debrief=Debrief(), takeaways=(changed,)))


def test_the_messages_say_which_part_is_invalid(store, held):
    draft = DebriefDraft(
        debrief=Debrief(news="x" * 200_001),
        people=(NamedPerson(contact=ContactDraft(name="", organization="Harbor")),),
    )
    with pytest.raises(BadInputError) as refused:
        store.debriefs.write(held.id, draft)
    assert sorted(refused.value.fields) == ["news", "people"]


# --- what is owed -------------------------------------------------------------------------------------------

SECOND = timedelta(seconds=1)


def debriefs_owed(store: Store, now: datetime) -> list[FollowUp]:
    found = store.reader.follow_ups.owed(now, end_of_day(now, ZONE))
    return [one for one in found if one.id.kind is Kind.DEBRIEF]


def owed_debrief(store: Store, now: datetime) -> FollowUp:
    [found] = debriefs_owed(store, now)
    return found


@pytest.fixture
def told(store, clock):
    """An interview that went on in live mode, with an answer and an insight noted, and is over."""
    made = interview(store, contact(store).id, MORNING)
    item = store.questions.pick(made.id, [store.reader.questions.bank()[0].question.id])[0]
    clock.now = MORNING + timedelta(minutes=3)
    store.live.begin(made.id)
    store.live.note(item.id, AnswerNote(answer="Often.", state=Asked.ASKED))
    store.interviews.take_away(TakeawayDraft(interview_id=made.id, kind=TakeawayKind.INSIGHT, text="Nights."))
    clock.forward(minutes=30)
    store.live.end(made.id)
    return made


def test_after_a_live_interview_the_debrief_is_owed_the_same_day_until_it_is_written(store, told):
    end = MORNING + timedelta(minutes=33)
    day_end = end_of_day(MORNING, ZONE)
    assert debriefs_owed(store, MORNING - timedelta(days=1)) == []
    assert owed_debrief(store, end).due == day_end
    assert owed_debrief(store, end).state is DueState.TODAY
    assert owed_debrief(store, day_end - SECOND).state is DueState.TODAY
    assert owed_debrief(store, day_end + SECOND).state is DueState.OVERDUE
    assert owed_debrief(store, end + timedelta(days=1)).state is DueState.OVERDUE
    assert owed_debrief(store, end + timedelta(days=30)).state is DueState.OVERDUE
    write(store, told, news="Nights.")
    assert debriefs_owed(store, end + timedelta(days=1)) == []
    store.history.undo()
    assert owed_debrief(store, end + timedelta(days=1)).state is DueState.OVERDUE


def test_a_debrief_without_a_word_is_one_and_the_thank_you_stays_owed(store, told, clock):
    write(store, told)
    kinds = [one.id.kind for one in store.reader.follow_ups.owed(clock(), clock() + timedelta(days=2))]
    assert Kind.DEBRIEF not in kinds
    assert Kind.THANK_YOU in kinds


def test_a_snoozed_debrief_comes_back(store, told, clock):
    until = MORNING + timedelta(days=1)
    store.follow_ups.snooze([FollowUpId(Kind.DEBRIEF, told.id)], until)
    assert [one.due for one in debriefs_owed(store, clock())] in ([], [until])
    assert owed_debrief(store, until).state is DueState.OVERDUE


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-01T00:30-04:00", "2026-11-02T04:59:59+00:00"),  # the day of 25 hours
        ("2027-03-14T01:30-05:00", "2027-03-15T03:59:59+00:00"),  # the day of 23 hours
    ],
)
def test_the_day_of_a_debrief_ends_with_the_local_day_whatever_the_clocks_do(store, clock, start, due):
    begun = datetime.fromisoformat(start).astimezone(UTC)
    made = interview(store, contact(store).id, begun)
    clock.now = begun
    store.live.begin(made.id)
    clock.forward(minutes=30)
    store.live.end(made.id)
    found = owed_debrief(store, clock())
    assert abs(found.due - datetime.fromisoformat(due)) <= SECOND
    assert owed_debrief(store, datetime.fromisoformat(due) - 2 * SECOND).state is DueState.TODAY
    assert owed_debrief(store, datetime.fromisoformat(due) + 2 * SECOND).state is DueState.OVERDUE


# --- what briefs and timelines show -------------------------------------------------------------------------


def test_a_brief_tells_what_this_interview_and_earlier_ones_gave(store, held, clock):
    write(store, held, liked="The sea.", after_rating=Rating.GOOD, names=(NameEntry(None, "Ana Ruiz"),))
    ana = store.reader.contacts.by_name("Ana Ruiz")[0][0]
    contact(store, "Kim", referred_by="Ana Ruiz")
    later = interview(store, held.contact_id, MORNING + timedelta(days=9))
    assert store.reader.briefs.get(later.id, clock(), 15).results == ()
    brief = store.reader.briefs.get(later.id, clock(), 15, with_results=True)
    assert brief.result_of(later.id) is None
    result = brief.result_of(held.id)
    assert result.texts == [("What I would like", "The sea.")]
    assert result.lines == [("Named", "Ana Ruiz (to ask, named one person)")]
    shown = brief_text(brief, clock(), ZONE)
    assert "What I would like  The sea." in shown
    assert "Impression         4 good after" in shown
    recorded = json.loads(json.dumps(brief_record(brief, ZONE)))
    assert recorded["debrief"] is None
    [earlier] = recorded["earlier"]
    assert earlier["after_rating"] == 4
    assert earlier["debrief"]["liked"] == "The sea."
    assert earlier["named"] == [{"name": "Ana Ruiz", "contact_id": ana, "stage": "to ask", "named": 1}]


def test_what_to_try_says_who_offered_it(store, held, clock):
    write(store, held, shadowing="a night via Ana Ruiz\na day", names=(NameEntry(None, "Ana Ruiz"),))
    brief = store.reader.briefs.get(held.id, clock(), 15, with_results=True)
    assert brief.result_of(held.id).lines[:2] == [
        ("To try, shadowing", "a night (offered by Ana Ruiz)"),
        ("To try, shadowing", "a day"),
    ]
    recorded = json.loads(json.dumps(brief_record(brief, ZONE)))
    offers = [(one["trial"], one["offered_by"]) for one in recorded["takeaways"]]
    assert offers == [("shadowing", "Ana Ruiz"), ("shadowing", "Dana Ito")]


def test_off_the_record_answers_are_in_no_form_of_the_brief(store, held, clock):
    item = store.questions.pick(held.id, [store.reader.questions.bank()[0].question.id])[0]
    store.questions.answer(item.id, "Hushhush.", off_record=True)
    write(store, held, news="Nights.")
    brief = store.reader.briefs.get(held.id, clock(), 15, with_results=True)
    for printed in (
        brief_text(brief, clock(), ZONE),
        brief_markdown(brief, clock(), ZONE),
        brief_html(brief, clock(), ZONE),
        str(brief_record(brief, ZONE)),
    ):
        assert "Nights." in printed
        assert "Hushhush" not in printed
