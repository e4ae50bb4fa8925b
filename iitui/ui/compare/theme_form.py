"""The forms of themes: which theme a passage belongs to, and another name for a theme."""

from collections.abc import Mapping, Sequence

from iitui.domain.text import clean_line, fold, several, shorten
from iitui.domain.themes import PassageDraft, Theme
from iitui.ui.kit.forms.form import Form, TextField

_MOST_NAMED = 12
"""How many known themes are named under the field."""


def _echo(typed: str, themes: Sequence[Theme]) -> str:
    """Say what a name means: a known theme or a new one; without one, name the known ones."""
    name = clean_line(typed)
    if not name:
        names = ", ".join(shorten(theme.name, 24) for theme in themes[:_MOST_NAMED])
        return f"Themes so far: {names}" if names else "Your own word for what several answers have in common"
    same = next((theme for theme in themes if fold(theme.name) == fold(name)), None)
    if same is None:
        return "A new theme"
    people = "1 person" if same.people == 1 else f"{same.people} people"
    return f"{several(same.passages, 'passage')} of {people} so far"


class ThemeForm(Form[PassageDraft]):
    """Asks which theme a passage belongs to; known ones are offered while one types."""

    HOW_TO_REOPEN = "t on that passage"

    def __init__(
        self,
        passage: PassageDraft,
        themes: Sequence[Theme],
        errors: Mapping[str, str] | None = None,
    ) -> None:
        """Make a form.

        Args:
            passage: the passage, with the name typed so far.
            themes: those there are.
            errors: field name -> why it was refused before.
        """
        self._passage = passage
        self._themes = themes
        field = TextField(
            name="theme", label="Theme", value=passage.theme, known=[theme.name for theme in themes]
        )
        super().__init__(f"“{shorten(clean_line(passage.text), 50)}”", [field], errors)

    def echo(self, name: str) -> str:
        """Say what the name means."""
        return _echo(self.text_of(name), self._themes)

    def draft(self) -> PassageDraft:
        """Return the passage with its theme, checked.

        Raises:
            BadInputError: the name is missing or too long.
        """
        return PassageDraft(
            item_id=self._passage.item_id,
            start=self._passage.start,
            text=self._passage.text,
            theme=self.text_of("theme"),
        ).checked()


class ThemeNameForm(Form[str]):
    """Asks for another name of a theme; that of another theme makes one of both."""

    HOW_TO_REOPEN = "e on that theme"

    def __init__(
        self, theme: str, typed: str, others: Sequence[Theme], errors: Mapping[str, str] | None = None
    ) -> None:
        """Make a form.

        Args:
            theme: the present name.
            typed: what stands in it at first.
            others: all other themes.
            errors: field name -> why it was refused before.
        """
        self._others = others
        field = TextField(name="name", label="Name", value=typed, known=[other.name for other in others])
        super().__init__(f"Rename the theme “{shorten(theme, 40)}”", [field], errors)

    def echo(self, name: str) -> str:
        """Say when two themes become one."""
        typed = fold(clean_line(self.text_of(name)))
        same = next((other for other in self._others if fold(other.name) == typed), None)
        return (
            f"The two will be merged, adding {several(same.passages, 'passage')} of the other" if same else ""
        )

    def draft(self) -> str:
        """Return the name as typed; the store checks it."""
        return self.text_of("name")
