"""How far things are with a contact: the stage that follows from touches and interviews."""

from datetime import datetime
from typing import NamedTuple

from iitui.domain.enums.contacts import Stage
from iitui.domain.enums.touches import Outcome
from iitui.domain.rules import NO_REPLY_AFTER


class StageFacts(NamedTuple):
    """The facts from which a contact's stage follows.

    Attributes:
        met_at: the end of the latest interview that took place, or None.
        planned: whether an interview is still to come.
        request: what came of the latest request, None where there was none.
        requested_at: when that was.
        touched_at: the latest touch, or None.
    """

    met_at: datetime | None
    planned: bool
    request: Outcome | None
    requested_at: datetime | None
    touched_at: datetime | None


def stage_of(facts: StageFacts, now: datetime) -> Stage:
    """Return how far things are with a contact at an instant."""
    if facts.planned:
        return Stage.PLANNED
    if facts.met_at is not None:
        later = facts.touched_at is not None and facts.touched_at > facts.met_at
        return Stage.IN_TOUCH if later else Stage.MET
    if facts.request is None or facts.requested_at is None:
        return Stage.TO_ASK
    if facts.request is Outcome.NO_REPLY:
        return Stage.NO_REPLY if now - facts.requested_at > NO_REPLY_AFTER else Stage.ASKED
    return {
        Outcome.AGREED: Stage.ASKED,
        Outcome.TOO_BUSY: Stage.LATER,
        Outcome.DECLINED: Stage.DECLINED,
        Outcome.SENT_ON: Stage.DECLINED,
    }[facts.request]
