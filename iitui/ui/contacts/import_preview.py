"""The preview of an import: what it would do, before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.contacts import ChannelKind, ContactDraft
from iitui.domain.identity.actions import ImportAction
from iitui.domain.identity.differences import ComparedField, ImportDifference
from iitui.domain.identity.matching import Additions, ImportPlan, ImportStep
from iitui.domain.identity.organizations import OrganizationStep
from iitui.domain.imports import ImportProblem
from iitui.domain.text import several
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_list import LazyRows, ListColumn, RowKey, RowList
from iitui.ui.kit.lists.sections import ListSection, rows_of
from iitui.ui.kit.screens import Dialog
from iitui.ui.kit.theme import QUIET

_COLUMNS = (
    ListColumn("Name", share=2),
    ListColumn("Organization", share=2, least=60),
    ListColumn("Email, or what's new", share=3),
)
_NOTHING_NEW = "Nothing new in this file. enter or esc closes this."
_TAKEN, _LEFT, _NONE = "✓", "·", "nothing"


@dataclass(frozen=True, slots=True)
class ImportAnswer:
    """What the user answered to a preview.

    Attributes:
        take_over: the places of the records that replace what the journal has.
        wants_columns: whether the columns are to be matched anew first.
    """

    take_over: frozenset[int] = frozenset()
    wants_columns: bool = False


class ImportPreview(Dialog[ImportAnswer | None]):
    """Shows what would be added, what differs, and what could not be read. None: nothing is imported."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "enter",
            "take",
            "Import",
            "preview.import",
            "Import all of this",
            show=True,
            priority=True,
        ),
        bind(
            "space",
            "take_over",
            "Use file",
            "preview.take_over",
            "Use what the file says about this contact, or keep what the journal says",
            show=True,
        ),
        bind(
            "*",
            "take_over_all",
            "All",
            "preview.take_over_all",
            "Use what the file says for every contact that differs; press again for none",
        ),
        bind(
            "m",
            "match_columns",
            "Columns",
            "preview.columns",
            "Change what the columns contain",
            show=True,
        ),
        bind("escape", "leave", "Cancel", "preview.leave", "Cancel without importing anything", show=True),
    ]

    AUTO_FOCUS = "RowList"

    def __init__(
        self,
        file: str,
        plan: ImportPlan,
        problems: Sequence[ImportProblem],
        columns: str = "",
        *,
        can_match: bool = False,
    ) -> None:
        """Make a preview.

        Args:
            file: its name.
            plan: what an import would do.
            problems: what could not be read, or only in part.
            columns: which columns of the file were taken for what, and what was not used.
            can_match: whether what the columns hold can be changed.
        """
        super().__init__(classes="form")
        self._columns = columns
        self._file = file
        self._plan = plan
        self._problems = tuple(problems)
        self._added = [step for step in plan.steps if step.action is ImportAction.ADD]
        self._changed = [step for step in plan.steps if step.action is ImportAction.UPDATE]
        self._differing = [(place, step) for place, step in enumerate(plan.steps) if step.differences]
        self._alone = [each for each in plan.organizations if each.action is not ImportAction.UNCHANGED]
        self._can_match = can_match
        self._taken: set[int] = set()

    def compose(self) -> ComposeResult:
        """Put the counts above the list, and all of the row under the cursor below it."""
        with Vertical(classes="form--box preview--box") as box:
            box.border_title = Content(f"Import {self._file}")
            yield Static(self._counts(), classes="preview--counts")
            if self._columns:
                yield Static(Content(self._columns), classes="preview--columns")
            yield RowList(_COLUMNS, self._source(), can_mark=False, id="preview-list", empty=_NOTHING_NEW)
            yield Static(classes="preview--detail", markup=False)
            yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer to import only where there is something to import, and the other keys where they act."""
        if action == "take":
            return self._plan.writes_anything or bool(self._taken)
        if action == "take_over":
            return self._under_cursor() is not None
        if action == "take_over_all":
            return bool(self._differing)
        return action != "match_columns" or self._can_match

    def _counts(self) -> Content:
        unchanged = self._plan.count(ImportAction.UNCHANGED) + self._plan.count_organizations(
            ImportAction.UNCHANGED
        )
        parts = [
            (f"{len(self._added)} to be added", "$text-success" if self._added else QUIET),
            (f"{len(self._changed)} to be changed", "$text-success" if self._changed else QUIET),
            (f"{unchanged} unchanged", QUIET),
            (f"{len(self._problems)} with problems", "$text-warning" if self._problems else QUIET),
        ]
        if self._alone:
            parts.insert(1, (several(len(self._alone), "organization"), "$text-success"))
        if self._plan.news:
            parts.insert(-1, (f"{len(self._plan.news)} with news", "$text-success"))
        if self._differing:
            taken = f"{len(self._taken)} from the file" if self._taken else "journal kept"
            verb = "differs" if len(self._differing) == 1 else "differ"
            parts.insert(-1, (f"{len(self._differing)} {verb}, {taken}", "$text-warning"))
        words: list[str | Content | tuple[str, str]] = []
        for part in parts:
            words.extend((" · ", part) if words else (part,))
        return Content.assemble(*words)

    def _source(self) -> LazyRows:
        added, changed, differing, alone, problems = (
            self._added,
            self._changed,
            self._differing,
            self._alone,
            self._problems,
        )
        return rows_of(
            (
                ListSection(
                    "differ",
                    "The journal and the file differ: press space to use the file's version",
                    len(differing),
                    lambda at: _difference_cells(differing[at][1], is_taken=differing[at][0] in self._taken),
                ),
                ListSection("add", "To be added", len(added), lambda at: _contact_cells(added[at].draft)),
                ListSection(
                    "alone", "Organizations", len(alone), lambda at: (alone[at].name, "", alone[at].notes)
                ),
                ListSection("change", "To be changed", len(changed), lambda at: _change_cells(changed[at])),
                ListSection(
                    "problem",
                    "Problems",
                    len(problems),
                    lambda at: (problems[at].where, "", problems[at].why),
                    "warning",
                ),
            )
        )

    def on_key(self, event: events.Key) -> None:
        """Close with enter what has nothing to import; the list is empty and leaves the key alone."""
        if event.key == "enter" and not self._differing and not self.check_action("take", ()):
            event.stop()
            self.action_leave()

    @on(RowList.Highlighted, "#preview-list")
    def _show_whole(self, message: RowList.Highlighted) -> None:
        self.query_one(".preview--detail", Static).update(Content(self._whole(message.key)))
        self.refresh_bindings()

    def _under_cursor(self) -> int | None:
        """Return the place of the record under the cursor; None if the cursor is on something else."""
        key = self.query_one("#preview-list", RowList).cursor_key if self.is_mounted else None
        name, _, index = str(key or "").partition(":")
        return self._differing[int(index) - 1][0] if name == "differ" else None

    def _redraw(self) -> None:
        self.query_one("#preview-list", RowList).show(self._source())
        self.query_one(".preview--counts", Static).update(self._counts())
        self.refresh_bindings()

    def _whole(self, key: RowKey | None) -> str:
        name, _, index = str(key or "").partition(":")
        at = int(index or 0) - 1
        if name == "differ":
            step = self._differing[at][1]
            return "\n".join([step.draft.name, *map(_difference_text, step.differences)])
        if name == "alone":
            return _organization_text(self._alone[at])
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

    def action_take_over(self) -> None:
        """Take over what the file says of the contact under the cursor, or leave it; go to the next."""
        place = self._under_cursor()
        if place is not None:
            self._taken ^= {place}
            self._redraw()
            self.query_one("#preview-list", RowList).action_move_down()

    def action_take_over_all(self) -> None:
        """Take over what the file says of all contacts; if all are taken over, of none."""
        places = {place for place, _ in self._differing}
        self._taken = set() if places <= self._taken else places
        self._redraw()

    def action_match_columns(self) -> None:
        """Answer that the columns are to be matched anew."""
        self.dismiss(ImportAnswer(wants_columns=True))

    def action_take(self) -> None:
        """Answer with what is taken over."""
        self.dismiss(ImportAnswer(frozenset(self._taken)))

    def action_leave(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)


def _difference_cells(step: ImportStep, *, is_taken: bool) -> tuple[str, ...]:
    mark = _TAKEN if is_taken else _LEFT
    words = "; ".join(f"{each.journal or _NONE} → {each.file or _NONE}" for each in step.differences)
    return (f"{mark} {step.draft.name}", ", ".join(each.field for each in step.differences), words)


def _difference_text(difference: ImportDifference) -> str:
    journal, file = difference.journal or _NONE, difference.file or _NONE
    return f"{difference.field}: the journal says {journal}, the file says {file}"


def _organization_text(step: OrganizationStep) -> str:
    does = (
        "is added"
        if step.action is ImportAction.ADD
        else "already exists; the notes are added to its research"
    )
    return "\n".join(filter(None, (f"The organization {step.name} {does}", step.notes)))


def _contact_cells(draft: ContactDraft) -> tuple[str, ...]:
    mail = next((one.value for one in draft.channels if one.kind is ChannelKind.EMAIL), "")
    return (draft.name, draft.organization, mail)


def _change_cells(step: ImportStep) -> tuple[str, ...]:
    left = (each.journal for each in step.differences if each.field is ComparedField.ORGANIZATION)
    organization = next(left, step.draft.organization)
    return (step.draft.name, organization, "; ".join(_addition_texts(step.additions)))


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
