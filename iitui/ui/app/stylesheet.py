"""The only stylesheet, in two parts, and the colors with which it is read.

The first part is what the first frame needs; the rest is read after that frame, for reading all of it takes
Textual as long as drawing a whole screen.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.ui.app.output_filter import Colors
from iitui.ui.kit.theme import ansi_colors, least_contrast_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.css.stylesheet import Stylesheet
    from textual.filter import LineFilter
    from textual.theme import Theme

_LINE = "/* ===="
"""What the double line in the stylesheet begins with."""


def find_stylesheet() -> Path:
    """Return where the stylesheet is: beside the code in a wheel, one folder up in a checkout."""
    package = Path(__file__).parents[2]
    beside = package / "screens.tcss"
    return beside if beside.exists() else package.parent / "screens.tcss"


def read(path: Path) -> tuple[str, str]:
    """Return what the first frame needs, and the rest."""
    first, line, rest = path.read_text("utf-8").partition(_LINE)
    return first, line + rest


class Styling:
    """Gives an app its stylesheet, and the colors of a theme as far as the terminal has them.

    Attributes:
        has_few_colors: whether what is drawn is in the colors of the terminal: all it has, or those of the
            theme.
    """

    def __init__(self, colors_there: Colors, terminal: str, output_filter: "LineFilter") -> None:
        """Find the stylesheet.

        Args:
            colors_there: how many colors the terminal has.
            terminal: its name, as in `TERM`; '' if it is not known.
            output_filter: what every line passes through last.
        """
        self.has_few_colors = False
        self._colors_there = colors_there
        self._terminal = terminal
        self._output_filter = output_filter
        self._variables: dict[str, dict[str, str]] = {}
        self._sheet = find_stylesheet()
        self._rest = ""

    def read_first(self, stylesheet: "Stylesheet") -> None:
        """Read the part of the stylesheet that the first frame needs."""
        first, self._rest = read(self._sheet)
        stylesheet.add_source(first, (str(self._sheet), "first frame"))

    def read_rest(self, stylesheet: "Stylesheet") -> None:
        """Read the part of the stylesheet that the first frame did not need, once."""
        if self._rest:
            stylesheet.add_source(self._rest, (str(self._sheet), "the rest"))
            stylesheet.parse()
            self._rest = ""

    def variables_of(
        self, theme: "Theme", textual_variables: "Callable[[], dict[str, str]]"
    ) -> dict[str, str]:
        """Return the colors of a theme, those of Textual's changed so that all text can be read.

        Args:
            theme: the theme that is drawn with from now on.
            textual_variables: returns its colors as Textual makes them.
        """
        self.has_few_colors = theme.ansi
        if theme.name not in self._variables:
            self._variables[theme.name] = self._legible(textual_variables(), theme)
        return self._variables[theme.name]

    def _legible(self, variables: dict[str, str], theme: "Theme") -> dict[str, str]:
        is_own, has_256 = "cursor-ground" in variables, self._colors_there is Colors.MANY
        if theme.ansi or (is_own and not has_256):
            return variables if is_own else variables | ansi_colors(variables)
        from iitui.ui.kit.contrast import legible_variables, variables_in_256

        if not is_own:
            variables |= legible_variables(variables, dark=theme.dark)
        return variables | variables_in_256(variables, least_contrast_of(theme)) if has_256 else variables

    def shown_theme(self, theme: "Theme") -> "Theme":
        """Return a theme, or where the terminal cannot show it, one that it can."""
        if self._colors_there in (Colors.ENOUGH, Colors.MANY):
            return theme
        from iitui.ui.app.few_colors import theme_for

        return theme_for(self._colors_there, theme)

    @cached_property
    def few_color_filters(self) -> "tuple[LineFilter, ...]":
        """What every line passes through where the colors are those of the terminal."""
        from iitui.ui.app.few_colors import filters_for

        return (*filters_for(self._colors_there, self._terminal), self._output_filter)
