"""What can be done with interviews, the same from the list and from the brief.

Call each from a worker, because it may ask the user.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from iitui.domain.contacts import ContactDraft
from iitui.domain.dates.calendar import say_countdown
from iitui.domain.debriefs import known_person
from iitui.domain.identity.lookup import say_contact
from iitui.domain.interviews import Interview, Status
from iitui.domain.questions import Asked, PlanItem
from iitui.domain.text import comma_join
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.session.edit_conflicts import EditedRecord
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store
    from iitui.ui.interviews.answer_form import AnswerDraft


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
        Status.HELD: "held. Press w to write down what was said.",
        Status.CANCELLED: "cancelled. Press e to pick a new time.",
        Status.MISSED: "missed. Press e to pick a new time.",
        Status.PLANNED: "planned again.",
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
        "To keep everything, cancel it instead (c). u undoes a delete."
    )
    if not await screen.app.push_screen_wait(Confirm("Delete", question)):
        return False
    numbers = [interview.id for interview in interviews]
    done_text = f"Deleted {name_interviews(interviews)}"
    return await screen.carry_out(lambda store: store.interviews.delete(numbers), done_text)


async def write_down(screen: JournalScreen, interview_id: int) -> Interview | None:
    """Ask what came out of an interview and save it in one act; a planned interview becomes held."""
    from iitui.domain.debrief_entries import DebriefEntries, draft_of, entries_of
    from iitui.ui.interviews.attaching import attach_transcript
    from iitui.ui.interviews.debrief_form import DebriefFacts, DebriefForm

    session = screen.session
    interview = session.reader.interviews.get(interview_id)
    if interview is None:
        return None
    if interview.status is Status.PLANNED and interview.start > session.now():
        words = say_countdown(interview.start, interview.end, session.now(), session.zone)
        screen.say(
            f"Nothing to write down yet: the interview with {interview.who} is {words}. If you already met,"
            " press h."
        )
        return None
    record = session.reader.debriefs.record(interview_id)
    if record is None:
        return None
    edited = EditedRecord(
        record,
        lambda: session.reader.debriefs.record(interview_id),
        lambda seen: entries_of(seen, session.zone),
    )
    reading = session.date_reading()

    def make_form(filled: DebriefEntries | None, errors: Mapping[str, str]) -> DebriefForm:
        attach = partial(attach_transcript, screen, interview_id)
        facts = DebriefFacts(edited.original, reading, _describe_person(screen), attach)
        return DebriefForm(facts, filled, errors)

    def verb(store: "Store", entries: DebriefEntries) -> Interview:
        seen = edited.original
        return store.debriefs.write(interview_id, draft_of(entries, seen, reading), seen=seen)

    return await screen.ask_and_act(
        make_form,
        verb,
        lambda written: f"Written down: the interview with {written.who}",
        about=f"interview:{interview_id}",
        merge_changes=edited.merge_changes,
    )


def _describe_person(screen: JournalScreen) -> Callable[[ContactDraft], str]:
    """Return what says of a person who was named whether they are known already."""
    contacts = screen.session.reader.contacts

    def describe(draft: ContactDraft) -> str:
        words = comma_join(draft.name, draft.role, draft.organization)
        known = contacts.by_number(known_person(draft, contacts.by_name(draft.name)) or 0)
        return f"New: {words}" if known is None else f"Already a contact: {say_contact(known)}"

    return describe


async def answer_question(screen: JournalScreen, item: PlanItem) -> bool | None:
    """Ask for the answer to a question and save it."""
    from iitui.ui.interviews.answer_form import AnswerForm

    def read() -> PlanItem | None:
        plan = screen.session.reader.questions.plan(item.interview_id)
        return next((one for one in plan if one.id == item.id), None)

    fresh = read() or item
    edited = EditedRecord(fresh, read, _answer_of)

    def verb(store: "Store", answer: "AnswerDraft") -> bool:
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


def _answer_of(item: PlanItem) -> "AnswerDraft":
    from iitui.ui.interviews.answer_form import AnswerDraft

    return AnswerDraft(text=item.answer, state=item.state, off_record=item.off_record)


async def toggle_asked(screen: JournalScreen, item: PlanItem) -> None:
    """Mark a question as asked, or take that back; its answer stays."""
    state = Asked.TO_ASK if item.state is Asked.ASKED else Asked.ASKED
    await screen.act(lambda store: store.questions.answer(item.id, None, state=state))


async def add_preparation(screen: JournalScreen, interview: Interview) -> int | None:
    """Ask for an item and add it to the checklist; return its number."""
    from iitui.ui.interviews.preparation_form import PreparationForm

    return await screen.ask_and_act(
        lambda filled, errors: PreparationForm(interview.who, filled, errors),
        lambda store, item: store.interviews.prepare(interview.id, item).id,
        about=f"interview:{interview.id}",
    )


async def edit_research(screen: JournalScreen, interview: Interview) -> None:
    """Ask what is known about the occupation of an interview and save it."""
    from iitui.ui.occupations.actions import research_occupation

    if interview.occupation_id is None:
        screen.say("This interview has no occupation yet. Press e to add one.")
        return
    await research_occupation(screen, interview.occupation_id)


def _interviews(screen: JournalScreen, ids: Sequence[int]) -> list[Interview]:
    records = (screen.session.reader.interviews.get(number) for number in ids)
    return [interview for interview in records if interview is not None]
