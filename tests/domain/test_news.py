"""What is news: what a source says of a contact that it has not said before and the journal does not hold."""

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.identity.matching import ImportAction, KnownContact, plan_import
from iitui.domain.imports import ImportRecord
from iitui.domain.news import NewsField, Statement, find_news

NAME, ORGANIZATION, ROLE = NewsField
BEFORE = Statement("Dana Ito", "Beaumont", "Nurse")


def told(says: Statement, said: Statement = BEFORE, journal: Statement = BEFORE) -> tuple[NewsField, ...]:
    return find_news(says, [said], journal)


def test_what_is_said_first_is_no_news():
    assert find_news(Statement("Dana Ito", "Lakeside", "Chef"), [], BEFORE) == ()


@pytest.mark.parametrize(
    ("says", "fields"),
    [
        (Statement("Dana Ito", "Lakeside", "Chief Nurse"), (ORGANIZATION, ROLE)),
        (Statement("Dana Ito", "Beaumont", "Chief Nurse"), (ROLE,)),
        (Statement("Dana Ito", "Lakeside", "Nurse"), (ORGANIZATION,)),
        (Statement("Dana Ito", "Lakeside", ""), (ORGANIZATION, ROLE)),
        (Statement("Dana Ito", "BEAUMONT", "nurse"), ()),
        (Statement("Dana Ito", "", ""), ()),
        (Statement("Dana Ito", "Beaumont", ""), ()),
        (Statement("Dana Brandt", "Beaumont", "Nurse"), (NAME,)),
        (Statement("D. Ito", "Beaumont", "Nurse"), (NAME,)),
        (Statement("Dana", "Beaumont", "Nurse"), ()),
        (BEFORE, ()),
    ],
)
def test_what_is_news(says: Statement, fields: tuple[NewsField, ...]):
    assert told(says) == fields


def test_what_the_journal_knows_already_is_no_news():
    assert (
        told(Statement("Dana Ito", "Lakeside", "Chief"), journal=Statement("Dana Ito", "Lakeside", "Chief"))
        == ()
    )


def test_a_role_does_not_come_without_its_organization():
    typed = Statement("Dana Ito", "The Pier", "Diver")
    assert told(Statement("Dana Ito", "Beaumont", "Chief Nurse"), journal=typed) == (ORGANIZATION, ROLE)
    assert told(BEFORE, journal=typed) == (), "what the user typed stays, for the file says nothing new"


def known(*said: Statement, organization: str = "Beaumont", role: str = "Nurse") -> KnownContact:
    return KnownContact(
        id=1,
        name="Dana Ito",
        organization=organization,
        role=role,
        origin_keys=["k"],
        said={"LinkedIn": said},
    )


def record(organization: str, role: str = "Nurse", source: str = "LinkedIn") -> ImportRecord:
    draft = ContactDraft(name="Dana Ito", organization=organization, role=role, origin_keys=["k"])
    return ImportRecord("1", draft, source)


def test_each_source_is_compared_with_itself():
    plan = plan_import([record("Lakeside"), record("Harbor", source="vCard")], [known(BEFORE)])
    assert [step.news for step in plan.steps] == [(ORGANIZATION,), ()]
    assert [step.action for step in plan.steps] == [ImportAction.UNCHANGED] * 2
    assert [step.source for step in plan.news] == ["LinkedIn"]
    assert plan.writes_anything


def test_two_records_of_one_person_in_the_first_file_are_no_news_of_each_other():
    records = [record("Beaumont"), record("Lakeside")]
    plan = plan_import(records, [])
    assert not plan.news
    said = [step.statement for step in plan.steps]
    again = plan_import(records, [known(*(each for each in said if each))])
    assert not again.news
    assert not again.writes_anything


def test_what_an_import_fills_in_is_not_told_once_more():
    plan = plan_import(
        [record("Lakeside", "Chief")], [known(Statement("Dana Ito"), organization="", role="")]
    )
    assert plan.steps[0].action is ImportAction.UPDATE
    assert plan.steps[0].news == ()
