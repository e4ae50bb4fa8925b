"""The fields of a contact that a column of a table can hold, and the words for them."""

from enum import StrEnum

from iitui.domain.text import search_words


class TableField(StrEnum):
    """What a column holds; the values are the words of ``--map``."""

    NAME = "name"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    NICKNAME = "nickname"
    ORGANIZATION = "organization"
    ROLE = "role"
    LEVEL = "level"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    TAGS = "tags"
    NOTES = "notes"
    SOURCE = "source"
    REFERRED_BY = "referred_by"
    NAME_PERMISSION = "name_permission"
    CADENCE_DAYS = "cadence_days"
    UID = "uid"

    @property
    def in_words(self) -> str:
        """The field as the screen names it: "first name"."""
        return _IN_WORDS.get(self, self.value.replace("_", " "))


_IN_WORDS = {TableField.EMAIL: "e-mail", TableField.URL: "web page", TableField.UID: "UID"}

SAY_WHO = frozenset(
    {
        TableField.NAME,
        TableField.FIRST_NAME,
        TableField.LAST_NAME,
        TableField.NICKNAME,
        TableField.EMAIL,
        TableField.ORGANIZATION,
    }
)
"""A table with none of these fields says of nobody who they are."""

_SYNONYMS = {
    "full name": TableField.NAME,
    "surname": TableField.LAST_NAME,
    "given name": TableField.FIRST_NAME,
    "company": TableField.ORGANIZATION,
    "employer": TableField.ORGANIZATION,
    "position": TableField.ROLE,
    "job title": TableField.ROLE,
    "e mail": TableField.EMAIL,
    "emails": TableField.EMAIL,
    "mail": TableField.EMAIL,
    "phones": TableField.PHONE,
    "telephone": TableField.PHONE,
    "urls": TableField.URL,
    "web page": TableField.URL,
    "website": TableField.URL,
    "tag": TableField.TAGS,
    "note": TableField.NOTES,
    "referrer": TableField.REFERRED_BY,
    "cadence": TableField.CADENCE_DAYS,
}


def field_named(text: str) -> TableField | None:
    """Return the field that somebody typed: "first_name", "First name", "Company"; None if there is none."""
    words = " ".join(search_words(text.replace("_", " ")))
    by_words = {field.value.replace("_", " "): field for field in TableField}
    return by_words.get(words) or _SYNONYMS.get(words)
