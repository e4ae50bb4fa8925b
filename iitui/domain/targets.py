"""Targets: the organizations that the user wants to hear from, and whom to ask there next.

The method is LAMP of Steve Dalton's The 2-Hour Job Search: a *list* of organizations, for each of them an
*alumni* or another tie, one's own *motivation* and what it is *posting*. The list is worked through from the
top, so that the first requests go where they matter most.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Self

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.contacts import NamePermission, Stage
from iitui.domain.text import several

MOTIVATION = range(6)
"""How much one wants to hear from an organization: 0 for not judged yet, 5 for most of all."""

POSTING = range(4)
"""What it offers now: 0 not looked up, 1 nothing, 2 something related, 3 exactly this work."""

POSTING_WORDS = ("not checked", "nothing", "something related", "exactly this work")
"""What each figure of posting means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDraft(Draft):
    """A target, as typed.

    Attributes:
        organization: its name; it may be new.
        source: how it came onto the list: where one worked, what a friend said, a ranking.
        tie: alumni there or another tie, in words; empty for none.
        motivation: a figure of `MOTIVATION`.
        posting: a figure of `POSTING`.
    """

    organization: str
    source: str = ""
    tie: str = ""
    motivation: int = 0
    posting: int = 0

    def _cleaned(self, errors: FieldErrors) -> Self:
        errors.within("motivation", self.motivation, MOTIVATION, "The motivation")
        errors.within("posting", self.posting, POSTING, "The posting")
        return replace(
            self,
            organization=errors.line("organization", self.organization, "The organization", needed=True),
            source=errors.line("source", self.source, "Where you heard of it"),
            tie=errors.line("tie", self.tie, "The tie"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonThere:
    """A contact who works at a target.

    Attributes:
        last_touch: the latest touch or held interview, or None.
        asked_at: when the latest request was made, or None.
        ask_another_at: until when a reply to that is waited for before somebody else there is asked; None if
            none is waited for.
        referred_by: who named them, or empty.
        name_permission: whether that name may be used with them.
    """

    id: int
    name: str
    role: str
    stage: Stage
    last_touch: datetime | None
    asked_at: datetime | None
    ask_another_at: datetime | None
    referred_by: str
    name_permission: NamePermission


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An organization that the user wants to hear from.

    Attributes:
        organization_id: the number of the organization, which is also that of the target.
        added_at: when it came onto the list.
        requests: how many requests for an interview went to people there.
        people: the contacts who work there and are not archived; first those who have not been asked.
    """

    organization_id: int
    organization: str
    source: str
    tie: str
    motivation: int
    posting: int
    added_at: datetime
    requests: int
    people: Sequence[PersonThere]

    @property
    def id(self) -> int:
        """The number of the organization."""
        return self.organization_id

    @property
    def name(self) -> str:
        """The name of the organization."""
        return self.organization


class TargetColumn(StrEnum):
    """What targets can be sorted by."""

    ORGANIZATION = "organization"
    MOTIVATION = "motivation"
    POSTING = "posting"
    TIE = "tie"
    SOURCE = "list"
    PEOPLE = "people"
    ASKED = "asked"


class TargetOrder(NamedTuple):
    """An order of targets.

    That of LAMP is: motivation counts first, then posting, then whether there is a tie (Dalton, The 2-Hour
    Job Search, second edition: motivation, postings, alumni); the name decides among equals.

    Attributes:
        column: what they are sorted by; None for the order of LAMP, which also decides among equals.
        is_reversed: whether the other end comes first.
    """

    column: TargetColumn | None = None
    is_reversed: bool = False


class Proposal(NamedTuple):
    """Whom to ask next at a target.

    Attributes:
        person: whom; None where somebody must be found first.
        reason: why, in a sentence.
    """

    target: Target
    person: PersonThere | None
    reason: str


def say_proposal(proposal: Proposal) -> str:
    """Return a proposal in a sentence: "Ask Ada at Harbor next: nobody there has been asked yet."."""
    reason = f"{proposal.reason[0].lower()}{proposal.reason[1:]}"
    if proposal.person is None:
        return f"Find someone at {proposal.target.organization}: {reason}"
    return f"Ask {proposal.person.name} at {proposal.target.organization} next: {reason}"


_HEARD_FROM = frozenset({Stage.PLANNED, Stage.MET, Stage.IN_TOUCH})


def next_to_ask(targets: Iterable[Target], now: datetime) -> Iterator[Proposal]:
    """Propose whom to ask next: one person, or a search for one, at each target that waits for nobody.

    A target where somebody was asked is left alone until the business days are over after which a second
    person may be asked, or until a reply has come. Where one was heard already, or is about to be, nobody
    needs to be found; who was named there but not asked comes after all others.

    Args:
        targets: in the order of LAMP; no more of them are read than proposals are taken.
        now: the present instant.
    """
    later: list[Proposal] = []
    for target in targets:
        if any(one.ask_another_at is not None and now < one.ask_another_at for one in target.people):
            continue
        person = _first_to_ask(target.people)
        if any(one.stage in _HEARD_FROM for one in target.people):
            if person is not None:
                later.append(Proposal(target, person, _say_why(target, person)))
        elif person is not None or not any(one.stage is Stage.LATER for one in target.people):
            yield Proposal(target, person, _say_why(target, person))
    yield from later


def _first_to_ask(people: Sequence[PersonThere]) -> PersonThere | None:
    """Return who is first to ask: with a name that may be used, then with one that was named, then others."""
    to_ask = [one for one in people if one.stage is Stage.TO_ASK]
    return min(to_ask, key=lambda one: (_NEARNESS[one.name_permission], not one.referred_by), default=None)


_NEARNESS = {
    NamePermission.WILL_INTRODUCE: 0,
    NamePermission.YES: 1,
    NamePermission.NOT_ASKED: 2,
    NamePermission.NO: 2,
}


def _say_why(target: Target, person: PersonThere | None) -> str:
    words = [*_say_rank(target), _say_state(target, person)]
    if person is not None and person.referred_by:
        words.append(_say_way(person))
    elif target.tie:
        words.append(f"tie: {target.tie}")
    sentence = "; ".join(words)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _say_rank(target: Target) -> list[str]:
    words = []
    if target.motivation:
        words.append(f"motivation {target.motivation}")
    if target.posting > 1:
        words.append(f"it posts {POSTING_WORDS[target.posting]}")
    return words


def _say_state(target: Target, person: PersonThere | None) -> str:
    if not target.people:
        return "you don't know anyone there yet: find someone"
    silent = [one.name for one in target.people if one.stage in (Stage.ASKED, Stage.NO_REPLY)]
    declined = sum(one.stage is Stage.DECLINED for one in target.people)
    if silent:
        others = f" and {several(len(silent) - 1, 'other')}" if len(silent) > 1 else ""
        state = f"no reply yet from {silent[0]}{others}"
    elif declined:
        state = f"{declined} declined"
    elif any(one.stage in _HEARD_FROM for one in target.people):
        state = "you're in touch with others there"
    else:
        return "you haven't asked anyone there yet"
    return state if person is not None else f"{state}: find someone else"


def _say_way(person: PersonThere) -> str:
    match person.name_permission:
        case NamePermission.WILL_INTRODUCE:
            return f"{person.referred_by} will introduce you"
        case NamePermission.YES:
            return f"{person.referred_by} referred you, and you may say so"
        case NamePermission.NOT_ASKED:
            return f"{person.referred_by} referred you: ask first whether you may say so"
        case NamePermission.NO:
            return "don't say who referred you"
