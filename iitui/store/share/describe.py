"""Puts what came and went into words: which records, whose they are, and what of them changed."""

from collections.abc import Iterable, Mapping

from iitui.domain.questions import Origin
from iitui.domain.sharing import ShareAction, ShareItem
from iitui.domain.text import clean_line, shorten
from iitui.store.share.changes import RecordChange
from iitui.store.share.tables import SHARED, Record, Records

_LONGEST = 60

_OWNERS = ("contact_id", "interview_id", "plan_item_id", "organization_id", "question_id")
_FIELDS = {
    "archived": "archived",
    "cadence_days": "keep in touch",
    "created_at": "when it was added",
    "due_at": "when it is due",
    "name_permission": "name permission",
    "occupation_id": "occupation",
    "off_record": "off the record",
    "organization_id": "organization",
    "referred_by_id": "referred by",
    "start": "time",
    "standing_reason": "why you stand there",
    "ticked_at": "ticked",
    "travel_minutes": "travel minutes",
}
_OF_CONTACTS = {
    "distinct_pair": "not the same person",
    "former_position": "former positions",
    "source_statement": "news",
    "channel": "email, phone or web",
    "contact_note": "notes",
    "contact_tag": "tags",
}
_TOLD_BY_OWNER = ("plan_item", "interview", "contact_note", "contact_tag", "channel", "origin_key", "passage")
_UNTOLD = frozenset({"position", "planned_at", "anchor_at", "seconds"})


class Describer:
    """Knows the records of a journal by the words of their owner."""

    def __init__(self, *records: Records) -> None:
        """Look for what a record is about in these, the first that has it."""
        self._records = records

    def name(self, table: str, key: str, record: Record | None = None) -> str:
        """Return what a record is about, in a few words."""
        found = record or self._find(table, key)
        if found is None:
            return ""
        if "name" in found and table != "transcript":
            return _short(found["name"])
        owners = [
            name
            for column in _OWNERS
            if found.get(column) and (name := self.name(_target(column), str(found[column])))
        ]
        told = () if table in _TOLD_BY_OWNER else ("text", "value", "kind")
        words = next((str(found[name]) for name in told if found.get(name)), "")
        return ", ".join(dict.fromkeys((*owners, *([_short(words)] if words else []))))

    def _find(self, table: str, key: str) -> Record | None:
        return next((found for one in self._records if (found := one.get(table, {}).get(key))), None)

    def items(self, changes: Iterable[RecordChange]) -> tuple[ShareItem, ...]:
        """Return what came, each record once; what belongs to a contact is told with the contact."""
        found: dict[tuple[str, str], ShareItem] = {}
        for change in changes:
            item = self._item(change)
            if item is None:
                continue
            place = (item.called, self.owner(change))
            before = found.get(place)
            found[place] = item if before is None else _together(before, item)
        return tuple(found.values())

    def owner(self, change: RecordChange) -> str:
        """Return the key of the record that a change counts for."""
        record = change.after or change.before or {}
        called = SHARED[change.table].called
        for column in ("contact_id", "interview_id"):
            if _target(column) == called and record.get(column):
                return str(record[column])
        return change.key

    def _item(self, change: RecordChange) -> ShareItem | None:
        if change.table == "tag" or _is_built_in(change):
            return None
        fields = tuple(field_name(name) for name in change.columns if name not in _UNTOLD)
        action = ShareAction.CHANGED
        if change.table in _OF_CONTACTS:
            fields = (_OF_CONTACTS[change.table],)
        elif change.table in ("origin_key", "preparation"):
            fields = ("where it came from",) if change.table == "origin_key" else ("checklist",)
        elif change.before is None:
            action = ShareAction.NEW
        elif change.after is None:
            action = ShareAction.DELETED
        elif not fields and change.columns:
            return None
        name = self.name(change.table, change.key, change.after or change.before)
        return ShareItem(action, SHARED[change.table].called, name, fields)


def _is_built_in(change: RecordChange) -> bool:
    """Return whether a question that the program brings was first told of, which is no news."""
    record = change.after or {}
    return change.table == "question" and change.before is None and record.get("origin") == Origin.BUILT_IN


def counts(items: Iterable[ShareItem]) -> Mapping[str, int]:
    """Return how many records of each kind there are, in the order of the tables."""
    numbers = dict.fromkeys(dict.fromkeys(table.called for table in SHARED.values()), 0)
    for item in items:
        numbers[item.called] += 1
    order = ("contact", "interview", "answer", "touch", "takeaway")
    return {
        called: numbers[called]
        for called in sorted(numbers, key=lambda word: order.index(word) if word in order else len(order))
        if numbers[called]
    }


def field_name(column: str) -> str:
    """Return what a column is called on screen."""
    return _FIELDS.get(column, column.removesuffix("_id").removesuffix("_at").replace("_", " "))


def _together(first: ShareItem, second: ShareItem) -> ShareItem:
    action = second.action if first.action is ShareAction.CHANGED else first.action
    fields = tuple(dict.fromkeys((*first.fields, *second.fields)))
    if action is not ShareAction.CHANGED:
        fields = ()
    return ShareItem(action, first.called, first.name or second.name, fields)


def _target(column: str) -> str:
    return column.removesuffix("_id")


def _short(value: object) -> str:
    return shorten(clean_line(str(value)), _LONGEST)
