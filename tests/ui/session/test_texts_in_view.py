"""Copying and opening from any screen, links as the terminal draws them, and text boxes in the editor."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.pilot import Pilot

from iitui.domain.contacts import Channel, ChannelKind
from iitui.store.journal import Store
from iitui.ui.app.output_filter import ControlFilter
from iitui.ui.brief.screen import BriefScreen
from iitui.ui.contacts.contact_form import ContactForm
from iitui.ui.contacts.screen import ContactsScreen
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.forms.fields import TextBox
from iitui.ui.session.text_chooser import TextChooser
from iitui.ui.session.texts_in_view import TextInView, with_links_apart
from tests.builders import contact, interview
from tests.ui.conftest import NOW
from tests.ui.pilot import drawn, drawn_links, messages, press_to, settle, until_screen

SIZE = (120, 30)
HOSTILE = "https://example.org/\x1b]8;;https://evil.example\x1b\\[/][@click=app.quit]"


@pytest.fixture
def dana(store: Store) -> int:
    """A contact with an address, a number, a profile and a hostile link."""
    made = contact(
        store,
        "Dana Ito",
        channels=[
            Channel(ChannelKind.EMAIL, "dana@example.org"),
            Channel(ChannelKind.PHONE, "313 555 0142"),
            Channel(ChannelKind.URL, "linkedin.com/in/dana"),
        ],
        notes=f"See https://example.org/dana. {HOSTILE}",
    )
    interview(store, made.id, NOW.replace(hour=22), place="https://meet.example.org/1")
    return made.id


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Makes programs that write what they are given to a file; nothing of the machine is touched."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":9")
    for name in ("VISUAL", "EDITOR", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    def make(name: str, script: str) -> Path:
        written = tmp_path / f"{name}.out"
        (tmp_path / name).write_text(f"#!/bin/sh\nexec 3>'{written}'\n{script}\n")
        (tmp_path / name).chmod(0o755)
        return written

    return make


async def choose(pilot: Pilot[None], kind: type, *keys: str) -> TextChooser:
    await settle(pilot)
    await press_to(pilot, kind, *keys)
    await settle(pilot)
    return await press_to(pilot, TextChooser, "Y")


async def test_every_address_and_number_can_be_copied(make_app, dana, programs):
    written = programs("xclip", "cat >&3")
    app = make_app()
    async with app.run_test(size=(140, 50)) as pilot:
        await settle(pilot)
        await press_to(pilot, ContactsScreen, "2")
        await settle(pilot)
        links = drawn_links(app)
        assert {"mailto:dana@example.org", "https://linkedin.com/in/dana"} <= links
        assert "https://example.org/dana" in links
        assert all(link.isascii() and link.isprintable() and " " not in link for link in links)
        chooser = await press_to(pilot, TextChooser, "Y")
        for text in ("dana@example.org", "313 555 0142", "linkedin.com/in/dana", "https://example.org/dana"):
            assert text in drawn(app)
        await pilot.press("j", "o")
        assert app.screen is chooser, "a number is no link"
        await pilot.press("enter")
        await settle(pilot)
        assert written.read_text() == "313 555 0142"
        assert app.clipboard == "313 555 0142"
        assert messages(app)[-1] == "Copied: 313 555 0142"
        await pilot.press("slash", *"nobody", "enter", "Y", "Y")
        await settle(pilot)
        assert messages(app)[-1] == "There's nothing to copy here."
        await choose(pilot, BriefScreen, "b")
        for label in ("this line", "place", "email", "number", "web", "name", "notes"):
            assert label in drawn(app)
        assert "https://meet.example.org/1" in drawn(app)


async def test_a_link_of_the_web_opens_at_once_and_any_other_is_shown_first(make_app, dana, programs):
    written = programs("xdg-open", 'printf %s "$*" >&3')
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, ContactsScreen, "2")
        await pilot.press("j", "j", "o")
        await settle(pilot)
        assert written.read_text() == "https://linkedin.com/in/dana"
        assert messages(app)[-1] == "Opened https://linkedin.com/in/dana"
        await press_to(pilot, TextChooser, "Y")
        await press_to(pilot, Confirm, "o")
        assert "mailto:dana@example.org" in drawn(app)
        await pilot.press("n")
        await settle(pilot)
        assert written.read_text() == "https://linkedin.com/in/dana"
        await press_to(pilot, TextChooser, "Y")
        await press_to(pilot, Confirm, "o")
        await pilot.press("y")
        await settle(pilot)
        assert written.read_text() == "mailto:dana@example.org"
        programs("xdg-open", "exit 3")
        await press_to(pilot, TextChooser, "Y")
        await pilot.press("j", "j", "o")
        await settle(pilot)
        assert messages(app)[-1] == "xdg-open couldn't open it (status 3)."


def test_links_within_texts_stand_after_them_and_none_twice():
    texts = [
        TextInView("notes", f"See https://a.example. {HOSTILE}"),
        TextInView("web", "https://a.example"),
        TextInView("x", ""),
    ]
    found = [(each.label, each.link) for each in with_links_apart(texts)]
    assert found[:2] == [("notes", ""), ("link", "https://a.example")]
    assert all("\x1b" not in link and "evil" not in link.partition("/")[0] for _, link in found)


def test_the_last_filter_lets_no_hostile_link_through():
    good, bad = "https://example.org/", HOSTILE
    segments = [Segment("a", Style(link=good)), Segment("b", Style(link=bad, bold=True))]
    first, second = ControlFilter().apply(segments, Color(0, 0, 0))
    assert first.style is not None
    assert second.style is not None
    assert (first.style.link, second.style.link, second.style.bold) == (good, None, True)


async def test_a_text_box_is_written_in_the_editor(make_app, dana, programs, monkeypatch, tmp_path):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press_to(pilot, ContactsScreen, "2")
        form = await press_to(pilot, ContactForm, "n")
        box = form.query(TextBox).first()
        box.focus()
        await pilot.press(*"long", "ctrl+e")
        assert "Set VISUAL or EDITOR to name an editor" in messages(app)[-1]
        programs("edit", 'cat "$1" >&3; printf "much\\033[31m longer\\n\\n" > "$1"')
        monkeypatch.setenv("EDITOR", "edit")
        await pilot.press("ctrl+e")
        assert messages(app)[-1] == "Your editor can't be opened in this terminal."
        monkeypatch.setattr(type(app), "suspend", lambda _: nullcontext())
        await pilot.press("ctrl+e")
        await settle(pilot)
        assert (tmp_path / "edit.out").read_text() == "long\n"
        assert box.text == "much[31m longer"
        await pilot.press("ctrl+underscore")
        assert box.text == "long", "one step of undo"
        programs("edit", 'printf gone > "$1"; exit 7')
        await pilot.press("ctrl+e")
        await settle(pilot)
        assert box.text == "long"
        assert "edit ended with status 7; your text is unchanged." in messages(app)[-1]
        assert await until_screen(pilot, ContactForm) is form
        assert not list(tmp_path.glob("iitui-*"))
