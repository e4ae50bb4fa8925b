"""What a follow-up is about, for the pane beside a list: who, what happened, and what would be written.

It is read off the screen's thread, and nothing here knows a widget.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.content import Content

from iitui.domain.briefs import Brief
from iitui.domain.contacts import Contact
from iitui.domain.dates.calendar import say_ago
from iitui.domain.follow_up_facts import FollowUpFacts
from iitui.domain.follow_ups import FollowUp
from iitui.domain.interviews import Interview, Status
from iitui.domain.letters.facts import LetterAbout, values_of
from iitui.domain.letters.kinds import kind_for
from iitui.domain.letters.templates import order_templates
from iitui.domain.letters.writing import LetterInMaking, LetterOptions
from iitui.domain.rules import why_of
from iitui.domain.text import clean, shorten
from iitui.domain.touches import Direction, Touch
from iitui.store.letters.templates import load_templates
from iitui.store.reader import JournalReader
from iitui.ui.follow_ups.explanation import Circumstances, say_reasons, say_standing
from iitui.ui.interviews.wording import say_how
from iitui.ui.kit.text.paragraphs import Paragraph, plain
from iitui.ui.kit.theme import QUIET

TOUCHES = 4
"""How many of the last touches are shown."""

_LONGEST = 600
"""How many characters of a text are shown."""

_LINES = 3
"""How many lines a text takes at most where several stand below each other."""

_LABEL = 11
_HEADING = "bold $text-primary"


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutFollowUp:
    """What there is to know about a follow-up.

    Attributes:
        brief: that of the interview that it is about, with what it gave; None where it is about none.
        touches: the latest with the person, newest first.
        letter: the letter that would settle it, as the template begins it; None where none would.
    """

    follow_up: FollowUp
    facts: FollowUpFacts
    brief: Brief | None
    touches: tuple[Touch, ...]
    letter: LetterInMaking | None


def read_about(
    reader: JournalReader,
    follow_up: FollowUp,
    circumstances: Circumstances,
    letters: Path,
    options: LetterOptions,
) -> AboutFollowUp:
    """Read what there is to know about a follow-up.

    Args:
        reader: reads the journal.
        follow_up: what is owed, or was.
        circumstances: the present instant, and the figures of the rules.
        letters: the folder of the user's templates.
        options: what the user has set about letters.
    """
    now, contact_id, interview_id = circumstances.now, follow_up.contact_id, follow_up.interview_id
    touches = reader.touches.with_contact(contact_id, TOUCHES) if contact_id is not None else ()
    return AboutFollowUp(
        follow_up=follow_up,
        facts=reader.follow_up_facts.of(follow_up, now),
        brief=reader.briefs.get(interview_id, now, 0, with_results=True)
        if interview_id is not None
        else None,
        touches=tuple(touches),
        letter=_begin_letter(reader, follow_up, circumstances, letters, options),
    )


def _begin_letter(
    reader: JournalReader,
    follow_up: FollowUp,
    circumstances: Circumstances,
    letters: Path,
    options: LetterOptions,
) -> LetterInMaking | None:
    kind, contact_id, now = kind_for(follow_up.id.kind), follow_up.contact_id, circumstances.now
    if kind is None or contact_id is None:
        return None
    facts = reader.letters.facts(contact_id, now, LetterAbout(follow_up.id, follow_up.interview_id))
    if facts is None:
        return None
    known = set(values_of(facts, options.sender, now))
    templates = order_templates(load_templates(letters).templates, kind, known)
    return LetterInMaking.begin(templates[0], facts, options, now) if templates else None


def say_about(about: AboutFollowUp, circumstances: Circumstances, *, with_reasons: bool) -> list[Paragraph]:
    """Return what there is to know about a follow-up.

    Args:
        about: what was read.
        circumstances: the present instant, and the figures of the rules.
        with_reasons: whether to say why it is owed, and where to change that.
    """
    follow_up = about.follow_up
    head = [(follow_up.what, "bold"), ("\n", ""), *say_standing(follow_up, about.facts, circumstances)]
    return [
        Paragraph(Content.assemble(*((plain(text), style) for text, style in head))),
        *(_why(follow_up, circumstances) if with_reasons else ()),
        *_person(about.facts.contact),
        *_interview(about, circumstances),
        *_letter(about),
        *_results(about, circumstances),
        *_say_touches(about.touches, circumstances),
        *(_notes(about.facts.contact) if about.facts.contact and about.brief is None else ()),
        *(_reasons(about, circumstances) if with_reasons else ()),
    ]


def _heading(words: str) -> Iterator[Paragraph]:
    yield Paragraph(Content(""))
    yield Paragraph(Content.styled(plain(words), _HEADING))


def _fact(label: str, body: Content | str, most: int = _LINES) -> Paragraph:
    text = Content(plain(shorten(clean(body), _LONGEST))) if isinstance(body, str) else body
    return Paragraph(text, Content.styled(label, QUIET), _LABEL, most)


def _person(contact: Contact | None) -> Iterator[Paragraph]:
    if contact is None:
        return
    yield from _heading(contact.name)
    where = ", ".join(word for word in (contact.role, contact.organization) if word)
    if where:
        yield Paragraph(Content.styled(plain(where), QUIET), most=2)
    ways = [*contact.emails, *contact.phones] or list(contact.urls)
    if ways:
        yield Paragraph(Content("  ").join(Content(plain(way)) for way in ways[:3]), most=2)
    else:
        yield Paragraph(Content.styled("No email address or phone number on file.", QUIET))


def _interview(about: AboutFollowUp, circumstances: Circumstances) -> Iterator[Paragraph]:
    brief = about.brief
    if brief is None:
        return
    interview = brief.interview
    is_ahead = _is_ahead(interview, circumstances)
    yield from _heading("The interview" if is_ahead else "What happened")
    yield _fact("When", circumstances.when(interview.start))
    yield _fact("How", say_how(interview))
    if interview.occupation:
        yield _fact("About", interview.occupation)
    if is_ahead:
        yield from _preparation(brief)


def _is_ahead(interview: Interview, circumstances: Circumstances) -> bool:
    return interview.status is Status.PLANNED and circumstances.now < interview.end


def _preparation(brief: Brief) -> Iterator[Paragraph]:
    """The questions by their number, and the checklist."""
    if brief.plan:
        minutes = sum(item.question.minutes for item in brief.plan)
        yield _fact("Questions", f"{len(brief.plan)} picked, about {minutes} minutes")
    else:
        yield _fact("Questions", Content.styled("none picked yet", "$text-warning"))
    ticked = sum(item.ticked_at is not None for item in brief.checklist)
    if brief.checklist:
        yield _fact("Checklist", f"{ticked} of {len(brief.checklist)} done")
    for item in brief.checklist:
        sign, style = ("[✓]", QUIET) if item.ticked_at is not None else ("[ ]", "")
        yield Paragraph(Content.styled(plain(item.text), style), Content.styled(f"  {sign}", style), 6, 2)


def _results(about: AboutFollowUp, circumstances: Circumstances) -> Iterator[Paragraph]:
    """What was written down of an interview; where that is nothing, that it is nothing."""
    brief = about.brief
    if brief is None or _is_ahead(brief.interview, circumstances):
        return
    yield from _heading("What they said")
    if brief.interview.before:
        yield _fact("Before", brief.interview.before)
    if brief.interview.after:
        yield _fact("Since", brief.interview.after)
    result = brief.result_of(brief.interview.id)
    if result is None:
        yield Paragraph(Content.styled("Nothing is written down of it yet.", "$text-warning"))
        return
    for label, text in (*result.texts, *result.lines):
        yield Paragraph(_after(f"{label}: ", text), Content.styled("·", QUIET), 2, _LINES)
    for item in result.answers:
        words = f"{item.question.text} {'(off the record) ' if item.off_record else ''}"
        yield Paragraph(_after(words, item.answer), Content.styled("·", QUIET), 2, _LINES)


def _after(label: str, text: str) -> Content:
    return Content.assemble((plain(label), QUIET), plain(shorten(clean(text), _LONGEST)))


def _letter(about: AboutFollowUp) -> Iterator[Paragraph]:
    letter = about.letter
    if letter is None:
        return
    yield from _heading(f"{letter.title}, as it begins")
    yield _fact("Subject", letter.filled.subject)
    for line in shorten(clean(letter.filled.body), 2 * _LONGEST).split("\n"):
        yield Paragraph(Content(plain(line)))


def _say_touches(touches: Sequence[Touch], circumstances: Circumstances) -> Iterator[Paragraph]:
    if not touches:
        return
    yield from _heading("Last touches")
    for touch in touches:
        yield Paragraph(
            _say_touch(touch, circumstances),
            Content.styled("→" if touch.direction is Direction.OUT else "←", "$text-primary"),
            2,
            _LINES,
        )


def _say_touch(touch: Touch, circumstances: Circumstances) -> Content:
    outcome = f", {touch.outcome.value}" if touch.outcome else ""
    words = clean(touch.subject or touch.text)
    when = f"{circumstances.when(touch.at)}, {say_ago(touch.at, circumstances.now)}"
    return Content.assemble(
        f"{touch.kind.value}{' · request' if touch.is_request else ''}{outcome} ",
        (f"{when}", QUIET),
        f"  {plain(shorten(words, _LONGEST))}" if words else "",
    )


def _notes(contact: Contact) -> Iterator[Paragraph]:
    if contact.notes:
        yield from _heading("Notes")
        yield Paragraph(Content(plain(shorten(clean(contact.notes), _LONGEST))))


def _why(follow_up: FollowUp, circumstances: Circumstances) -> Iterator[Paragraph]:
    """The rule, in a sentence; the rest of the reasons stands at the end."""
    yield Paragraph(Content(""))
    yield Paragraph(Content.styled(why_of(follow_up.id.kind, circumstances.figures), QUIET))


def _reasons(about: AboutFollowUp, circumstances: Circumstances) -> Iterator[Paragraph]:
    yield from _heading("Why it's due")
    for pieces in say_reasons(about.follow_up, about.facts, circumstances)[1:]:
        if pieces:
            yield Paragraph(Content.assemble(*((plain(text), style) for text, style in pieces)))


def read_waiting(reader: JournalReader, contact_id: int, circumstances: Circumstances) -> list[Paragraph]:
    """Return what there is to know about somebody who has not answered."""
    contact = reader.contacts.get(contact_id, circumstances.now)
    touches = reader.touches.with_contact(contact_id, TOUCHES)
    if contact is None:
        return []
    return [*list(_person(contact))[1:], *_say_touches(touches, circumstances), *_notes(contact)]
