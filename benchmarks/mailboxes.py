"""A mailbox of a given size, and the floor for reading it: Python's own `mailbox`, listing its heads."""

import mailbox
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from pathlib import Path

from iitui.domain.mail.plan import MailPlan
from iitui.interchange.mail.looking import look_through
from iitui.interchange.mail.mailbox import Mailbox
from iitui.store.reader import JournalReader

MESSAGE_BYTES = 20_000
"""How long a message is: 100,000 are 2 GB."""

ME = "me@example.org"

_RECEIVED = b"".join(
    b"Received: by relay%d.example.org with SMTP id abc%d;\n        Tue, 3 Mar 2026 10:00:0%d -0800 (PST)\n"
    % (number, number, number)
    for number in range(8)
)
_SIGNATURE = b"DKIM-Signature: v=1; a=rsa-sha256;\n" + (b"        %s\n" % (b"A" * 70)) * 12
_HEAD = (
    b"From someone@example.org Tue Mar 03 18:00:00 +0000 2026\nDelivered-To: me@example.org\n"
    + _RECEIVED
    + _SIGNATURE
    + b"From: %b\nTo: %b\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= from ward %d\n"
    b"Date: Tue, 3 Mar 2026 %02d:%02d:00 -0800\nMessage-ID: <%d@example.org>\n"
    b"In-Reply-To: <%d@example.org>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
)
_BODY = b"The ward, at night: who is awake, who is not, and who wants to be.\n" * (MESSAGE_BYTES // 68)


def write_mailbox(path: Path, messages: int) -> None:
    """Write an mbox file like those of Takeout; a fifth is sent, and most people in it are no contacts."""
    with path.open("wb") as file:
        for number in range(messages):
            other = b"Person %d <person%d@example.org>" % (number % 5000, number % 5000 * 23)
            people = (ME.encode(), other) if number % 5 == 0 else (other, ME.encode())
            head = _HEAD % (*people, number, number % 24, number % 60, number, number - 1)
            file.write(head + _BODY[: MESSAGE_BYTES - len(head) - 2] + b"\n\n")


def list_heads(path: Path) -> Callable[[], Sequence[float]]:
    """Return what times the listing of all heads with Python's `mailbox`, in the quickest way it has."""
    parser = BytesHeaderParser()

    def take() -> list[float]:
        begun = time.perf_counter()
        box = mailbox.mbox(path, create=False)
        for key in box.iterkeys():
            with box.get_file(key) as file:
                head = b"".join(iter(file.readline, b"\n"))
            message = parser.parsebytes(head)
            assert all((message["From"], message["Subject"], message["Date"]))
        box.close()
        return [time.perf_counter() - begun]

    return take


def look(path: Path, journal: Path) -> Callable[[], Sequence[float]]:
    """Return what times a look through the mailbox, from the question to the journal to the plan."""

    def take() -> list[float]:
        begun = time.perf_counter()
        plan = look_once(path, journal)
        assert plan.touches
        return [time.perf_counter() - begun]

    return take


def look_once(path: Path, journal: Path) -> MailPlan:
    """Look through the mailbox for messages with the contacts of a journal."""
    now = datetime.now(UTC)
    reader = JournalReader.open(journal)
    try:
        facts = reader.mail.facts(now)
    finally:
        reader.close()
    return look_through(Mailbox([path]), facts, [ME], now)
