"""Debriefs: what a person thinks of an interview right after it, and what came out of it, in one go."""

from dataclasses import dataclass, fields, replace
from typing import Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import BadInputError
from iitui.domain.interviews import Rating
from iitui.domain.takeaways import TakeawayDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """What was written down right after an interview; each text may be empty.

    The questions are those of careers offices: Cornell, University of Portland, Oakland University.

    Attributes:
        news: what was new.
        liked: what I would like about the work.
        disliked: what I would not like.
        surprises: what surprised me.
        corrections: what I had believed and was wrong about.
        about_me: strengths or weaknesses of mine that showed.
    """

    news: str = ""
    liked: str = ""
    disliked: str = ""
    surprises: str = ""
    corrections: str = ""
    about_me: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Somebody whom they named, who becomes a contact.

    Attributes:
        contact: the person; who named them is filled in.
        takeaway_id: the name as it was noted during the interview, or None.
    """

    contact: ContactDraft
    takeaway_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefDraft(Draft):
    """All that a person writes down right after an interview.

    Attributes:
        after: what the user thinks of the occupation since, in a line or more.
        after_rating: the impression of it since, or None.
        takeaways: what else came out of it.
        people: whom they named.
    """

    debrief: Debrief
    after: str = ""
    after_rating: Rating | None = None
    takeaways: tuple[TakeawayDraft, ...] = ()
    people: tuple[NamedPerson, ...] = ()

    def _cleaned(self, errors: FieldErrors) -> Self:
        """Clean all of it; `takeaways` and `people` name the one that is wrong."""
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
