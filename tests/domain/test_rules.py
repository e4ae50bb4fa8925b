"""What follows from facts, without a journal."""

from datetime import UTC, datetime, timedelta

import pytest

from iitui.domain.enums import DueState, Kind, Outcome, Stage, Verdict
from iitui.domain.rules import NO_REPLY_AFTER, StageFacts, lateness, stage_of, state_of, what_of

NOW = datetime(2026, 9, 16, 14, tzinfo=UTC)
DAY_END = datetime(2026, 9, 17, 4, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def facts(**known) -> StageFacts:
    unknown = {"met_at": None, "planned": False, "request": None, "requested_at": None, "touched_at": None}
    return StageFacts(**{**unknown, **known})


@pytest.mark.parametrize(
    ("known", "stage"),
    [
        (facts(), Stage.TO_ASK),
        (facts(touched_at=NOW), Stage.TO_ASK),
        (facts(request=Outcome.NO_REPLY, requested_at=NOW - NO_REPLY_AFTER), Stage.ASKED),
        (facts(request=Outcome.NO_REPLY, requested_at=NOW - NO_REPLY_AFTER - SECOND), Stage.NO_REPLY),
        (facts(request=Outcome.AGREED, requested_at=NOW - timedelta(days=400)), Stage.ASKED),
        (facts(request=Outcome.TOO_BUSY, requested_at=NOW), Stage.LATER),
        (facts(request=Outcome.DECLINED, requested_at=NOW), Stage.DECLINED),
        (facts(request=Outcome.SENT_ON, requested_at=NOW), Stage.DECLINED),
        (facts(met_at=NOW), Stage.MET),
        (facts(met_at=NOW, touched_at=NOW), Stage.MET),
        (facts(met_at=NOW - SECOND, touched_at=NOW), Stage.IN_TOUCH),
        (facts(met_at=NOW, request=Outcome.DECLINED, requested_at=NOW), Stage.MET),
        (facts(met_at=NOW, planned=True), Stage.PLANNED),
    ],
)
def test_stages(known: StageFacts, stage: Stage):
    assert stage_of(known, NOW) is stage


def test_every_outcome_has_a_stage():
    for outcome in Outcome:
        assert stage_of(facts(request=outcome, requested_at=NOW), NOW) in Stage


@pytest.mark.parametrize(
    ("due", "state"),
    [
        (NOW - timedelta(days=31), DueState.OVERDUE),
        (NOW, DueState.OVERDUE),
        (NOW + SECOND, DueState.TODAY),
        (DAY_END, DueState.TODAY),
        (DAY_END + SECOND, DueState.UPCOMING),
        (NOW + timedelta(days=30), DueState.UPCOMING),
    ],
)
def test_states(due: datetime, state: DueState):
    assert state_of(due, None, NOW, DAY_END) is state
    assert state_of(due, Verdict.SNOOZED, NOW, DAY_END) is state
    assert state_of(due, Verdict.DONE, NOW, DAY_END) is DueState.SETTLED
    assert state_of(due, Verdict.WAIVED, NOW, DAY_END) is DueState.SETTLED


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.THANK_YOU, "Thank {x} [/]"),
        (Kind.DEBRIEF, "Write down what {x} [/] said"),
        (Kind.CONFIRM, "Confirm the talk with {x} [/]"),
        (Kind.PREPARATION, "Pack {who}"),
        (Kind.REMINDER, "Pack {who}"),
    ],
)
def test_what_to_do_takes_names_as_they_are(kind: Kind, words: str):
    assert what_of(kind, "{x} [/]", "Pack {who}") == words


def test_every_kind_has_words_even_without_a_name():
    assert all(what_of(kind, "", "x") for kind in Kind)
    assert what_of(Kind.THANK_YOU, "", "") == "Thank them"


def test_lateness_is_weighed_by_the_time_allowed():
    thanks = lateness(NOW - timedelta(hours=12), timedelta(hours=24), NOW)
    hello = lateness(NOW - timedelta(days=10), timedelta(days=90), NOW)
    assert (thanks, round(hello, 2)) == (0.5, 0.11)
    assert lateness(NOW + timedelta(hours=6), timedelta(hours=24), NOW) == -0.25
