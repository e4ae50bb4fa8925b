"""The field brief: what all interviews say about one occupation, on one page.

Its sources are people by their role, not by their name: what was said in one interview enriches the next
without naming who said it (Hong Kong open textbook 36248; Berkeley: consider what may be disclosed). It is
made of what `Comparison.published` leaves: no answer off the record is in it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.comparison import (
    ComparedAnswer,
    Comparison,
    Evidence,
    EvidenceNeeded,
    Voice,
    evidence_warning,
    mean,
    say_evidence,
)
from iitui.domain.dates.calendar import say_day
from iitui.domain.interviews import Rating
from iitui.domain.questions import Category, Question
from iitui.domain.takeaways import TakeawayKind
from iitui.reports.pages import Entry, Fact, Item, Page, Section, TextBlock
from iitui.reports.records import Record, iso
from iitui.reports.tables import Table

_TAKEAWAYS = {
    TakeawayKind.INSIGHT: "Insights",
    TakeawayKind.ADVICE: "Advice",
    TakeawayKind.TO_TRY: "To try",
    TakeawayKind.RESOURCE: "Resources",
}
"""What of the takeaways is about the occupation; promises and names are between two people."""

_DEBRIEFS = {
    "news": "What was new",
    "liked": "What I would like",
    "disliked": "What I wouldn't like",
    "surprises": "What surprised me",
    "corrections": "What I had wrong",
}


def field_brief_page(
    comparison: Comparison,
    open_questions: Sequence[Question],
    needed: EvidenceNeeded,
    now: datetime,
    zone: ZoneInfo,
) -> Page:
    """Return the page of an occupation.

    Args:
        comparison: what of it may leave the program, see `Comparison.published`.
        open_questions: those that nobody has answered yet.
        needed: how much evidence is enough.
        now: the present instant.
        zone: the user's.
    """
    said = _Sources(comparison.voices)
    about = _about_the_occupation(comparison.questions)
    disputed = [question for question in about if comparison.is_disputed(question.id)]
    calm = [question for question in about if question not in disputed]
    shared = [question for question in calm if len(comparison.answers_to(question.id)) > 1]
    single = [question for question in calm if question not in shared]
    return Page(
        f"Field brief: {comparison.occupation.name}",
        [
            Section("", [*_facts(comparison, needed, now, zone)]),
            Section("What I looked up", _text(comparison.occupation.research)),
            Section("What several people said", _answers(comparison, shared, said)),
            Section("Where they differ", _answers(comparison, disputed, said)),
            Section("What one person said", _single_answers(comparison, single, said)),
            *(Section(title, _takeaways(comparison, kind, said)) for kind, title in _TAKEAWAYS.items()),
            *(Section(title, _debriefs(comparison, name, said)) for name, title in _DEBRIEFS.items()),
            Section(
                "Open questions", [Item(question.text) for question in _about_the_occupation(open_questions)]
            ),
        ],
    )


def field_brief_record(
    comparison: Comparison, open_questions: Sequence[Question], needed: EvidenceNeeded, zone: ZoneInfo
) -> Record:
    """Return an occupation for JSON; the arguments are those of `field_brief_page`."""
    said = _Sources(comparison.voices)
    return {
        "occupation": comparison.occupation.name,
        "standing": comparison.occupation.standing.value,
        "standing_reason": comparison.occupation.standing_reason,
        "research": comparison.occupation.research,
        "evidence": evidence_record(comparison.evidence, needed, zone),
        "sources": [said.label(voice.contact_id) for voice in comparison.voices],
        "questions": [
            {
                "text": question.text,
                "disputed": comparison.is_disputed(question.id),
                "answers": [
                    {
                        "source": said.label(answer.contact_id),
                        "text": said.without_names(answer.item.answer),
                        "agreement": answer.item.agreement.value if answer.item.agreement else None,
                    }
                    for answer in comparison.answers_to(question.id)
                ],
            }
            for question in _about_the_occupation(comparison.questions)
        ],
        "takeaways": [
            {
                "kind": takeaway.kind.value,
                "source": said.label(takeaway.contact_id),
                "text": said.without_names(takeaway.text),
            }
            for takeaway in comparison.takeaways
            if takeaway.kind in _TAKEAWAYS
        ],
        "open_questions": [question.text for question in _about_the_occupation(open_questions)],
    }


def evidence_record(evidence: Evidence, needed: EvidenceNeeded, zone: ZoneInfo) -> Record:
    """Return for JSON on what a comparison rests."""
    return {
        "strength": evidence.strength_by(needed).value,
        "people": evidence.people,
        "organizations": evidence.organizations,
        "levels": {level.value: count for level, count in evidence.levels.items()},
        "oldest": iso(evidence.oldest, zone) if evidence.oldest else None,
        "newest": iso(evidence.newest, zone) if evidence.newest else None,
    }


def _about_the_occupation(questions: Sequence[Question]) -> list[Question]:
    """Return questions without those about whom to ask next: their answers stay between two people."""
    return [question for question in questions if question.category is not Category.REFERRAL]


class _Sources:
    """The people as sources: each by role and level, numbered where these are alike."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        roles = {voice.contact_id: voice.role or "A contact" for voice in voices}
        counts = Counter(roles.values())
        numbers: Counter[str] = Counter()
        self._labels: dict[int, str] = {}
        for contact_id, role in roles.items():
            numbers[role] += 1
            self._labels[contact_id] = f"{role} {numbers[role]}" if counts[role] > 1 else role
        self._names = {voice.who: self._labels[voice.contact_id] for voice in voices if len(voice.who) > 2}

    def label(self, contact_id: int) -> str:
        """Return what the page calls a person."""
        return self._labels[contact_id]

    def without_names(self, text: str) -> str:
        """Return a text with the full names of the sources replaced by what the page calls them."""
        for name, label in self._names.items():
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", label.replace("\\", r"\\"), text)
        return text


def _facts(comparison: Comparison, needed: EvidenceNeeded, now: datetime, zone: ZoneInfo) -> Iterable[Fact]:
    occupation, evidence = comparison.occupation, comparison.evidence
    standing = occupation.standing.value
    since = f", since {_day(occupation.standing_at, zone)}" if occupation.standing_at else ""
    reason = f": {occupation.standing_reason}" if occupation.standing_reason else ""
    pairs = (
        ("Evidence", say_evidence(evidence, now)),
        ("Caution", evidence_warning(evidence, needed)),
        ("Where I stand", f"{standing}{since}{reason}"),
        ("Impression", _impressions(comparison.voices)),
        ("As of", _day(now, zone)),
    )
    return (Fact(label, text) for label, text in pairs if text)


def _impressions(voices: Sequence[Voice]) -> str:
    before = _of_five(voice.before_rating for voice in voices)
    after = _of_five(voice.after_rating for voice in voices)
    if not after:
        return f"{before} before" if before else ""
    return f"{before} before, {after} since" if before else f"{after} since"


def _of_five(ratings: Iterable[Rating | None]) -> str:
    average = mean(ratings)
    return "" if average is None else f"{average:.1f} of {len(Rating)}"


def _day(instant: datetime, zone: ZoneInfo) -> str:
    return say_day(instant.astimezone(zone).date())


def _text(text: str) -> list[Entry]:
    return [TextBlock(text)] if text else []


def _answers(comparison: Comparison, questions: Sequence[Question], said: _Sources) -> list[Entry]:
    """Return the answers to some questions as a table, a column for each source that answered one."""
    given = {question.id: comparison.answers_to(question.id) for question in questions}
    speaking = {answer.contact_id for answers in given.values() for answer in answers}
    voices = [voice.contact_id for voice in comparison.voices if voice.contact_id in speaking]
    if not voices:
        return []
    rows = [(question.text, *_cells(given[question.id], voices, said)) for question in questions]
    return [Table(("Question", *map(said.label, voices)), rows)]


def _single_answers(comparison: Comparison, questions: Sequence[Question], said: _Sources) -> list[Entry]:
    """Return the answers to questions that one person answered, each with its source."""
    rows = [
        (
            question.text,
            _judged(answer, said.without_names(answer.item.answer)),
            said.label(answer.contact_id),
        )
        for question in questions
        for answer in comparison.answers_to(question.id)
    ]
    return [Table(("Question", "Answer", "Source"), rows)] if rows else []


def _cells(answers: Sequence[ComparedAnswer], voices: Sequence[int], said: _Sources) -> list[str]:
    texts: Mapping[int, str] = {
        answer.contact_id: _judged(answer, said.without_names(answer.item.answer)) for answer in answers
    }
    return [texts.get(contact_id, "") for contact_id in voices]


def _judged(answer: ComparedAnswer, text: str) -> str:
    agreement = answer.item.agreement
    return f"[{agreement.value}] {text}" if agreement else text


def _takeaways(comparison: Comparison, kind: TakeawayKind, said: _Sources) -> list[Entry]:
    return [
        Item(f"{said.without_names(takeaway.text)} ({said.label(takeaway.contact_id)})")
        for takeaway in comparison.takeaways
        if takeaway.kind is kind
    ]


def _debriefs(comparison: Comparison, name: str, said: _Sources) -> list[Entry]:
    return [
        Item(f"{said.without_names(text)} (after {said.label(voice.contact_id)})")
        for voice in comparison.voices
        for debrief in voice.debriefs
        if (text := getattr(debrief, name))
    ]
