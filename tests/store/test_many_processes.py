"""Eight processes act on one journal at once: no act is lost, none is refused, nobody sees that it is locked.

25 acts each in every run, 200 each (1,600) with IITUI_PROOF=1.
"""

from pathlib import Path

from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact
from tests.clock import MORNING, MovableClock
from tests.proof import size
from tests.store.journal_contents import all_rows, assert_agrees
from tests.store.writer_processes import WriterProcesses

PROCESSES = 8
ACTS = size(25, 200)
MIXED = size(10, 60)
"""Random acts of each, undo and redo of the others' among them."""

KINDS = 4
"""Acts are of four kinds by turns; the last adds a line to notes that all of them add lines to."""


def marks(kind: int) -> set[str]:
    return {f"{seed}-{number}" for seed in range(PROCESSES) for number in range(kind, ACTS, KINDS)}


def waits(lines: list[str]) -> list[float]:
    """Seconds that each act took, of those that were confirmed."""
    return [float(line.split()[3]) for line in lines if " took " in line]


def test_eight_processes_lose_no_act(journal: Path, clock: MovableClock):
    store = Store.open(journal, clock)
    person = contact(store, "Everybody's Friend")
    store.close()
    with WriterProcesses() as writers:
        said = []
        children = []
        for seed in range(PROCESSES):
            pid, earlier = writers.fork("others", journal, seed, ACTS)
            children.append(pid)
            said += earlier
        rest, ends = writers.wait()
    took = waits([*said, *rest])
    assert ends == dict.fromkeys(children, 0), "none ended with an error"
    assert len(took) == PROCESSES * ACTS
    found = all_rows(journal)
    assert len(found["act"]) == PROCESSES * ACTS + 1
    assert not any(row[3] for row in found["act"])
    assert_agrees(journal)
    reader = JournalReader.open(journal)
    kept = reader.contacts.get(person.id, MORNING)
    assert kept is not None
    assert {line for line in kept.notes.splitlines() if line} == marks(3), "no line was written over"
    assert {name.removeprefix("Friend ") for name in reader.contacts.names()} - {kept.name} == marks(0)
    assert len(found["interview"]) == len(marks(1))
    assert len(found["touch"]) == len(marks(2))
    assert [row[1] for row in found["organization"]] == ["Shared"], "made once, by whoever came first"
    reader.close()
    print(f"{len(took)} acts of {PROCESSES} processes, the longest took {max(took):.2f} s")


def test_eight_processes_make_one_journal(journal: Path):
    """All of them find nothing there and make it; one bank of questions and one schema come of it."""
    with WriterProcesses() as writers:
        children = [writers.fork("random", journal, seed, MIXED)[0] for seed in range(PROCESSES)]
        _, ends = writers.wait()
    assert ends == dict.fromkeys(children, 0)
    assert_agrees(journal)
    slugs = [row[1] for row in all_rows(journal)["question"] if row[1] is not None]
    assert len(slugs) == len(set(slugs)) > 50
