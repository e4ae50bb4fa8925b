"""The one place that wires: arguments, paths, clock and settings, and then a command or the app."""

import gc
import os
import sys
from collections.abc import Sequence

TYPE_CHECKING = False  # that of typing is slow to load
if TYPE_CHECKING:
    from argparse import Namespace

    from iitui.cli.context import Command, Context

_BAD_INPUT = 2
_FAILED = 3
_INTERRUPTED = 130

_NO_TERMINAL = (
    "the screens need a terminal, and standard input or output is none;"
    " iitui --help lists commands for scripts."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run iitui and return its exit status; without arguments of its own it leaves with that at once.

    0 done; 1 the answer is no; 2 wrong usage or bad input; 3 an error of iitui itself: one sentence, and a
    log without personal content.
    """
    from iitui.cli.prompt import understand

    _speak_utf8()
    words = sys.argv[1:] if argv is None else argv
    said = understand(words)
    if argv is None and said is not None:
        gc.disable()  # a prompt is answered, or the first frame painted, before there is anything to collect
    status = _run_to_the_end(words, said)
    if argv is None:
        _leave(status)
    return status


def _run_to_the_end(words: Sequence[str], said: "Namespace | None") -> int:
    try:
        try:
            status = _run(_parse(words) if said is None else said)
        except SystemExit as leaving:  # of the parser, which has printed what there is to say
            status = leaving.code if isinstance(leaving.code, int) else 0
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has seen enough
        _let_go_of_output()
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def _parse(words: Sequence[str]) -> "Namespace":
    from iitui.cli.arguments import parse_arguments

    return parse_arguments(words)


def _leave(status: int) -> None:
    """End the process; taking apart all that was loaded would take longer than many an answer."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _run(arguments: "Namespace") -> int:
    from iitui.cli.context import Context
    from iitui.clock import make_clock
    from iitui.domain.errors import IituiError
    from iitui.paths import find_paths

    try:
        context = Context(find_paths(arguments.db), make_clock(), _run_throwaway)
        if arguments.command is None:
            return _run_app(context)
        return _find_command(arguments.group, arguments.command)(context, arguments)
    except IituiError as error:
        from iitui.cli.output import say

        sys.stdout.flush()
        say(f"iitui: {error}")
        return _BAD_INPUT
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - the edge: what nobody foresaw must not print what is personal
        return _say_mishap(error, arguments)


def _say_mishap(error: Exception, arguments: "Namespace") -> int:
    """Say in one line what went wrong, with the journal or in iitui itself."""
    from iitui.cli.output import say
    from iitui.error_log import note, sentence
    from iitui.paths import find_paths
    from iitui.store.reader import explain_failure

    paths = find_paths(arguments.db)
    sys.stdout.flush()
    told = explain_failure(error, paths.journal_file)
    if told is not None and arguments.command == "complete":
        return 0  # nobody who presses tab wants to read it
    if told is not None:
        say(f"iitui: {told}")
        return _BAD_INPUT
    say(f"iitui: {sentence(note(error, f'command {arguments.command}', paths.state))}")
    return _FAILED


def _find_command(group: str, name: str) -> "Command":
    module = f"iitui.cli.{group}"
    __import__(module)  # importlib would load what warns of old code
    commands: dict[str, Command] = sys.modules[module].COMMANDS
    return commands[name]


def _run_app(context: "Context", *, throwaway: bool = False) -> int:
    from iitui.cli.context import make_usual_folder
    from iitui.domain.errors import IituiError

    if not _has_terminal():
        raise IituiError(_NO_TERMINAL)
    from iitui.ui.app.app import run

    make_usual_folder(context.paths)
    return run(context.paths, context.clock, context.settings, throwaway=throwaway)


def _has_terminal() -> bool:
    """Whether there are keys to read, and somewhere to draw."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


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
