"""The man page, made from `iitui.commands`: `make documents` writes it to docs/iitui.1."""

import re
from argparse import SUPPRESS, Action
from collections.abc import Iterator
from textwrap import wrap

from iitui import __version__
from iitui.cli.arguments import arguments_of, more_about
from iitui.cli.topics import topic_text
from iitui.commands import COMMANDS, JOURNAL, TOPICS, Command
from iitui.reports.topics import IDEAS

_DESCRIPTION = (
    "iitui keeps informational interviews in one SQLite file, the journal: who to ask, what to ask, what"
    " they said, and what's due. Without a command, the screens open; commands are for shells and scripts."
    " Results go to standard output, messages to standard error."
)
_STATUS = (
    ("0", "done"),
    ("1", "the answer is no: nothing was found; with due --quiet, something is overdue"),
    ("2", "wrong usage or bad input; nothing was changed"),
    ("3", "an error in iitui itself; details are in its log"),
)
_VARIABLES = (
    ("IITUI_DB", "The journal, unless --db names it."),
    ("IITUI_NOW", "The time at which the clock starts, in ISO 8601 with an offset; for demos and tests."),
    ("VISUAL, EDITOR", "The editor for letters and settings."),
    ("PAGER", "The program that shows long help on a terminal (default: less)."),
    ("NO_COLOR", "If set to anything, output isn't colored."),
    ("COLUMNS", "The width of the terminal."),
)
_FILES = (
    ("~/.local/share/iitui/journal.db", "The journal, with its backups next to it."),
    ("~/.config/iitui/settings.toml", "The settings."),
    ("~/.config/iitui/letters", "Your own letter templates."),
    ("~/.local/state/iitui", "The log, and unsaved text."),
)
_TOPICS_SHOWN = (*IDEAS, "files")
"""The topics that stand in the man page in full."""


_WIDTH = 78
"""How long a line of the source is at most, in characters."""


def man_page() -> str:
    """Return the man page in roff, with the macros of man(7)."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH IITUI 1 "" "iitui {__version__}" "User Commands"'
    yield from (".SH NAME", "iitui \\- informational interviews from the keyboard")
    yield from (".SH SYNOPSIS", ".B iitui", "[\\fB\\-\\-db\\fR \\fIFILE\\fR] [\\fICOMMAND\\fR]")
    yield from (".SH DESCRIPTION", *_wrapped(_DESCRIPTION))
    yield from (".SH OPTIONS", *_tagged(f"\\fB{escape(JOURNAL)}\\fR \\fIFILE\\fR", "The journal."))
    yield from _tagged("\\fB\\-\\-version\\fR", "Print the version.")
    yield ".SH COMMANDS"
    for name, command in COMMANDS.items():
        yield from _command(name, command)
    for topic in _TOPICS_SHOWN:
        yield from _topic(topic)
    for title, entries in (("EXIT STATUS", _STATUS), ("ENVIRONMENT", _VARIABLES), ("FILES", _FILES)):
        yield f".SH {title}"
        for tag, meaning in entries:
            yield from _tagged(f"\\fB{escape(tag)}\\fR", meaning)
    yield ".SH SEE ALSO"
    yield from _wrapped(f"iitui help TOPIC, where TOPIC is a command, or {', '.join(TOPICS)}.")


def _command(name: str, command: Command) -> Iterator[str]:
    actions = [action for action in arguments_of(name) if action.help != SUPPRESS and action.dest != "help"]
    words = [_positional(action) for action in actions if not action.option_strings]
    options = ["[\\fIoptions\\fR]"] if any(action.option_strings for action in actions) else []
    yield f".SS {escape(name)}"
    yield " ".join(["\\fBiitui", f"{escape(name)}\\fR", *options, *words])
    yield from (".PP", *_wrapped(f"{command.does[0].upper()}{command.does[1:]}."))
    for action in actions:
        yield from _tagged(_tag(action), _meaning(action))
    yield from _text(more_about(name))


def _positional(action: Action) -> str:
    word = f"\\fI{escape(_placeholder(action))}\\fR"
    return {"?": f"[{word}]", "*": f"[{word}...]", "+": f"{word}..."}.get(str(action.nargs), word)


def _placeholder(action: Action) -> str:
    return action.metavar if isinstance(action.metavar, str) else action.dest.upper()


def _tag(action: Action) -> str:
    if not action.option_strings:
        return f"\\fI{escape(_placeholder(action))}\\fR"
    names = ", ".join(f"\\fB{escape(option)}\\fR" for option in action.option_strings)
    return names if action.nargs == 0 else f"{names} \\fI{escape(_placeholder(action))}\\fR"


def _meaning(action: Action) -> str:
    words = action.help or ""
    if action.choices and action.metavar is None:
        words += f"; one of {', '.join(map(str, action.choices))}"
    return f"{words[:1].upper()}{words[1:]}."


def _tagged(tag: str, meaning: str) -> Iterator[str]:
    yield from (".TP", tag, *_wrapped(meaning))


def _topic(name: str) -> Iterator[str]:
    title, _, text = topic_text(name).partition("\n")
    yield f".SH {escape(title.removeprefix('# ').upper())}"
    yield from list(_text(text))[1:]  # no new paragraph right after a heading


def _text(text: str) -> Iterator[str]:
    """Yield paragraphs; those that are indented keep their lines."""
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        if not block.strip():
            continue
        yield ".PP"
        if block.startswith("  "):
            indent = len(block) - len(block.lstrip())
            yield from (".nf", ".RS 4", *(escape(line[indent:]) for line in block.split("\n")), ".RE", ".fi")
        else:
            yield from _wrapped(" ".join(block.split()))


def _wrapped(text: str) -> list[str]:
    """Return the lines of a paragraph, none of which roff takes for a request."""
    lines = wrap(escape(text), _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"\\&{line}" if line.startswith(".") else line for line in lines]


def escape(text: str) -> str:
    """Return text as roff prints it, letter for letter."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha")
    escaped = escaped.replace("`", "\\(ga").replace("'", "\\(aq").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped
