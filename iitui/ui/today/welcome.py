"""The welcome on Today: how to begin, and then the next step, until an interview has its questions.

Loaded only where there is little in the journal, so that other starts do not wait for it.
"""

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from iitui.domain.text import shorten
from iitui.domain.today import Beginning, FirstStep
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowList
from iitui.ui.kit.text.paragraphs import plain
from iitui.ui.kit.theme import QUIET

_KEY = "bold $text-accent"

_COLUMNS = (ListColumn("Key", 3), ListColumn("What", share=2), ListColumn("How", share=3, least=60))

_LONGEST = 30
"""How many characters of a name are shown."""


class WelcomeLine(NamedTuple):
    """A way to go on: one key.

    Attributes:
        key: the key.
        what: what it does.
        how: more about it.
        action: the action of the screen that the key runs.
    """

    key: str
    what: str
    how: str
    action: str


CHOOSE = "app.show_mode('contacts')"
"""The action that leads to the list of those who can be asked."""

_ADD = WelcomeLine("a", "Add the first person", "in one line: Dana Ito, Nurse, Beaumont", "app.add_contact")

_STEPS = ("Add people", "Plan an interview", "Pick questions")

_PURPOSE = (
    "Talk with people who do the work you're curious about: twenty minutes each, for information and"
    " never for a job. iitui keeps track of who to ask, what to ask, what they said, and the thank-yous"
    " you owe.\n\nThree ways to start, with one key each:"
)

_ASK = (
    "Ask for twenty minutes; once you've agreed on a time, plan the interview here, and iitui reminds you"
    " of everything around it."
)


def welcome_lines(beginning: Beginning) -> tuple[WelcomeLine, ...]:
    """Return the ways to go on, the best one first."""
    if beginning.step is FirstStep.PEOPLE:
        return (
            _ADD,
            WelcomeLine(
                "I", "Import your contacts", "LinkedIn, vCards, any table, mail", "app.import_contacts"
            ),
            WelcomeLine(
                "0", "Look at a sample journal", "full, to try things out; 0 goes back", "app.switch_journal"
            ),
        )
    if beginning.to_ask > 1:
        return (
            WelcomeLine("2", "Choose whom to ask", "w there writes to them, l logs that you asked", CHOOSE),
            WelcomeLine("i", "Plan an interview", "with whom and when: next tue 2pm", "plan_interview"),
            WelcomeLine("a", "Add someone else", "", "app.add_contact"),
        )
    who = plain(shorten(beginning.only_name, _LONGEST))
    return (
        WelcomeLine("i", "Plan an interview", "with whom and when: next tue 2pm", "plan_interview"),
        WelcomeLine("w", "Ask for one by letter", f"to {who}, written for you", "write_letter"),
        WelcomeLine("l", "Log that you asked", f"{who}; iitui watches for the answer", "log_touch"),
        WelcomeLine("a", "Add someone else", "", "app.add_contact"),
    )


def say_beginning(beginning: Beginning) -> str:
    """Return what the step that comes next is about: what iitui is for, or how many there are to ask."""
    if beginning.step is FirstStep.PEOPLE:
        return _PURPOSE
    who = f"{beginning.to_ask} people" if beginning.to_ask > 1 else "someone"
    return f"You have {who} to ask. {_ASK}"


def say_steps(step: FirstStep, *, in_words: bool) -> Content:
    """Return the three first steps on one line: what is done, what is next, what is still to come.

    Args:
        step: the next one.
        in_words: whether words say what signs would.
    """
    if in_words:
        signs = ("Done: ", "Now: ", "Later: ")
        named = [
            f"{signs[(place >= step.value) + (place > step.value)]}{words}."
            for place, words in enumerate(_STEPS)
        ]
        return Content(" ".join(named))
    parts: list[Content] = []
    for place, words in enumerate(_STEPS):
        if place < step.value:
            parts.append(Content.styled(f"✓ {words}", "$text-success"))
        elif place == step.value:
            parts.append(Content.styled(f"{words} (now)", "bold $text-primary"))
        else:
            parts.append(Content.styled(words, QUIET))
    return Content.styled(" → ", QUIET).join(parts)


class Welcome(Container):
    """Says what iitui is for and how to begin; its lines can be chosen, and their keys work without it."""

    def __init__(self, beginning: Beginning, *, in_words: bool) -> None:
        """Make the welcome, on the step that comes next, with words in the place of signs if wanted."""
        super().__init__(id="welcome")
        self._beginning = beginning
        self._in_words = in_words

    def compose(self) -> ComposeResult:
        """Put the words above the ways to go on, and where one stands below."""
        with Vertical(classes="pane"):
            yield Static(id="welcome-words", markup=False)
            yield RowList(_COLUMNS, id="welcome-lines", show_header=False, can_mark=False)
            yield Static(id="welcome-steps", markup=False)

    def on_mount(self) -> None:
        """Fill in the step, and put the cursor on the best way to go on."""
        self._fill_in(from_top=True)
        self.query_one("#welcome-lines", RowList).focus()

    def show(self, beginning: Beginning) -> None:
        """Show the step that comes next."""
        is_new_step = welcome_lines(beginning) != welcome_lines(self._beginning)
        self._beginning = beginning
        if self.is_mounted:
            self._fill_in(from_top=is_new_step)

    def _fill_in(self, *, from_top: bool) -> None:
        beginning = self._beginning
        is_first = beginning.step is FirstStep.PEOPLE
        self.query_one(".pane").border_title = "Welcome to iitui" if is_first else "Next step"
        self.query_one("#welcome-words", Static).update(say_beginning(beginning))
        rows = [
            ListRow(line.action, (Content.styled(line.key, _KEY), line.what, Content.styled(line.how, QUIET)))
            for line in welcome_lines(beginning)
        ]
        self.query_one("#welcome-lines", RowList).show(FixedRows(rows), from_top=from_top)
        self.query_one("#welcome-steps", Static).update(say_steps(beginning.step, in_words=self._in_words))

    @on(RowList.Opened, "#welcome-lines")
    async def _take(self, message: RowList.Opened) -> None:
        message.stop()
        await self.screen.run_action(str(message.key))
