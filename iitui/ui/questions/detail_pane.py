"""What there is to know about the question under the cursor."""

from collections.abc import Mapping

from textual.content import Content
from textual.widgets import Static

from iitui.domain.interviews import Interview
from iitui.domain.question_sets import QuestionSet
from iitui.domain.questions import Asked, BankRow, Origin, PlanItem, Question
from iitui.domain.text import several
from iitui.ui.kit.theme import QUIET
from iitui.ui.questions.rows import AGAIN, OAKLAND, PICKED, RESEARCHABLE, SENSITIVE, short

LONGEST_ANSWER = 600
"""The most characters of an answer that are shown; the brief and the comparison show all of it."""


class QuestionDetail(Static):
    """Shows one question in full, with its facts and what to keep in mind about it."""

    def show(
        self,
        question: Question | None,
        row: BankRow | None,
        item: PlanItem | None,
        interview: Interview | None,
        sets: Mapping[int, QuestionSet],
    ) -> None:
        """Show a question.

        Args:
            question: the question, or None for nothing.
            row: its row in the bank; None when it was taken out.
            item: its place in the plan; None when it is not picked.
            interview: the interview that is planned.
            sets: the question sets of the journal, by ID.
        """
        if question is None:
            self.update("")
            return
        lines = [Content.styled(question.text, "bold")]
        facts = Content.styled(_facts(question, sets.get(question.set_id or 0)), QUIET)
        notes = [Content("  ").join(words)] if (words := _notes_on(question, row, item, interview)) else []
        if item is not None and item.answer:
            # Where there is little room, the answer is what the user looks for.
            record = "Answer, off the record: " if item.off_record else "Answer: "
            answer = " ".join(item.answer[:LONGEST_ANSWER].split())
            lines += [Content.assemble((record, QUIET), answer), *notes, facts]
        else:
            lines += [facts, *notes]
        self.update(Content("\n").join(lines))


def _facts(question: Question, given_by: QuestionSet | None) -> str:
    words = [question.category.value, question.phase.value, f"{question.minutes} min"]
    if question.level is not None:
        words.append(f"best for: {question.level.value}")
    if given_by is not None:
        words.append(f"from {given_by.in_words}")
    else:
        words.append("your own" if question.origin is Origin.MINE else question.origin.value)
    if question.oakland:
        words.append(f"{OAKLAND} one of Oakland's fifteen topics")
    if question.retired:
        words.append("no longer in the bank")
    return " · ".join(words)


def _notes_on(
    question: Question, row: BankRow | None, item: PlanItem | None, interview: Interview | None
) -> list[Content]:
    notes: list[Content] = []
    if item is not None:
        word = "picked" if item.state is Asked.TO_ASK else item.state.value
        notes.append(Content.styled(f"{PICKED} {word}", "$text-success"))
    if row is not None and row.asked_before and interview is not None:
        notes.append(Content.styled(f"{AGAIN} already asked {short(interview.who, 28)}", "$text-warning"))
    if question.sensitive:
        notes.append(Content.styled(f"{SENSITIVE} sensitive: ask it late, or not at all", "$text-warning"))
    if question.researchable:
        notes.append(
            Content.styled(f"{RESEARCHABLE} look it up first: their web page may answer it", "$text-primary")
        )
    if row is not None and row.answers and interview is not None:
        people = "1 person" if row.answers == 1 else f"{row.answers} people"
        notes.append(Content.styled(f"● answered by {people} about {short(interview.occupation, 28)}", QUIET))
    if row is not None and row.asked:
        notes.append(Content.styled(f"useful answer {row.usable} of {several(row.asked, 'time')}", QUIET))
    return notes
