"""Writes what a mailbox brings, all as one act."""

from dataclasses import dataclass

from iitui.domain.errors import NotFoundError
from iitui.domain.follow_ups import FollowUpId, Kind, Verdict
from iitui.domain.identity.keys import email_key
from iitui.domain.identity.uids import new_uid
from iitui.domain.mail.plan import MailAnswer, MailPlan, MailThanks, MailTouch
from iitui.domain.progress import Progress
from iitui.domain.touches import Outcome
from iitui.store.contacts.bulk import BulkWriter
from iitui.store.follow_ups.settling import owed_follow_ups, settle
from iitui.store.row_reader import seconds
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer

_TOLD_EVERY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class MailResult:
    """What taking a mailbox wrote.

    Attributes:
        contacts: how many contacts were added.
        added: how many touches were added.
        adopted: how many touches that the user had logged got their Message-ID.
        answered: how many requests got their answer.
        thanked: how many thank-yous were settled.
    """

    contacts: int
    added: int
    adopted: int
    answered: int
    thanked: int

    @property
    def in_words(self) -> str:
        """What was written, in words: "5 touches, 1 answer"; empty for nothing."""
        counted = (
            (self.contacts, "contact", "contacts"),
            (self.added, "touch", "touches"),
            (self.adopted, "message of a logged touch", "messages of logged touches"),
            (self.answered, "answer", "answers"),
            (self.thanked, "thank-you", "thank-yous"),
        )
        return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counted if count)


class MailWriter(Writer):
    """Writes what mailboxes bring."""

    def take(self, plan: MailPlan, source: str, progress: Progress | None = None) -> MailResult:
        """Carry out a plan; `source` names the mailbox in the history.

        What has changed since the plan was made is heeded: a message that the journal knows by now, a request
        that was answered, a thank-you that was settled, a contact who was deleted.

        Raises:
            BadInputError: the journal cannot keep a message or a contact; nothing is written.
        """
        with self._unit_of_work.act("") as transaction:
            taking = _Taking(transaction, plan)
            result = MailResult(
                contacts=taking.add_contacts(),
                adopted=taking.adopt(),
                added=taking.add_touches(progress or _tell_nobody),
                answered=sum(taking.answer(answer) for answer in plan.answers),
                thanked=sum(taking.thank(thanks) for thanks in plan.thanks),
            )
            transaction.name = f"Mail from {source}: {result.in_words}"
            return result


def _tell_nobody(done: int, total: int) -> None:
    """Ignore progress, when no function for it was given."""


class _Taking:
    """One act: writes with plain SQL, because a mailbox may bring tens of thousands of touches."""

    def __init__(self, transaction: Transaction, plan: MailPlan) -> None:
        transaction.session.flush()
        transaction.session.expire_all()
        self._transaction = transaction
        self._connection = transaction.connection
        self._plan = plan
        self._contacts = {row[0]: row[0] for row in self._connection.execute("SELECT id FROM contact")}
        known = self._connection.execute(
            "SELECT contact_id, message_id, id FROM touch WHERE message_id <> ''"
        )
        self._touches: dict[tuple[int, str], int] = {(row[0], row[1]): row[2] for row in known}

    def add_contacts(self) -> int:
        """Add the new contacts; one whose address a contact has by now is that contact."""
        if not self._plan.additions:
            return 0
        query = "SELECT value, contact_id FROM channel WHERE kind = 'email'"
        known = {email_key(value): contact_id for value, contact_id in self._connection.execute(query)}
        writer = BulkWriter(self._transaction)
        added = 0
        for number, draft in self._plan.additions.items():
            checked = draft.checked()
            same = (known[key] for each in checked.channels if (key := email_key(each.value)) in known)
            contact_id = next(same, None)
            if contact_id is None:
                contact_id = writer.add(checked)
                added += 1
            self._contacts[number] = contact_id
        return added

    def adopt(self) -> int:
        """Give the touches that the user logged the Message-IDs and subjects of their messages."""
        adopted = 0
        for touch in self._plan.touches:
            key = self._new_key(touch)
            if touch.adopts is None or key is None:
                continue
            changed = self._connection.execute(
                "UPDATE touch SET message_id = ?, subject = CASE subject WHEN '' THEN ? ELSE subject END"
                " WHERE id = ? AND contact_id = ? AND message_id = ''",
                (key[1], touch.draft.subject, touch.adopts, key[0]),
            ).rowcount
            if changed:
                self._touches[key] = touch.adopts
                adopted += 1
        return adopted

    def add_touches(self, progress: Progress) -> int:
        """Add the messages that are no touches yet, and return how many."""
        before = len(self._touches)
        for done, touch in enumerate(self._plan.touches):
            key = self._new_key(touch)
            if key is not None:
                self._touches[key] = self._insert(touch, key[0])
            if done % _TOLD_EVERY == 0:
                progress(done, len(self._plan.touches))
        progress(len(self._plan.touches), len(self._plan.touches))
        return len(self._touches) - before

    def _new_key(self, touch: MailTouch) -> tuple[int, str] | None:
        contact_id = self._contacts.get(touch.draft.contact_id)
        key = (contact_id or 0, touch.draft.message_id)
        return None if contact_id is None or key in self._touches else key

    def _insert(self, touch: MailTouch, contact_id: int) -> int:
        draft = touch.draft.checked()
        cursor = self._connection.execute(
            "INSERT INTO touch (contact_id, at, kind, direction, text, is_request, subject, message_id,"
            " uid) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)",
            (
                contact_id,
                seconds(draft.at),
                draft.kind.value,
                draft.direction.value,
                draft.text,
                draft.subject,
                draft.message_id,
                new_uid(self._transaction.now),
            ),
        )
        return int(cursor.lastrowid or 0)

    def answer(self, answer: MailAnswer) -> bool:
        """Note when a request was answered, and what came of it if the user said so."""
        outcome = None if answer.outcome is Outcome.NO_REPLY else answer.outcome.value
        cursor = self._connection.execute(
            "UPDATE touch SET answered_at = ?, outcome = coalesce(?, outcome) WHERE id = ? AND is_request"
            " AND answered_at IS NULL AND coalesce(outcome, 'no reply yet') = 'no reply yet'",
            (seconds(answer.answered_at), outcome, answer.request_id),
        )
        return cursor.rowcount > 0

    def thank(self, thanks: MailThanks) -> bool:
        """Settle a thank-you that is owed, as done by its message."""
        try:
            owed = owed_follow_ups(self._transaction, [FollowUpId(Kind.THANK_YOU, thanks.interview_id)])
        except NotFoundError:
            return False
        done_by = self._touches.get((thanks.contact_id, thanks.message_id))
        settle(self._transaction, owed, Verdict.DONE, done_by=done_by)
        return True
