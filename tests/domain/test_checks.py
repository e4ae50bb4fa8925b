"""Drafts that are refused, with words per field, and drafts that are cleaned."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from iitui.domain.checks import (
    EARLIEST,
    LATEST,
    LONGEST_LINE,
    LONGEST_TEXT,
    FieldErrors,
)
from iitui.domain.contacts import MOST_CHANNELS, MOST_TAGS, Channel, ChannelKind, ContactDraft
from iitui.domain.errors import BadInputError
from iitui.domain.follow_ups import ReminderDraft
from iitui.domain.interviews import ChecklistItemDraft, InterviewDraft
from iitui.domain.occupations import OccupationDraft
from iitui.domain.questions import QuestionDraft
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.domain.touches import TouchDraft

NOW = datetime(2026, 9, 16, 14, 0, 5, 999, tzinfo=UTC)
NAIVE = datetime(2026, 9, 16)
LONG_LINE, LONG_TEXT = "x" * (LONGEST_LINE + 1), "x" * (LONGEST_TEXT + 1)


def mail(address: str) -> Channel:
    return Channel(ChannelKind.EMAIL, address)


def person(**fields) -> Callable[[], object]:
    return ContactDraft(**{"name": "Dana", **fields}).checked


def planned(**fields) -> Callable[[], object]:
    whole = {"contact_id": 1, "start": NOW, "zone": "Europe/London", **fields}
    return InterviewDraft(**whole).checked


def reminder(**fields) -> Callable[[], object]:
    return ReminderDraft(**{"text": "x", "due_at": NOW, "zone": "UTC", **fields}).checked


@pytest.mark.parametrize(
    ("check", "fields"),
    [
        (person(name=" \u200b"), {"name"}),
        (person(name=LONG_LINE, role=LONG_LINE, organization=LONG_LINE), {"name", "role", "organization"}),
        (person(source=LONG_LINE, tags=[LONG_LINE]), {"source", "tags"}),
        (person(notes=LONG_TEXT), {"notes"}),
        (person(channels=[mail("nowhere"), Channel(ChannelKind.URL, LONG_LINE)]), {"emails", "urls"}),
        (person(channels=[mail("a b@c.org")]), {"emails"}),
        (person(channels=[mail("@c.org")]), {"emails"}),
        (person(channels=[mail("a@")]), {"emails"}),
        (person(channels=[Channel(ChannelKind.PHONE, "1", LONG_LINE)]), {"phones"}),
        (person(referred_by="DANA"), {"referred_by"}),
        (person(cadence_days=-1), {"cadence_days"}),
        (person(cadence_days=3651), {"cadence_days"}),
        (
            planned(zone="Europe/Atlantis", minutes=4, travel_minutes=-1),
            {"zone", "minutes", "travel_minutes"},
        ),
        (planned(zone=""), {"zone"}),
        (planned(zone="../../etc/passwd"), {"zone"}),
        (planned(zone="America"), {"zone"}),
        (planned(zone="x\x00"), {"zone"}),
        (planned(start=NAIVE), {"start"}),
        (planned(start=datetime(1969, 12, 31, tzinfo=UTC)), {"start"}),
        (planned(start=datetime(2200, 1, 1, tzinfo=UTC)), {"start"}),
        (planned(minutes=601, place=LONG_LINE, occupation=LONG_LINE), {"minutes", "place", "occupation"}),
        (planned(before=LONG_TEXT, after=LONG_TEXT), {"before", "after"}),
        (reminder(text=""), {"text"}),
        (reminder(every=0), {"every"}),
        (reminder(every=1000, zone="Nowhere"), {"every", "zone"}),
        (reminder(due_at=NAIVE), {"due_at"}),
        (QuestionDraft(text=" ", minutes=0).checked, {"text", "minutes"}),
        (QuestionDraft(text=LONG_LINE, minutes=61).checked, {"text", "minutes"}),
        (TouchDraft(contact_id=1, at=NAIVE, text=LONG_TEXT).checked, {"at", "text"}),
        (TouchDraft(contact_id=1, at=NOW, ask_again_at=NAIVE).checked, {"ask_again_at"}),
        (
            TakeawayDraft(interview_id=1, kind=TakeawayKind.NAME, text="\t", due_at=NAIVE).checked,
            {"text", "due_at"},
        ),
        (OccupationDraft(name="", research=LONG_TEXT).checked, {"name", "research"}),
        (ChecklistItemDraft(text=" ", lead_days=366).checked, {"text", "lead_days"}),
    ],
)
def test_what_is_refused_says_where_and_why(check: Callable[[], object], fields: set[str]):
    with pytest.raises(BadInputError) as caught:
        check()
    assert set(caught.value.fields) == fields
    for sentence in caught.value.fields.values():
        assert sentence[0].isupper() or sentence[0] == "'"
        assert sentence.endswith(".")
        assert sentence in str(caught.value)


def test_a_contact_is_cleaned():
    draft = ContactDraft(
        name=" Dana\x1b \n Ito ",
        organization="Beau\u202emont",
        channels=[mail(" Dana@Example.org "), mail("dana@example.org"), Channel(ChannelKind.PHONE, " ")],
        tags=["#RN", "rn", " ", "Night  shift"],
        notes=" a\r\nb ",
        origin_keys=["x", "x", " \ud800"],
    )
    checked = draft.checked()
    assert (checked.name, checked.organization, checked.notes) == ("Dana Ito", "Beaumont", "a\nb")
    assert checked.channels == (mail("Dana@Example.org"),)
    assert checked.tags == ("RN", "Night shift")
    assert checked.origin_keys == ("x",)
    assert checked.checked() is checked


def test_limits_are_included():
    assert ContactDraft(name="x" * LONGEST_LINE, notes="x" * LONGEST_TEXT).checked().name
    for lead_days in (0, 365):
        assert ChecklistItemDraft(text=" x ", lead_days=lead_days).checked().text == "x"
    for minutes, travel_minutes in ((5, 0), (600, 1440)):
        assert planned(minutes=minutes, travel_minutes=travel_minutes)()
    for start in (EARLIEST, LATEST - timedelta(seconds=1)):
        assert planned(start=start)()
    for number in (1, 999):
        assert reminder(every=number)()
    for minutes in (1, 60):
        assert QuestionDraft(text="Why?", minutes=minutes).checked().minutes == minutes
    for days in (None, 1, 3650):
        assert person(cadence_days=days)()


def test_of_channels_and_tags_there_may_be_very_many_but_not_any_number():
    tags = [f"tag {number}" for number in range(MOST_TAGS + 1)]
    mails = [mail(f"{number}@example.org") for number in range(MOST_CHANNELS + 1)]
    assert person(tags=[*tags[:-1], "TAG 0"], channels=[*mails[:-1], mails[0]])()
    with pytest.raises(BadInputError) as caught:
        person(tags=tags, channels=mails)()
    assert set(caught.value.fields) == {"tags", "emails"}


def test_instants_are_whole_seconds():
    whole = NOW.replace(microsecond=0)
    assert InterviewDraft(contact_id=1, start=NOW, zone="UTC").checked().start == whole
    touch = TouchDraft(contact_id=1, at=NOW, ask_again_at=NOW).checked()
    assert (touch.at, touch.ask_again_at) == (whole, whole)
    assert TouchDraft(contact_id=1, at=NOW).checked().ask_again_at is None


def test_what_was_checked_once_is_not_checked_again_but_a_copy_with_other_values_is():
    draft = TouchDraft(contact_id=1, at=NOW, text=" Hello\r\n")
    checked = draft.checked()
    assert checked.checked() is checked
    assert checked == replace(checked)
    with pytest.raises(BadInputError, match="too long"):
        replace(checked, text=LONG_TEXT).checked()
    assert replace(checked, contact_id=2, text=" and on ").checked().text == "and on"


def test_what_was_wrong_before_is_said_with_the_rest():
    with pytest.raises(BadInputError) as caught:
        QuestionDraft(text=" ", minutes=0).checked({"minutes": "The minutes must be a whole number."})
    assert caught.value.fields == {
        "minutes": "The minutes must be a whole number.",
        "text": "The question is missing.",
    }
    sound = QuestionDraft(text="Why?").checked()
    with pytest.raises(BadInputError, match="whole number"):
        sound.checked({"minutes": "That is no whole number."})


def test_errors_are_raised_together_and_never_in_place_of_another():
    def refuse(error: Exception | None = None) -> None:
        with FieldErrors() as errors:
            errors.line("organization", "\n", "The organization", needed=True)
            errors.text("notes", LONG_TEXT, "The notes")
            errors.instant("until", NAIVE, "The time")
            if error is not None:
                raise error

    with pytest.raises(BadInputError) as caught:
        refuse()
    assert set(caught.value.fields) == {"organization", "notes", "until"}
    with pytest.raises(KeyError):
        refuse(KeyError())
