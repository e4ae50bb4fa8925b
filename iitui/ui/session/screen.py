"""The base of all screens: the bars, reloading, and acting on the journal with messages for errors."""

import re
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.errors import NoWidget
from textual.widget import Widget

from iitui.domain.errors import BadInputError, ChangedElsewhereError, IituiError, NotFoundError
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bars.top_bar import TopBar, interview_forms
from iitui.ui.kit.bindings import PaneBindings, bind
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.kit.textual_internals import BatchingScreen
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import FOLLOW_UPS, PLACES, GoTo, Place

if TYPE_CHECKING:
    from iitui.domain.interviews import Interview
    from iitui.store.journal import Store
    from iitui.ui.kit.forms.form import Form
    from iitui.ui.kit.screens import Dialog
    from iitui.ui.session.form_autosave import FormAutosave
    from iitui.ui.session.texts_in_view import TextInView

T = TypeVar("T")
D = TypeVar("D")

MakeForm = Callable[[D | None, Mapping[str, str]], "Dialog[D | None]"]
"""Makes a form from the draft that was typed before, if any, and the errors of the refused fields."""


MergeChanges = Callable[[D], tuple[D, Mapping[str, str]]]
"""Merges a draft with what was changed elsewhere; returns it with a message per field that both changed."""

_DELETED_MEANWHILE = (
    "It was deleted in the meantime. Close this and press u to bring it back; what you typed is kept until"
    " you close."
)
_CHANGED_MEANWHILE = "Changes made only there are now shown here. Save again to keep what you see."

SHORT_SECONDS = 2.5
"""Seconds for which the name of an act is shown whose effect stands on the screen anyway."""

_TAKES_BACK = re.compile(r"\bu (?:takes|brings|undoes)\b")


def taken_back(words: str) -> str:
    """Return what was done, and that `u` takes it back unless the words say so."""
    return words if _TAKES_BACK.search(words) else f"{words.rstrip('.')}. u undoes it."


_SAMPLE_WORDS = {"app.sample": "Leave the sample"}
"""What the bar of keys says in the sample journal, on every screen."""

COPY_KEY = bind("Y", "copy_or_open", "Copy", "text.copy", "Copy a text, an address or a number; open a link")
"""On every screen."""


class JournalScreen(BatchingScreen[None]):
    """A screen on one journal.

    Attributes:
        PLACE: which is lit in the top bar.
        PURPOSE: one or two sentences for the help: what this screen is for.
        PANE_KEYS: the keys that each of its panes shows in its border.
    """

    PLACE: ClassVar[Place]
    PURPOSE: ClassVar[str] = ""
    TELLS_ACTS: ClassVar[bool] = True
    """Whether an act that nobody else tells is told by its name in the history."""

    PANE_KEYS: ClassVar[PaneBindings] = MappingProxyType({})
    AUTO_FOCUS = "RowList"

    BINDINGS: ClassVar[list[BindingType]] = [COPY_KEY]

    def __init__(self, session: JournalSession) -> None:
        super().__init__()
        self.session = session
        self._shows: Hashable = None
        """What the screen was made of when it came to the front."""
        if session.settings.plain_lines and self.HORIZONTAL_BREAKPOINTS:
            self.HORIZONTAL_BREAKPOINTS = self.HORIZONTAL_BREAKPOINTS[:1]

    @property
    def pane_room(self) -> int:
        """How wide panes may be together, in cells: with plain lines one pane is read at a time."""
        return 0 if self.session.settings.plain_lines else self.app.size.width

    def recreated(self) -> "JournalScreen":
        """Return a new screen like this one, to replace it after an error."""
        return type(self)(self.session)

    def on_mount(self) -> None:
        """Write the keys of the panes into their borders, and again whenever other keys or sizes count."""
        if self.PANE_KEYS:
            self.call_after_refresh(self._write_pane_keys)

    def _write_pane_keys(self) -> None:
        from iitui.ui.kit.bars.pane_borders import PaneKeys

        keys = PaneKeys(self, self.PANE_KEYS)
        self.bindings_updated_signal.subscribe(self, keys.keys_changed)
        self.screen_layout_refresh_signal.subscribe(self, keys.laid_out)
        keys.write()

    def compose(self) -> ComposeResult:
        """Put the screen's own parts between the top bar and the footer."""
        yield TopBar([(place.key, place.name) for place in PLACES], self.PLACE.name)
        yield from self.compose_body()
        yield KeyBar(_SAMPLE_WORDS if self.session.is_sample else {})

    def compose_body(self) -> ComposeResult:
        """Yield the screen's own parts."""
        yield from ()

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing of one's own to show yet, so that the sample journal is offered."""
        return False

    def reload(self) -> None:
        """Read again what is shown; the cursor stays where it is. Each screen extends this."""
        self.show_status(*self.session.status())

    @on(TopBar.PlaceClicked)
    async def _go_to_place(self, message: TopBar.PlaceClicked) -> None:
        mode = next(place.mode for place in PLACES if place.name == message.name)
        await self.run_action(f"app.show_mode('{mode}')")

    @on(TopBar.OverdueClicked)
    async def _go_to_overdue(self) -> None:
        await self.run_action(f"app.show_mode('{FOLLOW_UPS.mode}')")

    @on(TopBar.InterviewClicked)
    async def _go_to_interview(self) -> None:
        await self.run_action("app.show_brief")

    def on_click(self, event: events.Click) -> None:
        """Give the keys to the pane of which something was clicked that takes no keys, such as its border."""
        try:
            clicked, _ = self.get_widget_at(event.screen_x, event.screen_y)
        except NoWidget:
            return
        pane = next((node for node in clicked.ancestors_with_self if node.has_class("pane")), None)
        if pane is None or (self.focused is not None and pane in self.focused.ancestors_with_self):
            return
        first = next((widget for widget in pane.query("*").results(Widget) if widget.focusable), None)
        if first is not None:
            first.focus(scroll_visible=False)

    def keep_typed(self) -> None:
        """Keep what is typed right now; a screen in which one types extends this."""

    def show_record(self, request: GoTo) -> None:
        """Go to the record that a message asks for; each screen with records to go to extends this."""

    def texts_in_view(self) -> "Sequence[TextInView]":
        """Return what can be copied: the line under the cursor; a screen that knows more says it itself."""
        from iitui.ui.session.texts_in_view import TextInView

        focused = self.focused
        if isinstance(focused, RowList):
            return [TextInView("this line", focused.cursor_text)]
        return []

    @work
    async def action_copy_or_open(self) -> None:
        """Copy a text in view, or open a link in it."""
        from iitui.ui.session.text_chooser import copy_or_open

        try:
            words = await copy_or_open(self.app, self.texts_in_view())
        except IituiError as error:
            self.show_error(error)
            return
        if words:
            self.say(words)

    def show_status(self, interview: "Interview | None", overdue: int) -> None:
        """Show in the top bar the next interview and how much is overdue."""
        bar = self.query_one(TopBar)
        bar.overdue = f"{overdue} overdue" if overdue else ""
        bar.interview = (
            interview_forms(
                interview.who, interview.start, interview.end, self.session.now(), self.session.zone
            )
            if interview
            else ()
        )

    def made_of(self) -> Hashable:
        """Return what changes whenever the screen has something else to show; each screen may add to it."""
        return self.session.what_there_is()

    def read_next_time(self) -> None:
        """Reload when the screen comes to the front again, whether anything has changed or not."""
        self._shows = None

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Reload when the screen comes to the front, if anything has changed since it was there."""
        event.refresh_styles = False  # colors that have changed are seen to by the app
        made_of = self.made_of()
        if made_of != self._shows:
            self._shows = made_of
            self.reload()

    async def act(self, verb: Callable[["Store"], T], done_text: str | None = None) -> T | None:
        """Run one verb of the store and reload; show an error and return None if it was refused.

        Args:
            verb: what to do.
            done_text: what to tell the user when it is done; '' if the caller tells it, None for the name
                that the history gives it.
        """
        try:
            result, made = await self.session.act(partial(_run_verb, verb))
        except IituiError as error:
            self.show_error(error)
            return None
        self._tell_act(done_text, made)
        self.reload()
        return result

    def _tell_act(self, done_text: str | None, made: str) -> None:
        """Tell what was done, and that it can be taken back.

        Args:
            done_text: the words for it; None for those of the history.
            made: what the history calls it; '' if nothing was changed.
        """
        if done_text is None and made and self.TELLS_ACTS:
            self.notify(taken_back(made), markup=False, timeout=SHORT_SECONDS)
        elif done_text:
            self.say(taken_back(done_text) if made else done_text)

    async def carry_out(self, verb: Callable[["Store"], object], done_text: str | None = None) -> bool:
        """Do as `act` does with a verb that has nothing to return, and return whether it was done."""

        def run(store: "Store") -> bool:
            verb(store)
            return True

        return await self.act(run, done_text) is not None

    async def ask_and_act(
        self,
        make_form: MakeForm[D],
        verb: Callable[["Store", D], T],
        done_text: Callable[[T], str] | None = None,
        *,
        confirm: Callable[[D], Awaitable[bool]] | None = None,
        about: str = "",
        merge_changes: MergeChanges[D] | None = None,
    ) -> T | None:
        """Show a form until the verb accepts its draft, and return the result; None when the form was left.

        A form that was refused comes back as it was filled. What is typed is also kept on disk until the verb
        has accepted it, and put back after a crash.

        Args:
            make_form: makes the form each time it is shown.
            verb: what to do with the draft.
            done_text: gives what to tell the user, from the result; None for the name in the history.
            confirm: asks once more before the verb; on no, the form comes back as it was filled.
            about: the record that the form is about, such as "contact:12".
            merge_changes: merges the draft with what was changed elsewhere meanwhile.
        """
        from iitui.ui.kit.forms.form import Form

        draft: D | None = None
        errors: Mapping[str, str] = {}
        autosave: FormAutosave | None = None
        while True:
            form = make_form(draft, errors)
            if isinstance(form, Form):
                autosave = autosave or self._autosave_of(form, about)
                form.autosave = autosave
                form.words = self.session.words
            answer = await self.app.push_screen_wait(form)
            if answer is None:
                return None
            draft, errors = answer, {}
            if confirm is not None and not await confirm(answer):
                continue
            try:
                result, made = await self.session.act(
                    partial(_run_verb, partial(_call_with_draft, verb, answer))
                )
            except IituiError as error:
                refused = _draft_and_errors(error, answer, merge_changes, is_about_record=bool(about))
                draft, errors = refused
            else:
                if autosave is not None:
                    autosave.drop()
                self._tell_act(None if done_text is None else done_text(result), made)
                self.reload()
                return result

    def _autosave_of(self, form: "Form[D]", about: str) -> "FormAutosave":
        from iitui.ui.session.form_autosave import FormAutosave

        return FormAutosave(self.session, type(form).__name__, about or form.subject, self.show_error)

    def say(self, words: str) -> None:
        """Show the user a short message, such as what was done."""
        self.notify(words, markup=False, timeout=4)

    def show_error(self, error: IituiError) -> None:
        """Show the user what went wrong."""
        self.notify(str(error), title=error.title, severity="error", markup=False, timeout=8)


def _run_verb(verb: Callable[["Store"], T], store: "Store") -> tuple[T, str]:
    """Run a verb; return its result and the name of the act that it made, '' for none."""
    before = store.history.made
    result = verb(store)
    latest = store.history.acts(1) if store.history.made != before else []
    return result, latest[0].name if latest else ""


def _call_with_draft(verb: Callable[["Store", D], T], draft: D, store: "Store") -> T:
    return verb(store, draft)


def _draft_and_errors(
    error: IituiError, draft: D, merge_changes: MergeChanges[D] | None, *, is_about_record: bool
) -> tuple[D, Mapping[str, str]]:
    """Return what a form that was refused comes back with: its draft, and field name -> error."""
    if isinstance(error, BadInputError):
        return draft, error.fields
    if isinstance(error, ChangedElsewhereError):
        merged, clashes = merge_changes(draft) if merge_changes else (draft, {})
        return merged, {"": f"{error} {_CHANGED_MEANWHILE}", **clashes}
    if isinstance(error, NotFoundError) and is_about_record:
        return draft, {"": f"{error} {_DELETED_MEANWHILE}"}
    return draft, {"": str(error)}
