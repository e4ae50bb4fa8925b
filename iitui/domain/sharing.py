"""What came and went when a journal was shared, and what is to be looked at afterwards."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ShareAction(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class ShareItem:
    """One record that came from another device.

    Attributes:
        action: what became of it.
        called: what such a record is called: contact, answer, touch.
        name: what it is about, in a few words.
        fields: what of it changed, by the names that forms use.
    """

    action: ShareAction
    called: str
    name: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareFinding:
    """Something that a merge has left to be looked at.

    Attributes:
        id: by which it is dismissed or answered.
        where: the record, in words.
        what: one sentence.
        remedy: what can be done about it.
        revives: the table and the key of a deleted record that can be brought back, joined by a space.
    """

    id: str
    where: str
    what: str
    remedy: str
    revives: str = ""

    @property
    def is_lasting(self) -> bool:
        """Whether nothing in the journal tells it any more, so that it stays until it is dismissed."""
        return "in two places" in self.what


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file in the shared folder that was not read, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class ShareReport:
    """What sharing did, or would do.

    Attributes:
        act: the name of the act in the history; "" if nothing came.
        came: the records that came.
        went: how many records of each kind went out.
        devices: the devices from which something new was read.
        skipped: the files that were not read.
        findings: what is to be looked at.
        file: the name of this device's own file.
    """

    act: str = ""
    came: tuple[ShareItem, ...] = ()
    went: Mapping[str, int] = field(default_factory=dict)
    devices: tuple[str, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    findings: tuple[ShareFinding, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class ShareOptions:
    """How the user wants to share.

    Attributes:
        device: what others call this device.
        without_off_record: whether what is off the record stays here.
        without_tags: contacts with one of these tags stay here.
        bring_back: the IDs of findings whose deleted record is to be brought back.
        dismiss: the IDs of findings that the user has seen to.
    """

    device: str = ""
    without_off_record: bool = False
    without_tags: tuple[str, ...] = ()
    bring_back: tuple[str, ...] = ()
    dismiss: tuple[str, ...] = ()


def finding_id(*words: str) -> str:
    """Return the ID of a finding: short, and the same for the same facts."""
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:8]


_PLURALS = {"follow-up": "follow-ups", "touch": "touches"}


def count_words(called: str, count: int) -> str:
    """Return "3 contacts", "1 touch"."""
    return f"{count} {called if count == 1 else _PLURALS.get(called, f'{called}s')}"


def count_kinds(counts: Mapping[str, int], most: int = 4) -> str:
    """Return "3 contacts, 2 answers"; the kinds after the first few are not told."""
    words = [count_words(called, count) for called, count in counts.items() if count]
    if len(words) <= most + 1:
        return ", ".join(words)
    return f"{', '.join(words[:most])} and {len(words) - most} more kinds"
