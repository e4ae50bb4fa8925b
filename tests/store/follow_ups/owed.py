"""What is owed at an instant, for the tests of the rules."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import end_of_day
from iitui.domain.follow_ups import FollowUp, FollowUpId, Kind, ReminderDraft
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.clock import ZONE

SECOND = timedelta(seconds=1)


def local(day: str, zone: str = "America/Detroit") -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def owed(reader: JournalReader, now: datetime, kind: Kind | None = None) -> list[FollowUp]:
    found = reader.follow_ups.owed(now, end_of_day(now, ZONE))
    return [one for one in found if kind in (None, one.id.kind)]


def only(reader: JournalReader, now: datetime, kind: Kind) -> FollowUp:
    [found] = owed(reader, now, kind)
    return found


def remind(store: Store, due: datetime, **fields) -> FollowUpId:
    draft = ReminderDraft(text="Write", due_at=due, zone="America/Detroit", **fields)
    return FollowUpId(Kind.REMINDER, store.follow_ups.remind(draft))
