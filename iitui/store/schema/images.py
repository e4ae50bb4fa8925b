"""Images of rows that acts keep, and whether a row can have been so."""

import json

from iitui.store.schema.damage import can_be
from iitui.store.schema.recorded_tables import recorded_tables


def is_whole(record: str, image: str | None) -> bool:
    """Return whether an image is one that a row of its table can have; no image is that of no row."""
    if not has_columns(record, image):
        return False
    values = {} if image is None else json.loads(image)
    return all(can_be(record, column, value) for column, value in values.items())


def has_columns(record: str, image: str | None) -> bool:
    """Return whether an image has the columns of its table, be it those of before, and no others."""
    table = recorded_tables().get(record)
    if table is None or image is None:
        return table is not None
    try:
        values = json.loads(image)
    except ValueError:
        return False
    return isinstance(values, dict) and table.had(values.keys())
