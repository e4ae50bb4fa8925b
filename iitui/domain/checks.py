"""What the checks of all subjects share: fields are cleaned, and what is wrong is said field by field."""

from datetime import UTC, datetime
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
    """Gathers what is wrong, field by field, and says it all at once."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}

    def line(self, field: str, text: str, called: str, *, needed: bool = False) -> str:
        """Return a text of one line, cleaned."""
        cleaned = clean_line(text)
        if needed and not cleaned:
            self.fields.setdefault(field, f"{called} is missing.")
        if len(cleaned) > LONGEST_LINE:
            self.fields.setdefault(
                field, f"{called} is too long: {len(cleaned)} characters, {LONGEST_LINE} are allowed."
            )
        return cleaned

    def text(self, field: str, text: str, called: str) -> str:
        """Return a long text, cleaned."""
        cleaned = clean(text)
        if len(cleaned) > LONGEST_TEXT:
            self.fields.setdefault(
                field, f"{called} is too long: {len(cleaned)} characters, {LONGEST_TEXT} are allowed."
            )
        return cleaned

    def within(self, field: str, number: int, first: int, last: int, called: str) -> None:
        """Look whether a number lies between two others, which it may be."""
        if not first <= number <= last:
            self.fields.setdefault(field, f"{called} must lie between {first} and {last}, not {number}.")

    def instant(self, field: str, instant: datetime, called: str) -> datetime:
        """Return an instant in whole seconds."""
        if instant.tzinfo is None:
            self.fields.setdefault(field, f"{called} needs a time zone.")
        elif not EARLIEST <= instant < LATEST:
            self.fields.setdefault(field, f"{called} must lie between 1970 and 2199.")
        return instant.replace(microsecond=0)

    def zone(self, field: str, name: str) -> None:
        """Look whether there is a time zone of that name."""
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fields.setdefault(
                field, f"There is no time zone '{clean_line(name)}'; names are like Europe/London."
            )

    def done(self) -> None:
        """Raise `BadInputError` if anything was wrong."""
        if self.fields:
            raise BadInputError(self.fields)


def check_name(field: str, text: str, called: str) -> str:
    """Return a name of one line, cleaned; raises `BadInputError` when it is missing or too long."""
    errors = FieldErrors()
    line = errors.line(field, text, called, needed=True)
    errors.done()
    return line


def check_instant(field: str, instant: datetime, called: str) -> datetime:
    """Return an instant in whole seconds; raises `BadInputError` when it cannot be kept."""
    errors = FieldErrors()
    kept = errors.instant(field, instant, called)
    errors.done()
    return kept


def check_text(field: str, text: str, called: str) -> str:
    """Return a long text, cleaned; raises `BadInputError` when it is too long."""
    errors = FieldErrors()
    cleaned = errors.text(field, text, called)
    errors.done()
    return cleaned
