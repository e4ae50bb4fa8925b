"""The recipes of the README in real shells: a sign before the prompt, as long as something is overdue."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASH = """
iitui_sign() { iitui due --quiet 2>/dev/null; [ $? -eq 1 ] && IITUI_SIGN='[owed] ' || IITUI_SIGN=''; }
PROMPT_COMMAND="iitui_sign${PROMPT_COMMAND:+;$PROMPT_COMMAND}"
PS1='${IITUI_SIGN}'"$PS1"
"""

ZSH = """
setopt prompt_subst
iitui_sign() { iitui due --quiet 2>/dev/null; [[ $? -eq 1 ]] && IITUI_SIGN='[owed] ' || IITUI_SIGN='' }
autoload -Uz add-zsh-hook && add-zsh-hook precmd iitui_sign
PROMPT='${IITUI_SIGN}'"$PROMPT"
"""

FISH = """
functions -q iitui_plain_prompt; or functions -c fish_prompt iitui_plain_prompt
function fish_prompt
    iitui due --quiet 2>/dev/null
    test $status -eq 1; and echo -n '[owed] '
    iitui_plain_prompt
end
"""

SHELLS = {
    "bash": (BASH, ".bashrc", ("bash", "-i"), "echo 'the line after'\nexit\n"),
    "zsh": (ZSH, ".zshrc", ("zsh", "-i"), 'print -P "$PROMPT"\nexit\n'),
    "fish": (FISH, "config/fish/config.fish", ("fish", "-i", "-c", "fish_prompt"), ""),
}
"""By shell: the recipe, where it goes, how to start the shell, and what to type into it."""

OVERDUE = "2026-11-20T12:00:00-05:00"
LONG_BEFORE = "2020-01-01T12:00:00-05:00"


def prompt_of(shell: str, home: Path, journal: Path, instant: str) -> str:
    """Start a shell with the recipe in its file, and return what it says."""
    recipe, file, command, typed = SHELLS[shell]
    path = home / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{'' if shell == 'fish' else 'PS1=plain; PROMPT=plain'}\n{recipe}", "utf-8")
    program = Path(sys.executable).parent
    environment = {
        **os.environ,
        "HOME": str(home),
        "ZDOTDIR": str(home),
        "PATH": f"{program}:{os.environ['PATH']}",
        "IITUI_DB": str(journal),
        "IITUI_NOW": instant,
        "TERM": "dumb",
    }
    environment.pop("PROMPT_COMMAND", None)
    ran = subprocess.run(
        command,
        input=typed.encode(),
        capture_output=True,
        env=environment,
        check=False,
        start_new_session=True,
    )
    return (ran.stdout + ran.stderr).decode("utf-8", "replace")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_prompt_shows_a_sign_while_something_is_overdue(sample, home, shell):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    assert "[owed] " in prompt_of(shell, home, sample, OVERDUE)
    calm = prompt_of(shell, home, sample, LONG_BEFORE)
    assert "[owed]" not in calm
    assert "rror" not in calm


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_a_journal_that_cannot_be_read_leaves_the_prompt_as_it_was(home, tmp_path):
    broken = tmp_path / "broken.db"
    broken.write_text("Dear diary" * 99)
    said = prompt_of("bash", home, broken, OVERDUE)
    assert "[owed]" not in said
    assert "Dear diary" not in said
    assert "plain" in said
