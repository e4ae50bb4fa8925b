"""The keys of the lists that open over a place.

Each place that is about occupations or organizations offers them; they mean the same everywhere.
"""

from textual.binding import Binding

from iitui.ui.kit.bindings import bind

TARGETS_KEY = bind(
    "T",
    "app.open_list('targets')",
    "Targets",
    "app.targets",
    "The organizations you want to hear from, and whom to ask there next",
)
"""The targets; in the places from which one asks somebody."""

NEWS_KEY = bind(
    "F",
    "app.open_list('news')",
    "News",
    "app.news",
    "What files say differently of your contacts, and whom that is a reason to write to",
)
"""The news; where contacts are, and where one begins the day."""

DUPLICATES_KEY = bind(
    "D",
    "app.open_list('duplicates')",
    "Duplicates",
    "app.duplicates",
    "Who may be one person, and why; make one contact of two",
)
"""Those who may be one person; where contacts are."""

LIST_KEYS: tuple[Binding, ...] = (
    bind(
        "O",
        "app.open_list('organizations')",
        "Organizations",
        "app.organizations",
        "The organizations, and who there has not been asked",
    ),
    bind(
        "W",
        "app.open_list('occupations')",
        "Occupations",
        "app.occupations",
        "The occupations, and what you know of each",
    ),
)

"""Organizations and occupations; a screen puts them among its own keys."""
