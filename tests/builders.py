"""Short ways to make the records that a test begins with."""

from datetime import datetime

from iitui.domain.contacts import Contact, ContactDraft
from iitui.domain.interviews import Interview, InterviewDraft
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


def target(store: Store, organization: str) -> None:
    """Make an organization that is there a target."""
    with store._unit_of_work.act("target") as transaction:
        transaction.connection.execute(
            "INSERT INTO target SELECT id, 'the news', '', 3, 2, 1 FROM organization WHERE name = ?",
            (organization,),
        )
