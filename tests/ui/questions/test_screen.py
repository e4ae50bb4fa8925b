"""The screen Questions: picking, ordering, narrowing, and one's own questions, by the real keys."""

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from iitui.domain.contacts import ContactDraft
from iitui.domain.interviews import InterviewDraft
from iitui.domain.questions import Category, Origin, Phase, QuestionDraft
from iitui.ui.app.app import IituiApp
from iitui.ui.interviews.chooser import InterviewChooser
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.questions.category_chooser import CategoryChooser
from iitui.ui.questions.plan_chooser import PlanChooser
from iitui.ui.questions.question_form import QuestionForm
from iitui.ui.questions.screen import QuestionsScreen
from iitui.ui.session.navigation import ShowPlan, ShowQuestion
from tests.ui.conftest import NOW, Look
from tests.ui.pilot import settle

SIZE = (100, 30)


def screen_of(app: IituiApp) -> QuestionsScreen:
    screen = app.screen
    assert isinstance(screen, QuestionsScreen)
    return screen


async def enter(pilot: Pilot[None]) -> QuestionsScreen:
    await settle(pilot)
    await pilot.press("4")
    await settle(pilot)
    assert isinstance(pilot.app, IituiApp)
    return screen_of(pilot.app)


def title_of(pane: Widget) -> str:
    """What the upper border says; the public attribute gives it as markup."""
    return pane._border_title.plain if pane._border_title else ""


def picked(look: Look, screen: QuestionsScreen) -> list[int]:
    assert screen.interview is not None
    return [item.question.id for item in look().questions.plan(screen.interview.id)]


def shown_plan(screen: QuestionsScreen) -> list[int]:
    return [item.question.id for item in screen.plan.items]


async def test_enter_picks_a_question_and_drops_it_again(sample_app, look):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        before = picked(look, screen)
        key = screen.bank.rows.cursor_key
        assert key is not None
        assert key not in before
        await pilot.press("enter")
        await settle(pilot)
        assert set(picked(look, screen)) == {*before, key}
        assert shown_plan(screen) == picked(look, screen)
        assert screen.bank.questions[key].picked
        assert screen.bank.rows.cursor_key == key
        await pilot.press("a")
        await settle(pilot)
        assert picked(look, screen) == before
        assert screen.bank.rows.cursor_key == key


async def test_one_key_picks_all_marked(sample_app, look):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        before = len(picked(look, screen))
        await pilot.press("space", "space", "space")
        assert "3 marked" in title_of(screen.bank)
        await pilot.press("enter")
        await settle(pilot)
        assert len(picked(look, screen)) == before + 3
        assert screen.bank.rows.marked == ()


async def test_the_plan_moves_questions_and_the_cursor_follows(sample_app, look):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        before = picked(look, screen)
        await pilot.press("tab", "J")
        await settle(pilot)
        assert picked(look, screen) == [before[1], before[0], *before[2:]]
        assert screen.current.question is not None
        assert screen.current.question.id == before[0]
        await pilot.press("shift+up")
        await settle(pilot)
        assert picked(look, screen) == before
        assert screen.current.question.id == before[0]


async def test_dropping_leaves_the_cursor_on_the_next_question(sample_app, look):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        before = picked(look, screen)
        await pilot.press("tab", "j", "x")
        await settle(pilot)
        assert picked(look, screen) == [before[0], *before[2:]]
        assert screen.current.question is not None
        assert screen.current.question.id == before[2]
        await pilot.press("u")
        await settle(pilot)
        assert picked(look, screen) == before


async def test_all_marked_are_dropped_and_the_plan_says_how_to_begin(sample_app, look):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        await pilot.press("tab", "*", "x")
        await settle(pilot)
        assert picked(look, screen) == []
        assert "nothing picked" in title_of(screen.plan)


async def test_dropping_an_answer_asks_first(sample_app, look, store):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        item = screen.plan.items[0]
        store.questions.answer(item.id, "By chance, mostly.")
        screen.reload()
        before = picked(look, screen)
        await pilot.press("tab", "x")
        await pilot.pause()
        assert isinstance(sample_app.screen, Confirm)
        await pilot.press("n")
        await settle(pilot)
        assert picked(look, screen) == before
        await pilot.press("backspace")
        await pilot.pause()
        await pilot.press("y")
        await settle(pilot)
        assert picked(look, screen) == before[1:]


async def test_the_border_says_what_enter_does(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        await settle(pilot)
        assert "⏎ Pick" in Content.from_markup(str(screen.bank.border_subtitle)).plain
        await pilot.press("tab")
        await settle(pilot)
        assert "⏎ Open" in Content.from_markup(str(screen.plan.border_subtitle)).plain


async def test_the_title_adds_up_the_minutes_and_says_when_they_are_too_many(sample_app, look):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        assert screen.interview is not None
        assert screen.interview.who in title_of(screen.plan)
        assert "19 of 20 min · fits" in title_of(screen.plan)
        await pilot.press("space", "space", "enter")
        await settle(pilot)
        assert "24 of 20 min · 4 min too long" in title_of(screen.plan)
        assert screen.plan.rows.count == len(screen.plan.items) + 1  # the line where 20 minutes are over


async def test_the_bank_is_narrowed_by_phase_category_and_search(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        whole = len(screen.bank.questions)
        await pilot.press("f")
        assert {row.question.phase for row in screen.bank.questions.values()} == {Phase.OPEN}
        assert title_of(screen.bank) == f"Bank · open · {len(screen.bank.questions)}"
        await pilot.press("f", "v")
        await pilot.pause()
        assert isinstance(sample_app.screen, CategoryChooser)
        await pilot.press("j", "j", "j", "enter")
        await settle(pilot)
        assert {row.question.category for row in screen.bank.questions.values()} == {Category.GETTING_IN}
        assert title_of(screen.bank).startswith("Bank · getting in · core · ")
        await pilot.press("slash", "t", "i", "t")
        assert [row.question.text for row in screen.bank.questions.values()] == [
            "Which job titles should a beginner look for?"
        ]
        await pilot.press("escape")
        assert screen.bank.rows.has_focus
        assert not screen.bank.search.display
        await pilot.press("escape")
        assert len(screen.bank.questions) == whole


async def test_a_search_that_finds_nothing_says_so_and_stays_in_sight(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        await pilot.press("slash", *"zzzz", "enter")
        await pilot.pause()
        assert screen.bank.questions == {}
        assert screen.bank.search.display
        assert screen.bank.rows.has_focus
        await pilot.press("a", "e", "d")
        await settle(pilot)
        await pilot.press("escape")
        assert screen.bank.questions
        assert not screen.bank.search.display


async def test_the_bank_can_stand_under_categories(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        key = screen.bank.rows.cursor_key
        await pilot.press("o")
        headings = [row.key for row in screen.bank.rows.source.rows(0, 200) if row.heading]
        assert headings == [f"category:{each.value}" for each in Category]
        assert screen.bank.rows.cursor_key == key


async def test_a_ready_made_plan_replaces_what_is_still_to_ask(sample_app, look):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(sample_app.screen, PlanChooser)
        words = str(sample_app.screen.query_one(".chooser--detail", Static).render())
        assert "Replaces the 8 questions not asked yet" in words
        await pilot.press("j", "j", "j", "enter")
        await settle(pilot)
        assert len(picked(look, screen)) == 4
        assert screen.plan.rows.has_focus


async def test_another_interview_can_be_planned(sample_app, look):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        first = screen.interview
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(sample_app.screen, InterviewChooser)
        await pilot.press("j", "enter")
        await settle(pilot)
        assert screen.interview is not None
        assert first is not None
        assert screen.interview.id == look().interviews.upcoming(NOW)[1].id
        assert screen.interview.who in title_of(screen.plan)
        screen.reload()
        assert screen.interview.id != first.id


async def test_a_question_of_ones_own_is_added_reworded_and_deleted(sample_app, look):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        whole = len(screen.bank.questions)
        await pilot.press("n")
        await pilot.pause()
        form = sample_app.screen
        assert isinstance(form, QuestionForm)
        await pilot.press("ctrl+s")
        assert "The question is missing." in str(form.query_one("#word-text", Static).render())
        form.query_one("#field-minutes", Input).value = "many"
        await pilot.press(*"Why [/] here")
        await pilot.press("ctrl+s")
        assert sample_app.screen is form
        form.query_one("#field-minutes", Input).value = "4"
        await pilot.press("ctrl+s")
        await settle(pilot)
        question = screen.current.question
        assert question is not None
        assert (question.text, question.minutes, question.origin) == ("Why [/] here", 4, Origin.MINE)
        assert len(screen.bank.questions) == whole + 1

        await pilot.press("e")
        await pilot.pause()
        sample_app.screen.query_one(TextArea).text = "Why there?"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert screen.bank.questions[question.id].question.text == "Why there?"
        assert screen.bank.rows.cursor_key == question.id

        await pilot.press("d")
        await pilot.pause()
        assert isinstance(sample_app.screen, Confirm)
        await pilot.press("y")
        await settle(pilot)
        assert look().questions.get(question.id) is None
        assert len(screen.bank.questions) == whole


async def test_a_built_in_question_is_not_reworded_but_can_go_and_come_back(sample_app, look):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        key = screen.bank.rows.cursor_key
        await pilot.press("e")
        await settle(pilot)
        assert sample_app.screen is screen
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("y")
        await settle(pilot)
        assert key not in screen.bank.questions
        await pilot.press("B")
        await settle(pilot)
        assert key in screen.bank.questions


async def test_enter_in_the_plan_goes_to_the_question_in_the_bank_whatever_hides_it(sample_app):
    async with sample_app.run_test(size=SIZE) as pilot:
        screen = await enter(pilot)
        last = screen.plan.items[-1].question.id
        await pilot.press("f", "tab", "G")
        assert last not in screen.bank.questions
        await pilot.press("enter")
        await pilot.pause()
        assert screen.bank.rows.has_focus
        assert screen.bank.rows.cursor_key == last


async def test_other_screens_can_send_here(sample_app, look):
    async with sample_app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        interview = look().interviews.upcoming(NOW)[2]
        sample_app.screen.post_message(ShowPlan(interview.id))
        await settle(pilot)
        screen = screen_of(sample_app)
        assert screen.interview is not None
        assert screen.interview.id == interview.id
        assert screen.plan.rows.has_focus
        question = look().questions.bank()[30].question
        screen.post_message(ShowQuestion(question.id))
        await settle(pilot)
        assert screen.current.question == question
        assert question.text in str(screen.query_one("#question-detail", Static).render())


async def test_without_an_interview_the_bank_stands_alone(make_app):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await enter(pilot)
        assert not screen.plan.display
        assert screen.bank.questions
        assert "plan an interview" in title_of(screen.bank)
        await pilot.press("enter", "r", "t", "tab", "x", "J")
        await settle(pilot)
        assert app.screen is screen


async def test_the_screen_stands_before_the_bank_is_there(make_app, monkeypatch):
    app = make_app()
    monkeypatch.setattr(IituiApp, "_open_store", lambda _: None)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await enter(pilot)
        assert screen.bank.questions == {}
        await pilot.press("a", "e", "d", "v")
        await pilot.pause()
        assert isinstance(app.screen, CategoryChooser)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40)])
async def test_text_from_people_is_never_markup(make_app, store, size):
    hostile = "[/] [red]x[/red] [@click=app.quit]x \x1b[31m 👩‍👩‍👧 ليلى 日本語"
    contact = store.contacts.add(ContactDraft(name=hostile))
    interview = store.interviews.plan(
        InterviewDraft(contact_id=contact.id, start=NOW, zone="Asia/Tokyo", occupation="[/]" + "x" * 200)
    )
    question = store.questions.add(QuestionDraft(text=hostile * 5, minutes=60, sensitive=True))
    items = store.questions.pick(interview.id, [question.id])
    store.questions.answer(items[0].id, hostile * 200)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await enter(pilot)
        screen.show_question(question.id)
        await pilot.press("tab", "space")
        await pilot.pause()
        assert "[red]x[/red]" in title_of(screen.plan)
        assert "[@click=app.quit]x" in str(screen.query_one("#question-detail", Static).render())
        for key in ("t", "r"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is not screen
            await pilot.press("escape")
            await settle(pilot)
        await pilot.press("slash", *"[/]", "enter")
        await settle(pilot)
        assert app.screen is screen
