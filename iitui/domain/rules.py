"""The words for what is owed, and where it stands; light, since a shell prompt says them without any record.

Kinds are given by their words, those of `iitui.domain.follow_ups.Kind`.
"""

from datetime import datetime

TO_DO = {
    "thank_you": "Thank {who}",
    "debrief": "Write down what {who} said",
    "confirm": "Confirm the interview with {who}",
    "preparation": "{detail}",
    "reminder": "{detail}",
}
"""One line that says what to do, by kind."""


def what_of(kind: str, who: str, detail: str) -> str:
    """Return one line that says what to do."""
    return TO_DO[kind].format(who=who or "them", detail=detail)


def standing_of(due: datetime, now: datetime, day_end: datetime) -> str:
    """Return where a follow-up that is open stands; `day_end` is the end of the user's local day."""
    if due <= now:
        return "overdue"
    return "today" if due <= day_end else "upcoming"
