"""Turns the groups and categories of address books into tags."""

import re

from iitui.domain.text import clean_line, fold

_OF_THE_PROGRAM = re.compile(
    r"(?:\* ?)?(?:system group: )?(?:my ?contacts|starred(?: in android)?|imported .*|contacts)"
)


def tags_of(groups: list[str]) -> tuple[str, ...]:
    """Return the tags of a contact, each once, without the groups that address books create by themselves."""
    tags: dict[str, str] = {}
    for group in groups:
        tag = clean_line(group)
        if tag and not _OF_THE_PROGRAM.fullmatch(fold(tag)):
            tags.setdefault(fold(tag), tag.removeprefix("* "))
    return tuple(tags.values())
