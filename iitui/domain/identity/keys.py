"""Makes keys of names, addresses, numbers and pages; two are the same if their keys are equal.

People are compared by these keys only. Keys are never shown, and never compared with keys of another kind.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from iitui.domain.contacts import Channel, ChannelKind
from iitui.domain.text import clean_line, fold

ChannelKey = tuple[ChannelKind, str]

_WORD = re.compile(r"[^\W_]+")
_ASCII_LETTER = re.compile("[A-Za-z]")
_NOT_DIGIT = re.compile(r"[^0-9]+")
_SCHEME_AND_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#\s]+)([^\s]*)", re.IGNORECASE)
_LINKEDIN = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:mwlite/)?(in/[^/?#\s]+|pub/[^?#\s]+)", re.IGNORECASE
)
_XING = re.compile(r"(?:https?://)?(?:www\.)?xing\.com/(?:profile|people)/([^/?#\s]+)", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://)?(?:www\.)?orcid\.org/([0-9X]{4}(?:-[0-9X]{4}){3})", re.IGNORECASE)
_PROFILES = (("linkedin", _LINKEDIN), ("xing", _XING), ("orcid", _ORCID))


def name_key(name: str) -> str:
    """Return the key of a name: its folded words without punctuation."""
    folded = fold(name)
    return " ".join(_WORD.findall(folded)) or folded.strip()


def are_names_compatible(first: str, second: str) -> bool:
    """Return whether two name keys may name one person: one has all the words of the other."""
    if first == second:
        return True
    words, others = set(first.split()), set(second.split())
    return bool(words and others) and (words <= others or others <= words)


def share_word(first: str, second: str) -> bool:
    """Return whether two name keys have a word in common."""
    return first == second or not set(first.split()).isdisjoint(second.split())


def email_key(address: str) -> str:
    """Return the key of an email address, which ignores case."""
    return address.casefold()


def phone_key(number: str) -> str:
    """Return the key of a telephone number: its digits, without a leading ``00``.

    If there are letters, they belong to the key, so that extensions and numbers in words stay different.
    """
    if number.isascii():
        has_letters = _ASCII_LETTER.search(number) is not None
    else:
        has_letters = any(character.isalpha() for character in number)
    if has_letters:
        return "".join(character for character in fold(number) if character.isalnum())
    digits = _NOT_DIGIT.sub("", number)
    return digits.removeprefix("00") or number.strip()


def url_key(url: str) -> str:
    """Return the key of a web address, without the scheme, ``www.``, a last slash and the case of the host.

    All forms of the address of a person's own page have the same key.
    """
    if profile := profile_key(url):
        return profile
    match = _SCHEME_AND_HOST.fullmatch(url.strip())
    if match is None:
        return url.strip()
    return match[1].lower() + match[2].rstrip("/")


_CHANNEL_KEYS = {ChannelKind.EMAIL: email_key, ChannelKind.PHONE: phone_key, ChannelKind.URL: url_key}


def channel_key(channel: Channel) -> ChannelKey:
    """Return the key of a channel, which ignores its label."""
    return channel.kind, _CHANNEL_KEYS[channel.kind](channel.value)


@lru_cache(maxsize=100_000)  # each step of an import asks for it again
def profile_key(url: str) -> str:
    """Return the origin key of a person's own page, such as "linkedin:in/dana-ito"; empty for other pages.

    Only sites whose addresses name a person count: a company's page is shared by all who work there.
    """
    for site, pattern in _PROFILES:
        match = pattern.match(url.strip())
        if match is not None:
            return f"{site}:{clean_line(unquote(match[1])).rstrip('/').casefold()}"
    return ""


def uid_key(uid: str) -> str:
    """Return the origin key of the UID of a card, from whatever program."""
    return f"vcard:{uid}"


def content_key(name: str, organization: str, channels: Iterable[ChannelKey]) -> str:
    """Return an origin key for a contact without one: a digest of name, organization and channels.

    Args:
        name: the key of the name.
        organization: the key of the name of the organization.
        channels: the keys of all channels; only email addresses and telephone numbers are used.
    """
    unique = set(channels)
    emails = sorted(key for kind, key in unique if kind is ChannelKind.EMAIL)
    phones = sorted(key for kind, key in unique if kind is ChannelKind.PHONE)
    identity = "|".join((name, organization, ",".join(emails), ",".join(phones)))
    return "card:" + hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
