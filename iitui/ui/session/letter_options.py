"""What the user has set about letters."""

from zoneinfo import ZoneInfo

from iitui.domain.letters.facts import Sender
from iitui.domain.letters.writing import LetterOptions
from iitui.settings import Settings


def options_of(settings: Settings, zone: ZoneInfo) -> LetterOptions:
    """Return what the user has set about letters."""
    sender = Sender(
        name=settings.my_name,
        about=settings.about_me,
        ask_minutes=settings.ask_minutes,
        block_minutes=settings.block_minutes,
        zone=zone,
    )
    return LetterOptions(sender, settings.letter_words)
