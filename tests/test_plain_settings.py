"""Plain settings files are read as TOML reads them; all others are left to it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.errors import UnreadableError
from iitui.plain_settings import read_plain_settings
from iitui.reports.settings import template
from iitui.settings import Settings
from iitui.settings_file import read_settings
from tests.proof import inputs

PLAIN = (
    "",
    "\n\n# nothing yet\n",
    'my_name = "Dana Ito"',
    'my_name="Dana #1"  # such as "Dana"\r\nquestions =6\n',
    '  about_me = "a nurse, 看護師"\n  bell = true',
    'zone = "Europe/London"\nremind_at = "8:30"\nweek_start = "sun"',
    "block_minutes = 45 # longer\nbell = false#no",
    'most_nudges = 0\nmy_name = ""',
)

OTHER = (
    "my_name = 'Dana'",
    'my_name = """Dana"""',
    'my_name = "Dana \\"D\\" Ito"',
    'my_name = "Dana" "Ito"',
    'my_name = "Dana',
    "my_name = Dana",
    'my_name = "a"\nmy_name = "b"',
    '"my_name" = "a"',
    'my_name\t= "a"',
    '# a\u2028my_name = "a"',
    "\ufeffbell = true",
    "bell = True",
    "bell = 1",
    "bell",
    "questions = 08",
    "questions = +8",
    "questions = 1_0",
    "questions = 8.0",
    "questions = ٨",
    "questions = 0",
    f"questions = {'9' * 5000}",
    'zone = "Nowhere/Land"',
    'holidays = "US"',
    'mail = ["~/Mail"]',
    "[keys]\n",
    'keys = "n"',
    "nothing = 1",
    'remind_at = "25:00"',
)


def by_toml(path: Path) -> Settings | None:
    try:
        return read_settings(path)
    except UnreadableError:
        return None


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_file_is_read_as_toml_reads_it(tmp_path: Path, text: str):
    path = tmp_path / "settings.toml"
    path.write_bytes(text.encode())
    assert read_plain_settings(str(path)) == read_settings(path)


@pytest.mark.parametrize("text", OTHER)
def test_any_other_is_left_to_toml(tmp_path: Path, text: str):
    path = tmp_path / "settings.toml"
    path.write_bytes(text.encode())
    assert read_plain_settings(str(path)) is None


def test_no_file_and_no_text_are_left_to_toml(tmp_path: Path):
    (tmp_path / "bytes").write_bytes(b'my_name = "\xff"')
    assert read_plain_settings(str(tmp_path / "bytes")) is None
    assert read_plain_settings(str(tmp_path / "missing")) is None


def test_each_line_of_the_template_is_plain_or_left(tmp_path: Path):
    path = tmp_path / "settings.toml"
    lines = [line[1:] for line in template().splitlines() if line.startswith("#") and line[1:2].isalpha()]
    assert len(lines) > 30
    path.write_text(template(), "utf-8")
    assert read_plain_settings(str(path)) == Settings()
    plain = 0
    for line in lines:
        path.write_text(f"{line}\n", "utf-8")
        settings = read_plain_settings(str(path))
        plain += settings is not None
        assert settings in (None, by_toml(path)), line
    assert plain > 20


@inputs(150, 20_000)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("my_name", "bell", "questions", "#", " zone", '"bell"', "[keys]", "x")),
            st.sampled_from(("=", " = ", "==", "", ".")),
            st.one_of(
                st.sampled_from(('"a"', '"a" # "', "true", "8", "'a'", '"UTC"', "#", '""""', '"\\n"', "0x8")),
                st.text(st.sampled_from('"#\\ =8a\t\x0b\u2028'), max_size=6),
            ),
            st.sampled_from(("\n", "\r\n", "", "\x0c")),
        ).map("".join),
        max_size=3,
    ).map("".join)
)
def test_what_it_reads_is_what_toml_reads(tmp_path_factory: pytest.TempPathFactory, text: str):
    path = tmp_path_factory.getbasetemp() / "plain-settings.toml"
    path.write_bytes(text.encode())
    settings = read_plain_settings(str(path))
    assert settings is None or settings == by_toml(path)
