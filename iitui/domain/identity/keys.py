"""When two names, addresses, numbers or pages are the same one.

Every comparison of people is made here. Keys are for comparing only and are never shown. A key of one kind
is never compared with one of another.
"""

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import unquote

from iitui.domain.contacts import Channel, ChannelKind
from iitui.domain.text import clean_line, fold

ChannelKey = tuple[ChannelKind, str]

_WORD = re.compile(r"[^\W_]+")
_NOT_DIGIT = re.compile(r"[^0-9]+")
_SCHEME_AND_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#\s]+)([^\s]*)", re.IGNORECASE)
_LINKEDIN = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:mwlite/)?(in/[^/?#\s]+|pub/[^?#\s]+)", re.IGNORECASE
)
_XING = re.compile(r"(?:https?://)?(?:www\.)?xing\.com/(?:profile|people)/([^/?#\s]+)", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://)?(?:www\.)?orcid\.org/([0-9X]{4}(?:-[0-9X]{4}){3})", re.IGNORECASE)
_PROFILES = (("linkedin", _LINKEDIN), ("xing", _XING), ("orcid", _ORCID))


def name_key(name: str) -> str:
    """A name as it is compared: folded words without punctuation."""
    folded = fold(name)
    return " ".join(_WORD.findall(folded)) or folded.strip()


def are_names_compatible(one: str, other: str) -> bool:
    """Whether two name keys may name one person.

    They do if they are equal or one has all the words of the other.
    """
    if one == other:
        return True
    words, others = set(one.split()), set(other.split())
    return bool(words and others) and (words <= others or others <= words)


def share_word(one: str, other: str) -> bool:
    """Whether two name keys have a word in common."""
    return one == other or not set(one.split()).isdisjoint(other.split())


def email_key(address: str) -> str:
    """An e-mail address as it is compared: without regard to case."""
    return address.casefold()


def phone_key(number: str) -> str:
    """A telephone number as it is compared: its digits, ``00`` as ``+``.

    Letters count when there are any, so that extensions and numbers in words stay apart.
    """
    if any(character.isalpha() for character in number):
        return "".join(character for character in fold(number) if character.isalnum())
    digits = _NOT_DIGIT.sub("", number)
    return digits.removeprefix("00") or number.strip()


def url_key(url: str) -> str:
    """A web address as it is compared.

    Scheme, ``www.``, the case of its host and a last slash do not count. A page that belongs to one person is
    the same however its site lets it be written.
    """
    if profile := profile_key(url):
        return profile
    match = _SCHEME_AND_HOST.fullmatch(url.strip())
    if match is None:
        return url.strip()
    return match[1].lower() + match[2].rstrip("/")


_CHANNEL_KEYS = {ChannelKind.EMAIL: email_key, ChannelKind.PHONE: phone_key, ChannelKind.URL: url_key}


def channel_key(channel: Channel) -> ChannelKey:
    """A channel as it is compared; its label does not count."""
    return channel.kind, _CHANNEL_KEYS[channel.kind](channel.value)


def profile_key(url: str) -> str:
    """The origin key of a page that belongs to one person; else empty.

    Such as "linkedin:in/dana-ito". Only sites whose addresses name a person count: a company's page is shared
    by all who work there.
    """
    for site, pattern in _PROFILES:
        match = pattern.match(url.strip())
        if match is not None:
            return f"{site}:{clean_line(unquote(match[1])).rstrip('/').casefold()}"
    return ""


def content_key(name: str, organization: str, channels: Iterable[ChannelKey]) -> str:
    """The origin key of a contact without one: a digest of who it is.

    Args:
        name: the key of the name.
        organization: the key of its name.
        channels: their keys. E-mail addresses and telephone numbers count; pages may change.
    """
    unique = set(channels)
    emails = sorted(key for kind, key in unique if kind is ChannelKind.EMAIL)
    phones = sorted(key for kind, key in unique if kind is ChannelKind.PHONE)
    whole = "|".join((name, organization, ",".join(emails), ",".join(phones)))
    return "card:" + hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]
