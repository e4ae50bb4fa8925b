"""Journals of a given size: the sample journal, and as much more as nobody will ever fill.

Contacts come in through the program's own import; what hangs on them is written as rows, since 5,000 held
with eight answers each would take hours of acts.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.identity.uids import new_uid
from iitui.domain.imports import ImportRecord
from iitui.domain.interviews import InterviewDraft, Status
from iitui.domain.questions import Agreement
from iitui.store.journal import Store
from iitui.store.sample import write_sample

ANSWERS = 8
"""Questions picked and answered in each interview."""

_GIVEN = ("Ada", "Bo", "Chidi", "Dana", "Eleni", "Farid", "Greta", "Hiro", "Inés", "Jonas", "Keziah", "Léa")
_FAMILY = (
    "Ito",
    "Marsh",
    "Núñez",
    "Okafor",
    "Petrov",
    "Quist",
    "Rao",
    "Sørbø",
    "Tran",
    "Ueda",
    "Vogel",
    "Wu",
)
_ROLES = ("Engineer", "Nurse", "Planner", "Archivist")
_DAY = 86_400

Row = tuple[int | str | None, ...]


def write_journal(path: Path, contacts: int, *, thanked: bool = True) -> float:
    """Write the sample journal, so many contacts more, a tenth as many held and two fifths as many touches.

    Returns the seconds that the import of the contacts took, one act of the program.

    Args:
        path: where to; there must be nothing yet.
        contacts: how many.
        thanked: whether all thank-yous but the latest are settled; if not, every interview is a line owed.
    """
    now = datetime.now(UTC) - timedelta(minutes=1)
    write_sample(path, lambda: now, ZoneInfo("America/Detroit"))
    store = Store.open(path, lambda: now)
    records = [ImportRecord(f"row {number}", draft_of(number)) for number in range(contacts)]
    try:
        begun = time.perf_counter()
        store.imports.run(records, "benchmark")
        spent = time.perf_counter() - begun
    finally:
        store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        _write_rows(connection, contacts, int(now.timestamp()), thanked=thanked)
    return spent


def write_referrals(path: Path, contacts: int = 10_000, referrals: int = 5_000) -> None:
    """Write a journal in which so many contacts were named by others, in trees some fifty levels deep.

    Args:
        path: where to; there must be nothing yet.
        contacts: how many.
        referrals: how many of them were named.
    """
    write_journal(path, contacts)
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = connection.execute("SELECT id FROM contact ORDER BY id LIMIT ?", (referrals,))
        people = [row[0] for row in rows]
        links = [
            (people[max(number - 1 - number % 7, 0)], person)
            for number, person in enumerate(people)
            if number % 50
        ]
        connection.executemany("UPDATE contact SET referred_by_id = ? WHERE id = ?", links)


def write_comparison(path: Path, people: int = 30, questions: int = 40) -> None:
    """Write a journal of one occupation, with so many people who each answered so many questions.

    Args:
        path: where to; there must be nothing yet.
        people: how many.
        questions: how many; every fifth answer is missing.
    """
    now = datetime.now(UTC) - timedelta(minutes=1)
    store = Store.open(path, lambda: now)
    try:
        with store.together("People to compare"):
            bank = [row.question.id for row in store.reader.questions.bank()][:questions]
            for number in range(people):
                _write_voice(store, number, bank, now - timedelta(days=3 + 9 * number))
    finally:
        store.close()


def _write_voice(store: Store, number: int, bank: list[int], start: datetime) -> None:
    contact = store.contacts.add(draft_of(number))
    interview = store.interviews.plan(
        InterviewDraft(contact_id=contact.id, start=start, zone="Europe/London", occupation="Nursing")
    )
    store.interviews.mark([interview.id], Status.HELD)
    for place, item in enumerate(store.questions.pick(interview.id, bank)):
        if (place * 7 + number * 3) % 5:
            text = f"Answer {place} of person {number}: it depends on the ward, the week and the people. "
            store.questions.answer(item.id, text * (1 + place % 4))
            if place % 3 == 0:
                store.questions.judge(item.id, list(Agreement)[(place + number) % 3])


def draft_of(number: int) -> ContactDraft:
    """Return the contact with a number."""
    given, family = _GIVEN[number % 12], _FAMILY[number // 12 % 12]
    return ContactDraft(
        name=f"{given} {family} {number}",
        organization=f"Works {number % 997}",
        role=_ROLES[number % 4],
        channels=[Channel(ChannelKind.EMAIL, f"person{number}@example.org")],
        notes=f"Met at gathering {number % 53}, where they told of the night shift and of project {number}.",
        origin_keys=[f"benchmark:{number}"],
    )


def _write_rows(connection: sqlite3.Connection, contacts: int, now: int, *, thanked: bool) -> None:
    people = [
        row[0] for row in connection.execute("SELECT id FROM contact ORDER BY id DESC LIMIT ?", (contacts,))
    ]
    occupations = [row[0] for row in connection.execute("SELECT id FROM occupation")]
    questions = [
        row[0] for row in connection.execute("SELECT id FROM question ORDER BY id LIMIT ?", (ANSWERS,))
    ]
    begun = connection.execute("SELECT coalesce(max(id), 0) FROM interview").fetchone()[0] + 1
    held = contacts // 10

    def interviews() -> Iterator[Row]:
        for number in range(held):
            start = now - (number % 700 + 2) * _DAY - number % 24 * 3600
            occupation, planned = occupations[number % len(occupations)], start - 14 * _DAY
            yield (
                begun + number, people[number], occupation, start, "Europe/London", 30, "video", "", 0,
                "held", "", "Not so.", planned, planned + _DAY, start + _DAY,
            )  # fmt: skip

    def answers() -> Iterator[Row]:
        for number in range(held):
            for place, question in enumerate(questions):
                text = (
                    f"Answer {place} of interview {number}: it depends on the ward, the week and the people."
                )
                yield (begun + number, question, place, "asked", text, 0)

    def settlements() -> Iterator[Row]:
        for number in range(20, held):
            interview = begun + number
            yield ("thank_you", interview, 0, interview, None, None, "done", None, now - _DAY)

    def touches() -> Iterator[Row]:
        for number in range(contacts * 2 // 5):
            at = now - number % 900 * _DAY - number
            yield (people[number], None, at, "mail", "out", f"Wrote about project {number}.", 0, None, None)

    _insert(connection, "interview", interviews(), with_id=True)
    _insert(connection, "plan_item", answers())
    _insert(connection, "touch", touches())
    if thanked:
        _insert(connection, "settlement", settlements())
    _write_duties(connection, people, begun, now)


def _write_duties(connection: sqlite3.Connection, people: list[int], interview: int, now: int) -> None:
    """Write what each rule has to look through: nearly all of it is settled or not due yet.

    There are a cadence and a takeaway for every twenty-fifth contact, and for every hundredth a request
    without a reply and a referral of which the referrer was told.
    """
    many, few = len(people) // 25, len(people) // 100
    asked, named = people[len(people) // 2 :][:few], people[len(people) // 2 + few :][:few]
    latest = ((number % 900, number % 700 + 2) for number in range(many))
    connection.executemany(
        "UPDATE contact SET cadence_days = ? WHERE id = ?",
        [(min(days) + number % 90 + 1, people[number]) for number, days in enumerate(latest)],
    )
    connection.executemany(
        "UPDATE contact SET referred_by_id = ? WHERE id = ?", zip(people[:few], named, strict=True)
    )

    def requests() -> Iterator[Row]:
        for number, person in enumerate(asked):
            yield (
                person,
                None,
                now - number % 4 * _DAY,
                "mail",
                "out",
                "May I ask?",
                1,
                "no reply yet",
                None,
            )
        for person in named:
            yield (person, None, now - 90 * _DAY, "mail", "out", "May I ask?", 1, "declined", None)

    kinds = ("advice", "my promise", "their promise", "insight")
    first = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM takeaway").fetchone()[0]

    def takeaways() -> Iterator[Row]:
        for number in range(many):
            told = None if number % 40 == 0 else now - _DAY
            made = now - 10 * _DAY - number
            yield (
                first + number, people[number], interview + number, kinds[number % 4], f"Resource {number}",
                None, None, told, made,
            )  # fmt: skip

    _insert(connection, "touch", requests())
    _insert(connection, "takeaway", takeaways(), with_id=True)
    connection.executemany(
        "INSERT INTO settlement (kind, subject_id, occurrence, contact_id, verdict, at)"
        " VALUES ('tell_the_referrer', ?1, ?2, ?1, 'done', ?2)",
        [(person, now - 80 * _DAY) for person in named],
    )
    connection.executemany(
        "INSERT INTO settlement (kind, subject_id, occurrence, takeaway_id, verdict, at)"
        " VALUES (?1, ?2, 0, ?2, 'done', ?3)",
        [
            ("my_promise" if number % 4 == 1 else "introduction", first + number, now - _DAY)
            for number in range(many)
            if number % 4 in (1, 2) and number % 40 not in (1, 2)
        ],
    )


def _insert(
    connection: sqlite3.Connection, table: str, rows: Iterator[Row], *, with_id: bool = False
) -> None:
    """Insert rows with the first columns of a table; later ones get their default, or a name that lasts."""
    first = next(rows, None)
    if first is None:
        return
    all_names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    names = all_names[0 if with_id else 1 :][: len(first)]
    filled: Iterator[Row] = chain([first], rows)
    if "uid" in all_names:
        names.append("uid")
        filled = ((*row, new_uid(datetime.now(UTC))) for row in filled)
    places = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", filled)
