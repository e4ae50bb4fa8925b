"""What Today says: the next talk and how far its preparation is, who has not answered, the first steps."""

from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.enums.interviews import Medium
from iitui.domain.rules import NO_REPLY_AFTER
from iitui.domain.values.interviews import Interview
from iitui.domain.values.today import NextTalk, Unanswered
from iitui.settings import Settings
from iitui.ui.follow_ups.wording import say_medium
from iitui.ui.kit.lists.row_list import Column, Row
from iitui.ui.kit.text.paragraphs import Paragraph
from iitui.ui.kit.theme import QUIET
from iitui.ui.kit.wording import countdown, say_both, say_span, say_when

WAITING_COLUMNS = (Column("Who", share=2), Column("Where", share=2, least=40), Column("Waiting", 17))
"""The columns of the list of those who have not answered."""

BAR_CELLS = 14

LABEL_CELLS = 12
"""How wide the labels of the facts about a talk are."""

_KEY = "bold $text-accent"
_STEP = "bold $text-primary"

WELCOME = (
    ("Learn what work is really like, from the people who do it.\n", "bold"),
    ("Twenty minutes each: for information, never for a job.\n", QUIET),
    ("\n1  Bring people in\n", _STEP),
    ("   ", ""),
    ("2", _KEY),
    (" and then ", QUIET),
    ("a", _KEY),
    (" adds somebody. Those you know already can be read in:\n   ", QUIET),
    ("ctrl+p", _KEY),
    (" and “import”, or ", QUIET),
    ("iitui import FILE", "bold"),
    (" in a shell.\n", QUIET),
    ("\n2  Plan a talk\n", _STEP),
    ("   ", ""),
    ("3", _KEY),
    (" and then ", QUIET),
    ("n", _KEY),
    (": with whom, and when, as in “next tue 2pm”.\n", QUIET),
    ("\n3  Pick your questions\n", _STEP),
    ("   ", ""),
    ("4", _KEY),
    (" shows the bank. After the talk, iitui remembers the thank-you.\n", QUIET),
    ("\nTo see a full journal first: ", QUIET),
    ("q", _KEY),
    (", then ", QUIET),
    ("iitui demo", "bold"),
    (". Keys: ", QUIET),
    ("?", _KEY),
)
"""The first words to somebody whose journal is empty, with their styles."""

NO_TALK = Content.assemble(
    ("No talk is planned.\n", "bold"),
    ("Press ", QUIET),
    ("3", _KEY),
    (" and then ", QUIET),
    ("n", _KEY),
    (" to plan one.", QUIET),
)


def say_next_talk(
    coming: NextTalk, now: datetime, zone: ZoneInfo, settings: Settings, *, in_short: bool
) -> list[Paragraph]:
    """Return the next talk: who, when, where, and the state of its preparation.

    Args:
        coming: the next talk.
        now: the present instant.
        zone: the user's zone.
        settings: how early to be there, how many minutes to ask for and how many questions to pick.
        in_short: leave out what comes after it, and all but two lines of what is long.
    """
    talk = coming.interview
    where = " · ".join(word for word in (talk.role, talk.organization) if word)
    far = countdown(talk.start, talk.end, now, zone)
    facts = [
        ("", Content.styled(talk.who, "bold")),
        ("", Content.styled(where, QUIET)),
        (
            "",
            Content.assemble(
                (
                    f"{far[0].upper()}{far[1:]}",
                    "bold $text-warning" if _is_near(talk, now) else "bold $text-primary",
                ),
                (", ", QUIET),
                (say_both(talk.start, ZoneInfo(talk.zone), zone, now), ""),
            ),
        ),
        ("How", Content(_how(talk))),
        ("Be there", _be_there(talk, settings.arrive_by(talk.medium), now, zone)),
        ("Questions", _questions(coming, settings)),
        ("Checklist", _checklist(coming)),
    ]
    if not where:
        del facts[1]
    if coming.then and not in_short:
        following = f"{coming.then.who}, {say_when(coming.then.start, zone, now)}"
        more = f" and {coming.more} more" if coming.more else ""
        facts.append(("After that", Content.styled(following + more, QUIET)))
    most = 2 if in_short else 3
    return [
        Paragraph(said, Content.styled(label, QUIET), LABEL_CELLS if label else 0, most)
        for label, said in facts
    ]


def _is_near(talk: Interview, now: datetime) -> bool:
    return (talk.start - now).total_seconds() < 3 * 3600


def _how(talk: Interview) -> str:
    words = f"{talk.minutes} minutes {say_medium(talk.medium)}"
    return f"{words}, {talk.place}" if talk.place else words


def _be_there(talk: Interview, early: int, now: datetime, zone: ZoneInfo) -> Content:
    leave = talk.leave_by(early)
    there = f"{talk.be_there(early).astimezone(zone):%H:%M}"
    if leave is not None and talk.travel_minutes:
        late = "bold $text-error" if leave <= now < talk.start else "bold"
        words = Content.assemble(
            ("leave by ", ""),
            (f"{leave.astimezone(zone):%H:%M}", late),
            (f" to be there {there}", QUIET),
        )
    elif talk.medium is Medium.PHONE:
        words = Content(f"at the telephone {there}")
    else:
        words = Content(f"{'online' if talk.medium is Medium.VIDEO else 'at'} {there}")
    if talk.occupation:
        words = Content.assemble(words, (f", about {talk.occupation}", QUIET))
    return words


def _questions(coming: NextTalk, settings: Settings) -> Content:
    if not coming.picked:
        return Content.styled("none picked yet: press 4", "$text-warning")
    blocked = coming.interview.minutes
    too_long = coming.minutes > blocked or coming.picked > settings.most_questions
    return Content.assemble(
        (f"{coming.picked} picked", ""),
        (f", about {coming.minutes} minutes", "$text-warning" if too_long else ""),
        (f" ({settings.ask_minutes} asked for, {blocked} blocked)", QUIET),
    )


def _checklist(coming: NextTalk) -> Content:
    total, ticked = coming.items, coming.ticked
    if not total:
        return Content.styled("nothing on it", QUIET)
    full = BAR_CELLS * ticked // total
    return Content.assemble(
        ("━" * full, "$text-success"),
        ("━" * (BAR_CELLS - full), "$foreground 20%"),
        (f" {ticked} of {total} ticked", "$text-success" if ticked == total else ""),
    )


def waiting_row(one: Unanswered, now: datetime) -> Row:
    """Return the row of somebody who has not answered."""
    waited = now - one.asked_at
    span = say_span(waited)
    words = f"{span}, {one.requests} times" if one.requests > 1 and len(span) < 8 else span
    long = Content.styled(words, "$text-warning" if waited > NO_REPLY_AFTER else QUIET)
    where = one.organization or one.role
    return Row(one.contact_id, (one.name, Content.styled(where, QUIET), long))
