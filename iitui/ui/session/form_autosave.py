"""Keeps what is typed into forms while it is typed, and tells what a crash left behind."""

from collections.abc import Callable, Mapping

from iitui.domain.autosave import UnsavedText, changed
from iitui.domain.dates.calendar import say_when
from iitui.domain.errors import IituiError
from iitui.ui.session.journal_session import JournalSession


class FormAutosave:
    """Keeps one form on one record, from when it is opened until it is saved or left."""

    def __init__(
        self, session: JournalSession, form: str, about: str, warn: Callable[[IituiError], None]
    ) -> None:
        """Make an autosave.

        Args:
            session: whose journal it is.
            form: the kind of form.
            about: the record, such that the same form on it finds the text again.
            warn: tells the user, the first time only, that nothing can be kept.
        """
        self._desk = session
        self._form = form
        self._about = about
        self._warn = warn
        self._before: Mapping[str, str] | None = None
        self._asked = False

    def begin(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Return what had stood in the fields when the form was opened first, given what does now."""
        self._before = texts if self._before is None else self._before
        return self._before

    def take(self) -> tuple[UnsavedText, str] | None:
        """Return what was never saved, the first time only, and in words from when it is."""
        asked, self._asked = self._asked, True
        kept = None if asked else self._desk.unsaved.take(self._form, self._about)
        if kept is None:
            return None
        return kept, say_when(kept.at, self._desk.zone, self._desk.now())

    def keep(self, title: str, again: str, texts: Mapping[str, str]) -> None:
        """Keep the texts of all fields; that it cannot be done is told once."""
        before = self._before or {}
        typed = changed(before, texts)
        try:
            self._desk.unsaved.keep(
                UnsavedText(
                    form=self._form,
                    about=self._about,
                    title=title,
                    again=again,
                    at=self._desk.now(),
                    texts=typed,
                    before={name: before.get(name, "") for name in typed},
                )
            )
        except IituiError as error:
            if not self._desk.cannot_keep:
                self._desk.cannot_keep = True
                self._warn(error)

    def drop(self) -> None:
        """Forget all of it: it was saved, or is not wanted."""
        self._desk.unsaved.drop(self._form, self._about)


def tell_of_unsaved_text(session: JournalSession) -> str:
    """Return what was typed and never saved, in words for the start of the app; '' for nothing."""
    left = session.unsaved.left(session.now())
    if not left:
        return ""
    latest = left[0]
    words = f"Kept from {say_when(latest.at, session.zone, session.now())}: {latest.title}."
    if latest.again:
        words += f" {latest.again} puts it back."
    if len(left) > 1:
        words += f" Also: {'; '.join(text.title for text in left[1:4])}{' …' if len(left) > 4 else ''}."
    return words
