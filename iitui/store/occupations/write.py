"""Writes occupations: what was researched, where the user stands, their names, and which of them are one."""

from collections.abc import Sequence

from sqlmodel import select

from iitui.domain.checks import FieldErrors
from iitui.domain.errors import BadInputError, ChangedElsewhereError
from iitui.domain.occupations import Occupation, OccupationDraft, Standing
from iitui.domain.text import fold, join_notes
from iitui.store.occupations.names import occupation_named
from iitui.store.occupations.read import OccupationReader
from iitui.store.schema.tables import InterviewRow, OccupationRow
from iitui.store.transaction.edit_conflicts import refuse_overwriting_text
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer, find, find_all, numbered, present, say_rows


class OccupationWriter(Writer):
    """Writes occupations; each public method is one act."""

    def keep(
        self, draft: OccupationDraft, standing: Standing | None = None, *, seen: Occupation | None = None
    ) -> Occupation:
        """Set what is known of an occupation, found by its name or created.

        A standing of None leaves it as it is. A form passes what it was filled from as `seen`; then that
        occupation is meant, and keeps the name that it has by now.

        Raises:
            ChangedElsewhereError: it has changed since it was seen; nothing is changed.
            BadInputError: a field is invalid; the error has a message for each.
            NotFoundError: the occupation that was seen is gone.
        """
        checked = draft.checked()
        with self._unit_of_work.act(f"Research on {checked.name}") as transaction:
            number = seen.id if seen is not None else occupation_named(transaction, checked.name) or 0
            row = find(transaction, OccupationRow, number, "occupation")
            if seen is not None:
                refuse_overwriting_text(row.name, "research", seen.research, row.research, checked.research)
                _refuse_other_standing(row, seen, standing or row.standing)
            else:
                row.name, row.name_key = checked.name, fold(checked.name)
            row.research = checked.research
            if standing is not None and standing is not row.standing:
                _set_standing(transaction, row, standing, "")
            transaction.session.add(row)
            return _whole(transaction, numbered(row.id))

    def set_standing(
        self, occupation_id: int, standing: Standing, reason: str, *, seen: Occupation | None = None
    ) -> Occupation:
        """Say where the user stands with an occupation, since now, and why.

        A form passes what it was filled from as `seen`.

        Raises:
            ChangedElsewhereError: the standing has changed since it was seen; nothing is changed.
            BadInputError: the reason is too long.
            NotFoundError: there is no such occupation.
        """
        with FieldErrors() as errors:
            cleaned = errors.text("reason", reason, "The reason")
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, OccupationRow, occupation_id, "occupation")
            transaction.name = f"{row.name}: {standing.value}"
            if seen is not None:
                _refuse_other_standing(row, seen, standing)
                refuse_overwriting_text(
                    row.name, "reason", seen.standing_reason, row.standing_reason, cleaned
                )
            if (row.standing, row.standing_reason) != (standing, cleaned):
                _set_standing(transaction, row, standing, cleaned)
            transaction.session.add(row)
            return _whole(transaction, occupation_id)

    def rename(self, occupation_id: int, name: str, *, seen: str | None = None) -> Occupation:
        """Rename an occupation.

        A form passes the name that it was filled from as `seen`.

        Raises:
            ChangedElsewhereError: it was renamed since it was seen; nothing is changed.
            BadInputError: the name is missing, too long, or that of another occupation.
            NotFoundError: there is no such occupation.
        """
        with FieldErrors() as errors:
            cleaned = errors.line("name", name, "The name", needed=True)
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, OccupationRow, occupation_id, "occupation")
            refuse_overwriting_text(row.name, "name", seen, row.name, cleaned)
            other = OccupationReader(transaction.connection).named(cleaned)
            if other is not None and other.id != occupation_id:
                raise BadInputError({"name": f"There's already an occupation named {other.name}."})
            transaction.name = f"Renamed {row.name} to {cleaned}"
            row.name, row.name_key = cleaned, fold(cleaned)
            transaction.session.add(row)
            return _whole(transaction, occupation_id)

    def merge(self, occupation_id: int, into_id: int) -> Occupation:
        """Make two occupations one: its interviews move to the other, and so does what was researched.

        The standing that was set last stays; the reason for the other one is added to the research.

        Raises:
            BadInputError: they are the same one, or their research together is too long.
            NotFoundError: one of them does not exist.
        """
        if occupation_id == into_id:
            raise BadInputError({"into": "An occupation can't be merged with itself."})
        with self._unit_of_work.act("") as transaction:
            row = find(transaction, OccupationRow, occupation_id, "occupation")
            into = find(transaction, OccupationRow, into_id, "occupation")
            transaction.name = f"Merged {row.name} into {into.name}"
            _join(row, into)
            transaction.session.add(into)
            about = select(InterviewRow).where(InterviewRow.occupation_id == occupation_id)
            for interview in transaction.session.exec(about):
                interview.occupation_id = into_id
                transaction.session.add(interview)
            transaction.session.flush()
            transaction.session.delete(row)
            return _whole(transaction, into_id)

    def delete(self, occupation_ids: Sequence[int]) -> None:
        """Delete occupations; the interviews about them stay, about no occupation.

        Raises:
            NotFoundError: one of them does not exist; none is deleted.
        """
        with self._unit_of_work.act("") as transaction:
            rows = find_all(transaction, OccupationRow, occupation_ids, "occupation")
            transaction.name = f"Deleted {say_rows(rows, 'occupation')}"
            for row in rows:
                transaction.session.delete(row)


def _refuse_other_standing(row: OccupationRow, seen: Occupation, mine: Standing) -> None:
    if row.standing not in (seen.standing, mine):
        raise ChangedElsewhereError(f"{row.name} was changed elsewhere: standing.")


def _set_standing(transaction: Transaction, row: OccupationRow, standing: Standing, reason: str) -> None:
    row.standing, row.standing_reason, row.standing_at = standing, reason, transaction.now


def _join(row: OccupationRow, into: OccupationRow) -> None:
    """Add what is known of one occupation to what is known of the other."""
    research = join_notes(into.research, row.research)
    kept, other = (row, into) if _is_later(row, into) else (into, row)
    if other.standing_reason and other.standing_reason != kept.standing_reason:
        research = join_notes(research, f"{other.name}, {other.standing.value}: {other.standing_reason}")
    standing = kept.standing, kept.standing_reason, kept.standing_at
    with FieldErrors() as errors:
        into.research = errors.text("research", research, "The research")
    into.standing, into.standing_reason, into.standing_at = standing


def _is_later(row: OccupationRow, other: OccupationRow) -> bool:
    """Return whether the standing of an occupation was set after that of another."""
    if row.standing_at is None:
        return False
    return other.standing_at is None or row.standing_at > other.standing_at


def _whole(transaction: Transaction, occupation_id: int) -> Occupation:
    transaction.session.flush()
    occupation = OccupationReader(transaction.connection).get(occupation_id)
    return present(occupation, f"occupation {occupation_id}")
