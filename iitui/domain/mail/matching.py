"""Decides what the messages of a mailbox mean for the journal; pure, in one pass over the messages.

Only the user's own addresses are "me". A message between the user and a contact is a touch; everything else
is forgotten at once, except who wrote to the user, so that memory does not grow with the mailbox.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from iitui.domain.identity.keys import email_key
from iitui.domain.mail.messages import MailAddress, MailMessage
from iitui.domain.mail.plan import (
    MOST_RECIPIENTS,
    KnownMail,
    MailAnswer,
    MailContact,
    MailFacts,
    MailFailure,
    MailPlan,
    MailProblem,
    MailStranger,
    MailThanks,
    MailTouch,
)
from iitui.domain.touches import Direction, TouchDraft

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""An earlier date of a message is that of a computer whose clock was never set."""

CLOCK_ERROR = timedelta(days=1)
"""How far in the future a message may be dated, by a computer whose clock is wrong."""

SAME_MESSAGE = timedelta(days=1)
"""How far the time of a touch may be from that of its message: people log in the evening what they sent."""

NOT_DELIVERED = "This mail could not be delivered."
"""The text of a touch that did not reach its contact."""

_NOBODY = re.compile(
    r"(?:.*[._+-])?(?:no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|notifications?|newsletter)"
    r"(?:[._+-].*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOptions:
    """What the user wants of a mailbox.

    Attributes:
        takes_lists: whether messages from mailing lists make touches.
        takes_everybody: whether messages to many people make touches with each.
    """

    takes_lists: bool = False
    takes_everybody: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A message with a contact."""

    contact: MailContact
    message: MailMessage
    at: datetime
    direction: Direction


@dataclass(slots=True)
class _Sender:
    """Somebody who wrote and is no contact, as far as the mailbox was read."""

    sender: MailAddress
    messages: int
    last_at: datetime
    subject: str


class MailMatcher:
    """Takes the messages of a mailbox one by one, and then says what to do."""

    def __init__(
        self,
        facts: MailFacts,
        own: Iterable[str],
        now: datetime,
        *,
        options: MailOptions | None = None,
        additions: Sequence[MailStranger] = (),
    ) -> None:
        """Begin with what the journal knows.

        Args:
            facts: contacts, touches and owed thank-yous.
            own: the user's own addresses.
            now: the present instant.
            options: what the user wants.
            additions: those of an earlier plan's strangers who are to be contacts.
        """
        self._facts = facts
        self._own = frozenset(email_key(address.strip()) for address in own)
        self._now = now
        self._options = options or MailOptions()
        self._added = {-number: stranger.draft for number, stranger in enumerate(additions, 1)}
        new = (
            MailContact(id=-number, name=stranger.draft.name, addresses=(stranger.address,))
            for number, stranger in enumerate(additions, 1)
        )
        self._contacts: dict[str, list[MailContact]] = defaultdict(list)
        for contact in (*facts.contacts, *new):
            for key in {email_key(address) for address in contact.addresses} - self._own:
                self._contacts[key].append(contact)
        self._known = {
            (touch.contact_id, touch.message_id): touch for touch in facts.touches if touch.message_id
        }
        self._read = self._unchanged = 0
        self._found: dict[tuple[int, str], _Found] = {}
        self._failures: list[tuple[MailMessage, datetime]] = []
        self._writers: dict[str, _Sender] = {}
        self._problems: list[MailProblem] = []
        self._left_out: Counter[str] = Counter()

    def take(self, message: MailMessage) -> None:
        """Look at one message."""
        self._read += 1
        if message.is_delivery_failure:
            at = self._time_of(message)
            if at is not None:
                self._failures.append((message, at))
            return
        is_mine = any(email_key(sender.address) in self._own for sender in message.senders)
        if message.is_draft or not (is_mine or self._reached_me(message)):
            return
        people = list(self._people(message.recipients if is_mine else message.senders))
        if not people and (is_mine or not self._may_be_person(message)):
            return
        reason = self._reason_against(message)
        if reason:
            self._left_out[reason] += bool(people)
            return
        at = self._time_of(message)
        if at is None:
            if people:
                self._problems.append(MailProblem(message.place, self._why_no_time(message)))
        elif people:
            self._keep(people, message, at, Direction.OUT if is_mine else Direction.IN)
        else:
            self._note_writer(message, at)

    def plan(self) -> MailPlan:
        """Return what to do, once all messages were taken."""
        found = sorted(self._found.values(), key=lambda each: (each.at, each.message.message_id))
        adopted = self._adoptions(found)
        failed = {
            (reference, email_key(address))
            for message, _ in self._failures
            for reference in message.references
            for address in message.failed_recipients
        }
        touches = [
            _touch_of(each, adopted.get(key), has_failed=_has_failed(each, failed))
            for each in found
            if (key := _key(each)) not in self._known
        ]
        return MailPlan(
            read=self._read,
            unchanged=self._unchanged,
            touches=tuple(touches),
            answers=tuple(self._answers(found, adopted)),
            thanks=tuple(self._thanks(found)),
            failures=tuple(self._news_of_failures(found)),
            strangers=self._strangers(),
            problems=tuple(self._problems),
            left_out=dict(+self._left_out),
            additions=self._added,
        )

    def _reached_me(self, message: MailMessage) -> bool:
        return any(email_key(each.address) in self._own for each in message.recipients) or any(
            email_key(address) in self._own for address in message.delivered_to
        )

    def _people(self, addresses: Iterable[MailAddress]) -> Iterator[MailContact]:
        """Yield the contacts with one of these addresses, each once."""
        seen: set[int] = set()
        for each in addresses:
            for contact in self._contacts.get(email_key(each.address), ()):
                if contact.id not in seen:
                    seen.add(contact.id)
                    yield contact

    def _reason_against(self, message: MailMessage) -> str:
        """Return why a message makes no touch; empty if it does."""
        if message.is_automatic:
            return "sent automatically"
        if message.is_from_list and not self._options.takes_lists:
            return "from a mailing list"
        if not self._options.takes_everybody:
            recipients = {email_key(each.address) for each in message.recipients} - self._own
            if len(recipients) > MOST_RECIPIENTS:
                return "to many people"
        return ""

    def _time_of(self, message: MailMessage) -> datetime | None:
        for at in (message.at, message.received_at):
            if at is not None and EARLIEST <= at <= self._now + CLOCK_ERROR:
                return min(at, self._now)
        return None

    def _why_no_time(self, message: MailMessage) -> str:
        at = message.at or message.received_at
        if at is None:
            return "its date can't be read"
        return (
            "it is dated in the future" if at > self._now else "its date is from a clock that was never set"
        )

    def _keep(
        self, people: Iterable[MailContact], message: MailMessage, at: datetime, direction: Direction
    ) -> None:
        keys = [(contact.id, message.message_id) for contact in people]
        self._unchanged += all(key in self._known or key in self._found for key in keys)
        for key, contact in zip(keys, people, strict=True):
            self._found.setdefault(key, _Found(contact, message, at, direction))

    def _may_be_person(self, message: MailMessage) -> bool:
        return len(message.senders) == 1 and not _NOBODY.fullmatch(
            message.senders[0].address.partition("@")[0]
        )

    def _note_writer(self, message: MailMessage, at: datetime) -> None:
        sender = message.senders[0]
        writer = self._writers.setdefault(email_key(sender.address), _Sender(sender, 0, EARLIEST, ""))
        writer.messages += 1
        if at >= writer.last_at:
            writer.sender = MailAddress(sender.address, sender.name or writer.sender.name)
            writer.last_at, writer.subject = at, message.subject

    def _adoptions(self, found: Iterable[_Found]) -> dict[tuple[int, str], KnownMail]:
        """Return the touches that the user logged without the mailbox, by the messages that they are."""
        logged: dict[tuple[int, Direction], list[KnownMail]] = defaultdict(list)
        for touch in self._facts.touches:
            if touch.is_mail and not touch.message_id:
                logged[touch.contact_id, touch.direction].append(touch)
        pairs = [
            ((abs(touch.at - each.at), touch.id, _key(each)), touch)
            for each in found
            if _key(each) not in self._known
            for touch in logged.get((each.contact.id, each.direction), ())
            if abs(touch.at - each.at) <= SAME_MESSAGE
        ]
        adopted: dict[tuple[int, str], KnownMail] = {}
        taken: set[int] = set()
        for (_, touch_id, key), touch in sorted(pairs, key=lambda pair: pair[0]):
            if touch_id not in taken and key not in adopted:
                taken.add(touch_id)
                adopted[key] = touch
        return adopted

    def _answers(
        self, found: Iterable[_Found], adopted: dict[tuple[int, str], KnownMail]
    ) -> Iterator[MailAnswer]:
        """Yield the first message of each contact in the thread of a request to them."""
        open_requests = {key: touch for key, touch in self._known.items() if touch.is_open}
        open_requests |= {key: touch for key, touch in adopted.items() if touch.is_open}
        for each in found:
            if each.direction is not Direction.IN:
                continue
            for reference in each.message.references:
                request = open_requests.pop((each.contact.id, reference), None)
                if request is not None:
                    yield MailAnswer(
                        request_id=request.id,
                        contact_id=each.contact.id,
                        who=each.contact.name,
                        subject=each.message.subject,
                        message_id=each.message.message_id,
                        asked_at=request.at,
                        answered_at=max(each.at, request.at),
                    )

    def _thanks(self, found: Sequence[_Found]) -> Iterator[MailThanks]:
        """Yield the first message to a contact after each interview, before the next one with them."""
        sent: dict[int, list[_Found]] = defaultdict(list)
        for each in found:
            if each.direction is Direction.OUT:
                sent[each.contact.id].append(each)
        ends: dict[int, datetime] = {}
        for owed in sorted(self._facts.thanks, key=lambda each: each.ended_at, reverse=True):
            until = ends.get(owed.contact_id)
            ends[owed.contact_id] = owed.ended_at
            for each in sent.get(owed.contact_id, ()):
                if owed.ended_at <= each.at and (until is None or each.at < until):
                    yield MailThanks(
                        interview_id=owed.interview_id,
                        contact_id=owed.contact_id,
                        who=each.contact.name,
                        subject=each.message.subject,
                        message_id=each.message.message_id,
                        ended_at=owed.ended_at,
                        at=each.at,
                    )
                    break

    def _news_of_failures(self, found: Iterable[_Found]) -> Iterator[MailFailure]:
        """Yield what did not reach a contact, unless there was a later touch with them."""
        latest: dict[int, datetime] = {}
        times = [(each.contact.id, each.at) for each in found]
        times += [(touch.contact_id, touch.at) for touch in self._facts.touches]
        for contact_id, at in times:
            latest[contact_id] = max(at, latest.get(contact_id, at))
        for message, at in sorted(self._failures, key=lambda each: each[1]):
            for address in message.failed_recipients:
                for contact in self._contacts.get(email_key(address), ()):
                    if latest.get(contact.id, at) <= at:
                        yield MailFailure(
                            contact_id=contact.id,
                            who=contact.name,
                            address=address,
                            at=at,
                            subject=message.subject,
                        )

    def _strangers(self) -> tuple[MailStranger, ...]:
        strangers = [
            MailStranger(
                address=writer.sender.address,
                name=writer.sender.name,
                messages=writer.messages,
                last_at=writer.last_at,
                subject=writer.subject,
            )
            for writer in self._writers.values()
        ]
        return tuple(sorted(strangers, key=lambda each: (each.last_at, each.address), reverse=True))


def _key(found: _Found) -> tuple[int, str]:
    return found.contact.id, found.message.message_id


def _has_failed(found: _Found, failed: set[tuple[str, str]]) -> bool:
    return any((found.message.message_id, email_key(each)) in failed for each in found.contact.addresses)


def _touch_of(found: _Found, adopts: KnownMail | None, *, has_failed: bool) -> MailTouch:
    draft = TouchDraft(
        contact_id=found.contact.id,
        at=found.at,
        direction=found.direction,
        subject=found.message.subject,
        message_id=found.message.message_id,
        text=NOT_DELIVERED if has_failed else "",
    )
    return MailTouch(
        who=found.contact.name,
        draft=draft if adopts is None else replace(draft, at=adopts.at, text=""),
        place=found.message.place,
        adopts=None if adopts is None else adopts.id,
    )
