"""Keeps what is typed into a form until it is saved, so that a crash does not lose it."""

from collections.abc import Callable, Mapping

from iitui.domain.autosave import UnsavedText, changed
from iitui.domain.dates.calendar import say_when
from iitui.domain.errors import IituiError
from iitui.ui.session.journal_session import JournalSession


class FormAutosave:
    """The autosave of one form on one record, from when the form is opened until it is saved or left."""

    def __init__(
        self, session: JournalSession, form: str, about: str, warn: Callable[[IituiError], None]
    ) -> None:
        """Make an autosave.

        Args:
            session: the session whose journal the record belongs to.
            form: the kind of form, by the name of its class.
            about: names the record; a form of the same kind on the same record gets the text back.
            warn: shows the user why nothing can be kept; called once in a session.
        """
        self._session = session
        self._form = form
        self._about = about
        self._warn = warn
        self._texts_at_first: Mapping[str, str] | None = None
        self._was_taken = False

    def begin(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Remember the texts of the fields when the form is first opened; return those of the first call."""
        self._texts_at_first = texts if self._texts_at_first is None else self._texts_at_first
        return self._texts_at_first

    def take(self) -> tuple[UnsavedText, str] | None:
        """Return the unsaved text of an earlier run and, in words, its time; None after the first call."""
        was_taken, self._was_taken = self._was_taken, True
        kept = None if was_taken else self._session.unsaved.take(self._form, self._about)
        if kept is None:
            return None
        return kept, say_when(kept.at, self._session.zone, self._session.now())

    def keep(self, title: str, again: str, texts: Mapping[str, str]) -> None:
        """Keep the texts of the fields that were changed."""
        before = self._texts_at_first or {}
        typed = changed(before, texts)
        try:
            self._session.unsaved.keep(
                UnsavedText(
                    form=self._form,
                    about=self._about,
                    title=title,
                    again=again,
                    at=self._session.now(),
                    texts=typed,
                    before={name: before.get(name, "") for name in typed},
                )
            )
        except IituiError as error:
            if not self._session.autosave_warning_shown:
                self._session.autosave_warning_shown = True
                self._warn(error)

    def drop(self) -> None:
        """Delete what is kept, because it was saved or is not wanted."""
        self._session.unsaved.drop(self._form, self._about)


def describe_unsaved_texts(session: JournalSession) -> str:
    """Say which texts were typed and never saved, for the start of the app; '' for none."""
    texts = session.unsaved.left(session.now())
    if not texts:
        return ""
    latest = texts[0]
    words = f"Unsaved text from {say_when(latest.at, session.zone, session.now())}: {latest.title}."
    if latest.again:
        words += f" To get it back, press {latest.again}."
    if len(texts) > 1:
        words += f" Also: {'; '.join(text.title for text in texts[1:4])}{' …' if len(texts) > 4 else ''}."
    return words
