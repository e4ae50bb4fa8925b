"""The brief, everything needed for one interview, as text, Markdown or HTML; for JSON see `brief_record`."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from iitui.domain.briefs import Brief
from iitui.domain.contacts import Channel, Contact
from iitui.domain.dates.calendar import say_ago, say_both, say_countdown, say_due, say_when
from iitui.domain.interview_results import InterviewResult
from iitui.domain.interviews import (
    Interview,
    Medium,
    Rating,
    Status,
    say_clock,
    say_impressions,
    say_start,
    zone_of,
)
from iitui.domain.questions import Asked, PlanItem
from iitui.domain.takeaways import Takeaway, TakeawayKind
from iitui.domain.text import comma_join, fold
from iitui.domain.touches import Touch
from iitui.reports.html import page_html
from iitui.reports.pages import Entry, Fact, Item, Mark, Page, Section, TextBlock, page_markdown, page_text
from iitui.reports.records import brief_record
from iitui.reports.tables import Table

__all__ = ["brief_html", "brief_markdown", "brief_page", "brief_record", "brief_text"]

_PROMISES = {TakeawayKind.PROMISE_MINE: "I promised", TakeawayKind.PROMISE_THEIRS: "They promised"}
_STATES = {Asked.TO_ASK: "", Asked.ASKED: ", asked", Asked.SKIPPED: ", skipped"}


def brief_text(brief: Brief, now: datetime, zone: ZoneInfo, width: int = 80) -> str:
    """Return a brief as plain text, wrapped to a width in characters; `zone` is the user's."""
    return page_text(brief_page(brief, now, zone), width)


def brief_markdown(brief: Brief, now: datetime, zone: ZoneInfo) -> str:
    """Return a brief as Markdown; `zone` is the user's."""
    return page_markdown(brief_page(brief, now, zone))


def brief_html(brief: Brief, now: datetime, zone: ZoneInfo) -> str:
    """Return a brief as one HTML file, to read in a browser or print; `zone` is the user's."""
    return page_html(brief_page(brief, now, zone))


def brief_page(brief: Brief, now: datetime, zone: ZoneInfo) -> Page:
    """Return the page of a brief: who, when and where first, then what to know, ask and prepare."""
    interview, contact, occupation = brief.interview, brief.contact, brief.occupation
    return Page(
        f"The interview with {contact.name}",
        [
            Section("", [*_who(contact), *_when(brief, now, zone), *_through(contact), *_reach(contact)]),
            Section("Notes", _text_block(contact.notes)),
            Section(f"Research: {contact.organization}", _text_block(contact.organization_notes)),
            Section(
                f"Research: {interview.occupation}", _text_block(occupation.research if occupation else "")
            ),
            _impression("What I thought before", interview.before_rating, interview.before),
            _impression("What I think now", interview.after_rating, interview.after),
            Section("Debrief", _result(brief.result_of(interview.id))),
            Section("Last touches", [_touch(touch, now, zone) for touch in brief.touches]),
            Section("Promises", [_promise(promise, now, zone) for promise in brief.promises]),
            Section("Earlier interviews", [_earlier(earlier, now, zone) for earlier in brief.earlier]),
            *(_earlier_result(earlier, brief.result_of(earlier.id), now, zone) for earlier in brief.earlier),
            *(_earlier_answers(earlier, brief.result_of(earlier.id), now, zone) for earlier in brief.earlier),
            Section(_questions_title(brief), [_question(item) for item in brief.plan]),
            Section(
                "Checklist",
                [Item(item.text, Mark.TICKED if item.ticked_at else Mark.OPEN) for item in brief.checklist],
            ),
        ],
    )


def _facts(*pairs: tuple[str, str]) -> Iterable[Fact]:
    return (Fact(label, text) for label, text in pairs if text)


def _text_block(text: str) -> list[Entry]:
    return [TextBlock(text)] if text else []


def _who(contact: Contact) -> Iterable[Fact]:
    return _facts(
        ("Who", contact.name),
        ("Role", contact.role),
        ("Works at", contact.organization),
        ("Level", contact.level.value if contact.level else ""),
    )


def _reach(contact: Contact) -> Iterable[Fact]:
    return _facts(
        ("Reach", "; ".join(map(_channel, contact.channels))),
        ("Tags", comma_join(*contact.tags)),
    )


def _channel(channel: Channel) -> str:
    return f"{channel.value} ({channel.label})" if channel.label else channel.value


def _when(brief: Brief, now: datetime, zone: ZoneInfo) -> Iterable[Fact]:
    interview = brief.interview
    counted = interview.status.value
    if interview.status is Status.PLANNED:
        counted = say_countdown(interview.start, interview.end, now, zone)
    own = zone_of(interview)
    end = say_clock(interview.end, interview.start, own, now)
    return _facts(
        ("When", f"{say_start(interview, zone, now)}; {counted}"),
        ("How long", f"{interview.minutes} minutes, until {end}"),
        ("Be online" if interview.medium is Medium.VIDEO else "Be there", _be_there(brief, now, zone)),
        ("Leave by", _time(brief.leave_by, brief, now, zone) if brief.leave_by else ""),
        ("Where", comma_join(interview.medium.value, interview.place)),
        ("Occupation", interview.occupation),
    )


def _be_there(brief: Brief, now: datetime, zone: ZoneInfo) -> str:
    if not brief.arrive_minutes:
        return ""
    return f"{_time(brief.be_there, brief, now, zone)}, {brief.arrive_minutes} minutes early"


def _time(instant: datetime, brief: Brief, now: datetime, zone: ZoneInfo) -> str:
    """Return the time of day if both zones have the same time; else both times, with the day."""
    own = zone_of(brief.interview)
    if instant.astimezone(own).utcoffset() == instant.astimezone(zone).utcoffset():
        return say_clock(instant, brief.interview.start, own, now)
    return say_both(instant, own, zone, now)


def _through(contact: Contact) -> Iterable[Fact]:
    through = f"{contact.referred_by}; {contact.name_permission.in_words}" if contact.referred_by else ""
    return _facts(
        ("Through", through),
        ("Known from", "" if fold(contact.source) == fold(contact.referred_by) else contact.source),
    )


def _touch(touch: Touch, now: datetime, zone: ZoneInfo) -> Item:
    what = f"{touch.kind.value} {touch.direction.in_words}{', a request' if touch.is_request else ''}"
    outcome = f" [{touch.outcome.value}]" if touch.outcome else ""
    words = f": {touch.text}" if touch.text else ""
    return Item(f"{say_when(touch.at, zone, now)}, {what}{words}{outcome}")


def _promise(promise: Takeaway, now: datetime, zone: ZoneInfo) -> Item:
    due = f" ({say_due(promise.due_at, now, zone)})" if promise.due_at else ""
    return Item(f"{_PROMISES.get(promise.kind, promise.kind.value)}: {promise.text}{due}")


def _earlier(earlier: Interview, now: datetime, zone: ZoneInfo) -> Item:
    is_past = earlier.start <= now - timedelta(hours=1)
    ago = f", {say_ago(earlier.start, now)}" if is_past else ""
    status = "" if earlier.status is Status.PLANNED else f", {earlier.status.value}"
    about = f": {earlier.occupation}" if earlier.occupation else ""
    return Item(f"{say_start(earlier, zone, now)}{ago}{status}{about}")


def _impression(title: str, rating: Rating | None, text: str) -> Section:
    if rating is None:
        return Section(title, _text_block(text))
    return Section(f"{title}: {rating.words}", _text_block(text or "Nothing else."))


def _result(result: InterviewResult | None) -> list[Entry]:
    if result is None:
        return []
    return [Fact(label, text) for label, text in (*result.texts, *result.lines)]


def _earlier_result(
    earlier: Interview, result: InterviewResult | None, now: datetime, zone: ZoneInfo
) -> Section:
    impressions = _facts(
        ("Impression", say_impressions(earlier)),
        ("What I thought after", earlier.after),
    )
    return Section(f"After {say_start(earlier, zone, now)}", [*impressions, *_result(result)])


def _earlier_answers(
    earlier: Interview, result: InterviewResult | None, now: datetime, zone: ZoneInfo
) -> Section:
    answers = result.public_answers if result else []
    table = [Table(("Question", "Answer"), answers)] if answers else []
    return Section(f"What they said on {say_start(earlier, zone, now)}", table)


def _questions_title(brief: Brief) -> str:
    minutes = sum(item.question.minutes for item in brief.plan)
    return f"Questions: {len(brief.plan)}, {minutes} of {brief.interview.minutes} minutes"


def _question(item: PlanItem) -> Item:
    question = item.question
    sensitive = ", sensitive" if question.sensitive else ""
    return Item(
        f"{question.text} ({question.minutes} min{sensitive}{_STATES[item.state]})",
        Mark.NUMBER,
    )
