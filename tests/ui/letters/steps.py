"""What the tests of letters begin with: an interview that was held yesterday, with what was noted in it."""

from datetime import timedelta

from iitui.domain.contacts import Channel, ChannelKind, Contact
from iitui.domain.interviews import Interview, Status
from iitui.domain.questions import Asked
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.settings import Settings
from iitui.store.journal import Store
from tests.builders import contact, interview
from tests.ui.conftest import NOW

MINE = Settings(my_name="Ann Wu", about_me="a nurse in my second year")

ADVICE = "Chart by voice from the first day."
ANSWER = "Half the week is meetings"
SECRET = "The new system is a disaster"


def person(store: Store, name: str = "Dana Ito", **fields) -> Contact:
    """A contact with an email address."""
    first = name.split(maxsplit=1)[0].lower()
    known = {"channels": [Channel(ChannelKind.EMAIL, f"{first}@example.org")], "organization": "Beaumont"}
    return contact(store, name, **{**known, **fields})


def held(store: Store, who: Contact, days: float = 1.5, **fields) -> Interview:
    """An interview that was held some days ago, with advice, an answer, and one that is off the record."""
    one = interview(store, who.id, NOW - timedelta(days=days), occupation="Informatics", **fields)
    store.interviews.mark([one.id], Status.HELD)
    store.interviews.take_away(TakeawayDraft(interview_id=one.id, kind=TakeawayKind.ADVICE, text=ADVICE))
    bank = [row.question.id for row in store.reader.questions.bank()][:2]
    store.questions.pick(one.id, bank)
    for item, text in zip(store.reader.questions.plan(one.id), (ANSWER, SECRET), strict=True):
        store.questions.answer(item.id, text, state=Asked.ASKED, off_record=text == SECRET)
    return one
