"""The screen Interviews."""

from typing import ClassVar

from iitui.ui.screens.base import JournalScreen


class InterviewsScreen(JournalScreen):
    """Shows Interviews."""

    PLACE: ClassVar[str] = "Interviews"

    def show_interview(self, interview_id: int) -> None:
        """Go to an interview."""
