"""Live mode: the clock of an interview that goes on, and which of its questions comes next.

The clock counts on the wall: after sleep or a restart it shows what a watch would show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from iitui.domain.interviews import Interview
from iitui.domain.questions import SECONDS, Asked, Phase, PlanItem
from iitui.domain.text import several

CLOSING_MINUTES = 5
"""How many minutes before the end the closing questions come up."""

MORE_MINUTES = 5
"""How many minutes one may ask for when time is up."""

FORGOTTEN = timedelta(hours=2)
"""So long after the promised end without a change, an interview was probably never ended."""

CLOSING_SLUGS = ("whom-next", "introduce-or-mention", "come-back")
"""The closing questions of the bank, for a plan without any: whom next, may I use your name, may I return."""

NOTES = "Notes"
"""The question that holds what is noted without a plan."""

_MINUTE = timedelta(minutes=1)


class Pace(StrEnum):
    """How an interview stands to the minutes that were promised."""

    ON_TIME = "on time"
    CLOSING = "closing"
    UP = "time is up"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """What the clock of an interview shows.

    Attributes:
        elapsed: the time since it began, never negative.
        left: what is left of the promised minutes; negative when they are over.
        share: how much of the promised minutes has passed, from 0 to 1.
        closing_share: at which share the closing questions come up.
        closing_at: the same as digits of the clock: "15:00".
    """

    elapsed: timedelta
    left: timedelta
    share: float
    pace: Pace
    closing_share: float = 1.0
    closing_at: str = ""

    @property
    def digits(self) -> str:
        """The time elapsed, as digits: "12:34", "1:02:34"."""
        return say_duration(int(self.elapsed.total_seconds()))

    @property
    def words(self) -> str:
        """What is left in words: "7:26 left", "time is up", "3:10 over"."""
        seconds = int(self.left.total_seconds())
        match self.pace:
            case Pace.UP:
                return "time is up"
            case Pace.OVER:
                return f"{say_duration(-seconds)} over"
        return f"{say_duration(seconds)} left"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewClock:
    """The clock of an interview.

    Attributes:
        started_at: when it began, aware.
        minutes: the promised minutes, with those that were added.
        ended_at: when it ended, where the clock stands still; None while it goes on.
    """

    started_at: datetime
    minutes: int
    ended_at: datetime | None = None

    @property
    def _closing(self) -> timedelta:
        """How long before the end the closing questions come up: of a very short interview, in its middle."""
        return min(timedelta(minutes=CLOSING_MINUTES), timedelta(minutes=self.minutes) / 2)

    def read(self, now: datetime) -> ClockReading:
        """Return what it shows at an instant; a clock that was set back shows no negative time."""
        until = now if self.ended_at is None else self.ended_at
        elapsed = max(until.astimezone(UTC) - self.started_at.astimezone(UTC), timedelta())
        promised = timedelta(minutes=self.minutes)
        left = promised - elapsed
        if left > self._closing:
            pace = Pace.ON_TIME
        elif left > timedelta():
            pace = Pace.CLOSING
        else:
            pace = Pace.UP if left > -_MINUTE else Pace.OVER
        closing_at = promised - self._closing
        return ClockReading(
            elapsed=elapsed,
            left=left,
            share=min(elapsed / promised, 1.0),
            pace=pace,
            closing_share=closing_at / promised,
            closing_at=say_duration(int(closing_at.total_seconds())),
        )


def promised_minutes(interview: Interview, ask_minutes: int, block_minutes: int) -> int:
    """Return the minutes that were promised: those asked for, unless another length was agreed on.

    Args:
        interview: the interview; minutes that were added during it count.
        ask_minutes: how many minutes the user asks for.
        block_minutes: how many an interview then blocks the calendar.
    """
    agreed = min(ask_minutes, block_minutes) if interview.minutes == block_minutes else interview.minutes
    return agreed + interview.added_minutes


def say_duration(seconds: int) -> str:
    """Return a number of seconds as a clock shows it: "0:07", "12:34", "1:02:34"."""
    minutes, rest = divmod(max(seconds, 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def say_progress(plan: Sequence[PlanItem]) -> str:
    """Return how far a plan is: "4 of 8 asked, 1 skipped"."""
    asked = sum(item.state is Asked.ASKED for item in plan)
    skipped = sum(item.state is Asked.SKIPPED for item in plan)
    words = f"{asked} of {several(len(plan), 'question')} asked"
    return f"{words}, {skipped} skipped" if skipped else words


def next_to_ask(plan: Sequence[PlanItem], item_id: int) -> PlanItem | None:
    """Return the question still to ask that comes next, those before it last; None if all are done."""
    place = _place_of(plan, item_id)
    around = [*plan[place + 1 :], *plan[:place]]
    return next((item for item in around if item.state is Asked.TO_ASK), None)


def neighbor(plan: Sequence[PlanItem], item_id: int, by: int) -> PlanItem | None:
    """Return the question so many places further on, or None beyond the ends."""
    place = _place_of(plan, item_id) + by
    return plan[place] if 0 <= place < len(plan) else None


def closing_questions(plan: Sequence[PlanItem]) -> list[PlanItem]:
    """Return the closing questions of a plan."""
    return [item for item in plan if item.question.phase is Phase.CLOSE]


def first_in_front(plan: Sequence[PlanItem], last_noted: int | None = None) -> PlanItem | None:
    """Return the question to begin or go on with: the first still to ask, or the last one.

    Args:
        plan: the questions.
        last_noted: the ID of the one about which something was noted last; if it was being answered, and
            not skipped or merely marked as asked, one goes on with it.
    """
    last = next((item for item in plan if item.id == last_noted), None)
    if last is not None and (last.state is Asked.TO_ASK or (last.answer and last.state is Asked.ASKED)):
        return last
    return next((item for item in plan if item.state is Asked.TO_ASK), plan[-1] if plan else None)


def _place_of(plan: Sequence[PlanItem], item_id: int) -> int:
    return next((place for place, item in enumerate(plan) if item.id == item_id), -1)


def last_change(
    interview: Interview, plan: Sequence[PlanItem], changed_at: datetime | None, now: datetime
) -> datetime:
    """Return when something was last noted in an interview, as far as the journal tells.

    A question's seconds are saved with its answer, so that together they tell how far the interview had come;
    the history tells more, but only of the latest acts.

    Args:
        interview: an interview that has begun.
        plan: its questions.
        changed_at: the latest act about it in the history, if any.
        now: the present instant, which it never exceeds.
    """
    started_at = interview.started_at or interview.start
    shown = timedelta(seconds=sum(item.seconds for item in plan))
    return min(max(started_at + shown, changed_at or started_at), now)


def is_forgotten(clock: InterviewClock, changed_at: datetime, now: datetime) -> bool:
    """Return whether an interview that goes on was probably never ended."""
    end = clock.started_at + timedelta(minutes=clock.minutes)
    return now - max(end, changed_at) > FORGOTTEN


def capped_seconds(seconds: float) -> int:
    """Return how long a question was in front, in whole seconds, no longer than the journal can hold."""
    return max(0, min(int(seconds), SECONDS[-1]))


def combine_answers(mine: str, theirs: str) -> str:
    """Return one text that holds two answers to the same question, without saying twice what both say."""
    own, other = mine.strip(), theirs.strip()
    if not other or other in own:
        return mine
    if not own or own in other:
        return theirs
    return f"{mine.rstrip()}\n\n[Written elsewhere:]\n{other}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAnswer:
    """An answer to the same question in another interview.

    Attributes:
        start: when that interview began.
        is_same_person: whether the same contact gave it.
    """

    who: str
    role: str
    start: datetime
    text: str
    off_record: bool
    is_same_person: bool
