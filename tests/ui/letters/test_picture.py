"""What a letter looks like. Stored with `--snapshot-update`; what changes is shown in a report."""

import pytest

from iitui.store.journal import Store
from tests.ui.letters.steps import MINE, held, person
from tests.ui.test_snapshots import presses


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
def test_a_thank_you_with_what_was_noted(snap_compare, make_app, store: Store, monkeypatch, size):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)
    held(store, person(store))
    keys = ("5", "w", "enter", *"Yes", "full_stop", "escape")
    assert snap_compare(make_app(MINE), terminal_size=size, run_before=presses(*keys))
