"""The screen Questions."""

from typing import ClassVar

from iitui.ui.screens.base import JournalScreen


class QuestionsScreen(JournalScreen):
    """Shows Questions."""

    PLACE: ClassVar[str] = "Questions"

    def show_plan(self, interview_id: int) -> None:
        """Go to the plan of an interview."""

    def show_question(self, question_id: int) -> None:
        """Go to a question."""
