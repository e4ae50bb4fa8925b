"""How a tree of referrals is drawn, on a screen of its own and in the pane of a contact."""

from iitui.domain.referrals import ReferralTree
from iitui.domain.text import clean_line

MOST_TRUNKS = 6
"""How many lines of branches stand before a name; of those deeper down, their depth stands instead."""


def branch(tree: ReferralTree, contact_id: int, top_depth: int = 0) -> str:
    """Return the lines that lead to a name from the contact above, with those of the levels before.

    Args:
        tree: the trees.
        contact_id: whose name it is.
        top_depth: the depth of the names that have no line.
    """
    depth = tree.depths[contact_id] - top_depth
    if depth <= 0:
        return ""
    pieces = ["└─ " if tree.is_last(contact_id) else "├─ "]
    above = tree.parents[contact_id]
    for _ in range(min(depth, MOST_TRUNKS) - 1):
        pieces.append("   " if tree.is_last(above) else "│  ")
        above = tree.parents[above]
    skipped = f"{depth - MOST_TRUNKS}⋯ " if depth > MOST_TRUNKS else ""
    return skipped + "".join(reversed(pieces))


def say_circle(tree: ReferralTree, contact_id: int) -> str:
    """Return words about the circle that was cut above a contact; '' for none."""
    person = tree.people[contact_id]
    referrer = tree.people.get(person.referrer_id or 0)
    if contact_id not in tree.cuts or referrer is None:
        return ""
    return f" ↺ a loop: named by {clean_line(referrer.name)}"
