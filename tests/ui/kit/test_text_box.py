"""The box for long texts: what Textual's own does wrong in it."""

from textual import events
from textual.app import App, ComposeResult

from iitui.ui.kit.forms.fields import TextBox


class BoxApp(App[None]):
    CSS = "TextBox { height: 8; }"

    def compose(self) -> ComposeResult:
        yield TextBox("Before", compact=True)


async def test_undoing_many_lines_takes_the_scrollbar_away_and_fails_nowhere():
    app = BoxApp()
    async with app.run_test(size=(60, 20)) as pilot:
        box = app.query_one(TextBox)
        box.focus()
        box.move_cursor(box.document.end)
        box.insert("\nline" * 40)
        await pilot.pause()
        assert box.show_vertical_scrollbar
        await pilot.press("ctrl+underscore")
        await pilot.pause()
        assert box.text == "Before"
        assert not box.show_vertical_scrollbar
        assert box.cursor_location == (0, len("Before"))
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert box.cursor_location == (40, len("line"))


async def test_lines_are_right_after_several_edits_are_undone():
    app = BoxApp()
    async with app.run_test(size=(30, 8)) as pilot:
        box = app.query_one(TextBox)
        box.focus()
        box.text = ""
        await pilot.press("enter", "left")
        box.post_message(events.Paste("one\ntwo\nx"))
        await pilot.pause()
        await pilot.press("ctrl+u", "ctrl+underscore", "ctrl+w", "ctrl+underscore")
        assert box.wrapped_document.height == box.document.line_count
        await pilot.press("ctrl+y", "ctrl+y")
        assert box.wrapped_document.height == box.document.line_count
