"""The help."""

from textual.screen import ModalScreen, Screen


class HelpScreen(ModalScreen[None]):
    """Shows the keys of a screen."""

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self.about = about
