import ast
from collections import defaultdict
from pathlib import Path

import pytest
from textual.actions import parse
from textual.binding import Binding
from textual.screen import ModalScreen, Screen

import iitui.ui
from iitui.ui.app.app import IituiApp
from iitui.ui.app.keymap import bindings_of
from iitui.ui.kit.lists.row_list import RowList
from tests.ui.pilot import drawn, settle
from tests.ui.widget_classes import classes, screens

CLASSES = classes()
_NOT_EVERYWHERE = {"list.mark", "list.mark_all", "list.sort", "list.sort_back"}
LIST = [binding for binding in bindings_of(RowList) if binding.id not in _NOT_EVERYWHERE]
"""What every list answers to; marking and sorting are left to the screen where a list cannot do that."""

IDS = [f"{one.__module__.removeprefix('iitui.ui.')}.{one.__name__}" for one in CLASSES]


def own_bindings(owner) -> list[Binding]:
    return list(Binding.make_bindings(vars(owner).get("BINDINGS", [])))


def test_the_walk_finds_what_there_is():
    assert IituiApp in CLASSES
    assert RowList in CLASSES
    assert len(screens()) >= 7


@pytest.mark.parametrize("owner", CLASSES, ids=IDS)
def test_a_binding_has_id_description_tooltip_and_an_action_that_exists(owner):
    for binding in own_bindings(owner):
        where = f"{owner.__name__}, key {binding.key}"
        assert binding.id, where
        assert "." in binding.id, where
        assert binding.description, where
        assert binding.tooltip, where
        namespace, action, _ = parse(binding.action)
        target = {"app": IituiApp, "screen": Screen, "": owner}[namespace]
        assert hasattr(target, f"action_{action}"), f"{where}: no action_{action}"


def test_an_id_means_one_thing():
    meanings = defaultdict(set)
    for owner in CLASSES:
        for binding in own_bindings(owner):
            meanings[binding.id].add(binding.description)
    assert {name: said for name, said in meanings.items() if len(said) > 1} == {}


@pytest.mark.parametrize("owner", CLASSES, ids=IDS)
def test_no_two_commands_of_one_place_share_a_key(owner):
    if not issubclass(owner, Screen) or issubclass(owner, ModalScreen):
        places = [bindings_of(owner)]
    else:
        places = [[*bindings_of(owner), *bindings_of(IituiApp)], [*bindings_of(owner), *LIST]]
    for bindings in places:
        keys = defaultdict(set)
        for binding in bindings:
            keys[binding.key].add(str(binding.id))
        assert {key: sorted(ids) for key, ids in keys.items() if len(ids) > 1} == {}


MEANINGS = {
    "A": ("add, replacing or away", "Archive", "Replace"),
    "C": ("go to the contact", "Contact"),
    "S": ("where you stand", "Standing", "Statistics"),
    "a": ("add", "Add", "Quick add", "New contact", "Pick"),
    "backspace": ("take out", "Untag", "Drop"),
    "c": ("call off", "Cancel"),
    "d": ("delete", "Delete", "Remove"),
    "e": ("change", "Edit", "Rename", "Editor"),
    "escape": ("go back", "Back", "Show all"),
    "f": ("see to it later", "Reminder"),
    "i": ("plan an interview", "Plan", "New"),
    "left_square_bracket": ("the one before", "Previous interview", "Later answer", "Previous transcript"),
    "m": ("missed", "Missed"),
    "n": ("new", "New", "New contact", "Attach"),
    "o": ("research", "Research"),
    "r": ("what came of a request", "Outcome"),
    "right_square_bracket": ("the one after", "Next interview", "Earlier answer", "Next transcript"),
    "s": ("start", "Start"),
    "shift+tab": ("the other pane", "Answer", "Switch"),
    "space": ("tick, mark or fold", "Check off", "Fold"),
    "t": ("read what was said", "Transcript"),
    "tab": ("the other pane", "Answer", "Switch"),
    "v": ("what is shown", "View", "Archived", "Settled", "Answers", "Category", "Period"),
    "w": ("write", "Debrief", "Letter"),
    "x": ("settle", "Check off", "Tried", "Not the same", "Mark done", "Sent", "Dismiss", "Drop"),
}
"""What a key means wherever several screens give it a word, and these words."""

ELSEWHERE = {
    **dict.fromkeys(
        [("c", "Copy"), ("C", "Copy subject"), ("m", "Mail"), ("s", "Save")], "a letter's own keys"
    ),
    **dict.fromkeys([("r", "Start over"), ("t", "Template")], "a letter's own keys"),
    **dict.fromkeys(
        [("a", "Agrees"), ("d", "Differs"), ("o", "Alone")], "in the pane of the answers, the judgment of one"
    ),
    **dict.fromkeys(
        [("f", "Filter"), ("f", "Phase")], "narrows a list of questions, which have no reminders"
    ),
    **dict.fromkeys(
        [("r", "Plans"), ("t", "Interview"), ("S", "Keep plan")], "what a plan is made of and for"
    ),
    **dict.fromkeys([("o", "Order"), ("w", "Words")], "how the list is drawn"),
    **dict.fromkeys(
        [("t", "Theme"), ("t", "Referrals"), ("t", "Update")], "the first letter of theme, tree and take"
    ),
}
"""Words of keys that mean something else on a screen of their own, and why that stays."""


def test_a_key_means_one_thing_on_all_screens():
    words = defaultdict(set)
    for owner in [*screens(), IituiApp]:
        for binding in own_bindings(owner):
            words[binding.key].add(binding.description)
    clashing = {
        (key, word)
        for key, said in words.items()
        if len(said) > 1
        for word in said
        if word not in MEANINGS.get(key, ("",))[1:]
    }
    assert clashing == set(ELSEWHERE)


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5", "6", "b"])
async def test_the_footer_fits_into_80_columns(sample_app, key):
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert drawn(sample_app).splitlines()[-1].rstrip().endswith("q Quit")


def _strings(tree: ast.AST) -> set[str]:
    """The words of all texts in a module, those of its `@on` left out."""
    left_out = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "on"
        for part in ast.walk(node)
    }
    return {
        word
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out
        for word in node.value.split()
    }


def _is_named(name: str, words: set[str]) -> bool:
    return name in words or (name.startswith("field-") and name.removeprefix("field-") in words)


def test_what_on_selects_exists():
    words: set[str] = set()
    for path in Path(iitui.ui.__path__[0]).rglob("*.py"):
        words |= _strings(ast.parse(path.read_text("utf-8")))
    missing = []
    for owner in CLASSES:
        for name, method in vars(owner).items():
            for _, selectors in getattr(method, "_textual_on", ()):
                for selector in (
                    one for group in selectors.values() for chosen in group for one in chosen.selectors
                ):
                    if selector.type.name in {"ID", "CLASS"} and not _is_named(selector.name, words):
                        missing.append(f"{owner.__name__}.{name}: {selector.name}")
    assert missing == []


STANDS = {
    "IituiApp": ["1", "2", "3", "4", "5", "6", "b", "ctrl+p", "question_mark", "u", "U", "q", "I"],
    "RowList": ["j", "k", "g", "G", "down", "up", "space", "*", "enter"],
    "ContactsScreen": ["n", "e", "d", "slash", "i", "l", "f"],
    "InterviewsScreen": ["n", "e", "d"],
    "QuestionsScreen": ["n", "e", "d", "slash"],
    "FollowUpsScreen": ["x", "z", "W"],
    "AnswerMatrix": ["h", "j", "k", "l", "g", "G", "enter", "down", "up", "left", "right"],
    "ComparisonScreen": ["a", "d", "o", "t", "slash"],
}
"""The keys that people have in their fingers, and where: none of them moves by accident."""


@pytest.mark.parametrize(("name", "keys"), STANDS.items())
def test_the_keys_that_people_know_are_bound(name, keys):
    owner = next(one for one in CLASSES if one.__name__ == name)
    bound = {binding.key for binding in bindings_of(owner)}
    if owner is IituiApp:
        bound.add(IituiApp.COMMAND_PALETTE_BINDING)
    wanted = {made.key for key in keys for made in Binding.make_bindings([Binding(key, "x")])}
    assert wanted <= bound


def test_every_screen_says_what_it_is_for():
    shown = [one for one in screens() if not one.__subclasses__()]
    assert [one.__name__ for one in shown if not getattr(one, "PURPOSE", "")] == []
