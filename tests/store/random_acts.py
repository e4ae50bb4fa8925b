"""Random acts through every verb of the store: what a hand does that knows no plan.

What is done follows from the random numbers, the journal and the clock alone, so that it can be done again.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from iitui.domain.calendar_plan import CalendarPlan, EventAction, EventStep
from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, NamePermission
from iitui.domain.debriefs import (
    Debrief,
    DebriefAnswer,
    DebriefDraft,
    DebriefTakeaway,
    NamedPerson,
)
from iitui.domain.errors import (
    AmbiguousError,
    BadInputError,
    ChangedElsewhereError,
    NotFoundError,
    UndoError,
)
from iitui.domain.follow_ups import FollowUpId, ReminderDraft, RepeatUnit
from iitui.domain.history import Act
from iitui.domain.identity.keys import uid_key
from iitui.domain.identity.merging import MergeField
from iitui.domain.identity.uids import new_uid
from iitui.domain.imports import ImportRecord
from iitui.domain.interviews import (
    ChecklistItemDraft,
    InterviewDraft,
    InterviewGoingOnError,
    Medium,
    Rating,
    Status,
)
from iitui.domain.mail.matching import MailMatcher
from iitui.domain.mail.messages import MailAddress, MailMessage, MailPlace
from iitui.domain.mail.plan import MailFacts, MailPlan, MailStranger
from iitui.domain.occupations import OccupationDraft, Standing
from iitui.domain.questions import Agreement, Asked, Phase, QuestionDraft
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind, Trial
from iitui.domain.targets import TargetDraft
from iitui.domain.themes import PassageDraft
from iitui.domain.touches import Direction, Outcome, TouchDraft, TouchKind
from iitui.domain.transcripts import TranscriptDraft, TranscriptFormat
from iitui.store.everything.document import read_document
from iitui.store.journal import Store
from iitui.store.live.write import AnswerNote
from iitui.store.transaction.writer import Writer
from tests.builders import question_plan, question_set
from tests.clock import MovableClock

REFUSALS = (
    AmbiguousError,
    BadInputError,
    ChangedElsewhereError,
    InterviewGoingOnError,
    NotFoundError,
    UndoError,
)

FIRST = ("Dana", "Émile", "美咲", "Łukasz", "Olu", "Ann-Marie", "Zoë", "Per")
LAST = ("Ito", "Müller", "佐藤", "O'Brien", "Nkemelu", "de la Cruz", "Ng")
ORGANIZATIONS = ("", "Beaumont", "BEAUMONT", "Fernwood College", "Café Noir", "Werft & Söhne")
NAMES = ("Nursing", "nursing", "Boats", "CAFÉ NOIR", "Beaumont", "Harbor")
OCCUPATIONS = ("", "Nursing", "NURSING", "Boat building", "Actuary")
TAGS = ("nursing", "Nursing", "night", "café", "2026")
TEXTS = (
    "",
    "Kind.",
    "Two lines:\nand more",
    "Ünïcödé – “quoted”",
    "x " * 300 + ".",
    "'; DROP TABLE contact; --",
)
THEMES = ("Boats", "BOATS", "Nights", "Émile’s word")
ZONES = ("America/Detroit", "Asia/Tokyo", "Pacific/Kiritimati", "UTC")

T = TypeVar("T")


class Hand:
    """Does one random act after the other on one journal.

    Attributes:
        store: what the acts go through; a test may put something between.
    """

    def __init__(self, store: Store, path: Path, clock: MovableClock, rng: Random) -> None:
        self.store = store
        self.clock = clock
        self.rng = rng
        self._look = sqlite3.connect(path, isolation_level=None, timeout=20)

    def close(self) -> None:
        """Let go of the file."""
        self._look.close()

    def step(self) -> str:
        """Do one random thing and say which: "did", "undone" or "redone" with number and name of the act,
        or "nothing" for what was refused or changed nothing.
        """
        self.clock.forward(minutes=self.rng.choice((1, 1, 1, 30, 600)))
        what = self.rng.choices(("did", "undone", "redone"), (8, 2, 2))[0]
        before = self._latest()
        try:
            if what == "did":
                self.act(self.rng.choice(CHOICES))
            act = {"did": self._latest, "undone": self.store.history.undo, "redone": self.store.history.redo}[
                what
            ]()
        except REFUSALS:
            return "nothing 0"
        if act is None or (what == "did" and before is not None and act.id <= before.id):
            return "nothing 0"
        return f"{what} {act.id} {act.name}"

    def _latest(self) -> Act | None:
        return next(iter(self.store.history.acts(1)), None)

    def act(self, name: str) -> None:
        """Do one act by its name.

        Raises:
            One of REFUSALS: there is nothing to do it with.
        """
        ACTS[name](self)

    def ids(self, table: str) -> list[int]:
        """The numbers of all rows of a table."""
        return [row[0] for row in self._look.execute(f"SELECT id FROM {table} ORDER BY id")]

    def pick(self, table: str) -> int:
        """One row."""
        found = self.ids(table)
        if not found:
            raise NotFoundError(f"There is no {table}.")
        return self.rng.choice(found)

    def some(self, table: str, most: int = 3) -> list[int]:
        """A few rows, at least one."""
        return self.few([self.pick(table), *self.ids(table)], most)

    def few(self, things: Sequence[T], most: int = 3) -> list[T]:
        """A few different things of several."""
        count = min(len(things), self.rng.randint(1, most))
        return list(dict.fromkeys(self.rng.sample(list(things), count)))

    def among(self, things: Sequence[T]) -> T:
        """One of several."""
        return self.rng.choice(list(things))

    def name(self) -> str:
        return f"{self.among(FIRST)} {self.among(LAST)}"

    def person(self) -> ContactDraft:
        emails = (f"{self.rng.randint(1, 9)}@example.org" for _ in range(self.rng.randint(0, 2)))
        return ContactDraft(
            name=self.name(),
            organization=self.among(ORGANIZATIONS),
            role=self.among(("", "Nurse Manager", "Werftleiter")),
            channels=[Channel(ChannelKind.EMAIL, email) for email in emails],
            tags=self.few(TAGS) if self.rng.random() < 0.5 else [],
            notes=self.among(TEXTS),
            referred_by=self.name() if self.rng.random() < 0.3 else "",
            cadence_days=self.among((None, None, 0, 12)),
        )

    def interview(self) -> InterviewDraft:
        return InterviewDraft(
            contact_id=self.pick("contact"),
            start=self.clock.now + timedelta(hours=self.rng.randint(-48, 240)),
            zone=self.among(ZONES),
            minutes=self.among((20, 30, 45)),
            medium=self.among(list(Medium)),
            occupation=self.among(OCCUPATIONS),
            before=self.among(("", "Hm.")),
        )

    def of_interview(self, table: str, interview_id: int, which: str = "true") -> list[int]:
        """The numbers of the rows that belong to an interview."""
        rows = self._look.execute(
            f"SELECT id FROM {table} WHERE interview_id = ? AND {which} ORDER BY id", (interview_id,)
        )
        return [row[0] for row in rows]

    def begun(self) -> int:
        """An interview that goes on, or else any."""
        found = self._look.execute(
            "SELECT id FROM interview WHERE started_at IS NOT NULL AND ended_at IS NULL"
        ).fetchone()
        return found[0] if found else self.pick("interview")

    def request(self) -> int:
        """A request."""
        found = [row[0] for row in self._look.execute("SELECT id FROM touch WHERE is_request ORDER BY id")]
        return self.among(found) if found else self.pick("touch")

    def answered(self) -> tuple[int, str]:
        """A planned question with its answer."""
        found = self._look.execute(
            "SELECT id, answer FROM plan_item WHERE answer <> '' ORDER BY id"
        ).fetchall()
        if not found:
            raise NotFoundError("There is no answer.")
        number, answer = self.among(found)
        return int(number), str(answer)

    def owed(self) -> list[FollowUpId]:
        now = self.clock.now
        found = [follow_up.id for follow_up in self.store.reader.follow_ups.owed(now, now)]
        if not found:
            raise NotFoundError("Nothing is due.")
        return self.few(found)


def _touch(hand: Hand) -> TouchDraft:
    outcome = hand.among([None, *Outcome])
    at = hand.clock.now - timedelta(days=hand.rng.randint(0, 20))
    is_over = outcome not in (None, Outcome.NO_REPLY)
    return TouchDraft(
        contact_id=hand.pick("contact"),
        at=at,
        kind=hand.among(list(TouchKind)),
        direction=Direction.OUT if outcome is not None else hand.among(list(Direction)),
        text=hand.among(TEXTS),
        is_request=outcome is not None,
        outcome=outcome,
        ask_again_at=_later(hand) if outcome is Outcome.TOO_BUSY else None,
        answered_at=hand.among((None, at + timedelta(days=1))) if is_over else None,
        subject=hand.among(("", "Twenty minutes?")),
    )


def _later(hand: Hand) -> datetime | None:
    return hand.among((None, hand.clock.now + timedelta(days=hand.rng.randint(-2, 9))))


def _log(hand: Hand) -> None:
    settles = hand.owed() if hand.rng.random() < 0.3 else []
    hand.store.touches.log(_touch(hand), settles)


def _answer_request(hand: Hand) -> None:
    outcome = hand.among(list(Outcome))
    hand.store.touches.answer(
        hand.request(),
        outcome,
        answered_at=hand.among((None, hand.clock.now - timedelta(days=hand.rng.randint(0, 9)))),
        ask_again_at=_later(hand),
    )


def _log_answer(hand: Hand) -> None:
    settles = hand.owed() if hand.rng.random() < 0.3 else []
    hand.store.touches.log_answer(hand.request(), replace(_touch(hand), direction=Direction.IN), settles)


def _target(hand: Hand) -> TargetDraft:
    return TargetDraft(
        organization=hand.among(ORGANIZATIONS[1:]),
        source=hand.among(("", "a ranking")),
        tie=hand.among(("", "alumni")),
        motivation=hand.rng.randint(0, 5),
        posting=hand.rng.randint(0, 3),
    )


def _targets(hand: Hand) -> list[int]:
    found = [row[0] for row in hand._look.execute("SELECT organization_id FROM target ORDER BY 1")]
    return hand.few(found or [hand.pick("organization")], 2)


def _take_away(hand: Hand) -> None:
    hand.store.interviews.take_away(_takeaway(hand, hand.pick("interview"), hand.among(list(TakeawayKind))))


def _takeaway(hand: Hand, interview_id: int, kind: TakeawayKind) -> TakeawayDraft:
    return TakeawayDraft(
        interview_id=interview_id,
        kind=kind,
        text=hand.among(("So.", "Try it for a day.")),
        due_at=hand.among((None, hand.clock.now + timedelta(days=3))),
        trial=hand.among(list(Trial)) if kind is TakeawayKind.TO_TRY else None,
    )


def _remind(hand: Hand) -> None:
    about = hand.among(("contact", "interview", "nothing"))
    hand.store.follow_ups.remind(
        ReminderDraft(
            text="Write to them",
            due_at=hand.clock.now + timedelta(hours=hand.rng.randint(1, 72)),
            zone=hand.among(ZONES),
            contact_id=hand.pick("contact") if about == "contact" else None,
            interview_id=hand.pick("interview") if about == "interview" else None,
            every=hand.among((None, 1, 2)),
            unit=hand.among(list(RepeatUnit)),
            after_done=hand.rng.random() < 0.5,
        )
    )


def _import(hand: Hand) -> None:
    source = hand.among(("", "LinkedIn", "LinkedIn", "vCard"))
    people = [hand.person() for _ in range(hand.rng.randint(1, 9))]
    if source:
        people += [_known_person(hand) for _ in range(4)]
    records = [ImportRecord(f"row {row}", person, source) for row, person in enumerate(people)]
    hand.store.imports.run(records, "people.csv")


def _known_person(hand: Hand) -> ContactDraft:
    """Somebody of the journal, who may work elsewhere by now."""
    number = hand.among([*hand.ids("contact")[:6], hand.pick("contact")])
    name, uid = hand._look.execute("SELECT name, uid FROM contact WHERE id = ?", (number,)).fetchone()
    return ContactDraft(
        name=name,
        organization=hand.among(ORGANIZATIONS),
        role=hand.among(("", "Nurse Manager", "Chief Nurse")),
        origin_keys=[uid_key(uid)],
    )


def _news(hand: Hand) -> list[int]:
    found = [news.id for news in hand.store.reader.news.pending()]
    if not found:
        raise NotFoundError("There is no news.")
    return hand.few(found)


def _take_calendar(hand: Hand) -> None:
    """Take over a calendar in which something is new, moved, cancelled and done."""
    step = EventStep(file="", where="", action=EventAction.PLAN, who="")
    steps = [replace(step, draft=_event(hand, hand.pick("contact")), uid=new_uid(hand.clock.now))]
    for number in hand.few(hand.ids("interview")):
        known = hand.store.reader.interviews.get(number)
        if known is not None and hand.rng.random() < 0.5:
            moved = replace(InterviewDraft.of(known), start=_event(hand, known.contact_id).start).checked()
            steps.append(
                replace(step, action=EventAction.CHANGE, draft=moved, interview_id=number, uid=str(number))
            )
        elif known is not None:
            steps.append(replace(step, action=EventAction.CANCEL, interview_id=number, uid=str(number)))
    hand.store.calendar.take(CalendarPlan(tuple(steps)), "calendar.ics")


def _bring(hand: Hand) -> None:
    """Bring in what the journal holds already, as it was exported: there is nothing to add."""
    text = "".join(hand.store.reader.everything.parts(hand.clock.now, with_off_record=True))
    hand.store.everything.bring(read_document("journal.json", json.loads(text)), "journal.json")


def _event(hand: Hand, contact_id: int) -> InterviewDraft:
    start = hand.clock.now.replace(microsecond=0) + timedelta(hours=hand.rng.randint(-99, 999))
    return InterviewDraft(contact_id=contact_id, start=start, zone="Europe/London").checked()


def _take_mail(hand: Hand) -> None:
    facts = hand.store.reader.mail.facts(hand.clock.now)
    messages = [_message(hand, number) for number in range(hand.rng.randint(1, 8))]
    plan = _plan_mail(hand, facts, messages)
    if plan.strangers and hand.rng.random() < 0.3:
        plan = _plan_mail(hand, facts, messages, plan.strangers)
    outcome = hand.among(list(Outcome))
    answers = tuple(replace(answer, outcome=outcome) for answer in plan.answers)
    hand.store.mail.take(replace(plan, answers=answers), "box")


def _plan_mail(
    hand: Hand, facts: MailFacts, messages: Sequence[MailMessage], additions: Sequence[MailStranger] = ()
) -> MailPlan:
    matcher = MailMatcher(facts, ["me@example.org"], hand.clock.now, additions=additions)
    for message in messages:
        matcher.take(message)
    return matcher.plan()


def _message(hand: Hand, number: int) -> MailMessage:
    me, other = (
        MailAddress("me@example.org"),
        MailAddress(f"{hand.rng.randint(1, 9)}@example.org", hand.name()),
    )
    is_mine = hand.rng.random() < 0.5
    return MailMessage(
        place=MailPlace("box", number),
        message_id=f"{hand.rng.randint(1, 30)}@x",
        at=hand.clock.now - timedelta(hours=hand.rng.randint(0, 400)),
        senders=(me if is_mine else other,),
        to=(other if is_mine else me,),
        subject=hand.among(("", "Twenty minutes?", "日本語")),
        references=(f"{hand.rng.randint(1, 30)}@x",),
    )


def _together(hand: Hand) -> None:
    with hand.store.together("A day's work"):
        for name in hand.rng.choices(
            ["contacts.add", "touches.log", "interviews.plan", "contacts.edit"], k=3
        ):
            hand.act(name)


def _answer(hand: Hand) -> None:
    off_record = hand.among((None, True, False))
    hand.store.questions.answer(
        hand.pick("plan_item"), hand.among(TEXTS), state=hand.among(list(Asked)), off_record=off_record
    )


def _take_set(hand: Hand) -> None:
    texts = [f"And the sea, {hand.rng.randint(1, 3)}.{place}?" for place in range(hand.rng.randint(1, 4))]
    plans = [question_plan(1, len(texts))] if hand.rng.random() < 0.5 else []
    hand.store.question_sets.take(question_set(*texts, version=str(hand.rng.randint(1, 3)), plans=plans))


def _question(hand: Hand) -> QuestionDraft:
    return QuestionDraft(
        text=f"And the boat, {hand.rng.randint(1, 99)}?",
        phase=hand.among(list(Phase)),
        minutes=hand.rng.randint(1, 9),
    )


def _occupation(hand: Hand) -> OccupationDraft:
    return OccupationDraft(name=hand.among(OCCUPATIONS[1:]), research=hand.among(TEXTS))


def _note(hand: Hand) -> None:
    hand.store.live.note(
        hand.pick("plan_item"),
        AnswerNote(
            answer=hand.among((None, *TEXTS)),
            state=hand.among((None, *Asked)),
            off_record=hand.among((None, True, False)),
            seconds=hand.among((None, 30, 90)),
        ),
    )


def _debrief(hand: Hand) -> None:
    number = hand.pick("interview")
    person = replace(hand.person(), referred_by="", name_permission=hand.among(list(NamePermission)))
    taken = hand.among([None, *hand.ids("takeaway")])
    noted = hand.of_interview("takeaway", number)
    hand.store.debriefs.write(
        number,
        DebriefDraft(
            debrief=Debrief(news=hand.among(TEXTS), liked=hand.among(TEXTS)),
            after=hand.among(("", "Ah.")),
            after_rating=hand.among([None, *Rating]),
            takeaways=tuple(
                DebriefTakeaway(
                    takeaway=_takeaway(hand, number, kind),
                    id=hand.among([None, *noted]),
                    offered_by=hand.among(("", "", person.name, hand.name())),
                )
                for kind in hand.few(list(TakeawayKind), 2)
            ),
            removed=tuple(hand.few(noted, 2)) if noted and hand.rng.random() < 0.3 else (),
            people=(NamedPerson(contact=person, takeaway_id=taken),) if hand.rng.random() < 0.5 else (),
            answers=tuple(
                DebriefAnswer(item_id=item, text=hand.among(TEXTS))
                for item in hand.of_interview("plan_item", number, "answer = ''")
                if hand.rng.random() < 0.5
            ),
        ),
    )


def _tag(hand: Hand) -> None:
    number, answer = hand.answered()
    start = hand.rng.randrange(len(answer))
    text = answer[start : start + hand.rng.randint(1, 9)]
    hand.store.themes.tag(PassageDraft(item_id=number, start=start, text=text, theme=hand.among(THEMES)))


ACTS: dict[str, Callable[[Hand], object]] = {
    "contacts.add": lambda h: h.store.contacts.add(h.person()),
    "contacts.edit": lambda h: h.store.contacts.edit(h.pick("contact"), h.person()),
    "contacts.archive": lambda h: h.store.contacts.archive(h.some("contact"), archived=h.rng.random() < 0.6),
    "contacts.merge": lambda h: h.store.contacts.merge(
        h.pick("contact"), h.pick("contact"), h.among((None, h.few(list(MergeField))))
    ),
    "contacts.set_apart": lambda h: h.store.contacts.set_apart([(h.pick("contact"), h.pick("contact"))]),
    "contacts.delete": lambda h: h.store.contacts.delete(h.some("contact")),
    "contacts.permit": lambda h: h.store.contacts.permit(h.pick("contact"), h.among(list(NamePermission))),
    "touches.log": _log,
    "touches.edit": lambda h: h.store.touches.edit(h.pick("touch"), _touch(h)),
    "touches.answer": _answer_request,
    "touches.log_answer": _log_answer,
    "touches.sent_on": lambda h: h.store.touches.sent_on(
        h.request(), replace(h.person(), referred_by="", name_permission=h.among(list(NamePermission)))
    ),
    "touches.delete": lambda h: h.store.touches.delete(h.some("touch", 2)),
    "organizations.research": lambda h: h.store.organizations.research(
        h.among(ORGANIZATIONS[1:]), h.among(TEXTS)
    ),
    "targets.add": lambda h: h.store.targets.add(_target(h)),
    "targets.edit": lambda h: h.store.targets.edit(_targets(h)[0], _target(h)),
    "targets.judge": lambda h: h.store.targets.judge(
        _targets(h), motivation=h.rng.randint(-2, 2), posting=h.rng.randint(-1, 1)
    ),
    "targets.remove": lambda h: h.store.targets.remove(_targets(h)),
    "interviews.plan": lambda h: h.store.interviews.plan(h.interview()),
    "interviews.edit": lambda h: h.store.interviews.edit(h.pick("interview"), h.interview()),
    "interviews.mark": lambda h: h.store.interviews.mark(h.some("interview"), h.among(list(Status))),
    "interviews.delete": lambda h: h.store.interviews.delete(h.some("interview", 2)),
    "interviews.impressions": lambda h: h.store.interviews.impressions(
        h.pick("interview"), before=h.among((None, "Hm.", "")), after=h.among((None, "Ah.", ""))
    ),
    "interviews.take_away": _take_away,
    "interviews.tick": lambda h: h.store.interviews.tick(h.pick("preparation"), ticked=h.rng.random() < 0.7),
    "interviews.prepare": lambda h: h.store.interviews.prepare(
        h.pick("interview"), ChecklistItemDraft(text="Bring the poster", lead_days=h.rng.randint(0, 3))
    ),
    "occupations.keep": lambda h: h.store.occupations.keep(_occupation(h), h.among([None, *Standing])),
    "occupations.set_standing": lambda h: h.store.occupations.set_standing(
        h.pick("occupation"), h.among(list(Standing)), h.among(TEXTS)
    ),
    "occupations.rename": lambda h: h.store.occupations.rename(h.pick("occupation"), h.among(NAMES)),
    "occupations.merge": lambda h: h.store.occupations.merge(h.pick("occupation"), h.pick("occupation")),
    "occupations.delete": lambda h: h.store.occupations.delete(h.some("occupation", 2)),
    "organizations.rename": lambda h: h.store.organizations.rename(h.pick("organization"), h.among(NAMES)),
    "organizations.merge": lambda h: h.store.organizations.merge(
        h.pick("organization"), h.pick("organization")
    ),
    "organizations.delete": lambda h: h.store.organizations.delete(h.some("organization", 2)),
    "questions.add": lambda h: h.store.questions.add(_question(h)),
    "questions.edit": lambda h: h.store.questions.edit(h.ids("question")[-1], _question(h)),
    "questions.delete": lambda h: h.store.questions.delete(
        [*h.some("question", 2), h.ids("question")[-1]][:2]
    ),
    "questions.restore": lambda h: h.store.questions.restore(),
    "questions.pick": lambda h: h.store.questions.pick(h.pick("interview"), h.some("question", 5)),
    "questions.take_plan": lambda h: h.store.questions.take_plan(
        h.pick("interview"), h.among(("first-interview", "second-opinion"))
    ),
    "questions.drop": lambda h: h.store.questions.drop(h.some("plan_item")),
    "questions.move": lambda h: h.store.questions.move(h.pick("plan_item"), h.rng.randint(-3, 3)),
    "questions.answer": _answer,
    "questions.judge": lambda h: h.store.questions.judge(
        h.pick("plan_item"), h.rng.choice([None, *Agreement])
    ),
    "question_sets.take": _take_set,
    "question_sets.keep_plan": lambda h: h.store.question_sets.keep_plan(
        h.pick("interview"), h.among(THEMES)
    ),
    "question_sets.remove_plan": lambda h: h.store.question_sets.remove_plan(
        h.among([*(plan.slug for plan in h.store.reader.questions.ready_plans()), "none"])
    ),
    "questions.offer": lambda h: h.store.questions.offer(h.pick("question")),
    "live.begin": lambda h: h.store.live.begin(h.pick("interview")),
    "live.begin_without_plan": lambda h: h.store.live.begin_without_plan(h.pick("interview")),
    "live.add_item": lambda h: h.store.live.add_item(h.pick("interview"), h.pick("question")),
    "live.end": lambda h: h.store.live.end(h.begun()),
    "live.add_minutes": lambda h: h.store.live.add_minutes(h.pick("interview"), 5),
    "live.note": _note,
    "live.make_up": lambda h: h.store.live.make_up(
        h.pick("interview"), _question(h), after=h.among([None, *h.ids("plan_item")])
    ),
    "debriefs.write": _debrief,
    "transcripts.attach": lambda h: h.store.transcripts.attach(
        TranscriptDraft(
            interview_id=h.pick("interview"),
            name=h.among(("a.vtt", "b.txt")),
            format=TranscriptFormat.TEXT,
            text=h.among(TEXTS[1:]),
        )
    ),
    "transcripts.take_passage": lambda h: h.store.transcripts.take_passage(
        h.pick("plan_item"), h.among(TEXTS), replaces=h.rng.random() < 0.5
    ),
    "transcripts.delete": lambda h: h.store.transcripts.delete(h.pick("transcript")),
    "takeaways.mark_tried": lambda h: h.store.takeaways.mark_tried(
        h.pick("takeaway"), tried=h.rng.random() < 0.7
    ),
    "takeaways.mark_told": lambda h: h.store.takeaways.mark_told(
        h.pick("takeaway"), told=h.rng.random() < 0.7
    ),
    "themes.tag": _tag,
    "themes.untag": lambda h: h.store.themes.untag(h.some("passage", 2)),
    "themes.rename": lambda h: h.store.themes.rename(h.pick("theme"), h.among(THEMES)),
    "themes.delete": lambda h: h.store.themes.delete(h.pick("theme")),
    "follow_ups.done": lambda h: h.store.follow_ups.done(h.owed(), by=h.among([None, None, *h.ids("touch")])),
    "follow_ups.waive": lambda h: h.store.follow_ups.waive(h.owed(), h.among(("", "They moved away."))),
    "follow_ups.snooze": lambda h: h.store.follow_ups.snooze(h.owed(), h.clock.now + timedelta(days=2)),
    "follow_ups.remind": _remind,
    "follow_ups.delete_reminders": lambda h: h.store.follow_ups.delete_reminders(h.some("reminder", 2)),
    "imports.run": _import,
    "mail.take": _take_mail,
    "calendar.take": _take_calendar,
    "everything.bring": _bring,
    "news.take": lambda h: h.store.news.take(_news(h)),
    "news.dismiss": lambda h: h.store.news.dismiss(_news(h)[:1]),
    "together": _together,
}
"""By the verb that they go through; a guard in `test_model` sees to it that none is missing."""

_OFTEN = {
    "contacts.add": 4, "interviews.plan": 4, "touches.log": 5, "touches.answer": 2, "questions.pick": 2,
    "imports.run": 3, "news.take": 2, "mail.take": 2, "live.begin": 2, "live.end": 3, "live.note": 2,
    "themes.tag": 2,
}  # fmt: skip


def writers(store: Store) -> list[str]:
    """The names of all parts of a store that write: the subjects of its verbs."""
    names = (name for name in dir(store) if not name.startswith("_"))
    return [name for name in names if isinstance(getattr(store, name), Writer)]


CHOICES = [name for name in ACTS for _ in range(_OFTEN.get(name, 1))]
"""The names of acts, those oftener that others need something from."""
