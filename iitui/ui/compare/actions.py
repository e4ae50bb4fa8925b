"""What is done with an occupation, from the overview and from its comparison alike.

Each must be called from a worker, since it may ask.
"""

from iitui.domain.comparison import Comparison, best_first, whom_to_ask_next
from iitui.domain.interviews import Interview
from iitui.ui.compare.contact_chooser import SOMEBODY, CandidateChooser
from iitui.ui.kit.bindings import bind
from iitui.ui.session.screen import JournalScreen

PLAN_KEY = bind(
    "i",
    "plan_interview",
    "Plan",
    "compare.interview",
    "Plan an interview with someone you haven't asked yet",
    show=True,
)
"""The key that asks for `plan_next_interview`, on both screens."""

SECOND_OPINION = "second-opinion"
"""The ready-made plan that asks what is still open about an occupation."""


async def plan_next_interview(screen: JournalScreen, comparison: Comparison) -> Interview | None:
    """Ask whom to ask next about an occupation, and plan the interview with the questions still open."""
    from iitui.ui.interviews.planning import plan_interview

    session, occupation = screen.session, comparison.occupation
    not_asked = session.reader.compare.not_asked(occupation.id, session.now())
    candidates = best_first(not_asked, comparison.voices)
    hint = whom_to_ask_next(comparison.voices, session.settings.evidence_needed)
    chosen = await screen.app.push_screen_wait(CandidateChooser(occupation.name, candidates, hint))
    if chosen is None:
        return None
    contact_id = int(chosen) if chosen != SOMEBODY else None
    interview = await plan_interview(
        screen, contact_id, occupation=occupation.name, ready_plan=SECOND_OPINION
    )
    if interview is not None:
        picked = len(session.reader.questions.plan(interview.id))
        screen.say(
            f"Planned: {interview.who}, with {picked} questions that are still open. Press 4 to see them."
        )
    return interview
