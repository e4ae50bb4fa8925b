"""The screen Follow-ups."""

from typing import ClassVar

from iitui.ui.screens.base import JournalScreen


class FollowUpsScreen(JournalScreen):
    """Shows Follow-ups."""

    PLACE: ClassVar[str] = "Follow-ups"
