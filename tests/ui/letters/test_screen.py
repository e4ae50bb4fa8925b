"""The letter pane: the real keys, then the journal, the screen, and what was handed on."""

import os
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from textual.content import Content
from textual.pilot import Pilot

from iitui.domain.contacts import ContactDraft, NamePermission
from iitui.domain.follow_ups import FollowUpId, Kind, Verdict
from iitui.domain.letters.kinds import LetterKind
from iitui.domain.touches import Outcome, TouchDraft, TouchKind
from iitui.settings import Settings
from iitui.store.journal import Store
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.follow_ups.screen import FollowUpsScreen
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.letters.dialogs import ColleagueChooser, LetterChooser, TemplateChooser
from iitui.ui.letters.notes import LetterNotes
from iitui.ui.letters.screen import LetterScreen
from iitui.ui.session.name_form import NameForm
from iitui.ui.session.navigation import WriteLetter
from iitui.ui.today.screen import TodayScreen
from tests.builders import interview
from tests.ui.conftest import NOW
from tests.ui.letters.steps import ADVICE, ANSWER, MINE, SECRET, held, person
from tests.ui.pilot import drawn, fill, messages, press_to, settle, until_screen, wait_for

LARGE = (120, 36)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is copied; no clipboard, desktop or editor of the machine is touched."""
    copies: list[str] = []
    monkeypatch.setattr(
        "iitui.ui.app.app.IituiApp.copy_to_clipboard", lambda _app, text: copies.append(text), raising=False
    )
    monkeypatch.setenv("PATH", "")
    for name in ("VISUAL", "EDITOR", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return copies


def program(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program of one's own on the path, and return the file that it writes to."""
    written = folder / f"{name}.out"
    path = folder / name
    path.write_text(f"#!/bin/sh\nexec 3>'{written}'\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return written


async def letter_to(pilot: Pilot[None], contact_id: int, kind=None, follow_up=None, interview_id=None):
    await settle(pilot)
    pilot.app.screen.post_message(WriteLetter(contact_id, kind, follow_up, interview_id))
    await pilot.pause()
    await settle(pilot)
    screen = await until_screen(pilot, LetterScreen)
    await settle(pilot)
    return screen


def body(screen: LetterScreen) -> str:
    return screen._body.text


def state(screen: LetterScreen) -> str:
    return Content.from_markup(str(screen.query_one("#letter-side").border_title)).plain


def notes(screen: LetterScreen) -> list[str]:
    return [str(row.cells[0]).strip() for row in screen.query_one(LetterNotes).source.rows(0, 100)]


async def type_text(pilot: Pilot[None], text: str) -> None:
    for letter in text:
        await pilot.press({" ": "space", ".": "full_stop", ",": "comma"}.get(letter, letter))


async def test_from_an_overdue_thank_you_to_one_that_is_settled(make_app, store: Store, look, copied):
    one = held(store, person(store))
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        screen = await press_to(pilot, FollowUpsScreen, "5")
        await settle(pilot)
        assert screen.owed_list.cursor_key == f"thank_you:{one.id}"
        letter = await press_to(pilot, LetterScreen, "w")
        await settle(pilot)
        assert "Thank-you to Dana Ito" in drawn(app)
        assert state(letter) == "Not ready: 1 thing missing"
        assert any(ADVICE in line for line in notes(letter))
        assert SECRET not in "".join(notes(letter))
        await pilot.press("enter")
        await settle(pilot)
        assert f"I wrote down your advice: “{ADVICE}” [what it changed for you]" in body(letter)
        assert state(letter).startswith("Not ready: 1 thing")
        await type_text(pilot, "I start on Monday.")
        assert f"“{ADVICE}” I start on Monday." in body(letter)
        assert state(letter) == "Ready"
        assert "[" not in body(letter)
        await pilot.press("escape", "c")
        await settle(pilot)
        assert copied == [body(letter).strip()]
        await pilot.press("x")
        await until_screen(pilot, FollowUpsScreen)
        await settle(pilot)
        assert messages(app)[-1] == (
            "Sent: Thank-you to Dana Ito. Logged and settled: Thank Dana Ito. u undoes both."
        )
        (touch,) = look().touches.with_contact(one.contact_id)
        assert (touch.kind, touch.subject) == (TouchKind.MAIL, "Thank you for your time on Sunday")
        assert touch.text.endswith("With thanks,\nAnn Wu")
        assert not touch.is_request
        (settled,) = look().follow_ups.settled()
        assert (settled.id, settled.verdict) == (FollowUpId(Kind.THANK_YOU, one.id), Verdict.DONE)
        assert settled.done_by_id == touch.id
        await pilot.press("u")
        await settle(pilot)
        assert look().touches.with_contact(one.contact_id) == []
        assert look().follow_ups.find(FollowUpId(Kind.THANK_YOU, one.id), NOW, NOW).verdict is None


async def test_a_letter_that_is_not_ready_asks_before_it_counts_as_sent(make_app, store: Store, look, copied):
    one = held(store, person(store))
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        letter = await letter_to(pilot, one.contact_id, None, FollowUpId(Kind.THANK_YOU, one.id))
        await press_to(pilot, Confirm, "x")
        assert "Still to fill: one thing they said" in drawn(app)
        await pilot.press("n")
        await settle(pilot)
        assert app.screen is letter
        assert look().touches.with_contact(one.contact_id) == []
        await press_to(pilot, Confirm, "x")
        await pilot.press("y")
        await until_screen(pilot, TodayScreen)
        assert len(look().touches.with_contact(one.contact_id)) == 1


async def test_a_name_that_may_not_be_used_stops_a_letter_on_every_way_out(
    make_app, store: Store, look, copied
):
    dana = person(store, referred_by="Kim Lee")
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        letter = await letter_to(pilot, dana.id, LetterKind.REQUEST)
        assert "Kim" not in body(letter)
        await type_text(pilot, "Kim Lee sent me.")
        assert state(letter) == "It can't go out like this"
        await pilot.press("escape")
        for key in ("c", "C", "m", "s", "x"):
            letter._notes.focus()
            await pilot.pause()
            await pilot.press(key)
            await settle(pilot)
            assert app.screen is letter, key
            assert "you don't have permission to use that name yet" in messages(app)[-1]
        assert (copied, look().touches.with_contact(dana.id)) == ([], [])
        draft = ContactDraft.of(look().contacts.get(dana.id, NOW))
        store.contacts.edit(dana.id, replace(draft, name_permission=NamePermission.YES))
        letter.reload()
        assert state(letter) != "It can't go out like this"


async def test_what_is_written_is_kept_and_comes_back(make_app, store: Store, copied):
    one = held(store, person(store))
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        letter = await letter_to(pilot, one.contact_id, LetterKind.THANK_YOU)
        await pilot.press("enter")
        await type_text(pilot, "So much.")
        before = body(letter)
        await pilot.press("escape", "escape")
        await until_screen(pilot, TodayScreen)
        assert messages(app)[-1] == "The letter is saved. Press w on this contact to come back to it."
        again = await letter_to(pilot, one.contact_id, LetterKind.THANK_YOU)
        assert body(again) == before
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        again = await letter_to(pilot, one.contact_id, LetterKind.THANK_YOU)
        assert body(again) == before, "also after the app was left"
        await pilot.press("escape")
        await press_to(pilot, Confirm, "r")
        await pilot.press("y")
        await settle(pilot)
        assert "So much." not in body(again)
        await pilot.press("escape", "escape")
        await until_screen(pilot, TodayScreen)
        again = await letter_to(pilot, one.contact_id, LetterKind.THANK_YOU)
        assert "So much." not in body(again)


async def test_a_letter_that_comes_back_goes_on_with_enter_and_is_not_ready_while_any_blank_is_left(
    make_app, store: Store, copied
):
    one = held(store, person(store))
    app = make_app(Settings(about_me="a nurse"))
    async with app.run_test(size=LARGE) as pilot:
        await letter_to(pilot, one.contact_id, LetterKind.THANK_YOU)
        await pilot.press("escape", "escape")
        await until_screen(pilot, TodayScreen)
        first = await letter_to(pilot, one.contact_id, LetterKind.THANK_YOU)
        await pilot.press("enter")
        await settle(pilot)
        assert "[what it changed for you]" in body(first)
        await pilot.press("escape", "escape")
        await until_screen(pilot, TodayScreen)
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        again = await letter_to(pilot, one.contact_id, LetterKind.THANK_YOU)
        assert messages(app)[-1].endswith("To start over, press r.")
        await pilot.press("enter")
        await settle(pilot)
        await type_text(pilot, "I start on Monday.")
        assert f"“{ADVICE}” I start on Monday." in body(again)
        assert body(again).startswith("Dear Dana,")
        assert body(again).endswith("With thanks,\n[your name]")
        assert state(again) == "Not ready: 1 thing missing"
        await pilot.press("escape")
        await press_to(pilot, Confirm, "x")


async def test_a_nudge_goes_on_in_the_thread_and_counts_as_a_request(make_app, store: Store, look, copied):
    dana = person(store)
    request = TouchDraft(
        contact_id=dana.id,
        at=NOW - timedelta(days=20),
        is_request=True,
        outcome=Outcome.NO_REPLY,
        subject="Twenty minutes?",
        message_id="abc@example.org",
    )
    asked = store.touches.log(request)
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        screen = await press_to(pilot, TodayScreen, "1")
        await settle(pilot)
        screen.owed_list.move_to(f"nudge:{asked.id}")
        letter = await press_to(pilot, LetterScreen, "w")
        await settle(pilot)
        assert letter._subject.value == "Re: Twenty minutes?"
        assert "the note I sent you on February 18." in body(letter)
        assert state(letter) == "Ready"
        await pilot.press("escape", "s")
        form = await until_screen(pilot, NameForm)
        path = Path(os.environ["HOME"]) / "nudge.eml"
        await fill(pilot, name=str(path))
        await pilot.press("ctrl+s")
        await until_screen(pilot, LetterScreen)
        await settle(pilot)
        assert form is not app.screen
        message = message_from_bytes(path.read_bytes(), policy=default)
        assert message["In-Reply-To"] == "<abc@example.org>"
        assert message["Subject"] == "Re: Twenty minutes?"
        assert message["X-Unsent"] == "1"
        assert message["To"] == "Dana Ito <dana@example.org>"
        assert message.get_content().replace("\r\n", "\n").strip() == body(letter).strip()
        assert path.stat().st_mode & 0o777 == 0o600
        await pilot.press("x")
        await until_screen(pilot, TodayScreen)
        await settle(pilot)
        nudge = look().touches.with_contact(dana.id)[0]
        assert (nudge.is_request, nudge.outcome) == (True, Outcome.NO_REPLY)
        assert f"nudge:{asked.id}" not in [str(one.id) for one in look().follow_ups.owed(NOW, NOW, until=NOW)]


async def test_a_draft_replaces_a_file_only_if_one_agrees(make_app, store: Store, copied):
    dana = person(store)
    path = Path(os.environ["HOME"]) / "there.eml"
    path.write_text("precious")
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        await letter_to(pilot, dana.id, LetterKind.KEEP_IN_TOUCH)
        await pilot.press("escape")
        await press_to(pilot, NameForm, "s")
        await fill(pilot, name="~/there")
        await pilot.press("ctrl+s")
        await until_screen(pilot, Confirm)
        await pilot.press("n")
        await until_screen(pilot, NameForm)
        assert path.read_text() == "precious"
        await fill(pilot, name="~/nowhere/x.eml")
        await pilot.press("ctrl+s")
        told = "cannot be written: No such file or directory"
        await wait_for(pilot, lambda: told in " ".join(drawn(app).replace("│", " ").split()))
        await fill(pilot, name=str(path))
        await pilot.press("ctrl+s")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, LetterScreen)
        assert b"X-Unsent: 1" in path.read_bytes()
        assert [one.name for one in path.parent.iterdir() if "there" in one.name] == ["there.eml"]


async def test_a_letter_is_opened_in_the_mail_program(make_app, store, copied, monkeypatch, tmp_path):
    dana = person(store)
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        letter = await letter_to(pilot, dana.id, LetterKind.KEEP_IN_TOUCH)
        await pilot.press("escape", "m")
        await settle(pilot)
        assert "There's no desktop here" in messages(app)[-1]
        written = program(tmp_path, "xdg-open", 'printf %s "$1" >&3', monkeypatch)
        monkeypatch.setenv("DISPLAY", ":9")
        await pilot.press("m")
        await settle(pilot)
        assert messages(app)[-1].startswith("Opened in your mail program.")
        assert "It isn't ready yet." in messages(app)[-1]
        parts = urlsplit(written.read_text())
        assert unquote(parts.path) == "dana@example.org"
        assert parse_qs(parts.query)["body"][0].replace("\r\n", "\n") == body(letter).strip()
        program(tmp_path, "xdg-open", "exit 3", monkeypatch)
        await pilot.press("m")
        await settle(pilot)
        assert messages(app)[-1] == "xdg-open couldn't open it (status 3)."


async def test_a_clipboard_tool_is_used_if_there_is_one(
    make_app, store: Store, copied, monkeypatch, tmp_path
):
    dana = person(store)
    written = program(tmp_path, "wl-copy", "cat >&3", monkeypatch)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        letter = await letter_to(pilot, dana.id, LetterKind.KEEP_IN_TOUCH)
        await pilot.press("escape", "c")
        await settle(pilot)
        assert written.read_text() == body(letter).strip() == copied[0]
        assert "Sent to the terminal" not in messages(app)[-1]
        await pilot.press("C")
        await settle(pilot)
        assert written.read_text() == "Hello from Ann Wu"


async def test_the_kind_is_asked_for_where_it_does_not_follow_and_the_likely_one_is_first(
    make_app, store: Store, copied
):
    held(store, person(store))
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        await press_to(pilot, ContactsScreen, "2")
        await settle(pilot)
        await press_to(pilot, LetterChooser, "w")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        await press_to(pilot, LetterChooser, "w")
        await pilot.press("enter")
        letter = await until_screen(pilot, LetterScreen)
        assert letter.making.kind.value == "thank_you"


async def test_another_template_can_be_taken_and_a_broken_one_is_told_of(
    make_app, store: Store, copied, tmp_path
):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "warm.txt").write_text("Kind: keep_in_touch\nName: Warm [/]\n\nWarm words for {name}\n")
    (folder / "bad.txt").write_text("Kind: keep_in_touch\n\n{nome}\n")
    dana = person(store, "[@click=app.quit]Dana[/] \u202eIto")
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        letter = await letter_to(pilot, dana.id, LetterKind.KEEP_IN_TOUCH)
        assert body(letter) == "Warm words for [@click=app.quit]Dana[/] Ito", "the user's own comes first"
        assert state(letter).startswith("Ready")
        assert "bad.txt, line 3" in " ".join(notes(letter))
        await pilot.press("escape")
        await press_to(pilot, TemplateChooser, "t")
        assert "Warm [/]" in drawn(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "It has been a while" in body(letter)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45), (30, 8)])
async def test_it_can_be_used_at_every_size_and_with_hostile_text(make_app, store: Store, copied, size):
    dana = person(store, "Dana " + "x" * 400 + "[/]")
    app = make_app()
    async with app.run_test(size=size) as pilot:
        letter = await letter_to(pilot, dana.id, LetterKind.REQUEST)
        letter._body.load_text("日本 [/] \x1b[31m" * 5_000)
        await pilot.press("ctrl+n", "escape", "j", "k", "g", "enter", "escape", "c")
        await settle(pilot)
        assert app.screen is letter
        assert copied
        await pilot.press("escape", "escape")
        await until_screen(pilot, TodayScreen)


async def test_a_contact_that_was_deleted_meanwhile_is_said(make_app, store: Store, copied):
    dana = person(store)
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        letter = await letter_to(pilot, dana.id, LetterKind.KEEP_IN_TOUCH)
        store.contacts.delete([dana.id])
        letter.reload()
        assert state(letter) == "This contact is no longer in the journal"
        await pilot.press("escape", "x")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await settle(pilot)
        assert app.screen is letter
        assert "There is no contact" in messages(app)[-1]


async def test_a_duty_that_was_settled_meanwhile_is_not_settled_again(make_app, store: Store, look, copied):
    one = held(store, person(store))
    name = FollowUpId(Kind.THANK_YOU, one.id)
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        await letter_to(pilot, one.contact_id, None, name)
        await pilot.press("enter")
        await type_text(pilot, "It was new to me.")
        store.follow_ups.done([name])
        await pilot.press("escape", "x")
        await until_screen(pilot, TodayScreen)
        await settle(pilot)
        assert messages(app)[-1] == "Sent: Thank-you to Dana Ito. Logged. u undoes it."
        assert len(look().touches.with_contact(one.contact_id)) == 1


async def test_pressed_twice_it_is_sent_once_and_opened_once(make_app, store: Store, look, copied):
    one = held(store, person(store))
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        await press_to(pilot, FollowUpsScreen, "5")
        await settle(pilot)
        await pilot.press("w", "w")
        await until_screen(pilot, LetterScreen)
        await settle(pilot)
        assert [type(screen) for screen in app.screen_stack].count(LetterScreen) == 1
        app.screen._body.load_text("The smell of the archive stayed with me all evening.")
        await settle(pilot)
        await pilot.press("x", "x")
        await settle(pilot)
        await until_screen(pilot, FollowUpsScreen)
        assert len(look().touches.with_contact(one.contact_id)) == 1
        assert ANSWER


async def test_who_has_not_answered_is_nudged_from_today_or_a_colleague_is_asked(
    make_app, store: Store, look, copied
):
    dana, kim = person(store), person(store, "Kim Lee", role="Nurse")
    request = TouchDraft(
        contact_id=dana.id, at=NOW - timedelta(days=1), is_request=True, outcome=Outcome.NO_REPLY
    )
    asked = store.touches.log(request)
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        screen = await until_screen(pilot, TodayScreen)
        await settle(pilot)
        await pilot.press("tab")
        letter = await press_to(pilot, LetterScreen, "w")
        assert letter.making.title == "Nudge to Dana Ito"
        await pilot.press("escape", "escape")
        await until_screen(pilot, TodayScreen)
        screen.owed_list.focus()
        screen.owed_list.move_to(f"second_name:{asked.id}")
        await press_to(pilot, ColleagueChooser, "w")
        assert "Ask someone else at Beaumont" in drawn(app)
        await pilot.press("enter")
        letter = await until_screen(pilot, LetterScreen)
        await settle(pilot)
        assert letter.making.title == "Request to Kim Lee"
        letter._body.load_text("I found your name at the fair. Could I ask you for 20 minutes?")
        await pilot.press("escape", "x")
        await until_screen(pilot, TodayScreen)
        await settle(pilot)
        assert look().touches.with_contact(kim.id)[0].is_request
        owed = [str(one.id) for one in look().follow_ups.owed(NOW, NOW, until=NOW)]
        assert f"second_name:{asked.id}" not in owed


async def test_where_nobody_else_is_known_it_says_how_to_add_somebody(make_app, store: Store, copied):
    dana = person(store)
    asked = store.touches.log(
        TouchDraft(contact_id=dana.id, at=NOW - timedelta(days=6), is_request=True, outcome=Outcome.NO_REPLY)
    )
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        screen = await until_screen(pilot, TodayScreen)
        await settle(pilot)
        screen.owed_list.move_to(f"second_name:{asked.id}")
        await pilot.press("w")
        await settle(pilot)
        assert app.screen is screen
        assert messages(app)[-1].startswith("No one else at Beaumont is in your contacts yet")


@pytest.mark.parametrize("place", ["3", "brief"])
async def test_a_letter_is_written_about_an_interview(make_app, store: Store, copied, place: str):
    one = held(store, person(store))
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        if place == "brief":
            await pilot.press("enter")
            await settle(pilot)
        await press_to(pilot, LetterChooser, "L")
        await pilot.press("enter")
        letter = await until_screen(pilot, LetterScreen)
        assert letter.making.title == "Thank-you to Dana Ito"
        assert letter.making.facts.interview == store.reader.interviews.get(one.id)


async def test_an_interview_to_come_is_confirmed_from_each_of_its_lines(make_app, store: Store, look, copied):
    one = interview(store, person(store).id, NOW + timedelta(hours=20))
    app = make_app(MINE)
    async with app.run_test(size=LARGE) as pilot:
        screen = await press_to(pilot, FollowUpsScreen, "5")
        await settle(pilot)
        owed = look().follow_ups.with_contact(one.contact_id, NOW, NOW + timedelta(days=1))
        screen.owed_list.move_to(str(next(each.id for each in owed if each.id.kind is Kind.PREPARATION)))
        await press_to(pilot, LetterChooser, "w")
        await pilot.press("enter")
        letter = await until_screen(pilot, LetterScreen)
        assert letter.making.title == "Confirmation to Dana Ito"
        assert "looking forward to talking with you tomorrow at" in body(letter)
        assert state(letter) == "Ready"
        await pilot.press("escape", "escape")
        await until_screen(pilot, FollowUpsScreen)
        screen.owed_list.move_to(f"confirm:{one.id}")
        await press_to(pilot, LetterScreen, "w")
        await settle(pilot)
        await pilot.press("escape", "x")
        await until_screen(pilot, FollowUpsScreen)
        await settle(pilot)
        assert look().follow_ups.find(FollowUpId(Kind.CONFIRM, one.id), NOW, NOW).verdict is Verdict.DONE
