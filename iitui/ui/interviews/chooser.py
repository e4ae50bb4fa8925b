"""The dialog that asks which interview to plan for: coming ones first, then the past, latest first."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.dates.calendar import say_when
from iitui.domain.interviews import Interview, Status
from iitui.ui.kit.dialogs.chooser import Chooser
from iitui.ui.kit.lists.row_list import LazyRows, ListColumn, ListRow
from iitui.ui.kit.theme import QUIET

_COLUMNS = (
    ListColumn("When", 21),
    ListColumn("Who", share=3),
    ListColumn("Occupation", share=2, least=64),
    ListColumn("Plan", 9, justify="right"),
)


def interview_choices(
    coming: Sequence[Interview],
    past: Sequence[Interview],
    count_of: Callable[[int], int],
    now: datetime,
    zone: ZoneInfo,
) -> LazyRows:
    """Return interviews as rows in two sections; the questions of one are counted when its row is read.

    Args:
        coming: the next one first.
        past: the latest first.
        count_of: says how many questions are picked for an interview.
        now: the present instant.
        zone: the user's zone, in which times are shown.
    """
    entries: list[Interview | str] = []
    for name, interviews in (("Coming", coming), ("Past", past)):
        if interviews:
            entries += [f"{name} ({len(interviews)})", *interviews]

    def make(place: int) -> ListRow:
        entry = entries[place]
        if isinstance(entry, str):
            return ListRow(entry, (entry,), heading=True)
        return _row(entry, count_of(entry.id), say_when(entry.start, zone, now))

    return LazyRows([entry if isinstance(entry, str) else entry.id for entry in entries], make)


def _row(interview: Interview, count: int, when: str) -> ListRow:
    is_off = interview.status in (Status.CANCELLED, Status.MISSED)
    plan = interview.status.value if is_off else f"{count} picked" if count else "nothing picked"
    style = QUIET if count or is_off else "$text-warning"
    return ListRow(
        interview.id,
        (when, interview.who, Content.styled(interview.occupation, QUIET), Content.styled(plan, style)),
        style="dim" if is_off else "",
    )


class InterviewChooser(Chooser):
    """Asks for one interview."""

    def __init__(self, rows: LazyRows, initial_key: int | None) -> None:
        """Make the choice; the cursor begins on the interview `initial_key`."""
        super().__init__("Pick questions for which interview?", _COLUMNS, rows, initial_key=initial_key)
