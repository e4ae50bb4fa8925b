"""What can be done with interviews, the same from the list and from the brief.

Call each from a worker, because it may ask the user.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from iitui.domain.dates.calendar import say_countdown
from iitui.domain.errors import BadInputError
from iitui.domain.interviews import Interview, Status
from iitui.domain.questions import Asked, PlanItem
from iitui.domain.takeaways import TakeawayDraft
from iitui.ui.interviews.answer_form import AnswerDraft, AnswerForm
from iitui.ui.interviews.debrief_form import DebriefAnswers, DebriefForm
from iitui.ui.interviews.preparation_form import PreparationForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.occupations.actions import research_occupation
from iitui.ui.session.edit_conflicts import EditedRecord
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store


def name_interviews(interviews: Sequence[Interview]) -> str:
    """Return interviews in words: "the interview with Dana Ito", "3 interviews"."""
    return (
        f"the interview with {interviews[0].who}" if len(interviews) == 1 else f"{len(interviews)} interviews"
    )


async def mark_interviews(screen: JournalScreen, ids: Sequence[int], status: Status) -> bool:
    """Set the status of interviews; setting it again makes them planned. Return whether it was done."""
    interviews = _interviews(screen, ids)
    if not interviews:
        return False
    if all(interview.status is status for interview in interviews):
        status = Status.PLANNED
    ahead = [interview for interview in interviews if interview.start > screen.session.now()]
    if status in (Status.HELD, Status.MISSED) and ahead:
        verb = "has" if len(ahead) == 1 else "have"
        what = name_interviews(ahead)
        question = f"{what[0].upper()}{what[1:]} {verb} not begun yet.\n\nMark as {status.value} anyway?"
        if not await screen.app.push_screen_wait(Confirm("Not begun yet", question)):
            return False
    numbers = [interview.id for interview in interviews]
    names = name_interviews(interviews).capitalize() if len(interviews) > 1 else interviews[0].who
    done_text = f"{names}: {_status_text(status)}"
    return await screen.carry_out(lambda store: store.interviews.mark(numbers, status), done_text)


def _status_text(status: Status) -> str:
    hints = {
        Status.HELD: "held. w writes down what was said.",
        Status.CANCELLED: "cancelled. e finds another time.",
        Status.MISSED: "missed. e finds another time.",
        Status.PLANNED: "planned after all.",
    }
    return hints[status]


async def delete_interviews(screen: JournalScreen, ids: Sequence[int]) -> bool:
    """Delete interviews if the user agrees. Return whether it was done."""
    interviews = _interviews(screen, ids)
    if not interviews:
        return False
    plans = [screen.session.reader.questions.plan(interview.id) for interview in interviews]
    answers = sum(bool(item.answer) for plan in plans for item in plan)
    its = "its" if len(interviews) == 1 else "their"
    words = {0: "", 1: " and one answer"}.get(answers, f" and {answers} answers")
    question = (
        f"Delete {name_interviews(interviews)}, with {its} checklist, questions{words}?\n\n"
        "c cancels and keeps everything; u brings back what was deleted."
    )
    if not await screen.app.push_screen_wait(Confirm("Delete", question)):
        return False
    numbers = [interview.id for interview in interviews]
    done_text = f"Deleted {name_interviews(interviews)}"
    return await screen.carry_out(lambda store: store.interviews.delete(numbers), done_text)


async def write_down(screen: JournalScreen, interview_id: int) -> Interview | None:
    """Ask what came out of an interview and save it in one act; a planned interview becomes held."""
    session = screen.session
    interview = session.reader.interviews.get(interview_id)
    if interview is None:
        return None
    if interview.status is Status.PLANNED and interview.start > session.now():
        words = say_countdown(interview.start, interview.end, session.now(), session.zone)
        screen.say(
            f"Nothing to write down yet: the interview with {interview.who} is {words}. If it was earlier: h."
        )
        return None
    kept = [
        t for t in session.reader.contacts.takeaways(interview.contact_id) if t.interview_id == interview.id
    ]
    already = Counter(takeaway.kind for takeaway in kept)
    edited = EditedRecord(interview, lambda: session.reader.interviews.get(interview_id), _debrief_of)
    return await screen.ask_and_act(
        lambda filled, errors: DebriefForm(
            interview.who, filled or _debrief_of(interview), errors, already=already
        ),
        lambda store, debrief: _keep(store, edited.original, debrief),
        lambda kept: f"Written down: the interview with {kept.who}",
        about=f"interview:{interview_id}",
        merge_changes=edited.merge_changes,
    )


def _debrief_of(interview: Interview) -> DebriefAnswers:
    return DebriefAnswers(after=interview.after, takeaways={})


def _keep(store: "Store", interview: Interview, debrief: DebriefAnswers) -> Interview:
    with store.together(f"Wrote down the interview with {interview.who}"):
        store.interviews.impressions(interview.id, after=debrief.after, seen=interview)
        for kind, texts in debrief.takeaways.items():
            for text in texts:
                try:
                    store.interviews.take_away(TakeawayDraft(interview_id=interview.id, kind=kind, text=text))
                except BadInputError as error:
                    raise BadInputError({kind.name.lower(): str(error)}) from error
        kept = store.reader.interviews.get(interview.id) or interview
        if kept.status is Status.PLANNED:
            store.interviews.mark([interview.id], Status.HELD)
        return store.reader.interviews.get(interview.id) or interview


async def answer_question(screen: JournalScreen, item: PlanItem) -> bool | None:
    """Ask for the answer to a question and save it."""

    def read() -> PlanItem | None:
        plan = screen.session.reader.questions.plan(item.interview_id)
        return next((one for one in plan if one.id == item.id), None)

    fresh = read() or item
    edited = EditedRecord(fresh, read, _answer_of)

    def verb(store: "Store", answer: AnswerDraft) -> bool:
        store.questions.answer(
            item.id, answer.text, state=answer.state, off_record=answer.off_record, seen=edited.original
        )
        return True

    return await screen.ask_and_act(
        lambda filled, errors: AnswerForm(fresh, filled, errors),
        verb,
        about=f"answer:{item.id}",
        merge_changes=edited.merge_changes,
    )


def _answer_of(item: PlanItem) -> AnswerDraft:
    return AnswerDraft(text=item.answer, state=item.state, off_record=item.off_record)


async def toggle_asked(screen: JournalScreen, item: PlanItem) -> None:
    """Mark a question as asked, or take that back; its answer stays."""
    state = Asked.TO_ASK if item.state is Asked.ASKED else Asked.ASKED
    await screen.act(lambda store: store.questions.answer(item.id, None, state=state))


async def add_preparation(screen: JournalScreen, interview: Interview) -> int | None:
    """Ask for an item and add it to the checklist; return its number."""
    return await screen.ask_and_act(
        lambda filled, errors: PreparationForm(interview.who, filled, errors),
        lambda store, item: store.interviews.prepare(interview.id, item).id,
        about=f"interview:{interview.id}",
    )


async def edit_research(screen: JournalScreen, interview: Interview) -> None:
    """Ask what is known about the occupation of an interview and save it."""
    if interview.occupation_id is None:
        screen.say("The interview is about no occupation yet; e says which.")
        return
    await research_occupation(screen, interview.occupation_id)


def _interviews(screen: JournalScreen, ids: Sequence[int]) -> list[Interview]:
    records = (screen.session.reader.interviews.get(number) for number in ids)
    return [interview for interview in records if interview is not None]
