"""The only stylesheet, in two parts: what the first frame needs, and the rest, read after that frame.

Reading all of it takes Textual as long as drawing a whole screen.
"""

from pathlib import Path

_LINE = "/* ===="
"""What the double line in the stylesheet begins with."""


def find_stylesheet() -> Path:
    """Return where the stylesheet is: beside the code in a wheel, one folder up in a checkout."""
    package = Path(__file__).parents[2]
    beside = package / "screens.tcss"
    return beside if beside.exists() else package.parent / "screens.tcss"


def read(path: Path) -> tuple[str, str]:
    """Return what the first frame needs, and the rest."""
    first, line, rest = path.read_text("utf-8").partition(_LINE)
    return first, line + rest
