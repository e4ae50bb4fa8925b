from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.identity.matching import (
    Additions,
    ImportAction,
    ImportPlan,
    ImportStep,
    KnownContact,
    append_notes,
    plan_import,
)
from iitui.domain.imports import ImportRecord, OrganizationRecord
from iitui.domain.organizations import OrganizationDraft

ADD, UPDATE, UNCHANGED = ImportAction.ADD, ImportAction.UPDATE, ImportAction.UNCHANGED


def email(address: str, label: str = "") -> Channel:
    return Channel(ChannelKind.EMAIL, address, label)


def phone(number: str) -> Channel:
    return Channel(ChannelKind.PHONE, number)


def url(address: str) -> Channel:
    return Channel(ChannelKind.URL, address)


def person(
    name: str,
    *channels: Channel,
    organization: str = "",
    role: str = "",
    tags: Sequence[str] = (),
    notes: str = "",
    source: str = "",
    origin_keys: Sequence[str] = (),
) -> ContactDraft:
    return ContactDraft(
        name=name,
        organization=organization,
        role=role,
        channels=channels,
        tags=tags,
        source=source,
        notes=notes,
        origin_keys=origin_keys,
    )


def plan(drafts: Sequence[ContactDraft], known: Sequence[KnownContact] = ()) -> ImportPlan:
    return plan_import([ImportRecord(f"row {row}", draft) for row, draft in enumerate(drafts, 1)], known)


def actions(drafts: Sequence[ContactDraft], known: Sequence[KnownContact] = ()) -> list[ImportAction]:
    return [step.action for step in plan(drafts, known).steps]


def apply_plan(known: Sequence[KnownContact], plan: ImportPlan) -> list[KnownContact]:
    """What the store is asked to do with a plan, on values."""
    contacts = {contact.id: contact for contact in known}
    targets: list[int] = []
    for step in plan.steps:
        if step.action is ADD:
            target = max(contacts, default=0) + 1
            draft = step.draft
            contacts[target] = KnownContact(
                id=target,
                name=draft.name,
                organization=draft.organization,
                role=draft.role,
                channels=draft.channels,
                tags=draft.tags,
                notes=draft.notes,
                source=draft.source,
                origin_keys=draft.origin_keys,
            )
        else:
            found = targets[step.joins] if step.joins is not None else step.contact_id
            assert found is not None
            target = found
            contacts[target] = carry_out(contacts[target], step)
        targets.append(target)
    return list(contacts.values())


def carry_out(contact: KnownContact, step: ImportStep) -> KnownContact:
    new = step.additions
    for field in ("organization", "role", "source"):
        assert not (getattr(new, field) and getattr(contact, field)), "never overwrite"
    return replace(
        contact,
        organization=contact.organization or new.organization,
        role=contact.role or new.role,
        source=contact.source or new.source,
        channels=(*contact.channels, *new.channels),
        tags=(*contact.tags, *new.tags),
        notes=append_notes(contact.notes, new.notes) if new.notes else contact.notes,
        origin_keys=(*contact.origin_keys, *new.origin_keys),
    )


DANA = KnownContact(id=7, name="Dana Ito", organization="Beaumont", channels=(email("dana@example.org"),))


@pytest.mark.parametrize(
    ("draft", "action"),
    [
        (person("Dana Ito", email("DANA@Example.org")), UNCHANGED),
        (person("Dr. Dana Ito", email("dana@example.org")), UNCHANGED),
        (person("Ito, Dana", email("dana@example.org")), UNCHANGED),
        (person("Lee Park", email("dana@example.org")), ADD),
        (person("Dana Ito", organization="beaumont"), UNCHANGED),
        (person("Dana Ito", organization="Beaumont", role="Nurse"), UPDATE),
        (person("Dana Ito", organization="Mercy"), ADD),
        (person("Dana Ito"), ADD),
        (person("DÁNA ITO", email("new@example.org"), organization="Beaumont"), UPDATE),
    ],
)
def test_a_record_is_the_person_by_address_and_name_or_by_name_and_organization(draft, action):
    (step,) = plan([draft], [DANA]).steps
    assert step.action is action
    assert step.contact_id == (None if action is ADD else 7)


def test_an_origin_key_outweighs_every_other_sign():
    known = KnownContact(id=1, name="Maria Ito", organization="Mercy", origin_keys=("vcard:u-1",))
    draft = person("Mom", email("mom@example.org"), origin_keys=("vcard:u-1",))
    (step,) = plan([draft], [DANA, known]).steps
    assert (step.action, step.contact_id) == (UPDATE, 1)
    assert step.additions == Additions(channels=(email("mom@example.org"),))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("linkedin.com/in/Dana-Ito/", "https://www.linkedin.com/in/dana-ito"),
        ("https://de.linkedin.com/in/j%C3%BCrgen?trk=x", "https://www.linkedin.com/in/jürgen"),
    ],
)
def test_a_page_of_ones_own_is_the_person(typed, read):
    known = KnownContact(id=1, name="D. Ito", channels=(url(typed),))
    assert actions([person("Dana Zohar", url(read))], [known]) == [UNCHANGED]


@pytest.mark.parametrize(
    ("typed", "read", "action"),
    [
        ("https://www.Ito.example/me/", "http://ito.example/me", UNCHANGED),
        ("ito.example", "https://ito.example/", UNCHANGED),
        ("https://ito.example/me", "https://ito.example/Me", UPDATE),
        ("https://ito.example/me", "https://ito.example/me?x=/", UPDATE),
    ],
)
def test_a_page_written_another_way_is_not_added_again(typed, read, action):
    known = KnownContact(id=1, name="Dana Ito", channels=(url(typed),))
    assert actions([person("Dana Ito", url(read))], [known]) == [action]


def test_a_page_of_a_company_is_nobody():
    known = KnownContact(id=1, name="D. Ito", channels=(url("http://www.ibm.com"),))
    assert actions([person("John Doe", url("http://www.ibm.com"))], [known]) == [ADD]


def test_the_same_name_and_number_are_one_person():
    known = KnownContact(id=1, name="Dana Ito", organization="Mercy", channels=(phone("+1 248 555-0100"),))
    same = person("Dana Ito", phone("001 (248) 555 0100"), organization="Beaumont")
    assert actions([same], [known]) == [UNCHANGED]
    assert actions([replace(same, name="Lee Park")], [known]) == [ADD]
    assert actions([replace(same, channels=(phone("+1 248 555-0100 ext. 7"),))], [known]) == [ADD]


@pytest.mark.parametrize(
    ("channels", "action"),
    [((), UNCHANGED), ((phone("1234567"),), UPDATE), ((email("other@example.org"),), ADD)],
)
def test_a_bare_name_is_the_same_person_unless_addresses_conflict(channels, action):
    known = KnownContact(id=1, name="Dana Ito", channels=(email("dana@example.org"),))
    assert actions([person("Dana Ito", *channels)], [known]) == [action]


def test_two_people_of_one_name_stay_two():
    drafts = [
        person("Wei Chen", organization="Acme", origin_keys=("linkedin:in/wei-1",)),
        person("Wei Chen", organization="Acme", origin_keys=("linkedin:in/wei-2",)),
        person("Wei Chen", phone("111111")),
        person("Wei Chen", phone("222222")),
    ]
    first = plan(drafts)
    assert [step.action for step in first.steps] == [ADD] * 4
    assert actions(drafts, apply_plan([], first)) == [UNCHANGED] * 4


def test_a_second_copy_joins_the_first():
    first, second = plan(
        [
            person("Dana Ito", email("d@x.org")),
            person("Dana Ito", email("D@X.org"), phone("123456"), role="Nurse"),
        ]
    ).steps
    assert (second.action, second.contact_id, second.joins) == (UPDATE, None, 0)
    assert second.additions.channels == (phone("123456"),)
    assert second.additions.role == "Nurse"
    assert first.draft.origin_keys != second.additions.origin_keys


def test_a_family_that_shares_an_address_and_a_last_name_stays_a_family():
    shared = email("smiths@example.org")
    drafts = [person("Smith", shared), person("John Smith", shared), person("Jane Smith", shared)]
    steps = plan(drafts).steps
    assert [step.joins for step in steps] == [None, 0, None]
    known = [
        KnownContact(id=n, name=name, channels=(shared,))
        for n, name in enumerate(["John Smith", "Jane Smith"])
    ]
    assert actions([person("Smith", shared)], known) == [ADD]


def test_one_identifier_for_several_people_does_not_make_them_one():
    drafts = [person("Dana Ito", origin_keys=("vcard:x",)), person("Lee Park", origin_keys=("vcard:x",))]
    first = plan(drafts)
    assert [step.action for step in first.steps] == [ADD, ADD]
    keys = [key for step in first.steps for key in step.draft.origin_keys]
    assert len(keys) == len(set(keys)) == 2
    assert actions(drafts, apply_plan([], first)) == [UNCHANGED, UNCHANGED]


def test_nothing_is_overwritten_and_what_is_missing_is_filled_in():
    known = KnownContact(
        id=1,
        name="Dana Ito",
        organization="Mercy",
        channels=(email("d@x.org", "home"),),
        tags=("Nursing",),
        notes="Met in  May.\n\nKind.",
        source="a friend",
    )
    draft = person(
        "Dana Ito",
        email("D@x.org", "work"),
        phone("123456"),
        organization="Beaumont",
        role="Nurse at Beaumont",
        tags=("nursing", "Alumni"),
        notes="Met in May.",
        source="LinkedIn",
    )
    (step,) = plan([draft], [known]).steps
    assert step.additions == Additions(
        channels=(phone("123456"),), tags=("Alumni",), origin_keys=step.additions.origin_keys
    )


def test_notes_are_appended_unless_they_are_there_as_whole_lines():
    known = KnownContact(id=1, name="Dana Ito", notes="since 2015")
    (step,) = plan([person("Dana Ito", notes="2015")], [known]).steps
    assert step.additions.notes == "2015"
    assert append_notes("since 2015\n", "2015") == "since 2015\n\n2015"
    assert append_notes(" ", "2015") == "2015"


def test_an_origin_key_alone_is_stored_but_is_no_update():
    (step,) = (
        first := plan([person("Dana Ito", source="LinkedIn")], [KnownContact(id=1, name="Dana Ito")])
    ).steps
    assert step.action is UNCHANGED
    assert step.additions.origin_keys
    assert step.additions.source == "LinkedIn"
    assert step.additions.are_to_be_stored
    assert not step.additions.are_visible
    assert first.writes_anything
    again = plan(
        [person("Dana Ito", source="LinkedIn")], apply_plan([KnownContact(id=1, name="Dana Ito")], first)
    )
    assert not again.writes_anything


def test_a_changed_card_updates_and_a_renamed_contact_is_still_found():
    drafts = [person("Dana Ito", email("d@x.org"), origin_keys=("vcard:u-1",))]
    (contact,) = apply_plan([], plan(drafts))
    renamed = replace(contact, name="Dana Zohar", channels=())
    (step,) = plan([replace(drafts[0], role="Nurse")], [renamed]).steps
    assert (step.action, step.contact_id, step.additions.role) == (UPDATE, contact.id, "Nurse")
    assert plan(drafts, [contact]).count(UNCHANGED) == 1


_NAMES = st.sampled_from(
    ["Dana Ito", "dana ito", "Ito", "Dana", "Dr. Dana Ito", "Lee Park", "Wei Chen", "★", "陳偉"]
)
_CHANNELS = st.sampled_from(
    [
        email("a@x.org"),
        email("A@X.org"),
        email("info@x.org"),
        phone("12 34"),
        phone("1234"),
        phone("99"),
        url("https://linkedin.com/in/a"),
        url("https://www.linkedin.com/in/b/"),
        url("http://x.org"),
    ]
)
_DRAFTS = st.builds(
    ContactDraft,
    name=_NAMES,
    organization=st.sampled_from(["", "Acme", "ACME", "Mercy"]),
    role=st.sampled_from(["", "Nurse", "Chief"]),
    channels=st.lists(_CHANNELS, max_size=3).map(tuple),
    tags=st.lists(st.sampled_from(["x", "X", "y"]), max_size=2).map(tuple),
    source=st.sampled_from(["", "LinkedIn"]),
    notes=st.sampled_from(["", "one", "one\n\ntwo", "two", "on"]),
    origin_keys=st.lists(
        st.sampled_from(["vcard:1", "vcard:2", "vcard:3", "linkedin:in/a", "linkedin:in/c"]),
        max_size=2,
        unique=True,
    ).map(tuple),
)
_KNOWN = st.lists(
    st.builds(
        KnownContact,
        id=st.integers(1, 1000),
        name=_NAMES,
        organization=st.sampled_from(["", "Acme"]),
        channels=st.lists(_CHANNELS, max_size=2).map(tuple),
        notes=st.sampled_from(["", "one"]),
    ),
    max_size=4,
    unique_by=lambda contact: contact.id,
)


@settings(max_examples=600, deadline=None)
@given(st.lists(_DRAFTS, max_size=9), _KNOWN)
def test_importing_again_changes_nothing(drafts, known):
    first = plan(drafts, known)
    after = apply_plan(known, first)
    assert len(after) == len(known) + first.count(ADD)
    keys = [key for contact in after for key in contact.origin_keys]
    assert len(keys) == len(set(keys)), "an origin key leads to one contact"
    second = plan(drafts, after)
    assert second.count(UNCHANGED) == len(drafts)
    assert not second.writes_anything
    for contact, before in zip(after, known, strict=False):
        assert contact.name == before.name
        assert contact.notes.startswith(before.notes)


@settings(max_examples=200, deadline=None)
@given(st.lists(_DRAFTS, max_size=6), _KNOWN)
def test_no_record_is_lost(drafts, known):
    after = {contact.id: contact for contact in apply_plan(known, plan(drafts, known))}
    held = {
        (channel.kind, channel.value.casefold()) for contact in after.values() for channel in contact.channels
    }
    for draft in drafts:
        for channel in draft.channels:
            if channel.kind is ChannelKind.EMAIL:
                assert (channel.kind, channel.value.casefold()) in held


def test_fifty_thousand_against_fifty_thousand_take_seconds_not_hours():
    def drafts(start: int) -> list[ContactDraft]:
        return [
            person(
                f"Given{n} Family{n % 977}", email(f"p{n}@example.org"), organization=f"Company {n % 5000}"
            )
            for n in range(start, start + 3_000)
        ]

    known = apply_plan([], plan(drafts(0)))
    assert plan(drafts(1_500), known).count(ADD) == 1_500
    namesakes = [
        person("Wei Chen", email("info@example.org"), origin_keys=(f"linkedin:in/{n}",)) for n in range(3_000)
    ]
    assert plan(namesakes).count(ADD) == 1
    strangers = [person(f"Wei Chen{n}", email("info@example.org")) for n in range(3_000)]
    assert plan(strangers).count(ADD) == 3_000


def test_a_uid_counts_more_than_an_address_and_a_page():
    by_page = KnownContact(id=1, name="Dana Ito", channels=(url("linkedin.com/in/dana"),))
    by_mail = KnownContact(id=2, name="Dana Ito", channels=(email("dana@example.org"),))
    uid = "01890000-0000-7000-8000-000000000001"
    by_uid = KnownContact(id=3, name="Dana Z.", uid=uid)
    channels = (email("dana@example.org"), url("https://www.linkedin.com/in/dana/"))
    own = person("Dana Ito", *channels, origin_keys=(f"vcard:{uid}",))
    assert plan([own], (by_page, by_mail, by_uid)).steps[0].contact_id == 3
    assert plan([person("Dana Ito", channels[0])], (by_page, by_mail)).steps[0].contact_id == 2
    assert plan([person("Dana Ito", channels[1])], (by_mail, by_page)).steps[0].contact_id == 1


NURSE = KnownContact(id=7, name="Dana Ito", organization="Beaumont", role="Nurse", channels=DANA.channels)


@pytest.mark.parametrize(
    ("name", "organization", "role", "expected"),
    [
        ("Dana Ito", "Beaumont", "Nurse", []),
        ("DANA ITO", "beaumont", "nurse", []),
        ("Dana Ito", "", "", []),
        ("Dana Ito", "Beaumont", "Manager", [("role", "Nurse", "Manager")]),
        ("Dana Ito", "Mercy", "", [("organization", "Beaumont", "Mercy"), ("role", "Nurse", "")]),
        ("Dr. Dana Ito", "", "", [("name", "Dana Ito", "Dr. Dana Ito")]),
        ("dana@example.org", "", "", []),
        (
            "Ito",
            "Mercy",
            "Chief",
            [("name", "Dana Ito", "Ito"), ("organization", "Beaumont", "Mercy"), ("role", "Nurse", "Chief")],
        ),
    ],
)
def test_what_differs_is_told_and_left(name, organization, role, expected):
    known = replace(NURSE, origin_keys=("vcard:u-1",))
    draft = person(name, *DANA.channels, organization=organization, role=role, origin_keys=("vcard:u-1",))
    (step,) = plan([draft], [known]).steps
    assert [(each.field, each.journal, each.file) for each in step.differences] == expected
    assert (step.action, step.additions.replaced) == (UNCHANGED, ())
    record = ImportRecord("row 1", draft)
    (taken,) = plan_import([record], [known], take_over=[0]).steps
    assert taken.additions.replaced == step.differences
    assert taken.action is (UPDATE if expected else UNCHANGED)


def test_two_records_of_one_new_person_are_no_question():
    drafts = [person("Dana Ito", *DANA.channels, role="Nurse"), person("Dana Ito", *DANA.channels, role="X")]
    assert [step.differences for step in plan(drafts).steps] == [(), ()]


def alone(name: str, notes: str = "") -> OrganizationRecord:
    return OrganizationRecord("row 1", OrganizationDraft(name=name, notes=notes))


def test_organizations_alone_are_added_once_and_their_research_is_added_to():
    records = [
        alone("Acme", "555 0100"),
        alone("ACME", "555 0100"),
        alone("Mercy"),
        alone("Beaumont", "Big."),
    ]
    people = [ImportRecord("row 2", person("Dana", organization="Mercy"))]
    found = plan_import(people, [], organizations=records, known_organizations={"Beaumont": "Old."})
    assert [(step.name, step.action, step.notes) for step in found.organizations] == [
        ("Acme", ADD, "555 0100"),
        ("ACME", UNCHANGED, ""),
        ("Mercy", UNCHANGED, ""),
        ("Beaumont", UPDATE, "Big."),
    ]
    assert found.writes_anything
    assert (found.count(ADD), found.count_organizations(ADD)) == (1, 1)
    again = plan_import(
        [],
        [],
        organizations=records,
        known_organizations={"Acme": "555 0100", "Mercy": "", "Beaumont": "Old.\n\nBig."},
    )
    assert not again.writes_anything
