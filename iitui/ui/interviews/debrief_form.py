"""The debrief: what came out of an interview, asked one thing after the other, then all on one page."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from iitui.domain.contacts import ContactDraft, NamePermission
from iitui.domain.dates.calendar import say_deadline
from iitui.domain.dates.reading import DateReading
from iitui.domain.debrief_entries import (
    LINES,
    DebriefEntries,
    NameEntry,
    draft_of,
    entries_of,
    read_line,
)
from iitui.domain.debriefs import DebriefRecord
from iitui.domain.errors import BadInputError
from iitui.domain.interviews import Rating
from iitui.domain.quick_add import read_contact_line
from iitui.ui.interviews.debrief_steps import DebriefStep, answer_field, debrief_steps, name_rows
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.forms.fields import ChoiceBox
from iitui.ui.kit.forms.form import EchoWarning, Form

_WALK_LINES = 5
"""The height of a text while it is the only thing asked."""
_MOST_LINES = 6
_PROMISES = ("promises_theirs", "promises_mine")


@dataclass(frozen=True, slots=True)
class DebriefFacts:
    """What a debrief must know.

    Attributes:
        record: what is written down so far.
        reading: how dates are read.
        describe_person: says of a person who was named whether they are known already.
        attach: asks for a transcript and attaches it to the interview.
    """

    record: DebriefRecord
    reading: DateReading
    describe_person: Callable[[ContactDraft], str]
    attach: Callable[[], Awaitable[object]]


class DebriefForm(Form[DebriefEntries]):
    """Asks what came out of an interview. A debrief that was written before opens on the whole page."""

    HOW_TO_REOPEN = "w on that interview"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "tab",
            "go_on",
            "Next",
            "debrief.next",
            "Next step; every field is optional",
            show=True,
            priority=True,
        ),
        bind(
            "shift+tab",
            "go_back",
            "Back",
            "debrief.back",
            "Back to the previous step",
            show=True,
            priority=True,
        ),
        bind(
            "ctrl+o",
            "toggle_page",
            "One page",
            "debrief.page",
            "Everything on one page, or one step at a time",
            show=True,
            priority=True,
        ),
        bind(
            "ctrl+t",
            "attach_transcript",
            "Transcript",
            "debrief.transcript",
            "Attach a transcript or notes from a file",
            show=True,
            priority=True,
        ),
    ]

    def __init__(
        self,
        facts: DebriefFacts,
        filled: DebriefEntries | None,
        errors: Mapping[str, str] | None = None,
    ) -> None:
        """Make a debrief.

        Args:
            facts: what it must know.
            filled: what stands in it at first; None for what is written down so far.
            errors: field name -> why it was refused before.
        """
        record = facts.record
        entries = filled or entries_of(record, facts.reading.zone)
        self._facts = facts
        self._rows = name_rows(record, entries)
        self._steps = debrief_steps(record, entries)
        self._place = 0
        self._is_whole = filled is not None or record.debrief is not None
        fields = [field for step in self._steps for field in step.fields]
        super().__init__(f"After the interview with {record.interview.who}", fields, errors)
        self.add_class("debrief")

    def compose_fields(self) -> ComposeResult:
        """Compose the steps, each with its question above its fields."""
        for place, step in enumerate(self._steps):
            with Vertical(id=f"step-{place}", classes="debrief--step"):
                yield Static(step.question, classes="debrief--question", markup=False)
                if step.hint:
                    yield Static(step.hint, classes="debrief--hint", markup=False)
                for field in step.fields:
                    if field.name in step.above:
                        yield Static(step.above[field.name], classes="debrief--above", markup=False)
                    yield from self.compose_field(field)

    def on_mount(self) -> None:
        """Begin with the first question, or show the whole page; a box without a label takes its place."""
        for label in self.query(".form--label").results(Label):
            label.set_class(not label.content, "-empty")
        self._lay_out()
        self._show_name_rows()
        self._focus_step()

    # ---- the walk -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Show the step that is asked, or all of them on one page."""
        for place, step in enumerate(self._steps):
            box = self.query_one(f"#step-{place}", Vertical)
            box.display = self._is_whole or place == self._place
            box.set_class(self._is_whole, "-whole")
            box.set_class(step.is_one_text, "-one-text")
            self._set_heights(box, step)
        frame = self.query_one(".form--box", Vertical)
        words = "all on one page" if self._is_whole else f"{self._place + 1} of {len(self._steps)}"
        frame.border_subtitle = Content(f"{words} · ctrl+s saves")

    def _set_heights(self, box: Vertical, step: DebriefStep) -> None:
        for area in box.query(TextArea):
            lines = min(max(area.document.line_count, 1), _MOST_LINES)
            alone = step.is_one_text and not self._is_whole
            area.styles.height = max(lines, _WALK_LINES) if alone else max(lines, 1 if self._is_whole else 2)

    def _boxes(self) -> list[Widget]:
        """The boxes that can be filled now, from top to bottom."""
        names = [field.name for field in self._fields]
        boxes = (self.query_one(f"#field-{name}", Widget) for name in names)
        return [box for box in boxes if _is_shown(box)]

    def _focus_step(self, *, last: bool = False) -> None:
        boxes = self._boxes()
        if boxes:
            boxes[-1 if last else 0].focus()

    def action_go_on(self) -> None:
        """Go to the next field, the next step, or after the last one to the whole page."""
        boxes = self._boxes()
        place = boxes.index(self.focused) + 1 if self.focused in boxes else 0
        if place < len(boxes):
            boxes[place].focus()
        elif self._is_whole:
            self._focus_step()
        else:
            self._place += 1
            self._is_whole = self._place == len(self._steps)
            self._lay_out()
            self._focus_step()

    def action_go_back(self) -> None:
        """Go to the field before, or the step before."""
        boxes = self._boxes()
        place = boxes.index(self.focused) if self.focused in boxes else 0
        if place or self._is_whole:
            boxes[place - 1].focus()
        elif self._place:
            self._place -= 1
            self._lay_out()
            self._focus_step(last=True)

    def action_toggle_page(self) -> None:
        """Show everything on one page, or go on with one thing after the other where the cursor is."""
        focused = self.focused
        self._is_whole = not self._is_whole
        if not self._is_whole:
            self._place = self._step_of(focused)
        self._lay_out()
        if focused is not None and _is_shown(focused):
            focused.focus()
            self.call_after_refresh(focused.scroll_visible, animate=False)
        else:
            self._focus_step()

    def _step_of(self, box: Widget | None) -> int:
        name = (box.id or "").removeprefix("field-") if box is not None else ""
        return next(
            (place for place, step in enumerate(self._steps) if name in {one.name for one in step.fields}), 0
        )

    @work
    async def action_attach_transcript(self) -> None:
        """Attach a transcript or notes; what is typed stays as it is."""
        await self._facts.attach()

    def go_to_next_field(self) -> None:
        """Go on from a line that was filled with enter."""
        self.action_go_on()

    def on_key(self, event: events.Key) -> None:
        """Choose an impression by its number."""
        box = self.focused
        if not isinstance(box, ChoiceBox) or box.id != "field-after_rating" or box.expanded:
            return
        rating = next((one for one in Rating if str(one.value) == event.key), None)
        if rating is not None:
            box.value = rating.words
            event.stop()

    # ---- names --------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _show_name_rows(self) -> None:
        """Show one empty row for another name, and the permission where there is a name."""
        if not self.is_attached:
            return
        is_open = True
        for place in range(len(self._rows)):
            has_name = bool(self.text_of(f"name_{place}").strip())
            self._show_row(f"name_{place}", is_open or has_name)
            self._show_row(f"permission_{place}", has_name)
            is_open = has_name

    def _show_row(self, name: str, shown: bool) -> None:
        row = self.query_one(f"#field-{name}", Widget).parent
        if isinstance(row, Widget):
            row.display = shown

    # ---- what is typed ------------------------------------------------------------------------------------

    def _show_messages(self, errors: Mapping[str, str]) -> None:
        if errors and not self._is_whole:
            self._is_whole = True
            self._lay_out()
        super()._show_messages(errors)

    def _show_unsaved_notice(self, word: str) -> None:
        if word and not self._is_whole:  # what was put back may stand anywhere
            self._is_whole = True
            self._lay_out()
        super()._show_unsaved_notice(word)

    def echo(self, name: str) -> str:
        """Say how the dates of promises are read, and who of those named is known already."""
        if name in _PROMISES:
            return self._echo_dates(name)
        if name.startswith("name_") and self.text_of(name).strip():
            try:
                return self._facts.describe_person(read_contact_line(self.text_of(name)))
            except BadInputError as error:
                return EchoWarning(str(error))
        return ""

    def _echo_dates(self, name: str) -> str:
        reading = self._facts.reading
        lines = [line for line in self.text_of(name).splitlines() if line.strip()][:_MOST_LINES]
        dues = [read_line(line, LINES[name], reading).due_at for line in lines]
        return " · ".join(
            say_deadline(due, reading.zone, reading.now) if due else "no date given: in a week"
            for due in dues
        )

    @on(TextArea.Changed)
    def _dates_changed(self, changed: TextArea.Changed) -> None:
        name = (changed.text_area.id or "").removeprefix("field-")
        if name in _PROMISES and self.is_attached:
            words = self.query_one(f"#word-{name}", Static)
            echo = self._echo_dates(name)
            words.update(Content(echo))
            words.display = bool(echo)

    def draft(self) -> DebriefEntries:
        """Return what is typed, once it can be kept.

        Raises:
            BadInputError: with words per field.
        """
        record = self._facts.record
        chosen = self.choice_of("after_rating")
        texts = {
            name: self.text_of(name)
            for name in ("news", "liked", "disliked", "surprises", "corrections", "about_me", "after", *LINES)
        }
        entries = DebriefEntries(
            **texts,
            after_rating=next((one for one in Rating if one.words == chosen), None),
            names=tuple(
                NameEntry(
                    row.takeaway_id,
                    self.text_of(f"name_{place}"),
                    NamePermission(self.choice_of(f"permission_{place}")),
                )
                for place, row in enumerate(self._rows)
            ),
            answers=tuple((item.id, self.text_of(answer_field(item.id))) for item in record.unanswered),
            skip_rest=bool(record.unanswered) and self.flag_of("skip_rest"),
        )
        draft_of(entries, record, self._facts.reading)
        return entries


def _is_shown(box: Widget) -> bool:
    return all(node.display for node in box.ancestors_with_self)
