"""Text on its way in: harmless, and otherwise as it was written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.text import clean, clean_line, fold, number_words, search_words

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_text_in_ascii_is_cleaned_like_any_other(text: str):
    assert clean(text) == clean(f"ß{text}ß")[1:-1].strip()


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  Dana Ito \n", "Dana Ito"),
        ("Zoe\u0308", "Zoë"),
        ("a\r\nb\rc\u2028d\x85e\vf", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a\tb"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]0;owned\x07", "]0;owned"),
        ("\x9b31m\x90x", "31mx"),
        ("a\x00b\x7fc", "abc"),
        ("abc\u202edcb\u2066x\u200f", "abcdcbx"),
        ("\ufeffDana\u200b", "Dana"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ue000\uffff\ufdd0b", "ab"),
        ("a\u200b\u0301", "á"),
        (
            "👩\u200d👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f ❤️",
            "👩\u200d👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f ❤️",
        ),
        ("क्\u200dष", "क्\u200dष"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("[/] [@click=app.quit]x[/]", "[/] [@click=app.quit]x[/]"),
    ],
)
def test_clean(raw: str, kept: str):
    assert clean(raw) == kept


def test_a_line_has_single_spaces():
    assert clean_line(" a\t b\n\nc\u3000d ") == "a b c d"


@given(ANY_TEXT)
def test_cleaned_text_is_harmless_and_stays_as_it_is(raw: str):
    kept = clean(raw)
    assert clean(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not {unicodedata.category(character) for character in kept} - {"Cc"} & {"Cs", "Co"}
    assert {character for character in kept if unicodedata.category(character) == "Cc"} <= {"\n", "\t"}
    kept.encode("utf-8")
    assert clean_line(kept) == clean_line(raw)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz Müller", "lukasz muller"),
        ("ÉMIL", "emil"),
        ("O'NEILL-Smith 3B", "o'neill-smith 3b"),
        ("Straße", "strasse"),
        ("İstanbul IŞIK", "istanbul isik"),
        ("Ærø", "aero"),
        ("ﬁne ℡ Ⅷ", "fine tel viii"),
        ("ＦＵＬＬ", "full"),
        ("佐藤", "佐藤"),
        ("Ω", "ω"),
    ],
)
def test_fold(text: str, folded: str):
    assert fold(text) == folded


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_search_words_are_found_again(text: str):
    words = search_words(text)
    assert search_words(" ".join(words)) == words
    assert all(word and " " not in word and '"' not in word for word in words)


def test_search_words():
    assert search_words("O'Brien-Smith, 佐藤 (x@y.org)") == [
        "o",
        "brien",
        "smith",
        "佐",
        "藤",
        "x",
        "y",
        "org",
    ]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("+1 (313) 555-0142", ["13135550142", "3135550142", "5550142", "0142"]),
        ("5550142", ["5550142"]),
        ("", []),
        ("x", ["x"]),
    ],
)
def test_number_words(number: str, words: list[str]):
    assert number_words(number) == words
