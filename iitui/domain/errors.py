"""What can go wrong, in words for the person who reads it; caught once, at the edge."""

from collections.abc import Mapping


class IituiError(Exception):
    """Something the user should read: one sentence that says what and where.

    Attributes:
        title: a few words for the head of a message box.
    """

    title = "That did not work"


class BadInputError(IituiError):
    """A draft was refused.

    Attributes:
        fields: field name of the draft -> one sentence for that field.
    """

    title = "Please look again"

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        super().__init__(" ".join(self.fields.values()))


class ChangedElsewhereError(IituiError):
    """A record is no longer what it was when its form was opened; it was not overwritten."""

    title = "Changed elsewhere"


class NotFoundError(IituiError):
    """There is no record by that name or number."""

    title = "Not found"


class AmbiguousError(IituiError):
    """A name fits several records."""

    title = "Which one?"


class UnreadableError(IituiError):
    """A file, or a part of it, could not be understood."""

    title = "Cannot read that"


class JournalError(IituiError):
    """The journal file cannot be used as it stands."""

    title = "The journal"


class DamagedError(JournalError):
    """The journal file is damaged; it is not written to."""


class GivenUpError(IituiError):
    """The user would not wait; what had been done was taken back."""

    title = "Given up"


class UndoError(IituiError):
    """There is nothing to undo or redo."""

    title = "Undo"
