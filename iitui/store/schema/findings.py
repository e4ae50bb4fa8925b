"""What an inspection of a journal finds, and the remedies that several rules share."""

from dataclasses import dataclass

UNDO_OR_RESTORE = "Undo the latest acts (iitui undo), or restore a backup (iitui restore FILE)."
RESTORE = "Restore a backup (iitui restore FILE; iitui backup --list names them)."


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        where: the record, such as "interview 12", or the file.
        what: one sentence.
        remedy: what the user can do about it, one sentence or a command.
        is_damage: whether nobody can have written it so; such a journal is not written to.
    """

    where: str
    what: str
    remedy: str
    is_damage: bool = False
