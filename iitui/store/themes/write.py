"""Writes themes and the passages that belong to them."""

from collections.abc import Sequence

from sqlmodel import select

from iitui.domain.checks import FieldErrors
from iitui.domain.errors import BadInputError
from iitui.domain.text import fold, several
from iitui.domain.themes import Passage, PassageDraft
from iitui.store.schema.tables import PassageRow, PlanItemRow, ThemeRow
from iitui.store.themes.read import ThemeReader
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, add, find, find_all, numbered, present


class ThemeWriter(Writer):
    """Writes themes; each public method is one act."""

    def tag(self, draft: PassageDraft) -> Passage:
        """Let a passage of an answer belong to a theme, which is made if it is new.

        Raises:
            BadInputError: a field is invalid, or the answer does not hold the passage.
            NotFoundError: there is no such answer.
        """
        checked = draft.checked()
        with self._unit_of_work.act(f"Tagged a passage “{checked.theme}”") as transaction:
            item = find(transaction, PlanItemRow, checked.item_id, "planned question")
            if item.answer[checked.start : checked.start + len(checked.text)] != checked.text:
                raise BadInputError({"text": "The answer has changed; select the passage again."})
            row = PassageRow.model_validate(
                {
                    "plan_item_id": checked.item_id,
                    "theme_id": _theme_named(transaction, checked.theme),
                    "start": checked.start,
                    "text": checked.text,
                }
            )
            number = add(transaction, row)
            return present(ThemeReader(transaction.connection).passage(number), f"passage {number}")

    def untag(self, passage_ids: Sequence[int]) -> None:
        """Take passages out of their themes; a theme without passages goes as well.

        Raises:
            NotFoundError: one of them does not exist; none is taken out.
        """
        with self._unit_of_work.act(f"Untagged {several(len(passage_ids), 'passage')}") as transaction:
            rows = find_all(transaction, PassageRow, passage_ids, "passage")
            for row in rows:
                transaction.session.delete(row)
            for theme_id in {row.theme_id for row in rows}:
                _drop_if_unused(transaction, theme_id)

    def rename(self, theme_id: int, name: str) -> None:
        """Rename a theme; if another one has the name, the two become one.

        Raises:
            BadInputError: the name is missing or too long.
            NotFoundError: there is no such theme.
        """
        with FieldErrors() as errors:
            checked = errors.line("name", name, "The theme", needed=True)
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, ThemeRow, theme_id, "theme")
            transaction.name = f"Renamed the theme “{row.name}” to “{checked}”"
            other = transaction.session.exec(
                select(ThemeRow).where(ThemeRow.name_key == fold(checked), ThemeRow.id != theme_id)
            ).first()
            if other is None:
                row.name, row.name_key = checked, fold(checked)
                transaction.session.add(row)
                return
            for passage in transaction.session.exec(
                select(PassageRow).where(PassageRow.theme_id == theme_id)
            ):
                passage.theme_id = numbered(other.id)
                transaction.session.add(passage)
            transaction.session.flush()
            transaction.session.delete(row)

    def delete(self, theme_id: int) -> None:
        """Delete a theme; its passages stay in their answers.

        Raises:
            NotFoundError: there is no such theme.
        """
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, ThemeRow, theme_id, "theme")
            transaction.name = f"Deleted the theme “{row.name}”"
            transaction.session.delete(row)


def _theme_named(transaction: Transaction, name: str) -> int:
    known = select(ThemeRow.id).where(ThemeRow.name_key == fold(name))
    number = transaction.session.exec(known).first()
    return number or add(transaction, ThemeRow.model_validate({"name": name, "name_key": fold(name)}))


def _drop_if_unused(transaction: Transaction, theme_id: int) -> None:
    transaction.session.flush()
    used = transaction.session.exec(select(PassageRow.id).where(PassageRow.theme_id == theme_id)).first()
    if used is None:
        transaction.session.delete(find(transaction, ThemeRow, theme_id, "theme"))
