"""Which words are for the prompt: they are understood as the parser would, and all others are left to it."""

import pytest

from iitui.__main__ import parse_prompt
from iitui.cli.arguments import parse_arguments

PROMPTS: tuple[list[str], ...] = (
    [],
    ["--db", "x.db"],
    ["due"],
    ["due", "--quiet"],
    ["due", "--json"],
    ["due", "--json", "--quiet"],
    ["--db", "x.db", "due"],
    ["next"],
    ["--db", "x.db", "next", "--json"],
)


@pytest.mark.parametrize("words", PROMPTS)
def test_a_prompt_is_understood_as_the_parser_would(words):
    said = parse_prompt(words)
    assert said is not None
    assert vars(said) == vars(parse_arguments(words))


@pytest.mark.parametrize(
    "words",
    [
        ["due", "--within", "7d"],
        ["due", "-q"],
        ["next", "--quiet"],
        ["--db"],
        ["--db", "-x"],
        ["--help"],
        ["dye"],
    ],
)
def test_all_else_is_for_the_parser(words):
    assert parse_prompt(words) is None
