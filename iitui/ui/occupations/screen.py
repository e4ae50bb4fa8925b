"""The screen Occupations: what one knows about each, what one does not, and where one stands."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from iitui.domain.comparison import Strength
from iitui.domain.known_words import WordKind, whole
from iitui.domain.occupations import Occupation, OccupationDraft, Standing
from iitui.domain.text import clean_line
from iitui.store.occupations.read import OccupationReader
from iitui.ui.kit.bindings import SCROLL_KEYS, PaneBindings, bind
from iitui.ui.kit.lists.row_list import ListColumn, ListRow
from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortKind, SortOrder, SortValue
from iitui.ui.kit.text.paragraphs import Paragraph, pane_title
from iitui.ui.kit.text.scrolled import ScrolledParagraphs
from iitui.ui.kit.theme import QUIET
from iitui.ui.occupations.detail import STANDING_STYLES, occupation_paragraphs
from iitui.ui.session.named_record_list import RECORD_KEYS, NamedRecordListScreen, NamedWriter
from iitui.ui.session.navigation import CONTACTS, Place, ShowComparison

if TYPE_CHECKING:
    from iitui.store.journal import Store


class OccupationsScreen(NamedRecordListScreen):
    """Shows the occupations; enter goes to what is known about one."""

    PLACE: ClassVar[Place] = CONTACTS
    PURPOSE: ClassVar[str] = (
        "The occupations you're exploring: how many people have told you about each, what's still open, and"
        " where you stand. One person's view isn't the whole occupation: three people at two organizations"
        " make it sound."
    )
    CALLED = "occupation"
    LIST_NAME = "Occupations"
    WORDS = WordKind.OCCUPATIONS
    DEPENDENTS = ("interview", "about no occupation")
    COLUMNS = (
        ListColumn("Occupation", share=5),
        ListColumn("People", width=6, justify="right"),
        ListColumn("Evidence", width=16, least=66),
        ListColumn("Open", width=4, justify="right", least=40),
        ListColumn("Standing", width=9),
    )
    SORTING = ListSorting(
        (
            SortColumn(0, "name"),
            SortColumn(1, "people", SortKind.MOST),
            SortColumn(2, "evidence", SortKind.MOST),
            SortColumn(3, "open questions", SortKind.MOST),
            SortColumn(4, "standing", SortKind.STEPS),
        ),
        SortOrder("name"),
    )
    NOTHING = (
        "Which occupation are you curious about?\n\n"
        "Press n to add one. It also shows up here when you plan an interview about it."
    )

    PANE_KEYS: ClassVar[PaneBindings] = {
        ".records--list": (
            "list.open",
            "occupation.answers",
            "record.rename",
            "record.delete",
            "list.sort",
            "list.mark",
        ),
        "#occupation-pane": SCROLL_KEYS,
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "new_occupation", "New", "occupation.new", "Add an occupation", show=True),
        bind(
            "o",
            "research_occupation",
            "Research",
            "occupation.research",
            "Write down your research",
            show=True,
        ),
        bind("S", "set_standing", "Standing", "occupation.standing", "Record where you stand", show=True),
        bind(
            "v", "compare_answers", "Answers", "occupation.answers", "See all answers about it side by side"
        ),
        *RECORD_KEYS,
    ]

    @property
    def records(self) -> OccupationReader:
        """What reads the occupations."""
        return self.session.reader.occupations

    def reader_of(self, store: "Store") -> OccupationReader:
        """Return what reads the occupations within an act."""
        return store.reader.occupations

    def writer_of(self, store: "Store") -> NamedWriter:
        """Return what writes occupations."""
        return store.occupations

    def sort_values(self) -> Mapping[int, Sequence[SortValue]]:
        """Return what each occupation is sorted by."""
        needed = self.session.settings.evidence_needed
        return {
            one.occupation.id: (
                one.occupation.name,
                one.evidence.people,
                [*Strength].index(one.evidence.strength_by(needed)),
                one.open_questions or None,
                [*Standing].index(one.occupation.standing),
            )
            for one in self.records.summaries(self.records.ids(), self.session.now())
        }

    def row_of(self, record_id: int) -> ListRow:
        """Return the row of an occupation."""
        found = self.records.summaries([record_id], self.session.now())
        if not found:
            return ListRow(record_id, ("",))
        summary, occupation = found[0], found[0].occupation
        strength = summary.evidence.strength_by(self.session.settings.evidence_needed)
        return ListRow(
            record_id,
            (
                clean_line(occupation.name),
                str(summary.evidence.people),
                Content.styled(strength.value, "$text-success" if strength == "sound" else "$text-warning"),
                Content.styled(str(summary.open_questions or ""), QUIET),
                Content.styled(occupation.standing.value, STANDING_STYLES[occupation.standing]),
            ),
        )

    def compose_detail(self) -> ComposeResult:
        """What is known about the occupation under the cursor."""
        pane = ScrolledParagraphs(id="occupation-pane", classes="pane records--detail")
        pane.border_title = pane_title("What you know")
        yield pane

    def show_detail(self, record_id: int | None) -> None:
        """Show what is known about an occupation."""
        now, pane = self.session.now(), self.query_one(ScrolledParagraphs)
        found = [] if record_id is None else self.records.summaries([record_id], now)
        if record_id is None or not found:
            pane.show([Paragraph(Content.styled("The occupation under the cursor is shown here.", QUIET))])
            return
        interviews = self.session.reader.interviews.about(record_id)
        pane.show(
            occupation_paragraphs(
                found[0], interviews, now, self.session.zone, self.session.settings.evidence_needed
            ),
            about=record_id,
        )

    @work
    async def action_new_occupation(self) -> None:
        """Add an occupation; one of that name is gone to."""
        from iitui.ui.session.name_form import NameForm

        def verb(store: "Store", name: str) -> Occupation:
            known = store.reader.occupations.named(clean_line(name))
            return known or store.occupations.keep(OccupationDraft(name=name))

        kept = await self.ask_and_act(
            lambda draft, errors: NameForm(
                "New occupation", "Name", draft or "", errors, suggests=whole(WordKind.OCCUPATIONS)
            ),
            verb,
            lambda kept: f"Added {kept.name}",
        )
        if kept is not None:
            self.show_number(kept.id)

    @work
    async def action_research_occupation(self) -> None:
        """Write down what was researched about the occupation under the cursor."""
        from iitui.ui.occupations.actions import research_occupation

        record = self.record()
        if record is not None:
            await research_occupation(self, record.id)

    def action_compare_answers(self) -> None:
        """Go to all answers about the occupation under the cursor."""
        record = self.record()
        if record is not None:
            self.post_message(ShowComparison(record.id))

    @work
    async def action_set_standing(self) -> None:
        """Say where the user stands with the occupation under the cursor."""
        from iitui.ui.occupations.actions import set_standing

        record = self.record()
        if record is not None:
            await set_standing(self, record.id)
