"""The closed sets of the journal; each value is the word that is stored, typed and shown."""

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


class ChannelKind(StrEnum):
    """A way to reach a contact; the words are those of vCard in lower case."""

    EMAIL = "email"
    PHONE = "phone"
    URL = "url"


class Standing(StrEnum):
    """Where the user stands with an occupation."""

    EXPLORING = "exploring"
    PURSUING = "pursuing"
    RULED_OUT = "ruled out"


class Medium(StrEnum):
    """How an interview takes place."""

    IN_PERSON = "in person"
    PHONE = "phone"
    VIDEO = "video"


class Status(StrEnum):
    """What became of an interview."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"


class Phase(StrEnum):
    """Where in a talk a question belongs."""

    OPEN = "open"
    CORE = "core"
    CLOSE = "close"


class Category(StrEnum):
    """What a question is about."""

    PATH = "path"
    DAY = "day and week"
    GETTING_IN = "getting in"
    SKILLS = "skills and temperament"
    REWARD = "reward and strain"
    ORGANIZATION = "organization and culture"
    FIELD = "field and outlook"
    LIFE = "pay, hours, life"
    ADVICE = "advice"
    RESOURCES = "resources and trial"
    REFERRAL = "close and referral"


class Origin(StrEnum):
    """Where a question comes from."""

    BUILT_IN = "built in"
    MINE = "mine"


class Asked(StrEnum):
    """The state of a question in the plan of an interview."""

    TO_ASK = "to ask"
    ASKED = "asked"
    SKIPPED = "skipped"


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


class Outcome(StrEnum):
    """What came of a request for an interview."""

    NO_REPLY = "no reply yet"
    AGREED = "agreed"
    TOO_BUSY = "too busy"
    DECLINED = "declined"
    SENT_ON = "sent me on"


class TakeawayKind(StrEnum):
    """What came out of a talk."""

    INSIGHT = "insight"
    ADVICE = "advice"
    PROMISE_THEIRS = "their promise"
    PROMISE_MINE = "my promise"
    RESOURCE = "resource"
    NAME = "name"


class Kind(StrEnum):
    """The kinds of follow-up, each by the name that scripts see."""

    THANK_YOU = "thank_you"
    DEBRIEF = "debrief"
    CONFIRM = "confirm"
    PREPARATION = "preparation"
    REMINDER = "reminder"


class Verdict(StrEnum):
    """What the user said of a follow-up."""

    DONE = "done"
    SNOOZED = "snoozed"
    WAIVED = "waived"


class DueState(StrEnum):
    """Where a follow-up stands against the clock; settled ones are history."""

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"
    SETTLED = "settled"


class RepeatUnit(StrEnum):
    """The step of a reminder that repeats."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


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
