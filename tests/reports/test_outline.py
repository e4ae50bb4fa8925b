"""An outline: branches lead to every line, in text as in Markdown, and what people wrote changes no shape."""

from markdown_it import MarkdownIt

from iitui.reports.outline import DEEPEST, Outline, OutlineLine, outline_markdown, outline_text
from iitui.reports.pages import Page, Section, page_markdown


def lines(*depths: int) -> Outline:
    return Outline([OutlineLine(f"{place}", depth=depth) for place, depth in enumerate(depths)])


def test_branches_lead_to_every_line():
    assert list(outline_text(lines(0, 1, 2, 2, 1, 0, 1), 80)) == [
        "0",
        "├─ 1",
        "│  ├─ 2",
        "│  └─ 3",
        "└─ 4",
        "5",
        "└─ 6",
    ]


def test_what_is_wrapped_stays_beside_its_branches():
    outline = Outline(
        [
            OutlineLine("Ana Ruiz"),
            OutlineLine("Dana Ito", "Nurse Manager", "in touch; led to 2 people", depth=1),
            OutlineLine("Rosa Lind", depth=1),
        ]
    )
    assert list(outline_text(outline, 24)) == [
        "Ana Ruiz",
        "├─ Dana Ito, Nurse",
        "│  Manager: in touch;",
        "│  led to 2 people",
        "└─ Rosa Lind",
    ]


def test_what_is_far_down_says_how_far():
    outline = lines(*range(DEEPEST + 3))
    *_, last = outline_text(outline, 80)
    assert last.strip(" │└─") == f"{DEEPEST + 2} levels down: {DEEPEST + 2}"
    assert (
        list(outline_markdown(outline))[-1] == f"{'  ' * DEEPEST}- {DEEPEST + 2} levels down: {DEEPEST + 2}"
    )


def test_markdown_nests_as_deep_and_no_text_becomes_markup():
    evil = "- # [x](javascript:1) **b** <i>\n\n1. one"
    outline = Outline([OutlineLine(evil, evil, evil), OutlineLine("below", depth=1, stressed=True)])
    rendered = MarkdownIt("commonmark").render(page_markdown(Page("Tree", [Section("", [outline])])))
    assert rendered.count("<ul>") == rendered.count("<li>") == 2
    assert "<strong>below</strong>" in rendered
    assert "<a" not in rendered
    assert "<i>" not in rendered


def test_an_outline_of_tens_of_thousands_is_made_at_once():
    outline = lines(*(place % 9 for place in range(30_000)))
    assert len(list(outline_text(outline, 80))) == 30_000
