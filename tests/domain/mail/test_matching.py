"""What the messages of a mailbox mean for the journal."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from iitui.domain.mail.matching import NOT_DELIVERED, MailMatcher, MailOptions
from iitui.domain.mail.messages import MailAddress, MailMessage, MailPlace
from iitui.domain.mail.plan import KnownMail, MailContact, MailFacts, MailPlan, MailStranger, OwedThanks
from iitui.domain.touches import Direction, TouchKind

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
DANA = MailContact(id=1, name="Dana Ito", addresses=("dana@beaumont.example", "Dana.Ito@home.example"))
BO = MailContact(id=2, name="Bo Marsh", addresses=("bo@works.example",))
ME = "me@example.org"


def mail(
    message_id: str,
    sender: str = "dana@beaumont.example",
    *to: str,
    at: datetime | None = NOW - timedelta(days=30),
    number: int = 1,
    **more,
) -> MailMessage:
    return MailMessage(
        place=MailPlace("box", number),
        message_id=message_id,
        at=at,
        senders=(MailAddress(sender, more.pop("name", "")),),
        to=tuple(MailAddress(each) for each in (to or (ME,))),
        subject=more.pop("subject", "A word"),
        **more,
    )


def known(number: int, message_id: str = "", **more) -> KnownMail:
    fields = {
        "contact_id": 1, "at": NOW - timedelta(days=30), "direction": Direction.OUT, "is_mail": True,
        "is_open": False,
    }  # fmt: skip
    return KnownMail(id=number, message_id=message_id, **{**fields, **more})


def plan(
    *messages: MailMessage,
    touches: Sequence[KnownMail] = (),
    thanks: Sequence[OwedThanks] = (),
    options: MailOptions | None = None,
    additions: Sequence[MailStranger] = (),
    own: Sequence[str] = (ME, "Me@Work.example"),
) -> MailPlan:
    facts = MailFacts(contacts=[DANA, BO], touches=touches, thanks=thanks)
    matcher = MailMatcher(facts, own, NOW, options=options, additions=additions)
    for message in messages:
        matcher.take(message)
    return matcher.plan()


def drafts(made: MailPlan) -> list[tuple[int, str, str]]:
    return [
        (each.draft.contact_id, each.draft.direction.value, each.draft.message_id) for each in made.touches
    ]


def test_only_messages_between_me_and_a_contact_are_touches():
    made = plan(
        mail("in"),
        mail("out", "ME@WORK.example", "dana.ito@HOME.example"),
        mail("strangers", "dana@beaumont.example", "bo@works.example"),
        mail("to myself", ME, ME),
        mail("to a stranger", ME, "x@y.example"),
        mail("copied", "bo@works.example", "x@y.example", cc=(MailAddress(ME),)),
        mail("blind", "bo@works.example", "x@y.example", delivered_to=(ME,)),
        mail("draft", ME, "bo@works.example", is_draft=True),
    )
    assert sorted(drafts(made)) == [
        (1, "in", "in"),
        (1, "out", "out"),
        (2, "in", "blind"),
        (2, "in", "copied"),
    ]
    assert made.read == 8
    assert {each.draft.kind for each in made.touches} == {TouchKind.MAIL}
    assert {each.draft.subject for each in made.touches} == {"A word"}
    assert {each.draft.text for each in made.touches} == {""}


def test_a_message_to_two_contacts_is_a_touch_with_each():
    made = plan(mail("both", ME, "dana@beaumont.example", "Dana.Ito@home.example", "bo@works.example"))
    assert sorted(drafts(made)) == [(1, "out", "both"), (2, "out", "both")]


def test_an_address_that_is_mine_is_no_contact():
    assert drafts(plan(mail("a", ME, "bo@works.example"), own=[ME, "bo@works.example"])) == []


def test_what_the_journal_knows_and_what_comes_twice_is_not_doubled():
    made = plan(mail("a"), mail("b"), mail("b", number=2), touches=[known(7, "a")])
    assert drafts(made) == [(1, "in", "b")]
    assert made.unchanged == 2


@pytest.mark.parametrize(
    ("more", "reason", "options"),
    [
        ({"is_from_list": True}, "from a mailing list", MailOptions(takes_lists=True)),
        ({"cc": tuple(MailAddress(f"p{n}@x.example") for n in range(11))}, "to many people",
         MailOptions(takes_everybody=True)),
    ],
)  # fmt: skip
def test_lists_and_messages_to_many_make_no_touch_unless_wanted(more, reason: str, options: MailOptions):
    message = mail("a", **more)
    assert drafts(plan(message)) == []
    assert plan(message).left_out == {reason: 1}
    assert drafts(plan(message, options=options)) == [(1, "in", "a")]


def test_a_message_to_ten_people_makes_touches_and_one_to_forty_none():
    ten = [f"p{number}@x.example" for number in range(9)]
    assert drafts(plan(mail("a", ME, "bo@works.example", *ten))) == [(2, "out", "a")]
    forty = [f"p{number}@x.example" for number in range(39)]
    assert drafts(plan(mail("a", ME, "bo@works.example", *forty))) == []


def test_what_a_program_wrote_is_neither_a_touch_nor_an_answer():
    made = plan(
        mail("away", is_automatic=True, references=("request",)), touches=[known(7, "request", is_open=True)]
    )
    assert (drafts(made), made.answers) == ([], ())
    assert made.left_out == {"sent automatically": 1}


@pytest.mark.parametrize(
    ("at", "received", "expected"),
    [
        (NOW - timedelta(days=1), None, NOW - timedelta(days=1)),
        (NOW + timedelta(hours=3), None, NOW),
        (NOW + timedelta(days=2), NOW - timedelta(days=4), NOW - timedelta(days=4)),
        (None, NOW - timedelta(days=4), NOW - timedelta(days=4)),
        (datetime(1970, 1, 1, tzinfo=UTC), NOW - timedelta(days=4), NOW - timedelta(days=4)),
        (None, None, "its date can't be read"),
        (NOW + timedelta(days=400), None, "it is dated in the future"),
        (datetime(1980, 1, 1, tzinfo=UTC), None, "its date is from a clock that was never set"),
    ],
)
def test_the_time_of_a_touch(at: datetime | None, received: datetime | None, expected: datetime | str):
    made = plan(mail("a", at=at, received_at=received, number=9))
    if isinstance(expected, str):
        assert made.touches == ()
        assert [(each.place.where, each.why) for each in made.problems] == [("message 9", expected)]
    else:
        assert [each.draft.at for each in made.touches] == [expected]


def test_the_first_reply_in_the_thread_of_a_request_is_its_answer():
    asked = NOW - timedelta(days=30)
    made = plan(
        mail("late", references=("x", "request"), at=asked + timedelta(days=5)),
        mail("first", references=("request",), at=asked + timedelta(days=2), subject="Re: Asking"),
        mail("of bo", "bo@works.example", references=("request",), at=asked + timedelta(days=1)),
        mail("mine", ME, "dana@beaumont.example", references=("request",), at=asked + timedelta(days=1)),
        touches=[known(7, "request", is_open=True), known(8, "other", is_open=True)],
    )
    (answer,) = made.answers
    assert (answer.request_id, answer.who, answer.subject) == (7, "Dana Ito", "Re: Asking")
    assert answer.answered_at == asked + timedelta(days=2)


def test_a_request_logged_by_hand_becomes_its_message_and_gets_its_answer():
    asked = NOW - timedelta(days=30)
    made = plan(
        mail("sent", ME, "dana@beaumont.example", at=asked - timedelta(hours=3), subject="Twenty minutes"),
        mail("second", ME, "dana@beaumont.example", at=asked - timedelta(hours=9)),
        mail("reply", references=("sent",), at=asked + timedelta(days=2)),
        touches=[known(7, is_open=True)],
    )
    assert [(each.draft.message_id, each.adopts) for each in made.touches] == [
        ("second", None), ("sent", 7), ("reply", None)
    ]  # fmt: skip
    assert (made.added, made.adopted) == (2, 1)
    assert [each.request_id for each in made.answers] == [7]


@pytest.mark.parametrize(
    ("more", "adopts"),
    [
        ({}, 7),
        ({"direction": Direction.IN}, None),
        ({"contact_id": 2}, None),
        ({"is_mail": False}, None),
        ({"message_id": "other"}, None),
        ({"at": NOW - timedelta(days=31)}, 7),
        ({"at": NOW - timedelta(days=31, seconds=1)}, None),
    ],
)
def test_a_touch_is_a_message_only_with_the_same_person_direction_and_day(more, adopts: int | None):
    made = plan(mail("sent", ME, "dana@beaumont.example"), touches=[known(7, **more)])
    assert [each.adopts for each in made.touches] == [adopts]


def test_the_first_message_after_an_interview_is_offered_as_its_thank_you():
    first, second = NOW - timedelta(days=40), NOW - timedelta(days=20)
    owed = [
        OwedThanks(interview_id=4, contact_id=1, ended_at=first),
        OwedThanks(interview_id=5, contact_id=1, ended_at=second),
        OwedThanks(interview_id=6, contact_id=2, ended_at=second),
    ]
    made = plan(
        mail("before", ME, "dana@beaumont.example", at=first - timedelta(seconds=1)),
        mail("theirs", at=first + timedelta(hours=1)),
        mail("thanks 5b", ME, "dana@beaumont.example", at=second + timedelta(days=1)),
        mail("thanks 5", ME, "dana@beaumont.example", at=second),
        mail("thanks 4", ME, "dana@beaumont.example", at=second - timedelta(seconds=1)),
        thanks=owed,
    )
    assert sorted((each.interview_id, each.message_id) for each in made.thanks) == [
        (4, "thanks 4"), (5, "thanks 5")
    ]  # fmt: skip


def test_a_delivery_failure_is_said_until_there_is_a_later_touch():
    failure = mail(
        "failed", "mailer-daemon@x.example", references=("sent",), is_delivery_failure=True,
        failed_recipients=("DANA@beaumont.example", "x@y.example"), subject="Undelivered",
    )  # fmt: skip
    sent = mail("sent", ME, "dana@beaumont.example", at=NOW - timedelta(days=30, minutes=1))
    made = plan(sent, failure)
    assert [(each.who, each.address, each.subject) for each in made.failures] == [
        ("Dana Ito", "DANA@beaumont.example", "Undelivered")
    ]
    assert [each.draft.text for each in made.touches] == [NOT_DELIVERED]
    assert made.strangers == ()
    later = mail("again", ME, "dana.ito@home.example", at=NOW - timedelta(days=29))
    assert plan(sent, failure, later).failures == ()


def test_who_wrote_and_is_no_contact_is_named_newest_first():
    day = timedelta(days=1)
    made = plan(
        mail("a", "ueda@x.example", at=NOW - 9 * day, name="Ueda, Keziah", subject="First"),
        mail("b", "UEDA@x.example", at=NOW - 3 * day, subject="Last"),
        mail("c", "eleni@x.example", at=NOW - 2 * day, name="Eleni Petrov"),
        mail("d", "no-reply@x.example"),
        mail("e", "list@x.example", is_from_list=True),
        mail("f", "robot@x.example", is_automatic=True),
        mail("g", "x@y.example", "not me@z.example"),
        mail("h", "jobs-noreply@x.example"),
    )
    assert [(each.address, each.messages, each.subject) for each in made.strangers] == [
        ("eleni@x.example", 1, "A word"), ("UEDA@x.example", 2, "Last")
    ]  # fmt: skip
    assert [each.draft.name for each in made.strangers] == ["Eleni Petrov", "Keziah Ueda"]
    again = plan(mail("a", "ueda@x.example"), mail("c", "eleni@x.example"), additions=made.strangers[1:])
    assert drafts(again) == [(-1, "in", "a")]
    assert [(number, each.name) for number, each in again.additions.items()] == [(-1, "Keziah Ueda")]
    assert [each.address for each in again.strangers] == ["eleni@x.example"]


def test_what_was_not_chosen_is_left_out():
    made = plan(mail("a"), mail("b", "bo@works.example"))
    chosen = made.only({made.touches[0].key})
    assert [each.draft.message_id for each in chosen.touches] == ["a"]
    assert chosen.read == 2
