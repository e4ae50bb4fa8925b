"""News: what a file says of a contact that no file of the same source said before.

What a source said first is where it begins from, and no news. News never changes a contact by itself: the
user takes it over, or dismisses it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from iitui.domain.text import comma_join, search_words

FRESH = timedelta(days=90)
"""How long a new position is a reason to write to somebody."""


class NewsField(StrEnum):
    """What news can be about, in the order in which it is told."""

    NAME = "name"
    ORGANIZATION = "organization"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file says of a contact, or what the journal holds."""

    name: str
    organization: str = ""
    role: str = ""

    def value_of(self, field: NewsField) -> str:
        """Return what it says in a field."""
        return {
            NewsField.NAME: self.name,
            NewsField.ORGANIZATION: self.organization,
            NewsField.ROLE: self.role,
        }[field]

    def key_of(self, field: NewsField) -> str:
        """Return that for comparison."""
        return " ".join(search_words(self.value_of(field)))

    @property
    def position(self) -> str:
        """Return what they do and where: "Nurse at Beaumont"; empty if nothing is known."""
        if self.role and self.organization:
            return f"{self.role} at {self.organization}"
        return self.role or (f"at {self.organization}" if self.organization else "")


def find_news(says: Statement, said: Collection[Statement], journal: Statement) -> tuple[NewsField, ...]:
    """Return the fields in which a statement is news.

    Args:
        says: what the file says.
        said: what its source said before; if that is nothing, this is where it begins from.
        journal: what the journal holds.
    """
    if not said or says in said:
        return ()

    def is_new(field: NewsField) -> bool:
        key = says.key_of(field)
        return bool(key) and key not in {journal.key_of(field), *(each.key_of(field) for each in said)}

    is_shorter = set(says.key_of(NewsField.NAME).split()) <= set(journal.key_of(NewsField.NAME).split())
    is_other_name = is_new(NewsField.NAME) and not is_shorter
    places = (says.key_of(NewsField.ORGANIZATION), journal.key_of(NewsField.ORGANIZATION))
    is_moved = is_new(NewsField.ORGANIZATION)
    # A role belongs to its organization: it comes along with it, even where the file names none.
    if is_moved or (is_new(NewsField.ROLE) and "" not in places and places[0] != places[1]):
        is_moved = True
        is_promoted = says.key_of(NewsField.ROLE) != journal.key_of(NewsField.ROLE)
    else:
        is_promoted = is_new(NewsField.ROLE)
    found = zip(NewsField, (is_other_name, is_moved, is_promoted), strict=True)
    return tuple(field for field, is_news in found if is_news)


def read_fields(words: str) -> tuple[NewsField, ...]:
    """Return the fields that a journal names, "organization role"; words of no field are left out."""
    named = words.split()
    return tuple(field for field in NewsField if field.value in named)


def say_news(says: Statement, fields: Collection[NewsField]) -> str:
    """Return news without the name of whom it is about: "now Chief Nurse at Lakeside"."""
    called = f"now called {says.name}" if NewsField.NAME in fields else ""
    works = f"now {says.position}" if set(fields) - {NewsField.NAME} else ""
    return comma_join(works, called)


@dataclass(frozen=True, slots=True)
class NewsChange:
    """A field that a file says differently.

    Attributes:
        before: what the journal holds, or empty.
        now: what the file says, or empty.
    """

    field: NewsField
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a file says differently of one contact.

    Attributes:
        id: its number.
        contact_id: whom it is about.
        source: the kind of file, such as "LinkedIn".
        said_at: when a file of that source said it first.
        says: all that the file says.
        journal: what the journal holds now.
        fields: those that are news.
    """

    id: int
    contact_id: int
    source: str
    said_at: datetime
    says: Statement
    journal: Statement
    fields: tuple[NewsField, ...]

    @property
    def who(self) -> str:
        """The name in the journal."""
        return self.journal.name

    @property
    def changes(self) -> tuple[NewsChange, ...]:
        """The fields in which the journal still says something else."""
        return tuple(
            NewsChange(field, self.journal.value_of(field), self.says.value_of(field))
            for field in self.fields
            if self.journal.key_of(field) != self.says.key_of(field)
        )

    @property
    def taken(self) -> Statement:
        """What the journal holds once this is taken over."""
        values = {field: self.journal.value_of(field) for field in NewsField}
        values |= {change.field: change.now for change in self.changes}
        return Statement(*values.values())

    @property
    def in_words(self) -> str:
        """The news without the name of whom it is about: "now Chief Nurse at Lakeside"."""
        return say_news(self.taken, {change.field for change in self.changes})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPosition:
    """Where a contact worked before.

    Attributes:
        until: when the journal heard that it was over.
    """

    organization: str
    role: str
    until: datetime

    @property
    def in_words(self) -> str:
        """What they did and where: "Nurse at Beaumont"."""
        return Statement("", self.organization, self.role).position


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonToWrite:
    """That somebody has a new position, and nothing has passed between us since.

    Attributes:
        position: the new one.
        since: when the journal heard of it.
    """

    contact_id: int
    who: str
    position: str
    since: datetime

    @property
    def news_in_words(self) -> str:
        """The reason without the name: "now Chief Nurse at Lakeside"."""
        return f"now {self.position}" if self.position else "they have moved on"

    @property
    def in_words(self) -> str:
        """The reason in one line: "Write to Dana Ito: now Chief Nurse at Lakeside"."""
        return f"Write to {self.who}: {self.news_in_words}"


@dataclass(frozen=True, slots=True)
class ContactNews:
    """What is known of one contact's positions.

    Attributes:
        news: what files say differently.
        former: where they worked before, the latest first.
        reasons: that a new position is a reason to write; one at most.
    """

    news: tuple[News, ...] = ()
    former: tuple[FormerPosition, ...] = ()
    reasons: tuple[ReasonToWrite, ...] = ()
