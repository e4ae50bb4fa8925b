"""Compare: the occupations side by side, and one with its answers, marks, themes, takeaways and standing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from iitui.domain.comparison import Comparison
from iitui.domain.contacts import Level
from iitui.domain.debriefs import Debrief, DebriefDraft
from iitui.domain.interviews import Rating, Status
from iitui.domain.occupations import Standing
from iitui.domain.questions import Agreement
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.domain.themes import PassageDraft
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.ui.brief.screen import BriefScreen
from iitui.ui.compare.comparison_screen import ComparisonScreen, View
from iitui.ui.compare.contact_chooser import CandidateChooser
from iitui.ui.compare.screen import CompareScreen
from iitui.ui.compare.theme_form import ThemeForm, ThemeNameForm
from iitui.ui.interviews.interview_form import InterviewForm
from iitui.ui.kit.dialogs.confirm import Confirm
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.occupations.screen import OccupationsScreen
from iitui.ui.occupations.standing_form import StandingForm
from iitui.ui.organizations.screen import OrganizationsScreen
from iitui.ui.session.navigation import ShowComparison
from iitui.ui.session.screen import JournalScreen
from tests.builders import contact, interview
from tests.conftest import MakeApp
from tests.ui.conftest import NOW
from tests.ui.pilot import drawn, fill, messages, settle, until_screen, wait_for, word

Look = Callable[[], JournalReader]
WEEK = timedelta(weeks=1)
ANSWERS = {
    "Dana Ito": ("By chance, through my aunt.", "Nights are long."),
    "Rosa Marsh": ("I always wanted it.", "The nights."),
    "Wei Chen": ("", "Nothing."),
}


@pytest.fixture
def nursing(store: Store) -> int:
    """The number of an occupation with three people at two organizations and two questions."""
    bank = [row.question.id for row in store.reader.questions.bank()[:2]]
    for place, (name, texts) in enumerate(ANSWERS.items()):
        where = "Ascension" if place else "Beaumont"
        who = contact(store, name, organization=where, role="Nurse", level=Level.SENIOR)
        held = interview(
            store, who.id, NOW - (5 - place) * WEEK, occupation="Nursing", before_rating=Rating.GOOD
        )
        store.interviews.mark([held.id], Status.HELD)
        for item, text in zip(store.questions.pick(held.id, bank), texts, strict=True):
            store.questions.answer(item.id, text)
    debrief = Debrief(liked="The calm.", disliked="The nights.")
    store.debriefs.write(held.id, DebriefDraft(debrief=debrief, after="Hm.", after_rating=Rating.POOR))
    store.interviews.take_away(
        TakeawayDraft(interview_id=held.id, kind=TakeawayKind.ADVICE, text="Shadow a night shift.")
    )
    return store.reader.occupations.all()[0].id


async def open_nursing(pilot: Pilot[None]) -> ComparisonScreen:
    """Open the only occupation by keys."""
    await settle(pilot)
    await pilot.press("6", "enter")
    return await until_screen(pilot, ComparisonScreen)


def comparison(look: Look, number: int) -> Comparison:
    kept = look().compare.get(number, NOW)
    assert kept is not None
    return kept


async def test_an_empty_journal_says_how_to_begin(make_app: MakeApp):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("6", "enter", "i", "S")
        await settle(pilot)
        assert isinstance(app.screen, CompareScreen)
        assert "Press i to plan an interview" in drawn(app)


async def test_the_occupations_stand_side_by_side_with_evidence_impressions_and_standing(
    make_app: MakeApp, store: Store, nursing: int
):
    interview(store, contact(store, "Ana").id, NOW - WEEK, occupation="Law")
    app = make_app()
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await pilot.press("6", "down")
        await settle(pilot)
        screen = drawn(app)
        line = next(line for line in screen.splitlines() if "Nursing  " in line)
        assert all(text in line for text in ("3 people, 2 orgs", "4.0 → 1.0", "exploring", "The calm."))
        assert "All three are senior: find someone in the first two years." in screen
        await pilot.press("up")
        await settle(pilot)
        assert "This rests on one voice" in drawn(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (160, 45)])
async def test_one_sees_who_answered_what_and_reads_the_whole_answer(
    make_app: MakeApp, nursing: int, size: tuple[int, int]
):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await open_nursing(pilot)
        assert "By chance, through my aunt." in drawn(app)
        assert "2/3" in drawn(app)
        await pilot.press("l")
        await settle(pilot)
        assert screen.pane.text.text == "I always wanted it."
        await pilot.press("right")
        await settle(pilot)
        assert screen.pane.text.text == ""
        assert "no answer" in drawn(app)
        await pilot.press("j")
        await settle(pilot)
        assert screen.pane.text.text == "Nothing."
        await pilot.press("h", "k", "home", "G", "g")
        await settle(pilot)
        assert screen.pane.text.text == "By chance, through my aunt."


async def test_an_answer_is_marked_with_one_key_and_unmarked_with_the_same(
    make_app: MakeApp, nursing: int, look: Look
):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_nursing(pilot)
        first = comparison(look, nursing).questions[0].id
        for key, mark in (("a", Agreement.AGREES), ("d", Agreement.DIFFERS), ("o", Agreement.ALONE)):
            await pilot.press(key)
            await settle(pilot)
            assert comparison(look, nursing).answers_to(first)[0].item.agreement is mark
            assert mark.value in drawn(app)
        await pilot.press("o")
        await settle(pilot)
        assert comparison(look, nursing).answers_to(first)[0].item.agreement is None
        await pilot.press("l", "l", "a")
        await settle(pilot)
        assert "There is no answer to compare here." in messages(app)


async def test_the_matrix_is_narrowed_to_what_is_disputed_or_missing_and_by_a_search(
    make_app: MakeApp, store: Store, nursing: int
):
    kept = store.reader.compare.get(nursing, NOW)
    assert kept is not None
    second = kept.questions[1]
    store.questions.judge(kept.answers_to(second.id)[0].item.id, Agreement.DIFFERS)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_nursing(pilot)

        def shown() -> list[int]:
            return [question.id for question in screen.matrix.content.questions]

        await pilot.press("f")
        await settle(pilot)
        assert shown() == [second.id]
        assert "disputed" in drawn(app)
        await pilot.press("f")
        await settle(pilot)
        assert shown() == [kept.questions[0].id]
        await pilot.press("escape", "slash", *"night")
        await settle(pilot)
        assert shown() == [second.id]
        await pilot.press(*"xx")
        await settle(pilot)
        assert "No questions match." in drawn(app)
        await pilot.press("escape")
        await settle(pilot)
        assert len(shown()) == 2
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, CompareScreen)


async def test_a_passage_is_selected_by_keys_and_given_a_theme(make_app: MakeApp, nursing: int, look: Look):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_nursing(pilot)
        await pilot.press("t")
        await settle(pilot)
        assert messages(app)[-1].startswith("Select a passage first")
        await pilot.press("j", "tab", *["shift+right"] * 6, "t")
        form = await until_screen(pilot, ThemeForm)
        assert "Your own word for" in word(form, "theme")
        await fill(pilot, theme="Hours")
        assert word(form, "theme") == "A new theme"
        await pilot.press("ctrl+s")
        await until_screen(pilot, ComparisonScreen)
        await settle(pilot)
        [passage] = comparison(look, nursing).passages
        assert (passage.theme, passage.text, passage.start) == ("Hours", "Nights", 0)
        assert str(screen.pane.border_title).endswith(" · Hours")
        await pilot.press("home", "space", "l", "l", "l", "space", "t")
        form = await until_screen(pilot, ThemeForm)
        await fill(pilot, theme="hours")
        assert word(form, "theme") == "1 passage of 1 person so far"
        await pilot.press("ctrl+s")
        await until_screen(pilot, ComparisonScreen)
        await settle(pilot)
        assert [passage.text for passage in comparison(look, nursing).passages] == ["Nights", "Nig"]


async def test_themes_are_listed_renamed_untagged_deleted_and_lead_to_their_answer(
    make_app: MakeApp, store: Store, nursing: int, look: Look
):
    kept = store.reader.compare.get(nursing, NOW)
    assert kept is not None
    items = [answer.item for answer in kept.answers_to(kept.questions[1].id)]
    for item, theme in zip(items, ("Hours", "Nights", "Hours"), strict=True):
        store.themes.tag(PassageDraft(item_id=item.id, start=0, text=item.answer[:6], theme=theme))
    store.questions.answer(items[0].id, "Something else.")
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_nursing(pilot)
        await pilot.press("V")
        await settle(pilot)
        assert screen.view is View.THEMES
        assert "2 passages, 2 people" in drawn(app)
        assert "Dana Ito, the answer has changed" in drawn(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert str(screen.view) == "View.ANSWERS"
        assert screen.pane.text.text == "Something else."
        assert "The answer has changed, and the passage is no longer in it." in messages(app)
        await pilot.press("V", "g", "down", "down", "enter")
        await settle(pilot)
        assert screen.pane.text.passage == (0, "Nothin")
        await pilot.press("V", "g", "e")
        form = await until_screen(pilot, ThemeNameForm)
        await fill(pilot, name="nights")
        assert "The two will be merged" in word(form, "name")
        await pilot.press("ctrl+s")
        await until_screen(pilot, ComparisonScreen)
        await settle(pilot)
        assert {passage.theme for passage in comparison(look, nursing).passages} == {"Nights"}
        await pilot.press("g", "down", "backspace")
        await settle(pilot)
        assert len(comparison(look, nursing).passages) == 2
        await pilot.press("delete")
        await until_screen(pilot, Confirm)
        await pilot.press("y")
        await until_screen(pilot, ComparisonScreen)
        await settle(pilot)
        assert comparison(look, nursing).passages == ()
        await pilot.press("u")
        await settle(pilot)
        assert len(comparison(look, nursing).passages) == 2


async def test_impressions_are_drawn_and_advice_is_marked_as_tried_and_told(
    make_app: MakeApp, nursing: int, look: Look
):
    app = make_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await open_nursing(pilot)
        await pilot.press("v")
        await settle(pilot)
        assert "●═════○" in drawn(app)
        assert "4 good → 1 poor" in drawn(app)
        assert "The nights." in drawn(app)
        await pilot.press("v")
        await settle(pilot)
        assert "not tried, not told" in drawn(app)
        await pilot.press("x", "X")
        await settle(pilot)
        [advice] = comparison(look, nursing).takeaways
        assert (advice.tried_at, advice.told_at) == (NOW, NOW)
        assert "tried Tue 10 Mar, told Tue 10 Mar, Wei Chen" in drawn(app)
        await pilot.press("x")
        await settle(pilot)
        assert comparison(look, nursing).takeaways[0].tried_at is None
        await pilot.press("enter")
        await until_screen(pilot, BriefScreen)


async def test_the_standing_is_set_with_its_reason_in_one_act(make_app: MakeApp, nursing: int, look: Look):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_nursing(pilot)
        await pilot.press("S")
        await until_screen(pilot, StandingForm)
        await fill(pilot, standing="ruled out", reason="Too many nights.")
        await pilot.press("ctrl+s")
        await until_screen(pilot, ComparisonScreen)
        await settle(pilot)
        kept = comparison(look, nursing).occupation
        assert (kept.standing, kept.standing_reason) == (Standing.RULED_OUT, "Too many nights.")
        assert kept.standing_at == NOW
        assert "ruled out" in drawn(app)
        await pilot.press("u")
        await settle(pilot)
        assert comparison(look, nursing).occupation.standing is Standing.EXPLORING


async def test_the_next_interview_is_planned_with_somebody_new_and_what_is_still_open(
    make_app: MakeApp, store: Store, nursing: int, look: Look
):
    contact(store, "Ada Old", level=Level.SENIOR, organization="Beaumont")
    contact(store, "Nora New", level=Level.STARTING, organization="Henry Ford")
    app = make_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await open_nursing(pilot)
        await pilot.press("i")
        chooser = await until_screen(pilot, CandidateChooser)
        rows = chooser.query_one(RowList)
        names = [row.cells[0] for row in rows.source.rows(0, rows.count)]
        assert names[:2] == ["Nora New", "Ada Old"]
        assert not set(names) & set(ANSWERS)
        await pilot.press("enter")
        await until_screen(pilot, InterviewForm)
        await fill(pilot, start="tomorrow 3pm")
        await pilot.press("ctrl+s")
        await until_screen(pilot, ComparisonScreen)
        await settle(pilot)
        planned = look().interviews.next(NOW)
        assert planned is not None
        assert (planned.who, planned.occupation) == ("Nora New", "Nursing")
        plan = look().questions.plan(planned.id)
        answered = {question.id for question in comparison(look, nursing).questions}
        assert plan
        assert not answered & {item.question.id for item in plan}
        await pilot.press("u")
        await settle(pilot)
        assert look().interviews.next(NOW) is None


async def test_enter_opens_the_interview_of_the_cell_and_c_the_contact(make_app: MakeApp, nursing: int):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_nursing(pilot)
        await pilot.press("l", "enter")
        brief = await until_screen(pilot, BriefScreen)
        assert brief.interview_id == 2
        await pilot.press("escape")
        await until_screen(pilot, ComparisonScreen)
        await pilot.press("C")
        await settle(pilot)
        await wait_for(pilot, lambda: app.current_mode == "contacts")


async def test_what_is_off_the_record_is_marked(make_app: MakeApp, store: Store, nursing: int):
    store.questions.answer(1, None, off_record=True)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_nursing(pilot)
        assert "•⊘ By chance" in drawn(app)
        assert "⊘ off the record" in drawn(app)


async def test_an_earlier_answer_of_the_same_person_is_one_key_away(
    make_app: MakeApp, store: Store, nursing: int
):
    again = interview(store, 1, NOW - timedelta(days=1), occupation="Nursing", minutes=5)
    question = store.reader.questions.bank()[0].question.id
    [item] = store.questions.pick(again.id, [question])
    store.questions.answer(item.id, "I would do it again.")
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await open_nursing(pilot)
        assert screen.pane.text.text == "I would do it again."
        await pilot.press("]", "]")
        await settle(pilot)
        assert screen.pane.text.text == "By chance, through my aunt."
        assert "answer 2 of 2" in drawn(app)
        await pilot.press("a", "[")
        await settle(pilot)
        assert screen.pane.text.text == "I would do it again."
        assert "not compared yet" in drawn(app)


@pytest.mark.parametrize("way", ["rename", "merge", "delete"])
async def test_an_occupation_that_is_renamed_merged_or_deleted_meanwhile(
    make_app: MakeApp, store: Store, nursing: int, way: str
):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_nursing(pilot)
        if way == "rename":
            store.occupations.rename(nursing, "Care")
        elif way == "delete":
            store.occupations.delete([nursing])
        else:
            interview(store, 1, NOW + WEEK, occupation="Care")
            other = next(one.id for one in store.reader.occupations.all() if one.name == "Care")
            store.occupations.merge(nursing, other)
        app.reload_screen()
        await settle(pilot)
        words = "Care" if way == "rename" else "This occupation is gone"
        assert words in drawn(app)
        await pilot.press("a", "v", "x", "X", "delete", "e", "backspace", "i", "S", "enter", "tab", "t")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, CompareScreen if way != "rename" else CompareScreen | ComparisonScreen)


async def test_a_message_goes_to_an_occupation_from_anywhere(make_app: MakeApp, nursing: int):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.screen.post_message(ShowComparison(nursing))
        screen = await until_screen(pilot, ComparisonScreen)
        assert screen.occupation_id == nursing


@pytest.mark.parametrize(("key", "kind"), [("P", OccupationsScreen), ("O", OrganizationsScreen)])
async def test_occupations_and_organizations_are_one_key_away_from_the_list_and_from_one_of_it(
    make_app: MakeApp, nursing: int, key: str, kind: type[JournalScreen]
):
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("6", key)
        await until_screen(pilot, kind)
        await pilot.press("escape")
        await until_screen(pilot, CompareScreen)
        await pilot.press("enter", key)
        await until_screen(pilot, kind)
        await pilot.press("escape")
        assert (await until_screen(pilot, ComparisonScreen)).occupation_id == nursing


async def test_hostile_words_and_a_very_long_answer_are_drawn_as_they_are(
    make_app: MakeApp, store: Store, nursing: int
):
    text = ("[/] [@click=app.quit]x[/] 日本 " + "word " * 10_000)[:49_990].strip() + " word"
    store.questions.answer(1, text)
    store.occupations.rename(nursing, "[/][@click=app.quit]Nursing")
    hostile = contact(store, "[/]日本[b", organization="[@click=app.quit]")
    held = interview(store, hostile.id, NOW - WEEK, occupation="[/][@click=app.quit]Nursing")
    store.questions.pick(held.id, [store.reader.questions.bank()[0].question.id])
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_nursing(pilot)
        assert "[/][@click=app.quit]Nursing" in drawn(app)
        assert "[/] [@click=app.quit]x[/] 日本" in drawn(app)
        await pilot.press("tab", "G", *["shift+left"] * 4, "t")
        await until_screen(pilot, ThemeForm)
        await fill(pilot, theme="[/]")
        await pilot.press("ctrl+s")
        await until_screen(pilot, ComparisonScreen)
        await settle(pilot)
        kept = store.reader.compare.get(nursing, NOW)
        assert kept is not None
        [passage] = kept.passages
        assert (passage.text, passage.theme) == ("word", "[/]")
        assert passage.start == len(text) - 4
        await pilot.press("escape", "v", "v", "v")
        await settle(pilot)
        assert screen.view is View.THEMES
        assert "[/]" in drawn(app)
