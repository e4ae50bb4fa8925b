from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.widgets import Button

from iitui.ui.kit.lists.row_drawing import GAP, Justify, cut, fit, harmless, lay_out, scrollbar_handle
from iitui.ui.kit.lists.row_list import FixedRows, LazyRows, ListColumn, ListRow, RowKey, RowList, RowSource
from iitui.ui.kit.lists.row_source import every_key
from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortKind, SortOrder
from tests.ui.kit.kit_app import KitApp

COLUMNS = (
    ListColumn("Name", share=2),
    ListColumn("Stage", 10, least=40),
    ListColumn("When", 8, justify="right", least=60),
)
HOSTILE = {
    "closing tag": "[/]",
    "colour": "[red]x[/red]",
    "live link": "[@click=app.quit]x[/]",
    "unclosed": "[bold",
    "escape": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;owned\x07",
    "C1": "\x9b31mred\x85\x90",
    "bells and nulls": "a\x00b\x07c\x7fd",
    "lines": "one\r\ntwo\n\nthree\tfour\u2028five",
    "family": "👩\u200d👩\u200d👧\u200d👦 family ❤️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 👍🏽",
    "flags": "🇯🇵🇩🇪🇺🇸",
    "Arabic": "نورا العلي",
    "Japanese": "日本語の名前がとても長いのでここで切られるはずです",
    "Devanagari": "क्\u200dष नमस्ते",
    "stray joiners": "\u200da\u200d \u200d👩\u200d\u200d👩 b\u200d",
    "stray selectors": "\ufe0f\ufe0fa\ufe0f❤\ufe0f\ufe0f",
    "combining first": "\u0301abc",
    "combining flood": "a" + "\u0301" * 5000,
    "override": "abc\u202edcb\u2066x\u200f",
    "surrogate": "a\ud800b",
    "long": "x" * 10_000,
    "long and wide": "語" * 10_000,
    "empty": "",
    "blank": "   ",
}


def rows(first: int, last: int) -> list[ListRow]:
    return [
        ListRow(number, (f"Contact {number}", "to ask", f"{number} d")) for number in range(first, last + 1)
    ]


SECTIONS = (
    ListRow("overdue", ("Overdue (2)",), "overdue", heading=True),
    *rows(1, 2),
    ListRow("today", ("Today (0)",), "today", heading=True),
    ListRow("later", ("Later (2)",), heading=True),
    *rows(3, 4),
    ListRow("settled", ("Settled (0)",), heading=True),
)


class ManyRows:
    """50,000 rows that are made when they are read, and count what is asked of them."""

    def __init__(self, count: int = 50_000) -> None:
        self.size = count
        self.counts = 0
        self.reads: list[int] = []
        self.placed = 0

    def count(self) -> int:
        self.counts += 1
        return self.size

    def rows(self, offset: int, limit: int) -> Sequence[ListRow]:
        found = rows(offset, min(offset + limit, self.size) - 1)
        self.reads.append(len(found))
        return found

    def position_of(self, key: RowKey) -> int | None:
        self.placed += 1
        return key if isinstance(key, int) and 0 <= key < self.size else None


class ListApp(KitApp):
    CSS = "#auto { height: auto; max-height: 8; }"

    def __init__(self, row_list: RowList) -> None:
        super().__init__()
        self.row_list = row_list
        self.news: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.row_list
        yield Button("elsewhere")

    def last_news(self) -> object:
        return self.news[-1]

    @on(RowList.Highlighted)
    def note_highlighted(self, message: RowList.Highlighted) -> None:
        assert message.control is self.row_list
        self.news.append(("highlighted", message.key))

    @on(RowList.Opened)
    def note_opened(self, message: RowList.Opened) -> None:
        assert message.control is self.row_list
        self.news.append(("opened", message.key))

    @on(RowList.Sorted)
    def note_sorted(self, message: RowList.Sorted) -> None:
        assert message.control is self.row_list
        self.news.append(("sorted", message.order))

    @on(RowList.MarksChanged)
    def note_marks(self, message: RowList.MarksChanged) -> None:
        assert message.control is self.row_list
        self.news.append(("marks", message.count))


def make_list(source: RowSource | Sequence[ListRow] = (), **options: object) -> RowList:
    held = FixedRows(source) if isinstance(source, Sequence) else source
    empty = options.get("empty", "")
    assert isinstance(empty, str)
    return RowList(
        COLUMNS,
        held,
        empty=empty,
        show_header=bool(options.get("show_header", True)),
        can_mark=bool(options.get("can_mark", True)),
    )


@asynccontextmanager
async def running(
    row_list: RowList, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], ListApp]]:
    app = ListApp(row_list)
    async with app.run_test(size=size) as pilot:
        row_list.focus()
        await pilot.pause()
        yield pilot, app


def marks_of(row_list: RowList) -> tuple[RowKey, ...]:
    return row_list.marked


def drawn(row_list: RowList) -> list[str]:
    """The lines on the screen, each checked to be exactly as wide as the list."""
    lines = []
    for y in range(row_list.size.height):
        strip = row_list.render_line(y)
        assert sum(cell_len(segment.text) for segment in strip) == row_list.size.width, strip.text
        assert strip.cell_length == row_list.size.width
        lines.append(strip.text)
    return lines


def line_of_cursor(row_list: RowList) -> int:
    lines = [y for y, line in enumerate(drawn(row_list)) if line.startswith("▌")]
    assert len(lines) == 1
    return lines[0]


# Moving


async def test_moves_by_keys_and_stops_at_the_ends():
    row_list = make_list(rows(1, 5))
    async with running(row_list) as (pilot, _):
        assert row_list.cursor_key == 1
        await pilot.press("up", "k")
        assert row_list.cursor_key == 1
        await pilot.press("down", "j")
        assert row_list.cursor_key == 3
        await pilot.press("G", "down")
        assert row_list.cursor_key == 5
        await pilot.press("g")
        assert row_list.cursor_key == 1
        await pilot.press("end")
        assert row_list.cursor_key == 5
        await pilot.press("home")
        assert row_list.cursor_key == 1


async def test_headings_never_get_the_cursor():
    row_list = make_list(SECTIONS)
    async with running(row_list) as (pilot, _):
        assert row_list.cursor_key == 1
        walked = []
        for key in ["j", "j", "j", "j", "k", "k", "k", "k", "G", "g", "pagedown", "pageup"]:
            await pilot.press(key)
            walked.append(row_list.cursor_key)
        assert walked == [2, 3, 4, 4, 3, 2, 1, 1, 4, 1, 4, 1]
        assert "Overdue (2)" in drawn(row_list)[1]


async def test_going_back_up_shows_the_heading_above():
    row_list = make_list(SECTIONS)
    async with running(row_list, (80, 7)) as (pilot, _):
        await pilot.press("G")
        assert any("Settled" in line for line in drawn(row_list))
        await pilot.press("k", "k", "k")
        assert row_list.cursor_key == 1
        assert "Overdue" in drawn(row_list)[1]


async def test_a_list_of_headings_only_has_no_cursor():
    row_list = make_list([row for row in SECTIONS if row.heading])
    async with running(row_list) as (pilot, app):
        await pilot.press("j", "k", "G", "g", "pagedown", "pageup", "enter", "space")
        assert row_list.cursor_key is None
        assert row_list.cursor_key is None
        assert row_list.acted_on == ()
        assert app.news == []


async def test_pages_keep_the_cursor_at_its_height():
    row_list = make_list(rows(0, 99), show_header=False)
    async with running(row_list) as (pilot, _):
        height = row_list.size.height
        await pilot.press("j", "j")
        await pilot.press("pagedown")
        assert row_list.cursor_key == 2 + height - 1
        assert line_of_cursor(row_list) == 2
        await pilot.press("ctrl+f", "ctrl+f", "ctrl+f", "ctrl+f", "ctrl+f")
        assert row_list.cursor_key == 99
        assert line_of_cursor(row_list) == height - 1
        await pilot.press("ctrl+b")
        assert row_list.cursor_key == 99 - (height - 1)
        await pilot.press("pageup", "pageup", "pageup", "pageup", "pageup")
        assert row_list.cursor_key == 0
        assert line_of_cursor(row_list) == 0


async def test_move_to_shows_the_row_and_refuses_what_is_gone():
    source = ManyRows()
    row_list = make_list(source)
    async with running(row_list) as (_, _app):
        assert row_list.move_to(30_000)
        assert row_list.cursor_key == 30_000
        assert "Contact 30000" in drawn(row_list)[line_of_cursor(row_list)]
        assert not row_list.move_to("nobody")
        assert row_list.cursor_key == 30_000


# Refreshing


async def test_cursor_stays_on_its_key():
    row_list = make_list(rows(1, 10))
    async with running(row_list) as (pilot, app):
        await pilot.press("j", "j", "j")
        app.news.clear()
        row_list.show(FixedRows([*rows(20, 22), *rows(1, 10)]))
        await pilot.pause()
        assert row_list.cursor_key == 4
        assert "Contact 4" in drawn(row_list)[line_of_cursor(row_list)]
        assert app.news == []


async def test_cursor_takes_the_same_place_when_its_key_is_gone():
    row_list = make_list(SECTIONS)
    async with running(row_list) as (pilot, app):
        await pilot.press("j")
        row_list.show(FixedRows([row for row in SECTIONS if row.key != 2]))
        await pilot.pause()
        assert row_list.cursor_key == 3
        assert app.last_news() == ("highlighted", 3)
        row_list.show(FixedRows([row for row in SECTIONS if row.key not in (2, 3, 4)]))
        await pilot.pause()
        assert row_list.cursor_key == 1
        row_list.show(FixedRows(rows(50, 50)))
        assert row_list.cursor_key == 50


async def test_a_refresh_keeps_the_scroll_offset():
    row_list = make_list(rows(0, 99))
    async with running(row_list) as (pilot, _):
        await pilot.press("G", *["k"] * 5)
        before = drawn(row_list)
        row_list.show(row_list.source)
        await pilot.pause()
        assert drawn(row_list) == before


async def test_a_refresh_does_not_pull_back_who_looks_elsewhere():
    row_list = make_list(rows(0, 99), show_header=False)
    async with running(row_list) as (pilot, _):
        for _ in range(20):
            await scroll(pilot, row_list, events.MouseScrollDown)
        assert row_list.cursor_key == 0
        before = drawn(row_list)
        assert not any("▌" in line for line in before)
        row_list.show(row_list.source)
        await pilot.pause()
        assert drawn(row_list) == before
        await pilot.press("j")
        assert "Contact 1" in drawn(row_list)[line_of_cursor(row_list)]


async def test_the_row_comes_back_after_a_search_that_found_nothing():
    row_list = make_list(rows(0, 99), empty="Nothing matches.")
    async with running(row_list) as (pilot, app):
        await pilot.press(*["j"] * 30)
        row_list.show(FixedRows())
        await pilot.pause()
        assert row_list.cursor_key is None
        assert app.last_news() == ("highlighted", None)
        row_list.show(FixedRows(rows(0, 99)))
        await pilot.pause()
        assert row_list.cursor_key == 30
        assert app.last_news() == ("highlighted", 30)
        assert "Contact 30" in drawn(row_list)[line_of_cursor(row_list)]


async def test_another_search_begins_at_the_top():
    row_list = make_list(rows(0, 99))
    async with running(row_list) as (pilot, _):
        await pilot.press("G")
        row_list.show(FixedRows(rows(50, 99)), from_top=True)
        await pilot.pause()
        assert row_list.cursor_key == 50
        assert line_of_cursor(row_list) == 1


async def test_a_source_that_shrank_meanwhile_is_no_accident():
    source = ManyRows(100)
    row_list = make_list(source)
    async with running(row_list) as (pilot, _):
        source.size = 40
        await pilot.press("G", "k", "pageup")
        drawn(row_list)
        assert row_list.cursor_key is not None
        row_list.show(row_list.source)
        await pilot.press("G")
        assert row_list.cursor_key == 39


# What it costs


async def test_reads_only_windows_of_many_rows():
    source = ManyRows()
    row_list = make_list(source)
    async with running(row_list) as (pilot, _):
        assert source.counts == 1
        assert sum(source.reads) < 150
        source.reads.clear()
        await pilot.press("G")
        assert row_list.cursor_key == 49_999
        assert len(source.reads) == 1
        await pilot.press("g", *["pagedown"] * 5)
        assert max(source.reads) < 3 * row_list.size.height
        source.reads.clear()
        await pilot.press("k", "k", "j", "j")
        assert source.reads == []
        row_list.show(row_list.source)
        await pilot.pause()
        assert (source.counts, source.placed, len(source.reads)) == (2, 0, 1)


async def test_moving_repaints_two_lines_and_lays_nothing_out(monkeypatch):
    row_list = make_list(ManyRows())
    async with running(row_list) as (pilot, app):
        layouts = 0
        refresh_layout = type(app.screen)._refresh_layout
        lines: list[int] = []
        render_line = row_list.render_line

        def count_layout(screen: Screen[object], *given: object) -> None:
            nonlocal layouts
            layouts += 1
            refresh_layout(screen)

        def count_line(y: int) -> Strip:
            lines.append(y)
            return render_line(y)

        monkeypatch.setattr(type(app.screen), "_refresh_layout", count_layout)
        monkeypatch.setattr(row_list, "render_line", count_line)
        await pilot.press("j")
        await pilot.pause()
        assert sorted(set(lines)) == [1, 2]
        row_list.show(ManyRows(7))
        await pilot.press("G", "g")
        await pilot.pause()
        assert layouts == 0


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (lambda row: row, []),
        (lambda row: row._replace(cells=("other", *row.cells[1:])), [3]),
        (lambda row: row._replace(cells=(Content.styled("one", "red"), *row.cells[1:])), [3]),
        (lambda row: row._replace(style="overdue"), [3]),
        (lambda row: row._replace(heading=True), [3]),
        (lambda row: row._replace(key="other"), [3]),
    ],
)
async def test_of_rows_that_are_shown_anew_only_the_changed_ones_are_drawn(monkeypatch, change, lines):
    def make(third: ListRow) -> list[ListRow]:
        others = [ListRow(number, (f"row {number}", Content.styled("x", "blue"))) for number in range(9)]
        return [*others[:2], third, *others[3:]]

    before = ListRow(2, (Content.styled("one", "blue"), "x"))
    row_list = make_list(make(before))
    async with running(row_list) as (pilot, _):
        seen: list[int] = []
        render_line = row_list.render_line

        def count_line(y: int) -> Strip:
            seen.append(y)
            return render_line(y)

        monkeypatch.setattr(row_list, "render_line", count_line)
        row_list.show(FixedRows(make(change(before))))
        await pilot.pause()
        assert sorted(set(seen)) == lines


# News


async def test_tells_where_the_cursor_is():
    row_list = make_list(rows(1, 5))
    async with running(row_list) as (pilot, app):
        assert app.news == [("highlighted", 1)]
        await pilot.press("j")
        await pilot.press("enter")
        assert app.news == [("highlighted", 1), ("highlighted", 2), ("opened", 2)]
        row_list.show(row_list.source)
        await pilot.press("j")
        assert app.news[3:] == [("highlighted", 3)]


async def test_newer_news_of_the_cursor_takes_the_place_of_older():
    row_list, other = make_list(), make_list()
    older = RowList.Highlighted(row_list, 1)
    assert older.can_replace(RowList.Highlighted(row_list, 2))
    assert not older.can_replace(RowList.Highlighted(other, 2))
    assert not older.can_replace(RowList.Opened(row_list, 2))


# Marks


async def test_marks_rows_and_goes_on():
    row_list = make_list(rows(1, 5))
    async with running(row_list) as (pilot, app):
        assert row_list.acted_on == (1,)
        await pilot.press("j", "j", "space", "g", "space")
        assert marks_of(row_list) == (1, 3)
        assert row_list.acted_on == marks_of(row_list)
        assert [line[1] for line in drawn(row_list)[1:6]] == ["●", " ", "●", " ", " "]
        assert [news for news in app.news if news in (("marks", 1), ("marks", 2))] == [
            ("marks", 1),
            ("marks", 2),
        ]
        await pilot.press("k", "space")
        assert marks_of(row_list) == (3,)
        row_list.clear_marks()
        await pilot.pause()
        assert marks_of(row_list) == ()
        assert row_list.acted_on == (2,)
        assert app.last_news() == ("marks", 0)


async def test_marks_all_and_none():
    row_list = make_list(SECTIONS)
    async with running(row_list) as (pilot, app):
        await pilot.press("*")
        assert marks_of(row_list) == (1, 2, 3, 4)
        assert app.last_news() == ("marks", 4)
        await pilot.press("*")
        assert marks_of(row_list) == ()
        await pilot.press("space", "*")
        assert marks_of(row_list) == (1, 2, 3, 4)


async def test_marks_outlive_a_search_but_act_only_on_what_is_listed():
    row_list = make_list(rows(1, 9))
    async with running(row_list) as (pilot, app):
        await pilot.press("space", "space", "G", "space")
        assert marks_of(row_list) == (1, 2, 9)
        row_list.show(FixedRows([*rows(9, 9), *rows(2, 4)]))
        await pilot.pause()
        assert marks_of(row_list) == (9, 2)
        assert app.last_news() == ("marks", 2)
        row_list.show(FixedRows())
        await pilot.press("*")
        assert marks_of(row_list) == row_list.acted_on == ()
        row_list.show(FixedRows(rows(1, 9)))
        await pilot.pause()
        assert marks_of(row_list) == (1, 2, 9)
        assert app.last_news() == ("marks", 3)


async def test_marks_of_many_rows_are_read_in_pages():
    source = ManyRows()
    row_list = make_list(source)
    async with running(row_list) as (pilot, app):
        await pilot.press("*")
        assert max(source.reads) <= 1000
        assert app.last_news() == ("marks", 50_000)
        placed = source.placed
        row_list.show(ManyRows(100))
        assert marks_of(row_list) == tuple(range(100))
        assert source.placed == placed


async def test_a_list_without_marks_leaves_their_keys_to_others():
    row_list = make_list(rows(1, 5), can_mark=False)
    async with running(row_list) as (pilot, app):
        await pilot.press("space", "*")
        assert marks_of(row_list) == ()
        assert row_list.cursor_key == 1
        assert app.news == [("highlighted", 1)]
        assert drawn(row_list)[1].startswith("▌ Contact 1 ")


# Mouse and focus


async def scroll(
    pilot: Pilot[None], row_list: RowList, kind: type[events.MouseScrollDown | events.MouseScrollUp]
) -> None:
    row_list.post_message(
        kind(row_list, 1, 1, 0, 0, 0, shift=False, meta=False, ctrl=False, screen_x=1, screen_y=1)
    )
    await pilot.pause()


async def test_a_click_moves_and_a_click_on_the_cursor_opens():
    row_list = make_list(SECTIONS)
    async with running(row_list) as (pilot, app):
        await pilot.click(row_list, offset=(5, 6))
        assert row_list.cursor_key == 3
        assert app.last_news() == ("highlighted", 3)
        await pilot.click(row_list, offset=(5, 5))
        assert row_list.cursor_key == 3
        await pilot.click(row_list, offset=(5, 0))
        await pilot.click(row_list, offset=(5, 15))
        assert app.last_news() == ("highlighted", 3)
        await pilot.click(row_list, offset=(5, 6))
        assert app.last_news() == ("opened", 3)


async def test_a_double_click_opens_once():
    row_list = make_list(SECTIONS)
    async with running(row_list) as (pilot, app):
        await pilot.click(row_list, offset=(5, 6), times=2)
        assert app.news[1:] == [("highlighted", 3), ("opened", 3)]
        await pilot.click(row_list, offset=(5, 6), times=2)
        assert app.news[3:] == [("opened", 3)]


async def test_a_click_on_the_mark_marks_and_takes_the_mark_away():
    row_list = make_list(rows(1, 5))
    async with running(row_list) as (pilot, app):
        await pilot.click(row_list, offset=(1, 3))
        assert (row_list.marked, row_list.cursor_key) == ((3,), 3)
        await pilot.click(row_list, offset=(0, 4))
        assert marks_of(row_list) == (3, 4)
        await pilot.click(row_list, offset=(1, 3))
        assert marks_of(row_list) == (4,)
        assert ("opened", 3) not in app.news


async def test_the_wheel_and_the_scrollbar_scroll():
    row_list = make_list(rows(0, 99))
    async with running(row_list) as (pilot, _):
        await scroll(pilot, row_list, events.MouseScrollDown)
        await scroll(pilot, row_list, events.MouseScrollDown)
        await scroll(pilot, row_list, events.MouseScrollUp)
        assert "Contact 2 " in drawn(row_list)[1]
        await pilot.click(row_list, offset=(79, row_list.size.height - 1))
        assert "Contact 99" in drawn(row_list)[-1]
        assert drawn(row_list)[-1].endswith("▐")
        assert row_list.cursor_key == 0


async def test_the_cursor_shows_who_has_the_keys():
    row_list = make_list(rows(1, 3))
    async with running(row_list) as (pilot, _):
        focused = row_list.render_line(1)
        await pilot.press("tab")
        await pilot.pause()
        assert not row_list.has_focus
        blurred = row_list.render_line(1)
        assert focused.text == blurred.text
        assert [segment.style for segment in focused] != [segment.style for segment in blurred]
        assert [s.style.bold for s in focused if "Contact" in s.text and s.style] == [True]


# Drawing


@pytest.mark.parametrize("width", [80, 41, 12, 5, 4, 3, 2, 1])
async def test_hostile_text_is_drawn_literally_and_breaks_no_line(width):
    many: list[ListRow] = []
    for name, text in HOSTILE.items():
        spans = (Text(text, style="red"), Content(text).stylize("bold $accent"), Content.styled(text, "dim"))
        many.append(ListRow(f"{name}, heading", (text,), "warning", heading=True))
        many.append(ListRow(name, (text, text, text)))
        many.append(ListRow(f"{name}, spans", spans))
    row_list = make_list(many)
    async with running(row_list, (width, len(many) + 5)) as (pilot, _):
        everything = "".join(drawn(row_list))
        assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in everything)
        everything.encode()
        await pilot.press("*", "G")
        drawn(row_list)


async def test_markup_and_control_characters_are_seen_for_what_they_are():
    wanted = {
        "[/]": "[/]",
        "[red]x[/red]": "[red]x[/red]",
        "[@click=app.quit]x[/]": "[@click=app.quit]x[/]",
        "\x1b[31mred": "·[31mred",
        "one\ntwo": "one two",
        "a\u202eb": "ab",
        "日本語" * 20: "日本語" * 10 + "…",
    }
    row_list = make_list([ListRow(number, (text,)) for number, text in enumerate(wanted)])
    async with running(row_list) as (pilot, app):
        lines = drawn(row_list)[1:]
        for text, line in zip(wanted.values(), lines, strict=False):
            assert line[3:].startswith(text), (text, line)
        await pilot.click(row_list, offset=(5, 3))
        await pilot.pause()
        assert app.is_running
        assert all(not s.style.meta for y in range(9) for s in row_list.render_line(y) if s.style)


def widths(columns: Sequence[ListColumn], room: int, needs: Sequence[int]) -> list[int]:
    return [slot.width for slot in lay_out(columns, room, room, needs)]


def test_what_one_column_does_not_need_goes_to_the_others():
    name, where, due = ListColumn("Name"), ListColumn("Where"), ListColumn("Due", 17)
    columns = (name, where, due)
    assert widths(columns, 60, ()) == [19, 20, 17], "nothing is known of what stands in them"
    assert widths(columns, 60, (8, 60, 10)) == [8, 38, 10], "who needs little leaves it to who needs more"
    assert widths(columns, 60, (60, 60, 30)) == [19, 20, 17], "a given width is never exceeded"
    assert widths(columns, 60, (5, 5, 5)) == [25, 26, 5], "what nobody needs is shared by those that can grow"
    assert sum(widths(columns, 60, (30, 12, 17))) == 60 - 2 * GAP
    assert widths(columns, 60, (30, 12, 17)) == [27, 12, 17]


async def test_columns_grow_with_what_is_read_and_never_shrink_while_one_scrolls():
    def make(place: int) -> ListRow:
        return ListRow(place, ("x", "s" * (8 if place == 100 else 3)))

    row_list = make_list(LazyRows(range(200), make))
    async with running(row_list, (80, 24)) as (pilot, _):
        before = drawn(row_list)[1].index("sss")
        await pilot.press("G")
        assert drawn(row_list)[1].index("sss") == before
        row_list.move_to(100)
        await pilot.pause()
        wider = next(line.index("sss") for line in drawn(row_list)[1:] if "x" in line)
        assert wider == before - 3
        await pilot.press("g")
        assert drawn(row_list)[1].index("sss") == wider


async def test_columns_stay_in_line_whatever_is_in_them():
    row_list = make_list([ListRow(number, (text, "STAGE")) for number, text in enumerate(HOSTILE.values())])
    async with running(row_list, (80, 30)) as (_, _app):
        for line in drawn(row_list)[1 : len(HOSTILE) + 1]:
            assert cell_len(line[: line.index("STAGE")]) == 67


@pytest.mark.parametrize(
    ("width", "titles"),
    [(80, ["Name", "Stage", "When"]), (59, ["Name", "Stage"]), (39, ["Name"]), (9, ["Name"])],
)
async def test_narrow_lists_drop_columns(width, titles):
    row_list = make_list(rows(1, 3))
    async with running(row_list, (width, 10)) as (_, _app):
        assert drawn(row_list)[0].split() == titles


async def test_resizing_lays_out_anew_and_keeps_the_cursor_in_sight():
    row_list = make_list(rows(0, 99))
    async with running(row_list, (80, 30)) as (pilot, _):
        await pilot.press(*["j"] * 20)
        await pilot.resize_terminal(45, 10)
        await pilot.pause()
        assert row_list.size.width == 45
        assert "When" not in drawn(row_list)[0]
        assert "Contact 20" in drawn(row_list)[line_of_cursor(row_list)]
        await pilot.press("G")
        await pilot.resize_terminal(80, 40)
        await pilot.pause()
        assert "Contact 99" in drawn(row_list)[-1]


async def test_an_empty_list_says_what_would_fill_it():
    words = "Nobody here yet. Press n to add the first person, or import [/] your contacts with ctrl+p."
    row_list = make_list(empty=words)
    async with running(row_list, (50, 12)) as (pilot, app):
        lines = drawn(row_list)
        assert " ".join(" ".join(lines).split()) == words
        assert not lines[0].strip()
        assert lines[3].startswith("  ")
        await pilot.press("j", "k", "g", "G", "pageup", "pagedown", "enter", "space", "*")
        assert app.news == []
        row_list.set_empty("Nothing matches.")
        assert any("Nothing matches." in line for line in drawn(row_list))
        row_list.show(FixedRows(rows(1, 2)))
        await pilot.pause()
        assert app.news == [("highlighted", 1)]


async def test_a_list_may_be_as_high_as_its_rows():
    row_list = make_list(rows(1, 3))
    row_list.id = "auto"
    async with running(row_list) as (pilot, _):
        assert row_list.size.height == 4
        row_list.show(FixedRows(rows(1, 5)))
        await pilot.pause()
        assert row_list.size.height == 6
        row_list.show(FixedRows(rows(1, 50)))
        await pilot.pause()
        assert row_list.size.height == 8


async def test_styles_of_rows_are_seen_also_under_the_cursor():
    row_list = make_list(
        [ListRow(1, ("late",), "overdue"), ListRow(2, ("plain",)), ListRow(3, ("pale",), "dim good")]
    )
    async with running(row_list) as (pilot, _):
        await pilot.press("j")
        late, plain, pale = (row_list.render_line(y) for y in (1, 2, 3))
        colors = [
            segment.style.color
            for strip in (late, plain, pale)
            for segment in strip
            if segment.text.strip("▌ ") and segment.style
        ]
        assert len(set(colors)) == 3
        await pilot.press("k")
        under_cursor = [s.style.color for s in row_list.render_line(1) if "late" in s.text and s.style]
        assert under_cursor == colors[:1]


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_draws_in_every_theme(theme):
    row_list = make_list([*SECTIONS, *rows(10, 99)])
    async with running(row_list) as (pilot, app):
        app.theme = theme
        await pilot.press("j", "space")
        await pilot.pause()
        cursor = row_list.render_line(line_of_cursor(row_list))
        edge = next(iter(cursor))
        assert edge.style is not None
        assert edge.style.color != edge.style.bgcolor
        drawn(row_list)


# The plain functions beneath


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.text() | st.sampled_from(list(HOSTILE.values())), max_size=3),
    st.integers(0, 40),
    st.sampled_from(["left", "right", "center"]),
)
def test_any_text_fills_exactly_its_cells(texts: list[str], width: int, justify: Justify):
    segments = fit([(text, Style()) for text in texts], width, justify, Style())
    assert sum(cell_len(segment.text) for segment in segments) == width
    "".join(segment.text for segment in segments).encode()


@given(st.text())
def test_harmless_text_is_one_line_without_controls(text: str):
    drawn_text = harmless(text)
    assert drawn_text.isprintable() or not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in drawn_text)
    assert harmless(drawn_text) == drawn_text


@given(st.text(), st.integers(0, 30))
def test_cut_text_fits(text: str, width: int):
    assert cell_len(harmless(cut(harmless(text), width))) <= width


def test_text_is_put_to_its_side():
    def texts(justify: Justify) -> str:
        return "".join(segment.text for segment in fit([("ab", Style())], 5, justify, Style()))

    assert (texts("left"), texts("right"), texts("center")) == ("ab   ", "   ab", " ab  ")


def test_columns_share_what_the_fixed_ones_leave():
    columns = (ListColumn("a", share=2), ListColumn("b", 10), ListColumn("c", share=1))
    assert [slot.width for slot in lay_out(columns, 80, 76)] == [41, 10, 21]
    assert [slot.place for slot in lay_out(columns, 20, 16)] == [0]
    assert lay_out((ListColumn("a", 50, least=99),), 20, 16)[0].width == 16
    assert lay_out((), 20, 16) == ()


@given(st.integers(0, 500), st.integers(1, 60))
def test_the_handle_of_the_scrollbar_reaches_both_ends(count: int, height: int):
    if count <= height:
        assert not scrollbar_handle(0, height, count)
        return
    assert scrollbar_handle(0, height, count).start == 0
    assert scrollbar_handle(count - height, height, count).stop == height
    assert all(scrollbar_handle(top, height, count) for top in range(count - height))


def test_every_key_leaves_headings_out():
    def keys() -> Iterator[RowKey]:
        return every_key(FixedRows(SECTIONS))

    assert list(keys()) == [1, 2, 3, 4]


SORTING = ListSorting((SortColumn(0, "name"), SortColumn(1, "stage", SortKind.STEPS)), SortOrder("name"))


async def test_keys_and_clicks_on_titles_ask_for_another_order():
    row_list = RowList(COLUMNS, FixedRows(rows(1, 5)), sorting=SORTING)
    async with running(row_list, size=(60, 8)) as (pilot, app):
        assert "Name ▲" in drawn(row_list)[0]
        await pilot.press("j", "right")
        assert app.last_news() == ("sorted", SortOrder("name", is_reversed=True))
        assert "Name ▼" in drawn(row_list)[0]
        await pilot.click(row_list, offset=(drawn(row_list)[0].index("Stage") + 1, 0))
        assert app.last_news() == ("sorted", SortOrder("stage"))
        assert "Stage ▲" in drawn(row_list)[0]
        assert "▼" not in drawn(row_list)[0]
        told = len(app.news)
        await pilot.click(row_list, offset=(drawn(row_list)[0].index("When"), 0))
        assert len(app.news) == told, "nothing to sort by"
        await pilot.press("left")
        assert app.last_news() == ("sorted", SortOrder("name", is_reversed=True))
        assert row_list.cursor_key == 2


async def test_a_narrow_title_is_cut_and_not_its_sign():
    columns = (ListColumn("Name", share=1), ListColumn("Open", 4, justify="right"))
    sorting = ListSorting((SortColumn(1, "open", SortKind.MOST),), SortOrder("open"))
    row_list = RowList(columns, FixedRows(rows(1, 2)), sorting=sorting)
    async with running(row_list, size=(30, 8)):
        assert drawn(row_list)[0].rstrip().endswith("Ope▼")


async def test_lists_that_cannot_be_sorted_leave_the_arrows_to_others():
    row_list = make_list(rows(1, 5))
    async with running(row_list, size=(60, 8)) as (pilot, app):
        await pilot.press("right")
        await pilot.click(row_list, offset=(5, 0))
        assert app.news == [("highlighted", 1)]
