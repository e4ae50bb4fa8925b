"""What letters are filled from, read from a journal."""

from datetime import timedelta
from pathlib import Path

from iitui.domain.contacts import NamePermission, Stage
from iitui.domain.debriefs import DebriefDraft
from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.interview_results import Debrief
from iitui.domain.interviews import Medium, Status
from iitui.domain.letters.facts import EarlierMail, LetterAbout, LetterFacts, Sender, values_of
from iitui.domain.letters.kinds import LetterKind
from iitui.domain.letters.templates import fill, order_templates
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.domain.touches import Outcome, TouchDraft
from iitui.store.journal import Store
from iitui.store.letters.templates import load_templates
from tests.builders import contact, interview
from tests.clock import MORNING, ZONE
from tests.ui.letters.steps import ADVICE, ANSWER, SECRET, held, person


def facts(store: Store, contact_id: int, **about) -> LetterFacts:
    found = store.reader.letters.facts(contact_id, MORNING, LetterAbout(**about))
    assert found is not None
    return found


def take_away(store: Store, interview_id: int, kind: TakeawayKind, text: str) -> int:
    return store.interviews.take_away(TakeawayDraft(interview_id=interview_id, kind=kind, text=text))


def test_of_somebody_new_next_to_nothing_is_known(store: Store):
    found = facts(store, contact(store, "Dana").id)
    assert (found.interview, found.requested_at, found.mail) == (None, None, None)
    assert (found.occupation, found.zone, found.noted, found.named) == ("", "", (), ())
    assert store.reader.letters.facts(99, MORNING) is None


def test_what_was_noted_may_be_quoted_unless_it_is_off_the_record_or_ones_own(store: Store):
    dana = person(store)
    one = held(store, dana, days=200)
    take_away(store, one.id, TakeawayKind.PROMISE_MINE, "Send the list")
    debrief = Debrief(news="Paper is gone", disliked="The noise", about_me="I am slow")
    store.debriefs.write(one.id, DebriefDraft(debrief=debrief), seen=store.reader.debriefs.record(one.id))
    found = facts(store, dana.id)
    assert [one.text for one in found.noted] == [ADVICE, ANSWER, "Paper is gone"]
    assert SECRET not in str(found)
    assert [one.is_theirs for one in found.noted] == [True, True, False]
    assert found.noted[0].opening == "I wrote down your advice:"
    assert (found.occupation, found.advice) == ("Informatics", (ADVICE,))


def test_a_letter_is_about_the_latest_interview_that_took_place_unless_another_is_named(store: Store):
    dana = person(store)
    first = interview(store, dana.id, MORNING - timedelta(days=9), "Europe/London")
    second = interview(store, dana.id, MORNING - timedelta(days=2), "Asia/Tokyo")
    missed = interview(store, dana.id, MORNING - timedelta(days=1))
    interview(store, dana.id, MORNING + timedelta(days=3), "America/Denver")
    store.interviews.mark([missed.id], Status.MISSED)

    def about(**said) -> int:
        interview = facts(store, dana.id, **said).interview
        assert interview is not None
        return interview.id

    assert about() == second.id
    assert about(interview_id=first.id) == first.id
    assert about(follow_up=FollowUpId(Kind.THANK_YOU, first.id)) == first.id
    assert facts(store, dana.id, interview_id=99).interview is None
    assert facts(store, dana.id).zone == "America/Denver", "that of the latest interview, planned or not"


def test_the_only_occupation_that_is_explored_is_what_a_request_is_about(store: Store):
    dana = person(store)
    held(store, person(store, "Bo Lind"))
    assert facts(store, dana.id).occupation == "Informatics"
    interview(store, dana.id, MORNING + timedelta(days=3), occupation="Nursing")
    assert facts(store, dana.id).occupation == "", "two are explored, and it was not held"


def test_the_latest_mail_with_a_subject_is_what_a_reply_answers(store: Store):
    dana = person(store)

    def touch(days: int, **fields) -> None:
        store.touches.log(TouchDraft(contact_id=dana.id, at=MORNING - timedelta(days=days), **fields))

    touch(9, subject="Twenty minutes?", message_id="a@b", is_request=True, outcome=Outcome.NO_REPLY)
    touch(8, text="no subject")
    found = facts(store, dana.id)
    assert found.mail == EarlierMail("Twenty minutes?", "a@b")
    assert found.requested_at == MORNING - timedelta(days=9)
    touch(7, subject="Re: Twenty minutes?", message_id="c@d")
    assert facts(store, dana.id).mail == EarlierMail("Re: Twenty minutes?", "c@d")


def test_names_news_and_promises(store: Store):
    dana = person(store)
    one = held(store, dana, days=200)
    first = take_away(store, one.id, TakeawayKind.PROMISE_THEIRS, "The paper")
    take_away(store, one.id, TakeawayKind.PROMISE_THEIRS, "An introduction")
    take_away(store, one.id, TakeawayKind.NAME, "Somebody  at the board")
    kim = contact(store, "Kim", referred_by="Dana Ito", name_permission=NamePermission.YES)
    contact(store, "Lou", referred_by="Dana Ito")
    bo = contact(store, "Bo", referred_by="Dana Ito")
    interview(store, kim.id, MORNING + timedelta(days=1))
    store.touches.log(
        TouchDraft(
            contact_id=bo.id, at=MORNING - timedelta(days=1), is_request=True, outcome=Outcome.NO_REPLY
        )
    )
    found = facts(store, dana.id)
    assert found.names == ("Somebody at the board",)
    assert found.names_asked == ()
    assert found.promises == ("An introduction", "The paper")
    assert [(one.name, one.stage) for one in found.named] == [("Kim", Stage.PLANNED), ("Bo", Stage.ASKED)]
    about = facts(store, dana.id, follow_up=FollowUpId(Kind.TELL_THE_REFERRER, bo.id))
    assert about.named[0].name == "Bo"
    promise = facts(store, dana.id, follow_up=FollowUpId(Kind.INTRODUCTION, first))
    assert promise.promises[0] == "The paper"
    assert promise.interview == store.reader.interviews.get(one.id)


def test_whom_of_those_named_the_user_has_been_in_touch_with(store: Store):
    one = held(store, person(store))
    people = [contact(store, name) for name in ("Kim", "Lou", "Bo")]
    for each in people:
        store.interviews.take_away(
            TakeawayDraft(interview_id=one.id, kind=TakeawayKind.NAME, text=each.name, person_id=each.id)
        )
    take_away(store, one.id, TakeawayKind.NAME, "Somebody at the board")
    interview(store, people[0].id, MORNING + timedelta(days=1))
    store.touches.log(TouchDraft(contact_id=people[2].id, at=MORNING, is_request=True))
    found = facts(store, one.contact_id)
    assert found.names == ("Kim", "Lou", "Bo", "Somebody at the board")
    assert found.names_asked == ("Kim", "Bo")


def test_a_confirmation_is_about_the_interview_to_come_by_the_clocks_of_who_gets_it(store: Store):
    dana = person(store)
    interview(store, dana.id, MORNING - timedelta(days=2))
    second = interview(store, dana.id, MORNING + timedelta(days=5), "America/Los_Angeles")
    first = interview(store, dana.id, MORNING + timedelta(days=1), medium=Medium.IN_PERSON, place="Café Zoë")
    sender = Sender(name="Ann Wu", about="", ask_minutes=20, block_minutes=30, zone=ZONE)
    template = load_templates(Path("nowhere")).templates

    def body(**about) -> str:
        known = facts(store, dana.id, **about)
        (confirmation,) = order_templates(template, LetterKind.CONFIRMATION, set())
        return fill(confirmation, values_of(known, sender, MORNING)).body

    assert facts(store, dana.id).coming == first
    assert "with you tomorrow at 10:00 AM, for 20 minutes, at Café Zoë." in body()
    assert "If anything has changed, just let me know." in body()
    later = body(follow_up=FollowUpId(Kind.CONFIRM, second.id))
    assert "with you on Monday, September 21 at 7:00 AM your time (10:00 AM my time), for 20 minutes" in later
    store.interviews.mark([first.id, second.id], Status.CANCELLED)
    assert facts(store, dana.id).coming is None
    assert "[the day you'll talk] at [the time, with the time zone]" in body()
