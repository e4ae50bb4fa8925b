"""What is measured: each measure takes some samples, in seconds or bytes, and is held against a floor."""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks import acts, exchange
from benchmarks.connections import SECONDS, bring_in, write_connections
from benchmarks.floors import WORDS
from benchmarks.journals import write_comparison, write_journal, write_referrals
from benchmarks.mailboxes import list_heads, look, write_mailbox
from benchmarks.places import AGAIN, FIRST, PLACES, Visits
from benchmarks.terminal import TimedTerminal
from iitui.domain.dates.calendar import end_of_day
from iitui.store.reader import JournalReader

PYTHON = sys.executable
IITUI = str(Path(PYTHON).with_name("iitui"))
TODAY = "Thandiwe"
"""With whom the next interview of the sample journal is: once painted, Today is there with its data."""

WHOM = "Thandiwe Mokoena"
"""The name of that contact."""

LIVE = ("b", "s", "y", "\x1b", "1")
"""Keys from Today into the first answer of the next interview, which is begun before its time."""

COMPARE = "6 Compare"
"""What stands in the top bar once Today is painted, also where no interview is planned."""

Take = Callable[[], Sequence[float]]


@dataclass(frozen=True)
class Measure:
    """Something to measure.

    Attributes:
        name: what it is, in words.
        floor: the name of the measure that it is held against.
        most: the ratio that it should not exceed; None where there is none.
        within: the seconds that it should not exceed; None where the ratio counts, or nothing.
        take: takes samples of it, in seconds, or in bytes for memory.
    """

    name: str
    floor: str
    most: float | None
    take: Take
    within: float | None = None


A = "A  a bare Textual, spawn to paint"
B = "B  a bare interpreter"
C = "C  a letter into an Input"
H = "H  mailbox, listing its heads"
M = "M  memory of a bare Textual"
S = "S  import sqlmodel"
J = "J  json.dumps of everything"
R = "R  vobject, reading cards"
V = "V  vobject, writing cards"


def process(*command: str, **environment: str) -> Take:
    """Return what times a whole process."""

    def take() -> list[float]:
        begun = time.perf_counter()
        _run(command, environment)
        return [time.perf_counter() - begun]

    return take


def acting(*command: str) -> Take:
    """Return what times a whole process that acts on a journal; what it did is taken back, untimed."""
    act, undo = process(*command), process(*command[:3], "undo")

    def take() -> Sequence[float]:
        spent = act()
        undo()
        return spent

    return take


def processor(*command: str) -> Take:
    """Return what takes the processor time of a whole process, thrice: it is short, and others disturb it."""

    def take() -> list[float]:
        return [_processor_time(command) for _ in range(3)]

    return take


def _processor_time(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(command, {})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(command: Sequence[str], environment: Mapping[str, str]) -> None:
    subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
        check=False,
    )


def start(words: str, *command: str) -> Take:
    """Return what times a start, from spawn until words are painted."""

    def take() -> list[float]:
        with TimedTerminal(command) as terminal:
            return [terminal.painted(words)]

    return take


def memory(words: str, *command: str, later: float = 0.0) -> Take:
    """Return what reads the resident memory once words are painted, or so many seconds later."""

    def take() -> list[float]:
        with TimedTerminal(command) as terminal:
            terminal.painted(words)
            if later:
                terminal.rest(later)
            return [float(terminal.resident())]

    return take


def keys(before: Sequence[str], pressed: str, words: str, *command: str) -> Take:
    """Return what times each of some keys until the first paint that answers it."""

    def take() -> list[float]:
        with TimedTerminal(command) as terminal:
            terminal.painted(words)
            terminal.rest(1.0)
            for one in before:
                terminal.key(one)
                terminal.rest(0.3)
            return [terminal.key(one) for one in pressed]

    return take


def query(path: Path, ask: Callable[[JournalReader, datetime, datetime], object]) -> Take:
    """Return what times one question to a journal, in this process."""
    zone = ZoneInfo("America/Detroit")

    def take() -> list[float]:
        reader, now = JournalReader.open(path), datetime.now(UTC)
        try:
            ask(reader, now, end_of_day(now, zone))
            begun = time.perf_counter()
            ask(reader, now, end_of_day(now, zone))
            return [time.perf_counter() - begun]
        finally:
            reader.close()

    return take


def task_warrior(folder: Path, tasks: int) -> Take | None:
    """Return what times `task next` among so many tasks; None where there is no taskwarrior."""
    program = shutil.which("task")
    if program is None:
        return None
    (folder / "taskrc").write_text(
        f"data.location={folder / 'tasks'}\nconfirmation=off\nnews.version=9.9.9\n"
    )
    records = [
        {
            "description": f"Thank contact {number}",
            "due": f"2026{number % 12 + 1:02}{number % 28 + 1:02}T120000Z",
        }
        for number in range(tasks)
    ]
    (folder / "tasks.json").write_text(json.dumps(records))
    environment = {"TASKRC": str(folder / "taskrc"), "TASKDATA": str(folder / "tasks")}
    subprocess.run(
        [program, "import", str(folder / "tasks.json")],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return process(program, "next", **environment)


def measures(folder: Path, contacts: int, messages: int) -> tuple[list[Measure], float]:
    """Return everything that is measured, on journals written into a folder, and the seconds of an import."""
    names = ("small", "middle", "large", "owed", "live")
    small, middle, large, owed, live = (folder / f"{name}.db" for name in names)
    write_journal(small, 100)
    write_journal(middle, 10_000)
    importing = write_journal(large, contacts)
    shutil.copy(large, live)  # every round goes on with the interview of the one before
    write_journal(owed, contacts, thanked=False)
    compared = folder / "compared.db"
    write_comparison(compared)
    referred = folder / "referred.db"
    write_referrals(referred)
    mailbox = folder / "mailbox"
    write_mailbox(mailbox, messages)
    calendar = (IITUI, "--db", str(large), "export", "calendar", "--vdir", str(folder / "calendar"))
    subprocess.run(calendar, stdout=subprocess.DEVNULL, check=True)
    label, letter = (PYTHON, "-m", "benchmarks.floors", "label"), (PYTHON, "-m", "benchmarks.floors", "input")

    def app(file: Path) -> tuple[str, ...]:
        return (IITUI, "--db", str(file))

    few = "start, 100 contacts"
    found = [
        Measure(A, A, None, start(WORDS, *label)),
        Measure(B, B, None, processor(PYTHON, "-c", "pass")),
        Measure(C, C, None, keys((), "night", WORDS, *letter)),
        Measure(M, M, None, memory(WORDS, *label)),
        Measure(H, H, None, list_heads(mailbox)),
        Measure(S, S, None, process(PYTHON, "-c", "import sqlmodel")),
        Measure(few, A, 1.08, start(TODAY, *app(small))),
        Measure(f"start, {contacts} contacts", A, 1.08, start(TODAY, *app(large))),
        Measure(f"start, {contacts} beside 100", few, 1.03, start(TODAY, *app(large))),
        Measure("memory, first screen", M, 1.2, memory(TODAY, *app(large))),
        Measure("memory, store open", M, 2.1, memory(TODAY, *app(large), later=1.5)),
        Measure(f"due, {contacts}", B, 2.5, processor(*app(large), "due")),
        Measure(f"next, {contacts}", B, 2.3, processor(*app(large), "next")),
        Measure(f"due --quiet, {contacts}", B, 2.5, processor(*app(large), "due", "--quiet")),
        Measure("due, 10000", B, 2.5, processor(*app(middle), "due")),
        Measure("--help", B, 2.5, processor(IITUI, "--help")),
        Measure("--version", B, 2.5, processor(IITUI, "--version")),
        Measure("completion bash", B, 2.5, processor(IITUI, "completion", "bash")),
        Measure("tab after brief --", B, 2.5, processor(IITUI, "complete", "brief", "--")),
        Measure("tab after done", B, None, processor(IITUI, "complete", "--db", str(large), "done", "")),
        Measure("contacts ito 77", B, None, processor(*app(large), "contacts", "ito", "77")),
        Measure(f"stats, {contacts}", B, None, processor(*app(large), "stats")),
        Measure("export --vdir, nothing changed", B, 12.0, processor(*calendar)),
        Measure("add, 100 contacts", S, 1.05, acting(*app(small), "add", "Dana Ito, Nurse, Works")),
        Measure("done, 100 contacts", S, 1.05, acting(*app(small), "done", "thank_you:4")),
        Measure("log, 100 contacts", S, 1.05, acting(*app(small), "log", WHOM, "Wrote to them.")),
        Measure("cursor move in contacts, 100", C, 1.0, keys(("2",), "jjjjj", TODAY, *app(small))),
        Measure(f"cursor move in contacts, {contacts}", C, 1.0, keys(("2",), "jjjjj", TODAY, *app(large))),
        Measure(f"to the end and back, {contacts}", C, None, keys(("2",), "GgGg", TODAY, *app(large))),
        Measure("letters, a name: ito 7", C, 2.0, keys(("2", "/"), "ito 7", TODAY, *app(large))),
        Measure("letters, in every note: night", C, 2.0, keys(("2", "/"), "night", TODAY, *app(large))),
        Measure("letters, nowhere: zqzq", C, 2.0, keys(("2", "/"), "zqzq", TODAY, *app(large))),
        Measure("t, the tree of 5000 referrals", C, None, keys(("2",), "t", TODAY, *app(referred))),
        Measure("cursor move in the tree", C, 1.2, keys(("2", "t"), "jjjjj", TODAY, *app(referred))),
        Measure("cursor move in them", C, 1.2, keys(("2", "O"), "jjjjj", TODAY, *app(referred))),
        Measure("enter, 30 people x 40 questions", C, None, keys(("6",), "\r", COMPARE, *app(compared))),
        Measure("cursor move among them", C, None, keys(("6", "\r"), "ljljl", COMPARE, *app(compared))),
        Measure(
            "scrolling to people out of sight",
            C,
            None,
            keys(("6", "\r", "\x1b[F"), "hhhhh", COMPARE, *app(compared)),
        ),
        Measure("enter, a contact", C, None, keys(("2",), "\r", TODAY, *app(large))),
        Measure("letters, an answer that is saved", C, 1.5, keys(LIVE, "night and day", TODAY, *app(live))),
        Measure(
            "query: what is owed", C, None, query(large, lambda g, now, end: g.follow_ups.owed(now, end, now))
        ),
        Measure(
            "query: 30 people x 40 questions",
            C,
            None,
            query(compared, lambda g, now, _: g.compare.get(1, now)),
        ),
        Measure(
            "query: a page of contacts",
            C,
            None,
            query(large, lambda g, now, end: g.contacts.page("", 0, 60, now, end)),
        ),
        Measure(
            "query: the last page",
            C,
            None,
            query(large, lambda g, now, end: g.contacts.page("", contacts - 60, 60, now, end)),
        ),
        Measure(
            "query: a page of “night”",
            C,
            None,
            query(large, lambda g, now, end: g.contacts.page("night", 0, 60, now, end)),
        ),
    ]
    found += _opened(app(large))
    found += _imported(folder, contacts)
    found += _exchanged(small, large, contacts)
    found.append(Measure(f"mail, {messages} messages", H, 1.5, look(mailbox, large)))
    for name, act in (
        ("add a contact", acts.add_contact),
        ("edit a note", acts.edit_contact),
        ("log a touch", acts.log_touch),
        ("plan an interview", acts.plan_interview),
        ("settle a thank-you", acts.settle),
        ("make a reminder", acts.remind),
    ):
        found.append(Measure(f"act: {name}", C, None, acts.timed(large, act)))
    other = task_warrior(folder, 10_000)
    if other is not None:
        name = "task next (taskwarrior), 10000"
        found += [
            Measure(name, name, None, other),
            Measure("due, 10000, beside it", name, 0.4, process(*app(middle), "due")),
        ]
    return found, importing


def _opened(app: Sequence[str]) -> list[Measure]:
    """Return what is measured of opening each place, the first time and again."""
    visits = Visits(TODAY, *app)
    return [
        Measure(
            f"{place}{', again' if again else ''}", C, None, partial(visits.take, place, again=again), within
        )
        for place in PLACES
        for again, within in ((False, FIRST), (True, AGAIN))
    ]


def _imported(folder: Path, contacts: int) -> list[Measure]:
    """Return what is measured of bringing connections in."""
    file = folder / "Connections.csv"
    write_connections(file, contacts)
    take = bring_in(IITUI, file, folder / "imported.db")
    return [Measure(f"import, {contacts} connections", S, None, take, SECONDS)]


def _exchanged(small: Path, large: Path, contacts: int) -> list[Measure]:
    """Return what is measured of exports, and of reading them back."""
    few, many = (
        exchange.most_memory(IITUI, "--db", str(journal), "export", "everything")
        for journal in (small, large)
    )
    baseline = "M, export everything, 100"
    return [
        Measure(V, V, None, exchange.vobject_writes(large, contacts)),
        Measure(R, R, None, exchange.vobject_reads(large, contacts)),
        Measure(J, J, None, exchange.json_dumps(large)),
        Measure(f"export contacts, {contacts}", V, 0.33, exchange.write_cards(large)),
        Measure(f"read them back, {contacts}", R, 0.2, exchange.read_cards(large)),
        Measure(f"export everything, {contacts}", J, 3.0, exchange.write_everything(large)),
        Measure(baseline, baseline, None, few),
        Measure(f"export everything, memory, {contacts}", baseline, 1.2, many),
        Measure(
            f"export contacts, memory, {contacts}",
            baseline,
            1.2,
            exchange.most_memory(IITUI, "--db", str(large), "export", "contacts"),
        ),
    ]
