"""Referrals: who named whom, as trees, with what came of each name.

A person has at most one referrer, so the contacts form trees. A journal may hold a circle all the same, by an
import or a merge: it is cut once, at the contact who was entered first, and the tree says so.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from iitui.domain.contacts import NamePermission, Stage, StageFacts
from iitui.domain.touches import Outcome


class Referral(NamedTuple):
    """A contact who was named or who named others.

    Attributes:
        referrer_id: the contact who named them, or None.
        permission: whether the referrer's name may be mentioned to them.
        search_key: their name and organization, folded.
        was_asked: whether they were asked for an interview, or had one without that.
        has_agreed: whether they agreed to one.
        was_met: whether they were interviewed.
    """

    contact_id: int
    name: str
    organization: str
    role: str
    referrer_id: int | None
    permission: NamePermission
    archived: bool
    stage: Stage
    was_asked: bool
    has_agreed: bool
    was_met: bool
    search_key: str


class ReferralCounts(NamedTuple):
    """What came of all names below a contact, to any depth."""

    named: int
    asked: int
    agreed: int
    met: int


@dataclass(frozen=True, slots=True)
class ReferralTree:
    """All trees of referrals.

    Attributes:
        people: contact -> the referral.
        roots: the contacts at the top of their trees, by name.
        children: contact -> whom they named, by name.
        parents: contact -> who named them, without the links at which circles are cut.
        depths: contact -> how many people are above.
        counts: contact -> what came of the names below.
        cuts: the roots who were named by somebody below themselves.
    """

    people: Mapping[int, Referral]
    roots: tuple[int, ...]
    children: Mapping[int, Sequence[int]]
    parents: Mapping[int, int]
    depths: Mapping[int, int]
    counts: Mapping[int, ReferralCounts]
    cuts: frozenset[int]

    def path(self, contact_id: int) -> tuple[int, ...]:
        """Return the contacts from the root of a tree down to a contact, both included."""
        path = [contact_id]
        while (above := self.parents.get(path[-1])) is not None:
            path.append(above)
        return tuple(reversed(path))

    def below(self, contact_id: int) -> list[int]:
        """Return everybody below a contact, from top to bottom."""
        return self._walk(self.children.get(contact_id, ()), frozenset(), None)

    def lines(self, folded: Set[int] = frozenset(), only: Set[int] | None = None) -> list[int]:
        """Return the contacts of all trees from top to bottom.

        Args:
            folded: those below whom nothing is shown.
            only: those to show; None for all. Somebody is reached only through the people above them.
        """
        return self._walk(self.roots, folded, only)

    def _walk(self, tops: Sequence[int], folded: Set[int], only: Set[int] | None) -> list[int]:
        lines: list[int] = []
        waiting = list(reversed(tops))
        while waiting:
            contact_id = waiting.pop()
            if only is not None and contact_id not in only:
                continue
            lines.append(contact_id)
            if contact_id not in folded:
                waiting.extend(reversed(self.children.get(contact_id, ())))
        return lines

    def matching(self, words: Sequence[str]) -> set[int]:
        """Return the contacts with all these folded words in their names or organizations, and all above."""
        shown: set[int] = set()
        for contact_id, person in self.people.items():
            if all(word in person.search_key for word in words):
                above: int | None = contact_id
                while above is not None and above not in shown:
                    shown.add(above)
                    above = self.parents.get(above)
        return shown

    def is_last(self, contact_id: int) -> bool:
        """Return whether a contact is the last one whom their referrer named."""
        above = self.parents.get(contact_id)
        return above is None or self.children[above][-1] == contact_id


def results_of(facts: StageFacts) -> tuple[bool, bool, bool]:
    """Return whether a contact was asked, has agreed, and was met."""
    was_met = facts.met_at is not None
    has_agreed = was_met or facts.planned or facts.request is Outcome.AGREED
    return has_agreed or facts.request is not None, has_agreed, was_met


def related(people: Iterable[Referral], left_out: Set[int]) -> list[Referral]:
    """Return the contacts who were named or who named others, without some and what hangs on those alone."""
    kept = {person.contact_id: person for person in people if person.contact_id not in left_out}
    named = {person.contact_id for person in kept.values() if person.referrer_id in kept}
    naming = {kept[contact_id].referrer_id for contact_id in named}
    return [person for person in kept.values() if person.contact_id in named | naming]


def grow(people: Iterable[Referral]) -> ReferralTree:
    """Make trees of contacts; who was named by nobody among them is at the top of one.

    Args:
        people: in the order in which the names of one contact are shown.
    """
    by_id = {person.contact_id: person for person in people}
    parents = {
        person.contact_id: person.referrer_id
        for person in by_id.values()
        if person.referrer_id is not None and person.referrer_id in by_id
    }
    cuts = _cut_circles(parents)
    children: dict[int, list[int]] = {}
    for contact_id in by_id:
        if contact_id in parents:
            children.setdefault(parents[contact_id], []).append(contact_id)
    roots = tuple(contact_id for contact_id in by_id if contact_id not in parents)
    depths, counts = _measure(by_id, roots, children, parents)
    return ReferralTree(by_id, roots, children, parents, depths, counts, cuts)


def _cut_circles(parents: dict[int, int]) -> frozenset[int]:
    """Remove one link of each circle, and return the contacts who lost theirs."""
    cuts: set[int] = set()
    seen: set[int] = set()
    for start in list(parents):
        chain: dict[int, None] = {}
        here: int | None = start
        while here is not None and here not in seen and here not in chain:
            chain[here] = None
            here = parents.get(here)
        if here is not None and here in chain:
            links = list(chain)
            first = min(links[links.index(here) :])
            del parents[first]
            cuts.add(first)
        seen.update(chain)
    return frozenset(cuts)


def _measure(
    people: Mapping[int, Referral],
    roots: Sequence[int],
    children: Mapping[int, Sequence[int]],
    parents: Mapping[int, int],
) -> tuple[dict[int, int], dict[int, ReferralCounts]]:
    """Return how deep everybody is, and what came of the names below each, from the bottom up."""
    depths = dict.fromkeys(roots, 0)
    order = list(roots)
    for contact_id in order:  # grows while it is walked
        for child in children.get(contact_id, ()):
            depths[child] = depths[contact_id] + 1
            order.append(child)
    sums = {contact_id: [0, 0, 0, 0] for contact_id in order}
    for contact_id in reversed(order):
        above = parents.get(contact_id)
        if above is not None:
            person, below, total = people[contact_id], sums[contact_id], sums[above]
            total[0] += below[0] + 1
            total[1] += below[1] + person.was_asked
            total[2] += below[2] + person.has_agreed
            total[3] += below[3] + person.was_met
    return depths, {contact_id: ReferralCounts(*total) for contact_id, total in sums.items()}
