"""What follows from the facts of a journal at an instant: in plain Python what the views say in SQL."""

from datetime import datetime

from iitui.domain.contacts import Stage
from iitui.domain.follow_ups import FollowUpId, Verdict
from iitui.domain.interviews import Status
from iitui.domain.touches import Outcome
from tests.store.model.facts import Facts
from tests.store.model.rules import FINAL, NUDGE_DAYS, business_days_after, chain_of, duties, end_of

STAGES = {
    Outcome.AGREED: Stage.ASKED,
    Outcome.TOO_BUSY: Stage.LATER,
    Outcome.DECLINED: Stage.DECLINED,
    Outcome.SENT_ON: Stage.DECLINED,
}


def stage_of(facts: Facts, person: int, now: datetime) -> Stage:
    """How far things are with a contact."""
    interviews = [interview for interview in facts.interviews.values() if interview.contact == person]
    touches = [
        (touch.at, number, touch) for number, touch in facts.touches.items() if touch.contact == person
    ]
    if any(interview.status is Status.PLANNED and end_of(interview) > now for interview in interviews):
        return Stage.PLANNED
    if met := [
        min(end_of(interview), interview.ended_at or end_of(interview))
        for interview in interviews
        if interview.status in (Status.HELD, Status.PLANNED)
    ]:
        return Stage.IN_TOUCH if any(max(met) < at <= now for at, _, _ in touches) else Stage.MET
    requests = sorted((at, number, touch.outcome) for at, number, touch in touches if touch.is_request)
    if not requests:
        return Stage.TO_ASK
    outcome = requests[-1][2]
    if outcome in (None, Outcome.NO_REPLY):
        chain = chain_of(facts, person)
        is_late = chain and business_days_after(chain[-1].at, NUDGE_DAYS) < now
        return Stage.NO_REPLY if is_late else Stage.ASKED
    return STAGES[outcome]


def owed(facts: Facts, now: datetime) -> dict[FollowUpId, datetime | None]:
    """The follow-ups that have arisen and of which nothing final was said since, and when they are due."""
    found = {}
    for name, duty in duties(facts).items():
        if duty.arises > now or (duty.expires is not None and duty.expires <= now):
            continue
        said = facts.settlements.get((name.kind, name.subject, duty.occurrence))
        if said is None or said.at < duty.arises:
            found[name] = duty.due
        elif said.verdict not in FINAL:
            assert said.verdict is Verdict.SNOOZED
            assert said.until is not None
            found[name] = None if duty.due is None else max(duty.due, said.until)
    return found
