"""Measure start-up, keys and shell commands against floors of the same run: ``python -m benchmarks``.

Every round takes each measure once, in turn, so that a machine that slows down slows all of them; what is
printed are medians, their spread, and the ratio to the floor.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.journals import write_journal
from benchmarks.terminal import TimedTerminal

PYTHON = sys.executable
IITUI = (PYTHON, "-m", "iitui")


def process(command: Sequence[str]) -> float:
    """Return the seconds that a whole process takes."""
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def start(command: Sequence[str], words: str) -> float:
    """Return the seconds from spawn until words are painted."""
    with TimedTerminal(command) as terminal:
        return terminal.painted(words)


def keys(command: Sequence[str], words: str, before: Sequence[str], key: str, times: int = 10) -> float:
    """Return the median seconds from a key to its paint."""
    with TimedTerminal(command) as terminal:
        terminal.painted(words)
        terminal.settle(0.5)
        for one in before:
            terminal.key(one)
        return statistics.median(terminal.key(key) for _ in range(times))


def measures(folder: Path, contacts: int) -> dict[str, tuple[str, Callable[[], float]]]:
    """Return what is measured: name -> (name of its floor, how)."""
    small, large = folder / "small.db", folder / "large.db"
    write_journal(small, 100)
    write_journal(large, contacts)
    floor = (PYTHON, "-m", "benchmarks.floors")
    a, b, c = "A bare Textual, spawn to paint", "B bare interpreter", "C letter into an Input"

    def app(file: Path) -> tuple[str, ...]:
        return (*IITUI, "--db", str(file))

    return {
        a: (a, lambda: start(floor, "floor-is-painted")),
        b: (b, lambda: process((PYTHON, "-c", "pass"))),
        c: (c, lambda: keys(floor, "floor-is-painted", (), "x")),
        "iitui, spawn to Today, 100": (a, lambda: start(app(small), "Thandiwe")),
        f"iitui, spawn to Today, {contacts}": (a, lambda: start(app(large), "Thandiwe")),
        f"due, {contacts}": (b, lambda: process((*app(large), "due"))),
        f"next, {contacts}": (b, lambda: process((*app(large), "next"))),
        f"contacts ito, {contacts}": (b, lambda: process((*app(large), "contacts", "ito 77"))),
        "--help": (b, lambda: process((*IITUI, "--help"))),
        "cursor move in contacts, 100": (c, lambda: keys(app(small), "Thandiwe", ("2",), "j")),
        f"cursor move in contacts, {contacts}": (c, lambda: keys(app(large), "Thandiwe", ("2",), "j")),
        f"letter of a search, {contacts}": (c, lambda: keys(app(large), "Thandiwe", ("2", "/"), "i", 3)),
    }


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--contacts", type=int, default=50_000)
    said = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or every start would compile everything anew
    taken: defaultdict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        table = measures(Path(folder), said.contacts)
        for number in range(said.rounds):
            print(f"\rround {number + 1} of {said.rounds}", end="", file=sys.stderr, flush=True)
            for name, (_, measure) in table.items():
                taken[name].append(measure())
    print(file=sys.stderr)
    print(f"{'what':<38} {'median':>9} {'least':>9} {'most':>9} {'ratio':>6}  floor")
    for name, (floor, _) in table.items():
        median = statistics.median(taken[name])
        ratio = median / statistics.median(taken[floor])
        low, high = min(taken[name]) * 1000, max(taken[name]) * 1000
        print(f"{name:<38} {median * 1000:6.1f} ms {low:6.1f} ms {high:6.1f} ms {ratio:6.2f}  {floor[0]}")


if __name__ == "__main__":
    main()
