"""A page in HTML: whole, self-contained, readable by anyone, and no text of a person becomes markup."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from iitui.reports.brief import brief_html, brief_markdown
from iitui.reports.html import DARK, LIGHT, page_html
from iitui.reports.outline import Outline, OutlineLine
from iitui.reports.pages import Entry, Fact, Item, Mark, Page, Section, TextBlock
from iitui.reports.tables import Table
from tests.clock import ZONE
from tests.reports.test_brief import EVIL, NOW, make_brief, make_contact, make_interview

WITHOUT_END = {"meta", "br"}

HOSTILE = (
    f"{EVIL}</title></style></main><script>alert(1)</script><img src=x onerror=alert(1)>"
    '"\' onload="x" &lt;b&gt; &#60; ]]> <!-- -->'
)


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(self.text)


class Reader(HTMLParser):
    """Reads a page, and fails where an end does not fit its start."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in WITHOUT_END:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def close(self) -> None:
        super().close()
        assert self._open == []


def read(html: str) -> list[Element]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.elements


def find(elements: list[Element], tag: str) -> list[Element]:
    return [element for element in elements if element.tag == tag]


def make_page(text: str = "words") -> Page:
    entries: list[Entry] = [
        TextBlock(f"{text}\n\nsecond\nparagraph"),
        Table([text, text, "Hours"], [["Dana", text, "one\ntwo"], [text, "", "3"]]),
        Item(text, Mark.OPEN),
        Item("done", Mark.TICKED),
        Item(text),
        Item("one", Mark.NUMBER),
        TextBlock("between"),
        Item("two", Mark.NUMBER),
        Outline([OutlineLine(text, text, text, stressed=True), OutlineLine("below", depth=1)]),
    ]
    return Page(text, [Section("", [Fact("Who", text)]), Section(text, entries), Section("Empty", [])])


def test_the_brief_says_in_html_what_it_says_in_markdown():
    elements = read(brief_html(make_brief(), NOW, ZONE))
    markdown = brief_markdown(make_brief(), NOW, ZONE).splitlines()
    assert [one.words for one in find(elements, "h2")] == [line[3:] for line in markdown if line[:3] == "## "]
    facts = zip(find(elements, "dt"), find(elements, "dd"), strict=True)
    assert [f"- **{label.words}:** {text.words}" for label, text in facts][4:6] == [
        "- **When:** Tue 24 Nov 14:00; in 4 days",
        "- **How long:** 30 minutes, until 14:30",
    ]
    (questions,) = find(elements, "ol")
    assert questions.words.split("\n")[1:3] == [
        "What is a day like? (3 min)",
        "What does it pay? (4 min, sensitive, skipped)",
    ]
    assert "secret" not in brief_html(make_brief(), NOW, ZONE)


def test_it_needs_nothing_else():
    html = page_html(make_page())
    tags = {element.tag for element in read(html)}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "base", "form", "a"})
    assert not re.search(r"url\(|@import|https?:|//|\son\w+=", html)
    assert "default-src 'none'; style-src 'unsafe-inline'" in html


def test_it_is_accessible():
    elements = read(page_html(make_page()))
    assert find(elements, "html")[0].attributes["lang"] == "en"
    assert len(find(elements, "main")) == len(find(elements, "h1")) == len(find(elements, "title")) == 1
    assert [one.tag for one in elements if re.fullmatch(r"h\d", one.tag)] == ["h1", "h2"]
    ids = [one.attributes["id"] for one in elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    named = [one.attributes["aria-labelledby"] for one in elements if "aria-labelledby" in one.attributes]
    assert named
    assert set(named) <= set(ids)
    assert [one.attributes["scope"] for one in find(elements, "th")] == ["col"] * 3 + ["row"] * 2
    boxes = [
        one.attributes["aria-label"] for one in find(elements, "span") if one.attributes.get("role") == "img"
    ]
    assert boxes == ["to do", "done"]
    (scrolling,) = (one for one in elements if one.attributes.get("class") == "table")
    assert scrolling.attributes["tabindex"] == "0"


def test_every_text_of_a_person_finds_its_own_direction():
    elements = read(page_html(make_page("דנה כהן")))
    for tag in ("h1", "h2", "dd", "p", "th", "td"):
        found = find(elements, tag)
        assert found
        assert all(one.attributes["dir"] == "auto" for one in found)
    items = [one for one in elements if one.attributes.get("dir") == "auto" and one.tag in ("li", "span")]
    assert len(items) == 5 + 1, "each item of the lists, and what is said of a line of the outline"
    assert [one.words for one in find(elements, "bdi")] == ["דנה כהן", "דנה כהן", "below"]


def test_lists_stand_together_and_numbers_go_on():
    html = page_html(make_page())
    assert html.count('<ul class="checks" role="list">') == html.count("<ul>") == html.count("<ol>") == 1
    assert '<p dir="auto">between</p>\n<ol start="2">\n<li dir="auto">two</li>\n</ol>' in html
    assert '<p dir="auto">words</p>\n<p dir="auto">second<br>paragraph</p>' in html
    assert '<td dir="auto" data-column="Hours">one<br>two</td>' in html


def test_an_outline_is_lists_in_lists():
    lines = [
        OutlineLine(name, depth=depth) for name, depth in (("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0))
    ]
    html = page_html(Page("Referrals", [Section("", [Outline(lines)])]))
    (outline,) = re.findall(r'<ul class="outline" role="list">.*</ul>', html, re.DOTALL)
    plain = re.sub(r"</?(?:div|bdi|strong)>|\n| class=\"outline\"| role=\"list\"", "", outline)
    assert plain == "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>"


def _luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines 2 define it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK])
@pytest.mark.parametrize("text", ["ink", "soft", "head"])
@pytest.mark.parametrize("ground", ["paper", "band"])
def test_text_stands_out(colors, text, ground):
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast(colors[text], colors[ground]) >= 4.5


def test_every_color_is_one_of_those():
    html = page_html(make_page())
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", html)) == {*LIGHT.values(), *DARK.values()}
    assert set(re.findall(r"var\(--(\w+)\)", html)) <= LIGHT.keys() == DARK.keys()


def test_paper_is_light_and_headings_stay_with_what_follows():
    html = page_html(make_page())
    assert "@media screen and (prefers-color-scheme: dark)" in html
    paper = html[html.index("@media print") :]
    for rule in ("h1, h2 { break-after: avoid", "thead { display: table-header-group }", "position: static"):
        assert rule in paper
    assert "size: a4" not in html.lower(), "whatever paper there is: A4 or Letter"


def _shape(html: str) -> list[tuple[str, dict[str, str | None]]]:
    return [
        (
            element.tag,
            {name: value for name, value in element.attributes.items() if name != "data-column"},
        )
        for element in read(html)
        if element.tag not in ("br", "a")
    ]


def test_links_can_be_followed_and_are_no_others():
    text = 'See https://example.org/a?b=1&c="x, javascript:alert(1) or <dana@example.org>.'
    elements = read(
        page_html(Page("Links", [Section("", [Fact("Where", text), TextBlock(text), Item(text)])]))
    )
    links = [element.attributes for element in find(elements, "a")]
    assert [each["href"] for each in links] == ["https://example.org/a?b=1&c=", "mailto:dana@example.org"] * 3
    assert find(elements, "dd")[0].words == text
    hostile = find(read(page_html(make_page(" ".join(HOSTILE.split())))), "a")
    assert {str(each.attributes["href"]).partition(":")[0] for each in hostile} <= {"http", "https", "mailto"}
    assert all(set(each.attributes) == {"href", "rel"} for each in hostile)


def test_what_people_wrote_cannot_become_markup():
    line = " ".join(HOSTILE.split())
    hostile = page_html(make_page(line))
    assert _shape(hostile) == _shape(page_html(make_page()))
    assert not set(hostile) & set("\x1b\x9b\u202e\r")
    shown = "".join(character for character in line if character not in "\x1b\x9b\u202e")
    elements = read(hostile)
    for tag in ("title", "h1", "h2", "dd"):
        assert find(elements, tag)[0].words == shown
    assert shown in [one.words for one in find(elements, "td")]
    assert shown in [one.attributes["data-column"] for one in find(elements, "td")]
    assert shown in [one.words for one in find(elements, "strong")]


def test_what_people_wrote_cannot_break_the_brief():
    plain = brief_html(make_brief(), NOW, ZONE)
    evil = make_brief(
        interview=make_interview(place=HOSTILE, before=HOSTILE, occupation=HOSTILE),
        contact=make_contact(name=HOSTILE, organization=HOSTILE, notes=HOSTILE, referred_by=HOSTILE),
    )
    assert _shape(brief_html(evil, NOW, ZONE)) == _shape(plain)
