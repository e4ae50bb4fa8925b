"""Writes the rows of one interview, within an act; shared by all that write about interviews."""

from dataclasses import asdict
from datetime import timedelta
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import end_of_day
from iitui.domain.interviews import Interview
from iitui.domain.takeaways import TakeawayDraft
from iitui.store.interviews.read import InterviewReader
from iitui.store.schema.tables import InterviewRow, TakeawayRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import add, present


def whole_interview(transaction: Transaction, interview_id: int) -> Interview:
    """Return an interview as the current act has left it."""
    transaction.session.flush()
    return present(InterviewReader(transaction.connection).get(interview_id), f"interview {interview_id}")


def set_day_end(row: InterviewRow) -> None:
    """Set the end of the local day on which an interview ended, or is to end."""
    end = row.ended_at or row.start + timedelta(minutes=row.minutes)
    row.day_end = end_of_day(end, ZoneInfo(row.zone))


def add_takeaway(transaction: Transaction, interview: InterviewRow, draft: TakeawayDraft) -> int:
    """Write a takeaway of an interview from a checked draft and return its ID."""
    row = TakeawayRow.model_validate(
        {
            **asdict(draft),
            "contact_id": interview.contact_id,
            "interview_id": interview.id,
            "created_at": transaction.now,
        }
    )
    return add(transaction, row)
