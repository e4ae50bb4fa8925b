"""What Today says: the next talk and how far its preparation is, who has not answered, the first steps."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.enums import Medium
from iitui.domain.stages import NO_REPLY_AFTER
from iitui.domain.values.briefs import Brief
from iitui.domain.values.contacts import Unanswered
from iitui.domain.values.interviews import Interview
from iitui.settings import Settings
from iitui.ui.screens.follow_up_words import say_medium
from iitui.ui.theme import QUIET
from iitui.ui.widgets.fact_list import Fact
from iitui.ui.widgets.row_list import Column, Row
from iitui.ui.wording import countdown, say_both, say_span, say_when

WAITING_COLUMNS = (Column("Who", share=2), Column("Where", share=2, least=40), Column("Waiting", 17))
"""The columns of the list of those who have not answered."""

BAR_CELLS = 14

THEN = "After that"
"""The label of what can be left out where there is little room."""

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
    brief: Brief, then: Sequence[Interview], now: datetime, zone: ZoneInfo, settings: Settings
) -> list[Fact]:
    """Return the next talk: who, when, where, and the state of its preparation.

    Args:
        brief: of the next talk.
        then: the talks planned after it.
        now: the present instant.
        zone: the user's zone.
        settings: how many minutes to ask for and how many questions to pick.
    """
    talk = brief.interview
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
        ("Be there", _be_there(brief, now, zone)),
        ("Questions", _questions(brief, settings)),
        ("Checklist", _checklist(brief)),
    ]
    if not where:
        del facts[1]
    if then:
        following = f"{then[0].who}, {say_when(then[0].start, zone, now)}"
        more = f" and {len(then) - 1} more" if len(then) > 1 else ""
        facts.append((THEN, Content.styled(following + more, QUIET)))
    return facts


def _is_near(talk: Interview, now: datetime) -> bool:
    return (talk.start - now).total_seconds() < 3 * 3600


def _how(talk: Interview) -> str:
    words = f"{talk.minutes} minutes {say_medium(talk.medium)}"
    return f"{words}, {talk.place}" if talk.place else words


def _be_there(brief: Brief, now: datetime, zone: ZoneInfo) -> Content:
    talk, leave = brief.interview, brief.leave_by
    there = f"{brief.be_there.astimezone(zone):%H:%M}"
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


def _questions(brief: Brief, settings: Settings) -> Content:
    picked = len(brief.plan)
    if not picked:
        return Content.styled("none picked yet: press 4", "$text-warning")
    minutes = sum(item.question.minutes for item in brief.plan)
    too_long = minutes > brief.interview.minutes or picked > settings.most_questions
    return Content.assemble(
        (f"{picked} picked", ""),
        (f", about {minutes} minutes", "$text-warning" if too_long else ""),
        (f" ({settings.ask_minutes} asked for, {brief.interview.minutes} blocked)", QUIET),
    )


def _checklist(brief: Brief) -> Content:
    total = len(brief.checklist)
    if not total:
        return Content.styled("nothing on it", QUIET)
    ticked = sum(item.ticked_at is not None for item in brief.checklist)
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
