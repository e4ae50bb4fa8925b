"""The screen News: what files say differently of contacts, and to whom that is a reason to write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from iitui.domain.dates.calendar import say_ago, say_when
from iitui.domain.letters.kinds import LetterKind
from iitui.domain.news import News, ReasonToWrite
from iitui.domain.text import clean_line, matches_search
from iitui.ui.kit.bindings import SCROLL_KEYS, PaneBindings, bind
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import ListColumn, ListRow, RowKey
from iitui.ui.kit.lists.sorting import ListSorting, SortColumn, SortKind, SortValue
from iitui.ui.kit.text.paragraphs import Paragraph, plain
from iitui.ui.kit.text.scrolled import ScrolledParagraphs
from iitui.ui.kit.theme import QUIET
from iitui.ui.session.navigation import CONTACTS, Place, ShowContact, WriteLetter
from iitui.ui.session.record_list import SEARCH_KEYS, RecordListScreen

_LABEL = 14

_TO_SETTLE = "t updates the contact and keeps the old position in the timeline; x dismisses the news."

_TO_WRITE = (
    "A new position is a good reason to write: press w. It stays here until you've been in touch, for three"
    " months at most."
)

_OF_REASONS = -1
"""The number of a reason to write is that of its contact, negative; the number of news is its own."""


@dataclass(frozen=True, slots=True)
class _NewsLine:
    """A line of the list: news, or a reason to write.

    Attributes:
        news: None for a reason to write.
    """

    id: int
    name: str
    contact_id: int
    in_words: str
    since: datetime
    news: News | None = None

    @classmethod
    def of_news(cls, news: News) -> Self:
        """Return the line of news."""
        return cls(news.id, news.who, news.contact_id, news.in_words, news.said_at, news)

    @classmethod
    def of_reason(cls, reason: ReasonToWrite) -> Self:
        """Return the line of a reason to write."""
        number = _OF_REASONS * reason.contact_id
        return cls(number, reason.who, reason.contact_id, reason.news_in_words, reason.since)


class NewsScreen(RecordListScreen):
    """Shows the news; enter takes it over."""

    PLACE: ClassVar[Place] = CONTACTS
    PURPOSE: ClassVar[str] = (
        "What a newly imported file says about your contacts: a new employer, a new role. t updates the"
        " contact and keeps the old position in the timeline; x dismisses the news. Below are people with a"
        " new position, which is a good reason to write: press w. In a shell: iitui news."
    )
    CALLED = "news"
    LIST_NAME = "News"
    COLUMNS = (
        ListColumn("Who", share=3),
        ListColumn("What's new", share=6),
        ListColumn("From", width=10, least=80),
        ListColumn("Heard", width=12, justify="right", least=50),
    )
    SORTING = ListSorting(
        (
            SortColumn(0, "name"),
            SortColumn(1, "news"),
            SortColumn(2, "source"),
            SortColumn(3, "date", SortKind.LATEST),
        )
    )
    NOTHING = (
        "No news yet.\n\n"
        "When you import a newer export from LinkedIn or your address book and someone has changed jobs,"
        " you'll see it here. Press I to import a file, or esc to go back."
    )
    PANE_KEYS: ClassVar[PaneBindings] = {
        ".records--list": (
            "list.open",
            "news.take",
            "news.dismiss",
            "contact.letter",
            "news.contact",
            "list.sort",
        ),
        "#news-detail": SCROLL_KEYS,
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("t", "take_news", "Update", "news.take", "Update the contact with the news", show=True),
        bind(
            "x",
            "dismiss_news",
            "Dismiss",
            "news.dismiss",
            "Leave the contact as it is; the same news won't come up again",
            show=True,
        ),
        bind("w", "write_letter", "Letter", "contact.letter", "Write a letter to a contact", show=True),
        bind("C", "show_person", "Contact", "news.contact", "Go to the contact", show=True),
        *SEARCH_KEYS,
    ]

    def show_number(self, record_id: int | None) -> None:
        """Go to the news of a contact."""
        about = self.session.reader.news.about(record_id or 0)
        if about:
            super().show_number(about[0].id)

    def ids_of(self, query: str) -> Sequence[int]:
        """Return the news that matches a search, then the reasons to write."""
        reader, now = self.session.reader.news, self.session.now()
        news = [each.id for each in reader.pending() if _matches(query, each)]
        reasons = [
            _OF_REASONS * each.contact_id
            for each in reader.reasons(now)
            if matches_search(query, each.in_words)
        ]
        return [*news, *reasons]

    def sort_values(self) -> Mapping[int, Sequence[SortValue]]:
        """Return what each line is sorted by."""
        reader = self.session.reader.news
        lines = [
            *map(_NewsLine.of_news, reader.pending()),
            *map(_NewsLine.of_reason, reader.reasons(self.session.now())),
        ]
        return {
            one.id: (one.name, one.in_words, one.news.source if one.news else None, one.since.timestamp())
            for one in lines
        }

    def record_of(self, record_id: int) -> _NewsLine | None:
        """Return news, or a reason to write; None if it is none any more."""
        reader = self.session.reader.news
        if record_id < 0:
            reasons = reader.reasons(self.session.now(), _OF_REASONS * record_id)
            return _NewsLine.of_reason(reasons[0]) if reasons else None
        news = reader.some([record_id])
        return _NewsLine.of_news(news[0]) if news else None

    def row_of(self, record_id: int) -> ListRow:
        """Return the row of news."""
        line = self.record_of(record_id)
        if line is None:
            return ListRow(record_id, ("",))
        heard = Content.styled(say_ago(line.since, self.session.now()), QUIET)
        if line.news is None:
            words = Content.assemble(("write: ", "$text-success"), clean_line(line.in_words))
            return ListRow(record_id, (clean_line(line.name), words, "", heard))
        source = Content.styled(clean_line(line.news.source), QUIET)
        return ListRow(record_id, (clean_line(line.name), clean_line(line.in_words), source, heard))

    def compose_detail(self) -> ComposeResult:
        """What the journal holds, beside what the file says."""
        yield ScrolledParagraphs(classes="pane records--detail", id="news-detail")

    def show_detail(self, record_id: int | None) -> None:
        """Show the news under the cursor."""
        line = None if record_id is None else self.record_of(record_id)
        pane = self.query_one("#news-detail", ScrolledParagraphs)
        pane.border_title = Content(clean_line(line.name) if line else "News")
        pane.show(self._paragraphs(line), about=record_id)

    def _paragraphs(self, line: _NewsLine | None) -> list[Paragraph]:
        if line is None:
            return [Paragraph(Content.styled("The news under the cursor is shown here.", QUIET))]
        facts = [
            Paragraph(Content(plain(body)), Content.styled(label, QUIET), _LABEL)
            for label, body in self._facts(line)
        ]
        return [
            Paragraph(Content.styled(plain(f"{line.name}: {line.in_words}"), "bold")),
            Paragraph(Content("")),
            *facts,
            Paragraph(Content("")),
            Paragraph(Content.styled(_TO_WRITE if line.news is None else _TO_SETTLE, QUIET)),
        ]

    def _facts(self, line: _NewsLine) -> Iterator[tuple[str, str]]:
        heard = say_when(line.since, self.session.zone, self.session.now())
        for change in line.news.changes if line.news else ():
            yield change.field.value, f"{change.before or 'nothing'} → {change.now or 'nothing'}"
        yield "heard", f"{heard}, from {line.news.source}" if line.news else heard
        for former in self.session.reader.news.former_positions(line.contact_id):
            yield "before", former.in_words

    def open_record(self, key: RowKey) -> None:
        """Take over the news under the cursor; of a reason to write, write."""
        if isinstance(key, int) and key < 0:
            self.action_write_letter()
        else:
            self.action_take_news()

    def _chosen(self) -> list[News]:
        keys = [key for key in self.rows.acted_on if isinstance(key, int) and key > 0]
        return self.session.reader.news.some(keys)

    @work
    async def action_take_news(self) -> None:
        """Take over the marked news, or that under the cursor; offer to write where it is one person."""
        news = self._chosen()
        if not news:
            self.say("There's no news to use here. Press w to write to someone with a new position.")
            return
        numbers = [each.id for each in news]
        words = f"Updated from {_what(news)}. u undoes it."
        if not await self.carry_out(lambda store: store.news.take(numbers), words):
            return
        self.rows.clear_marks()
        contact_id = news[0].contact_id
        if len(news) == 1 and self.session.reader.news.reasons(self.session.now(), contact_id):
            question = (
                f"{clean_line(news[0].who)} is {news[0].in_words}.\n\nWrite to them now? You can do it later"
                " with w."
            )
            if await self.app.push_screen_wait(Confirm("A reason to write", question)):
                self.post_message(WriteLetter(contact_id, LetterKind.KEEP_IN_TOUCH))

    @work
    async def action_dismiss_news(self) -> None:
        """Dismiss the marked news, or that under the cursor."""
        news = self._chosen()
        if not news:
            self.say("There's no news to dismiss here.")
            return
        numbers = [each.id for each in news]
        words = f"Dismissed {_what(news)}. u undoes it."
        if await self.carry_out(lambda store: store.news.dismiss(numbers), words):
            self.rows.clear_marks()

    def _line(self) -> _NewsLine | None:
        return None if self.record() is None else self.record_of(self.in_view() or 0)

    def action_write_letter(self) -> None:
        """Write to the person under the cursor."""
        line = self._line()
        if line is not None:
            self.post_message(WriteLetter(line.contact_id, LetterKind.KEEP_IN_TOUCH))

    def action_show_person(self) -> None:
        """Go to the person under the cursor."""
        line = self._line()
        if line is not None:
            self.post_message(ShowContact(line.contact_id))


def _matches(query: str, news: News) -> bool:
    return matches_search(query, f"{news.who} {news.in_words} {news.journal.position} {news.source}")


def _what(news: Sequence[News]) -> str:
    return f"news of {clean_line(news[0].who)}" if len(news) == 1 else f"the news of {len(news)} contacts"
