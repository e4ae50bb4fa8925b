"""The command about referrals: `tree`.

Nothing of contacts with the tag of the setting `private_tag` is printed, nor of those with a tag named.
"""

from argparse import Namespace

from iitui.cli.context import Commands, Context
from iitui.domain.identity.lookup import NamedContact, find_contact, shorten_name
from iitui.output import print_json, print_page, print_text_page, say, width_of_page


def show_tree(context: Context, arguments: Namespace) -> int:
    """Print who led to whom, or the part of it around one contact; return 1 if there is nobody to show."""
    from iitui.plain_lines import plain_lines
    from iitui.reports.html import page_html
    from iitui.reports.pages import page_markdown, page_text
    from iitui.reports.referrals import referral_records, referrals_page

    with context.look() as reader:
        who = find_contact(" ".join(arguments.who), reader.contacts) if arguments.who else None
        tree = reader.referrals.all(context.now, context.left_out(arguments.leave_out))
    contact_id = None if who is None else who[0]
    is_empty = not tree.people if contact_id is None else contact_id not in tree.people
    if arguments.format == "json":
        print_json([] if is_empty else referral_records(tree, contact_id))
    if is_empty:
        say(_say_nobody(who))
        return 1
    page = referrals_page(tree, context.now, context.zone, contact_id)
    if arguments.format == "html":
        print_page(page_html(page))
    elif arguments.format == "markdown":
        print_page(page_markdown(page))
    elif arguments.format == "text":
        text = page_text(page, width_of_page())
        print_text_page(plain_lines(text) if context.settings.plain_lines else text)
    return 0


def _say_nobody(who: NamedContact | None) -> str:
    if who is not None:
        return f"{shorten_name(who[1])} wasn't referred by anyone and hasn't named anyone yet."
    return "There are no referrals yet; 'iitui add \"Ana Ruiz via Dana Ito\"' records who referred you."


COMMANDS: Commands = {"tree": show_tree}
