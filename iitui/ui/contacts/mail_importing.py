"""Looks through mailboxes: reads them, shows what they would bring, and takes what is marked in one act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from iitui.domain.dates.calendar import say_when
from iitui.domain.errors import IituiError, UnreadableError
from iitui.domain.imports import ImportProblem
from iitui.domain.mail.plan import MailPlan, MailStranger
from iitui.domain.text import clean_line
from iitui.ui.contacts.mail_preview import MailChoice, MailPreview
from iitui.ui.kit.dialogs.progress import Gauge
from iitui.ui.session.background_work import run_with_progress
from iitui.ui.session.screen import JournalScreen

if TYPE_CHECKING:
    from iitui.interchange.mail.mailbox import Mailbox
    from iitui.store.mail.write import MailResult


@dataclass(frozen=True, slots=True)
class _Read:
    """A mailbox that was read.

    Attributes:
        mailbox: the mailbox, to be read once more for texts.
        plan: what it would bring.
        problems: what could not be read.
    """

    mailbox: "Mailbox"
    plan: MailPlan
    problems: tuple[ImportProblem, ...]


async def is_mailbox(screen: JournalScreen, path: Path) -> bool | None:
    """Return whether a file or a folder is a mailbox; None when the user stopped waiting for that."""
    gauge = Gauge()

    def look() -> bool:
        from iitui.interchange.mail.mailbox import is_mail

        try:
            return is_mail(path, partial(gauge.report, 0, 0))
        except UnreadableError:
            return False  # why it cannot be read is said where it is read

    return await run_with_progress(screen.app, "Looking for mail …", look, gauge, can_leave=True)


async def look_through_settings(screen: JournalScreen) -> None:
    """Look through the mailboxes of the settings. To be run in a worker."""
    named = screen.session.settings.mail
    try:
        if not named:
            raise UnreadableError(
                f'No mailbox is set. Press I to import one, or add mail = ["~/Mail"] in'
                f" {screen.session.paths.settings_file}."
            )
        await look_through_mail(screen, [Path(name).expanduser() for name in named])
    except IituiError as error:
        screen.show_error(error)


async def look_through_mail(screen: JournalScreen, paths: Sequence[Path]) -> None:
    """Read mailboxes, show what they would bring, and take what is marked. To be run in a worker.

    Raises:
        UnreadableError: they cannot be read, or the settings do not say which addresses are the user's own.
    """
    name = clean_line(paths[0].name) if len(paths) == 1 else f"{len(paths)} mailboxes"
    now, zone = screen.session.now(), screen.session.zone
    choice = MailChoice()
    while True:
        read = await _read(screen, paths, name, choice)
        if read is None:
            return
        preview = MailPreview(name, read.plan, read.problems, lambda at: say_when(at, zone, now), choice)
        answer = await screen.app.push_screen_wait(preview)
        if answer is None:
            return
        if answer.is_final:
            await _take(screen, read, answer, name)
            return
        choice = answer


async def _read(
    screen: JournalScreen,
    paths: Sequence[Path],
    name: str,
    choice: MailChoice,
    additions: Sequence[MailStranger] = (),
) -> _Read | None:
    """Read mailboxes on a thread; None when the user gave it up."""
    gauge = Gauge()
    work = _reading(screen, paths, choice, additions, gauge)
    return await run_with_progress(screen.app, f"Reading {name} …", work, gauge, can_leave=True)


def _reading(
    screen: JournalScreen,
    paths: Sequence[Path],
    choice: MailChoice,
    additions: Sequence[MailStranger],
    gauge: Gauge,
) -> Callable[[], _Read]:
    session = screen.session
    journal, figures, own, now = (
        session.paths.journal,
        session.figures,
        session.settings.addresses,
        session.now(),
    )
    settings_file = session.paths.settings_file

    def read() -> _Read:
        from iitui.interchange.mail.looking import look_through, require_addresses
        from iitui.interchange.mail.mailbox import Mailbox
        from iitui.store.reader import JournalReader

        require_addresses(own, settings_file)
        mailbox = Mailbox(paths, partial(gauge.report, 0, 0))
        reader = JournalReader.open(journal, figures)
        try:
            facts = reader.mail.facts(now)
        finally:
            reader.close()
        plan = look_through(
            mailbox, facts, own, now, options=choice.options, additions=additions, progress=gauge.report
        )
        unused = (ImportProblem(each.place.file, each.place.where, each.why) for each in plan.problems)
        return _Read(mailbox, plan, (*mailbox.problems, *unused))

    return read


async def _take(screen: JournalScreen, read: _Read, choice: MailChoice, name: str) -> None:
    """Carry out what was chosen, and say what was done."""
    try:
        done = await _carry_out(screen, read, choice, name)
    except IituiError as error:
        screen.show_error(error)
    else:
        screen.say("Cancelled; nothing was changed." if done is None else _in_words(done))
    screen.reload()


async def _carry_out(
    screen: JournalScreen, read: _Read, choice: MailChoice, name: str
) -> "MailResult | None":
    paths = read.mailbox.paths
    plan = _with_outcomes(read.plan, choice).only(choice.keys)
    if choice.strangers:  # their messages are touches too
        again = await _read(screen, paths, name, choice, choice.strangers)
        if again is None:
            return None
        of_new = tuple(touch for touch in again.plan.touches if touch.draft.contact_id < 0)
        plan = replace(plan, touches=(*plan.touches, *of_new), additions=again.plan.additions)
    if choice.keeps_texts:
        with_texts = await _add_texts(screen, read.mailbox, plan, name)
        if with_texts is None:
            return None
        plan = with_texts
    store = await screen.session.store()
    gauge = Gauge()
    return await run_with_progress(
        screen.app,
        f"Importing {name} …",
        lambda: store.mail.take(plan, name, gauge.report),
        gauge,
        can_leave=True,
    )


async def _add_texts(screen: JournalScreen, mailbox: "Mailbox", plan: MailPlan, name: str) -> MailPlan | None:
    from iitui.interchange.mail.looking import add_texts

    gauge = Gauge()
    return await run_with_progress(
        screen.app,
        f"Reading the texts of {name} …",
        lambda: add_texts(mailbox, plan, gauge.report),
        gauge,
        can_leave=True,
    )


def _with_outcomes(plan: MailPlan, choice: MailChoice) -> MailPlan:
    answers = tuple(
        replace(answer, outcome=choice.outcomes.get(answer.key, answer.outcome)) for answer in plan.answers
    )
    return replace(plan, answers=answers)


def _in_words(done: "MailResult") -> str:
    return f"Imported: {done.in_words or 'nothing new'}. u undoes it."
