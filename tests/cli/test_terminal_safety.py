"""What is typed, or stands in the environment, to steer the terminal is not written to it in messages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BAD = "x\x1b]0;owned\x07\x1b[31mRED\x9b31m\u202eZ"
SIGNS = (b"\x1b", b"\x07", b"\xc2\x9b", b"\x9b", "\u202e".encode())


@pytest.mark.parametrize(
    "arguments",
    [
        (BAD,),
        ("--" + BAD,),
        ("due", BAD),
        ("due", "--within", BAD),
        ("brief", BAD),
        ("brief", "--format", BAD),
        ("contacts", BAD),
        ("contacts", "--" + BAD),
        ("add", BAD + " <no mail>"),
        ("add", "Dana " + BAD),
        ("schedule", BAD, "tomorrow 3pm"),
        ("schedule", "Dana", BAD),
        ("schedule", "Dana", "tomorrow 3pm", "--medium", BAD),
        ("schedule", "Dana", "tomorrow 3pm", "--zone", BAD),
        ("schedule", "Dana", "tomorrow 3pm", "--minutes", BAD),
        ("done", BAD),
        ("snooze", BAD, BAD),
        ("import", BAD),
        ("import", BAD, "--format", BAD),
        ("export", BAD),
        ("export", "contacts", "--format", BAD),
        ("export", "contacts", "-o", f"/nowhere/{BAD}"),
        ("backup", f"/nowhere/{BAD}"),
        ("restore", BAD),
        ("demo", "--write", f"/nowhere/{BAD}"),
        ("--db", f"/nowhere/{BAD}", "contacts"),
        ("--db", f"/nowhere/{BAD}", "paths"),
        ("paths",),
        ("check",),
        ("history", BAD),
    ],
)
def test_messages(arguments: tuple[str, ...], tmp_path: Path):
    environment = {**os.environ, "IITUI_DB": str(tmp_path / BAD / "journal.db"), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "iitui", *arguments]
    done = subprocess.run(
        command, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    printed = done.stdout + done.stderr
    assert b"Traceback" not in printed
    for sign in SIGNS:
        assert sign not in printed, printed
    assert done.returncode in (0, 1, 2)


def test_bytes_that_are_no_text(tmp_path: Path):
    command: list[str | bytes] = [
        sys.executable,
        "-m",
        "iitui",
        b"--db",
        os.fsencode(tmp_path) + b"/\x9b31m/j.db",
        b"contacts",
        b"\x9b",
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    assert b"\x9b" not in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr
    assert done.returncode == 2
