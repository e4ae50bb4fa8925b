"""The answer box draws only the line that was edited, and looks as if it had drawn all."""

from random import Random

import pytest

from iitui.store.journal import Store
from iitui.ui.live.keys import AnswerBox
from tests.conftest import MakeApp
from tests.ui.conftest import NOW
from tests.ui.live.steps import box, interview, start
from tests.ui.pilot import drawn

KEYS = [
    *"abcdefg   é山🙂()",
    *["space"] * 4,
    *["backspace"] * 4,
    *[
        "enter",
        "delete",
        "left",
        "right",
        "up",
        "down",
        "home",
        "end",
        "ctrl+w",
        "ctrl+k",
        "ctrl+u",
        "shift+left",
    ],
    *["shift+up", "ctrl+underscore", "ctrl+y", "pagedown"],
]


@pytest.mark.parametrize("seed", range(2))
async def test_it_looks_as_if_it_had_drawn_all(store: Store, make_app: MakeApp, seed: int) -> None:
    rng = Random(seed)
    interview(store, NOW)
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await start(pilot)
        answer = box(pilot)
        answer.cursor_blink = False
        for _ in range(20):
            await pilot.press(*(rng.choice(KEYS) for _ in range(rng.randint(1, 8))))
            await pilot.pause()
            seen = drawn(app)
            answer.refresh()
            await pilot.pause()
            assert _lines(seen) == _lines(drawn(app))


def _lines(text: str) -> list[str]:
    """The lines of the box, without those of the clock and without the times at the borders."""
    return [line for line in text.splitlines() if line.startswith(("│", "║"))][3:]


async def test_a_letter_draws_one_line(
    store: Store, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview(store, NOW)
    app = make_app()
    drawn_lines: list[int] = []
    render_line = AnswerBox.render_line

    def count(self: AnswerBox, y: int):
        drawn_lines.append(y)
        return render_line(self, y)

    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        box(pilot).cursor_blink = False
        await pilot.press("a")
        await pilot.pause()
        monkeypatch.setattr(AnswerBox, "render_line", count)
        await pilot.press("b")
        await pilot.pause()
        assert set(drawn_lines) == {0}
