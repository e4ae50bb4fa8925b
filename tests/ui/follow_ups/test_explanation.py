"""How it is said when something is owed."""

from datetime import timedelta
from pathlib import Path

import pytest

from iitui.domain.dates.calendar import end_of_day
from iitui.domain.follow_up_facts import FollowUpFacts
from iitui.domain.follow_ups import FollowUp, FollowUpId, Kind, state_of
from iitui.ui.follow_ups.explanation import Circumstances, say_standing
from tests.clock import MORNING, ZONE


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Due by the end of today"),
        (1, "Due tomorrow, by the end of Thu 17 Sep"),
        (-1, "10 hours late, since the end of Tue 15 Sep"),
    ],
)
def test_a_day_that_ends_is_no_time_of_the_next(days: int, words: str):
    midnight = MORNING.astimezone(ZONE).replace(hour=0) + timedelta(days=1 + days)
    owed = FollowUp(
        id=FollowUpId(Kind.REMINDER, 1), contact_id=None, interview_id=None, who="", detail="Read up",
        arises=MORNING, due=midnight, allowed=timedelta(), verdict=None, settled_at=None,
        state=state_of(midnight, None, MORNING, end_of_day(MORNING, ZONE)),
    )  # fmt: skip
    circumstances = Circumstances(now=MORNING, zone=ZONE, figures={}, settings_file=Path("settings.toml"))
    assert "".join(text for text, _ in say_standing(owed, FollowUpFacts(), circumstances)) == words
