"""The color themes of the program: dark, light, and both in high contrast.

Each names every color that text is drawn in and every ground that text stands on, so that contrast can be
measured: at least 4.5:1, in high contrast 7:1 (WCAG 2.2, 1.4.3 and 1.4.6). The themes of Textual leave much
of that to be blended while it is drawn; `iitui.ui.kit.contrast` works the same colors out for them.
"""

from collections.abc import Mapping

from textual.theme import Theme

QUIET = "$text-muted"
"""Secondary text inside a `Content` or a cell."""


def shared_colors(colors: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of Textual that have a color of a theme by another name.

    Args:
        colors: the colors by name: `foreground`, `panel`, `text-muted`, `text-accent`, `cursor-ground`,
            `cursor-blurred-ground` and `selection-ground`.
    """
    foreground, quiet = colors["foreground"], colors["text-muted"]
    cursor, selection = colors["cursor-ground"], colors["selection-ground"]
    return {
        "text": foreground,
        "text-disabled": quiet,
        "foreground-muted": quiet,
        "foreground-disabled": quiet,
        "footer-background": colors["panel"],
        "footer-foreground": foreground,
        "footer-key-foreground": colors["text-accent"],
        "footer-description-foreground": foreground,
        "block-cursor-foreground": foreground,
        "block-cursor-background": cursor,
        "block-cursor-blurred-foreground": foreground,
        "block-cursor-blurred-background": colors["cursor-blurred-ground"],
        "link-color": foreground,
        "link-color-hover": foreground,
        "link-background-hover": cursor,
        "input-selection-foreground": foreground,
        "input-selection-background": selection,
        "screen-selection-foreground": foreground,
        "screen-selection-background": selection,
    }


def ansi_colors(variables: Mapping[str, str]) -> dict[str, str]:
    """Return what Textual's own themes in the colors of the terminal lack.

    Args:
        variables: those that Textual makes of such a theme.
    """
    cursor, text = variables["block-cursor-background"], variables["block-cursor-foreground"]
    selection = variables["input-selection-background"]
    return {
        **dict.fromkeys(("cursor-blurred-ground", "field-ground", "field-focus-ground"), "ansi_default"),
        **dict.fromkeys(("warning-ground", "error-ground"), "ansi_default"),
        **dict.fromkeys(("text-muted", "text-disabled", "foreground-muted"), "ansi_default"),
        "cursor-ground": cursor,
        "current-ground": cursor,
        "current-text": text,
        "selection-ground": selection,
    }


def make_theme(name: str, colors: Mapping[str, str], *, dark: bool, ansi: bool = False) -> Theme:
    """Make a theme of the program.

    Args:
        name: its name.
        colors: all colors that the stylesheet uses, and other variables of Textual.
        dark: whether its text is lighter than its grounds.
        ansi: whether its colors are the 16 of the terminal.
    """
    return Theme(
        name=name,
        primary=colors["text-primary"],
        secondary=colors["text-success"],
        accent=colors["text-accent"],
        warning=colors["text-warning"],
        error=colors["text-error"],
        success=colors["text-success"],
        foreground=colors["foreground"],
        background=colors["background"],
        surface=colors["surface"],
        panel=colors["panel"],
        dark=dark,
        ansi=ansi,
        variables={
            **shared_colors(colors),
            **colors,
            "text-secondary": colors["text-success"],
            "ansi-background": colors["background"],
            "ansi-foreground": colors["foreground"],
            "scrollbar-hover": colors["border"],
            "scrollbar-active": colors["text-accent"],
            "scrollbar-background": colors["surface"],
        },
    )


DARK = make_theme(
    "iitui",
    {
        "background": "#14181d",
        "surface": "#1a1f26",
        "panel": "#232a33",
        "cursor-ground": "#20394c",
        "cursor-blurred-ground": "#242a31",
        "field-ground": "#232a33",
        "field-focus-ground": "#20394c",
        "current-ground": "#e9b44c",
        "current-text": "#14181d",
        "selection-ground": "#2f5f7d",
        "warning-ground": "#4a3a1e",
        "error-ground": "#552c2e",
        "foreground": "#dfe3e8",
        "text-muted": "#a1abb5",
        "text-primary": "#7dbbe0",
        "text-accent": "#e9b44c",
        "text-warning": "#eb9f62",
        "text-error": "#f0938c",
        "text-success": "#9cc9a4",
        "border": "#5fa8d3",
        "border-blurred": "#3a4552",
        "scrollbar": "#4b5866",
    },
    dark=True,
)

LIGHT = make_theme(
    "iitui-light",
    {
        "background": "#f7f5f0",
        "surface": "#efece4",
        "panel": "#e4e0d5",
        "cursor-ground": "#d3e3ec",
        "cursor-blurred-ground": "#e6e4de",
        "field-ground": "#e4e0d5",
        "field-focus-ground": "#d3e3ec",
        "current-ground": "#7d4d00",
        "current-text": "#ffffff",
        "selection-ground": "#b4d2e4",
        "warning-ground": "#f0d9ae",
        "error-ground": "#f0cbc6",
        "foreground": "#1f262d",
        "text-muted": "#586068",
        "text-primary": "#1a5c86",
        "text-accent": "#7d4d00",
        "text-warning": "#8c4200",
        "text-error": "#a32c25",
        "text-success": "#2b6140",
        "border": "#1f6f9f",
        "border-blurred": "#b9b3a4",
        "scrollbar": "#a9a292",
    },
    dark=False,
)

HIGH_CONTRAST = make_theme(
    "iitui-high-contrast",
    {
        "background": "#000000",
        "surface": "#0c0c0c",
        "panel": "#1c1c1c",
        "cursor-ground": "#00386b",
        "cursor-blurred-ground": "#2a2a2a",
        "field-ground": "#1c1c1c",
        "field-focus-ground": "#00386b",
        "current-ground": "#ffd83d",
        "current-text": "#000000",
        "selection-ground": "#0a4f8f",
        "warning-ground": "#3d3000",
        "error-ground": "#5c0a0a",
        "foreground": "#ffffff",
        "text-muted": "#d6d6d6",
        "text-primary": "#8fdcff",
        "text-accent": "#ffd83d",
        "text-warning": "#ffc48a",
        "text-error": "#ffc2bd",
        "text-success": "#86f0a0",
        "border": "#ffd83d",
        "border-blurred": "#9a9a9a",
        "scrollbar": "#9a9a9a",
    },
    dark=True,
)

HIGH_CONTRAST_LIGHT = make_theme(
    "iitui-high-contrast-light",
    {
        "background": "#ffffff",
        "surface": "#f7f7f7",
        "panel": "#ebebeb",
        "cursor-ground": "#cfe6ff",
        "cursor-blurred-ground": "#e4e4e4",
        "field-ground": "#ebebeb",
        "field-focus-ground": "#cfe6ff",
        "current-ground": "#00315f",
        "current-text": "#ffffff",
        "selection-ground": "#a9d0ff",
        "warning-ground": "#ffe9b8",
        "error-ground": "#ffd6d2",
        "foreground": "#000000",
        "text-muted": "#3d3d3d",
        "text-primary": "#003c75",
        "text-accent": "#003c75",
        "text-warning": "#5c3300",
        "text-error": "#820000",
        "text-success": "#004a1c",
        "border": "#003c75",
        "border-blurred": "#6b6b6b",
        "scrollbar": "#6b6b6b",
    },
    dark=False,
)

ENOUGH, HIGH = 4.5, 7.0
"""The least contrast of text, in any theme and in those of high contrast (WCAG 2.2, level AA and AAA)."""


def least_contrast_of(theme: Theme) -> float:
    """Return the contrast that all text of a theme has."""
    return HIGH if theme in (HIGH_CONTRAST, HIGH_CONTRAST_LIGHT) else ENOUGH


THEMES = (DARK, LIGHT, HIGH_CONTRAST, HIGH_CONTRAST_LIGHT)
