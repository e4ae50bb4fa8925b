"""What a prompt asks is asked as on the command line: in the same home, at the same time."""

from tests.cli.conftest import at, home, now, run

__all__ = ["at", "home", "now", "run"]
