"""Settles follow-ups within an act: what the user says of them, and the facts that this changes."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from iitui.domain.dates.calendar import next_occurrence
from iitui.domain.errors import NotFoundError
from iitui.domain.follow_ups import FollowUp, FollowUpId, Kind, Subject, Verdict
from iitui.domain.rules import RULES
from iitui.domain.takeaways import TRIED_KINDS
from iitui.store.follow_ups.read import FollowUpReader
from iitui.store.schema.tables import PreparationRow, ReminderRow, SettlementRow, TakeawayRow
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import find


def owed_follow_ups(transaction: Transaction, names: Sequence[FollowUpId]) -> list[FollowUp]:
    """Return the follow-ups with these IDs, each once.

    Raises:
        NotFoundError: one of them is not owed, or is settled already.
    """
    return [_owed(transaction, name) for name in dict.fromkeys(names)]


def settle(
    transaction: Transaction,
    follow_ups: Sequence[FollowUp],
    verdict: Verdict,
    *,
    until: datetime | None = None,
    reason: str = "",
    done_by: int | None = None,
) -> None:
    """Write down what the user says of follow-ups.

    What is done ticks items of checklists, marks advice as told and moves repeating reminders on.

    Args:
        transaction: the act.
        follow_ups: open ones, as `owed_follow_ups` returns them.
        verdict: what the user says.
        until: until when they are put off, if they are snoozed.
        reason: why they are dismissed.
        done_by: the touch that did it, if there is one.
    """
    for follow_up in follow_ups:
        if follow_up.id.kind is Kind.PREPARATION and verdict is Verdict.DONE:
            _tick(transaction, follow_up.id.subject)
            continue
        _write(
            transaction,
            follow_up,
            {"verdict": verdict, "until": until, "reason": reason, "done_by_id": done_by},
        )
        if verdict is Verdict.DONE and follow_up.id.kind is Kind.REPORT_BACK:
            _mark_advice_told(transaction, follow_up.id.subject)
        if verdict is not Verdict.SNOOZED and follow_up.id.kind is Kind.REMINDER:
            _move_on(transaction, follow_up.id.subject)


def _owed(transaction: Transaction, name: FollowUpId) -> FollowUp:
    found = FollowUpReader(transaction.connection).find(name, transaction.now, transaction.now)
    if found is None:
        raise NotFoundError(f"There is no follow-up {name}.")
    if found.verdict in (Verdict.DONE, Verdict.WAIVED):
        raise NotFoundError(f"{name} ({found.what}) is already settled.")
    return found


def _write(transaction: Transaction, follow_up: FollowUp, said: dict[str, object]) -> None:
    kind, subject = follow_up.id.kind, follow_up.id.subject
    about = Subject(RULES[kind].subject)
    row = transaction.session.exec(
        select(SettlementRow).where(
            SettlementRow.kind == kind,
            SettlementRow.subject_id == subject,
            SettlementRow.occurrence == follow_up.occurrence,
        )
    ).first()
    fields = {
        "kind": kind,
        "subject_id": subject,
        "occurrence": follow_up.occurrence,
        **{f"{one}_id": subject if one is about else None for one in Subject},
        "due_at": follow_up.due,
        "at": transaction.now,
        **said,
    }
    if row is None:
        row = SettlementRow.model_validate(fields)
    else:
        row.sqlmodel_update(fields)
    transaction.session.add(row)
    transaction.session.flush()


def _tick(transaction: Transaction, item_id: int) -> None:
    item = find(transaction, PreparationRow, item_id, "checklist item")
    item.ticked_at = transaction.now
    transaction.session.add(item)


def _mark_advice_told(transaction: Transaction, interview_id: int) -> None:
    advice = transaction.session.exec(
        select(TakeawayRow).where(
            TakeawayRow.interview_id == interview_id,
            col(TakeawayRow.kind).in_(TRIED_KINDS),
            col(TakeawayRow.told_at).is_(None),
        )
    )
    for row in advice:
        row.told_at = transaction.now
        transaction.session.add(row)


def _move_on(transaction: Transaction, reminder_id: int) -> None:
    """Move a repeating reminder to its next date: on the calendar, or counted from today."""
    row = find(transaction, ReminderRow, reminder_id, "reminder")
    if row.every is None:
        return
    zone = ZoneInfo(row.zone)
    if row.after_done:
        wall = row.due_at.astimezone(zone).timetz()
        today = transaction.now.astimezone(zone).replace(
            hour=wall.hour, minute=wall.minute, second=0, microsecond=0
        )
        row.due_at = next_occurrence(today, today, zone, row.every, row.unit)
    else:
        later = max(transaction.now, row.due_at)
        row.due_at = next_occurrence(row.due_at, later, zone, row.every, row.unit, anchor=row.anchor_at)
    transaction.session.add(row)
