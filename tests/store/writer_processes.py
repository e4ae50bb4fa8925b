"""Processes that act on a journal and confirm every act on a pipe, to be killed or to compete.

They are forked from a server that has imported everything once (`python -m tests.store.writer_processes`), so
that one more costs milliseconds. Server and children write whole lines to one pipe: "forked PID",
"ended PID STATUS", and "PID ..." for what a child confirms.
"""

import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

from iitui.domain.contacts import ContactDraft
from iitui.domain.identity import uids
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview, request
from tests.clock import MORNING, MovableClock
from tests.store.random_acts import Hand

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
FAILED = 3
ENDLESS = 10**9


def confirm(line: str) -> None:
    """Tell whoever reads the pipe; shorter than what a pipe takes in one piece."""
    os.write(1, f"{os.getpid()} {line}".encode()[:1000] + b"\n")


def act_at_random(journal: Path, seed: int, steps: int) -> None:
    """Do random acts, confirm each, and now and then let go of the journal and open it again."""
    clock = MovableClock(MORNING + timedelta(days=seed))
    rng = Random(seed)
    uids.random_bytes = Random(seed).randbytes  # what is repeated gives its records the same names
    done = 0
    while True:
        store = Store.open(journal, clock)
        hand = Hand(store, journal, clock, rng)
        confirm(f"{done} opened 0")
        for _ in range(min(rng.randint(1, 25), steps - done)):
            said = hand.step()
            done += 1
            confirm(f"{done} {said}")
        hand.close()
        store.close()
        if done == steps:
            return


def act_with_others(journal: Path, seed: int, steps: int) -> None:
    """Do acts of which each must leave one step behind, whatever the other processes do meanwhile."""
    done = 0
    while done < steps:
        store = Store.open(journal, MovableClock(MORNING + timedelta(minutes=done)))
        for _ in range(min(17, steps - done)):
            begun = time.monotonic()
            _SHARED[done % len(_SHARED)](store, f"{seed}-{done}")
            done += 1
            confirm(f"{done} took {time.monotonic() - begun:.3f}")
        store.close()
        reader = JournalReader.open(journal)
        reader.contacts.count()
        reader.close()


def _shared_person(store: Store) -> int:
    return store.reader.contacts.by_name("Everybody's Friend")[0][0]


def _add_line(store: Store, mark: str) -> None:
    """Add a line to notes that all add lines to: read and written as one act."""
    with store.together(f"Line {mark}"):
        kept = store.reader.contacts.get(_shared_person(store), MORNING)
        assert kept is not None
        store.contacts.edit(kept.id, ContactDraft(name=kept.name, notes=f"{kept.notes}\n{mark}"))


_SHARED: tuple[Callable[[Store, str], object], ...] = (
    lambda store, mark: contact(store, f"Friend {mark}", organization="Shared", tags=["shared"]),
    lambda store, _: interview(store, _shared_person(store), MORNING + timedelta(days=1)),
    lambda store, _: request(store, _shared_person(store), MORNING),
    _add_line,
)

WRITERS = {"random": act_at_random, "others": act_with_others}


def serve() -> None:
    """Fork a child for every line "WRITER SEED STEPS JOURNAL" on standard input; reap all for "wait"."""
    for line in sys.stdin:
        if line == "wait\n":
            with suppress(ChildProcessError):
                while True:
                    pid, status = os.wait()
                    os.write(1, f"ended {pid} {status}\n".encode())
            os.write(1, b"alone\n")
            continue
        writer, seed, steps, journal = line.rstrip("\n").split(" ", 3)
        if (pid := os.fork()) == 0:
            _run(WRITERS[writer], Path(journal), int(seed), int(steps))
        os.write(1, f"forked {pid}\n".encode())


def _run(writer: Callable[[Path, int, int], None], journal: Path, seed: int, steps: int) -> None:
    """Be a child, to the end of the process."""
    status = FAILED
    try:
        writer(journal, seed, steps)
        status = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(status)


class WriterProcesses:
    """The server as a test sees it; nothing of it outlives the `with`."""

    def __enter__(self) -> Self:
        # Python's hashes are the same in all of them, lest a repetition differ by the order of a set.
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.store.writer_processes"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
        )
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._in, self._out = self._server.stdin, self._server.stdout
        os.set_blocking(self._out.fileno(), False)
        self._rest = b""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait(PATIENCE)
        self._in.close()
        self._out.close()

    def _tell(self, line: str) -> None:
        self._in.write(f"{line}\n".encode())
        self._in.flush()

    def lines(self, seconds: float) -> Iterator[str]:
        """What comes through the pipe, until so many seconds have passed."""
        end = time.monotonic() + seconds
        while True:
            head, found, self._rest = self._rest.partition(b"\n")
            if found:
                yield head.decode(errors="replace")
                continue
            self._rest = head
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._out], [], [], left)[0]:
                return
            if not (piece := os.read(self._out.fileno(), 1 << 16)):
                raise AssertionError("the writing processes are gone; see what they wrote to standard error")
            self._rest += piece

    def fork(self, writer: str, journal: Path, seed: int, steps: int = ENDLESS) -> tuple[int, list[str]]:
        """Start a child; return its number, and the lines that came before word of it."""
        self._tell(f"{writer} {seed} {steps} {journal}")
        earlier: list[str] = []
        for line in self.lines(PATIENCE):
            if line.startswith("forked "):
                return int(line.split()[1]), earlier
            earlier.append(line)
        raise AssertionError("no child was forked")

    def wait(self) -> tuple[list[str], dict[int, int]]:
        """Wait for all children; return what they still said, and how each ended."""
        self._tell("wait")
        said: list[str] = []
        ends: dict[int, int] = {}
        for line in self.lines(PATIENCE):
            if line == "alone":
                return said, ends
            if line.startswith("ended "):
                _, pid, status = line.split()
                ends[int(pid)] = int(status)
            else:
                said.append(line)
        raise AssertionError(f"some children did not end: {said[-3:]}")


if __name__ == "__main__":
    serve()
