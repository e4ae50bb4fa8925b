"""The rows of the lists of targets, of the people at one, and of whom to ask next."""

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from iitui.domain.dates.calendar import say_ago
from iitui.domain.targets import MOTIVATION, POSTING, PersonThere, Proposal, Target, TargetColumn
from iitui.domain.text import clean_line
from iitui.ui.interviews.wording import say_stage
from iitui.ui.kit.lists.row_list import ListColumn, ListRow
from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortKind
from iitui.ui.kit.theme import QUIET

TARGETS = (
    ListColumn("Target", share=5),
    ListColumn("Motiv.", width=7),
    ListColumn("Posting", width=8),
    ListColumn("Tie", share=4, least=84),
    ListColumn("List", share=3, least=104),
    ListColumn("People", width=7, justify="right", least=46),
    ListColumn("Asked", width=6, justify="right"),
)
SORTING = ListSorting(
    (
        SortColumn(0, TargetColumn.ORGANIZATION),
        SortColumn(1, TargetColumn.MOTIVATION, SortKind.MOST),
        SortColumn(2, TargetColumn.POSTING, SortKind.MOST),
        SortColumn(3, TargetColumn.TIE),
        SortColumn(4, TargetColumn.SOURCE),
        SortColumn(5, TargetColumn.PEOPLE, SortKind.MOST),
        SortColumn(6, TargetColumn.ASKED, SortKind.MOST),
    ),
    words="in LAMP order",
)

PEOPLE = (
    ListColumn("Person", share=5),
    ListColumn("Role", share=4, least=46),
    ListColumn("Stage", width=8),
    ListColumn("Last touch", width=10, justify="right", least=44),
)
NEXT = (ListColumn("Ask next", share=1), ListColumn("At", share=1))

_POSTINGS = ("–", "nothing", "related", "the work")
_POSTING_STYLES = (QUIET, QUIET, "$text-warning", "$text-success")


def target_row(target: Target) -> ListRow:
    """Return the row of a target."""
    motivation = Content.assemble(
        ("●" * target.motivation, "$text-accent"),
        ("·" * (MOTIVATION[-1] - target.motivation), QUIET),
    )
    posting = min(max(target.posting, POSTING[0]), POSTING[-1])
    return ListRow(
        target.id,
        (
            clean_line(target.organization),
            motivation,
            Content.styled(_POSTINGS[posting], _POSTING_STYLES[posting]),
            Content(clean_line(target.tie)),
            Content.styled(clean_line(target.source), QUIET),
            str(len(target.people) or ""),
            Content.styled(str(target.requests or ""), "$text-warning"),
        ),
    )


def person_row(person: PersonThere, now: datetime) -> ListRow:
    """Return the row of somebody at a target."""
    last = say_ago(person.last_touch, now).removesuffix(" ago") if person.last_touch else "–"
    return ListRow(
        person.id,
        (
            clean_line(person.name),
            Content.styled(clean_line(person.role), QUIET),
            say_stage(person.stage),
            Content.styled(last, QUIET),
        ),
    )


def proposal_rows(proposals: Sequence[Proposal]) -> list[ListRow]:
    """Return the rows of whom to ask next; their keys are the targets."""
    return [
        ListRow(
            one.target.id,
            (
                clean_line(one.person.name) if one.person else Content.styled("find someone", QUIET),
                Content.styled(clean_line(one.target.organization), QUIET),
            ),
        )
        for one in proposals
    ]
