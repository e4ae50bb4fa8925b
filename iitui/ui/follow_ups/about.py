"""All that is known about a follow-up, in words: the rule, the facts, where to change it, how to reach them.

The pane beside the list and the dialog that says why show the same.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.causes import Cause
from iitui.domain.contacts import Contact
from iitui.domain.dates.calendar import say_day, say_due, say_when
from iitui.domain.follow_ups import DueState, FollowUp, Kind, Reminder, RepeatUnit, Verdict
from iitui.domain.interviews import Interview
from iitui.domain.rules import RULES, why_of
from iitui.domain.text import clean_line, fold, several
from iitui.domain.touches import Touch
from iitui.settings import Settings
from iitui.ui.follow_ups.wording import DUE_COLORS, VERDICT_WORDS, say_medium
from iitui.ui.kit.lists.row_drawing import harmless
from iitui.ui.kit.theme import QUIET

if TYPE_CHECKING:
    from iitui.ui.session.journal_session import JournalSession

_MOST_ADVICE = 5
_LONGEST = 300
"""How many characters of a text are told."""

_IN_BUSINESS_DAYS = (Kind.SECOND_NAME, Kind.NUDGE)

_FIXED = {
    Kind.DEBRIEF: "It is due by the end of that day; no setting changes that.",
    Kind.PREPARATION: "How long before, is said by the checklist of the interview.",
    Kind.ASK_LATER: "The day is theirs: it stands in the outcome of the request.",
    Kind.REMINDER: "It is your own: d deletes it.",
}
"""Where to change what no setting says."""

Parts = list[tuple[str, str]]
"""Pieces of text, each with its style."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFacts:
    """What the journal says about a follow-up; None and nothing where it says nothing."""

    follow_up: FollowUp
    cause: Cause
    contact: Contact | None
    interview: Interview | None
    reminder: Reminder | None


def known_facts(session: "JournalSession", follow_up: FollowUp) -> KnownFacts:
    """Read what the journal says about a follow-up."""
    reader, one = session.reader, follow_up
    is_reminder = one.id.kind is Kind.REMINDER
    return KnownFacts(
        follow_up=one,
        cause=reader.follow_ups.cause(one),
        contact=None if one.contact_id is None else reader.contacts.get(one.contact_id, session.now()),
        interview=None if one.interview_id is None else reader.interviews.get(one.interview_id),
        reminder=reader.follow_ups.reminder(one.id.subject) if is_reminder else None,
    )


def describe(
    facts: KnownFacts, *, now: datetime, zone: ZoneInfo, settings: Settings, settings_file: str
) -> Content:
    """Return all that is known about a follow-up.

    Args:
        facts: what the journal says.
        now: the present instant.
        zone: the user's zone.
        settings: whose figures the rules count with.
        settings_file: what the settings file is called.
    """
    follow_up = facts.follow_up
    parts: list[Parts] = [
        [(follow_up.what, "bold")],
        _standing(facts, now, zone),
        [(why_of(follow_up.id.kind, settings.figures), QUIET)],
        _facts(facts, now, zone, settings),
    ]
    if facts.reminder is not None and facts.reminder.every is not None:
        parts.append([(say_repeat(facts.reminder), "")])
    if follow_up.state is not DueState.SETTLED:
        parts.append([(_where_to_change(facts, settings, settings_file), QUIET)])
    if facts.interview is not None:
        parts.append(_interview(facts.interview, now, zone))
    if facts.contact is not None:
        parts.append(_person(facts.contact))
    blocks = [Content.assemble(*part) for part in parts if part]
    return Content("\n\n").join(blocks)


def say_repeat(reminder: Reminder) -> str:
    """Return how a reminder repeats: "Comes every 2 weeks on the calendar."; empty for once."""
    if reminder.every is None:
        return ""
    one = {RepeatUnit.DAYS: "day", RepeatUnit.WEEKS: "week", RepeatUnit.MONTHS: "month"}[reminder.unit]
    if reminder.after_done:
        span = f"1 {one}" if reminder.every == 1 else f"{reminder.every} {reminder.unit.value}"
        return f"Comes again {span} after it was done."
    span = one if reminder.every == 1 else f"{reminder.every} {reminder.unit.value}"
    return f"Comes every {span} on the calendar."


def _standing(facts: KnownFacts, now: datetime, zone: ZoneInfo) -> Parts:
    follow_up = facts.follow_up
    due = say_when(follow_up.due, zone, now)
    said_at = say_when(follow_up.settled_at, zone, now) if follow_up.settled_at else ""
    if follow_up.state is DueState.SETTLED:
        word = VERDICT_WORDS.get(follow_up.verdict, "").capitalize()
        parts = [(f"{word} on {said_at}", "$text-success")]
        if facts.cause.done_by is not None:
            parts.append((f"\nby {_say_touch(facts.cause.done_by, now, zone)}", ""))
        if follow_up.reason:
            parts.append((f"\nbecause: {harmless(follow_up.reason)}", ""))
        return [*parts, (f"\nIt was due {due}.", QUIET)]
    words = say_due(follow_up.due, now, zone)
    color = DUE_COLORS.get(follow_up.state, "")
    since = "since" if follow_up.state is DueState.OVERDUE else "on"
    parts = [(f"{words[0].upper()}{words[1:]}", f"{color} bold".strip()), (f", {since} {due}", color)]
    if follow_up.verdict is Verdict.SNOOZED:
        parts.append((f"\nSnoozed on {said_at} until then.", QUIET))
    return parts


def _say_touch(touch: Touch, now: datetime, zone: ZoneInfo) -> str:
    """Return a touch in words: "the mail of Mon 2 Mar 10:00, “Twenty minutes?”"."""
    words = f"the {touch.kind.value} of {say_when(touch.at, zone, now)}"
    named = touch.subject or clean_line(touch.text[:_LONGEST])
    return f"{words}, “{_short(named, 60)}”" if named else words


def _short(text: str, longest: int = _LONGEST) -> str:
    text = clean_line(text[: 4 * longest])
    return harmless(text if len(text) <= longest else f"{text[:longest].rstrip()}…")


def _facts(facts: KnownFacts, now: datetime, zone: ZoneInfo, settings: Settings) -> Parts:
    """Return the facts that it follows from, a line each."""
    follow_up, cause = facts.follow_up, facts.cause
    lines: list[str] = []
    if cause.request is not None:
        lines += _request(follow_up, cause.request, now, zone, settings)
    if cause.takeaway is not None:
        lines += _promise(facts, now, zone)
    if cause.named:
        lines += _news(follow_up, cause, now, zone)
    lines += [f"Not told yet: {_short(text)}" for text in cause.advice[:_MOST_ADVICE]]
    if len(cause.advice) > _MOST_ADVICE:
        lines.append(f"and {len(cause.advice) - _MOST_ADVICE} more")
    if follow_up.id.kind is Kind.KEEP_IN_TOUCH and follow_up.state is not DueState.SETTLED:
        lines.append(
            f"The last touch was {say_when(follow_up.arises, zone, now)}:"
            f" {several(follow_up.allowed.days, 'day')} may pass after it."
        )
    return [("\n".join(lines), "")] if lines else []


def _request(
    follow_up: FollowUp, request: Touch, now: datetime, zone: ZoneInfo, settings: Settings
) -> list[str]:
    lines = [f"You asked them by {_say_touch(request, now, zone)}."]
    is_open = follow_up.state is not DueState.SETTLED
    if follow_up.id.kind is Kind.NUDGE and is_open:
        if follow_up.arises > request.at:
            lines.append(f"You last wrote on {say_when(follow_up.arises, zone, now)}.")
        most = settings.figures["most_nudges"]
        lines.append(f"This is nudge {follow_up.occurrence + 1} of at most {most}; then let it rest.")
    if follow_up.id.kind is Kind.ASK_LATER and request.ask_again_at is not None:
        answered = request.answered_at or request.at
        lines.append(
            f"They were too busy on {say_day(answered.astimezone(zone).date())}, and named"
            f" {say_when(request.ask_again_at, zone, now)}."
        )
    return lines


def _promise(facts: KnownFacts, now: datetime, zone: ZoneInfo) -> list[str]:
    takeaway, follow_up = facts.cause.takeaway, facts.follow_up
    if takeaway is None:
        return []
    since = "" if follow_up.state is DueState.SETTLED else f" on {say_when(follow_up.arises, zone, now)}"
    whose = "You promised" if follow_up.id.kind is Kind.MY_PROMISE else "They promised"
    lines = [f"{whose}{since}: {_short(takeaway.text)}"]
    if takeaway.due_at is not None:
        lines.append(f"The day that was named is {say_when(takeaway.due_at, zone, now)}.")
    return lines


def _news(follow_up: FollowUp, cause: Cause, now: datetime, zone: ZoneInfo) -> list[str]:
    """Return what happened with the contact who was named, and when."""
    lines = [f"{follow_up.who} named {cause.named}."]
    for words, at in (
        ("You asked them", cause.asked_at),
        ("They answered", cause.answered_at),
        ("You met them", cause.met_at),
    ):
        if at is not None and at <= now:
            lines.append(f"{words} on {say_when(at, zone, now)}.")
    return [harmless(line) for line in lines]


def _where_to_change(facts: KnownFacts, settings: Settings, settings_file: str) -> str:
    """Return where the time that it allows is changed."""
    follow_up, kind = facts.follow_up, facts.follow_up.id.kind
    if kind is Kind.KEEP_IN_TOUCH:
        return _cadence(facts, settings, settings_file)
    if kind in _FIXED:
        return _FIXED[kind]
    if facts.cause.takeaway is not None and facts.cause.takeaway.due_at is not None:
        return "The day was named in the interview: its debrief holds it."
    figure = RULES[kind].figure
    words = f"To change that: {figure} = {settings.figures[figure]} in {settings_file}"
    if kind is Kind.NUDGE:
        words += f", and most_nudges = {settings.figures['most_nudges']}"
    if kind in _IN_BUSINESS_DAYS:
        words += "; weekend, days_off and holidays there say which days count"
    return f"{words}." if follow_up.verdict is None else f"{words}. Until then it is snoozed."


def _cadence(facts: KnownFacts, settings: Settings, settings_file: str) -> str:
    """Return what says how often to be in touch with the contact: they themselves, or a tag of theirs."""
    contact = facts.contact
    if contact is None:
        return ""
    if contact.cadence_days is not None:
        return (
            f"{contact.name} has a cadence of {several(contact.cadence_days, 'day')}: c, then e changes it."
        )
    cadences = {fold(tag): days for tag, days in settings.tag_cadence.items()}
    by_tag = min(
        ((cadences[fold(tag)], tag) for tag in contact.tags if fold(tag) in cadences), default=(0, "")
    )
    return (
        f"The tag #{by_tag[1]} asks for a touch every {several(by_tag[0], 'day')}: [tag_cadence] in"
        f" {settings_file}. A cadence of their own goes before it: c, then e."
    )


def _interview(interview: Interview, now: datetime, zone: ZoneInfo) -> Parts:
    verb = "The interview was" if interview.end <= now else "The interview is"
    words = (
        f"{say_when(interview.start, zone, now)}, {interview.minutes} minutes {say_medium(interview.medium)}"
    )
    parts = [(f"{verb} ", QUIET), (words, "")]
    if interview.occupation:
        parts += [("\nabout ", QUIET), (interview.occupation, "")]
    return parts


def _person(contact: Contact) -> Parts:
    where = " · ".join(word for word in (contact.role, contact.organization) if word)
    parts = [(contact.name, "bold")]
    if where:
        parts.append((f"\n{where}", QUIET))
    ways = [*contact.emails, *contact.phones] or list(contact.urls)
    parts += [(f"\n{way}", "$text-primary") for way in ways[:4]]
    if not ways:
        parts.append(("\nNo e-mail address and no number is known.", QUIET))
    if contact.last_touch is None:
        parts.append(("\nNever been in touch.", QUIET))
    return parts
