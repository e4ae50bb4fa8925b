"""The settings as they are listed, as a commented file to begin with, and as a table for the documents.

All of it is made from the definitions in `iitui.settings`.
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

from iitui.clock import local_zone
from iitui.domain.errors import UnreadableError
from iitui.settings import DEFINED, HEADINGS, KeySetting, Setting, Settings, TableSetting
from iitui.settings_file import SettingsFile, nearest, to_toml

_WIDTH = 100
"""How long a comment of the template may be, in columns."""

VARIABLES: Mapping[str, str] = {
    "IITUI_DB": "The journal, unless --db names it",
    "IITUI_NOW": "The time at which the clock starts, for demos and tests",
    "VISUAL": "The editor",
    "EDITOR": "The editor, if VISUAL isn't set",
    "NO_COLOR": "Set to anything: no colors",
}
"""The variables of the environment that iitui obeys, each with its meaning."""

_INTERFACE = Path(__file__).parent.parent / "data" / "interface.json"
"""What the screens offer to the settings: themes and keys; made by `make documents`."""


class SettingState(NamedTuple):
    """A setting and where its value comes from.

    Attributes:
        name: its name; of a line of a table with the table before it: "keys.contact.new".
        value: its value as TOML writes it; `default`, that without the file.
        origin: "file", "environment" or "default".
        line: the line of the file; None if it is not set there.
        allowed: what it may be, in words; `meaning`, a sentence about it.
    """

    name: str
    value: str
    default: str
    origin: str
    line: int | None
    allowed: str
    meaning: str

    def say_origin(self, file: str) -> str:
        """Return where the value comes from: "settings.toml:3"."""
        return f"{file}:{self.line}" if self.line is not None else self.origin


class InterfaceKey(NamedTuple):
    """Something a key of the screens does: its name for the settings, its keys, and its words."""

    name: str
    keys: str
    does: str
    about: str


@cache
def interface() -> tuple[tuple[str, ...], tuple[InterfaceKey, ...]]:
    """Return the names of all themes, and all that keys do."""
    read = json.loads(_INTERFACE.read_text("utf-8"))
    keys = (InterfaceKey(one["name"], one["keys"], one["does"], one["about"]) for one in read["keys"])
    return tuple(read["themes"]), tuple(keys)


def check_names(file: SettingsFile) -> None:
    """Note what names no theme and no key; it stops nothing, so it is looked for only where it is shown."""
    themes, keys = interface()
    theme = file.values.get("theme")
    if theme is not None and theme not in themes:
        near = nearest(str(theme), themes)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(themes)}."
        file.refuse(f"theme: there is no theme '{theme}'; {hint}", "theme")
    names = [key.name for key in keys]
    settings = file.usable()
    for name in settings.keys:
        if name not in names:
            near = nearest(name, names)
            hint = f"did you mean {near}?" if near else "iitui help keys lists all."
            file.refuse(f"[keys]: there's no command '{name}'; {hint}", "keys", name)
    try:
        settings.rule_figures(local_zone(settings.zone))
    except UnreadableError as error:
        file.refuse(str(error).removeprefix(f"{file.place('holidays')}: "), "holidays")
    file.problems.sort(key=lambda problem: problem.line or 0)


def read_checked(path: Path) -> SettingsFile:
    """Read the settings file and check the names in it; what keeps it from being read is a problem, too."""
    try:
        file = SettingsFile.read(path)
    except UnreadableError as error:
        file = SettingsFile(path, "")
        file.refuse(str(error).removeprefix(f"{path}: "))
    check_names(file)
    return file


def states(file: SettingsFile, environment: Mapping[str, str]) -> list[SettingState]:
    """Return all settings, then the variables of the environment, each with its value and origin."""
    settings = file.usable()
    found: list[SettingState] = []
    for setting in DEFINED.values():
        found += _states_of(setting, settings, file)
    for name, meaning in VARIABLES.items():
        value = environment.get(name, "")
        origin = "environment" if value else "default"
        found.append(SettingState(name, to_toml(value), '""', origin, None, "a text", meaning))
    return found


def _states_of(setting: Setting, settings: Settings, file: SettingsFile) -> Iterator[SettingState]:
    name, value = setting.name, settings.value_of(setting.name)
    default = to_toml(setting.default)
    if isinstance(setting, TableSetting) and isinstance(value, Mapping) and value:
        for key, entry in value.items():
            usual = to_toml(_usual_keys().get(key, "")) if isinstance(setting, KeySetting) else "none"
            line = file.line_of(name, str(key))
            about, allowed = setting.meaning, setting.entry_allowed
            yield SettingState(f"{name}.{key}", to_toml(entry), usual, "file", line, allowed, about)
        return
    is_set = name in file.values
    line = file.line_of(name) if is_set else None
    origin = "file" if is_set else "default"
    if name == "zone":
        default = to_toml(local_zone().key)
        value = value or local_zone().key
        origin = "environment" if not is_set and "TZ" in os.environ else origin
    yield SettingState(name, to_toml(value), default, origin, line, setting.allowed, setting.meaning)


def _usual_keys() -> dict[str, str]:
    return {key.name: key.keys for key in interface()[1]}


def settings_record(file: SettingsFile, found: list[SettingState]) -> dict[str, object]:
    """Return settings for JSON: `file`, `settings`, and `problems` as those of an import."""
    return {
        "file": file.path,
        "settings": [
            {**state._asdict(), "value": _plain(state.value), "default": _plain(state.default)}
            for state in found
        ],
        "problems": [
            {"file": each.file, "where": f"line {each.line}" if each.line else "", "why": each.why}
            for each in file.problems
        ],
    }


def _plain(text: str) -> object:
    """Return a value for JSON that was written as TOML; tables stand there by their lines."""
    if text in ("{}", "none"):
        return None
    value: object = json.loads(text)
    return value


def template() -> str:
    """Return a settings file in which every setting stands as a comment, with its meaning and default."""
    lines = [
        "# Settings for iitui. To change one, remove the # from its line. iitui settings shows what's in use."
    ]
    for setting in DEFINED.values():
        if setting.name in HEADINGS:
            lines += ["", f"# ---- {HEADINGS[setting.name]} ----"]
        about = f"{setting.meaning}. Allowed: {setting.allowed}."
        lines += ["", *(f"# {line}" for line in wrap(about, _WIDTH - 2))]
        if isinstance(setting, TableSetting):
            lines += [f"#[{setting.name}]", f"#{setting.example}"]
        else:
            example = f"  # such as {setting.example}" if setting.example else ""
            lines.append(f"#{setting.name} = {to_toml(setting.default)}{example}")
    return "\n".join(lines) + "\n"


def settings_table() -> str:
    """Return a table of all settings in Markdown."""
    rows = ["| setting | default | what it does |", "| --- | --- | --- |"]
    for setting in DEFINED.values():
        name = f"`[{setting.name}]`" if isinstance(setting, TableSetting) else f"`{setting.name}`"
        example = setting.example or to_toml(setting.default)
        default = f"`{to_toml(setting.default)}`"
        shown = "" if isinstance(setting, TableSetting) else default
        such = f", such as `{example}`" if setting.example else ""
        cells = (name, shown, f"{setting.meaning}{such}".replace("|", "\\|"))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def write_template(path: Path) -> None:
    """Write the template to a settings file that does not exist yet, readable by its owner only.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    number = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(template())
    part.replace(path)
