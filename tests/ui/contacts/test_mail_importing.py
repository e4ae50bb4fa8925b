"""A mailbox in the app: its preview with marks, one act, one undo, and everything that may go wrong."""

import threading
from pathlib import Path

import pytest

from iitui.domain.follow_ups import Kind
from iitui.domain.interviews import Status
from iitui.domain.touches import Outcome
from iitui.interchange.mail.mailbox import Mailbox
from iitui.settings import Settings
from iitui.store.journal import Store
from iitui.ui.contacts.mail_preview import MailPreview
from iitui.ui.kit.dialogs.file_picker import FilePicker
from iitui.ui.kit.dialogs.progress import Progress
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.session import background_work
from iitui.ui.today.screen import TodayScreen
from tests.builders import interview, request
from tests.clock import ZONE
from tests.interchange.mail.writing import message, write_maildir, write_mbox
from tests.store.mail.test_write import DANA, ME, day, half_year, person
from tests.ui.conftest import Look
from tests.ui.contacts.test_importing import picker, type_path
from tests.ui.pilot import drawn, messages, search_palette, settle, until_screen, wait_for

SIZE = (120, 36)
LATER = day(150)


@pytest.fixture
def now():
    return LATER


@pytest.fixture
def mine(make_app, store: Store, journal: Path):
    """Makes an app whose settings name the user's address, on a journal with a request and an interview."""
    dana = person(store, "Dana [/] Ito", DANA)
    request(store, dana.id, day(0.2))
    held = interview(store, dana.id, day(15))
    store.interviews.mark([held.id], Status.HELD)

    def make(**settings):
        return make_app(settings=Settings(zone=str(ZONE), addresses=(ME,), **settings))

    return make


@pytest.fixture
def box(tmp_path: Path) -> Path:
    return write_mbox(tmp_path / "[@click=app.quit]box.mbox", *half_year())


async def preview(pilot, path) -> MailPreview:
    await picker(pilot)
    await type_path(pilot, path)
    return await until_screen(pilot, MailPreview)


def mail_touches(look: Look) -> list[str]:
    return sorted(each.message_id for each in look().mail.facts(LATER).touches if each.message_id)


async def test_a_preview_then_one_act_and_one_undo(mine, box, look):
    app = mine()
    async with app.run_test(size=SIZE) as pilot:
        await preview(pilot, box)
        text = drawn(app)
        for words in (
            "Mail of [@click=app.quit]box.mbox",
            "Read 14 messages; importing, without texts: 5 touches · 1 answer · 1 thank-you",
            "Left out: 1 sent automatically",
            "Answers to your requests (1)",
            "answered: Re: Twenty minutes",
            "Thank-yous (1)",
            "from Dana [/] Ito",
            "You already logged these",
            "Wrote to you, but not in your contacts (2)",
        ):
            assert words in text
        assert mail_touches(look) == []
        await pilot.press("enter")
        await wait_for(pilot, lambda: messages(app))
        assert messages(app) == [
            "Imported: 4 touches, 1 message of a logged touch, 1 answer, 1 thank-you. u undoes it."
        ]
        assert mail_touches(look) == ["ask-dana", "fix-date", "reply-dana", "thanks-dana", "welcome"]
        assert [each.id.kind for each in look().follow_ups.settled()] == [Kind.THANK_YOU]
        await pilot.press("u")
        await wait_for(pilot, lambda: mail_touches(look) == [])
        await preview(pilot, box)
        await pilot.press("enter")
        await wait_for(pilot, lambda: mail_touches(look))
        await preview(pilot, box)
        assert "Nothing new" not in drawn(app)  # who wrote is still no contact
        assert "nothing is marked" in drawn(app)
        await pilot.press("enter")
        assert isinstance(app.screen, MailPreview)


async def test_marks_choose_what_is_taken(mine, box, look):
    app = mine()
    async with app.run_test(size=SIZE) as pilot:
        screen = await preview(pilot, box)
        rows = screen.query_one(RowList)
        await pilot.press("o", "o", "down", "space")
        assert "too busy: Re: Twenty minutes" in drawn(app)
        rows.move_to(next(key for key in screen._marked if "welcome" in key))
        await pilot.press("asterisk")
        assert "importing, without texts: 1 touch · 1 answer" in drawn(app)
        await pilot.press("asterisk", "space")
        await pilot.press("G", "space")
        assert "4 touches · 1 answer · 1 new contact" in drawn(app)
        await pilot.press("t")
        assert "with their texts" in drawn(app)
        await pilot.press("enter")
        await wait_for(pilot, lambda: messages(app))
        assert messages(app)[0].startswith("Imported: 1 contact, 5 touches,")
        reader = look()
        assert mail_touches(look) == [
            "ask-dana",
            "eleni",
            "fix-date",
            "reply-dana",
            "thanks-dana",
            "to-eleni",
        ]
        texts = {each.message_id: each for each in reader.touches.with_contact(1)}
        assert texts["thanks-dana"].text == "The wards, at night."
        assert texts["ask-dana"].outcome is Outcome.TOO_BUSY
        assert reader.follow_ups.settled() == []


async def test_all_mail_reads_it_again_with_lists_and_mass_mail(mine, box, store):
    person(store, "Bo Marsh", "bo@works.example")
    app = mine()
    async with app.run_test(size=SIZE) as pilot:
        first = await preview(pilot, box)
        assert "1 to many people" in drawn(app)
        await pilot.press("t", "a")
        await wait_for(pilot, lambda: isinstance(app.screen, MailPreview) and app.screen is not first)
        await settle(pilot)
        assert "from Bo Marsh" in drawn(app)
        assert "with their texts: 6 touches" in drawn(app)


async def test_escape_leaves_everything_as_it_is(mine, box, look):
    app = mine()
    async with app.run_test(size=(60, 20)) as pilot:
        await preview(pilot, box)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert mail_touches(look) == []


async def test_without_own_addresses_the_picker_says_how_to_set_them(make_app, home, box):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        first = await picker(pilot)
        await type_path(pilot, box)
        await wait_for(pilot, lambda: isinstance(app.screen, FilePicker) and app.screen is not first)
        await settle(pilot)
        assert 'addresses = ["me@example.org"]' in str(app.screen.query_one(".picker--refused").render())


async def test_a_folder_can_be_taken_as_a_mailbox(mine, tmp_path, monkeypatch):
    (tmp_path / "start").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "start"))
    write_maildir(tmp_path / "start" / "Mail", *half_year())
    app = mine()
    async with app.run_test(size=SIZE) as pilot:
        await picker(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("f")
        await until_screen(pilot, MailPreview)
        assert "Mail of Mail" in drawn(app)
        assert "5 touches" in drawn(app)


async def test_the_palette_looks_through_the_mailboxes_of_the_settings(mine, box):
    app = mine(mail=(str(box),))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        found = await search_palette(pilot, *"mailbox")
        assert found[0].startswith("Check the mailbox again")
        await pilot.press("enter")
        await until_screen(pilot, MailPreview)
        assert "5 touches" in drawn(app)


@pytest.mark.parametrize(
    ("mail", "words"),
    [((), "No mailbox is set. Press I"), (("/no/where",), "There is no file or folder /no/where")],
)
async def test_what_is_wrong_with_the_settings_is_said(mine, mail, words):
    app = mine(mail=mail)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await app.run_action("look_through_mail")
        await wait_for(pilot, lambda: messages(app))
        assert words in messages(app)[0]
        assert isinstance(app.screen, TodayScreen)


async def test_reading_a_mailbox_can_be_given_up(mine, box, look, monkeypatch):
    gate = threading.Event()
    read = Mailbox.messages

    def slow(self, progress):
        progress(1, 10)
        assert gate.wait(10)
        progress(2, 10)
        yield from read(self, progress)

    monkeypatch.setattr(Mailbox, "messages", slow)
    monkeypatch.setattr(background_work, "BAR_DELAY_SECONDS", 0.01)
    app = mine()
    async with app.run_test(size=SIZE) as pilot:
        await picker(pilot)
        await type_path(pilot, box)
        await wait_for(pilot, lambda: isinstance(app.screen, Progress) and "Reading" in drawn(app))
        await pilot.press("escape")
        gate.set()
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert mail_touches(look) == []


async def test_a_mailbox_that_vanishes_before_its_texts_are_read_is_said(mine, box, look):
    app = mine()
    async with app.run_test(size=SIZE) as pilot:
        await preview(pilot, box)
        box.unlink()
        await pilot.press("t", "enter")
        await wait_for(pilot, lambda: messages(app))
        assert "There is no file or folder" in messages(app)[0]
        assert mail_touches(look) == []


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_hostile_words_are_shown_as_they_are(mine, tmp_path, size):
    words = "[/] [@click=app.quit] 日本語 \x9b2J" + "x" * 50_000
    raw = (
        message(DANA, ME, "s", day(30), "hostile")
        .as_bytes()
        .replace(b"Subject: s", b"Subject: " + words.encode())
    )
    stranger = (
        b"From: \x1b[31m[b]Eve <eve@x.example>\nTo: me@example.org\nDate: 1 May 2026 10:00 +0000\n\nx\n"
    )
    app = mine()
    async with app.run_test(size=size) as pilot:
        await preview(pilot, write_mbox(tmp_path / "box", raw, stranger))
        for key in ("down", "space", "o", "t", "asterisk", "G", "space", "g", "j"):
            await pilot.press(key)
            assert "\x1b" not in drawn(app)
            assert "\x9b" not in drawn(app)
        assert isinstance(app.screen, MailPreview)


async def test_an_empty_journal_says_who_wrote(make_app, box, tmp_path):
    app = make_app(settings=Settings(zone=str(ZONE), addresses=(ME,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await preview(pilot, box)
        assert "Wrote to you, but not in your contacts (3)" in drawn(app)
        await pilot.press("escape")
