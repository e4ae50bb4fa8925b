"""Turns the addresses and numbers found in files into values of channels."""

import re
from collections.abc import Iterable

from iitui.domain.contacts import Channel
from iitui.domain.identity.keys import ChannelKey, channel_key
from iitui.domain.text import clean_line

_BRACKETED = re.compile(r"<([^<>]*@[^<>]*)>")
_ADDRESS = re.compile(r"[^@\s,;<>()\[\]\"]+@[^@\s,;<>()\[\]\"]+")
_BETWEEN_ADDRESSES = re.compile(r"\s*(?:[,;]|:::|\s)\s*")
_PAGE = re.compile(r"(?:https?://[^\s/]+|[^\s/:@]+\.[^\W\d_]{2,})(?:[/?#:]\S*)?", re.IGNORECASE)
_EXTENSION = re.compile(r";\s*ext=([^;]*)", re.IGNORECASE)
EXCHANGE_ADDRESS = re.compile(r"/o=", re.IGNORECASE)
"""How an address within Exchange begins; outside nobody can write to it, so it is dropped."""

_NUMBER_PARAMETERS = re.compile(r";[A-Za-z][A-Za-z-]*(?:=[^;]*)?")


def email_addresses(text: str) -> list[str]:
    """Return the email addresses in a value; people type several into one field.

    "mailto:" and a name before an address in brackets are dropped. Empty if any part is not an address.
    """
    text = clean_line(text)
    if text.lower().startswith("mailto:"):
        text = text[7:].partition("?")[0]
    parts = _BRACKETED.findall(text) or _BETWEEN_ADDRESSES.split(text)
    addresses = [part.strip() for part in parts if part.strip()]
    return addresses if all(_ADDRESS.fullmatch(address) for address in addresses) else []


def phone_number(text: str) -> str:
    """Return a telephone number without "tel:", its extension written as "ext. 12"."""
    text = clean_line(text)
    is_uri = text.lower().startswith("tel:")
    if is_uri:
        text = text[4:]
    extension = _EXTENSION.search(text)
    if is_uri or extension is not None:
        text = _NUMBER_PARAMETERS.sub("", text)
    if extension is not None and extension[1].strip():
        text = f"{text} ext. {extension[1].strip()}"
    return text.strip()


def web_address(text: str) -> str:
    """Return a web address with its escaped colons repaired; empty for anything else."""
    text = clean_line(text).replace("\\:", ":")
    return text if _PAGE.fullmatch(text) else ""


def without_doubles(channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """Return the channels in order without duplicates; the first of equals stays, with the first label."""
    kept: dict[ChannelKey, Channel] = {}
    for channel in channels:
        key = channel_key(channel)
        known = kept.setdefault(key, channel)
        if channel.label and not known.label:
            kept[key] = Channel(known.kind, known.value, channel.label)
    return tuple(kept.values())
