"""The brief: what stands on it before, during and after an interview, and ticking it from the keyboard."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from iitui.domain.contacts import ContactDraft
from iitui.domain.interviews import InterviewDraft, Medium, Status
from iitui.domain.questions import Asked
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from iitui.ui.brief.screen import BriefScreen
from iitui.ui.interviews.answer_form import AnswerForm
from iitui.ui.interviews.preparation_form import PreparationForm
from iitui.ui.kit.text.page import TextPage
from iitui.ui.session import navigation
from tests.clock import MovableClock
from tests.conftest import MakeApp
from tests.ui.conftest import NOW, Look
from tests.ui.pilot import drawn, messages, press_to, settle

INTERVIEW = 12
"""Thandiwe Mokoena, today 13:00."""


async def open_brief(pilot: Pilot[None]) -> TextPage:
    """Press b once the store is open."""
    await settle(pilot)
    await press_to(pilot, BriefScreen, "b")
    await pilot.pause()
    return pilot.app.screen.query_one("#brief-page", TextPage)


def lines(paper: TextPage) -> list[str]:
    """What stands on a page, row by row, as it is drawn."""
    return [
        "".join(part.text for part in paper.render_line(y)).rstrip(" ▐") for y in range(paper.size.height)
    ]


async def test_first_screenful_at_80x24_holds_what_matters(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        paper = await open_brief(pilot)
        shown = "\n".join(lines(paper))
        for words in (
            "Thandiwe Mokoena  Deputy director of planning, City of Fernwood",
            "Tue 10 Mar 13:00 to 13:30  in 3 hours",
            "Leave by 12:20 (in 2 hours), be there at 12:45",
            "In person: City Hall, 2 Market Square",
            "Marcus Oyelaran, will introduce me",
            "To prepare: 1 of 7 left",
            "[ ] Their name practiced",
            "Questions: 8, 19 of 20 minutes",
            "How much of your path did you plan",
        ):
            assert words in shown
        assert paper.line_key == "tick:84"


async def test_space_ticks_and_unticks_and_the_cursor_stays(sample_app: IituiApp, look: Look) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        paper = await open_brief(pilot)
        await pilot.press("space")
        await settle(pilot)
        await pilot.pause()
        assert look().briefs.checklist(INTERVIEW)[-1].ticked_at == NOW
        assert "To prepare: all ready" in "\n".join(lines(paper))
        assert paper.line_key == "tick:84"
        await pilot.press("x")
        await settle(pilot)
        assert look().briefs.checklist(INTERVIEW)[-1].ticked_at is None


async def test_adds_an_item_of_ones_own(sample_app: IituiApp, look: Look) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        paper = await open_brief(pilot)
        await press_to(pilot, PreparationForm, "a")
        await pilot.press(*"[/] print", "ctrl+s")
        await settle(pilot)
        await pilot.pause()
        item = look().briefs.checklist(INTERVIEW)[-1]
        assert item.text == "[/] print"
        assert paper.line_key == f"tick:{item.id}"
        assert "[ ] [/] print" in "\n".join(lines(paper))


async def test_answers_a_question_off_the_record(sample_app: IituiApp, look: Look) -> None:
    async with sample_app.run_test(size=(80, 26)) as pilot:
        paper = await open_brief(pilot)
        await pilot.press("j")
        assert paper.line_key == "ask:69"
        await press_to(pilot, AnswerForm, "enter")
        await pilot.press(*"By chance", "tab", "tab", "space", "ctrl+s")
        await settle(pilot)
        await pilot.pause()
        item = look().questions.plan(INTERVIEW)[0]
        assert (item.answer, item.state, item.off_record) == ("By chance", Asked.ASKED, True)
        shown = "\n".join(lines(paper))
        assert "By chance" in shown
        assert "off the record" in shown
        await pilot.press("space")
        await settle(pilot)
        item = look().questions.plan(INTERVIEW)[0]
        assert (item.answer, item.state, item.off_record) == ("By chance", Asked.TO_ASK, True)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_everything_is_reached_by_scrolling(sample_app: IituiApp, size: tuple[int, int]) -> None:
    async with sample_app.run_test(size=size) as pilot:
        paper = await open_brief(pilot)
        paper.focus()
        await pilot.press("G")
        assert "patience." in "\n".join(lines(paper))
        await pilot.press("g")
        assert "Thandiwe Mokoena" in lines(paper)[0]


async def test_wide_screens_put_what_is_worked_with_at_the_side(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(140, 40)) as pilot:
        await open_brief(pilot)
        side = pilot.app.screen.query_one("#brief-work", TextPage)
        assert side.display
        assert side.has_focus
        assert side.line_key == "tick:84"
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not side.display
        assert pilot.app.screen.query_one("#brief-page", TextPage).has_focus


async def test_the_countdown_goes_on_through_the_interview_and_after(
    sample_app: IituiApp, clock: MovableClock
) -> None:
    async with sample_app.run_test(size=(80, 26)) as pilot:
        paper = await open_brief(pilot)
        clock.forward(hours=2, minutes=25)
        sample_app.reload_screen()
        assert "Leave by 12:20 (5 minutes late)" in lines(paper)[2]
        clock.forward(minutes=45)
        sample_app.reload_screen()
        assert "in progress, 20 minutes left" in lines(paper)[1]
        assert paper.line_key == "ask:69"
        shown = "\n".join(lines(paper))
        assert shown.index("Questions: 8") < shown.index("To prepare")
        clock.forward(hours=1)
        sample_app.reload_screen()
        shown = "\n".join(lines(paper))
        assert "ended 40 minutes ago" in shown
        assert "Was it held (h) or missed (m)?" in shown
        assert "Leave by" not in shown


async def test_marks_and_says_what_became_of_it(
    sample_app: IituiApp, clock: MovableClock, look: Look
) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        await open_brief(pilot)
        clock.forward(hours=4)
        await pilot.press("m")
        await settle(pilot)
        interview = look().interviews.get(INTERVIEW)
        assert interview is not None
        assert interview.status is Status.MISSED
        await pilot.press("m")
        await settle(pilot)
        interview = look().interviews.get(INTERVIEW)
        assert interview is not None
        assert interview.status is Status.PLANNED


async def test_goes_through_the_coming_interviews(sample_app: IituiApp) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        paper = await open_brief(pilot)
        await pilot.press("]")
        await pilot.pause()
        assert "Oliver Nkemelu" in lines(paper)[0]
        shown = "\n".join(lines(paper))
        assert "Wed 11 Mar 18:45 to 19:15  tomorrow  22:45 there (Europe/London)" in shown
        assert "Be online at 18:40" in shown
        await pilot.press("[", "[")
        await pilot.pause()
        assert "Thandiwe Mokoena" in lines(paper)[0]
        assert "This is the first planned interview" in " ".join(messages(sample_app))


async def test_an_interview_that_was_deleted_elsewhere_is_said(sample_app: IituiApp, store: Store) -> None:
    async with sample_app.run_test(size=(80, 24)) as pilot:
        paper = await open_brief(pilot)
        store.interviews.delete([INTERVIEW])
        sample_app.reload_screen()
        assert "no longer in the journal" in "\n".join(lines(paper))
        await pilot.press("space", "e", "w", "p", "a", "enter", "]", "escape")
        await pilot.pause()
        assert not isinstance(sample_app.screen, BriefScreen)


async def test_hostile_texts_stay_texts(make_app: MakeApp, store: Store) -> None:
    name = "[@click=app.quit]x[/] [/] [red]y"
    contact = store.contacts.add(
        ContactDraft(name=name, organization=name, role=name, notes="wörd [b] " * 1100, referred_by="[/]")
    )
    store.interviews.plan(
        InterviewDraft(
            contact_id=contact.id,
            start=NOW + timedelta(hours=3),
            zone="Asia/Tokyo",
            medium=Medium.PHONE,
            place=name,
            occupation=name,
            before=name * 5,
        )
    )
    app = make_app()
    for size in ((80, 24), (140, 40)):
        async with make_app().run_test(size=size) as pilot:
            paper = await open_brief(pilot)
            assert name in lines(paper)[0] or name in lines(paper)[1]
            await pilot.press("G", "g", "3")
            await pilot.pause()
    await app.session.close()


async def test_a_plan_is_judged_as_in_questions_and_only_while_it_is_planned(
    sample_app: IituiApp, store: Store, look: Look
) -> None:
    bank = [row.question for row in look().questions.bank(interview_id=INTERVIEW)]
    planned = {item.question.id for item in look().questions.plan(INTERVIEW)}
    more = [one for one in bank if one.id not in planned and one.minutes == 3][:2]
    store.questions.pick(INTERVIEW, [one.id for one in more])
    async with sample_app.run_test(size=(120, 70)) as pilot:
        await settle(pilot)
        assert "10 picked, about 25 minutes: 5 " in drawn(sample_app)
        await open_brief(pilot)
        assert "Questions: 10, 25 of 20 minutes: 5 min too long" in drawn(sample_app)
        await pilot.press("p")
        await settle(pilot)
        assert "25 of 20 min · 5 min too long" in drawn(sample_app)
        store.interviews.mark([INTERVIEW], Status.HELD)
        sample_app.reload_screen()
        await settle(pilot)
        assert "25 of 30 min" in drawn(sample_app)
        assert "too long" not in drawn(sample_app)
        sample_app.screen.post_message(navigation.ShowBrief(INTERVIEW))
        await settle(pilot)
        assert "Questions: 10, 25 of 30 minutes" in drawn(sample_app)
        assert "too long" not in drawn(sample_app)
