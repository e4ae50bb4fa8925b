"""The journal, open for writing, with a writer for each subject.

Each method of a writer is one act: one transaction and one undo step. Only writers open sessions and commit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from iitui.clock import Clock
from iitui.domain.errors import JournalError
from iitui.domain.rule_figures import RuleFigures
from iitui.domain.text import clean_line
from iitui.store.backup.migrating import bring_up_to_date
from iitui.store.connections import damaged, fault_of, look_at, spoken
from iitui.store.contacts.write import ContactWriter
from iitui.store.debriefs.write import DebriefWriter
from iitui.store.follow_ups.write import FollowUpWriter
from iitui.store.interviews.write import InterviewWriter
from iitui.store.live.write import LiveWriter
from iitui.store.occupations.write import OccupationWriter
from iitui.store.organizations.write import OrganizationWriter
from iitui.store.questions import built_in
from iitui.store.questions.write import QuestionWriter
from iitui.store.reader import JournalReader
from iitui.store.schema.additions import trigger_names
from iitui.store.schema.recorded_tables import recorded_tables
from iitui.store.takeaways.write import TakeawayWriter
from iitui.store.targets.write import TargetWriter
from iitui.store.themes.write import ThemeWriter
from iitui.store.touches.write import TouchWriter
from iitui.store.transaction.history import History
from iitui.store.transaction.unit_of_work import UnitOfWork
from iitui.store.transcripts.write import TranscriptWriter

if TYPE_CHECKING:
    from iitui.store.calendar.write import CalendarWriter
    from iitui.store.contacts.imports import ImportWriter
    from iitui.store.everything.write import EverythingWriter
    from iitui.store.mail.write import MailWriter
    from iitui.store.news.write import NewsWriter
    from iitui.store.questions.sets import QuestionSetWriter
    from iitui.store.share.write import Sharing


class Store:
    """One journal, open for writing."""

    def __init__(self, unit_of_work: UnitOfWork) -> None:
        self._unit_of_work = unit_of_work
        self.contacts = ContactWriter(unit_of_work)
        self.interviews = InterviewWriter(unit_of_work)
        self.occupations = OccupationWriter(unit_of_work)
        self.organizations = OrganizationWriter(unit_of_work)
        self.questions = QuestionWriter(unit_of_work)
        self.follow_ups = FollowUpWriter(unit_of_work)
        self.live = LiveWriter(unit_of_work)
        self.debriefs = DebriefWriter(unit_of_work)
        self.transcripts = TranscriptWriter(unit_of_work)
        self.takeaways = TakeawayWriter(unit_of_work)
        self.targets = TargetWriter(unit_of_work)
        self.themes = ThemeWriter(unit_of_work)
        self.touches = TouchWriter(unit_of_work)
        self.history = History(unit_of_work)

    @cached_property
    def imports(self) -> "ImportWriter":
        """The writer of imports, loaded when first used because most runs import nothing."""
        from iitui.store.contacts.imports import ImportWriter

        return ImportWriter(self._unit_of_work)

    @cached_property
    def everything(self) -> "EverythingWriter":
        """The writer of whole journals, loaded when first used, as that of imports."""
        from iitui.store.everything.write import EverythingWriter

        return EverythingWriter(self._unit_of_work)

    @cached_property
    def mail(self) -> "MailWriter":
        """The writer of what mailboxes bring, loaded when first used, as that of imports."""
        from iitui.store.mail.write import MailWriter

        return MailWriter(self._unit_of_work)

    @cached_property
    def question_sets(self) -> "QuestionSetWriter":
        """The writer of question sets, loaded when first used, as that of imports."""
        from iitui.store.questions.sets import QuestionSetWriter

        return QuestionSetWriter(self._unit_of_work)

    @cached_property
    def calendar(self) -> "CalendarWriter":
        """The writer of what calendars know, loaded when first used, as that of imports."""
        from iitui.store.calendar.write import CalendarWriter

        return CalendarWriter(self._unit_of_work)

    @cached_property
    def news(self) -> "NewsWriter":
        """The writer of what becomes of news, loaded when first used, as that of imports."""
        from iitui.store.news.write import NewsWriter

        return NewsWriter(self._unit_of_work)

    @cached_property
    def sharing(self) -> "Sharing":
        """What shares the journal through a folder, loaded when first used."""
        from iitui.store.share.write import Sharing

        return Sharing(self._unit_of_work)

    @property
    def reader(self) -> JournalReader:
        """The reader of the journal; within `together`, it sees what that act has written so far."""
        return JournalReader(self._unit_of_work.connection)

    @classmethod
    def open(cls, path: Path, clock: Clock, figures: RuleFigures | None = None) -> Self:
        """Open the journal at a path; create it if missing, and bring schema and questions up to date.

        The rules of follow-ups count with `figures`, by default with the recommended ones, in UTC.

        Raises:
            JournalError: it cannot be opened, is not a journal, or is newer than this program.
        """
        look_at(path)
        with spoken(path):
            bring_up_to_date(path)
            unit_of_work = UnitOfWork(path, clock, figures)
        try:
            _require_own_triggers(JournalReader(unit_of_work.connection), path)
            built_in.refresh(unit_of_work)
        except BaseException:
            unit_of_work.close()
            raise
        return cls(unit_of_work)

    @property
    def backup_trouble(self) -> JournalError | None:
        """Why today's backup failed; None if it succeeded or was not due."""
        return self._unit_of_work.backup_trouble

    @contextmanager
    def together(self, name: str) -> Iterator[None]:
        """Combine all writes within into one act with this name."""
        with self._unit_of_work.act(name):
            yield

    def close(self) -> None:
        """Close the file."""
        self._unit_of_work.close()


def _require_own_triggers(reader: JournalReader, path: Path) -> None:
    """Refuse to write if triggers of another program would act on what is written."""
    own = {name for table in recorded_tables() for name in trigger_names(table)}
    strange = sorted(reader.triggers() - own)
    fault = fault_of(path) if strange else None
    if fault is not None:  # one of iitui's own triggers, its name damaged
        raise damaged(path, fault)
    if strange:
        raise JournalError(
            f"{path} contains a trigger that isn't from iitui, {clean_line(strange[0])[:60]}, which would"
            " act on what you write; nothing was changed. 'iitui check' tells you what to do."
        )
