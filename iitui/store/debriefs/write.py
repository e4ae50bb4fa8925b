"""Writes debriefs: what the user thinks of an interview right after it, and all that came out of it."""

from dataclasses import asdict, fields, replace

from iitui.domain.debriefs import (
    Debrief,
    DebriefAnswer,
    DebriefDraft,
    DebriefRecord,
    DebriefTakeaway,
    NamedPerson,
)
from iitui.domain.errors import BadInputError, ChangedElsewhereError, NotFoundError
from iitui.domain.interview_results import DEBRIEF_TITLES
from iitui.domain.interviews import Interview, Status
from iitui.domain.questions import Asked
from iitui.domain.takeaways import Takeaway, TakeawayDraft, TakeawayKind
from iitui.domain.text import fold
from iitui.store.contacts.naming import add_named
from iitui.store.contacts.read import ContactReader
from iitui.store.interviews.write_rows import add_takeaway, whole_interview
from iitui.store.schema.tables import ContactRow, DebriefRow, InterviewRow, PlanItemRow, TakeawayRow
from iitui.store.transaction.edit_conflicts import refuse_overwriting
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, find, numbered

_IMPRESSION = {"after": "what you think now", "after_rating": "impression since"}
_TAKEAWAY = ("kind", "text", "due_at", "trial", "person_id")


class DebriefWriter(Writer):
    """Writes debriefs; each public method is one act."""

    def write(
        self, interview_id: int, draft: DebriefDraft, *, seen: DebriefRecord | None = None
    ) -> Interview:
        """Write the debrief of an interview, which was held then; each person named becomes a contact.

        A person whom the journal knows already is linked, not added once more. A form passes what it was
        filled from as `seen`.

        Raises:
            ChangedElsewhereError: what the draft changes has changed since it was seen; nothing is changed.
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such interview.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, InterviewRow, interview_id, "interview")
            contact = find(transaction, ContactRow, row.contact_id, "contact")
            transaction.name = f"Debriefed the interview with {contact.name}"
            _set_impression(transaction, row, checked, contact.name, seen)
            _set_debrief(transaction, interview_id, checked.debrief, contact.name, seen)
            people = {
                fold(person.contact.name): _add_person(transaction, row, contact, person)
                for person in checked.people
            }
            for answer in checked.answers:
                _answer(transaction, interview_id, answer)
            for takeaway in checked.takeaways:
                _set_takeaway(transaction, row, takeaway, people, seen)
            for number in checked.removed:
                transaction.session.delete(_unchanged(transaction, interview_id, number, seen))
            return whole_interview(transaction, interview_id)


def _set_impression(
    transaction: Transaction, row: InterviewRow, draft: DebriefDraft, who: str, seen: DebriefRecord | None
) -> None:
    refuse_overwriting(f"The interview with {who}", seen.interview if seen else None, row, draft, _IMPRESSION)
    row.after, row.after_rating = draft.after, draft.after_rating
    if row.status is Status.PLANNED:
        row.status = Status.HELD
    transaction.session.add(row)


def _set_debrief(
    transaction: Transaction, interview_id: int, debrief: Debrief, who: str, seen: DebriefRecord | None
) -> None:
    texts = asdict(debrief)
    row = transaction.session.get(DebriefRow, interview_id)
    if seen is not None:
        titles = {name: title.lower() for name, title in DEBRIEF_TITLES.items()}
        now = _debrief_of(row)
        refuse_overwriting(f"The debrief with {who}", seen.debrief or Debrief(), now, debrief, titles)
    if row is None:
        values = {**texts, "interview_id": interview_id, "written_at": transaction.now}
        transaction.session.add(DebriefRow.model_validate(values))
    else:
        transaction.session.add(row.sqlmodel_update(texts))


def _debrief_of(row: DebriefRow | None) -> Debrief:
    if row is None:
        return Debrief()
    return Debrief(**{field.name: getattr(row, field.name) for field in fields(Debrief)})


def _answer(transaction: Transaction, interview_id: int, answer: DebriefAnswer) -> None:
    """Answer a question that had no answer, or mark it as skipped."""
    row = find(transaction, PlanItemRow, answer.item_id, "planned question")
    if row.interview_id != interview_id:
        raise NotFoundError(f"There is no planned question {answer.item_id} in this interview.")
    if row.answer not in ("", answer.text):
        raise ChangedElsewhereError("A question was answered elsewhere.")
    row.answer = answer.text
    row.state = Asked.ASKED if answer.text else Asked.SKIPPED
    transaction.session.add(row)


def _set_takeaway(
    transaction: Transaction,
    interview: InterviewRow,
    noted: DebriefTakeaway,
    people: dict[str, int],
    seen: DebriefRecord | None,
) -> None:
    """Add a takeaway, or change one that was noted before; who offered it is found by name."""
    draft = replace(noted.takeaway, interview_id=numbered(interview.id))
    if noted.offered_by:
        draft = replace(draft, person_id=_offerer(transaction, noted, people))
    if noted.id is None:
        add_takeaway(transaction, interview, draft)
        return
    row = _unchanged(transaction, numbered(interview.id), noted.id, seen)
    transaction.session.add(row.sqlmodel_update({name: getattr(draft, name) for name in _TAKEAWAY}))


def _offerer(transaction: Transaction, noted: DebriefTakeaway, people: dict[str, int]) -> int:
    person = people.get(fold(noted.offered_by))
    if person is not None:
        return person
    same_name = ContactReader(transaction.connection).by_name(noted.offered_by)
    if len(same_name) == 1:
        return same_name[0][0]
    trial = noted.takeaway.trial
    why = f"There are {len(same_name)} contacts" if same_name else "There is no contact"
    raise BadInputError(
        {
            trial.value
            if trial
            else "takeaways": f"{why} named {noted.offered_by}; 'via' names the person offering it."
        }
    )


def _unchanged(
    transaction: Transaction, interview_id: int, takeaway_id: int, seen: DebriefRecord | None
) -> TakeawayRow:
    """Return a takeaway of the interview that has not changed since it was seen."""
    row = transaction.session.get(TakeawayRow, takeaway_id)
    if row is None or row.interview_id != interview_id:
        raise ChangedElsewhereError("What you changed here was deleted elsewhere.")
    before = next((one for one in seen.takeaways if one.id == takeaway_id), None) if seen else None
    if before is not None and not _is_as_seen(row, before):
        raise ChangedElsewhereError(f"“{before.text}” was changed elsewhere.")
    return row


def _is_as_seen(row: TakeawayRow, seen: Takeaway) -> bool:
    return all(getattr(row, name) == getattr(seen, name) for name in _TAKEAWAY)


def _add_person(
    transaction: Transaction, interview: InterviewRow, referrer: ContactRow, person: NamedPerson
) -> int:
    """Make a contact of a person whom somebody named, and link it to what was noted; return its ID."""
    draft = person.contact
    known = add_named(transaction, referrer, draft, field="people")
    if person.takeaway_id is None:
        name = TakeawayDraft(
            interview_id=numbered(interview.id), kind=TakeawayKind.NAME, text=draft.name, person_id=known
        )
        add_takeaway(transaction, interview, name)
        return known
    row = find(transaction, TakeawayRow, person.takeaway_id, "takeaway")
    if row.person_id not in (None, known):
        raise ChangedElsewhereError(f"{draft.name} was added as a contact elsewhere.")
    row.person_id = known
    transaction.session.add(row)
    return known
