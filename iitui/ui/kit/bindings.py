"""How a key is declared, once: its name for the settings; its words for footer, help and palette."""

from textual.binding import Binding


def bind(
    keys: str, action: str, words: str, name: str, tooltip: str, *, show: bool = False, priority: bool = False
) -> Binding:
    """Declare a key.

    Args:
        keys: the keys, comma between.
        action: what it does.
        words: a word or two for it.
        name: what the settings rebind it by, such as "contact.edit".
        tooltip: what it does, in a sentence.
        show: whether the footer shows it; the help and the palette always do.
        priority: whether it comes before the keys of the focused widget.
    """
    return Binding(keys, action, words, show=show, id=name, tooltip=tooltip, priority=priority)


HOW_TO_LEAVE = bind(
    "ctrl+c",
    "app.help_quit",
    "How to quit",
    "app.how_to_leave",
    "Show which keys quit; if text is selected, copy it",
)
"""The key that ends other programs; dialogs declare it too, since the keys of the app do not reach them."""
