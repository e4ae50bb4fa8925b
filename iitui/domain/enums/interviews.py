"""Interviews, and the occupations they are about."""

from enum import StrEnum


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
