"""The kinds of letters, and which of them settles which follow-up."""

from datetime import datetime
from enum import StrEnum

from iitui.domain.contacts import Stage


class LetterKind(StrEnum):
    """What a letter is for; the value is the name in templates and on the command line."""

    REQUEST = "request"
    NUDGE = "nudge"
    CONFIRMATION = "confirmation"
    THANK_YOU = "thank_you"
    TELL_THE_REFERRER = "tell_the_referrer"
    REPORT_BACK = "report_back"
    INTRODUCTION_REQUEST = "introduction_request"
    KEEP_IN_TOUCH = "keep_in_touch"

    @property
    def in_words(self) -> str:
        """The kind as it is called on the screen."""
        return _NAMES[self]

    @property
    def purpose(self) -> str:
        """What such a letter is for, in one sentence."""
        return _PURPOSES[self]

    def addressed_to(self, who: str) -> str:
        """Return what a letter to somebody is called: "Thank-you to Dana Ito"."""
        return _TITLES[self].format(who=who)

    @property
    def asks(self) -> bool:
        """Whether the letter asks for an interview: it is logged as a request."""
        return self in (LetterKind.REQUEST, LetterKind.NUDGE)


_NAMES = {
    LetterKind.REQUEST: "request",
    LetterKind.NUDGE: "nudge",
    LetterKind.CONFIRMATION: "confirmation",
    LetterKind.THANK_YOU: "thank-you",
    LetterKind.TELL_THE_REFERRER: "news for the referrer",
    LetterKind.REPORT_BACK: "report on advice",
    LetterKind.INTRODUCTION_REQUEST: "request for an introduction",
    LetterKind.KEEP_IN_TOUCH: "hello",
}

_TITLES = {
    LetterKind.REQUEST: "Request to {who}",
    LetterKind.NUDGE: "Nudge to {who}",
    LetterKind.CONFIRMATION: "Confirmation to {who}",
    LetterKind.THANK_YOU: "Thank-you to {who}",
    LetterKind.TELL_THE_REFERRER: "News for {who}",
    LetterKind.REPORT_BACK: "Report to {who}",
    LetterKind.INTRODUCTION_REQUEST: "Asking {who} for an introduction",
    LetterKind.KEEP_IN_TOUCH: "Hello to {who}",
}

_PURPOSES = {
    LetterKind.REQUEST: "Ask for an interview: under 100 words, the tie first, and how many minutes.",
    LetterKind.NUDGE: "Ask once more, replying to your request, and make it easy to say no.",
    LetterKind.CONFIRMATION: "Confirm an interview that is planned: when, how long, and how you'll talk.",
    LetterKind.THANK_YOU: "Thank them within a day, with one specific thing they said.",
    LetterKind.TELL_THE_REFERRER: "Tell the person who gave you a name how it turned out.",
    LetterKind.REPORT_BACK: "Tell them what you did with their advice.",
    LetterKind.INTRODUCTION_REQUEST: "Ask them to introduce you to someone, or follow up on their offer.",
    LetterKind.KEEP_IN_TOUCH: "Say hello, with some news or something useful for them.",
}

_SETTLES = {
    "confirm": LetterKind.CONFIRMATION,
    "thank_you": LetterKind.THANK_YOU,
    "nudge": LetterKind.NUDGE,
    "ask_later": LetterKind.REQUEST,
    "introduction": LetterKind.INTRODUCTION_REQUEST,
    "tell_the_referrer": LetterKind.TELL_THE_REFERRER,
    "report_back": LetterKind.REPORT_BACK,
    "keep_in_touch": LetterKind.KEEP_IN_TOUCH,
}


def kind_for(follow_up: str) -> LetterKind | None:
    """Return the kind of letter that a kind of follow-up asks for; None where it does not follow."""
    return _SETTLES.get(follow_up)


_LIKELY = {
    Stage.TO_ASK: LetterKind.REQUEST,
    Stage.ASKED: LetterKind.NUDGE,
    Stage.NO_REPLY: LetterKind.NUDGE,
    Stage.LATER: LetterKind.REQUEST,
    Stage.PLANNED: LetterKind.CONFIRMATION,
    Stage.MET: LetterKind.THANK_YOU,
    Stage.IN_TOUCH: LetterKind.KEEP_IN_TOUCH,
}


def likely_kind(stage: Stage, last_touch: datetime | None) -> LetterKind:
    """Return the kind of letter that is most likely to be written to a contact.

    Args:
        stage: how far things are with them.
        last_touch: when the latest touch with them was; without one, there is nothing to keep up.
    """
    return _LIKELY.get(stage, LetterKind.KEEP_IN_TOUCH if last_touch else LetterKind.REQUEST)
