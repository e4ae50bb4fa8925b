"""Every list with columns sorts by the same keys and clicks; what is owed keeps its order."""

from textual.pilot import Pilot

from iitui.ui.app.app import IituiApp
from iitui.ui.kit.lists.row_list import RowKey, RowList
from iitui.ui.kit.lists.sorting import DOWN, UP
from tests.ui.pilot import drawn, settle

LISTS = (("3",), ("4",), ("6",), ("2", "O"), ("2", "P"), ("2", "T"), ("2", "slash", *"mokoena", "enter", "H"))
"""What leads to interviews, questions, Compare, organizations, occupations, targets and touches."""


def keys(rows: RowList) -> list[RowKey]:
    return [row.key for row in rows.source.rows(0, 1000) if not row.heading]


def cells(rows: RowList, column: int) -> list[str]:
    return [str(row.cells[column]) for row in rows.source.rows(0, 1000) if not row.heading]


async def list_of(pilot: Pilot[None], *steps: str) -> RowList:
    await settle(pilot)
    for key in steps:
        await pilot.press(key)
        await settle(pilot)
    rows = pilot.app.focused
    assert isinstance(rows, RowList)
    return rows


async def test_the_same_keys_sort_every_list_and_lose_nothing(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(120, 30)) as pilot:
        for steps in LISTS:
            rows = await list_of(pilot, *steps)
            first, person = keys(rows), rows.cursor_key
            assert len(first) > 1, steps
            orders = {rows.order: first}
            for _ in range(3):
                await pilot.press("right")
                orders[rows.order] = keys(rows)
                assert sorted(map(str, orders[rows.order])) == sorted(map(str, first)), steps
                assert rows.cursor_key == person
            assert len(orders) == 4, steps
            assert len(set(map(tuple, orders.values()))) > 1, steps
            await pilot.press("left")
            assert keys(rows) == orders[rows.order], steps
            assert sum(sign in drawn(sample_app) for sign in (UP, DOWN)) == 1, steps
            await pilot.press("escape")


async def test_the_past_is_sorted_and_what_is_to_come_stays_by_day(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(120, 30)) as pilot:
        rows = await list_of(pilot, "3")
        before = cells(rows, 1)
        await pilot.press("right", "right")
        after = cells(rows, 1)
        assert after[:-10] == before[:-10]
        assert after[-10:] == sorted(before[-10:]) != before[-10:]
        assert "Past (10), by name, A to Z" in drawn(sample_app)
        assert f"Who {UP}" in drawn(sample_app)
        await pilot.press("right", "1", "3")
        await settle(pilot)
        assert f"Who {DOWN}" in drawn(sample_app)
        assert cells(rows, 1)[-10:] == sorted(before[-10:], reverse=True)


async def test_what_is_owed_keeps_its_order_by_urgency(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        for key in ("1", "5"):
            rows = await list_of(pilot, key)
            before = keys(rows)
            await pilot.press("right", "left", "right")
            assert pilot.app.focused is rows
            assert keys(rows) == before
