"""The topics of `iitui help` that are plain files: commands print them, and screens show them."""

from pathlib import Path

IDEAS = ("follow-ups", "evidence", "permission", "off-the-record", "dates")
"""The topics that explain something of the screens, by their names after `iitui help`."""

_FOLDER = Path(__file__).parent.parent / "data" / "help"


def read_topic(name: str) -> str:
    """Return the text of a topic; its first line is its title after "# ", and it ends with a line break."""
    return (_FOLDER / f"{name}.txt").read_text("utf-8")
