"""The user's business days, as the settings tell them; the package `holidays` knows public ones."""

from collections.abc import Container, Sequence
from datetime import date, timedelta

from iitui.domain.dates.business_days import BusinessCalendar
from iitui.domain.dates.calendar import WEEKDAYS
from iitui.domain.errors import UnreadableError

_LONGEST = 366
"""How many days a range of days off may have."""


def calendar_of(weekend: Sequence[str], days_off: Sequence[str], holidays: str) -> BusinessCalendar:
    """Return the calendar that the settings tell.

    Raises:
        UnreadableError: a day cannot be read, or no public holidays are known of the country.
    """
    return BusinessCalendar(
        read_weekend(weekend), read_days_off(days_off), public_holidays(holidays) if holidays else ()
    )


def read_weekend(names: Sequence[str]) -> frozenset[int]:
    """Return days of the week, 0 for Monday, from their English names or the first three letters of these.

    Raises:
        UnreadableError: there is no such day; or all seven are named, and there are no business days left.
    """
    numbers = set()
    for name in names:
        short = name.strip().casefold()
        matches = [
            number for number, day in enumerate(WEEKDAYS) if short in (day.casefold(), day[:3].casefold())
        ]
        if not matches:
            raise UnreadableError(f'weekend: \'{name}\' isn\'t a day of the week; write "Saturday" or "Sat".')
        numbers.update(matches)
    if len(numbers) == len(WEEKDAYS):
        raise UnreadableError("weekend: all seven days are listed, so there are no business days left.")
    return frozenset(numbers)


def read_days_off(texts: Sequence[str]) -> frozenset[date]:
    """Return days from texts such as 2026-12-24, or 2026-12-28..2027-01-02 for all from one to the other.

    Raises:
        UnreadableError: a text is no day, or a range runs backward or is longer than a year.
    """
    days: set[date] = set()
    for text in texts:
        first, _, last = text.partition("..")
        try:
            start = date.fromisoformat(first.strip())
            count = (date.fromisoformat(last.strip()) - start).days + 1 if last else 1
        except ValueError:
            count = 0
        if not 1 <= count <= _LONGEST:
            raise UnreadableError(
                f"days_off: '{text}' is neither a day such as 2026-12-24 nor a range such as"
                " 2026-12-28..2027-01-02 of at most a year."
            )
        days.update(start + timedelta(days=number) for number in range(count))
    return frozenset(days)


def public_holidays(place: str) -> Container[date]:
    """Return the public holidays of a country, or of a state: US, US-MI.

    Loading the package takes about a tenth of a second, so it is loaded for those who set a place.

    Raises:
        UnreadableError: none are known of such a place.
    """
    import holidays

    country, _, state = place.strip().partition("-")
    try:
        return holidays.country_holidays(country.upper(), subdiv=state.upper() or None)
    except NotImplementedError as error:
        raise UnreadableError(
            f"holidays: '{place}' is unknown; write a country, or a country and a state, as in ISO 3166: US,"
            " US-MI, DE-BY."
        ) from error
