"""The lines of the trees of referrals; each is made when it is read, so that thousands open at once."""

from collections.abc import Set

from textual.content import Content

from iitui.domain.referrals import Referral, ReferralTree
from iitui.domain.text import clean_line
from iitui.ui.interviews.referrals import branch, say_circle
from iitui.ui.interviews.wording import say_stage, short_permission
from iitui.ui.kit.lists.row_list import LazyRows, ListColumn, ListRow
from iitui.ui.kit.theme import QUIET

COLUMNS = (
    ListColumn("Name", share=5),
    ListColumn("Organization", share=3, least=100),
    ListColumn("Stage", width=8),
    ListColumn("Use name?", width=10, least=50),
    ListColumn("Of those below", width=17, justify="right", least=70),
    ListColumn("Asked", width=5, justify="right", least=120),
    ListColumn("Agreed", width=6, justify="right", least=120),
)


FOLDED, UNFOLDED = "▸", "▾"
"""Stand before the name of somebody who named others."""

_BRANCHES = f"│├└─ 0123456789⋯{FOLDED}{UNFOLDED}"


def referral_rows(tree: ReferralTree, folded: Set[int], only: Set[int] | None) -> LazyRows:
    """Return the lines of the trees.

    Args:
        tree: the trees.
        folded: the contacts below whom nothing is shown.
        only: the contacts to show; None for all.
    """
    lines = tree.lines(folded, only)
    return LazyRows(lines, lambda place: _row(tree, tree.people[lines[place]], folded))


def branch_width(row: ListRow) -> int:
    """Return how many cells the branches and the sign of a line take; 0 where nobody is below."""
    name = row.cells[0]
    text = name if isinstance(name, str) else name.plain
    branches = text[: len(text) - len(text.lstrip(_BRANCHES))]
    return len(branches) if FOLDED in branches or UNFOLDED in branches else 0


def _row(tree: ReferralTree, person: Referral, folded: Set[int]) -> ListRow:
    contact_id = person.contact_id
    has_below = bool(tree.children.get(contact_id))
    sign = f"{FOLDED if contact_id in folded else UNFOLDED} " if has_below else ""
    permission = short_permission(person.permission)
    counts = tree.counts[contact_id]
    below = f"{counts.met} of {counts.named} met" if counts.named else ""
    style = "$text-success" if counts.met else QUIET
    return ListRow(
        contact_id,
        (
            Content.assemble(
                (branch(tree, contact_id) + sign, QUIET),
                clean_line(person.name),
                (say_circle(tree, contact_id), "$text-warning"),
            ),
            Content.styled(clean_line(person.organization), QUIET),
            say_stage(person.stage),
            Content.styled(permission.text, permission.style) if person.referrer_id else "",
            Content.styled(below, style),
            Content.styled(str(counts.asked) if counts.named else "", QUIET),
            Content.styled(str(counts.agreed) if counts.named else "", QUIET),
        ),
        style="dim" if person.archived else "",
    )
