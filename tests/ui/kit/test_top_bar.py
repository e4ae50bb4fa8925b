"""The line at the top, at every width: what presses most is said whole or in fewer words, never cut."""

from datetime import timedelta

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.interviews import InterviewDraft
from iitui.ui.kit.bars.top_bar import interview_forms
from tests.clock import ZONE
from tests.ui.conftest import NOW
from tests.ui.pilot import drawn, settle


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((60, 24), "7 overdue · interview in 3 hours"),
        ((75, 24), "7!"),
        ((80, 24), "7 overdue"),
        ((100, 30), "7 overdue · 3 h"),
        ((112, 30), "7 overdue · interview in 3 hours"),
        ((120, 30), "7 overdue · Thandiwe Mokoena in 3 hours"),
    ],
)
async def test_it_says_as_much_as_fits_whole(sample_app, size, words):
    async with sample_app.run_test(size=size) as pilot:
        await settle(pilot)
        line = drawn(sample_app).split("\n")[0]
        assert len(line) == size[0]
        names = "2 3 4 5 6" if size[0] == 60 else "6 Compare"
        assert line.partition(names)[2].strip() == words


async def test_without_an_interview_and_without_duties_it_is_silent(make_app):
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert drawn(app).split("\n")[0].rstrip().endswith("6 Compare")


async def test_a_name_is_no_markup_there(make_app, store):
    person = store.contacts.add(ContactDraft(name="[/] [red]x"))
    store.interviews.plan(InterviewDraft(contact_id=person.id, start=NOW + timedelta(days=9), zone=ZONE.key))
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert "[/] [red]x in 9 days" in drawn(app).split("\n")[0]


@pytest.mark.parametrize(
    ("ahead", "forms"),
    [
        (timedelta(minutes=-5), ("Dana now", "interview now", "now")),
        (timedelta(minutes=40), ("Dana in 40 minutes", "interview in 40 minutes", "40 min")),
        (timedelta(hours=3), ("Dana in 3 hours", "interview in 3 hours", "3 h")),
        (timedelta(hours=20), ("Dana tomorrow", "interview tomorrow", "20 h")),
        (timedelta(days=9), ("Dana in 9 days", "interview in 9 days", "9 d")),
    ],
)
def test_an_interview_is_said_in_fewer_and_fewer_words(ahead, forms):
    start = NOW + ahead
    assert interview_forms("Dana", start, start + timedelta(minutes=30), NOW, ZONE) == forms
