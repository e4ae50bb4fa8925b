"""What letters are filled with: names, days and news as they stand in a sentence."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.contacts import Contact, NamePermission, Stage
from iitui.domain.letters.facts import (
    LetterFacts,
    NamedContact,
    Noted,
    Sender,
    first_name,
    join_names,
    lives_elsewhere,
    quote,
    say_day_before,
    say_news,
    values_of,
)
from iitui.domain.letters.kinds import LetterKind, kind_for, likely_kind
from iitui.domain.rules import RULES
from tests.clock import MORNING, ZONE

SENDER = Sender(name="Ann Wu", about="a nurse", ask_minutes=20, block_minutes=30, zone=ZONE)


def facts(zone: str = "", **contact) -> LetterFacts:
    known = {
        "id": 1, "uid": "", "name": "Dana Ito", "organization": "", "organization_notes": "", "role": "",
        "level": None, "channels": (), "tags": (), "source": "", "referred_by_id": None, "referred_by": "",
        "name_permission": NamePermission.NOT_ASKED, "cadence_days": None, "notes": "", "archived": False,
        "stage": Stage.TO_ASK, "last_touch": None, "named": (), **contact,
    }  # fmt: skip
    return LetterFacts(
        contact=Contact(**known), interview=None, coming=None, occupation="", requested_at=None, mail=None,
        noted=(), names=(), advice=(), promises=(), named=(), zone=zone,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "greeted"),
    [("Dana Ito", "Dana"), ("Dr. Dana Ito", "Dr. Ito"), ("prof Kim Lee, PhD", "prof Lee"), ("Plato", "Plato"),
     ("田中 太郎", "田中"), ("Dr.", "Dr."), ("", ""), (", Jr.", ", Jr.")],
)  # fmt: skip
def test_how_somebody_is_greeted(name: str, greeted: str):
    assert first_name(name) == greeted


@pytest.mark.parametrize(
    ("names", "joined"),
    [((), ""), (("Ann",), "Ann"), (("Ann", "Bo"), "Ann and Bo"), (("Ann", "Bo", "Cy"), "Ann, Bo, and Cy")],
)
def test_names_in_a_sentence(names: tuple[str, ...], joined: str):
    assert join_names(names) == joined


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, ""), (0, "today"), (1, "yesterday"), (2, "on Monday"), (6, "on Thursday"), (7, "on September 9"),
     (300, "on November 20, 2025")],
)  # fmt: skip
def test_a_day_in_a_sentence(days: int, words: str):
    assert say_day_before(MORNING - timedelta(days=days), MORNING, ZONE) == words


def test_a_day_is_that_of_the_users_zone():
    late = datetime(2026, 9, 15, 23, 30, tzinfo=ZONE)
    assert say_day_before(late, MORNING, ZONE) == "yesterday"
    assert say_day_before(late, MORNING, ZoneInfo("Asia/Tokyo")) == "today"
    assert say_day_before(late + timedelta(hours=1), MORNING, ZONE) == "today"
    assert say_day_before(None, MORNING, ZONE) == ""


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.TO_ASK, ""),
        (Stage.ASKED, "I've written, and I'm looking forward to an answer"),
        (Stage.PLANNED, "we are going to talk on Wednesday, September 16"),
        (Stage.MET, "we talked today"),
        (Stage.IN_TOUCH, "we talked today"),
        (Stage.DECLINED, "I've written, and it didn't work out this time"),
    ],
)
def test_the_news_of_a_name(stage: Stage, words: str):
    assert say_news(NamedContact(2, "Kim", stage, MORNING), MORNING, ZONE) == words
    without_interview = say_news(NamedContact(2, "Kim", stage, None), MORNING, ZONE)
    assert bool(without_interview) is bool(words)
    assert "today" not in without_interview


def test_what_is_not_known_has_no_value():
    assert values_of(facts(), SENDER, MORNING) == {
        "name": "Dana Ito",
        "first_name": "Dana",
        "minutes": "20",
        "my_name": "Ann Wu",
        "about_me": "a nurse",
    }


@pytest.mark.parametrize("permission", NamePermission)
def test_the_name_of_the_referrer_is_filled_in_only_if_it_may_be_used(permission: NamePermission):
    known = facts(referred_by="Kim Lee", source="KIM LEE, my teacher", name_permission=permission)
    values = values_of(known, SENDER, MORNING)
    may = permission in (NamePermission.YES, NamePermission.WILL_INTRODUCE)
    assert ("referrer" in values, "source" in values) == (may, may)
    assert "source" in values_of(facts(referred_by="Kim Lee", source="my aunt"), SENDER, MORNING)


@pytest.mark.parametrize(
    ("zone", "elsewhere"),
    [
        ("", False),
        ("America/Detroit", False),
        ("America/New_York", False),
        ("Europe/London", True),
        ("No/Where", True),
    ],
)
def test_who_lives_by_other_clocks(zone: str, elsewhere: bool):
    assert lives_elsewhere(facts(zone), ZONE, MORNING) is elsewhere


@pytest.mark.parametrize(
    ("asked", "plan"),
    [
        ((), "I'll write this week and let you know how it goes."),
        (("Bo",), "I've already been in touch with Bo; I'll write to Cy this week."),
        (("Bo", "Cy"), "I've already been in touch, and I'll let you know how it goes."),
    ],
)
def test_nobody_is_promised_what_was_done_already(asked: tuple[str, ...], plan: str):
    named = replace(facts(), names=("Bo", "Cy"), names_asked=asked)
    assert values_of(named, SENDER, MORNING)["names_plan"] == plan
    assert "names_plan" not in values_of(facts(), SENDER, MORNING)


def test_a_note_is_quoted_and_left_to_be_finished():
    assert quote(Noted("Advice", "Half the week\nis meetings. ")) == (
        "I keep thinking about what you said: “Half the week is meetings.”",
        "[what it changed for you]",
    )
    sentence, _ = quote(Noted("", "word " * 500))
    assert len(sentence) < 300
    assert sentence.endswith("word …”")
    assert quote(Noted("What was new", "Paper is gone", "This was new to me:", is_theirs=False))[0] == (
        "This was new to me: Paper is gone."
    )


def test_every_follow_up_that_a_letter_settles_leads_to_its_kind():
    assert {kind_for(kind) for kind in RULES} >= {LetterKind.THANK_YOU, None}
    assert all(isinstance(likely_kind(stage, None), LetterKind) for stage in Stage)
    assert likely_kind(Stage.PLANNED, MORNING) is likely_kind(Stage.PLANNED, None) is LetterKind.CONFIRMATION
    assert likely_kind(Stage.DECLINED, MORNING) is LetterKind.KEEP_IN_TOUCH
    assert LetterKind.KEEP_IN_TOUCH not in {
        likely_kind(stage, None) for stage in Stage if stage is not Stage.IN_TOUCH
    }
    assert all(kind.in_words and kind.purpose for kind in LetterKind)
