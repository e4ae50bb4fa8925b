"""The facts that a follow-up follows from, for whoever wonders why it is owed."""

from dataclasses import dataclass
from datetime import datetime

from iitui.domain.takeaways import Takeaway
from iitui.domain.touches import Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """The facts of one follow-up, as far as they are there.

    Attributes:
        request: the request that it is about.
        takeaway: the promise that it is about.
        advice: the advice of which nothing was told back yet, oldest first.
        named: the contact of whom the referrer is told.
        asked_at: when that contact was first asked.
        answered_at: when that contact first answered.
        met_at: when that contact was first met.
        done_by: the touch that did it.
    """

    request: Touch | None = None
    takeaway: Takeaway | None = None
    advice: tuple[str, ...] = ()
    named: str = ""
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    met_at: datetime | None = None
    done_by: Touch | None = None
