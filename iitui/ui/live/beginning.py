"""Beginning an interview in live mode: what is asked first, and what if another one is still going on.

Each function must be called from a worker, since it may ask.
"""

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from iitui.domain.dates.calendar import say_ago, say_countdown, say_when
from iitui.domain.errors import IituiError
from iitui.domain.interviews import SOON, Interview, InterviewGoingOnError, Status
from iitui.domain.live import InterviewClock, is_forgotten, last_change, promised_minutes
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.live.dialogs import WaysChooser
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store

GO, END, LEAVE = "go", "end", "leave"


async def begin_interview(screen: JournalScreen, interview_id: int) -> Interview | None:
    """Let an interview begin, or go on, once whatever speaks against it is settled.

    Returns:
        The interview that goes on now, which may be another one that was still going on; None if none is to.
    """
    interview = screen.session.reader.interviews.get(interview_id)
    if interview is None:
        screen.say("This interview is no longer in the journal.")
        return None
    if interview.is_going_on:
        with suppress(IituiError):  # live mode says what cannot be saved
            await screen.session.store()  # so that leaving at once saves what was typed
        return await _go_on(screen, interview)
    if not await _agree_to_begin(screen, interview):
        return None
    while True:
        try:
            return await screen.session.act(partial(_begin, interview_id))
        except InterviewGoingOnError as error:
            other = error.interview
        except IituiError as error:
            screen.show_error(error)
            return None
        way = await _ask_which(screen, other, interview)
        if way != END or not await screen.carry_out(partial(_end, other.id, _changed(screen, other))):
            return other if way == GO else None


def _begin(interview_id: int, store: "Store") -> Interview:
    if store.reader.questions.plan(interview_id):
        return store.live.begin(interview_id)
    return store.live.begin_without_plan(interview_id)


def _end(interview_id: int, at: datetime, store: "Store") -> Interview:
    return store.live.end(interview_id, at)


async def _go_on(screen: JournalScreen, interview: Interview) -> Interview | None:
    """Go on with an interview; one that was probably never ended can be ended at its last change."""
    changed, now = _changed(screen, interview), screen.session.now()
    if not is_forgotten(_clock(screen, interview), changed, now):
        return interview
    when = say_when(changed, screen.session.zone, now)
    about = (
        f"The interview with {interview.who} was never ended. You last noted something {when},"
        f" {say_ago(changed, now)}."
    )
    ways = [(END, f"End it as of {when}"), (GO, "Resume it"), (LEAVE, "Leave it for now")]
    answer = await screen.app.push_screen_wait(WaysChooser("Still in progress", about, ways))
    if answer == END:
        await screen.carry_out(
            partial(_end, interview.id, changed), f"Ended as of {when}; press w for the debrief."
        )
        return None
    return interview if answer == GO else None


async def _agree_to_begin(screen: JournalScreen, interview: Interview) -> bool:
    """Ask where an interview would begin at another time than was planned, or once more."""
    question = _doubt(screen, interview)
    return not question or await screen.app.push_screen_wait(Confirm("Start the interview", question))


def _doubt(screen: JournalScreen, interview: Interview) -> str:
    """Return what speaks against beginning an interview now, as a question; '' for nothing."""
    session, now = screen.session, screen.session.now()
    who, when = interview.who, say_when(interview.start, session.zone, now)
    if interview.ended_at is not None:
        ended = say_when(interview.ended_at, session.zone, now)
        return f"The interview with {who} ended {ended}.\n\nResume it? The clock counts from when it started."
    if interview.status in (Status.CANCELLED, Status.MISSED):
        return f"The interview with {who} was {_STATUS[interview.status]}.\n\nStart it anyway?"
    if interview.status is Status.HELD:
        return f"The interview with {who} is marked as held.\n\nStart it anyway?"
    if interview.start - now > SOON:
        countdown = say_countdown(interview.start, interview.end, now, session.zone)
        return f"The interview with {who} is planned for {when} ({countdown}).\n\nStart it now?"
    if now >= interview.end:
        ago = say_ago(interview.start, now)
        return f"The interview with {who} was planned for {when} ({ago}).\n\nStart it now?"
    return ""


_STATUS = {Status.CANCELLED: "cancelled", Status.MISSED: "missed"}


async def _ask_which(screen: JournalScreen, other: Interview, wanted: Interview) -> str:
    """Ask what to do about another interview that is still going on."""
    changed, now = _changed(screen, other), screen.session.now()
    when = say_when(changed, screen.session.zone, now)
    about = (
        f"The interview with {other.who} is still in progress; you last noted something"
        f" {say_ago(changed, now)}. Only one can be in progress at a time."
    )
    ways = [
        (GO, f"Go to the interview with {other.who}"),
        (END, f"End it as of {when}, and start the one with {wanted.who}"),
        (LEAVE, "Leave everything as it is"),
    ]
    answer = await screen.app.push_screen_wait(WaysChooser("Two interviews at once", about, ways))
    return str(answer or LEAVE)


def _changed(screen: JournalScreen, interview: Interview) -> datetime:
    """Return when something was last noted in an interview; never before it began."""
    reader = screen.session.reader
    plan, changed_at = reader.questions.plan(interview.id), reader.live.changed_at(interview.id)
    changed = last_change(interview, plan, changed_at, screen.session.now())
    started = interview.started_at or changed
    return max(changed, started)


def _clock(screen: JournalScreen, interview: Interview) -> InterviewClock:
    settings = screen.session.settings
    return InterviewClock(
        started_at=interview.started_at or interview.start,
        minutes=promised_minutes(interview, settings.ask_minutes, settings.block_minutes),
    )
