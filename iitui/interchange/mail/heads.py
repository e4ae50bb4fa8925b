"""Turns the head of a message into a `MailMessage`; of its body, only a delivery failure is looked into."""

import hashlib
import re
from datetime import datetime
from typing import NamedTuple

from iitui.domain.mail.messages import MailAddress, MailMessage, MailPlace
from iitui.domain.text import shorten
from iitui.interchange.mail.fields import (
    Fields,
    first,
    read_addresses,
    read_fields,
    read_ids,
    read_time,
    read_words,
)

LONGEST_SUBJECT = 300
"""Characters of a subject; longer ones are cut."""

_BULK = re.compile(rb"\s*(?:bulk|list|junk)\b", re.IGNORECASE)
_NOT_AUTOMATIC = re.compile(rb"\s*no\b", re.IGNORECASE)
_DAEMON = re.compile(r"(?:mailer-daemon|mail-daemon|postmaster)@", re.IGNORECASE)
_ACTION = re.compile(rb"^Action[ \t]*:[ \t]*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_RECIPIENT = re.compile(
    rb"^(?:Final|Original)-Recipient[ \t]*:[ \t]*(?:rfc822[ \t]*;[ \t]*)?<?([^\s<>;@]{1,99}@[^\s<>;@]{1,99})",
    re.IGNORECASE | re.MULTILINE,
)
_ID_IN_BODY = re.compile(rb"^Message-ID[ \t]*:\s*<([^<>\s]+)>", re.IGNORECASE | re.MULTILINE)


class RawMessage(NamedTuple):
    """The beginning of a message, as it stands in the file.

    Attributes:
        head: the bytes of its head.
        body: the first bytes of its body.
        envelope: the line before it in an mbox file; empty elsewhere.
        is_draft: whether its file says that it was never sent.
    """

    place: MailPlace
    head: bytes
    body: bytes
    envelope: bytes = b""
    is_draft: bool = False


def read_message(raw: RawMessage) -> MailMessage:
    """Return the message with that head."""
    fields = read_fields(raw.head)
    senders = read_addresses(fields.get(b"from", ()))
    failed = _failed_recipients(fields, senders, raw.body)
    return MailMessage(
        place=raw.place,
        message_id=_message_id(fields),
        at=read_time(first(fields, b"date")),
        received_at=_received_at(fields, raw.envelope),
        senders=senders,
        to=read_addresses(fields.get(b"to", ())),
        cc=read_addresses((*fields.get(b"cc", ()), *fields.get(b"bcc", ()))),
        delivered_to=_delivered_to(fields),
        subject=shorten(read_words(first(fields, b"subject")), LONGEST_SUBJECT),
        references=_references(fields, raw.body if failed is not None else b""),
        is_draft=raw.is_draft or _is_draft(fields),
        is_from_list=_is_from_list(fields),
        is_automatic=_is_automatic(fields),
        is_delivery_failure=failed is not None,
        failed_recipients=failed or (),
    )


def _message_id(fields: Fields) -> str:
    ids = read_ids(first(fields, b"message-id"))
    if ids:
        return ids[0]
    digest = hashlib.sha256()
    for name in (b"from", b"to", b"date", b"subject"):
        digest.update(b"\n".join(fields.get(name, ())).strip() + b"\0")
    return f"{digest.hexdigest()[:32]}@without-id.invalid"


def _received_at(fields: Fields, envelope: bytes) -> datetime | None:
    """Return the time of the last server that passed it on; else that of the mbox file's own line."""
    received = first(fields, b"received").rpartition(b";")[2]
    return read_time(received) or read_time(envelope[5:].partition(b" ")[2])


def _delivered_to(fields: Fields) -> tuple[str, ...]:
    names = (b"delivered-to", b"x-original-to", b"envelope-to")
    values = [value for name in names for value in fields.get(name, ())]
    return tuple(each.address for each in read_addresses(values)) if values else ()


def _references(fields: Fields, failure: bytes) -> tuple[str, ...]:
    """Return what a message follows; a delivery failure follows the message that it encloses."""
    ids = [
        *(one for value in fields.get(b"references", ()) for one in read_ids(value)),
        *(one for value in fields.get(b"in-reply-to", ()) for one in read_ids(value)),
        *(one.decode("ascii", errors="replace") for one in _ID_IN_BODY.findall(failure)),
    ]
    return tuple(dict.fromkeys(ids))


def _is_draft(fields: Fields) -> bool:
    labels = first(fields, b"x-gmail-labels")
    return first(fields, b"x-unsent").strip() == b"1" or (
        bool(labels) and any(label.strip() in (b"Drafts", b"Draft") for label in labels.split(b","))
    )


def _is_from_list(fields: Fields) -> bool:
    return b"list-id" in fields or b"list-post" in fields or bool(_BULK.match(first(fields, b"precedence")))


def _is_automatic(fields: Fields) -> bool:
    submitted = first(fields, b"auto-submitted")
    return (
        (bool(submitted.strip()) and not _NOT_AUTOMATIC.match(submitted))
        or b"x-autoreply" in fields
        or b"x-autorespond" in fields
        or b"auto" in first(fields, b"precedence").lower()
    )


def _failed_recipients(
    fields: Fields, senders: tuple[MailAddress, ...], body: bytes
) -> tuple[str, ...] | None:
    """Return whom another message did not reach; None if this is no delivery failure."""
    named = read_addresses(fields.get(b"x-failed-recipients", ()))
    content = first(fields, b"content-type").lower()
    is_report = b"multipart/report" in content and b"disposition-notification" not in content
    if not (named or is_report or any(_DAEMON.match(sender.address) for sender in senders)):
        return None
    actions = [action.lower() for action in _ACTION.findall(body)]
    if actions and b"failed" not in actions:
        return None  # only delayed, or delivered after all
    found = (one.decode("ascii", errors="replace") for one in _RECIPIENT.findall(body))
    addresses = {one.casefold(): one for one in (*(each.address for each in named), *found)}
    return tuple(addresses.values())
