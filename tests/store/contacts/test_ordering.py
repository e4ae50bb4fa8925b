"""Contacts sorted by each column of their list, against what the list shows of each."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from iitui.domain.contacts import ContactColumn, ContactSummary, Stage
from iitui.domain.rules import RULES
from iitui.domain.text import fold
from iitui.store.reader import JournalReader
from tests.clock import FIGURES, MORNING

Value = Any
"""What a column shows; blank where it is None."""

SHOWN: dict[ContactColumn, Callable[[ContactSummary], Value]] = {
    ContactColumn.NAME: lambda row: fold(row.name),
    ContactColumn.ORGANIZATION: lambda row: fold(row.organization) or None,
    ContactColumn.ROLE: lambda row: fold(row.role) or None,
    ContactColumn.STAGE: lambda row: [*Stage].index(row.stage),
    ContactColumn.LAST_TOUCH: lambda row: row.last_touch,
    ContactColumn.OWED: lambda row: fold(RULES[row.owed.id.kind].called) if row.owed else None,
    ContactColumn.DUE: lambda row: row.owed.due if row.owed else None,
}


@pytest.fixture
def reader(sample: Path):
    reader = JournalReader.open(sample, FIGURES)
    yield reader
    reader.close()


@pytest.mark.parametrize("column", ContactColumn)
@pytest.mark.parametrize("is_down", [False, True])
def test_contacts_are_sorted_by_what_the_list_shows(
    reader: JournalReader, column: ContactColumn, is_down: bool
):
    by_name = reader.contacts.page("", 0, 99, MORNING, MORNING)
    ids = reader.contacts.ordered(column, MORNING, archived=False, is_down=is_down)
    assert len(ids) == len(by_name) > 20
    value = SHOWN[column]
    filled = [row for row in by_name if value(row) is not None]
    filled.sort(key=value, reverse=is_down)
    blank = [row for row in by_name if value(row) is None]
    assert len({value(row) for row in filled}) > 2
    if column is ContactColumn.NAME:  # two of one name change places
        assert [value(row) for row in reader.contacts.some(ids, MORNING, MORNING)] == [
            value(row) for row in filled
        ]
    else:
        assert ids == [row.id for row in (*filled, *blank)]


def test_what_a_search_finds_is_found_whatever_the_order(reader: JournalReader):
    for query in ("a", "fontaine", "", "[/]", "zzz"):
        page = {row.id for row in reader.contacts.page(query, 0, 99, MORNING, MORNING)}
        assert reader.contacts.matching(query) == page


def test_contacts_come_in_the_order_asked_for_and_those_gone_are_left_out(reader: JournalReader):
    ids = reader.contacts.ordered(ContactColumn.STAGE, MORNING, archived=False, is_down=True)[:5]
    assert [row.id for row in reader.contacts.some([*ids, 10**6], MORNING, MORNING)] == ids
