"""Changing whether the referrer's name may be mentioned to a contact, by one key from any screen."""

from iitui.domain.contacts import NamePermission
from iitui.ui.session.screen import JournalScreen

PERMISSION_KEY = "N"


async def change_permission(screen: JournalScreen, contact_id: int) -> None:
    """Set the next permission: not asked, yes, no, will introduce me, and not asked again.

    It must be called from a worker.
    """
    contact = screen.session.reader.contacts.get(contact_id, screen.session.now())
    if contact is None:
        return
    if not contact.referred_by:
        screen.say(f"No one is named as {contact.name}'s referrer. Press e to add one.")
        return
    permissions = list(NamePermission)
    following = permissions[(permissions.index(contact.name_permission) + 1) % len(permissions)]
    words = {
        NamePermission.NOT_ASKED: f"not asked yet whether you may use {contact.referred_by}'s name",
        NamePermission.YES: f"you may use {contact.referred_by}'s name",
        NamePermission.NO: f"you may not use {contact.referred_by}'s name",
        NamePermission.WILL_INTRODUCE: f"{contact.referred_by} will introduce you",
    }
    done_text = f"{contact.name}: {words[following]}"
    await screen.carry_out(lambda store: store.contacts.permit(contact_id, following), done_text)
