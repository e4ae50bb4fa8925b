"""Messages of a mailbox, as far as the journal needs them: their headers, never their attachments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import NamedTuple


class MailAddress(NamedTuple):
    """An address with the name that stands before it.

    Attributes:
        address: as written; compared without case.
        name: the name; empty if there is none.
    """

    address: str
    name: str = ""


class MailPlace(NamedTuple):
    """Where a message stands, so that it is found again while the mailbox stays as it is.

    Attributes:
        file: the file that holds it.
        number: which of the messages of that file it is, counted from 1.
    """

    file: str
    number: int

    @property
    def where(self) -> str:
        """The place within its file, in words."""
        return f"message {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMessage:
    """One message.

    Attributes:
        message_id: the Message-ID without its brackets. A message without one has a digest of its head, the
            same whenever it is read again.
        at: when it was sent, aware; None if it does not say so in a way that can be read.
        received_at: when a mail server or a mail program took it in, aware; None if none says so.
        senders: those it is from; one as a rule.
        to: those it is addressed to.
        cc: those with a copy, open or blind.
        delivered_to: the addresses whose mailbox it was delivered to, as servers note them.
        references: the messages that it follows, without brackets; the one that it answers comes last.
        is_draft: whether it was never sent.
        is_from_list: whether a mailing list or a bulk sender sent it.
        is_automatic: whether a program wrote it, such as an out-of-office reply.
        is_delivery_failure: whether it says that another message could not be delivered.
        failed_recipients: the addresses which that message did not reach.
    """

    place: MailPlace
    message_id: str
    at: datetime | None
    received_at: datetime | None = None
    senders: tuple[MailAddress, ...] = ()
    to: tuple[MailAddress, ...] = ()
    cc: tuple[MailAddress, ...] = ()
    delivered_to: tuple[str, ...] = ()
    subject: str = ""
    references: tuple[str, ...] = ()
    is_draft: bool = False
    is_from_list: bool = False
    is_automatic: bool = False
    is_delivery_failure: bool = False
    failed_recipients: tuple[str, ...] = ()

    @property
    def recipients(self) -> Iterator[MailAddress]:
        """All to whom it went."""
        return chain(self.to, self.cc)
