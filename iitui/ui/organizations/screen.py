"""The screen Organizations: the people of each, who was met there and who has not been asked."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from iitui.domain.contacts import ContactSummary, Stage
from iitui.domain.dates.calendar import say_ago
from iitui.domain.known_words import WordKind
from iitui.domain.targets import TargetDraft
from iitui.domain.text import clean_line, several
from iitui.store.organizations.read import OrganizationReader
from iitui.ui.interviews.wording import say_stage
from iitui.ui.kit.bindings import PaneBindings, bind
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowList
from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortKind, SortOrder, SortValue
from iitui.ui.kit.text.paragraphs import Paragraph, pane_title, plain
from iitui.ui.kit.text.scrolled import ScrolledParagraphs
from iitui.ui.kit.theme import QUIET
from iitui.ui.session.named_record_list import RECORD_KEYS, NamedRecordListScreen, NamedWriter
from iitui.ui.session.navigation import CONTACTS, AddContact, Place, ShowContact, ShowTargets

if TYPE_CHECKING:
    from iitui.store.journal import Store

_PEOPLE = (
    ListColumn("Person", share=5),
    ListColumn("Role", share=4, least=46),
    ListColumn("Stage", width=8),
    ListColumn("Last touch", width=10, justify="right", least=44),
)


class OrganizationsScreen(NamedRecordListScreen):
    """Shows the organizations; enter goes to the people of one."""

    PLACE: ClassVar[Place] = CONTACTS
    PURPOSE: ClassVar[str] = (
        "The organizations where your contacts work: who you've met there, and who you haven't asked yet."
        " Enter goes to an organization's people; there, i plans an interview and enter opens the contact."
    )
    CALLED = "organization"
    LIST_NAME = "Organizations"
    WORDS = WordKind.ORGANIZATIONS
    DEPENDENTS = ("contact", "without an organization")
    COLUMNS = (
        ListColumn("Organization", share=5),
        ListColumn("People", width=6, justify="right"),
        ListColumn("Met", width=4, justify="right", least=36),
        ListColumn("To ask", width=6, justify="right"),
        ListColumn("Notes", width=5, least=50),
    )
    SORTING = ListSorting(
        (
            SortColumn(0, "name"),
            SortColumn(1, "people", SortKind.MOST),
            SortColumn(2, "people met", SortKind.MOST),
            SortColumn(3, "people to ask", SortKind.MOST),
            SortColumn(4, "notes", SortKind.MOST),
        ),
        SortOrder("name"),
    )
    NOTHING = (
        "None of your contacts has an organization yet.\n\n"
        "An organization shows up here once a contact works there. Press a to add someone."
    )

    PANE_KEYS: ClassVar[PaneBindings] = {
        ".records--list": (
            "list.open",
            "app.targets",
            "record.rename",
            "record.delete",
            "list.sort",
            "list.mark",
        ),
        "#organization-pane": ("list.open", "contact.interview", "contact.research"),
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "n,a", "add_person", "New contact", "organization.add", "Add someone who works there", show=True
        ),
        bind("i", "plan_interview", "Plan", "contact.interview", "Plan an interview", show=True),
        bind(
            "o", "research_organization", "Research", "contact.research",
            "Write down your research on the organization", show=True,
        ),
        bind(
            "T", "show_target", "Targets", "app.targets",
            "The organizations you want to hear from, and who to ask there next",
        ),
        *RECORD_KEYS,
    ]  # fmt: skip

    @property
    def records(self) -> OrganizationReader:
        """What reads the organizations."""
        return self.session.reader.organizations

    def reader_of(self, store: "Store") -> OrganizationReader:
        """Return what reads the organizations within an act."""
        return store.reader.organizations

    def writer_of(self, store: "Store") -> NamedWriter:
        """Return what writes organizations."""
        return store.organizations

    def sort_values(self) -> Mapping[int, Sequence[SortValue]]:
        """Return what each organization is sorted by."""
        return {
            one.id: (one.name, one.people or None, one.met or None, one.to_ask or None, one.has_notes or None)
            for one in self.records.summaries(self.records.ids(), self.session.now())
        }

    def row_of(self, record_id: int) -> ListRow:
        """Return the row of an organization."""
        found = self.records.summaries([record_id], self.session.now())
        if not found:
            return ListRow(record_id, ("",))
        summary = found[0]
        return ListRow(
            record_id,
            (
                clean_line(summary.name),
                str(summary.people),
                Content.styled(str(summary.met or ""), "$text-success"),
                Content.styled(str(summary.to_ask or ""), "$text-warning"),
                Content.styled("yes" if summary.has_notes else "", QUIET),
            ),
        )

    def compose_detail(self) -> ComposeResult:
        """The people of the organization under the cursor, and what was researched."""
        with Vertical(classes="pane records--detail", id="organization-pane"):
            yield RowList(
                _PEOPLE,
                empty="No contacts there yet. Press n to add one.",
                can_mark=False,
                id="organization-people",
            )
            yield ScrolledParagraphs(id="organization-notes")

    @property
    def people(self) -> RowList:
        """The people of the organization under the cursor."""
        return self.query_one("#organization-people", RowList)

    def show_detail(self, record_id: int | None) -> None:
        """Show the people of an organization, and what was researched."""
        organization = None if record_id is None else self.records.get(record_id)
        session = self.session
        people: list[ContactSummary] = []
        if organization is not None:
            people = session.reader.contacts.at_organization(
                organization.id, session.now(), session.day_end()
            )
        self.people.show(FixedRows([self._person(person) for person in people]))
        to_ask = sum(person.stage is Stage.TO_ASK for person in people)
        pane = self.query_one("#organization-pane")
        pane.border_title = pane_title(
            clean_line(organization.name) if organization else "People",
            len(people) or None,
            f"{to_ask} not asked yet" if to_ask else "",
        )
        notes = organization.notes if organization else ""
        body = (
            Content(plain(notes)) if notes else Content.styled("No research yet. Press o to add some.", QUIET)
        )
        self.query_one(ScrolledParagraphs).show([Paragraph(body)], about=record_id)

    def _person(self, person: ContactSummary) -> ListRow:
        last = (
            say_ago(person.last_touch, self.session.now()).removesuffix(" ago") if person.last_touch else "–"
        )
        return ListRow(
            person.id,
            (
                clean_line(person.name),
                Content.styled(clean_line(person.role), QUIET),
                say_stage(person.stage),
                Content.styled(last, QUIET),
            ),
            style="dim" if person.archived else "",
        )

    @on(RowList.Opened, "#organization-people")
    def _open_person(self, message: RowList.Opened) -> None:
        if isinstance(message.key, int):
            self.post_message(ShowContact(message.key))

    def action_add_person(self) -> None:
        """Add a contact who works at the organization under the cursor."""
        record = self.record()
        self.post_message(AddContact(record.name if record else ""))

    @work
    async def action_plan_interview(self) -> None:
        """Plan an interview with the person under the cursor, or with whoever is first not asked there."""
        from iitui.ui.interviews.planning import plan_interview

        key = self.people.cursor_key
        if isinstance(key, int):
            await plan_interview(self, key)
        else:
            self.say("No contacts there yet. Press n to add one.")

    @work
    async def action_research_organization(self) -> None:
        """Write down what was researched about the organization under the cursor."""
        from iitui.ui.organizations.actions import research_organization

        record = self.record()
        if record is not None:
            await research_organization(self, record.name)

    @work
    async def action_show_target(self) -> None:
        """Make the marked organizations targets, or the one under the cursor; show them among the targets."""
        reader = self.session.reader
        chosen = [key for key in self.rows.acted_on if isinstance(key, int)]
        wanted = [self.records.get(key) for key in chosen if not reader.targets.is_target(key)]
        names = [one.name for one in wanted if one is not None]
        what = names[0] if len(names) == 1 else several(len(names), "organization")
        name = f"Made {what} {'a target' if len(names) == 1 else 'targets'}"

        def verb(store: "Store") -> None:
            with store.together(name):
                for each in names:
                    store.targets.add(TargetDraft(organization=each))

        if names and not await self.carry_out(verb, f"{name}. u undoes it."):
            return
        self.rows.clear_marks()
        self.post_message(ShowTargets(chosen[0] if chosen else None))
