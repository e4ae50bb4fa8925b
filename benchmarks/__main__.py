"""Measure everything against floors of the same run: ``python -m benchmarks [--rounds N] [--contacts N]``.

Every round takes each measure once, in turn, so that a machine that slows down slows all of them; what is
printed are medians, the least and the most, and the ratio of medians to the floor.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.measures import Measure, measures

FRAME = 1 / 60
"""Seconds of one frame of a usual screen."""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="how often everything is measured (15)")
    parser.add_argument("--contacts", type=int, default=50_000, help="in the large journal (50000)")
    parser.add_argument("--messages", type=int, default=20_000, help="in the mailbox (20000)")
    parser.add_argument("--only", default="", metavar="WORD", help="only what has this word in its name")
    said = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or every start would compile everything anew
    os.environ["TZ"] = "America/Detroit"
    taken: defaultdict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        every, importing = measures(Path(folder), said.contacts, said.messages)
        chosen = [one for one in every if said.only in one.name]
        floors = {one.floor for one in chosen}
        wanted = [one for one in every if one in chosen or one.name in floors]
        for number in range(said.rounds):
            print(f"\rround {number + 1} of {said.rounds}", end="", file=sys.stderr, flush=True)
            for measure in wanted:
                taken[measure.name].extend(measure.take())
    print(file=sys.stderr)
    print(f"{'what':<34} {'median':>10} {'least':>10} {'most':>10} {'ratio':>6} {'aim':>7}  floor")
    for measure in wanted:
        print(_line(measure, taken))
    print(f"import of {said.contacts} contacts, once: {importing:.1f} s")


def _line(measure: Measure, taken: dict[str, list[float]]) -> str:
    samples = taken[measure.name]
    median = statistics.median(samples)
    figures = "".join(f" {_said(value, measure.floor):>10}" for value in (median, min(samples), max(samples)))
    if measure.name == measure.floor:
        return f"{measure.name:<34}{figures}"
    ratio = median / statistics.median(taken[measure.floor])
    most = "" if measure.most is None else f"{measure.most:g}"
    if measure.within is not None:
        most = f"{measure.within * 1000:.0f} ms"
    is_above = (measure.most is not None and round(ratio, 2) > measure.most) or (
        measure.within is not None and median > measure.within
    )
    late = sum(sample > FRAME for sample in samples) / len(samples)
    note = f", {late:.0%} over a frame" if measure.floor.startswith("C") and late else ""
    note += ", above the aim" if is_above else ""
    return f"{measure.name:<34}{figures} {ratio:6.2f} {most:>7}  {measure.floor[:1]}{note}"


def _said(value: float, floor: str) -> str:
    return f"{value / 2**20:.1f} MiB" if floor.startswith("M") else f"{value * 1000:.1f} ms"


if __name__ == "__main__":
    main()
