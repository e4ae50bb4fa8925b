"""The screen Settings: every setting with its value and where that is set, and what is wrong in the file."""

import os
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.errors import IituiError, UnreadableError
from iitui.domain.text import clean_line
from iitui.editor import editor_command, run_editor
from iitui.reports.settings import VARIABLES, SettingState, read_checked, states, write_template
from iitui.settings import DEFINED, HEADINGS
from iitui.settings_file import SettingsFile
from iitui.ui.kit.bindings import PaneBindings, bind
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowList
from iitui.ui.kit.text.paragraphs import pane_title
from iitui.ui.kit.theme import QUIET
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import TODAY, Place, TakeSettings
from iitui.ui.session.screen import JournalScreen

COLUMNS = (
    ListColumn("Setting", share=3),
    ListColumn("Value", share=4),
    ListColumn("From", share=2),
)

_MOST_PROBLEMS = 5
"""How many mistakes are said at most; iitui settings in a shell says all."""


class SettingsScreen(JournalScreen):
    """Shows the settings; the file is changed in the user's editor."""

    PLACE: ClassVar[Place] = TODAY
    PURPOSE: ClassVar[str] = (
        "Every setting, its value, and where it's set. e opens the settings file in your editor; changes"
        " take effect right away where possible. In a shell: iitui settings."
    )
    PANE_KEYS: ClassVar[PaneBindings] = {
        "#settings-pane": ("list.open", "settings.edit"),
        "#settings-detail": ("settings.edit",),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("e", "edit_settings", "Edit", "settings.edit", "Open the file in your editor", show=True),
        bind("escape", "leave_settings", "Back", "settings.back", "Go back", show=True),
    ]

    def __init__(self, session: JournalSession, record_id: int | None = None) -> None:  # noqa: ARG002
        """Make the screen; of records it shows none in particular."""
        super().__init__(session)
        self._states: dict[str, SettingState] = {}

    def compose_body(self) -> ComposeResult:
        """What is wrong, the list, and what there is to say about one setting."""
        yield Static(id="settings-problems", classes="pane", markup=False)
        with Vertical(classes="pane", id="settings-pane"):
            yield RowList(COLUMNS, can_mark=False, id="settings-rows")
        yield Static(id="settings-detail", classes="pane", markup=False)

    def show_number(self, record_id: int | None) -> None:
        """Stay: there are no records to go to."""

    def made_of(self) -> Hashable:
        """Nothing twice: the file may have changed."""
        return object()

    @property
    def _path(self) -> Path:
        return self.session.paths.settings

    def reload(self) -> None:
        """Read the file anew."""
        super().reload()
        file = read_checked(self._path)
        found = states(file, os.environ)
        self._states = {state.name: state for state in found}
        self.query_one("#settings-rows", RowList).show(FixedRows(list(_rows(found))))
        pane = self.query_one("#settings-pane")
        pane.border_title = pane_title("Settings", len(found), clean_line(self._path.name))
        self._show_problems(file)
        self._show_detail()

    def _show_problems(self, file: SettingsFile) -> None:
        lines = [
            clean_line(f"Line {each.line}: {each.why}" if each.line else each.why) for each in file.problems
        ]
        more = len(lines) - _MOST_PROBLEMS
        shown = [*lines[:_MOST_PROBLEMS], *([f"{more} more"] if more > 0 else [])]
        pane = self.query_one("#settings-problems", Static)
        pane.display = bool(lines)
        pane.border_title = Content("There's an error in the file; this value isn't used")
        pane.update(Content("\n").join(Content(line) for line in shown))

    @on(RowList.Highlighted, "#settings-rows")
    def _show_detail(self) -> None:
        """Say what there is to say about the setting under the cursor."""
        key = self.query_one("#settings-rows", RowList).cursor_key
        state = self._states.get(str(key))
        pane = self.query_one("#settings-detail", Static)
        pane.border_title = Content(clean_line(state.name) if state else "")
        if state is None:
            pane.update(Content(""))
            return
        setting = DEFINED.get(state.name.partition(".")[0])
        when = "" if setting is None or setting.at_once else " A change takes effect after a restart."
        words = f"{state.meaning}. Allowed: {state.allowed}.{when}"
        where = state.say_origin("line").replace(":", " ")
        pane.update(
            Content.assemble(
                clean_line(words), "\n", (clean_line(f"Default: {state.default}. From: {where}."), QUIET)
            )
        )

    @work
    async def action_edit_settings(self) -> None:
        """Open the file in the user's editor, and take in what was changed."""
        try:
            editor_command(os.environ)
            status = self._edit()
        except SuspendNotSupported:
            self.say("Your editor can't be opened in this terminal.")
            return
        except IituiError as error:
            self.show_error(error)
            return
        self.reload()
        if status:
            self.say(f"The editor ended with status {status}; the file is as the editor left it.")
        self.post_message(TakeSettings())

    def _edit(self) -> int:
        """Put the screen away, edit, and bring the screen back whatever comes of it."""
        trouble: UnreadableError | None = None
        status = 0
        with self.app.suspend():
            try:
                if not os.path.lexists(self._path):
                    write_template(self._path)
                status = run_editor(self._path, os.environ)
            except UnreadableError as error:
                trouble = error
            except OSError as error:
                trouble = UnreadableError(f"{self._path}: it cannot be written: {error.strerror}.")
        if trouble is not None:
            raise trouble
        return status

    def action_leave_settings(self) -> None:
        """Go back."""
        self.dismiss()


def _rows(found: list[SettingState]) -> Iterator[ListRow]:
    """Yield a row for each setting, under headings."""
    headings = dict(HEADINGS)
    variables = next(iter(VARIABLES))
    headings[variables] = "The environment"
    for state in found:
        heading = headings.pop(state.name.partition(".")[0], "")
        if heading:
            yield ListRow(f"heading {heading}", (heading,), heading=True)
        where = state.say_origin("line").replace(":", " ")
        style = "dim" if state.origin == "default" else ""
        yield ListRow(state.name, (state.name, state.value, where), style)
