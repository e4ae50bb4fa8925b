"""The dialogs of letters: which letter, and from which template."""

from collections.abc import Sequence, Set

from textual.content import Content

from iitui.domain.contacts import ContactSummary
from iitui.domain.letters.kinds import LetterKind
from iitui.domain.letters.templates import Template, say_lacking
from iitui.domain.text import clean_line
from iitui.ui.kit.dialogs.chooser import Chooser
from iitui.ui.kit.lists.row_list import FixedRows, ListColumn, ListRow, RowKey
from iitui.ui.kit.text.paragraphs import plain
from iitui.ui.kit.theme import QUIET


class LetterChooser(Chooser):
    """Asks which letter to write."""

    def __init__(self, name: str, likely: LetterKind) -> None:
        """Make the choice.

        Args:
            name: whom the letter goes to.
            likely: the kind that the cursor is on at first.
        """
        rows = [ListRow(kind.value, (_capitalized(kind.in_words),)) for kind in LetterKind]
        super().__init__(
            f"Write to {clean_line(name)}", [ListColumn("")], FixedRows(rows), initial_key=likely.value
        )

    def detail(self, key: RowKey) -> Content | None:
        """Say what a letter of that kind is for."""
        return Content(LetterKind(str(key)).purpose)


class ColleagueChooser(Chooser):
    """Asks whom else at an organization to write to, because somebody there has not answered."""

    def __init__(self, organization: str, known: Sequence[ContactSummary]) -> None:
        """Make the choice.

        Args:
            organization: its name.
            known: the contacts there who were not asked yet.
        """
        rows = [ListRow(one.id, (one.name, Content.styled(one.role, QUIET))) for one in known]
        title = f"Ask someone else at {clean_line(organization)}"
        super().__init__(title, [ListColumn(""), ListColumn("")], FixedRows(rows))


class TemplateChooser(Chooser):
    """Asks for a template, and shows each as it stands."""

    def __init__(self, templates: Sequence[Template], known: Set[str], current: str) -> None:
        """Make the choice.

        Args:
            templates: those of one kind, best first.
            known: the fields that have a value.
            current: the template that is in use.
        """
        self._templates = {template.slug: template for template in templates}
        self._known = known
        rows = [
            ListRow(one.slug, (one.name, Content.styled("" if one.is_built_in else "yours", QUIET)))
            for one in templates
        ]
        super().__init__(
            "Templates", [ListColumn(""), ListColumn("", 6)], FixedRows(rows), initial_key=current
        )

    def detail(self, key: RowKey) -> Content | None:
        """Say what a template lacks."""
        lacking = say_lacking(self._templates[str(key)], self._known)
        return Content.styled(f"Missing: {lacking}.", "$text-warning") if lacking else None

    def contents(self, key: RowKey) -> Content | None:
        """Show the beginning of a template."""
        return Content(plain(self._templates[str(key)].body))


def _capitalized(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
