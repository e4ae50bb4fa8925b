"""Steps that the tests of contacts share."""

from textual.pilot import Pilot
from textual.widget import Widget

from iitui.ui.contacts.pane import ContactPane
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.kit.lists.row_list import ListRow, RowList
from tests.ui.conftest import Look
from tests.ui.pilot import settle, until_screen


def row_under_cursor(rows: RowList) -> ListRow:
    """What stands under the cursor."""
    place = rows.source.position_of(rows.cursor_key) if rows.cursor_key is not None else None
    assert place is not None
    return rows.source.rows(place, 1)[0]


async def contacts_of(pilot: Pilot[None]) -> ContactsScreen:
    await settle(pilot)
    await pilot.press("2")
    return await until_screen(pilot, ContactsScreen)


def names(screen: ContactsScreen) -> list[str]:
    rows = screen.query_one(RowList)
    return [str(row.cells[0]) for row in rows.source.rows(0, 1000)]


def detail(screen: Widget) -> str:
    return screen.query_one(ContactPane).text


def the(look: Look, name: str) -> int:
    return look().contacts.by_name(name)[0][0]
