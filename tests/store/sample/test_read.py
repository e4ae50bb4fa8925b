"""The sample as its file tells it: the people, what is owed at any hour, and a typo is caught by name."""

import re
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.contacts import NamePermission
from iitui.domain.errors import UnreadableError
from iitui.domain.follow_ups import Kind, Verdict
from iitui.domain.interviews import Status
from iitui.domain.sample import Sample, SampleInterview
from iitui.domain.touches import Outcome
from iitui.store.built_in import (
    load_checklist,
)
from iitui.store.sample.moments import instant_of
from iitui.store.sample.read import load_sample, read_sample
from tests.clock import MORNING, ZONE

SAMPLE = '[[occupation]]\nname = "Transaction"\n[[contact]]\nname = "Ann"\n[[contact]]\nname = "Ben"\n'
INTERVIEW = SAMPLE + '[[interview]]\nwith = "Ann"\noccupation = "Transaction"\n'


@pytest.fixture(scope="module")
def sample_data() -> Sample:
    return load_sample()


def test_the_sample_has_people_places_and_three_occupations(sample_data: Sample):
    assert len(sample_data.occupations) == 3
    assert 20 <= len(sample_data.contacts) <= 30
    assert len(sample_data.organizations) == 14
    assert {contact.organization for contact in sample_data.contacts} == {
        organization.name for organization in sample_data.organizations
    }


def test_every_address_and_number_leads_nowhere(sample_data: Sample):
    for contact in sample_data.contacts:
        for email in contact.emails:
            assert re.fullmatch(r"[a-z.]+@example\.(org|com|net)", email)
        for phone in contact.phones:
            assert re.fullmatch(r"\d{3}-555-01\d\d|\+44 20 7946 0\d{3}", phone)
        for url in contact.urls:
            assert url.startswith("https://example.")


def test_the_referrers_form_a_tree_with_a_chain_of_three(sample_data: Sample):
    referrers = sample_data.referrers()

    def depth(name: str) -> int:
        return 1 + depth(referrers[name]) if name in referrers else 1

    assert max(depth(contact.name) for contact in sample_data.contacts) >= 4


def test_contacts_come_after_those_who_named_them(sample_data: Sample):
    names = [contact.name for contact in sample_data.contacts_in_order()]
    assert sorted(names) == sorted(contact.name for contact in sample_data.contacts)
    for name, referrer in sample_data.referrers().items():
        assert names.index(referrer) < names.index(name)


def test_names_in_other_scripts_and_every_permission_occur(sample_data: Sample):
    names = " ".join(contact.name for contact in sample_data.contacts)
    assert re.search("[\u4e00-\u9fff]", names)
    assert re.search("[\u0600-\u06ff]", names)
    assert {contact.name_permission for contact in sample_data.contacts} == set(NamePermission)


def test_nobody_is_planned_before_they_agreed(sample_data: Sample):
    agreed = {touch.contact: touch for touch in sample_data.touches if touch.outcome is Outcome.AGREED}
    for interview in sample_data.interviews:
        asked = instant_of(agreed[interview.contact].when, MORNING, ZONE)
        planned = start_of(interview, MORNING) - timedelta(days=interview.planned_days)
        assert asked <= planned < MORNING, interview.contact


def test_touches_are_in_the_past_and_know_every_outcome(sample_data: Sample):
    assert all(instant_of(touch.when, MORNING, ZONE) < MORNING for touch in sample_data.touches)
    assert {touch.outcome for touch in sample_data.touches if touch.is_request} == set(Outcome)
    assert all(touch.ask_again for touch in sample_data.touches if touch.outcome is Outcome.TOO_BUSY)


def test_interviews_of_every_kind(sample_data: Sample):
    counts = Counter(interview.status for interview in sample_data.interviews)
    assert counts == {Status.HELD: 9, Status.PLANNED: 5, Status.MISSED: 1, Status.CANCELLED: 1}
    for interview in sample_data.interviews:
        is_past = start_of(interview, MORNING) < MORNING
        assert is_past == (interview.status is not Status.PLANNED), interview.contact


def test_two_occupations_have_three_or_more_voices_for_one_question(sample_data: Sample):
    voices: Counter[tuple[str, str]] = Counter()
    for interview in sample_data.interviews:
        voices.update((interview.occupation, item.question) for item in interview.plan if item.answer)
    assert {occupation for (occupation, _), count in voices.items() if count >= 3} == {
        "Clinical informatics",
        "Urban planning",
    }
    assert voices["Clinical informatics", "true-requirement"] == 4
    sound = [interview for interview in sample_data.interviews if interview.occupation == "Live sound"]
    assert sum(interview.status is Status.HELD for interview in sound) == 1


def test_held_interviews_have_answers_impressions_and_takeaways(sample_data: Sample):
    held = [interview for interview in sample_data.interviews if interview.status is Status.HELD]
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
    return instant_of(interview.when, now, ZoneInfo(interview.zone) if interview.zone else ZONE)


def settled(interview: SampleInterview, kind: Kind) -> bool:
    return any(item.kind is kind for item in interview.settlements)


def overdue(sample_data: Sample, now: datetime) -> list[str]:
    """What the rules call overdue, written out independently of the store."""
    late: list[str] = []
    lead = {item.slug: item for item in load_checklist()}
    for interview in sample_data.interviews:
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
    late += [
        reminder.text for reminder in sample_data.reminders if instant_of(reminder.due, now, ZONE) <= now
    ]
    return late


@pytest.mark.parametrize("hour", [0, 6, 10, 13, 17])
@pytest.mark.parametrize("month", [1, 7])
def test_a_handful_is_overdue_at_any_hour_of_the_day(sample_data: Sample, hour: int, month: int):
    now = datetime(2026, month, 16, hour, 20, tzinfo=ZONE)
    assert sorted(overdue(sample_data, now)) == sorted(
        [
            "thank Joanna Whitlock",
            "debrief Aroha Ngata",
            "packed Thandiwe Mokoena",
            "organization-researched Oliver Nkemelu",
            "Send Ruth the résumé with her two changes",
        ]
    )


def test_the_late_thank_you_is_six_hours_late(sample_data: Sample):
    joanna = next(
        interview
        for interview in sample_data.interviews
        if interview.contact == "Joanna Whitlock" and interview.status is Status.HELD
    )
    due = start_of(joanna, MORNING) + timedelta(minutes=joanna.minutes, days=1)
    assert MORNING - due == timedelta(hours=6)


def test_settlements_come_after_what_they_settle_arose(sample_data: Sample):
    for interview in sample_data.interviews:
        start = start_of(interview, MORNING)
        for item in interview.settlements:
            planned = start - timedelta(days=interview.planned_days)
            arises = planned if item.kind is Kind.CONFIRM else start
            assert arises <= instant_of(item.when, MORNING, ZONE) <= MORNING
    verdicts = {item.verdict for interview in sample_data.interviews for item in interview.settlements}
    assert verdicts == set(Verdict)


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
