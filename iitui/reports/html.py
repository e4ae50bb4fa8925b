"""A page as one HTML file that needs nothing else: no network, no script; for a browser, and for paper."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from iitui.domain.links import find_links
from iitui.domain.text import clean, clean_line
from iitui.reports.outline import Outline, OutlineLine
from iitui.reports.pages import Entry, Fact, Item, Mark, Page, Section, TextBlock
from iitui.reports.tables import Table

LIGHT = {
    "paper": "#ffffff",
    "ink": "#1b1d21",
    "soft": "#565b64",
    "line": "#c9cdd4",
    "head": "#1f4e79",
    "band": "#f3f5f8",
}
"""The colors of the page by what they are for; text (`ink`, `soft`, `head`) stands on `paper` and `band`."""

DARK = {
    "paper": "#16181c",
    "ink": "#e8eaed",
    "soft": "#a9b0ba",
    "line": "#444a54",
    "head": "#8ec1f0",
    "band": "#20242a",
}
"""The same for those who prefer dark screens; on paper it is light."""

_STYLE = """\
* { box-sizing: border-box }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100% }
body { font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; margin: 0 }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem }
main.wide { max-width: 80rem }
main.wide :is(p, li, dl) { max-width: 46rem }
h1, h2, p, li, li div, dt, dd, th, td { overflow-wrap: anywhere; unicode-bidi: plaintext }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 1.25rem }
a { color: var(--head) }
h2 { font-size: 1.15rem; line-height: 1.3; color: var(--head); margin: 2rem 0 .5rem;
  padding-bottom: .25rem; border-bottom: 1px solid var(--line) }
p { margin: 0 0 .75rem }
p, li, dd { text-wrap: pretty }
dl { margin: 0; display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .3rem 1.25rem }
dl > div { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1 }
dt { color: var(--soft) }
dd { margin: 0 }
dd, .checks span, .note { text-align: left }
ul, ol { margin: 0 0 .75rem; padding-inline-start: 1.75rem }
li { margin: .3rem 0 }
ul.checks { list-style: none; padding: 0 }
ul.checks li { display: grid; grid-template-columns: 1.1rem 1fr; gap: .6rem }
.box { width: 1.1rem; height: 1.1rem; margin-top: .2rem; border: 1.5px solid var(--ink); border-radius: 2px;
  font-size: .9rem; line-height: .95rem; text-align: center }
ul.outline, ul.outline ul { list-style: none; padding: 0 }
ul.outline ul { margin: 0 0 0 .45rem; padding-inline-start: .9rem;
  border-inline-start: 1px solid var(--line) }
ul.outline > li { margin: 0 0 1rem }
.note { display: block; color: var(--soft); font-size: .95rem }
[aria-current] { background: var(--band); outline: 2px solid var(--line); outline-offset: 2px }
.table { overflow-x: auto; margin: 0 0 .75rem }
.table:focus-visible { outline: 2px solid var(--head); outline-offset: 2px }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .95rem }
th, td { text-align: start; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line);
  min-width: 11rem }
thead th { color: var(--soft); border-bottom: 2px solid var(--line) }
th:first-child { position: sticky; left: 0; background: var(--band); min-width: 11rem; max-width: 16rem }
"""

_SMALL_SCREEN = """\
@media screen and (max-width: 30rem) {
  dl { grid-template-columns: 1fr }
  dd { margin-bottom: .3rem }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
  table, tbody, tr, th, td { display: block; min-width: 0 }
  tr { margin-bottom: 1.25rem }
  th:first-child { position: static; max-width: none }
  td:empty { display: none }
  td::before { content: attr(data-column); display: block; color: var(--soft) }
}
"""

_PRINT = """\
@page { margin: 16mm 15mm 18mm }
@page wide { size: landscape }
@media print {
  html { font-size: 10.5pt }
  main, main.wide { max-width: none; padding: 0 }
  h1 { font-size: 18pt; margin-bottom: 9pt }
  h2 { font-size: 12.5pt; margin-top: 14pt }
  h1, h2 { break-after: avoid; break-inside: avoid }
  li, dl > div, tr { break-inside: avoid }
  .outline li { break-inside: auto }
  .outline li > div { break-inside: avoid }
  p, li { orphans: 3; widows: 3 }
  .table { overflow: visible }
  main.wide { page: wide }
  table { table-layout: fixed }
  th, td { min-width: 0; font-size: 9.5pt; padding: 3pt 5pt }
  thead { display: table-header-group }
  th:first-child { position: static; background: none; min-width: 0 }
}
"""

_HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""


def page_html(page: Page) -> str:
    """Return a page as an HTML file, its text escaped; it ends with a line break.

    Each text finds its own direction, so that Arabic and Hebrew stand right among English headings.
    """
    is_wide = any(isinstance(entry, Table) for section in page.filled for entry in section.entries)
    lines = [
        '<main class="wide">' if is_wide else "<main>",
        f'<h1 id="title" dir="auto">{_line(page.title)}</h1>',
        *(line for number, section in enumerate(page.filled, 1) for line in _section(section, number)),
        "</main>",
    ]
    head = _HEAD.format(title=_line(page.title), style=_style())
    return head + "\n".join(lines) + "\n</body>\n</html>\n"


def _style() -> str:
    return (
        f":root {{ color-scheme: light dark; {_variables(LIGHT)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}\n"
        f"{_STYLE}{_SMALL_SCREEN}{_PRINT}"
    )


def _variables(colors: dict[str, str]) -> str:
    return " ".join(f"--{name}: {color};" for name, color in colors.items())


def _line(text: str) -> str:
    return escape(clean_line(text))


def _linked(text: str) -> str:
    """Return a line in which links can be followed; they are checked, see `domain.links`."""
    line = clean_line(text)
    pieces: list[str] = []
    end = 0
    for link in find_links(line):
        shown = escape(line[link.start : link.end])
        pieces += [
            escape(line[end : link.start]),
            f'<a href="{escape(link.target)}" rel="noreferrer">{shown}</a>',
        ]
        end = link.end
    return "".join([*pieces, escape(line[end:])])


def _section(section: Section, number: int) -> Iterator[str]:
    heading = f"section-{number}" if section.title else "title"
    # Without a name it is no landmark: the headings lead through the page, and only what scrolls has its own.
    yield "<section>"
    if section.title:
        yield f'<h2 id="{heading}" dir="auto">{_line(section.title)}</h2>'
    start = 1
    for kind, group in groupby(section.entries, _kind):
        entries = list(group)
        yield from _entries(entries, heading, start)
        start += len(entries) * (kind is Mark.NUMBER)
    yield "</section>"


def _kind(entry: Entry) -> object:
    """Return what is the same for entries that stand together in one list."""
    if not isinstance(entry, Item):
        return type(entry)
    return Mark.OPEN if entry.mark is Mark.TICKED else entry.mark


def _entries(entries: Sequence[Entry], heading: str, start: int) -> Iterator[str]:
    opening, closing = _list_tags(entries[0], start)
    yield from opening
    for entry in entries:
        if isinstance(entry, Fact):
            yield f'<div><dt>{_line(entry.label)}</dt><dd dir="auto">{_linked(entry.text)}</dd></div>'
        elif isinstance(entry, TextBlock):
            yield from _paragraphs(entry.text)
        elif isinstance(entry, Table):
            yield from _table(entry, heading)
        elif isinstance(entry, Outline):
            yield from _outline(entry)
        else:
            yield _item(entry)
    yield from closing


def _list_tags(entry: Entry, start: int) -> tuple[list[str], list[str]]:
    """Return the tags around entries of one kind."""
    if isinstance(entry, Fact):
        return ["<dl>"], ["</dl>"]
    if not isinstance(entry, Item):
        return [], []
    if entry.mark is Mark.NUMBER:
        return ["<ol>" if start == 1 else f'<ol start="{start}">'], ["</ol>"]
    # Without a marker a list is no list to some screen readers, unless it says so.
    return ["<ul>" if entry.mark is Mark.BULLET else '<ul class="checks" role="list">'], ["</ul>"]


def _item(item: Item) -> str:
    if item.mark in (Mark.BULLET, Mark.NUMBER):
        return f'<li dir="auto">{_linked(item.text)}</li>'
    sign, words = ("✓", "done") if item.mark is Mark.TICKED else ("", "to do")
    box = f'<span class="box" role="img" aria-label="{words}">{sign}</span>'
    return f'<li>{box}<span dir="auto">{_linked(item.text)}</span></li>'


def _paragraphs(text: str) -> Iterator[str]:
    paragraph: list[str] = []
    for line in [*clean(text).split("\n"), ""]:
        if stripped := line.strip():
            paragraph.append(_linked(stripped))
        elif paragraph:
            yield f'<p dir="auto">{"<br>".join(paragraph)}</p>'
            paragraph = []


def _table(table: Table, heading: str) -> Iterator[str]:
    # It scrolls by the keyboard as well, so it takes the focus and has a name.
    yield f'<div class="table" role="region" aria-labelledby="{heading}" tabindex="0">'
    yield "<table>"
    names = [_line(name) for name in table.columns[1:]]
    columns = "".join(f'<th scope="col" dir="auto">{_line(name)}</th>' for name in table.columns)
    yield f"<thead><tr>{columns}</tr></thead>"
    yield "<tbody>"
    for first, *others in table.rows:
        cells = "".join(
            f'<td dir="auto" data-column="{name}">{_cell(cell)}</td>'
            for name, cell in zip(names, others, strict=True)
        )
        yield f'<tr><th scope="row" dir="auto">{_cell(first)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _outline(outline: Outline) -> Iterator[str]:
    """Yield nested lists; each line of the outline is an item that holds those below it."""
    open_lists = 0
    for line in outline.lines:
        if line.level >= open_lists:
            # A line may stand at most one level below the one before: a list holds nothing but items.
            yield '<ul class="outline" role="list">' if open_lists == 0 else '<ul role="list">'
            open_lists += 1
        else:
            for _ in range(open_lists - line.level - 1):
                yield "</li></ul>"
            open_lists = line.level + 1
            yield "</li>"
        yield f"<li>{_outline_line(line)}"
    yield "</li></ul>" * open_lists


def _outline_line(line: OutlineLine) -> str:
    current = ' aria-current="true"' if line.stressed else ""
    more = f", <bdi>{_line(line.more)}</bdi>" if line.more else ""
    note = f'<span class="note" dir="auto">{_line(line.note)}</span>' if line.note else ""
    return f"<div{current}>{line.how_deep}<bdi><strong>{_line(line.text)}</strong></bdi>{more}{note}</div>"


def _cell(text: str) -> str:
    return "<br>".join(_linked(line) for line in clean(text).split("\n"))
