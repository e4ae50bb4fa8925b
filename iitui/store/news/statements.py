"""Writes what the files of an import said of contacts, with plain SQL: there may be tens of thousands."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from iitui.domain.news import NewsField, Statement, read_fields
from iitui.store.row_reader import seconds
from iitui.store.transaction.unit_of_work import Transaction


class Said(NamedTuple):
    """What a file of a source said of a contact, with the fields that are news."""

    contact_id: int
    source: str
    statement: Statement
    news: tuple[NewsField, ...]


def write_statements(transaction: Transaction, said: Sequence[Said]) -> None:
    """Write statements within an act; news takes the place of earlier news from the same source."""
    now = seconds(transaction.now)
    transaction.connection.executemany(
        "INSERT INTO source_statement (contact_id, source, name, organization, role, news, said_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                each.contact_id,
                each.source,
                each.statement.name,
                each.statement.organization,
                each.statement.role,
                _words_of(_with_earlier(transaction, each) if each.news else ()),
                now,
            )
            for each in said
        ),
    )


def _with_earlier(transaction: Transaction, said: Said) -> set[NewsField]:
    """Return the fields that are news, with those that earlier news has in the same words; that is over."""
    fields = set(said.news)
    rows = transaction.connection.execute(
        "SELECT id, name, organization, role, news FROM source_statement"
        " WHERE contact_id = ? AND source = ? AND news <> ''",
        (said.contact_id, said.source),
    ).fetchall()
    for number, *values, words in rows:
        earlier = Statement(*values)
        fields |= {
            field for field in read_fields(words) if earlier.key_of(field) == said.statement.key_of(field)
        }
        settle_news(transaction, number)
    return fields


def settle_news(transaction: Transaction, statement_id: int) -> None:
    """Note that a statement is news no longer; it stays as what was said."""
    transaction.connection.execute(
        "UPDATE source_statement SET news = '' WHERE id = ? AND news <> ''", (statement_id,)
    )


def _words_of(fields: Iterable[NewsField]) -> str:
    return " ".join(field.value for field in NewsField if field in fields)
