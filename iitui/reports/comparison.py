"""Comparisons to print: the evidence about an occupation and the answers side by side, as text and for JSON.

They are made of what `Comparison.published` leaves: no answer off the record is in them.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.comparison import (
    AGREEMENT_SIGNS,
    ComparedOccupation,
    Comparison,
    EvidenceNeeded,
    Voice,
    evidence_warning,
    mean,
    say_evidence,
    say_means,
    whom_to_ask_next,
)
from iitui.domain.questions import Question
from iitui.domain.text import clean_line, comma_join
from iitui.reports.field_brief import evidence_record
from iitui.reports.pages import Entry, Fact, Page, Section
from iitui.reports.records import Record, iso

_LONGEST_NAME = 24


def comparison_page(comparison: Comparison, needed: EvidenceNeeded, now: datetime) -> Page:
    """Return the page of an occupation: its evidence, and for each question what everybody answered."""
    people = [Fact(_short(voice.who), _about(voice)) for voice in comparison.voices]
    return Page(
        comparison.occupation.name,
        [
            Section("", [*_evidence(comparison, needed, now)]),
            Section("People", people),
            *(Section(question.text, [*_answers(comparison, question)]) for question in comparison.questions),
        ],
    )


def _evidence(comparison: Comparison, needed: EvidenceNeeded, now: datetime) -> Iterator[Entry]:
    occupation = comparison.occupation
    yield Fact("Evidence", say_evidence(comparison.evidence, now))
    warning = evidence_warning(comparison.evidence, needed)
    if warning:
        yield Fact("Mind", warning)
    hint = whom_to_ask_next(comparison.voices, needed)
    if hint:
        yield Fact("Next", hint)
    impressions = say_means(*_means(comparison.voices))
    if impressions:
        yield Fact("Before, since", impressions)
    reason = f": {clean_line(occupation.standing_reason)}" if occupation.standing_reason else ""
    yield Fact("I am", f"{occupation.standing.value}{reason}")


def _about(voice: Voice) -> str:
    return comma_join(voice.role, voice.organization, voice.level.value if voice.level else "")


def _answers(comparison: Comparison, question: Question) -> Iterator[Entry]:
    names = {voice.contact_id: _short(voice.who) for voice in comparison.voices}
    for answer in comparison.answers_to(question.id):
        yield Fact(names[answer.contact_id], f"{AGREEMENT_SIGNS[answer.item.agreement]} {answer.item.answer}")


def _short(name: str) -> str:
    line = clean_line(name)
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1].rstrip()}…"


def _means(voices: Sequence[Voice]) -> tuple[float | None, float | None]:
    return mean(voice.before_rating for voice in voices), mean(voice.after_rating for voice in voices)


def comparison_record(comparison: Comparison, needed: EvidenceNeeded, zone: ZoneInfo) -> Record:
    """Return a comparison for JSON.

    An object with `occupation`, `standing`, `standing_reason`, `standing_at` (or null), `evidence`,
    `warning`, `next` (a hint whom to look for), `before` and `after` (means of impressions from 1 to 5, or
    null), `people` and `questions`. Of these, `evidence` is an object with `strength`, `people`,
    `organizations`, `levels`, `oldest` and `newest`; `people` are objects with `contact_id`, `who`, `role`,
    `organization`, `level`, `before` and `after`; `questions` are objects with `id`, `text`, `category`,
    `disputed` and `answers`, each with `contact_id`, `who`, `interview_id`, `answered` (a time), `agreement`
    ("agrees", "differs", "alone" or null) and `text`. Times have the offset of the user's zone.
    """
    occupation, voices = comparison.occupation, comparison.voices
    before, after = _means(voices)
    return {
        "occupation": occupation.name,
        "standing": occupation.standing.value,
        "standing_reason": occupation.standing_reason,
        "standing_at": iso(occupation.standing_at, zone) if occupation.standing_at else None,
        "evidence": evidence_record(comparison.evidence, needed, zone),
        "warning": evidence_warning(comparison.evidence, needed),
        "next": whom_to_ask_next(voices, needed),
        "before": before,
        "after": after,
        "people": [_voice_record(voice) for voice in voices],
        "questions": [_question_record(comparison, question, zone) for question in comparison.questions],
    }


def _voice_record(voice: Voice) -> Record:
    return {
        "contact_id": voice.contact_id,
        "who": voice.who,
        "role": voice.role,
        "organization": voice.organization,
        "level": voice.level.value if voice.level else None,
        "before": voice.before_rating.value if voice.before_rating else None,
        "after": voice.after_rating.value if voice.after_rating else None,
    }


def _question_record(comparison: Comparison, question: Question, zone: ZoneInfo) -> Record:
    names = {voice.contact_id: voice.who for voice in comparison.voices}
    return {
        "id": question.id,
        "text": question.text,
        "category": question.category.value,
        "disputed": comparison.is_disputed(question.id),
        "answers": [
            {
                "contact_id": answer.contact_id,
                "who": names[answer.contact_id],
                "interview_id": answer.item.interview_id,
                "answered": iso(answer.at, zone),
                "agreement": answer.item.agreement.value if answer.item.agreement else None,
                "text": answer.item.answer,
            }
            for answer in comparison.answers_to(question.id)
        ],
    }


def occupation_record(compared: ComparedOccupation, needed: EvidenceNeeded, zone: ZoneInfo) -> Record:
    """Return an occupation for JSON, as in the list of all.

    An object with `occupation`, `standing`, `evidence` (as in `comparison_record`), `before` and `after`
    (means of impressions from 1 to 5, or null), `liked` and `disliked` (lists of texts), and `planned` (how
    many interviews are to come).
    """
    return {
        "occupation": compared.occupation.name,
        "standing": compared.occupation.standing.value,
        "evidence": evidence_record(compared.evidence, needed, zone),
        "before": compared.before,
        "after": compared.after,
        "liked": list(compared.liked),
        "disliked": list(compared.disliked),
        "planned": compared.planned,
    }
