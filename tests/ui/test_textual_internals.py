"""What Textual keeps private is used in one file only, which is looked through at every update of Textual."""

import ast
import importlib
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from textual.widgets import Static

from iitui.ui.app.driver import GuardedDriver
from iitui.ui.app.output_filter import ControlFilter
from iitui.ui.kit import textual_internals
from iitui.ui.session.screen import JournalScreen
from tests.ui.widget_classes import classes, modules

HERE = textual_internals.__name__


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def trees() -> Iterator[tuple[str, ast.Module]]:
    """The modules of the screens, but for the one that may use what is private."""
    for name in modules():
        if name != HERE:
            path = importlib.import_module(name).__file__
            assert path is not None
            yield name, ast.parse(Path(path).read_text(encoding="utf-8"))


def private_uses(tree: ast.Module) -> Iterator[str]:
    """Private modules of Textual that are imported, and private names of any object but `self`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("textual"):
            names = [*node.module.split("."), *(alias.name for alias in node.names)]
            yield from (f"{node.module}: {name}" for name in names if is_private(name))
        elif isinstance(node, ast.Import):
            names = [part for alias in node.names for part in alias.name.split(".")]
            yield from (name for name in names if is_private(name) and names[0] == "textual")
        elif isinstance(node, ast.Attribute) and is_private(node.attr):
            owner = ast.unparse(node.value)
            if owner not in {"self", "cls", "super()", "os"}:
                yield f"{owner}.{node.attr}"


@cache
def names_in(kind: type) -> tuple[frozenset[str], frozenset[str]]:
    """The private names that a class defines or sets on `self`, and those that it reads from there."""
    made, read = set(vars(kind)) if is_textual(kind) else set[str](), set[str]()
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(kind)))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            made.add(node.name)
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"self", "cls", "super()"}:
            (made if isinstance(node.ctx, ast.Store) else read).add(node.attr)
    return frozenset(filter(is_private, made)), frozenset(filter(is_private, read))


def is_textual(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == "textual"


def private_names(kind: type) -> list[str]:
    """The private names of Textual that a class redefines, or reads from itself."""
    made, read = names_in(kind)
    parents = [one for one in kind.__mro__ if one.__module__.partition(".")[0] in {"textual", "iitui"}]
    theirs = frozenset[str]().union(*(names_in(one)[0] for one in parents if is_textual(one)))
    ours = [one for one in parents if not is_textual(one) and one.__module__ != HERE]
    own = made.union(*(names_in(one)[0] for one in ours))
    return sorted((made & theirs) | ((read - own) & theirs))


def test_nothing_private_is_taken_from_another_object_or_imported():
    uses = {name: list(private_uses(tree)) for name, tree in trees()}
    assert len(uses) > 50
    assert {name: found for name, found in uses.items() if found} == {}


def test_no_class_reads_or_redefines_what_textual_keeps_private():
    others: list[type] = [GuardedDriver, ControlFilter]
    kinds = [kind for kind in [*others, *classes()] if kind.__module__ != HERE]
    assert JournalScreen in kinds
    assert {kind.__name__: names for kind in kinds if (names := private_names(kind))} == {}


class Prying(Static):
    """Does what the tests above forbid."""

    def _compose(self) -> None:  # type: ignore[override]  # it is what must be found
        self._own = self._size


def test_the_guard_sees_what_it_is_for():
    seen = list(private_uses(ast.parse("from textual._parser import Parser\nscreen._compositor.refresh()")))
    assert seen == ["textual._parser: _parser", "screen._compositor"]
    assert private_names(Prying) == ["_compose", "_size"]
