"""What is pasted into a form ends clean in the journal, and no line of it is lost."""

from textual import events
from textual.widgets import Input, TextArea

from iitui.store.journal import Store
from iitui.ui.contacts.contact_form import ContactForm
from tests.conftest import MakeApp
from tests.ui.conftest import NOW
from tests.ui.pilot import press_to, settle, wait_for

HOSTILE = "Dana\x1b]0;owned\x07\r\nIto\x9b31m\u202e\x00\ttab\u2028end"


async def test_pasting(make_app: MakeApp, store: Store):
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await press_to(pilot, ContactForm, "2", "n")
        app.screen.query_one("#field-name", Input).focus()
        app.post_message(events.Paste(HOSTILE))
        await wait_for(pilot, lambda: bool(app.screen.query_one("#field-name", Input).value))
        assert app.screen.query_one("#field-name", Input).value == "Dana]0;owned Ito31m tab end"
        await pilot.press("!")
        app.screen.query_one("#field-notes", TextArea).focus()
        app.post_message(events.Paste(HOSTILE))
        await wait_for(pilot, lambda: bool(app.screen.query_one("#field-notes", TextArea).text))
        await pilot.press("ctrl+s")
        await settle(pilot)
    contact = store.reader.contacts.get(1, NOW)
    assert contact is not None
    assert contact.name == "Dana]0;owned Ito31m tab end!"
    assert contact.notes == "Dana]0;owned\nIto31m\ttab\nend"


async def test_pasting_takes_the_place_of_what_is_selected(make_app: MakeApp):
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await press_to(pilot, ContactForm, "2", "n")
        box = app.screen.query_one("#field-name", Input)
        box.focus()
        box.value = "one two three"
        box.selection = type(box.selection)(4, 7)
        app.post_message(events.Paste("2\n"))
        await wait_for(pilot, lambda: box.value == "one 2 three")
        app.post_message(events.Paste("\n\x1b"))
        await pilot.pause()
        assert box.value == "one 2 three"
