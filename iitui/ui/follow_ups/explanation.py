"""Why a follow-up is owed: the rule, the facts, where to change it, and how to reach the person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.contacts import Contact
from iitui.domain.dates.calendar import say_deadline, say_due, say_end_of_day, say_when
from iitui.domain.follow_up_facts import FollowUpFacts
from iitui.domain.follow_ups import DueState, FollowUp, Kind, Reminder, RepeatUnit, Verdict
from iitui.domain.interviews import Interview
from iitui.domain.rules import RULES, why_of
from iitui.domain.touches import Direction, Touch
from iitui.ui.follow_ups.wording import DUE_COLORS, VERDICT_WORDS
from iitui.ui.interviews.wording import say_medium
from iitui.ui.kit.text.paragraphs import plain
from iitui.ui.kit.theme import QUIET

_LONGEST = 300
"""How many characters of a subject line or a piece of advice are shown."""

Piece = tuple[str, str]
"""A piece of text and its style."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What an explanation needs besides the follow-up and its facts.

    Attributes:
        now: the present instant.
        zone: the user's zone.
        figures: the figures of the rules, by the names of their settings.
        settings_file: where they are set.
    """

    now: datetime
    zone: ZoneInfo
    figures: Mapping[str, int]
    settings_file: Path

    @property
    def file(self) -> str:
        """The settings file, in words that are as long on every machine."""
        return f"{self.settings_file.name}; iitui paths shows where it is"

    def when(self, instant: datetime) -> str:
        """Return an instant in words."""
        return say_when(instant, self.zone, self.now)


def explain(follow_up: FollowUp, facts: FollowUpFacts, circumstances: Circumstances) -> Content:
    """Return all that is known about a follow-up, from why it is owed to how to reach the person."""
    blocks = [
        [(follow_up.what, "bold")],
        say_standing(follow_up, facts, circumstances),
        *say_reasons(follow_up, facts, circumstances),
    ]
    if facts.interview is not None:
        blocks.append(_interview(facts.interview, circumstances))
    if facts.contact is not None:
        blocks.append(_person(facts.contact))
    return Content("\n\n").join(
        Content.assemble(*((plain(text), style) for text, style in block)) for block in blocks if block
    )


def say_reasons(follow_up: FollowUp, facts: FollowUpFacts, circumstances: Circumstances) -> list[list[Piece]]:
    """Return why it is owed, in paragraphs: the rule, the facts it goes by, and where to change it."""
    return [
        [(why_of(follow_up.id.kind, circumstances.figures), QUIET)],
        [(line, "") for line in _say_facts(follow_up, facts, circumstances)],
        [(where_to_change(follow_up, facts, circumstances), QUIET)],
    ]


def say_standing(follow_up: FollowUp, facts: FollowUpFacts, circumstances: Circumstances) -> list[Piece]:
    """Return how late it is, or how it was settled."""
    due = say_deadline(follow_up.due, circumstances.zone, circumstances.now)
    said_at = circumstances.when(follow_up.settled_at) if follow_up.settled_at else ""
    if follow_up.state is DueState.SETTLED:
        word = VERDICT_WORDS.get(follow_up.verdict, "").capitalize()
        parts = [(f"{word} on {said_at}", "$text-success")]
        if facts.done_by is not None:
            parts.append((f"\nBy {_say_touch(facts.done_by, circumstances)}.", ""))
        if follow_up.reason:
            parts.append((f"\nWhy: {follow_up.reason}", ""))
        return [*parts, (f"\nIt was due {due}.", QUIET)]
    color = DUE_COLORS.get(follow_up.state, "")
    words, more = _say_when_due(follow_up, circumstances)
    parts = [(f"{words[0].upper()}{words[1:]}", f"{color} bold".strip()), (more, color)]
    if follow_up.verdict is Verdict.SNOOZED:
        parts.append((f"\nSnoozed on {said_at} until then.", QUIET))
    return parts


def _say_when_due(follow_up: FollowUp, circumstances: Circumstances) -> Piece:
    """Return how far off it is, and the day and time: "Due tomorrow", ", by the end of Sun 29 Nov"."""
    due, now, zone = follow_up.due, circumstances.now, circumstances.zone
    words, end = say_due(due, now, zone), say_end_of_day(due, zone, now)
    if words == "due today":
        return f"due by {end}", ""
    if follow_up.state is DueState.OVERDUE:
        return words, f", since {end or circumstances.when(due)}"
    return words, f", by {end}" if end else f", on {circumstances.when(due)}"


def _say_facts(follow_up: FollowUp, facts: FollowUpFacts, circumstances: Circumstances) -> list[str]:
    """Return the facts that a rule goes by, which the lines about interview and person do not tell."""
    kind, arises = follow_up.id.kind, circumstances.when(follow_up.arises)
    if facts.request is not None:
        return _say_request(follow_up, facts, facts.request, circumstances)
    if kind in _SAY_ARISES and follow_up.state is not DueState.SETTLED:
        return [_SAY_ARISES[kind](facts, arises)]
    if kind is Kind.REPORT_BACK and facts.advice:
        told = [f"\n- {text[:_LONGEST]}" for text in facts.advice]
        return ["Advice they gave and haven't heard back about:", *told]
    return [say_repeat(facts.reminder)] if facts.reminder and facts.reminder.every is not None else []


_SAY_ARISES: Mapping[Kind, Callable[[FollowUpFacts, str], str]] = {
    Kind.INTRODUCTION: lambda facts, arises: (
        f"Written down {arises}; {'a date' if facts.date_named else 'no date'} was named."
    ),
    Kind.MY_PROMISE: lambda facts, arises: (
        f"Written down {arises}; {'a date' if facts.date_named else 'no date'} was named."
    ),
    Kind.TELL_THE_REFERRER: lambda _, arises: f"That was {arises}.",
    Kind.KEEP_IN_TOUCH: lambda facts, arises: (
        f"Counted from {arises}, the last touch or when you last said so; every {facts.cadence} days, as "
        + (f"the tag “{facts.cadence_tag}” says." if facts.cadence_tag else "the contact says.")
    ),
}


def _say_request(
    follow_up: FollowUp, facts: FollowUpFacts, request: Touch, circumstances: Circumstances
) -> list[str]:
    lines = [f"You asked {circumstances.when(request.at)}, by {request.kind.value}{_subject(request)}."]
    if facts.requests > 1 and facts.latest_request is not None:
        lines.append(
            f"\nSince then {facts.requests - 1} more, the latest {circumstances.when(facts.latest_request)}."
        )
    if follow_up.id.kind is Kind.NUDGE:
        lines.append(
            f"\nNudges so far: {follow_up.occurrence} of {circumstances.figures['most_nudges']} at most."
        )
    if follow_up.id.kind is Kind.ASK_LATER:
        answered = f", answered {circumstances.when(request.answered_at)}" if request.answered_at else ""
        lines.append(f"\nThey were too busy{answered}: ask again {circumstances.when(follow_up.due)}.")
    return lines


def where_to_change(follow_up: FollowUp, facts: FollowUpFacts, circumstances: Circumstances) -> str:
    """Return what decides when it is due, and where to change that."""
    kind, figures, file = follow_up.id.kind, circumstances.figures, circumstances.file
    if kind is Kind.KEEP_IN_TOUCH:
        if facts.cadence_tag:
            return f"To change this: {facts.cadence_tag} = {facts.cadence} under [tag_cadence]\nin {file}"
        return "To change this: “Keep in touch” of the contact (c, then e)"
    words = _NO_FIGURE.get(kind)
    if words is not None:
        return words
    named = "a date you entered comes first; otherwise " if facts.date_named else ""
    names = [RULES[kind].figure, *(["most_nudges"] if kind is Kind.NUDGE else [])]
    settings = " and ".join(f"{name} = {figures[name]}" for name in names)
    days = ", with weekend, days_off and holidays" if kind in (Kind.NUDGE, Kind.SECOND_NAME) else ""
    return f"To change this: {named}{settings}{days}\nin {file}"


_NO_FIGURE: Mapping[Kind, str] = {
    Kind.DEBRIEF: "This is always due at the end of that day; there's no setting for it.",
    Kind.PREPARATION: "Each item of a checklist has its own number of days before the interview.",
    Kind.ASK_LATER: "To change this: the date in the request's outcome.",
    Kind.REMINDER: "To change this: press d to delete it, n to add another.",
}
"""What decides where no figure of the settings does."""


def _say_touch(touch: Touch, circumstances: Circumstances) -> str:
    whose = "your" if touch.direction is Direction.OUT else "their"
    return f"{whose} {touch.kind.value}{_subject(touch)} of {circumstances.when(touch.at)}"


def _subject(touch: Touch) -> str:
    return f" “{touch.subject[:_LONGEST]}”" if touch.subject else ""


def say_repeat(reminder: Reminder) -> str:
    """Return how a reminder repeats: "Repeats every 2 weeks, on fixed dates."; empty for once."""
    if reminder.every is None:
        return ""
    one = {RepeatUnit.DAYS: "day", RepeatUnit.WEEKS: "week", RepeatUnit.MONTHS: "month"}[reminder.unit]
    if reminder.after_done:
        span = f"1 {one}" if reminder.every == 1 else f"{reminder.every} {reminder.unit.value}"
        return f"Repeats {span} after it's done."
    span = one if reminder.every == 1 else f"{reminder.every} {reminder.unit.value}"
    return f"Repeats every {span}, on fixed dates."


def _interview(interview: Interview, circumstances: Circumstances) -> list[Piece]:
    verb = "The interview was" if interview.end <= circumstances.now else "The interview is"
    start, how = circumstances.when(interview.start), say_medium(interview.medium)
    words = f"{start}, {interview.minutes} minutes {how}"
    parts = [(f"{verb} ", QUIET), (words, "")]
    if interview.occupation:
        parts += [("\nabout ", QUIET), (interview.occupation, "")]
    return parts


def _person(contact: Contact) -> list[Piece]:
    where = " · ".join(word for word in (contact.role, contact.organization) if word)
    parts = [(contact.name, "bold")]
    if where:
        parts.append((f"\n{where}", QUIET))
    ways = [*contact.emails, *contact.phones] or list(contact.urls)
    parts += [(f"\n{way}", "$text-primary") for way in ways[:4]]
    if not ways:
        parts.append(("\nNo email address or phone number on file.", QUIET))
    if contact.last_touch is None:
        parts.append(("\nYou haven't been in touch yet.", QUIET))
    return parts
