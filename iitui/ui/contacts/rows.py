"""Reads contacts for the screen: the rows of the list, and everything about one contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from textual.content import Content

from iitui.domain.contacts import ContactColumn, ContactSummary, cadence_of
from iitui.domain.dates.calendar import say_ago, say_due
from iitui.domain.follow_ups import DueState, FollowUp
from iitui.domain.rules import RULES
from iitui.ui.contacts.pane_text import ContactDetail
from iitui.ui.follow_ups.wording import DUE_COLORS
from iitui.ui.interviews.wording import say_stage
from iitui.ui.kit.lists.row_list import ListColumn, ListRow, RowKey
from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortKind, SortOrder
from iitui.ui.kit.theme import QUIET
from iitui.ui.session.journal_session import JournalSession

COLUMNS = (
    ListColumn("Name", share=6),
    ListColumn("Organization", share=5, least=62),
    ListColumn("Role", share=5, least=112),
    ListColumn("Stage", width=8),
    ListColumn("Last touch", width=10, justify="right", least=84),
    ListColumn("Owed", width=19, least=40),
    ListColumn("Due", width=17, justify="right", least=100),
)

SORTING = ListSorting(
    (
        SortColumn(0, ContactColumn.NAME),
        SortColumn(1, ContactColumn.ORGANIZATION),
        SortColumn(2, ContactColumn.ROLE),
        SortColumn(3, ContactColumn.STAGE, SortKind.STEPS),
        SortColumn(4, ContactColumn.LAST_TOUCH, SortKind.LATEST),
        SortColumn(5, ContactColumn.OWED),
        SortColumn(6, ContactColumn.DUE, SortKind.EARLIEST),
    ),
    SortOrder(ContactColumn.NAME),
)

RESULTS = 20
"""How many of the latest interviews are shown with what they gave."""
TOUCHES = 200
"""How many touches of one contact are read at most."""


@dataclass(frozen=True, slots=True)
class ContactRows:
    """The contacts that a search finds, a page at a time."""

    session: JournalSession
    query: str = ""
    archived: bool = False

    def count(self) -> int:
        """Say how many there are."""
        return self.session.reader.contacts.count(self.query, archived=self.archived)

    def rows(self, offset: int, limit: int) -> Sequence[ListRow]:
        """Read some of them."""
        page = self.session.reader.contacts.page(
            self.query, offset, limit, self.session.now(), self.session.day_end(), archived=self.archived
        )
        return [contact_row(row, self.session) for row in page]

    def position_of(self, key: RowKey) -> int | None:
        """Say at which position a contact is."""
        if not isinstance(key, int):
            return None
        return self.session.reader.contacts.place(key, self.query, archived=self.archived)


class SortedContacts:
    """Contacts in an order of their own; each is read when it comes into view."""

    def __init__(self, session: JournalSession, ids: Sequence[int]) -> None:
        """Make a source of rows.

        Args:
            session: the open journal.
            ids: of all the contacts, in their order.
        """
        self._session = session
        self._ids = ids

    def count(self) -> int:
        """Say how many there are."""
        return len(self._ids)

    def rows(self, offset: int, limit: int) -> Sequence[ListRow]:
        """Read some of them; the row of one that is gone is blank until they are sorted anew."""
        session, ids = self._session, self._ids[offset : offset + limit]
        people = session.reader.contacts.some(ids, session.now(), session.day_end())
        read = {person.id: person for person in people}
        return [
            contact_row(read[number], session) if number in read else ListRow(number, ()) for number in ids
        ]

    def position_of(self, key: RowKey) -> int | None:
        """Say at which position a contact is."""
        return self._positions.get(key)

    @cached_property
    def _positions(self) -> dict[RowKey, int]:
        return {number: position for position, number in enumerate(self._ids)}


def contact_row(person: ContactSummary, session: JournalSession) -> ListRow:
    """Return the row of a contact."""
    return ListRow(
        person.id,
        (
            person.name,
            person.organization,
            Content.styled(person.role, QUIET),
            say_stage(person.stage),
            Content.styled(_say_last(person, session), QUIET),
            *(_say_owed(person.owed, session) if person.owed else ()),
        ),
    )


def _say_last(person: ContactSummary, session: JournalSession) -> str:
    """How long ago the last touch was, in few cells: "21 hours", "3 weeks"."""
    if person.last_touch is None:
        return "–"
    return say_ago(person.last_touch, session.now()).removesuffix(" ago")


def _say_owed(owed: FollowUp, session: JournalSession) -> tuple[Content, Content]:
    """What kind of thing is owed, with a sign and a color where it is late, and when."""
    style = DUE_COLORS.get(owed.state, QUIET)
    due = say_due(owed.due, session.now(), session.zone)
    sign = "!" if owed.state is DueState.OVERDUE else " "
    return Content.styled(f"{sign} {RULES[owed.id.kind].called}", style), Content.styled(due, style)


def read_detail(session: JournalSession, contact_id: int) -> ContactDetail | None:
    """Return everything about a contact; None if there is no contact with that number."""
    reader, now = session.reader, session.now()
    contact = reader.contacts.get(contact_id, now)
    if contact is None:
        return None
    interviews = reader.interviews.with_contact(contact_id)
    latest = [interview for interview in interviews if interview.start <= now][:RESULTS]
    return ContactDetail(
        contact=contact,
        touches=tuple(reader.touches.with_contact(contact_id, TOUCHES)),
        interviews=tuple(interviews),
        results=tuple(reader.debriefs.result(interview.id, now) for interview in latest),
        takeaways=tuple(reader.contacts.takeaways(contact_id)),
        referrals=reader.referrals.around(contact_id, now),
        owed=tuple(reader.follow_ups.with_contact(contact_id, now, session.day_end())),
        cadence=cadence_of(contact.cadence_days, contact.tags, session.settings.tag_cadence),
        now=now,
        zone=session.zone,
        news=reader.news.of_contact(contact_id, now),
    )
