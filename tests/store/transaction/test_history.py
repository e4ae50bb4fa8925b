# ruff: noqa: ARG005 - all verbs are called alike, whether or not they need the numbers
"""Every verb is one act: undo restores the journal row for row, redo does it again, a refusal leaves all."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.calendar_plan import CalendarPlan, EventAction, EventStep
from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, NamePermission
from iitui.domain.debriefs import DebriefAnswer, DebriefDraft, DebriefTakeaway, NamedPerson
from iitui.domain.errors import BadInputError, NotFoundError, UndoError
from iitui.domain.follow_ups import DueState, FollowUp, FollowUpId, Kind, ReminderDraft, RepeatUnit
from iitui.domain.identity.merging import MergeField
from iitui.domain.imports import ImportRecord
from iitui.domain.interview_results import Debrief
from iitui.domain.interviews import ChecklistItemDraft, InterviewDraft, Medium, Rating, Status
from iitui.domain.mail.messages import MailPlace
from iitui.domain.mail.plan import MailAnswer, MailPlan, MailThanks, MailTouch
from iitui.domain.occupations import OccupationDraft, Standing
from iitui.domain.questions import Agreement, Asked, QuestionDraft
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.domain.targets import TargetDraft
from iitui.domain.themes import PassageDraft
from iitui.domain.touches import Direction, Outcome, TouchDraft
from iitui.domain.transcripts import TranscriptDraft, TranscriptFormat
from iitui.store.everything.document import read_document
from iitui.store.journal import Store
from iitui.store.live.write import AnswerNote
from iitui.store.reader import JournalReader
from iitui.store.transaction import unit_of_work
from tests.builders import contact, interview, question_plan, question_set, request, target
from tests.clock import FIGURES, MORNING, MovableClock
from tests.journals import journal_of, new_journal
from tests.store.journal_contents import assert_agrees, record_rows
from tests.store.random_acts import writers

ZONE = "America/Detroit"
LATER = MORNING + timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the furnished journal holds."""

    dana: int
    lee: int
    held: int
    planned: int
    asked: int
    own: int
    spare: int
    item: int
    unanswered: int
    ticked: int
    reminder: int
    transcript: int
    passage: int
    theme: int
    advice: int
    begun: int
    made_up: int
    nursing: int
    boats: int
    request: int
    beaumont: int
    fernwood: int
    other: int
    news: int


@pytest.fixture
def journal(request: pytest.FixtureRequest, journal: Path, clock: MovableClock) -> Path:
    """Where this test's journal lies: the furnished one if it asks for that."""
    if "furnished" in request.fixturenames:
        content, _, written = furnished_journal()
        journal.write_bytes(content)
        clock.now = written
    return journal


@pytest.fixture
def furnished(journal: Path) -> Numbers:
    """The numbers of the furnished journal, which is there already."""
    return furnished_journal()[1]


@cache
def furnished_journal() -> tuple[bytes, Numbers, datetime]:
    """A journal in which every record has rows that hang on each other, and when it was written."""
    clock = MovableClock(MORNING)

    def write(path: Path) -> Numbers:
        path.write_bytes(new_journal())
        with closing(Store.open(path, clock, FIGURES)) as store:
            return furnish(store, clock)

    return *journal_of(write), clock.now


def furnish(store: Store, clock: MovableClock) -> Numbers:
    lee = contact(store, "Prof. Lee", organization="Fernwood College", tags=["teachers"])
    dana = contact(
        store,
        "Dana Ito",
        organization="Beaumont",
        channels=[Channel(ChannelKind.EMAIL, "dana@example.org"), Channel(ChannelKind.PHONE, "313 5550142")],
        tags=["nursing", "night"],
        referred_by="Prof. Lee",
        notes="Kind.",
        origin_keys=["linkedin:in/dana"],
    )
    request(store, dana.id, MORNING - timedelta(days=9))
    held = interview(store, dana.id, MORNING - timedelta(days=2), occupation="Nursing")
    planned = interview(store, dana.id, LATER, occupation="Nursing")
    own = store.questions.add(QuestionDraft(text="And the boat?"))
    spare = store.questions.add(QuestionDraft(text="Anything else?"))
    built_in = glance_question(store)
    plan = store.questions.pick(held.id, [own.id, built_in])
    item = next(one for one in plan if one.question.id == own.id)
    unanswered = next(one.id for one in plan if one is not item)
    store.questions.answer(item.id, "It floats.")
    store.questions.pick(planned.id, [built_in])
    advice = store.interviews.take_away(
        TakeawayDraft(interview_id=held.id, kind=TakeawayKind.ADVICE, text="Try it")
    )
    store.debriefs.write(held.id, DebriefDraft(debrief=Debrief(news="Much.")))
    noted = store.transcripts.attach(
        TranscriptDraft(interview_id=held.id, name="notes.txt", format=TranscriptFormat.TEXT, text="So much.")
    )
    floats = store.themes.tag(PassageDraft(item_id=item.id, start=3, text="floats", theme="Water"))
    ticked = store.reader.briefs.checklist(planned.id)[0]
    store.interviews.tick(ticked.id)
    begun = interview(store, lee.id, MORNING, occupation="Nursing")
    store.live.begin(begun.id)
    made_up = store.live.make_up(begun.id, QuestionDraft(text="On the spot?")).question.id
    store.live.end(begun.id)
    clock.forward(minutes=1)
    reminder = store.follow_ups.remind(
        ReminderDraft(
            text="Write", due_at=MORNING, zone=ZONE, contact_id=dana.id, every=2, unit=RepeatUnit.WEEKS
        )
    )
    store.follow_ups.snooze([FollowUpId(Kind.REMINDER, reminder)], MORNING + timedelta(hours=1))
    store.follow_ups.done([FollowUpId(Kind.CONFIRM, planned.id)])
    store.organizations.research("Beaumont", "Five wards.")
    store.occupations.keep(OccupationDraft(name="Boats", research="Wet."), Standing.RULED_OUT)
    target(store, "Beaumont")
    asked = request(store, lee.id, MORNING).id
    store.question_sets.take(question_set("Why here?", "And why now?", plans=[question_plan(1, 2)]))
    other = contact(store, "Dana Itoh").id
    store.contacts.set_apart([(dana.id, other)])
    news = make_news(store)
    boats, nursing = store.reader.occupations.all()
    beaumont, fernwood = store.reader.organizations.all()
    clock.forward(minutes=5)
    return Numbers(
        dana=dana.id, lee=lee.id, held=held.id, planned=planned.id, asked=built_in, own=own.id,
        spare=spare.id, item=item.id, unanswered=unanswered, ticked=ticked.id, reminder=reminder,
        transcript=noted.id, passage=floats.id, theme=floats.theme_id, advice=advice,
        begun=begun.id, made_up=made_up, nursing=nursing.id, boats=boats.id,
        request=asked, beaumont=beaumont.id, fernwood=fernwood.id, other=other, news=news,
    )  # fmt: skip


def make_news(store: Store) -> int:
    """A position that is over, and another one that a file says since."""
    for role in ("Nurse", "Chief Nurse", "Director"):
        store.news.take([news.id for news in store.reader.news.pending()])
        draft = ContactDraft(
            name="Dana Ito", organization="Beaumont", role=role, origin_keys=["linkedin:in/dana"]
        )
        store.imports.run([ImportRecord("1", draft, "LinkedIn")], "people.csv")
    return store.reader.news.pending()[0].id


def glance_question(store: Store) -> int:
    return store.reader.questions.bank()[0].question.id


def draft(n: Numbers, start: datetime = LATER, **fields) -> InterviewDraft:
    return InterviewDraft(contact_id=n.dana, start=start, zone=ZONE, occupation="Nursing", **fields)


IMPORT = [
    ImportRecord(
        "1", ContactDraft(name="Dana Ito", notes="More.", tags=("x",), origin_keys=("linkedin:in/dana",))
    ),
    ImportRecord(
        "2", ContactDraft(name="New One", organization="New Org", tags=("x",), referred_by="Dana Ito")
    ),
]


def calendar_plan(numbers: Numbers) -> CalendarPlan:
    """An interview that is new, one that was moved, and a reminder that was done."""
    draft = InterviewDraft(contact_id=numbers.dana, start=LATER + timedelta(days=9), zone=ZONE)
    moved = replace(draft, start=LATER + timedelta(days=2), place="Roof").checked()
    done = FollowUp(
        id=FollowUpId(Kind.REMINDER, numbers.reminder), contact_id=None, interview_id=None, who="",
        arises=MORNING, due=MORNING, allowed=timedelta(), state=DueState.TODAY, verdict=None, settled_at=None,
    )  # fmt: skip
    new = EventStep(file="", where="", action=EventAction.PLAN, who="", draft=draft.checked(), uid="a@b")
    return CalendarPlan(
        (
            new,
            replace(new, action=EventAction.CHANGE, draft=moved, interview_id=numbers.planned, uid="c"),
            replace(new, action=EventAction.SETTLE, draft=None, follow_up=done, uid="d"),
        )
    )


def mail_plan(n: Numbers) -> MailPlan:
    """A plan with everything that a mailbox can bring."""
    sent, received = (
        TouchDraft(contact_id=number, at=MORNING, subject="Twenty minutes", message_id=message_id)
        for number, message_id in ((n.dana, "sent"), (-1, "received"))
    )
    place = MailPlace("box", 1)
    return MailPlan(
        touches=(
            MailTouch(who="Dana Ito", draft=replace(sent, message_id="asked"), place=place, adopts=n.request),
            MailTouch(who="Dana Ito", draft=sent, place=place),
            MailTouch(who="New", draft=received, place=place),
        ),
        answers=(
            MailAnswer(
                request_id=n.request, contact_id=n.dana, who="Dana Ito", subject="Re:", message_id="r",
                asked_at=MORNING, answered_at=MORNING, outcome=Outcome.AGREED,
            ),
        ),
        thanks=(
            MailThanks(
                interview_id=n.held, contact_id=n.dana, who="Dana Ito", subject="Thank you",
                message_id="sent", ended_at=MORNING, at=MORNING,
            ),
        ),
        additions={-1: ContactDraft(name="New", organization="New Org")},
    )  # fmt: skip


def together(store: Store, n: Numbers) -> None:
    with store.together("All at once"):
        store.contacts.delete([n.lee])
        store.interviews.mark([n.planned], Status.HELD)
        contact(store, "Somebody", referred_by="Dana Ito")


ANOTHER_JOURNAL = {
    "format": "iitui journal",
    "version": 1,
    "occupations": [
        {
            "uid": "01a22124-8438-7065-b714-edd544616802",
            "name": "Kites",
            "research": "",
            "standing": "exploring",
        }
    ],
}

ACTS: dict[str, Callable[[Store, Numbers], object]] = {
    "contacts.add": lambda s, n: contact(s, "New", organization="New Org", tags=["a"], referred_by="Unknown"),
    "contacts.edit": lambda s, n: s.contacts.edit(
        n.dana,
        ContactDraft(name="Dana Itō", tags=["night", "sea"], channels=[Channel(ChannelKind.URL, "x.org")]),
    ),
    "contacts.archive": lambda s, n: s.contacts.archive([n.dana, n.lee]),
    "contacts.merge": lambda s, n: s.contacts.merge(n.dana, n.lee),
    "contacts.merge the other way": lambda s, n: s.contacts.merge(n.lee, n.dana, list(MergeField)),
    "contacts.set_apart": lambda s, n: s.contacts.set_apart([(n.lee, n.other), (n.lee, n.dana)]),
    "contacts.delete": lambda s, n: s.contacts.delete([n.dana]),
    "contacts.delete both": lambda s, n: s.contacts.delete([n.lee, n.dana]),
    "contacts.permit": lambda s, n: s.contacts.permit(n.dana, NamePermission.WILL_INTRODUCE),
    "touches.answer": lambda s, n: s.touches.answer(n.request, Outcome.DECLINED),
    "touches.log_answer": lambda s, n: s.touches.log_answer(
        n.request, TouchDraft(contact_id=n.lee, at=LATER, direction=Direction.IN, outcome=Outcome.AGREED)
    ),
    "touches.sent_on": lambda s, n: s.touches.sent_on(n.request, ContactDraft(name="Rosa Delgado")),
    "touches.edit": lambda s, n: s.touches.edit(
        n.request, TouchDraft(contact_id=n.lee, at=LATER, text="Hm.")
    ),
    "touches.delete": lambda s, n: s.touches.delete([n.request]),
    "touches.log that thanks": lambda s, n: s.touches.log(
        TouchDraft(contact_id=n.dana, at=MORNING), settles=[FollowUpId(Kind.THANK_YOU, n.held)]
    ),
    "touches.log": lambda s, n: s.touches.log(
        TouchDraft(
            contact_id=n.dana, at=MORNING, is_request=True, outcome=Outcome.TOO_BUSY, ask_again_at=LATER
        )
    ),
    "organizations.research": lambda s, n: s.organizations.research("Beaumont", "Eight wards."),
    "interviews.plan": lambda s, n: s.interviews.plan(draft(n, medium=Medium.PHONE)),
    "interviews.edit": lambda s, n: s.interviews.edit(
        n.planned, draft(n, LATER + timedelta(days=1), medium=Medium.VIDEO)
    ),
    "interviews.edit contact": lambda s, n: s.interviews.edit(
        n.held, InterviewDraft(contact_id=n.lee, start=LATER, zone="Asia/Tokyo", occupation="Other")
    ),
    "interviews.mark": lambda s, n: s.interviews.mark([n.held, n.planned], Status.CANCELLED),
    "interviews.delete": lambda s, n: s.interviews.delete([n.held, n.planned]),
    "interviews.impressions": lambda s, n: s.interviews.impressions(n.held, before="Hm.", after="Ah."),
    "interviews.take_away": lambda s, n: s.interviews.take_away(
        TakeawayDraft(interview_id=n.held, kind=TakeawayKind.PROMISE_MINE, text="Write", due_at=LATER)
    ),
    "interviews.tick": lambda s, n: s.interviews.tick(n.ticked + 1),
    "interviews.untick": lambda s, n: s.interviews.tick(n.ticked, ticked=False),
    "interviews.prepare": lambda s, n: s.interviews.prepare(
        n.planned, ChecklistItemDraft(text="Bring the poster", lead_days=3)
    ),
    "occupations.keep": lambda s, n: s.occupations.keep(
        OccupationDraft(name="NURSING", research="Much."), Standing.PURSUING
    ),
    "occupations.set_standing": lambda s, n: s.occupations.set_standing(
        n.nursing, Standing.RULED_OUT, "The nights."
    ),
    "occupations.rename": lambda s, n: s.occupations.rename(n.nursing, "Care"),
    "occupations.merge": lambda s, n: s.occupations.merge(n.nursing, n.boats),
    "occupations.delete": lambda s, n: s.occupations.delete([n.nursing]),
    "organizations.rename": lambda s, n: s.organizations.rename(n.beaumont, "Beaumont Hospital"),
    "organizations.merge": lambda s, n: s.organizations.merge(n.fernwood, n.beaumont),
    "organizations.delete": lambda s, n: s.organizations.delete([n.beaumont, n.fernwood]),
    "questions.add": lambda s, n: s.questions.add(QuestionDraft(text="Why?")),
    "questions.edit": lambda s, n: s.questions.edit(n.own, QuestionDraft(text="And the ship?", minutes=5)),
    "questions.delete": lambda s, n: s.questions.delete([n.own, n.spare, n.asked]),
    "questions.pick": lambda s, n: s.questions.pick(n.planned, [n.own, n.spare]),
    "questions.take_plan": lambda s, n: s.questions.take_plan(n.planned, "first-interview"),
    "questions.take_plan computed": lambda s, n: s.questions.take_plan(n.planned, "second-opinion"),
    "questions.drop": lambda s, n: s.questions.drop([n.item]),
    "questions.move": lambda s, n: s.questions.move(n.item, -1),
    "questions.answer": lambda s, n: s.questions.answer(
        n.item, "It sank.", state=Asked.ASKED, off_record=True
    ),
    "questions.judge": lambda s, n: s.questions.judge(n.item, Agreement.DIFFERS),
    "questions.offer": lambda s, n: s.questions.offer(n.made_up),
    "question_sets.take": lambda s, n: s.question_sets.take(
        question_set("Why here, of all places?", "And why now?", "Who else?", version="2",
                     plans=[question_plan(1, 3)], name="Second visits")
    ),
    "question_sets.keep_plan": lambda s, n: s.question_sets.keep_plan(n.held, "Boats"),
    "question_sets.remove_plan": lambda s, n: s.question_sets.remove_plan(question_plan().uid),
    "live.begin": lambda s, n: s.live.begin(n.begun),
    "live.begin_without_plan": lambda s, n: s.live.begin_without_plan(n.begun),
    "live.add_item": lambda s, n: s.live.add_item(n.planned, n.own),
    "live.end": lambda s, n: s.live.end(n.begun),
    "live.add_minutes": lambda s, n: s.live.add_minutes(n.begun, 5),
    "live.note": lambda s, n: s.live.note(n.item, AnswerNote(answer="It floated.", seconds=60)),
    "live.make_up": lambda s, n: s.live.make_up(n.begun, QuestionDraft(text="And now?")),
    "debriefs.write": lambda s, n: s.debriefs.write(
        n.begun,
        DebriefDraft(
            debrief=Debrief(liked="The sea."),
            after="Well.",
            after_rating=Rating.GOOD,
            takeaways=(
                DebriefTakeaway(
                    takeaway=TakeawayDraft(
                        interview_id=n.begun, kind=TakeawayKind.TO_TRY, text="A day on deck"
                    ),
                    offered_by="Kim",
                ),
            ),
            people=(NamedPerson(contact=ContactDraft(name="Kim", organization="Harbor")),),
        ),
    ),
    "debriefs.write again": lambda s, n: s.debriefs.write(
        n.held, DebriefDraft(debrief=Debrief(news="Less."))
    ),
    "debriefs.write over": lambda s, n: s.debriefs.write(
        n.held,
        DebriefDraft(
            debrief=Debrief(news="Much."),
            takeaways=(
                DebriefTakeaway(
                    takeaway=TakeawayDraft(interview_id=n.held, kind=TakeawayKind.RESOURCE, text="A map")
                ),
            ),
            removed=(n.advice,),
            people=(
                NamedPerson(
                    contact=ContactDraft(name="Prof. Lee", name_permission=NamePermission.YES)
                ),
            ),
            answers=(DebriefAnswer(item_id=n.unanswered),),
        ),
    ),
    "transcripts.take_passage": lambda s, n: s.transcripts.take_passage(n.item, "It sinks."),
    "transcripts.attach": lambda s, n: s.transcripts.attach(
        TranscriptDraft(interview_id=n.held, name="notes.txt", format=TranscriptFormat.MARKDOWN, text="# So")
    ),
    "transcripts.delete": lambda s, n: s.transcripts.delete(n.transcript),
    "takeaways.mark_tried": lambda s, n: s.takeaways.mark_tried(n.advice),
    "takeaways.mark_told": lambda s, n: s.takeaways.mark_told(n.advice),
    "targets.add": lambda s, n: s.targets.add(TargetDraft(organization="The Pier", motivation=5)),
    "targets.edit": lambda s, n: s.targets.edit(
        n.beaumont, TargetDraft(organization="Beaumont", tie="Alumni", posting=1)
    ),
    "targets.judge": lambda s, n: s.targets.judge([n.beaumont], motivation=1, posting=-1),
    "targets.remove": lambda s, n: s.targets.remove([n.beaumont]),
    "themes.tag": lambda s, n: s.themes.tag(PassageDraft(item_id=n.item, start=0, text="It", theme="Boats")),
    "themes.untag": lambda s, n: s.themes.untag([n.passage]),
    "themes.rename": lambda s, n: s.themes.rename(n.theme, "Sea"),
    "themes.delete": lambda s, n: s.themes.delete(n.theme),
    "follow_ups.done": lambda s, n: s.follow_ups.done(
        [FollowUpId(Kind.THANK_YOU, n.held), FollowUpId(Kind.REMINDER, n.reminder),
         FollowUpId(Kind.PREPARATION, n.ticked + 1)]
    ),
    "follow_ups.waive": lambda s, n: s.follow_ups.waive(
        [FollowUpId(Kind.REMINDER, n.reminder), FollowUpId(Kind.PREPARATION, n.ticked + 1)]
    ),
    "follow_ups.snooze": lambda s, n: s.follow_ups.snooze(
        [FollowUpId(Kind.THANK_YOU, n.held), FollowUpId(Kind.REMINDER, n.reminder)], LATER
    ),
    "follow_ups.remind": lambda s, n: s.follow_ups.remind(
        ReminderDraft(text="Call", due_at=LATER, zone=ZONE, interview_id=n.planned)
    ),
    "follow_ups.delete_reminders": lambda s, n: s.follow_ups.delete_reminders([n.reminder]),
    "imports.run": lambda s, n: s.imports.run(IMPORT, "people.csv"),
    "everything.bring": lambda s, n: s.everything.bring(read_document("a.json", ANOTHER_JOURNAL), "a.json"),
    "mail.take": lambda s, n: s.mail.take(mail_plan(n), "box"),
    "calendar.take": lambda s, n: s.calendar.take(calendar_plan(n), "calendar.ics"),
    "news.take": lambda s, n: s.news.take([n.news]),
    "news.dismiss": lambda s, n: s.news.dismiss([n.news]),
    "together": together,
}  # fmt: skip


@pytest.mark.parametrize("verb", ACTS)
def test_undo_restores_the_journal_row_for_row(
    store: Store, reader: JournalReader, journal: Path, furnished: Numbers, verb: str
):
    count = len(store.history.acts())
    before = record_rows(journal)
    assert all(before.values()), "every record has rows to lose"
    ACTS[verb](store, furnished)
    after = record_rows(journal)
    assert after != before
    acts = store.history.acts()
    assert len(acts) == count + 1, "one act, one step"
    assert acts[0].name
    assert acts == reader.acts.latest()
    assert store.history.undo().undone
    assert record_rows(journal) == before
    assert store.history.redo().name == acts[0].name
    assert record_rows(journal) == after
    store.history.undo()
    assert record_rows(journal) == before


APART = {"calendar.keep_files", "calendar.keep_place", "calendar.tell"}
"""The verbs that are no acts: what calendars were told is not taken back."""


def test_what_calendars_were_told_is_apart_from_all_acts(store: Store, journal: Path, furnished: Numbers):
    before, count = record_rows(journal), len(store.history.acts())
    told = store.calendar.tell(MORNING, MORNING, ZoneInfo(ZONE), lambda _: 0)
    store.calendar.keep_files("/folder", [], circumstances="")
    store.calendar.keep_place("/folder")
    assert record_rows(journal) == before
    assert len(store.history.acts()) == count
    store.history.undo()
    assert {item.uid for item in told} == set(store.reader.calendar.told())


def test_restoring_the_bank_is_an_act(store: Store, journal: Path, furnished: Numbers):
    store.questions.delete([furnished.asked])
    before = record_rows(journal)
    store.questions.restore()
    assert record_rows(journal) != before
    store.history.undo()
    assert record_rows(journal) == before


def test_every_public_verb_is_tried_here(store: Store):
    verbs = {
        f"{subject}.{name}"
        for subject in writers(store)
        for name in dir(getattr(store, subject))
        if not name.startswith("_")
    }
    assert verbs - {name.partition(" ")[0] for name in ACTS} == {"questions.restore", *APART}


def test_all_the_way_back_and_forth(store: Store, journal: Path, furnished: Numbers):
    states = [record_rows(journal)]
    for name in sorted(ACTS, key=lambda name: ("delete" in name or "s.merge" in name, "together" in name)):
        try:
            ACTS[name](store, furnished)
        except (NotFoundError, BadInputError):
            continue  # an earlier act took away what this one is about
        states.append(record_rows(journal))
        assert states[-1] != states[-2], f"{name} did something"
    assert len(states) > 25
    for state in reversed(states[:-1]):
        store.history.undo()
        assert record_rows(journal) == state
    for state in states[1:]:
        store.history.redo()
        assert record_rows(journal) == state
    with pytest.raises(UndoError, match="nothing to redo"):
        store.history.redo()


NOTHING: dict[str, Callable[[Store, Numbers], object]] = {
    "archive": lambda s, n: s.contacts.archive([n.dana], archived=False),
    "no contacts": lambda s, n: s.contacts.delete([]),
    "no interviews": lambda s, n: s.interviews.mark([], Status.HELD),
    "no interviews to delete": lambda s, n: s.interviews.delete([]),
    "no questions": lambda s, n: s.questions.delete([]),
    "no follow-ups": lambda s, n: s.follow_ups.done([]),
    "no reminders": lambda s, n: s.follow_ups.delete_reminders([]),
    "same permission": lambda s, n: s.contacts.permit(n.dana, NamePermission.NOT_ASKED),
    "same name": lambda s, n: s.occupations.rename(n.nursing, "Nursing"),
    "same organization": lambda s, n: s.organizations.rename(n.beaumont, "Beaumont"),
    "no targets": lambda s, n: s.targets.remove([]),
    "same figures": lambda s, n: s.targets.judge([n.beaumont]),
    "same standing": lambda s, n: s.occupations.set_standing(n.boats, Standing.RULED_OUT, ""),
    "no occupations": lambda s, n: s.occupations.delete([]),
    "no organizations": lambda s, n: s.organizations.delete([]),
    "in the plan already": lambda s, n: s.live.add_item(n.held, n.own),
    "same status": lambda s, n: s.interviews.mark([n.held], Status.HELD),
    "same interview": lambda s, n: s.interviews.edit(n.planned, draft(n, LATER + timedelta(microseconds=5))),
    "ticked": lambda s, n: s.interviews.tick(n.ticked),
    "picked": lambda s, n: s.questions.pick(n.held, [n.own]),
    "at the end": lambda s, n: s.questions.move(n.item, 99),
    "nothing to restore": lambda s, n: s.questions.restore(),
    "not the same already": lambda s, n: s.contacts.set_apart([(n.other, n.dana)]),
    "no news": lambda s, n: s.news.take([]),
    "no news to dismiss": lambda s, n: s.news.dismiss([]),
    "no records": lambda s, n: s.imports.run([], "x"),
    "made and unmade": lambda s, n: s.organizations.research("Nowhere", ""),
}  # fmt: skip


@pytest.mark.parametrize("verb", NOTHING)
def test_an_act_that_changes_nothing_leaves_no_step(
    store: Store, journal: Path, furnished: Numbers, verb: str
):
    store.questions.add(QuestionDraft(text="To be undone"))
    store.history.undo()
    before, acts = record_rows(journal), store.history.acts()
    if verb == "at the end":
        store.questions.move(furnished.item, 99)
        store.history.undo()
        store.history.redo()
        before, acts = record_rows(journal), store.history.acts()
    NOTHING[verb](store, furnished)
    assert record_rows(journal) == before
    assert store.history.acts() == acts, "nor does it drop what may be redone"


FAILING: dict[str, Callable[[Store, Numbers], object]] = {
    "contacts": lambda s, n: s.contacts.archive([n.dana, 99]),
    "merge": lambda s, n: s.contacts.merge(n.dana, 99),
    "news": lambda s, n: s.news.take([n.news, 99]),
    "interviews": lambda s, n: s.interviews.mark([n.held, 99], Status.MISSED),
    "plans": lambda s, n: s.questions.pick(n.planned, [n.spare, 9999]),
    "no such plan": lambda s, n: s.questions.take_plan(n.planned, "nonsense"),
    "drop": lambda s, n: s.questions.drop([n.item, 9999]),
    "follow-ups": lambda s, n: s.follow_ups.done(
        [FollowUpId(Kind.THANK_YOU, n.held), FollowUpId(Kind.THANK_YOU, 99)]
    ),
    "reminders": lambda s, n: s.follow_ups.delete_reminders([n.reminder, 99]),
    "remind": lambda s, n: s.follow_ups.remind(
        ReminderDraft(text="X", due_at=LATER, zone=ZONE, contact_id=99)
    ),
    "built in": lambda s, n: s.questions.edit(n.asked, QuestionDraft(text="Mine now")),
    "with a new occupation": lambda s, n: s.interviews.edit(
        99, InterviewDraft(contact_id=n.dana, start=LATER, zone=ZONE, occupation="Astronaut")
    ),
    "targets": lambda s, n: s.targets.judge([n.beaumont, n.fernwood], motivation=1),
    "target twice": lambda s, n: s.targets.add(TargetDraft(organization="BEAUMONT")),
    "target that is none": lambda s, n: s.targets.remove([n.beaumont, n.fernwood]),
    "new target": lambda s, n: s.targets.add(TargetDraft(organization="The Pier", motivation=9)),
    "item": lambda s, n: s.interviews.prepare(n.planned, ChecklistItemDraft(text=" ")),
    "lead days": lambda s, n: s.interviews.prepare(n.planned, ChecklistItemDraft(text="X", lead_days=-1)),
    "takeaway": lambda s, n: s.interviews.take_away(
        TakeawayDraft(interview_id=99, kind=TakeawayKind.ADVICE, text="X")
    ),
}


@pytest.mark.parametrize("verb", FAILING)
def test_a_verb_that_refuses_changes_nothing(store: Store, journal: Path, furnished: Numbers, verb: str):
    before, acts = record_rows(journal), store.history.acts()
    with pytest.raises((NotFoundError, BadInputError)):
        FAILING[verb](store, furnished)
    assert record_rows(journal) == before
    assert store.history.acts() == acts
    contact(store, "Afterwards")
    assert len(store.history.acts()) == len(acts) + 1, "the next act is recorded as ever"


def test_together_is_one_step_under_its_own_name(store: Store, reader: JournalReader):
    with store.together("A day's work"):
        person = contact(store, "Dana Ito")
        planned = interview(store, person.id, LATER)
        store.interviews.mark([planned.id], Status.HELD)
        assert store.reader.contacts.count() == 1, "within, one sees what was made so far"
        assert reader.contacts.count() == 0, "from outside, not yet"
    assert [act.name for act in store.history.acts()] == ["A day's work"]
    store.history.undo()
    assert reader.contacts.count() == 0


def test_what_is_raised_together_takes_all_back(store: Store, journal: Path):
    before = record_rows(journal)

    class OutOfInk(Exception):  # noqa: N818
        pass

    def half_of_it() -> None:
        with store.together("Half of it"):
            contact(store, "Dana Ito")
            raise OutOfInk

    with pytest.raises(OutOfInk):
        half_of_it()
    assert record_rows(journal) == before
    assert store.history.acts() == []
    contact(store, "Rosa")
    assert [act.name for act in store.history.acts()] == ["Added Rosa"]


def test_a_verb_that_fails_together_is_taken_back_alone(store: Store, reader: JournalReader, journal: Path):
    with store.together("Most of it"):
        dana = contact(store, "Dana Ito")
        interview(store, dana.id, LATER)
        with pytest.raises(NotFoundError):
            store.interviews.edit(
                99, InterviewDraft(contact_id=dana.id, start=LATER, zone=ZONE, occupation="Astronaut")
            )
        contact(store, "Kim")
        contact(store, "kim")
        with pytest.raises(Exception, match="2 contacts named Kim"):
            contact(store, "Rosa", organization="Nowhere", referred_by="Kim")
        contact(store, "Sam")
    assert reader.contacts.names() == ["Dana Ito", "Kim", "kim", "Sam"]
    assert reader.organizations.all() == []
    after = record_rows(journal)
    store.history.undo()
    assert reader.contacts.count() == 0
    store.history.redo()
    assert record_rows(journal) == after


def test_undo_cannot_be_part_of_an_act(store: Store, reader: JournalReader):
    contact(store, "Dana Ito")
    with store.together("Odd"):
        contact(store, "Rosa")
        with pytest.raises(RuntimeError, match="cannot run within an act"):
            store.history.undo()
    assert reader.contacts.count() == 2


def test_undo_after_a_restart(store: Store, journal: Path, clock: MovableClock, furnished: Numbers):
    before = record_rows(journal)
    store.contacts.delete([furnished.dana])
    store.close()
    again = Store.open(journal, clock)
    assert again.history.undo().name == "Deleted Dana Ito"
    assert record_rows(journal) == before
    again.close()


def test_a_new_act_drops_what_could_be_redone(store: Store):
    for name in ("One", "Two", "Three"):
        contact(store, name)
    store.history.undo()
    store.history.undo()
    assert [(act.name, act.undone) for act in store.history.acts()] == [
        ("Added Three", True), ("Added Two", True), ("Added One", False),
    ]  # fmt: skip
    contact(store, "Four")
    assert [act.name for act in store.history.acts()] == ["Added Four", "Added One"]
    with pytest.raises(UndoError, match="nothing to redo"):
        store.history.redo()
    assert store.reader.contacts.names() == ["Four", "One"]


def test_nothing_to_undo(store: Store):
    with pytest.raises(UndoError, match="nothing to undo"):
        store.history.undo()
    contact(store)
    store.history.forget()
    with pytest.raises(UndoError, match="nothing to undo"):
        store.history.undo()
    assert store.reader.contacts.count() == 1


def test_so_many_acts_are_kept_and_no_more(store: Store, journal: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unit_of_work, "KEPT_ACTS", 3)
    for number in range(6):
        contact(store, f"Contact {number}")
    assert [act.name for act in store.history.acts()] == [
        "Added Contact 5",
        "Added Contact 4",
        "Added Contact 3",
    ]
    for _ in range(3):
        store.history.undo()
    with pytest.raises(UndoError):
        store.history.undo()
    assert store.reader.contacts.count() == 3


def test_an_act_tells_when_it_was_done(store: Store, clock: MovableClock):
    clock.forward(hours=3)
    contact(store)
    assert store.history.acts()[0].at == MORNING + timedelta(hours=3)


def jot(store: Store, contact_id: int, role: str, name: str = "Noted the role") -> None:
    """Save a role as something does that saves while somebody types."""
    with store._unit_of_work.act(name, continues=("contact", contact_id)) as transaction:
        transaction.connection.execute("UPDATE contact SET role = ? WHERE id = ?", (role, contact_id))


def role_of(store: Store, contact_id: int) -> str:
    kept = store.reader.contacts.get(contact_id, MORNING)
    assert kept is not None
    return kept.role


def test_what_is_saved_while_somebody_types_is_one_undo_step(store: Store, journal: Path):
    dana = contact(store).id
    for role in ("N", "Nu", "Nurse"):
        jot(store, dana, role)
        assert_agrees(journal)
    assert store.history.acts()[0].name == "Noted the role"
    assert len(store.history.acts()) == 2
    store.history.undo()
    assert role_of(store, dana) == ""
    store.history.redo()
    assert role_of(store, dana) == "Nurse"
    assert_agrees(journal)


def test_typing_goes_on_in_an_act_of_its_own_after_another_act(store: Store, journal: Path):
    dana, rosa = contact(store).id, contact(store, "Rosa").id
    jot(store, dana, "N")
    jot(store, rosa, "D")
    jot(store, rosa, "Doctor", name="Noted otherwise")
    jot(store, dana, "Nurse")
    assert len(store.history.acts()) == 6, "another row, or another name, is another act"
    store.history.undo()
    jot(store, dana, "Nurse manager")
    assert role_of(store, dana) == "Nurse manager"
    store.history.undo()
    assert role_of(store, dana) == "N", "what was taken back is not continued"
    assert_agrees(journal)


def test_what_was_typed_and_deleted_again_is_no_act(store: Store, journal: Path):
    dana = contact(store).id
    jot(store, dana, "N")
    jot(store, dana, "")
    assert len(store.history.acts()) == 1
    assert_agrees(journal)
