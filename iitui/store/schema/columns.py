"""The kinds of column that the journal's tables are made of.

The only place that turns instants and words into what SQLite keeps, for SQLModel.
"""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Column, Dialect, ForeignKey, Integer, Text
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """The column type of an aware datetime, kept as whole seconds since 1970 in UTC."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Turn an aware datetime into seconds; a naive one is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return int(value.timestamp())

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn seconds into an aware datetime in UTC."""
        return None if value is None else datetime.fromtimestamp(value, UTC)


class EnumText(TypeDecorator[StrEnum]):
    """The column type of a member of a closed set, kept as its word."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Turn a member into its word; a word of no member is refused."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        """Turn a word into its member."""
        return None if value is None else self.words(value)


def enum_column(words: type[StrEnum], *, nullable: bool = False) -> Column[StrEnum]:
    """Return a column for a member of a closed set."""
    return Column(EnumText(words), nullable=nullable)


def instant_column(*, nullable: bool = False) -> Column[datetime]:
    """Return a column for an instant."""
    return Column(Instant(), nullable=nullable)


def link_column(target: str, *, gone: str, nullable: bool) -> Column[int]:
    """Return an indexed link to another table; `gone` is what happens when that row goes."""
    return Column(Integer, ForeignKey(target, ondelete=gone), nullable=nullable, index=True)
