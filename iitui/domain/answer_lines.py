"""What interviews brought, piece by piece, for other programs: answers, takeaways, passages of themes."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One answer, one takeaway, or one passage that belongs to a theme.

    Attributes:
        kind: "answer", "passage", or what kind of takeaway it is.
        at: when the interview began; for a takeaway without one, when it was written down.
        zone: the time zone of the interview; empty without one.
        interview: the UID of the interview; empty without one.
        occupation: empty for none.
        question: what was asked; empty for a takeaway.
        text: the answer, the takeaway, or the words of the passage.
        themes: to which passages of the answer belong; of a passage, its own.
        uid: the UID of a takeaway or a passage; empty for an answer.
    """

    kind: str
    at: datetime
    zone: str
    interview: str
    who: str
    organization: str
    role: str
    occupation: str
    question: str
    text: str
    themes: tuple[str, ...]
    uid: str

    def day(self, zone: ZoneInfo) -> str:
        """Return its day in the zone of its interview, else in that of the user: "2026-11-24"."""
        return self.at.astimezone(ZoneInfo(self.zone) if self.zone else zone).date().isoformat()
