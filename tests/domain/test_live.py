"""The clock of an interview, which question comes next, and when one was last written in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.interviews import Interview, Medium, Status
from iitui.domain.live import (
    InterviewClock,
    Pace,
    combine_answers,
    first_in_front,
    is_forgotten,
    last_change,
    neighbor,
    next_to_ask,
    promised_minutes,
    say_duration,
    say_progress,
)
from iitui.domain.questions import Asked, Category, Origin, Phase, PlanItem, Question

START = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)
CLOCK = InterviewClock(started_at=START, minutes=20)

INTERVIEW = Interview(
    id=1, contact_id=1, who="Dana Ito", organization="", role="", occupation_id=None, occupation="",
    start=START, zone="America/Detroit", minutes=30, medium=Medium.PHONE, place="", travel_minutes=0,
    status=Status.PLANNED, before="", after="", started_at=START, ended_at=None, added_minutes=0,
    before_rating=None, after_rating=None,
)  # fmt: skip


def item(number: int, state: Asked = Asked.TO_ASK, seconds: int = 0, phase: Phase = Phase.CORE) -> PlanItem:
    question = Question(
        id=number, text=f"Question {number}?", category=Category.DAY, phase=phase, sensitive=False,
        researchable=False, level=None, minutes=3, origin=Origin.MINE, slug="", oakland=False, retired=False,
    )  # fmt: skip
    return PlanItem(
        id=number, interview_id=1, question=question, position=number, state=state, answer="",
        off_record=False, seconds=seconds, agreement=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "seconds", "pace", "words"),
    [
        (0, 0, Pace.ON_TIME, "20:00 left"),
        (14, 59, Pace.ON_TIME, "5:01 left"),
        (15, 0, Pace.CLOSING, "5:00 left"),
        (19, 59, Pace.CLOSING, "0:01 left"),
        (20, 0, Pace.UP, "time is up"),
        (20, 59, Pace.UP, "time is up"),
        (21, 0, Pace.OVER, "1:00 over"),
        (95, 0, Pace.OVER, "1:15:00 over"),
    ],
)
def test_the_clock_five_minutes_before_and_at_the_end(minutes, seconds, pace, words):
    reading = CLOCK.read(START + timedelta(minutes=minutes, seconds=seconds))
    assert (reading.pace, reading.words) == (pace, words)


def test_five_more_minutes_begin_with_the_closing_questions_again():
    more = replace(CLOCK, minutes=25)
    assert more.read(START + timedelta(minutes=20)).pace is Pace.CLOSING
    assert more.read(START + timedelta(minutes=25)).pace is Pace.UP


def test_after_sleep_it_shows_what_a_watch_would_show():
    before, after = START + timedelta(minutes=3), START + timedelta(hours=8, minutes=3)
    assert CLOCK.read(before).digits == "3:00"
    assert CLOCK.read(after).digits == "8:03:00"
    assert CLOCK.read(after).share == 1.0


def test_a_clock_that_was_set_back_shows_no_negative_time():
    reading = CLOCK.read(START - timedelta(minutes=10))
    assert (reading.digits, reading.share) == ("0:00", 0.0)


@pytest.mark.parametrize("day", [datetime(2026, 3, 8), datetime(2026, 11, 1)])
def test_a_change_to_or_from_daylight_saving_time_changes_nothing(day):
    zone = ZoneInfo("America/Detroit")
    start = day.replace(hour=1, minute=50, tzinfo=zone)
    now = (start.astimezone(UTC) + timedelta(minutes=16)).astimezone(zone)
    reading = InterviewClock(started_at=start, minutes=20).read(now)
    assert (reading.digits, reading.pace) == ("16:00", Pace.CLOSING)


def test_the_clock_stands_still_after_the_end():
    ended = replace(CLOCK, ended_at=START + timedelta(minutes=18))
    assert ended.read(START + timedelta(days=1)).digits == "18:00"


def test_a_very_short_interview_closes_in_its_middle():
    short = InterviewClock(started_at=START, minutes=6)
    assert short.read(START + timedelta(minutes=2)).pace is Pace.ON_TIME
    assert short.read(START + timedelta(minutes=3)).pace is Pace.CLOSING


@pytest.mark.parametrize(
    ("minutes", "added", "promised"), [(30, 0, 20), (30, 5, 25), (45, 0, 45), (20, 0, 20), (10, 10, 20)]
)
def test_promised_is_what_was_asked_for_unless_another_length_was_agreed_on(minutes, added, promised):
    interview = replace(INTERVIEW, minutes=minutes, added_minutes=added)
    assert promised_minutes(interview, 20, 30) == promised


def test_promised_is_never_more_than_is_blocked():
    assert promised_minutes(INTERVIEW, 45, 30) == 30


def test_next_goes_on_with_what_was_left_out_before():
    plan = [item(1), item(2, Asked.ASKED), item(3, Asked.SKIPPED), item(4)]
    assert next_to_ask(plan, 1) is plan[3]
    assert next_to_ask(plan, 4) is plan[0]
    assert next_to_ask([item(1), item(2, Asked.ASKED)], 1) is None
    assert next_to_ask(plan, 99) is plan[0]


def test_one_begins_with_the_first_to_ask():
    assert first_in_front([item(1, Asked.ASKED), item(2)]) == item(2)
    assert first_in_front([item(1, Asked.ASKED), item(2, Asked.SKIPPED)]) == item(2, Asked.SKIPPED)
    assert first_in_front([]) is None


def test_one_goes_on_with_the_question_that_was_being_answered():
    answered = replace(item(2, Asked.ASKED), answer="Half")
    assert first_in_front([item(1), answered, item(3)], 2) == answered
    assert first_in_front([item(1), item(2), item(3)], 2) == item(2)
    assert first_in_front([item(1), item(2, Asked.ASKED), item(3)], 2) == item(1)
    skipped = replace(item(2, Asked.SKIPPED), answer="Half")
    assert first_in_front([item(1), skipped], 2) == item(1)
    assert first_in_front([item(1), answered], 99) == item(1)


def test_neighbors_end_at_the_ends():
    plan = [item(1), item(2)]
    assert neighbor(plan, 1, -1) is None
    assert neighbor(plan, 1, 1) is plan[1]
    assert neighbor(plan, 2, 1) is None


def test_how_far_a_plan_is():
    plan = [item(1, Asked.ASKED), item(2, Asked.SKIPPED), item(3)]
    assert say_progress(plan) == "1 of 3 questions asked, 1 skipped"
    assert say_progress([item(1)]) == "0 of 1 question asked"


def test_durations():
    assert [say_duration(seconds) for seconds in (-5, 7, 754, 3754)] == ["0:00", "0:07", "12:34", "1:02:34"]


def test_the_last_change_is_what_the_seconds_or_the_history_tell_and_never_ahead():
    now = START + timedelta(hours=20)
    plan = [item(1, seconds=300), item(2, seconds=240)]
    assert last_change(INTERVIEW, plan, None, now) == START + timedelta(minutes=9)
    later = START + timedelta(minutes=25)
    assert last_change(INTERVIEW, plan, later, now) == later
    assert last_change(INTERVIEW, plan, later, START + timedelta(minutes=2)) == START + timedelta(minutes=2)


def test_yesterdays_interview_was_forgotten_and_one_that_runs_over_was_not():
    changed = START + timedelta(minutes=30)
    assert is_forgotten(CLOCK, changed, START + timedelta(days=1))
    assert not is_forgotten(CLOCK, changed, START + timedelta(hours=2, minutes=30))
    assert not is_forgotten(CLOCK, START + timedelta(hours=3), START + timedelta(hours=4))


def test_two_answers_to_one_question_are_both_kept_and_nothing_twice():
    assert combine_answers("Early shifts.", "Late shifts.") == (
        "Early shifts.\n\n[Written elsewhere:]\nLate shifts."
    )
    assert combine_answers("Early shifts. And late.", "Early shifts.") == "Early shifts. And late."
    assert combine_answers("Early", "Early shifts.") == "Early shifts."
    assert combine_answers("Mine ", "") == "Mine "
