"""Short ways to make the records that a test begins with."""

from collections.abc import Sequence
from datetime import datetime

from iitui.domain.contacts import Contact, ContactDraft
from iitui.domain.interviews import Interview, InterviewDraft
from iitui.domain.question_sets import (
    QuestionPlanDraft,
    QuestionSetDraft,
    QuestionSetReading,
    SetQuestion,
)
from iitui.domain.questions import QuestionDraft
from iitui.domain.targets import Target, TargetDraft
from iitui.domain.touches import Outcome, Touch, TouchDraft
from iitui.store.journal import Store


def contact(store: Store, name: str = "Dana Ito", **fields) -> Contact:
    return store.contacts.add(ContactDraft(name=name, **fields))


def interview(
    store: Store, contact_id: int, start: datetime, zone: str = "America/Detroit", **fields
) -> Interview:
    return store.interviews.plan(InterviewDraft(contact_id=contact_id, start=start, zone=zone, **fields))


def request(store: Store, contact_id: int, at: datetime, outcome: Outcome = Outcome.NO_REPLY) -> Touch:
    return store.touches.log(TouchDraft(contact_id=contact_id, at=at, is_request=True, outcome=outcome))


SET_UID = "019312d2-9c00-7abc-8def-0123456789ab"


def question_set(
    *texts: str, version: str = "1", plans: Sequence[QuestionPlanDraft] = (), **about: str
) -> QuestionSetReading:
    """A set as a file brings it; the UID of a question follows from its place."""
    questions = (
        SetQuestion(question_uid(place), f"question {place}", QuestionDraft(text=text).checked())
        for place, text in enumerate(texts, 1)
    )
    named = {"uid": SET_UID, "name": "First visits", "author": "Ana Ruiz", **about}
    return QuestionSetReading(
        "set.toml",
        QuestionSetDraft(version=version, **named).checked(),
        tuple(questions),
        tuple(plan.checked() for plan in plans),
        (),
    )


def question_uid(place: int) -> str:
    return f"019312d2-9c00-7abc-8def-{place:012}"


def question_plan(*places: int, name: str = "Ten minutes") -> QuestionPlanDraft:
    return QuestionPlanDraft(
        uid=question_uid(900), name=name, minutes=10, questions=tuple(map(question_uid, places))
    )


def target(store: Store, organization: str) -> Target:
    return store.targets.add(
        TargetDraft(organization=organization, source="the news", motivation=3, posting=2)
    )
