"""A mailbox of half a year becomes touches, answers and thank-yous in one act; again, nothing is new."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from iitui.domain.contacts import Channel, ChannelKind, Contact
from iitui.domain.errors import GivenUpError
from iitui.domain.follow_ups import FollowUpId, Kind, Verdict
from iitui.domain.interviews import Status
from iitui.domain.mail.matching import NOT_DELIVERED
from iitui.domain.mail.plan import MailPlan
from iitui.domain.touches import Direction, Outcome, TouchDraft
from iitui.interchange.mail.looking import add_texts, look_through
from iitui.interchange.mail.mailbox import Mailbox
from iitui.store.journal import Store
from tests.builders import contact, interview
from tests.clock import MORNING, MovableClock
from tests.interchange.mail.writing import message, write_maildir, write_mbox

ME = "me@example.org"
DANA, BO, CHIDI = "dana@beaumont.example", "bo@works.example", "chidi@old.example"
BEGIN = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def day(number: float) -> datetime:
    return BEGIN + timedelta(days=number)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "journal.db", MovableClock(MORNING))
    yield store
    store.close()


def person(store: Store, name: str, address: str) -> Contact:
    return contact(store, name, channels=[Channel(ChannelKind.EMAIL, address)])


def half_year() -> list[EmailMessage]:
    """From March on: a request, an answer, an interview, its thank-you, and what else comes by mail."""
    failure = message(
        "mailer-daemon@mx.example", ME, "Undelivered", day(40), "f1", answers="ask-chidi",
        X_Failed_Recipients=CHIDI,
    )  # fmt: skip
    return [
        message(ME, f"Dana Ito <{DANA}>", "Twenty minutes about nursing?", day(0), "ask-dana"),
        message(DANA, ME, "Away", day(0.1), "away", answers="ask-dana", Auto_Submitted="auto-replied"),
        message(f"Dana Ito <{DANA}>", ME, "Re: Twenty minutes", day(2), "reply-dana", answers="ask-dana"),
        message(ME, DANA, "Re: Twenty minutes", day(3), "fix-date", answers="reply-dana"),
        message(ME, DANA, "Thank you", day(15.2), "thanks-dana", text="The wards, at night.\n"),
        message(DANA, ME, "Re: Thank you", day(16), "welcome", answers="thanks-dana"),
        message("nurses@list.example", ME, "Digest", day(17), "digest", List_Id="<nurses.list.example>"),
        message(BO, ", ".join([ME, *(f"p{n}@x.example" for n in range(39))]), "Party", day(18), "party"),
        message(ME, CHIDI, "Twenty minutes?", day(39), "ask-chidi"),
        failure,
        message("Eleni Petrov <eleni@x.example>", ME, "A colleague gave me your name", day(90), "eleni"),
        message(ME, "eleni@x.example", "Re: A colleague", day(91), "to-eleni", answers="eleni"),
        message("Farid Rao <farid@x.example>", ME, "Hello", day(100), "farid"),
        message("a@x.example", "b@x.example", "Among others", day(101), "others"),
    ]  # fmt: skip


@pytest.fixture
def people(store: Store) -> tuple[Contact, Contact, Contact]:
    dana, bo, chidi = (
        person(store, name, address)
        for name, address in (("Dana Ito", DANA), ("Bo Marsh", BO), ("Chidi Okafor", CHIDI))
    )
    store.touches.log(
        TouchDraft(contact_id=dana.id, at=day(0.2), is_request=True, outcome=Outcome.NO_REPLY, text="Asked.")
    )
    held = interview(store, dana.id, day(15))
    store.interviews.mark([held.id], Status.HELD)
    return dana, bo, chidi


def look(store: Store, path: Path, **options) -> tuple[Mailbox, MailPlan]:
    mailbox = Mailbox([path])
    facts = store.reader.mail.facts(MORNING)
    return mailbox, look_through(mailbox, facts, [ME], MORNING, **options)


def test_half_a_year_of_mail_and_again_nothing_new(
    store: Store, people: tuple[Contact, Contact, Contact], tmp_path: Path
):
    dana, bo, chidi = people
    box = write_mbox(tmp_path / "box", *half_year())
    _, plan = look(store, box)
    assert (plan.read, plan.added, plan.adopted, len(plan.answers), len(plan.thanks)) == (14, 5, 1, 1, 1)
    assert [each.who for each in plan.failures] == ["Chidi Okafor"]
    assert [each.name for each in plan.strangers] == ["Farid Rao", "Eleni Petrov"]
    assert plan.left_out == {"sent automatically": 1, "to many people": 1}

    result = store.mail.take(plan, "box")
    assert (result.contacts, result.added, result.adopted, result.answered, result.thanked) == (0, 5, 1, 1, 1)
    touches = store.reader.touches.with_contact(dana.id)
    assert [(each.message_id, each.direction, each.subject) for each in reversed(touches)] == [
        ("ask-dana", Direction.OUT, "Twenty minutes about nursing?"),
        ("reply-dana", Direction.IN, "Re: Twenty minutes"),
        ("fix-date", Direction.OUT, "Re: Twenty minutes"),
        ("thanks-dana", Direction.OUT, "Thank you"),
        ("welcome", Direction.IN, "Re: Thank you"),
    ]
    request = touches[-1]
    assert (request.text, request.at, request.outcome) == ("Asked.", day(0.2), Outcome.NO_REPLY)
    assert request.answered_at == day(2)
    (settled,) = [each for each in store.reader.follow_ups.settled() if each.id.kind is Kind.THANK_YOU]
    assert (settled.verdict, settled.done_by_id) == (Verdict.DONE, touches[1].id)
    assert store.reader.touches.with_contact(bo.id) == []
    assert [each.text for each in store.reader.touches.with_contact(chidi.id)] == [NOT_DELIVERED]
    assert store.reader.acts.latest(1)[0].name == (
        "Mail from box: 5 touches, 1 message of a logged touch, 1 answer, 1 thank-you"
    )

    _, again = look(store, box)
    assert not again.writes_anything
    assert again.unchanged == 6
    _, again = look(store, write_maildir(tmp_path / "Mail", *half_year()))
    assert not again.writes_anything


def test_it_is_one_act_that_undo_takes_back(
    store: Store, people: tuple[Contact, Contact, Contact], tmp_path: Path
):
    before = store.reader.mail.facts(MORNING)
    _, plan = look(store, write_mbox(tmp_path / "box", *half_year()))
    store.mail.take(plan, "box")
    assert store.reader.mail.facts(MORNING) != before
    store.history.undo()
    assert store.reader.mail.facts(MORNING) == before
    store.history.redo()
    assert not look(store, tmp_path / "box")[1].writes_anything


def test_who_wrote_is_added_with_their_mail(store: Store, tmp_path: Path):
    box = write_mbox(tmp_path / "box", *half_year())
    _, first = look(store, box)
    chosen = [each for each in first.strangers if each.name == "Eleni Petrov"]
    _, plan = look(store, box, additions=chosen)
    assert store.mail.take(plan, "box").contacts == 1
    (added,) = store.reader.mail.facts(MORNING).contacts
    assert (added.name, added.addresses) == ("Eleni Petrov", ("eleni@x.example",))
    assert [each.message_id for each in store.reader.touches.with_contact(added.id)] == ["to-eleni", "eleni"]
    again = store.mail.take(plan, "box")  # from the plan made before: the address is known by now
    assert (again.contacts, again.added) == (0, 0)
    assert len(store.reader.mail.facts(MORNING).contacts) == 1


def test_texts_are_kept_only_when_asked_for(
    store: Store, people: tuple[Contact, Contact, Contact], tmp_path: Path
):
    mailbox, plan = look(store, write_mbox(tmp_path / "box", *half_year()))
    store.mail.take(add_texts(mailbox, plan), "box")
    touches = {each.message_id: each.text for each in store.reader.touches.with_contact(people[0].id)}
    assert touches["thanks-dana"] == "The wards, at night."
    assert touches["ask-dana"] == "Asked."


def test_what_changed_since_the_plan_was_made_is_heeded(
    store: Store, people: tuple[Contact, Contact, Contact], tmp_path: Path
):
    _, plan = look(store, write_mbox(tmp_path / "box", *half_year()))
    (request,) = store.reader.touches.with_contact(people[0].id)
    store.touches.answer(request.id, Outcome.DECLINED)
    store.follow_ups.done([FollowUpId(Kind.THANK_YOU, plan.thanks[0].interview_id)])
    store.contacts.delete([people[2].id])
    result = store.mail.take(plan, "box")
    assert (result.added, result.adopted, result.answered, result.thanked) == (4, 1, 0, 0)
    now = store.reader.touches.get(request.id)
    assert now is not None
    assert now.outcome is Outcome.DECLINED


def test_an_outcome_that_the_user_names_is_written(
    store: Store, people: tuple[Contact, Contact, Contact], tmp_path: Path
):
    _, plan = look(store, write_mbox(tmp_path / "box", *half_year()))
    named = replace(plan, answers=tuple(replace(each, outcome=Outcome.AGREED) for each in plan.answers))
    store.mail.take(named, "box")
    now = store.reader.touches.get(plan.answers[0].request_id)
    assert now is not None
    assert (now.outcome, now.answered_at) == (Outcome.AGREED, day(2))


def test_given_up_halfway_nothing_is_written(
    store: Store, people: tuple[Contact, Contact, Contact], tmp_path: Path
):
    _, plan = look(store, write_mbox(tmp_path / "box", *half_year()))
    before = store.reader.mail.facts(MORNING)

    def give_up(done: int, total: int) -> None:
        raise GivenUpError("enough")

    with pytest.raises(GivenUpError):
        store.mail.take(plan, "box", give_up)
    assert store.reader.mail.facts(MORNING) == before
