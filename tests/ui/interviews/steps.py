"""Steps that the tests of interviews share."""

from datetime import timedelta

from textual.pilot import Pilot

from iitui.domain.contacts import ContactDraft
from iitui.domain.interviews import Interview, InterviewDraft
from iitui.store.journal import Store
from iitui.ui.interviews.screen import InterviewsScreen
from iitui.ui.kit.lists.row_list import RowList
from tests.clock import ZONE
from tests.ui.conftest import NOW, Look
from tests.ui.pilot import settle, until_screen


async def open_list(pilot: Pilot[None]) -> RowList:
    """Go to the interviews once the store is open."""
    await settle(pilot)
    await pilot.press("3")
    await until_screen(pilot, InterviewsScreen)
    return pilot.app.screen.query_one("#interview-list", RowList)


def seen(row_list: RowList) -> list[str]:
    """The first two cells of all rows."""
    rows = row_list.source.rows(0, 1000)
    return [" ".join(str(cell) for cell in row.cells[:2]) for row in rows]


def interviews(look: Look) -> list[Interview]:
    """All interviews of the journal."""
    reader = look()
    return reader.interviews.upcoming(NOW) + reader.interviews.past(NOW)


def add_contact(store: Store, name: str = "Dana Ito", organization: str = "Beaumont") -> int:
    return store.contacts.add(ContactDraft(name=name, organization=organization)).id


def plan(store: Store, contact_id: int, hours: float, minutes: int = 30) -> int:
    draft = InterviewDraft(
        contact_id=contact_id, start=NOW + timedelta(hours=hours), zone=ZONE.key, minutes=minutes
    )
    return store.interviews.plan(draft).id
