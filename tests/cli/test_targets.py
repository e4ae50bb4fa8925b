"""`iitui target` and `iitui targets`."""

import json

from tests.builders import contact


def test_an_organization_becomes_a_target_and_is_changed(run):
    status, out, err = run("target", "Beaumont", "Hospital", "--motivation", "4", "--tie", "alumni")
    assert (status, out, err) == (0, "Made Beaumont Hospital a target: motivation 4, posting 0.\n", "")
    status, out, _ = run("target", "beaumont hospital", "--posting", "3", "--json")
    assert status == 0
    changed = json.loads(out)
    assert (changed["motivation"], changed["posting"], changed["tie"]) == (4, 3, "alumni")
    assert run("undo")[1] == "Undone: Changed the target Beaumont Hospital\n"


def test_targets_stand_best_first_with_whom_to_ask(run, store):
    contact(store, "Ada [/]", organization="Harbor")
    run("target", "Quay", "--motivation", "2")
    run("target", "Harbor", "--motivation", "5", "--source", "the news")
    status, out, err = run("targets")
    assert (status, err) == (0, "")
    lines = [line.split("  ") for line in out.splitlines()]
    assert [[word.strip() for word in line if word.strip()] for line in lines] == [
        ["Harbor", "motivation 5", "posting 0", "the news", "1 person", "ask Ada [/]"],
        ["Quay", "motivation 2", "posting 0", "0 people", "find someone"],
    ]
    listed = json.loads(run("targets", "--json")[1])
    assert [one["next"]["who"] for one in listed] == ["Ada [/]", None]
    assert listed[0]["people"][0]["stage"] == "to ask"


def test_without_targets_it_is_said_how_to_begin(run):
    assert run("targets") == (
        0,
        "",
        "There are no targets yet; 'iitui target ORG' adds one.\n",
    )
    assert run("targets", "--json")[1] == "[]\n"


def test_what_is_wrong_is_said_in_one_line(run):
    status, out, err = run("target", "Harbor", "--motivation", "9")
    assert (status, out) == (2, "")
    assert err == "iitui: The motivation must be between 0 and 5, not 9.\n"
    assert json.loads(run("targets", "--json")[1]) == []
    assert run("target", "Harbor", "--posting", "much")[0] == 2
    assert run("target", " ")[0] == 2
