"""The referral tree: who led to whom and what came of each name, as a page and for JSON."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import say_day
from iitui.domain.referrals import Referral, ReferralTree
from iitui.domain.text import comma_join, several
from iitui.reports.outline import Outline, OutlineLine
from iitui.reports.pages import Fact, Page, Section
from iitui.reports.records import Record


def around(tree: ReferralTree, contact_id: int) -> list[int]:
    """Return a contact with everybody above and everybody below, from top to bottom."""
    return [*tree.path(contact_id), *tree.below(contact_id)]


def referrals_page(tree: ReferralTree, now: datetime, zone: ZoneInfo, contact_id: int | None = None) -> Page:
    """Return the page of all trees, or of those around one contact.

    Args:
        tree: the trees.
        now: the present instant.
        zone: the user's.
        contact_id: the contact; None for all trees.
    """
    shown = tree.lines() if contact_id is None else around(tree, contact_id)
    title = "Referrals" if contact_id is None else f"Referrals around {tree.people[contact_id].name}"
    lines = [_outline_line(tree, tree.people[each], stressed=each == contact_id) for each in shown]
    return Page(
        title,
        [
            Section("", [*_facts(tree, shown), Fact("As of", say_day(now.astimezone(zone).date()))]),
            Section("Who referred whom", [Outline(lines)] if lines else []),
        ],
    )


def referral_records(tree: ReferralTree, contact_id: int | None = None) -> list[Record]:
    """Return the lines of all trees for JSON, or of those around one contact, from top to bottom."""
    shown = tree.lines() if contact_id is None else around(tree, contact_id)
    return [_record(tree, tree.people[each]) for each in shown]


def _record(tree: ReferralTree, person: Referral) -> Record:
    counts = tree.counts[person.contact_id]
    return {
        "id": person.contact_id,
        "name": person.name,
        "organization": person.organization,
        "role": person.role,
        "depth": tree.depths[person.contact_id],
        "referred_by": tree.parents.get(person.contact_id),
        "name_permission": person.permission.value if person.referrer_id else None,
        "stage": person.stage.value,
        "asked": person.was_asked,
        "agreed": person.has_agreed,
        "met": person.was_met,
        "named_below": counts._asdict(),
    }


def _facts(tree: ReferralTree, shown: Sequence[int]) -> Iterable[Fact]:
    people = [tree.people[each] for each in shown]
    named = [person for person in people if person.contact_id in tree.parents]
    on_top = len(people) - len(named)
    top = "1 person at the top" if on_top == 1 else f"{on_top} people at the top"
    yield Fact("Names", f"{len(named)}, from {top}")
    asked, agreed, met = (
        sum(getattr(person, fact) for person in named) for fact in ("was_asked", "has_agreed", "was_met")
    )
    yield Fact("Outcome", f"{asked} asked, {agreed} agreed, {met} met")
    circles = sum(each in tree.cuts for each in shown)
    if circles:
        yield Fact(
            "Caution", f"{several(circles, 'loop')} of people who named each other, cut at one of them"
        )


def _outline_line(tree: ReferralTree, person: Referral, *, stressed: bool) -> OutlineLine:
    return OutlineLine(
        person.name,
        comma_join(person.role, person.organization),
        "; ".join(_notes(tree, person)),
        tree.depths[person.contact_id],
        stressed,
    )


def _notes(tree: ReferralTree, person: Referral) -> Iterable[str]:
    yield person.stage.value
    referrer = tree.people.get(person.referrer_id or 0)
    if person.contact_id in tree.cuts and referrer is not None:
        yield f"a loop: named by {referrer.name}"
    elif referrer is not None and not person.was_met:
        yield person.permission.in_words
    counts = tree.counts[person.contact_id]
    if counts.named:
        people = "1 person" if counts.named == 1 else f"{counts.named} people"
        yield f"referred you to {people}, {counts.met or 'none'} met"
    if person.archived:
        yield "archived"
