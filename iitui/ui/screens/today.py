"""The screen Today."""

from typing import ClassVar

from iitui.ui.screens.base import JournalScreen


class TodayScreen(JournalScreen):
    """Shows Today."""

    PLACE: ClassVar[str] = "Today"
