"""Tells the names of speakers before a colon, "Dana Ito: Hello", from other words before a colon."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iitui.interchange.transcript_parts import TranscriptPart

_LABEL = re.compile(r"(?:>{2,}|[-–—])?\s{0,3}(?P<name>[^\n:：]{1,60}?)\s{0,3}(?::(?!\S)|：)\s*")
_ADDITION = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_NO_NAME = re.compile(r"[!?;\"“”„…<>=|{}]|\.{2}|,.*,")
# fmt: off
_PARTICLES = frozenset((
    "af", "al", "and", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn",
    "la", "le", "of", "och", "ten", "ter", "und", "van", "von", "y", "zu",
))
# fmt: on
_ROLES = frozenset(
    ("a", "q", "i", "me", "you", "them", "interviewer", "interviewee", "host", "guest", "moderator")
)


def split_label(line: str) -> tuple[str, str]:
    """Return the words before a colon at the beginning of a line, and the rest; the words may be empty."""
    match = _LABEL.match(line)
    return (match["name"], line[match.end() :]) if match else ("", line)


def is_name(words: str) -> bool:
    """Whether words can be the name of a person, written with capitals: "Prof. van der Berg (she/her)"."""
    if _NO_NAME.search(words):
        return False
    parts = _ADDITION.sub("", words).split()
    return (
        1 <= len(parts) <= 6
        and any(map(str.isalpha, words))
        and not parts[0].isdigit()
        and parts[-1].casefold() not in _PARTICLES
        and all(part.casefold() in _PARTICLES or not part[0].islower() for part in parts)
    )


def find_speakers(labels: Sequence[str], *, has_times: bool) -> frozenset[str]:
    """Return those labels that are names of speakers.

    Args:
        labels: what stands before a colon in each line or cue that may begin a turn, or empty.
        has_times: the lines have times, so it is a transcript. Notes have words before colons as well;
            there it takes two speakers who come back.
    """
    counts = Counter(filter(None, labels))
    if has_times and counts.total() * 2 >= len(labels):
        return frozenset(
            label
            for label, count in counts.items()
            if is_name(label) or label.casefold() in _ROLES or (count > 1 and len(label.split()) == 1)
        )
    back = {
        label
        for label, count in counts.items()
        if label.casefold() in _ROLES or (count > 1 and (is_name(label) or " " not in label))
    }
    turns = sum(counts[label] for label in back)
    if len(back) < 2 or turns * 4 < len(labels):
        return frozenset()
    return frozenset(back | {label for label in counts if " " in label and is_name(label)})


def name_speakers(parts: Sequence[TranscriptPart]) -> list[TranscriptPart]:
    """Return timed parts with the speakers that stand before colons, unless some have speakers already.

    A part without a name is the same speaker's as the one above it, unless it begins with ">>".
    """
    if any(part.speaker for part in parts):
        return list(parts)
    speakers = find_speakers(list(_labels(parts)), has_times=True)
    return list(_turns(parts, speakers)) if speakers else list(parts)


def _labels(parts: Iterable[TranscriptPart]) -> Iterator[str]:
    """Yield what stands before a colon in the first line of each part, and in others where it does."""
    for part in parts:
        first, *others = (split_label(line)[0] for line in part.text.split("\n"))
        yield first
        yield from filter(None, others)


def _turns(parts: Iterable[TranscriptPart], speakers: frozenset[str]) -> Iterator[TranscriptPart]:
    speaker = ""
    for part in parts:
        said: list[str] = []
        lines = part.text.split("\n")
        for place, line in enumerate(lines, 1):
            label, rest = split_label(line)
            # A name with nothing after it stands above what is said, unless it is all there is.
            is_named = label in speakers and (rest or place < len(lines))
            if not is_named and not line.startswith(">>"):
                said.append(line)
                continue
            if said:
                yield replace(part, speaker=speaker, text="\n".join(said))
            speaker = label if is_named else ""
            said = list(filter(None, [rest if is_named else line]))
        if said:
            yield replace(part, speaker=speaker, text="\n".join(said))
