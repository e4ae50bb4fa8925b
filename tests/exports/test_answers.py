"""Answers, takeaways and themes leave as a table and as Markdown, without what must stay in."""

import csv
import io

import pytest

from iitui.domain.debriefs import Debrief, DebriefDraft, DebriefTakeaway
from iitui.domain.interviews import Status
from iitui.domain.questions import QuestionDraft
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.domain.themes import PassageDraft
from iitui.exports.outgoing import ExportRequest
from iitui.exports.registry import prepare
from tests.builders import contact, interview
from tests.clock import ZONE

SECRET = "Behind the hand"


@pytest.fixture
def told(store, now):
    """Two people of whom one is private, with answers, one off the record, a takeaway and a passage."""
    question = store.questions.add(QuestionDraft(text="=Why?"))
    other = store.questions.add(QuestionDraft(text="And *then*?"))
    for name, tags in (("Dana Ito", ()), ("Eve", ("Private",))):
        person = contact(store, name, organization="Beaumont", role="Nurse", tags=tags)
        held = interview(store, person.id, now, occupation="Nursing")
        said, whispered = store.questions.pick(held.id, [question.id, other.id])
        store.questions.answer(said.id, f"Because of {name}.\n- really")
        store.questions.answer(whispered.id, SECRET, off_record=True)
        store.interviews.mark([held.id], Status.HELD)
        draft = TakeawayDraft(interview_id=held.id, kind=TakeawayKind.ADVICE, text="Ask")
        advice = DebriefTakeaway(takeaway=draft)
        store.debriefs.write(held.id, DebriefDraft(debrief=Debrief(), takeaways=(advice,)))
        store.themes.tag(PassageDraft(item_id=said.id, theme="Reasons", start=0, text="Because"))


def export(reader, now, form: str):
    request = ExportRequest(subject="answers", format=form, now=now, zone=ZONE, private_tag="private")
    outgoing = prepare(reader, request)
    return outgoing, "".join(outgoing.parts)


def test_the_table(told, reader, now):
    outgoing, text = export(reader, now, "csv")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert outgoing.what == "1 answer, 1 takeaway, 1 passage"
    day = now.astimezone(ZONE).date().isoformat()
    person = [day, "Dana Ito", "Beaumont", "Nurse", "Nursing"]
    assert [row[:9] for row in rows] == [
        ["answer", *person, "'=Why?", "Because of Dana Ito.\n- really", "Reasons"],
        ["advice", *person, "", "Ask", ""],
        ["passage", *person, "'=Why?", "Because", "Reasons"],
    ]
    assert header[-2:] == ["interview", "uid"]
    assert len({row[-2] for row in rows}) == 1
    assert all(row[-1] for row in rows[1:])


def test_the_page(told, reader, now):
    _, text = export(reader, now, "markdown")
    day = now.astimezone(ZONE).date().isoformat()
    assert text == (
        "# Answers, takeaways and themes\n\n## Answers\n\n"
        f"### {day} · Dana Ito · Nurse · Beaumont · Nursing\n\n"
        "**\\=Why?**\n\nBecause of Dana Ito.\\\n\\- really\n\nThemes: Reasons\n\n## Takeaways\n\n"
        f"### {day} · Dana Ito · Nurse · Beaumont · Nursing\n\n**Advice**: Ask\n\n## Themes\n\n"
        f"### Reasons\n\n> Because\n>\n> {day} · Dana Ito · Nurse · Beaumont · Nursing: \\=Why?\n"
    )


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_what_must_stay_in_stays_in_and_is_counted(told, reader, now, form):
    outgoing, text = export(reader, now, form)
    assert SECRET not in text
    assert "Eve" not in text
    assert outgoing.remarks == (
        "Off the record and left out: 2 answers.",
        "Left out with everything they said, because of the tag private: 1 contact.",
    )
