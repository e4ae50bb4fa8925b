"""Dialogs in which one types: what is typed and not saved yet is kept elsewhere and put back after a crash.

The dialog knows no file: it is given an autosave, and tells it what stands in its fields.
"""

from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Protocol, TypeVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Checkbox, Input, Select, Static, TextArea

from iitui.domain.autosave import UnsavedText, changed, count_typed
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.dialogs.dialog import Dialog

D = TypeVar("D")

KEEP_SECONDS = 1.0
"""So long after a key what is typed is kept; while one goes on typing, once in so many seconds."""

ASK_FROM = 20
"""From so many typed characters on, leaving asks first."""


class Autosave(Protocol):
    """Keeps what is typed into one form, also while that is shown again because it was refused."""

    def begin(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Return what had stood in the fields when the form was opened first, given what does now."""

    def take(self) -> tuple[UnsavedText, str] | None:
        """Return what was never saved, the first time only, and in words from when it is."""

    def keep(self, title: str, again: str, texts: Mapping[str, str]) -> None:
        """Keep the texts of all fields."""

    def drop(self) -> None:
        """Forget all of it."""


class AutosavedDialog(Dialog[D | None]):
    """A dialog whose fields are kept while one types.

    Attributes:
        AGAIN: how to get to this form again, in words, for who has lost it.
        autosave: keeps what is typed; without one, nothing is kept.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+l",
            "put_away",
            "Put away",
            show=False,
            id="form.put_away",
            tooltip="Clear the unsaved text that was put back",
            priority=True,
        ),
    ]

    AGAIN: ClassVar[str] = ""

    autosave: Autosave | None = None
    _kept_before: Mapping[str, str] | None = None
    _kept_restored: Mapping[str, str] | None = None
    _kept_typed: Mapping[str, str] | None = None
    """What stands in the fields and is not kept yet."""
    _kept_timer: Timer | None = None

    @property
    @abstractmethod
    def called(self) -> str:
        """What the dialog is about, in words that tell it from others of its kind."""

    @abstractmethod
    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, by name."""

    @abstractmethod
    def put(self, texts: Mapping[str, str]) -> None:
        """Make fields hold these texts; what a field cannot hold is passed over."""

    @abstractmethod
    def label_of(self, name: str) -> str:
        """Return what a field is called on the screen."""

    def on_mount(self) -> None:
        """Put back what was never saved, and say so."""
        begun = self.texts()
        self._kept_before = begun if self.autosave is None else self.autosave.begin(begun)
        found = self.autosave.take() if self.autosave is not None else None
        if found is None:
            return
        kept, when = found
        self.put({name: text for name, text in kept.texts.items() if name in begun})
        self._kept_restored = self.texts()
        other = [name for name in kept.texts if name in begun and kept.before.get(name, "") != begun[name]]
        word = f"Unsaved text from {when} was put back; ctrl+l clears it."
        if other:
            word += f" Since then this was saved anew: {', '.join(map(self.label_of, other))}."
        self._say_kept(word)

    def _say_kept(self, word: str) -> None:
        line = self.query_one("#word--kept", Static)
        line.update(Text(word))
        line.display = bool(word)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    @on(Checkbox.Changed)
    def _text_changed(self) -> None:
        if self.autosave is None or self._kept_before is None or not self.is_attached:
            return
        self._kept_typed = self.texts()
        if self._kept_timer is None:
            self._kept_timer = self.set_timer(KEEP_SECONDS, self.keep_typed)

    def keep_typed(self) -> None:
        """Keep what is typed now, without waiting for a pause."""
        self._kept_timer = None
        typed, self._kept_typed = self._kept_typed, None
        if self.autosave is None or self._kept_before is None or typed is None:
            return
        if changed(self._kept_before, typed):
            self.autosave.keep(self.called, self.AGAIN, typed)
        else:
            self.autosave.drop()

    def on_unmount(self) -> None:
        """The app is left while one types: keep the last words too."""
        self.keep_typed()

    def answer_with(self, draft: D) -> None:
        """Leave with an answer; what is typed stays kept until it is saved."""
        self.keep_typed()
        self.dismiss(draft)

    def action_leave_form(self) -> None:
        """Answer with nothing; ask first where much would be lost."""
        if self._kept_before is not None and count_typed(self._kept_before, self.texts()) > ASK_FROM:
            question = "What you typed here is not saved.\n\nLeave without saving?"
            self.app.push_screen(Confirm("Leave", question), self._leave_if)
        else:
            self._leave_if(True)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self._kept_typed = None
            if self.autosave is not None:
                self.autosave.drop()
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Let what was put back be cleared as long as nothing was typed since."""
        if action != "put_away":
            return True
        return self._kept_restored is not None and self._kept_restored == self.texts()

    def action_put_away(self) -> None:
        """Clear what was put back."""
        self._kept_restored = None
        self.put(self._kept_before or {})
        self._say_kept("")
