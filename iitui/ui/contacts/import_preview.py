"""The preview of an import: what it would do, before it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.contacts import ChannelKind, ContactDraft
from iitui.domain.identity.matching import Additions, ImportAction, ImportPlan, ImportStep
from iitui.domain.imports import ImportProblem
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_list import LazyRows, ListColumn, ListRow, RowKey, RowList
from iitui.ui.kit.screens import Dialog

_COLUMNS = (
    ListColumn("Name", share=2),
    ListColumn("Organization", share=2, least=60),
    ListColumn("E-mail, or what is new", share=3),
)


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of the list; its rows are made only when they come into view."""

    name: str
    title: str
    count: int
    cells: Callable[[int], tuple[str, ...]]
    style: str = ""


def _rows_of(sections: Sequence[_Section]) -> LazyRows:
    """Return sections under their headings; a key is the section's name and the place in it."""
    lines = [(section, place) for section in sections if section.count for place in range(section.count + 1)]
    keys = [f"{section.name}:{place}" for section, place in lines]

    def make(at: int) -> ListRow:
        section, place = lines[at]
        if place == 0:
            return ListRow(keys[at], (f"{section.title} ({section.count})",), heading=True)
        return ListRow(keys[at], section.cells(place - 1), style=section.style)

    return LazyRows(keys, make)


class ImportPreview(Dialog[bool]):
    """Shows what would be added, what changed, and what could not be read. Answers whether to go on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "enter",
            "answer(True)",
            "Import",
            "preview.import",
            "Import all of this",
            show=True,
            priority=True,
        ),
        bind(
            "escape",
            "answer(False)",
            "Cancel",
            "preview.leave",
            "Leave without importing anything",
            show=True,
        ),
    ]

    AUTO_FOCUS = "RowList"

    def __init__(
        self, file: str, plan: ImportPlan, problems: Sequence[ImportProblem], columns: str = ""
    ) -> None:
        """Make a preview.

        Args:
            file: its name.
            plan: what an import would do.
            problems: what could not be read, or only in part.
            columns: which columns of the file were taken for what; '' where that is obvious.
        """
        super().__init__(classes="form")
        self._columns = columns
        self._file = file
        self._plan = plan
        self._problems = tuple(problems)
        self._added = [step for step in plan.steps if step.action is ImportAction.ADD]
        self._changed = [step for step in plan.steps if step.action is ImportAction.UPDATE]

    def compose(self) -> ComposeResult:
        """Put the counts above the list, and all of the row under the cursor below it."""
        with Vertical(classes="form--box preview--box") as box:
            box.border_title = Content(f"Import {self._file}")
            yield Static(self._counts(), classes="preview--counts")
            if self._columns:
                yield Static(Content(self._columns), classes="preview--columns")
            yield RowList(
                _COLUMNS, self._source(), can_mark=False, id="preview-list", empty="Nothing new in this file."
            )
            yield Static(classes="preview--detail", markup=False)
            yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to import only where there is something to import."""
        return action != "answer" or parameters != (True,) or self._plan.writes_anything

    def _counts(self) -> Content:
        unchanged = self._plan.count(ImportAction.UNCHANGED)
        parts = (
            (f"{len(self._added)} to be added", "$text-success" if self._added else "dim"),
            (f"{len(self._changed)} to be changed", "$text-success" if self._changed else "dim"),
            (f"{unchanged} unchanged", "dim"),
            (f"{len(self._problems)} with problems", "$text-warning" if self._problems else "dim"),
        )
        words: list[str | Content | tuple[str, str]] = []
        for part in parts:
            words.extend((" · ", part) if words else (part,))
        return Content.assemble(*words)

    def _source(self) -> LazyRows:
        return _rows_of(
            (
                _Section(
                    "add", "To be added", len(self._added), lambda at: _contact_cells(self._added[at].draft)
                ),
                _Section(
                    "change", "To be changed", len(self._changed), lambda at: _change_cells(self._changed[at])
                ),
                _Section(
                    "problem",
                    "Problems",
                    len(self._problems),
                    lambda at: (self._problems[at].where, "", self._problems[at].why),
                    "warning",
                ),
            )
        )

    @on(RowList.Highlighted, "#preview-list")
    def _show_whole(self, message: RowList.Highlighted) -> None:
        self.query_one(".preview--detail", Static).update(Content(self._whole(message.key)))

    def _whole(self, key: RowKey | None) -> str:
        name, _, index = str(key or "").partition(":")
        at = int(index or 0) - 1
        if name == "add":
            draft = self._added[at].draft
            job = ", ".join(word for word in (draft.name, draft.role, draft.organization) if word)
            channels = "  ".join(channel.value for channel in draft.channels)
            return "\n".join(line for line in (job, channels, ", ".join(draft.tags)) if line)
        if name == "change":
            return "\n".join(_addition_texts(self._changed[at].additions))
        if name == "problem":
            problem = self._problems[at]
            return f"{problem.file}, {problem.where}: {problem.why}"
        return ""

    def action_answer(self, yes: bool) -> None:
        """Answer."""
        self.dismiss(yes)


def _contact_cells(draft: ContactDraft) -> tuple[str, ...]:
    mail = next((one.value for one in draft.channels if one.kind is ChannelKind.EMAIL), "")
    return (draft.name, draft.organization, mail)


def _change_cells(step: ImportStep) -> tuple[str, ...]:
    return (step.draft.name, step.draft.organization, "; ".join(_addition_texts(step.additions)))


def _addition_texts(additions: Additions) -> list[str]:
    """Return in words what is added to a contact."""
    words = [
        f"{called} {value}"
        for called, value in (("organization", additions.organization), ("role", additions.role))
        if value
    ]
    words += [f"{channel.kind} {channel.value}" for channel in additions.channels]
    words += [f"#{tag}" for tag in additions.tags]
    if additions.notes:
        words.append(f"notes: {' '.join(additions.notes.split())}")
    return words
