"""The list beside a letter: what there is to look at in it, and what was noted and may be put in."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from iitui.domain.letters.checks import LetterFinding, Weight, is_ready, is_refused
from iitui.domain.letters.facts import Noted
from iitui.domain.text import several, shorten
from iitui.ui.kit.text.page import PageLine, StyledText, TextPage
from iitui.ui.kit.theme import QUIET

_LONGEST = 300
"""How many characters of a note are shown."""

_WAYS = (
    "c copies it, m opens it in your mail program, s saves a draft, e opens your editor. iitui never sends"
    " anything: once you've sent it yourself, press x to mark it as sent."
)

_SIGNS = {
    Weight.REFUSES: StyledText("✕", "bold $text-error"),
    Weight.MISSING: StyledText("○", "$text-warning"),
    Weight.ADVICE: StyledText("·", "$text-primary"),
}


class LetterNotes(TextPage):
    """Shows findings and notes; enter goes to the one, or puts the other into the letter."""

    HELP_TITLE: ClassVar[str] = "Beside the letter"


def note_lines(
    findings: Sequence[LetterFinding], noted: Sequence[Noted], hint: str, problems: Sequence[str]
) -> list[PageLine]:
    """Return the lines of the list beside a letter.

    Args:
        findings: what there is to look at.
        noted: what may be put in.
        hint: what to do where nothing was noted; '' for nothing.
        problems: what is wrong with templates.
    """
    lines: list[PageLine] = []
    for section in (_findings(findings), _noted(noted, hint), _problems(problems), _ways()):
        part = list(section)
        if lines and part:
            lines.append(PageLine(key=""))
        lines += part
    return lines


def _findings(findings: Sequence[LetterFinding]) -> Iterator[PageLine]:
    for number, finding in enumerate(findings):
        style = "bold $text-error" if finding.weight is Weight.REFUSES else ""
        yield PageLine(
            key=f"finding {number}",
            parts=(StyledText(finding.words, style),),
            sign=_SIGNS[finding.weight],
            indent=2,
        )


def _noted(noted: Sequence[Noted], hint: str) -> Iterator[PageLine]:
    if noted:
        yield PageLine(
            key="heading noted", parts=(StyledText("Your notes: enter inserts one"),), heading=True
        )
    elif hint:
        yield PageLine(key="hint", parts=(StyledText(hint, QUIET),))
    for number, one in enumerate(noted):
        yield PageLine(
            key=f"noted {number}",
            parts=(StyledText(shorten(" ".join(one.text.split()), _LONGEST)),),
            sign=StyledText("+", "$text-success"),
            indent=2,
            answer=shorten(one.label, 120),
        )


def _problems(problems: Sequence[str]) -> Iterator[PageLine]:
    if problems:
        yield PageLine(key="heading problems", parts=(StyledText("Your templates"),), heading=True)
    for number, words in enumerate(problems):
        yield PageLine(
            key=f"problem {number}",
            parts=(StyledText(words, "$text-warning"),),
            sign=StyledText("!", "$text-warning"),
            indent=2,
        )


def _ways() -> Iterator[PageLine]:
    yield PageLine(key="ways", parts=(StyledText(_WAYS, QUIET),))


def say_state(findings: Sequence[LetterFinding]) -> tuple[str, str]:
    """Return whether a letter is ready, in words, and the style for them."""
    if is_refused(findings):
        return "It can't go out like this", "bold $text-error"
    if not is_ready(findings):
        missing = sum(finding.weight is Weight.MISSING for finding in findings)
        return f"Not ready: {several(missing, 'thing')} missing", "bold $text-warning"
    remarks = f", {several(len(findings), 'suggestion')}" if findings else ""
    return f"Ready{remarks}", "bold $text-success"
