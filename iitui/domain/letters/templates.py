"""Templates of letters: plain text with places such as {first_name}, read and filled here.

A template is a few lines such as "Subject: Thank you", a blank line, and the letter. {first_name} is a place
that is filled from the journal; {?what you did with it} is one for the user to fill. A place that is not
filled stays visible in brackets, and the letter is not ready while it is there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from iitui.domain.errors import UnreadableError
from iitui.domain.letters.kinds import LetterKind
from iitui.domain.text import clean, clean_line, comma_join

LONGEST_TEMPLATE = 20_000
"""How many characters a template can have."""

FIELDS = {
    "name": "their name",
    "first_name": "their first name",
    "role": "their role",
    "organization": "their organization",
    "occupation": "the occupation",
    "source": "where you found them",
    "referrer": "who gave you their name",
    "minutes": "how many minutes",
    "my_name": "your name",
    "about_me": "who you are, in a few words",
    "request_day": "the day of your request",
    "interview_day": "the day you talked",
    "coming_day": "the day you'll talk",
    "coming_time": "the time, with the time zone",
    "coming_minutes": "how many minutes it will take",
    "coming_how": "how or where you'll talk",
    "specific": "one thing they said, and what it changed for you",
    "names": "who they named",
    "names_plan": "what you'll do about whom they named",
    "advice": "their advice",
    "promise": "what they offered",
    "named": "whose name they gave you",
    "news": "how it turned out",
}
"""The places that are filled from the journal and the settings, each with what is shown while it is not."""

SPECIFIC = "specific"
"""The place for one thing from the interview, which is filled by the user."""

_HEADERS = ("Name", "Kind", "Subject", "Needs", "Reply")

_PIECES = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template of a letter.

    Attributes:
        slug: the name of its file, without the ending; a template of the user replaces a built-in one by it.
        name: what it is called in a list.
        subject: the subject line, with places.
        body: the letter, with places.
        needs: the fields without which it makes no sense.
        replies: whether it goes on in the thread of an earlier mail, under its subject.
        is_built_in: whether it ships with iitui.
    """

    slug: str
    name: str
    kind: LetterKind
    subject: str
    body: str
    needs: tuple[str, ...] = ()
    replies: bool = False
    is_built_in: bool = False

    def lacking(self, known: Set[str]) -> tuple[str, ...]:
        """Return the fields that it needs and that are not among those known."""
        return tuple(name for name in self.needs if name not in known)


class FilledTemplate(NamedTuple):
    """A subject line and a letter, made from a template.

    Attributes:
        places: what stands in them for each place that is not filled, in order: "[their first name]".
    """

    subject: str
    body: str
    places: tuple[str, ...]


def read_template(text: str, *, slug: str, file: str, is_built_in: bool = False) -> Template:
    """Return the template that a text holds.

    Args:
        text: the content of its file.
        slug: the name of the file without its ending.
        file: the file, as messages name it.
        is_built_in: whether it ships with iitui.

    Raises:
        UnreadableError: a line of it cannot be used; the message names file and line.
    """
    if len(text) > LONGEST_TEMPLATE:
        raise UnreadableError(
            f"{file}: a template can have at most {LONGEST_TEMPLATE} characters; this one has {len(text)}."
        )
    lines = clean(text.lstrip("\ufeff")).split("\n")
    blank = next((place for place, line in enumerate(lines) if not line.strip()), len(lines))
    headers = _read_headers(lines[:blank], file)
    body = "\n".join(line.rstrip() for line in lines[blank:]).strip()
    if not body:
        raise UnreadableError(f"{file}: the letter itself is missing; put it after a blank line.")
    first = next(place for place, line in enumerate(lines[blank:], blank + 1) if line.strip())
    for number, line in enumerate(body.split("\n"), first):
        check_places(line, f"{file}, line {number}")
    return Template(
        slug=slug,
        name=headers["Name"][0] or slug.replace("_", " ").capitalize(),
        kind=_read_kind(*headers["Kind"], file),
        subject=headers["Subject"][0],
        body=body,
        needs=_read_needs(*headers["Needs"], file),
        replies=headers["Reply"][0].casefold() in ("yes", "true"),
        is_built_in=is_built_in,
    )


def _read_headers(lines: Sequence[str], file: str) -> dict[str, tuple[str, int]]:
    """Return the value and the number of the line of each header; '' and 0 for those that are missing."""
    headers = dict.fromkeys(_HEADERS, ("", 0))
    for number, line in enumerate(lines, 1):
        name, colon, value = line.partition(":")
        name = name.strip().capitalize()
        if not colon or name not in headers:
            raise UnreadableError(
                f"{file}, line {number}: “{clean_line(line)[:60]}” isn't one of the lines"
                f" {', '.join(f'{each}:' for each in _HEADERS)} that come before the first blank line."
            )
        headers[name] = (clean_line(value), number)
        if name == "Subject":
            check_places(value, f"{file}, line {number}")
    return headers


def _read_kind(word: str, number: int, file: str) -> LetterKind:
    slug = word.casefold().replace(" ", "_").replace("-", "_")
    if slug in set(LetterKind):
        return LetterKind(slug)
    where, kinds = f"{file}, line {number}" if number else file, ", ".join(LetterKind)
    if not word:
        raise UnreadableError(f"{where}: a line such as “Kind: thank_you” is missing; kinds are {kinds}.")
    raise UnreadableError(f"{where}: there's no kind of letter “{word[:40]}”; kinds are {kinds}.")


def _read_needs(words: str, number: int, file: str) -> tuple[str, ...]:
    needs = tuple(words.replace(",", " ").split())
    for name in needs:
        _check_field(name, f"{file}, line {number}")
    return needs


def check_places(text: str, where: str) -> None:
    """Check the places of a line of a template.

    Raises:
        UnreadableError: a place has no end, or names a field that there is not; the message begins with
            `where`.
    """
    for piece in _PIECES.finditer(text):
        if piece[0] in ("{", "}"):
            raise UnreadableError(
                f"{where}: the “{piece[0]}” before or after “{_near(text, piece.start())}” has no match; a"
                f" blank is written {{first_name}}, and {piece[0] * 2} means the character itself."
            )
        name = piece[1]
        if name is not None and not name.startswith("?"):
            _check_field(name.strip(), where)
        elif name is not None and not name[1:].strip():
            raise UnreadableError(f"{where}: “{{?}}” doesn't say what to write there.")


def _near(text: str, place: int) -> str:
    return clean_line(text[max(place - 20, 0) : place + 20].replace("{", "").replace("}", ""))


def _check_field(name: str, where: str) -> None:
    if name in FIELDS:
        return
    close = get_close_matches(name, FIELDS, 1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(FIELDS)}."
    raise UnreadableError(
        f"{where}: there's no field “{clean_line(name)[:40]}”; {hint}"
        f" For a blank to fill in yourself, write {{?words}}."
    )


def place_of(field: str) -> str:
    """Return what stands in a letter for a field that is not filled: "[their first name]"."""
    return f"[{FIELDS[field]}]"


def fill(template: Template, values: Mapping[str, str], reply_subject: str = "") -> FilledTemplate:
    """Fill a template.

    Args:
        template: a checked template.
        values: field -> value; an empty one counts as missing.
        reply_subject: the subject of the mail that a template that replies goes on from; '' for none.
    """
    places: list[str] = []
    subject = clean_line("".join(_fill_text(template.subject, values, places)))
    if template.replies and reply_subject.strip():
        places.clear()
        subject = reply_to(reply_subject)
    body = "".join(_fill_text(template.body, values, places))
    return FilledTemplate(subject, body, tuple(dict.fromkeys(places)))


def _fill_text(text: str, values: Mapping[str, str], places: list[str]) -> Iterator[str]:
    """Yield the pieces of a text, and add to the places those that are not filled."""
    end = 0
    for piece in _PIECES.finditer(text):
        yield text[end : piece.start()]
        end = piece.end()
        name = piece[1]
        if name is None:
            yield piece[0][0]
        elif not name.startswith("?") and values.get(name.strip(), ""):
            yield values[name.strip()]
        else:
            words = name[1:].strip() if name.startswith("?") else FIELDS[name.strip()]
            places.append(f"[{words}]")
            yield f"[{words}]"
    yield text[end:]


_REPLIES = re.compile(r"^(?:(?:re|aw|sv|antw|fwd?)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)


def reply_to(subject: str) -> str:
    """Return the subject of a reply: "Re: " once, however often it was answered before."""
    bare = _REPLIES.sub("", clean_line(subject)).strip()
    return f"Re: {bare}" if bare else ""


def order_templates(templates: Sequence[Template], kind: LetterKind, known: Set[str]) -> list[Template]:
    """Return the templates of a kind, best first.

    Those that lack nothing come first; of these, those that use most of what is known, then those of the
    user, then the one with the name of its kind.

    Args:
        templates: of all kinds.
        kind: the kind that is wanted.
        known: the fields that have a value.
    """

    def rank(template: Template) -> tuple[bool, int, bool, bool, str]:
        lacking = template.lacking(known)
        return (
            bool(lacking),
            len(lacking) or -len(template.needs),
            template.is_built_in,
            template.slug != template.kind.value,
            template.slug,
        )

    return sorted((one for one in templates if one.kind is kind), key=rank)


def say_lacking(template: Template, known: Set[str]) -> str:
    """Return what a template lacks, in words: "who gave you their name"; '' for nothing."""
    return comma_join(*(FIELDS[name] for name in template.lacking(known)))
