"""Writes touches, and the outcomes of requests."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from iitui.domain.errors import BadInputError
from iitui.domain.follow_ups import FollowUpId, Verdict
from iitui.domain.touches import Outcome, Touch, TouchDraft
from iitui.store.follow_ups.settling import owed_follow_ups, settle
from iitui.store.schema.tables import ContactRow, TouchRow
from iitui.store.touches.read import TouchReader
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, add, find, find_all, present


class TouchWriter(Writer):
    """Writes touches; each public method is one act."""

    def log(self, draft: TouchDraft, settles: Sequence[FollowUpId] = ()) -> Touch:
        """Log a touch, and settle as done the follow-ups that it answers.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such contact, or one of the follow-ups is not owed; nothing is written.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            contact = find(transaction, ContactRow, checked.contact_id, "contact")
            transaction.name = f"Noted {_in_words(checked)} {contact.name}"
            answered = owed_follow_ups(transaction, settles)
            number = add(transaction, TouchRow.model_validate(asdict(checked)))
            settle(transaction, answered, Verdict.DONE, done_by=number)
            return _whole(transaction, number)

    def edit(self, touch_id: int, draft: TouchDraft) -> Touch:
        """Change a touch to a draft.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such touch or contact.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, TouchRow, touch_id, "touch")
            contact = find(transaction, ContactRow, checked.contact_id, "contact")
            transaction.name = f"Changed {_in_words(checked)} {contact.name}"
            row.sqlmodel_update(asdict(checked))
            transaction.session.add(row)
            transaction.session.flush()
            return _whole(transaction, touch_id)

    def answer(
        self,
        touch_id: int,
        outcome: Outcome,
        *,
        answered_at: datetime | None = None,
        ask_again_at: datetime | None = None,
    ) -> Touch:
        """Note the outcome of a request.

        Args:
            touch_id: the request.
            outcome: its outcome; NO_REPLY takes an outcome back.
            answered_at: when the answer came; None for now.
            ask_again_at: when the contact may be asked again, if they were too busy.

        Raises:
            BadInputError: the touch is no request.
            NotFoundError: there is no such touch.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, TouchRow, touch_id, "touch")
            contact = find(transaction, ContactRow, row.contact_id, "contact")
            if not row.is_request:
                raise BadInputError({"outcome": "This touch did not ask for an interview."})
            transaction.name = f"{contact.name}: {outcome.value}"
            is_open = outcome is Outcome.NO_REPLY
            row.outcome = outcome
            row.answered_at = None if is_open else answered_at or transaction.now
            row.ask_again_at = ask_again_at if outcome is Outcome.TOO_BUSY else None
            transaction.session.add(row)
            transaction.session.flush()
            return _whole(transaction, touch_id)

    def delete(self, touch_ids: Sequence[int]) -> None:
        """Delete touches.

        Raises:
            NotFoundError: one of them does not exist; none is deleted.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, TouchRow, touch_ids, "touch")
            what = "a touch" if len(rows) == 1 else f"{len(rows)} touches"
            transaction.name = f"Deleted {what}"
            for row in rows:
                transaction.session.delete(row)


def _in_words(draft: TouchDraft) -> str:
    """Return such as "a mail to" or "a request to"."""
    what = "request" if draft.is_request else draft.kind.value
    article = "an" if what[0] in "aeiou" else "a"
    return f"{article} {what} {'to' if draft.direction == 'out' else 'from'}"


def _whole(transaction: Transaction, touch_id: int) -> Touch:
    return present(TouchReader(transaction.connection).get(touch_id), f"touch {touch_id}")
