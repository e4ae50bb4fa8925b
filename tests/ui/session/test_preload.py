"""Loading in the background: it waits while somebody types, and no longer once it is needed."""

import sys
import threading

import pytest

from iitui.ui.session import preload
from iitui.ui.session.preload import STORE_MODULES, Preloader


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """The names of two modules that nobody has loaded yet."""
    names = [f"preloaded_{tmp_path.name}_{number}" for number in range(2)]
    for name in names:
        (tmp_path / f"{name}.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield names
    for name in names:
        sys.modules.pop(name, None)


def load(preloader: Preloader, names: list[str]) -> threading.Thread:
    thread = threading.Thread(target=preloader.load, args=(names,))
    thread.start()
    return thread


def test_it_loads_at_once_while_nobody_types(modules):
    load(Preloader(), modules).join(10)
    assert set(modules) <= set(sys.modules)


def test_it_waits_while_somebody_types_and_hurries_once_it_is_needed(modules, monkeypatch):
    monkeypatch.setattr(preload, "PAUSE_SECONDS", 600.0)
    preloader = Preloader()
    preloader.pause()
    thread = load(preloader, modules)
    thread.join(0.2)
    assert thread.is_alive()
    assert not set(modules) & set(sys.modules)
    preloader.stop_pausing()
    thread.join(10)
    assert set(modules) <= set(sys.modules)


def test_others_load_what_they_need_while_it_waits(modules, monkeypatch):
    monkeypatch.setattr(preload, "PAUSE_SECONDS", 600.0)
    preloader = Preloader()
    preloader.pause()
    waiting = load(preloader, modules[:1])
    other = threading.Thread(target=__import__, args=(modules[1],))
    other.start()
    other.join(10)
    assert modules[1] in sys.modules
    assert modules[0] not in sys.modules
    preloader.stop_pausing()
    waiting.join(10)


def test_it_leaves_the_interpreter_as_it_was(modules):
    turn = sys.getswitchinterval()
    load(Preloader(), modules).join(10)
    assert sys.getswitchinterval() == turn


def test_two_at_once_take_turns_and_leave_the_interpreter_as_it_was(modules, monkeypatch):
    monkeypatch.setattr(preload, "PAUSE_SECONDS", 600.0)
    turn, preloader = sys.getswitchinterval(), Preloader()
    preloader.pause()
    threads = [load(preloader, [name]) for name in modules]
    preloader.stop_pausing()
    for thread in threads:
        thread.join(10)
    assert set(modules) <= set(sys.modules)
    assert sys.getswitchinterval() == turn


def test_with_its_parts_the_store_is_loaded_whole():
    assert STORE_MODULES[-1] == "iitui.store.journal"
