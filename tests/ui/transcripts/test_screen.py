"""Transcripts beside the questions: reading, searching, taking passages over, attaching, deleting."""

from pathlib import Path
from time import monotonic

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from iitui.domain.transcripts import TranscriptDraft, TranscriptFormat
from iitui.interchange.transcripts import passages_of
from iitui.store.journal import Store
from iitui.ui.interviews.debrief_form import DebriefForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.dialogs.file_picker import FilePicker
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.transcripts.screen import TranscriptScreen
from tests.conftest import MakeApp
from tests.ui.conftest import Look
from tests.ui.interviews.steps import add_contact, open_list, plan
from tests.ui.pilot import drawn, messages, settle, until_screen

TALK = """WEBVTT

00:01.000 --> 00:04.000
<v Dana Ito>Nights are long.

00:09.000 --> 00:12.000
<v Me>How long?

00:20.000 --> 00:22.000
<v Dana Ito>Twelve hours, [/] [@click=app.quit]x[/].
"""


@pytest.fixture
def over(store: Store) -> int:
    """An interview with two questions."""
    number = plan(store, add_contact(store), hours=-2)
    bank = store.reader.questions.bank()
    store.questions.pick(number, [bank[0].question.id, bank[1].question.id])
    return number


def attach(store: Store, interview_id: int, text: str = TALK, name: str = "talk.vtt") -> int:
    draft = TranscriptDraft(interview_id=interview_id, name=name, format=TranscriptFormat.WEBVTT, text=text)
    return store.transcripts.attach(draft).id


async def open_transcript(pilot: Pilot[None]) -> TranscriptScreen:
    await open_list(pilot)
    await pilot.press("t")
    return await until_screen(pilot, TranscriptScreen)


def passages(screen: TranscriptScreen) -> list[str]:
    rows = screen.query_one("#passages", RowList).source.rows(0, 100)
    return [" | ".join(map(str, row.cells)) for row in rows]


def answers(look: Look, interview_id: int) -> list[str]:
    return [item.answer for item in look().questions.plan(interview_id)]


async def test_a_passage_is_taken_over_with_one_key_and_undone(
    make_app: MakeApp, store: Store, over: int, look: Look
) -> None:
    attach(store, over)
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await open_transcript(pilot)
        assert passages(screen)[0] == "0:01 | Dana Ito | Nights are long."
        assert "iitui never records" in drawn(app)
        await pilot.press("enter")
        await settle(pilot)
        assert answers(look, over) == ["Nights are long.", ""]
        assert messages(app)[-1].startswith("Answered “")
        await pilot.press("j", "j", "a")
        await settle(pilot)
        assert answers(look, over)[0] == "Nights are long.\n\nTwelve hours, [/] [@click=app.quit]x[/]."
        assert messages(app)[-1].startswith("Added to “")
        await pilot.press("u")
        await settle(pilot)
        assert answers(look, over) == ["Nights are long.", ""]
        await pilot.press("A")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await settle(pilot)
        assert answers(look, over)[0].startswith("Twelve hours")


async def test_marked_passages_go_to_the_question_that_is_chosen(
    make_app: MakeApp, store: Store, over: int, look: Look
) -> None:
    attach(store, over)
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_transcript(pilot)
        screen.query_one("#asked", RowList).focus()
        await pilot.press("j")
        screen.query_one("#passages", RowList).focus()
        await pilot.press("space", "space", "enter")
        await settle(pilot)
        assert answers(look, over) == ["", "Nights are long.\nHow long?"]
        assert screen.query_one("#passages", RowList).marked == ()


async def test_search_narrows_and_escape_clears(make_app: MakeApp, store: Store, over: int) -> None:
    attach(store, over)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_transcript(pilot)
        await pilot.press("slash", *"HÖURS dana", "enter")
        assert [row.split(" | ")[0] for row in passages(screen)] == ["0:20"]
        await pilot.press("slash", "escape")
        assert len(passages(screen)) == 3


async def test_attach_from_the_list_the_transcript_and_the_debrief(
    make_app: MakeApp, over: int, look: Look, tmp_path: Path
) -> None:
    (tmp_path / "talk.vtt").write_text(TALK, "utf-8")
    (tmp_path / "talk.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "notes.md").write_text("# Talk\n\n- **Dana**: nights\n", "utf-8")
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_list(pilot)
        await pilot.press("t")
        await until_screen(pilot, FilePicker)
        await pilot.press("slash", *str(tmp_path / "talk.pdf"), "enter")
        await pilot.pause(0.1)
        picker = await until_screen(pilot, FilePicker)
        assert "is a PDF" in str(picker.query_one(".picker--refused", Static).content)
        await pilot.press("slash", *["backspace"] * 3, *"vtt", "enter")
        screen = await until_screen(pilot, TranscriptScreen)
        assert "Attached talk.vtt: WebVTT, 3 passages." in messages(app)
        await pilot.press("n")
        await until_screen(pilot, FilePicker)
        await pilot.press("slash", *str(tmp_path / "notes.md"), "enter")
        await until_screen(pilot, TranscriptScreen)
        await settle(pilot)
        assert [one.name for one in look().transcripts.of_interview(over)] == ["talk.vtt", "notes.md"]
        assert "notes.md" in drawn(app)
        await pilot.press("left_square_bracket")
        assert "talk.vtt" in drawn(app)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is not screen
        await pilot.press("w")
        form = await until_screen(pilot, DebriefForm)
        await pilot.press("N", "ctrl+t")
        await until_screen(pilot, FilePicker)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is form
        assert form.text_of("news") == "N"


async def test_deleting_asks_and_is_one_act(make_app: MakeApp, store: Store, over: int, look: Look) -> None:
    attach(store, over)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_transcript(pilot)
        await pilot.press("d")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await settle(pilot)
        assert look().transcripts.of_interview(over) == []
        assert "Press n to attach" in drawn(app)
        await pilot.press("a", "A", "d", "j", "enter", "right_square_bracket", "u")
        await settle(pilot)
        assert len(look().transcripts.of_interview(over)) == 1


async def test_times_that_run_backwards_are_shown_as_they_are(
    make_app: MakeApp, store: Store, over: int
) -> None:
    attach(store, over, TALK.replace("00:20.000 --> 00:22.000", "00:05.000 --> 00:06.000"))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_transcript(pilot)
        assert [row.split(" | ")[0] for row in passages(screen)] == ["0:01", "0:09", "0:05"]
        assert drawn(app).count("some times go backward") == 1


async def test_three_hours_and_a_passage_of_50_000_characters_open_at_once(
    make_app: MakeApp, store: Store, over: int
) -> None:
    cues = [
        f"{hour:02}:{minute:02}:{second:02}.000 --> {hour:02}:{minute:02}:{second + 4:02}.000\n"
        f"<v {'Dana' if second % 10 else 'Me'}>Some twenty words are said here, number {second}, and more.\n"
        for hour in range(3)
        for minute in range(60)
        for second in range(0, 55, 5)
    ]
    long = "02:59:58.000 --> 02:59:59.000\n<v Me>" + "word " * 10_000 + "\n"
    text = "WEBVTT\n\n" + "\n".join([*cues, long])
    attach(store, over, text)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_transcript(pilot)
        assert len(passages_of(text, TranscriptFormat.WEBVTT)) == screen.query_one("#passages", RowList).count
        await pilot.press("G")
        assert "word word" in drawn(app)
        begun = monotonic()
        for _ in range(20):
            screen.reload()
        assert monotonic() - begun < 2, "it is divided into passages only once"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_keys_fast_and_twice_and_an_interview_without_questions(
    make_app: MakeApp, store: Store, size: tuple[int, int]
) -> None:
    number = plan(store, add_contact(store), hours=-2)
    attach(store, number)
    app = make_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await open_list(pilot)
        await pilot.press(
            "t", "t", "a", "a", "enter", "slash", "x", "escape", "tab", "enter", "escape", "escape"
        )
        await settle(pilot)
        assert app.is_running
        assert any("There's no question" in message for message in messages(app))
