"""What ships with the program: every entry of the files is whole, and they add up."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.built_in import BuiltInQuestion, ChecklistTemplate, Computed, ReadyPlan
from iitui.domain.contacts import Channel, ContactDraft, NamePermission
from iitui.domain.follow_ups import Kind, ReminderDraft, Verdict
from iitui.domain.interviews import InterviewDraft, Medium, Status
from iitui.domain.occupations import OccupationDraft
from iitui.domain.organizations import Organization
from iitui.domain.questions import Category, Phase
from iitui.domain.targets import TargetDraft
from iitui.domain.touches import Outcome, TouchDraft
from iitui.store.built_in import Entry, entries, load_checklist, load_plans, load_questions
from iitui.store.records import record
from iitui.store.sample import (
    Moment,
    SampleInterview,
    SampleOccupation,
    SamplePlanItem,
    SampleReminder,
    SampleSettlement,
    SampleTakeaway,
    SampleTouch,
)

DETROIT = ZoneInfo("America/Detroit")
MORNING = datetime(2026, 9, 16, 10, 0, tzinfo=DETROIT)


@pytest.fixture(scope="module")
def sample():
    return entries("sample.toml")


# Fields: the program reads the files without a check, so a slip in them is found here.


def unknown(entry: Entry, *kinds: type) -> set[str]:
    return set(entry) - {field.name for kind in kinds for field in fields(kind)}


@pytest.mark.parametrize(
    ("file", "name", "kind"),
    [
        ("questions.toml", "question", BuiltInQuestion),
        ("plans.toml", "plan", ReadyPlan),
        ("checklist.toml", "item", ChecklistTemplate),
    ],
)
def test_every_entry_of_the_files_has_known_fields_with_clean_values(file: str, name: str, kind: type):
    document = entries(file)
    assert set(document) == {name}
    for entry in document[name]:
        assert unknown(entry, kind) == set(), entry["slug"]
        assert not [text for text in texts(entry) if text != text.strip() or not text]
        made = record(kind, entry)
        for field in fields(kind):
            value = getattr(made, field.name)
            assert value == entry.get(field.name, value) or list(value) == entry[field.name]
    slugs = [entry["slug"] for entry in document[name]]
    assert len(set(slugs)) == len(slugs)


def texts(value: object) -> Iterable[str]:
    """All texts in an entry, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_every_entry_of_the_sample_has_known_fields(sample):
    kinds = {
        "occupation": (OccupationDraft, SampleOccupation),
        "organization": (Organization,),
        "contact": (ContactDraft,),
        "interview": (InterviewDraft, SampleInterview),
        "touch": (TouchDraft, SampleTouch),
        "reminder": (ReminderDraft, SampleReminder),
        "target": (TargetDraft,),
        "settlement": (SampleSettlement,),
    }
    assert set(sample) == set(kinds)
    for name, of_name in kinds.items():
        for entry in sample[name]:
            assert unknown(entry, *of_name) == set(), entry
    inner = {"plan": SamplePlanItem, "takeaways": SampleTakeaway, "settlements": SampleSettlement}
    for interview in sample["interview"]:
        for name, kind in inner.items():
            for entry in interview.get(name, ()):
                assert unknown(entry, kind) == set(), entry
    for entry in (
        entry for name in ("interview", "touch", "reminder", "settlement") for entry in sample[name]
    ):
        assert {"hours"} <= set(entry) or {"day", "at"} <= set(entry), entry
        assert not {"hours", "day"} <= set(entry), entry
    for contact in sample["contact"]:
        assert all(unknown(channel, Channel) == set() for channel in contact.get("channels", ()))


def test_the_sample_needs_no_cleaning(sample):
    for name, kind in (("contact", ContactDraft), ("occupation", OccupationDraft)):
        for entry in sample[name]:
            draft = record(kind, entry)
            cleaned = draft.checked()
            for text in (field.name for field in fields(kind) if field.name not in ("research", "notes")):
                assert getattr(draft, text) == getattr(cleaned, text), entry["name"]


def test_the_names_that_the_sample_refers_to_exist(sample):
    names = {
        kind: [entry["name"] for entry in sample[kind]] for kind in ("contact", "occupation", "organization")
    }
    for kind in names.values():
        assert len(set(kind)) == len(kind)
    questions = {question.slug for question in load_questions()}
    for contact in sample["contact"]:
        assert contact.get("organization", names["organization"][0]) in names["organization"]
    for entry in (*sample["interview"], *sample["touch"]):
        assert entry["contact"] in names["contact"]
    for reminder in sample["reminder"]:
        assert reminder.get("contact", names["contact"][0]) in names["contact"]
    for interview in sample["interview"]:
        assert interview["occupation"] in names["occupation"]
        assert {item["question"] for item in interview.get("plan", ())} <= questions
        fitting = {item.slug for item in load_checklist() if item.applies_to(Medium(interview["medium"]))}
        assert set(interview.get("ticked", ())) <= fitting


def test_the_plans_name_built_in_questions_once_each_or_are_computed():
    questions = {question.slug for question in load_questions()}
    for plan in load_plans():
        assert set(plan.questions) <= questions
        assert len(set(plan.questions)) == len(plan.questions)
        assert bool(plan.questions) != bool(plan.computed)


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
        assert question.checked() == question
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
        "first-interview",
        "newcomers-view",
        "second-opinion",
        "phone-ten-minutes",
        "oakland-fifteen",
    }
    assert len(plans["first-interview"].questions) == 8
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
    assert Moment(hours=3).instant(now, DETROIT) == datetime(2026, 3, 4, 12, 15, tzinfo=UTC)
    assert Moment(hours=-30.5).instant(now, DETROIT) == datetime(2026, 3, 3, 2, 45, tzinfo=UTC)


def test_a_day_is_counted_on_the_calendar_of_the_zone():
    now = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # still the third in Detroit
    moment = Moment(day=1, at=time(10, 30))
    assert moment.instant(now, DETROIT) == datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
    assert moment.instant(now, ZoneInfo("Europe/London")) == datetime(2026, 3, 5, 10, 30, tzinfo=UTC)


def test_the_wall_clock_holds_across_a_change_of_clocks():
    now = datetime(2026, 3, 7, 10, 0, tzinfo=DETROIT)
    day_of_the_change = Moment(day=1, at=time(10, 0)).instant(now, DETROIT)
    assert day_of_the_change - now == timedelta(hours=23)


# The sample


def test_the_sample_has_people_places_and_three_occupations(sample):
    assert len(sample["occupation"]) == 3
    assert 20 <= len(sample["contact"]) <= 30
    assert len(sample["organization"]) == 14
    assert {contact["organization"] for contact in sample["contact"]} == {
        organization["name"] for organization in sample["organization"]
    }


def test_every_address_and_number_leads_nowhere(sample):
    invented = {
        "email": r"[a-z.]+@example\.(org|com|net)",
        "phone": r"\d{3}-555-01\d\d|\+44 20 7946 0\d{3}",
        "url": r"https://example\.(org|com|net)/.*",
    }
    for contact in sample["contact"]:
        for channel in contact.get("channels", ()):
            assert re.fullmatch(invented[channel["kind"]], channel["value"])


def referrers_of(sample) -> dict[str, str]:
    return {
        contact["name"]: contact["referred_by"] for contact in sample["contact"] if "referred_by" in contact
    }


def test_the_referrers_form_a_tree_with_a_chain_of_three(sample):
    referrers = referrers_of(sample)

    def depth(name: str) -> int:
        return 1 + depth(referrers[name]) if name in referrers else 1

    assert max(depth(contact["name"]) for contact in sample["contact"]) >= 4


def test_contacts_come_after_those_who_named_them(sample):
    names = [contact["name"] for contact in sample["contact"]]
    for name, referrer in referrers_of(sample).items():
        assert names.index(referrer) < names.index(name)


def test_names_in_other_scripts_and_every_permission_occur(sample):
    names = " ".join(contact["name"] for contact in sample["contact"])
    assert re.search("[\u4e00-\u9fff]", names)
    assert re.search("[\u0600-\u06ff]", names)
    assert {contact.get("name_permission", NamePermission.NOT_ASKED) for contact in sample["contact"]} == set(
        NamePermission
    )


def test_nobody_is_planned_before_they_agreed(sample):
    agreed = {touch["contact"]: touch for touch in sample["touch"] if touch.get("outcome") == Outcome.AGREED}
    for interview in sample["interview"]:
        asked = when(agreed[interview["contact"]])
        planned = start_of(interview, MORNING) - timedelta(days=interview.get("days_before", 14))
        assert asked <= planned < MORNING, interview["contact"]


def test_touches_are_in_the_past_and_know_every_outcome(sample):
    assert all(when(touch) < MORNING for touch in sample["touch"])
    assert {touch["outcome"] for touch in sample["touch"] if "outcome" in touch} == set(Outcome)
    assert all(
        touch.get("ask_again") for touch in sample["touch"] if touch.get("outcome") == Outcome.TOO_BUSY
    )


def test_interviews_of_every_kind(sample):
    counts = Counter(status_of(interview) for interview in sample["interview"])
    assert counts == {Status.HELD: 9, Status.PLANNED: 5, Status.MISSED: 1, Status.CANCELLED: 1}
    for interview in sample["interview"]:
        is_past = start_of(interview, MORNING) < MORNING
        assert is_past == (status_of(interview) is not Status.PLANNED), interview["contact"]


def test_two_occupations_have_three_or_more_voices_for_one_question(sample):
    voices: Counter[tuple[str, str]] = Counter()
    for interview in sample["interview"]:
        voices.update(
            (interview["occupation"], item["question"])
            for item in interview.get("plan", ())
            if item.get("answer")
        )
    assert {occupation for (occupation, _), count in voices.items() if count >= 3} == {
        "Clinical informatics",
        "Urban planning",
    }
    assert voices["Clinical informatics", "true-requirement"] == 4
    sound = [interview for interview in sample["interview"] if interview["occupation"] == "Live sound"]
    assert sum(status_of(interview) is Status.HELD for interview in sound) == 1


def test_held_interviews_have_answers_impressions_and_takeaways(sample):
    held = [interview for interview in sample["interview"] if status_of(interview) is Status.HELD]
    empty = [
        interview["contact"]
        for interview in held
        if not any(item.get("answer") for item in interview.get("plan", ()))
    ]
    assert empty == ["Aroha Ngata"]
    for interview in held:
        if interview["contact"] not in empty:
            assert 5 <= sum(bool(item.get("answer")) for item in interview.get("plan", ())) <= 8
            assert interview.get("before")
            assert interview.get("after")
            assert interview.get("takeaways")
    assert sum(item.get("off_record", False) for interview in held for item in interview.get("plan", ())) >= 3


def start_of(interview, now: datetime) -> datetime:
    return record(Moment, interview).instant(now, ZoneInfo(interview.get("zone", DETROIT.key)))


def when(entry, now: datetime = MORNING) -> datetime:
    return record(Moment, entry).instant(now, DETROIT)


def status_of(interview) -> Status:
    return Status(interview.get("status", Status.PLANNED))


def settled(interview, kind: Kind) -> bool:
    return any(item["kind"] == kind for item in interview.get("settlements", ()))


def overdue(sample, now: datetime) -> list[str]:
    """What the rules call overdue, written out independently of the store."""
    late: list[str] = []
    lead = {item.slug: item for item in load_checklist()}
    for interview in sample["interview"]:
        start, who = start_of(interview, now), interview["contact"]
        end = start + timedelta(minutes=interview.get("minutes", 30))
        if status_of(interview) is Status.HELD:
            if end + timedelta(days=1) <= now and not settled(interview, Kind.THANK_YOU):
                late.append(f"thank {who}")
            if not interview.get("after") and not interview.get("takeaways"):
                late.append(f"debrief {who}")
        if status_of(interview) is Status.PLANNED:
            if start - timedelta(days=1) <= now and not settled(interview, Kind.CONFIRM):
                late.append(f"confirm {who}")
            late += [
                f"{item.slug} {who}"
                for item in lead.values()
                if item.applies_to(Medium(interview["medium"]))
                and not interview.get("all_ticked")
                and item.slug not in interview.get("ticked", ())
                and start - timedelta(days=item.lead_days) <= now
            ]
    late += [reminder["text"] for reminder in sample["reminder"] if when(reminder, now) <= now]
    return late


@pytest.mark.parametrize("hour", [0, 6, 10, 13, 17])
@pytest.mark.parametrize("month", [1, 7])
def test_a_handful_is_overdue_at_any_hour_of_the_day(sample, hour: int, month: int):
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


def test_the_late_thank_you_is_six_hours_late(sample):
    joanna = next(
        interview
        for interview in sample["interview"]
        if interview["contact"] == "Joanna Whitlock" and status_of(interview) is Status.HELD
    )
    due = start_of(joanna, MORNING) + timedelta(minutes=joanna.get("minutes", 30), days=1)
    assert MORNING - due == timedelta(hours=6)


def test_settlements_come_after_what_they_settle_arose(sample):
    for interview in sample["interview"]:
        start = start_of(interview, MORNING)
        for item in interview.get("settlements", ()):
            planned = start - timedelta(days=interview.get("days_before", 14))
            arises = planned if item["kind"] == Kind.CONFIRM else start
            assert arises <= when(item) <= MORNING
    verdicts = {
        item["verdict"] for interview in sample["interview"] for item in interview.get("settlements", ())
    }
    assert verdicts == set(Verdict)
