"""The palette and what it finds: every command of the place one is in, every contact, interview, question.

Textual reads plain strings in its palette as markup; here everything is `Content`, so that a name
stays a name.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.message import Message
from textual.theme import ThemeProvider

from iitui.commands import TOPICS
from iitui.domain.dates.calendar import say_when
from iitui.domain.text import clean_line, search_words
from iitui.reports.topics import IDEAS
from iitui.store.questions.read import BankFilter
from iitui.ui.app.keymap import KeyCommand, commands_among, shown_keys
from iitui.ui.kit.bindings import bind
from iitui.ui.kit.forms.fields import move_page
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.screens import ClosingOnce
from iitui.ui.kit.theme import QUIET
from iitui.ui.kit.type_ahead import HoldsKeys, InputOrPaste
from iitui.ui.session.navigation import (
    ShowBrief,
    ShowContact,
    ShowOccupation,
    ShowOrganization,
    ShowQuestion,
)
from iitui.ui.session.screen import COPY_KEY, JournalScreen

if TYPE_CHECKING:
    from textual.dom import DOMNode

MOST = 20
"""How many of a kind are offered at most."""

_NAMED, _EXPLAINED, _SCATTERED = 3.0, 1.5, 0.5
"""Scores of commands: by name, before all contacts; by explanation or scattered letters, after them."""

_HINT = "A command, a contact, an interview or a question …"
_THEME_HINT = "A theme …"


class Palette(HoldsKeys, CommandPalette, ClosingOnce[None]):
    """Finds any command, contact, interview or question; or a theme, where one is being chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("pageup", "page_results(-1)", "Page up", "palette.page_up", "Previous page"),
        bind("pagedown", "page_results(1)", "Page down", "palette.page_down", "Next page"),
    ]

    def __init__(self, *, is_about_themes: bool = False) -> None:
        if is_about_themes:
            super().__init__([ThemeProvider], placeholder=_THEME_HINT)
        else:
            super().__init__(placeholder=_HINT)

    def holds(self, event: InputOrPaste) -> bool:
        """Let enter wait for what the words typed before it find."""
        is_choice = isinstance(event, events.Key) and event.key in ("enter", "down")
        return is_choice and any(worker.node is self and not worker.is_finished for worker in self.workers)

    def action_page_results(self, pages: int) -> None:
        """Move a page; Textual's own page keys fail while the list is being filled."""
        move_page(self.query_one(CommandList), pages, lines_per_option=2)


class KeyCommands(Provider):
    """Every command of the screen in front, of its focused list, and of the app."""

    async def discover(self) -> Hits:
        """Offer all commands except those that leave, in the order of the bindings."""
        for command, run in self._commands():
            if command.id in _LEAVING:
                continue
            keys = shown_keys(self.app, command.keys)
            yield DiscoveryHit(_shown(command.description, command.tooltip, keys), run, command.id)

    async def search(self, query: str) -> Hits:
        """Offer the commands whose name or explanation matches what is typed."""
        matcher = self.matcher(query)
        words = search_words(query)
        for command, run in self._commands():
            if command.id in _LEAVING and not _asks_for(query, command.description):
                continue
            other_names = OTHER_NAMES.get(command.id, "")
            if _begins(words, command.description) or (other_names and _begins(words, other_names)):
                score = _NAMED
            elif _begins(words, f"{command.description} {command.tooltip}"):
                score = _EXPLAINED
            else:
                score = min(matcher.match(command.description), 1.0) * _SCATTERED
            if score:
                keys = shown_keys(self.app, command.keys)
                shown = _shown(command.description, command.tooltip, keys, words)
                yield Hit(score, shown, run, command.id)

    def _commands(self) -> Iterator[tuple[KeyCommand, Callable[[], object]]]:
        nodes: dict[str, DOMNode] = {}
        active = [one for one in self.screen.active_bindings.values() if one.enabled and one.binding.id]
        for one in active:
            nodes.setdefault(one.binding.id or "", one.node)
        active.sort(key=lambda one: (isinstance(one.node, RowList), one.binding == COPY_KEY))
        commands = commands_among(one.binding for one in active)
        for command in commands:
            yield command, partial(self.app.run_action, command.action, nodes[command.id])
        names = {command.description for command in commands}  # a place may open a list on its own record
        for command in () if self.screen.is_modal else LISTS:
            if command.description not in names:
                yield command, partial(self.app.run_action, command.action, self.app)
        if not self.screen.is_modal:
            for command in (*_EVERYWHERE, *_EXPORTS, *_TOPICS):
                yield command, partial(self.app.run_action, command.action, self.app)
        yield _THEME, partial(self.app.run_action, _THEME.action, self.app)


_LEAVING = frozenset({"app.quit", "app.suspend"})
"""Commands that leave iitui: found only by the beginning of their name, so that no stray letter leaves."""

_LEAVING_LETTERS = 3

OTHER_NAMES = {
    "contact.interview": "schedule",
    "contact.quick_add": "add",
    "contact.reminder": "remind",
    "follow_up.done": "settle",
    "follow_up.waive": "waive",
    "interview.new": "schedule",
}
"""Further words by which a command is found, such as that of the same command in a shell."""

LISTS = tuple(
    KeyCommand(
        id=f"app.{name}",
        keys="",
        description=name.capitalize(),
        tooltip=tooltip,
        action=f"open_list('{name}')",
    )
    for name, tooltip in (
        ("referrals", "Who referred you to whom, and how it turned out"),
        ("occupations", "The occupations, and what you know about each"),
        ("organizations", "The organizations, and who you haven't asked there yet"),
        ("targets", "The organizations you want to hear from, and who to ask there next"),
        ("duplicates", "Contacts who may be the same person; merge two into one"),
        ("news", "What has changed for your contacts, such as a new job, and who to write to about it"),
        ("statistics", "How many of the people you asked agreed, and how long answers took"),
        ("settings", "Every setting and where it's set; opens the file in your editor"),
    )
)
"""The lists that open over any screen, also where they have no key."""

_EVERYWHERE = (
    KeyCommand(
        id="app.open_sample",
        keys="",
        description="The sample journal",
        tooltip=(
            "Look around in a full sample journal; nothing you do there is kept. From there, go back to your"
            " own"
        ),
        action="open_sample",
    ),
    KeyCommand(
        id="app.mail",
        keys="",
        description="Check the mailbox again",
        tooltip="Find new messages with your contacts in the mailboxes named in the settings",
        action="look_through_mail",
    ),
    KeyCommand(
        id="app.share",
        keys="",
        description="Share now",
        tooltip="Sync this journal with others through the shared folder named in the settings",
        action="share_now",
    ),
    KeyCommand(
        id="app.export_calendar",
        keys="",
        description="Export the calendar",
        tooltip="Interviews and follow-ups for other programs, as a file or a synced folder",
        action="export_calendar",
    ),
    KeyCommand(
        id="app.take_over_calendar",
        keys="",
        description="Import changes from the calendar folder",
        tooltip="What your phone or another program changed in the folder you exported the calendar to",
        action="take_over_calendar",
    ),
)
"""What can be done over any screen and has no key."""

_EXPORTS = tuple(
    KeyCommand(
        id=f"app.export_{subject}",
        keys="",
        description=f"Export {subject} …",
        tooltip=tooltip,
        action=f"export('{subject}')",
    )
    for subject, tooltip in (
        ("contacts", "Write them to a file for address books or spreadsheets"),
        (
            "answers",
            "Write answers, takeaways and themes to a table or a page, without anything off the record",
        ),
        (
            "everything",
            "Write the whole journal as JSON that can be imported again, without anything off the record",
        ),
    )
)

_TOPICS = tuple(
    KeyCommand(
        id=f"app.topic_{name}",
        keys="",
        description=f"Help: {name if name == 'follow-ups' else name.replace('-', ' ')}",
        tooltip=f"{TOPICS[name][0].upper()}{TOPICS[name][1:]}",
        action=f"show_topic('{name}')",
    )
    for name in IDEAS
)

_THEME = KeyCommand(
    id="app.theme",
    keys="",
    description="Change theme",
    tooltip="Change the colors until you quit iitui",
    action="change_theme",
)


class JournalProvider(Provider):
    """The base of the providers that search the journal; over a dialog they offer nothing."""

    BEHIND: ClassVar[float] = 0.0
    """How far its hits rank behind equally good hits of other kinds."""

    @property
    def place(self) -> JournalScreen | None:
        """The screen the palette was opened on, if it is one on a journal."""
        return self.screen if isinstance(self.screen, JournalScreen) else None

    def hit(self, name: str, more: str, message: Message, words: list[str], rank: int) -> Hit:
        """Make a hit that posts a message when it is chosen; of equal hits the lower rank comes first."""
        score = (2.0 if _begins(words, name) else 1.0) - rank / 1000 - self.BEHIND
        return Hit(
            score,
            _shown(name, more, words=words),
            partial(self.screen.post_message, message),
            clean_line(name),
        )


class ContactHits(JournalProvider):
    """Every contact, found by anything that the search of the list looks at."""

    async def search(self, query: str) -> Hits:
        """Offer the contacts that a search of the list finds."""
        place = self.place
        if place is None:
            return
        session = place.session
        contacts = session.reader.contacts.page(query, 0, MOST, session.now(), session.day_end())
        for rank, row in enumerate(contacts):
            more = ", ".join(word for word in ("contact", row.role, row.organization) if word)
            yield self.hit(row.name, more, ShowContact(row.id), search_words(query), rank)


class InterviewHits(JournalProvider):
    """Every interview, the coming ones first; choosing one opens its brief."""

    BEHIND = 0.1

    async def startup(self) -> None:
        """Read them once for as long as the palette is open."""
        place = self.place
        self._interviews: list[tuple[str, str, int]] = []
        if place is None:
            return
        now, reader = place.session.now(), place.session.reader.interviews
        for interview in (*reader.upcoming(now), *reader.past(now)):
            when = say_when(interview.start, place.session.zone, now)
            more = ", ".join(word for word in (interview.occupation, interview.organization) if word)
            self._interviews.append((f"{interview.who}, {when}", f"interview {more}".strip(), interview.id))

    async def search(self, query: str) -> Hits:
        """Offer those with the words typed."""
        words = search_words(query)
        fitting = (one for one in self._interviews if words and _begins(words, f"{one[0]} {one[1]}"))
        for rank, (name, more, number) in zip(range(MOST), fitting, strict=False):
            yield self.hit(name, more, ShowBrief(number), words, rank)


class QuestionHits(JournalProvider):
    """Every question of the bank."""

    BEHIND = 0.2

    async def search(self, query: str) -> Hits:
        """Offer those with the words typed."""
        place = self.place
        if place is None or not search_words(query):
            return
        rows = place.session.reader.questions.bank(BankFilter(query=query))
        for rank, row in enumerate(rows[:MOST]):
            more = f"question, {row.question.category}"
            yield self.hit(row.question.text, more, ShowQuestion(row.question.id), search_words(query), rank)


class OccupationHits(JournalProvider):
    """Every occupation."""

    BEHIND = 0.1

    async def search(self, query: str) -> Hits:
        """Offer those with the words typed."""
        place = self.place
        if place is None or not search_words(query):
            return
        reader = place.session.reader.occupations
        for rank, number in enumerate(reader.ids(query)[:MOST]):
            occupation = reader.get(number)
            if occupation is not None:
                more = f"occupation, {occupation.standing.value}"
                yield self.hit(occupation.name, more, ShowOccupation(number), search_words(query), rank)


class OrganizationHits(JournalProvider):
    """Every organization."""

    BEHIND = 0.1

    async def search(self, query: str) -> Hits:
        """Offer those with the words typed."""
        place = self.place
        if place is None or not search_words(query):
            return
        reader = place.session.reader.organizations
        for rank, number in enumerate(reader.ids(query)[:MOST]):
            organization = reader.get(number)
            if organization is not None:
                message = ShowOrganization(number)
                yield self.hit(organization.name, "organization", message, search_words(query), rank)


def _asks_for(query: str, name: str) -> bool:
    """Whether enough of a name is typed that it must be meant."""
    return len(query) >= _LEAVING_LETTERS and name.casefold().startswith(query.casefold())


def _begins(words: list[str], text: str) -> bool:
    text_words = search_words(text)
    return all(any(one.startswith(word) for one in text_words) for word in words)


def _shown(name: str, more: str, keys: str = "", words: list[str] | None = None) -> Content:
    """Return the two lines of a hit; nothing in them is read as markup."""
    first = Content(clean_line(name))
    if words:
        begun = r"\b(?:" + "|".join(re.escape(word) for word in words) + ")"
        first = first.highlight_regex(re.compile(begun, re.IGNORECASE), style="underline")
    if keys:
        first = Content.assemble(first, "  ", (keys, "$text-accent"))
    return Content("\n").join((first, Content(clean_line(more)).stylize(f"{QUIET} not bold")))
