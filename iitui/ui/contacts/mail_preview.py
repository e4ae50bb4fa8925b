"""The preview of a mailbox: what it would bring, each line with a mark, before anything is done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.imports import ImportProblem
from iitui.domain.mail.matching import MailOptions
from iitui.domain.mail.plan import MailAnswer, MailPlan, MailStranger
from iitui.domain.text import several
from iitui.domain.touches import Outcome
from iitui.ui.contacts.mail_lines import SayTime, make_sections
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.lists.row_list import LazyRows, ListColumn, RowKey, RowList
from iitui.ui.kit.screens import Dialog

_COLUMNS = (
    ListColumn("", 1),
    ListColumn("Who", share=2),
    ListColumn("When", 21, least=70),
    ListColumn("Subject", share=3),
)
_KINDS = (
    ("touch", "touch", "touches"),
    ("answer", "answer", "answers"),
    ("thanks", "thank-you", "thank-yous"),
    ("stranger", "new contact", "new contacts"),
)
"""The kinds of lines that can be taken: the beginnings of their keys, and their names."""

_OUTCOMES = tuple(Outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailChoice:
    """What the user chose in the preview.

    Attributes:
        keys: of the touches, answers and thank-yous to take.
        strangers: those to add as contacts, with their messages.
        outcomes: what came of requests, by the keys of their answers.
        keeps_texts: whether the texts of the messages are kept.
        options: which messages count.
        is_final: whether to go on; if not, the mailbox is to be read again with the options.
    """

    keys: frozenset[str] = frozenset()
    strangers: tuple[MailStranger, ...] = ()
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    keeps_texts: bool = False
    options: MailOptions = field(default_factory=MailOptions)
    is_final: bool = True


class MailPreview(Dialog[MailChoice | None]):
    """Shows what a mailbox would bring. Answers with what to take, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "Import", "mail.take", "Import what's marked", show=True, priority=True),
        bind("space", "mark", "Mark", "mail.mark", "Include or skip the line under the cursor", show=True),
        bind(
            "asterisk", "mark_section", "Mark all", "mail.mark_section", "Include or skip the whole section"
        ),
        bind(
            "o",
            "change_outcome",
            "Outcome",
            "mail.outcome",
            "Record the answer to the request: agreed, declined …",
            show=True,
        ),
        bind(
            "t",
            "keep_texts",
            "Texts",
            "mail.texts",
            "Keep the message texts too, or only the subjects",
            show=True,
        ),
        bind(
            "a",
            "take_all_mail",
            "All mail",
            "mail.everything",
            "Include mailing lists and mail to many people, or not",
            show=True,
        ),
        bind("escape", "leave", "Cancel", "mail.leave", "Cancel without importing anything", show=True),
    ]

    AUTO_FOCUS = "RowList"

    def __init__(
        self,
        name: str,
        plan: MailPlan,
        problems: Sequence[ImportProblem],
        say_time: SayTime,
        choice: MailChoice,
    ) -> None:
        """Make a preview.

        Args:
            name: of the mailbox.
            plan: what it would bring.
            problems: what could not be read.
            say_time: says an instant in the user's zone.
            choice: with which options the mailbox was read, and whether texts are kept.
        """
        super().__init__(classes="form")
        self._source_name = name
        self._plan = plan
        self._say_time = say_time
        self._options = choice.options
        self._keeps_texts = choice.keeps_texts
        self._outcomes: dict[str, Outcome] = {}
        self._sections = make_sections(plan, problems)
        self._lines = {line.key: line for section in self._sections for line in section}
        strangers = {each.key for each in plan.strangers}
        self._marked = {key for key, line in self._lines.items() if line.can_mark and key not in strangers}
        self._source = self._make_source()

    def compose(self) -> ComposeResult:
        """Put the counts above the list, and all of the line under the cursor below it."""
        with Vertical(classes="form--box preview--box") as box:
            box.border_title = Content(f"Mail of {self._source_name}")
            yield Static(self._counts(), classes="preview--counts")
            yield RowList(_COLUMNS, self._source, can_mark=False, id="mail-list", empty=self._say_empty())
            yield Static(classes="preview--detail", markup=False)
            yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer to import only where something is marked, and outcomes only at answers."""
        if action == "take":
            return bool(self._marked)
        if action == "change_outcome":
            return isinstance(self._under_cursor(), MailAnswer)
        return True

    def _say_empty(self) -> Content:
        unknown = self._plan.read - self._plan.unchanged
        return Content(
            f"Nothing new in {several(self._plan.read, 'message')}.\n\n"
            + ("" if unknown else "They're all in the journal already.")
        )

    def _counts(self) -> Content:
        kinds = Counter(key.partition(":")[0] for key in self._marked)
        parts = [
            f"{kinds[kind]} {one if kinds[kind] == 1 else many}" for kind, one, many in _KINDS if kinds[kind]
        ]
        texts = "with their texts" if self._keeps_texts else "without texts"
        chosen = f"importing, {texts}: {' · '.join(parts)}" if parts else "nothing is marked"
        words = f"Read {several(self._plan.read, 'message')}; {chosen}"
        if self._plan.left_out:
            left_out = ", ".join(f"{count} {reason}" for reason, count in self._plan.left_out.items())
            words += f"\nLeft out: {left_out}"
        return Content(words)

    def _make_source(self) -> LazyRows:
        lines = [line for section in self._sections for line in section]
        return LazyRows(
            [line.key for line in lines],
            lambda at: lines[at].row(self._marked, self._outcomes, self._say_time),
        )

    @property
    def _list(self) -> RowList:
        return self.query_one("#mail-list", RowList)

    def _under_cursor(self) -> MailAnswer | None:
        """Return the answer under the cursor; None if the cursor is on something else."""
        key = self._list.cursor_key if self.is_mounted else None
        return next((answer for answer in self._plan.answers if answer.key == key), None)

    @on(RowList.Highlighted, "#mail-list")
    def _show_whole(self, message: RowList.Highlighted) -> None:
        self._show_detail(message.key)

    def _show_detail(self, key: RowKey | None) -> None:
        line = self._lines.get(str(key))
        words = line.detail(self._say_time) if line else ""
        self.query_one(".preview--detail", Static).update(Content(words))
        self.refresh_bindings()

    def _redraw(self) -> None:
        self._list.show(self._source)
        self.query_one(".preview--counts", Static).update(self._counts())
        self.refresh_bindings()

    def action_mark(self) -> None:
        """Include or skip the line under the cursor, and go to the next."""
        line = self._lines.get(str(self._list.cursor_key))
        if line is not None and line.can_mark:
            self._marked ^= {line.key}
            self._redraw()
            self._list.action_move_down()

    def action_mark_section(self) -> None:
        """Take all lines of the section under the cursor; if all are marked, none."""
        line = self._lines.get(str(self._list.cursor_key))
        section = next((lines for lines in self._sections if line in lines), [])
        keys = {each.key for each in section if each.can_mark}
        if keys <= self._marked:
            self._marked -= keys
        else:
            self._marked |= keys
        self._redraw()

    def action_change_outcome(self) -> None:
        """Go to the next outcome of the request whose answer is under the cursor."""
        answer = self._under_cursor()
        if answer is not None:
            now = self._outcomes.get(answer.key, Outcome.NO_REPLY)
            following = _OUTCOMES[(_OUTCOMES.index(now) + 1) % len(_OUTCOMES)]
            self._outcomes.pop(answer.key, None)
            if following is not Outcome.NO_REPLY:
                self._outcomes[answer.key] = following
            self._redraw()

    def action_keep_texts(self) -> None:
        """Keep the texts of the messages, or not."""
        self._keeps_texts = not self._keeps_texts
        self._redraw()

    def action_take_all_mail(self) -> None:
        """Answer that the mailbox is to be read with lists and mail to many people, or without."""
        takes_all = not (self._options.takes_lists and self._options.takes_everybody)
        options = MailOptions(takes_lists=takes_all, takes_everybody=takes_all)
        self.dismiss(MailChoice(keeps_texts=self._keeps_texts, options=options, is_final=False))

    def action_take(self) -> None:
        """Answer with what is marked."""
        self.dismiss(
            MailChoice(
                keys=frozenset(self._marked),
                strangers=tuple(each for each in self._plan.strangers if each.key in self._marked),
                outcomes=dict(self._outcomes),
                keeps_texts=self._keeps_texts,
                options=self._options,
            )
        )

    def action_leave(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
