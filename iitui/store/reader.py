"""Reads the journal, for commands, screens and the writers themselves; it never writes.

It uses only the standard library's sqlite3 and the views of the schema, so that shell prompts and the first
frame of the app need no slow imports. The readers of the subjects are loaded when they are first used.
"""

import os
import sqlite3
from functools import cached_property

from iitui.domain.errors import DamagedError, JournalError
from iitui.store.connections import (
    UNREADABLE,
    closed_on_error,
    damaged,
    explain,
    fault_of,
    look_at,
    open_for_reading,
    spoken,
)
from iitui.store.row_reader import Reader
from iitui.store.schema import version

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from typing import Self

    from iitui.domain.rule_figures import RuleFigures
    from iitui.paths import StrPath
    from iitui.store.calendar.read import CalendarReader
    from iitui.store.compare.answer_lines import AnswerLineReader
    from iitui.store.compare.read import CompareReader
    from iitui.store.contacts.cards import ContactCardReader
    from iitui.store.contacts.duplicates import DuplicateReader
    from iitui.store.contacts.read import ContactReader
    from iitui.store.contacts.referrals import ReferralReader
    from iitui.store.debriefs.read import DebriefReader
    from iitui.store.everything.read import EverythingReader
    from iitui.store.follow_up_facts.read import FollowUpFactsReader
    from iitui.store.follow_ups.read import FollowUpReader
    from iitui.store.interviews.read import InterviewReader
    from iitui.store.interviews.read_brief import BriefReader
    from iitui.store.known_words import KnownWordReader
    from iitui.store.letters.read import LetterReader
    from iitui.store.live.read import LiveReader
    from iitui.store.mail.read import MailReader
    from iitui.store.news.read import NewsReader
    from iitui.store.occupations.read import OccupationReader
    from iitui.store.organizations.read import OrganizationReader
    from iitui.store.questions.read import QuestionReader
    from iitui.store.read_acts import ActReader
    from iitui.store.statistics.read import StatisticsReader
    from iitui.store.targets.read import TargetReader
    from iitui.store.themes.read import ThemeReader
    from iitui.store.today.read import TodayReader
    from iitui.store.touches.read import TouchReader
    from iitui.store.transcripts.read import TranscriptReader


def connect(path: "StrPath", figures: "RuleFigures | None" = None) -> sqlite3.Connection | None:
    """Open the journal at a path for reading; None if it does not exist, and then it is not created.

    A journal with an earlier schema is migrated first. The rules of follow-ups count with `figures`;
    without them, what they tell cannot be read.

    Raises:
        JournalError: it cannot be read, is not a journal, or is newer than this program.
    """
    exists = look_at(path)
    with spoken(path):
        if not exists or os.stat(path).st_size == 0:
            return None
        connection = open_for_reading(path, figures)
        with closed_on_error(connection):
            is_old = version.version_of(connection) < version.NEWEST
        if is_old:
            connection.close()
            from iitui.store.backup.migrating import bring_up_to_date

            bring_up_to_date(path)
            connection = open_for_reading(path, figures)
        return connection


class JournalReader:
    """Reads one journal on one connection, with a reader for each subject."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: "StrPath", figures: "RuleFigures | None" = None) -> "Self":
        """Open the journal at a path. One that does not exist yet reads as empty and is not created.

        A journal with an earlier schema is migrated first. The rules of follow-ups count with `figures`, by
        default with the recommended ones, in UTC.

        Raises:
            JournalError: it cannot be read, is not a journal, or is newer than this program.
        """
        from iitui.domain.rule_figures import RuleFigures

        connection = connect(path, figures or RuleFigures())
        return cls.empty() if connection is None else cls(connection)

    @classmethod
    def empty(cls) -> "Self":
        """Return a reader of a journal that does not exist yet, which is empty."""
        from iitui.domain.rule_figures import RuleFigures
        from iitui.store import rule_functions
        from iitui.store.schema.migrations import migrate

        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        migrate(connection)
        rule_functions.register(connection, RuleFigures())
        return cls(connection)

    @cached_property
    def contacts(self) -> "ContactReader":
        """Contacts, with what belongs to them."""
        from iitui.store.contacts.read import ContactReader

        return ContactReader(self._connection)

    @cached_property
    def duplicates(self) -> "DuplicateReader":
        """Contacts who may be one person."""
        from iitui.store.contacts.duplicates import DuplicateReader

        return DuplicateReader(self._connection)

    @cached_property
    def known_words(self) -> "KnownWordReader":
        """The words that fields suggest."""
        from iitui.store.known_words import KnownWordReader

        return KnownWordReader(self._connection)

    @cached_property
    def cards(self) -> "ContactCardReader":
        """All contacts, for other programs."""
        from iitui.store.contacts.cards import ContactCardReader

        return ContactCardReader(self._connection)

    @cached_property
    def referrals(self) -> "ReferralReader":
        """Who named whom."""
        from iitui.store.contacts.referrals import ReferralReader

        return ReferralReader(self._connection)

    @cached_property
    def interviews(self) -> "InterviewReader":
        """Interviews."""
        from iitui.store.interviews.read import InterviewReader

        return InterviewReader(self._connection)

    @cached_property
    def briefs(self) -> "BriefReader":
        """Briefs and checklists."""
        from iitui.store.interviews.read_brief import BriefReader

        return BriefReader(self._connection)

    @cached_property
    def occupations(self) -> "OccupationReader":
        """Occupations."""
        from iitui.store.occupations.read import OccupationReader

        return OccupationReader(self._connection)

    @cached_property
    def organizations(self) -> "OrganizationReader":
        """Organizations."""
        from iitui.store.organizations.read import OrganizationReader

        return OrganizationReader(self._connection)

    @cached_property
    def targets(self) -> "TargetReader":
        """Targets, and whom to ask next."""
        from iitui.store.targets.read import TargetReader

        return TargetReader(self._connection)

    @cached_property
    def questions(self) -> "QuestionReader":
        """The bank of questions and the plans."""
        from iitui.store.questions.read import QuestionReader

        return QuestionReader(self._connection)

    @cached_property
    def follow_ups(self) -> "FollowUpReader":
        """Follow-ups and reminders."""
        from iitui.store.follow_ups.read import FollowUpReader

        return FollowUpReader(self._connection)

    @cached_property
    def follow_up_facts(self) -> "FollowUpFactsReader":
        """The facts from which follow-ups arise."""
        from iitui.store.follow_up_facts.read import FollowUpFactsReader

        return FollowUpFactsReader(self._connection)

    @cached_property
    def touches(self) -> "TouchReader":
        """Touches and requests."""
        from iitui.store.touches.read import TouchReader

        return TouchReader(self._connection)

    @cached_property
    def mail(self) -> "MailReader":
        """What is compared with the messages of mailboxes."""
        from iitui.store.mail.read import MailReader

        return MailReader(self._connection)

    @cached_property
    def news(self) -> "NewsReader":
        """What files said differently of contacts."""
        from iitui.store.news.read import NewsReader

        return NewsReader(self._connection)

    @cached_property
    def letters(self) -> "LetterReader":
        """What letters are filled from."""
        from iitui.store.letters.read import LetterReader

        return LetterReader(self._connection)

    @cached_property
    def live(self) -> "LiveReader":
        """What an interview needs while it goes on."""
        from iitui.store.live.read import LiveReader

        return LiveReader(self._connection)

    @cached_property
    def debriefs(self) -> "DebriefReader":
        """What was written down right after interviews."""
        from iitui.store.debriefs.read import DebriefReader

        return DebriefReader(self._connection)

    @cached_property
    def transcripts(self) -> "TranscriptReader":
        """Transcripts of interviews."""
        from iitui.store.transcripts.read import TranscriptReader

        return TranscriptReader(self._connection)

    @cached_property
    def themes(self) -> "ThemeReader":
        """Themes and their passages."""
        from iitui.store.themes.read import ThemeReader

        return ThemeReader(self._connection)

    @cached_property
    def calendar(self) -> "CalendarReader":
        """What calendars are told, and were told last."""
        from iitui.store.calendar.read import CalendarReader

        return CalendarReader(self._connection)

    @cached_property
    def compare(self) -> "CompareReader":
        """What the interviews about occupations say together."""
        from iitui.store.compare.read import CompareReader

        return CompareReader(self._connection)

    @cached_property
    def answer_lines(self) -> "AnswerLineReader":
        """Answers, takeaways and passages of themes, for other programs."""
        from iitui.store.compare.answer_lines import AnswerLineReader

        return AnswerLineReader(self._connection)

    @cached_property
    def everything(self) -> "EverythingReader":
        """All records, for another journal."""
        from iitui.store.everything.read import EverythingReader

        return EverythingReader(self._connection)

    @cached_property
    def statistics(self) -> "StatisticsReader":
        """What statistics are made of."""
        from iitui.store.statistics.read import StatisticsReader

        return StatisticsReader(self._connection)

    @cached_property
    def acts(self) -> "ActReader":
        """The history of the journal."""
        from iitui.store.read_acts import ActReader

        return ActReader(self._connection)

    @cached_property
    def today(self) -> "TodayReader":
        """What the Today screen shows, besides follow-ups."""
        from iitui.store.today.read import TodayReader

        return TodayReader(self._connection)

    def triggers(self) -> set[str]:
        """Return the names of the triggers."""
        return Reader(self._connection).triggers()

    def memo(self, name: str) -> str | None:
        """Return a value that the program has stored about the journal; None if there is none."""
        return Reader(self._connection).memo(name)

    def state(self) -> int:
        """Return a number that changes whenever another connection writes."""
        return Reader(self._connection).state()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def explain_failure(error: BaseException, path: "StrPath") -> JournalError | None:
    """Return the cause of an unexpected error, if it is the journal; None if it is a bug in iitui.

    A damaged journal can cause any error, here or elsewhere: a word that is not in an enum, an instant out of
    range, a name that is a number. So the journal itself is checked.
    """
    if isinstance(error, UNREADABLE) and not isinstance(error, sqlite3.ProgrammingError):
        told = explain(error, path)
        if isinstance(told, DamagedError) or str(error) not in str(told):
            return told
    fault = fault_of(path) if os.path.exists(path) else None
    return None if fault is None else damaged(path, fault)
