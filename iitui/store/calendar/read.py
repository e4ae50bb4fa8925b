"""Reads what calendars are to be told, what they were told last, and which files lie in a folder."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.calendar_events import ContactName, NamedInterview, ToldItem
from iitui.domain.calendar_items import (
    CalendarFile,
    CalendarItem,
    EventFacts,
    TaskFacts,
    evening_before,
    load_facts,
)
from iitui.domain.calendar_plan import CalendarKnown
from iitui.domain.follow_ups import FollowUp, Kind, Subject
from iitui.domain.identity.uids import derived_uid
from iitui.domain.interviews import Interview, Medium, Status
from iitui.domain.rules import RULES
from iitui.store.follow_ups.read import FollowUpReader
from iitui.store.records import record
from iitui.store.row_reader import Reader, instant, placeholders, seconds

ArriveBy = Callable[[Medium], int]
"""Returns how many minutes early to be there, by medium."""

_EVENTS = """
    SELECT a.id, i.uid, a.who, a.role, a.organization, a.occupation, a.start, a.zone, a.minutes, a.medium,
        a.place, a.travel_minutes, a.status, coalesce(r.name, '') AS through
    FROM agenda a JOIN interview i ON i.id = a.id JOIN contact c ON c.id = a.contact_id
    LEFT JOIN contact r ON r.id = c.referred_by_id
    ORDER BY a.start, a.id
"""

_UIDS: Mapping[Subject, str] = {
    Subject.PREPARATION: """
        SELECT p.id, i.uid || ' ' || CASE p.slug WHEN '' THEN p.id ELSE p.slug END AS uid
        FROM preparation p JOIN interview i ON i.id = p.interview_id WHERE p.id IN ({})
    """,
    **{
        subject: f"SELECT id, uid FROM {subject.value} WHERE id IN ({{}})"
        for subject in Subject
        if subject is not Subject.PREPARATION
    },
}
"""What lasts of the record that a follow-up is about."""

PLACE = "calendar place"
"""The name under which the place of the last export is remembered."""

_DONE = """
    SELECT kind || ':' || subject_id AS name FROM settlement s WHERE verdict = 'done'
        AND at = (SELECT max(at) FROM settlement o WHERE o.kind = s.kind AND o.subject_id = s.subject_id)
    UNION SELECT 'preparation:' || id FROM preparation WHERE ticked_at IS NOT NULL
"""

_STATE = """
    SELECT (SELECT coalesce(max(id), 0) FROM act WHERE NOT undone) AS act,
        (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'change') AS change
"""
"""What differs whenever the records do: undo and redo change the first, all other acts the second."""


class CalendarReader(Reader):
    """Reads what belongs into calendars."""

    def present(
        self, now: datetime, day_end: datetime, zone: ZoneInfo, arrive_by: ArriveBy
    ) -> list[CalendarItem]:
        """Return all interviews and open follow-ups, as a calendar may know them.

        Args:
            now: follow-ups are owed at this instant.
            day_end: the end of the user's day.
            zone: the user's zone, whose evenings are meant.
            arrive_by: how early to be there.
        """
        return [*self._events(zone, arrive_by), *self._tasks(now, day_end)]

    def _events(self, zone: ZoneInfo, arrive_by: ArriveBy) -> list[CalendarItem]:
        early = {medium.value: arrive_by(medium) for medium in Medium}
        items = []
        for row in self._all(_EVENTS):
            cancelled = row["status"] == Status.CANCELLED
            travel = row["travel_minutes"] if row["medium"] == Medium.IN_PERSON else 0
            facts = EventFacts(
                start=row["start"],
                zone=row["zone"],
                minutes=row["minutes"],
                who=row["who"],
                role=row["role"],
                organization=row["organization"],
                occupation=row["occupation"],
                through=row["through"],
                medium=row["medium"],
                place=row["place"],
                cancelled=cancelled,
                alarms=()
                if cancelled
                else (evening_before(instant(row["start"]), zone), early[row["medium"]] + travel),
            )
            items.append(CalendarItem(uid=row["uid"], subject=f"interview:{row['id']}", facts=facts))
        return items

    def _tasks(self, now: datetime, day_end: datetime) -> list[CalendarItem]:
        owed = FollowUpReader(self._connection).owed(now, day_end)
        uids = self.task_uids(owed)
        items = {
            uids[str(one.id)]: CalendarItem(
                uid=uids[str(one.id)],
                subject=str(one.id),
                facts=TaskFacts(what=_what(one), due=seconds(one.due)),
            )
            for one in owed
            if str(one.id) in uids
        }
        return [*items.values()]

    def task_uids(self, follow_ups: Sequence[FollowUp]) -> dict[str, str]:
        """Return the UID of the to-do of each follow-up, by its ID."""
        numbers: dict[Subject, set[int]] = {}
        for one in follow_ups:
            numbers.setdefault(_subject(one.id.kind), set()).add(one.id.subject)
        lasting = {
            (subject, row["id"]): row["uid"]
            for subject, ids in numbers.items()
            for row in self._all(_UIDS[subject].format(placeholders(ids)))
        }
        return {
            str(one.id): derived_uid(0, "follow_up", one.id.kind.value, lasting[key])
            for one in follow_ups
            if (key := (_subject(one.id.kind), one.id.subject)) in lasting
        }

    def done(self) -> frozenset[str]:
        """Return the IDs of the follow-ups that the user has done."""
        return frozenset(row["name"] for row in self._all(_DONE))

    def pending(self) -> frozenset[str]:
        """Return the UIDs of what was taken over from calendars and not told to them since."""
        return frozenset(row["uid"] for row in self._all("SELECT uid FROM calendar_item WHERE pending"))

    def told(self) -> dict[str, CalendarItem]:
        """Return what calendars were told last, by UID."""
        items = {}
        for row in self._all("SELECT * FROM calendar_item ORDER BY id"):
            facts = load_facts(row["facts"])
            if facts is not None:
                items[row["uid"]] = CalendarItem(
                    uid=row["uid"],
                    subject=row["subject"],
                    facts=facts,
                    sequence=row["sequence"],
                    modified=instant(row["modified_at"]),
                )
        return items

    def known(
        self,
        now: datetime,
        day_end: datetime,
        zone: ZoneInfo,
        own_addresses: Sequence[str],
        folder: str | None = None,
    ) -> CalendarKnown:
        """Return what the events of a file are compared with.

        Args:
            now: follow-ups are owed at this instant.
            day_end: the end of the user's day.
            zone: the user's zone.
            own_addresses: the user's own email addresses.
            folder: the folder that the events lie in: they are compared with what its files said; None for
                others, which are compared with what calendars were told last.
        """
        owed = FollowUpReader(self._connection).owed(now, day_end)
        return CalendarKnown(
            interviews=[
                NamedInterview(uid=row["uid"], interview=record(Interview, row))
                for row in self._all("SELECT a.*, i.uid FROM agenda a JOIN interview i ON i.id = a.id")
            ],
            contacts=self._contact_names(),
            told=self._told() if folder is None else self._told_in(folder),
            follow_ups={str(one.id): one for one in owed},
            own_addresses=own_addresses,
            zone=zone,
            now=now,
        )

    def _contact_names(self) -> list[ContactName]:
        emails: dict[int, list[str]] = {}
        for row in self._all("SELECT contact_id, value FROM channel WHERE kind = 'email' ORDER BY id"):
            emails.setdefault(row["contact_id"], []).append(row["value"])
        return [
            ContactName(
                id=row["id"],
                name=row["name"],
                organization=row["organization"],
                emails=tuple(emails.get(row["id"], ())),
            )
            for row in self._all("SELECT id, name, organization FROM contact_list ORDER BY archived, id")
        ]

    def _told(self) -> dict[str, ToldItem]:
        items = self.told()
        return {
            row["uid"]: ToldItem(
                subject=items[row["uid"]].subject,
                facts=items[row["uid"]].facts,
                taken=load_facts(row["taken"]),
                is_pending=bool(row["pending"]),
                sequence=-1 if row["is_foreign"] else row["sequence"],
            )
            for row in self._all("SELECT uid, sequence, taken, pending, is_foreign FROM calendar_item")
            if row["uid"] in items
        }

    def _told_in(self, folder: str) -> dict[str, ToldItem]:
        subjects = {row["uid"]: row["subject"] for row in self._all("SELECT uid, subject FROM calendar_item")}
        return {
            one.uid: ToldItem(subject=subjects.get(one.uid, ""), facts=one.facts)
            for one in self.files(folder)
        }

    def files(self, folder: str) -> list[CalendarFile]:
        """Return the files that were written to a folder, or read from it."""
        rows = self._all("SELECT * FROM calendar_file WHERE folder = :folder ORDER BY id", {"folder": folder})
        return [
            CalendarFile(
                uid=row["uid"],
                name=row["name"],
                sequence=row["sequence"],
                stamp=row["stamp"],
                digest=row["digest"],
                facts=facts,
            )
            for row in rows
            if (facts := load_facts(row["facts"])) is not None
        ]

    def stamps(self, folder: str) -> dict[str, str]:
        """Return the stamps of the files in a folder, by name; faster than all about them."""
        rows = self._all("SELECT name, stamp FROM calendar_file WHERE folder = :folder", {"folder": folder})
        return {row["name"]: row["stamp"] for row in rows}

    @property
    def place(self) -> str:
        """The file or folder that the calendar was exported to last, on a screen; empty for none."""
        return self.memo(PLACE) or ""

    def is_unchanged(self, folder: str, circumstances: str, now: datetime) -> bool:
        """Return whether nothing can have changed since a folder was last brought up to date."""
        try:
            kept = json.loads(self.memo(memo_of(folder)) or "{}")
            return bool(kept["state"] == self._state(circumstances) and seconds(now) < kept["until"])
        except (ValueError, TypeError, KeyError):
            return False

    def summary(self, circumstances: str, now: datetime) -> str:
        """Return what `is_unchanged` compares: the state of the journal, and until when it is the same."""
        until = self._number(
            "SELECT min(coalesce((SELECT min(arises) FROM follow_up WHERE arises > :now), :never),"
            " coalesce((SELECT min(expires) FROM follow_up WHERE expires > :now), :never))",
            {"now": seconds(now), "never": 1 << 40},
        )
        return json.dumps({"state": self._state(circumstances), "until": until})

    def _state(self, circumstances: str) -> str:
        row = self._all(_STATE)[0]
        return f"{row['act']} {row['change']} {circumstances}"


def memo_of(folder: str) -> str:
    """Return the name under which the state of a folder is remembered."""
    return f"calendar:{folder}"


def _subject(kind: Kind) -> Subject:
    return Subject(RULES[kind].subject)


def _what(follow_up: FollowUp) -> str:
    what = follow_up.what
    return what if not follow_up.who or follow_up.who in what else f"{follow_up.who}: {what}"
