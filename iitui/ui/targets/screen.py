"""The screen Targets: the organizations one wants to hear from, who is known there, and whom to ask next."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.targets import Proposal, Target, TargetColumn, TargetDraft, TargetOrder, next_to_ask
from iitui.domain.text import clean_line, several
from iitui.ui.kit.bindings import PaneBindings, bind
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowKey, RowList
from iitui.ui.kit.lists.sorting import ListSorting, SortValue
from iitui.ui.session.edit_conflicts import EditedRecord
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import (
    CONTACTS,
    AddContact,
    LogTouch,
    Place,
    ShowContact,
    ShowOrganization,
    WriteLetter,
)
from iitui.ui.session.record_list import SEARCH_KEYS, RecordListScreen
from iitui.ui.targets.rows import (
    NEXT,
    PEOPLE,
    SORTING,
    TARGETS,
    person_row,
    proposal_rows,
    target_row,
)

if TYPE_CHECKING:
    from iitui.store.journal import Store

PROPOSALS = 20
"""How many people to ask next are proposed at most."""


_NOBODY_THERE = "You don't know anyone there yet. Press a to add someone."


class TargetsScreen(RecordListScreen):
    """Shows the targets; enter goes to the people known at one."""

    PLACE: ClassVar[Place] = CONTACTS
    PURPOSE: ClassVar[str] = (
        "The organizations you want to hear from, in the order of Dalton's LAMP list: motivation, then job"
        " postings, then ties. Next to it: who you know there, and who to ask next, with the reason. Enter"
        " goes to the people; there, i plans an interview, l logs a touch, and enter opens the contact."
    )
    CALLED = "target"
    LIST_NAME = "Targets"
    COLUMNS: ClassVar[tuple[ListColumn, ...]] = TARGETS
    SORTING: ClassVar[ListSorting] = SORTING
    NOTHING = (
        "No targets yet.\n\n"
        "Press n to add an organization you'd like to hear from, or press T on one in the list of"
        " organizations."
    )
    PANE_KEYS: ClassVar[PaneBindings] = {
        ".records--list": (
            "target.more",
            "target.less",
            "target.posts_more",
            "target.posts_less",
            "list.open",
            "list.sort",
            "list.mark",
        ),
        "#target-people": ("list.open", "contact.interview", "target.log", "target.letter"),
        "#targets-next-pane": ("list.open", "contact.interview", "target.log", "target.letter"),
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "new_target", "New", "target.new", "Make an organization a target", show=True),
        bind("e", "edit_target", "Edit", "target.edit", "Change its source, tie and scores", show=True),
        bind("plus", "judge(1, 0)", "Motivation up", "target.more", "Raise motivation"),
        bind("minus", "judge(-1, 0)", "Motivation down", "target.less", "Lower motivation"),
        bind("greater_than_sign", "judge(0, 1)", "Posting up", "target.posts_more", "Raise posting"),
        bind("less_than_sign", "judge(0, -1)", "Posting down", "target.posts_less", "Lower posting"),
        bind("i", "plan_interview", "Plan", "contact.interview", "Plan an interview", show=True),
        bind("l", "log_touch", "Log", "target.log", "Log a touch with the person to ask next", show=True),
        bind("w", "write_letter", "Letter", "target.letter", "Write to the person to ask next"),
        bind("a", "add_person", "New contact", "organization.add", "Add someone who works there"),
        bind(
            "O", "show_organization", "Organizations", "app.organizations",
            "The organizations, and who you haven't asked there yet",
        ),
        bind("d", "remove_targets", "Remove", "target.remove", "Remove it from the targets"),
        *SEARCH_KEYS,
    ]  # fmt: skip

    def __init__(self, session: JournalSession, record_id: int | None = None) -> None:
        """Make the screen; see `RecordListScreen`."""
        super().__init__(session, record_id)
        self._proposals: dict[int, Proposal] = {}

    def ids_of(self, query: str) -> Sequence[int]:
        """Return the targets that match a search, in the order chosen."""
        order = self.rows.order
        column = TargetColumn(order.column) if order.column else None
        return self.session.reader.targets.ids(query, TargetOrder(column, order.is_reversed))

    def in_order(self, ids: Sequence[int]) -> Sequence[int]:
        """Return the targets as they come: they are read in the order chosen."""
        return ids

    def sort_values(self) -> Mapping[int, Sequence[SortValue]]:
        """Return nothing: the targets are sorted as they are read."""
        return {}

    def record_of(self, record_id: int) -> Target | None:
        """Return a target; None if it is gone."""
        return self.session.reader.targets.get(record_id, self.session.now())

    def row_of(self, record_id: int) -> ListRow:
        """Return the row of a target."""
        target = self.record_of(record_id)
        return ListRow(record_id, ("",)) if target is None else target_row(target)

    def compose_detail(self) -> ComposeResult:
        """The people at the target under the cursor, and whom to ask next."""
        with Container(classes="records--detail", id="targets-detail"):
            people = RowList(
                PEOPLE,
                can_mark=False,
                id="target-people",
                classes="pane",
            )
            yield people
            with Vertical(classes="pane", id="targets-next-pane") as pane:
                pane.border_title = "Ask next"
                yield RowList(
                    NEXT,
                    empty="There's no one to ask right now.",
                    show_header=False,
                    can_mark=False,
                    id="targets-next",
                )
                yield Static(id="targets-reason", markup=False)

    @property
    def people(self) -> RowList:
        """The people at the target under the cursor."""
        return self.query_one("#target-people", RowList)

    @property
    def proposed(self) -> RowList:
        """Whom to ask next."""
        return self.query_one("#targets-next", RowList)

    def reload(self) -> None:
        """Read targets and proposals anew."""
        super().reload()
        proposals = self.session.reader.targets.next_to_ask(self.session.now(), PROPOSALS)
        self._proposals = {one.target.id: one for one in proposals}
        self.proposed.show(FixedRows(proposal_rows(proposals)))
        self._show_reason()

    def show_detail(self, record_id: int | None) -> None:
        """Show the people at a target."""
        target = None if record_id is None else self.record_of(record_id)
        now = self.session.now()
        self.people.set_empty(_NOBODY_THERE if target else "Who you know at the target is shown here.")
        self.people.show(FixedRows([person_row(one, now) for one in target.people] if target else []))
        self.people.border_title = Content(clean_line(target.organization) if target else "People")
        self._show_reason()

    def _show_reason(self) -> None:
        """Say why whoever the cursor is on is to be asked."""
        proposal = self._proposal()
        words = proposal.reason if proposal else ""
        reason = self.query_one("#targets-reason", Static)
        reason.update(Content(clean_line(words)))
        reason.display = bool(words)

    def _proposal(self) -> Proposal | None:
        """Whom to ask at the target under the cursor; in the list of proposals, the one under that cursor."""
        key = self.proposed.cursor_key if self.proposed.has_focus else self.in_view()
        if not isinstance(key, int):
            return None
        target = None if key in self._proposals else self.record_of(key)
        found = next(next_to_ask([target], self.session.now()), None) if target else None
        return self._proposals.get(key, found)

    @on(RowList.Highlighted, "#targets-next")
    def _proposal_changed(self) -> None:
        self._show_reason()

    def on_descendant_focus(self) -> None:
        """Say the reason of what the cursor is on now."""
        self._show_reason()

    def open_record(self, key: RowKey) -> None:  # noqa: ARG002
        """Go to the people of the target, or to its organization where nobody is known."""
        if self.people.count:
            self.people.focus()
        else:
            self.action_show_organization()

    @on(RowList.Opened, "#target-people")
    def _open_person(self, message: RowList.Opened) -> None:
        if isinstance(message.key, int):
            self.post_message(ShowContact(message.key))

    @on(RowList.Opened, "#targets-next")
    def _open_proposal(self) -> None:
        proposal = self._proposal()
        if proposal is None:
            return
        if proposal.person is None:
            self.post_message(AddContact(proposal.target.organization))
        else:
            self.post_message(ShowContact(proposal.person.id))

    def _person_id(self) -> int | None:
        """The person that a key is about: the one under the cursor, or whoever is proposed there."""
        key = self.people.cursor_key
        if self.people.has_focus and isinstance(key, int):
            return key
        proposal = self._proposal()
        if proposal is None:
            self.say("There's no one to ask there right now. Press enter to see the people.")
        elif proposal.person is None:
            self.say(f"{proposal.reason} Press a to add someone.")
        else:
            return proposal.person.id
        return None

    @work
    async def action_plan_interview(self) -> None:
        """Plan an interview with the person under the cursor, or with whoever is proposed."""
        from iitui.ui.interviews.planning import plan_interview

        person_id = self._person_id()
        if person_id is not None:
            await plan_interview(self, person_id)

    def action_log_touch(self) -> None:
        """Log a touch with the person under the cursor, or with whoever is proposed."""
        person_id = self._person_id()
        if person_id is not None:
            self.post_message(LogTouch(person_id))

    def action_write_letter(self) -> None:
        """Write to the person under the cursor, or to whoever is proposed."""
        person_id = self._person_id()
        if person_id is not None:
            self.post_message(WriteLetter(person_id))

    def _target(self) -> Target | None:
        """The target that a key is about; one that is gone is said to be."""
        proposal = self._proposal() if self.proposed.has_focus else None
        if proposal is not None:
            return proposal.target
        return None if self.record() is None else self.record_of(self.in_view() or 0)

    def action_add_person(self) -> None:
        """Add a contact who works at the target."""
        target = self._target()
        if target is not None:
            self.post_message(AddContact(target.organization))

    def action_show_organization(self) -> None:
        """Go to the organization of the target."""
        target = self._target()
        if target is not None:
            self.post_message(ShowOrganization(target.id))

    @work
    async def action_judge(self, motivation: int, posting: int) -> None:
        """Raise or lower the figures of the marked targets, or of the one under the cursor."""
        chosen = [key for key in self.rows.acted_on if isinstance(key, int)]
        if not chosen:
            self.record()
            return
        await self.carry_out(
            lambda store: store.targets.judge(chosen, motivation=motivation, posting=posting)
        )

    @work
    async def action_new_target(self) -> None:
        """Ask for an organization and make it a target."""
        from iitui.ui.targets.target_form import TargetForm

        def make_form(draft: TargetDraft | None, errors: Mapping[str, str]) -> TargetForm:
            return TargetForm("New target", draft, errors)

        added = await self.ask_and_act(
            make_form,
            lambda store, draft: store.targets.add(draft),
            lambda added: f"{added.organization} is a target",
        )
        if added is not None:
            self.show_number(added.id)

    @work
    async def action_edit_target(self) -> None:
        """Change what is known of the target."""
        from iitui.ui.targets.target_form import TargetForm

        target = self._target()
        if target is None:
            return
        edited = EditedRecord(target, lambda: self.record_of(target.id), TargetDraft.of)
        before = TargetDraft.of(target)
        title = f"Target: {clean_line(target.organization)}"

        def make_form(draft: TargetDraft | None, errors: Mapping[str, str]) -> TargetForm:
            return TargetForm(title, draft or before, errors, has_name=False)

        await self.ask_and_act(
            make_form,
            lambda store, draft: store.targets.edit(target.id, draft, seen=edited.original),
            lambda changed: f"Changed the target {changed.organization}",
            about=f"target:{target.id}",
            merge_changes=edited.merge_changes,
        )

    @work
    async def action_remove_targets(self) -> None:
        """Ask, then take the marked targets off the list, or the one under the cursor; their people stay."""
        chosen = [key for key in self.rows.acted_on if isinstance(key, int)]
        targets = self.session.reader.targets.some(chosen, self.session.now())
        if not targets:
            self.record()
            return
        what = clean_line(targets[0].organization) if len(targets) == 1 else several(len(targets), "target")
        question = f"Remove {what} from the targets?\n\nThe contacts there stay. u undoes it."
        if not await self.app.push_screen_wait(Confirm("Remove", question)):
            return
        numbers = [target.id for target in targets]

        def verb(store: "Store") -> None:
            store.targets.remove(numbers)

        if await self.carry_out(verb, f"Removed {what} from the targets. u undoes it."):
            self.rows.clear_marks()
