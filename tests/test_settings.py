"""The settings file: each mistake is one sentence that names the file and the place."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.errors import UnreadableError
from iitui.domain.interviews import Medium
from iitui.reports.settings import check_names, template
from iitui.settings import DEFINED, Settings
from iitui.settings_file import SettingsFile, read_settings, to_toml


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
        'theme = "t"\nzone = "Asia/Tokyo"\nday_first = true\nask_minutes = 11\nblock_minutes = 12\n'
        "arrive_minutes = 13\nonline_minutes = 14\nquestions = 15\nmost_questions = 16\n"
        'my_name = "n"\nabout_me = "a"\n'
        "letter_words = 75\n[keys]\n",
        "utf-8",
    )
    assert read_settings(path) == Settings(
        theme="t", zone="Asia/Tokyo", day_first=True, ask_minutes=11, block_minutes=12, arrive_minutes=13,
        online_minutes=14, questions=15, most_questions=16, my_name="n", about_me="a", letter_words=75,
    )  # fmt: skip


def test_limits_are_included(path: Path):
    minutes = {"ask_minutes": 5, "block_minutes": 5, "arrive_minutes": 0, "online_minutes": 0}
    least = {**minutes, "questions": 1, "most_questions": 1}
    for said in (least, dict.fromkeys(least, 600)):
        path.write_text("".join(f"{name} = {number}\n" for name, number in said.items()), "utf-8")
        settings = read_settings(path)
        assert {name: settings.value_of(name) for name in said} == said


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("theme = ", 1, "the settings cannot be read: Invalid value."),
        ("bell = true\ntheme = 'a\n", 2, "the settings cannot be read"),
        ("x" * 10, 1, "the settings cannot be read"),
        ("a = " + "[" * 3000, None, "the settings cannot be read: nested too deeply."),
        ("qestions = 1", 1, "there is no setting 'qestions'; did you mean questions?"),
        ("colour = 1", 1, "there is no setting 'colour'; iitui settings lists all."),
        ("[colour]\nx = 1", 1, "there is no setting 'colour'"),
        ("theme = 1", 1, "theme must be a text in quotes, not 1."),
        ("\n# theme\n\ntheme = 1", 4, "theme must be a text in quotes, not 1."),
        ("day_first = 1", 1, "day_first must be true or false, not 1."),
        ("questions = true", 1, "questions must be a whole number from 1 to 600, not true."),
        ("questions = 8.0", 1, "questions must be a whole number from 1 to 600, not 8.0."),
        ("zone = 2026-01-01", 1, "zone must be a time zone such as Europe/London in quotes, not 2026-01-01."),
        ('zone = "Nowhere/Land"', 1, "zone: There is no time zone 'Nowhere/Land'"),
        ("arrive_minutes = -1", 1, "arrive_minutes must be a whole number from 0 to 600, not -1."),
        ("block_minutes = 4", 1, "block_minutes must be a whole number from 5 to 600, not 4."),
        ("block_minutes = 601", 1, "block_minutes must be a whole number from 5 to 600, not 601."),
        ("most_nudges = -1", 1, "most_nudges must be a whole number from 0 to 600"),
        ("nudge_days = 0", 1, "nudge_days must be a whole number from 1 to 600"),
        ('week_start = "Funday"', 1, "week_start must be a day of the week in quotes"),
        ('remind_at = "25:00"', 1, 'remind_at must be a time in quotes, such as "09:00", not "25:00".'),
        ("mail = [\n  'a',\n  1,\n]", 1, "mail must be a list of texts"),
        ('mail = [\n"a # ]",\n]\nbell = 0', 4, "bell must be true or false"),
        ('my_name = """\nbell = 0\n"""\nbell = 1', 4, "bell must be true or false"),
        ("keys = 1", 1, "keys must be a table of keys, with lines such as"),
        ("[keys]\n\nx = 1", 3, "[keys]: x must be a text with keys"),
        ("keys = {x = 1}", 1, "[keys]: x must be a text with keys"),
        ('[keys] # here\n"a.b" = "c"\na.c = 2', 3, "[keys]: a.c must be a text with keys"),
        ("[tag_cadence]\nalumni = 0", 2, "[tag_cadence]: alumni must be a number of days from 1 to 3650"),
        ("[theme]", 1, "theme must be a text in quotes, not {}."),
        ("weekend = ['Someday']", 1, "weekend: 'Someday' isn't a day of the week"),
        ("days_off = ['x']", 1, "days_off: 'x' is neither a day"),
    ],
)
def test_a_mistake_is_a_sentence_with_file_and_line(path: Path, text: str, line: int | None, words: str):
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableError) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}: " if line is None else f"{path}:{line}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_all_mistakes_are_found_and_the_rest_is_read(path: Path):
    path.write_text('colour = 1\nquestions = 9\n[keys]\n"contact.new" = 2\n"contact.edit" = "E"\n', "utf-8")
    file = SettingsFile.read(path)
    assert [(each.line, each.name) for each in file.problems] == [(1, "colour"), (4, "keys.contact.new")]
    assert file.usable() == Settings(questions=9, keys={"contact.edit": "E"})
    with pytest.raises(UnreadableError, match=r"settings.toml:1: .*colour.* \(1 more: iitui settings\)"):
        read_settings(path)


def test_a_country_of_which_nothing_is_known_is_said_with_its_line(path: Path):
    path.write_text('bell = true\nholidays = "Utopia"\n', "utf-8")
    settings = read_settings(path)
    with pytest.raises(UnreadableError, match=r"settings.toml:2: holidays: 'Utopia' is unknown"):
        settings.rule_figures(ZoneInfo("UTC"))


def test_a_table_within_means_the_same_as_a_name_in_quotes(path: Path):
    path.write_text('[keys]\ncontact.new = "n,insert"\n[keys.app]\nundo = "f9"\n', "utf-8")
    assert read_settings(path).keys == {"contact.new": "n,insert", "app.undo": "f9"}
    assert SettingsFile.read(path).line_of("keys", "app.undo") == 4


KEYS_AND_VALUES = st.recursive(
    st.integers() | st.booleans() | st.text(max_size=8), lambda each: st.lists(each, max_size=3), max_leaves=4
)


@given(st.dictionaries(st.text(max_size=6), KEYS_AND_VALUES, max_size=6), st.data())
def test_the_line_of_each_key_is_found_in_whatever_is_written(entries, data):
    lines, where = ["# x = 1"], {}
    for name, value in entries.items():
        lines += data.draw(st.sampled_from([[], [""], ['# "']]))
        where[name] = len(lines) + 1
        lines += f"{to_toml(name)} = {to_toml(value)}".split("\n")
    file = SettingsFile("s.toml", "\n".join(lines))
    assert [each.line for each in file.problems] == sorted(where[name] for name in entries), file.problems


def test_the_template_sets_nothing_and_every_line_of_it_can_be_taken_in(path: Path):
    assert SettingsFile(path, template()).settings() == Settings()
    taken = re.sub(r"(?m)^#(?=[a-z\[\"])", "", template())
    file = SettingsFile(path, taken)
    check_names(file)
    assert file.problems == []
    assert list(file.values) == list(DEFINED)
    assert file.settings() == Settings(tag_cadence={"alumni": 90}, keys={"contact.new": "n,insert"})


@pytest.mark.parametrize("name", list(DEFINED))
def test_every_setting_has_words(name):
    setting = DEFINED[name]
    assert setting.name == name
    assert setting.meaning
    assert setting.meaning[0].isupper()
    assert not setting.meaning.endswith(".")
    assert setting.allowed


def test_weeks_begin_on_the_day_that_is_set(path: Path):
    path.write_text('week_start = "sun"\n', "utf-8")
    settings = read_settings(path)
    assert (settings.week_start, settings.first_weekday) == ("Sunday", 6)


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
