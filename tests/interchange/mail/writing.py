"""Writes messages and mailboxes for tests, with Python's own `email`."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime
from pathlib import Path

ME = "me@example.org"
DANA = "dana@beaumont.example"
AT = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)


def message(
    sender: str = DANA,
    to: str = ME,
    subject: str = "Hello",
    at: datetime = AT,
    message_id: str = "",
    *,
    answers: str = "",
    text: str = "A word.\n",
    **fields: str,
) -> EmailMessage:
    """A message; further fields with _ for -."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = format_datetime(at)
    if message_id:
        mail["Message-ID"] = f"<{message_id}>"
    if answers:
        mail["In-Reply-To"] = f"<{answers}>"
        mail["References"] = f"<{answers}>"
    for name, value in fields.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def as_mbox(*messages: EmailMessage | bytes, line_end: bytes = b"\n") -> bytes:
    """The messages as an mbox file; bytes go in as they are."""
    policy = SMTP if line_end == b"\r\n" else default
    whole = [each if isinstance(each, bytes) else each.as_bytes(policy=policy) for each in messages]
    envelope = b"From someone@example.org Tue Mar  3 15:00:00 2026" + line_end
    return b"".join(envelope + each.rstrip(b"\r\n") + line_end * 2 for each in whole)


def write_mbox(path: Path, *messages: EmailMessage | bytes) -> Path:
    path.write_bytes(as_mbox(*messages))
    return path


def write_maildir(path: Path, *messages: EmailMessage, flags: str = "S") -> Path:
    for name in ("cur", "new", "tmp"):
        (path / name).mkdir(parents=True)
    for number, mail in enumerate(messages):
        (path / "cur" / f"{number}.host:2,{flags}").write_bytes(mail.as_bytes())
    return path


def days(number: float) -> timedelta:
    return timedelta(days=number)
