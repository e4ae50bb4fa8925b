"""Plots in dots: to scale, within the width, with labels below their columns, and without any color."""

import pytest

from iitui.output import width_of
from iitui.reports.plots import Bar, draw_bars, draw_columns
from tests.processes import modules_of

PEOPLE = [Bar("asked", 8, "8"), Bar("answered", 4, "4 of 8"), Bar("held", 1, "1"), Bar("thanked", 0, "none")]


def lines(bars: list[Bar], width: int) -> list[str]:
    return [f"{bar.label}{bar.dots}{bar.words}" for bar in draw_bars(bars, width)]


def columns(counts: list[int], width: int, height: int) -> list[str]:
    labels = [f"{number} Oct" for number in range(1, len(counts) + 1)]
    return [f"{line.axis}{line.dots}".rstrip() for line in draw_columns(counts, labels, width, height)]


def test_bars_are_to_scale():
    assert lines(PEOPLE, 24) == [
        "asked    ⣿⣿⣿⣿⣿⣿⣿⣿ 8",
        "answered ⣿⣿⣿⣿ 4 of 8",
        "held     ⣿ 1",
        "thanked  none",
    ]


@pytest.mark.parametrize("width", [10, 24, 36, 80, 158])
def test_bars_keep_to_the_width_and_every_one_is_seen(width: int):
    drawn = draw_bars([Bar("many", 99_999, "99999"), Bar("one", 1, "1"), Bar("日本", 0, "0")], width)
    assert [bool(bar.dots) for bar in drawn] == [True, True, False]
    assert len({width_of(bar.label) for bar in drawn}) == 1
    longest = max(width_of(bar.label + bar.dots + bar.words) for bar in drawn)
    assert longest <= max(width, 15)


def test_without_bars_there_are_no_lines():
    assert draw_bars([], 40) == []


def test_columns_stand_on_whole_steps_with_labels_below():
    assert columns([0, 1, 3, 2], 27, 7) == [
        "3 ┤            ⣿⣿⣿⣿⣿",
        "  │            ⣿⣿⣿⣿⣿",
        "  │            ⣿⣿⣿⣿⣿ ⣿⣿⣿⣿⣿",
        "  │            ⣿⣿⣿⣿⣿ ⣿⣿⣿⣿⣿",
        "  │      ⣿⣿⣿⣿⣿ ⣿⣿⣿⣿⣿ ⣿⣿⣿⣿⣿",
        "  │      ⣿⣿⣿⣿⣿ ⣿⣿⣿⣿⣿ ⣿⣿⣿⣿⣿",
        "0 └────────────────────────",
        "   1 Oct       3 Oct",
    ]


def test_where_there_is_no_room_for_all_the_last_columns_are_drawn():
    drawn = columns([9, 9, 9, 0, 0, 0, 1], 11, 3)
    assert drawn[0] == "1 ┤      ⣿⡇"
    assert drawn[-1].strip() == "4 Oct"


def test_columns_higher_than_there_are_lines_are_to_scale():
    assert columns([40, 20, 1], 22, 4) == [
        "40 ┤⣿⣿⣿⣿⣿",
        "   │⣿⣿⣿⣿⣿",
        "   │⣿⣿⣿⣿⣿ ⣿⣿⣿⣿⣿",
        "   │⣿⣿⣿⣿⣿ ⣿⣿⣿⣿⣿ ⣀⣀⣀⣀⣀",
        " 0 └──────────────────",
        "    1 Oct       3 Oct",
    ]


@pytest.mark.parametrize("width", [12, 36, 58, 158])
@pytest.mark.parametrize("count", [1, 12, 26, 53])
def test_columns_keep_to_the_width(width: int, count: int):
    drawn = columns([number % 5 for number in range(count)], width, 6)
    assert all(width_of(line) <= width for line in drawn)
    assert len(drawn) <= 6 + 2


@pytest.mark.parametrize("variable", ["NO_COLOR", "FORCE_COLOR"])
def test_no_variable_colors_them(monkeypatch: pytest.MonkeyPatch, variable: str):
    monkeypatch.setenv(variable, "1")
    assert "\x1b" not in "".join(lines(PEOPLE, 40) + columns([1, 2], 40, 4))


def test_the_library_is_loaded_with_the_first_plot_only(sample):
    assert "plotille" not in modules_of("--db", sample, "due")
    assert "plotille" not in modules_of("--db", sample, "stats", "--json")
    assert "plotille" not in modules_of("--db", sample, "stats"), "no terminal, no plots"
