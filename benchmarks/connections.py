"""A Connections.csv as LinkedIn writes it, and bringing it into an empty journal."""

import csv
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.journals import draft_of

SECONDS = 4.0
"""Within which 50,000 connections should be imported, from spawn to exit."""

_COLUMNS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")


def write_connections(path: Path, people: int) -> None:
    """Write a file with so many connections; as in a real one, every twentieth says its address."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('Notes:\n"When exporting your connection data, some addresses may be missing."\n\n')
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        for number in range(people):
            draft = draft_of(number)
            given, family = draft.name.split(" ", 1)
            url = f"https://www.linkedin.com/in/{given.lower()}-{number}"
            address = "" if number % 20 else f"person{number}@example.org"
            rows.writerow((given, family, url, address, draft.organization, draft.role, "12 Mar 2024"))


def bring_in(program: str, file: Path, journal: Path) -> Callable[[], Sequence[float]]:
    """Return what times the import of a file into a journal that does not exist yet."""
    command = (program, "--db", str(journal), "import", str(file))

    def take() -> list[float]:
        for left in journal.parent.glob(f"{journal.name}*"):
            left.unlink()
        begun = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return [time.perf_counter() - begun]

    return take
