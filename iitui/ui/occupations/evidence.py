"""Evidence as a picture: a dot for each person, a square for each organization, hollow where one lacks.

Words stand beside it everywhere; the picture is for who looks rather than reads.
"""

from collections.abc import Mapping

from textual.content import Content

from iitui.domain.comparison import Evidence, EvidenceNeeded, Strength
from iitui.domain.contacts import Level
from iitui.ui.kit.theme import QUIET

_MOST = 8
"""So many dots or squares are drawn at most."""


def draw_evidence(evidence: Evidence, needed: EvidenceNeeded) -> Content:
    """Draw people and organizations against what is needed: "●●●● ■■", or "●○○ ■□" for one voice of three."""
    is_sound = evidence.strength_by(needed) is Strength.SOUND
    style = "$text-success" if is_sound else "$text-warning"
    counts = (
        ("●○", evidence.people, needed.sound_people),
        ("■□", evidence.organizations, needed.sound_organizations),
    )
    drawn = [_row(signs, count, enough, style) for signs, count, enough in counts]
    return Content(" ").join(drawn)


def _row(signs: str, count: int, enough: int, style: str) -> Content:
    there = min(count, _MOST)
    lacks = max(min(enough, _MOST) - there, 0)
    more = "+" if count > _MOST else ""
    return Content.assemble((signs[0] * there + more, style), (signs[1] * lacks, QUIET))


def draw_levels(levels: Mapping[Level, int]) -> Content:
    """Draw how many people of each level there are: "starting –  experienced ●●●  senior –  leading ●"."""
    drawn = []
    for level in Level:
        count = levels.get(level, 0)
        dots = "●" * min(count, _MOST) + ("+" if count > _MOST else "")
        drawn.append(Content.assemble((f"{level.value} ", QUIET), (dots or "–", "" if count else QUIET)))
    return Content("  ").join(drawn)
