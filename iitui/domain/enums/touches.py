"""Touches, and what came of interviews."""

from enum import StrEnum


class TouchKind(StrEnum):
    """The form of a contact with a person."""

    MAIL = "mail"
    CALL = "call"
    LETTER = "letter"
    MESSAGE = "message"
    MEETING = "meeting"


class Direction(StrEnum):
    """Who reached out: the user (out) or the contact (in)."""

    OUT = "out"
    IN = "in"

    @property
    def said(self) -> str:
        """What is said of a touch that went this way."""
        return "from me" if self is Direction.OUT else "from them"


class Outcome(StrEnum):
    """What came of a request for an interview."""

    NO_REPLY = "no reply yet"
    AGREED = "agreed"
    TOO_BUSY = "too busy"
    DECLINED = "declined"
    SENT_ON = "sent me on"


class TakeawayKind(StrEnum):
    """What came out of an interview."""

    INSIGHT = "insight"
    ADVICE = "advice"
    PROMISE_THEIRS = "their promise"
    PROMISE_MINE = "my promise"
    RESOURCE = "resource"
    NAME = "name"
