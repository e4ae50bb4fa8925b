"""The debrief: a walk with keys only, the page to look back at, names that become contacts, and trouble."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Select, Static, TextArea

from iitui.domain.contacts import NamePermission, Stage
from iitui.domain.debriefs import DebriefDraft
from iitui.domain.follow_ups import Kind
from iitui.domain.interview_results import Debrief
from iitui.domain.interviews import Rating, Status
from iitui.domain.questions import Asked
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind, Trial
from iitui.store.journal import Store
from iitui.ui.interviews.debrief_form import DebriefForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.forms.fields import LineBox
from iitui.ui.session.navigation import WriteDebrief
from tests.conftest import MakeApp
from tests.ui.conftest import NOW, Look
from tests.ui.interviews.steps import add_contact, open_list, plan
from tests.ui.pilot import drawn, messages, settle, until_screen, wait_for, word


@pytest.fixture
def over(store: Store) -> int:
    """An interview that is over, with two questions and a name that was noted."""
    number = plan(store, add_contact(store), hours=-2)
    bank = store.reader.questions.bank()
    store.questions.pick(number, [bank[0].question.id, bank[1].question.id])
    store.interviews.take_away(
        TakeawayDraft(interview_id=number, kind=TakeawayKind.NAME, text="Ana Ruiz, Nurse, Harbor")
    )
    return number


async def open_debrief(pilot: Pilot[None]) -> DebriefForm:
    await open_list(pilot)
    await pilot.press("w")
    return await until_screen(pilot, DebriefForm)


async def save(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+s")
    await wait_for(pilot, lambda: not isinstance(pilot.app.screen, DebriefForm))
    await settle(pilot)


def asked(form: DebriefForm) -> list[str]:
    """The questions that are shown."""
    return [str(one.content) for one in form.query(".debrief--question").results(Static) if one.region.height]


WALK = (
    *("N", "e", "w", "tab", "L", "i", "k", "e", "tab", "tab", "tab", "tab", "tab"),  # four are skipped
    *("4", "tab", "Y", "e", "s", "tab"),
    *("O", "f", "t", "e", "n", "tab", "tab", "space", "tab"),
    *("tab", "down", "down", "down", "down", "enter", "tab"),
    *("tab",),
    *"send it by fri",
    "tab",
    "tab",
    *"a night via Ana Ruiz",
    *("tab", "tab", "tab", "tab", "tab"),
    *"One",
    "enter",
    *"Two",
    *("tab", "tab", "tab"),
)


async def test_the_whole_walk_with_keys_only_is_one_act(
    make_app: MakeApp, store: Store, over: int, look: Look
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = await open_debrief(pilot)
        assert asked(form) == ["What was new?"]
        await pilot.press(*WALK)
        assert len(asked(form)) > 2, "the whole page, to look back at"
        await save(pilot)
        assert "Written down: the interview with Dana Ito. u undoes it." in messages(app)
        record = look().debriefs.record(over)
        assert record is not None
        assert record.debrief == Debrief(news="New", liked="Like")
        interview = record.interview
        assert (interview.status, interview.after_rating, interview.after) == (
            Status.HELD,
            Rating.GOOD,
            "Yes",
        )
        assert [(item.answer, item.state) for item in record.plan] == [
            ("Often", Asked.ASKED),
            ("", Asked.SKIPPED),
        ]
        result = look().debriefs.result(over, NOW)
        assert [(one.text, one.stage) for one in result.named] == [("Ana Ruiz", Stage.TO_ASK)]
        ana = look().contacts.get(result.named[0].contact_id or 0, NOW)
        assert ana is not None
        assert (ana.organization, ana.referred_by, ana.name_permission) == (
            "Harbor",
            "Dana Ito",
            NamePermission.WILL_INTRODUCE,
        )
        assert [(one.kind, one.trial, one.text, one.person_id) for one in result.takeaways] == [
            (TakeawayKind.PROMISE_THEIRS, None, "send it", None),
            (TakeawayKind.TO_TRY, Trial.SHADOWING, "a night", ana.id),
            (TakeawayKind.INSIGHT, None, "One", None),
            (TakeawayKind.INSIGHT, None, "Two", None),
        ]
        kinds = {one.id.kind for one in look().follow_ups.owed(NOW, NOW)}
        assert Kind.THANK_YOU in kinds
        assert Kind.DEBRIEF not in kinds
        await pilot.press("u")
        await settle(pilot)
        again = look().debriefs.record(over)
        assert again is not None
        assert (again.debrief, again.interview.status, len(again.takeaways)) == (None, Status.PLANNED, 1)


async def test_it_can_be_skipped_through_and_gone_back(make_app: MakeApp, over: int) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        form = await open_debrief(pilot)
        await pilot.press("tab", "tab")
        assert asked(form) == ["What wouldn't I like?"]
        await pilot.press("shift+tab", "shift+tab", "shift+tab")
        assert asked(form) == ["What was new?"]
        await pilot.press(*["tab"] * 40)
        assert form._is_whole
        await pilot.press("ctrl+o")
        assert len(asked(form)) == 1
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, (DebriefForm, Confirm))


async def test_opened_again_it_stands_on_one_page_and_changes_what_was_written(
    make_app: MakeApp, store: Store, over: int, look: Look
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_debrief(pilot)
        form.query_one("#field-advice", TextArea).text = "Rest\nEat"
        await save(pilot)
        form = await open_debrief(pilot)
        assert form.text_of("advice") == "Rest\nEat"
        assert len(asked(form)) > 2
        form.query_one("#field-advice", TextArea).text = "Rest more\nEat"
        await save(pilot)
        record = look().debriefs.record(over)
        assert record is not None
        assert [one.text for one in record.takeaways if one.kind is TakeawayKind.ADVICE] == [
            "Rest more",
            "Eat",
        ]
        assert len(look().contacts.by_name("Ana Ruiz")) == 1


async def test_it_says_how_dates_are_read_and_who_is_known(
    make_app: MakeApp, store: Store, over: int
) -> None:
    add_contact(store, "Kim Lee", "Pier")
    app = make_app()
    async with app.run_test(size=(100, 50)) as pilot:
        form = await open_debrief(pilot)
        assert word(form, "name_0") == "New: Ana Ruiz, Nurse, Harbor"
        await pilot.press("ctrl+o")
        form.query_one("#field-name_1", LineBox).value = "kim lee"
        form.query_one("#field-promises_mine", TextArea).text = "write by fri\nthink"
        await pilot.pause()
        assert word(form, "name_1") == "Already a contact: Kim Lee, Pier"
        assert word(form, "promises_mine") == "Fri 13 Mar 17:00 · no date given: in a week"
        assert form.query_one("#field-name_2", LineBox).region.height
        assert not form.query_one("#field-name_3", LineBox).region.height
        assert form.query_one("#field-permission_1", Select).region.height


async def test_a_refused_field_is_shown_with_the_whole_page(make_app: MakeApp, over: int) -> None:
    app = make_app()
    async with app.run_test(size=(100, 50)) as pilot:
        form = await open_debrief(pilot)
        form.query_one("#field-name_0", LineBox).value = ", Harbor"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is form
        assert form.focused is form.query_one("#field-name_0")
        assert "The name is missing" in word(form, "name_0")
        form.query_one("#field-name_0", LineBox).value = "Ana"
        form.query_one("#field-course", TextArea).text = "Evenings via Nobody"
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: app.screen is not form and isinstance(app.screen, DebriefForm))
        await pilot.pause()
        again = app.screen
        assert isinstance(again, DebriefForm)
        assert "no contact named Nobody" in word(again, "course")
        assert again.text_of("name_0") == "Ana"


async def test_what_was_written_elsewhere_meanwhile_is_not_lost(
    make_app: MakeApp, store: Store, over: int, look: Look
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 50)) as pilot:
        form = await open_debrief(pilot)
        form.query_one("#field-news", TextArea).text = "Mine."
        store.debriefs.write(over, DebriefDraft(debrief=Debrief(news="Theirs.", liked="The sea.")))
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: app.screen is not form and isinstance(app.screen, DebriefForm))
        await pilot.pause()
        again = app.screen
        assert isinstance(again, DebriefForm)
        assert "was changed elsewhere" in word(again, "-form")
        assert "Theirs." in word(again, "news")
        assert (again.text_of("news"), again.text_of("liked")) == ("Mine.", "The sea.")
        await save(pilot)
        assert look().debriefs.get(over) == Debrief(news="Mine.", liked="The sea.")


async def test_another_screen_can_wish_for_it_and_close(make_app: MakeApp, over: int, look: Look) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("3", "enter")
        await settle(pilot)
        brief = app.screen
        brief.post_message(WriteDebrief(over))
        form = await until_screen(pilot, DebriefForm)
        form.query_one("#field-news", TextArea).text = "Seen."
        await save(pilot)
        assert app.screen is brief
        assert look().debriefs.get(over) == Debrief(news="Seen.")


async def test_hostile_text_is_harmless(make_app: MakeApp, store: Store, over: int, look: Look) -> None:
    hostile = "[/] [@click=app.quit]x[/] \x1b]0;t\x07 日本語 " + "x" * 50_000
    store.interviews.take_away(TakeawayDraft(interview_id=over, kind=TakeawayKind.ADVICE, text=hostile))
    store.interviews.impressions(over, before=hostile)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        form = await open_debrief(pilot)
        await pilot.press("ctrl+o")
        assert "\x1b" not in drawn(app)
        form.query_one("#field-promises_mine", TextArea).text = hostile
        form.query_one("#field-news", TextArea).text = hostile
        await pilot.pause()
        assert "\x1b" not in drawn(app)
        await save(pilot)
        kept = look().debriefs.get(over)
        assert kept is not None
        assert kept.news.startswith("[/] [@click=app.quit]x[/]")


async def test_brief_and_contact_show_what_was_written(make_app: MakeApp, store: Store, over: int) -> None:
    contact_id = store.reader.interviews.past(NOW)[0].contact_id
    store.interviews.impressions(over, before="Hm [/].")
    app = make_app()
    async with app.run_test(size=(120, 50)) as pilot:
        form = await open_debrief(pilot)
        form.query_one("#field-liked", TextArea).text = "The [red]sea."
        form.query_one("#field-course", TextArea).text = "Evenings"
        form.query_one("#field-after_rating", Select).value = "4 good"
        await save(pilot)
        await pilot.press("enter")
        await settle(pilot)
        shown = drawn(app)
        assert "What I would like: The [red]sea." in shown
        assert "To try, course: Evenings" in shown
        assert "Named: Ana Ruiz (to ask)" in shown
        assert "What I think now: 4 good" in shown
        await pilot.press("C")
        await settle(pilot)
        assert store.reader.contacts.get(contact_id, NOW) is not None
        shown = drawn(app)
        assert "since: 4 good" in shown
        assert "What I would like: The [red]sea." in shown
        assert "named: Ana Ruiz · to ask" in shown
