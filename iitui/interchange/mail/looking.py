"""Looks through a mailbox: reads its messages, and decides what they mean for the journal."""

from collections.abc import Sequence
from datetime import datetime

from iitui.domain.errors import UnreadableError
from iitui.domain.mail.matching import MailMatcher, MailOptions
from iitui.domain.mail.plan import MailFacts, MailPlan, MailStranger
from iitui.domain.progress import Progress
from iitui.interchange.mail.mailbox import Mailbox


def require_addresses(own: Sequence[str], settings_file: str) -> None:
    """Refuse to look through mail while the settings do not say which addresses are the user's own.

    Raises:
        UnreadableError: they name none.
    """
    if not any("@" in address for address in own):
        raise UnreadableError(
            "Which addresses in the mailbox are yours? List them in the settings file"
            f' {settings_file}, in a line such as addresses = ["me@example.org"].'
        )


def look_through(
    mailbox: Mailbox,
    facts: MailFacts,
    own: Sequence[str],
    now: datetime,
    *,
    options: MailOptions | None = None,
    additions: Sequence[MailStranger] = (),
    progress: Progress | None = None,
) -> MailPlan:
    """Read all messages of a mailbox, and return what to do.

    Args:
        mailbox: the mailbox.
        facts: what the journal knows.
        own: the user's own addresses.
        now: the present instant.
        options: what the user wants.
        additions: those of an earlier plan's strangers who are to be contacts.
        progress: is told how far the mailbox was read; what it raises ends the reading.
    """
    matcher = MailMatcher(facts, own, now, options=options, additions=additions)
    for message in mailbox.messages(progress):
        matcher.take(message)
    return matcher.plan()


def add_texts(mailbox: Mailbox, plan: MailPlan, progress: Progress | None = None) -> MailPlan:
    """Return a plan with the texts of its new touches, for which the mailbox is read once more."""
    places = {touch.place for touch in plan.touches if touch.adopts is None}
    return plan.with_texts(dict(mailbox.texts(places, progress))) if places else plan
