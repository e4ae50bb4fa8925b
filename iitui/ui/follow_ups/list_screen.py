"""What Today and Follow-ups share: a list of what is owed, the keys that settle it, and a pane about a line.

The cursor moves on before the verb has run, so that x x x settles three, however slow the disk is.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType

from iitui.domain.dates.calendar import say_deadline, say_end_of_day, say_when
from iitui.domain.errors import JournalError
from iitui.domain.follow_ups import DueState, FollowUp, FollowUpId, Kind
from iitui.ui.follow_ups.wording import owed_row, row_key
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_list import LazyRows, ListRow, RowKey, RowList
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import (
    LogTouch,
    NoteOutcome,
    ShowBrief,
    ShowContact,
    WriteLetter,
)
from iitui.ui.session.screen import JournalScreen

REST_SECONDS = 0.1
"""So long the cursor rests before it is read what it is on: keys that are held down come faster."""

OWED_KEYS = (
    "list.open",
    "follow_up.done",
    "follow_up.snooze",
    "follow_up.waive",
    "follow_up.letter",
    "follow_up.why",
    "follow_up.contact",
    "contact.interview",
    "contact.log",
    "contact.outcome",
    "list.mark",
)
"""What acts on a line of what is owed."""

_MOST_RETURNS = 3
"""Of how many that come again the message of one act says when."""

if TYPE_CHECKING:
    from textual.content import Content

    from iitui.domain.touches import Touch
    from iitui.store.journal import Store
    from iitui.store.reader import JournalReader
    from iitui.ui.follow_ups.explanation import Circumstances
    from iitui.ui.follow_ups.snooze_form import SnoozeForm
    from iitui.ui.follow_ups.waive_form import WaiveForm
    from iitui.ui.kit.text.paragraphs import Paragraph


class FollowUpListScreen(JournalScreen):
    """A screen with a list `#owed` of follow-ups and the keys that settle them.

    Attributes:
        SAYS_WHY: whether the pane about a line says why it is owed as well.
    """

    AUTO_FOCUS = "#owed"
    SAYS_WHY: ClassVar[bool] = False

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("x", "settle_done", "Mark done", "follow_up.done", "Mark it as done; u undoes it", show=True),
        bind("z", "snooze_owed", "Snooze", "follow_up.snooze", "Snooze it: fri, +3d, tomorrow", show=True),
        bind("W", "waive_owed", "Dismiss", "follow_up.waive", "Dismiss it: it doesn't need doing", show=True),
        bind(
            "w", "write_letter", "Letter", "follow_up.letter", "Write the letter that settles it", show=True
        ),
        bind(
            "y", "explain_owed", "Why", "follow_up.why", "Why it's due, and where to change that", show=True
        ),
        bind("n", "add_reminder", "New", "follow_up.new", "Add your own reminder", show=True),
        bind("d", "delete_reminder", "Delete", "follow_up.delete", "Delete a reminder"),
        bind("i", "plan_interview", "Plan", "contact.interview", "Plan an interview"),
        bind("l", "log_touch", "Log", "contact.log", "Log a touch: an email, a call, a meeting"),
        bind("r", "note_outcome", "Outcome", "contact.outcome", "Record the answer to a request"),
        bind("C", "open_contact", "Contact", "follow_up.contact", "Go to the contact", show=True),
    ]

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self._known: dict[RowKey, FollowUp] = {}
        self._pending: set[FollowUpId] = set()
        self._loaded = asyncio.Event()

    @property
    def owed_list(self) -> RowList:
        """The list of what is owed."""
        return self.query_one("#owed", RowList)

    def show_owed(
        self, lines: Sequence[FollowUp | ListRow], done_by: Mapping[int, "Touch"] = MappingProxyType({})
    ) -> None:
        """Fill the list with follow-ups and the headings between them; the cursor stays.

        Args:
            lines: from top to bottom.
            done_by: the touches by which settled ones were done, by their IDs.
        """
        now, zone = self.session.now(), self.session.zone
        keys = [line.key if isinstance(line, ListRow) else row_key(line) for line in lines]
        self._known = {
            key: line for key, line in zip(keys, lines, strict=True) if not isinstance(line, ListRow)
        }

        def make(place: int) -> ListRow:
            line = lines[place]
            if isinstance(line, ListRow):
                return line
            return owed_row(line, now, zone, done_by.get(line.done_by_id or 0))

        self.owed_list.show(LazyRows(keys, make))
        self._loaded.set()

    def under_cursor(self) -> FollowUp | None:
        """The follow-up under the cursor."""
        key = self.owed_list.cursor_key
        return None if key is None else self._known.get(key)

    async def _chosen(self) -> list[FollowUp]:
        """Return what the next key acts on: open follow-ups that no earlier key is settling yet."""
        await self._loaded.wait()
        chosen = [self._known[key] for key in self.owed_list.acted_on if key in self._known]
        still_open = [
            one for one in chosen if one.state is not DueState.SETTLED and one.id not in self._pending
        ]
        if chosen and not still_open and all(one.state is DueState.SETTLED for one in chosen):
            self.say("That's already settled. Press u to undo the last change.")
        return still_open

    def _go_on(self, chosen: Sequence[FollowUp], seen: Mapping[RowKey, FollowUp]) -> None:
        """Clear the marks and put the cursor on the next row that stays open.

        Args:
            chosen: what a key acts on.
            seen: the rows as they were when it was pressed: what is put off may stand elsewhere by now.
        """
        gone = {one.id for one in chosen} | self._pending
        keys = list(seen)
        here = self.owed_list.cursor_key
        self.owed_list.clear_marks()
        if here is None or here not in seen or seen[here].id not in gone:
            return
        place = keys.index(here)
        around = [*keys[place + 1 :], *reversed(keys[:place])]
        now = ((key, self._known[key]) for key in around if key in self._known)
        stays = (key for key, one in now if one.id not in gone and one.state is not DueState.SETTLED)
        following = next(stays, None)
        if following is not None:
            self.owed_list.move_to(following)

    def _say_return(self, settled: Sequence[FollowUp]) -> str:
        """Return when what was settled is owed again, in words; empty if it is not."""
        session, words = self.session, []
        for one in settled:
            again = session.reader.follow_ups.again(one.id, session.now(), session.day_end())
            if again is None:
                continue
            when = say_deadline(again.due, session.zone, session.now())
            if again.what != one.what:
                words.append(f" Next: “{again.what}”, {when}.")
            elif len(settled) == 1:
                words.append(f" It repeats {when}.")
            else:
                words.append(f" “{one.what}” repeats {when}.")
        more = len(words) - _MOST_RETURNS
        return "".join(words[:_MOST_RETURNS]) + (f" {more} more will repeat." if more > 0 else "")

    @work
    async def action_settle_done(self) -> None:
        """Mark as done what is marked, or under the cursor."""
        chosen = await self._chosen()
        if not chosen:
            return
        names = [one.id for one in chosen]
        here = self.owed_list.cursor_key
        self._go_on(chosen, self._known)
        self._pending.update(names)
        try:
            settled = await self.act(lambda store: store.follow_ups.done(names), "")
        finally:
            self._pending.difference_update(names)
        if settled is None:
            if here is not None:
                self.owed_list.move_to(here)
            return
        self.say(f"Done: {_what(settled)}.{self._say_return(settled)} u undoes it.")

    @work
    async def action_waive_owed(self) -> None:
        """Dismiss what is marked, or under the cursor, for a reason that may be empty."""
        from iitui.ui.follow_ups.waive_form import WaiveForm

        chosen = await self._chosen()
        if not chosen:
            return
        names, seen = [one.id for one in chosen], self._known

        def make_form(reason: str | None, errors: Mapping[str, str]) -> "WaiveForm":
            return WaiveForm(_what(chosen), reason or "", errors)

        def verb(store: "Store", reason: str) -> list[FollowUp]:
            return store.follow_ups.waive(names, reason)

        def go_on(waived: list[FollowUp]) -> str:
            self._go_on(chosen, seen)
            after = self._say_return(waived) or " It won't come back."
            return f"Dismissed: {_what(waived)}.{after} u undoes it."

        await self.ask_and_act(make_form, verb, go_on)

    def explanation_of(self, follow_up: FollowUp) -> "Content":
        """Return why a follow-up is owed."""
        from iitui.ui.follow_ups.explanation import explain

        facts = self.session.reader.follow_up_facts.of(follow_up, self.session.now())
        return explain(follow_up, facts, self._circumstances())

    def _circumstances(self) -> "Circumstances":
        from iitui.ui.follow_ups.explanation import Circumstances

        session = self.session
        return Circumstances(
            now=session.now(),
            zone=session.zone,
            figures=session.settings.figures,
            settings_file=session.paths.settings,
        )

    @on(RowList.Highlighted)
    def show_about_soon(self) -> None:
        """Show what the line under the cursor is about, where there is a pane for it."""
        if self.query("#about-pane"):
            self.call_after_refresh(self._show_about)

    @work(exclusive=True, group="about")
    async def _show_about(self) -> None:
        """Show it once the cursor rests, because reading would make the next key wait."""
        from iitui.ui.kit.text.scrolled import ScrolledParagraphs

        await asyncio.sleep(REST_SECONDS)
        pane = self.query_one_optional("#about-pane", ScrolledParagraphs)
        if pane is None or not self.is_mounted:
            return
        about = self.in_view()
        pane.set_class(about is None, "-nothing")
        if about is None or not pane.display:
            return
        try:
            words = await self.session.read_aside(self._about_reader(about))
        except JournalError:
            return  # the list itself says so
        if self.is_mounted and self.in_view() == about:
            pane.show(words, about.id if isinstance(about, FollowUp) else about)

    def in_view(self) -> FollowUp | int | None:
        """The follow-up that the pane beside the list is about; or the number of a contact."""
        return self.under_cursor()

    def _about_reader(self, about: FollowUp | int) -> "Callable[[JournalReader], list[Paragraph]]":
        """Return what reads the text of the pane; it also loads, on its thread, what that needs."""
        session, with_reasons = self.session, self.SAYS_WHY

        def read(reader: "JournalReader") -> "list[Paragraph]":
            from iitui.ui.follow_ups.about import read_about, read_waiting, say_about
            from iitui.ui.session.letter_options import options_of

            circumstances = self._circumstances()
            if isinstance(about, int):
                return read_waiting(reader, about, circumstances)
            options = options_of(session.settings, session.zone)
            known = read_about(reader, about, circumstances, session.paths.letters, options)
            return say_about(known, circumstances, with_reasons=with_reasons)

        return read

    @work
    async def action_explain_owed(self) -> None:
        """Say why what is under the cursor is owed, and then do what a key asks for."""
        from iitui.ui.follow_ups.why_dialog import WhyDialog

        await self._loaded.wait()
        about = self.under_cursor()
        if about is None:
            return
        answer = await self.app.push_screen_wait(WhyDialog(self.explanation_of(about)))
        if answer:
            await self.run_action(answer)

    @work
    async def action_snooze_owed(self) -> None:
        """Snooze what is marked, or under the cursor."""
        from iitui.ui.follow_ups.snooze_form import SnoozeForm

        chosen = await self._chosen()
        if not chosen:
            return
        session = self.session
        names, seen = [one.id for one in chosen], self._known

        def make_form(until: datetime | None, errors: Mapping[str, str]) -> "SnoozeForm":
            return SnoozeForm(
                _what(chosen),
                session.date_reading(),
                until=until,
                errors=errors,
            )

        def verb(store: "Store", until: datetime) -> datetime:
            store.follow_ups.snooze(names, until)
            return until

        def go_on(until: datetime) -> str:
            self._go_on(chosen, seen)
            zone, now = session.zone, session.now()
            words = say_end_of_day(until, zone, now) or say_when(until, zone, now)
            return f"Snoozed until {words}: {_what(chosen)}. u undoes it."

        await self.ask_and_act(make_form, verb, go_on)

    @work
    async def action_add_reminder(self) -> None:
        """Add a reminder."""
        from iitui.ui.follow_ups.reminding import add_reminder

        await add_reminder(self, None, None)

    @work
    async def action_delete_reminder(self) -> None:
        """Delete reminders; what follows from facts can only be dismissed."""
        from iitui.ui.kit.dialogs.confirm import Confirm

        await self._loaded.wait()
        chosen = [self._known[key] for key in self.owed_list.acted_on if key in self._known]
        if not chosen:
            return
        if any(one.id.kind is not Kind.REMINDER for one in chosen):
            self.say(
                "Only your own reminders can be deleted. Press W to dismiss this one; it won't come back."
            )
            return
        numbers = [one.id.subject for one in chosen]
        one_only = len(chosen) == 1
        title = "Delete a reminder" if one_only else f"Delete {len(chosen)} reminders"
        them = "it" if one_only else "them"
        question = f"{_what(chosen)}: this deletes {them} and every repeat. u undoes it."
        if not await self.app.push_screen_wait(Confirm(title, question)):
            return
        self._go_on(chosen, self._known)
        word = f"Deleted: {_what(chosen)}. u undoes it."
        await self.carry_out(lambda store: store.follow_ups.delete_reminders(numbers), word)

    @on(RowList.Opened, "#owed")
    def _open_owed(self) -> None:
        """Go to what the follow-up is about: the brief of its interview, or the person."""
        about = self.under_cursor()
        if about is None:
            return
        is_own = about.id.kind is Kind.REMINDER and about.contact_id is not None
        if about.interview_id is not None and not is_own:
            self.post_message(ShowBrief(about.interview_id))
        elif about.contact_id is not None:
            self.post_message(ShowContact(about.contact_id))
        else:
            self.say("This reminder isn't about anyone, so there's nothing to open.")

    def action_write_letter(self) -> None:
        """Write the letter that the follow-up under the cursor asks for."""
        from iitui.domain.letters.kinds import kind_for

        about = self.under_cursor()
        if about is None:
            return
        if about.contact_id is None:
            self.say("This reminder isn't about anyone.")
        else:
            is_open = about.state is not DueState.SETTLED
            self.post_message(
                WriteLetter(
                    about.contact_id,
                    kind_for(about.id.kind),
                    about.id if is_open else None,
                    about.interview_id,
                )
            )

    def person_in_view(self) -> int | None:
        """Return the person that the follow-up under the cursor is about."""
        about = self.under_cursor()
        return None if about is None else about.contact_id

    @work
    async def action_plan_interview(self) -> None:
        """Plan an interview: at first with the person whom the follow-up under the cursor is about."""
        from iitui.ui.interviews.planning import plan_interview

        await plan_interview(self, None, suggested_id=self.person_in_view())

    def action_log_touch(self) -> None:
        """Log a touch with the person whom the follow-up under the cursor is about."""
        about = self.under_cursor()
        if about is not None and about.contact_id is not None:
            self.post_message(LogTouch(about.contact_id, str(about.id)))
        elif about is not None:
            self.say("This reminder isn't about anyone.")

    def action_note_outcome(self) -> None:
        """Say what came of the request to the person whom the follow-up under the cursor is about."""
        about = self.under_cursor()
        if about is not None and about.contact_id is not None:
            self.post_message(NoteOutcome(about.contact_id))
        elif about is not None:
            self.say("This reminder isn't about anyone.")

    def action_open_contact(self) -> None:
        """Go to the person that the follow-up under the cursor is about."""
        about = self.under_cursor()
        if about is not None and about.contact_id is not None:
            self.post_message(ShowContact(about.contact_id))
        elif about is not None:
            self.say("This reminder isn't about anyone.")


def _what(follow_ups: Sequence[FollowUp]) -> str:
    """Return what one follow-up says, or how many there are."""
    return follow_ups[0].what.rstrip(".") if len(follow_ups) == 1 else f"{len(follow_ups)} follow-ups"
