"""The command `merge`: lists who may be one person, and makes one contact of two."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iitui.cli.context import Commands, Context
from iitui.domain.contacts import Contact
from iitui.domain.errors import BadInputError, NotFoundError
from iitui.domain.identity.duplicates import Duplicate
from iitui.domain.identity.lookup import NamedContact, find_contact, say_contact, shorten_name
from iitui.domain.identity.merging import Difference, differences, merged
from iitui.domain.text import comma_join
from iitui.output import Row, print_json, print_rows, say, tell
from iitui.reports.records import Record, contact_record
from iitui.store.reader import JournalReader


class _Merge(NamedTuple):
    """Two contacts of whom one is made: who stays, who becomes part of it, and what comes of that."""

    into: Contact
    gone: Contact
    unlike: list[Difference]
    name: str
    moved: Mapping[str, int]


def merge(context: Context, arguments: Namespace) -> int:
    """Make two contacts one, or note that they are two; without names, list who may be one person."""
    if arguments.who is None:
        return _list_duplicates(context, arguments)
    if arguments.other is None:
        raise BadInputError({"other": "Merging takes two contacts: iitui merge WHO WITH."})
    plan = _plan(context, arguments)
    if arguments.not_the_same:
        return _set_apart(context, arguments, plan.into, plan.gone)
    kept = plan.into
    if not arguments.dry_run:
        with context.open() as store:
            kept = store.contacts.merge(plan.gone.id, plan.into.id, seen=plan.unlike)
    if arguments.json:
        print_json(_record(context, kept, plan, is_done=not arguments.dry_run))
    else:
        _say_merge(plan, is_dry=arguments.dry_run)
    return 0


def _plan(context: Context, arguments: Namespace) -> _Merge:
    with context.look() as reader:
        into, gone = (_find(context, reader, text) for text in (arguments.who, arguments.other))
        if into.id == gone.id:
            raise BadInputError({"other": f"{shorten_name(into.name)} cannot be merged with itself."})
        below = reader.contacts.named_by((into.id, gone.id))
        return _Merge(
            into,
            gone,
            differences(into, gone, below),
            merged(into, gone, None, below).name,
            reader.duplicates.belongings(gone.id),
        )


def _say_merge(plan: _Merge, *, is_dry: bool) -> None:
    verb = "Would merge" if is_dry else "Merged"
    tell(f"{verb} {_named(plan.gone)} into {_named(plan.into)}; {plan.name} is contact {plan.into.id}.")
    if words := ", ".join(f"{count} {called}" for called, count in plan.moved.items() if count):
        tell(f"Comes along: {words}.")
    for each in plan.unlike:
        stays, other = (each.theirs, each.ours) if each.takes_theirs else (each.ours, each.theirs)
        tell(f"{each.field.value}: {stays} (in the notes: {other})")


def _find(context: Context, reader: JournalReader, text: str) -> Contact:
    number = find_contact(text, reader.contacts)[0]
    contact = reader.contacts.get(number, context.now)
    if contact is None:
        raise NotFoundError(f"There is no contact {number}.")
    return contact


def _named(contact: Contact) -> str:
    return f"{say_contact((contact.id, contact.name, contact.organization))} ({contact.id})"


def _set_apart(context: Context, arguments: Namespace, one: Contact, other: Contact) -> int:
    if not arguments.dry_run:
        with context.open() as store:
            store.contacts.set_apart([(one.id, other.id)])
    if arguments.json:
        print_json({"not_the_same": [one.id, other.id], "done": not arguments.dry_run})
    else:
        verb = "Would note" if arguments.dry_run else "Noted"
        tell(f"{verb} that {_named(one)} and {_named(other)} are two different people.")
    return 0


def _record(context: Context, kept: Contact, plan: _Merge, *, is_done: bool) -> Record:
    return {
        "kept": contact_record(kept, context.zone),
        "merged": {"id": plan.gone.id, "name": plan.gone.name, "organization": plan.gone.organization},
        "differences": [
            {
                "field": each.field.name.lower(),
                "kept": each.theirs if each.takes_theirs else each.ours,
                "other": each.ours if each.takes_theirs else each.theirs,
            }
            for each in plan.unlike
        ],
        "moved": {called.replace(" ", "_"): count for called, count in plan.moved.items()},
        "done": is_done,
    }


def _list_duplicates(context: Context, arguments: Namespace) -> int:
    if arguments.not_the_same:
        raise BadInputError({"who": "--not-the-same takes two contacts, WHO and WITH."})
    with context.look() as reader:
        known = list(_named_pairs(reader))
    if arguments.json:
        print_json([_pair_record(*each) for each in known])
    else:
        print_rows([_pair_row(*each) for each in known], fixed=2)
    if not known:
        say("No duplicates found.")
    return 0


def _named_pairs(reader: JournalReader) -> Iterator[tuple[Duplicate, NamedContact, NamedContact]]:
    for pair in reader.duplicates.all():
        one, other = (reader.contacts.by_number(number) for number in (pair.contact_id, pair.other_id))
        if one is not None and other is not None:
            yield pair, one, other


def _pair_record(pair: Duplicate, one: NamedContact, other: NamedContact) -> Record:
    return {
        "contacts": [
            {"id": number, "name": name, "organization": organization}
            for number, name, organization in (one, other)
        ],
        "reasons": [reason.in_words for reason in pair.reasons],
    }


def _pair_row(pair: Duplicate, one: NamedContact, other: NamedContact) -> Row:
    return (
        str(one[0]),
        str(other[0]),
        comma_join(one[1], one[2]),
        comma_join(other[1], other[2]),
        pair.in_words,
    )


COMMANDS: Commands = {"merge": merge}
