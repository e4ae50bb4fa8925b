"""Writes debriefs: what the user thinks of an interview right after it, and all that came out of it."""

from dataclasses import asdict, replace

from iitui.domain.debriefs import Debrief, DebriefDraft, NamedPerson
from iitui.domain.errors import NotFoundError
from iitui.domain.interviews import Interview, Status
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.store.contacts.write_rows import add_contact
from iitui.store.interviews.read import InterviewReader
from iitui.store.interviews.write import add_takeaway
from iitui.store.schema.tables import ContactRow, DebriefRow, InterviewRow, TakeawayRow
from iitui.store.transaction.edit_conflicts import refuse_overwriting_text
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, find, numbered


class DebriefWriter(Writer):
    """Writes debriefs; each public method is one act."""

    def write(self, interview_id: int, draft: DebriefDraft, *, seen: Interview | None = None) -> Interview:
        """Write the debrief of an interview, which was held then; each person named becomes a contact.

        A form passes what it was filled from as `seen`.

        Raises:
            ChangedElsewhereError: the impression has changed since it was seen; nothing is changed.
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: there is no such interview.
        """
        checked = draft.checked()
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, InterviewRow, interview_id, "interview")
            contact = find(transaction, ContactRow, row.contact_id, "contact")
            transaction.name = f"Wrote down the interview with {contact.name}"
            refuse_overwriting_text(
                f"The interview with {contact.name}",
                "what you think now",
                seen.after if seen else None,
                row.after,
                checked.after,
            )
            row.after, row.after_rating = checked.after, checked.after_rating
            if row.status is Status.PLANNED:
                row.status = Status.HELD
            transaction.session.add(row)
            _set_debrief(transaction, interview_id, checked.debrief)
            for takeaway in checked.takeaways:
                add_takeaway(transaction, row, replace(takeaway, interview_id=interview_id))
            for person in checked.people:
                _add_person(transaction, row, contact.name, person)
            transaction.session.flush()
            interview = InterviewReader(transaction.connection).get(interview_id)
            if interview is None:
                raise NotFoundError(f"There is no interview {interview_id}.")
            return interview


def _set_debrief(transaction: Transaction, interview_id: int, debrief: Debrief) -> None:
    texts = asdict(debrief)
    row = transaction.session.get(DebriefRow, interview_id)
    if row is None:
        fields = {**texts, "interview_id": interview_id, "written_at": transaction.now}
        transaction.session.add(DebriefRow.model_validate(fields))
    else:
        transaction.session.add(row.sqlmodel_update(texts))


def _add_person(transaction: Transaction, interview: InterviewRow, who: str, person: NamedPerson) -> None:
    """Add a contact whom somebody named, and what was noted of the name."""
    draft = replace(person.contact, referred_by=who)
    contact_id = add_contact(transaction, draft, referrer_id=interview.contact_id)
    if person.takeaway_id is None:
        add_takeaway(
            transaction,
            interview,
            TakeawayDraft(
                interview_id=numbered(interview.id),
                kind=TakeawayKind.NAME,
                text=draft.name,
                person_id=contact_id,
            ),
        )
    else:
        row = find(transaction, TakeawayRow, person.takeaway_id, "takeaway")
        row.person_id = contact_id
        transaction.session.add(row)
