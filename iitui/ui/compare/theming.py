"""What is done with themes in a comparison: giving a passage one, renaming one and deleting one.

Each must be called from a worker, since it asks.
"""

from typing import TYPE_CHECKING

from iitui.domain.questions import PlanItem
from iitui.domain.text import shorten
from iitui.domain.themes import PassageDraft
from iitui.ui.compare.theme_form import ThemeForm, ThemeNameForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store


async def tag_passage(screen: JournalScreen, item: PlanItem | None, selected: tuple[int, str]) -> None:
    """Ask which theme a passage of an answer belongs to, and give it that theme.

    Args:
        screen: over which to ask.
        item: the question with the answer; None where there is no answer.
        selected: where the passage begins in the answer, and its text; '' where nothing is selected.
    """
    start, text = selected
    if item is None or not text:
        screen.say(
            "Select a passage first: press tab to go into the answer, then use shift"
            " and the arrow keys, or the mouse."
        )
        return
    themes = screen.session.reader.themes.all()
    passage = PassageDraft(item_id=item.id, start=start, text=text, theme="")
    await screen.ask_and_act(
        lambda draft, errors: ThemeForm(draft or passage, themes, errors),
        lambda store, draft: store.themes.tag(draft),
        lambda kept: f"Tagged “{shorten(kept.theme, 40)}”",
        about=f"passage:{item.id}:{start}",
    )


async def rename_theme(screen: JournalScreen, number: int, name: str) -> None:
    """Ask for another name of a theme; that of another theme makes one of both."""
    others = [other for other in screen.session.reader.themes.all() if other.id != number]

    def rename(store: "Store", typed: str) -> bool:
        store.themes.rename(number, typed)
        return True

    await screen.ask_and_act(
        lambda typed, errors: ThemeNameForm(name, typed or name, others, errors),
        rename,
        about=f"theme:{number}",
    )


async def delete_theme(screen: JournalScreen, number: int, name: str) -> None:
    """Delete a theme once the user agrees."""
    question = f"Delete the theme “{shorten(name, 60)}”? The answers stay as they are. u undoes it."
    if await screen.app.push_screen_wait(Confirm("Delete", question)):
        await screen.carry_out(
            lambda store: store.themes.delete(number), f"Deleted the theme “{shorten(name, 40)}”"
        )
