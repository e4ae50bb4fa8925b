"""The JSON Schema of a whole journal, made of the same layout as the file itself.

``python -m iitui.store.everything.json_schema`` prints what `iitui/data/journal.schema.json` holds.
"""

import json

from iitui.store.everything.layout import (
    FORMAT,
    SCALARS,
    UID,
    UNIQUE,
    VERSION,
    CellKind,
    DocumentColumn,
    DocumentTable,
    layout,
    lists,
)

Json = dict[str, object]

_TITLE = "A whole journal of iitui, as `iitui export everything` writes it"
_UID = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
_INSTANT = {"type": "string", "format": "date-time"}


def json_schema() -> Json:
    """Return the schema (JSON Schema, draft 2020-12)."""
    tables = {table.key: {"type": "array", "items": _record(table)} for table in lists()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLE,
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "program": {"type": "string"},
            "exported_at": _INSTANT,
            "off_record": {"type": "boolean"},
            **tables,
        },
        "required": ["format", "version"],
        "additionalProperties": False,
    }


def _record(table: DocumentTable) -> Json:
    """Return the schema of a record with all that is nested in it."""
    properties: Json = {column.key: _column(table, column) for column in table.columns}
    for name, _ in table.children:
        child = layout()[name]
        properties[child.key] = _nested(child)
    needed = [column.key for column in table.columns if column.is_needed or column.name == UID]
    left_out = ["answer"] if table.name == "plan_item" else []
    return {
        "type": "object",
        "properties": properties,
        "required": [key for key in needed if key not in left_out],
        "additionalProperties": False,
    }


def _nested(child: DocumentTable) -> Json:
    if child.name in SCALARS:
        column = next(each for each in child.columns if each.name == SCALARS[child.name])
        made: Json = {"type": "string"} if column.kind is CellKind.REFERENCE else _column(child, column)
    else:
        made = _record(child)
    if not child.is_single:
        return {"type": "array", "items": made}
    return made if child.name in SCALARS else {"oneOf": [made, {"type": "null"}]}


def _column(table: DocumentTable, column: DocumentColumn) -> Json:
    made: Json = {}
    if column.kind is CellKind.REFERENCE or column.name == UID:
        made = dict(_UID)
    elif column.kind is CellKind.WORD:
        made = {"enum": [*column.words, *([] if _is_never_null(table, column) else [None])]}
    elif column.kind is CellKind.NUMBER:
        made = {"type": "integer"}
        if column.range is not None:
            made |= {"minimum": column.range[0], "maximum": column.range[-1]}
    elif column.kind is CellKind.BOOLEAN:
        made = {"type": "boolean"}
    elif column.kind is CellKind.INSTANT:
        made = dict(_INSTANT)
    else:
        made = {"type": "string", **({"minLength": 1} if column.is_filled else {})}
    if column.kind is not CellKind.WORD and not _is_never_null(table, column):
        made["type"] = [made["type"], "null"]
    if column.target:
        made["description"] = f"the UID of one of {layout()[column.target].key}"
    if UNIQUE.get(table.name) == column.name:
        made["description"] = "no two have the same"
    return made


def _is_never_null(table: DocumentTable, column: DocumentColumn) -> bool:
    is_left_out = (table.name, column.name) == ("plan_item", "answer")
    return (column.is_needed or column.default is not None) and not is_left_out


if __name__ == "__main__":
    print(json.dumps(json_schema(), indent=2))
