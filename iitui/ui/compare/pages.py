"""The pages of a comparison: impressions, takeaways and themes, as lines to move through."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from iitui.domain.comparison import Comparison, Voice, mean, say_means
from iitui.domain.dates.calendar import say_day, say_due
from iitui.domain.debriefs import Debrief
from iitui.domain.interviews import Rating
from iitui.domain.questions import PlanItem
from iitui.domain.takeaways import TRIED_KINDS, Takeaway, TakeawayKind
from iitui.domain.text import clean_line, comma_join, several, shorten
from iitui.domain.themes import Passage
from iitui.ui.compare.wording import AFTER, BEFORE, OFF_RECORD, say_standing, scale, scale_style
from iitui.ui.kit.text.page import PageLine, StyledText
from iitui.ui.kit.theme import QUIET

_KINDS = {
    TakeawayKind.INSIGHT: "Insights",
    TakeawayKind.ADVICE: "Advice",
    TakeawayKind.TO_TRY: "To try",
    TakeawayKind.PROMISE_MINE: "I promised",
    TakeawayKind.PROMISE_THEIRS: "They promised",
    TakeawayKind.RESOURCE: "Resources",
    TakeawayKind.NAME: "Names",
}

_DEBRIEF = {
    "news": "new",
    "liked": "I like",
    "disliked": "I dislike",
    "surprises": "surprise",
    "corrections": "I was wrong",
    "about_me": "about me",
}
"""The label of each part of a debrief."""

_LABEL = 12


def impression_lines(comparison: Comparison, now: datetime) -> list[PageLine]:
    """Return what the user thought before and since, in pictures and in words, for all and for each."""
    voices = comparison.voices
    lines = [
        _heading("standing", "Where I stand"),
        PageLine(key="standing", parts=(StyledText(say_standing(comparison.occupation, now)),)),
    ]
    if not voices:
        return lines
    before = mean(voice.before_rating for voice in voices)
    after = mean(voice.after_rating for voice in voices)
    lines.append(_heading("scale", f"Impressions from 1 to 5: {BEFORE} before, {AFTER} after"))
    rated = [voice for voice in voices if voice.before_rating or voice.after_rating]
    if rated:
        lines.append(_picture("mean", f"average of {len(rated)}", before, after, "bold"))
        lines += [_scale_of(voice) for voice in rated]
    else:
        lines.append(
            _quiet("unrated", "None yet. You're asked for one when you plan an interview and in the debrief.")
        )
    for voice in voices:
        said = [*_words_of(voice)]
        if said:
            lines += [_heading(f"who{voice.contact_id}", _name(voice)), *said]
    return lines


def _scale_of(voice: Voice) -> PageLine:
    return _picture(f"voice:{voice.contact_id}", voice.who, voice.before_rating, voice.after_rating, "")


def _picture(key: str, who: str, before: float | None, after: float | None, style: str) -> PageLine:
    words = say_means(before, after)
    if isinstance(before, Rating | None) and isinstance(after, Rating | None):
        words = " → ".join(rating.words if rating else "–" for rating in (before, after))
    name = shorten(clean_line(who), 22)
    return PageLine(
        key=key,
        sign=StyledText(scale(before, after), style=scale_style(before, after)),
        indent=_LABEL,
        parts=(StyledText(f"{words}  ", style=style), StyledText(name, style=style or QUIET)),
    )


def _words_of(voice: Voice) -> Iterator[PageLine]:
    key = f"voice:{voice.contact_id}"
    if voice.before:
        yield _said(f"{key}:before", "before", voice.before)
    if voice.after:
        yield _said(f"{key}:after", "since", voice.after)
    for place, debrief in enumerate(voice.debriefs):
        for name, label in _DEBRIEF.items():
            text = _part(debrief, name)
            if text:
                yield _said(f"{key}:{name}{place}", label, text)


def _part(debrief: Debrief, name: str) -> str:
    text: str = getattr(debrief, name)
    return text


def _said(key: str, label: str, text: str) -> PageLine:
    return PageLine(
        key=key, sign=StyledText(label, style=QUIET), indent=_LABEL, parts=(StyledText(text),), whole=False
    )


def takeaway_lines(comparison: Comparison, now: datetime, zone: ZoneInfo) -> list[PageLine]:
    """Return what came out of the interviews, by kind; advice tells whether it was tried and told."""
    names = {voice.contact_id: voice.who for voice in comparison.voices}
    lines: list[PageLine] = []
    for kind, title in _KINDS.items():
        kept = [takeaway for takeaway in comparison.takeaways if takeaway.kind is kind]
        if kept:
            lines.append(_heading(kind.name, f"{title} · {len(kept)}"))
            lines += [_takeaway(each, names.get(each.contact_id, ""), now, zone) for each in kept]
    return lines or [_quiet("none", "No takeaways from these interviews yet. Add them in the debrief.")]


def _takeaway(takeaway: Takeaway, who: str, now: datetime, zone: ZoneInfo) -> PageLine:
    facts = []
    sign = StyledText("·", style=QUIET)
    if takeaway.kind in TRIED_KINDS:
        sign = StyledText("[✓]", style="$text-success") if takeaway.tried_at else StyledText("[ ]")
        facts.append(f"tried {_day(takeaway.tried_at, now, zone)}" if takeaway.tried_at else "not tried")
        facts.append(f"told {_day(takeaway.told_at, now, zone)}" if takeaway.told_at else "not told")
        if takeaway.trial:
            facts.insert(0, takeaway.trial.value)
    elif takeaway.due_at is not None:
        facts.append(say_due(takeaway.due_at, now, zone))
    facts.append(shorten(clean_line(who), 22))
    return PageLine(
        key=f"takeaway:{takeaway.id}",
        sign=sign,
        indent=4,
        parts=(StyledText(takeaway.text),),
        answer=comma_join(*facts),
    )


def _day(instant: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    if instant is None:
        return ""
    local = instant.astimezone(zone)
    return say_day(local.date(), year=local.year != now.astimezone(zone).year)


def theme_lines(comparison: Comparison) -> list[PageLine]:
    """Return the themes with their passages, each with who said it; one whose answer has changed says so."""
    answers: dict[int, tuple[PlanItem | None, int]] = {}
    for compared in comparison.answers.values():
        for given in compared.all:
            answers[given.item.id] = (given.item, compared.contact_id)
    names = {voice.contact_id: voice.who for voice in comparison.voices}
    lines: list[PageLine] = []
    for (theme_id, name), group in groupby(comparison.passages, lambda one: (one.theme_id, one.theme)):
        passages = list(group)
        people = {answers[passage.item_id][1] for passage in passages if passage.item_id in answers}
        count = "1 person" if len(people) == 1 else f"{len(people)} people"
        lines.append(PageLine(key=""))
        lines.append(
            PageLine(
                key=f"theme:{theme_id}",
                parts=(StyledText(shorten(name, 60), style="bold $text-primary"),),
                note=StyledText(f"{several(len(passages), 'passage')}, {count}", style=QUIET),
            )
        )
        for passage in passages:
            answer, contact_id = answers.get(passage.item_id, (None, 0))
            lines.append(_passage(passage, names.get(contact_id, ""), answer))
    none = "No themes yet. Select a passage in an answer (tab, then shift and the arrow keys) and press t."
    return lines[1:] or [_quiet("none", none)]


def _passage(passage: Passage, who: str, item: PlanItem | None) -> PageLine:
    has_changed = item is None or passage.place_in(item.answer) is None
    facts = [shorten(clean_line(who), 40)]
    if item is not None and item.off_record:
        facts.append(f"{OFF_RECORD} off the record")
    if has_changed:
        facts.append("the answer has changed")
    return PageLine(
        key=f"passage:{passage.id}",
        sign=StyledText("≁" if has_changed else "“", style="$text-warning" if has_changed else QUIET),
        indent=3,
        parts=(StyledText(passage.text),),
        answer=comma_join(*facts),
    )


def _name(voice: Voice) -> str:
    return comma_join(shorten(voice.who, 40), shorten(voice.role, 40), shorten(voice.organization, 40))


def _heading(key: str, text: str) -> PageLine:
    return PageLine(key=f"heading:{key}", parts=(StyledText(text),), heading=True)


def _quiet(key: str, text: str) -> PageLine:
    return PageLine(key=key, parts=(StyledText(text, style=QUIET),))
