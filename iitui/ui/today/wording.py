"""What Today says: the next interview and its preparation, who has not answered."""

from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.dates.calendar import say_ago, say_countdown, say_span, say_when
from iitui.domain.interviews import Interview, Medium, say_start
from iitui.domain.questions import Fit
from iitui.domain.today import NextInterview, Unanswered
from iitui.settings import Settings
from iitui.ui.interviews.wording import say_how
from iitui.ui.kit.lists.row_list import ListColumn, ListRow
from iitui.ui.kit.text.paragraphs import Paragraph
from iitui.ui.kit.theme import QUIET
from iitui.ui.session.plan_length import length_of_sum

WAITING_COLUMNS = (
    ListColumn("Who", share=2),
    ListColumn("Where", share=2, least=54),
    ListColumn("Waiting", 17, justify="right"),
)
"""The columns of the list of those who have not answered."""

BAR_CELLS = 14

LABEL_CELLS = 12
"""The width of the labels of the facts about an interview, in cells."""

_KEY = "bold $text-accent"

NO_INTERVIEW = Content.assemble(
    ("No interview planned.\n", "bold"),
    ("Press ", QUIET),
    ("i", _KEY),
    (" to plan one.", QUIET),
)


def say_next_interview(
    coming: NextInterview, now: datetime, zone: ZoneInfo, settings: Settings, *, in_short: bool
) -> list[Paragraph]:
    """Return the next interview: who, when, where, and the state of its preparation.

    Args:
        coming: the next interview.
        now: the present instant.
        zone: the user's zone.
        settings: how early to be there, how many minutes to ask for and how many questions to pick.
        in_short: leave out the interview after it, and all but two lines of each long fact.
    """
    interview = coming.interview
    where = " · ".join(word for word in (interview.role, interview.organization) if word)
    far = say_countdown(interview.start, interview.end, now, zone)
    facts = [
        ("", Content.styled(interview.who, "bold")),
        ("", Content.styled(where, QUIET)),
        (
            "",
            Content.assemble(
                (
                    f"{far[0].upper()}{far[1:]}",
                    "bold $text-warning" if _is_near(interview, now) else "bold $text-primary",
                ),
                (", ", QUIET),
                (say_start(interview, zone, now), ""),
            ),
        ),
        ("How", Content(say_how(interview))),
        ("Be there", _be_there(interview, settings.arrive_by(interview.medium), now, zone)),
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
        Paragraph(body, Content.styled(label, QUIET), LABEL_CELLS if label else 0, most)
        for label, body in facts
    ]


def _is_near(interview: Interview, now: datetime) -> bool:
    return (interview.start - now).total_seconds() < 3 * 3600


def _be_there(interview: Interview, early: int, now: datetime, zone: ZoneInfo) -> Content:
    leave = interview.leave_by(early)
    there = f"{interview.be_there(early).astimezone(zone):%H:%M}"
    if leave is not None and interview.travel_minutes:
        late = "bold $text-error" if leave <= now < interview.start else "bold"
        words = Content.assemble(
            ("leave by ", ""),
            (f"{leave.astimezone(zone):%H:%M}", late),
            (f" to be there {there}", QUIET),
        )
    elif interview.medium is Medium.PHONE:
        words = Content(f"by the phone {there}")
    else:
        words = Content(f"{'online' if interview.medium is Medium.VIDEO else 'at'} {there}")
    if interview.occupation:
        words = Content.assemble(words, (f", about {interview.occupation}", QUIET))
    return words


def _questions(coming: NextInterview, settings: Settings) -> Content:
    if not coming.picked:
        return Content.styled("none picked yet; press p, then r for a ready-made plan", "$text-warning")
    length = length_of_sum(coming.picked, coming.minutes, coming.interview, settings)
    too_long = length.fit is Fit.LONG
    return Content.assemble(
        (f"{coming.picked} picked", ""),
        (f", about {coming.minutes} minutes", "$text-warning" if too_long else ""),
        (f": {length.verdict}" if too_long else "", "$text-warning"),
        (f" ({length.asked_for} asked for, {length.interview_minutes} blocked)", QUIET),
    )


def _checklist(coming: NextInterview) -> Content:
    total, ticked = coming.items, coming.ticked
    if not total:
        return Content.styled("empty", QUIET)
    full = BAR_CELLS * ticked // total
    return Content.assemble(
        ("━" * full, "$text-success"),
        ("─" * (BAR_CELLS - full), "$scrollbar"),
        (f" {ticked} of {total} done", "$text-success" if ticked == total else ""),
    )


def waiting_row(unanswered: Unanswered, now: datetime) -> ListRow:
    """Return the row of somebody who has not answered."""
    waited = now - unanswered.asked_at
    span = say_span(waited)
    if say_ago(unanswered.asked_at, now) == "just now":
        span = "just now"
    words = f"{span}, {unanswered.requests} times" if unanswered.requests > 1 and len(span) < 8 else span
    long = Content.styled(words, "$text-warning" if unanswered.reply_due < now else QUIET)
    where = unanswered.organization or unanswered.role
    return ListRow(unanswered.contact_id, (unanswered.name, Content.styled(where, QUIET), long))
