"""Tables in plain text, Markdown and on a page."""

from markdown_it import MarkdownIt

from iitui.output import width_of
from iitui.reports.pages import Fact, Item, Page, Section, TextBlock, page_markdown, page_text
from iitui.reports.tables import Table, table_markdown, table_text

PEOPLE = Table(["Who", "Pay?", "Hours"], [["Dana Ito", "58k", "40"], ["佐藤", "", "35"]])


def test_columns_are_aligned_where_they_fit():
    assert list(table_text(PEOPLE, 21)) == [
        "Who       Pay?  Hours",
        "--------  ----  -----",
        "Dana Ito  58k   40",
        "佐藤            35",
    ]


def test_what_is_too_wide_is_a_list_for_each_row():
    assert list(table_text(PEOPLE, 20)) == [
        "Dana Ito",
        "  Pay? 58k",
        "  Hours: 40",
        "",
        "佐藤",
        "  Hours: 35",
    ]


def test_long_cells_are_wrapped_below_their_row():
    table = Table(["Who", "A day"], [["Dana Ito", "long and good " * 20]])
    lines = list(table_text(table, 80))
    assert lines[0] == "Dana Ito"
    assert lines[1].startswith("  A day: long and good ")
    assert all(line.startswith("    ") for line in lines[2:])
    assert max(map(width_of, lines)) <= 80


def test_a_table_has_space_around_it():
    page = Page("T", [Section("S", [TextBlock("before"), PEOPLE, Item("after"), Fact("a", "b")])])
    assert "before\n\nWho " in page_text(page)
    assert "  35\n\n- after\na  b\n" in page_text(page)
    assert "before\n\n| Who |" in page_markdown(page)
    assert "| 35 |\n\n- after\n- **a:** b\n" in page_markdown(page)


def test_no_cell_can_break_a_table_in_markdown():
    evil = "a|b\n|-|\n`c\\| \\"
    table = Table([evil, evil], [[evil, evil], [evil, ""]])
    tokens = MarkdownIt("commonmark").enable("table").parse("\n".join(table_markdown(table)))
    kinds = [token.type for token in tokens]
    assert (kinds.count("table_open"), kinds.count("th_open"), kinds.count("td_open")) == (1, 2, 4)
    shown = [token.children for token in tokens if token.type == "inline"]
    assert ["".join(child.content for child in children or []) for children in shown] == [
        *[" ".join(evil.split())] * 5,
        "",
    ]
