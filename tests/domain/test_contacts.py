"""How far things are with a contact, without a journal."""

from datetime import UTC, datetime, timedelta

import pytest

from iitui.domain.contacts import Stage, StageFacts, stage_of
from iitui.domain.follow_ups import NO_REPLY_AFTER
from iitui.domain.touches import Outcome

NOW = datetime(2026, 9, 16, 14, tzinfo=UTC)
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
