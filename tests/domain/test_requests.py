"""What is said before somebody is asked, and which follow-ups a touch answers."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from iitui.domain.contacts import NamePermission
from iitui.domain.follow_ups import DueState, FollowUp, FollowUpId, Kind
from iitui.domain.requests import Colleague, RequestFacts, cautions
from iitui.domain.settling import answered_by
from iitui.domain.touches import Direction, Outcome, Touch, TouchDraft, TouchKind
from tests.clock import MORNING, ZONE

DAY = timedelta(days=1)
DAY_END = MORNING + timedelta(hours=14)

NOTHING = RequestFacts(
    who="Dana Ito",
    referrer="",
    name_permission=NamePermission.NOT_ASKED,
    latest=None,
    unanswered=0,
    most_unanswered=3,
    nudge_due=None,
    colleagues=(),
)


def asked(days_ago: float, outcome: Outcome | None = None, again: datetime | None = None) -> Touch:
    return Touch(
        id=1,
        contact_id=1,
        at=MORNING - days_ago * DAY,
        kind=TouchKind.MAIL,
        direction=Direction.OUT,
        text="",
        is_request=True,
        outcome=outcome,
        ask_again_at=again,
        subject="",
        message_id="",
        answered_at=None,
    )


def words(facts: RequestFacts, days: int = 14) -> list[str]:
    return [one.words for one in cautions(facts, MORNING, day_end=DAY_END, ask_again_days=days, zone=ZONE)]


@pytest.mark.parametrize(
    ("facts", "sentences"),
    [
        ({}, []),
        ({"latest": asked(13.9)}, ["You already asked Dana Ito 2 weeks ago."]),
        ({"latest": asked(14)}, []),
        ({"latest": asked(-1)}, []),
        (
            {"latest": asked(3), "nudge_due": MORNING + 5 * DAY},
            ["You already asked Dana Ito 3 days ago; a second email is due on Mon 21 Sep 2026."],
        ),
        ({"latest": asked(9), "nudge_due": DAY_END}, []),
        ({"latest": asked(3, Outcome.AGREED)}, ["You already asked Dana Ito 3 days ago, and they agreed."]),
        (
            {"latest": asked(3, Outcome.TOO_BUSY)},
            ["You already asked Dana Ito 3 days ago, and they were too busy."],
        ),
        (
            {"latest": asked(40, Outcome.TOO_BUSY, MORNING + 2 * DAY)},
            ["Dana Ito was too busy, and may be asked again on Fri 18 Sep 2026."],
        ),
        ({"latest": asked(3, Outcome.TOO_BUSY, DAY_END)}, []),
        ({"latest": asked(200, Outcome.DECLINED)}, ["Dana Ito declined when you asked 7 months ago."]),
        (
            {"latest": asked(30), "unanswered": 3},
            ["You've asked Dana Ito 3 times with no reply: let it rest."],
        ),
        (
            {"colleagues": (Colleague("Ben Ode", MORNING - DAY), Colleague("Cem", MORNING - 2 * DAY))},
            ["Ben Ode (and 1 more), at the same organization, was asked 1 day ago."],
        ),
        ({"colleagues": (Colleague("Ben Ode", MORNING - 7 * DAY),)}, []),
        (
            {"referrer": "Prof. Lee", "name_permission": NamePermission.NO},
            ["You don't have permission to use Prof. Lee's name: leave it out."],
        ),
        ({"name_permission": NamePermission.NO}, []),
    ],
)
def test_what_speaks_against_asking_is_said_in_a_sentence(facts, sentences):
    assert words(replace(NOTHING, **facts)) == sentences


def test_the_days_are_those_of_the_settings():
    facts = replace(NOTHING, latest=asked(3))
    assert words(facts, days=3) == []
    assert len(words(facts, days=4)) == 1


def test_a_name_of_any_length_leaves_a_sentence():
    facts = replace(NOTHING, who="[/]" * 200, latest=asked(1))
    assert len(words(facts)[0]) < 100


def owed(kind: Kind, contact_id: int = 1, state: DueState = DueState.OVERDUE) -> FollowUp:
    return FollowUp(
        id=FollowUpId(kind, 7),
        contact_id=contact_id,
        interview_id=None,
        who="Dana Ito",
        arises=MORNING - DAY,
        due=MORNING,
        allowed=DAY,
        state=state,
        verdict=None,
        settled_at=None,
    )


@pytest.mark.parametrize(
    ("touch", "answered"),
    [
        (
            {},
            {
                Kind.THANK_YOU,
                Kind.CONFIRM,
                Kind.MY_PROMISE,
                Kind.TELL_THE_REFERRER,
                Kind.REPORT_BACK,
            },
        ),
        ({"kind": TouchKind.MEETING}, {Kind.MY_PROMISE, Kind.TELL_THE_REFERRER, Kind.REPORT_BACK}),
        ({"direction": Direction.IN}, set()),
        ({"direction": Direction.IN, "kind": TouchKind.INTRODUCTION}, {Kind.INTRODUCTION}),
        ({"is_request": True}, set()),
        ({"contact_id": 2}, set()),
        ({"at": MORNING - 2 * DAY}, set()),
    ],
)
def test_a_touch_answers_what_its_direction_and_kind_can_answer(touch, answered):
    draft = replace(TouchDraft(contact_id=1, at=MORNING), **touch)
    assert {one.id.kind for one in answered_by(draft, map(owed, Kind))} == answered


def test_what_is_settled_is_not_answered_again():
    assert (
        answered_by(TouchDraft(contact_id=1, at=MORNING), [owed(Kind.THANK_YOU, 1, DueState.SETTLED)]) == []
    )
