"""How strong the evidence is, and whom to look for next."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from iitui.domain.comparison import (
    EvidenceNeeded,
    Strength,
    Voice,
    evidence_of,
    evidence_warning,
    mean,
    whom_to_ask_next,
)
from iitui.domain.contacts import Level
from iitui.domain.interviews import Rating

NEEDED = EvidenceNeeded()
START, EXPERIENCED, SENIOR, LEAD = Level


def voice(number: int, organization: str = "", level: Level | None = None, role: str = "") -> Voice:
    at = datetime(2026, 1, number, tzinfo=UTC)
    return Voice(
        contact_id=number,
        who=f"Person {number}",
        organization=organization,
        role=role,
        level=level,
        tags=(),
        interview_ids=(number,),
        first=at,
        latest=at,
        before="",
        before_rating=None,
        after="",
        after_rating=None,
        debriefs=(),
    )


def voices(*people: Sequence[str | Level | None]) -> list[Voice]:
    """Voices of people, each given by organization, level and role as far as that matters."""
    made = []
    for number, (organization, level, role) in enumerate(
        ((*person, *("", None, "")[len(person) :]) for person in people), 1
    ):
        assert isinstance(level, Level | None)
        made.append(voice(number, str(organization), level, str(role)))
    return made


@pytest.mark.parametrize(
    ("organizations", "strength"),
    [
        ([], Strength.NONE),
        (["A"], Strength.ONE_VOICE),
        (["A", "a"], Strength.ONE_ORGANIZATION),
        (["", ""], Strength.ONE_ORGANIZATION),
        (["A", "", "A"], Strength.ONE_ORGANIZATION),
        (["A", "B"], Strength.THIN),
        (["A", "B", ""], Strength.SOUND),
    ],
)
def test_evidence_is_sound_from_three_people_at_two_organizations(organizations, strength):
    evidence = evidence_of(voices(*((name,) for name in organizations)))
    assert evidence.strength_by(EvidenceNeeded()) is strength
    assert bool(evidence_warning(evidence, NEEDED)) is (strength not in (Strength.THIN, Strength.SOUND))


@pytest.mark.parametrize(
    ("needed", "strength"),
    [
        (EvidenceNeeded(warn_people=4), Strength.FEW_VOICES),
        (EvidenceNeeded(sound_people=5), Strength.THIN),
        (EvidenceNeeded(sound_organizations=3), Strength.THIN),
        (EvidenceNeeded(sound_people=4), Strength.SOUND),
    ],
)
def test_the_figures_are_those_of_the_settings(needed, strength):
    evidence = evidence_of(voices(("A",), ("A",), ("B",), ("B",)))
    assert evidence.strength_by(needed) is strength


def test_evidence_counts_levels_and_tells_its_age():
    evidence = evidence_of(voices(("A", SENIOR), ("B", SENIOR), ("C", START), ("D",)))
    assert evidence.levels == {SENIOR: 2, START: 1}
    assert evidence.oldest == datetime(2026, 1, 1, tzinfo=UTC)
    assert evidence.newest == datetime(2026, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("people", "hint"),
    [
        ([], "Find someone to ask first."),
        ([("A", LEAD)] * 4, "All four lead others: find someone in the first two years."),
        (
            [("A", START), ("B", START)],
            "Both are starting out: find someone who has done it for a long time.",
        ),
        ([("A", SENIOR), ("A", START)], "Both work at A: find someone elsewhere."),
        ([("A", SENIOR)], "Find someone who does not work at A, ideally in the first two years."),
        ([("A", None), ("", None)], "Find someone who does not work at A."),
        ([("", SENIOR)], "Where they work is not known yet; find someone whose organization you do know."),
        (
            [("A", None, "Nurse"), ("B", None, "nurse")],
            "Both have the same role, Nurse: find someone with another.",
        ),
        ([("A", START), ("B", SENIOR)], "One more person would make it sound."),
        (
            [("A", EXPERIENCED), ("B", SENIOR)],
            "One more person would make it sound, ideally someone in the first two years.",
        ),
        (
            [("A", EXPERIENCED), ("B", SENIOR), ("C", LEAD)],
            "You haven't talked with anyone in the first two years yet: find one.",
        ),
        ([("A", START), ("B", SENIOR), ("C", LEAD)], ""),
        ([("A", None), ("B", SENIOR), ("C", LEAD)], ""),
    ],
)
def test_a_hint_says_whom_to_look_for_next(people, hint):
    assert whom_to_ask_next(voices(*people), NEEDED) == hint


def test_more_than_ten_are_counted_in_figures_and_long_names_are_cut():
    assert whom_to_ask_next(voices(*[("A", SENIOR)] * 12), NEEDED).startswith("All 12 are senior")
    assert len(whom_to_ask_next(voices(("x" * 500,), ("x" * 500,)), NEEDED)) < 120


def test_a_mean_leaves_out_what_is_not_known():
    assert mean([Rating.POOR, None, Rating.MIXED]) == 2.0
    assert mean([None]) is None
