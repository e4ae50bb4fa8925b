"""Touches: mails, calls and meetings with a contact, and the outcome of requests."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from iitui.domain.checks import Draft, FieldErrors


class TouchKind(StrEnum):
    """The form of a touch."""

    MAIL = "mail"
    CALL = "call"
    LETTER = "letter"
    MESSAGE = "message"
    MEETING = "meeting"
    INTRODUCTION = "introduction"


class Direction(StrEnum):
    """Who reached out: the user (out) or the contact (in)."""

    OUT = "out"
    IN = "in"

    @property
    def in_words(self) -> str:
        """The direction in words."""
        return "from me" if self is Direction.OUT else "from them"


class Outcome(StrEnum):
    """The outcome of a request for an interview."""

    NO_REPLY = "no reply yet"
    AGREED = "agreed"
    TOO_BUSY = "too busy"
    DECLINED = "declined"
    SENT_ON = "sent me on"


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchDraft(Draft):
    """A touch, as typed.

    Attributes:
        at: when it was, aware.
        is_request: whether it asked for an interview.
        outcome: the outcome of the request; None if it is not one.
        ask_again_at: when the contact may be asked again, or None.
        subject: the subject line of a mail, or empty.
        message_id: the Message-ID of a mail (RFC 5322) without its brackets, or empty.
        answered_at: when the answer to a request came, or None.
    """

    contact_id: int
    at: datetime
    kind: TouchKind = TouchKind.MAIL
    direction: Direction = Direction.OUT
    text: str = ""
    is_request: bool = False
    outcome: Outcome | None = None
    ask_again_at: datetime | None = None
    subject: str = ""
    message_id: str = ""
    answered_at: datetime | None = None

    def _cleaned(self, errors: FieldErrors) -> Self:
        return replace(
            self,
            at=errors.instant("at", self.at, "The time"),
            text=errors.text("text", self.text, "The text"),
            ask_again_at=self.ask_again_at
            and errors.instant("ask_again_at", self.ask_again_at, "The time to ask again"),
            subject=errors.line("subject", self.subject, "The subject"),
            message_id=errors.line("message_id", self.message_id, "The Message-ID"),
            answered_at=self.answered_at
            and errors.instant("answered_at", self.answered_at, "The time of the answer"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One touch."""

    id: int
    contact_id: int
    at: datetime
    kind: TouchKind
    direction: Direction
    text: str
    is_request: bool
    outcome: Outcome | None
    ask_again_at: datetime | None
    subject: str
    message_id: str
    answered_at: datetime | None
