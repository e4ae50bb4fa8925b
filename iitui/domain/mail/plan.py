"""What looking through a mailbox would do: touches, answers to requests, thank-yous, and what is said."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from iitui.domain.checks import LONGEST_TEXT
from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.mail.messages import MailPlace
from iitui.domain.text import join_notes
from iitui.domain.touches import Direction, Outcome, TouchDraft

MOST_RECIPIENTS = 10
"""A message to more people is none to each of them: no touch comes of it unless the user wants that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailContact:
    """A contact, as far as mail is about them.

    Attributes:
        id: their ID; negative for somebody who is to be added with the mail.
    """

    id: int
    name: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMail:
    """A touch of the journal that may be a message of the mailbox, or that one may answer.

    Attributes:
        is_mail: whether it was a mail.
        is_open: whether it is a request of which no answer is known.
    """

    id: int
    contact_id: int
    at: datetime
    direction: Direction
    message_id: str
    is_mail: bool
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedThanks:
    """An interview whose thank-you is owed."""

    interview_id: int
    contact_id: int
    ended_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFacts:
    """What the journal knows before a mailbox is looked through."""

    contacts: Sequence[MailContact]
    touches: Sequence[KnownMail]
    thanks: Sequence[OwedThanks]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailTouch:
    """A message with a contact that the journal does not know yet.

    Attributes:
        adopts: the touch that the user logged for the same message, which gets its Message-ID and subject;
            None if the message becomes a touch of its own.
    """

    who: str
    draft: TouchDraft
    place: MailPlace
    adopts: int | None = None

    @property
    def key(self) -> str:
        """What tells it from all others of a plan."""
        return f"touch:{self.draft.contact_id}:{self.draft.message_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAnswer:
    """The first message that answers a request.

    Attributes:
        request_id: the touch that asked.
        outcome: what the user says came of it; never guessed from the text.
    """

    request_id: int
    contact_id: int
    who: str
    subject: str
    message_id: str
    asked_at: datetime
    answered_at: datetime
    outcome: Outcome = Outcome.NO_REPLY

    @property
    def key(self) -> str:
        """What tells it from all others of a plan."""
        return f"answer:{self.request_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailThanks:
    """The first message to a contact after an interview, which may be the thank-you."""

    interview_id: int
    contact_id: int
    who: str
    subject: str
    message_id: str
    ended_at: datetime
    at: datetime

    @property
    def key(self) -> str:
        """What tells it from all others of a plan."""
        return f"thanks:{self.interview_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFailure:
    """A message that did not reach a contact."""

    contact_id: int
    who: str
    address: str
    at: datetime
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailStranger:
    """Somebody who wrote and is no contact.

    Attributes:
        messages: how many came from them.
        last_at: when the latest came.
        subject: of the latest.
    """

    address: str
    name: str
    messages: int
    last_at: datetime
    subject: str

    @property
    def key(self) -> str:
        """What tells them from all others of a plan."""
        return f"stranger:{self.address.casefold()}"

    @property
    def draft(self) -> ContactDraft:
        """The contact that would be added."""
        family, comma, given = self.name.partition(", ")
        name = f"{given} {family}" if comma and "," not in given else self.name
        return ContactDraft(
            name=name or self.address,
            channels=(Channel(ChannelKind.EMAIL, self.address),),
            source="wrote to me",
        )


@dataclass(frozen=True, slots=True)
class MailProblem:
    """A message with a contact that could not be used."""

    place: MailPlace
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPlan:
    """What looking through a mailbox would do.

    Attributes:
        read: how many messages there were.
        unchanged: how many of them the journal knew.
        touches: in order of time.
        strangers: newest first.
        left_out: why messages with contacts make no touch -> how many.
        additions: the contacts to add, by the negative IDs that the touches name them with.
    """

    read: int = 0
    unchanged: int = 0
    touches: tuple[MailTouch, ...] = ()
    answers: tuple[MailAnswer, ...] = ()
    thanks: tuple[MailThanks, ...] = ()
    failures: tuple[MailFailure, ...] = ()
    strangers: tuple[MailStranger, ...] = ()
    problems: tuple[MailProblem, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    additions: Mapping[int, ContactDraft] = field(default_factory=dict)

    @property
    def added(self) -> int:
        """How many touches would be added."""
        return sum(touch.adopts is None for touch in self.touches)

    @property
    def adopted(self) -> int:
        """How many touches that the user logged would get their Message-ID."""
        return len(self.touches) - self.added

    @property
    def writes_anything(self) -> bool:
        """Whether carrying it out changes the journal."""
        return bool(self.touches or self.answers or self.thanks or self.additions)

    def only(self, keys: Container[str]) -> "MailPlan":
        """Return the plan with only the touches, answers and thank-yous that have one of these keys."""
        return replace(
            self,
            touches=tuple(each for each in self.touches if each.key in keys),
            answers=tuple(each for each in self.answers if each.key in keys),
            thanks=tuple(each for each in self.thanks if each.key in keys),
        )

    def with_texts(self, texts: Mapping[MailPlace, str]) -> "MailPlan":
        """Return the plan with the texts of messages in its touches."""
        return replace(self, touches=tuple(_with_text(touch, texts) for touch in self.touches))


def _with_text(touch: MailTouch, texts: Mapping[MailPlace, str]) -> MailTouch:
    text = join_notes(touch.draft.text, texts.get(touch.place, ""))
    return replace(touch, draft=replace(touch.draft, text=text[:LONGEST_TEXT]))
