"""Three journals, each with a folder of its own between which files are carried late, twice or not at all.

Whatever is done and undone in each, and whenever they share: in the end, once every file has come everywhere,
all hold the same; what somebody added and nobody deleted is there, and what was deleted stays deleted.
"""

import os
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from iitui.domain.identity import uids
from iitui.domain.sharing import ShareOptions
from iitui.store.check.inspection import inspect
from iitui.store.journal import Store
from iitui.store.share.folder import ENDING
from iitui.store.share.rows import read_journal
from iitui.store.share.tables import SHARED, Records
from tests.clock import MORNING, MovableClock
from tests.proof import IS_WHOLE, inputs, size
from tests.store.journal_contents import plain_connection
from tests.store.random_acts import Hand

DEVICES = ("laptop", "desk", "phone")
NAMED = [table for table, shared in SHARED.items() if shared.key == ("uid",)]
CIRCLE = "They're their own referrer, through others."
"""What two users can bring about who each say who named whom; check tells it."""


class Device:
    """One journal, its folder, and what its user has added and deleted."""

    def __init__(self, name: str, base: Path, template: Path, clock: MovableClock) -> None:
        self.name = name
        self.path = base / f"{name}.db"
        shutil.copy(template, self.path)
        self.folder = base / name
        self.folder.mkdir()
        self.store = Store.open(self.path, clock)
        self.hand = Hand(self.store, self.path, clock, Random(0))
        self.kept: list[bytes] = []
        self.added: set[tuple[str, str]] = set()
        self.deleted: set[tuple[str, str]] = set()
        self.taken_out: set[tuple[str, str]] = set()
        """What was deleted after it was shared: a copy that was never shared cannot say what it lacks."""

    def records(self) -> Records:
        with plain_connection(self.path) as connection:
            return read_journal(connection).records

    def keys(self) -> set[tuple[str, str]]:
        records = self.records()
        return {(table, key) for table in NAMED for key in records[table]}

    def act(self, steps: int) -> None:
        before = self.keys()
        for _ in range(steps):
            self.hand.step()
            after = self.keys()
            self.added |= after - before
            self.deleted |= before - after
            if self.kept:
                self.taken_out |= before - after
            before = after

    def share(self) -> str:
        report = self.store.sharing.run(self.folder, ShareOptions(device=self.name))
        own = self.folder / report.file
        self.kept.append(own.read_bytes())
        self.own = own.name
        return report.act

    def close(self) -> None:
        self.hand.close()
        self.store.close()


class Folders(RuleBasedStateMachine):
    """Three devices."""

    templates: tuple[Path, ...]

    @initialize(template=st.sampled_from((0, 1)), seed=st.integers(0, 10**6))
    def open(self, template: int, seed: int) -> None:
        uids.random_bytes = Random(seed).randbytes
        self.base = Path(tempfile.mkdtemp(prefix="iitui-share-"))
        clock = MovableClock(MORNING)
        self.devices = [Device(name, self.base, self.templates[template], clock) for name in DEVICES]
        self.beginning = self.devices[0].keys()

    @rule(device=st.integers(0, 2), seed=st.integers(0, 10**6), steps=st.integers(1, 6))
    def act(self, device: int, seed: int, steps: int) -> None:
        self.devices[device].hand.rng = Random(seed)
        self.devices[device].act(steps)

    @rule(device=st.integers(0, 2))
    def share(self, device: int) -> None:
        self.devices[device].share()

    @rule(source=st.integers(0, 2), to=st.integers(0, 2), age=st.integers(0, 3), part=st.booleans())
    def carry(self, source: int, to: int, age: int, part: bool) -> None:
        """A file arrives: the latest, an older one, or a part of it."""
        kept = self.devices[source].kept
        if source == to or not kept:
            return
        content = kept[max(0, len(kept) - 1 - age)]
        name = self.devices[source].own
        (self.devices[to].folder / name).write_bytes(content[: len(content) // 2] if part else content)

    def _carry_all(self) -> None:
        for source in self.devices:
            for target in self.devices:
                if source is not target and source.kept:
                    (target.folder / source.own).write_bytes(source.kept[-1])

    def _share_until_quiet(self) -> None:
        for device in self.devices:
            device.share()
        self._carry_all()
        for _ in range(5):
            before = [device.kept[-1:] for device in self.devices]
            for device in self.devices:
                device.share()
            self._carry_all()
            if before == [device.kept[-1:] for device in self.devices]:
                return
        raise AssertionError("the devices do not come to rest")

    def teardown(self) -> None:
        if not hasattr(self, "devices"):
            return
        try:
            self._share_until_quiet()
            first = self.devices[0].records()
            for other in self.devices[1:]:
                assert_same(first, other.records())
            self._nothing_is_lost(self.devices[0].keys())
            for device in self.devices:
                told = {one.what for one in device.store.sharing.findings()} | {CIRCLE}
                found = [one for one in inspect(device.path) if one.what not in told]
                assert found == [], device.name
                acts = device.store.history.acts()
                assert device.share() == ""
                assert device.store.history.acts() == acts
        finally:
            uids.random_bytes = os.urandom
            for device in self.devices:
                device.close()
            shutil.rmtree(self.base)

    def _nothing_is_lost(self, present: set[tuple[str, str]]) -> None:
        added = self.beginning.union(*(device.added for device in self.devices))
        deleted = set().union(*(device.deleted for device in self.devices))
        lost = {one for one in added - deleted - present if one[0] in ("contact", "question")}
        assert lost == set(), "what nobody deleted is there"
        revived = set().union(*(device.added & device.deleted for device in self.devices))
        taken_out = set().union(*(device.taken_out for device in self.devices))
        back = {one for one in (taken_out - revived) & present if one[0] != "question"}
        assert back == set(), "what was deleted stays so"


def assert_same(first: Records, other: Records) -> None:
    for table in SHARED:
        assert first[table].keys() == other[table].keys(), table
        for key, record in first[table].items():
            assert record == other[table][key], f"{table} {key}"


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """An empty journal, and one with records, of which copies are made before anything was shared."""
    folder = tmp_path_factory.mktemp("templates")
    paths = (folder / "empty.db", folder / "furnished.db")
    clock = MovableClock(MORNING)
    for path in paths:
        store = Store.open(path, clock)
        with closing(Hand(store, path, clock, Random(3))) as hand:
            for _ in range(0 if path is paths[0] else 30):
                hand.step()
        store.close()
    return paths


def test_three_journals_come_to_hold_the_same(templates: tuple[Path, ...]):
    Folders.templates = templates
    run_state_machine_as_test(Folders, settings=inputs(5, 300, steps=size(12, 40), shrinks=IS_WHOLE))


def test_there_is_a_name_for_the_files(tmp_path: Path, store: Store):
    store.sharing.run(tmp_path, ShareOptions(device="Émile’s laptop"))
    assert [path.name.startswith("emile-s-laptop-") for path in tmp_path.glob(f"*{ENDING}")] == [True]
