"""For each rule the facts that make it ask for something, written with real verbs as the clock stands."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.domain.touches import Direction, Outcome, Touch, TouchDraft
from iitui.store.journal import Store
from tests.builders import contact, interview, request
from tests.clock import MovableClock
from tests.store.follow_ups.owed import remind

CADENCE = 45
"""How often one wants to hear from a contact of these tests, in days."""

Cause = Callable[[Store, MovableClock], FollowUpId]


def touch(store: Store, contact_id: int, at: datetime, **fields) -> Touch:
    """Log a touch of any kind."""
    return store.touches.log(TouchDraft(contact_id=contact_id, at=at, **fields))


def reply(store: Store, contact_id: int, at: datetime) -> Touch:
    """Log a mail from a contact."""
    return touch(store, contact_id, at, direction=Direction.IN)


def take(store: Store, interview_id: int, kind: TakeawayKind, due: datetime | None = None) -> int:
    """Note what came out of an interview."""
    return store.interviews.take_away(
        TakeawayDraft(interview_id=interview_id, kind=kind, text="The zoning code", due_at=due)
    )


def is_over(store: Store, clock: MovableClock, name: str = "Dana Ito") -> int:
    """Plan an interview that is over by now, and return its number."""
    start = clock.now - timedelta(minutes=30)
    return interview(store, contact(store, name).id, start, minutes=30).id


def _planned(kind: Kind) -> Cause:
    def cause(store: Store, clock: MovableClock) -> FollowUpId:
        planned = interview(store, contact(store).id, clock.now + timedelta(days=9))
        items = [one.id for one in store.reader.briefs.checklist(planned.id)]
        return FollowUpId(kind, planned.id if kind is Kind.CONFIRM else items[0])

    return cause


def _over(kind: Kind) -> Cause:
    return lambda store, clock: FollowUpId(kind, is_over(store, clock))


def _requested(kind: Kind) -> Cause:
    def cause(store: Store, clock: MovableClock) -> FollowUpId:
        person = contact(store, organization="Beaumont")
        return FollowUpId(kind, request(store, person.id, clock.now).id)

    return cause


def _put_off(store: Store, clock: MovableClock) -> FollowUpId:
    sent = request(store, contact(store).id, clock.now - timedelta(days=1))
    store.touches.answer(
        sent.id, Outcome.TOO_BUSY, answered_at=clock.now, ask_again_at=clock.now + timedelta(days=30)
    )
    return FollowUpId(Kind.ASK_LATER, sent.id)


def _taken(kind: Kind, taken: TakeawayKind) -> Cause:
    return lambda store, clock: FollowUpId(kind, take(store, is_over(store, clock), taken))


def _referred(store: Store, clock: MovableClock) -> FollowUpId:
    contact(store, "Prof. Lee")
    named = contact(store, "Rosa Lindt", referred_by="Prof. Lee")
    request(store, named.id, clock.now)
    return FollowUpId(Kind.TELL_THE_REFERRER, named.id)


def _advised(store: Store, clock: MovableClock) -> FollowUpId:
    number = is_over(store, clock)
    take(store, number, TakeawayKind.ADVICE)
    return FollowUpId(Kind.REPORT_BACK, number)


def _kept(store: Store, clock: MovableClock) -> FollowUpId:
    return FollowUpId(Kind.KEEP_IN_TOUCH, contact(store, cadence_days=CADENCE).id)


CAUSES: Mapping[Kind, Cause] = {
    Kind.THANK_YOU: _over(Kind.THANK_YOU),
    Kind.DEBRIEF: _over(Kind.DEBRIEF),
    Kind.CONFIRM: _planned(Kind.CONFIRM),
    Kind.PREPARATION: _planned(Kind.PREPARATION),
    Kind.SECOND_NAME: _requested(Kind.SECOND_NAME),
    Kind.NUDGE: _requested(Kind.NUDGE),
    Kind.ASK_LATER: _put_off,
    Kind.INTRODUCTION: _taken(Kind.INTRODUCTION, TakeawayKind.PROMISE_THEIRS),
    Kind.MY_PROMISE: _taken(Kind.MY_PROMISE, TakeawayKind.PROMISE_MINE),
    Kind.TELL_THE_REFERRER: _referred,
    Kind.REPORT_BACK: _advised,
    Kind.KEEP_IN_TOUCH: _kept,
    Kind.REMINDER: lambda store, clock: remind(store, clock.now + timedelta(days=9)),
}
