"""The two color themes of the program, dark and light."""

from textual.theme import Theme

QUIET = "$foreground 60%"
"""Secondary text inside a `Content` or a cell, where `$text-muted` would come out bright in most themes."""

DARK = Theme(
    name="iitui",
    primary="#5fa8d3",
    secondary="#8fb996",
    accent="#e9b44c",
    warning="#e9b44c",
    error="#e4716a",
    success="#8fb996",
    foreground="#dfe3e8",
    background="#14181d",
    surface="#1a1f26",
    panel="#232a33",
    dark=True,
    variables={
        "footer-key-foreground": "#e9b44c",
        "border": "#5fa8d3",
        "border-blurred": "#3a4552",
        "text-muted": "#dfe3e8 60%",
        "scrollbar": "#4b5866",
        "scrollbar-hover": "#5fa8d3",
        "scrollbar-active": "#e9b44c",
        "scrollbar-background": "#1a1f26",
        "input-selection-background": "#5fa8d3 35%",
    },
)

LIGHT = Theme(
    name="iitui-light",
    primary="#1f6f9f",
    secondary="#3f7d58",
    accent="#a86a00",
    warning="#a86a00",
    error="#b3372f",
    success="#3f7d58",
    foreground="#1f262d",
    background="#f7f5f0",
    surface="#efece4",
    panel="#e4e0d5",
    dark=False,
    variables={
        "footer-key-foreground": "#a86a00",
        "border": "#1f6f9f",
        "border-blurred": "#b9b3a4",
        "text-muted": "#1f262d 60%",
        "scrollbar": "#a9a292",
        "scrollbar-hover": "#1f6f9f",
        "scrollbar-active": "#a86a00",
        "scrollbar-background": "#efece4",
        "input-selection-background": "#1f6f9f 30%",
    },
)

THEMES = (DARK, LIGHT)
