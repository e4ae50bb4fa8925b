"""Help about what is not one command: keys, the few ideas, dates, files, JSON."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterable

from iitui.output import width_of
from iitui.reports.topics import read_topic


def topic_text(name: str) -> str:
    """Return the text of a topic; it ends with a line break."""
    if name == "keys":
        return _keys()
    return read_topic(name)


def fill_in(command: str, text: str) -> str:
    """Return the end of the help of a command with what it leaves open: the names of formats and fields."""
    fill = {"import": _imported, "export": _exported}.get(command)
    return text if fill is None else text.format(**fill())


def _imported() -> dict[str, str]:
    import textwrap

    from iitui.interchange.registry import all_formats
    from iitui.interchange.tables.fields import TableField

    lines = [f"  {each.name:<11}  {each.description} ({', '.join(each.endings)})" for each in all_formats()]
    fields = textwrap.fill(", ".join(TableField), width=76, initial_indent=" " * 11)[11:]
    return {"formats": "\n".join(lines), "fields": fields}


def _exported() -> dict[str, str]:
    from iitui.exports.registry import FORMATS

    return {"formats": "\n".join(f"  {what:<10}  {', '.join(FORMATS[what])}" for what in FORMATS)}


def _keys() -> str:
    from iitui.reports.settings import interface

    rows = [(key.name, key.keys, f"{key.does}: {key.about}") for key in interface()[1]]
    about = (
        "Use these names under [keys] in the settings. In the app, ? shows the keys of the screen you're on."
    )
    return f"# Keys\n\n{about}\n\n{_aligned(rows)}"


def _aligned(rows: Iterable[tuple[str, str, str]]) -> str:
    table = list(rows)
    first, second = (max(width_of(row[place]) for row in table) for place in (0, 1))
    lines = (
        f"{name}{' ' * (first - width_of(name))}  {value}{' ' * (second - width_of(value))}  {meaning}"
        for name, value, meaning in table
    )
    return "\n".join(lines) + "\n"


def show_text(text: str) -> None:
    """Print a text; on a terminal that it does not fit into, through the user's pager."""
    if sys.stdout.isatty() and text.count("\n") >= _lines() and _page(text):
        return
    sys.stdout.write(text)


def _lines() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return 24


def _page(text: str) -> bool:
    """Show a text in the pager; return whether there is one that works."""
    try:
        command = shlex.split(os.environ.get("PAGER", "") or "less")
        environment = {"LESS": "FRX", **os.environ}
        shown = subprocess.run(command, input=text.encode(), env=environment, check=False)
    except (OSError, ValueError):
        return False
    return shown.returncode == 0
