from collections.abc import Iterator
from datetime import timedelta

import pytest

from iitui.domain.contacts import NamePermission, Stage
from iitui.domain.targets import PersonThere, Target, next_to_ask
from tests.clock import MORNING


def person(name="Ada", stage=Stage.TO_ASK, **fields) -> PersonThere:
    return PersonThere(
        **{
            "id": 1,
            "name": name,
            "role": "",
            "stage": stage,
            "last_touch": None,
            "asked_at": None,
            "ask_another_at": None,
            "referred_by": "",
            "name_permission": NamePermission.NOT_ASKED,
        }
        | fields
    )


def target(*people: PersonThere, name="Harbor", **fields) -> Target:
    return Target(
        **{
            "organization_id": 1,
            "organization": name,
            "source": "",
            "tie": "",
            "motivation": 0,
            "posting": 0,
            "added_at": MORNING,
            "requests": 0,
            "people": people,
        }
        | fields
    )


def proposed(*targets: Target) -> list[tuple[str, str, str]]:
    return [
        (one.target.name, one.person.name if one.person else "", one.reason)
        for one in next_to_ask(targets, MORNING)
    ]


@pytest.mark.parametrize(
    ("there", "name", "reason"),
    [
        (target(), "", "You don't know anyone there yet: find someone."),
        (
            target(tie="rowing club", motivation=4),
            "",
            "Motivation 4; you don't know anyone there yet: find someone; tie: rowing club.",
        ),
        (target(person()), "Ada", "You haven't asked anyone there yet."),
        (
            target(person("Bo", Stage.NO_REPLY), person(), posting=2),
            "Ada",
            "It posts something related; no reply yet from Bo.",
        ),
        (
            target(person("Bo", Stage.NO_REPLY), person("Cy", Stage.ASKED)),
            "",
            "No reply yet from Bo and 1 other: find someone else.",
        ),
        (target(person("Bo", Stage.DECLINED)), "", "1 declined: find someone else."),
        (target(person("Bo", Stage.DECLINED), person()), "Ada", "1 declined."),
        (
            target(person(referred_by="Lee", name_permission=NamePermission.YES), tie="alumni"),
            "Ada",
            "You haven't asked anyone there yet; Lee referred you, and you may say so.",
        ),
        (
            target(person(referred_by="Lee", name_permission=NamePermission.NO)),
            "Ada",
            "You haven't asked anyone there yet; don't say who referred you.",
        ),
        (
            target(person(referred_by="Lee")),
            "Ada",
            "You haven't asked anyone there yet; Lee referred you: ask first whether you may say so.",
        ),
    ],
)
def test_each_proposal_says_why(there, name, reason):
    assert proposed(there) == [("Harbor", name, reason)]


@pytest.mark.parametrize("stage", [Stage.PLANNED, Stage.MET, Stage.IN_TOUCH, Stage.LATER])
def test_nobody_is_looked_for_where_somebody_is_heard(stage):
    assert proposed(target(person("Bo", stage))) == []


def test_where_somebody_is_heard_others_come_last():
    heard = target(person("Bo", Stage.MET), person(), name="Heard", motivation=5)
    assert proposed(heard, target(name="Other")) == [
        ("Other", "", "You don't know anyone there yet: find someone."),
        ("Heard", "Ada", "Motivation 5; you're in touch with others there."),
    ]


@pytest.mark.parametrize(("hours", "count"), [(1, 0), (0, 1), (-1, 1)])
def test_a_target_that_waits_for_a_reply_is_left_alone(hours, count):
    waiting = person("Bo", Stage.ASKED, ask_another_at=MORNING + timedelta(hours=hours))
    assert len(proposed(target(waiting, person()))) == count


def test_who_is_near_is_asked_first():
    people = [
        person("Stranger"),
        person("Named", referred_by="Lee"),
        person("Allowed", referred_by="Lee", name_permission=NamePermission.YES),
        person("Introduced", referred_by="Lee", name_permission=NamePermission.WILL_INTRODUCE),
    ]
    order = []
    while people:
        order.append(proposed(target(*people))[0][1])
        people = [one for one in people if one.name != order[-1]]
    assert order == ["Introduced", "Allowed", "Named", "Stranger"]


def test_no_more_targets_are_read_than_are_wanted():
    def endless() -> Iterator[Target]:
        while True:
            yield target()

    first = next(next_to_ask(endless(), MORNING))
    assert first.target.name == "Harbor"
