"""The pages in a real browser: nothing keeps people out of them, they fit a telephone, and they print.

The browser is Chromium (Debian's package `chromium`); the script that looks for obstacles is axe-core.
"""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

import pytest

from iitui.domain.comparison import EvidenceNeeded, open_questions
from iitui.reports.brief import brief_page
from iitui.reports.field_brief import field_brief_page
from iitui.reports.html import page_html
from iitui.reports.pages import Page
from iitui.reports.referrals import referrals_page
from iitui.store.reader import JournalReader
from tests.clock import FIGURES, ZONE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here to open pages in")

TELEPHONE, DESK = 390, 1280

NARROWEST_WINDOW = 500
"""Chromium opens none that is narrower; a telephone is a frame in one."""

FRAME = """<!DOCTYPE html>
<html lang="en"><head><title>A telephone</title></head><body>
<iframe title="The page" style="width: {width}px; height: 800px; border: 0" srcdoc="{page}"></iframe>
</body></html>
"""

RESULT = """
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}).then(found => {
  const result = {
    violations: found.violations.map(each => [each.id, each.nodes.map(node => node.html)]),
    passes: found.passes.map(each => each.id),
    width: document.documentElement.scrollWidth,
    room: window.innerWidth,
    paper: getComputedStyle(document.documentElement).backgroundColor,
  };
  top.document.body.textContent = JSON.stringify(result);
});
"""


class Seen(TypedDict):
    """What axe and the browser say of a page; widths in pixels."""

    violations: list[tuple[str, list[str]]]
    passes: list[str]
    width: int
    room: int
    paper: str


Look = Callable[..., Seen]


def run_chromium(folder: Path, *options: str) -> str:
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--no-first-run", "--disable-extensions", "--disable-background-networking",
            f"--user-data-dir={folder / 'profile'}", *options,
        ],
        capture_output=True, text=True, timeout=60, check=True, cwd=folder,
    )  # fmt: skip
    return done.stdout


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Open a page in a window of a width, and return what axe and the browser say of it."""

    def look(page: Page, width: int, *, dark: bool = False) -> Seen:
        axe = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
        whole = page_html(page)
        # The page allows no script, as it should; for the test alone, this one is let in.
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", whole)
        text = text.replace("</body>", f"<script>{axe}</script><script>{RESULT}</script></body>")
        assert len(text) > len(whole)
        if width < NARROWEST_WINDOW:
            text = FRAME.format(width=width, page=html.escape(text))
        (tmp_path / "page.html").write_text(text, "utf-8")
        shown = run_chromium(
            tmp_path,
            f"--window-size={max(width, NARROWEST_WINDOW)},900",
            f"--blink-settings=preferredColorScheme={0 if dark else 1}",
            "--virtual-time-budget=10000",
            "--dump-dom",
            (tmp_path / "page.html").as_uri(),
        )
        body = re.search(r"<body>(\{.*\})\s*</body>", shown, re.DOTALL)
        assert body, shown[-2000:]
        seen: Seen = json.loads(html.unescape(body[1]))
        return seen

    return look


@pytest.fixture
def pages(sample: Path, now) -> dict[str, Page]:
    """The three pages of the sample journal."""
    reader = JournalReader.open(sample, FIGURES)
    coming = reader.interviews.next(now)
    occupation = next(one for one in reader.occupations.all() if one.name == "Clinical informatics")
    comparison = reader.compare.get(occupation.id, now)
    assert coming
    assert comparison
    public = comparison.published()
    bank = [row.question for row in reader.questions.bank()]
    brief = reader.briefs.get(coming.id, now, 15, with_results=True)
    tree = reader.referrals.all(now)
    reader.close()
    assert brief
    named = max(tree.people, key=lambda each: tree.depths[each])
    return {
        "brief": brief_page(brief, now, ZONE),
        "field brief": field_brief_page(public, open_questions(public, bank), EvidenceNeeded(), now, ZONE),
        "referral tree": referrals_page(tree, now, ZONE, named),
    }


@pytest.mark.parametrize(
    ("name", "width", "dark"),
    [("brief", TELEPHONE, False), ("field brief", TELEPHONE, True), ("referral tree", DESK, True)],
)
def test_nothing_keeps_people_out(look: Look, pages: dict[str, Page], name: str, width: int, dark: bool):
    seen = look(pages[name], width, dark=dark)
    assert seen["violations"] == []
    assert {"color-contrast", "html-has-lang", "heading-order", "region"} <= {*seen["passes"]}
    assert seen["paper"] == ("rgb(22, 24, 28)" if dark else "rgb(255, 255, 255)")
    assert seen["room"] == width
    assert seen["width"] <= seen["room"], "nothing is cut off at the right"


def test_a_brief_prints_on_paper(tmp_path: Path, pages: dict[str, Page]):
    (tmp_path / "page.html").write_text(page_html(pages["brief"]), "utf-8")
    run_chromium(
        tmp_path, "--no-pdf-header-footer", "--print-to-pdf=page.pdf", (tmp_path / "page.html").as_uri()
    )
    printed = (tmp_path / "page.pdf").read_bytes()
    assert printed.startswith(b"%PDF-")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 3
