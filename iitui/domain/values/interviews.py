"""Interviews."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from iitui.domain.enums.interviews import Medium, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One planned or held interview.

    Attributes:
        start: aware, UTC.
        zone: IANA name of the zone it was planned in.
        who: the contact's name.
    """

    id: int
    contact_id: int
    who: str
    organization: str
    role: str
    occupation_id: int | None
    occupation: str
    start: datetime
    zone: str
    minutes: int
    medium: Medium
    place: str
    travel_minutes: int
    status: Status
    before: str
    after: str

    @property
    def end(self) -> datetime:
        """The instant at which it ends, as planned."""
        return self.start + timedelta(minutes=self.minutes)

    def be_there(self, early_minutes: int) -> datetime:
        """Return the instant to be there, or to be online, so many minutes early."""
        return self.start - timedelta(minutes=early_minutes)

    def leave_by(self, early_minutes: int) -> datetime | None:
        """Return the instant to leave for a meeting in person; None where nobody travels."""
        if self.medium is not Medium.IN_PERSON:
            return None
        return self.be_there(early_minutes) - timedelta(minutes=self.travel_minutes)
