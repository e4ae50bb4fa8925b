"""What the rules of follow-ups ask for, in plain Python: written from the words of the design.

Everything is counted out from all the facts each time, slowly and without an index.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from iitui.domain.follow_ups import FollowUpId, Kind, Verdict
from iitui.domain.interviews import Status
from iitui.domain.takeaways import TRIED_KINDS, TakeawayKind
from iitui.domain.touches import Direction, Outcome
from tests.clock import ZONE
from tests.store.model.facts import Facts, InterviewFact, SettlementFact, TouchFact

TAG_CADENCE = {"nursing": 20, "night": 9}
DAYS_OFF = frozenset({date(2026, 9, 21), date(2026, 9, 25)})
NUDGE_DAYS, SECOND_NAME_DAYS, MOST_NUDGES = 4, 2, 2
"""Fewer than are recommended: a walk passes through some weeks only."""

PROMISE_DAYS = INTRODUCTION_DAYS = 7
TELL_DAYS = 3
REPORT_DAYS = 21
FINAL = (Verdict.DONE, Verdict.WAIVED)
SATURDAY = 5


class Duty(NamedTuple):
    """What the facts ask for; `due` is None where this model does not count it out."""

    arises: datetime
    due: datetime | None
    occurrence: datetime | int | None = None
    expires: datetime | None = None


class Request(NamedTuple):
    """A request, in the order of time and then of writing."""

    at: datetime
    number: int


def duties(facts: Facts) -> dict[FollowUpId, Duty]:
    """Everything that the facts ask for, whether it has arisen yet or not."""
    found = dict(_of_interviews(facts))
    for number, reminder in facts.reminders.items():
        found[FollowUpId(Kind.REMINDER, number)] = Duty(reminder.made, reminder.due, reminder.due)
    found |= dict(_of_takeaways(facts))
    for person in facts.contacts:
        if not facts.contacts[person].archived:
            found |= dict(_of_requests(facts, person))
            found |= dict(_ask_later(facts, person))
            found |= dict(_tell_the_referrer(facts, person))
            found |= dict(_keep_in_touch(facts, person))
    return found


def end_of(interview: InterviewFact) -> datetime:
    return interview.start + timedelta(minutes=interview.minutes)


def days_after(instant: datetime, days: int) -> datetime:
    """The same local time some days later."""
    wall = instant.astimezone(ZONE).replace(tzinfo=None, fold=0) + timedelta(days=days)
    return wall.replace(tzinfo=ZONE).astimezone(UTC)


def business_days_after(instant: datetime, days: int) -> datetime:
    """The same local time after so many business days."""
    passed = 0
    while days:
        passed += 1
        day = (instant.astimezone(ZONE) + timedelta(days=passed)).date()
        days -= day.weekday() < SATURDAY and day not in DAYS_OFF
    return days_after(instant, passed)


def _of_interviews(facts: Facts) -> Iterator[tuple[FollowUpId, Duty]]:
    for number, interview in facts.interviews.items():
        if interview.status in (Status.PLANNED, Status.HELD):
            is_held = interview.status is Status.HELD
            over = min(interview.start, interview.started_at or interview.start) if is_held else None
            end = (interview.ended_at if is_held else None) or end_of(interview)
            thanks = Duty(over or end_of(interview), end + timedelta(hours=24))
            yield FollowUpId(Kind.THANK_YOU, number), thanks
            if not _is_written_down(facts, number, interview):
                yield FollowUpId(Kind.DEBRIEF, number), thanks._replace(due=None)
        if interview.status is Status.PLANNED:
            duty = Duty(interview.planned_at, None, interview.start, interview.start)
            yield FollowUpId(Kind.CONFIRM, number), duty
            for item, check in interview.checklist.items():
                if not check.ticked:
                    yield FollowUpId(Kind.PREPARATION, item), duty


def _is_written_down(facts: Facts, number: int, interview: InterviewFact) -> bool:
    if interview.after or interview.debrief is not None:
        return True
    if interview.started_at is not None:
        return False  # what was noted while it went on is no debrief
    taken = any(taken.interview == number for taken in facts.takeaways.values())
    return taken or any(item.answer for item in interview.plan)


def _requests(facts: Facts, person: int) -> dict[Request, TouchFact]:
    return {
        Request(touch.at, number): touch
        for number, touch in facts.touches.items()
        if touch.contact == person and touch.is_request and touch.direction is Direction.OUT
    }


def _answered(touch: TouchFact) -> datetime | None:
    """When the answer to a request came; None if none came."""
    if touch.outcome in (None, Outcome.NO_REPLY):
        return None
    return max(touch.at, touch.answered_at or touch.at)


def _incoming(facts: Facts, person: int) -> list[Request]:
    return [
        Request(touch.at, number)
        for number, touch in facts.touches.items()
        if touch.contact == person and touch.direction is Direction.IN
    ]


def _interviews_with(facts: Facts, person: int) -> list[InterviewFact]:
    return [interview for interview in facts.interviews.values() if interview.contact == person]


def chain_of(facts: Facts, person: int) -> list[Request]:
    """The requests without a reply since."""
    requests = _requests(facts, person)
    replies = _incoming(facts, person)
    replies += [
        Request(at, request.number)
        for request, touch in requests.items()
        if (at := _answered(touch)) is not None
    ]
    starts = [interview.start for interview in _interviews_with(facts, person)]
    return sorted(
        request
        for request, touch in requests.items()
        if _answered(touch) is None
        and all(reply < request for reply in replies)
        and all(start < request.at for start in starts)
    )


def _of_requests(facts: Facts, person: int) -> Iterator[tuple[FollowUpId, Duty]]:
    chain = chain_of(facts, person)
    if not chain:
        return
    first, latest = chain[0], chain[-1]
    if not _asked_a_colleague(facts, person, first.at):
        due = business_days_after(first.at, SECOND_NAME_DAYS)
        yield FollowUpId(Kind.SECOND_NAME, first.number), Duty(first.at, due)
    words = [
        said.at
        for (kind, subject, _), said in facts.settlements.items()
        if (kind, subject, said.verdict) == (Kind.NUDGE, first.number, Verdict.DONE)
        and not _is_request(facts, said)
    ]
    last, nudges = max([latest.at, *words]), len(chain) - 1 + len(words)
    if nudges < MOST_NUDGES:
        due = business_days_after(last, NUDGE_DAYS)
        yield FollowUpId(Kind.NUDGE, first.number), Duty(last, due, nudges)


def _is_request(facts: Facts, said: SettlementFact) -> bool:
    return said.done_by is not None and facts.touches[said.done_by].is_request


def _asked_a_colleague(facts: Facts, person: int, since: datetime) -> bool:
    place = facts.contacts[person].organization
    colleagues = [number for number, other in facts.contacts.items() if place and other.organization == place]
    return any(
        request.at >= since
        for number in colleagues
        if number != person
        for request in _requests(facts, number)
    )


def _ask_later(facts: Facts, person: int) -> Iterator[tuple[FollowUpId, Duty]]:
    requests = _requests(facts, person)
    starts = [interview.start for interview in _interviews_with(facts, person)]
    for request, touch in requests.items():
        said = _answered(touch)
        if said is None or touch.outcome is not Outcome.TOO_BUSY or touch.ask_again is None:
            continue
        is_asked = any(other > Request(said, request.number) for other in requests)
        if not is_asked and all(start < request.at for start in starts):
            yield FollowUpId(Kind.ASK_LATER, request.number), Duty(said, touch.ask_again, touch.ask_again)


def _of_takeaways(facts: Facts) -> Iterator[tuple[FollowUpId, Duty]]:
    for number, taken in facts.takeaways.items():
        if taken.kind is TakeawayKind.PROMISE_THEIRS:
            due = taken.due or days_after(taken.made, INTRODUCTION_DAYS)
            yield FollowUpId(Kind.INTRODUCTION, number), Duty(taken.made, due)
        if taken.kind is TakeawayKind.PROMISE_MINE:
            due = taken.due or days_after(taken.made, PROMISE_DAYS)
            yield FollowUpId(Kind.MY_PROMISE, number), Duty(taken.made, due)
    for number in facts.interviews:
        reported = _last_word(facts, Kind.REPORT_BACK, number)
        advice = [
            taken.made
            for taken in facts.takeaways.values()
            if taken.interview == number and taken.kind in TRIED_KINDS and taken.told_at is None
        ]
        if untold := [made for made in advice if reported is None or made > reported]:
            first = min(untold)
            duty = Duty(first, days_after(first, REPORT_DAYS), first)
            yield FollowUpId(Kind.REPORT_BACK, number), duty


def _last_word(facts: Facts, kind: Kind, subject: int) -> datetime | None:
    said = [
        word.at
        for (of_kind, of_subject, _), word in facts.settlements.items()
        if (of_kind, of_subject) == (kind, subject) and word.verdict in FINAL
    ]
    return max(said, default=None)


def _tell_the_referrer(facts: Facts, person: int) -> Iterator[tuple[FollowUpId, Duty]]:
    referrer = facts.contacts[person].referred_by
    if referrer is None or facts.contacts[referrer].archived:
        return
    told = _last_word(facts, Kind.TELL_THE_REFERRER, person)
    if untold := [at for at in _news_of(facts, person) if told is None or at > told]:
        first = min(untold)
        yield FollowUpId(Kind.TELL_THE_REFERRER, person), Duty(first, days_after(first, TELL_DAYS), first)


def _news_of(facts: Facts, person: int) -> list[datetime]:
    """When somebody was asked, answered and was met for the first time, as far as they were."""
    requests = _requests(facts, person)
    answers = [at for touch in requests.values() if (at := _answered(touch)) is not None]
    if requests:
        answers += [reply.at for reply in _incoming(facts, person) if reply > min(requests)]
    met = [
        interview.ended_at or end_of(interview) if interview.status is Status.HELD else end_of(interview)
        for interview in _interviews_with(facts, person)
        if interview.status in (Status.PLANNED, Status.HELD)
    ]
    asked = [request.at for request in requests]
    return [min(times) for times in (asked, answers, met) if times]


def _keep_in_touch(facts: Facts, person: int) -> Iterator[tuple[FollowUpId, Duty]]:
    contact = facts.contacts[person]
    days = contact.cadence
    if days is None:
        days = min((TAG_CADENCE[tag] for tag in contact.tags if tag in TAG_CADENCE), default=0)
    if not days:
        return
    times = [touch.at for touch in facts.touches.values() if touch.contact == person]
    times += [
        end_of(interview)
        for interview in _interviews_with(facts, person)
        if interview.status in (Status.PLANNED, Status.HELD)
    ]
    word = _last_word(facts, Kind.KEEP_IN_TOUCH, person)
    last = max([*times, *([word] if word else [])], default=contact.made)
    yield FollowUpId(Kind.KEEP_IN_TOUCH, person), Duty(last, days_after(last, days), last)
