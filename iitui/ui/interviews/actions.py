"""What is done with talks, from the list and from the brief alike: what became of them, what was said.

Each must be called from a worker, since it may ask.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from iitui.domain.drafts import OccupationDraft, TakeawayDraft
from iitui.domain.enums.interviews import Status
from iitui.domain.enums.questions import Asked
from iitui.domain.errors import BadInputError
from iitui.domain.values.briefs import Occupation
from iitui.domain.values.interviews import Interview
from iitui.domain.values.questions import PlanItem
from iitui.ui.interviews.answer_form import Answer, AnswerForm
from iitui.ui.interviews.debrief_form import Debrief, DebriefForm
from iitui.ui.interviews.occupation_form import OccupationForm, Research
from iitui.ui.interviews.preparation_form import Preparation, PreparationForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.wording import countdown
from iitui.ui.session.edit_conflicts import Opened
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store


def name_talks(talks: Sequence[Interview]) -> str:
    """Talks in words: "the talk with Dana Ito", "3 talks"."""
    return f"the talk with {talks[0].who}" if len(talks) == 1 else f"{len(talks)} talks"


async def mark_talks(screen: JournalScreen, ids: Sequence[int], status: Status) -> bool:
    """Say what became of talks; said again, they are planned after all. Returns whether it was done."""
    talks = _talks(screen, ids)
    if not talks:
        return False
    if all(talk.status is status for talk in talks):
        status = Status.PLANNED
    ahead = [talk for talk in talks if talk.start > screen.desk.now()]
    if status in (Status.HELD, Status.MISSED) and ahead:
        verb = "has" if len(ahead) == 1 else "have"
        what = name_talks(ahead)
        question = (
            f"{what[0].upper()}{what[1:]} {verb} not begun yet.\n\nMark as {status.value} all the same?"
        )
        if not await screen.app.push_screen_wait(Confirm("Not begun yet", question)):
            return False
    numbers = [talk.id for talk in talks]
    said = f"{name_talks(talks).capitalize() if len(talks) > 1 else talks[0].who}: {_said(status)}"
    done = await screen.act(lambda store: _mark(store, numbers, status), said)
    return done is not None


def _said(status: Status) -> str:
    hints = {
        Status.HELD: "held. w writes down what was said.",
        Status.CANCELLED: "cancelled. e finds another time.",
        Status.MISSED: "missed. e finds another time.",
        Status.PLANNED: "planned after all.",
    }
    return hints[status]


def _mark(store: "Store", ids: Sequence[int], status: Status) -> bool:
    store.interviews.mark(ids, status)
    return True


async def delete_talks(screen: JournalScreen, ids: Sequence[int]) -> bool:
    """Delete talks once the user agrees. Returns whether it was done."""
    talks = _talks(screen, ids)
    if not talks:
        return False
    plans = [screen.desk.glance.questions.plan(talk.id) for talk in talks]
    answers = sum(bool(item.answer) for plan in plans for item in plan)
    its = "its" if len(talks) == 1 else "their"
    words = {0: "", 1: " and one answer"}.get(answers, f" and {answers} answers")
    question = (
        f"Delete {name_talks(talks)}, with {its} checklist, questions{words}?\n\n"
        "c cancels and keeps everything; u brings back what was deleted."
    )
    if not await screen.app.push_screen_wait(Confirm("Delete", question)):
        return False
    numbers = [talk.id for talk in talks]

    def verb(store: "Store") -> bool:
        store.interviews.delete(numbers)
        return True

    return await screen.act(verb, f"Deleted {name_talks(talks)}") is not None


async def write_down(screen: JournalScreen, interview_id: int) -> Interview | None:
    """Ask what came out of a talk and keep it, in one act; a talk that is written down was held."""
    desk = screen.desk
    talk = desk.glance.interviews.get(interview_id)
    if talk is None:
        return None
    if talk.status is Status.PLANNED and talk.start > desk.now():
        words = countdown(talk.start, talk.end, desk.now(), desk.zone)
        screen.say(f"Nothing to write down yet: the talk with {talk.who} is {words}. If it was earlier: h.")
        return None
    kept = [t for t in desk.glance.contacts.takeaways(talk.contact_id) if t.interview_id == talk.id]
    already = Counter(takeaway.kind for takeaway in kept)
    opened = Opened(talk, lambda: desk.glance.interviews.get(interview_id), _debrief_of)
    return await screen.ask_and_act(
        lambda filled, errors: DebriefForm(talk.who, filled or _debrief_of(talk), errors, already=already),
        lambda store, debrief: _keep(store, opened.seen, debrief),
        lambda kept: f"Written down: the talk with {kept.who}",
        about=f"interview:{interview_id}",
        catch_up=opened.catch_up,
    )


def _debrief_of(talk: Interview) -> Debrief:
    return Debrief(after=talk.after, takeaways={})


def _keep(store: "Store", talk: Interview, debrief: Debrief) -> Interview:
    with store.together(f"Wrote down the talk with {talk.who}"):
        store.interviews.impressions(talk.id, after=debrief.after, seen=talk)
        for kind, texts in debrief.takeaways.items():
            for text in texts:
                try:
                    store.interviews.take_away(TakeawayDraft(interview_id=talk.id, kind=kind, text=text))
                except BadInputError as error:
                    raise BadInputError({kind.name.lower(): str(error)}) from error
        kept = store.glance.interviews.get(talk.id) or talk
        if kept.status is Status.PLANNED:
            store.interviews.mark([talk.id], Status.HELD)
        return store.glance.interviews.get(talk.id) or talk


async def answer_question(screen: JournalScreen, item: PlanItem) -> bool | None:
    """Ask for the answer to a question and keep it."""

    def read() -> PlanItem | None:
        plan = screen.desk.glance.questions.plan(item.interview_id)
        return next((one for one in plan if one.id == item.id), None)

    fresh = read() or item
    opened = Opened(fresh, read, _answer_of)

    def verb(store: "Store", answer: Answer) -> bool:
        store.questions.answer(
            item.id, answer.text, state=answer.state, off_record=answer.off_record, seen=opened.seen
        )
        return True

    return await screen.ask_and_act(
        lambda filled, errors: AnswerForm(fresh, filled, errors),
        verb,
        about=f"answer:{item.id}",
        catch_up=opened.catch_up,
    )


def _answer_of(item: PlanItem) -> Answer:
    return Answer(text=item.answer, state=item.state, off_record=item.off_record)


async def toggle_asked(screen: JournalScreen, item: PlanItem) -> None:
    """Tick a question as asked, or take that back; its answer stays."""
    state = Asked.TO_ASK if item.state is Asked.ASKED else Asked.ASKED
    await screen.act(lambda store: store.questions.answer(item.id, None, state=state))


async def add_preparation(screen: JournalScreen, talk: Interview) -> int | None:
    """Ask for an item of one's own and put it on the checklist; returns its number."""
    return await screen.ask_and_act(
        lambda filled, errors: PreparationForm(talk.who, filled, errors),
        lambda store, item: _prepare(store, talk.id, item),
        about=f"interview:{talk.id}",
    )


def _prepare(store: "Store", interview_id: int, item: Preparation) -> int:
    return store.interviews.prepare(interview_id, item.text, item.lead_days).id


async def edit_research(screen: JournalScreen, talk: Interview) -> None:
    """Ask what is known of the occupation of a talk and keep it."""
    known = screen.desk.glance.briefs.occupation(talk.occupation_id) if talk.occupation_id else None
    if known is None:
        screen.say("The talk is about no occupation yet; e says which.")
        return
    number = known.id
    opened = Opened(known, lambda: screen.desk.glance.briefs.occupation(number), _research_of)
    before = _research_of(known)
    await screen.ask_and_act(
        lambda filled, errors: OccupationForm(filled or before, errors),
        lambda store, kept: store.interviews.keep_occupation(kept.draft, kept.standing, seen=opened.seen),
        about=f"occupation:{number}",
        catch_up=opened.catch_up,
    )


def _research_of(known: Occupation) -> Research:
    draft = OccupationDraft(name=known.name, research=known.research)
    return Research(draft=draft, standing=known.standing)


def _talks(screen: JournalScreen, ids: Sequence[int]) -> list[Interview]:
    found = (screen.desk.glance.interviews.get(number) for number in ids)
    return [talk for talk in found if talk is not None]
