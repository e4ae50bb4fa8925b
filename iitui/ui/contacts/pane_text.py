"""What the pane of a contact says, section by section."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from iitui.domain.contacts import Cadence, ChannelKind, Contact
from iitui.domain.dates.calendar import say_ago, say_due
from iitui.domain.follow_ups import FollowUp
from iitui.domain.interview_results import InterviewResult
from iitui.domain.interviews import Interview
from iitui.domain.links import checked_url
from iitui.domain.news import ContactNews
from iitui.domain.referrals import ReferralTree
from iitui.domain.takeaways import Takeaway
from iitui.domain.text import clean_line
from iitui.domain.touches import Touch
from iitui.ui.contacts.timeline import paragraph_heading, timeline
from iitui.ui.follow_ups.wording import DUE_COLORS
from iitui.ui.interviews.referrals import branch, say_circle
from iitui.ui.interviews.wording import say_permission, say_stage, short_permission
from iitui.ui.kit.text.links import linked
from iitui.ui.kit.text.paragraphs import Paragraph, plain, shortened
from iitui.ui.kit.theme import QUIET

LABEL = 14
"""The width of the labels, in cells."""

MOST_NAMED = 60
"""How many of those whom a contact named are shown, the names that these gave included."""

MOST_PATH = 6
"""How many names of those who led to a contact are shown."""

_KINDS = {ChannelKind.EMAIL: "email", ChannelKind.PHONE: "phone", ChannelKind.URL: "web"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetail:
    """Everything about a contact.

    Attributes:
        touches: newest first, up to a limit.
        interviews: latest first.
        results: what the latest of them gave.
        referrals: the contact in the tree of referrals.
        owed: worst first.
        cadence: how often to keep in touch, and why.
        news: what files say differently, and where they worked before.
    """

    contact: Contact
    touches: tuple[Touch, ...]
    interviews: tuple[Interview, ...]
    results: tuple[InterviewResult, ...]
    takeaways: tuple[Takeaway, ...]
    referrals: ReferralTree
    owed: tuple[FollowUp, ...]
    cadence: Cadence
    news: ContactNews
    now: datetime
    zone: ZoneInfo


def paragraphs_of(detail: ContactDetail, longest: int | None) -> list[Paragraph]:
    """Return the text of the pane.

    Args:
        detail: everything about the contact.
        longest: how many characters to show of a long text; None for all.
    """
    return [
        *_head(detail.contact),
        *_news(detail),
        *_owed(detail),
        *_facts(detail, longest),
        *_research(detail.contact, longest),
        *timeline(
            detail.touches,
            detail.interviews,
            detail.takeaways,
            detail.results,
            detail.news.former,
            now=detail.now,
            zone=detail.zone,
            longest=longest,
        ),
        *_tree(detail),
    ]


def _head(contact: Contact) -> Iterator[Paragraph]:
    yield Paragraph(Content.styled(plain(contact.name), "bold"))
    where = [plain(part) for part in (contact.role, contact.organization) if part]
    level = f" ({contact.level.value})" if contact.level else ""
    if where or level:
        yield Paragraph(Content.assemble(", ".join(where), (level if where else level.strip(), QUIET)))
    yield Paragraph(
        Content.assemble(
            say_stage(contact.stage), (" · archived", "$text-warning") if contact.archived else ""
        )
    )


def _news(detail: ContactDetail) -> Iterator[Paragraph]:
    """Say what files say differently, and whether that is a reason to write."""
    if not (detail.news.news or detail.news.reasons):
        return
    yield from paragraph_heading("News")
    for news in detail.news.news:
        key = (f"  {clean_line(news.source)}; press F to use it", QUIET)
        yield Paragraph(Content.assemble(plain(news.in_words), key), Content.styled("●", "$text-success"), 2)
    for reason in detail.news.reasons:
        words = Content.assemble(f"A reason to write: {plain(reason.news_in_words)}", ("  w writes", QUIET))
        yield Paragraph(words, Content.styled("●", "$text-success"), 2)


def _owed(detail: ContactDetail) -> Iterator[Paragraph]:
    if not detail.owed:
        return
    yield from paragraph_heading("Owed")
    for one in detail.owed:
        style = DUE_COLORS.get(one.state, QUIET)
        due = say_due(one.due, detail.now, detail.zone)
        body = Content.assemble(plain(one.beside_name), "  ", (due, style))
        yield Paragraph(body, Content.styled("●", style), 2)


def _facts(detail: ContactDetail, longest: int | None) -> Iterator[Paragraph]:
    contact = detail.contact
    facts: list[tuple[str, Content]] = []
    if contact.source:
        facts.append(("How we met", Content(plain(contact.source))))
    if contact.referred_by:
        may = say_permission(contact.name_permission)
        through = Content.assemble(plain(contact.referred_by), ": ", (may.text, may.style))
        facts.append(("Through", through))
    if path := _path(detail):
        facts.append(("Path", path))
    for channel in contact.channels:
        label = f"  {clean_line(channel.label)}" if channel.label else ""
        value = linked(plain(channel.value), checked_url(channel.value))
        facts.append((_KINDS[channel.kind], Content.assemble(value, (label, QUIET))))
    if contact.tags:
        facts.append(("Tags", Content(plain(" ".join(f"#{tag}" for tag in contact.tags)))))
    touched = say_ago(contact.last_touch, detail.now) if contact.last_touch else "never"
    facts.append(("Last touch", Content(touched)))
    if keep := _say_cadence(contact, detail.cadence):
        facts.append(("Keep in touch", keep))
    if contact.notes:
        facts.append(("Notes", shortened(contact.notes, longest)))
    yield Paragraph(Content(""))
    for label, body in facts:
        yield Paragraph(body, Content.styled(label, QUIET), LABEL)


def _say_cadence(contact: Contact, cadence: Cadence) -> Content | None:
    """How often to keep in touch, and why; None if nothing says anything about it."""
    if not cadence.days:
        return None if contact.cadence_days is None else Content("never, as you said")
    span = "day" if cadence.days == 1 else f"{cadence.days} days"
    why = f"by the tag {plain(cadence.tag)}" if cadence.tag else "as you said"
    return Content.assemble(f"every {span}", (f", {why}", QUIET))


def _research(contact: Contact, longest: int | None) -> Iterator[Paragraph]:
    if contact.organization_notes:
        yield from paragraph_heading(f"About {plain(contact.organization)}")
        yield Paragraph(shortened(contact.organization_notes, longest))


def _path(detail: ContactDetail) -> Content | None:
    """Who led to the contact, from the first; None where the referrer says it all."""
    tree, contact_id = detail.referrals, detail.contact.id
    if contact_id not in tree.people:
        return None
    names = [plain(tree.people[above].name) for above in tree.path(contact_id)[:-1]]
    circle = say_circle(tree, tree.path(contact_id)[0])
    if len(names) < 2 and not circle:
        return None
    if len(names) > MOST_PATH:
        names = [names[0], f"… {len(names) - MOST_PATH + 1} more …", *names[2 - MOST_PATH :]]
    return Content.assemble(" › ".join(names), (circle, "$text-warning"))


def _tree(detail: ContactDetail) -> Iterator[Paragraph]:
    tree, top = detail.referrals, detail.contact.id
    below = tree.below(top) if top in tree.people else []
    if not below:
        return
    counts = tree.counts[top]
    words = f"{counts.asked} asked, {counts.agreed} agreed, {counts.met} met"
    yield from paragraph_heading(f"Referred you to: {counts.named}, {words}")
    for contact_id in below[:MOST_NAMED]:
        person = tree.people[contact_id]
        may = short_permission(person.permission)
        lines = branch(tree, contact_id, tree.depths[top])
        body = Content.assemble(
            plain(person.name), "  ", say_stage(person.stage), ("  use name? ", QUIET), (may.text, may.style)
        )
        yield Paragraph(body, Content.styled(lines, QUIET), len(lines))
    if len(below) > MOST_NAMED:
        yield Paragraph(Content.styled(f"… and {len(below) - MOST_NAMED} more; press t to see all", QUIET))
