"""What follows from the facts of a journal at an instant: in plain Python what the views say in SQL."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from iitui.domain.contacts import Stage
from iitui.domain.follow_ups import FollowUpId, Kind, Verdict
from iitui.domain.interviews import Status
from iitui.domain.touches import Outcome
from tests.store.model.facts import Facts, InterviewFact
from tests.store.model.model import settlement_key

UNANSWERED = timedelta(days=9)

STAGES = {
    Outcome.AGREED: Stage.ASKED,
    Outcome.TOO_BUSY: Stage.LATER,
    Outcome.DECLINED: Stage.DECLINED,
    Outcome.SENT_ON: Stage.DECLINED,
}


def end_of(interview: InterviewFact) -> datetime:
    return interview.start + timedelta(minutes=interview.minutes)


def stage_of(facts: Facts, person: int, now: datetime) -> Stage:
    """How far things are with a contact."""
    interviews = [interview for interview in facts.interviews.values() if interview.contact == person]
    touches = [
        (touch.at, number, touch) for number, touch in facts.touches.items() if touch.contact == person
    ]
    if any(interview.status is Status.PLANNED and end_of(interview) > now for interview in interviews):
        return Stage.PLANNED
    if met := [
        end_of(interview) for interview in interviews if interview.status in (Status.HELD, Status.PLANNED)
    ]:
        return Stage.IN_TOUCH if any(max(met) < at <= now for at, _, _ in touches) else Stage.MET
    requests = sorted(
        (at, number, touch.outcome) for at, number, touch in touches if touch.outcome is not None
    )
    if not requests:
        return Stage.TO_ASK
    at, _, outcome = requests[-1]
    if outcome is Outcome.NO_REPLY:
        return Stage.NO_REPLY if now - at > UNANSWERED else Stage.ASKED
    return STAGES[outcome]


def owed(facts: Facts, now: datetime) -> set[FollowUpId]:
    """The follow-ups that have arisen and of which nothing final was said since."""
    return {
        name for name, arises in _arisen(facts, now) if arises <= now and not _is_settled(facts, name, arises)
    }


def _is_settled(facts: Facts, name: FollowUpId, arises: datetime) -> bool:
    said = facts.settlements.get(settlement_key(facts, name))
    return said is not None and said.verdict is not Verdict.SNOOZED and said.at >= arises


def _arisen(facts: Facts, now: datetime) -> Iterator[tuple[FollowUpId, datetime]]:
    for number, interview in facts.interviews.items():
        if interview.status in (Status.PLANNED, Status.HELD):
            begun = min(interview.start, interview.started_at or interview.start)
            over = begun if interview.status is Status.HELD else end_of(interview)
            yield FollowUpId(Kind.THANK_YOU, number), over
            if not _is_written_down(facts, number, interview):
                yield FollowUpId(Kind.DEBRIEF, number), over
        if interview.status is Status.PLANNED and now < interview.start:
            yield FollowUpId(Kind.CONFIRM, number), interview.planned_at
            for item, check in interview.checklist.items():
                if not check.ticked:
                    yield FollowUpId(Kind.PREPARATION, item), interview.planned_at
    for number, reminder in facts.reminders.items():
        yield FollowUpId(Kind.REMINDER, number), reminder.made


def _is_written_down(facts: Facts, number: int, interview: InterviewFact) -> bool:
    if interview.after or interview.debrief is not None:
        return True
    if interview.started_at is not None:
        return False  # what was noted while it went on is no debrief
    taken = any(taken.interview == number for taken in facts.takeaways.values())
    return taken or any(item.answer for item in interview.plan)
