"""Echoes of times: where clocks go back, they say which of two equal hours was taken."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from textual.app import App
from textual.widgets import Input

from iitui.domain.dates.reading import DateReading
from iitui.domain.errors import NotFoundError
from iitui.domain.identity.lookup import NamedContact
from iitui.ui.contacts.touch_form import TouchFacts, TouchForm
from iitui.ui.follow_ups.reminder_form import ReminderFacts, ReminderForm
from iitui.ui.follow_ups.snooze_form import SnoozeForm
from iitui.ui.kit.forms.form import EchoWarning, Form

DETROIT = ZoneInfo("America/Detroit")
BEFORE = datetime(2026, 10, 30, 12, tzinfo=DETROIT)
AFTER = datetime(2026, 11, 2, 12, tzinfo=DETROIT)
READING = DateReading(now=BEFORE, zone=DETROIT)
TWICE = ". 01:30 comes twice that day: this is the first (UTC-4), not the second (UTC-5)"


def nobody(text: str) -> NamedContact:
    raise NotFoundError(text)


def snooze() -> Form[Any]:
    return SnoozeForm("Call Dana", READING)


def reminder() -> Form[Any]:
    facts = ReminderFacts(reading=READING, find=nobody)
    return ReminderForm(facts, None)


def touch(now: datetime = BEFORE) -> Form[Any]:
    return TouchForm(TouchFacts(contact_id=1, who="Dana Ito", reading=DateReading(now=now, zone=DETROIT)))


CASES = [
    (snooze(), "until", "Sun 1 Nov 01:30, due in 2 days"),
    (reminder(), "due_at", "Sun 1 Nov 01:30, due in 2 days"),
    (touch(AFTER), "at", "Sun 1 Nov 01:30, 36 hours ago"),
    (touch(), "ask_again_at", "Sun 1 Nov 01:30"),
]


@pytest.mark.parametrize(
    ("form", "field", "words"), CASES, ids=[f"{type(one).__name__}-{name}" for one, name, _ in CASES]
)
async def test_the_hour_that_comes_twice_is_named(form: Form[Any], field: str, words: str):
    app = App[None]()
    async with app.run_test() as pilot:
        await app.push_screen(form)
        form.query_one(f"#field-{field}", Input).value = "2026-11-01 01:30"
        await pilot.pause()
        told = form.echo(field)
        assert (told, isinstance(told, EchoWarning)) == (words + TWICE, True)
        form.query_one(f"#field-{field}", Input).value = "2026-11-01 03:30"
        await pilot.pause()
        assert "twice" not in form.echo(field)
        assert not isinstance(form.echo(field), EchoWarning)
