"""Which interview to plan for: the coming ones first, then the past, the latest first."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.dates.calendar import say_when
from iitui.domain.interviews import Interview, Status
from iitui.ui.kit.dialogs.chooser import Chooser
from iitui.ui.kit.lists.row_list import ListColumn, ListRow, RowKey
from iitui.ui.kit.theme import QUIET

_COLUMNS = (
    ListColumn("When", 21),
    ListColumn("Who", share=3),
    ListColumn("Occupation", share=2, least=64),
    ListColumn("Plan", 9, justify="right"),
)


class InterviewRows:
    """Interviews as rows in two sections; how many questions one has is counted when its row is seen."""

    def __init__(
        self,
        coming: Sequence[Interview],
        past: Sequence[Interview],
        count_of: Callable[[int], int],
        now: datetime,
        zone: ZoneInfo,
    ) -> None:
        """Make the rows.

        Args:
            coming: the next one first.
            past: the latest first.
            count_of: says how many questions are picked for an interview.
            now: the present instant.
            zone: the user's zone, in which times are shown.
        """
        self._entries: list[Interview | str] = []
        for name, interviews in (("Coming", coming), ("Past", past)):
            if interviews:
                self._entries += [f"{name} ({len(interviews)})", *interviews]
        self._count_of = count_of
        self._now = now
        self._zone = zone
        self._places = {
            entry.id: place for place, entry in enumerate(self._entries) if isinstance(entry, Interview)
        }

    def count(self) -> int:
        """Say how many rows there are, headings included."""
        return len(self._entries)

    def rows(self, offset: int, limit: int) -> Sequence[ListRow]:
        """Make at most `limit` rows, from position `offset` on."""
        return [self._row(entry) for entry in self._entries[offset : offset + limit]]

    def position_of(self, key: RowKey) -> int | None:
        """Say at which position an interview is."""
        return self._places.get(key) if isinstance(key, int) else None

    def _row(self, entry: Interview | str) -> ListRow:
        if isinstance(entry, str):
            return ListRow(entry, (entry,), heading=True)
        count = self._count_of(entry.id)
        is_off = entry.status in (Status.CANCELLED, Status.MISSED)
        plan = entry.status.value if is_off else f"{count} picked" if count else "no plan"
        style = QUIET if count or is_off else "$text-warning"
        when = say_when(entry.start, self._zone, self._now)
        return ListRow(
            entry.id,
            (when, entry.who, Content.styled(entry.occupation, QUIET), Content.styled(plan, style)),
            style="dim" if is_off else "",
        )


class InterviewChooser(Chooser):
    """Asks for one interview."""

    def __init__(self, rows: InterviewRows, initial_key: int | None) -> None:
        """Make the choice; the cursor begins on the interview `initial_key`."""
        super().__init__("Which interview to plan", _COLUMNS, rows, initial_key=initial_key)
