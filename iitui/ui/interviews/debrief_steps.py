"""The steps of a debrief: what is asked one after the other, and the fields of each step."""

from collections.abc import Iterator
from dataclasses import dataclass

from iitui.domain.contacts import NamePermission
from iitui.domain.debrief_entries import LINES, DebriefEntries, NameEntry
from iitui.domain.debriefs import DebriefRecord
from iitui.domain.interviews import Interview, Rating
from iitui.domain.known_words import CONTACT_LINE, VIA_LINE
from iitui.domain.takeaways import Trial
from iitui.ui.kit.forms.fields import CheckField, ChoiceField, Field, LongTextField, TextField

SPARE_NAMES = 6
"""How many names can be written down besides those that were noted during the interview."""

NO_RATING = "not said"
"""The choice for no impression."""

_TEXTS = (
    ("news", "What was new?", "New"),
    ("liked", "What would I like about it?", "I would like"),
    ("disliked", "What wouldn't I like?", "I would not"),
    ("surprises", "What surprised me?", "Surprised me"),
    ("corrections", "What did I have wrong?", "Corrected"),
    ("about_me", "What did it show about my strengths and weaknesses?", "About me"),
)
_TRIALS = {
    Trial.SHADOWING: "Shadowing",
    Trial.PROJECT: "A project",
    Trial.COURSE: "A course",
    Trial.VOLUNTEERING: "Volunteering",
    Trial.INTERNSHIP: "An internship",
}
_LINES = {
    "promises_theirs": "They promised",
    "promises_mine": "I promised",
    **{trial.value: label for trial, label in _TRIALS.items()},
    "insights": "Insights",
    "advice": "Advice",
    "resources": "Resources",
}


@dataclass(frozen=True, slots=True)
class DebriefStep:
    """What is asked at once.

    Attributes:
        question: what is asked.
        hint: how it is answered, or what was said of it before; '' for nothing.
        fields: from top to bottom.
        above: field name -> a line that stands above it.
        is_one_text: whether the question is its only label, where only this step is shown.
    """

    question: str
    hint: str
    fields: tuple[Field, ...]
    above: dict[str, str]
    is_one_text: bool = False


def debrief_steps(record: DebriefRecord, entries: DebriefEntries) -> list[DebriefStep]:
    """Return the steps in the order in which they are asked."""
    steps = [
        DebriefStep(
            question,
            "",
            (LongTextField(name=name, label=label, value=getattr(entries, name), lines=2),),
            {},
            is_one_text=True,
        )
        for name, question, label in _TEXTS
    ]
    steps.append(_impression(record.interview, entries))
    if record.unanswered:
        steps.append(_questions(record, entries))
    steps.append(
        DebriefStep(
            "Who did they name?",
            "Each one is added as a contact they named. One per line: name, role, organization <email>.",
            tuple(_names(record, entries)),
            {},
        )
    )
    steps += _lines(entries)
    return steps


def _impression(interview: Interview, entries: DebriefEntries) -> DebriefStep:
    rating = entries.after_rating
    before = " · ".join(
        words
        for words in (
            interview.before_rating.words if interview.before_rating else "",
            f"“{' '.join(interview.before.split())}”" if interview.before else "",
        )
        if words
    )
    return DebriefStep(
        "What do I think of this work now?",
        f"Before: {before}" if before else "You didn't write anything down before. Press 1 to 5 to choose.",
        (
            ChoiceField(
                name="after_rating",
                label="Impression",
                options=tuple(one.words for one in Rating),
                value=rating.words if rating else "",
                blank=NO_RATING,
            ),
            LongTextField(name="after", label="What I think", value=entries.after, lines=2),
        ),
        {},
    )


def _questions(record: DebriefRecord, entries: DebriefEntries) -> DebriefStep:
    answers = dict(entries.answers)
    fields: list[Field] = [
        LongTextField(name=answer_field(item.id), label="", value=answers.get(item.id, ""), lines=2)
        for item in record.unanswered
    ]
    fields.append(
        CheckField(
            name="skip_rest",
            label="The rest",
            value=entries.skip_rest,
            hint="mark the ones left empty as skipped",
        )
    )
    return DebriefStep(
        "These questions have no answer yet.",
        "Type in anything they did say. Press space at the end to mark the rest as skipped.",
        tuple(fields),
        {answer_field(item.id): item.question.text for item in record.unanswered},
    )


def answer_field(item_id: int) -> str:
    """The name of the field for the answer to a planned question."""
    return f"answer_{item_id}"


def _names(record: DebriefRecord, entries: DebriefEntries) -> Iterator[Field]:
    for place, entry in enumerate(name_rows(record, entries)):
        yield TextField(
            name=f"name_{place}",
            label="Name" if place == 0 else "And",
            value=entry.line,
            suggests=CONTACT_LINE,
            hint="Ana Ruiz, Nurse Manager, Beaumont <ana@example.org>",
        )
        yield ChoiceField(
            name=f"permission_{place}",
            label="  May I say who?",
            options=tuple(permission.value for permission in NamePermission),
            value=entry.permission.value,
        )


def name_rows(record: DebriefRecord, entries: DebriefEntries) -> list[NameEntry]:
    """The rows of names: those that were noted or typed, and spare ones."""
    noted = len(record.names_to_add)
    rows = list(entries.names)
    return rows + [NameEntry()] * max(noted + SPARE_NAMES - len(rows), 0)


def _lines(entries: DebriefEntries) -> list[DebriefStep]:
    fields = {
        name: LongTextField(
            name=name,
            label=_LINES[name],
            value=getattr(entries, name),
            lines=2,
            suggests=VIA_LINE if line.trial else None,
        )
        for name, line in LINES.items()
    }
    trials = tuple(fields[trial.value] for trial in Trial)
    promises = (fields["promises_theirs"], fields["promises_mine"])
    rest = tuple(field for field in fields.values() if field not in (*trials, *promises))
    return [
        DebriefStep(
            "What was promised?",
            "One per line, with a date if there is one: send the syllabus by friday",
            promises,
            {},
        ),
        DebriefStep(
            "What could I try next?",
            "One per line. Add “via” if someone else offers it: a night shift via Ana Ruiz",
            trials,
            {},
        ),
        DebriefStep("What else is worth keeping?", "One per line.", rest, {}),
    ]
