"""Plans and changes interviews, in the same way from every screen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from iitui.domain.dates.calendar import say_when
from iitui.domain.identity.lookup import find_contact, say_apart, shorten_name, typeable_name
from iitui.domain.interviews import Interview, InterviewDraft, Status, say_start
from iitui.ui.interviews.interview_fields import ContactChoice, InterviewFormContext
from iitui.ui.interviews.interview_form import InterviewForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.session.edit_conflicts import EditedRecord
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store


NOBODY = "There's no one to plan an interview with yet. Press 2 and then a to add the first person."
"""What is said in place of the form where there are no contacts."""


async def plan_interview(
    screen: JournalScreen,
    contact_id: int | None,
    *,
    suggested_id: int | None = None,
    occupation: str = "",
    ready_plan: str = "",
) -> Interview | None:
    """Ask for an interview and plan it; one that is already over is entered as held.

    Args:
        screen: the screen that asks; call this from one of its workers.
        contact_id: with whom; None if the form must ask.
        suggested_id: whose name the form holds at first, if it asks.
        occupation: what it is about at first.
        ready_plan: the name of a ready-made plan to take for it in the same act; '' for none.

    Returns:
        The interview, or None when the form was left.
    """
    session = screen.session
    people = session.reader.contacts.count() if contact_id is None else 1
    if not people:
        screen.say(NOBODY)
        return None
    if contact_id is None and people == 1:
        contact_id = suggested_id  # there is nobody else
    contact = session.reader.contacts.get(contact_id, session.now()) if contact_id is not None else None
    contacts = ContactChoice(
        chosen=(contact.id, contact.name) if contact else None,
        find=lambda text: find_contact(text, session.reader.contacts),
        say=lambda contact: say_apart(contact, session.reader.contacts),
    )
    if contact is None and suggested_id is not None:
        contacts = _chosen(screen, contacts, suggested_id)

    def make_form(filled: InterviewDraft | None, errors: Mapping[str, str]) -> InterviewForm:
        known = contacts if filled is None or contact else _chosen(screen, contacts, filled.contact_id)
        context = replace(_form_context(screen), occupation=occupation)
        return InterviewForm("Plan an interview", context, known, filled, errors)

    def plan(store: "Store", draft: InterviewDraft) -> Interview:
        if not ready_plan or _end(draft) <= session.now():
            return _plan_or_enter(store, draft, session.now())
        with store.together("Planned an interview with its questions"):
            planned = store.interviews.plan(draft)
            store.questions.take_plan(planned.id, ready_plan, ask_minutes=session.settings.ask_minutes)
            return planned

    return await screen.ask_and_act(
        make_form,
        plan,
        partial(_say_planned, screen),
        confirm=partial(_agree_to_plan, screen),
        about=f"contact:{contact_id}" if contact_id is not None else "",
    )


async def edit_interview(screen: JournalScreen, interview_id: int) -> Interview | None:
    """Ask for changes to an interview and make them; one that moves to a later time is planned again.

    Returns:
        The interview, or None when the form was left or there is no such interview.
    """
    interview = screen.session.reader.interviews.get(interview_id)
    if interview is None:
        return None
    before = InterviewDraft.of(interview)
    edited = EditedRecord(
        interview, lambda: screen.session.reader.interviews.get(interview_id), InterviewDraft.of
    )
    contacts = ContactChoice(chosen=(interview.contact_id, interview.who))

    def make_form(filled: InterviewDraft | None, errors: Mapping[str, str]) -> InterviewForm:
        return InterviewForm(
            f"Change the interview with {interview.who}",
            _form_context(screen, except_id=interview.id),
            contacts,
            filled or before,
            errors,
            warn_past=False,
        )

    return await screen.ask_and_act(
        make_form,
        lambda store, draft: _change(store, edited.original, draft, screen.session.now()),
        partial(_say_planned, screen),
        confirm=lambda draft: _agree_to_change(screen, edited.original, draft),
        about=f"interview:{interview_id}",
        merge_changes=edited.merge_changes,
    )


def _form_context(screen: JournalScreen, except_id: int | None = None) -> InterviewFormContext:
    session = screen.session
    return InterviewFormContext(
        now=session.now(),
        zone=session.zone,
        settings=session.settings,
        through=lambda contact_id: _say_through(screen, contact_id),
        overlapping=lambda start, end: session.reader.interviews.overlapping(start, end, except_id),
    )


def _say_through(screen: JournalScreen, contact_id: int) -> str:
    contact = screen.session.reader.contacts.get(contact_id, screen.session.now())
    if contact is None or not contact.referred_by:
        return ""
    return f"through {shorten_name(contact.referred_by)}: {contact.name_permission.in_words}"


def _chosen(screen: JournalScreen, contacts: ContactChoice, contact_id: int) -> ContactChoice:
    """The same contacts to choose from, with the one that was chosen before."""
    directory = screen.session.reader.contacts
    contact = directory.by_number(contact_id)
    return replace(contacts, before=typeable_name(contact, directory) if contact else "")


async def _agree_to_plan(screen: JournalScreen, draft: InterviewDraft) -> bool:
    if _end(draft) <= screen.session.now():
        when = say_when(draft.start, screen.session.zone, screen.session.now())
        question = f"{when} is in the past.\n\nAdd it as a past interview?"
        return await screen.app.push_screen_wait(Confirm("A past interview", question))
    return await _agree_to_overlap(screen, draft, None)


async def _agree_to_change(screen: JournalScreen, interview: Interview, draft: InterviewDraft) -> bool:
    if draft.start == interview.start and draft.minutes == interview.minutes:
        return True
    if _end(draft) > screen.session.now():
        return await _agree_to_overlap(screen, draft, interview.id)
    if draft.start == interview.start or interview.end <= screen.session.now():
        return True
    when = say_when(draft.start, screen.session.zone, screen.session.now())
    question = f"{when} is in the past.\n\nMove the interview there?"
    return await screen.app.push_screen_wait(Confirm("A past interview", question))


async def _agree_to_overlap(screen: JournalScreen, draft: InterviewDraft, except_id: int | None) -> bool:
    session = screen.session
    others = session.reader.interviews.overlapping(draft.start, _end(draft), except_id)
    if not others:
        return True
    overlaps = "\n".join(
        f"• {other.who}, {say_when(other.start, session.zone, session.now())} to"
        f" {other.end.astimezone(session.zone):%H:%M}"
        for other in others[:5]
    )
    question = f"You already have an interview at that time:\n\n{overlaps}\n\nPlan this one anyway?"
    return await screen.app.push_screen_wait(Confirm("Two interviews at once", question))


def _end(draft: InterviewDraft) -> datetime:
    return draft.start + timedelta(minutes=draft.minutes)


def _plan_or_enter(store: "Store", draft: InterviewDraft, now: datetime) -> Interview:
    """Plan an interview; enter one that is over as held."""
    if _end(draft) > now:
        return store.interviews.plan(draft)
    with store.together("Added a past interview"):
        interview = store.interviews.plan(draft)
        store.interviews.mark([interview.id], Status.HELD)
        return store.reader.interviews.get(interview.id) or interview


def _change(store: "Store", interview: Interview, draft: InterviewDraft, now: datetime) -> Interview:
    """Change an interview; one that was called off, missed or held is planned again if it moves ahead."""
    moved_ahead = draft.start != interview.start and _end(draft) > now
    if interview.status is Status.PLANNED or not moved_ahead:
        return store.interviews.edit(interview.id, draft, seen=interview)
    with store.together(f"Planned the interview with {interview.who} again"):
        store.interviews.edit(interview.id, draft, seen=interview)
        store.interviews.mark([interview.id], Status.PLANNED)
        return store.reader.interviews.get(interview.id) or interview


def _say_planned(screen: JournalScreen, interview: Interview) -> str:
    when = say_start(interview, screen.session.zone, screen.session.now())
    return f"{'Planned' if interview.status is Status.PLANNED else 'Kept'}: {interview.who}, {when}"
