"""What fields suggest: the first word that goes on, whatever is in the words, taken with one key."""

from collections.abc import Iterable, Sequence

import pytest
from textual.app import App, ComposeResult

from iitui.domain.known_words import CONTACT_LINE, LAST_TAG, VIA_LINE, WordKind, whole
from iitui.ui.kit.forms.fields import (
    LongTextField,
    SuggestingLineBox,
    SuggestingTextBox,
    TextField,
    make_box,
)
from iitui.ui.kit.forms.suggestions import WordList

WORDS = {
    WordKind.PEOPLE: ("Ana Ruiz", "Prof. Lee", "Анна", "山田 太郎"),
    WordKind.ORGANIZATIONS: ("Beaumont", "Béla & Co", "[/]", "[@click=app.quit]x[/]"),
    WordKind.ROLES: ("Nurse Manager", "Nurse"),
    WordKind.TAGS: ("nursing", "ward"),
}


class TestWords:
    """Words that are there once they were read."""

    __test__ = False

    def __init__(self) -> None:
        self.read_kinds: list[WordKind] = []

    def of(self, kind: WordKind) -> WordList | None:
        return WordList(WORDS[kind]) if kind in self.read_kinds else None

    async def read(self, kinds: Sequence[WordKind]) -> None:
        self.read_kinds.extend(kinds)


class FieldsApp(App[None]):
    def __init__(self, fields: Iterable[TextField | LongTextField]) -> None:
        super().__init__()
        self.fields = tuple(fields)
        self.words = TestWords()

    def compose(self) -> ComposeResult:
        for field in self.fields:
            yield make_box(field, self.words)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("be", "Beaumont"),
        ("BÉL", "Béla & Co"),
        ("bel", "Béla & Co"),
        ("beaumont", ""),
        ("[", "[/]"),
        ("", ""),
        (" ", ""),
        ("x", ""),
    ],
)
def test_the_first_word_that_goes_on_is_found_without_regard_to_case_and_accents(typed, expected):
    assert WordList(WORDS[WordKind.ORGANIZATIONS]).first_after(typed) == expected


def test_what_cannot_be_drawn_as_it_is_is_never_suggested():
    words = WordList(["ab\x1b[31mc", "ab\u202ecd", "ab\ncd", "ab" + "c" * 5000, "", "  ab", "abe"])
    assert words.first_after("ab") == "abe"


def test_the_length_of_what_is_typed_is_that_of_what_stands_for_it():
    assert WordList(["Straße 5"]).first_after("strasse") == "", "two letters stand for one"
    assert WordList(["Straße 5"]).first_after("stra") == "Straße 5"
    assert (
        WordList([f"word {number:05}" for number in range(50_000)]).first_after("word 4999") == "word 49990"
    )


async def test_one_key_takes_what_is_suggested_in_a_line():
    app = FieldsApp([TextField(name="line", label="", suggests=CONTACT_LINE)])
    async with app.run_test(size=(80, 10)) as pilot:
        box = app.query_one(SuggestingLineBox)
        await pilot.press(*"Dana, nur", "right")
        assert box.value == "Dana, Nurse"
        await pilot.press(*" m", "right")
        assert box.value == "Dana, Nurse Manager"
        await pilot.press(*", bea")
        assert ", beaumont" in "".join(segment.text for segment in box.render_line(0))
        await pilot.press("right", *" via ana", "right", *" #nu", "right")
        assert box.value == "Dana, Nurse Manager, Beaumont via Ana Ruiz #nursing"
        await pilot.press("left", "left", "right")
        assert box.cursor_position == len(box.value) - 1


async def test_fixed_words_come_first_and_tags_one_after_the_other():
    fields = [
        TextField(name="where", label="", known=("Berlin",), suggests=whole(WordKind.ORGANIZATIONS)),
        TextField(name="tags", label="", suggests=LAST_TAG),
        TextField(name="plain", label="", known=("never", "by its tags")),
    ]
    app = FieldsApp(fields)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press(*"be", "right", "tab", *"ward, nu", "right", "tab", *"NEV", "right")
        values = [box.value for box in app.query(SuggestingLineBox)]
        assert values == ["Berlin", "ward, nursing", "never"]


async def test_a_text_suggests_people_behind_via_at_the_end_of_its_lines():
    app = FieldsApp([LongTextField(name="text", label="", suggests=VIA_LINE)])
    async with app.run_test(size=(80, 10)) as pilot:
        box = app.query_one(SuggestingTextBox)
        await pilot.press(*"a shift via Pr", "right", "enter", *"via Ana R", "left", "right", "right")
        assert box.text == "a shift via Prof. Lee\nvia Ana Ruiz"
        await pilot.press("enter", *"via x")
        assert box.suggestion == ""


async def test_a_hostile_word_is_drawn_as_it_is():
    app = FieldsApp([TextField(name="line", label="", suggests=whole(WordKind.ORGANIZATIONS))])
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("left_square_bracket", "@")
        drawn = "".join(segment.text for segment in app.query_one(SuggestingLineBox).render_line(0))
        assert drawn.startswith("[@click=app.quit]x[/]")
        await pilot.press("right")
        assert app.query_one(SuggestingLineBox).value == "[@click=app.quit]x[/]"
