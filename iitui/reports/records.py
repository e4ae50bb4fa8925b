"""Records for JSON of what the journal contains: times in ISO 8601 with offset, enums as their values."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.briefs import Brief
from iitui.domain.contacts import Contact
from iitui.domain.follow_ups import FollowUp, FollowUpId, Verdict
from iitui.domain.history import Act
from iitui.domain.interview_results import InterviewResult
from iitui.domain.interviews import Interview, zone_of
from iitui.domain.question_sets import QuestionSet
from iitui.domain.questions import PlanItem, Question
from iitui.domain.touches import Touch

Record = dict[str, object]
"""A JSON object."""


def iso(instant: datetime, zone: ZoneInfo) -> str:
    """Return an instant with the offset of a zone, to the second: "2026-11-24T14:00:00-05:00"."""
    return instant.astimezone(zone).isoformat(timespec="seconds")


def _maybe_iso(instant: datetime | None, zone: ZoneInfo) -> str | None:
    return None if instant is None else iso(instant, zone)


def follow_up_record(follow_up: FollowUp, zone: ZoneInfo) -> Record:
    """Return a follow-up; `due` has the offset of the user's zone."""
    return {
        "id": str(follow_up.id),
        "kind": follow_up.id.kind.value,
        "who": follow_up.who,
        "contact_id": follow_up.contact_id,
        "interview_id": follow_up.interview_id,
        "due": iso(follow_up.due, zone),
        "state": follow_up.state.value,
        "what": follow_up.what,
    }


def settlement_record(
    follow_up: FollowUp,
    verdict: Verdict,
    zone: ZoneInfo,
    *,
    until: datetime | None = None,
    again: datetime | None = None,
) -> Record:
    """Return a follow-up with its settlement.

    Args:
        follow_up: as it was before.
        verdict: how it was settled.
        zone: the user's zone, whose offset times have.
        until: until when it is snoozed; null in the record if it is not.
        again: when what has the same ID is due next; null in the record if nothing is.
    """
    return {
        **follow_up_record(follow_up, zone),
        "settlement": verdict.value,
        "until": _maybe_iso(until, zone),
        "comes_again": _maybe_iso(again, zone),
    }


def interview_record(interview: Interview) -> Record:
    """Return an interview; its times have the offset of its own zone."""
    zone = zone_of(interview)
    return {
        "id": interview.id,
        "who": interview.who,
        "starts": iso(interview.start, zone),
        "ends": iso(interview.end, zone),
        "zone": interview.zone,
        "minutes": interview.minutes,
        "medium": interview.medium.value,
        "place": interview.place,
        "occupation": interview.occupation,
    }


def interview_status_record(interview: Interview) -> Record:
    """Return an interview with its status, as in lists of interviews."""
    return {**interview_record(interview), "status": interview.status.value}


def contact_record(contact: Contact, zone: ZoneInfo) -> Record:
    """Return a contact; `last_touch` has the offset of the user's zone, or is null."""
    return {
        "id": contact.id,
        "name": contact.name,
        "organization": contact.organization,
        "role": contact.role,
        "emails": list(contact.emails),
        "phones": list(contact.phones),
        "stage": contact.stage.value,
        "tags": list(contact.tags),
        "referred_by": contact.referred_by,
        "last_touch": _maybe_iso(contact.last_touch, zone),
    }


def touch_record(
    touch: Touch, who: str, settled: Sequence[FollowUpId], answered: Touch | None, zone: ZoneInfo
) -> Record:
    """Return a touch, with the follow-ups that it settled and the request that it answered, if any.

    Times have the offset of the user's zone.
    """
    return {
        "id": touch.id,
        "contact_id": touch.contact_id,
        "who": who,
        "at": iso(touch.at, zone),
        "kind": touch.kind.value,
        "direction": touch.direction.value,
        "text": touch.text,
        "request": touch.is_request,
        "outcome": touch.outcome.value if touch.outcome else None,
        "ask_again": _maybe_iso(touch.ask_again_at, zone),
        "answered": _maybe_iso(touch.answered_at, zone),
        "settled": [str(name) for name in settled],
        "answers": None
        if answered is None
        else {
            "id": answered.id,
            "outcome": answered.outcome.value if answered.outcome else None,
            "ask_again": _maybe_iso(answered.ask_again_at, zone),
        },
    }


def question_record(question: Question, given_by: QuestionSet | None = None) -> Record:
    """Return a question of the bank.

    Args:
        question: the question.
        given_by: the set that it came with; None if it came with none.
    """
    about = (
        {"name": given_by.name, "author": given_by.author, "version": given_by.version} if given_by else None
    )
    return {
        "id": question.id,
        "text": question.text,
        "category": question.category.value,
        "phase": question.phase.value,
        "minutes": question.minutes,
        "sensitive": question.sensitive,
        "researchable": question.researchable,
        "level": question.level.value if question.level else None,
        "origin": question.origin.value,
        "uid": question.uid,
        "set": about,
    }


def act_record(act: Act, zone: ZoneInfo) -> Record:
    """Return an act of the history; `at` has the offset of the user's zone."""
    return {"id": act.id, "at": iso(act.at, zone), "name": act.name, "undone": act.undone}


def brief_record(brief: Brief, zone: ZoneInfo) -> Record:
    """Return a brief: the interview as in other records, and what is known about it; nothing off the record.

    The times of the interview have the offset of its own zone, all others that of the user's.
    """
    contact, own = brief.contact, zone_of(brief.interview)
    return {
        **interview_status_record(brief.interview),
        "be_there": iso(brief.be_there, own),
        "leave_by": _maybe_iso(brief.leave_by, own),
        "contact": {
            **contact_record(contact, zone),
            "level": contact.level.value if contact.level else None,
            "urls": list(contact.urls),
            "source": contact.source,
            "name_permission": contact.name_permission.value,
            "notes": contact.notes,
        },
        "organization_research": contact.organization_notes,
        "occupation_research": brief.occupation.research if brief.occupation else "",
        "before": brief.interview.before,
        **_result_record(brief.interview, brief, zone),
        "touches": _touches(brief, zone),
        "promises": [
            {"kind": promise.kind.value, "text": promise.text, "due": _maybe_iso(promise.due_at, zone)}
            for promise in brief.promises
        ],
        "earlier": [
            {
                **interview_status_record(earlier),
                "before": earlier.before,
                **_result_record(earlier, brief, zone),
            }
            for earlier in brief.earlier
        ],
        "questions": [_planned(item) for item in brief.plan],
        "question_minutes": sum(item.question.minutes for item in brief.plan),
        "checklist": [
            {"text": item.text, "lead_days": item.lead_days, "ticked": item.ticked_at is not None}
            for item in brief.checklist
        ],
    }


def _result_record(interview: Interview, brief: Brief, zone: ZoneInfo) -> Record:
    """Return what an interview gave: impressions, debrief, takeaways, and who was named."""
    result = brief.result_of(interview.id) or InterviewResult.nothing(interview.id)
    return {
        "before_rating": interview.before_rating,
        "after": interview.after,
        "after_rating": interview.after_rating,
        "debrief": asdict(result.debrief) if result.debrief else None,
        "takeaways": [
            {
                "kind": one.kind.value,
                "text": one.text,
                "due": _maybe_iso(one.due_at, zone),
                "trial": one.trial.value if one.trial else None,
                "offered_by": result.offered_by.get(one.person_id or 0, interview.who) if one.trial else None,
            }
            for one in result.takeaways
        ],
        "named": [
            {
                "name": one.text,
                "contact_id": one.contact_id,
                "stage": one.stage.value if one.stage else None,
                "named": one.named,
            }
            for one in result.named
        ],
        "answers": [{"question": question, "answer": answer} for question, answer in result.public_answers],
        "transcripts": result.transcripts,
    }


def _touches(brief: Brief, zone: ZoneInfo) -> list[Record]:
    return [
        {
            "at": iso(touch.at, zone),
            "kind": touch.kind.value,
            "direction": touch.direction.value,
            "text": touch.text,
            "outcome": touch.outcome.value if touch.outcome else None,
        }
        for touch in brief.touches
    ]


def _planned(item: PlanItem) -> Record:
    question = item.question
    return {
        "id": question.id,
        "text": question.text,
        "phase": question.phase.value,
        "minutes": question.minutes,
        "sensitive": question.sensitive,
        "state": item.state.value,
    }
