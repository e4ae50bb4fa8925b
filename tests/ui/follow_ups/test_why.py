"""Why something is owed: the rule, the facts it follows from, and where to change that, one key away."""

from datetime import timedelta

import pytest
from textual.widgets import Static

from iitui.domain.contacts import ContactDraft
from iitui.domain.follow_ups import FollowUpId, Kind, Verdict
from iitui.domain.interviews import InterviewDraft, Status
from iitui.domain.takeaways import TakeawayKind
from iitui.domain.touches import Outcome, TouchDraft
from iitui.settings import Settings
from iitui.store.journal import Store
from iitui.ui.follow_ups.why_screen import WhyScreen
from tests.clock import ZONE
from tests.conftest import MakeApp
from tests.store.follow_ups.causes import take
from tests.ui.conftest import NOW
from tests.ui.follow_ups.test_screen import about, go, rows_of
from tests.ui.pilot import press_to, settle


def person(store: Store, name: str = "Dana Ito", **more: object) -> int:
    return store.contacts.add(ContactDraft(name=name, **more)).id  # type: ignore[arg-type]  # as the draft has them


def ask(store: Store, contact: int, days: float, outcome: Outcome = Outcome.NO_REPLY, **more: object) -> int:
    draft = TouchDraft(
        contact_id=contact,
        at=NOW - timedelta(days=days),
        is_request=True,
        outcome=outcome,
        subject="Twenty minutes?",
        **more,  # type: ignore[arg-type]  # as the draft has them
    )
    return store.touches.log(draft).id


def held(store: Store, contact: int, days: float) -> int:
    start = NOW - timedelta(days=days)
    interview = store.interviews.plan(InterviewDraft(contact_id=contact, start=start, zone=ZONE.key))
    store.interviews.mark([interview.id], Status.HELD)
    return interview.id


def second_request(store: Store) -> None:
    dana = person(store)
    ask(store, dana, 40)
    ask(store, dana, 20)


def too_busy(store: Store) -> None:
    ask(store, person(store), 30, Outcome.TOO_BUSY, ask_again_at=NOW - timedelta(days=1))


def promises(store: Store) -> None:
    interview = held(store, person(store), 10)
    for kind in (TakeawayKind.PROMISE_MINE, TakeawayKind.PROMISE_THEIRS, TakeawayKind.ADVICE):
        due = NOW + timedelta(days=2) if kind is TakeawayKind.PROMISE_MINE else None
        take(store, interview, kind, due)


def referral(store: Store) -> None:
    person(store)
    ask(store, person(store, "Kim Lee", referred_by="Dana Ito"), 5)


def own_cadence(store: Store) -> None:
    person(store, cadence_days=45)


def cadence_of_a_tag(store: Store) -> None:
    person(store, tags=["Alumni"])


@pytest.mark.parametrize(
    ("happened", "kind", "told"),
    [
        (
            second_request,
            Kind.NUDGE,
            [
                "You asked them by the mail of Thu 29 Jan",
                "“Twenty minutes?”",
                "You last wrote on Wed 18 Feb",
                "This is nudge 2 of at most 2",
                "nudge_days = 7 in ",
                "settings.toml, and most_nudges = 2",
                "days_off and holidays",
            ],
        ),
        (second_request, Kind.SECOND_NAME, ["second_name_days = 3 in "]),
        (too_busy, Kind.ASK_LATER, ["They were too busy on Sun 8 Feb 2026, and named Mon 9 Mar 10:00"]),
        (
            promises,
            Kind.MY_PROMISE,
            ["You promised on ", "The zoning code", "The day that was named is Thu 12"],
        ),
        (
            promises,
            Kind.INTRODUCTION,
            ["They promised on ", "The zoning code", "introduction_days = 7 in "],
        ),
        (promises, Kind.REPORT_BACK, ["Not told yet: The zoning code", "report_days = 21 in "]),
        (referral, Kind.TELL_THE_REFERRER, ["Dana Ito named Kim Lee.", "You asked them on Thu 5 Mar"]),
        (
            own_cadence,
            Kind.KEEP_IN_TOUCH,
            ["45 days may pass", "Dana Ito has a cadence of 45 days: c, then e"],
        ),
        (cadence_of_a_tag, Kind.KEEP_IN_TOUCH, ["#Alumni asks for a touch every 90 days: [tag_cadence] in "]),
    ],
)
async def test_y_tells_the_facts_and_where_to_change_them(
    make_app: MakeApp, store: Store, happened, kind: Kind, told: list[str]
) -> None:
    happened(store)
    app = make_app(Settings(tag_cadence={"alumni": 90}))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        key = next(row.key for row in rows_of(screen) if str(row.key).startswith(f"{kind}:"))
        screen.owed_list.move_to(key)
        why = await press_to(pilot, WhyScreen, "y")
        words = " ".join(str(why.query_one(".why--words", Static).visual).split())
        assert [one for one in told if one not in words] == []
        await pilot.press("y", "y", "y")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen
        assert screen.owed_list.cursor_key == key


async def test_what_was_settled_tells_how_by_which_touch_and_why(make_app: MakeApp, store: Store) -> None:
    dana = person(store)
    interview = held(store, dana, 2)
    sent = store.touches.log(TouchDraft(contact_id=dana, at=NOW, subject="Thank you [/]"))
    store.follow_ups.done([FollowUpId(Kind.THANK_YOU, interview)], by=sent.id)
    store.follow_ups.waive([FollowUpId(Kind.DEBRIEF, interview)], "[red]It went to voicemail[/]")
    app = make_app()
    async with app.run_test(size=(140, 30)) as pilot:
        screen = await go(pilot)
        await pilot.press("v")
        await settle(pilot)
        words = set()
        for key in [row.key for row in rows_of(screen) if str(row.key).startswith("settled")]:
            screen.owed_list.move_to(key)
            await settle(pilot)
            words.add(about(screen).split("\n\n")[1])
        assert any("by the mail of Tue 10 Mar 10:00, “Thank you [/]”" in one for one in words)
        assert any("because: [red]It went to voicemail[/]" in one for one in words)


async def test_a_touch_done_again_and_again_has_a_line_for_each_time(make_app: MakeApp, store: Store) -> None:
    dana = person(store, cadence_days=1)
    store.touches.log(TouchDraft(contact_id=dana, at=NOW - timedelta(days=20)))
    name = FollowUpId(Kind.KEEP_IN_TOUCH, dana)
    store.follow_ups.done([name])
    app = make_app()
    app.session._clock.forward(days=3)  # type: ignore[attr-defined]  # the clock of the tests
    store.follow_ups.done([name])
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await go(pilot)
        await pilot.press("v")
        await settle(pilot)
        keys = [row.key for row in rows_of(screen) if str(row.key).startswith("settled")]
        assert len(keys) == len(set(keys)) == 2
        told = store.reader.follow_ups.settled()
        assert [one.verdict for one in told] == [Verdict.DONE] * 2


async def test_no_line_says_a_name_twice(make_app: MakeApp, store: Store) -> None:
    promises(store)
    second_request(store)
    app = make_app()
    async with app.run_test(size=(160, 45)) as pilot:
        screen = await go(pilot)
        lines = [" ".join(str(cell) for cell in row.cells) for row in rows_of(screen) if not row.heading]
        assert len(lines) > 4
        assert [line for line in lines if line.count("Dana Ito") != 1] == []
