"""What Today shows besides what is owed.

Named tuples, not dataclasses: the first frame reads them and should not wait for what dataclasses load.
"""

from datetime import datetime
from typing import NamedTuple

from iitui.domain.values.interviews import Interview


class NextInterview(NamedTuple):
    """The next interview and how far its preparation is.

    Attributes:
        picked: how many questions are picked for it, `minutes` all together.
        items: how many items its checklist has, of which so many are `ticked`.
        then: the interview planned after it, if there is one.
        more: how many are planned after that.
    """

    interview: Interview
    picked: int
    minutes: int
    items: int
    ticked: int
    then: Interview | None
    more: int


class Unanswered(NamedTuple):
    """A contact who was asked for an interview and has not answered.

    Attributes:
        asked_at: when the latest request went out.
        requests: how many have gone out without a reply.
    """

    contact_id: int
    name: str
    organization: str
    role: str
    asked_at: datetime
    requests: int
