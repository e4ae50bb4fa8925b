"""`log`: a touch from a shell, the answer to a request, and what is said beside it."""

import json

import pytest

from iitui.domain.dates.calendar import end_of_day
from iitui.domain.interviews import Status
from iitui.domain.touches import Direction, Outcome, Touch, TouchKind
from iitui.store.journal import Store
from tests.builders import contact, interview, request
from tests.cli.conftest import Begin
from tests.clock import FIGURES, ZONE, MovableClock


@pytest.fixture(autouse=True)
def dana(begin: Begin) -> None:
    begin(("add", "Dana Ito, Nurse, Beaumont"), ("add", "Ben Ode, Nurse, Beaumont"))


@pytest.fixture
def writing(journal, now):
    store = Store.open(journal, MovableClock(now), FIGURES)
    yield store
    store.close()


def touches(store: Store, contact_id: int = 1) -> list[Touch]:
    return store.reader.touches.with_contact(contact_id)


def test_a_touch_is_logged_now_as_a_mail_from_me(run, writing, now):
    status, out, err = run("log", "dana", "Thanked", "her")
    assert (status, out, err) == (0, "Logged: mail to Dana Ito, Fri 20 Nov 12:00.\n", "")
    [touch] = touches(writing)
    assert (touch.kind, touch.direction, touch.text) == (TouchKind.MAIL, Direction.OUT, "Thanked her")
    assert (touch.at, touch.is_request, touch.outcome) == (now, False, None)
    assert run("undo")[0] == 0
    assert touches(writing) == []


def test_every_option_is_kept(run, writing, zone):
    status, out, _ = run(
        "log", "Ben Ode", "--kind", "call", "--request", "--at", "yesterday 3pm", "--outcome", "too-busy",
        "--ask-again", "dec 10", "--json", "Not", "now",
    )  # fmt: skip
    assert status == 0
    assert json.loads(out) == {
        "id": 1,
        "contact_id": 2,
        "who": "Ben Ode",
        "at": "2026-11-19T15:00:00-05:00",
        "kind": "call",
        "direction": "out",
        "text": "Not now",
        "request": True,
        "outcome": "too busy",
        "ask_again": "2026-12-10T09:00:00-05:00",
        "answered": None,
        "settled": [],
        "answers": None,
    }
    [touch] = touches(writing, 2)
    assert touch.outcome is Outcome.TOO_BUSY
    assert touch.ask_again_at is not None
    assert f"{touch.ask_again_at.astimezone(zone):%d %H:%M}" == "10 09:00"


def test_an_answer_from_them_goes_to_the_request_in_the_same_act(run, writing):
    run("log", "dana", "Asked for 20 minutes", "--request", "--at", "mon 9am")
    status, out, err = run(
        "log", "dana", "In April", "--in", "--outcome", "busy", "--ask-again", "apr 6", "--at", "9am"
    )
    assert (status, err) == (0, "")
    assert out == (
        "Logged: mail from Dana Ito, Fri 20 Nov 09:00; it answers the request of Mon 16 Nov 09:00:"
        " too busy, ask again Tue 6 Apr 2027 09:00.\n"
    )
    reply, asked = touches(writing)
    assert (reply.direction, reply.is_request) == (Direction.IN, False)
    assert (asked.outcome, asked.answered_at) == (Outcome.TOO_BUSY, reply.at)
    assert asked.ask_again_at is not None
    assert "Undone: Dana Ito: too busy" in run("undo")[1]
    [asked] = touches(writing)
    assert (asked.outcome, asked.answered_at) == (Outcome.NO_REPLY, None)


def test_an_answer_to_nothing_is_a_request_of_its_own(run, writing):
    out = json.loads(run("log", "dana", "Sure", "--in", "--outcome", "agreed", "--json")[1])
    assert (out["request"], out["outcome"], out["answers"]) == (True, "agreed", None)
    asked = json.loads(run("log", "dana", "Please", "--request", "--json")[1])
    answered = json.loads(run("log", "dana", "No", "--in", "--outcome", "declined", "--json")[1])
    assert (answered["request"], answered["outcome"]) == (False, None)
    assert answered["answers"] == {"id": asked["id"], "outcome": "declined", "ask_again": None}


def test_who_is_sent_on_is_told_how_to_add_whom_they_named(run):
    run("log", "dana", "Asked", "--request")
    assert run("log", "dana", "Ask Cem", "--in", "--outcome", "sent-on")[2] == (
        "'iitui add \"NAME via Dana Ito\"' adds the person they named.\n"
    )


def test_what_the_touch_may_have_answered_is_said_and_settled_only_when_asked(run, writing, now, at):
    over = interview(writing, 1, now.replace(day=23))
    writing.interviews.mark([over.id], Status.HELD)
    at("2026-11-24T12:00:00-05:00")
    name = f"thank_you:{over.id}"
    assert run("log", "dana", "Thanks", "--in")[2] == ""
    assert run("log", "dana", "Asking", "--request")[2] == ""
    assert run("log", "dana", "Thanks")[2] == (
        f"Still due: Thank Dana Ito. If this settles it: 'iitui done {name}'.\n"
    )
    assert name in run("due")[1]
    status, out, err = run("log", "dana", "Thanks", "--settles", name, "--json")
    assert (status, json.loads(out)["settled"], err) == (0, [name], "")
    assert name not in run("due")[1]
    [settled] = [one for one in writing.reader.follow_ups.settled() if str(one.id) == name]
    assert settled.done_by_id == json.loads(out)["id"]
    assert run("log", "dana", "Thanks", "--settles", name)[0] == 2
    run("undo")
    assert name in run("due")[1]


def test_what_speaks_against_a_request_is_a_warning_on_standard_error(run, writing, at):
    assert run("log", "dana", "Asked", "--request")[2] == ""
    at("2026-11-21T12:00:00-05:00")
    status, out, err = run("log", "dana", "Asked again", "--request")
    assert (status, "Logged: request to Dana Ito" in out) == (0, True)
    assert err == "You already asked Dana Ito 1 day ago; a second email is due on Tue 1 Dec 2026.\n"
    assert run("log", "ben", "Asked", "--request")[2] == (
        "Dana Ito, at the same organization, was asked just now.\n"
    )
    assert run("log", "ben", "Hello")[2] == ""
    assert len(touches(writing)) == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nobody", "x"], "iitui: There is no contact 'nobody'."),
        (["dana", "x", "--ask-again", "dec 1"], "--ask-again is only for people who were too busy"),
        (["dana", "x", "--at", "tomorrow"], "still in the future"),
        (["dana", "x", "--at", "gibberish"], "gibberish"),
        (["dana", "x", "--outcome", "too busy", "--ask-again", "yesterday"], "past"),
        (["dana", "x", "--settles", "nonsense"], "isn't the ID of a follow-up"),
        (["dana", "x", "--settles", "thank_you:9"], "There is no follow-up thank_you:9."),
        (["dana", "x", "--kind", "telegram"], "invalid choice: 'telegram'"),
        (["dana", "x", "--outcome", "agree"], "did you mean agreed?"),
        (["dana", "x" * 100_001], "too long"),
        (["dana"], "required: TEXT"),
        ([], "required: WHO, TEXT"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_one_line_and_changes_nothing(run, writing, words, sentence):
    status, out, err = run("log", *words)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert touches(writing) == []


def test_text_is_never_more_than_text(run, writing):
    out = run("log", "dana", "[/] \x1b[31m[@click=app.bell]x", "")[1]
    assert "\x1b" not in out
    assert touches(writing)[0].text == "[/] [31m[@click=app.bell]x"


def test_a_time_that_clocks_show_twice_is_said_to(run, at):
    at("2026-10-20T12:00:00-04:00")
    err = run("log", "dana", "x", "--request", "--outcome", "busy", "--ask-again", "nov 1 1:30am")[2]
    assert "01:30 comes twice that day" in err


def test_asking_again_is_owed_on_the_day(run, writing, now):
    request(writing, contact(writing, "Cem").id, now, Outcome.NO_REPLY)
    run("log", "cem", "Later", "--in", "--outcome", "busy", "--ask-again", "dec 1")
    owed = writing.reader.follow_ups.with_contact(3, now, end_of_day(now, ZONE))
    assert [one.id.kind.value for one in owed] == ["ask_later"]
