"""The life of one referral, from being named to keeping in touch, looked at each evening for 120 days.

Each follow-up appears on its day, once, and goes when its cause is settled: in `iitui due` every evening, and
on the Follow-ups screen of a real terminal on the days on which something is due.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

from iitui.domain.contacts import ContactDraft
from iitui.domain.debriefs import Debrief, DebriefDraft, DebriefTakeaway
from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.interviews import InterviewDraft
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.domain.touches import Outcome, TouchDraft
from iitui.store.check.inspection import inspect
from iitui.store.journal import Store
from tests.cli.conftest import Run
from tests.clock import FIGURES, ZONE, MovableClock
from tests.terminal import Terminal

FIRST = date(2026, 9, 14)
"""A Monday; daylight saving ends on the forty-eighth day after it, a Sunday."""

DAYS = 120

Look = Callable[[], list[str]]
"""Prints what is due, and returns the kinds of the lines, sorted."""


class Life:
    """What happens on which day: the facts, and what is done about what they ask for."""

    def __init__(self, journal: Path, run: Run) -> None:
        """Begin on the first morning, on which Prof. Lee has named Rosa Lindt, and she is asked."""
        self.journal = journal
        self.run = run
        self.clock = MovableClock(at(0, 10))
        with self.store() as store:
            self.referrer = store.contacts.add(ContactDraft(name="Prof. Lee")).id
            rosa = ContactDraft(
                name="Rosa Lindt", organization="Beaumont", referred_by="Prof. Lee", cadence_days=45
            )
            self.rosa = store.contacts.add(rosa).id
        self.requests: list[int] = []
        self.ask()

    def store(self) -> "OpenStore":
        """Open the journal at the time of the clock; within a `with` block."""
        return OpenStore(self.journal, self.clock)

    def ask(self, *settles: FollowUpId) -> None:
        draft = TouchDraft(contact_id=self.rosa, at=self.clock.now, is_request=True, outcome=Outcome.NO_REPLY)
        with self.store() as store:
            self.requests.append(store.touches.log(draft, settles).id)

    def write(self, kind: Kind, subject: int, to: int | None = None) -> None:
        """Write to somebody, which settles a follow-up."""
        draft = TouchDraft(contact_id=to or self.rosa, at=self.clock.now)
        with self.store() as store:
            store.touches.log(draft, [FollowUpId(kind, subject)])

    def tell(self) -> None:
        self.write(Kind.TELL_THE_REFERRER, self.rosa, self.referrer)

    def tell_and_ask_nobody_else(self) -> None:
        self.tell()
        assert self.run("waive", f"second_name:{self.requests[0]}")[0] == 0

    def nudge(self) -> None:
        self.ask(FollowUpId(Kind.NUDGE, self.requests[0]))

    def hear_that_she_is_busy(self) -> None:
        with self.store() as store:
            store.touches.answer(self.requests[-1], Outcome.TOO_BUSY, ask_again_at=at(28, 10))

    def plan(self) -> None:
        start = at(36, 14)
        with self.store() as store:
            store.touches.answer(self.requests[-1], Outcome.AGREED)
            planned = InterviewDraft(contact_id=self.rosa, start=start, zone=ZONE.key, minutes=30)
            self.interview = store.interviews.plan(planned).id

    def do_all(self) -> None:
        lines = json.loads(self.run("due", "--json")[1])
        assert self.run("done", *(line["id"] for line in lines))[0] == 0

    def write_down(self) -> None:
        taken = (
            (TakeawayKind.PROMISE_MINE, None),
            (TakeawayKind.PROMISE_THEIRS, at(46, 9)),
            (TakeawayKind.ADVICE, None),
        )
        takeaways = tuple(
            DebriefTakeaway(
                takeaway=TakeawayDraft(interview_id=self.interview, kind=kind, text="The code", due_at=due)
            )
            for kind, due in taken
        )
        with self.store() as store:
            store.debriefs.write(
                self.interview, DebriefDraft(debrief=Debrief(news="Much."), takeaways=takeaways)
            )
            noted = store.reader.contacts.takeaways(self.rosa)
        self.mine, self.theirs = (
            next(one.id for one in noted if one.kind is kind)
            for kind in (TakeawayKind.PROMISE_MINE, TakeawayKind.PROMISE_THEIRS)
        )

    def days(self) -> Mapping[int, tuple[list[str], Callable[[], None]]]:
        """By day, the kinds of what is due that evening, and what is done then."""
        return {
            3: (["second_name", "tell_the_referrer"], self.tell_and_ask_nobody_else),
            9: (["nudge"], self.nudge),
            11: ([], self.hear_that_she_is_busy),
            14: (["tell_the_referrer"], self.tell),
            28: (["ask_later"], self.ask),
            30: ([], self.plan),
            31: (["preparation"], self.do_all),
            34: (["preparation"] * 3, self.do_all),
            35: (["confirm", *["preparation"] * 3], self.do_all),
            36: (["debrief"], self.write_down),
            37: (["thank_you"], lambda: self.write(Kind.THANK_YOU, self.interview)),
            39: (["tell_the_referrer"], self.tell),
            43: (["my_promise"], lambda: self.write(Kind.MY_PROMISE, self.mine)),
            46: (["introduction"], lambda: self.write(Kind.INTRODUCTION, self.theirs)),
            57: (["report_back"], lambda: self.write(Kind.REPORT_BACK, self.interview)),
            102: (["keep_in_touch"], lambda: self.write(Kind.KEEP_IN_TOUCH, self.rosa)),
        }


class OpenStore:
    """A store within a `with` block."""

    def __init__(self, journal: Path, clock: MovableClock) -> None:
        """Open it."""
        self.opened = Store.open(journal, clock, FIGURES)

    def __enter__(self) -> Store:
        return self.opened

    def __exit__(self, *_: object) -> None:
        self.opened.close()


def at(day: int, hour: int) -> datetime:
    """An hour of a day of this life, as the clocks of Detroit show it."""
    return datetime.combine(FIRST + timedelta(days=day), time(hour), tzinfo=ZONE)


def assert_is_on_screen(journal: Path, home: Path, words: str) -> None:
    """Look at the Follow-ups screen in a real terminal."""
    with Terminal(["--db", str(journal)], home, columns=200) as terminal:
        terminal.wait_for("Follow-ups")
        terminal.press("5")
        terminal.wait_for(words)
        terminal.rest(0.2)
        terminal.press("q")
        assert terminal.wait() == 0


def test_every_follow_up_of_a_referral_appears_on_its_day_once(
    journal: Path, run: Run, home: Path, monkeypatch
):
    life = Life(journal, run)
    days = life.days()
    seen: dict[int, list[str]] = {}
    for day in range(DAYS + 1):
        life.clock.now = at(day, 20)
        monkeypatch.setenv("IITUI_NOW", life.clock.now.isoformat())
        lines = json.loads(run("due", "--json")[1])
        expected, act = days.get(day, ([], None))
        assert sorted(line["kind"] for line in lines) == expected, f"on day {day}"
        if lines:
            seen[day] = expected
            assert all(line["due"][:10] in (f"{at(day, 20):%F}", f"{at(day + 1, 0):%F}") for line in lines)
            if day in (3, 28, 57, 102):
                assert_is_on_screen(journal, home, lines[0]["what"][:16])
        if act is not None:
            act()
            assert json.loads(run("due", "--json")[1]) == [], f"settled on day {day}"
    assert seen == {day: expected for day, (expected, _) in days.items() if expected}
    with life.store() as store:
        settled = store.reader.follow_ups.settled()
        later = store.reader.follow_ups.owed(life.clock.now, life.clock.now)
    by_facts = ("preparation", "debrief", "ask_later")
    expected = [kind for kinds in seen.values() for kind in kinds if kind not in by_facts]
    assert sorted(one.id.kind.value for one in settled) == sorted(expected)
    assert [one.done_by_id is not None for one in settled].count(True) == 9, "the others by word"
    assert {one.id.kind for one in later} == {Kind.KEEP_IN_TOUCH}, "the next one, in its time"
    assert inspect(journal) == []
