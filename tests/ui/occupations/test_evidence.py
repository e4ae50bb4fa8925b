from dataclasses import replace

from iitui.domain.comparison import Evidence, EvidenceNeeded
from iitui.domain.contacts import Level
from iitui.ui.occupations.evidence import draw_evidence, draw_levels

NONE = Evidence(people=0, organizations=0, levels={}, oldest=None, newest=None)
NEEDED = EvidenceNeeded(warn_people=1, sound_people=3, sound_organizations=2)


def test_evidence_is_drawn_against_what_is_needed():
    assert draw_evidence(NONE, NEEDED).plain == "○○○ □□"
    assert draw_evidence(replace(NONE, people=1, organizations=1), NEEDED).plain == "●○○ ■□"
    assert draw_evidence(replace(NONE, people=4, organizations=2), NEEDED).plain == "●●●● ■■"
    assert draw_evidence(replace(NONE, people=50, organizations=9), NEEDED).plain == "●●●●●●●●+ ■■■■■■■■+"


def test_a_level_that_nobody_has_is_seen():
    drawn = draw_levels({Level.EXPERIENCED: 3, Level.LEADING: 1})
    assert drawn.plain == "starting –  experienced ●●●  senior –  leading ●"
