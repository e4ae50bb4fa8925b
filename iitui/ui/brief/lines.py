"""The lines of a brief: what is on the page, in which order and in which colors."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.briefs import Brief
from iitui.domain.dates.calendar import say_ago, say_due, say_when
from iitui.domain.interview_results import InterviewResult
from iitui.domain.interviews import Interview, Rating, Status, say_impressions, say_there
from iitui.domain.takeaways import Takeaway, TakeawayKind
from iitui.domain.touches import Touch
from iitui.ui.brief.work_lines import BriefContext, blank, page_heading, work_lines
from iitui.ui.interviews.wording import (
    say_arrival,
    say_permission,
    say_times,
    say_where,
    standing_of,
)
from iitui.ui.kit.text.page import PageLine, StyledText
from iitui.ui.kit.theme import QUIET

_LABEL = 9
_SHORT = 400
"""Texts below this many characters are passed by the cursor as a whole."""
_PROMISES = {TakeawayKind.PROMISE_MINE: "I promised: ", TakeawayKind.PROMISE_THEIRS: "They promised: "}


def fact_lines(brief: Brief, context: BriefContext) -> list[PageLine]:
    """Who, when, where, through whom: what must be visible at once."""
    interview, contact = brief.interview, brief.contact
    now, zone = context.now, context.zone
    standing = standing_of(interview, now, zone)
    job = ", ".join(word for word in (contact.role, contact.organization) if word)
    there = say_there(interview, zone, now)
    lines = [
        _fact(
            "who",
            "",
            StyledText(contact.name, style="bold"),
            StyledText(f"  {job}" if job else ""),
            StyledText(f" ({contact.level.value})" if contact.level else "", style=QUIET),
        ),
        _fact(
            "when",
            "When",
            StyledText(say_times(interview, zone, now), style="bold"),
            StyledText("  "),
            standing,
            StyledText(f"  {there}" if there else "", style="$text-primary"),
        ),
    ]
    arrival = (
        say_arrival(interview, brief.arrive_minutes, zone, now) if interview.status is Status.PLANNED else []
    )
    if arrival and now < interview.end:
        first = StyledText(arrival[0].text[:1].upper() + arrival[0].text[1:], arrival[0].style)
        lines.append(_fact("leave", "", first, *arrival[1:]))
    if interview.status is Status.PLANNED and now >= interview.end:
        lines.append(
            _fact(
                "over",
                "",
                StyledText("Was it held (h) or missed (m)? w starts the debrief.", style="$text-warning"),
            )
        )
    lines.append(_fact("where", "Where", StyledText(say_where(interview))))
    lines += _through(brief)
    if contact.channels:
        lines.append(_fact("reach", "Reach", StyledText("  ".join(c.value for c in contact.channels))))
    if interview.occupation:
        lines.append(_fact("about", "About", StyledText(interview.occupation)))
    return lines


def _through(brief: Brief) -> list[PageLine]:
    contact = brief.contact
    if contact.referred_by:
        permission = say_permission(contact.name_permission)
        return [
            _fact("through", "Through", StyledText(f"{contact.referred_by}, "), permission),
        ]
    return [_fact("through", "Through", StyledText(contact.source))] if contact.source else []


def background_lines(brief: Brief, context: BriefContext, *, without_earlier: bool = False) -> list[PageLine]:
    """What is known: promises, touches, earlier interviews, notes and research."""
    interview, contact, now, zone = brief.interview, brief.contact, context.now, context.zone
    lines: list[PageLine] = []
    if brief.promises:
        lines += [
            page_heading("Open promises"),
            *(_promise(one, now, zone) for one in brief.promises),
            blank(),
        ]
    lines += _impression("before", "What I thought before", interview.before_rating, interview.before)
    lines += _impression("after", "What I think now", interview.after_rating, interview.after)
    if (result := brief.result_of(interview.id)) is not None:
        lines += [page_heading("Debrief"), *_result("debrief", result), blank()]
    lines += _passage("notes", f"About {contact.name}", contact.notes)
    if brief.touches:
        lines += [
            page_heading("Last touches"),
            *(_touch(touch, now, zone) for touch in brief.touches),
            blank(),
        ]
    if not without_earlier:
        lines += _earlier_lines(brief, context)
    lines += _passage("organization", contact.organization, contact.organization_notes)
    research = brief.occupation.research if brief.occupation else ""
    lines += _passage(
        "research",
        interview.occupation,
        research or ("Nothing yet. Press o to add research." if interview.occupation else ""),
    )
    return lines[:-1] if lines and not lines[-1].key else lines


def _earlier_lines(brief: Brief, context: BriefContext) -> list[PageLine]:
    """The earlier interviews with what they gave, and a blank line."""
    if not brief.earlier:
        return []
    results = ((one, brief.result_of(one.id)) for one in brief.earlier)
    lines = (line for each in results for line in _earlier(*each, context.now, context.zone))
    return [page_heading("Earlier interviews"), *lines, blank()]


def _passage(key: str, title: str, text: str) -> list[PageLine]:
    if not text:
        return []
    return [page_heading(title), PageLine(key=key, parts=(StyledText(text),), whole=False), blank()]


def _promise(promise: Takeaway, now: datetime, zone: ZoneInfo) -> PageLine:
    due = say_due(promise.due_at, now, zone) if promise.due_at else ""
    late = promise.due_at is not None and promise.due_at <= now
    return PageLine(
        key=f"promise:{promise.id}",
        parts=(StyledText(_PROMISES.get(promise.kind, ""), style=QUIET), StyledText(promise.text)),
        note=StyledText(due, style="$text-error" if late else QUIET),
    )


def _touch(touch: Touch, now: datetime, zone: ZoneInfo) -> PageLine:
    outcome = f" [{touch.outcome.value}]" if touch.outcome else ""
    words = f": {touch.text}" if touch.text else ""
    return PageLine(
        key=f"touch:{touch.id}",
        parts=(
            StyledText(f"{say_when(touch.at, zone, now)}  ", style=QUIET),
            StyledText(f"{touch.kind.value} {touch.direction.in_words}{words}{outcome}"),
        ),
        note=StyledText(say_ago(touch.at, now), style=QUIET),
    )


def _earlier(
    interview: Interview, result: InterviewResult | None, now: datetime, zone: ZoneInfo
) -> list[PageLine]:
    about = f"  {interview.occupation}" if interview.occupation else ""
    impressions = say_impressions(interview)
    line = PageLine(
        key=f"interview:{interview.id}",
        parts=(
            StyledText(f"{say_when(interview.start, zone, now)}", style=QUIET),
            StyledText(about),
            StyledText(f"  {interview.status.value}", style=QUIET),
            StyledText(f"  {impressions}" if impressions else "", style="$text-primary"),
        ),
        note=StyledText(say_ago(interview.start, now), style=QUIET),
        answer=interview.after,
    )
    if result is None:
        return [line]
    key = f"interview:{interview.id}"
    return [line, *_answers(f"{key}:answer", result), *_result(f"{key}:result", result)]


def _answers(key: str, result: InterviewResult) -> list[PageLine]:
    """What they said in an interview before, each answer after its question."""
    return [
        PageLine(
            key=f"{key}:{place}",
            parts=(
                StyledText(f"{item.question.text} ", style=QUIET),
                StyledText("(off the record) " if item.off_record else "", style="$text-warning"),
                StyledText(item.answer),
            ),
            sign=StyledText("·", style=QUIET),
            indent=2,
            whole=len(item.answer) < _SHORT,
        )
        for place, item in enumerate(result.answers)
    ]


def _impression(key: str, title: str, rating: Rating | None, text: str) -> list[PageLine]:
    if rating is None:
        return _passage(key, title, text)
    return _passage(key, f"{title}: {rating.words}", text or "Nothing else.")


def _result(key: str, result: InterviewResult) -> list[PageLine]:
    """What an interview gave, each text and takeaway after its label."""
    lines = [*result.texts, *result.lines]
    if result.transcripts:
        lines.append(("Attached", result.transcript_words))
    return [
        PageLine(
            key=f"{key}:{place}",
            parts=(StyledText(f"{label}: ", style=QUIET), StyledText(text)),
            sign=StyledText("·", style=QUIET),
            indent=2,
            whole=len(text) < _SHORT,
        )
        for place, (label, text) in enumerate(lines)
    ]


def _fact(key: str, label: str, *parts: StyledText) -> PageLine:
    shown = tuple(part for part in parts if part.text)
    if key == "who":
        return PageLine(key=key, parts=shown)
    return PageLine(key=key, sign=StyledText(label, style=QUIET), indent=_LABEL, parts=shown)


def in_order(brief: Brief, context: BriefContext) -> Sequence[PageLine]:
    """Everything on one page."""
    work = work_lines(brief, context)
    return [*fact_lines(brief, context), *work, blank(), *background_lines(brief, context)]


def reading_lines(brief: Brief, context: BriefContext) -> list[PageLine]:
    """What to read beforehand, for the left of two pages."""
    return [*fact_lines(brief, context), blank(), *background_lines(brief, context, without_earlier=True)]


def doing_lines(brief: Brief, context: BriefContext) -> list[PageLine]:
    """What to do, and below it what they said before, for the right of two pages."""
    lines = [*work_lines(brief, context, spaced=True), blank(), *_earlier_lines(brief, context)]
    return lines if lines[-1].key else lines[:-1]
