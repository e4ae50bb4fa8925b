"""Contacts leave a journal and come into another one the same, hostile text included."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from iitui.domain.contact_cards import ContactCard
from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.imports import ImportRecord
from iitui.exports.outgoing import ExportRequest
from iitui.exports.registry import prepare
from iitui.interchange.reading import read_contacts
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact
from tests.clock import FIGURES, ZONE, MovableClock
from tests.journals.hostile import LONG, NAMES


def exported(reader: JournalReader, now: datetime, form: str) -> str:
    request = ExportRequest(subject="contacts", format=form, now=now, zone=ZONE)
    outgoing = prepare(reader, request)
    parts = list(outgoing.parts)
    assert outgoing.total in (len(parts), len(parts) - 1)
    return "".join(parts)


def essence(card: ContactCard) -> ContactCard:
    """What has to survive: not its number and dates, nor what vCards have no place for."""
    return replace(
        card,
        uid="",
        referred_by="",
        referred_by_uid="",
        is_referrer_unique=True,
        source="",
        level=None,
        cadence_days=None,
        changed_at=datetime.min,
        channels=tuple(sorted(card.channels, key=lambda channel: channel.kind)),
    )


def hostile_people() -> list[ImportRecord]:
    """People whose every text is hostile, each named by the one before."""
    drafts = [
        ContactDraft(
            name=name,
            organization=name,
            role=name,
            channels=[Channel(ChannelKind.EMAIL, f"{n}[/]@x.org", name[:9]), Channel(ChannelKind.URL, name)],
            tags=[name[:30], "[/]", "a, b"],
            referred_by=NAMES[n - 1] if n else "",
            notes=LONG[:5_000],
        )
        for n, name in enumerate(NAMES)
    ]
    return [ImportRecord("", draft) for draft in drafts]


@pytest.mark.parametrize("form", ["vcard", "vcard3"])
def test_a_journal_of_hostile_text_goes_through_cards(store, reader, now, tmp_path: Path, form: str):
    store.imports.run(hostile_people(), "test")
    file = tmp_path / "cards.vcf"
    file.write_text(exported(reader, now, form), "utf-8", newline="")
    other = Store.open(tmp_path / "other.db", MovableClock(now), FIGURES)
    reading = read_contacts(file)
    assert reading.problems == ()
    other.imports.run(reading.records, "cards.vcf")
    assert [essence(card) for card in other.reader.cards.each()] == [
        essence(card) for card in reader.cards.each()
    ]
    assert [card.referred_by for card in other.reader.cards.each()] == [
        card.referred_by for card in reader.cards.each()
    ]
    assert not other.imports.run(reading.records, "cards.vcf").writes_anything, "imported again"
    other.close()


def test_contacts_stand_by_name_with_what_changed_last(store, reader, clock):
    first = contact(store, "Zoë", notes="a")
    clock.forward(days=1)
    contact(store, "Ann")
    clock.forward(days=1)
    second = clock()
    store.contacts.edit(first.id, replace(ContactDraft.of(first), notes="b"))
    cards = list(reader.cards.each())
    assert [card.name for card in cards] == ["Ann", "Zoë"]
    assert cards[1].changed_at == second.replace(microsecond=0)
    assert cards[0].changed_at < second


def test_more_contacts_than_are_read_at_once_come_once_each(store, reader, now):
    people = [ImportRecord("", ContactDraft(name=f"Person {n}")) for n in range(1_100)]
    store.imports.run(people, "test")
    assert len({card.uid for card in reader.cards.each()}) == reader.cards.count() == 1_100


def test_a_table_comes_back_with_what_would_be_formulas(store, reader, now, tmp_path: Path):
    people = [
        ContactDraft(
            name="=1+1",
            organization="@SUM(A1)",
            role="-2+3",
            channels=[
                Channel(ChannelKind.EMAIL, "dana@example.org"),
                Channel(ChannelKind.EMAIL, "d@example.com"),
                Channel(ChannelKind.PHONE, "+1 313 555 0101"),
                Channel(ChannelKind.URL, "https://example.org/a"),
            ],
            tags=["nursing", "=2"],
            notes='+ says "hi";\n=3, 4',
        ),
        ContactDraft(name="Olu, Ng", referred_by="=1+1"),
    ]
    store.imports.run([ImportRecord("", draft) for draft in people], "test")
    file = tmp_path / "people.csv"
    file.write_text(exported(reader, now, "csv"), "utf-8", newline="")
    other = Store.open(tmp_path / "other.db", MovableClock(now), FIGURES)
    reading = read_contacts(file)
    assert (reading.format, reading.problems) == ("iitui CSV", ())
    other.imports.run(reading.records, "people.csv")
    assert list(map(essence, other.reader.cards.each())) == list(map(essence, reader.cards.each()))
    other.close()
