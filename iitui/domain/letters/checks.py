"""Checks of a letter while it is written.

The request is held to what careers offices say (SFU Beedie; Dalton, "The 2-Hour Job Search"; TU Delft): under
100 words, no word about jobs, the tie first, the minutes named, nothing attached, times with their zone.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from iitui.domain.letters.kinds import LetterKind
from iitui.domain.letters.letter import Letter, is_address, words_of
from iitui.domain.letters.templates import SPECIFIC, place_of
from iitui.domain.text import fold, search_words

LONGEST_READ = 20_000
"""How many characters of a letter are checked for what its reader would say: ten times what anybody reads."""


class Weight(IntEnum):
    """How much a finding matters."""

    ADVICE = 1
    MISSING = 2
    REFUSES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFinding:
    """Something to look at in a letter.

    Attributes:
        words: what it is and what to do, in a sentence.
        weight: advice leaves the letter ready; what is missing does not; what refuses may not be sent so.
        field: "subject" or "body"; '' where it is in neither.
        start: the first character that it is about.
        end: the character after the last.
    """

    words: str
    weight: Weight
    field: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTerms:
    """What a letter is checked against.

    Attributes:
        places: what stands in it for places that are not filled.
        template_body: the letter as the template made it; a thank-you must say more than that.
        contact_name: whom it goes to.
        organization: where they work.
        own_name: the user's name.
        referrer: who named the contact; '' for nobody.
        may_use_name: whether that name may be used.
        source: how the contact was found, in the user's words.
        other_zone: the contact's time zone if their clocks show another time; '' otherwise.
        most_words: how many words a request should have at most.
    """

    kind: LetterKind
    places: tuple[str, ...] = ()
    template_body: str = ""
    contact_name: str = ""
    organization: str = ""
    own_name: str = ""
    referrer: str = ""
    may_use_name: bool = True
    source: str = ""
    other_zone: str = ""
    most_words: int = 100


Check = Callable[[Letter, LetterTerms], Iterable[LetterFinding]]


def check_letter(letter: Letter, terms: LetterTerms) -> list[LetterFinding]:
    """Return what there is to look at in a letter, the weightiest first."""
    readable = replace(letter, body=letter.body[:LONGEST_READ])
    findings = [*_check_referrer(letter, terms), *_check_places(letter, terms)]
    for check in _CHECKS[terms.kind]:
        findings += check(readable, terms)
    return sorted(findings, key=lambda one: -one.weight)


def is_ready(findings: Sequence[LetterFinding]) -> bool:
    """Return whether a letter with these findings is ready."""
    return all(finding.weight is Weight.ADVICE for finding in findings)


def is_refused(findings: Sequence[LetterFinding]) -> bool:
    """Return whether a letter with these findings may not be sent."""
    return any(finding.weight is Weight.REFUSES for finding in findings)


def _in_body(words: str, weight: Weight, piece: "re.Match[str]") -> LetterFinding:
    return LetterFinding(words=words, weight=weight, field="body", start=piece.start(), end=piece.end())


def _check_places(letter: Letter, terms: LetterTerms) -> Iterator[LetterFinding]:
    """Find the places that are not filled."""
    for field, text in (("subject", letter.subject), ("body", letter.body)):
        for place in terms.places:
            start = text.find(place)
            if start >= 0:
                words = f"Still to fill: {place[1:-1]}."
                yield LetterFinding(
                    words=words, weight=Weight.MISSING, field=field, start=start, end=start + len(place)
                )


def _check_content(letter: Letter, terms: LetterTerms) -> Iterator[LetterFinding]:  # noqa: ARG001
    """Find an empty letter, and an address that is none."""
    if not letter.body.strip():
        yield LetterFinding(words="The letter is empty.", weight=Weight.MISSING, field="body")
    if not letter.subject.strip():
        yield LetterFinding(words="There is no subject line.", weight=Weight.ADVICE, field="subject")
    if letter.to and not is_address(letter.to):
        yield LetterFinding(words=f"“{letter.to[:60]}” isn't a valid email address.", weight=Weight.ADVICE)


def _check_length(letter: Letter, terms: LetterTerms) -> Iterator[LetterFinding]:
    """Find the words above the number that is read at once (SFU: under 100; Dalton: 75)."""
    words = words_of(letter.body)
    if len(words) > terms.most_words:
        yield LetterFinding(
            words=f"{len(words)} words: over {terms.most_words}, fewer people read to the end.",
            weight=Weight.ADVICE,
            field="body",
            start=words[terms.most_words].start(),
            end=len(letter.body.rstrip()),
        )


_JOB_WORDS = re.compile(
    r"\b(?:jobs?|job[- ](?:search|hunt)\w*|hir(?:e|es|ed|ing)|recruit\w*|vacanc(?:y|ies)|employment"
    r"|internships?|applicants?|(?:re)?apply(?:ing)?|applied\s+(?:for|to)|applications?"
    r"|(?:open|available|suitable|entry-level|full-time|part-time)\s+(?:position|role)s?"
    r"|(?:position|role)s?\s+(?:open|available)|(?:job|career)\s+opportunit\w+|openings"
    r"|opportunities|salar(?:y|ies)|r[eé]sum[eé]s?(?=\W|$)|curriculum vitae|CVs?)\b",
    re.IGNORECASE,
)


def _check_job_words(letter: Letter, terms: LetterTerms) -> Iterator[LetterFinding]:  # noqa: ARG001
    """Find words of job hunting: who thinks that you ask for a job sends you to HR (SFU, Dalton)."""
    words_found: set[str] = set()
    for piece in _JOB_WORDS.finditer(letter.body):
        if fold(piece[0]) not in words_found:
            words_found.add(fold(piece[0]))
            words = (
                f"“{piece[0]}” sounds like job hunting. Ask about their work, and leave this out, even if"
                " you're saying the opposite."
            )
            yield _in_body(words, Weight.ADVICE, piece)


_NUMBER = r"(?:\d{1,3}|five|ten|twelve|fifteen|twenty(?:[- ]five)?|thirty|forty(?:[- ]five)?|sixty)"
_MINUTES = re.compile(
    rf"\b{_NUMBER}(?:\s*(?:to|or|-|–)\s*{_NUMBER})?[\s-]*(?:min(?:ute)?s?\b|')|\bhalf[\s-]+(?:an?[\s-]+)?hour\b"
    r"|\bquarter[\s-]+(?:of[\s-]+an?[\s-]+)?hour\b|\b(?:an|one|1)[\s-]+hour\b",
    re.IGNORECASE,
)


def _check_minutes(letter: Letter, terms: LetterTerms) -> Iterator[LetterFinding]:  # noqa: ARG001
    """Find that no length is named."""
    if not _MINUTES.search(letter.body):
        words = "It doesn't say how long it will take: name the minutes, such as 20."
        yield LetterFinding(words=words, weight=Weight.ADVICE, field="body")


_TIES = re.compile(
    r"\b(?:suggested|recommended|referred|introduced|pointed me|sent me|told me|gave me your name|your name"
    r"|mutual|in common|fellow|alum\w*|classmates?|graduate of|graduated from|studied (?:at|with|under)"
    r"|student (?:at|of)|neighbors?|we (?:met|spoke|talked|both)|you and I|found you|came across|read your"
    r"|saw your|heard (?:you|about you|of you)|watched your|listened to your|enjoyed your|your (?:recent )?"
    r"(?:talk|article|post|profile|book|interview|paper|podcast|presentation|column|lecture|class|course))\b",
    re.IGNORECASE,
)


def _check_tie(letter: Letter, terms: LetterTerms) -> Iterator[LetterFinding]:
    """Find that no tie is named: how you come to write to them, of all people."""
    body = letter.body
    if _TIES.search(body) or _names_in(body, terms.referrer, terms):
        return
    if terms.source.strip() and fold(terms.source.strip()) in fold(body):
        return
    words = "It doesn't mention a tie: say how you found them, or who sent you, and say it first."
    yield LetterFinding(words=words, weight=Weight.ADVICE, field="body")


_ATTACHED = re.compile(
    r"\b(?:attach(?:ed|ing|ment|ments)?|enclos(?:e|ed|ing|ure|ures))\b"
    r"|\bplease find\b|\bsee (?:my|the) (?:r[eé]sum[eé]|CV)\b",
    re.IGNORECASE,
)


def _check_attachment(letter: Letter, terms: LetterTerms) -> Iterator[LetterFinding]:  # noqa: ARG001
    """Find an attachment: to a request, nothing is attached."""
    piece = _ATTACHED.search(letter.body)
    if piece:
        words = f"“{piece[0]}”: don't attach anything to a request; have it ready if they ask."
        yield _in_body(words, Weight.ADVICE, piece)


_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b(?:\s*[ap]\.?m\b\.?)?|\b(?:1[0-2]|0?[1-9])\s*[ap]\.?m\b\.?"
    r"|\b(?:at|from|after|before|until|by)\s+(?:noon|midnight|\d{1,2}(?=\s*(?:or|and|to|[-–,;?!]|\.?$|\.\s)))",
    re.IGNORECASE | re.MULTILINE,
)
_ZONE = re.compile(
    r"\b(?:[ECMP][SD]?T|AK[SD]?T|HST|GMT|UTC|BST|WES?T|CES?T|EES?T|IST|JST|AE[SD]T|NZ[SD]T)\b"
    r"|\b(?:[Ee]astern|[Cc]entral|[Mm]ountain|[Pp]acific|[A-Z]\w+)\s+(?:[Ss]tandard\s+|[Dd]aylight\s+)?[Tt]ime\b"
    r"|\b(?:[Mm]y|[Yy]our|both)\s+time(?:\s+zone)?s?\b|\bfor you\b.{0,12}\bfor me\b|\bhere\b.{0,30}\bthere\b"
)


def _check_zone(letter: Letter, terms: LetterTerms) -> Iterator[LetterFinding]:
    """Find times without a zone in a letter to somebody whose clocks show another time."""
    if not terms.other_zone:
        return
    piece = _TIME.search(letter.body)
    city = terms.other_zone.rpartition("/")[2].replace("_", " ")
    if piece and not _ZONE.search(letter.body) and fold(city) not in fold(letter.body):
        words = f"“{piece[0]}” doesn't say whose time it is, and they're on {city} time: add the time zone."
        yield _in_body(words, Weight.ADVICE, piece)


_WORD = re.compile(r"[^\W_]+")
_ALSO_WORDS = frozenset(
    search_words(
        "may will mark grant day long young best rich frank bill pat art grace hope joy faith dean page"
        " king rose summer april june august dawn eve chase case white black brown green gray wood woods"
        " field fields stone rivers banks church cook price love bond major sterling prof professor dr mr"
        " mrs ms mx"
    )
)
"""Names that are words too: alone they mean nobody."""


def _names_in(text: str, name: str, terms: LetterTerms) -> "re.Match[str] | None":
    """Return where a text names a person: by the whole name, or by one part of it that can mean only them."""
    own = {fold(word) for known in (terms.contact_name, terms.organization, terms.own_name)
           for word in _WORD.findall(known)}  # fmt: skip
    parts = [fold(word) for word in _WORD.findall(name)]
    alone = {part for part in parts if len(part) > 2 and part not in own and part not in _ALSO_WORDS}
    words = [(piece, fold(piece[0])) for piece in _WORD.finditer(text)]
    for place, (piece, word) in enumerate(words):
        if parts and [one for _, one in words[place : place + len(parts)]] == parts:
            return piece
        if word in alone and not piece[0].islower():
            return piece
    return None


def _check_referrer(letter: Letter, terms: LetterTerms) -> Iterator[LetterFinding]:
    """Find the referrer's name where it may not be used; with this, the letter may not go."""
    if not terms.referrer or terms.may_use_name:
        return
    for field, text in (("subject", letter.subject), ("body", letter.body)):
        piece = _names_in(text, terms.referrer, terms)
        if piece:
            words = (
                f"It names {terms.referrer}, and you don't have permission to use that name yet. Ask first;"
                " N on the contact records the answer."
            )
            yield LetterFinding(
                words=words, weight=Weight.REFUSES, field=field, start=piece.start(), end=piece.end()
            )


_GENERIC = frozenset(
    search_words(
        "a about again all also always am an and any appreciate appreciated are as at be because been"
        " best but by can chat conversation could day dear did discuss discussion do enjoyable enjoyed"
        " everything for from generous glad grateful great had have hear hello helped helpful hi hope how"
        " i in info information informative insight insightful insights inspiring interesting interview is"
        " it kind kindly learn learned let lot lovely luck many me meeting more most much my nice of on"
        " one our out pleasure really regards say see shared sharing sincerely so some speak speaking such"
        " talk talking thank thankful thanks that the this time to today told took us useful valuable very"
        " wanted was we were what when which while wish with wonderful work would yesterday you your"
        " career advice questions answers wisdom experience thoughts"
    )
)
"""Words that any thank-you could have."""

_SPECIFIC_WORDS = 3


def _check_specific(letter: Letter, terms: LetterTerms) -> Iterator[LetterFinding]:
    """Find that a thank-you says nothing that only this interview could have given."""
    body = letter.body
    if place_of(SPECIFIC) in body:  # which is said already
        return
    for place in terms.places:
        body = body.replace(place, " ")
    known = Counter(search_words(terms.template_body))
    names = set(search_words(f"{terms.contact_name} {terms.own_name} {terms.organization}"))
    said = {
        word
        for word, count in Counter(search_words(body)).items()
        if count > known[word] and word not in _GENERIC and word not in names and len(word) > 1
    }
    if len(said) < _SPECIFIC_WORDS:
        words = (
            "It needs one specific thing from this interview: something they said, and what it changed for"
            " you."
        )
        yield LetterFinding(words=words, weight=Weight.MISSING, field="body")


_EVERY: tuple[Check, ...] = (_check_content,)
_ASKING: tuple[Check, ...] = (_check_length, _check_job_words, _check_attachment, _check_zone)
_CHECKS: dict[LetterKind, tuple[Check, ...]] = {
    LetterKind.REQUEST: (*_EVERY, *_ASKING, _check_minutes, _check_tie),
    LetterKind.NUDGE: (*_EVERY, *_ASKING),
    LetterKind.CONFIRMATION: (*_EVERY, _check_zone),
    LetterKind.THANK_YOU: (*_EVERY, _check_specific),
    LetterKind.TELL_THE_REFERRER: _EVERY,
    LetterKind.REPORT_BACK: _EVERY,
    LetterKind.INTRODUCTION_REQUEST: (*_EVERY, *_ASKING),
    LetterKind.KEEP_IN_TOUCH: _EVERY,
}
