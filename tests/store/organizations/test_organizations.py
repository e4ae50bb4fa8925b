from datetime import timedelta

import pytest

from iitui.domain.checks import LONGEST_TEXT
from iitui.domain.contacts import Stage
from iitui.domain.errors import BadInputError, ChangedElsewhereError, NotFoundError
from iitui.domain.interviews import Status
from tests.builders import contact, interview, request
from tests.clock import MORNING
from tests.store.journal_contents import assert_agrees


def numbers(reader) -> dict[str, int]:
    return {each.name: each.id for each in reader.organizations.all()}


def test_a_summary_counts_people_met_and_those_to_ask(store, reader, clock):
    people = [contact(store, name, organization="Harbor").id for name in ("Ada", "Bo", "Cy", "Away")]
    interview(store, people[0], MORNING - timedelta(days=3))
    request(store, people[1], MORNING)
    store.contacts.archive([people[3]])
    found = reader.organizations.summaries(reader.organizations.ids(), clock.now)
    assert [(one.name, one.people, one.met, one.to_ask) for one in found] == [("Harbor", 3, 1, 1)]
    listed = reader.contacts.at_organization(found[0].id, clock.now, clock.now)
    assert [(one.name, one.stage, one.archived) for one in listed] == [
        ("Cy", Stage.TO_ASK, False),
        ("Ada", Stage.MET, False),
        ("Bo", Stage.ASKED, False),
        ("Away", Stage.TO_ASK, True),
    ]


def test_an_interview_called_off_leaves_a_person_to_be_asked(store, reader, clock):
    ada = contact(store, "Ada", organization="Harbor").id
    off = interview(store, ada, MORNING + timedelta(days=3))
    store.interviews.mark([off.id], Status.CANCELLED)
    assert reader.organizations.summaries(reader.organizations.ids(), clock.now)[0].to_ask == 1


def test_renaming_keeps_the_people_and_what_they_are_found_by(store, reader):
    contact(store, "Ada", organization="Harbor")
    harbor = numbers(reader)["Harbor"]
    assert store.organizations.rename(harbor, " The  Quay ").name == "The Quay"
    assert reader.contacts.count("quay") == 1
    assert reader.contacts.count("harbor") == 0
    assert store.organizations.rename(harbor, "THE QUÄY").name == "THE QUÄY", "case and accents alone"


def test_a_name_that_exists_is_refused(store, reader):
    contact(store, "Ada", organization="Café Noir")
    contact(store, "Bo", organization="Harbor")
    with pytest.raises(BadInputError, match="There's already an organization named Café Noir"):
        store.organizations.rename(numbers(reader)["Harbor"], "cafe noir")
    with pytest.raises(BadInputError, match="missing"):
        store.organizations.rename(numbers(reader)["Harbor"], " \t")


def test_merging_moves_people_and_joins_notes(store, reader, journal):
    ada = contact(store, "Ada", organization="Harbor").id
    contact(store, "Bo", organization="The Quay")
    store.organizations.research("Harbor", "Old walls.")
    store.organizations.research("The Quay", "New boats.")
    number = numbers(reader)
    kept = store.organizations.merge(number["Harbor"], number["The Quay"])
    assert (kept.name, kept.notes) == ("The Quay", "New boats.\n\nOld walls.")
    assert reader.contacts.get(ada, MORNING).organization == "The Quay"
    assert reader.contacts.count("quay") == 2
    assert store.history.undo().name == "Merged Harbor into The Quay"
    assert reader.contacts.get(ada, MORNING).organization == "Harbor"
    assert_agrees(journal)


def test_merging_with_itself_or_into_too_much_is_refused(store, reader):
    for name in ("Harbor", "Quay"):
        store.organizations.research(name, name[0] * (LONGEST_TEXT - 10))
    number = numbers(reader)
    with pytest.raises(BadInputError, match="with itself"):
        store.organizations.merge(number["Quay"], number["Quay"])
    with pytest.raises(BadInputError, match="too long"):
        store.organizations.merge(number["Quay"], number["Harbor"])
    assert numbers(reader) == number


def test_deleting_keeps_the_people(store, reader):
    ada = contact(store, "Ada", organization="Harbor").id
    assert reader.organizations.hanging_on([numbers(reader)["Harbor"]]) == 1
    store.organizations.delete([numbers(reader)["Harbor"]])
    assert reader.contacts.get(ada, MORNING).organization == ""
    assert reader.organizations.all() == []


def test_what_was_renamed_elsewhere_is_not_made_anew(store, reader):
    store.organizations.research("Harbor", "Old.")
    store.organizations.rename(numbers(reader)["Harbor"], "Quay")
    with pytest.raises(NotFoundError, match="no organization Harbor"):
        store.organizations.research("Harbor", "Mine.", seen="Old.")
    with pytest.raises(ChangedElsewhereError, match="name"):
        store.organizations.rename(numbers(reader)["Quay"], "Docks", seen="Harbor")
