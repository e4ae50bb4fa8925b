"""Writing down what was researched about an organization, in the same words from every screen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from iitui.ui.session.edit_conflicts import EditedRecord
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store


async def research_organization(screen: JournalScreen, name: str) -> None:
    """Ask what was researched about an organization and save it.

    It must be called from a worker.
    """
    from iitui.ui.organizations.research_form import ResearchForm

    reader = screen.session.reader.organizations
    known = reader.named(name)
    if known is None:
        screen.say(f"The organization {name} is gone.")
        return

    def make_form(draft: str | None, errors: Mapping[str, str]) -> ResearchForm:
        return ResearchForm(known.name, known.notes if draft is None else draft, errors)

    def read() -> str | None:
        current = reader.named(name)
        return current.notes if current else None

    edited = EditedRecord(known.notes, read, str)

    def verb(store: "Store", notes: str) -> bool:
        store.organizations.research(known.name, notes, seen=edited.original)
        return True

    await screen.ask_and_act(
        make_form,
        verb,
        lambda _: f"Saved the research about {known.name}",
        about=f"organization:{known.name}",
        merge_changes=edited.merge_changes,
    )
