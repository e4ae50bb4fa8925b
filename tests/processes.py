"""iitui in a process of its own: what it prints, and which modules it loads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("textual", "rich", "sqlmodel", "sqlalchemy", "pydantic")
SLOW = (
    "dataclasses",
    "inspect",
    "platformdirs",
    "tomllib",
    "tempfile",
    "shutil",
    "json",
    "difflib",
    "iitui.store.schema.version_001",
)
NEEDLESS = ("typing", "pathlib", "urllib", "re", "importlib", "logging", "enum", "contextlib")
"""What Python's own modules bring along, each of which takes a tenth of a bare interpreter or more."""

needs_zones = pytest.mark.skipif(
    not Path("/usr/share/zoneinfo/Asia/Tokyo").exists(), reason="the C library knows no zones here"
)
"""For tests of the zone of the machine, which some containers are without."""

SHOW_MODULES = """
import sys
from iitui.__main__ import main
status = main(sys.argv[1:])
print(*sorted(sys.modules), sep="\\n", file=sys.stderr)
"""

SHOW_MODULES_WITH_CODE = SHOW_MODULES.replace(
    "*sorted(sys.modules)", '*(name for name, one in sys.modules.items() if not hasattr(one, "__path__"))'
)
"""Without packages, whose files hold a sentence each."""


def process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def modules_of(*arguments: object, show: str = SHOW_MODULES) -> set[str]:
    finished = process("-c", show, *arguments)
    assert finished.returncode == 0
    return set(finished.stderr.decode().split())
