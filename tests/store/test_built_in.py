"""What ships with the program: the plain files add up, and a typo in them is caught by name."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.built_in import Computed
from iitui.domain.contacts import NamePermission
from iitui.domain.errors import UnreadableError
from iitui.domain.follow_ups import Kind, Verdict
from iitui.domain.interviews import Medium, Status
from iitui.domain.questions import Category, Phase
from iitui.domain.sample import Moment, Sample, SampleInterview
from iitui.domain.touches import Outcome
from iitui.store.built_in import (
    load_checklist,
    load_plans,
    load_questions,
    read_checklist,
    read_plans,
    read_questions,
)
from iitui.store.sample.moments import instant_of
from iitui.store.sample.read import load_sample, read_sample

DETROIT = ZoneInfo("America/Detroit")
MORNING = datetime(2026, 9, 16, 10, 0, tzinfo=DETROIT)


@pytest.fixture(scope="module")
def sample() -> Sample:
    return load_sample()


# Questions


def test_the_bank_holds_every_question_of_the_stock():
    assert len(load_questions()) == 15 + 60 - 4  # four of the stock ask what an Oakland topic asks


def test_oaklands_fifteen_topics_come_first():
    assert [question.oakland for question in load_questions()] == [True] * 15 + [False] * 56


def test_slugs_and_texts_are_unique_and_slugs_are_kebab_case():
    questions = load_questions()
    assert len({question.text for question in questions}) == len(questions)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", question.slug) for question in questions)


def test_every_category_and_phase_has_questions():
    questions = load_questions()
    assert {question.category for question in questions} == set(Category)
    assert {question.phase for question in questions} == set(Phase)
    assert min(Counter(question.category for question in questions).values()) >= 4


def test_questions_are_questions_of_a_few_minutes():
    for question in load_questions():
        assert question.text.endswith("?")
        assert len(question.text) <= 130
        assert 1 <= question.minutes <= 4


def test_pay_is_sensitive_and_to_be_looked_up_first():
    pay = next(question for question in load_questions() if question.slug == "beginner-pay")
    assert pay.sensitive
    assert pay.researchable


def test_all_of_pay_hours_and_life_is_sensitive():
    assert all(question.sensitive for question in load_questions() if question.category is Category.LIFE)


# Plans and checklist


def test_each_plan_fills_its_minutes_and_no_more():
    minutes = {question.slug: question.minutes for question in load_questions()}
    for plan in load_plans():
        total = sum(minutes[slug] for slug in plan.questions)
        assert plan.computed or plan.minutes - 4 <= total <= plan.minutes, plan.slug


def test_the_plans_are_those_of_the_craft():
    plans = {plan.slug: plan for plan in load_plans()}
    assert set(plans) == {
        "first-talk",
        "newcomers-view",
        "second-opinion",
        "phone-ten-minutes",
        "oakland-fifteen",
    }
    assert len(plans["first-talk"].questions) == 8
    assert plans["second-opinion"].computed is Computed.UNANSWERED
    assert set(plans["oakland-fifteen"].questions) == {
        question.slug for question in load_questions() if question.oakland
    }


def test_plans_end_with_their_closing_questions():
    phases = {question.slug: question.phase for question in load_questions()}
    order = [Phase.OPEN, Phase.CORE, Phase.CLOSE]
    for plan in load_plans():
        ranks = [order.index(phases[slug]) for slug in plan.questions]
        assert ranks == sorted(ranks), plan.slug


@pytest.mark.parametrize("medium", list(Medium))
def test_each_medium_has_seven_items_the_earliest_first(medium: Medium):
    items = [item for item in load_checklist() if item.applies_to(medium)]
    assert len(items) == 7
    leads = [item.lead_days for item in items]
    assert leads == sorted(leads, reverse=True)


def test_only_a_meeting_in_person_needs_a_route():
    route = next(item for item in load_checklist() if item.slug == "route-and-clothes")
    assert [route.applies_to(medium) for medium in (Medium.IN_PERSON, Medium.PHONE, Medium.VIDEO)] == [
        True,
        False,
        False,
    ]


# Moments


def test_hours_are_rounded_to_the_quarter():
    now = datetime(2026, 3, 4, 9, 8, tzinfo=UTC)
    assert instant_of(Moment(hours=3), now, DETROIT) == datetime(2026, 3, 4, 12, 15, tzinfo=UTC)
    assert instant_of(Moment(hours=-30.5), now, DETROIT) == datetime(2026, 3, 3, 2, 45, tzinfo=UTC)


def test_a_day_is_counted_on_the_calendar_of_the_zone():
    now = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # still the third in Detroit
    moment = Moment(day=1, at=datetime(2026, 1, 1, 10, 30).time())
    assert instant_of(moment, now, DETROIT) == datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
    assert instant_of(moment, now, ZoneInfo("Europe/London")) == datetime(2026, 3, 5, 10, 30, tzinfo=UTC)


def test_the_wall_clock_holds_across_a_change_of_clocks():
    now = datetime(2026, 3, 7, 10, 0, tzinfo=DETROIT)
    day_of_the_change = instant_of(Moment(day=1, at=datetime(2026, 1, 1, 10, 0).time()), now, DETROIT)
    assert day_of_the_change - now == timedelta(hours=23)


# The sample


def test_the_sample_has_people_places_and_three_occupations(sample: Sample):
    assert len(sample.occupations) == 3
    assert 20 <= len(sample.contacts) <= 30
    assert len(sample.organizations) == 14
    assert {contact.organization for contact in sample.contacts} == {
        organization.name for organization in sample.organizations
    }


def test_every_address_and_number_leads_nowhere(sample: Sample):
    for contact in sample.contacts:
        for email in contact.emails:
            assert re.fullmatch(r"[a-z.]+@example\.(org|com|net)", email)
        for phone in contact.phones:
            assert re.fullmatch(r"\d{3}-555-01\d\d|\+44 20 7946 0\d{3}", phone)
        for url in contact.urls:
            assert url.startswith("https://example.")


def test_the_referrers_form_a_tree_with_a_chain_of_three(sample: Sample):
    referrers = sample.referrers()

    def depth(name: str) -> int:
        return 1 + depth(referrers[name]) if name in referrers else 1

    assert max(depth(contact.name) for contact in sample.contacts) >= 4


def test_contacts_come_after_those_who_named_them(sample: Sample):
    names = [contact.name for contact in sample.contacts_in_order()]
    assert sorted(names) == sorted(contact.name for contact in sample.contacts)
    for name, referrer in sample.referrers().items():
        assert names.index(referrer) < names.index(name)


def test_names_in_other_scripts_and_every_permission_occur(sample: Sample):
    names = " ".join(contact.name for contact in sample.contacts)
    assert re.search("[\u4e00-\u9fff]", names)
    assert re.search("[\u0600-\u06ff]", names)
    assert {contact.name_permission for contact in sample.contacts} == set(NamePermission)


def test_nobody_is_planned_before_they_agreed(sample: Sample):
    agreed = {touch.contact: touch for touch in sample.touches if touch.outcome is Outcome.AGREED}
    for interview in sample.interviews:
        asked = instant_of(agreed[interview.contact].when, MORNING, DETROIT)
        planned = start_of(interview, MORNING) - timedelta(days=interview.planned_days)
        assert asked <= planned < MORNING, interview.contact


def test_touches_are_in_the_past_and_know_every_outcome(sample: Sample):
    assert all(instant_of(touch.when, MORNING, DETROIT) < MORNING for touch in sample.touches)
    assert {touch.outcome for touch in sample.touches if touch.is_request} == set(Outcome)
    assert all(touch.ask_again for touch in sample.touches if touch.outcome is Outcome.TOO_BUSY)


def test_interviews_of_every_kind(sample: Sample):
    counts = Counter(interview.status for interview in sample.interviews)
    assert counts == {Status.HELD: 9, Status.PLANNED: 5, Status.MISSED: 1, Status.CANCELLED: 1}
    for interview in sample.interviews:
        is_past = start_of(interview, MORNING) < MORNING
        assert is_past == (interview.status is not Status.PLANNED), interview.contact


def test_two_occupations_have_three_or_more_voices_for_one_question(sample: Sample):
    voices: Counter[tuple[str, str]] = Counter()
    for interview in sample.interviews:
        voices.update((interview.occupation, item.question) for item in interview.plan if item.answer)
    assert {occupation for (occupation, _), count in voices.items() if count >= 3} == {
        "Clinical informatics",
        "Urban planning",
    }
    assert voices["Clinical informatics", "true-requirement"] == 4
    sound = [interview for interview in sample.interviews if interview.occupation == "Live sound"]
    assert sum(interview.status is Status.HELD for interview in sound) == 1


def test_held_interviews_have_answers_impressions_and_takeaways(sample: Sample):
    held = [interview for interview in sample.interviews if interview.status is Status.HELD]
    empty = [interview.contact for interview in held if not any(item.answer for item in interview.plan)]
    assert empty == ["Aroha Ngata"]
    for interview in held:
        if interview.contact not in empty:
            assert 5 <= sum(bool(item.answer) for item in interview.plan) <= 8
            assert interview.before
            assert interview.after
            assert interview.takeaways
    assert sum(item.off_record for interview in held for item in interview.plan) >= 3


def start_of(interview: SampleInterview, now: datetime) -> datetime:
    return instant_of(interview.when, now, ZoneInfo(interview.zone) if interview.zone else DETROIT)


def settled(interview: SampleInterview, kind: Kind) -> bool:
    return any(item.kind is kind for item in interview.settlements)


def overdue(sample: Sample, now: datetime) -> list[str]:
    """What the rules call overdue, written out independently of the store."""
    late: list[str] = []
    lead = {item.slug: item for item in load_checklist()}
    for interview in sample.interviews:
        start, who = start_of(interview, now), interview.contact
        end = start + timedelta(minutes=interview.minutes)
        if interview.status is Status.HELD:
            if end + timedelta(days=1) <= now and not settled(interview, Kind.THANK_YOU):
                late.append(f"thank {who}")
            if not interview.after and not interview.takeaways:
                late.append(f"debrief {who}")
        if interview.status is Status.PLANNED:
            if start - timedelta(days=1) <= now and not settled(interview, Kind.CONFIRM):
                late.append(f"confirm {who}")
            late += [
                f"{item.slug} {who}"
                for item in lead.values()
                if item.applies_to(interview.medium)
                and item.slug not in interview.ticked
                and start - timedelta(days=item.lead_days) <= now
            ]
    late += [reminder.text for reminder in sample.reminders if instant_of(reminder.due, now, DETROIT) <= now]
    return late


@pytest.mark.parametrize("hour", [0, 6, 10, 13, 17])
@pytest.mark.parametrize("month", [1, 7])
def test_a_handful_is_overdue_at_any_hour_of_the_day(sample: Sample, hour: int, month: int):
    now = datetime(2026, month, 16, hour, 20, tzinfo=DETROIT)
    assert sorted(overdue(sample, now)) == sorted(
        [
            "thank Joanna Whitlock",
            "debrief Aroha Ngata",
            "packed Thandiwe Mokoena",
            "organization-researched Oliver Nkemelu",
            "Send Ruth the résumé with her two changes",
        ]
    )


def test_the_late_thank_you_is_six_hours_late(sample: Sample):
    joanna = next(
        interview
        for interview in sample.interviews
        if interview.contact == "Joanna Whitlock" and interview.status is Status.HELD
    )
    due = start_of(joanna, MORNING) + timedelta(minutes=joanna.minutes, days=1)
    assert MORNING - due == timedelta(hours=6)


def test_settlements_come_after_what_they_settle_arose(sample: Sample):
    for interview in sample.interviews:
        start = start_of(interview, MORNING)
        for item in interview.settlements:
            planned = start - timedelta(days=interview.planned_days)
            arises = planned if item.kind is Kind.CONFIRM else start
            assert arises <= instant_of(item.when, MORNING, DETROIT) <= MORNING
    verdicts = {item.verdict for interview in sample.interviews for item in interview.settlements}
    assert verdicts == set(Verdict)


# Typos


QUESTION = '[[question]]\nslug = "a"\ntext = "Why?"\ncategory = "path"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[question", "questions.toml is not TOML"),
        (QUESTION.replace('"path"', '"paths"'), "question 1 (a): “category” must be one of “path”"),
        (QUESTION.replace("text", "txt"), "question 1 (a): “text” is missing"),
        (QUESTION.replace("Why?", " "), "question 1 (a): “text” is empty"),
        (QUESTION + "sensitiv = true\n", "question 1 (a): there is no field “sensitiv”"),
        (QUESTION + 'sensitive = "yes"\n', "“sensitive” must be true or false"),
        (QUESTION + "minutes = 2.5\n", "“minutes” must be a whole number"),
        (QUESTION + "minutes = true\n", "“minutes” must be a whole number"),
        (QUESTION + QUESTION, "question 2 (a): “a” appears twice"),
        (QUESTION.replace("question", "qestion"), "questions.toml: there is no field “qestion”"),
        ("question = 1", "“question” must be a list"),
        ("question = [1]", "“question” must be a list of tables"),
    ],
)
def test_a_typo_in_a_question_is_named(text: str, words: str):
    with pytest.raises(UnreadableError, match=re.escape(words)):
        read_questions(text)


PLAN = '[[plan]]\nslug = "p"\nname = "P"\ndescription = "A plan."\nminutes = 5\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PLAN + 'questions = ["a", "b"]', "plan 1 (p): “questions” names “b”, which does not exist"),
        (PLAN + 'questions = ["a", "a"]', "a question is listed twice"),
        (PLAN + "questions = [1]", "“questions” must be a list of texts"),
        (PLAN, "either lists its questions or is computed"),
        (PLAN + 'computed = "magic"', "“computed” must be one of “unanswered”"),
    ],
)
def test_a_typo_in_a_plan_is_named(text: str, words: str):
    with pytest.raises(UnreadableError, match=re.escape(words)):
        read_plans(text, ["a"])


def test_a_typo_in_the_checklist_is_named():
    text = '[[item]]\nslug = "i"\ntext = "Ready"\nlead_days = 1\nmedia = ["fax"]'
    with pytest.raises(UnreadableError, match=r"checklist\.toml, item 1 \(i\): “media” must be one of"):
        read_checklist(text)


SAMPLE = '[[occupation]]\nname = "Transaction"\n[[contact]]\nname = "Ann"\n[[contact]]\nname = "Ben"\n'
INTERVIEW = SAMPLE + '[[interview]]\nwith = "Ann"\noccupation = "Transaction"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SAMPLE + 'referred_by = "Cid"', "contact 2 (Ben): “referred_by” names “Cid”"),
        (SAMPLE + 'referred_by = "Ben"', "form a circle"),
        (SAMPLE + 'organization = "Nowhere"', "“organization” names “Nowhere”"),
        (SAMPLE + '[[contact]]\nname = "Ann"', "contact 3 (Ann): “Ann” appears twice"),
        (INTERVIEW, "interview 1 (Ann): “day” is missing"),
        (INTERVIEW + 'hours = 1\nday = 2\nat = "10:00"', "give either “hours”, or “day” and “at”"),
        (INTERVIEW + 'day = 1\nat = "ten"', "“at” must be a time such as 10:00, not “ten”"),
        (INTERVIEW + 'hours = "3"', "“hours” must be a number"),
        (INTERVIEW + 'hours = 1\nzone = "Mars/Base"', "which is not a time zone"),
        (INTERVIEW + 'hours = 1\nticked = ["link-tried"]', "“ticked” names “link-tried”"),
        (INTERVIEW + 'hours = 1\n[[interview.plan]]\nquestion = "b"', "plan 1 (b): “question” names “b”"),
        (
            SAMPLE + '[[touch]]\nwith = "Ann"\nhours = -1\ntext = "Hi"\noutcome = "yes"',
            "“outcome” must be one of",
        ),
    ],
)
def test_a_typo_in_the_sample_is_named(text: str, words: str):
    with pytest.raises(UnreadableError, match=re.escape(words)):
        read_sample(text, ["a"], load_checklist())


def test_a_circle_of_two_is_refused():
    text = SAMPLE.replace('"Ann"\n', '"Ann"\nreferred_by = "Ben"\n') + 'referred_by = "Ann"'
    with pytest.raises(UnreadableError, match="circle"):
        read_sample(text, [], [])
