"""The orders of a list: what the keys and clicks lead to, the words and signs, blanks and equals."""

import pytest

from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortKind, SortOrder

COLUMNS = (
    SortColumn(0, "name"),
    SortColumn(2, "people", SortKind.MOST),
    SortColumn(3, "due", SortKind.EARLIEST),
)
BY_NAME = SortOrder("name")


def test_the_keys_go_through_all_orders_and_back():
    sorting = ListSorting(COLUMNS, words="worst first")
    order, seen = sorting.usual, []
    for _ in range(7):
        order = sorting.next_to(order, 1)
        seen.append(sorting.say(order))
    assert seen == [
        "by name, A to Z",
        "by name, Z to A",
        "by people, high to low",
        "by people, low to high",
        "by due, earliest first",
        "by due, latest first",
        "worst first",
    ]
    assert sorting.say(sorting.next_to(order, -1)) == "by due, latest first"
    assert sorting.sign(order) is None


def test_a_list_that_is_sorted_by_a_column_has_no_other_order_of_its_own():
    sorting = ListSorting(COLUMNS, BY_NAME)
    assert sorting.say(sorting.usual) == ""
    assert sorting.next_to(sorting.usual, 1) == SortOrder("name", is_reversed=True)
    assert sorting.next_to(sorting.usual, 6) == sorting.usual
    assert sorting.sign(sorting.usual) == (0, "▲")


def test_a_click_sorts_and_the_second_one_turns_the_order_round():
    sorting = ListSorting(COLUMNS, BY_NAME)
    first = sorting.by_title(sorting.usual, 2)
    assert (first, sorting.sign(first)) == (SortOrder("people"), (2, "▼"))
    second = sorting.by_title(first, 2)
    assert (second, sorting.sign(second)) == (SortOrder("people", is_reversed=True), (2, "▲"))
    assert sorting.by_title(second, 2) == first
    assert sorting.by_title(second, 1) == second, "nothing to sort by"
    assert sorting.by_title(sorting.usual, 0) == SortOrder("name", is_reversed=True)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (BY_NAME, ["Ärger", "Arzt", "écru", "Zoe", "日本", "", " "]),
        (SortOrder("name", is_reversed=True), ["日本", "Zoe", "écru", "Arzt", "Ärger", "", " "]),
    ],
)
def test_text_is_sorted_without_regard_to_case_and_accents_and_blanks_come_last(order, expected):
    items = ["Zoe", "", "écru", "日本", "Arzt", " ", "Ärger"]
    assert ListSorting(COLUMNS).sort(items, lambda item: item, order) == expected


def test_equals_keep_their_order_whichever_way():
    sorting = ListSorting(COLUMNS)
    items = [("a", 1), ("b", 2), ("c", 1), ("d", None), ("e", 2)]
    most, least = SortOrder("people"), SortOrder("people", is_reversed=True)
    assert [name for name, _ in sorting.sort(items, lambda item: item[1], most)] == ["b", "e", "a", "c", "d"]
    assert [name for name, _ in sorting.sort(items, lambda item: item[1], least)] == ["a", "c", "b", "e", "d"]
