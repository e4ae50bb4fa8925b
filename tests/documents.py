"""Writes what is made from the code: `make documents`; `tests/test_documents.py` compares it."""

import json
from pathlib import Path

from iitui.cli.manual import man_page
from iitui.cli.topics import topic_text
from iitui.reports.settings import settings_table
from tests.errands import errands_table

ROOT = Path(__file__).parent.parent


def interface() -> str:
    """What the screens offer to the settings, as JSON with a line for each key."""
    from textual.app import App

    from iitui.ui.app.app import IituiApp
    from iitui.ui.app.keymap import all_commands
    from iitui.ui.kit.theme import THEMES

    themes = sorted({*App[None]().available_themes, *(theme.name for theme in THEMES)})
    keys = [
        {"name": one.id, "keys": one.keys, "does": one.description, "about": one.tooltip}
        for one in all_commands(IituiApp)
    ]
    lines = ",\n".join(f"    {json.dumps(key, ensure_ascii=False)}" for key in keys)
    return f'{{\n  "themes": {json.dumps(themes)},\n  "keys": [\n{lines}\n  ]\n}}\n'


def settings_page() -> str:
    """The page about all settings."""
    return f"""\
# Settings

`iitui settings` lists them with their values and where each is set; `iitui settings --edit` opens the file,
which `iitui paths` names. This page is made from `iitui/settings.py` by `make documents`.

{settings_table()}"""


def _filled_in(page: str) -> str:
    """Return a page with the tables made from the code, each between its two marks if the page has them."""
    for name, table in {"errands": errands_table()}.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        before, mark, rest = page.partition(begin)
        if mark and end in rest:
            page = f"{before}{begin}{table}{rest[rest.index(end) :]}"
    return page


def documents() -> dict[str, str]:
    """Each file that is made, with its text."""
    return {
        "iitui/data/interface.json": interface(),
        "docs/settings.md": settings_page(),
        "docs/json.md": topic_text("json"),
        "docs/iitui.1": man_page(),
        "README.md": _filled_in((ROOT / "README.md").read_text("utf-8")),
    }


if __name__ == "__main__":
    for name, text in documents().items():
        (ROOT / name).write_text(text, "utf-8")
