"""The words and pictures of comparisons: signs of answers, scales of impressions, occupations as rows."""

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.content import Content

from iitui.domain.comparison import (
    AGREEMENT_SIGNS,
    ComparedOccupation,
    EvidenceNeeded,
    Strength,
    evidence_warning,
    say_evidence,
    say_means,
)
from iitui.domain.dates.calendar import say_ago
from iitui.domain.occupations import Occupation, Standing
from iitui.domain.questions import Agreement
from iitui.domain.text import clean_line, several
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow
from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortKind, SortOrder, SortValue
from iitui.ui.kit.text.paragraphs import Paragraph, plain
from iitui.ui.kit.theme import QUIET
from iitui.ui.occupations.evidence import draw_evidence, draw_levels

_COLORS = {
    Agreement.AGREES: "$text-success",
    Agreement.DIFFERS: "bold $text-error",
    Agreement.ALONE: "$text-warning",
}

SIGNS = {
    agreement: (sign, _COLORS[agreement] if agreement else "") for agreement, sign in AGREEMENT_SIGNS.items()
}
"""The sign and the color of an answer, by how it compares; they tell each apart without color."""

OFF_RECORD = "⊘"
"""Stands beside the sign of an answer off the record."""

BEFORE, AFTER, BOTH = "○", "●", "◉"
"""Where an impression stands on the scale: before, since, both at one place."""

_STEPS = 9
"""Cells of the scale from 1 to 5: every half step."""

COLUMNS = (
    ListColumn("", 1),
    ListColumn("Occupation", share=3),
    ListColumn("", 20, least=92),
    ListColumn("Evidence", 22),
    ListColumn("", _STEPS, least=140),
    ListColumn("Before → after", 14, least=72),
    ListColumn("Standing", 10),
    ListColumn("I would like", share=3, least=124),
    ListColumn("I wouldn't like", share=3, least=124),
)


SORTING = ListSorting(
    (
        SortColumn(1, "occupation"),
        SortColumn(3, "evidence", SortKind.MOST),
        SortColumn(5, "impression", SortKind.MOST),
        SortColumn(6, "standing", SortKind.STEPS),
        SortColumn(7, "likes"),
        SortColumn(8, "dislikes"),
    ),
    SortOrder("occupation"),
)


def scale(before: float | None, after: float | None) -> str:
    """Draw impressions from 1 to 5 as a line of nine cells: "┼─○═══●─┼".

    What stands between the two is a double line; the circles are named in `BEFORE`, `AFTER` and `BOTH`.
    """
    cells = ["┼" if step % 2 == 0 else "─" for step in range(_STEPS)]
    places = [None if value is None else round((value - 1) * 2) for value in (before, after)]
    first, last = places
    if first is not None and last is not None:
        for step in range(min(first, last) + 1, max(first, last)):
            cells[step] = "═"
    if first is not None:
        cells[first] = BEFORE
    if last is not None:
        cells[last] = BOTH if first == last else AFTER
    return "".join(cells)


def scale_style(before: float | None, after: float | None) -> str:
    """Return the color of a scale: what has become better, and what worse, look different."""
    if before is None or after is None or before == after:
        return "$text-primary"
    return "$text-success" if after > before else "$text-warning"


def say_standing(occupation: Occupation, now: datetime) -> str:
    """Return where the user stands, since when, and why: "ruled out, set 3 weeks ago: too loud"."""
    words = occupation.standing.value
    if occupation.standing_at is not None:
        words = f"{words}, set {say_ago(occupation.standing_at, now)}"
    reason = clean_line(occupation.standing_reason)
    return f"{words}: {reason}" if reason else words


def sorted_occupations(
    occupations: Sequence[ComparedOccupation], needed: EvidenceNeeded, order: SortOrder
) -> Sequence[ComparedOccupation]:
    """Return occupations in an order."""
    if order == SORTING.usual:
        return occupations
    strengths, standings = [*Strength], [*Standing]
    value_of: Callable[[ComparedOccupation], SortValue] = {
        "occupation": lambda each: each.occupation.name,
        "evidence": lambda each: (
            strengths.index(each.evidence.strength_by(needed)) * 1000 + each.evidence.people
        ),
        "impression": lambda each: each.before if each.after is None else each.after,
        "standing": lambda each: standings.index(each.occupation.standing),
        "likes": lambda each: _joined(each.liked),
        "dislikes": lambda each: _joined(each.disliked),
    }[order.column]
    return SORTING.sort(occupations, value_of, order)


def occupation_rows(occupations: Sequence[ComparedOccupation], needed: EvidenceNeeded) -> FixedRows:
    """Return occupations as rows; the keys are their numbers."""
    return FixedRows([_occupation_row(each, needed) for each in occupations])


def _occupation_row(compared: ComparedOccupation, needed: EvidenceNeeded) -> ListRow:
    evidence = compared.evidence
    strength = evidence.strength_by(needed)
    sign = ("✓", "$text-success") if strength is Strength.SOUND else ("!", "$text-warning")
    if strength in (Strength.NONE, Strength.THIN):
        sign = (" ", "")
    people = f"{evidence.people} people" if evidence.people != 1 else "1 person"
    where = f", {several(evidence.organizations, 'org')}" if evidence.organizations else ""
    words = f"{people}{where}"
    if not evidence.people:
        words = f"{compared.planned} planned" if compared.planned else "–"
    return ListRow(
        compared.occupation.id,
        (
            Content.styled(*sign),
            compared.occupation.name,
            draw_evidence(evidence, needed) if evidence.people else "",
            Content.styled(words, "$text-warning" if evidence_warning(evidence, needed) else ""),
            Content.styled(
                scale(compared.before, compared.after), scale_style(compared.before, compared.after)
            ),
            say_means(compared.before, compared.after),
            Content.styled(compared.occupation.standing.value, QUIET),
            _joined(compared.liked),
            _joined(compared.disliked),
        ),
    )


def _joined(texts: Sequence[str]) -> str:
    """Join what was said in several debriefs; the same words twice stand there once."""
    return " · ".join(dict.fromkeys(clean_line(text[:200]) for text in texts))


_HANG = 12


def occupation_facts(
    compared: ComparedOccupation, hint: str, needed: EvidenceNeeded, now: datetime
) -> list[Paragraph]:
    """Return what there is to know of one occupation beside the list."""
    warning = evidence_warning(compared.evidence, needed)
    before, after = compared.before, compared.after
    drawn = draw_evidence(compared.evidence, needed)
    facts = [_drawn("Evidence", Content.assemble(drawn, "  ", plain(say_evidence(compared.evidence, now))))]
    if compared.evidence.levels:
        facts.append(_drawn("Levels", draw_levels(compared.evidence.levels)))
    if warning:
        facts.append(_fact("", warning, "$text-warning"))
    if hint:
        facts.append(_fact("Next", hint, "$text-primary"))
    if compared.planned:
        facts.append(_fact("Planned", several(compared.planned, "interview")))
    if before is not None or after is not None:
        picture = (scale(before, after), scale_style(before, after))
        facts.append(_drawn("Impression", Content.assemble(picture, f"  {say_means(before, after)}")))
    for label, texts in (("I like", compared.liked), ("I dislike", compared.disliked)):
        if texts:
            facts.append(_fact(label, _joined(texts)))
    facts.append(_fact("I am", say_standing(compared.occupation, now)))
    return facts


def _fact(label: str, text: str, style: str = "") -> Paragraph:
    return _drawn(label, Content.styled(plain(text), style) if style else Content(plain(text)))


def _drawn(label: str, body: Content) -> Paragraph:
    return Paragraph(body, Content.styled(label, QUIET), hang=_HANG, most=6)
