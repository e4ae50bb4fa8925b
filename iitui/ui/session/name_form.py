"""The form for one name: a new one for a record, or that of another record."""

from collections.abc import Callable, Mapping, Sequence

from iitui.domain.known_words import PieceReader
from iitui.ui.kit.forms.form import Form, TextField


class NameForm(Form[str]):
    """Asks for a name."""

    HOW_TO_REOPEN = "e or M on the same line, or n for a new one"

    def __init__(
        self,
        title: str,
        label: str,
        value: str = "",
        errors: Mapping[str, str] | None = None,
        *,
        known: Sequence[str] = (),
        suggests: PieceReader | None = None,
        echo_name: Callable[[str], str] | None = None,
    ) -> None:
        """Make the form.

        Args:
            title: what it is about.
            label: stands beside the field.
            value: the name at first.
            errors: as in `Form`.
            known: names that are suggested while the user types.
            suggests: finds what names of the journal to suggest.
            echo_name: gives what stands under a name that is typed.
        """
        self._echo_name = echo_name
        field = TextField(name="name", label=label, value=value, known=known, suggests=suggests)
        super().__init__(title, (field,), errors)

    def draft(self) -> str:
        """Return the name as it is typed."""
        return self.text_of("name")

    def echo(self, name: str) -> str:  # noqa: ARG002
        """Return what stands under the name."""
        typed = self.text_of("name")
        return self._echo_name(typed) if self._echo_name is not None and typed.strip() else ""
