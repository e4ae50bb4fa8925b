"""Backups and restores as the screens meet them: a restore elsewhere is seen and undone, trouble is told."""

from functools import partial
from pathlib import Path

from iitui.domain.contacts import ContactDraft
from iitui.store.backup.backups import take_backup_to
from iitui.store.backup.restoring import restore
from iitui.store.backup_catalog import backups_of, folder_of
from iitui.store.journal import Store
from iitui.ui.app.app import IituiApp
from tests.ui.pilot import messages, wait_for


def add(draft: ContactDraft, store: Store) -> None:
    store.contacts.add(draft)


async def test_a_restore_from_a_shell_is_seen_and_undone_with_one_key(
    sample_app: IituiApp, journal: Path, clock, tmp_path: Path
):
    async with sample_app.run_test() as pilot:
        kept = take_backup_to(journal, tmp_path / "kept.db", clock()).path
        await sample_app.session.act(lambda store: store.contacts.add(ContactDraft(name="Dana New")))
        count = sample_app.session.reader.contacts.count()
        restore(journal, kept, clock())
        seen = sample_app._journal_watch._state
        await wait_for(pilot, lambda: sample_app._journal_watch._state != seen)
        assert sample_app.session.reader.contacts.count() == count - 1
        await pilot.press("u")
        await wait_for(pilot, lambda: "Undone: Restored the journal from kept.db" in messages(sample_app))
        assert sample_app.session.reader.contacts.count() == count


async def test_a_backup_that_fails_is_told_once_and_hinders_nothing(sample_app: IituiApp, journal: Path):
    folder_of(journal).write_text("in the way")
    async with sample_app.run_test() as pilot:
        for name in ("One New", "Two New"):
            draft = ContactDraft(name=name)
            await sample_app.session.act(partial(add, draft))
        await wait_for(pilot, lambda: bool(messages(sample_app)))
        sample_app._watch()
        await pilot.pause()
        (sentence,) = messages(sample_app)
        assert sentence.startswith("Today's backup of the journal failed: ")
        assert len(sample_app.session.reader.contacts.by_name("Two New")) == 1
    assert backups_of(journal) == []
