"""Where live mode keeps what is noted: in the journal as it is typed, or, in a rehearsal, nowhere.

What is typed waits here until it is saved. Only one save runs at a time, and each takes all that waits at
that moment, so that an older text never follows a newer one, on whichever thread they are written.
"""

import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from iitui.domain.autosave import UnsavedText
from iitui.domain.errors import ChangedElsewhereError, IituiError, JournalError, NotFoundError
from iitui.domain.interviews import Interview
from iitui.domain.live import combine_answers
from iitui.domain.questions import Asked, Origin, PlanItem, Question, QuestionDraft
from iitui.ui.session.journal_session import JournalSession

if TYPE_CHECKING:
    from iitui.store.journal import Store

_FORM = "AnswerForm"
"""The form that offers a text again which could not be saved: that of the answer, in the brief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is noted of a question and not saved yet; None leaves a value as it is."""

    answer: str | None = None
    state: Asked | None = None
    off_record: bool | None = None
    seconds: int | None = None

    @property
    def is_urgent(self) -> bool:
        """Whether it is more than the time that the question was in front."""
        return not (self.answer is None and self.state is None and self.off_record is None)

    def over(self, item: PlanItem) -> PlanItem:
        """Return a planned question with this laid over it."""
        return replace(
            item,
            answer=item.answer if self.answer is None else self.answer,
            state=self.state or item.state,
            off_record=item.off_record if self.off_record is None else self.off_record,
            seconds=item.seconds if self.seconds is None else self.seconds,
        )

    def after(self, earlier: "Note | None") -> "Note":
        """Return this together with what was noted earlier."""
        if earlier is None:
            return self
        return Note(
            answer=earlier.answer if self.answer is None else self.answer,
            state=self.state or earlier.state,
            off_record=earlier.off_record if self.off_record is None else self.off_record,
            seconds=earlier.seconds if self.seconds is None else self.seconds,
        )


class LiveRecord(Protocol):
    """What live mode shows and notes.

    Attributes:
        interview: the interview as it is known; its `started_at` tells since when the clock counts.
        trouble: why something could not be saved, in words; '' when all is saved.
        renewed: the IDs of questions whose answer was changed elsewhere, while nobody typed here.
        theirs: the ID of a question -> the answer that came from elsewhere while somebody typed here; in the
            journal it stands below what was typed.
        is_rehearsal: whether nothing is recorded.
    """

    interview: Interview
    trouble: str
    renewed: set[int]
    theirs: dict[int, str]
    is_rehearsal: bool

    def plan(self) -> list[PlanItem]:
        """Return the questions in order, with what is not saved yet."""

    def reload(self) -> bool:
        """Read what others may have changed; return whether the interview is still there."""

    def put(self, item_id: int, note: Note) -> None:
        """Note something; it is saved with the next save."""

    def is_saved(self, item_id: int) -> bool:
        """Return whether all that was typed about a question is saved."""

    async def save(self, *, with_times: bool = False) -> None:
        """Save what waits; the mere time that questions were in front only if that is asked for."""

    def save_now(self) -> None:
        """Save what waits on this thread, for there may be no later: the program is being left."""

    def take_aside(self, item: PlanItem) -> str:
        """Return what was typed into an answer earlier, kept aside and never saved; '' for nothing."""


class JournalRecord:
    """The record of an interview in the journal; see `LiveRecord`."""

    is_rehearsal = False

    def __init__(self, session: JournalSession, interview: Interview) -> None:
        self.interview = interview
        self.trouble = ""
        self.renewed: set[int] = set()
        self.theirs: dict[int, str] = {}
        self._session = session
        self._aside: set[int] = set()
        self._turn = threading.Lock()
        self._writes = 0
        self._pending: dict[int, Note] = {}
        self._saved: dict[int, PlanItem] = {}
        self._items: list[int] = []
        self.reload()

    def plan(self) -> list[PlanItem]:
        """Return the questions in order, with what is not saved yet."""
        pending = dict(self._pending)
        items = (self._saved[number] for number in self._items if number in self._saved)
        return [pending[item.id].over(item) if item.id in pending else item for item in items]

    def reload(self) -> bool:
        """Read what others may have changed; what a save has only just written is left to that save."""
        before = self._writes
        interview = self._session.reader.interviews.get(self.interview.id)
        items = self._session.reader.questions.plan(self.interview.id)
        if not self._turn.acquire(blocking=False):
            return True
        try:
            if self._writes == before:  # or else what was read may be older than what was written
                self._take_over(interview, items)
        finally:
            self._turn.release()
        return interview is not None

    def _take_over(self, interview: Interview | None, items: list[PlanItem]) -> None:
        """Take over what was read, and remember which answers were changed elsewhere."""
        if interview is None:  # deleted: what is typed on is kept aside
            return
        self.interview = interview
        for item in items:
            known = self._saved.get(item.id)
            if item.id in self._pending and known is not None:
                continue
            if known is not None and known.answer != item.answer:
                self.renewed.add(item.id)
            self._saved[item.id] = item
        self._items = [item.id for item in items]

    def put(self, item_id: int, note: Note) -> None:
        """Note something; it is saved with the next save."""
        self._pending[item_id] = note.after(self._pending.get(item_id))

    def is_saved(self, item_id: int) -> bool:
        """Return whether all that was typed about a question is saved."""
        note = self._pending.get(item_id)
        return note is None or not note.is_urgent

    async def save(self, *, with_times: bool = False) -> None:
        """Save what waits, on the store's thread."""
        if any(note.is_urgent or with_times for note in list(self._pending.values())):
            try:
                await self._session.act(lambda store: self._write(store, with_times=with_times))
            except IituiError as error:
                self._keep_aside(str(error), is_gone=isinstance(error, NotFoundError))
            else:
                self._drop_aside()

    def save_now(self) -> None:
        """Save what waits on this thread; as that may be cut off, it is first kept aside."""
        if not any(note.is_urgent for note in self._pending.values()):
            return
        self._keep_aside("", is_gone=False)
        store = self._session.opened_store
        if store is not None:
            with suppress(IituiError):
                self._write(store, with_times=True)
                self._drop_aside()

    def _write(self, store: "Store", *, with_times: bool) -> None:
        """Write what waits, one question after the other; on any thread, one at a time."""
        with self._turn:
            try:
                for number in list(self._pending):
                    note = self._pending[number]
                    if note.is_urgent or with_times:
                        self._saved[number] = self._write_one(store, number, note)
                        if self._pending[number] == note:
                            del self._pending[number]
            finally:
                self._writes += 1

    def _write_one(self, store: "Store", number: int, note: Note) -> PlanItem:
        """Write what waits of one question; an answer from elsewhere is kept beside it."""
        seen = self._saved[number]
        try:
            return _note(store, number, note, seen)
        except ChangedElsewhereError:
            theirs = _read_item(store, self.interview.id, number)
            if theirs is None:
                raise
            self.theirs[number] = theirs.answer
            newer = self._pending[number]
            if newer != note:  # typed meanwhile
                self._pending[number] = _combined(newer, theirs)
            return _note(store, number, _combined(note, theirs), theirs)

    def _keep_aside(self, why: str, *, is_gone: bool) -> None:
        """Keep what is not saved where the form of the answer finds it, and remember why.

        What is gone from the journal waits no longer, unless it can't be kept aside either.
        """
        not_kept = ""
        for number, note in list(self._pending.items()):
            if note.answer is not None:
                try:
                    self._session.unsaved.keep(self._unsaved(number, note.answer))
                except JournalError as error:
                    not_kept = str(error)
                    continue
                self._aside.add(number)
            if is_gone:
                del self._pending[number]
        outcome = (
            f"It couldn't be kept aside either: {not_kept}" if not_kept else "What you typed is kept safe."
        )
        self.trouble = f"Not saved: {why} {outcome}" if why else ""

    def _unsaved(self, number: int, answer: str) -> UnsavedText:
        item = self._saved[number]
        return UnsavedText(
            form=_FORM,
            about=f"answer:{number}",
            title=f"Answer to “{item.question.text}”",
            again="enter on that question in the interview's brief",
            at=self._session.now(),
            texts={"answer": answer},
            before={"answer": item.answer},
        )

    def take_aside(self, item: PlanItem) -> str:
        """Return what was typed into an answer earlier, kept aside and never saved; '' for nothing."""
        kept = self._session.unsaved.take(_FORM, f"answer:{item.id}")
        text = "" if kept is None else kept.texts.get("answer", "")
        if kept is not None:
            self._aside.add(item.id)
        return "" if text.strip() in item.answer else text

    def _drop_aside(self) -> None:
        for number in self._aside:
            self._session.unsaved.drop(_FORM, f"answer:{number}")
        self._aside.clear()
        self.trouble = ""


def _note(store: "Store", number: int, note: Note, seen: PlanItem) -> PlanItem:
    from iitui.store.live.write import AnswerNote

    wanted = AnswerNote(
        answer=note.answer, state=note.state, off_record=note.off_record, seconds=note.seconds
    )
    return store.live.note(number, wanted, seen=seen)


def _read_item(store: "Store", interview_id: int, number: int) -> PlanItem | None:
    plan = store.reader.questions.plan(interview_id)
    return next((item for item in plan if item.id == number), None)


def _combined(note: Note, theirs: PlanItem) -> Note:
    """Both texts; off the record if either side says so."""
    return replace(
        note,
        answer=None if note.answer is None else combine_answers(note.answer, theirs.answer),
        off_record=theirs.off_record or bool(note.off_record),
    )


class RehearsalRecord:
    """The record of a rehearsal: it forgets everything when it is left; see `LiveRecord`."""

    is_rehearsal = True

    def __init__(self, interview: Interview, plan: list[PlanItem], now: datetime) -> None:
        """Begin a rehearsal.

        Args:
            interview: the interview that is rehearsed.
            plan: its questions.
            now: when the rehearsal begins; its clock counts from then.
        """
        self.interview = replace(interview, started_at=now, ended_at=None, added_minutes=0)
        self.trouble = ""
        self.renewed: set[int] = set()
        self.theirs: dict[int, str] = {}
        fresh = (replace(item, state=Asked.TO_ASK, answer="", off_record=False, seconds=0) for item in plan)
        self._plan = [_introduction(interview.id), *fresh]

    def plan(self) -> list[PlanItem]:
        """Return the questions in order."""
        return list(self._plan)

    def reload(self) -> bool:
        """Read nothing: what others change is not rehearsed."""
        return True

    def put(self, item_id: int, note: Note) -> None:
        """Remember something until the rehearsal is left."""
        self._plan = [note.over(item) if item.id == item_id else item for item in self._plan]

    def add(self, question: Question, after: int | None) -> PlanItem:
        """Put a question after another one; at the end for None."""
        number = min(item.id for item in self._plan) - 1
        place = next((at for at, item in enumerate(self._plan, 1) if item.id == after), len(self._plan))
        self._plan.insert(place, _item(number, self.interview.id, question))
        return self._plan[place]

    def add_minutes(self, minutes: int) -> None:
        """Ask for more minutes."""
        self.interview = replace(self.interview, added_minutes=self.interview.added_minutes + minutes)

    def is_saved(self, item_id: int) -> bool:  # noqa: ARG002
        """Say yes: there is nothing to save."""
        return True

    async def save(self, *, with_times: bool = False) -> None:
        """Save nothing."""

    def save_now(self) -> None:
        """Save nothing."""

    def take_aside(self, item: PlanItem) -> str:  # noqa: ARG002
        """Return nothing: nothing is kept."""
        return ""


INTRODUCTION = "Your two minutes: who you are, what you're looking for, and why you're asking this person."


def _introduction(interview_id: int) -> PlanItem:
    return _item(-1, interview_id, made_up_question(QuestionDraft(text=INTRODUCTION, minutes=2)))


def made_up_question(draft: QuestionDraft) -> Question:
    """Return a question that stands in no journal."""
    return Question(
        id=0,
        text=draft.text,
        category=draft.category,
        phase=draft.phase,
        sensitive=False,
        researchable=False,
        level=None,
        minutes=draft.minutes,
        origin=Origin.MINE,
        slug="",
        oakland=False,
        retired=True,
    )


def _item(number: int, interview_id: int, question: Question) -> PlanItem:
    return PlanItem(
        id=number,
        interview_id=interview_id,
        question=question,
        position=0,
        state=Asked.TO_ASK,
        answer="",
        off_record=False,
        seconds=0,
        agreement=None,
    )
