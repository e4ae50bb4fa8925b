from random import Random

import pytest

from iitui.domain.contacts import NamePermission, Stage, StageFacts
from iitui.domain.referrals import Referral, ReferralCounts, grow, results_of
from iitui.domain.touches import Outcome
from tests.clock import MORNING


def person(number: int, referrer: int | None = None, *, met: bool = False, asked: bool = False) -> Referral:
    name = f"P{number:03}"
    return Referral(
        number, name, "", "", referrer, NamePermission.NOT_ASKED, False, Stage.TO_ASK, met or asked, met, met,
        name.lower(),
    )  # fmt: skip


def test_a_tree_has_roots_children_paths_and_counts():
    tree = grow([person(1), person(2, 1, met=True), person(3, 2, asked=True), person(4, 1), person(5)])
    assert tree.roots == (1, 5)
    assert tree.lines() == [1, 2, 3, 4, 5]
    assert tree.below(1) == [2, 3, 4]
    assert tree.path(3) == (1, 2, 3)
    assert tree.depths == {1: 0, 2: 1, 3: 2, 4: 1, 5: 0}
    assert tree.counts[1] == ReferralCounts(named=3, asked=2, agreed=1, met=1)
    assert tree.counts[3] == ReferralCounts(0, 0, 0, 0)
    assert not tree.cuts
    assert (tree.is_last(2), tree.is_last(4)) == (False, True)


def test_nothing_below_what_is_folded_is_shown():
    tree = grow([person(1), person(2, 1), person(3, 2), person(4)])
    assert tree.lines(folded={2}) == [1, 2, 4]
    assert tree.lines(folded={1}) == [1, 4]


def test_a_search_keeps_whoever_leads_to_a_match():
    tree = grow([person(1), person(2, 1), person(3, 2), person(4, 1), person(5)])
    assert tree.lines(only=tree.matching(["p003"])) == [1, 2, 3]
    assert tree.matching(["p0", "9"]) == set()


def test_whose_referrer_is_gone_stands_on_top():
    tree = grow([person(2, 77), person(3, 2)])
    assert tree.roots == (2,)
    assert tree.path(3) == (2, 3)


@pytest.mark.parametrize("links", [{1: 1}, {1: 2, 2: 1}, {5: 7, 7: 6, 6: 5}, {2: 1, 1: 3, 3: 2, 4: 2}])
def test_a_circle_is_cut_once_at_whoever_was_entered_first(links):
    tree = grow([person(number, referrer) for number, referrer in links.items()])
    first = min(links)
    assert tree.cuts == {first}
    assert tree.roots == (first,)
    assert sorted(tree.lines()) == sorted(links)
    assert tree.path(first) == (first,)


def test_any_links_give_a_tree_in_which_everybody_stands_once():
    for seed in range(200):
        rng = Random(seed)
        count = rng.randint(1, 40)
        links = {
            number: rng.choice([None, *range(1, count + 3)]) if rng.random() < 0.9 else None
            for number in range(1, count + 1)
        }
        tree = grow([person(number, referrer, met=number % 2 == 0) for number, referrer in links.items()])
        assert sorted(tree.lines()) == sorted(links)
        below = {number: tree.below(number) for number in links}
        for number in links:
            assert tree.counts[number].named == len(below[number])
            assert tree.counts[number].met == sum(each % 2 == 0 for each in below[number])
            assert tree.depths[number] == len(tree.path(number)) - 1


def test_five_thousand_in_one_chain_are_no_matter_of_recursion():
    tree = grow([person(1), *(person(number, number - 1) for number in range(2, 5001))])
    assert tree.depths[5000] == 4999
    assert len(tree.path(5000)) == 5000


def facts(**values) -> StageFacts:
    nothing = {"met_at": None, "planned": False, "request": None, "reply_due": None, "touched_at": None}
    return StageFacts(**(nothing | values))


@pytest.mark.parametrize(
    ("given", "asked_agreed_met"),
    [
        ({}, (False, False, False)),
        ({"request": Outcome.NO_REPLY}, (True, False, False)),
        ({"request": Outcome.DECLINED}, (True, False, False)),
        ({"request": Outcome.AGREED}, (True, True, False)),
        ({"planned": True}, (True, True, False)),
        ({"met_at": MORNING}, (True, True, True)),
    ],
)
def test_what_came_of_a_name(given, asked_agreed_met):
    assert results_of(facts(**given)) == asked_agreed_met
