"""What the pane of an occupation says: where the user stands, the evidence, and what is still open."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.comparison import Evidence, EvidenceNeeded, OccupationSummary, evidence_warning
from iitui.domain.dates.calendar import say_ago, say_when
from iitui.domain.interviews import Interview
from iitui.domain.occupations import Standing
from iitui.domain.text import clean_line, comma_join, several
from iitui.ui.kit.text.paragraphs import Paragraph, plain
from iitui.ui.kit.theme import QUIET
from iitui.ui.occupations.evidence import draw_evidence, draw_levels

LABEL = 15
"""The width of the labels, in cells."""

STANDING_STYLES = {
    Standing.EXPLORING: "$foreground",
    Standing.PURSUING: "$text-success",
    Standing.RULED_OUT: "$text-error",
}


def occupation_paragraphs(
    summary: OccupationSummary,
    interviews: Sequence[Interview],
    now: datetime,
    zone: ZoneInfo,
    needed: EvidenceNeeded,
) -> list[Paragraph]:
    """Return what is known about an occupation and what is not.

    Args:
        summary: the occupation.
        interviews: those about it, latest first.
        now: the present instant.
        zone: the user's zone.
        needed: how much evidence is enough.
    """
    occupation = summary.occupation
    return [
        Paragraph(Content.styled(plain(occupation.name), "bold")),
        *_standing(summary, now, zone),
        Paragraph(Content("")),
        *_evidence(summary.evidence, now, needed),
        _fact("Still open", _open(summary)),
        _fact("Upcoming", Content(several(summary.planned, "interview") if summary.planned else "none")),
        *_interviews(interviews, now, zone),
        *_research(occupation.research),
    ]


def _fact(label: str, body: Content) -> Paragraph:
    return Paragraph(body, Content.styled(label, QUIET), LABEL)


def _standing(summary: OccupationSummary, now: datetime, zone: ZoneInfo) -> Iterator[Paragraph]:
    occupation = summary.occupation
    since = f" since {say_when(occupation.standing_at, zone, now)}" if occupation.standing_at else ""
    yield Paragraph(
        Content.assemble((occupation.standing.value, STANDING_STYLES[occupation.standing]), (since, QUIET))
    )
    if occupation.standing_reason:
        yield Paragraph(Content(plain(occupation.standing_reason)))


def _evidence(evidence: Evidence, now: datetime, needed: EvidenceNeeded) -> Iterator[Paragraph]:
    people = several(evidence.people, "person") if evidence.people == 1 else f"{evidence.people} people"
    where = f" at {several(evidence.organizations, 'organization')}" if evidence.organizations else ""
    words = f"{people}{where}" if evidence.people else "none yet"
    yield _fact("Evidence", Content.assemble(draw_evidence(evidence, needed), f"  {words}"))
    if evidence.levels:
        yield _fact("Levels", draw_levels(evidence.levels))
    if evidence.newest is not None and evidence.oldest is not None:
        newest, oldest = say_ago(evidence.newest, now), say_ago(evidence.oldest, now)
        yield _fact("Asked", Content(newest if newest == oldest else f"{newest}, the first {oldest}"))
    if warning := evidence_warning(evidence, needed):
        yield _fact("", Content.styled(warning, "$text-warning"))


def _open(summary: OccupationSummary) -> Content:
    if not summary.open_questions:
        return Content("no picked questions")
    words = several(summary.open_questions, "question")
    return Content.styled(f"{words} picked but not answered", "$text-warning")


def _interviews(interviews: Sequence[Interview], now: datetime, zone: ZoneInfo) -> Iterator[Paragraph]:
    if not interviews:
        return
    yield Paragraph(Content(""))
    yield Paragraph(Content.styled("Interviews", "bold"))
    for interview in interviews:
        when = say_when(interview.start, zone, now)
        who = comma_join(clean_line(interview.who), clean_line(interview.organization))
        yield Paragraph(
            Content.assemble(plain(who), (f"  {when}, {interview.status.value}", QUIET)), Content("•"), 2
        )


def _research(research: str) -> Iterator[Paragraph]:
    yield Paragraph(Content(""))
    yield Paragraph(Content.styled("Research", "bold"))
    if research:
        yield Paragraph(Content(plain(research)))
    else:
        yield Paragraph(Content.styled("Nothing yet. Press o to add research.", QUIET))
