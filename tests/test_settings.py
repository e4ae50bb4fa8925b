"""The settings file: each mistake is one sentence that names the file and the place."""

from pathlib import Path

import pytest

from iitui.domain.errors import UnreadableError
from iitui.domain.interviews import Medium
from iitui.settings import Settings, read_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_the_defaults(path: Path):
    assert read_settings(path) == Settings()
    assert not path.exists()


def test_what_is_said_counts_and_the_rest_stays(path: Path):
    path.write_text(
        'theme = "nord"\nzone = "Europe/London"\nday_first = true\nblock_minutes = 45\nonline_minutes = 0\n'
        '[keys]\n"contact.new" = "n,insert"\n',
        "utf-8",
    )
    said = read_settings(path)
    assert said == Settings(
        theme="nord",
        zone="Europe/London",
        day_first=True,
        block_minutes=45,
        online_minutes=0,
        keys={"contact.new": "n,insert"},
    )


def test_every_setting_is_read(path: Path):
    path.write_text(
        'theme = "t"\nzone = "z"\nday_first = true\nask_minutes = 11\nblock_minutes = 12\narrive_minutes = '
        '13\nonline_minutes = 14\nquestions = 15\nmost_questions = 16\nmy_name = "n"\nabout_me = "a"\n'
        "letter_words = 75\n[keys]\n",
        "utf-8",
    )
    assert read_settings(path) == Settings(
        theme="t", zone="z", day_first=True, ask_minutes=11, block_minutes=12, arrive_minutes=13,
        online_minutes=14, questions=15, most_questions=16, my_name="n", about_me="a", letter_words=75,
    )  # fmt: skip


def test_limits_are_included(path: Path):
    minutes = {"ask_minutes": 5, "block_minutes": 5, "arrive_minutes": 0, "online_minutes": 0}
    least = {**minutes, "questions": 1, "most_questions": 1}
    for said in (least, dict.fromkeys(least, 600)):
        path.write_text("".join(f"{name} = {number}\n" for name, number in said.items()), "utf-8")
        assert vars(read_settings(path)).items() >= said.items()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theme = ", "cannot be read: Invalid value (at"),
        ("x" * 10, "cannot be read"),
        ("a = " + "[" * 3000, "cannot be read"),
        ("colour = 1", "there is no setting 'colour'; there are theme, zone, day_first"),
        ("theme = 1", "theme must be a text in quotes, not 1"),
        ("day_first = 1", "day_first must be true or false, not 1"),
        ("questions = true", "questions must be a whole number, not True"),
        ("questions = 8.0", "questions must be a whole number, not 8.0"),
        ("zone = 2026-01-01", "zone must be a text in quotes"),
        ("arrive_minutes = -1", "arrive_minutes must lie between 0 and 600, not -1"),
        ("block_minutes = 0", "block_minutes must lie between 5 and 600, not 0"),
        ("block_minutes = 601", "block_minutes must lie between 5 and 600, not 601"),
        ("questions = 0", "questions must lie between 1 and 600, not 0"),
        ("most_questions = 0", "most_questions must lie between 1 and 600, not 0"),
        ("ask_minutes = 4", "ask_minutes must lie between 5 and 600, not 4"),
        ("block_minutes = 4", "block_minutes must lie between 5 and 600, not 4"),
        ("online_minutes = 601", "online_minutes must lie between 0 and 600, not 601"),
        ("keys = 1", "[keys] holds lines such as"),
        ("[keys]\nx = 1", "[keys] holds lines such as"),
        ("[theme]", "theme must be a text in quotes, not {}"),
    ],
)
def test_a_mistake_is_a_sentence(path: Path, text: str, words: str):
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableError) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text(path: Path):
    path.write_bytes(b"theme = '\xff'")
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_settings(path)


def test_a_folder_is_no_file(path: Path):
    path.mkdir()
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_settings(path)


def test_how_early_to_be_there():
    settings = Settings()
    assert {medium: settings.arrive_by(medium) for medium in Medium} == {
        Medium.IN_PERSON: 15,
        Medium.VIDEO: 5,
        Medium.PHONE: 0,
    }
