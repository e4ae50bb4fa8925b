"""Run the app under a pseudo-terminal as a person would: wait for Today, look at every place, quit."""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

PATIENCE = 30.0
ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


class Terminal:
    """The other end of the app's terminal."""

    def __init__(self, command: list[str]) -> None:
        self.child, self.file = pty.fork()
        if self.child == 0:
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
            os.execvp(command[0], command)
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.seen = b""

    def wait_for(self, words: str) -> None:
        """Read until the words have been drawn."""
        end = time.monotonic() + PATIENCE
        while words.encode() not in ESCAPES.sub(b"", self.seen):
            if time.monotonic() > end:
                sys.exit(f"smoke: {words!r} never came; last seen: {ESCAPES.sub(b'', self.seen)[-800:]!r}")
            if select.select([self.file], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.file, 65536)
                except OSError:
                    sys.exit(f"smoke: the app ended before {words!r}: {self.seen[-2000:]!r}")

    def press(self, key: str) -> None:
        """Press a key; what was seen before counts no more."""
        self.seen = b""
        os.write(self.file, key.encode())

    def end(self) -> int:
        """Read until the app has ended and return its exit status."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if select.select([self.file], [], [], 0.1)[0] and not os.read(self.file, 65536):
                    break
            except OSError:
                break
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def main() -> None:
    """Walk through the app."""
    terminal = Terminal(sys.argv[1:])
    terminal.wait_for("Today")
    for key, words in (
        ("5", "Overdue"),
        ("2", "Stage"),
        ("3", "Interviews ·"),
        ("4", "Bank ·"),
        ("1", "Next"),
    ):
        terminal.press(key)
        terminal.wait_for(words)
    terminal.press("b")
    terminal.wait_for("Thandiwe")
    terminal.press("q")
    status = terminal.end()
    if status != 0:
        sys.exit(f"smoke: the app ended with {status}")
    print("smoke: the app was opened, walked through and left")


if __name__ == "__main__":
    main()
