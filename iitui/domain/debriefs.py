"""Debriefs: what the user writes down directly after an interview."""

from dataclasses import dataclass, fields, replace
from typing import Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import BadInputError
from iitui.domain.interviews import Rating
from iitui.domain.takeaways import TakeawayDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """The answers to the questions of a debrief; each may be empty.

    The questions are those of careers offices: Cornell, University of Portland, Oakland University.

    Attributes:
        news: what was new.
        liked: what the user would like about the work.
        disliked: what the user would not like.
        surprises: what was surprising.
        corrections: what the user had believed wrongly.
        about_me: which of the user's strengths or weaknesses showed.
    """

    news: str = ""
    liked: str = ""
    disliked: str = ""
    surprises: str = ""
    corrections: str = ""
    about_me: str = ""


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
class DebriefDraft(Draft):
    """A whole debrief: the answers, the impression since, and what came out of the interview.

    Attributes:
        after: what the user thinks of the occupation since.
        after_rating: the user's impression of the occupation since, or None.
        takeaways: what else came out of the interview.
        people: the people who were named.
    """

    debrief: Debrief
    after: str = ""
    after_rating: Rating | None = None
    takeaways: tuple[TakeawayDraft, ...] = ()
    people: tuple[NamedPerson, ...] = ()

    def _cleaned(self, errors: FieldErrors) -> Self:
        """Clean all parts; the messages for `takeaways` and `people` say which one is invalid."""
        texts = {
            field.name: errors.text(field.name, getattr(self.debrief, field.name), "The text")
            for field in fields(Debrief)
        }
        takeaways, people = [], []
        for takeaway in self.takeaways:
            try:
                takeaways.append(takeaway.checked())
            except BadInputError as error:
                errors.fields.setdefault("takeaways", f"{takeaway.kind.value.capitalize()}: {error}")
        for person in self.people:
            try:
                people.append(replace(person, contact=person.contact.checked()))
            except BadInputError as error:
                errors.fields.setdefault("people", f"{person.contact.name or 'A name'}: {error}")
        return replace(
            self,
            debrief=Debrief(**texts),
            after=errors.text("after", self.after, "What you think since"),
            takeaways=tuple(takeaways),
            people=tuple(people),
        )
