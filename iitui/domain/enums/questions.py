"""Questions, in the bank and in a plan."""

from enum import StrEnum


class Phase(StrEnum):
    """Where in an interview a question belongs."""

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
