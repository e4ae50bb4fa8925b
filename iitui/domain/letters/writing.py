"""A letter in the making: the template and the facts that it is made of, and what it is checked against."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from iitui.domain.follow_ups import FollowUp
from iitui.domain.letters.checks import LetterFinding, LetterTerms, check_letter
from iitui.domain.letters.facts import CHANGED, LetterFacts, Sender, lives_elsewhere, quote, values_of
from iitui.domain.letters.kinds import LetterKind, kind_for
from iitui.domain.letters.letter import Letter, choose_address
from iitui.domain.letters.templates import FIELDS, SPECIFIC, FilledTemplate, Template, fill, place_of


class LetterOptions(NamedTuple):
    """What the user has set about letters.

    Attributes:
        most_words: how many words a request should have at most.
    """

    sender: Sender
    most_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterInMaking:
    """A letter that is made from a template.

    Attributes:
        filled: subject and body as the template made them.
        terms: what it is checked against.
    """

    template: Template
    facts: LetterFacts
    filled: FilledTemplate
    terms: LetterTerms

    @classmethod
    def begin(
        cls, template: Template, facts: LetterFacts, options: LetterOptions, now: datetime
    ) -> "LetterInMaking":
        """Fill a template."""
        sender, mail = options.sender, facts.mail
        filled = fill(template, values_of(facts, sender, now), mail.subject if mail else "")
        contact = facts.contact
        terms = LetterTerms(
            kind=template.kind,
            places=tuple(dict.fromkeys((*filled.places, CHANGED, *map(place_of, FIELDS)))),
            template_body=filled.body,
            contact_name=contact.name,
            organization=contact.organization,
            own_name=sender.name,
            referrer=contact.referred_by,
            may_use_name=facts.may_use_name,
            source=contact.source,
            other_zone=facts.zone if lives_elsewhere(facts, sender.zone, now) else "",
            most_words=options.most_words,
        )
        return cls(template=template, facts=facts, filled=filled, terms=terms)

    def with_places(self, places: tuple[str, ...]) -> "LetterInMaking":
        """Return it with other texts that stand for places that are not filled."""
        return replace(self, terms=replace(self.terms, places=places))

    @property
    def kind(self) -> LetterKind:
        """What the letter is for."""
        return self.template.kind

    @property
    def title(self) -> str:
        """The letter in a few words: "Thank-you to Dana Ito"."""
        return self.kind.addressed_to(self.facts.contact.name)

    def letter(self, subject: str, body: str) -> Letter:
        """Return the letter with the subject and the body that the user has written."""
        contact, mail = self.facts.contact, self.facts.mail
        emails = contact.emails
        return Letter(
            to_name=contact.name,
            to=choose_address(emails) or next(iter(emails), ""),
            subject=subject,
            body=body,
            in_reply_to=mail.message_id if mail and self.template.replies else "",
        )

    def check(self, subject: str, body: str) -> list[LetterFinding]:
        """Return what there is to look at in the letter as it is written."""
        return check_letter(self.letter(subject, body), self.terms)

    def put_in(self, number: int, body: str, at: int) -> tuple[str, int, int]:
        """Put something that was noted into a letter: at the place for it, or else at a place of the text.

        Args:
            number: which of the things noted.
            body: the letter.
            at: where it goes in a letter that has no place for it.

        Returns:
            The piece to put in, and the first and the last place of what it replaces.
        """
        sentence, rest = quote(self.facts.noted[number])
        piece = f"{sentence} {rest}"
        place = place_of(SPECIFIC)
        start = body.find(place)
        if start >= 0:
            return piece, start, start + len(place)
        return piece, at, at


def next_place(text: str, places: tuple[str, ...], after: int) -> tuple[int, int] | None:
    """Return where the next place that is not filled begins and ends in a text; after the last, the first."""
    found = sorted(
        (start, start + len(place)) for place in places for start in _all_starts(text, place) if place
    )
    return next((one for one in found if one[0] >= after), found[0] if found else None)


def _all_starts(text: str, place: str) -> list[int]:
    starts, start = [], text.find(place)
    while start >= 0:
        starts.append(start)
        start = text.find(place, start + len(place))
    return starts


def settled_by(making: LetterInMaking, owed: list[FollowUp]) -> FollowUp | None:
    """Return which of the open follow-ups of a contact a letter settles; None for none.

    A letter about an interview settles what is owed about that interview, and no other.
    """
    is_coming = making.kind is LetterKind.CONFIRMATION
    interview = making.facts.coming if is_coming else making.facts.interview
    named = making.facts.named[0].id if making.facts.named else 0
    for follow_up in owed:
        if kind_for(follow_up.id.kind) is not making.kind:
            continue
        about_other = follow_up.interview_id is not None and (
            interview is None or follow_up.interview_id != interview.id
        )
        if making.kind is LetterKind.TELL_THE_REFERRER:
            about_other = follow_up.id.subject != named
        if not about_other:
            return follow_up
    return None
