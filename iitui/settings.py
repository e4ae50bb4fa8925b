"""Reads the settings file, which is TOML that the user writes.

The defaults are the recommendations of careers offices: ask for 20 minutes (Pomona, Berkeley) and block 30,
be there 15 minutes early in person (Oakland, Evansville) and 5 by video, pick 8 questions and at most 10;
hear two to five people per occupation, at two organizations or more (Bolles). The figures of the rules of
follow-ups stand in `iitui.domain.rule_figures`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from iitui.domain.errors import UnreadableError
from iitui.domain.rule_figures import DEFAULTS, RuleFigures

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from iitui.domain.comparison import EvidenceNeeded
    from iitui.domain.interviews import Medium
    from iitui.paths import StrPath


WEEKEND = ("Saturday", "Sunday")


class Settings:
    """The settings; a plain class, because a shell prompt reads them too.

    Attributes:
        theme: the name of a Textual theme.
        zone: the IANA name of the user's time zone; empty for this machine's.
        day_first: whether 5/12 is the fifth of December.
        my_name: the name that letters are signed with.
        about_me: who the user is, in a few words that follow "I am": "a nurse in my second year".
        ask_minutes: how many minutes to ask a contact for.
        block_minutes: how many minutes an interview blocks the calendar.
        arrive_minutes: how early to be there in person.
        online_minutes: how early to be online for a video interview.
        questions: how many questions a plan should have.
        most_questions: above this many for 30 minutes, a plan is too long.
        bell: whether the terminal rings during an interview: before its end, and at it.
        notify: whether the desktop is notified then, by terminals that can (OSC 9 and 777).
        private_tag: contacts with this tag are left out of reports; empty for none.
        warn_people: an occupation that rests on this many people or fewer is said to.
        sound_people: how many people, at enough organizations, make the evidence about an occupation sound.
        sound_organizations: how many organizations are enough.
        ask_again_days: asking the same person again sooner than this many days after the last request is
            questioned.
        letter_words: a request for an interview with more words is said to be too long (SFU).
        weekend: the days of the week that are no business days, by their English names.
        days_off: the user's days off, such as 2026-12-24, or 2026-12-28..2027-01-02.
        holidays: the country or state whose public holidays are no business days, such as US or US-MI.
        addresses: the user's own e-mail addresses, by which mailboxes tell what came and what went.
        mail: the mailboxes that `iitui mail` looks through.
        share: the folder through which journals are shared; empty for none.
        share_device: what others call this device; empty for the name of this computer.
        share_without_off_record: whether what is off the record is not shared.
        share_without_tags: contacts with one of these tags are not shared.
        figures: the figures of the rules of follow-ups, by the names in `rule_figures.DEFAULTS`.
        tag_cadence: tag -> after how many days contacts with it are owed a touch.
        keys: ID of a binding -> keys, comma-separated, as in Textual.
    """

    def __init__(
        self,
        *,
        theme: str = "iitui",
        zone: str = "",
        day_first: bool = False,
        my_name: str = "",
        about_me: str = "",
        ask_minutes: int = 20,
        block_minutes: int = 30,
        arrive_minutes: int = 15,
        online_minutes: int = 5,
        questions: int = 8,
        most_questions: int = 10,
        bell: bool = False,
        notify: bool = False,
        private_tag: str = "private",
        warn_people: int = 1,
        sound_people: int = 3,
        sound_organizations: int = 2,
        ask_again_days: int = 14,
        letter_words: int = 100,
        weekend: tuple[str, ...] = WEEKEND,
        days_off: tuple[str, ...] = (),
        holidays: str = "",
        addresses: tuple[str, ...] = (),
        mail: tuple[str, ...] = (),
        share: str = "",
        share_device: str = "",
        share_without_off_record: bool = False,
        share_without_tags: tuple[str, ...] = (),
        figures: Mapping[str, int] = DEFAULTS,
        tag_cadence: Mapping[str, int] = MappingProxyType({}),
        keys: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.theme = theme
        self.zone = zone
        self.day_first = day_first
        self.my_name = my_name
        self.about_me = about_me
        self.ask_minutes = ask_minutes
        self.block_minutes = block_minutes
        self.arrive_minutes = arrive_minutes
        self.online_minutes = online_minutes
        self.questions = questions
        self.most_questions = most_questions
        self.bell = bell
        self.notify = notify
        self.private_tag = private_tag
        self.warn_people = warn_people
        self.sound_people = sound_people
        self.sound_organizations = sound_organizations
        self.ask_again_days = ask_again_days
        self.letter_words = letter_words
        self.weekend = weekend
        self.days_off = days_off
        self.holidays = holidays
        self.addresses = addresses
        self.mail = mail
        self.share = share
        self.share_device = share_device
        self.share_without_off_record = share_without_off_record
        self.share_without_tags = share_without_tags
        self.figures = {**DEFAULTS, **figures}
        self.tag_cadence = dict(tag_cadence)
        self.keys = keys

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Settings) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(self.theme)

    @property
    def evidence_needed(self) -> "EvidenceNeeded":
        """How much evidence about an occupation is enough."""
        from iitui.domain.comparison import EvidenceNeeded

        return EvidenceNeeded(
            warn_people=self.warn_people,
            sound_people=self.sound_people,
            sound_organizations=self.sound_organizations,
        )

    def rule_figures(self, zone: "ZoneInfo") -> RuleFigures:
        """Return what the rules of follow-ups count with, in the user's zone.

        Raises:
            UnreadableError: no public holidays are known of the country.
        """
        calendar = None
        if self.days_off or self.holidays or self.weekend != WEEKEND:
            from iitui.business_calendar import calendar_of

            calendar = calendar_of(self.weekend, self.days_off, self.holidays)
        return RuleFigures(self.figures, tag_cadence=self.tag_cadence, calendar=calendar, zone=zone)

    def arrive_by(self, medium: "Medium") -> int:
        """Return how many minutes before an interview to be there, by medium."""
        return {"in person": self.arrive_minutes, "video": self.online_minutes}.get(medium, 0)


def read_settings(path: "StrPath") -> Settings:
    """Read the settings file; return the defaults if there is none.

    Raises:
        UnreadableError: the file is not TOML, or contains an invalid or unknown setting.
    """
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    return _read(path, text)


def _read(path: "StrPath", text: str) -> Settings:
    import tomllib

    try:
        entries = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unreadable(path, error) from error
    settings = Settings()
    known = {name: type(value) for name, value in vars(settings).items() if not isinstance(value, Mapping)}
    for name, value in entries.items():
        if name in _TABLES:
            continue
        if name in DEFAULTS:
            settings.figures[name] = int(_of_type(path, name, value, int))
        elif known.get(name) is tuple:
            setattr(settings, name, _texts(path, name, value))
        elif name in known:
            setattr(settings, name, _of_type(path, name, value, known[name]))
        else:
            names = ", ".join((*known, *DEFAULTS))
            raise UnreadableError(
                f"{path}: there is no setting '{name}'; there are {names}, [tag_cadence] and [keys]."
            )
    _check_days(path, settings)
    settings.tag_cadence = _tag_cadence(path, entries.get("tag_cadence", {}))
    settings.keys = _keys(path, entries.get("keys", {}))
    return settings


def _unreadable(path: "StrPath", error: Exception) -> UnreadableError:
    why = error.strerror if isinstance(error, OSError) else error
    return UnreadableError(f"{path}: the settings cannot be read: {why}.")


_LEAST = {
    "ask_minutes": 5,
    "block_minutes": 5,
    "questions": 1,
    "most_questions": 1,
    "sound_people": 1,
    "sound_organizations": 1,
    "letter_words": 10,
    **dict.fromkeys(DEFAULTS, 1),
    "most_nudges": 0,
}

_TABLES = ("tag_cadence", "keys")


def _of_type(path: "StrPath", name: str, value: object, wanted: type) -> str | int | bool:
    if type(value) is wanted and isinstance(value, (str, int, bool)):
        least = _LEAST.get(name, 0)
        if isinstance(value, int) and not isinstance(value, bool) and not least <= value <= 600:
            raise UnreadableError(f"{path}: {name} must lie between {least} and 600, not {value}.")
        return value
    words: Mapping[type, str] = {str: "a text in quotes", int: "a whole number", bool: "true or false"}
    raise UnreadableError(f"{path}: {name} must be {words[wanted]}, not {value!r}.")


def _keys(path: "StrPath", table: object) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(keys, str) for keys in table.values()):
        raise UnreadableError(f'{path}: [keys] holds lines such as "contact.new" = "n,insert".')
    return {str(name): str(keys) for name, keys in table.items()}


def _texts(path: "StrPath", name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise UnreadableError(f'{path}: {name} must be a list of texts, such as ["…", "…"], not {value!r}.')
    return tuple(map(str, value))


def _check_days(path: "StrPath", settings: Settings) -> None:
    """Refuse days that nobody can read; what can be read is read again where it is needed."""
    if settings.weekend != WEEKEND or settings.days_off:
        from iitui.business_calendar import read_days_off, read_weekend

        try:
            read_weekend(settings.weekend)
            read_days_off(settings.days_off)
        except UnreadableError as error:
            raise UnreadableError(f"{path}: {error}") from error


def _tag_cadence(path: "StrPath", table: object) -> dict[str, int]:
    if not table:
        return {}
    from iitui.domain.text import fold

    longest = 3650
    if not isinstance(table, dict) or not all(
        type(days) is int and 1 <= days <= longest for days in table.values()
    ):
        raise UnreadableError(
            f"{path}: [tag_cadence] holds lines such as alumni = 90, in days from 1 to {longest}."
        )
    return {fold(str(tag).lstrip("#")): int(days) for tag, days in table.items()}
