"""Images of rows that acts keep, and whether a row can have been so."""

import json

from iitui.store.schema.damage import can_be
from iitui.store.schema.version_001 import RECORDED


def is_whole(record: str, image: str | None) -> bool:
    """Return whether an image is one that a row of its table can have; no image is that of no row."""
    if not has_columns(record, image):
        return False
    values = {} if image is None else json.loads(image)
    return all(can_be(record, column, value) for column, value in values.items())


def has_columns(record: str, image: str | None) -> bool:
    """Return whether an image of a row has the columns of its table and no others."""
    if image is None:
        return record in RECORDED
    try:
        values = json.loads(image)
    except ValueError:
        return False
    return isinstance(values, dict) and values.keys() == set(RECORDED.get(record, ()))
