"""An app for the widgets of the kit: with the colors that they are drawn in, and nothing else of iitui."""

from textual.app import App

from iitui.ui.kit.contrast import legible_variables


class KitApp(App[None]):
    def get_css_variables(self) -> dict[str, str]:
        variables = super().get_css_variables()
        return {**variables, **legible_variables(variables, dark=self.current_theme.dark)}
