"""What the screens share: the session, the frame, reloading, and acting with words for what went wrong."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult

from iitui.domain.errors import BadInputError, ChangedElsewhereError, IituiError, NotFoundError
from iitui.ui.kit.bars.key_bar import KeyBar
from iitui.ui.kit.bars.top_bar import TopBar, interview_forms
from iitui.ui.kit.closing import ClosingOnce
from iitui.ui.session.journal_session import JournalSession
from iitui.ui.session.navigation import PLACES, Place

if TYPE_CHECKING:
    from iitui.domain.values.interviews import Interview
    from iitui.store.journal import Store
    from iitui.ui.kit.dialogs.dialog import Dialog

T = TypeVar("T")
D = TypeVar("D")

MakeForm = Callable[[D | None, Mapping[str, str]], "Dialog[D | None]"]
"""Makes a form, filled with what was typed before, with words for the fields that were refused."""


CatchUp = Callable[[D], tuple[D, Mapping[str, str]]]
"""Gives a draft with what was changed elsewhere meanwhile, and words per field where both were changed."""

_GONE = "It was deleted meanwhile: leave, and u brings it back; what you typed is kept until you leave."
_CAUGHT_UP = "What was changed only there stands here now. Saving again keeps what you see."


class JournalScreen(ClosingOnce[None]):
    """A screen on one journal.

    Attributes:
        PLACE: which is lit in the top bar.
        PURPOSE: one or two sentences for the help: what this screen is for.
    """

    PLACE: ClassVar[Place]
    PURPOSE: ClassVar[str] = ""
    AUTO_FOCUS = "RowList"

    def __init__(self, session: JournalSession) -> None:
        super().__init__()
        self.session = session
        self._was_in_front = False

    def anew(self) -> "JournalScreen":
        """Return a screen like this one, to take its place after an error."""
        return type(self)(self.session)

    def compose(self) -> ComposeResult:
        """Put the screen's own parts between the top bar and the footer."""
        yield TopBar([(place.key, place.name) for place in PLACES], self.PLACE.name)
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """Yield the screen's own parts."""
        yield from ()

    def _compositor_refresh(self) -> None:
        """Draw nothing while the app holds it back: Textual would draw everything and throw it away."""
        if not self.app._batch_count:
            super()._compositor_refresh()

    def reload(self) -> None:
        """Read anew what is shown; the cursor stays where it is. To be extended by each screen."""
        reader, now = self.session.reader, self.session.now()
        self.show_pressing(reader.interviews.next(now), reader.follow_ups.count_overdue(now))

    def show_pressing(self, interview: "Interview | None", overdue: int) -> None:
        """Say at the top what comes next, and how much is overdue."""
        bar = self.query_one(TopBar)
        bar.late = f"{overdue} overdue" if overdue else ""
        bar.interview = (
            interview_forms(
                interview.who, interview.start, interview.end, self.session.now(), self.session.zone
            )
            if interview
            else ()
        )

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read anew whenever the screen comes to the front: another may have changed the journal."""
        event.refresh_styles = self._was_in_front  # when it is made, its styles are new
        self._was_in_front = True
        self.reload()

    async def act(self, verb: Callable[["Store"], T], said: str = "") -> T | None:
        """Run one verb, say what was done, and reload; what went wrong is said, and None returned."""
        try:
            result = await self.session.act(verb)
        except IituiError as error:
            self.tell(error)
            return None
        if said:
            self.say(said)
        self.reload()
        return result

    async def ask_and_act(
        self,
        make_form: MakeForm[D],
        verb: Callable[["Store", D], T],
        said: Callable[[T], str] | None = None,
        *,
        agree: Callable[[D], Awaitable[bool]] | None = None,
        about: str = "",
        catch_up: CatchUp[D] | None = None,
    ) -> T | None:
        """Show a form until the verb accepts its draft; what was typed is kept. None when it was left.

        What is typed is also kept on disk until the verb has accepted it, and put back after a crash.

        Args:
            make_form: makes the form anew each time it is shown.
            verb: what is done with the draft.
            said: words for what was done.
            agree: asks once more before the verb; on no, the form comes back as it was filled.
            about: the record that the form is about, such as "contact:12".
            catch_up: puts the draft together with what the record has become elsewhere meanwhile.
        """
        from iitui.ui.kit.forms.autosaved_dialog import AutosavedDialog
        from iitui.ui.session.form_autosave import FormAutosave

        draft: D | None = None
        errors: Mapping[str, str] = {}
        autosave: FormAutosave | None = None
        while True:
            form = make_form(draft, errors)
            if isinstance(form, AutosavedDialog):
                autosave = autosave or FormAutosave(
                    self.session, type(form).__name__, about or form.called, self.tell
                )
                form.autosave = autosave
            answer = await self.app.push_screen_wait(form)
            if answer is None:
                return None
            draft, errors = answer, {}
            if agree is not None and not await agree(answer):
                continue
            try:
                result = await self.session.act(partial(_swapped, verb, answer))
            except BadInputError as error:
                errors = error.fields
            except ChangedElsewhereError as error:
                draft, clashes = catch_up(answer) if catch_up else (answer, {})
                errors = {"": f"{error} {_CAUGHT_UP}", **clashes}
            except NotFoundError as error:
                errors = {"": f"{error} {_GONE}" if about else str(error)}
            except IituiError as error:
                errors = {"": str(error)}
            else:
                if autosave is not None:
                    autosave.drop()
                if said is not None:
                    self.say(said(result))
                self.reload()
                return result

    def say(self, words: str) -> None:
        """Tell the user what was done."""
        self.notify(words, markup=False, timeout=4)

    def tell(self, error: IituiError) -> None:
        """Tell the user what went wrong."""
        self.notify(str(error), title=error.title, severity="error", markup=False, timeout=8)


def _swapped(verb: Callable[["Store", D], T], draft: D, store: "Store") -> T:
    return verb(store, draft)
