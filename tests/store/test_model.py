"""All verbs in any order, with undo and redo in between, beside a model in plain Python.

After each act the journal holds the facts of the model, what is owed and how far things are with each person
follow from them, and undo and redo lead through the very rows that were there before. In the end everything
is undone, which gives the first state to the byte of every row, and done again. A few such walks in every
run, 200 longer ones with IITUI_PROOF=1 (a quarter of an hour).
"""

import pickle
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from iitui.domain.dates.business_days import BusinessCalendar
from iitui.domain.rule_figures import RuleFigures
from iitui.store.journal import Store
from iitui.store.schema.recorded_tables import recorded_tables
from tests.clock import MORNING, ZONE, MovableClock
from tests.proof import IS_WHOLE, inputs, size
from tests.store.journal_contents import Rows, assert_agrees, plain_connection, record_rows
from tests.store.model.expected_views import owed, stage_of
from tests.store.model.facts import facts_of
from tests.store.model.model import Model
from tests.store.model.rules import DAYS_OFF, MOST_NUDGES, NUDGE_DAYS, SECOND_NAME_DAYS, TAG_CADENCE
from tests.store.random_acts import ACTS, CHOICES, REFUSALS, Hand, writers

LOOKED_OVER_EVERY = 20
ALL = 10_000
EMPTY, FURNISHED = 0, 1
CONTINUING = {"contacts.permit", "live.note"}
"""Acts that become part of the one before, if that was about the same record."""

NOT_WALKED = {"origin_key"}

FIGURES = RuleFigures(
    {"nudge_days": NUDGE_DAYS, "second_name_days": SECOND_NAME_DAYS, "most_nudges": MOST_NUDGES},
    tag_cadence=TAG_CADENCE,
    calendar=BusinessCalendar(days_off=DAYS_OFF),
    zone=ZONE,
)


class Told:
    """The verbs of one subject; each tells the model what it was given and what it returned."""

    def __init__(self, verbs: object, subject: str, model: Model) -> None:
        self._verbs = verbs
        self._subject = subject
        self._model = model

    def __getattr__(self, verb: str) -> Callable[..., object]:
        act = getattr(self._verbs, verb)
        tell = getattr(self._model, f"{self._subject}_{verb}")

        def act_and_tell(*arguments: object, **options: object) -> object:
            self._model.remember()
            result = act(*arguments, **options)
            tell(result, *arguments, **options)
            return result

        return act_and_tell


class ToldStore:
    """A store of which a model is told everything."""

    def __init__(self, store: Store, model: Model) -> None:
        for subject in writers(store):
            setattr(self, subject, Told(getattr(store, subject), subject, model))
        self.together = store.together
        self._store = store

    @property
    def reader(self) -> object:
        return self._store.reader


class Journal(RuleBasedStateMachine):
    """One journal, one model, and every state that both have been through."""

    templates: Sequence[Path]

    @initialize(template=st.sampled_from((EMPTY, FURNISHED)))
    def open(self, template: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="iitui-model-"))
        self.path = self.folder / "journal.db"
        shutil.copy(self.templates[template], self.path)
        self.clock = MovableClock(MORNING)
        self.store = Store.open(self.path, self.clock, FIGURES)
        with plain_connection(self.path) as connection:
            self.model = Model(facts_of(connection), lambda: self.store.reader, self.clock)
        self.hand = self._hand()
        self.states: list[tuple[dict[str, Rows], bytes]] = []
        self.place = -1
        self.steps = 0
        self.is_sound = True
        self._arrive()

    def _hand(self) -> Hand:
        told = ToldStore(self.store, self.model)
        return Hand(told, self.path, self.clock, Random(0))  # type: ignore[arg-type]  # stands in for a store

    def _arrive(self) -> None:
        """A new state; those that were undone are gone."""
        del self.states[self.place + 1 :]
        self.states.append((record_rows(self.path), pickle.dumps(self.model.facts)))
        self.place += 1

    @rule(names=st.lists(st.sampled_from(CHOICES), min_size=3, max_size=15), seed=st.integers(0, 10**6))
    def act(self, names: list[str], seed: int) -> None:
        self.hand.rng = Random(seed)
        self.is_sound = False
        for name in names:
            self._act_once(name)
        self.is_sound = True

    def _act_once(self, name: str) -> None:
        before = len(self.store.history.acts(ALL))
        kept = pickle.dumps(self.model.facts)
        try:
            self.hand.act(name)
        except REFUSALS:
            self.model.facts = pickle.loads(kept)
            assert record_rows(self.path) == self.states[self.place][0], "what is refused changes nothing"
            return
        after = len(self.store.history.acts(ALL))
        if record_rows(self.path) == self.states[self.place][0]:
            assert after == before, "what changes nothing is no step"
        else:
            if name in CONTINUING and after <= before == self.place:
                self.place -= 1  # the step before is another one now, or none if it is undone by this
            if after == self.place + 1:
                self._arrive()
            assert record_rows(self.path) == self.states[self.place][0]
            assert after == self.place, "one act, one step"
        self.the_journal_is_what_the_model_says()
        self.what_follows_is_what_the_model_counts_out()

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self) -> None:
        self.store.history.undo()
        self._go(-1)

    @precondition(lambda self: self.place + 1 < len(self.states))
    @rule()
    def redo(self) -> None:
        self.store.history.redo()
        self._go(1)

    def _go(self, by: int) -> None:
        self.place += by
        rows, facts = self.states[self.place]
        assert record_rows(self.path) == rows
        self.model.facts = pickle.loads(facts)

    @rule(hours=st.sampled_from((1, 20, 24 * 12)))
    def let_time_pass(self, hours: int) -> None:
        self.clock.forward(hours=hours)

    @rule()
    def open_again(self) -> None:
        self.hand.close()
        self.store.close()
        self.store = Store.open(self.path, self.clock, FIGURES)
        self.hand = self._hand()

    @invariant()
    def the_journal_is_what_the_model_says(self) -> None:
        with plain_connection(self.path) as connection:
            assert facts_of(connection) == self.model.facts
        self.steps += 1
        if self.steps % LOOKED_OVER_EVERY == 0:
            assert_agrees(self.path)

    @invariant()
    def what_follows_is_what_the_model_counts_out(self) -> None:
        now, facts = self.clock.now, self.model.facts
        reader = self.store.reader
        expected = owed(facts, now)
        found = {one.id: one.due for one in reader.follow_ups.owed(now, now)}
        assert {
            name: due if expected.get(name) is not None else None for name, due in found.items()
        } == expected
        rows = reader.contacts.page("", 0, ALL, now, now) + reader.contacts.page(
            "", 0, ALL, now, now, archived=True
        )
        assert {row.id: row.stage for row in rows} == {
            one: stage_of(facts, one, now) for one in facts.contacts
        }
        assert reader.contacts.count() == sum(not person.archived for person in facts.contacts.values())

    def _undo_and_redo_all(self) -> None:
        while self.place > 0:
            self.undo()
        assert record_rows(self.path) == self.states[0][0]
        while self.place + 1 < len(self.states):
            self.redo()
        assert_agrees(self.path)

    def teardown(self) -> None:
        if not hasattr(self, "folder"):
            return
        try:
            if self.is_sound:
                self._undo_and_redo_all()
        finally:
            self.hand.close()
            self.store.close()
            shutil.rmtree(self.folder)


def furnish(path: Path) -> None:
    """Make a journal in which every kind of record has rows, by acts that nobody can undo any more."""
    clock = MovableClock(MORNING)
    store = Store.open(path, clock, FIGURES)
    hand = Hand(store, path, clock, Random(1))
    for _ in range(4):
        for name in ACTS:
            if not name.endswith(("delete", "merge", "untag", "drop", "delete_reminders", "remove")):
                with suppress(*REFUSALS):
                    hand.act(name)
    store.history.forget()
    hand.close()
    store.close()
    assert all(record_rows(path)[table] for table in recorded_tables() if table not in NOT_WALKED)


def test_the_journal_is_the_model_through_undo_and_redo(tmp_path: Path):
    Journal.templates = (tmp_path / "empty.db", tmp_path / "furnished.db")
    Store.open(Journal.templates[EMPTY], MovableClock(MORNING)).close()
    furnish(Journal.templates[FURNISHED])
    run_state_machine_as_test(Journal, settings=inputs(6, 200, steps=size(14, 50), shrinks=IS_WHOLE))


def test_every_verb_is_walked_and_modelled(store: Store):
    verbs = {
        f"{subject}.{name}"
        for subject in writers(store)
        for name in dir(getattr(store, subject))
        if name[0] != "_"
    }
    apart = {"calendar.keep_files", "calendar.keep_place", "calendar.tell"}  # they are no acts
    verbs -= apart
    assert verbs == set(ACTS) - {"together"}
    assert all(hasattr(Model, verb.replace(".", "_")) for verb in verbs)
