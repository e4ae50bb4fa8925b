"""Logs, changes and deletes touches, in the same way from every screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from iitui.domain.follow_ups import FollowUp, FollowUpId
from iitui.domain.identity.lookup import shorten_name
from iitui.domain.requests import cautions, is_answer
from iitui.domain.settling import answered_by, may_settle, settled_with
from iitui.domain.text import shorten
from iitui.domain.touches import Direction, Outcome, Touch, TouchDraft
from iitui.ui.contacts.touch_form import TouchFacts, TouchForm
from iitui.ui.contacts.touch_menu import QUICK, REQUEST, TouchMenu
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.session.edit_conflicts import EditedRecord
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.store.journal import Store

_MOST_WARNINGS = 3

_LONGEST = 60
"""How many characters of a follow-up are told."""


@dataclass(frozen=True, slots=True)
class _Logging:
    """What is logged with whom.

    Attributes:
        contact_ids: the contacts; the same touch is logged with each.
        who: the name of the only one, or how many there are.
        owed: what is owed to the only one.
        settles: what is to be settled with the touch.
    """

    screen: JournalScreen
    contact_ids: tuple[int, ...]
    who: str
    owed: tuple[FollowUp, ...]
    settles: tuple[FollowUp, ...] = ()

    def warnings(self, at: datetime) -> list[str]:
        """Return what speaks against a request, in sentences."""
        words: list[str] = []
        for contact_id in self.contact_ids:
            if len(words) >= _MOST_WARNINGS:
                return [*words[:_MOST_WARNINGS], "…"]
            words += warnings_about(self.screen, contact_id, at)
        return words

    def log(self, store: "Store", draft: TouchDraft) -> bool:
        """Log the touch with each contact, as one act; an answer is written to the request it answers."""
        names = [one.id for one in settled_with(draft, self.settles)]
        if len(self.contact_ids) == 1:
            self._log_one(store, draft, names)
            return True
        with store.together(f"Logged a touch: {self.who}"):
            for contact_id in self.contact_ids:
                self._log_one(store, replace(draft, contact_id=contact_id), ())
        return True

    @staticmethod
    def _log_one(store: "Store", draft: TouchDraft, names: Sequence[FollowUpId]) -> None:
        latest = store.reader.touches.latest_request(draft.contact_id)
        if latest is not None and is_answer(draft, latest):
            store.touches.log_answer(latest.id, draft, names)
        else:
            store.touches.log(draft, names)

    def in_words(self, draft: TouchDraft) -> str:
        """Return what was logged, what was settled with it and what may be settled still, in words."""
        what = "request" if draft.is_request and draft.outcome is Outcome.NO_REPLY else draft.kind.value
        words = f"Logged: {what} {'to' if draft.direction is Direction.OUT else 'from'} {self.who}."
        done = settled_with(draft, self.settles)
        words += _several("Done", done)
        words += _several("Still due", [one for one in answered_by(draft, self.owed) if one not in done])
        return f"{words} u undoes it."


def _several(called: str, follow_ups: Sequence[FollowUp]) -> str:
    """Return follow-ups in a short sentence: the first one, and how many more there are."""
    if not follow_ups:
        return ""
    more = f" (and {len(follow_ups) - 1} more)" if len(follow_ups) > 1 else ""
    return f" {called}: {shorten(follow_ups[0].what.rstrip('.'), _LONGEST)}{more}."


def warnings_about(screen: JournalScreen, contact_id: int, at: datetime) -> list[str]:
    """Return what speaks against asking a contact for an interview, in sentences."""
    session = screen.session
    day_end = session.day_end()
    facts = session.reader.touches.request_facts(contact_id, session.now(), day_end)
    if facts is None:
        return []
    days = session.settings.ask_again_days
    found = cautions(facts, at, day_end=day_end, ask_again_days=days, zone=session.zone)
    return [caution.words for caution in found]


async def log_touch(screen: JournalScreen, contact_ids: Sequence[int], *, about: str = "") -> bool:
    """Ask what passed between us and log it: one letter for the commonest, the form for all else.

    Args:
        screen: the screen that asks; call this from one of its workers.
        contact_ids: with whom; the same touch is logged with each of several.
        about: the ID of the follow-up from which it is logged, which is settled with it unless the user
            says no.

    Returns:
        Whether it was logged.
    """
    logging = _logging(screen, tuple(contact_ids))
    if logging is None:
        return False
    now = screen.session.now()
    owed = [one for one in logging.owed if may_settle(one)]
    is_to_ask = about.startswith(("nudge:", "ask_later:"))
    warnings = logging.warnings(now)
    menu = TouchMenu(logging.who, owed, warnings, about=about, initial=REQUEST if is_to_ask else "m")
    letter = await screen.app.push_screen_wait(menu)
    if not isinstance(letter, str):
        return False
    logging = replace(logging, settles=tuple(one for one in owed if one.id in menu.settles))
    quick = QUICK[letter]
    draft = TouchDraft(
        contact_id=contact_ids[0],
        at=now,
        kind=quick.kind,
        direction=quick.direction,
        is_request=quick.is_request,
        outcome=Outcome.NO_REPLY if quick.is_request else None,
    )
    if menu.wants_form:
        return await _log_by_form(logging, draft)
    done = await screen.act(lambda store: logging.log(store, draft), logging.in_words(draft))
    if done and quick.is_request and warnings:
        screen.notify(" ".join(warnings), title="Logged anyway", severity="warning", markup=False)
    return bool(done)


def _logging(screen: JournalScreen, contact_ids: tuple[int, ...]) -> _Logging | None:
    """Return what is logged with whom; None if there is nobody."""
    session, now = screen.session, screen.session.now()
    if len(contact_ids) > 1:
        return _Logging(screen, contact_ids, f"{len(contact_ids)} contacts", ())
    contact = session.reader.contacts.by_number(contact_ids[0]) if contact_ids else None
    if contact is None:
        return None
    owed = session.reader.follow_ups.with_contact(contact[0], now, session.day_end())
    return _Logging(screen, contact_ids, shorten_name(contact[1]), tuple(owed))


async def _log_by_form(logging: _Logging, first: TouchDraft) -> bool:
    screen = logging.screen
    settled = ", ".join(one.what for one in logging.settles)
    facts = TouchFacts(
        contact_id=first.contact_id,
        who=logging.who,
        reading=replace(screen.session.date_reading(), now=first.at),
        warn=logging.warnings,
        settles=f"Also settled: {settled}" if settled else "",
    )
    drafts: list[TouchDraft] = []

    def make_form(draft: TouchDraft | None, errors: Mapping[str, str]) -> TouchForm:
        return TouchForm(facts, draft or first, errors)

    def verb(store: "Store", draft: TouchDraft) -> bool:
        drafts.append(draft)
        return logging.log(store, draft)

    about = ",".join(f"contact:{contact_id}" for contact_id in logging.contact_ids)
    done = await screen.ask_and_act(make_form, verb, lambda _: logging.in_words(drafts[-1]), about=about)
    return bool(done)


async def edit_touch(screen: JournalScreen, touch_id: int) -> Touch | None:
    """Change a touch by the form; None when the form was left or there is no such touch.

    It must be called from a worker.
    """
    session = screen.session
    touch = session.reader.touches.get(touch_id)
    logging = None if touch is None else _logging(screen, (touch.contact_id,))
    if touch is None or logging is None:
        return None
    facts = TouchFacts(
        contact_id=touch.contact_id,
        who=logging.who,
        reading=session.date_reading(),
    )
    edited = EditedRecord(touch, lambda: session.reader.touches.get(touch_id), TouchDraft.of)
    before = TouchDraft.of(touch)

    def make_form(draft: TouchDraft | None, errors: Mapping[str, str]) -> TouchForm:
        return TouchForm(facts, draft or before, errors, title=f"Change a touch: {facts.who}")

    return await screen.ask_and_act(
        make_form,
        lambda store, draft: store.touches.edit(touch_id, draft, seen=edited.original),
        lambda _: f"Changed a touch: {facts.who}",
        about=f"touch:{touch_id}",
        merge_changes=edited.merge_changes,
    )


async def delete_touches(screen: JournalScreen, touch_ids: Sequence[int]) -> bool:
    """Ask, then delete touches; return whether it was done. It must be called from a worker."""
    if not touch_ids:
        return False
    what = "this touch" if len(touch_ids) == 1 else f"{len(touch_ids)} touches"
    question = f"Delete {what}, and its outcome?\n\nStage and follow-ups will be updated. u undoes it."
    if not await screen.app.push_screen_wait(Confirm("Delete", question)):
        return False
    return await screen.carry_out(
        lambda store: store.touches.delete(touch_ids), f"Deleted {what}. u undoes it."
    )
