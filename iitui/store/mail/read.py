"""Reads what the journal knows of mail: addresses, messages, open requests and owed thank-yous."""

from datetime import datetime

from iitui.domain.mail.plan import KnownMail, MailContact, MailFacts, OwedThanks
from iitui.domain.touches import Direction
from iitui.store.queries import OPEN
from iitui.store.row_reader import Reader, instant, seconds

_CONTACTS = """
    SELECT c.id, c.name, h.value FROM channel h JOIN contact c ON c.id = h.contact_id
    WHERE h.kind = 'email' ORDER BY c.id, h.position, h.id"""

_TOUCHES = """
    SELECT id, contact_id, at, direction, message_id, kind = 'mail' AS is_mail,
        is_request AND direction = 'out' AND answered_at IS NULL
            AND coalesce(outcome, 'no reply yet') = 'no reply yet' AS is_open
    FROM touch WHERE message_id <> '' OR kind = 'mail'"""

_OWED = "SELECT subject_id" + OPEN + " AND kind = 'thank_you'"

_ENDS = "SELECT id, contact_id, coalesce(ended_at, start + minutes * 60) AS ended_at FROM interview"


class MailReader(Reader):
    """Reads what is compared with the messages of a mailbox."""

    def facts(self, now: datetime) -> MailFacts:
        """Return what the journal knows at an instant."""
        owed = {row["subject_id"] for row in self._each(_OWED, {"now": seconds(now)})}
        names: dict[int, str] = {}
        addresses: dict[int, list[str]] = {}
        for row in self._each(_CONTACTS):
            names[row["id"]] = row["name"]
            addresses.setdefault(row["id"], []).append(row["value"])
        return MailFacts(
            contacts=[
                MailContact(id=number, name=name, addresses=tuple(addresses[number]))
                for number, name in names.items()
            ],
            touches=[
                KnownMail(
                    id=row["id"],
                    contact_id=row["contact_id"],
                    at=instant(row["at"]),
                    direction=Direction(row["direction"]),
                    message_id=row["message_id"],
                    is_mail=bool(row["is_mail"]),
                    is_open=bool(row["is_open"]),
                )
                for row in self._each(_TOUCHES)
            ],
            thanks=[
                OwedThanks(
                    interview_id=row["id"],
                    contact_id=row["contact_id"],
                    ended_at=instant(row["ended_at"]),
                )
                for row in self._each(_ENDS)
                if row["id"] in owed
            ],
        )
