"""Writing down what was researched about an occupation and where the user stands, from every screen."""

from typing import TYPE_CHECKING

from iitui.domain.occupations import Occupation, OccupationDraft
from iitui.ui.occupations.occupation_form import OccupationForm, Research
from iitui.ui.occupations.standing_form import Stand, StandingForm
from iitui.ui.session.edit_conflicts import EditedRecord
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store


async def research_occupation(screen: JournalScreen, occupation_id: int) -> None:
    """Ask what is known about an occupation and save it.

    It must be called from a worker.
    """
    known = screen.session.reader.occupations.get(occupation_id)
    if known is None:
        screen.say("This occupation is no longer in the journal.")
        return
    edited = EditedRecord(known, lambda: screen.session.reader.occupations.get(occupation_id), _research_of)
    before = _research_of(known)
    await screen.ask_and_act(
        lambda filled, errors: OccupationForm(filled or before, errors),
        lambda store, kept: store.occupations.keep(kept.draft, kept.standing, seen=edited.original),
        lambda kept: f"Saved the research about {kept.name}",
        about=f"occupation:{occupation_id}",
        merge_changes=edited.merge_changes,
    )


def _research_of(known: Occupation) -> Research:
    draft = OccupationDraft(name=known.name, research=known.research)
    return Research(draft=draft, standing=known.standing)


async def set_standing(screen: JournalScreen, occupation_id: int) -> None:
    """Ask where the user stands with an occupation, and why.

    It must be called from a worker.
    """
    known = screen.session.reader.occupations.get(occupation_id)
    if known is None:
        screen.say("This occupation is no longer in the journal.")
        return
    edited = EditedRecord(known, lambda: screen.session.reader.occupations.get(occupation_id), _stand_of)
    before = _stand_of(known)

    def verb(store: "Store", stand: Stand) -> Occupation:
        return store.occupations.set_standing(
            occupation_id, stand.standing, stand.reason, seen=edited.original
        )

    await screen.ask_and_act(
        lambda filled, errors: StandingForm(known.name, filled or before, errors),
        verb,
        lambda kept: f"{kept.name}: {kept.standing.value}",
        about=f"occupation:{occupation_id}",
        merge_changes=edited.merge_changes,
    )


def _stand_of(known: Occupation) -> Stand:
    return Stand(standing=known.standing, reason=known.standing_reason)
