"""Writes letters for mail programs: as a draft in a .eml file (RFC 5322) and as a mailto link (RFC 6068)."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from urllib.parse import quote

from iitui.domain.letters.letter import Letter, is_address
from iitui.domain.text import clean, clean_line, fold

ENDING = ".eml"
"""The ending of the file of a draft."""

LONG_LINK = 2_000
"""From so many characters on, some mail programs cut a link (Windows passes on 2,083)."""

LONGEST_LINK = 100_000
"""The most characters that a link can have: Linux passes 131,072 bytes to a program."""

_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,900}")


def eml(letter: Letter, own_address: str = "") -> bytes:
    """Return a letter as a draft that mail programs open for editing: it is marked as not sent.

    Args:
        letter: the letter; line breaks in its names and its subject become spaces.
        own_address: whom it is from; '' leaves that to the mail program.
    """
    is_foreign = not (letter.to + own_address).isascii()
    message = EmailMessage(policy=SMTPUTF8 if is_foreign else SMTP)
    message["X-Unsent"] = "1"
    if is_address(own_address):
        message["From"] = _address("", own_address)
    if is_address(letter.to):
        message["To"] = _address(clean_line(letter.to_name), letter.to)
    message["Subject"] = clean_line(letter.subject)
    message.set_content(f"{clean(letter.body)}\n")
    thread = _message_id(letter.in_reply_to)
    # Written by hand: Python folds a long Message-ID into something that is none.
    lines = f"In-Reply-To: <{thread}>\r\nReferences: <{thread}>\r\n" if thread else ""
    return lines.encode("ascii") + message.as_bytes()


def _address(name: str, address: str) -> Address:
    # In two parts: as one, Python refuses letters that RFC 6531 allows.
    user, _, host = address.rpartition("@")
    return Address(display_name=name, username=user, domain=host)


def mailto(letter: Letter) -> str:
    """Return a letter as a link that opens a mail program; its line breaks are %0D%0A, as RFC 6068 asks."""
    to = quote(letter.to, safe="@") if is_address(letter.to) else ""
    thread = _message_id(letter.in_reply_to)
    parts = {
        "subject": clean_line(letter.subject),
        "in-reply-to": f"<{thread}>" if thread else "",
        "body": clean(letter.body).replace("\n", "\r\n"),
    }
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in parts.items() if text)
    return f"mailto:{to}?{query}" if query else f"mailto:{to}"


def _message_id(text: str) -> str:
    """Return a Message-ID without < and >; '' if it is none."""
    bare = text.strip().removeprefix("<").removesuffix(">")
    return bare if _MESSAGE_ID.fullmatch(bare) else ""


def draft_name(letter: Letter) -> str:
    """Return a file name for a draft: "thank-you-for-your-time-dana-ito.eml"."""
    words = re.findall(r"[^\W_]+", fold(f"{letter.subject} {letter.to_name}"))
    return ("-".join(words)[:80].strip("-") or "letter") + ENDING
