"""Writes many contacts at once, with plain SQL, because an import may have tens of thousands.

The drafts have been checked before. The triggers of the schema record the images for undo, as for any act.
"""

from collections.abc import Iterable

from iitui.domain.contacts import Channel, ContactDraft
from iitui.domain.identity.actions import ImportAction, append_notes
from iitui.domain.identity.differences import ComparedField, ImportDifference
from iitui.domain.identity.matching import Additions
from iitui.domain.identity.organizations import OrganizationStep
from iitui.domain.identity.uids import new_uid
from iitui.domain.text import fold
from iitui.store.row_reader import seconds
from iitui.store.transaction.unit_of_work import Transaction


class BulkWriter:
    """Writes contacts within one act; caches the IDs of organizations and tags.

    Attributes:
        left: the IDs of the organizations that contacts left, which may have nobody any more.
    """

    def __init__(self, transaction: Transaction) -> None:
        transaction.session.flush()
        transaction.session.expire_all()
        self._connection = transaction.connection
        self._now = transaction.now
        self.left: set[int] = set()
        self._organizations = self._known("organization")
        self._tags = self._known("tag")

    def _known(self, table: str) -> dict[str, int]:
        return dict(self._connection.execute(f"SELECT name_key, id FROM {table}"))

    def add(self, draft: ContactDraft) -> int:
        """Write a new contact, without its referrer, and return its ID."""
        contact_id = self._insert(
            "INSERT INTO contact (name, sort_key, organization_id, role, level, source, name_permission,"
            " cadence_days, archived, created_at, uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
            draft.name,
            fold(draft.name),
            self._organization(draft.organization),
            draft.role,
            None if draft.level is None else draft.level.value,
            draft.source,
            draft.name_permission.value,
            draft.cadence_days,
            seconds(self._now),
            new_uid(self._now),
        )
        self._add_channels(contact_id, draft.channels, 0)
        self._add_tags(contact_id, draft.tags)
        if draft.notes:
            self._insert("INSERT INTO contact_note (contact_id, text) VALUES (?, ?)", contact_id, draft.notes)
        self._add_keys(contact_id, draft.origin_keys)
        return contact_id

    def bring(self, contact_id: int, additions: Additions) -> None:
        """Add to a contact what it does not have yet, and replace what the user said."""
        if any(difference.field is not ComparedField.NAME for difference in additions.replaced):
            self._keep_position(contact_id)
        for difference in additions.replaced:
            self._replace(contact_id, difference)
        if additions.organization or additions.role or additions.source:
            self._connection.execute(
                "UPDATE contact SET organization_id = coalesce(organization_id, ?),"
                " role = CASE role WHEN '' THEN ? ELSE role END,"
                " source = CASE source WHEN '' THEN ? ELSE source END WHERE id = ?",
                (self._organization(additions.organization), additions.role, additions.source, contact_id),
            )
        if additions.channels:
            last = "SELECT coalesce(max(position), -1) FROM channel WHERE contact_id = ?"
            first = self._connection.execute(last, (contact_id,)).fetchone()[0] + 1
            self._add_channels(contact_id, additions.channels, first)
        self._add_tags(contact_id, additions.tags)
        if additions.notes:
            self.note(contact_id, additions.notes)
        self._add_keys(contact_id, additions.origin_keys)

    def _keep_position(self, contact_id: int) -> None:
        """Keep where a contact worked until now."""
        self._insert(
            "INSERT INTO former_position (contact_id, organization, role, until_at)"
            " SELECT c.id, coalesce(g.name, ''), c.role, ? FROM contact c"
            " LEFT JOIN organization g ON g.id = c.organization_id"
            " WHERE c.id = ? AND (c.role <> '' OR g.id IS NOT NULL)",
            seconds(self._now),
            contact_id,
        )

    def _replace(self, contact_id: int, difference: ImportDifference) -> None:
        """Replace one field of a contact."""
        if difference.field is ComparedField.ORGANIZATION:
            before = "SELECT organization_id FROM contact WHERE id = ?"
            self.left.update(filter(None, self._connection.execute(before, (contact_id,)).fetchone()))
            self._set(contact_id, "organization_id = ?", self._organization(difference.file))
        elif difference.field is ComparedField.NAME:
            self._set(contact_id, "name = ?, sort_key = ?", difference.file, fold(difference.file))
        else:
            self._set(contact_id, "role = ?", difference.file)

    def _set(self, contact_id: int, setting: str, *values: str | int | None) -> None:
        self._connection.execute(f"UPDATE contact SET {setting} WHERE id = ?", (*values, contact_id))

    def bring_organization(self, step: OrganizationStep) -> None:
        """Add an organization, or add to what is known of one."""
        if step.action is ImportAction.UNCHANGED:
            return
        number = self._organization(step.name)
        if step.notes:
            select = "SELECT notes FROM organization WHERE id = ?"
            before = self._connection.execute(select, (number,)).fetchone()[0]
            update = "UPDATE organization SET notes = ? WHERE id = ?"
            self._connection.execute(update, (append_notes(before, step.notes), number))

    def _insert(self, statement: str, *values: str | int | None) -> int:
        return int(self._connection.execute(statement, values).lastrowid or 0)

    def _organization(self, name: str) -> int | None:
        if not name:
            return None
        key = fold(name)
        if key not in self._organizations:
            self._organizations[key] = self._insert(
                "INSERT INTO organization (name, name_key, notes, uid) VALUES (?, ?, '', ?)",
                name,
                key,
                new_uid(self._now),
            )
        return self._organizations[key]

    def _tag(self, name: str) -> int:
        key = fold(name)
        if key not in self._tags:
            self._tags[key] = self._insert("INSERT INTO tag (name, name_key) VALUES (?, ?)", name, key)
        return self._tags[key]

    def _add_channels(self, contact_id: int, channels: Iterable[Channel], first: int) -> None:
        for position, channel in enumerate(channels, first):
            self._insert(
                "INSERT INTO channel (contact_id, kind, value, label, position) VALUES (?, ?, ?, ?, ?)",
                contact_id,
                channel.kind.value,
                channel.value,
                channel.label,
                position,
            )

    def _add_tags(self, contact_id: int, tags: Iterable[str]) -> None:
        for tag in tags:
            self._insert(
                "INSERT OR IGNORE INTO contact_tag (contact_id, tag_id) VALUES (?, ?)",
                contact_id,
                self._tag(tag),
            )

    def note(self, contact_id: int, more: str) -> None:
        """Add to the notes of a contact."""
        row: tuple[str] | None = self._connection.execute(
            "SELECT text FROM contact_note WHERE contact_id = ?", (contact_id,)
        ).fetchone()
        self._connection.execute(
            "INSERT INTO contact_note (contact_id, text) VALUES (?, ?)"
            " ON CONFLICT (contact_id) DO UPDATE SET text = excluded.text",
            (contact_id, append_notes(row[0] if row else "", more)),
        )

    def _add_keys(self, contact_id: int, keys: Iterable[str]) -> None:
        for key in keys:
            self._insert("INSERT INTO origin_key (contact_id, key) VALUES (?, ?)", contact_id, key)
