"""From a line about a person to the thank-you that was written, on the command line alone."""

import json
from datetime import timedelta

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.follow_ups import ReminderDraft
from iitui.domain.touches import TouchDraft
from iitui.store.journal import Store
from tests.clock import FIGURES, MovableClock


@pytest.fixture
def writing(journal, now):
    store = Store.open(journal, MovableClock(now), FIGURES)
    yield store
    store.close()


def test_an_interview_from_its_plan_to_its_thank_you(run, at):
    assert run("add", "Dana Ito, Nurse Manager, Beaumont <dana@example.org> via Kim Lee #nursing") == (
        0,
        "Added Dana Ito, Nurse Manager, Beaumont as contact 2.\n",
        "",
    )
    status, out, err = run("schedule", "dana", "tue", "2pm", "--medium", "video", "--zone", "Europe/London")
    assert (status, err) == (0, "")
    assert out == (
        "Planned interview 1 with Dana Ito, Tue 24 Nov 14:00 (Europe/London), 09:00 here:"
        " 30 minutes, video.\n"
    )

    status, out, err = run("next", "--json")
    assert status == 0
    assert json.loads(out) == {
        "id": 1,
        "who": "Dana Ito",
        "starts": "2026-11-24T14:00:00+00:00",
        "ends": "2026-11-24T14:30:00+00:00",
        "zone": "Europe/London",
        "minutes": 30,
        "medium": "video",
        "place": "",
        "occupation": "",
    }
    assert run("next")[1] == (
        "Tue 24 Nov 14:00 (Europe/London), 09:00 here, in 4 days: Dana Ito, Nurse Manager, Beaumont;"
        " video, 30 minutes (interview 1)\n"
    )
    status, out, err = run("brief")
    assert (status, err) == (0, "")
    assert "When       Tue 24 Nov 14:00 (Europe/London), 09:00 here; in 4 days" in out
    assert "Kim Lee; you haven't asked whether you may use their name" in out

    at("2026-11-24T15:30:00+00:00")  # an hour after its end
    assert [one["id"] for one in json.loads(run("due", "--within", "1d", "--json")[1])] == [
        "debrief:1",
        "thank_you:1",
    ]
    assert "thank_you" not in run("due", "--within", "22h")[1]
    assert "thank_you" in run("due", "--within", "23h")[1]
    assert run("due", "--quiet") == (0, "", "")

    at("2026-11-25T15:30:00+00:00")  # 25 hours after its end
    owed = json.loads(run("due", "--json")[1])
    assert {
        "id": "thank_you:1",
        "kind": "thank_you",
        "who": "Dana Ito",
        "contact_id": 2,
        "interview_id": 1,
        "due": "2026-11-25T09:30:00-05:00",
        "state": "overdue",
        "what": "Thank Dana Ito",
    } in owed
    assert "thank_you:1  1 hour late    Thank Dana Ito\n" in run("due")[1]
    assert run("due", "--quiet") == (1, "", "")

    assert run("done", "thank_you:1") == (0, "Done: Thank Dana Ito (thank_you:1)\n", "")
    assert "thank_you" not in run("due")[1]
    assert run("due", "--quiet")[0] == 1  # the debrief
    assert run("waive", "debrief:1") == (0, "Waived: Write down what Dana Ito said (debrief:1)\n", "")
    assert run("due") == (0, "", "Nothing is due.\n")
    assert run("due", "--quiet") == (0, "", "")

    assert run("undo") == (0, "Undone: Waived: Write down what Dana Ito said\n", "")
    assert run("due", "--quiet")[0] == 1
    assert run("redo") == (0, "Redone: Waived: Write down what Dana Ito said\n", "")
    assert run("due", "--quiet")[0] == 0
    acts = json.loads(run("history", "--json")[1])
    assert [act["name"] for act in acts] == [
        "Waived: Write down what Dana Ito said",
        "Done: Thank Dana Ito",
        "Planned the interview with Dana Ito on Tue 24 Nov 14:00",
        "Added Dana Ito",
    ]


def test_a_snooze_takes_ids_and_then_a_time_in_one_word_or_several(run, at):
    run("add", "Dana Ito")
    run("schedule", "1", "mon 2pm")
    at("2026-11-24T18:00:00-05:00")
    assert run("snooze", "thank_you:1", "debrief:1", "next", "fri", "at", "10") == (
        0,
        "Snoozed until Fri 4 Dec 10:00: Thank Dana Ito (thank_you:1)\n"
        "Snoozed until Fri 4 Dec 10:00: Write down what Dana Ito said (debrief:1)\n",
        "",
    )
    assert run("due") == (0, "", "Nothing is due.\n")
    assert "2026-12-04T10:00:00-05:00" in run("due", "--within", "2w", "--json")[1]
    assert run("snooze", "thank_you:1", "+1d")[1].startswith("Snoozed until Wed 25 Nov 09:00")


def test_two_interviews_at_one_time_are_planned_with_a_warning(run):
    run("add", "Dana Ito")
    run("schedule", "Dana", "mon 2pm")
    status, out, err = run("schedule", "Dana", "mon 2:15pm")
    assert status == 0
    assert out.startswith("Planned interview 2 with Dana Ito, Mon 23 Nov 14:15")
    assert err == "It overlaps the interview with Dana Ito, Mon 23 Nov 14:00.\n"
    assert run("schedule", "Dana", "mon 2:45pm")[2] == ""


def test_what_schedule_is_told_is_kept(run):
    run("add", "Dana Ito")
    options = ["--minutes", 45, "--medium", "in-person", "--place", "1 Main St", "--occupation", "Nursing"]
    assert run("schedule", "1", *options, "--travel", 20, "mon 2pm")[0] == 0
    brief = json.loads(run("brief", "1", "--format", "json")[1])
    assert (brief["minutes"], brief["medium"], brief["place"]) == (45, "in person", "1 Main St")
    assert (brief["occupation"], brief["ends"]) == ("Nursing", "2026-11-23T14:45:00-05:00")
    assert (brief["be_there"], brief["leave_by"]) == (
        "2026-11-23T13:45:00-05:00",
        "2026-11-23T13:25:00-05:00",
    )


def test_what_was_added_is_answered_as_contacts_show_it(run):
    run("add", "Kim Lee")
    status, out, err = run("add", "--json", "Kim Lee, Nurse, Beaumont <kim@example.org> via Ann Wu #nursing")
    assert (status, err) == (0, "There is already a contact with that name: 1 Kim Lee.\n")
    added = json.loads(out)
    assert (added["name"], added["emails"], added["tags"]) == ("Kim Lee", ["kim@example.org"], ["nursing"])
    assert added["referred_by"] == "Ann Wu"
    assert added in json.loads(run("contacts", "--json")[1])


def test_what_was_planned_is_answered_as_interviews_show_it(run):
    run("add", "Dana Ito")
    run("schedule", "Dana", "mon 2pm")
    options = ["--medium", "video", "--zone", "Europe/London", "--occupation", "Nursing", "--json"]
    status, out, err = run("schedule", "Dana", "mon 19:15", *options)
    assert (status, err) == (0, "It overlaps the interview with Dana Ito, Mon 23 Nov 14:00.\n")
    planned = json.loads(out)
    assert (planned["starts"], planned["status"]) == ("2026-11-23T19:15:00+00:00", "planned")
    assert planned == json.loads(run("interviews", "--json")[1])[1]


def test_what_was_settled_is_answered_as_due_shows_it(run, at):
    run("add", "Dana Ito")
    run("schedule", "1", "mon 2pm")
    at("2026-11-24T15:00:00-05:00")  # a day and half an hour after its end
    owed = {one["id"]: one for one in json.loads(run("due", "--json")[1])}
    assert owed["thank_you:1"]["state"] == "overdue"

    status, out, err = run("snooze", "--json", "thank_you:1", "debrief:1", "fri", "at", "10")
    until = "2026-11-27T10:00:00-05:00"
    assert (status, err) == (0, "")
    assert json.loads(out) == [
        {**owed[name], "settlement": "snoozed", "until": until, "comes_again": None}
        for name in ("thank_you:1", "debrief:1")
    ]

    at("2026-11-27T09:00:00-05:00")  # due again an hour later
    owed = {one["id"]: one for one in json.loads(run("due", "--json")[1])}
    assert (owed["thank_you:1"]["state"], owed["thank_you:1"]["due"]) == ("today", until)
    status, out, err = run("done", "thank_you:1", "--json")
    assert (status, err) == (0, "")
    assert json.loads(out) == [
        {**owed["thank_you:1"], "settlement": "done", "until": None, "comes_again": None}
    ]
    status, out, err = run("waive", "--json", "debrief:1")
    assert (status, err) == (0, "")
    assert json.loads(out) == [
        {**owed["debrief:1"], "settlement": "waived", "until": None, "comes_again": None}
    ]
    assert run("due", "--json")[:2] == (0, "[]\n")


def test_a_refusal_is_said_in_words_to_scripts_too(run):
    assert run("done", "--json", "thank_you:1") == (
        2,
        "",
        "iitui: There is no follow-up thank_you:1.\n",
    )


def test_done_says_when_it_comes_again(run, writing, now):
    ann = writing.contacts.add(ContactDraft(name="Ann Ito", cadence_days=30)).id
    for days in (40, 39):
        writing.touches.log(TouchDraft(contact_id=ann, at=now - timedelta(days=days)))
    name = f"keep_in_touch:{ann}"
    [owed] = json.loads(run("due", "--json")[1])
    assert (owed["id"], owed["kind"], owed["due"]) == (name, "keep_in_touch", "2026-11-11T13:00:00-05:00")
    assert run("done", name.replace("_", "-")) == (
        0,
        f"Done: Keep in touch with Ann Ito ({name}); repeats Sun 20 Dec 12:00\n",
        "",
    )
    assert run("undo")[0] == 0
    status, out, err = run("done", name, "--json")
    assert (status, json.loads(out)[0]["comes_again"], err) == (0, "2026-12-20T12:00:00-05:00", "")


def test_waive_keeps_the_reason_with_each(run, writing, now):
    for text in ("Call the hall", "Ask for the book"):
        writing.follow_ups.remind(ReminderDraft(text=text, due_at=now, zone="America/Detroit"))
    status, out, err = run(
        "waive", "reminder:1", "REMINDER:2", "--reason", "They  have [b]moved[/b].", "--json"
    )
    assert (status, err) == (0, "")
    assert [one["settlement"] for one in json.loads(out)] == ["waived"] * 2
    assert [one.reason for one in writing.reader.follow_ups.settled()] == ["They have [b]moved[/b]."] * 2
    assert run("due") == (0, "", "Nothing is due.\n")
    assert run("undo")[0] == 0
    status, out, err = run("waive", "reminder:1", "--reason", "x" * 501)
    assert (status, out) == (2, "")
    assert "The reason is too long" in err
