"""The commands about contacts: `contacts` and `add`."""

from argparse import Namespace
from collections.abc import Iterator

from iitui.cli.context import Commands, Context
from iitui.domain.contacts import Contact, ContactSummary
from iitui.domain.dates.calendar import say_ago
from iitui.domain.text import comma_join
from iitui.output import Row, print_json, print_json_array, print_rows, say, tell
from iitui.reports.records import contact_record
from iitui.store.reader import JournalReader

_PAGE = 1000


def list_contacts(context: Context, arguments: Namespace) -> int:
    """Print the contacts, or those that match a search; return 1 if none match."""
    query = " ".join(arguments.query)
    with context.look() as reader:
        count = reader.contacts.count(query)
        rows = _pages(context, reader, query)
        if arguments.json:
            contacts = (_whole(context, reader, row) for row in rows)
            print_json_array(contact_record(contact, context.zone) for contact in contacts if contact)
        else:
            print_rows([_row(context, row) for row in rows])
    if count:
        return 0
    say(f"No contact matches '{query}'." if query else "There are no contacts yet; 'iitui add' adds one.")
    return 1 if query else 0


def _pages(context: Context, reader: JournalReader, query: str) -> Iterator[ContactSummary]:
    for offset in range(0, reader.contacts.count(query), _PAGE):
        yield from reader.contacts.page(query, offset, _PAGE, context.now, context.day_end)


def _whole(context: Context, reader: JournalReader, row: ContactSummary) -> Contact | None:
    return reader.contacts.get(row.id, context.now)


def _row(context: Context, row: ContactSummary) -> Row:
    return (
        str(row.id),
        row.name,
        comma_join(row.role, row.organization),
        row.stage.value,
        say_ago(row.last_touch, context.now) if row.last_touch else "",
    )


def add_from_line(context: Context, arguments: Namespace) -> int:
    """Add one contact from one line."""
    from iitui.domain.quick_add import read_contact_line

    draft = read_contact_line(" ".join(arguments.line)).checked()
    with context.look() as reader:
        namesakes = reader.contacts.by_name(draft.name)
    with context.open() as store:
        contact = store.contacts.add(draft)
    if arguments.json:
        print_json(contact_record(contact, context.zone))
    else:
        tell(f"Added {comma_join(contact.name, contact.role, contact.organization)} as contact {contact.id}.")
    for number, name, organization in namesakes:
        say(f"There is already a contact with that name: {comma_join(f'{number} {name}', organization)}.")
    return 0


COMMANDS: Commands = {"contacts": list_contacts, "add": add_from_line}
