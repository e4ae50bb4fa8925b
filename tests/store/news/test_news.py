"""News through the store: what imports leave, what taking over and dismissing do, and whom to write to."""

from datetime import timedelta
from pathlib import Path

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import NotFoundError
from iitui.domain.imports import ImportRecord
from iitui.domain.news import FRESH, News
from iitui.domain.touches import TouchDraft
from iitui.store.journal import Store
from tests.builders import contact, interview
from tests.clock import MovableClock
from tests.store.journal_contents import assert_agrees, record_rows


def bring(store: Store, *people: tuple[str, str, str], source: str = "LinkedIn") -> None:
    records = [
        ImportRecord(
            f"row {place}",
            ContactDraft(
                name=name, organization=organization, role=role, origin_keys=[f"linkedin:in/{place}"]
            ),
            source,
        )
        for place, (name, role, organization) in enumerate(people)
    ]
    store.imports.run(records, "Connections.csv")


@pytest.fixture
def news(store: Store, clock: MovableClock) -> News:
    """That Dana has moved on, half a year after she was first read in."""
    bring(store, ("Dana Ito", "Nurse", "Beaumont"), ("Olu Ng", "Chef", "Pier"))
    clock.forward(days=180)
    bring(store, ("Dana Ito", "Chief Nurse", "Lakeside"), ("Olu Ng", "Chef", "Pier"))
    (found,) = store.reader.news.pending()
    return found


def test_news_changes_nothing_by_itself(store: Store, news: News, clock: MovableClock):
    dana = store.reader.contacts.get(news.contact_id, clock.now)
    assert dana
    assert (dana.role, dana.organization) == ("Nurse", "Beaumont")
    assert (news.who, news.source, news.said_at) == ("Dana Ito", "LinkedIn", clock.now)
    assert news.in_words == "now Chief Nurse at Lakeside"
    assert store.reader.news.about(news.contact_id) == [news]
    assert store.reader.organizations.named("Lakeside") is None
    assert store.history.acts(1)[0].name == "Import of news from Connections.csv"


def test_the_same_file_again_changes_nothing(store: Store, news: News, journal: Path):
    before, acts = record_rows(journal), store.history.acts()
    bring(store, ("Dana Ito", "Chief Nurse", "Lakeside"), ("Olu Ng", "Chef", "Pier"))
    bring(store, ("Dana Ito", "Nurse", "Beaumont"))
    assert record_rows(journal) == before
    assert store.history.acts() == acts


def test_a_contact_from_before_begins_with_what_the_next_file_says(store: Store):
    contact(store, "Dana Ito", organization="Beaumont", role="Nurse", origin_keys=["linkedin:in/0"])
    bring(store, ("Dana Ito", "Chief Nurse", "Lakeside"))
    assert store.reader.news.pending() == []
    bring(store, ("Dana Ito", "Director", "Lakeside"))
    assert [each.in_words for each in store.reader.news.pending()] == ["now Director at Lakeside"]


def test_taking_over_keeps_where_they_worked_before(
    store: Store, news: News, clock: MovableClock, journal: Path
):
    before = record_rows(journal)
    assert store.news.take([news.id]) == [news]
    dana = store.reader.contacts.get(news.contact_id, clock.now)
    assert dana
    assert (dana.role, dana.organization) == ("Chief Nurse", "Lakeside")
    (former,) = store.reader.news.former_positions(news.contact_id)
    assert (former.in_words, former.until) == ("Nurse at Beaumont", news.said_at)
    assert store.reader.news.pending() == []
    assert store.reader.organizations.named("Beaumont") is None
    assert store.reader.contacts.count("lakeside") == 1
    assert store.history.acts(1)[0].name == "Updated from news about Dana Ito"
    assert_agrees(journal)
    with pytest.raises(NotFoundError, match="no news"):
        store.news.take([news.id])
    bring(store, ("Dana Ito", "Chief Nurse", "Lakeside"))
    assert store.reader.news.pending() == []
    store.history.undo()
    assert record_rows(journal) == before


def test_dismissed_news_does_not_come_again(store: Store, news: News, journal: Path):
    store.news.dismiss([news.id])
    assert store.reader.news.pending() == []
    bring(store, ("Dana Ito", "Chief Nurse", "Lakeside"))
    bring(store, ("Dana Ito", "Nurse", "Beaumont"))
    bring(store, ("Dana Ito", "Chief Nurse", "Lakeside"))
    assert store.reader.news.pending() == []
    assert store.history.acts(1)[0].name == "Dismissed news about Dana Ito"
    assert_agrees(journal)


def test_what_the_user_typed_meanwhile_is_no_news_any_more(store: Store, news: News):
    store.contacts.edit(
        news.contact_id, ContactDraft(name="Dana Ito", role="chief nurse", organization="LAKESIDE")
    )
    assert store.reader.news.pending() == []
    store.history.undo()
    assert store.reader.news.pending() == [news]


def test_later_news_takes_the_place_of_earlier_news(store: Store, news: News):
    bring(store, ("Dana Ito-Brandt", "Director", "Lakeside"))
    (later,) = store.reader.news.pending()
    assert later.in_words == "now Director at Lakeside, now called Dana Ito-Brandt"
    (taken,) = store.news.take([later.id])
    assert taken.who == "Dana Ito"
    assert store.reader.contacts.by_name("Dana Ito-Brandt")


def test_two_sources_that_say_the_same_are_taken_once(store: Store, news: News):
    bring(store, ("Dana Ito", "Nurse", "Beaumont"), source="vCard")
    bring(store, ("Dana Ito", "Chief Nurse", "Lakeside"), source="vCard")
    both = store.reader.news.pending()
    assert {each.source for each in both} == {"LinkedIn", "vCard"}
    store.news.take([each.id for each in both])
    assert len(store.reader.news.former_positions(news.contact_id)) == 1


def test_a_new_position_is_a_reason_to_write_until_one_has(store: Store, news: News, clock: MovableClock):
    reasons = store.reader.news.reasons
    assert reasons(clock.now) == []
    store.news.take([news.id])
    (reason,) = reasons(clock.now, news.contact_id)
    assert reason.in_words == "Write to Dana Ito: now Chief Nurse at Lakeside"
    assert reasons(clock.now + FRESH - timedelta(minutes=1)) == [reason]
    assert reasons(clock.now + FRESH) == []
    store.touches.log(TouchDraft(contact_id=news.contact_id, at=clock.now))
    assert reasons(clock.now) == []
    store.history.undo()
    interview(store, news.contact_id, clock.now + timedelta(days=2))
    assert reasons(clock.now) == []


def test_nobody_in_a_merge_loses_news(store: Store, news: News, journal: Path):
    other = contact(store, "D. Ito")
    store.contacts.merge(news.contact_id, other.id)
    (moved,) = store.reader.news.pending()
    assert (moved.contact_id, moved.in_words) == (other.id, "now Chief Nurse at Lakeside")
    assert_agrees(journal)


def test_what_is_taken_over_at_the_import_is_no_news_and_keeps_where_they_worked(
    store: Store, clock: MovableClock
):
    dana = contact(store, "Dana Ito", organization="Beaumont", role="Nurse", origin_keys=["linkedin:in/0"])
    draft = ContactDraft(
        name="Dana Ito", organization="Lakeside", role="Chief Nurse", origin_keys=["linkedin:in/0"]
    )
    store.imports.run([ImportRecord("1", draft, "LinkedIn")], "Connections.csv", take_over={0})
    assert store.reader.news.pending() == []
    (former,) = store.reader.news.former_positions(dana.id)
    assert (former.in_words, former.until) == ("Nurse at Beaumont", clock.now)
    assert [each.position for each in store.reader.news.reasons(clock.now)] == ["Chief Nurse at Lakeside"]
