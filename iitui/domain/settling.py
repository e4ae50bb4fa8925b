"""Which follow-ups a touch plainly answers: they are offered, and nothing is settled in silence."""

from collections.abc import Iterable, Mapping

from iitui.domain.follow_ups import DueState, FollowUp, Kind
from iitui.domain.touches import Direction, TouchDraft, TouchKind

_WRITTEN = frozenset(TouchKind) - {TouchKind.MEETING}

_ANSWERED: Mapping[Kind, tuple[Direction, frozenset[TouchKind]]] = {
    Kind.THANK_YOU: (Direction.OUT, _WRITTEN),
    Kind.CONFIRM: (Direction.OUT, _WRITTEN),
    Kind.MY_PROMISE: (Direction.OUT, frozenset(TouchKind)),
    Kind.TELL_THE_REFERRER: (Direction.OUT, frozenset(TouchKind)),
    Kind.REPORT_BACK: (Direction.OUT, frozenset(TouchKind)),
    Kind.INTRODUCTION: (Direction.IN, frozenset({TouchKind.INTRODUCTION})),
}
"""By kind of follow-up, the direction and the kinds of the touches that can answer it.

What a touch answers by itself (a nudge, keeping in touch, asking later) is not among them: it is a fact.
"""


_NOT_BY_A_TOUCH = frozenset({Kind.DEBRIEF, Kind.PREPARATION, Kind.SECOND_NAME, Kind.KEEP_IN_TOUCH})
"""What a touch with the contact cannot settle, or settles as a fact."""

_BY_A_REQUEST = frozenset({Kind.NUDGE, Kind.ASK_LATER})
"""What a request settles as a fact; another touch does not."""


def may_settle(follow_up: FollowUp) -> bool:
    """Return whether a follow-up can be marked as done by a touch with its contact."""
    return follow_up.state is not DueState.SETTLED and follow_up.id.kind not in _NOT_BY_A_TOUCH


def settled_with(touch: TouchDraft, chosen: Iterable[FollowUp]) -> list[FollowUp]:
    """Return those of the chosen follow-ups that must be settled beside a touch: no fact does it."""
    facts = _BY_A_REQUEST if touch.is_request else frozenset()
    return [one for one in chosen if may_settle(one) and one.id.kind not in facts]


def answered_by(touch: TouchDraft, owed: Iterable[FollowUp]) -> list[FollowUp]:
    """Return the follow-ups, of those owed to a contact, that a touch with that contact may have answered.

    A request answers none: it asks for something.
    """
    if touch.is_request:
        return []
    return [one for one in owed if one.contact_id == touch.contact_id and _answers(touch, one)]


def _answers(touch: TouchDraft, follow_up: FollowUp) -> bool:
    direction, kinds = _ANSWERED.get(follow_up.id.kind, (None, frozenset()))
    return (
        follow_up.state is not DueState.SETTLED
        and touch.direction is direction
        and touch.kind in kinds
        and touch.at >= follow_up.arises
    )
