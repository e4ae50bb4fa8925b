"""The brief."""

from typing import ClassVar

from iitui.ui.desk import Desk
from iitui.ui.screens.base import JournalScreen


class BriefScreen(JournalScreen):
    """Shows the brief."""

    PLACE: ClassVar[str] = "Interviews"

    def __init__(self, desk: Desk, interview_id: int) -> None:
        super().__init__(desk)
        self.interview_id = interview_id
