"""The one place that wires: arguments, paths, clock and settings, and then a command or the app."""

import os
import sys
from collections.abc import Callable, Sequence

TYPE_CHECKING = False  # that of typing is slow to load
if TYPE_CHECKING:
    from argparse import Namespace

    from iitui.cli.context import Command, Context

_BAD_INPUT = 2
_FAILED = 3
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run iitui and return its exit status.

    0 done; 1 the answer is no; 2 wrong usage or bad input; 3 an error of iitui itself: one sentence, and a
    log without personal content.
    """
    _speak_utf8()
    try:
        try:
            status = _run(*_understand(sys.argv[1:] if argv is None else argv))
        except SystemExit as leaving:  # of the parser, which has printed what there is to say
            status = leaving.code if isinstance(leaving.code, int) else 0
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has seen enough
        _let_go_of_output()
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def _understand(words: Sequence[str]) -> "tuple[str | None, str, Callable[[Context], int]]":
    """Return which journal is named, what is to be run, and how.

    The app alone has nothing to choose but its journal: no parser is loaded for it.
    """
    if not words or (len(words) == 2 and words[0] == "--db" and not words[1].startswith("-")):
        return (words[1] if words else None), "app", _run_app
    from iitui.cli.arguments import parse_arguments

    said = parse_arguments(words)
    if said.command is None:
        return said.db, "app", _run_app
    return said.db, f"command {said.command}", lambda context: _run_command(context, said)


def _run(journal: str | None, name: str, run: "Callable[[Context], int]") -> int:
    from iitui.cli.context import Context
    from iitui.clock import make_clock
    from iitui.domain.errors import IituiError
    from iitui.paths import find_paths

    try:
        return run(Context(find_paths(journal), make_clock(), _run_throwaway))
    except IituiError as error:
        from iitui.cli.output import say

        sys.stdout.flush()
        say(f"iitui: {error}")
        return _BAD_INPUT
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - the edge: what nobody foresaw must not print what is personal
        return _say_mishap(error, journal, name)


def _say_mishap(error: Exception, journal: str | None, name: str) -> int:
    """Say in one line what went wrong, with the journal or in iitui itself."""
    from iitui.cli.output import say
    from iitui.logbook import note, sentence
    from iitui.paths import find_paths
    from iitui.store.glance import explain_failure

    paths = find_paths(journal)
    sys.stdout.flush()
    told = explain_failure(error, paths.journal)
    if told is not None:
        say(f"iitui: {told}")
        return _BAD_INPUT
    say(f"iitui: {sentence(note(error, name, paths.state))}")
    return _FAILED


def _run_command(context: "Context", said: "Namespace") -> int:
    from importlib import import_module

    commands: dict[str, Command] = import_module(f"iitui.cli.{said.group}").COMMANDS
    return commands[said.command](context, said)


def _run_app(context: "Context", *, throwaway: bool = False) -> int:
    import gc

    gc.disable()  # until the first frame: looking through what is being loaded would be a tenth of it all
    from iitui.cli.context import make_usual_folder
    from iitui.ui.app import run

    make_usual_folder(context.paths)
    return run(context.paths, context.clock, context.settings, throwaway=throwaway)


def _run_throwaway(context: "Context") -> int:
    return _run_app(context, throwaway=True)


def _speak_utf8() -> None:
    """Print UTF-8 whatever the locale says; what cannot be encoded is shown by its number."""
    from io import TextIOWrapper

    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _open_what_is_closed() -> None:
    """Give a stream that whoever started us had closed ("iitui due >&-") a place to go: nowhere."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open until the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open until the end


def _let_go_of_output() -> None:
    """Point standard output nowhere, so that nothing is said of it when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    raise SystemExit(main())
