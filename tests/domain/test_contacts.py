"""How far things are with a contact, without a journal."""

from datetime import timedelta

import pytest

from iitui.domain.contacts import Stage, StageFacts, stage_of
from iitui.domain.touches import Outcome
from tests.clock import MORNING

SECOND = timedelta(seconds=1)


def facts(**known) -> StageFacts:
    unknown = {"met_at": None, "planned": False, "request": None, "reply_due": None, "touched_at": None}
    return StageFacts(**{**unknown, **known})


@pytest.mark.parametrize(
    ("known", "stage"),
    [
        (facts(), Stage.TO_ASK),
        (facts(touched_at=MORNING), Stage.TO_ASK),
        (facts(request=Outcome.NO_REPLY, reply_due=MORNING), Stage.ASKED),
        (facts(request=Outcome.NO_REPLY, reply_due=MORNING - SECOND), Stage.NO_REPLY),
        (facts(request=Outcome.NO_REPLY), Stage.ASKED),  # something came since
        (facts(request=Outcome.AGREED), Stage.ASKED),
        (facts(request=Outcome.TOO_BUSY), Stage.LATER),
        (facts(request=Outcome.DECLINED), Stage.DECLINED),
        (facts(request=Outcome.SENT_ON), Stage.DECLINED),
        (facts(met_at=MORNING), Stage.MET),
        (facts(met_at=MORNING, touched_at=MORNING), Stage.MET),
        (facts(met_at=MORNING - SECOND, touched_at=MORNING), Stage.IN_TOUCH),
        (facts(met_at=MORNING, request=Outcome.DECLINED), Stage.MET),
        (facts(met_at=MORNING, planned=True), Stage.PLANNED),
    ],
)
def test_stages(known: StageFacts, stage: Stage):
    assert stage_of(known, MORNING) is stage


def test_every_outcome_has_a_stage():
    for outcome in Outcome:
        assert stage_of(facts(request=outcome), MORNING) in Stage
