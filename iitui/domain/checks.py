"""Checks of drafts: fields are cleaned, and each field that is wrong gets a sentence.

A draft is checked once on its way into the journal: whoever makes it, or else whoever writes it, calls
`Draft.checked`, and a draft that this returned is returned as it is when it is called again.
"""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from iitui.domain.errors import BadInputError
from iitui.domain.text import clean, clean_line

LONGEST_LINE = 500
"""Characters in a field of one line."""

LONGEST_TEXT = 100_000
"""Characters in notes, research and answers."""

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)

LATEST = datetime(2200, 1, 1, tzinfo=UTC)


class FieldErrors:
    """Collects what is wrong, field by field; leaving its ``with`` block raises it all as `BadInputError`."""

    def __init__(self, fields: Mapping[str, str] | None = None) -> None:
        """Begin with what is known to be wrong already: the first sentence about a field stays."""
        self.fields = dict(fields or {})

    def __enter__(self) -> Self:
        """Return the errors, which are none so far."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Raise `BadInputError` if anything is wrong and nothing else was raised."""
        if self.fields and kind is None:
            raise BadInputError(self.fields)

    def line(self, field: str, text: str, called: str, *, needed: bool = False) -> str:
        """Return a text of one line, cleaned."""
        cleaned = clean_line(text)
        if needed and not cleaned:
            self.fields.setdefault(field, f"{called} is missing.")
        if len(cleaned) > LONGEST_LINE:
            self.fields.setdefault(
                field, f"{called} is too long: {len(cleaned)} characters; the limit is {LONGEST_LINE}."
            )
        return cleaned

    def text(self, field: str, text: str, called: str) -> str:
        """Return a long text, cleaned."""
        cleaned = clean(text)
        if len(cleaned) > LONGEST_TEXT:
            self.fields.setdefault(
                field, f"{called} is too long: {len(cleaned)} characters; the limit is {LONGEST_TEXT}."
            )
        return cleaned

    def within(self, field: str, number: int, allowed: range, called: str) -> None:
        """Check that a number is in a range."""
        if number not in allowed:
            between = f"between {allowed[0]} and {allowed[-1]}"
            self.fields.setdefault(field, f"{called} must be {between}, not {number}.")

    def instant(self, field: str, instant: datetime, called: str) -> datetime:
        """Return an instant in whole seconds."""
        if instant.tzinfo is None:
            self.fields.setdefault(field, f"{called} needs a time zone.")
        elif not EARLIEST <= instant < LATEST:
            self.fields.setdefault(field, f"{called} must be between 1970 and 2199.")
        return instant.replace(microsecond=0)

    def zone(self, field: str, name: str) -> None:
        """Check that there is a time zone of that name."""
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fields.setdefault(
                field, f"There is no time zone '{clean_line(name)}'; names are like Europe/London."
            )


@dataclass(frozen=True)
class Draft:
    """What a person or a file asks the journal to keep; the base of the drafts of all subjects."""

    __slots__ = ("_is_checked",)  # no field: a copy with other values must be checked anew

    @classmethod
    def of(cls, record: object) -> Self:
        """Return the draft that a record would be made from; its fields have the same names."""
        names = (field.name for field in fields(cls))
        return cls(**{name: getattr(record, name) for name in names if hasattr(record, name)})

    def checked(self, errors: Mapping[str, str] | None = None) -> Self:
        """Return the draft, cleaned; a draft that was returned from here before is returned as it is.

        Args:
            errors: field name -> what is wrong already, such as a text that is no number.

        Raises:
            BadInputError: a field is invalid; the error has a message for each.
        """
        if getattr(self, "_is_checked", False) and not errors:
            return self
        with FieldErrors(errors) as all_errors:
            cleaned = self._cleaned(all_errors)
        object.__setattr__(cleaned, "_is_checked", True)
        return cleaned

    @abstractmethod
    def _cleaned(self, errors: FieldErrors) -> Self:
        """Return the draft with its texts cleaned, and add to the errors what is wrong."""
