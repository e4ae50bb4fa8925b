"""Verbs about interviews: planning them, what became of them, and the checklist before."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlmodel import select

from iitui.domain.checks import check_interview, check_occupation, check_takeaway, check_text
from iitui.domain.drafts import InterviewDraft, OccupationDraft, TakeawayDraft
from iitui.domain.enums import Medium, Standing, Status
from iitui.domain.errors import NotFoundError
from iitui.domain.spans import say_when
from iitui.domain.text import clean_line, fold
from iitui.domain.values import ChecklistItem, Interview, Occupation
from iitui.store.library import load_checklist
from iitui.store.tables import ContactRecord, InterviewRow, OccupationRow, PreparationRow, TakeawayRow
from iitui.store.unit import Work
from iitui.store.verbs.rows import Verbs, find, numbered, occupation_named, several


class InterviewVerbs(Verbs):
    """What can be done with interviews."""

    def plan(self, draft: InterviewDraft) -> Interview:
        """Plan an interview, with the checklist that goes with its medium.

        Raises:
            BadInputError: words per field.
            NotFoundError: there is no such contact.
        """
        checked = check_interview(draft)
        with self._units.act("") as work:
            contact = find(work, ContactRecord, checked.contact_id, "contact")
            work.name = f"Planned the talk with {contact.name} on {_when(checked, work)}"
            row = InterviewRow.model_validate(
                {**_fields(work, checked), "status": Status.PLANNED, "planned_at": work.now}
            )
            work.session.add(row)
            work.session.flush()
            _add_checklist(work, numbered(row.id), checked.medium)
            return _whole(work, numbered(row.id))

    def edit(self, interview_id: int, draft: InterviewDraft) -> Interview:
        """Make an interview what the draft says; a new time counts as planned anew.

        Raises:
            BadInputError: words per field.
            NotFoundError: there is no such interview or contact.
        """
        checked = check_interview(draft)
        with self._units.act("") as work:
            row = find(work, InterviewRow, interview_id, "interview")
            contact = find(work, ContactRecord, checked.contact_id, "contact")
            moved = row.start != checked.start
            work.name = (
                f"Moved the talk with {contact.name} to {_when(checked, work)}"
                if moved
                else f"Changed the talk with {contact.name}"
            )
            if row.medium != checked.medium:
                _change_checklist(work, interview_id, checked.medium)
            row.sqlmodel_update(_fields(work, checked))
            if moved:
                row.planned_at = work.now
            work.session.add(row)
            return _whole(work, interview_id)

    def mark(self, interview_ids: Sequence[int], status: Status) -> None:
        """Say what became of interviews: held, cancelled, missed, or planned after all.

        Raises:
            NotFoundError: one of them does not exist; none is changed.
        """
        with self._units.act("") as work:
            rows = [find(work, InterviewRow, number, "interview") for number in interview_ids]
            for row in rows:
                row.status = status
                work.session.add(row)
            work.name = f"Marked {_which(work, rows)} as {status.value}"

    def delete(self, interview_ids: Sequence[int]) -> None:
        """Delete interviews with their plans and answers.

        Raises:
            NotFoundError: one of them does not exist; none is deleted.
        """
        with self._units.act("") as work:
            rows = [find(work, InterviewRow, number, "interview") for number in interview_ids]
            work.name = f"Deleted {_which(work, rows)}"
            for row in rows:
                work.session.delete(row)

    def impressions(
        self, interview_id: int, *, before: str | None = None, after: str | None = None
    ) -> Interview:
        """Write down what one thought before a talk, or thinks since; None leaves what is there.

        Raises:
            BadInputError: a text is too long.
            NotFoundError: there is no such interview.
        """
        with self._units.act("") as work:
            row = find(work, InterviewRow, interview_id, "interview")
            if before is not None:
                row.before = check_text("before", before, "What you thought before")
            if after is not None:
                row.after = check_text("after", after, "What you think since")
            work.session.add(row)
            work.name = f"Impressions of {_which(work, [row])}"
            return _whole(work, interview_id)

    def take_away(self, draft: TakeawayDraft) -> int:
        """Write down something that came out of a talk and return its number.

        Raises:
            BadInputError: words per field.
            NotFoundError: there is no such interview.
        """
        checked = check_takeaway(draft)
        with self._units.act("") as work:
            interview = find(work, InterviewRow, checked.interview_id, "interview")
            row = TakeawayRow.model_validate(
                {
                    "contact_id": interview.contact_id,
                    "interview_id": checked.interview_id,
                    "kind": checked.kind,
                    "text": checked.text,
                    "due_at": checked.due_at,
                    "created_at": work.now,
                }
            )
            work.session.add(row)
            work.session.flush()
            work.name = f"Wrote down: {checked.kind.value} from {_which(work, [interview])}"
            return numbered(row.id)

    def tick(self, item_id: int, *, ticked: bool = True) -> ChecklistItem:
        """Tick an item of a checklist, or untick it.

        Raises:
            NotFoundError: there is no such item.
        """
        with self._units.act("") as work:
            row = find(work, PreparationRow, item_id, "checklist item")
            row.ticked_at = work.now if ticked else None
            work.session.add(row)
            work.name = f"{'Ticked' if ticked else 'Unticked'}: {row.text}"
            work.session.flush()
            return next(
                item for item in work.glance.interviews.checklist(row.interview_id) if item.id == item_id
            )

    def prepare(self, interview_id: int, text: str, lead_days: int = 1) -> ChecklistItem:
        """Add an item of one's own to the checklist of an interview.

        Raises:
            BadInputError: the text is too long.
            NotFoundError: there is no such interview, or no text.
        """
        line = clean_line(check_text("text", text, "The item"))
        if not line:
            raise NotFoundError("An item needs words.")
        with self._units.act(f"Added to the checklist: {line}") as work:
            find(work, InterviewRow, interview_id, "interview")
            items = work.glance.interviews.checklist(interview_id)
            row = PreparationRow.model_validate(
                {
                    "interview_id": interview_id,
                    "slug": "",
                    "text": line,
                    "lead_days": lead_days,
                    "position": len(items),
                }
            )
            work.session.add(row)
            work.session.flush()
            return work.glance.interviews.checklist(interview_id)[-1]

    def keep_occupation(self, draft: OccupationDraft, standing: Standing | None = None) -> Occupation:
        """Keep what is known of an occupation, found by its name or made; None leaves its standing.

        Raises:
            BadInputError: words per field.
        """
        checked = check_occupation(draft)
        with self._units.act(f"Research on {checked.name}") as work:
            row = find(work, OccupationRow, occupation_named(work, checked.name) or 0, "occupation")
            row.name, row.name_key, row.research = checked.name, fold(checked.name), checked.research
            row.standing = standing or row.standing
            work.session.add(row)
            work.session.flush()
            kept = work.glance.interviews.occupation(numbered(row.id))
            if kept is None:
                raise NotFoundError(f"There is no occupation {checked.name}.")
            return kept


def _fields(work: Work, draft: InterviewDraft) -> dict[str, object]:
    offset = draft.start.astimezone(ZoneInfo(draft.zone)).utcoffset()
    return {
        "contact_id": draft.contact_id,
        "occupation_id": occupation_named(work, draft.occupation),
        "start": draft.start,
        "zone": draft.zone,
        "utc_offset": int(offset.total_seconds() // 60) if offset else 0,
        "minutes": draft.minutes,
        "medium": draft.medium,
        "place": draft.place,
        "travel_minutes": draft.travel_minutes,
        "before": draft.before,
        "after": draft.after,
    }


def _whole(work: Work, interview_id: int) -> Interview:
    work.session.flush()
    interview = work.glance.interviews.get(interview_id)
    if interview is None:
        raise NotFoundError(f"There is no interview {interview_id}.")
    return interview


def _when(draft: InterviewDraft, work: Work) -> str:
    return say_when(draft.start, ZoneInfo(draft.zone), work.now)


def _which(work: Work, rows: Sequence[InterviewRow]) -> str:
    if len(rows) > 1:
        return several(len(rows), "interview")
    return f"the talk with {find(work, ContactRecord, rows[0].contact_id, 'contact').name}"


def _add_checklist(
    work: Work, interview_id: int, medium: Medium, present: frozenset[str] = frozenset()
) -> None:
    for position, template in enumerate(load_checklist()):
        if template.applies_to(medium) and template.slug not in present:
            fields = {
                "interview_id": interview_id,
                "slug": template.slug,
                "text": template.text,
                "lead_days": template.lead_days,
                "position": position,
            }
            work.session.add(PreparationRow.model_validate(fields))


def _change_checklist(work: Work, interview_id: int, medium: Medium) -> None:
    """Exchange the open items that belong to another medium for those of this one; ticked and own ones stay."""
    templates = {template.slug: template for template in load_checklist()}
    rows = work.session.exec(select(PreparationRow).where(PreparationRow.interview_id == interview_id)).all()
    for row in rows:
        template = templates.get(row.slug)
        if template is not None and row.ticked_at is None and not template.applies_to(medium):
            work.session.delete(row)
    _add_checklist(work, interview_id, medium, frozenset(row.slug for row in rows))
