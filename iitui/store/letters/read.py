"""Reads what a letter to a contact needs."""

from collections.abc import Iterator
from datetime import datetime

from iitui.domain.contacts import Contact, Stage
from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.interview_results import DEBRIEF_TITLES, Debrief, label_takeaway
from iitui.domain.interviews import Interview, Status
from iitui.domain.letters.facts import (
    ABOUT_THE_LATEST,
    EarlierMail,
    LetterAbout,
    LetterFacts,
    NamedContact,
    Noted,
)
from iitui.domain.takeaways import TRIED_KINDS, Takeaway, TakeawayKind
from iitui.store.contacts.read import ContactReader
from iitui.store.interviews.read import InterviewReader
from iitui.store.interviews.read_results import ResultReader
from iitui.store.questions.read import QuestionReader
from iitui.store.row_reader import Reader, maybe_instant
from iitui.store.touches.read import TouchReader

MOST_NAMED = 20
"""Of so many contacts whom somebody named, the news are read."""

_OPENINGS = {
    TakeawayKind.INSIGHT: "I keep thinking about what you said:",
    TakeawayKind.ADVICE: "I wrote down your advice:",
    TakeawayKind.TO_TRY: "I'd like to try what you suggested:",
    TakeawayKind.RESOURCE: "Thank you for pointing me to this:",
}
"""What may be quoted in a letter of thanks, and how a sentence about it begins."""

_DEBRIEF_OPENINGS = {
    "news": "This was new to me:",
    "surprises": "What surprised me most:",
    "corrections": "I had this wrong until we talked:",
    "liked": "What I'd like about this work:",
}
"""The same for the texts of a debrief; what the user did not like stays theirs."""


class LetterReader(Reader):
    """Reads what letters are filled from; what is before `now` has happened."""

    def facts(
        self, contact_id: int, now: datetime, about: LetterAbout = ABOUT_THE_LATEST
    ) -> LetterFacts | None:
        """Return what a letter to a contact needs; None if there is no such contact.

        Args:
            contact_id: whom it goes to.
            now: what is before it has happened.
            about: what it is about; by default the latest interview, and the latest news.
        """
        contact = ContactReader(self._connection).get(contact_id, now)
        if contact is None:
            return None
        interviews = InterviewReader(self._connection).with_contact(contact_id)
        takeaways = ContactReader(self._connection).takeaways(contact_id)
        interview = self._interview(interviews, takeaways, about, now)
        names = self._names(interview, now)
        request = TouchReader(self._connection).latest_request(contact_id)
        return LetterFacts(
            contact=contact,
            interview=interview,
            coming=_coming(interviews, interview, now),
            occupation=self._occupation(interview),
            requested_at=request.at if request else None,
            mail=self._mail(contact_id),
            noted=tuple(self._noted(interview)) if interview else (),
            names=tuple(names),
            names_asked=tuple(name for name, is_asked in names.items() if is_asked),
            advice=_advice(takeaways, interview),
            promises=_promises(takeaways, about.follow_up),
            named=self._named(contact, about.follow_up, now),
            zone=interviews[0].zone if interviews else "",
        )

    @staticmethod
    def _interview(
        interviews: list[Interview], takeaways: list[Takeaway], about: LetterAbout, now: datetime
    ) -> Interview | None:
        """Return the interview that a letter is about: the one named, or the latest that has begun."""
        wanted, follow_up = about.interview_id, about.follow_up
        if follow_up is not None and follow_up.kind in (Kind.INTRODUCTION, Kind.MY_PROMISE):
            wanted = next((one.interview_id for one in takeaways if one.id == follow_up.subject), wanted)
        elif follow_up is not None and follow_up.kind in (
            Kind.THANK_YOU, Kind.CONFIRM, Kind.DEBRIEF, Kind.REPORT_BACK
        ):  # fmt: skip
            wanted = follow_up.subject
        if wanted is not None:
            return next((one for one in interviews if one.id == wanted), None)
        took_place = (Status.PLANNED, Status.HELD)
        return next((one for one in interviews if one.start <= now and one.status in took_place), None)

    def _occupation(self, interview: Interview | None) -> str:
        """Return the occupation of an interview; without one, the only one that is being explored."""
        if interview is not None and interview.occupation:
            return interview.occupation
        rows = self._all("SELECT name FROM occupation WHERE standing <> 'ruled out' LIMIT 2")
        return rows[0]["name"] if len(rows) == 1 else ""

    def _mail(self, contact_id: int) -> EarlierMail | None:
        row = self._first(
            "SELECT subject, message_id FROM touch WHERE contact_id = :id AND subject <> ''"
            " ORDER BY at DESC, id DESC LIMIT 1",
            {"id": contact_id},
        )
        return None if row is None else EarlierMail(row["subject"], row["message_id"])

    def _noted(self, interview: Interview) -> Iterator[Noted]:
        """Yield what was noted in an interview and may be quoted: nothing that is off the record."""
        results = ResultReader(self._connection)
        for takeaway in results.takeaways(interview.id):
            opening = _OPENINGS.get(takeaway.kind, "")
            if opening:
                yield Noted(label_takeaway(takeaway), takeaway.text, opening)
        for item in QuestionReader(self._connection).plan(interview.id):
            if item.answer and not item.off_record:
                yield Noted(item.question.text, item.answer)
        debrief = results.debrief(interview.id) or Debrief()
        for name, opening in _DEBRIEF_OPENINGS.items():
            text: str = getattr(debrief, name)
            if text:
                yield Noted(DEBRIEF_TITLES[name], text, opening, is_theirs=False)

    def _names(self, interview: Interview | None, now: datetime) -> dict[str, bool]:
        """Return whom somebody named in an interview, each with whether the user has been in touch with them.

        Where they are no contacts yet, it is what was noted.
        """
        rows = self._all(
            "SELECT coalesce(c.name, t.text) AS name, c.id AS contact_id FROM takeaway t"
            " LEFT JOIN contact c ON c.id = t.person_id"
            " WHERE t.interview_id = :id AND t.kind = 'name' ORDER BY t.created_at, t.id",
            {"id": interview.id if interview else None},
        )
        contacts = ContactReader(self._connection)
        names: dict[str, bool] = {}
        for row in rows:
            person = None if row["contact_id"] is None else contacts.get(row["contact_id"], now)
            is_asked = person is not None and person.stage is not Stage.TO_ASK
            names[" ".join(row["name"].split())] = is_asked
        return names

    def _named(
        self, contact: Contact, follow_up: FollowUpId | None, now: datetime
    ) -> tuple[NamedContact, ...]:
        """Return the contacts whom somebody named: the one that a letter is about, then the latest news."""
        is_about = follow_up is not None and follow_up.kind is Kind.TELL_THE_REFERRER
        rows = self._all(
            """SELECT c.id,
                (SELECT i.start FROM interview i WHERE i.contact_id = c.id
                    AND i.status IN ('planned', 'held') ORDER BY i.start DESC LIMIT 1) AS starts,
                (SELECT max(t.at) FROM touch t WHERE t.contact_id = c.id) AS touched
            FROM contact c WHERE c.referred_by_id = :id AND NOT c.archived
            ORDER BY c.id IS :first DESC, max(coalesce(starts, 0), coalesce(touched, 0)) DESC, c.id
            LIMIT :most""",
            {
                "id": contact.id,
                "first": follow_up.subject if is_about and follow_up else 0,
                "most": MOST_NAMED,
            },
        )
        named = []
        for row in rows:
            one = ContactReader(self._connection).get(row["id"], now)
            if one is not None and (one.stage is not Stage.TO_ASK or is_about):
                named.append(NamedContact(one.id, one.name, one.stage, maybe_instant(row["starts"])))
        return tuple(named)


def _coming(interviews: list[Interview], about: Interview | None, now: datetime) -> Interview | None:
    """Return the planned interview to confirm: the one that a letter is about, or the next."""
    ahead = [one for one in interviews if one.status is Status.PLANNED and one.start > now]
    if about in ahead:
        return about
    return min(ahead, key=lambda one: one.start, default=None)


def _advice(takeaways: list[Takeaway], interview: Interview | None) -> tuple[str, ...]:
    """Return the advice that was not reported on yet, that of the interview first."""
    untold = [one for one in takeaways if one.kind in TRIED_KINDS and one.told_at is None]
    number = interview.id if interview else None
    return tuple(one.text for one in sorted(untold, key=lambda one: one.interview_id != number))


def _promises(takeaways: list[Takeaway], follow_up: FollowUpId | None) -> tuple[str, ...]:
    """Return what the contact promised: what a letter is about, then the rest, latest first."""
    number = follow_up.subject if follow_up and follow_up.kind is Kind.INTRODUCTION else 0
    promises = [one for one in takeaways if one.kind is TakeawayKind.PROMISE_THEIRS]
    return tuple(one.text for one in sorted(promises, key=lambda one: (one.id != number, -one.id)))
