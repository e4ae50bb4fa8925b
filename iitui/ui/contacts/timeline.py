"""The timeline of a contact, newest first: touches, interviews, and what came out of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.dates.calendar import say_ago, say_countdown, say_when
from iitui.domain.interviews import Interview, Status
from iitui.domain.takeaways import Takeaway, TakeawayKind
from iitui.domain.touches import Direction, Outcome, Touch
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
    for interview in interviews:
        mine = [one for one in takeaways if one.interview_id == interview.id]
        entries.append((interview.start, 1, interview.id, _interview(interview, mine, context)))
    for _, _, _, paragraphs in sorted(entries, key=lambda one: one[:3], reverse=True):
        yield from paragraphs
    for takeaway in takeaways:
        if takeaway.interview_id not in shown:
            yield _takeaway(takeaway, context)
    if not entries and not takeaways:
        yield Paragraph(Content.styled("Nothing yet. l logs a touch, i plans an interview.", QUIET))


def _touch(touch: Touch, context: _TimelineContext) -> list[Paragraph]:
    arrow = "→" if touch.direction is Direction.OUT else "←"
    parts: list[tuple[str, str] | str] = [f"{touch.kind.value} {touch.direction.in_words}"]
    if touch.is_request:
        outcome = touch.outcome or Outcome.NO_REPLY
        parts += [" · request: ", (outcome.value, _OUTCOMES[outcome])]
    if touch.ask_again_at is not None:
        parts.append(f", ask again {say_when(touch.ask_again_at, context.zone, context.now)}")
    head = Content.assemble(*parts, " · ", context.when(touch.at))
    paragraphs = [Paragraph(head, Content.styled(arrow, "$text-primary"), 2)]
    if touch.text:
        paragraphs.append(Paragraph(context.text(touch.text), hang=2))
    return paragraphs


def _interview(
    interview: Interview, takeaways: Sequence[Takeaway], context: _TimelineContext
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
        *(_takeaway(takeaway, context) for takeaway in takeaways),
    ]


def _takeaway(takeaway: Takeaway, context: _TimelineContext) -> Paragraph:
    promised = takeaway.kind in (TakeawayKind.PROMISE_MINE, TakeawayKind.PROMISE_THEIRS)
    style = "$text-warning" if promised else "$text-success"
    due = f" (by {say_when(takeaway.due_at, context.zone, context.now)})" if takeaway.due_at else ""
    body = Content.assemble((f"{takeaway.kind.value}: ", style), context.text(takeaway.text), (due, QUIET))
    return Paragraph(body, Content("  •"), 4)
