"""`schedule` with a time that names its end and its zone; options that say otherwise are refused."""

import json

import pytest

from tests.cli.conftest import Begin


@pytest.fixture(autouse=True)
def dana(begin: Begin) -> None:
    begin(("add", "Dana Ito"))


def planned(run) -> dict[str, object]:
    """When the next interview is."""
    found = json.loads(run("next", "--json")[1])
    return {name: found[name] for name in ("starts", "minutes", "zone")}


@pytest.mark.parametrize(
    ("words", "starts", "minutes", "zone"),
    [
        (["tomorrow", "10", "-", "10:45"], "2026-11-21T10:00:00-05:00", 45, "America/Detroit"),
        (["thu 3pm to 3:40pm"], "2026-11-26T15:00:00-05:00", 40, "America/Detroit"),
        (["tomorrow 15:00 CET"], "2026-11-21T15:00:00+01:00", 30, "Europe/Berlin"),
        (["tomorrow 3-3:20pm Europe/London"], "2026-11-21T15:00:00+00:00", 20, "Europe/London"),
        (["tomorrow half past three"], "2026-11-21T15:30:00-05:00", 30, "America/Detroit"),
        (["tomorrow 10-11", "--minutes", 60], "2026-11-21T10:00:00-05:00", 60, "America/Detroit"),
        (["tomorrow 3pm CET", "--zone", "Europe/Paris"], "2026-11-21T15:00:00+01:00", 30, "Europe/Paris"),
        (["tomorrow 3pm EST", "--zone", "America/Lima"], "2026-11-21T15:00:00-05:00", 30, "America/Lima"),
        (["tomorrow 15:00+01:00"], "2026-11-21T09:00:00-05:00", 30, "America/Detroit"),
    ],
)  # fmt: skip
def test_the_time_says_the_minutes_and_the_zone(run, words, starts, minutes, zone):
    assert run("schedule", "Dana", *words)[0] == 0
    assert planned(run) == {"starts": starts, "minutes": minutes, "zone": zone}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["tomorrow 10-10:30", "--minutes", 45],
            "'tomorrow 10-10:30' lasts 30 minutes; --minutes says 45. Use only one of them.",
        ),
        (
            ["tomorrow 3pm EST", "--zone", "Europe/London"],
            "'tomorrow 3pm EST' is in America/New_York; --zone says Europe/London. Use only one of them.",
        ),
        (
            ["tomorrow 3pm IST"],
            "'tomorrow 3pm IST' doesn't say whether IST is Asia/Kolkata or Asia/Jerusalem;"
            " try 'tomorrow 3pm Asia/Kolkata' or 'tomorrow 3pm Asia/Jerusalem'.",
        ),
        (["today 9-10am"], "Fri 20 Nov 2026 09:00 is in the past."),
        (["tomorrow 10:00-10:03"], "The minutes must be between 5 and 600, not 3."),
    ],
)
def test_what_contradicts_or_stays_open_is_refused_in_one_sentence(run, words, sentence):
    assert run("schedule", "Dana", *words) == (2, "", f"iitui: {sentence}\n")
    assert run("next")[0] == 1


@pytest.mark.parametrize(
    ("when", "note"),
    [
        ("31 oct 2027 1:30am", ""),
        (
            "7 nov 2027 1:30am",
            "01:30 comes twice that day: this is the first (UTC-4), not the second (UTC-5).\n",
        ),
        (
            "7 nov 2027 1:30am EST",
            "01:30 comes twice that day: this is the second (UTC-5), not the first (UTC-4).\n",
        ),
        ("8 nov 2027 1:30am", ""),
        ("13 mar 2027 3pm EST", ""),
        ("14 mar 2027 3pm EST", "EST is taken as America/Detroit, whose clocks show EDT then.\n"),
    ],
)
def test_what_was_taken_is_said(run, when, note):
    status, out, err = run("schedule", "Dana", when)
    assert (status, err) == (0, note)
    assert out.startswith("Planned interview 1 with Dana Ito, ")


def test_a_snooze_says_which_of_two_hours_it_takes_and_wants_no_end(run, at):
    run("schedule", "Dana", "mon 2pm")
    at("2026-11-24T18:00:00-05:00")
    assert run("snooze", "thank_you:1", "7 nov 2027 1:30am") == (
        0,
        "Snoozed until Sun 7 Nov 2027 01:30: Thank Dana Ito (thank_you:1)\n",
        "01:30 comes twice that day: this is the first (UTC-4), not the second (UTC-5).\n",
    )
    status, out, err = run("snooze", "thank_you:1", "fri 10-11")
    assert (status, out) == (2, "")
    assert "has a start and an end, but only one time is needed" in err
    assert run("snooze", "thank_you:1", "fri", "3pm", "UTC")[1].startswith("Snoozed until Fri 27 Nov 10:00")
