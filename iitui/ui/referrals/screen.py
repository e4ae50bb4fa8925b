"""The screen Referrals: who led to whom, to any depth, and what came of each name."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from iitui.domain.referrals import ReferralTree, grow
from iitui.domain.text import fold, several
from iitui.ui.interviews.permission import PERMISSION_KEY, change_permission
from iitui.ui.kit.bindings import PaneBindings, bind
from iitui.ui.kit.lists.row_list import ListRow, RowKey, RowList
from iitui.ui.kit.lists.search_box import SearchBox
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.referrals.rows import COLUMNS, branch_width, referral_rows
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.list_keys import ADD_KEY
from iitui.ui.session.navigation import CONTACTS, Place, ShowContact
from iitui.ui.session.screen import JournalScreen

NOBODY = (
    "No referrals yet.\n\n"
    "At the end of every interview, ask who to talk with next. When you add that contact, fill in “Referred"
    " by”.\n\n"
    "Press a to add a contact."
)


class ReferralList(RowList):
    """The lines of the trees; a click on the sign before a name folds."""

    class FoldClicked(RowList.ListMessage):
        """The sign before a name was clicked."""

        def __init__(self, row_list: RowList, key: RowKey) -> None:
            super().__init__(row_list)
            self.key = key

    def takes_click(self, row: ListRow, x: int) -> bool:
        """Fold or unfold by a click on the branches and the sign before a name."""
        before = branch_width(row)
        if not before or x >= before + 2:
            return False
        self.post_message(self.FoldClicked(self, row.key))
        return True


class ReferralsScreen(JournalScreen):
    """Shows all trees of referrals, of which only the lines in sight are made."""

    PLACE: ClassVar[Place] = CONTACTS
    PURPOSE: ClassVar[str] = (
        "Who referred you to whom: each name is listed below the person who gave it to you, with how it"
        " turned out. → and ← expand and collapse; N records whether you may use the referrer's name; enter"
        " opens the contact."
    )

    PANE_KEYS: ClassVar[PaneBindings] = {
        "#referrals": ("list.open", "referral.unfold", "referral.fold_up", "referral.fold_all"),
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "space", "toggle_fold", "Fold", "referral.fold", "Expand or collapse the names below", show=True
        ),
        bind("right", "unfold", "Unfold", "referral.unfold", "Expand, or go to the first name below"),
        bind("left", "fold", "Collapse", "referral.fold_up", "Collapse, or go to the referrer"),
        bind("*", "toggle_all", "Collapse all", "referral.fold_all", "Collapse or expand everything"),
        bind(
            PERMISSION_KEY,
            "change_permission",
            "Use name?",
            "contact.permission",
            "Record whether you may use the referrer's name: not asked, yes, no, will introduce me",
            show=True,
        ),
        bind("i", "plan_interview", "Plan", "contact.interview", "Plan an interview", show=True),
        SearchBox.BINDING,
        ADD_KEY,
        bind("escape", "leave_referrals", "Back", "referral.back", "Clear the search, or go back", show=True),
    ]

    def __init__(self, session: JournalSession, contact_id: int | None = None) -> None:
        """Make the screen.

        Args:
            session: the open journal.
            contact_id: the contact that the cursor is on at first; None for the first one.
        """
        super().__init__(session)
        self._first_id = contact_id
        self._query = ""
        self._folded: set[int] = set()
        self._tree: ReferralTree = grow(())

    def compose_body(self) -> ComposeResult:
        """The trees with their search."""
        with Vertical(id="referrals", classes="pane"):
            yield SearchBox(self._narrow, "/ to search: names and organizations")
            yield ReferralList(COLUMNS, empty=NOBODY, can_mark=False)

    def reload(self) -> None:
        """Read the trees anew; the cursor and what is folded stay."""
        super().reload()
        self._tree = self.session.reader.referrals.all(self.session.now())
        self._show_rows()
        if self._first_id is not None:
            self.show_number(self._first_id)
            self._first_id = None
        self._say_title()

    def show_number(self, contact_id: int | None) -> None:
        """Go to a contact, and unfold what hides them."""
        if contact_id is None:
            return
        if contact_id not in self._tree.people:
            self.say("No one referred you to this person, and they haven't named anyone yet.")
            return
        self._folded.difference_update(self._tree.path(contact_id)[:-1])
        self.query_one(SearchBox).value = ""
        self._show_rows()
        self.query_one(RowList).move_to(contact_id)

    def _show_rows(self, *, from_top: bool = False) -> None:
        words = fold(self._query).split()
        only = self._tree.matching(words) if words else None
        rows = self.query_one(RowList)
        rows.set_empty(
            f"No one matches “{self._query.strip()}”.\n\nPress esc to show all." if words else NOBODY
        )
        folded = frozenset() if words else self._folded
        rows.show(referral_rows(self._tree, folded, only), from_top=from_top)

    def _say_title(self) -> None:
        people = self._tree.people.values()
        named = [person for person in people if person.contact_id in self._tree.parents]
        met = sum(person.was_met for person in named)
        tops = len(self._tree.roots)
        on_top = "1 person" if tops == 1 else f"{tops} people"
        circles = len(self._tree.cuts)
        words = (
            f"{several(len(named), 'name')} from {on_top} at the top" if named else "",
            f"{met} met" if named else "",
            f"{several(circles, 'loop')} cut" if circles else "",
        )
        self.query_one("#referrals").border_title = pane_title("Referrals", None, *words)

    def _narrow(self, query: str) -> None:
        self._query = query
        self._show_rows(from_top=bool(query.strip()))

    def _in_view(self) -> int | None:
        key = self.query_one(RowList).cursor_key
        return key if isinstance(key, int) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave the keys that move in a text to the search while one is in it."""
        return action not in {"search", "fold", "unfold"} or not self.query_one(SearchBox).has_focus

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one(SearchBox).focus()

    def action_toggle_fold(self) -> None:
        """Hide the names below the cursor, or show them again."""
        contact_id = self._in_view()
        if contact_id is not None and self._tree.children.get(contact_id):
            self._folded ^= {contact_id}
            self._show_rows()

    @on(ReferralList.FoldClicked)
    def _fold_clicked(self, message: ReferralList.FoldClicked) -> None:
        self.query_one(RowList).move_to(message.key)
        self.action_toggle_fold()

    def action_unfold(self) -> None:
        """Show the names below the cursor, or go to the first of them."""
        contact_id = self._in_view()
        if contact_id is None:
            return
        if contact_id in self._folded:
            self._folded.discard(contact_id)
            self._show_rows()
        elif below := self._tree.children.get(contact_id):
            self.query_one(RowList).move_to(below[0])

    def action_fold(self) -> None:
        """Hide the names below the cursor, or go to who named this one."""
        contact_id = self._in_view()
        if contact_id is None:
            return
        if self._tree.children.get(contact_id) and contact_id not in self._folded:
            self._folded.add(contact_id)
            self._show_rows()
        elif (above := self._tree.parents.get(contact_id)) is not None:
            self.query_one(RowList).move_to(above)

    def action_toggle_all(self) -> None:
        """Show only who is on top; if nothing more is shown, everybody."""
        roots = {root for root in self._tree.roots if self._tree.children.get(root)}
        contact_id = self._in_view()
        if self._folded >= roots:
            self._folded = set()
        else:
            self._folded = set(roots)
            contact_id = None if contact_id is None else self._tree.path(contact_id)[0]
        self._show_rows()
        if contact_id is not None:
            self.query_one(RowList).move_to(contact_id)

    @work
    async def action_change_permission(self) -> None:
        """Say whether the referrer's name may be used with the contact under the cursor."""
        contact_id = self._in_view()
        if contact_id is not None:
            await change_permission(self, contact_id)

    @work
    async def action_plan_interview(self) -> None:
        """Plan an interview with the contact under the cursor."""
        from iitui.ui.interviews.planning import plan_interview

        contact_id = self._in_view()
        if contact_id is not None:
            await plan_interview(self, contact_id)

    @on(RowList.Opened)
    def _open_contact(self, message: RowList.Opened) -> None:
        if isinstance(message.key, int):
            self.post_message(ShowContact(message.key))

    @on(SearchBox.Exited)
    def _back_to_list(self) -> None:
        self.query_one(RowList).focus()

    def action_leave_referrals(self) -> None:
        """Clear the search; without one, go back."""
        box = self.query_one(SearchBox)
        self.query_one(RowList).focus()
        if box.value:
            box.value = ""
        else:
            self.dismiss()
