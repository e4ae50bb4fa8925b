"""Fuzzing that follows the branches it reaches, where atheris can be installed (Linux, CPython 3.11 to 3.13).

    pip install atheris
    python -m tests.guided_fuzz contacts|mail|dates|lines -runs=100000 -timeout=5

What it tries grows from the files of a folder, or from nothing, by what reached new branches; a crash, or an
input that takes longer than the timeout, ends it with the input written to a file. Every run of the tests
tries files made by grammar instead (`tests/interchange/test_fuzz.py`), without atheris.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # by hand, see above

with atheris.instrument_imports(include=["iitui"]):
    from iitui.domain.dates.parse import read_appointment, read_past, read_until, read_when
    from iitui.domain.errors import IituiError
    from iitui.domain.quick_add import read_contact_line
    from iitui.interchange.mail.mailbox import Mailbox
    from iitui.interchange.reading import read_contacts
    from iitui.store.contacts.imports import split_valid

_NOW = datetime(2026, 3, 10, 14, 0, tzinfo=UTC)
_ZONE = ZoneInfo("America/Detroit")


def _check(refusal: IituiError) -> None:
    """Fail where a refusal is no single line."""
    assert "\n" not in str(refusal)


def contacts(data: bytes) -> None:
    """Read a file of contacts, whatever it is; only a refusal in words is right, or records that fit."""
    path = Path(tempfile.gettempdir()) / "iitui-guided-fuzz"
    path.write_bytes(data)
    try:
        split_valid(read_contacts(path))
    except IituiError as error:
        _check(error)


def mail(data: bytes) -> None:
    """Read a mailbox, whatever it is, with the texts of all its messages."""
    path = Path(tempfile.gettempdir()) / "iitui-guided-fuzz.eml"
    path.write_bytes(data)
    try:
        mailbox = Mailbox([path])
        places = [message.place for message in mailbox.messages()]
        list(mailbox.texts(places))
    except IituiError as error:
        _check(error)


def dates(data: bytes) -> None:
    """Read a time as people type it, in all four ways."""
    text = data.decode("utf-8", "surrogateescape")
    for read in (read_when, read_appointment, read_until, read_past):
        for day_first in (False, True):
            try:
                read(text, _NOW, _ZONE, day_first=day_first)
            except IituiError as error:
                _check(error)


def lines(data: bytes) -> None:
    """Read one line of quick add."""
    try:
        read_contact_line(data.decode("utf-8", "surrogateescape"))
    except IituiError as error:
        _check(error)


_TARGETS: dict[str, Callable[[bytes], None]] = {
    "contacts": contacts,
    "mail": mail,
    "dates": dates,
    "lines": lines,
}


def main() -> None:
    """Fuzz the target named first, with the options of libFuzzer after it."""
    target = _TARGETS.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if target is None:
        sys.exit(f"python -m tests.guided_fuzz {'|'.join(_TARGETS)} [-runs=N] [-timeout=SECONDS] [FOLDER]")
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
