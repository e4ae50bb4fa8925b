"""Draws attention to the clock where the settings ask for it: by the bell or on the desktop."""

from textual.app import App

from iitui.settings import Settings
from iitui.ui.kit.textual_internals import driver_of


def draw_attention(app: App[None], settings: Settings, words: str) -> None:
    """Ring and notify, each only if the settings ask for it.

    Args:
        app: the app in whose terminal that is.
        settings: the user's settings.
        words: words of iitui itself; never those of people or files, for terminals act on what they read.
    """
    if settings.bell:
        app.bell()
    driver = driver_of(app)
    if settings.notify and driver is not None:
        driver.write(f"\x1b]9;iitui: {words}\x07\x1b]777;notify;iitui;{words}\x07")
        driver.flush()
