"""Journals of a given size, made with the program's own verbs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from iitui.domain.drafts import Channel, ContactDraft
from iitui.domain.enums import ChannelKind
from iitui.domain.imports import Record
from iitui.store.demo import write_sample
from iitui.store.journal import Store

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


def write_journal(path: Path, contacts: int) -> None:
    """Write the sample journal and so many contacts more."""
    now = datetime.now(UTC) - timedelta(minutes=1)
    write_sample(path, lambda: now, ZoneInfo("America/Detroit"))
    store = Store.open(path, lambda: now)
    try:
        store.imports.run(
            [Record(f"row {number}", _draft(number)) for number in range(contacts)], "benchmark"
        )
    finally:
        store.close()


def _draft(number: int) -> ContactDraft:
    given, family = _GIVEN[number % 12], _FAMILY[number // 12 % 12]
    return ContactDraft(
        name=f"{given} {family} {number}",
        organization=f"Works {number % 997}",
        role=("Engineer", "Nurse", "Planner", "Archivist")[number % 4],
        channels=[Channel(ChannelKind.EMAIL, f"person{number}@example.org")],
        notes=f"Met at gathering {number % 53}." if number % 5 == 0 else "",
        origin_keys=[f"benchmark:{number}"],
    )
