"""The command about touches: `log`."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from iitui.cli.context import Commands, Context
from iitui.cli.follow_ups import read_follow_up_id
from iitui.domain.dates.calendar import say_twice, say_when
from iitui.domain.dates.parse import read_past
from iitui.domain.errors import BadInputError
from iitui.domain.follow_ups import FollowUp, FollowUpId
from iitui.domain.identity.lookup import find_contact, shorten_name
from iitui.domain.requests import cautions, is_answer
from iitui.domain.settling import answered_by
from iitui.domain.touches import Direction, Outcome, Touch, TouchDraft, TouchKind
from iitui.output import print_json, say, tell
from iitui.reports.records import touch_record

if TYPE_CHECKING:
    from iitui.store.journal import Store
    from iitui.store.reader import JournalReader


class _Plan(NamedTuple):
    """What is to be logged.

    Attributes:
        request: the request that the touch answers, or None.
        warnings: what speaks against a request, in sentences.
        owed: what is owed to the contact.
    """

    who: str
    draft: TouchDraft
    request: Touch | None
    warnings: list[str]
    owed: list[FollowUp]


def log(context: Context, arguments: Namespace) -> int:
    """Log a touch with a contact; one from them that has an outcome answers the request before it."""
    settles = [read_follow_up_id(text) for text in arguments.settles]
    with context.look() as reader:
        plan = _read(context, arguments, reader)
    with context.open() as store:
        logged, answered = _write(store, plan, settles)
    if arguments.json:
        print_json(touch_record(logged, plan.who, settles, answered, context.zone))
    else:
        tell(_sentence(context, plan, answered))
    for words in plan.warnings:
        say(words)
    for follow_up in answered_by(TouchDraft.of(logged), plan.owed):
        if follow_up.id not in settles:
            say(f"Still due: {follow_up.what}. If this settles it: 'iitui done {follow_up.id}'.")
    if plan.draft.outcome is Outcome.SENT_ON:
        say(f"'iitui add \"NAME via {shorten_name(plan.who)}\"' adds the person they named.")
    return 0


def _write(store: "Store", plan: _Plan, settles: Sequence[FollowUpId]) -> tuple[Touch, Touch | None]:
    """Log the touch; return it, and the request that it answers, if there is one, with its outcome."""
    if plan.request is None:
        return store.touches.log(plan.draft, settles), None
    return store.touches.log_answer(plan.request.id, plan.draft, settles)


def _read(context: Context, arguments: Namespace, reader: "JournalReader") -> _Plan:
    contact_id, who, _ = find_contact(arguments.who, reader.contacts)
    draft = _draft(context, arguments, contact_id).checked()
    facts = reader.touches.request_facts(contact_id, context.now, context.day_end)
    warnings = [say_twice(draft.ask_again_at, context.zone)] if draft.ask_again_at else []
    if facts is not None and draft.is_request and draft.direction is Direction.OUT:
        found = cautions(
            facts,
            draft.at,
            day_end=context.day_end,
            ask_again_days=context.settings.ask_again_days,
            zone=context.zone,
        )
        warnings += [caution.words for caution in found]
    request = facts.latest if facts is not None and is_answer(draft, facts.latest) else None
    owed = reader.follow_ups.with_contact(contact_id, context.now, context.day_end)
    return _Plan(who, draft, request, [words for words in warnings if words], owed)


def _draft(context: Context, arguments: Namespace, contact_id: int) -> TouchDraft:
    """Return the touch as it was typed.

    Raises:
        BadInputError: a time to ask again is named, but not that they were too busy.
        UnreadableError: a time cannot be read.
    """
    outcome = Outcome(arguments.outcome) if arguments.outcome else None
    is_request = arguments.request or outcome is not None
    day_first, at, again = context.settings.day_first, context.now, None
    if arguments.ask_again is not None:
        again = context.date_reading.until(arguments.ask_again)
    if again is not None and outcome is not Outcome.TOO_BUSY:
        raise BadInputError(
            {"ask_again_at": "--ask-again is only for people who were too busy: --outcome 'too busy'."}
        )
    if arguments.at is not None:
        at = read_past(arguments.at, context.now, context.zone, day_first=day_first)
    return TouchDraft(
        contact_id=contact_id,
        at=at,
        kind=TouchKind(arguments.kind),
        direction=Direction.IN if getattr(arguments, "in") else Direction.OUT,
        text=" ".join(arguments.text),
        is_request=is_request,
        outcome=outcome or (Outcome.NO_REPLY if is_request else None),
        ask_again_at=again,
    )


def _sentence(context: Context, plan: _Plan, answered: Touch | None) -> str:
    draft, now, zone = plan.draft, context.now, context.zone
    what = "request" if draft.is_request and answered is None else draft.kind.value
    way = "to" if draft.direction is Direction.OUT else "from"
    words = f"Logged: {what} {way} {plan.who}, {say_when(draft.at, zone, now)}"
    if answered is not None:
        words += f"; it answers the request of {say_when(answered.at, zone, now)}"
    if draft.outcome not in (None, Outcome.NO_REPLY):
        words += f": {draft.outcome.value}"
    if draft.ask_again_at is not None:
        words += f", ask again {say_when(draft.ask_again_at, zone, now)}"
    return f"{words}."


COMMANDS: Commands = {"log": log}
