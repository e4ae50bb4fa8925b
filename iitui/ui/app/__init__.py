"""The app: modes, keys, theme, palette, help, and what happens when something fails."""
