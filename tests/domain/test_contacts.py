"""How far things are with a contact, without a journal."""

from datetime import timedelta

import pytest

from iitui.domain.contacts import Stage, StageFacts, stage_of
from iitui.domain.follow_ups import NO_REPLY_AFTER
from iitui.domain.touches import Outcome
from tests.clock import MORNING

SECOND = timedelta(seconds=1)


def facts(**known) -> StageFacts:
    unknown = {"met_at": None, "planned": False, "request": None, "requested_at": None, "touched_at": None}
    return StageFacts(**{**unknown, **known})


@pytest.mark.parametrize(
    ("known", "stage"),
    [
        (facts(), Stage.TO_ASK),
        (facts(touched_at=MORNING), Stage.TO_ASK),
        (facts(request=Outcome.NO_REPLY, requested_at=MORNING - NO_REPLY_AFTER), Stage.ASKED),
        (facts(request=Outcome.NO_REPLY, requested_at=MORNING - NO_REPLY_AFTER - SECOND), Stage.NO_REPLY),
        (facts(request=Outcome.AGREED, requested_at=MORNING - timedelta(days=400)), Stage.ASKED),
        (facts(request=Outcome.TOO_BUSY, requested_at=MORNING), Stage.LATER),
        (facts(request=Outcome.DECLINED, requested_at=MORNING), Stage.DECLINED),
        (facts(request=Outcome.SENT_ON, requested_at=MORNING), Stage.DECLINED),
        (facts(met_at=MORNING), Stage.MET),
        (facts(met_at=MORNING, touched_at=MORNING), Stage.MET),
        (facts(met_at=MORNING - SECOND, touched_at=MORNING), Stage.IN_TOUCH),
        (facts(met_at=MORNING, request=Outcome.DECLINED, requested_at=MORNING), Stage.MET),
        (facts(met_at=MORNING, planned=True), Stage.PLANNED),
    ],
)
def test_stages(known: StageFacts, stage: Stage):
    assert stage_of(known, MORNING) is stage


def test_every_outcome_has_a_stage():
    for outcome in Outcome:
        assert stage_of(facts(request=outcome, requested_at=MORNING), MORNING) in Stage
