"""Errors whose message is for the user; they are caught in one place, at the edge of the program."""

from collections.abc import Mapping


class IituiError(Exception):
    """An error for the user: one sentence that says what is wrong and where.

    Attributes:
        title: the title of a message box, in a few words.
    """

    title = "That did not work"


class BadInputError(IituiError):
    """A draft is invalid.

    Attributes:
        fields: field name of the draft -> one sentence for that field.
    """

    title = "Please look again"

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        super().__init__(" ".join(self.fields.values()))


class ChangedElsewhereError(IituiError):
    """A record was changed elsewhere after its form was opened; it was not overwritten."""

    title = "Changed elsewhere"


class NotFoundError(IituiError):
    """There is no record with that name or ID."""

    title = "Not found"


class AmbiguousError(IituiError):
    """A name fits several records."""

    title = "Which one?"


class UnreadableError(IituiError):
    """A text or a file could not be read."""

    title = "Cannot read that"


class UnknownKindError(UnreadableError):
    """A file or folder is of no kind that can be imported; where to see which can is said elsewhere."""


class JournalError(IituiError):
    """The journal file cannot be used as it is."""

    title = "The journal"


class DamagedError(JournalError):
    """The journal file is damaged; nothing is written to it."""


class GivenUpError(IituiError):
    """The user canceled the work; what it had done was undone."""

    title = "Cancelled"


class UndoError(IituiError):
    """There is nothing to undo or redo."""

    title = "Undo"
