"""Defines every setting: its name, default, what is allowed, and a sentence about it.

The settings file, which is TOML that the user writes, is read by `iitui.settings_file`; `iitui settings`, the
template of a new file and the table of the documents are made from the same definitions.

The defaults are the recommendations of careers offices: ask for 20 minutes (Pomona, Berkeley) and block 30,
be there 15 minutes early in person (Oakland, Evansville) and 5 by video, pick 8 questions and at most 10;
hear two to five people per occupation, at two organizations or more (Bolles). The figures of the rules of
follow-ups stand in `iitui.domain.rule_figures`.
"""

from collections.abc import Mapping
from datetime import time
from types import MappingProxyType

from iitui.domain.rule_figures import DEFAULTS, RuleFigures

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from iitui.domain.comparison import EvidenceNeeded
    from iitui.domain.interviews import Medium

WEEKEND = ("Saturday", "Sunday")

_NOTHING: Mapping[str, int] = MappingProxyType({})
_NO_KEYS: Mapping[str, str] = MappingProxyType({})


class Setting:
    """What is known of one setting; the class `Settings` holds one of a subclass for each name.

    Attributes:
        name: its name in the settings file.
        default: its value if nothing is set.
        meaning: a sentence about it, without its full stop.
        allowed: what it may be, in words that follow "must be".
        example: a value in TOML for the template, if the default shows too little.
        at_once: whether a change counts while the screens are open, not only from the next start.
    """

    allowed = ""

    def __init__(self, default: object, meaning: str, *, example: str = "", at_once: bool = True) -> None:
        self.name = ""
        self.default = default
        self.meaning = meaning
        self.example = example
        self.at_once = at_once

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def check(self, value: object) -> object:
        """Return a value from the file as the program uses it.

        Raises:
            ValueError: it is none that is allowed.
            UnreadableError: the same, with words about it.
        """
        raise NotImplementedError


class TextSetting(Setting):
    """A text."""

    allowed = "a text in quotes"

    def __get__(self, settings: object, owner: type) -> str:
        return str(self.default)

    def check(self, value: object) -> object:
        """Return a text."""
        if not isinstance(value, str):
            raise ValueError(self.allowed)
        return value


class ZoneSetting(TextSetting):
    """The IANA name of a time zone; empty for this machine's."""

    allowed = "a time zone such as Europe/London in quotes"

    def check(self, value: object) -> object:
        """Return the name of a zone that there is."""
        from iitui.clock import local_zone, machine_zone

        name = super().check(value)
        if machine_zone(str(name)) is None:
            local_zone(str(name))
        return name


class WeekdaySetting(TextSetting):
    """A day of the week, by its English name."""

    allowed = 'a day of the week in quotes, such as "Monday" or "Sun"'

    def check(self, value: object) -> object:
        """Return the name of a day in full."""
        from iitui.domain.dates.calendar import WEEKDAYS

        short = str(super().check(value)).strip().casefold()
        for day in WEEKDAYS:
            if short in (day.casefold(), day[:3].casefold()):
                return day
        raise ValueError(self.allowed)


class FlagSetting(Setting):
    """Yes or no."""

    allowed = "true or false"

    def __get__(self, settings: object, owner: type) -> bool:
        return bool(self.default)

    def check(self, value: object) -> object:
        """Return a truth value."""
        if not isinstance(value, bool):
            raise ValueError(self.allowed)
        return value


class NumberSetting(Setting):
    """A whole number between two others.

    Attributes:
        least: the lowest that is allowed; `most`, the highest.
    """

    def __init__(
        self, default: int, meaning: str, *, least: int = 0, most: int = 600, at_once: bool = True
    ) -> None:
        super().__init__(default, meaning, at_once=at_once)
        self.number = default
        self.least, self.most = least, most
        self.allowed = f"a whole number from {least} to {most}"

    def __get__(self, settings: object, owner: type) -> int:
        return self.number

    def check(self, value: object) -> object:
        """Return a number within the limits."""
        if type(value) is not int or not self.least <= value <= self.most:
            raise ValueError(self.allowed)
        return value


class FigureSetting(NumberSetting):
    """A figure of the rules of follow-ups, whose default stands with these."""

    def __init__(self, meaning: str, *, least: int = 1) -> None:
        super().__init__(0, meaning, least=least, at_once=False)

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)
        self.default = self.number = DEFAULTS[name]


class TimeSetting(Setting):
    """A time on the clock."""

    allowed = 'a time in quotes, such as "09:00"'

    def __init__(self, default: time, meaning: str) -> None:
        super().__init__(default, meaning)
        self.time = default

    def __get__(self, settings: object, owner: type) -> time:
        return self.time

    def check(self, value: object) -> object:
        """Return a time from a text, or from TOML's own notation of times."""
        if isinstance(value, str):
            value = time.fromisoformat(value.strip().zfill(5))
        if not isinstance(value, time) or value.tzinfo is not None:
            raise ValueError(self.allowed)
        return value.replace(second=0, microsecond=0)


class TextsSetting(Setting):
    """A list of texts."""

    allowed = 'a list of texts, such as ["…", "…"]'

    def __get__(self, settings: object, owner: type) -> tuple[str, ...]:
        return self.default if isinstance(self.default, tuple) else ()

    def check(self, value: object) -> object:
        """Return the texts."""
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise ValueError(self.allowed)
        return tuple(map(str, value))


class WeekdaysSetting(TextsSetting):
    """Days of the week, but not all of them."""

    allowed = 'a list of days of the week, such as ["Saturday", "Sunday"]'

    def check(self, value: object) -> object:
        """Return the names as they are written, all of which can be read."""
        from iitui.business_calendar import read_weekend

        texts = super().check(value)
        read_weekend(texts if isinstance(texts, tuple) else ())
        return texts


class DaysSetting(TextsSetting):
    """Days, and ranges of days."""

    allowed = 'a list of days, such as ["2026-12-24", "2026-12-28..2027-01-02"]'

    def check(self, value: object) -> object:
        """Return the days as they are written, all of which can be read."""
        from iitui.business_calendar import read_days_off

        texts = super().check(value)
        read_days_off(texts if isinstance(texts, tuple) else ())
        return texts


class TableSetting(Setting):
    """A table of lines whose names the user chooses.

    Attributes:
        entry_allowed: what the value of a line may be, in words that follow "must be".
    """

    entry_allowed = ""

    def check(self, value: object) -> object:
        """Return all lines of the table as the program uses them."""
        if not isinstance(value, dict):
            raise ValueError(self.allowed)
        return dict(self.check_entry(str(name), entry) for name, entry in flatten(value))

    def check_entry(self, name: str, value: object) -> "tuple[str, int | str]":
        """Return one line as the program uses it; raises `ValueError` as `check` does."""
        raise NotImplementedError


class CadenceSetting(TableSetting):
    """Tags, each with a number of days."""

    allowed = "a table of tags, with lines such as alumni = 90"
    entry_allowed = "a number of days from 1 to 3650"

    def __get__(self, settings: object, owner: type) -> Mapping[str, int]:
        return _NOTHING

    def check_entry(self, name: str, value: object) -> "tuple[str, int | str]":
        """Return the folded tag and its days."""
        from iitui.domain.text import fold

        if type(value) is not int or not 1 <= value <= 3650:
            raise ValueError(self.entry_allowed)
        return fold(name.lstrip("#")), value


class KeySetting(TableSetting):
    """Names of what keys do, each with its keys."""

    allowed = 'a table of keys, with lines such as "contact.new" = "n,insert"'
    entry_allowed = 'a text with keys, such as "n,insert"'

    def __get__(self, settings: object, owner: type) -> Mapping[str, str]:
        return _NO_KEYS

    def check_entry(self, name: str, value: object) -> "tuple[str, int | str]":
        """Return the name and its keys."""
        if not isinstance(value, str):
            raise ValueError(self.entry_allowed)
        return name, value


def flatten(table: Mapping[object, object], before: str = "") -> "list[tuple[str, object]]":
    """Return the lines of a table; contact.new = "n" without quotes is a table within, and means the same."""
    lines: list[tuple[str, object]] = []
    for name, value in table.items():
        if isinstance(value, dict) and value:
            lines += flatten(value, f"{before}{name}.")
        else:
            lines.append((f"{before}{name}", value))
    return lines


class Settings:
    """The settings; a plain class, because a shell prompt reads them too.

    Attributes:
        place: returns the place in the file of a setting: "settings.toml:3"; None if there was no file.
    """

    theme = TextSetting(
        "iitui",
        'The colors: "iitui", "iitui-high-contrast", either with "-light" after it, or any theme of Textual',
    )
    plain_lines = FlagSetting(
        False,
        "Words and plain lines instead of boxes and symbols, for use with a screen reader",
        at_once=False,
    )
    animations = FlagSetting(True, "Whether scrolling is animated")
    bell = FlagSetting(False, "Ring during an interview, five minutes before its end and at it")
    notify = FlagSetting(False, "The same as a desktop notification, in terminals that support it")

    zone = ZoneSetting(
        "", "Your time zone, if it isn't this computer's", example='"America/Detroit"', at_once=False
    )
    day_first = FlagSetting(False, "Whether 5/12 means December 5")
    week_start = WeekdaySetting("Monday", 'The day on which weeks start, in Statistics and in "next week"')
    remind_at = TimeSetting(time(9), "The time of day used when you snooze or schedule something by day only")

    my_name = TextSetting("", "The name you sign letters with")
    about_me = TextSetting(
        "", 'Who you are, in a few words that follow "I am"', example='"a nurse in my second year"'
    )
    addresses = TextsSetting(
        (), "Your own email addresses, to tell sent mail from received mail",
        example='["me@example.org"]',
    )  # fmt: skip
    mail = TextsSetting((), "The mailboxes that iitui mail checks", example='["~/Mail"]')
    share = TextSetting("", "The folder iitui share uses to sync journals", example='"~/Sync/iitui"')
    share_device = TextSetting("", "This device's name for others (default: the computer's name)")
    share_without_off_record = FlagSetting(False, "Whether to keep what's off the record out of sharing")
    share_without_tags = TextsSetting(
        (), "Contacts with any of these tags aren't shared", example='["private"]'
    )
    private_tag = TextSetting("private", "Contacts with this tag are left out of reports; empty for none")

    ask_minutes = NumberSetting(20, "How many minutes to ask for", least=5)
    block_minutes = NumberSetting(30, "How many minutes to block in the calendar", least=5)
    arrive_minutes = NumberSetting(15, "How many minutes early to be there in person")
    online_minutes = NumberSetting(5, "How many minutes early to be online for a video interview")
    questions = NumberSetting(8, "How many questions a plan should have", least=1)
    most_questions = NumberSetting(
        10, "A plan with more questions than this for 30 minutes is called too long", least=1
    )

    warn_people = NumberSetting(1, "You're warned while an occupation rests on this many people or fewer")
    sound_people = NumberSetting(3, "How many people make the evidence sound", least=1)
    sound_organizations = NumberSetting(2, "How many organizations they must come from", least=1)

    letter_words = NumberSetting(100, "A request with more words than this is called too long", least=10)
    ask_again_days = NumberSetting(14, "You're warned if you ask the same person again sooner than this")

    thank_you_hours = FigureSetting("How many hours after an interview the thank-you is due")
    confirm_hours = FigureSetting("How many hours before an interview to confirm it")
    second_name_days = FigureSetting("With no reply, how many business days until you ask someone else there")
    nudge_days = FigureSetting("With no reply, how many business days until a nudge is due")
    most_nudges = FigureSetting("How many nudges to send before letting it rest", least=0)
    introduction_days = FigureSetting("How many days until you ask about a promised introduction")
    promise_days = FigureSetting("How many days until your own promise is due, if it has no date")
    tell_days = FigureSetting("How many days until you tell the referrer how it turned out")
    report_days = FigureSetting("How many days until you report back on advice")

    weekend = WeekdaysSetting(WEEKEND, "The days of the week that aren't business days", at_once=False)
    days_off = DaysSetting((), "Your days off", example='["2026-12-28..2027-01-02"]', at_once=False)
    holidays = TextSetting(
        "",
        "Where you have public holidays, which are no business days: a country or a part of one",
        example='"US-MI"',
        at_once=False,
    )

    tag_cadence = CadenceSetting(
        {}, "How many days until contacts with a tag are due a touch", example="alumni = 90", at_once=False
    )
    keys = KeySetting(
        {}, "Your own keys, by the names in iitui help keys", example='"contact.new" = "n,insert"'
    )

    def __init__(self, *, place: "Callable[[str], str] | None" = None, **given: object) -> None:
        unknown = given.keys() - DEFINED.keys()
        if unknown:
            raise TypeError(f"not settings: {unknown}")
        self.place = place
        vars(self).update(given)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Settings) and all(
            self.value_of(name) == other.value_of(name) for name in DEFINED
        )

    def __hash__(self) -> int:
        return hash(self.theme)

    def value_of(self, name: str) -> object:
        """Return the value of the setting with a name."""
        return vars(self).get(name, DEFINED[name].default)

    @property
    def figures(self) -> Mapping[str, int]:
        """The figures of the rules of follow-ups, by the names in `rule_figures.DEFAULTS`."""
        return {name: getattr(self, name) for name in DEFAULTS}

    @property
    def first_weekday(self) -> int:
        """The day on which weeks begin, 0 for Monday."""
        from iitui.domain.dates.calendar import WEEKDAYS

        return WEEKDAYS.index(self.week_start)

    @property
    def evidence_needed(self) -> "EvidenceNeeded":
        """How much evidence about an occupation is enough."""
        from iitui.domain.comparison import EvidenceNeeded

        return EvidenceNeeded(
            warn_people=self.warn_people,
            sound_people=self.sound_people,
            sound_organizations=self.sound_organizations,
        )

    def rule_figures(self, zone: "tzinfo") -> RuleFigures:
        """Return what the rules of follow-ups count with, in the user's zone.

        Raises:
            UnreadableError: no public holidays are known of the country.
        """
        calendar = None
        if self.days_off or self.holidays or self.weekend != WEEKEND:
            from iitui.business_calendar import calendar_of
            from iitui.domain.errors import UnreadableError

            try:
                calendar = calendar_of(self.weekend, self.days_off, self.holidays)
            except UnreadableError as error:
                if self.place is None:
                    raise
                raise UnreadableError(f"{self.place('holidays')}: {error}") from error
        return RuleFigures(self.figures, tag_cadence=self.tag_cadence, calendar=calendar, zone=zone)

    def arrive_by(self, medium: "Medium") -> int:
        """Return how many minutes before an interview to be there, by medium."""
        return {"in person": self.arrive_minutes, "video": self.online_minutes}.get(medium, 0)


DEFINED = {name: one for name, one in vars(Settings).items() if isinstance(one, Setting)}
"""All settings by their names, in the order in which they are listed."""

HEADINGS = {
    "theme": "The screens",
    "zone": "Time",
    "my_name": "You",
    "ask_minutes": "Interviews",
    "warn_people": "Evidence",
    "letter_words": "Letters and requests",
    "thank_you_hours": "The rules of follow-ups",
    "weekend": "Business days",
    "tag_cadence": "Keeping in touch",
    "keys": "Keys",
}
"""The headings, each by the name of the first setting below it."""
