"""Finds what a merge has left to be looked at: it is told and offered, never settled in silence."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from iitui.domain.contacts import ChannelKind
from iitui.domain.identity.keys import email_key
from iitui.domain.interviews import Status
from iitui.domain.sharing import ShareFinding, finding_id
from iitui.domain.text import clean_line, shorten
from iitui.store.share.changes import RecordChange
from iitui.store.share.describe import Describer, field_name
from iitui.store.share.tables import SHARED, Record, Value, shared_columns
from iitui.store.share.view import SharedView

_REVIVE = "'iitui share DIR --bring-back {id}' brings it back; '--dismiss {id}' leaves it deleted."
_UNTOLD = ("contact_note", "contact_tag", "distinct_pair", "origin_key", "source_statement")
_LOOK = "Look at it; 'iitui share DIR --dismiss {id}' once it's as it should be."


def make_finding(
    kind: str, words: Iterable[str], where: str, what: str, *, remedy: str, revives: str = ""
) -> ShareFinding:
    """Return a finding whose ID follows from its kind and the words that tell it from others."""
    number = finding_id(kind, *words)
    return ShareFinding(number, where, what, remedy.format(id=number), revives)


def find_both_changed(
    ours: Iterable[RecordChange],
    theirs: Iterable[RecordChange],
    view: SharedView,
    describer: Describer,
    device: str,
) -> Iterator[ShareFinding]:
    """Find registers that were changed here and elsewhere at the same time, of which one stands."""
    elsewhere = {(change.table, change.key): change for change in theirs}
    for change in ours:
        other = elsewhere.get((change.table, change.key))
        if other is None or change.after is None or other.after is None or change.table == "tag":
            continue
        stands = view.records[change.table].get(change.key, {})
        texts = SHARED[change.table].texts
        for name in _changed_by_both(change, other):
            mine, their = change.after[name], other.after[name]
            if mine == their or name in texts or name == "position":
                continue
            columns = {column.name: column.target for column in shared_columns()[change.table]}
            target = columns.get(name, "")
            told = [_say(name, value, target, describer) for value in (mine, their, stands.get(name))]
            yield make_finding(
                "both",
                (change.table, change.key, name, str(mine), str(their)),
                _where(describer, change.table, change.key),
                f"Its {field_name(name)} was changed in two places: here to {told[0]}, on {device} to"
                f" {told[1]}. {told[2]} was kept.",
                remedy=_LOOK,
            )


def _changed_by_both(ours: RecordChange, theirs: RecordChange) -> Iterator[str]:
    first = ours.columns or tuple(ours.after or ())
    second = theirs.columns or tuple(theirs.after or ())
    yield from (name for name in first if name in second)


def find_in_view(
    view: SharedView, touched: set[tuple[str, str]], known: set[str], describer: Describer
) -> list[ShareFinding]:
    """Find what contradicts itself by now.

    Args:
        view: what the journal holds.
        touched: table and key of what came now.
        known: the IDs of findings that there were before: what is no news is told only again.
        describer: knows the names of records.
    """
    lasting = [*_merged(view, describer), *_graves(view, describer), *_orphans(view, describer)]
    for finding, records in (*_same_time(view, describer), *_same_email(view, describer)):
        if finding.id in known or any(record in touched for record in records):
            lasting.append(finding)
    return lasting


def _merged(view: SharedView, describer: Describer) -> Iterator[ShareFinding]:
    for table, merged in view.merged.items():
        texts = SHARED[table].texts
        for key, record in merged.items():
            winner = describer_key(view, table, key)
            stands = view.records[table].get(winner)
            if stands is None:
                continue
            lost = {
                name: value
                for name, value in record.items()
                if name not in {*texts, "name"} and value not in (None, "", 0, stands.get(name))
            }
            if not lost:
                continue
            words = _say_all(lost, describer)
            yield make_finding(
                "merged",
                (table, key, words),
                _where(describer, table, winner),
                f"There were two with this name, now merged; the other one said: {words}.",
                remedy=_LOOK,
            )


def describer_key(view: SharedView, table: str, key: str) -> str:
    """Return the key of the record that another became part of."""
    seen = {key}
    aliases = view.aliases.get(table, {})
    while (other := aliases.get(key)) is not None and other not in seen:
        seen.add(other)
        key = other
    return key


def _graves(view: SharedView, describer: Describer) -> Iterator[ShareFinding]:
    for table, graves in view.graves.items():
        links = {column.name for column in shared_columns()[table] if column.target}
        for key, grave in graves.items():
            changed = {
                name: value
                for name, value in grave.record.items()
                if name not in {*links, "position"} and grave.held.get(name, value) != value
            }
            if not changed:
                continue
            is_hidden = bool(grave.record.get("off_record") or grave.held.get("off_record"))
            words = "off the record" if is_hidden else _say_all(changed, describer)
            name = describer.name(table, key, grave.held) or describer.name(table, key, grave.record)
            yield make_finding(
                "grave",
                (table, key, words),
                f"{SHARED[table].called} {name}",
                f"It was deleted, and changed elsewhere by someone who didn't know ({words}). It"
                " stays deleted.",
                remedy=_REVIVE,
                revives=f"{table} {key}",
            )


def _orphans(view: SharedView, describer: Describer) -> Iterator[ShareFinding]:
    for table, orphans in view.orphans.items():
        for key, (record, owner_table, owner) in orphans.items():
            grave = view.graves[owner_table].get(owner)
            if grave is None or table in _UNTOLD or not _is_news(view, table, key, record):
                continue
            called = SHARED[table].called
            who = describer.name(owner_table, owner, grave.held or grave.record) or "a record"
            yield make_finding(
                "orphan",
                (table, key),
                f"{called} {describer.name(table, key, record)}",
                f"It was added elsewhere to {who}, which was deleted in the meantime. It waits until that"
                " is restored.",
                remedy=_REVIVE,
                revives=f"{owner_table} {owner}",
            )


def _is_news(view: SharedView, table: str, key: str, record: Record) -> bool:
    return key not in view.graves[table] and any(value not in (None, "", 0) for value in record.values())


def _same_time(
    view: SharedView, describer: Describer
) -> Iterator[tuple[ShareFinding, list[tuple[str, str]]]]:
    planned = sorted(
        (_number(one["start"]), _number(one["minutes"]), key)
        for key, one in view.records["interview"].items()
        if one["status"] == Status.PLANNED
    )
    for place, (start, minutes, key) in enumerate(planned):
        for other_start, _, other in planned[place + 1 : place + 20]:
            if other_start >= start + minutes * 60:
                break
            names = [describer.name("interview", one) for one in (key, other)]
            finding = make_finding(
                "time",
                (key, other, str(start), str(other_start)),
                f"interviews {names[0]} and {names[1]}",
                f"They're at the same time, {datetime.fromtimestamp(other_start, UTC):%Y-%m-%d %H:%M} UTC.",
                remedy="Move or cancel one of them. '--dismiss {id}' keeps both.",
            )
            yield finding, [("interview", key), ("interview", other)]


def _same_email(
    view: SharedView, describer: Describer
) -> Iterator[tuple[ShareFinding, list[tuple[str, str]]]]:
    holders: dict[str, list[str]] = {}
    for one in view.records["channel"].values():
        if one["kind"] == ChannelKind.EMAIL:
            contacts = holders.setdefault(email_key(str(one["value"])), [])
            if one["contact_id"] not in contacts:
                contacts.append(str(one["contact_id"]))
    for email, contacts in holders.items():
        if len(contacts) < 2:
            continue
        contacts.sort()
        names = [describer.name("contact", key) for key in contacts]
        finding = make_finding(
            "email",
            (email, *contacts),
            f"contacts {' and '.join(names)}",
            f"They have the same email address, {clean_line(email)}.",
            remedy="If they're the same person, merge them with 'iitui merge'. '--dismiss {id}' keeps both.",
        )
        yield finding, [("contact", key) for key in contacts]


def _say_all(values: Mapping[str, Value], describer: Describer) -> str:
    return ", ".join(
        f"{field_name(name)} {_say(name, value, '', describer)}" for name, value in values.items()
    )


def _where(describer: Describer, table: str, key: str) -> str:
    return f"{SHARED[table].called} {describer.name(table, key)}".strip()


def _say(name: str, value: Value, target: str, describer: Describer) -> str:
    if value in (None, ""):
        return "nothing"
    if target:
        return f"'{describer.name(target, str(value))}'"
    if isinstance(value, int) and (name == "start" or name.endswith("_at") or name == "at"):
        return f"{datetime.fromtimestamp(value, UTC):%Y-%m-%d %H:%M} UTC"
    return f"'{shorten(clean_line(str(value)), 80)}'"


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
