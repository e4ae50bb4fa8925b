"""The letter pane: a letter filled from the journal, checked while one types, and then handed on."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea
from textual.widgets.text_area import Selection

from iitui.domain.autosave import UnsavedText, changed
from iitui.domain.dates.calendar import say_when
from iitui.domain.errors import IituiError
from iitui.domain.follow_ups import DueState, FollowUp
from iitui.domain.letters.checks import LetterFinding, Weight, is_ready
from iitui.domain.letters.facts import LetterAbout, values_of
from iitui.domain.letters.kinds import LetterKind
from iitui.domain.letters.letter import Letter, count_words, is_address
from iitui.domain.letters.templates import SPECIFIC, Template, order_templates, place_of
from iitui.domain.letters.writing import LetterInMaking, LetterOptions, next_place, settled_by
from iitui.domain.text import clean, clean_line, several
from iitui.domain.touches import Outcome, TouchDraft, TouchKind
from iitui.ui.kit import outside
from iitui.ui.kit.bindings import PaneBindings, bind
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.dialogs.file_picker import first_folder, read_path
from iitui.ui.kit.forms.fields import LineBox, TextBox
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.letters import handing_on
from iitui.ui.letters.dialogs import TemplateChooser
from iitui.ui.letters.notes import LetterNotes, note_lines, say_state
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.name_form import NameForm
from iitui.ui.session.navigation import CONTACTS, Place
from iitui.ui.session.screen import JournalScreen
from iitui.ui.session.texts_in_view import TextInView

if TYPE_CHECKING:
    from textual.timer import Timer

    from iitui.store.journal import Store
    from iitui.store.letters.templates import TemplateShelf

WIDE = 100
"""From so many columns on, what there is to look at stands beside the letter."""

CHECK_SECONDS = 0.3
"""Seconds from a key until a very long letter is checked; any other is checked at once."""

KEEP_SECONDS = 1.0
"""Seconds from a key until what is typed is kept."""

_LONG = 5_000
"""From so many characters on, a letter is very long."""

_FORM = "LetterScreen"


class LetterScreen(JournalScreen):
    """Shows one letter while it is written.

    Attributes:
        making: the letter: its template, and what it is filled from and checked against.
        about: what it is about, as the screen was asked for it.
    """

    PLACE: ClassVar[Place] = CONTACTS
    PURPOSE: ClassVar[str] = (
        "A letter, filled in from the journal and checked as you type. ctrl+n goes to the next blank; esc"
        " goes to the list beside it, where single letters are keys. iitui never sends anything: copy it,"
        " open it in your mail program, or save it. Then x marks it as sent and settles the follow-up it was"
        " for."
    )
    AUTO_FOCUS = "#letter-body"

    PANE_KEYS: ClassVar[PaneBindings] = {
        "#letter-pane": (
            "letter.next",
            "letter.sent",
            "letter.copy",
            "letter.mail",
            "letter.save",
            "letter.editor",
            "letter.template",
            "letter.start_over",
            "letter.keep",
        ),
        "#letter-side": ("list.open", "list.down", "list.up"),
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+n", "next_place", "Next blank", "letter.next", "Go to the next blank", show=True),
        bind("x", "mark_sent", "Sent", "letter.sent", "Mark as sent and settle the follow-up", show=True),
        bind("c", "copy_body", "Copy", "letter.copy", "Copy the letter to the clipboard", show=True),
        bind("C", "copy_subject", "Copy subject", "letter.copy_subject", "Copy the subject line"),
        bind("m", "open_mail", "Mail", "letter.mail", "Open it in your mail program", show=True),
        bind("s", "save_draft", "Save", "letter.save", "Save it as a draft for mail programs", show=True),
        bind("e", "open_editor", "Editor", "letter.editor", "Continue in your own editor", show=True),
        bind("t", "choose_template", "Template", "letter.template", "Choose another template", show=True),
        bind("r", "start_over", "Start over", "letter.start_over", "Fill in the template again"),
        bind("ctrl+s", "keep_now", "Keep", "letter.keep", "Save now; it's saved as you type", priority=True),
        bind("escape", "leave_letter", "Back", "letter.back", "Go to the list; from there, close", show=True),
    ]  # fmt: skip

    def __init__(
        self,
        session: JournalSession,
        making: LetterInMaking,
        shelf: "TemplateShelf",
        about: LetterAbout,
        options: LetterOptions,
    ) -> None:
        """Make the screen.

        Args:
            session: the open journal.
            making: the letter to begin with.
            shelf: all templates.
            about: what the letter is about.
            options: what the user has set.
        """
        super().__init__(session)
        self.making = making
        self.about = about
        self._shelf = shelf
        self._options = options
        self._findings: list[LetterFinding] = []
        self._shown: tuple[object, ...] = ()
        self._is_gone = False
        self._is_sent = False
        self._check_timer: Timer | None = None
        self._keep_timer: Timer | None = None

    def recreated(self) -> "LetterScreen":
        """Return another screen on the same letter; what is typed was kept and comes back."""
        return LetterScreen(self.session, self.making, self._shelf, self.about, self._options)

    @property
    def contact_id(self) -> int:
        """Whom the letter goes to."""
        return self.making.facts.contact.id

    @property
    def kept_as(self) -> str:
        """The name by which what is typed is kept: one for each letter that can be owed."""
        interview, subject = self.making.facts.interview, self.about.follow_up
        number = subject.subject if subject else interview.id if interview else 0
        return f"letter:{self.making.kind.value}:{self.contact_id}:{number}"

    def texts_in_view(self) -> Sequence[TextInView]:
        """The parts of the letter."""
        letter = self._letter()
        return [
            TextInView("letter", letter.body),
            TextInView("subject", letter.subject),
            TextInView("to", letter.to),
        ]

    def compose_body(self) -> ComposeResult:
        """Put the letter beside what there is to look at, or above it."""
        with Horizontal(id="letter"):
            with Vertical(id="letter-pane", classes="pane"):
                yield Static(id="letter-to", markup=False)
                yield LineBox(id="letter-subject", compact=True, placeholder="Subject", select_on_focus=False)
                yield TextBox(
                    id="letter-body", compact=True, tab_behavior="focus", highlight_cursor_line=False
                )
            with Vertical(id="letter-side", classes="pane"):
                yield LetterNotes(id="letter-notes")

    def on_mount(self) -> None:
        """Fill in the letter, or what was typed earlier; go to what is to be done first."""
        self._fill_in(self.making.filled.subject, self.making.filled.body)
        kept = self.session.unsaved.take(_FORM, self.kept_as)
        if kept is not None:
            self._take_back(kept)
        self._check()
        if kept is not None:
            when = say_when(kept.at, self.session.zone, self.session.now())
            keys = "r" if self._first_line() else "esc and then r"
            self.say(f"Here's what you wrote {when}. To start over, press {keys}.")
        self._go_to_first()

    def _take_back(self, kept: UnsavedText) -> None:
        """Show what was typed earlier and neither sent nor taken back."""
        slug = kept.texts.get("template", self.making.template.slug)
        template = next((one for one in self._templates() if one.slug == slug), None)
        if template is not None and template.slug != self.making.template.slug:
            self.making = self._made_from(template)
        filled = self.making.filled
        self._fill_in(kept.texts.get("subject", filled.subject), kept.texts.get("body", filled.body))

    def _go_to_first(self) -> None:
        """Go to the notes of an interview that wait to be put in, or to the first place to fill.

        Where one was put in, enter goes to the blank that it left: enter and typing always goes on.
        """
        line = self._first_line()
        if not line.startswith("noted"):
            self.action_next_place()
        if line:
            self._notes.move_to(line)
            self._notes.focus()

    def _first_line(self) -> str:
        """Return the line beside the letter on which enter goes on; '' if one goes on in the letter."""
        if self.making.kind is not LetterKind.THANK_YOU or not self.making.facts.noted:
            return ""
        if place_of(SPECIFIC) in self._body.text or not self._is_changed():
            return "noted 0"
        blanks = [
            (one.field, one.start, number)
            for number, one in enumerate(self._findings)
            if one.weight is Weight.MISSING and one.end
        ]
        return f"finding {min(blanks)[2]}" if blanks else ""

    def on_resize(self) -> None:
        """Lay out for another width."""
        self.set_class(self.pane_room < WIDE, "-narrow")
        self.set_class(self.app.size.height < 24, "-low")

    @property
    def _body(self) -> TextBox:
        return self.query_one("#letter-body", TextBox)

    @property
    def _subject(self) -> LineBox:
        return self.query_one("#letter-subject", LineBox)

    @property
    def _notes(self) -> LetterNotes:
        return self.query_one(LetterNotes)

    def _letter(self) -> Letter:
        return self.making.letter(clean_line(self._subject.value), clean(self._body.text))

    def _texts(self) -> dict[str, str]:
        return {"subject": self._subject.value, "body": self._body.text}

    def _texts_at_first(self) -> dict[str, str]:
        filled = self.making.filled
        return {"subject": filled.subject, "body": filled.body}

    def _is_changed(self) -> bool:
        return bool(changed(self._texts_at_first(), self._texts()))

    # ---- what is shown ------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read again what the letter is checked against; what is written stays as it is."""
        super().reload()
        facts = self.session.reader.letters.facts(self.contact_id, self.session.now(), self.about)
        self._is_gone = facts is None
        if facts is not None and facts != self.making.facts:
            fresh = LetterInMaking.begin(self.making.template, facts, self._options, self.session.now())
            places = dict.fromkeys((*fresh.terms.places, *self.making.terms.places))
            self.making = fresh.with_places(tuple(places))
            self._shown = ()
        self._check()

    def _fill_in(self, subject: str, body: str) -> None:
        self._subject.value = subject
        self._body.load_text(body)
        self._shown = ()

    @on(Input.Changed, "#letter-subject")
    @on(TextArea.Changed, "#letter-body")
    def _text_changed(self) -> None:
        if not self.is_attached:
            return
        if len(self._body.text) < _LONG:
            self._check()
        elif self._check_timer is None:
            self._check_timer = self.set_timer(CHECK_SECONDS, self._check)
        if self._keep_timer is None:
            self._keep_timer = self.set_timer(KEEP_SECONDS, self.keep_typed)

    @on(Input.Submitted, "#letter-subject")
    def _subject_entered(self) -> None:
        self._body.focus()

    def _check(self) -> None:
        """Check the letter, and show what there is to look at if that has changed."""
        if self._check_timer is not None:
            self._check_timer.stop()
            self._check_timer = None
        if not self.is_attached:
            return
        body, facts = self._body.text, self.making.facts
        self._findings = self.making.check(self._subject.value, body)
        self._words = several(count_words(body), "word")
        self._show_letter_title()
        is_thanks = self.making.kind is LetterKind.THANK_YOU
        noted = facts.noted if is_thanks else ()
        words = [(finding.words, finding.weight) for finding in self._findings]
        shown = (words, noted, self.making.template.slug, self._is_gone)
        if shown == self._shown:
            return
        self._shown = shown
        hint = (
            "There are no notes from this interview; write one specific thing they said." if is_thanks else ""
        )
        self._notes.show_lines(note_lines(self._findings, noted, hint, self._shelf.problems))
        self._show_titles()

    def _show_letter_title(self) -> None:
        title, pane = pane_title(self.making.title, None, self._words), self.query_one("#letter-pane")
        if str(pane.border_title) != title.plain:
            pane.border_title = title

    def _show_titles(self) -> None:
        side = self.query_one("#letter-side")
        self._show_letter_title()
        state, style = say_state(self._findings)
        if self._is_gone:
            state, style = "This contact is no longer in the journal", "bold $text-error"
        side.border_title = Content.styled(state, style)
        letter = self._letter()
        if is_address(letter.to):
            to = f"To {letter.to_name} <{letter.to}>"
        elif letter.to:
            to = f"To {letter.to_name}; “{letter.to}” isn't an email address"
        else:
            to = f"To {letter.to_name}; no email address on file"
        self.query_one("#letter-to", Static).update(Content(clean_line(to)))

    # ---- moving about -------------------------------------------------------------------------------------

    def _select(self, start: int, end: int) -> None:
        """Select a part of the letter, so that what is typed replaces it."""
        body = self._body
        body.selection = Selection(_location_at(body.text, start), _location_at(body.text, end))
        body.scroll_cursor_visible()
        body.focus()

    def action_next_place(self) -> None:
        """Select the next place to fill; without any, go to the end of the letter."""
        body, places = self._body, self.making.terms.places
        after = _index_of(body.text, max(body.selection)) if body.has_focus else 0
        in_subject = next_place(self._subject.value, places, 0)
        found = next_place(body.text, places, after)
        if found is not None:
            self._select(*found)
        elif in_subject is not None:
            self._subject.focus()
            self._subject.selection = type(self._subject.selection)(*in_subject)
        else:
            body.focus()
            body.move_cursor(body.document.end)

    @on(LetterNotes.Opened, "#letter-notes")
    def _open_note(self) -> None:
        """Go to what a finding is about, or put into the letter what was noted."""
        kind, _, number = self._notes.line_key.partition(" ")
        if kind == "finding" and number.isdigit() and int(number) < len(self._findings):
            self._go_to(self._findings[int(number)])
        elif kind == "noted" and number.isdigit() and int(number) < len(self.making.facts.noted):
            self._put_in(int(number))

    def _go_to(self, finding: LetterFinding) -> None:
        if finding.field == "subject":
            self._subject.focus()
            self._subject.selection = type(self._subject.selection)(finding.start, finding.end)
        elif finding.field == "body":
            self._select(finding.start, finding.end)
        else:
            self.say("That isn't in the text. To change the address, press e on the contact.")

    def _put_in(self, number: int) -> None:
        """Put what was noted into the letter as a sentence to finish."""
        body = self._body
        text = body.text
        piece, start, end = self.making.put_in(number, text, _index_of(text, body.cursor_location))
        body.replace(piece, _location_at(text, start), _location_at(text, end))
        place = next_place(body.text, self.making.terms.places, start)
        if place is not None:
            self._select(*place)
        self._check()

    def action_leave_letter(self) -> None:
        """Go from the letter to the list beside it; from there, go back, and keep what is written."""
        if not self._notes.has_focus:
            self._notes.focus()
            return
        self.keep_typed()
        if self._is_changed():
            self.app.notify(
                "The letter is saved. Press w on this contact to come back to it.", markup=False, timeout=4
            )
        self.dismiss()

    # ---- keeping what is typed ----------------------------------------------------------------------------

    def keep_typed(self) -> None:
        """Keep what is written now, without waiting for a pause."""
        if self._keep_timer is not None:
            self._keep_timer.stop()
            self._keep_timer = None
        if self._is_sent or not self.is_attached or not self.query("#letter-body"):
            return
        if not self._is_changed():
            self.session.unsaved.drop(_FORM, self.kept_as)
            return
        texts = {**self._texts(), "template": self.making.template.slug}
        text = UnsavedText(
            form=_FORM,
            about=self.kept_as,
            title=self.making.title,
            again="w on this contact",
            at=self.session.now(),
            texts=texts,
            before=self._texts_at_first(),
        )
        try:
            self.session.unsaved.keep(text)
        except IituiError as error:
            if not self.session.autosave_warning_shown:
                self.session.autosave_warning_shown = True
                self.show_error(error)

    def action_keep_now(self) -> None:
        """Keep the letter as it is."""
        self.keep_typed()
        self.say("Saved. Press w on this contact to come back to it, or x to mark it as sent.")

    # ---- templates ----------------------------------------------------------------------------------------

    def _known(self) -> set[str]:
        return set(values_of(self.making.facts, self._options.sender, self.session.now()))

    def _templates(self) -> list[Template]:
        return order_templates(self._shelf.templates, self.making.kind, self._known())

    def _made_from(self, template: Template) -> LetterInMaking:
        return LetterInMaking.begin(template, self.making.facts, self._options, self.session.now())

    @work
    async def action_choose_template(self) -> None:
        """Choose another template in the place of what is written."""
        chooser = TemplateChooser(self._templates(), self._known(), self.making.template.slug)
        slug = await self.app.push_screen_wait(chooser)
        template = next((one for one in self._shelf.templates if one.slug == slug), None)
        if template is not None and await self._may_replace():
            self._begin(template)

    @work
    async def action_start_over(self) -> None:
        """Fill in the template again."""
        if await self._may_replace():
            self._begin(self.making.template)

    async def _may_replace(self) -> bool:
        question = "What you wrote in this letter will be lost.\n\nStart over?"
        return not self._is_changed() or await self._agrees("Start over", question)

    async def _agrees(self, title: str, question: str) -> bool:
        sure = await self.app.push_screen_wait(Confirm(title, question))
        return bool(sure)

    def _begin(self, template: Template) -> None:
        self.making = self._made_from(template)
        self._fill_in(self.making.filled.subject, self.making.filled.body)
        self.keep_typed()
        self._check()
        self._go_to_first()

    # ---- handing it on ------------------------------------------------------------------------------------

    def _may_go(self) -> bool:
        """Return whether nothing forbids to hand the letter on; say what does."""
        refused = next((one for one in self._findings if one.weight is Weight.REFUSES), None)
        if refused is None:
            return True
        self.notify(
            refused.words, title="It can't go out like this", severity="error", markup=False, timeout=8
        )
        self._go_to(refused)
        return False

    def _remark(self) -> str:
        """What to add to a message about a letter that is not ready; '' if it is."""
        return "" if is_ready(self._findings) else " It isn't ready yet."

    @work
    async def action_copy_body(self) -> None:
        """Copy the letter."""
        if self._may_go():
            await self._copy(
                self._letter().body, f"Copied the letter.{self._remark()} Press C to copy the subject."
            )

    @work
    async def action_copy_subject(self) -> None:
        """Copy the subject line."""
        if self._may_go():
            await self._copy(self._letter().subject, "Copied the subject line.")

    async def _copy(self, text: str, words: str) -> None:
        self.say(words + await outside.copy_text(self.app, text))

    @work
    async def action_open_mail(self) -> None:
        """Open the letter in the mail program."""
        from iitui.interchange.mail_drafts import mailto

        if not self._may_go():
            return
        link, environment = mailto(self._letter()), dict(os.environ)
        try:
            words = await asyncio.to_thread(handing_on.open_mail, link, environment)
        except IituiError as error:
            self.show_error(error)
        else:
            self.say(words + self._remark())

    @work
    async def action_save_draft(self) -> None:
        """Save the letter as a draft that mail programs open."""
        from iitui.interchange.mail_drafts import ENDING, draft_name, eml

        if not self._may_go():
            return
        letter = self._letter()
        typed = str(first_folder() / draft_name(letter))
        errors: dict[str, str] = {}
        own = next(iter(self.session.settings.addresses), "")
        while True:
            form = NameForm("Save as a draft for mail programs", "File", typed, errors)
            answer = await self.app.push_screen_wait(form)
            path = None if answer is None else read_path(answer, Path.cwd())
            if answer is None or path is None:
                return
            typed, errors = answer, {}
            path = path if path.suffix.lower() == ENDING else path.with_name(f"{path.name}{ENDING}")
            try:
                if not await self._write(path, eml(letter, own)):
                    continue
            except (IituiError, ValueError) as error:
                errors = {"name": str(error)}
                continue
            self.say(f"Saved {path}.{self._remark()} Press x to mark it as sent.")
            return

    async def _write(self, path: Path, data: bytes) -> bool:
        """Write a file; one that is there only if the user agrees. Return whether it was written."""
        try:
            handing_on.write_draft(path, data)
        except FileExistsError:
            question = f"{clean_line(str(path))} already exists.\n\nReplace it?"
            if not await self._agrees("Replace", question):
                return False
            handing_on.write_draft(path, data, replaces=True)
        return True

    @work
    async def action_open_editor(self) -> None:
        """Write the letter in the user's editor, and take it back from there."""
        self.keep_typed()
        subject = self._subject.value
        text = handing_on.with_subject(subject, self._body.text)
        try:
            edited = outside.edit_outside(self.app, text)
        except IituiError as error:
            self.show_error(error)
        else:
            self._fill_in(*handing_on.parts_of(edited, subject))
            self.keep_typed()
            self._check()
            self._notes.focus()

    # ---- it was sent --------------------------------------------------------------------------------------

    @work
    async def action_mark_sent(self) -> None:
        """Log the letter as a touch and settle what it was owed for, in one act."""
        if self._is_sent or not self._may_go():
            return
        if not is_ready(self._findings) and not await self._is_sure():
            return
        letter, settles = self._letter(), self._settles()
        making, contact_id, now = self.making, self.contact_id, self.session.now()
        draft = TouchDraft(
            contact_id=contact_id,
            at=now,
            kind=TouchKind.MAIL if letter.to else TouchKind.MESSAGE,
            text=letter.body,
            subject=letter.subject,
            is_request=making.kind.asks,
            outcome=Outcome.NO_REPLY if making.kind.asks else None,
        )
        names = [settles.id] if settles else []

        def verb(store: "Store") -> bool:
            store.touches.log(draft, settles=names)
            return True

        if await self.act(verb, "") is None:
            return
        self._is_sent = True
        self.session.unsaved.drop(_FORM, self.kept_as)
        what = f" and settled: {settles.what.rstrip('.')}" if settles else ""
        back = "both" if settles else "it"
        self.app.notify(f"Sent: {making.title}. Logged{what}. u undoes {back}.", markup=False, timeout=6)
        self.dismiss()

    async def _is_sure(self) -> bool:
        missing = [one.words for one in self._findings if one.weight is Weight.MISSING]
        question = "\n".join([*missing[:6], "", "Mark it as sent anyway?"])
        return await self._agrees("The letter isn't ready", question)

    def _settles(self) -> FollowUp | None:
        """Return the open follow-up that the letter settles: the one it is for, or one that fits."""
        reader, now, day_end = self.session.reader, self.session.now(), self.session.day_end()
        if self.about.follow_up is not None:
            found = reader.follow_ups.find(self.about.follow_up, now, day_end)
            return None if found is None or found.state is DueState.SETTLED else found
        return settled_by(self.making, reader.follow_ups.with_contact(self.contact_id, now, day_end))

    def on_unmount(self, _event: events.Unmount) -> None:
        """Stop what waits."""
        for timer in (self._check_timer, self._keep_timer):
            if timer is not None:
                timer.stop()


def _location_at(text: str, index: int) -> tuple[int, int]:
    """Return the line and the column of a place in a text."""
    index = min(index, len(text))
    return text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1)


def _index_of(text: str, location: tuple[int, int]) -> int:
    """Return the place in a text of a line and a column."""
    row, column = location
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[:row]) + column
