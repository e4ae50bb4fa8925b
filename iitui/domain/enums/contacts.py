"""How contacts stand and how they are reached."""

from enum import StrEnum


class Level(StrEnum):
    """How far along in the occupation a person is; a question may fit one of them."""

    STARTING = "starting"
    EXPERIENCED = "experienced"
    SENIOR = "senior"
    LEADING = "leading"


class NamePermission(StrEnum):
    """Whether the referrer's name may be used with a contact."""

    NOT_ASKED = "not asked"
    YES = "yes"
    NO = "no"
    WILL_INTRODUCE = "will introduce me"

    @property
    def said(self) -> str:
        """What is said of the referrer's name."""
        return {
            NamePermission.NOT_ASKED: "not asked yet whether the name may be used",
            NamePermission.YES: "the name may be used",
            NamePermission.NO: "the name may not be used",
            NamePermission.WILL_INTRODUCE: "will introduce me",
        }[self]


class ChannelKind(StrEnum):
    """A way to reach a contact; the words are those of vCard in lower case."""

    EMAIL = "email"
    PHONE = "phone"
    URL = "url"


class Stage(StrEnum):
    """How far things are with a contact; computed from touches and interviews, never stored."""

    TO_ASK = "to ask"
    ASKED = "asked"
    NO_REPLY = "no reply"
    LATER = "later"
    DECLINED = "declined"
    PLANNED = "planned"
    MET = "met"
    IN_TOUCH = "in touch"
