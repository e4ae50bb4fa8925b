"""The history of the schema: named steps, each one transaction, never changed once released.

`PRAGMA user_version` counts the steps that a journal has behind it, `PRAGMA application_id` says that the
file is one of ours. Each step runs with foreign keys checked at its end; a step that fails leaves the journal
as it was. How a step adds a column or a table is told in `iitui.store.schema.additions`.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from iitui.domain.errors import JournalError
from iitui.store.schema import version
from iitui.store.schema.additions import Statement


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the schema's history.

    Attributes:
        name: what it does, in words.
        statements: tells the statements that do it; what holds them is loaded only where they run.
    """

    name: str
    statements: Callable[[], tuple[Statement, ...]]


def _statements_001() -> tuple[Statement, ...]:
    from iitui.store.schema.version_001 import STATEMENTS

    return STATEMENTS


def _statements_002() -> tuple[Statement, ...]:
    # Along it the contacts are walked and counted without being read.
    return ("CREATE INDEX IF NOT EXISTS ix_contact_order ON contact (archived, sort_key)",)


def _statements_003() -> tuple[Statement, ...]:
    # A few among thousands: what comes next, what is owed before it, and who has not answered.
    return (
        "CREATE INDEX ix_interview_planned ON interview (start) WHERE status = 'planned'",
        "CREATE INDEX ix_touch_request ON touch (contact_id, at) WHERE is_request",
    )


def _statements_004() -> tuple[Statement, ...]:
    from iitui.store.schema.version_004 import STATEMENTS

    return STATEMENTS


def _statements_005() -> tuple[Statement, ...]:
    from iitui.store.schema.version_005 import STATEMENTS

    return STATEMENTS


def _statements_006() -> tuple[Statement, ...]:
    from iitui.store.schema.version_006 import STATEMENTS

    return STATEMENTS


STEPS: tuple[Step, ...] = (
    Step("the journal with all its records", _statements_001),
    Step("contacts in their order", _statements_002),
    Step("planned interviews and requests apart from all others", _statements_003),
    Step("interviews as they go on, debriefs, transcripts and themes", _statements_004),
    Step("requests, mail and targets, and the rules of all follow-ups", _statements_005),
    Step("names of records that last, for other programs", _statements_006),
)


def migrate(connection: sqlite3.Connection, last: int | None = None) -> int:
    """Bring the journal to the newest schema, or up to an earlier one, and return how many steps that took.

    The connection must not be inside a transaction and must leave them to us (``isolation_level=None``).

    Raises:
        JournalError: see `version.version_of`; or a step would break a reference between records.
    """
    steps = range(version.version_of(connection), version.NEWEST if last is None else last)
    for number in steps:
        _run(connection, number)
    return len(steps)


def _run(connection: sqlite3.Connection, number: int) -> None:
    step = STEPS[number]
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version.version_of(connection) == number:  # otherwise another process was quicker
            for statement in step.statements():
                if isinstance(statement, str):
                    connection.execute(statement)
                else:
                    statement(connection)
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            if broken:
                raise JournalError(f"cannot be brought up to date: '{step.name}' would break {broken[0]}.")
            connection.execute(f"PRAGMA application_id = {version.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
