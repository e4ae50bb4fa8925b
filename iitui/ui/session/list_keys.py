"""The keys of the lists that open over a place.

Each place that is about occupations or organizations offers them; they mean the same everywhere.
"""

from textual.binding import Binding

from iitui.ui.kit.bindings import KeyGroup, bind

ADD_KEY = bind("a", "app.add_contact", "Quick add", "contact.quick_add", "Add a contact in one line")
"""A contact on one line; wherever one may think of somebody to ask."""

FIND_KEY = bind(
    "slash",
    "app.find_contact",
    "Search",
    "list.search",
    "Search as you type; esc clears",
    group=KeyGroup.VIEW,
)
"""The search of the contacts; where nothing else is searched."""

PLAN_KEY = bind("p", "show_plan", "Plan", "interview.plan", "Pick its questions and put them in order")
"""The plan of an interview; where there is one in view. A screen has an `action_show_plan`."""

TARGETS_KEY = bind(
    "T",
    "app.open_list('targets')",
    "Targets",
    "app.targets",
    "The organizations you want to hear from, and who to ask there next",
)
"""The targets; in the places from which one asks somebody."""

NEWS_KEY = bind(
    "F",
    "app.open_list('news')",
    "News",
    "app.news",
    "What has changed for your contacts, such as a new job, and who to write to about it",
)
"""The news; where contacts are, and where one begins the day."""

DUPLICATES_KEY = bind(
    "D",
    "app.open_list('duplicates')",
    "Duplicates",
    "app.duplicates",
    "Contacts who may be the same person; merge two into one",
)
"""Those who may be one person; where contacts are."""

LIST_KEYS: tuple[Binding, ...] = (
    bind(
        "O",
        "app.open_list('organizations')",
        "Organizations",
        "app.organizations",
        "The organizations, and who you haven't asked there yet",
    ),
    bind(
        "P",
        "app.open_list('occupations')",
        "Occupations",
        "app.occupations",
        "The occupations, and what you know about each",
    ),
)

"""Organizations and occupations; a screen puts them among its own keys."""
