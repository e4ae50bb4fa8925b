"""Verbs about contacts: people, their channels and tags, and what passed between us."""

from collections.abc import Sequence

from sqlmodel import select

from iitui.domain.checks import check_contact, check_text, check_touch
from iitui.domain.drafts import Channel, ContactDraft, TouchDraft
from iitui.domain.errors import NotFoundError
from iitui.domain.text import fold
from iitui.domain.values import Contact, Touch
from iitui.store.tables import (
    ChannelRow,
    ContactNote,
    ContactRecord,
    ContactTag,
    OrganizationRow,
    OriginKey,
    TagRow,
    TouchRow,
)
from iitui.store.unit import Work
from iitui.store.verbs.rows import (
    Verbs,
    contact_named,
    drop_unused_organization,
    find,
    numbered,
    organization_named,
    several,
)


class ContactVerbs(Verbs):
    """What can be done with contacts."""

    def add(self, draft: ContactDraft) -> Contact:
        """Add a contact.

        Raises:
            BadInputError: words per field.
            AmbiguousError: several contacts bear the referrer's name.
        """
        checked = check_contact(draft)
        with self._units.act(f"Added {checked.name}") as work:
            return whole(work, add_contact(work, checked))

    def edit(self, contact_id: int, draft: ContactDraft) -> Contact:
        """Make a contact what the draft says.

        Raises:
            BadInputError, AmbiguousError: as `add`.
            NotFoundError: there is no such contact.
        """
        checked = check_contact(draft)
        with self._units.act(f"Changed {checked.name}") as work:
            row = find(work, ContactRecord, contact_id, "contact")
            before = row.organization_id
            _fill(work, row, checked)
            work.session.add(row)
            set_channels(work, contact_id, checked.channels)
            set_tags(work, contact_id, checked.tags)
            set_notes(work, contact_id, checked.notes)
            drop_unused_organization(work, before)
            return whole(work, contact_id)

    def archive(self, contact_ids: Sequence[int], *, archived: bool = True) -> None:
        """Put contacts away, out of the list, or bring them back.

        Raises:
            NotFoundError: one of them does not exist; none is changed.
        """
        with self._units.act("") as work:
            rows = [find(work, ContactRecord, contact_id, "contact") for contact_id in contact_ids]
            for row in rows:
                row.archived = archived
                work.session.add(row)
            work.name = f"{'Archived' if archived else 'Brought back'} {_who(rows)}"

    def delete(self, contact_ids: Sequence[int]) -> None:
        """Delete contacts with everything that hangs on them.

        Raises:
            NotFoundError: one of them does not exist; none is deleted.
        """
        with self._units.act("") as work:
            rows = [find(work, ContactRecord, contact_id, "contact") for contact_id in contact_ids]
            work.name = f"Deleted {_who(rows)}"
            organizations = {row.organization_id for row in rows}
            for row in rows:
                work.session.delete(row)
            for organization_id in organizations:
                drop_unused_organization(work, organization_id)

    def log(self, draft: TouchDraft) -> Touch:
        """Note a touch.

        Raises:
            BadInputError: words per field.
            NotFoundError: there is no such contact.
        """
        checked = check_touch(draft)
        with self._units.act("") as work:
            contact = find(work, ContactRecord, checked.contact_id, "contact")
            what = "request" if checked.is_request else checked.kind.value
            work.name = f"Noted a {what} {'to' if checked.direction == 'out' else 'from'} {contact.name}"
            row = TouchRow.model_validate(
                {
                    "contact_id": checked.contact_id,
                    "at": checked.at,
                    "kind": checked.kind,
                    "direction": checked.direction,
                    "text": checked.text,
                    "is_request": checked.is_request,
                    "outcome": checked.outcome,
                    "ask_again_at": checked.ask_again_at,
                }
            )
            work.session.add(row)
            work.session.flush()
            return next(t for t in work.glance.contacts.touches(checked.contact_id, 1000) if t.id == row.id)

    def research(self, organization: str, notes: str) -> None:
        """Keep what was researched about an organization; it is made if new.

        Raises:
            BadInputError: the notes are too long.
        """
        cleaned = check_text("notes", notes, "The research")
        with self._units.act(f"Research on {organization}") as work:
            number = organization_named(work, organization)
            if number is None:
                raise NotFoundError("There is no organization without a name.")
            row = find(work, OrganizationRow, number, "organization")
            row.notes = cleaned
            work.session.add(row)


def whole(work: Work, contact_id: int) -> Contact:
    """Return a contact as the act under way has made it."""
    work.session.flush()
    contact = work.glance.contacts.get(contact_id, work.now)
    if contact is None:
        raise NotFoundError(f"There is no contact {contact_id}.")
    return contact


def add_contact(work: Work, draft: ContactDraft) -> int:
    """Write a contact from a checked draft and return its number."""
    row = ContactRecord.model_validate(
        {
            "name": draft.name,
            "sort_key": fold(draft.name),
            "name_permission": draft.name_permission,
            "created_at": work.now,
        }
    )
    _fill(work, row, draft)
    work.session.add(row)
    work.session.flush()
    contact_id = numbered(row.id)
    set_channels(work, contact_id, draft.channels)
    set_tags(work, contact_id, draft.tags)
    set_notes(work, contact_id, draft.notes)
    for key in draft.origin_keys:
        work.session.add(OriginKey.model_validate({"contact_id": contact_id, "key": key}))
    work.session.flush()
    return contact_id


def _fill(work: Work, row: ContactRecord, draft: ContactDraft) -> None:
    row.name = draft.name
    row.sort_key = fold(draft.name)
    row.organization_id = organization_named(work, draft.organization)
    row.role = draft.role
    row.level = draft.level
    row.source = draft.source
    row.referred_by_id = contact_named(work, draft.referred_by)
    row.name_permission = draft.name_permission
    row.cadence_days = draft.cadence_days


def set_channels(work: Work, contact_id: int, channels: Sequence[Channel]) -> None:
    """Make a contact's channels these, in this order; rows that stay the same are not touched."""
    rows = work.session.exec(
        select(ChannelRow).where(ChannelRow.contact_id == contact_id).order_by("position", "id")
    ).all()
    for row in rows[len(channels) :]:
        work.session.delete(row)
    for position, channel in enumerate(channels):
        fields = {
            "contact_id": contact_id,
            "kind": channel.kind,
            "value": channel.value,
            "label": channel.label,
            "position": position,
        }
        if position < len(rows):
            work.session.add(rows[position].sqlmodel_update(fields))
        else:
            work.session.add(ChannelRow.model_validate(fields))


def set_tags(work: Work, contact_id: int, tags: Sequence[str]) -> None:
    """Make a contact's tags these; a tag that nobody bears any more is forgotten."""
    wanted = {fold(tag): tag for tag in tags}
    links = work.session.exec(select(ContactTag).where(ContactTag.contact_id == contact_id)).all()
    for link in links:
        tag = find(work, TagRow, link.tag_id, "tag")
        if wanted.pop(tag.name_key, None) is not None:
            continue
        work.session.delete(link)
        work.session.flush()
        if work.session.exec(select(ContactTag.id).where(ContactTag.tag_id == tag.id)).first() is None:
            work.session.delete(tag)
    for key, name in wanted.items():
        row = work.session.exec(select(TagRow).where(TagRow.name_key == key)).first()
        if row is None:
            row = TagRow.model_validate({"name": name, "name_key": key})
            work.session.add(row)
            work.session.flush()
        work.session.add(ContactTag.model_validate({"contact_id": contact_id, "tag_id": numbered(row.id)}))


def set_notes(work: Work, contact_id: int, text: str) -> None:
    """Make a contact's notes this text."""
    row = work.session.get(ContactNote, contact_id)
    if row is None and text:
        work.session.add(ContactNote.model_validate({"contact_id": contact_id, "text": text}))
    elif row is not None and not text:
        work.session.delete(row)
    elif row is not None:
        row.text = text
        work.session.add(row)


def _who(rows: Sequence[ContactRecord]) -> str:
    return rows[0].name if len(rows) == 1 else several(len(rows), "contact")
