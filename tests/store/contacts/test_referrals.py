import sqlite3
from contextlib import closing
from datetime import timedelta

from iitui.domain.contacts import ContactDraft, NamePermission, Stage
from iitui.domain.interviews import Status
from tests.builders import contact, interview, request
from tests.clock import MORNING


def named(store, name: str, by: str = "", **fields) -> int:
    return contact(store, name, referred_by=by, **fields).id


def test_the_trees_hold_who_named_or_was_named_with_what_came_of_it(store, reader, clock):
    ada = named(store, "Ada")
    bo = named(store, "Bo", "Ada", organization="Harbor", name_permission=NamePermission.YES)
    cy = named(store, "Cy", "Bo")
    dan = named(store, "Dan", "Ada")
    named(store, "Eve alone")
    held = interview(store, bo, MORNING - timedelta(days=3))
    store.interviews.mark([held.id], Status.HELD)
    request(store, cy, MORNING - timedelta(days=1))
    tree = reader.referrals.all(clock.now)
    assert tree.lines() == [ada, bo, cy, dan]
    assert tree.counts[ada] == (3, 2, 1, 1)
    assert tree.people[bo].permission is NamePermission.YES
    assert (tree.people[cy].stage, tree.people[dan].stage) == (Stage.ASKED, Stage.TO_ASK)
    assert tree.lines(only=tree.matching(["harbor"])) == [ada, bo]


def test_around_one_contact_are_those_above_and_those_below(store, reader, clock):
    ada, bo = named(store, "Ada"), named(store, "Bo", "Ada")
    cy, dan = named(store, "Cy", "Bo"), named(store, "Dan", "Cy")
    sibling, alone = named(store, "Sib", "Ada"), named(store, "Alone")
    tree = reader.referrals.around(cy, clock.now)
    assert tree.path(cy) == (ada, bo, cy)
    assert tree.below(cy) == [dan]
    assert sibling not in tree.people
    assert set(reader.referrals.around(alone, clock.now).people) == {alone}
    assert not reader.referrals.around(999, clock.now).people


def test_deleting_who_named_somebody_leaves_those_below_on_top(store, reader, clock):
    named(store, "Ada")
    bo = named(store, "Bo", "Ada")
    cy = named(store, "Cy", "Bo")
    store.contacts.delete([bo])
    assert reader.referrals.all(clock.now).lines() == []
    store.history.undo()
    assert cy in reader.referrals.all(clock.now).people


def test_a_circle_in_the_journal_breaks_nothing(store, reader, journal, clock):
    ada, bo = named(store, "Ada"), named(store, "Bo", "Ada")
    with closing(sqlite3.connect(journal)) as connection, connection:
        connection.execute("UPDATE contact SET referred_by_id = ? WHERE id = ?", (bo, ada))
    for tree in (reader.referrals.all(clock.now), reader.referrals.around(bo, clock.now)):
        assert tree.lines() == [ada, bo]
        assert tree.cuts == {ada}


def test_permissions_set_one_after_the_other_are_one_step(store, reader):
    ada = named(store, "Ada")
    other = named(store, "Bo", "Ada")
    count = len(store.history.acts())
    for permission in (NamePermission.YES, NamePermission.NO, NamePermission.WILL_INTRODUCE):
        assert store.contacts.permit(other, permission).name_permission is permission
    assert len(store.history.acts()) == count + 1
    assert store.history.undo().name == "Name permission of Bo"
    assert reader.contacts.get(other, MORNING).name_permission is NamePermission.NOT_ASKED
    store.contacts.edit(ada, ContactDraft(name="Ada"))
