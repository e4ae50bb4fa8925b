"""The brief: what it says, and that what people wrote cannot change its shape."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from markdown_it import MarkdownIt

from iitui.domain.briefs import Brief
from iitui.domain.contacts import Channel, ChannelKind, Contact, Level, NamePermission, Stage
from iitui.domain.interviews import ChecklistItem, Interview, Medium, Status
from iitui.domain.occupations import Occupation, Standing
from iitui.domain.questions import Asked, Category, Origin, Phase, PlanItem, Question
from iitui.domain.takeaways import Takeaway, TakeawayKind
from iitui.domain.touches import Direction, Outcome, Touch, TouchKind
from iitui.reports.brief import brief_markdown, brief_record, brief_text
from tests.clock import ZONE

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)  # Friday noon in Detroit
START = datetime(2026, 11, 24, 19, tzinfo=UTC)  # Tuesday 14:00 in Detroit


def make_interview(**fields) -> Interview:
    usual = Interview(
        id=12,
        contact_id=3,
        who="Dana Ito",
        organization="Beaumont",
        role="Nurse Manager",
        occupation_id=1,
        occupation="Nursing",
        start=START,
        zone="America/Detroit",
        minutes=30,
        medium=Medium.IN_PERSON,
        place="1 Main St",
        travel_minutes=25,
        status=Status.PLANNED,
        before="Hard on the feet.",
        after="",
        started_at=None,
        ended_at=None,
        added_minutes=0,
        before_rating=None,
        after_rating=None,
    )
    return replace(usual, **fields)


def make_contact(**fields) -> Contact:
    usual = Contact(
        id=3,
        uid="",
        name="Dana Ito",
        organization="Beaumont",
        organization_notes="Eight hospitals.",
        role="Nurse Manager",
        level=Level.SENIOR,
        channels=(Channel(ChannelKind.EMAIL, "dana@example.org", "work"),),
        tags=("nursing",),
        source="alumni day",
        referred_by_id=4,
        referred_by="Prof. Lee",
        name_permission=NamePermission.YES,
        cadence_days=None,
        notes="Likes to be called Dana.",
        archived=False,
        stage=Stage.PLANNED,
        last_touch=NOW - timedelta(days=2),
        named=(),
    )
    return replace(usual, **fields)


def make_item(number: int, text: str, minutes: int = 3, state: Asked = Asked.TO_ASK) -> PlanItem:
    question = Question(
        id=number,
        text=text,
        category=Category.DAY,
        phase=Phase.CORE,
        sensitive=number == 2,
        researchable=False,
        level=None,
        minutes=minutes,
        origin=Origin.MINE,
        slug="",
        oakland=False,
        retired=False,
    )
    return PlanItem(
        id=number,
        interview_id=12,
        question=question,
        position=number,
        state=state,
        answer="secret",
        off_record=True,
        seconds=0,
        agreement=None,
    )


def make_brief(*, interview: Interview | None = None, contact: Contact | None = None, **fields) -> Brief:
    usual = Brief(
        interview=interview or make_interview(),
        contact=contact or make_contact(),
        occupation=Occupation(
            id=1,
            name="Nursing",
            research="Shifts.",
            standing=Standing.EXPLORING,
            standing_reason="",
            standing_at=None,
        ),
        plan=(make_item(1, "What is a day like?"), make_item(2, "What does it pay?", 4, Asked.SKIPPED)),
        checklist=(
            ChecklistItem(id=1, interview_id=12, slug="", text="Résumé", lead_days=5, ticked_at=NOW),
            ChecklistItem(id=2, interview_id=12, slug="", text="Route", lead_days=1, ticked_at=None),
        ),
        touches=(
            Touch(
                id=1,
                contact_id=3,
                at=NOW - timedelta(days=2),
                kind=TouchKind.MAIL,
                direction=Direction.OUT,
                text="May I ask you for 20 minutes?",
                is_request=True,
                outcome=Outcome.AGREED,
                ask_again_at=None,
                subject="",
                message_id="",
                answered_at=None,
            ),
        ),
        promises=(
            Takeaway(
                id=1,
                interview_id=11,
                contact_id=3,
                kind=TakeawayKind.PROMISE_MINE,
                text="Send the article",
                due_at=NOW - timedelta(days=2),
                tried_at=None,
                told_at=None,
                trial=None,
                person_id=None,
            ),
        ),
        earlier=(make_interview(id=11, start=START - timedelta(weeks=8), status=Status.HELD),),
        arrive_minutes=15,
    )
    return replace(usual, **fields)


def test_the_text_says_everything_in_order():
    assert brief_text(make_brief(), NOW, ZONE) == (
        """\
The interview with Dana Ito
===========================

Who         Dana Ito
Role        Nurse Manager
Works at    Beaumont
Level       senior
When        Tue 24 Nov 14:00; in 4 days
How long    30 minutes, until 14:30
Be there    13:45, 15 minutes early
Leave by    13:20
Where       in person, 1 Main St
Occupation  Nursing
Through     Prof. Lee; you may use their name
Known from  alumni day
Reach       dana@example.org (work)
Tags        nursing

Notes
-----
Likes to be called Dana.

Research: Beaumont
------------------
Eight hospitals.

Research: Nursing
-----------------
Shifts.

What I thought before
---------------------
Hard on the feet.

Last touches
------------
- Wed 18 Nov 12:00, mail from me, a request: May I ask you for 20 minutes?
  [agreed]

Promises
--------
- I promised: Send the article (2 days late)

Earlier interviews
------------------
- Tue 29 Sep 15:00, 7 weeks ago, held: Nursing

Questions: 2, 7 of 30 minutes
-----------------------------
1. What is a day like? (3 min)
2. What does it pay? (4 min, sensitive, skipped)

Checklist
---------
[x] Résumé
[ ] Route
"""
    )


def test_the_markdown_has_the_same_shape():
    lines = brief_markdown(make_brief(), NOW, ZONE).splitlines()
    assert lines[0] == "# The interview with Dana Ito"
    assert [line for line in lines if line.startswith("## ")] == [
        "## Notes",
        "## Research: Beaumont",
        "## Research: Nursing",
        "## What I thought before",
        "## Last touches",
        "## Promises",
        "## Earlier interviews",
        "## Questions: 2, 7 of 30 minutes",
        "## Checklist",
    ]
    for line in ("- **When:** Tue 24 Nov 14:00; in 4 days", "1. What is a day like? (3 min)", "- [x] Résumé"):
        assert line in lines


def test_what_is_not_known_is_left_out():
    bare = make_brief(
        interview=make_interview(occupation="", occupation_id=None, place="", before="", medium=Medium.PHONE),
        contact=make_contact(
            organization="", organization_notes="", role="", level=None, channels=(), tags=(), source="",
            referred_by="", notes="",
        ),
        occupation=None, plan=(), checklist=(), touches=(), promises=(), earlier=(), arrive_minutes=0,
    )  # fmt: skip
    assert brief_text(bare, NOW, ZONE) == (
        "The interview with Dana Ito\n===========================\n\n"
        "Who       Dana Ito\n"
        "When      Tue 24 Nov 14:00; in 4 days\n"
        "How long  30 minutes, until 14:30\n"
        "Where     phone\n"
    )


@pytest.mark.parametrize(
    ("permission", "words"),
    [
        (NamePermission.NOT_ASKED, "Prof. Lee; you haven't asked whether you may use their name"),
        (NamePermission.YES, "Prof. Lee; you may use their name"),
        (NamePermission.NO, "Prof. Lee; don't use their name"),
        (NamePermission.WILL_INTRODUCE, "Prof. Lee; will introduce me"),
    ],
)
def test_it_says_whether_the_name_may_be_used(permission, words):
    brief = make_brief(contact=make_contact(name_permission=permission))
    assert f"Through     {words}\n" in brief_text(brief, NOW, ZONE)


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(days=-1), "tomorrow"),
        (timedelta(minutes=-40), "in 40 minutes"),
        (timedelta(), "in progress, 30 minutes left"),
        (timedelta(minutes=18), "in progress, 12 minutes left"),
        (timedelta(minutes=30), "ended just now"),
        (timedelta(minutes=50), "ended 20 minutes ago"),
        (timedelta(days=3), "ended 3 days ago"),
    ],
)
def test_the_countdown_goes_through_the_interview(ahead, words):
    assert f"; {words}\n" in brief_text(make_brief(), START + ahead, ZONE)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=60), "Fri 20 Nov 11:00, 1 hour ago, held"),
        (timedelta(minutes=59), "Fri 20 Nov 11:01, held"),
        (timedelta(minutes=-60), "Fri 20 Nov 13:00, held"),
    ],
)
def test_an_earlier_interview_says_how_long_ago_from_an_hour_on(ago, words):
    brief = make_brief(earlier=(make_interview(id=11, start=NOW - ago, status=Status.HELD),))
    assert f"- {words}: Nursing\n" in brief_text(brief, NOW, ZONE)


def test_an_interview_that_was_cancelled_has_no_countdown():
    brief = make_brief(interview=make_interview(status=Status.CANCELLED))
    assert "14:00; cancelled\n" in brief_text(brief, NOW, ZONE)


def test_both_zones_are_said_where_clocks_differ():
    brief = make_brief(interview=make_interview(zone="Europe/London", medium=Medium.VIDEO), arrive_minutes=5)
    text = brief_text(brief, NOW, ZONE)
    assert "When        Tue 24 Nov 19:00 (Europe/London), 14:00 here; in 4 days\n" in text
    assert "How long    30 minutes, until 19:30\n" in text
    assert "Be online   Tue 24 Nov 18:55 (Europe/London), 13:55 here, 5 minutes early\n" in text
    assert "Leave by" not in text


def test_leaving_the_evening_before_names_the_day():
    brief = make_brief(interview=make_interview(travel_minutes=16 * 60))
    assert "Leave by    Mon 23 Nov 21:45\n" in brief_text(brief, NOW, ZONE)


def test_a_zone_that_this_machine_does_not_know_is_read_as_utc():
    brief = make_brief(interview=make_interview(zone="Mars/Olympus"))
    assert "Tue 24 Nov 19:00 (UTC), 14:00 here" in brief_text(brief, NOW, ZONE)
    assert brief_record(brief, ZONE)["starts"] == "2026-11-24T19:00:00+00:00"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_are_wrapped_to_the_width(width):
    brief = make_brief(contact=make_contact(notes="word " * 200, referred_by="A Name " * 20))
    assert max(map(len, brief_text(brief, NOW, ZONE, width).splitlines())) <= width


def _shape(markdown: str) -> list[str]:
    """What a reader of Markdown makes of a page, but for its words and the line breaks between them."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = [inner for token in reader.parse(markdown) for inner in (token.children or [token])]
    return [token.type for token in tokens if token.type not in ("text", "text_special", "hardbreak")]


EVIL = (
    "# h\n- [x] done\n1. one\n> q\n```\n<script>\n***\n===\n|a|b|\n|-|-|\n    code\n[r]: http://example.org\n"
    "[a](b) ![i](j) *b* _i_ `c` ~~s~~ <http://example.org> &lt; \\\n\x1b[31m\x9b\u202e"
)


def test_what_people_wrote_cannot_break_markdown():
    plain = make_brief()
    evil = make_brief(
        interview=make_interview(place=EVIL, before=EVIL, occupation=EVIL),
        contact=make_contact(
            name=EVIL, organization=EVIL, organization_notes=EVIL, notes=EVIL, referred_by=EVIL
        ),
        plan=(make_item(1, EVIL), make_item(2, EVIL)),
        checklist=tuple(replace(item, text=EVIL) for item in plain.checklist),
        touches=tuple(replace(touch, text=EVIL) for touch in plain.touches),
    )
    markdown = brief_markdown(evil, NOW, ZONE)
    assert _shape(markdown) == _shape(brief_markdown(plain, NOW, ZONE))
    assert not set(markdown + brief_text(evil, NOW, ZONE)) & set("\x1b\x9b\u202e\r")


def test_line_breaks_and_paragraphs_are_kept_in_markdown():
    markdown = brief_markdown(make_brief(contact=make_contact(notes="one\ntwo\n\n\nthree")), NOW, ZONE)
    assert "## Notes\n\none\\\ntwo\n\nthree\n\n## " in markdown


def test_the_record_holds_all_and_no_answers():
    record = brief_record(make_brief(), ZONE)
    assert record["starts"] == "2026-11-24T14:00:00-05:00"
    assert record["leave_by"] == "2026-11-24T13:20:00-05:00"
    assert record["question_minutes"] == 7
    assert record["questions"] == [
        {
            "id": 1,
            "text": "What is a day like?",
            "phase": "core",
            "minutes": 3,
            "sensitive": False,
            "state": "to ask",
        },
        {
            "id": 2,
            "text": "What does it pay?",
            "phase": "core",
            "minutes": 4,
            "sensitive": True,
            "state": "skipped",
        },
    ]
    assert record["checklist"] == [
        {"text": "Résumé", "lead_days": 5, "ticked": True},
        {"text": "Route", "lead_days": 1, "ticked": False},
    ]
    assert "secret" not in str(record)
    assert "secret" not in brief_text(make_brief(), NOW, ZONE)
