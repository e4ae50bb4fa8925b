"""The timeline of a contact, newest first: touches, interviews, and what came out of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.dates.calendar import say_ago, say_countdown, say_end_of_day, say_when
from iitui.domain.interview_results import InterviewResult, NamedResult
from iitui.domain.interviews import Interview, Status
from iitui.domain.news import FormerPosition
from iitui.domain.takeaways import Takeaway, TakeawayKind
from iitui.domain.touches import Direction, Outcome, Touch, TouchKind
from iitui.ui.kit.text.paragraphs import Paragraph, plain, shortened
from iitui.ui.kit.theme import QUIET

_OUTCOMES = {
    Outcome.AGREED: "$text-success",
    Outcome.NO_REPLY: "$text-warning",
    Outcome.TOO_BUSY: "$text-warning",
    Outcome.DECLINED: QUIET,
    Outcome.SENT_ON: "$text-success",
}
_STATUSES = {
    Status.PLANNED: "$text-warning",
    Status.HELD: "$text-success",
    Status.CANCELLED: QUIET,
    Status.MISSED: QUIET,
}


@dataclass(frozen=True, slots=True)
class _TimelineContext:
    now: datetime
    zone: ZoneInfo
    longest: int | None

    def text(self, text: str) -> Content:
        return shortened(text, self.longest)

    def deadline(self, due: datetime) -> str:
        return say_end_of_day(due, self.zone, self.now) or say_when(due, self.zone, self.now)

    def when(self, instant: datetime, far: str = "") -> tuple[str, str]:
        return f"{say_when(instant, self.zone, self.now)}, {far or say_ago(instant, self.now)}", QUIET


def paragraph_heading(words: str) -> Iterator[Paragraph]:
    """A blank line and the words above a section of the pane."""
    yield Paragraph(Content(""))
    yield Paragraph(Content.styled(words, "bold $text-primary"))


def timeline(
    touches: Sequence[Touch],
    interviews: Sequence[Interview],
    takeaways: Sequence[Takeaway],
    results: Sequence[InterviewResult],
    former: Sequence[FormerPosition] = (),
    *,
    now: datetime,
    zone: ZoneInfo,
    longest: int | None,
) -> Iterator[Paragraph]:
    """Say what passed between us, newest first; takeaways stand with the interview that they came from."""
    yield from paragraph_heading("Timeline")
    context = _TimelineContext(now, zone, longest)
    shown = {interview.id for interview in interviews}
    entries = [(touch.at, 0, touch.id, _touch(touch, context)) for touch in touches]
    results_by_interview = {result.interview_id: result for result in results}
    for interview in interviews:
        mine = [one for one in takeaways if one.interview_id == interview.id]
        paragraphs = _interview(interview, mine, results_by_interview.get(interview.id), context)
        entries.append((interview.start, 1, interview.id, paragraphs))
    entries += [
        (position.until, 2, place, _former(position, context)) for place, position in enumerate(former)
    ]
    for _, _, _, paragraphs in sorted(entries, key=lambda one: one[:3], reverse=True):
        yield from paragraphs
    for takeaway in takeaways:
        if takeaway.interview_id not in shown:
            yield _takeaway(takeaway, context)
    if not entries and not takeaways:
        yield Paragraph(
            Content.styled("Nothing yet. Press l to log a touch or i to plan an interview.", QUIET)
        )


def say_touch(touch: Touch) -> Content:
    """Return what a touch was: "→ mail from me · request: agreed"."""
    arrow = "→" if touch.direction is Direction.OUT else "←"
    parts: list[tuple[str, str] | str] = [(f"{arrow} ", "$text-primary"), _say_kind(touch)]
    return Content.assemble(*parts, *_say_request(touch))


def touch_paragraphs(touch: Touch, *, now: datetime, zone: ZoneInfo) -> list[Paragraph]:
    """Return everything about a touch."""
    return _touch(touch, _TimelineContext(now, zone, None))


def _say_kind(touch: Touch) -> str:
    if touch.kind is TouchKind.MEETING:
        return touch.kind.value
    return f"{touch.kind.value} {touch.direction.in_words}"


def _say_request(touch: Touch) -> list[tuple[str, str] | str]:
    if not touch.is_request:
        return []
    outcome = touch.outcome or Outcome.NO_REPLY
    return [" · request: ", (outcome.value, _OUTCOMES[outcome])]


def _touch(touch: Touch, context: _TimelineContext) -> list[Paragraph]:
    arrow = "→" if touch.direction is Direction.OUT else "←"
    parts: list[tuple[str, str] | str] = [_say_kind(touch), *_say_request(touch)]
    if touch.answered_at is not None:
        parts.append((f" {say_when(touch.answered_at, context.zone, context.now)}", QUIET))
    if touch.ask_again_at is not None:
        parts.append(f", ask again {say_when(touch.ask_again_at, context.zone, context.now)}")
    head = Content.assemble(*parts, " · ", context.when(touch.at))
    paragraphs = [Paragraph(head, Content.styled(arrow, "$text-primary"), 2)]
    if touch.subject:
        paragraphs.append(Paragraph(Content.styled(plain(touch.subject), "bold"), hang=2))
    if touch.text:
        paragraphs.append(Paragraph(context.text(touch.text), hang=2))
    return paragraphs


def _interview(
    interview: Interview,
    takeaways: Sequence[Takeaway],
    result: InterviewResult | None,
    context: _TimelineContext,
) -> list[Paragraph]:
    title = f"interview, {interview.medium.value}, {interview.minutes} min"
    about = f" · {plain(interview.occupation)}" if interview.occupation else ""
    status = (interview.status.value, _STATUSES[interview.status])
    is_ahead = interview.start > context.now
    far = say_countdown(interview.start, interview.end, context.now, context.zone) if is_ahead else ""
    when = context.when(interview.start, far)
    head = Content.assemble((title, "bold"), about, " · ", status, " · ", when)
    return [
        Paragraph(head, Content.styled("◆", "$text-accent"), 2),
        *_impressions(interview, context),
        *(
            _labeled(title, text, "$text-primary", context)
            for title, text in (result.texts if result else ())
        ),
        *(
            _takeaway(one, context, result)
            for one in takeaways
            if not (result and one.kind is TakeawayKind.NAME)
        ),
        *(_named(one, context) for one in (result.named if result else ())),
    ]


def _former(position: FormerPosition, context: _TimelineContext) -> list[Paragraph]:
    until = f"{position.until.astimezone(context.zone):%B %Y}"
    words = Content.assemble((f"until {until}: ", QUIET), context.text(position.in_words))
    return [Paragraph(words, Content.styled("·", QUIET), 2)]


def _impressions(interview: Interview, context: _TimelineContext) -> Iterator[Paragraph]:
    pairs = (
        ("before", interview.before_rating, interview.before),
        ("since", interview.after_rating, interview.after),
    )
    for label, rating, text in pairs:
        if rating or text:
            words = Content.assemble(
                (f"{label}: ", "$text-primary"),
                (rating.words if rating else "", "bold"),
                "  " if rating and text else "",
                context.text(text),
            )
            yield Paragraph(words, Content("  •"), 4)


def _labeled(label: str, text: str, style: str, context: _TimelineContext) -> Paragraph:
    return Paragraph(Content.assemble((f"{label}: ", style), context.text(text)), Content("  •"), 4)


def _named(named: NamedResult, context: _TimelineContext) -> Paragraph:
    words = Content.assemble(
        ("named: ", "$text-success"), context.text(named.text), (f" · {named.words}", QUIET)
    )
    return Paragraph(words, Content("  •"), 4)


def _takeaway(
    takeaway: Takeaway, context: _TimelineContext, result: InterviewResult | None = None
) -> Paragraph:
    promised = takeaway.kind in (TakeawayKind.PROMISE_MINE, TakeawayKind.PROMISE_THEIRS)
    style = "$text-warning" if promised else "$text-success"
    due = f" (by {context.deadline(takeaway.due_at)})" if takeaway.due_at else ""
    label = f"{takeaway.kind.value}, {takeaway.trial.value}" if takeaway.trial else takeaway.kind.value
    text = result.text_of(takeaway) if result else takeaway.text
    body = Content.assemble((f"{label}: ", style), context.text(text), (due, QUIET))
    return Paragraph(body, Content("  •"), 4)
