"""The field brief: findings, disputes and open questions of an occupation; sources by role, not by name."""

import json
from datetime import datetime, timedelta

import pytest

from iitui.domain.comparison import Comparison, EvidenceNeeded, Strength, open_questions
from iitui.domain.contacts import Level
from iitui.domain.debriefs import Debrief, DebriefDraft, DebriefTakeaway
from iitui.domain.interviews import Rating
from iitui.domain.questions import Agreement, Category
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.reports.field_brief import field_brief_page, field_brief_record
from iitui.reports.html import page_html
from iitui.reports.pages import page_markdown, page_text
from iitui.store.journal import Store
from tests.builders import contact, interview
from tests.clock import MORNING, ZONE

SECRET = "said behind the hand"


def held(store: Store, contact_id: int, days: int, answers: dict[int, str], **fields) -> dict[int, int]:
    """Make a held interview with answers to questions of the bank, by their places; return the items."""
    made = interview(store, contact_id, MORNING - timedelta(days=days), occupation="Nursing", **fields)
    bank = [row.question.id for row in store.reader.questions.bank()]
    plan = store.questions.pick(made.id, [bank[place] for place in answers])
    items = {bank.index(item.question.id): item.id for item in plan}
    for place, text in answers.items():
        store.questions.answer(items[place], text)
    return items


@pytest.fixture
def comparison(store: Store) -> Comparison:
    dana = contact(store, "Dana Ito", role="Nurse", organization="Beaumont", level=Level.SENIOR)
    rosa = contact(store, "Rosa Lind", role="Nurse", organization="Lakeside")
    kim = contact(store, "Kim Abe", role="Ward clerk", organization="Lakeside", tags=["Private"])
    held(store, dana.id, 30, {0: "By chance.", 1: "Nights. Ask Rosa Lind.", 2: "Pay."})
    items = held(store, rosa.id, 20, {0: "By plan.", 1: SECRET, 3: "Hours, in truth."})
    store.questions.judge(items[0], Agreement.DIFFERS)
    store.questions.answer(items[1], None, off_record=True)
    late = interview(
        store, kim.id, MORNING - timedelta(days=10), occupation="Nursing", before_rating=Rating.FAIR
    )
    store.debriefs.write(
        late.id,
        DebriefDraft(
            debrief=Debrief(liked="The quiet."),
            after_rating=Rating.GOOD,
            takeaways=(
                DebriefTakeaway(
                    takeaway=TakeawayDraft(
                        interview_id=late.id, kind=TakeawayKind.INSIGHT, text="Clerks know."
                    )
                ),
            ),
        ),
    )
    [occupation] = store.reader.occupations.all()
    comparison = store.reader.compare.get(occupation.id, MORNING)
    assert comparison is not None
    return comparison


def text_of(comparison: Comparison, left_out: tuple[str, ...] = (), now: datetime = MORNING) -> str:
    public = comparison.published(left_out)
    return page_text(field_brief_page(public, public.unanswered, EvidenceNeeded(), now, ZONE))


def test_the_page_names_roles_and_no_people(comparison: Comparison):
    text = text_of(comparison)
    assert "3 people at 2 organizations; 1 senior, 2 of unknown level" in text
    assert "Nights. Ask Nurse 2." in text
    assert "Nurse 1" in text
    assert "Ward clerk" in text
    for name in ("Dana", "Rosa", "Kim", "Beaumont", "Lakeside"):
        assert name not in text


def test_what_differs_stands_apart(comparison: Comparison):
    heads = text_of(comparison).split("Where they differ\n")
    assert "By chance." in heads[1]
    assert "[differs] By plan." in heads[1]
    assert "By chance." not in heads[0]


def test_impressions_debriefs_and_takeaways_are_told(comparison: Comparison):
    text = text_of(comparison)
    assert "2.0 of 5 before, 4.0 of 5 since" in text
    assert "- Clerks know. (Ward clerk)" in text
    assert "- The quiet. (after Ward clerk)" in text


def test_an_answer_off_the_record_is_in_no_format(comparison: Comparison):
    public = comparison.published()
    page = field_brief_page(public, (), EvidenceNeeded(), MORNING, ZONE)
    record = json.dumps(field_brief_record(public, (), EvidenceNeeded(), ZONE))
    for printed in (page_text(page), page_markdown(page), page_html(page), record):
        assert SECRET not in printed
        assert "Nights." in printed


def test_people_are_left_out_by_a_tag(comparison: Comparison):
    text = text_of(comparison, ("PRIVATE",))
    assert "Clerks know." not in text
    assert "2 people at 2 organizations" in text


def test_without_a_voice_it_says_so(comparison: Comparison, store: Store):
    for voice in comparison.voices:
        store.contacts.delete([voice.contact_id])
    [occupation] = store.reader.occupations.all()
    empty = store.reader.compare.get(occupation.id, MORNING)
    assert empty is not None
    assert empty.evidence.strength_by(EvidenceNeeded()) is Strength.NONE
    assert "No one has been interviewed about it yet." in text_of(empty)


def test_whom_to_ask_next_stays_between_two_people(comparison: Comparison, store: Store):
    bank = [row.question for row in store.reader.questions.bank()]
    place = next(place for place, question in enumerate(bank) if question.category is Category.REFERRAL)
    held(store, comparison.voices[0].contact_id, 5, {place: "My friend Ola."})
    later = store.reader.compare.get(comparison.occupation.id, MORNING)
    assert later is not None
    assert (bank[place].id, comparison.voices[0].contact_id) in later.answers
    assert "Ola" not in text_of(later)


def test_open_questions_are_the_topics_without_an_answer(comparison: Comparison, store: Store):
    bank = [row.question for row in store.reader.questions.bank()]
    open_ones = open_questions(comparison, bank)
    answered = {question.id for question in comparison.questions}
    assert not answered.intersection(question.id for question in open_ones)
    assert {q.id for q in bank if q.oakland} <= answered | {question.id for question in open_ones}
