"""The transcripts of one interview beside its questions, to read, to search, and to take passages over."""

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from iitui.domain.questions import Asked, PlanItem
from iitui.domain.text import fold, several, shorten
from iitui.domain.transcripts import Transcript, TranscriptPassage, say_offset
from iitui.interchange.transcripts import passages_of
from iitui.ui.interviews.actions import answer_question
from iitui.ui.interviews.attaching import attach_transcript
from iitui.ui.kit.bindings import PaneBindings, bind
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowList
from iitui.ui.kit.lists.row_source import LazyRows
from iitui.ui.kit.lists.search_box import SearchBox
from iitui.ui.kit.text.paragraphs import pane_title, plain
from iitui.ui.session import navigation
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import INTERVIEWS, Place
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.domain.interviews import Interview

WIDE = 110
"""From so many columns on, the questions stand beside the transcript."""

_PASSAGES = (
    ListColumn("Time", width=8, justify="right"),
    ListColumn("Speaker", width=20, least=60),
    ListColumn("What was said"),
)
_QUESTIONS = (ListColumn("", width=1), ListColumn("Question"))
_STATES = {Asked.TO_ASK: "", Asked.ASKED: "✓", Asked.SKIPPED: "–"}
_LEAVE = "iitui never records. Did you get permission to record, and to keep this?"
_EMPTY = "No transcript attached yet. Press n to attach a file: WebVTT, SRT, plain text or Markdown."
_NO_QUESTIONS = "No questions picked for this interview yet. Press p to pick some."
_LONGEST_ROW = 400
"""How many characters of a passage its row can show at most."""


class ReadTranscript:
    """A transcript with its passages, read once.

    Attributes:
        passages: in the order of the file.
    """

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.passages = passages_of(transcript.text, transcript.format)

    @cached_property
    def runs_backwards(self) -> bool:
        """Whether a time lies before the one above it."""
        times = [passage.start for passage in self.passages if passage.start is not None]
        return any(later < earlier for earlier, later in pairwise(times))

    @cached_property
    def _searched(self) -> list[str]:
        return [fold(f"{passage.speaker} {passage.text}") for passage in self.passages]

    def search(self, query: str) -> list[int]:
        """Return the places of the passages that contain all words of a query."""
        words = fold(query).split()
        if not words:
            return list(range(len(self.passages)))
        return [place for place, text in enumerate(self._searched) if all(word in text for word in words)]


class TranscriptScreen(JournalScreen):
    """Shows the transcripts of an interview beside its questions.

    Attributes:
        interview_id: the number of the interview.
    """

    PLACE: ClassVar[Place] = INTERVIEWS
    PURPOSE: ClassVar[str] = (
        "A transcript, or notes you took elsewhere, next to the interview's questions. Press tab to choose a"
        " question; enter copies the passage under the cursor, or the marked ones, into its answer."
    )
    AUTO_FOCUS = "#passages"
    PANE_KEYS: ClassVar[PaneBindings] = {
        "#transcript-pane": (
            "transcript.add",
            "transcript.replace",
            "list.mark",
            "transcript.next",
            "transcript.before",
            "transcript.attach",
            "transcript.delete",
        ),
        "#asked-pane": ("transcript.add", "transcript.replace", "transcript.plan"),
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        SearchBox.BINDING,
        bind("a", "take(False)", "Add", "transcript.add", "Add the passage to the answer", show=True),
        bind(
            "A",
            "take(True)",
            "Replace",
            "transcript.replace",
            "Replace the answer with the passage",
            show=True,
        ),
        bind("n", "attach", "Attach", "transcript.attach", "Attach another transcript or notes", show=True),
        bind("d", "delete", "Delete", "transcript.delete", "Delete this transcript", show=True),
        bind("p", "show_plan", "Plan", "transcript.plan", "Pick and order the questions"),
        bind(
            "right_square_bracket",
            "show_other(1)",
            "Next transcript",
            "transcript.next",
            "The next transcript of this interview",
        ),
        bind(
            "left_square_bracket",
            "show_other(-1)",
            "Previous transcript",
            "transcript.before",
            "The previous transcript",
        ),
        bind("escape", "leave_transcript", "Back", "transcript.back", "Go back", show=True),
    ]

    def __init__(self, session: JournalSession, interview_id: int) -> None:
        super().__init__(session)
        self.interview_id = interview_id
        self._interview: Interview | None = None
        self._transcripts: list[Transcript] = []
        self._current: ReadTranscript | None = None
        self._shown: tuple[object, ...] = ()
        self._plan: list[PlanItem] = []
        self._query = ""

    def recreated(self) -> "TranscriptScreen":
        """Return another screen on the same interview."""
        return TranscriptScreen(self.session, self.interview_id)

    def compose_body(self) -> ComposeResult:
        """Put the transcript beside the questions, or above them."""
        yield Static(_LEAVE, id="transcript-leave", markup=False)
        with Horizontal(id="transcript"):
            with Vertical(id="transcript-pane", classes="pane"):
                yield SearchBox(self._search_for, "Search the transcript", id="transcript-search")
                yield RowList(_PASSAGES, empty=_EMPTY, show_header=False, id="passages")
                with VerticalScroll(id="passage-pane", can_focus=False):
                    yield Static(id="passage", markup=False)
            with Vertical(id="asked-pane", classes="pane"):
                yield RowList(_QUESTIONS, empty=_NO_QUESTIONS, show_header=False, can_mark=False, id="asked")
                with VerticalScroll(id="taken-pane", can_focus=False):
                    yield Static(id="taken", markup=False)

    def on_resize(self) -> None:
        """Lay out for another width."""
        self.set_class(self.pane_room < WIDE, "-narrow")
        self.set_class(self.app.size.height < 24, "-low")

    # ---- what is shown ------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read again what is shown; a transcript is divided into passages only once."""
        super().reload()
        reader = self.session.reader
        self._interview = reader.interviews.get(self.interview_id)
        self._transcripts = reader.transcripts.of_interview(self.interview_id)
        self._plan = reader.questions.plan(self.interview_id)
        self._choose(self._current.transcript.id if self._current else None)
        self._show_passages()
        self._list("asked").show(FixedRows([_question_row(item) for item in self._plan]))
        self._show_question()

    def _choose(self, transcript_id: int | None) -> None:
        """Choose a transcript by its number; the last one attached if that is gone."""
        last = self._transcripts[-1] if self._transcripts else None
        chosen = next((one for one in self._transcripts if one.id == transcript_id), last)
        if chosen is None:
            self._current = None
        elif self._current is None or self._current.transcript != chosen:
            self._current = ReadTranscript(chosen)

    def _list(self, name: str) -> RowList:
        return self.query_one(f"#{name}", RowList)

    def _show_passages(self) -> None:
        current = self._current
        shown = (current, self._query)
        if shown == self._shown and current is not None:
            return
        self._shown = shown
        places = current.search(self._query) if current else []
        passages = current.passages if current else ()
        self._list("passages").show(
            LazyRows(places, lambda row: _passage_row(places[row], passages[places[row]]))
        )
        self._show_title(len(places))
        self._show_passage()

    def _show_title(self, count: int) -> None:
        pane, current = self.query_one("#transcript-pane"), self._current
        if current is None:
            pane.border_title = Content("Transcript")
            return
        words = [plain(current.transcript.name), current.transcript.format.description]
        words.append(several(count, "passage"))
        if len(self._transcripts) > 1:
            place = [one.id for one in self._transcripts].index(current.transcript.id) + 1
            words.append(f"{place} of {len(self._transcripts)}")
        words.append("some times go backward" if current.runs_backwards else "")
        pane.border_title = pane_title("Transcript", None, *words)

    @on(RowList.Highlighted, "#passages")
    def _show_passage(self) -> None:
        key, current = self._list("passages").cursor_key, self._current
        text = Content("")
        if current is not None and isinstance(key, int):
            passage = current.passages[key]
            head = "  ".join(word for word in (_say_time(passage), plain(passage.speaker)) if word)
            text = Content.assemble((f"{head}\n" if head else "", "bold"), plain(passage.text))
        self.query_one("#passage", Static).update(text)

    @on(RowList.Highlighted, "#asked")
    def _show_question(self) -> None:
        item = self._question
        pane = self.query_one("#asked-pane")
        pane.border_title = pane_title("Questions", len(self._plan))
        body = Content("")
        if item is not None:
            answer = item.answer or "No answer yet."
            body = Content.assemble((f"{plain(item.question.text)}\n", "bold"), plain(answer))
        self.query_one("#taken", Static).update(body)

    @property
    def _question(self) -> PlanItem | None:
        key = self._list("asked").cursor_key
        return next((item for item in self._plan if item.id == key), None)

    # ---- searching ----------------------------------------------------------------------------------------

    def _search_for(self, query: str) -> None:
        self._query = query
        if self.is_mounted:
            self._show_passages()

    def action_search(self) -> None:
        """Search the transcript."""
        self.query_one("#transcript-search").focus()

    @on(SearchBox.Exited)
    def _leave_search(self) -> None:
        self._list("passages").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let letters be typed into the search."""
        if action == "search":
            return not self.query_one("#transcript-search").has_focus
        return super().check_action(action, parameters)

    # ---- acting -------------------------------------------------------------------------------------------

    @on(RowList.Opened, "#passages")
    def _open_passage(self) -> None:
        self.action_take(False)

    @on(RowList.Opened, "#asked")
    def _open_question(self) -> None:
        self._answer()

    @work
    async def _answer(self) -> None:
        item = self._question
        if item is not None:
            await answer_question(self, item)

    @work
    async def action_take(self, replaces: bool) -> None:
        """Take the passage under the cursor, or the marked ones, over into the answer of a question."""
        item, current, passages = self._question, self._current, self._list("passages")
        places = sorted(key for key in passages.acted_on if isinstance(key, int))
        if current is None or not places:
            return
        if item is None:
            self.say("There's no question to copy it to. Press p to pick some.")
            return
        if replaces and item.answer:
            question = f"Replace the answer to “{shorten(item.question.text, 80)}”?"
            if not await self.app.push_screen_wait(Confirm("Replace", question)):
                return
        text = "\n".join(current.passages[place].text for place in places)
        verb = "Replaced" if replaces and item.answer else "Added to" if item.answer else "Answered"
        count = f" with {several(len(places), 'passage')}"
        done = f"{verb} “{shorten(item.question.text, 60)}”{count}. u undoes it."
        taken = await self.act(
            lambda store: store.transcripts.take_passage(item.id, text, replaces=replaces), done
        )
        if taken is not None:
            passages.clear_marks()

    @work
    async def action_attach(self) -> None:
        """Attach another transcript."""
        if self._interview is None:
            return
        transcript = await attach_transcript(self, self.interview_id)
        if transcript is not None:
            self._choose(transcript.id)
            self._show_passages()

    @work
    async def action_delete(self) -> None:
        """Delete the transcript that is shown, once the user agrees."""
        current = self._current
        if current is None:
            return
        question = f"Delete {shorten(current.transcript.name, 80)}?\n\nAnswers taken from it stay."
        if await self.app.push_screen_wait(Confirm("Delete", question)):
            number, name = current.transcript.id, current.transcript.name
            await self.carry_out(lambda store: store.transcripts.delete(number), f"Deleted {name}")

    def action_show_other(self, by: int) -> None:
        """Show the next transcript of the interview, or the one before."""
        if self._current is None:
            return
        places = [one.id for one in self._transcripts]
        place = (places.index(self._current.transcript.id) + by) % len(places)
        self._choose(places[place])
        self._show_passages()

    def action_show_plan(self) -> None:
        """Go to the questions, beside the plan of this interview."""
        if self._interview is not None:
            self.post_message(navigation.ShowPlan(self.interview_id))

    def action_leave_transcript(self) -> None:
        """Go back."""
        self.dismiss()


def _say_time(passage: TranscriptPassage) -> str:
    return "" if passage.start is None else say_offset(passage.start)


def _passage_row(place: int, passage: TranscriptPassage) -> ListRow:
    text = " ".join(passage.text[:_LONGEST_ROW].split())
    return ListRow(place, (_say_time(passage), passage.speaker, text))


def _question_row(item: PlanItem) -> ListRow:
    return ListRow(item.id, (_STATES[item.state], item.question.text), style="dim" if item.answer else "")
