from datetime import timedelta

import pytest

from iitui.domain.contacts import NamePermission, Stage
from iitui.domain.errors import BadInputError, ChangedElsewhereError, NotFoundError
from iitui.domain.targets import Target, TargetColumn, TargetDraft, TargetOrder
from tests.builders import contact, interview, request
from tests.clock import MORNING
from tests.store.journal_contents import assert_agrees


def add(store, organization, **fields) -> Target:
    added: Target = store.targets.add(TargetDraft(organization=organization, **fields))
    return added


def names(reader, query="", column=None, *, is_reversed=False) -> list[str]:
    ids = reader.targets.ids(query, TargetOrder(column, is_reversed))
    return [one.organization for one in reader.targets.some(ids, MORNING)]


def organizations(reader) -> list[str]:
    return [one.name for one in reader.organizations.all()]


def test_a_target_knows_its_people_and_what_was_asked(store, reader, clock):
    ada, bo, _cy = (contact(store, name, organization="Harbor").id for name in ("Ada", "Bo", "Cy"))
    interview(store, ada, MORNING - timedelta(days=3))
    request(store, bo, MORNING - timedelta(days=2))
    request(store, bo, MORNING - timedelta(hours=2))
    away = contact(store, "Away", organization="Harbor").id
    store.contacts.archive([away])
    added = add(store, "HARBOR", source="the news", tie="alumni", motivation=4, posting=2)
    assert added == reader.targets.get(added.id, clock.now) == reader.targets.named("harbor", clock.now)
    assert (added.organization, added.requests, added.added_at) == ("Harbor", 2, clock.now)
    assert [(one.name, one.stage) for one in added.people] == [
        ("Cy", Stage.TO_ASK),
        ("Ada", Stage.MET),
        ("Bo", Stage.ASKED),
    ]
    assert added.people[2].last_touch == added.people[2].asked_at == MORNING - timedelta(hours=2)


def test_an_organization_may_be_new_and_goes_with_its_target(store, reader, journal):
    quay = add(store, "  Quay ")
    assert organizations(reader) == ["Quay"]
    store.targets.remove([quay.id])
    assert organizations(reader) == []
    assert store.history.undo().name == "Removed Quay from the targets"
    assert names(reader) == ["Quay"]
    assert store.history.undo().name == "Made Quay a target"
    assert organizations(reader) == []
    assert_agrees(journal)


def test_an_organization_that_is_a_target_stays_without_people_and_research(store, reader):
    ada = contact(store, "Ada", organization="Harbor").id
    add(store, "Harbor")
    store.contacts.delete([ada])
    store.organizations.research("Harbor", "Boats.")
    store.organizations.research("Harbor", "")
    assert names(reader) == ["Harbor"]


def test_one_with_people_or_research_stays_without_being_a_target(store, reader):
    contact(store, "Ada", organization="Harbor")
    store.organizations.research("Quay", "Boats.")
    ids = [add(store, name).id for name in ("Harbor", "Quay", "Pier")]
    store.targets.remove(ids)
    assert organizations(reader) == ["Harbor", "Quay"]
    assert names(reader) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"organization": " "}, "organization"),
        ({"motivation": 6}, "motivation"),
        ({"motivation": -1}, "motivation"),
        ({"posting": 4}, "posting"),
        ({"tie": "x" * 501}, "tie"),
        ({"source": "x" * 501}, "source"),
    ],
)
def test_what_is_wrong_is_said_per_field(store, reader, fields, field):
    with pytest.raises(BadInputError) as refused:
        store.targets.add(TargetDraft(**({"organization": "Harbor"} | fields)))
    assert set(refused.value.fields) == {field}
    assert organizations(reader) == []


def test_no_organization_is_a_target_twice(store):
    add(store, "Café Noir")
    with pytest.raises(BadInputError, match="Café Noir is already a target"):
        add(store, "cafe noir")


def test_a_change_names_what_was_changed_elsewhere(store, reader, clock):
    seen = add(store, "Harbor", motivation=2)
    store.targets.edit(seen.id, TargetDraft(organization="Harbor", motivation=5))
    mine = TargetDraft(organization="Harbor", motivation=1, tie="Rowing club")
    with pytest.raises(ChangedElsewhereError, match="Harbor was changed elsewhere: motivation"):
        store.targets.edit(seen.id, mine, seen=seen)
    assert reader.targets.get(seen.id, clock.now).tie == ""
    now = reader.targets.get(seen.id, clock.now)
    assert store.targets.edit(seen.id, mine, seen=now).tie == "Rowing club"
    with pytest.raises(NotFoundError, match="no target 99"):
        store.targets.edit(99, mine)


def test_figures_are_raised_and_lowered_within_their_ranges(store, reader, clock):
    harbor, quay = add(store, "Harbor", motivation=4).id, add(store, "Quay", posting=1).id
    store.targets.judge([harbor, quay], motivation=1)
    store.targets.judge([harbor, quay], motivation=1)
    store.targets.judge([quay], posting=-3)
    found = reader.targets.some([harbor, quay], clock.now)
    assert [(one.motivation, one.posting) for one in found] == [(5, 0), (2, 0)]
    assert [act.name for act in store.history.acts()[:2]] == ["Quay: posting 0", "Changed 2 targets"]
    before = store.history.acts()
    store.targets.judge([harbor], motivation=1)
    assert store.history.acts() == before, "the highest stays, and nothing is to be undone"


def test_lamp_counts_motivation_then_posting_then_a_tie(store, reader):
    add(store, "Zoo", motivation=3, posting=1)
    add(store, "Ark", motivation=3, posting=1, tie="alumni")
    add(store, "Pier", motivation=3, posting=3)
    add(store, "Mill", motivation=5)
    add(store, "Barn", motivation=3, posting=1)
    assert names(reader) == ["Mill", "Pier", "Ark", "Barn", "Zoo"]


def test_targets_are_sorted_by_each_column_and_the_other_way_round(store, reader):
    add(store, "Zoo", motivation=1, posting=3, tie="b", source="news")
    add(store, "Ark", motivation=5, posting=0, source="Ads")
    add(store, "Mill", motivation=3, posting=2, tie="A")
    contact(store, "Ada", organization="Zoo")
    for name in ("Bo", "Cy"):
        there = contact(store, name, organization="Mill").id
    request(store, there, MORNING)
    expected = {
        TargetColumn.ORGANIZATION: (["Ark", "Mill", "Zoo"], ["Zoo", "Mill", "Ark"]),
        TargetColumn.MOTIVATION: (["Ark", "Mill", "Zoo"], ["Zoo", "Mill", "Ark"]),
        TargetColumn.POSTING: (["Zoo", "Mill", "Ark"], ["Ark", "Mill", "Zoo"]),
        TargetColumn.TIE: (["Mill", "Zoo", "Ark"], ["Zoo", "Mill", "Ark"]),
        TargetColumn.SOURCE: (["Ark", "Zoo", "Mill"], ["Zoo", "Ark", "Mill"]),
        TargetColumn.PEOPLE: (["Mill", "Zoo", "Ark"], ["Ark", "Zoo", "Mill"]),
        TargetColumn.ASKED: (["Mill", "Ark", "Zoo"], ["Ark", "Zoo", "Mill"]),
    }
    assert set(expected) == set(TargetColumn)
    for column, (forth, back) in expected.items():
        assert names(reader, column=column) == forth, column
        assert names(reader, column=column, is_reversed=True) == back, column


def test_a_search_looks_at_name_list_and_tie(store, reader):
    add(store, "Harbor", tie="Rowing club")
    add(store, "Quay", source="Léa's list")
    assert names(reader, "row har") == ["Harbor"]
    assert names(reader, "lea") == ["Quay"]
    assert names(reader, "nowhere") == []


def test_renaming_keeps_the_target(store, reader):
    harbor = add(store, "Harbor", motivation=4)
    store.organizations.rename(harbor.id, "The Quay")
    assert reader.targets.get(harbor.id, MORNING).organization == "The Quay"


def test_merging_keeps_one_target_with_the_better_figures(store, reader, journal):
    harbor = add(store, "Harbor", motivation=4, posting=1, tie="alumni", source="ads")
    quay = add(store, "Quay", motivation=2, posting=3, source="news")
    store.organizations.merge(harbor.id, quay.id)
    kept = reader.targets.get(quay.id, MORNING)
    assert (kept.motivation, kept.posting, kept.tie, kept.source) == (4, 3, "alumni", "news")
    assert reader.targets.ids() == [quay.id]
    store.history.undo()
    assert reader.targets.get(harbor.id, MORNING) == harbor
    assert reader.targets.get(quay.id, MORNING) == quay
    store.history.redo()
    assert reader.targets.get(quay.id, MORNING) == kept
    assert_agrees(journal)


def test_merging_makes_the_other_the_target(store, reader, journal):
    contact(store, "Ada", organization="Quay")
    harbor = add(store, "Harbor", motivation=4)
    quay = reader.organizations.named("Quay").id
    store.organizations.merge(harbor.id, quay)
    assert [(one.id, one.motivation) for one in reader.targets.some([harbor.id, quay], MORNING)] == [
        (quay, 4)
    ]
    assert_agrees(journal)


def test_deleting_an_organization_deletes_its_target(store, reader, journal):
    harbor = add(store, "Harbor", motivation=4)
    store.organizations.delete([harbor.id])
    assert not reader.targets.is_target(harbor.id)
    store.history.undo()
    assert reader.targets.get(harbor.id, MORNING) == harbor
    assert_agrees(journal)


def test_somebody_else_is_proposed_once_the_business_days_are_over(store, reader, clock):
    # Wednesday 16 September 2026, 10:00; three business days later it is Monday.
    add(store, "Harbor", motivation=5)
    ada, _bo = (contact(store, name, organization="Harbor").id for name in ("Ada", "Bo"))

    def proposed(at) -> list[str | None]:
        return [one.person and one.person.name for one in reader.targets.next_to_ask(at, 5)]

    assert proposed(MORNING) == ["Ada"]
    request(store, ada, MORNING)
    assert proposed(MORNING + timedelta(days=4)) == [], "the day before"
    assert proposed(MORNING + timedelta(days=5) - timedelta(seconds=1)) == []
    assert proposed(MORNING + timedelta(days=5)) == ["Bo"]
    assert proposed(MORNING + timedelta(days=6)) == ["Bo"]


def test_who_introduces_comes_first_and_the_reason_says_so(store, reader):
    contact(store, "Prof. Lee")
    for name, permission in (("Ada", NamePermission.NOT_ASKED), ("Bo", NamePermission.WILL_INTRODUCE)):
        contact(store, name, organization="Harbor", referred_by="Prof. Lee", name_permission=permission)
    add(store, "Harbor", motivation=5, posting=3)
    first = reader.targets.next_to_ask(MORNING, 5)[0]
    assert first.person is not None
    assert first.person.name == "Bo"
    assert first.reason == (
        "Motivation 5; it posts exactly this work; you haven't asked anyone there yet; Prof. Lee will"
        " introduce"
        " you."
    )


def test_a_page_of_five_thousand_targets_takes_a_few_questions(store, reader):
    with store._unit_of_work.act("many") as transaction:
        write = transaction.connection.execute
        write(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
            " INSERT INTO organization (id, name, name_key, notes, uid)"
            " SELECT i, 'Org ' || i, 'org ' || i, '', i FROM n"
        )
        write(
            "INSERT INTO target SELECT id, 'news', '', id % 6, id % 4, 1 FROM organization",
        )
    asked: list[str] = []
    reader._connection.set_trace_callback(asked.append)
    for column in (None, *TargetColumn):
        ids = reader.targets.ids(order=TargetOrder(column))
        shown = reader.targets.some(ids[:40], MORNING)
        assert (len(ids), len(shown)) == (5000, 40)
        assert len(asked) <= 4, column
        asked.clear()
    assert len(reader.targets.next_to_ask(MORNING, 20)) == 20
    assert len(asked) <= 6
