"""What can be done with contacts, by the same keys in the list and on a contact's own screen."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence

from textual import work
from textual.binding import Binding

from iitui.domain.contacts import Contact, ContactDraft
from iitui.domain.text import several
from iitui.ui.interviews.permission import PERMISSION_KEY, change_permission
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.session.edit_conflicts import EditedRecord
from iitui.ui.session.list_keys import DUPLICATES_KEY, LIST_KEYS, NEWS_KEY, TARGETS_KEY
from iitui.ui.session.navigation import ShowContact, ShowReferrals, WriteLetter
from iitui.ui.session.screen import JournalScreen
from iitui.ui.session.texts_in_view import TextInView, contact_texts

ACTS: tuple[Binding, ...] = (
    bind("e", "edit_contact", "Edit", "contact.edit", "Edit the contact", show=True),
    bind("i", "plan_interview", "Plan", "contact.interview", "Plan an interview", show=True),
    bind("l", "log_touch", "Log", "contact.log", "Log a touch: an email, a call, a meeting", show=True),
    bind("w", "write_letter", "Letter", "contact.letter", "Write a letter to a contact", show=True),
    bind("r", "note_outcome", "Outcome", "contact.outcome", "Record the answer to a request"),
    bind("H", "show_touches", "Touches", "contact.touches", "See, edit and delete the touches"),
    bind("f", "add_reminder", "Reminder", "contact.reminder", "Add a reminder about a contact"),
    bind("o", "research", "Research", "contact.research", "Write down your research on the organization"),
    bind(
        PERMISSION_KEY,
        "change_permission",
        "Use name?",
        "contact.permission",
        "Record whether you may use the referrer's name: not asked, yes, no, will introduce me",
    ),
    bind(
        "t",
        "show_referrals",
        "Referrals",
        "contact.referrals",
        "See who referred you to whom, and how it turned out",
    ),
    *LIST_KEYS,
    TARGETS_KEY,
    bind(
        "M",
        "merge_contact",
        "Merge",
        "contact.merge",
        "Merge two contacts: the two marked, or this one and another",
    ),
    DUPLICATES_KEY,
    NEWS_KEY,
    bind("A", "archive", "Archive", "contact.archive", "Archive contacts, or bring them back"),
    bind("d", "delete_contacts", "Delete", "contact.delete", "Delete contacts and everything about them"),
)
"""The keys of `ContactActs`; each screen puts them where they belong among its own."""


PERSON_KEYS = (
    "contact.edit",
    "contact.interview",
    "contact.log",
    "contact.letter",
    "contact.touches",
    "contact.reminder",
    "contact.outcome",
    "contact.research",
    "contact.referrals",
)
"""What acts on a contact, for the border of the pane that one is in."""


class ContactActs(JournalScreen):
    """A screen on which contacts can be acted on."""

    def texts_in_view(self) -> Sequence[TextInView]:
        """What is known of the contact in view."""
        contact_id = self.in_view()
        contact = None
        if contact_id is not None:
            contact = self.session.reader.contacts.get(contact_id, self.session.now())
        return contact_texts(contact) if contact else ()

    @abstractmethod
    def chosen(self) -> tuple[int, ...]:
        """The contacts that the next key acts on."""

    @abstractmethod
    def in_view(self) -> int | None:
        """The contact that the user is looking at, or None."""

    @abstractmethod
    def done_with_marks(self) -> None:
        """Clear the marks, because what they were for is done."""

    def merged_into(self, contact: Contact) -> None:
        """Go to the contact that is left of two."""
        if self.in_view() != contact.id:
            self.post_message(ShowContact(contact.id))

    def _contact(self) -> Contact | None:
        contact_id = self.in_view()
        contact = (
            None if contact_id is None else self.session.reader.contacts.get(contact_id, self.session.now())
        )
        if contact is None:
            self.say("There's no contact here. Press n to add one.")
        return contact

    def _several(self, contact_ids: Sequence[int]) -> str:
        if len(contact_ids) == 1:
            contact = self.session.reader.contacts.get(contact_ids[0], self.session.now())
            return contact.name if contact else "this contact"
        return f"{len(contact_ids)} contacts"

    @work
    async def action_edit_contact(self) -> None:
        """Change what is known about the contact in view."""
        from iitui.ui.contacts.adding import contact_form_facts
        from iitui.ui.contacts.contact_form import ContactForm

        contact = self._contact()
        if contact is None:
            return
        facts, before = contact_form_facts(self), ContactDraft.of(contact)
        edited = EditedRecord(
            contact, lambda: self.session.reader.contacts.get(contact.id, self.session.now()), ContactDraft.of
        )

        def make_form(draft: ContactDraft | None, errors: Mapping[str, str]) -> ContactForm:
            title = f"Change {contact.name}"
            return ContactForm(title, facts, draft or before, errors, contact_id=contact.id)

        await self.ask_and_act(
            make_form,
            lambda store, draft: store.contacts.edit(contact.id, draft, seen=edited.original),
            lambda changed: f"Changed {changed.name}",
            about=f"contact:{contact.id}",
            merge_changes=edited.merge_changes,
        )

    @work
    async def action_log_touch(self) -> None:
        """Log a touch with the contact in view; with marks, the same touch with all marked contacts."""
        from iitui.ui.contacts.touching import log_touch

        chosen = self.chosen()
        if not chosen:
            self._contact()
        elif await log_touch(self, chosen):
            self.done_with_marks()

    @work
    async def action_note_outcome(self) -> None:
        """Say what came of the latest request to the contact in view."""
        from iitui.ui.contacts.outcomes import note_outcome

        contact = self._contact()
        if contact is not None:
            await note_outcome(self, contact.id)

    def action_show_touches(self) -> None:
        """Show the touches of the contact in view, to change or delete them."""
        from iitui.ui.contacts.touch_list import TouchesScreen

        contact = self._contact()
        if contact is not None:
            self.app.push_screen(TouchesScreen(self.session, contact.id))

    @work
    async def action_plan_interview(self) -> None:
        """Plan an interview with the contact in view."""
        from iitui.ui.interviews.planning import plan_interview

        contact = self._contact()
        if contact is not None:
            await plan_interview(self, contact.id)

    @work
    async def action_change_permission(self) -> None:
        """Say whether the referrer's name may be used with the contact in view."""
        contact = self._contact()
        if contact is not None:
            await change_permission(self, contact.id)

    def action_show_referrals(self) -> None:
        """Show the contact in view in the trees of referrals."""
        self.post_message(ShowReferrals(self.in_view()))

    def action_write_letter(self) -> None:
        """Write a letter to the contact in view."""
        contact = self._contact()
        if contact is not None:
            self.post_message(WriteLetter(contact.id))

    @work
    async def action_add_reminder(self) -> None:
        """Add a reminder about the contact in view."""
        from iitui.ui.follow_ups.reminding import add_reminder

        contact = self._contact()
        if contact is not None:
            await add_reminder(self, contact.id, None)

    @work
    async def action_research(self) -> None:
        """Write down what was researched about the contact's organization."""
        from iitui.ui.organizations.actions import research_organization

        contact = self._contact()
        if contact is None:
            return
        if not contact.organization:
            self.say(f"{contact.name} has no organization yet. Press e to add one.")
            return
        await research_organization(self, contact.organization)

    @work
    async def action_merge_contact(self) -> None:
        """Make one contact of the two that are marked, or of the one in view and another that is named."""
        from iitui.ui.duplicates.actions import merge_two, merge_with_another

        chosen, contact = self.chosen(), self._contact()
        if contact is None:
            return
        if len(chosen) > 2:
            self.say("You can merge two contacts at a time: mark exactly two, or none.")
            return
        is_pair = len(chosen) == 2
        left = await (merge_two(self, *chosen) if is_pair else merge_with_another(self, contact))
        if left is not None:
            self.done_with_marks()
            self.merged_into(left)

    @work
    async def action_archive(self) -> None:
        """Archive the chosen contacts, or bring them back if they are archived."""
        chosen = self.chosen()
        contact = self.session.reader.contacts.get(chosen[0], self.session.now()) if chosen else None
        if contact is None:
            return
        away = not contact.archived
        done_text = f"{'Archived' if away else 'Brought back'} {self._several(chosen)}. u undoes it."
        if await self.carry_out(lambda store: store.contacts.archive(chosen, archived=away), done_text):
            self.done_with_marks()

    @work
    async def action_delete_contacts(self) -> None:
        """Ask, then delete the chosen contacts with everything about them."""
        chosen = self.chosen()
        if not chosen:
            return
        who = self._several(chosen)
        if not await self.app.push_screen_wait(Confirm(f"Delete {who}?", self._what_goes(chosen))):
            return
        if await self.carry_out(lambda store: store.contacts.delete(chosen), f"Deleted {who}. u undoes it."):
            self.done_with_marks()

    def _what_goes(self, contact_ids: Sequence[int]) -> str:
        interviews, answers = self.session.reader.interviews.hanging_on(contact_ids)
        counts = ((interviews, "interview"), (answers, "answer"))
        goes = [several(count, word) for count, word in counts if count]
        lines = (
            f"{self._several(contact_ids)} will be deleted, with every touch and note.",
            f"This also deletes {' and '.join(goes)}." if goes else "",
            "",
            "To keep everything, archive instead (A). u undoes a delete.",
        )
        return "\n".join(line for place, line in enumerate(lines) if line or place == 2)
