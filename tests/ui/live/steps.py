"""Steps that the tests of live mode share."""

from datetime import datetime

from textual.pilot import Pilot

from iitui.domain.interviews import Interview
from iitui.domain.questions import PlanItem
from iitui.store.journal import Store
from iitui.ui.live.keys import AnswerBox, QuestionList
from iitui.ui.live.screen import LiveScreen
from tests import builders
from tests.ui.conftest import Look
from tests.ui.pilot import settle, until_screen, wait_for


def interview(store: Store, start: datetime, *slugs: str, who: str = "Dana Ito", **fields) -> Interview:
    """Plan an interview with questions of the bank."""
    planned = builders.interview(store, builders.contact(store, who).id, start, **fields)
    numbers = {row.question.slug: row.question.id for row in store.reader.questions.bank()}
    store.questions.pick(planned.id, [numbers[slug] for slug in slugs])
    return planned


async def start(pilot: Pilot[None], key: str = "s") -> LiveScreen:
    """Press s on Today, and wait until the interview goes on."""
    await settle(pilot)
    await pilot.press(key)
    return await until_screen(pilot, LiveScreen)


def box(pilot: Pilot[None]) -> AnswerBox:
    """The box for the answer."""
    return pilot.app.screen.query_one(AnswerBox)


def questions(pilot: Pilot[None]) -> QuestionList:
    """The list of questions."""
    return pilot.app.screen.query_one(QuestionList)


def in_front(pilot: Pilot[None]) -> str:
    """The question in front."""
    return str(pilot.app.screen.query_one("#live-question").render())


def banner(pilot: Pilot[None]) -> str:
    """The line above the questions; '' if there is none."""
    line = pilot.app.screen.query_one("#live-banner")
    return str(line.render()) if line.display else ""


def plan(look: Look, number: int) -> list[PlanItem]:
    """The plan as the journal holds it."""
    return look().questions.plan(number)


def kept(look: Look, number: int) -> Interview:
    """An interview as the journal holds it."""
    found = look().interviews.get(number)
    assert found is not None
    return found


async def until_saved(pilot: Pilot[None], look: Look, number: int, answer: str, place: int = 0) -> None:
    """Wait until an answer is in the journal."""
    await wait_for(pilot, lambda: plan(look, number)[place].answer == answer)
