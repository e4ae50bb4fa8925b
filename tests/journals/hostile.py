"""Hostile text for everything that can be written: what terminals, markup and narrow columns stumble over."""

from datetime import datetime, timedelta

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.follow_ups import ReminderDraft
from iitui.domain.interviews import ChecklistItemDraft, InterviewDraft, Status
from iitui.domain.occupations import OccupationDraft, Standing
from iitui.domain.questions import Asked, QuestionDraft
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.domain.targets import TargetDraft
from iitui.domain.touches import Outcome, TouchDraft
from iitui.store.journal import Store

NAMES = [
    "first",
    "[/]",
    "third",
    "[red]x",
    "[@click=app.quit]x",
    "sixth",
    "[bold",
    "\\[/b]",
    "$accent[b]{x}",
    "👩🏽‍💻👨‍👩‍👧‍👦🏳️‍🌈 Ito",
    "محمد بن سلمان",
    "山田太郎ゔ",
    "Z̸̢̛a̴l̵g̶o",
    "W" * 300,
]
LONG = "[/] [red]long[/red] [@click=app.quit]note ‍👩🏽‍💻 山田 محمد\n" * 200

TEXT_COLUMNS = (
    ("contact", "name", "id"),
    ("contact", "role", "id"),
    ("organization", "name", "id"),
    ("organization", "notes", "id"),
    ("occupation", "name", "id"),
    ("occupation", "research", "id"),
    ("occupation", "standing_reason", "id"),
    ("contact_note", "text", "contact_id"),
    ("channel", "value", "id"),
    ("tag", "name", "id"),
    ("interview", "place", "id"),
    ("interview", "before", "id"),
    ("interview", "after", "id"),
    ("question", "text", "id"),
    ("plan_item", "answer", "id"),
    ("preparation", "text", "id"),
    ("touch", "text", "id"),
    ("takeaway", "text", "id"),
    ("reminder", "text", "id"),
    ("target", "source", "organization_id"),
    ("target", "tie", "organization_id"),
    ("act", "name", "id"),
)
"""Table, column and key of each text, for what no verb would let through."""


def write_hostile_text(store: Store, now: datetime) -> None:
    """Write hostile text into everything that the verbs take."""
    questions = [store.questions.add(QuestionDraft(text=f"{name} ?")).id for name in NAMES]
    referrer = ""
    for number, name in enumerate(NAMES):
        kept = store.occupations.keep(OccupationDraft(name=name, research=LONG))
        store.occupations.set_standing(kept.id, Standing.RULED_OUT, LONG)
        contact = store.contacts.add(
            ContactDraft(
                name=name,
                organization=name,
                role=name,
                channels=[
                    Channel(ChannelKind.EMAIL, f"{number}[/]@x.org", "[red]home"),
                    Channel(ChannelKind.URL, name),
                ],
                tags=[name[:30], "[/]"],
                source=name,
                referred_by=referrer,
                cadence_days=45,
                notes=LONG[:10_000],
            )
        ).id
        referrer = name
        store.organizations.research(name, LONG)
        store.targets.add(TargetDraft(organization=name, source=name, tie=name))
        store.touches.log(
            TouchDraft(
                contact_id=contact,
                at=now - timedelta(days=60 - number),
                text=name,
                is_request=True,
                outcome=Outcome.NO_REPLY,
            )
        )
        for days in (number + 1, -number - 1):
            interview = store.interviews.plan(
                InterviewDraft(
                    contact_id=contact,
                    start=now + timedelta(days=days),
                    zone="Asia/Tokyo",
                    place=name,
                    occupation=name,
                    before=LONG,
                    after=LONG,
                    travel_minutes=5,
                )
            ).id
            store.questions.pick(interview, questions)
            store.interviews.prepare(interview, ChecklistItemDraft(text=name))
            item = store.reader.questions.plan(interview)[0]
            store.questions.answer(item.id, LONG, state=Asked.ASKED, off_record=bool(number % 2))
            for kind in TakeawayKind:
                store.interviews.take_away(
                    TakeawayDraft(interview_id=interview, kind=kind, text=f"{name} {kind}")
                )
        if number % 2:
            store.interviews.mark([interview], Status.HELD)
        store.follow_ups.remind(ReminderDraft(text=name, due_at=now, zone="UTC", contact_id=contact))
