"""A name stands for one thing: no two classes of the program are called the same."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import iitui

PACKAGE = Path(iitui.__file__).parent


def classes() -> Iterator[tuple[str, str]]:
    """Name and place of every class, also of those within others."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield node.name, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def table_names() -> list[str]:
    tree = ast.parse((PACKAGE / "store/schema/tables.py").read_text(encoding="utf-8"))
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef) and any(keyword.arg == "table" for keyword in node.keywords)
    ]


def test_no_two_classes_share_a_name():
    places: defaultdict[str, list[str]] = defaultdict(list)
    for name, place in classes():
        places[name].append(place)
    assert "RowList" in places, "no classes were read"
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_every_table_is_called_a_row():
    names = table_names()
    assert len(names) > 10
    assert [name for name in names if not name.endswith("Row")] == []
