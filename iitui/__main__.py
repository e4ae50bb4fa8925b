"""Starts iitui: reads the arguments, then answers a prompt, runs a command or opens the app."""

import gc
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from argparse import Namespace
    from tempfile import TemporaryDirectory

    from iitui.cli.context import CommandFunction, Context
    from iitui.paths import Paths

_BAD_INPUT = 2
_FAILED = 3
_INTERRUPTED = 130

_ALLOCATIONS = 100_000
"""After how many allocations a command looks for garbage: while modules and records are loaded there is none,
and to look through them time and again takes a tenth of the time."""

_JOURNAL = "--db"
"""The same as in `iitui.commands`, which is too slow to load for a prompt."""

_FLAGS = {"due": ("--json", "--quiet"), "next": ("--json",)}
_GROUPS = {"due": "follow_ups", "next": "interviews"}

_NO_TERMINAL = (
    "the screens need a terminal, and standard input or output is none;"
    " iitui --help lists commands for scripts."
)
_CANNOT_DRAW = (
    "the screens need a terminal that can be drawn on, and TERM says '{}': set TERM to what yours is, such as"
    " xterm-256color; iitui --help lists commands that need none."
)
_CANNOT_MOVE = ("", "dumb", "unknown", "emacs")
"""Values of TERM of terminals on which nothing can be drawn anywhere but at the end."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run iitui and return its exit status; without `argv`, read `sys.argv` and end the process.

    The status is 0 if done, 1 if the answer is no, 2 for wrong usage or bad input, and 3 for an error of
    iitui itself, which is reported in one sentence and logged without personal content.
    """
    _print_utf8()
    words = sys.argv[1:] if argv is None else argv
    prompt = parse_prompt(words)
    if argv is None and prompt is not None:
        gc.disable()  # a prompt is answered, or the first frame painted, before there is garbage
    elif argv is None:
        gc.set_threshold(_ALLOCATIONS)
    status = _run_to_end(words, prompt)
    if argv is None:
        _leave(status)
    return status


def _run_to_end(words: Sequence[str], prompt: "Namespace | None") -> int:
    try:
        try:
            status = _run(_parse(words) if prompt is None else prompt, prompt is not None)
        except SystemExit as leaving:  # by the parser, which has printed its message
            status = leaving.code if isinstance(leaving.code, int) else 0
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of the output has closed it
        _discard_output()
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def parse_prompt(words: Sequence[str]) -> "Namespace | None":
    """Parse a command that a shell runs by itself, for its prompt or for tab, without loading argparse.

    Only exact forms are recognized; for everything else the result is None, and the parser is needed.
    """
    journal = None
    if len(words) > 1 and words[0] == _JOURNAL and not words[1].startswith("-"):
        journal, words = words[1], words[2:]
    if not words:
        return _make_namespace(db=journal, command=None)
    command, flags = words[0], words[1:]
    if command == "complete":
        return _make_namespace(db=_journal_among(flags), command=command, words=list(flags))
    known = _FLAGS.get(command, ())
    if command not in _FLAGS or not set(flags) <= set(known):
        return None
    options: dict[str, object] = {flag.removeprefix("--"): flag in flags for flag in known}
    if command == "due":
        options["within"] = None
    return _make_namespace(db=journal, command=command, group=_GROUPS[command], **options)


def _journal_among(words: Sequence[str]) -> str | None:
    """Return the journal that is named in an incomplete command."""
    return next((name for option, name in pairwise(words) if option == _JOURNAL), None)


def _make_namespace(**values: object) -> "Namespace":
    namespace: Namespace = SimpleNamespace(**values)  # type: ignore[assignment]  # only attributes are read
    return namespace


def _parse(words: Sequence[str]) -> "Namespace":
    from iitui.cli.arguments import parse_arguments

    return parse_arguments(words)


def _leave(status: int) -> None:
    """End the process at once: the usual cleanup of the interpreter takes longer than many a command."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _run(arguments: "Namespace", is_prompt: bool) -> int:
    from iitui.domain.errors import IituiError

    try:
        if is_prompt and arguments.command is not None:
            return _answer(arguments)
        return _run_command(arguments)
    except IituiError as error:
        from iitui.output import say

        sys.stdout.flush()
        say(f"iitui: {error}")
        return _BAD_INPUT
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - the edge: a traceback could show personal data
        return _report_failure(error, arguments)


def _report_failure(error: Exception, arguments: "Namespace") -> int:
    """Print in one line what is wrong with the journal, or that iitui itself failed."""
    from iitui.error_log import note, sentence
    from iitui.output import say
    from iitui.paths import find_paths
    from iitui.store.reader import explain_failure

    paths = find_paths(arguments.db)
    sys.stdout.flush()
    reason = explain_failure(error, paths.journal_file)
    if reason is not None and arguments.command == "complete":
        return 0  # whoever presses tab does not want to read an error
    if reason is not None:
        say(f"iitui: {reason}")
        return _BAD_INPUT
    say(f"iitui: {sentence(note(error, f'command {arguments.command}', paths.state))}")
    return _FAILED


def _answer(arguments: "Namespace") -> int:
    """Answer a prompt."""
    from iitui.clock import make_clock
    from iitui.context import RunContext
    from iitui.paths import find_paths

    if arguments.command == "due":
        from iitui.prompt.due import print_due as answer
    elif arguments.command == "next":
        from iitui.prompt.next import print_next as answer
    else:
        from iitui.prompt.complete import complete as answer
    return answer(RunContext(find_paths(arguments.db), make_clock()), arguments)


def _run_command(arguments: "Namespace") -> int:
    """Run a command, or the app without one."""
    from iitui.cli.context import Context
    from iitui.clock import make_clock
    from iitui.paths import find_paths

    context = Context(find_paths(arguments.db), make_clock(), _run_app)
    if arguments.command is None:
        return _run_app(context)
    from importlib import import_module

    commands: dict[str, CommandFunction] = import_module(f"iitui.cli.{arguments.group}").COMMANDS
    return commands[arguments.command](context, arguments)


def _run_app(context: "Context", sample: "TemporaryDirectory[str] | None" = None) -> int:
    """Run the app on one's own journal or on a sample, and then on the other as often as that is wanted.

    Each journal is closed before the other is opened: they never meet.
    """
    from iitui.cli.context import make_usual_folder
    from iitui.domain.errors import IituiError

    if not _has_terminal():
        raise IituiError(_NO_TERMINAL)
    terminal = os.environ.get("TERM", "xterm")
    if terminal in _CANNOT_MOVE:
        raise IituiError(_CANNOT_DRAW.format(terminal))
    from iitui.ui.app.app import run

    settings = context.settings
    while True:
        if sample is None:
            make_usual_folder(context.paths)
            ending = run(context.paths, context.clock, settings)
        else:
            with sample as folder:
                ending = run(_sample_paths(context.paths, folder), context.clock, settings, is_sample=True)
        if not ending.goes_on:
            return ending.status
        settings, sample = ending.settings, ending.sample


def _sample_paths(usual: "Paths", folder: str) -> "Paths":
    from pathlib import Path

    from iitui.paths import Paths
    from iitui.store.sample import SAMPLE

    return Paths(Path(folder) / SAMPLE, usual.settings_file, usual.state_folder)


def _has_terminal() -> bool:
    """Return whether standard input and output are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _print_utf8() -> None:
    """Print UTF-8 in every locale; characters that cannot be encoded are printed as escapes."""
    from io import TextIOWrapper

    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _open_closed_streams() -> None:
    """Open standard output and error on the null device if they were closed, as in "iitui due >&-"."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open until the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open until the end


def _discard_output() -> None:
    """Redirect standard output to the null device, so that ending the interpreter causes no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    raise SystemExit(main())
