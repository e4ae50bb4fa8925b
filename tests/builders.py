"""Short ways to make the records that a test begins with."""

from datetime import datetime

from iitui.domain.contacts import Contact, ContactDraft
from iitui.domain.interviews import Interview, InterviewDraft
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


def target(store: Store, organization: str) -> Target:
    return store.targets.add(
        TargetDraft(organization=organization, source="the news", motivation=3, posting=2)
    )
