"""Debriefs: what the user writes down directly after an interview."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import BadInputError
from iitui.domain.interview_results import Debrief
from iitui.domain.interviews import Interview, Rating
from iitui.domain.questions import Asked, PlanItem
from iitui.domain.takeaways import Takeaway, TakeawayDraft, TakeawayKind
from iitui.domain.text import fold

__all__ = [
    "Debrief",
    "DebriefAnswer",
    "DebriefDraft",
    "DebriefRecord",
    "DebriefTakeaway",
    "NamedPerson",
    "known_person",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """A person who was named in the interview and becomes a contact.

    Attributes:
        contact: the person; the store fills in the referrer.
        takeaway_id: the takeaway with the name, if it was noted during the interview; else None.
    """

    contact: ContactDraft
    takeaway_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefTakeaway:
    """A takeaway that is added or changed by a debrief.

    Attributes:
        id: the takeaway to change, or None to add one.
        offered_by: the name of the contact who offered it, if that is not who was interviewed; else empty.
    """

    takeaway: TakeawayDraft
    id: int | None = None
    offered_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefAnswer:
    """What became of a planned question that had no answer at the end of the interview.

    Attributes:
        item_id: the planned question.
        text: its answer; empty if the question was skipped.
    """

    item_id: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefDraft(Draft):
    """A whole debrief: the answers, the impression since, and what came out of the interview.

    Attributes:
        after: what the user thinks of the occupation since.
        after_rating: the user's impression of the occupation since, or None.
        takeaways: what is added to what came out of the interview, or changed in it.
        removed: the IDs of the takeaways that are deleted.
        people: the people who were named.
        answers: what became of planned questions without an answer.
    """

    debrief: Debrief
    after: str = ""
    after_rating: Rating | None = None
    takeaways: tuple[DebriefTakeaway, ...] = ()
    removed: tuple[int, ...] = ()
    people: tuple[NamedPerson, ...] = ()
    answers: tuple[DebriefAnswer, ...] = ()

    def _cleaned(self, errors: FieldErrors) -> Self:
        """Clean all parts; the messages for `takeaways` and `people` say which one is invalid."""
        texts = {
            field.name: errors.text(field.name, getattr(self.debrief, field.name), "The text")
            for field in fields(Debrief)
        }
        takeaways, people = [], []
        for noted in self.takeaways:
            try:
                takeaways.append(replace(noted, takeaway=noted.takeaway.checked()))
            except BadInputError as error:
                kind = noted.takeaway.kind.value.capitalize()
                errors.fields.setdefault("takeaways", f"{kind}: {error}")
        for person in self.people:
            try:
                people.append(replace(person, contact=person.contact.checked()))
            except BadInputError as error:
                errors.fields.setdefault("people", f"{person.contact.name or 'A name'}: {error}")
        answers = [
            replace(answer, text=errors.text("answers", answer.text, "The answer")) for answer in self.answers
        ]
        return replace(
            self,
            debrief=Debrief(**texts),
            after=errors.text("after", self.after, "What you think now"),
            takeaways=tuple(takeaways),
            people=tuple(people),
            answers=tuple(answers),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefRecord:
    """What is written down of an interview so far: all that a debrief shows and changes.

    Attributes:
        debrief: None if none was written.
        takeaways: all that came out of the interview, in the order in which it was noted.
        plan: the questions of the interview, in order.
        names: contact ID -> name, of the contacts that takeaways are linked to.
    """

    interview: Interview
    debrief: Debrief | None
    takeaways: tuple[Takeaway, ...]
    plan: tuple[PlanItem, ...]
    names: dict[int, str]

    @property
    def unanswered(self) -> tuple[PlanItem, ...]:
        """The questions that are still without an answer, except those that were skipped."""
        return tuple(item for item in self.plan if not item.answer and item.state is not Asked.SKIPPED)

    @property
    def names_to_add(self) -> tuple[Takeaway, ...]:
        """The names that were noted and are no contacts yet."""
        return tuple(
            takeaway
            for takeaway in self.takeaways
            if takeaway.kind is TakeawayKind.NAME and takeaway.person_id is None
        )


def known_person(draft: ContactDraft, same_name: Iterable[tuple[int, str, str]]) -> int | None:
    """Return the contact whom a name given in an interview means; None if it is somebody new.

    Args:
        draft: the person, as written down.
        same_name: ID, name and organization of the contacts with that name.
    """
    organization = fold(draft.organization)
    candidates = [
        contact_id for contact_id, _, at in same_name if not organization or fold(at) in ("", organization)
    ]
    return candidates[0] if len(candidates) == 1 else None
