"""Loading in the background: it waits while somebody types, and no longer once it is needed."""

import importlib
import sys
import threading

import pytest

from iitui.ui import leisure
from iitui.ui.leisure import Leisure


@pytest.fixture
def module(tmp_path, monkeypatch):
    """The name of a module that nobody has loaded yet."""
    name = f"loaded_at_leisure_{tmp_path.name}"
    (tmp_path / f"{name}.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield name
    sys.modules.pop(name, None)


def load(rest: Leisure, name: str) -> threading.Thread:
    def go() -> None:
        with rest:
            importlib.import_module(name)

    thread = threading.Thread(target=go)
    thread.start()
    return thread


def test_it_loads_at_once_while_nobody_types(module):
    load(Leisure(), module).join(10)
    assert module in sys.modules


def test_it_waits_while_somebody_types_and_hurries_once_it_is_needed(module, monkeypatch):
    monkeypatch.setattr(leisure, "REST", 600.0)
    rest = Leisure()
    rest.give_way()
    thread = load(rest, module)
    thread.join(0.2)
    assert thread.is_alive()
    assert module not in sys.modules
    rest.end()
    thread.join(10)
    assert module in sys.modules


def test_other_threads_never_wait(module, monkeypatch):
    monkeypatch.setattr(leisure, "REST", 600.0)
    rest = Leisure()
    rest.give_way()
    with rest:
        thread = threading.Thread(target=importlib.import_module, args=(module,))
        thread.start()
        thread.join(10)
    assert module in sys.modules


def test_it_leaves_the_interpreter_as_it_was(module):
    before, turn = list(sys.meta_path), sys.getswitchinterval()
    load(Leisure(), module).join(10)
    assert sys.meta_path == before
    assert sys.getswitchinterval() == turn
