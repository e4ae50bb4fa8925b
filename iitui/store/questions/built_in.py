"""Keeps the built-in questions in a journal up to date.

The program does this, not the user, so there is no undo step. A question that a newer program no longer has
stays in the journal, because plans may contain it.
"""

from dataclasses import asdict

from sqlmodel import select

from iitui import __version__
from iitui.domain.built_in import built_in_uid
from iitui.domain.questions import Origin
from iitui.store.row_reader import Reader
from iitui.store.schema.tables import QuestionRow
from iitui.store.transaction.unit_of_work import UnitOfWork

_MEMO = "bank"


def refresh(unit_of_work: UnitOfWork) -> None:
    """Update the built-in questions of a journal, if another version of the program wrote them."""
    if Reader(unit_of_work.connection).memo(_MEMO) == __version__:
        return
    unit_of_work.require_whole()
    with unit_of_work.transaction() as transaction:
        from iitui.store.built_in import load_questions  # slow, and rarely needed

        built_in = select(QuestionRow).where(QuestionRow.origin == Origin.BUILT_IN)
        known = {row.slug: row for row in transaction.session.exec(built_in)}
        for position, question in enumerate(load_questions()):
            fields = {**asdict(question), "origin": Origin.BUILT_IN, "position": position}
            kept = known.get(question.slug)
            if kept is None:
                kept = QuestionRow.model_validate({**fields, "uid": built_in_uid(question.slug)})
            else:
                kept.sqlmodel_update(fields)
            transaction.session.add(kept)
        transaction.connection.execute("INSERT OR REPLACE INTO memo VALUES (?, ?)", (_MEMO, __version__))
