"""What importing a record does, and how notes are added to: the same for contacts and organizations."""

from enum import StrEnum


class ImportAction(StrEnum):
    """What importing a record changes, as the user sees it."""

    ADD = "add"
    UPDATE = "update"
    UNCHANGED = "unchanged"


def append_notes(notes: str, more: str) -> str:
    """Return the notes of a record, followed by those of an import."""
    return f"{notes.rstrip()}\n\n{more}" if notes.strip() else more


def has_lines(notes: str, more: str) -> bool:
    """Return whether notes hold all lines of others, in their order and without any between them."""
    return _lines(more) in _lines(notes)


def _lines(text: str) -> str:
    """Return notes for comparison: whole lines, white space normalized."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n" + "".join(f"{line}\n" for line in lines if line)
