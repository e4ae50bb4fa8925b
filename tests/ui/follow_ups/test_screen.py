"""Follow-ups: every key pressed, seen in the journal and on the screen."""

import re
from datetime import timedelta
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input, Static

from iitui.domain.contacts import ContactDraft
from iitui.domain.dates.calendar import end_of_day, say_when
from iitui.domain.follow_ups import DueState, FollowUp, FollowUpId, Kind, ReminderDraft, RepeatUnit, Verdict
from iitui.domain.interviews import InterviewDraft, Medium, Status
from iitui.domain.touches import TouchDraft, TouchKind
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.ui.app.app import IituiApp
from iitui.ui.follow_ups.reminder_form import ReminderForm
from iitui.ui.follow_ups.screen import FollowUpsScreen
from iitui.ui.follow_ups.snooze_form import SnoozeForm
from iitui.ui.follow_ups.waive_form import WaiveForm
from iitui.ui.follow_ups.why_dialog import WhyDialog
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import ListRow, RowList
from iitui.ui.kit.text.scrolled import ScrolledParagraphs
from iitui.ui.session.navigation import ShowBrief, ShowContact
from tests.clock import ZONE, MovableClock
from tests.conftest import MakeApp
from tests.ui.conftest import NOW, Look
from tests.ui.pilot import drawn, messages, settle, until_screen

DAY_END = end_of_day(NOW, ZONE)


async def go(pilot: Pilot[None]) -> FollowUpsScreen:
    await settle(pilot)
    await pilot.press("5")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, FollowUpsScreen)
    return screen


def rows_of(screen: FollowUpsScreen) -> list[ListRow]:
    source = screen.query_one("#owed", RowList).source
    return list(source.rows(0, source.count()))


def plain(cell: object) -> str:
    return cell.plain if isinstance(cell, Content) else str(cell)


def headings(screen: FollowUpsScreen) -> list[str]:
    return [plain(row.cells[0]) for row in rows_of(screen) if row.heading]


def about(screen: FollowUpsScreen) -> str:
    return screen.query_one("#about-pane", ScrolledParagraphs).text


def worst(reader: JournalReader, kind: Kind) -> FollowUp:
    return next(one for one in reader.follow_ups.owed(NOW, DAY_END) if one.id.kind is kind)


def verdict(reader: JournalReader, name: FollowUpId) -> Verdict | None:
    found = reader.follow_ups.find(name, NOW, DAY_END)
    return found.verdict if found else None


async def test_x_from_the_start_settles_the_worst_late_thank_you(sample_app: IituiApp, look: Look) -> None:
    late = worst(look(), Kind.THANK_YOU)
    assert late.state is DueState.OVERDUE
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        order = [row.key for row in rows_of(screen) if not row.heading]
        assert screen.owed_list.cursor_key == str(late.id)
        await pilot.press("x")
        await settle(pilot)
        assert verdict(look(), late.id) is Verdict.DONE
        assert messages(sample_app) == [f"Done: {late.what}. u undoes it."]
        assert str(late.id) not in [row.key for row in rows_of(screen)]
        assert screen.owed_list.cursor_key == order[order.index(str(late.id)) + 1]
        await pilot.press("u")
        await settle(pilot)
        assert verdict(look(), late.id) is None
        assert str(late.id) in [row.key for row in rows_of(screen)]


async def test_x_pressed_quickly_settles_one_after_the_other(sample_app: IituiApp, look: Look) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        order = [row.key for row in rows_of(screen) if not row.heading]
        await pilot.press("g", "x", "x", "x")
        await settle(pilot)
        left = [row.key for row in rows_of(screen) if not row.heading]
        assert left == order[3:]
        assert screen.owed_list.cursor_key == order[3]
        assert not [note for note in sample_app._notifications if note.severity == "error"]


async def test_sections_are_sorted_and_counted(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(100, 30)) as pilot:
        screen = await go(pilot)
        assert headings(screen) == [
            "Overdue (7)",
            "Today (4)",
            "This week (18)",
            "Later (31)",
            "Settled (27), v shows them",
        ]
        dues = [one.due for one in screen._known.values() if one.state is DueState.UPCOMING]
        assert dues == sorted(dues)


async def test_marks_let_one_key_act_on_all(sample_app: IituiApp, look: Look) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        order = [row.key for row in rows_of(screen) if not row.heading]
        await pilot.press("g", "space", "space", "W")
        form = await until_screen(pilot, WaiveForm)
        assert "2 follow-ups" in str(form.query_one(".form--box").border_title)
        await pilot.press(*"They moved.", "enter")
        await until_screen(pilot, FollowUpsScreen)
        await settle(pilot)
        assert screen.owed_list.marked == ()
        assert [row.key for row in rows_of(screen) if not row.heading] == order[2:]
        assert screen.owed_list.cursor_key == order[2]
        assert messages(sample_app) == [
            "Dismissed: 2 follow-ups. Next: “Tell Rosa Delgado that you have met Léa Fontaine-Mbaye”,"
            " Tue 17 Mar 11:00. u undoes it."
        ]
        settled = {(str(one.id), one.reason) for one in look().follow_ups.settled()}
        assert settled >= {(str(key), "They moved.") for key in order[:2]}


async def test_snooze_reads_what_people_type(sample_app: IituiApp, look: Look) -> None:
    late = worst(look(), Kind.THANK_YOU)
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        await pilot.press("z")
        await pilot.pause()
        form = sample_app.screen
        assert isinstance(form, SnoozeForm)
        await pilot.press(*"yesterday", "enter")
        await pilot.pause()
        word = form.query_one("#word-until", Static)
        assert sample_app.screen is form
        assert "past" in str(word.visual)
        form.query_one(Input).value = ""
        await pilot.press(*"fri")
        await pilot.pause()
        assert "Fri 13 Mar 09:00" in str(word.visual)
        await pilot.press("enter")
        await settle(pilot)
        found = look().follow_ups.find(late.id, NOW, DAY_END)
        assert found is not None
        assert found.verdict is Verdict.SNOOZED
        assert f"{found.due.astimezone(ZONE):%a %d %b %H:%M}" == "Fri 13 Mar 09:00"
        assert messages(sample_app) == [f"Snoozed until Fri 13 Mar 09:00: {late.what}. u undoes it."]
        assert screen.owed_list.cursor_key != str(late.id)
        row = next(row for row in rows_of(screen) if row.key == str(late.id))
        assert plain(row.cells[3]) == "Snoozed: Thank them for the interview"


async def test_leaving_the_snooze_form_changes_nothing(sample_app: IituiApp, look: Look) -> None:
    late = worst(look(), Kind.THANK_YOU)
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        await pilot.press("z", "escape")
        await settle(pilot)
        assert sample_app.screen is screen
        assert screen.owed_list.cursor_key == str(late.id)
        assert verdict(look(), late.id) is None


async def test_new_reminder_about_a_contact_that_repeats(sample_app: IituiApp, look: Look) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        await pilot.press("n")
        await pilot.pause()
        form = sample_app.screen
        assert isinstance(form, ReminderForm)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert sample_app.screen is form
        assert "missing" in str(form.query_one("#word-text", Static).visual)
        form.query_one("#field-text", Input).value = "Water [/] the ferns"
        form.query_one("#field-due_at", Input).value = "tomorrow 9am"
        form.query_one("#field-contact", Input).value = "nobody known"
        form.query_one("#field-repeats").value = "on fixed dates"  # type: ignore[attr-defined]  # a Select
        await pilot.pause()
        assert "Wed 11 Mar 09:00" in str(form.query_one("#word-due_at", Static).visual)
        assert "then Wed 18 Mar 09:00" in str(form.query_one("#word-unit", Static).visual)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "There is no contact" in str(form.query_one("#word-contact", Static).visual)
        form.query_one("#field-contact", Input).value = "joanna whitlock"
        await pilot.press("ctrl+s")
        await settle(pilot)
        made = next(one for one in look().follow_ups.owed(NOW, DAY_END) if one.what == "Water [/] the ferns")
        assert made.who == "Joanna Whitlock"
        kept = look().follow_ups.reminder(made.id.subject)
        assert kept is not None
        assert (kept.every, kept.unit, kept.after_done) == (1, RepeatUnit.WEEKS, False)
        assert str(made.id) in [row.key for row in rows_of(screen)]
        assert messages(sample_app) == ["Reminder: Water [/] the ferns, due tomorrow. u undoes it."]


async def test_a_repeating_reminder_says_when_it_comes_again(
    make_app: MakeApp, store: Store, look: Look
) -> None:
    number = store.follow_ups.remind(
        ReminderDraft(
            text="Say hello", due_at=NOW - timedelta(days=1), zone=ZONE.key, every=2, unit=RepeatUnit.WEEKS
        )
    )
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await go(pilot)
        assert "Repeats every 2 weeks, on fixed dates." in about(screen)
        await pilot.press("x")
        await settle(pilot)
        assert messages(app) == ["Done: Say hello. It repeats Mon 23 Mar 10:00. u undoes it."]
        again = look().follow_ups.find(FollowUpId(Kind.REMINDER, number), NOW, DAY_END)
        assert again is not None
        assert again.due == NOW - timedelta(days=1) + timedelta(weeks=2)
        assert headings(screen)[0] == "Later (1)"


async def test_d_deletes_only_ones_own_reminders(sample_app: IituiApp, look: Look) -> None:
    reminder = worst(look(), Kind.REMINDER)
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert sample_app.screen is screen
        assert "Press W to dismiss this one" in messages(sample_app)[0]
        screen.owed_list.move_to(str(reminder.id))
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(sample_app.screen, Confirm)
        await pilot.press("n")
        await settle(pilot)
        assert look().follow_ups.reminder(reminder.id.subject) is not None
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("y")
        await settle(pilot)
        assert look().follow_ups.reminder(reminder.id.subject) is None
        assert str(reminder.id) not in [row.key for row in rows_of(screen)]


async def test_v_shows_what_was_settled(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(120, 30)) as pilot:
        screen = await go(pilot)
        await pilot.press("v")
        await settle(pilot)
        assert headings(screen)[-1] == "Settled (27), v hides them"
        assert str(screen.owed_list.cursor_key).startswith("settled ")
        settled = re.findall(r"(?:done|dismissed) \d", drawn(sample_app))
        assert len(settled) > 10  # as many of them as there is room for
        assert "done 9 Mar" in [plain(row.cells[5]) for row in rows_of(screen) if not row.heading]
        await pilot.press("G")
        await settle(pilot)
        assert str(screen.owed_list.cursor_key).startswith("settled ")
        assert "Done on" in about(screen)
        await pilot.press("x")
        await settle(pilot)
        assert messages(sample_app) == ["That's already settled. Press u to undo the last change."]
        await pilot.press("v")
        await settle(pilot)
        assert headings(screen)[-1] == "Settled (27), v shows them"


@pytest.mark.parametrize(
    ("key", "kind", "wish"),
    [
        ("enter", Kind.THANK_YOU, ShowBrief),
        ("enter", Kind.REMINDER, ShowContact),
        ("C", Kind.THANK_YOU, ShowContact),
    ],
)
async def test_keys_that_go_elsewhere(
    sample_app: IituiApp, look: Look, monkeypatch: pytest.MonkeyPatch, *, key: str, kind: Kind, wish: type
) -> None:
    target = worst(look(), kind)
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        wishes: list[Any] = []
        post = screen.post_message

        def keep(message: Any) -> bool:
            if isinstance(message, ShowBrief | ShowContact):
                wishes.append(message)
                return True
            return post(message)

        monkeypatch.setattr(screen, "post_message", keep)
        screen.owed_list.move_to(str(target.id))
        await pilot.press(key)
        await settle(pilot)
        name = "contact_id" if wish is ShowContact else "interview_id"
        assert [type(one) for one in wishes] == [wish]
        asked_for = wishes[0].interview_id if wish is ShowBrief else wishes[0].record_id
        assert asked_for == getattr(target, name)


async def test_the_pane_tells_all_about_it_where_there_is_room(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        assert not screen.query_one("#about-pane").display
        await pilot.resize_terminal(120, 30)
        await settle(pilot)
        assert screen.query_one("#about-pane").display
        words = about(screen)
        assert "6 hours late, since Tue 10 Mar 04:00" in words
        assert "within 24 hours" in words
        assert "joanna.whitlock@example.org" in words
        assert "Sixty warnings a night" in words, "what happened"
        assert "Thank-you to Joanna Whitlock, as it begins" in words
        assert "Dear Joanna," in words, "what would be written"


async def test_the_pane_follows_the_cursor_to_checklists_touches_and_promises(
    sample_app: IituiApp, look: Look
) -> None:
    async with sample_app.run_test(size=(160, 45)) as pilot:
        screen = await go(pilot)
        for kind, wanted in {
            Kind.PREPARATION: ("The interview", "[ ]", "[✓]", "8 picked, about 19 minutes"),
            Kind.NUDGE: ("Last touches", "request, no reply yet", "as it begins"),
            Kind.REMINDER: ("Last touches", "Why it's due"),
            Kind.DEBRIEF: ("What happened", "Nothing is written down of it yet."),
        }.items():
            screen.owed_list.move_to(str(worst(look(), kind).id))
            await settle(pilot)
            missing = [words for words in wanted if words not in about(screen)]
            assert not missing, f"{kind}: {missing} in {about(screen)}"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_y_says_why_it_is_owed_and_where_to_change_that(
    sample_app: IituiApp, look: Look, size: tuple[int, int]
) -> None:
    nudge, asked = worst(look(), Kind.NUDGE), look().touches
    request = asked.get(nudge.id.subject)
    assert request is not None
    async with sample_app.run_test(size=size) as pilot:
        screen = await go(pilot)
        screen.owed_list.move_to(str(nudge.id))
        await pilot.press("y", "y", "y")
        dialog = await until_screen(pilot, WhyDialog)
        words = str(dialog.query_one("#why-words", Static).visual)
        assert f"You asked {say_when(request.at, ZONE, NOW)}, by mail" in words
        assert "Nudges so far: 0 of 2 at most." in words
        assert "nudge_days = 7 and most_nudges = 2" in words
        assert "settings.toml" in words
        assert dialog.region.contains_region(dialog.query_one(".form--box").region)
        await pilot.press("z")
        form = await until_screen(pilot, SnoozeForm)
        assert nudge.who in str(form.query_one(".form--box").border_title)
        await pilot.press("escape")
        await until_screen(pilot, FollowUpsScreen)
        assert verdict(look(), nudge.id) is None
        await pilot.press("y", "x")
        await until_screen(pilot, FollowUpsScreen)
        await settle(pilot)
        again = look().follow_ups.again(nudge.id, NOW, DAY_END)
        assert again is not None
        assert again.occurrence == 1
        assert f"repeats {say_when(again.due, ZONE, NOW)}" in messages(sample_app)[-1]


async def test_a_line_names_nobody_twice(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(100, 30)) as pilot:
        screen = await go(pilot)
        await pilot.press("v")
        await settle(pilot)
        rows = [row for row in rows_of(screen) if not row.heading]
        assert len(rows) == 60 + 27
        for row in rows:
            alone, who, beside = (plain(row.cells[place]) for place in (0, 1, 3))
            assert who in alone
            assert who not in beside or beside == alone.removesuffix(f" · {who}")


async def test_a_settled_line_says_by_which_touch_and_for_which_reason(
    make_app: MakeApp, store: Store
) -> None:
    ann = store.contacts.add(ContactDraft(name="Ann Ito")).id
    held = store.interviews.plan(InterviewDraft(contact_id=ann, start=NOW - timedelta(days=2), zone=ZONE.key))
    store.interviews.mark([held.id], Status.HELD)
    sent = TouchDraft(contact_id=ann, at=NOW, kind=TouchKind.LETTER, subject="Thanks [/] for the hour")
    store.touches.log(sent, [FollowUpId(Kind.THANK_YOU, held.id)])
    store.follow_ups.waive([FollowUpId(Kind.DEBRIEF, held.id)], "Recorded [red]elsewhere[/]")
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await go(pilot)
        await pilot.press("v")
        await settle(pilot)
        lines = {plain(row.cells[3]): plain(row.cells[5]) for row in rows_of(screen) if not row.heading}
        assert lines == {
            "Thank them for the interview · by letter": "done 10:00",
            "Write down what they said · Recorded [red]elsewhere[/]": "dismissed 10:00",
        }
        words = []
        for key in ("g", "j"):
            await pilot.press(key)
            await settle(pilot)
            words.append(about(screen))
        assert "By your letter “Thanks [/] for the hour” of Tue 10 Mar 10:00." in "".join(words)
        assert "Why: Recorded [red]elsewhere[/]" in "".join(words)


async def test_what_was_done_twice_is_two_settled_lines(
    make_app: MakeApp, store: Store, clock: MovableClock
) -> None:
    ann = store.contacts.add(ContactDraft(name="Ann Ito", cadence_days=10)).id
    clock.forward(days=-30)
    store.touches.log(TouchDraft(contact_id=ann, at=clock.now))
    clock.forward(days=15)
    store.follow_ups.done([FollowUpId(Kind.KEEP_IN_TOUCH, ann)])
    clock.forward(days=15)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert messages(app) == [
            "Done: Keep in touch with Ann Ito. It repeats Fri 20 Mar 10:00. u undoes it."
        ]
        await pilot.press("v")
        await settle(pilot)
        keys = [row.key for row in rows_of(screen) if str(row.key).startswith("settled")]
        assert len(set(keys)) == 2


async def test_an_empty_journal_says_what_the_screen_is_for(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await go(pilot)
        await pilot.press("x", "z", "W", "y", "d", "C", "i", "enter", "v")
        await settle(pilot)
        assert app.screen is screen
        assert rows_of(screen) == []
        assert not screen.query_one("#about-pane").display


async def test_text_of_people_is_never_markup(make_app: MakeApp, store: Store, clock: MovableClock) -> None:
    name = "[/] [red]x [@click=app.quit]y[/] نورا 👩\u200d👩\u200d👧"
    person = store.contacts.add(ContactDraft(name=name, organization="[/]", role="[bold", notes="x" * 10_000))
    start = NOW - timedelta(days=2)
    interview = store.interviews.plan(
        InterviewDraft(contact_id=person.id, start=start, zone=ZONE.key, place="[/]", medium=Medium.PHONE)
    )
    store.interviews.mark([interview.id], Status.HELD)
    store.follow_ups.remind(ReminderDraft(text="[/] [red]", due_at=NOW, zone=ZONE.key, contact_id=person.id))
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await go(pilot)
        assert "[@click=app.quit]y[/]" in about(screen)
        words: list[str] = []
        for key in ("z", "escape", "W", "escape", "y", "escape", "x", "g", "x", "x", "v"):
            await pilot.press(key)
            await settle(pilot)
            words += messages(app)
        assert app.is_running
        assert any("[@click=app.quit]y" in word for word in words)


async def test_what_another_program_settled_is_said_in_words(
    sample_app: IituiApp, store: Store, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample_app, "_watch", lambda: None)  # the key is pressed before it looks again
    late = worst(look(), Kind.THANK_YOU)
    async with sample_app.run_test(size=(80, 24)) as pilot:
        screen = await go(pilot)
        store.follow_ups.done([late.id])
        await pilot.press("x")
        await settle(pilot)
        assert "already settled" in messages(sample_app)[0]
        screen.reload()
        assert str(late.id) not in [row.key for row in rows_of(screen)]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_names_stand_whole_beside_what_is_owed(sample_app: IituiApp, size: tuple[int, int]) -> None:
    async with sample_app.run_test(size=size) as pilot:
        await settle(pilot)
        lines = drawn(sample_app)
        assert "Joanna Whitlock " in lines
        assert re.search("Thandiwe Mokoena +Their", lines)
        assert "Mateo Quispe " in lines
