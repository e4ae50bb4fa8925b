"""The facts from which a follow-up arises, for whoever wonders why it is owed."""

from dataclasses import dataclass
from datetime import datetime

from iitui.domain.contacts import Contact
from iitui.domain.follow_ups import Reminder
from iitui.domain.interviews import Interview
from iitui.domain.touches import Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpFacts:
    """What the journal holds about a follow-up.

    Attributes:
        contact: the person to turn to, or None.
        interview: the interview that it is about, or None.
        reminder: the reminder that the user made, or None.
        request: the first request without a reply, or the one that was put off; None for other kinds.
        requests: how many requests have no reply.
        latest_request: when the latest of these was made, or None.
        date_named: whether a promise named a date.
        advice: what was advised and nobody was told about yet.
        cadence: after how many days a touch is owed, or None.
        cadence_tag: the tag that says so; empty if the contact does.
        done_by: the touch by which it was done, or None.
    """

    contact: Contact | None = None
    interview: Interview | None = None
    reminder: Reminder | None = None
    request: Touch | None = None
    requests: int = 0
    latest_request: datetime | None = None
    date_named: bool = False
    advice: tuple[str, ...] = ()
    cadence: int | None = None
    cadence_tag: str = ""
    done_by: Touch | None = None
