"""What follows from facts, without a journal."""

from datetime import UTC, datetime, timedelta

import pytest

from iitui.domain.follow_ups import DueState, Kind, Subject, Verdict, state_of
from iitui.domain.rule_figures import DEFAULTS
from iitui.domain.rules import RULES, what_of

NOW = datetime(2026, 9, 16, 14, tzinfo=UTC)
DAY_END = datetime(2026, 9, 17, 4, tzinfo=UTC)
SECOND = timedelta(seconds=1)


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
        (Kind.CONFIRM, "Confirm the interview with {x} [/]"),
        (Kind.PREPARATION, "Pack {who}"),
        (Kind.REMINDER, "Pack {who}"),
    ],
)
def test_what_to_do_takes_names_as_they_are(kind: Kind, words: str):
    assert what_of(kind, "{x} [/]", "Pack {who}") == words


def test_every_kind_has_words_even_without_a_name():
    assert all(what_of(kind, "", "x") for kind in Kind)
    assert what_of(Kind.THANK_YOU, "", "") == "Thank them"


def test_every_kind_has_one_rule_whole():
    assert list(RULES) == list(Kind)
    for rule in RULES.values():
        assert rule.subject in set(Subject)
        assert rule.called
        assert rule.why.endswith(".")
        assert "{who}" in rule.to_do or rule.to_do == "{detail}"
        assert ("{figure}" in rule.why) is bool(rule.figure)
        assert rule.figure in ("", *DEFAULTS)
    assert len({rule.called for rule in RULES.values()}) == len(Kind)
