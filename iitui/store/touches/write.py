"""Writes touches, and the outcomes of requests."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import NamedTuple

from iitui.domain.checks import FieldErrors
from iitui.domain.contacts import Contact, ContactDraft
from iitui.domain.errors import BadInputError
from iitui.domain.follow_ups import FollowUpId, Verdict
from iitui.domain.text import join_notes
from iitui.domain.touches import Outcome, Touch, TouchDraft
from iitui.store.contacts.naming import add_named
from iitui.store.contacts.write_rows import whole
from iitui.store.follow_ups.settling import owed_follow_ups, settle
from iitui.store.schema.tables import ContactRow, TouchRow
from iitui.store.touches.read import TouchReader
from iitui.store.transaction.edit_conflicts import TOUCH, refuse_overwriting
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

    def log_answer(
        self, request_id: int, draft: TouchDraft, settles: Sequence[FollowUpId] = ()
    ) -> tuple[Touch, Touch]:
        """Log the touch that brought the answer to a request, and write its outcome to the request.

        Args:
            request_id: the request.
            draft: the touch, with the outcome and the time to ask again of the request.
            settles: the follow-ups that are done with it.

        Returns:
            The touch, which is a plain one, and the request.

        Raises:
            BadInputError: the touch is no request, or a field is invalid.
            NotFoundError: there is no such request, or one of the follow-ups is not owed.
        """
        outcome = draft.outcome or Outcome.NO_REPLY
        plain = replace(draft, is_request=False, outcome=None, ask_again_at=None, answered_at=None)
        with self._unit_of_work.act("") as transaction:
            logged = self.log(plain, settles)
            answered = self.answer(request_id, outcome, answered_at=draft.at, ask_again_at=draft.ask_again_at)
            contact = find(transaction, ContactRow, logged.contact_id, "contact")
            transaction.name = f"{contact.name}: {outcome.value}"
            return logged, answered

    def edit(self, touch_id: int, draft: TouchDraft, *, seen: Touch | None = None) -> Touch:
        """Change a touch to a draft.

        Args:
            touch_id: the touch.
            draft: the new values.
            seen: what the draft was made from, which must not have changed since; None skips this check.

        Raises:
            ChangedElsewhereError: it has changed since it was seen; nothing is changed.
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such touch or contact.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, TouchRow, touch_id, "touch")
            contact = find(transaction, ContactRow, checked.contact_id, "contact")
            transaction.name = f"Changed {_in_words(checked)} {contact.name}"
            what = f"The touch with {contact.name}"
            refuse_overwriting(what, seen, _whole(transaction, touch_id), checked, TOUCH)
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
        note: str = "",
    ) -> Touch:
        """Note the outcome of a request.

        Args:
            touch_id: the request.
            outcome: its outcome; NO_REPLY takes an outcome back.
            answered_at: when the answer came; None for now.
            ask_again_at: when the contact may be asked again, if they were too busy.
            note: what to add to the text of the request.

        Raises:
            BadInputError: the touch is no request, or a field is invalid.
            NotFoundError: there is no such touch.
        """
        answer = _Answer(outcome, answered_at, ask_again_at, note)
        with self._unit_of_work.act("") as transaction:
            contact = _write_answer(transaction, touch_id, answer)
            transaction.name = f"{contact.name}: {outcome.value}"
            return _whole(transaction, touch_id)

    def sent_on(
        self,
        touch_id: int,
        person: ContactDraft,
        *,
        outcome: Outcome = Outcome.SENT_ON,
        answered_at: datetime | None = None,
        ask_again_at: datetime | None = None,
        note: str = "",
    ) -> Contact:
        """Note that a contact answered a request with the name of somebody else, who becomes a contact.

        A person whom the journal knows already is linked, not added once more.

        Args:
            touch_id: the request.
            person: who was named; the referrer is the contact who was asked.
            outcome: TOO_BUSY, if they also named a time at which they may be asked again.
            answered_at: as `answer`.
            ask_again_at: as `answer`.
            note: as `answer`.

        Returns:
            The contact who was named.

        Raises:
            BadInputError: the touch is no request, or a field is invalid.
            NotFoundError: there is no such touch.
        """
        checked = person.checked()
        answer = _Answer(outcome, answered_at, ask_again_at, note)
        with self._unit_of_work.act("") as transaction:
            contact = _write_answer(transaction, touch_id, answer)
            transaction.name = f"{contact.name}: {outcome.value}, to {checked.name}"
            number = add_named(transaction, contact, checked, field="name")
            return whole(transaction, number)

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


class _Answer(NamedTuple):
    """What came of a request; `note` is added to its text."""

    outcome: Outcome
    answered_at: datetime | None
    ask_again_at: datetime | None
    note: str


def _write_answer(transaction: Transaction, touch_id: int, answer: _Answer) -> ContactRow:
    """Write the outcome of a request, and return the contact who was asked."""
    row = find(transaction, TouchRow, touch_id, "touch")
    if not row.is_request:
        raise BadInputError({"outcome": "This touch did not ask for an interview."})
    is_open = answer.outcome is Outcome.NO_REPLY
    again = answer.ask_again_at if answer.outcome is Outcome.TOO_BUSY else None
    answered = None if is_open else answer.answered_at or transaction.now
    with FieldErrors() as errors:
        row.outcome = answer.outcome
        row.answered_at = answered and errors.instant("answered_at", answered, "The time of the answer")
        row.ask_again_at = again and errors.instant("ask_again_at", again, "The time to ask again")
        row.text = errors.text("note", join_notes(row.text, answer.note), "The text")
    transaction.session.add(row)
    transaction.session.flush()
    return find(transaction, ContactRow, row.contact_id, "contact")


def _in_words(draft: TouchDraft) -> str:
    """Return such as "a mail to" or "a request to"."""
    what = "request" if draft.is_request else draft.kind.value
    article = "an" if what[0] in "aeiou" else "a"
    return f"{article} {what} {'to' if draft.direction == 'out' else 'from'}"


def _whole(transaction: Transaction, touch_id: int) -> Touch:
    return present(TouchReader(transaction.connection).get(touch_id), f"touch {touch_id}")
