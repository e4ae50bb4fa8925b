import threading

import pytest
from textual import events
from textual.widgets import Input

from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import UnreadableError
from iitui.interchange import reading
from iitui.store.contacts.imports import ImportWriter
from iitui.store.transaction.history import History
from iitui.ui.contacts.column_matching import MatchColumns
from iitui.ui.contacts.import_preview import ImportPreview
from iitui.ui.kit.dialogs.file_picker import FilePicker, read_path
from iitui.ui.kit.dialogs.menu import Menu
from iitui.ui.kit.dialogs.progress import Progress
from iitui.ui.kit.lists.row_list import RowList
from iitui.ui.session import background_work
from iitui.ui.today.screen import TodayScreen
from tests.clock import MORNING
from tests.ui.conftest import Look
from tests.ui.pilot import drawn, messages, settle, wait_for

SIZE = (100, 30)
CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Dana [/] Ito
ORG:Beaumont
EMAIL:dana@example.org
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:[@click=app.quit]x
END:VCARD
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder with one vCard file and folders and files of hostile names."""
    home = tmp_path / "home"
    downloads = home / "Downloads"
    (downloads / "[red]folder [bold").mkdir(parents=True)
    (downloads / "people.vcf").write_text(CARDS)
    (downloads / "[@click=app.quit]bad.csv").write_bytes(b"\x89PNG\0\0\x1b[31m")
    (downloads / "esc\x1b[31m.csv").write_text("a,b\n1,2\n")
    (downloads / "notes.txt").write_text("not shown")
    (downloads / ".hidden.vcf").write_text("not shown")
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture
def many(home, monkeypatch):
    """A file of 1,500 cards, and a bar that comes at once."""
    monkeypatch.setattr(background_work, "BAR_DELAY_SECONDS", 0.01)
    path = home / "many.vcf"
    path.write_text("".join(f"BEGIN:VCARD\nFN:Person {n}\nEND:VCARD\n" for n in range(1500)))
    return path


def contacts(look: Look) -> int:
    return look().contacts.count()


async def picker(pilot) -> FilePicker:
    await settle(pilot)
    await pilot.press("I")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, FilePicker)
    return screen


async def type_path(pilot, path) -> None:
    await pilot.press("slash")
    pilot.app.screen.query_one("#picker-path").value = str(path)
    await pilot.press("enter")


async def preview(pilot, path) -> ImportPreview:
    await picker(pilot)
    await type_path(pilot, path)
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ImportPreview)
    return screen


async def test_the_picker_begins_at_the_downloads_and_shows_what_fits(make_app, home):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await picker(pilot)
        text = drawn(app)
        for name in ("people.vcf", "[red]folder [bold/", "[@click=app.quit]bad.csv", "esc[31m.csv", "../"):
            assert name in text
        assert "not shown" not in text
        assert "notes.txt" not in text
        assert ".hidden" not in text
        assert "\x1b" not in text


async def test_folders_are_gone_through_with_the_keys(make_app, home):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await picker(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Nothing to read here" in drawn(app)
        await pilot.press("backspace")
        assert screen.query_one(RowList).cursor_key == str(home / "Downloads" / "[red]folder [bold")
        await pilot.press("backspace")
        await settle(pilot)
        assert screen.query_one(RowList).cursor_key == str(home / "Downloads")
        await pilot.press("escape")
        assert isinstance(app.screen, TodayScreen)


async def test_a_path_is_completed(make_app, home):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await picker(pilot)
        await pilot.press("slash", *"peo")
        line = screen.query_one("#picker-path", Input)
        await wait_for(pilot, lambda: line._suggestion)
        await pilot.press("right")
        assert line.value == str(home / "Downloads" / "people.vcf")


@pytest.mark.parametrize("is_quick", [True, False])
async def test_an_absolute_path_that_is_typed_is_taken_whole(make_app, home, is_quick):
    path = str(home / "Downloads" / "people.vcf")
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = await picker(pilot)
        if is_quick:
            await type_path(pilot, f"{home / 'Downloads'}{path}")
        else:
            await pilot.press(*path, "left", "!")
            line = screen.query_one("#picker-path", Input)
            assert line.value == f"{path[:-1]}!{path[-1]}"
            await pilot.press("backspace", "enter")
        await wait_for(pilot, lambda: isinstance(app.screen, ImportPreview))


@pytest.mark.parametrize("begun", [(), ("slash",), ("slash", *"none.vcf", "enter")])
async def test_a_path_that_is_pasted_is_taken_whole(make_app, home, begun):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await picker(pilot)
        await pilot.press(*begun)
        await settle(pilot)
        if begun[1:]:
            await pilot.press("slash")
        line = app.screen.query_one("#picker-path", Input)
        before = line.value
        app.post_message(events.Paste(f"'{home / 'Downloads' / 'people.vcf'}'"))
        await wait_for(pilot, lambda: line.value != before)
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(app.screen, ImportPreview))


async def test_a_path_under_home_is_typed(make_app, home):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await picker(pilot)
        await pilot.press(*"~/Downloads/people.vcf", "enter")
        await wait_for(pilot, lambda: isinstance(app.screen, ImportPreview))


async def test_a_preview_then_one_act_and_one_undo(make_app, home, look):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await preview(pilot, home / "Downloads" / "people.vcf")
        text = drawn(app)
        for words in (
            "2 to be added",
            "To be added (2)",
            "Dana [/] Ito",
            "[@click=app.quit]x",
            "dana@example.org",
        ):
            assert words in text
        assert contacts(look) == 0
        await pilot.press("enter")
        await wait_for(pilot, lambda: app._notifications)
        assert contacts(look) == 2
        await settle(pilot)
        assert "Imported: 2 added, 0 changed." in messages(app)[0]
        await pilot.press("2")
        await settle(pilot)
        assert "Dana [/] Ito" in drawn(app)
        await pilot.press("u")
        await wait_for(pilot, lambda: contacts(look) == 0)


async def test_the_same_again_has_nothing_new(make_app, home, store, look):
    from iitui.store.contacts.imports import split_valid

    path = home / "Downloads" / "people.vcf"
    store.imports.run(split_valid(reading.read_contacts(path))[0], "before")
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await preview(pilot, path)
        assert "2 unchanged" in drawn(app)
        assert "Nothing new in this file. enter or esc closes this." in drawn(app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert contacts(look) == 2


async def test_an_export_without_connections_says_so(make_app, home):
    path = home / "Connections.csv"
    path.write_text("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n")
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await preview(pilot, path)
        assert "there are no connections in this file" in drawn(app)


async def test_what_would_change_is_told(make_app, home, store):
    from iitui.domain.contacts import ContactDraft

    store.contacts.add(ContactDraft(name="Dana [/] Ito", organization="Beaumont"))
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await preview(pilot, home / "Downloads" / "people.vcf")
        text = drawn(app)
        assert "1 to be added · 1 to be changed" in text
        assert "To be changed (1)" in text
        assert "e-mail dana@example.org" in text or "email dana@example.org" in text


async def test_escape_leaves_everything_as_it_is(make_app, home, look):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await preview(pilot, home / "Downloads" / "people.vcf")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert contacts(look) == 0


async def test_problems_are_shown_with_their_place(make_app, home):
    path = home / "broken.csv"
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    path.write_text(f"{header}\nDana,Ito,,,Acme,,\n,,,,[/] Acme,,\n")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await preview(pilot, path)
        text = drawn(app)
        assert "1 with problems" in text
        assert "Problems (1)" in text
        assert "row 3" in text
        await pilot.press("G")
        await settle(pilot)
        assert "broken.csv,row3:" in "".join(drawn(app).replace("│", " ").split())


@pytest.mark.parametrize("size", [SIZE, (80, 24)])
async def test_columns_with_other_names_are_told(make_app, home, size):
    path = home / "[b]Connections.csv"
    header = "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté(e) le,[/]Note"
    path.write_text(f"{header}\nDana,Ito,https://www.linkedin.com/in/dana,,Acme,Nurse,03 déc. 2024,x\n")
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await preview(pilot, path)
        text = " ".join(drawn(app).replace("│", " ").split())
        for words in (
            "LinkedIn: Prénom = first name, Nom = last name,",
            "not used: [/]Note",
            "1 to be added",
            "Dana Ito",
        ):
            assert words in text


async def test_columns_with_english_names_need_no_words(make_app, home):
    path = home / "Connections.csv"
    path.write_text("First Name,Last Name,URL,Email Address,Company,Position,Connected On\nDana,Ito,,,,,\n")
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await preview(pilot, path)
        assert "LinkedIn" not in drawn(app)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("none[/].vcf", "There is no file"),
        ("Downloads/[@click=app.quit]bad.csv", "bad.csv isn't a text file. Import a vCard file, a table"),
        ("Downloads/notes.txt", "contains no contacts that iitui can read. Import a vCard file, a table"),
    ],
)
async def test_what_cannot_be_read_is_said_and_the_picker_stays(make_app, home, name, words):
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        first = await picker(pilot)
        await type_path(pilot, home / name)
        await wait_for(pilot, lambda: isinstance(app.screen, FilePicker) and app.screen is not first)
        await settle(pilot)
        said = str(app.screen.query_one(".picker--refused").render())
        assert words in said
        assert app.screen.query_one("#picker-path").value == str(home / name)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)


async def test_reading_can_be_left(make_app, home, look, monkeypatch):
    gate = threading.Event()

    def slow(path, **_options):
        gate.wait(10)
        raise UnreadableError("nobody hears this")

    monkeypatch.setattr(reading, "read_contacts", slow)
    monkeypatch.setattr(background_work, "BAR_DELAY_SECONDS", 0.01)
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await picker(pilot)
        await type_path(pilot, home / "Downloads" / "people.vcf")
        await wait_for(pilot, lambda: isinstance(app.screen, Progress))
        await settle(pilot)
        assert "Reading people.vcf" in drawn(app)
        await pilot.press("escape")
        await wait_for(pilot, lambda: isinstance(app.screen, FilePicker))
        gate.set()
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert contacts(look) == 0


async def test_many_are_imported_behind_a_bar(make_app, many, look, monkeypatch):
    gate = threading.Event()
    run = ImportWriter.run

    def slow(self, records, source, progress=None, **more):
        gate.wait(10)
        return run(self, records, source, progress, **more)

    monkeypatch.setattr(ImportWriter, "run", slow)
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await preview(pilot, many)
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(app.screen, Progress))
        await settle(pilot)
        assert "Importing many.vcf" in drawn(app)
        gate.set()
        await wait_for(pilot, lambda: not app.screen.is_modal)
        await settle(pilot)
        assert contacts(look) == 1500


async def test_an_import_that_is_given_up_changes_nothing(make_app, many, look, monkeypatch):
    gate = threading.Event()
    run = ImportWriter.run

    def slow(self, records, source, progress, **more):
        def tell(done, total):
            progress(done, total)
            assert gate.wait(10)

        return run(self, records, source, tell, **more)

    monkeypatch.setattr(ImportWriter, "run", slow)
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await preview(pilot, many)
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(app.screen, Progress))
        await pilot.press("escape")
        gate.set()
        await settle(pilot)
        assert contacts(look) == 0
        assert look().acts.latest() == []
        assert messages(app) == ["The import was cancelled; nothing was changed."]


async def test_taking_back_what_takes_long_shows_a_bar(make_app, look, store, monkeypatch):
    store.contacts.add(ContactDraft(name="Dana Ito"))
    gate = threading.Event()
    undo = History.undo

    def slow(self):
        assert gate.wait(10)
        return undo(self)

    monkeypatch.setattr(History, "undo", slow)
    monkeypatch.setattr(background_work, "BAR_DELAY_SECONDS", 0.01)
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("u")
        await wait_for(pilot, lambda: isinstance(app.screen, Progress))
        assert "Undoing" in drawn(app)
        gate.set()
        await wait_for(pilot, lambda: not app.screen.is_modal)
        await settle(pilot)
        assert contacts(look) == 0


def test_how_a_path_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", "/home/me")
    for typed in ("'/a b/c.vcf'", '"/a b/c.vcf"', "file:///a%20b/c.vcf", " /a b/c.vcf "):
        assert str(read_path(typed, tmp_path)) == "/a b/c.vcf"
    assert str(read_path("~/c.vcf", tmp_path)) == "/home/me/c.vcf"
    assert read_path("c.vcf", tmp_path) == tmp_path / "c.vcf"
    assert read_path("  ", tmp_path) is None
    assert str(read_path(f"{tmp_path}//a b/c.vcf", tmp_path)) == "/a b/c.vcf"
    assert str(read_path(f"{tmp_path}/~/c.vcf", tmp_path)) == "/home/me/c.vcf"
    assert read_path("~nobody-there/c.vcf", tmp_path) == tmp_path / "~nobody-there/c.vcf"


PEOPLE = """Whom;What;Firma [/];[@click=app.quit];Hobby
Dana Ito;Nurse;Beaumont;dana@example.org;Sails
Kim [/] Lee;Clerk;Acme;kim@example.org;
;;Mercy;;
"""


@pytest.fixture
def people(home):
    path = home / "people.csv"
    path.write_text(PEOPLE)
    return path


async def matching(pilot, path) -> MatchColumns:
    await picker(pilot)
    await type_path(pilot, path)
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, MatchColumns))
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, MatchColumns)
    return screen


def fields_of(screen: MatchColumns) -> list[str]:
    rows = screen.query_one(RowList)
    return [str(row.cells[2]) for row in rows.source.rows(0, 100)]


async def until(pilot, screen: type) -> None:
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, screen))
    await settle(pilot)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_columns_are_matched_then_previewed_then_imported(make_app, people, look, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await matching(pilot, people)
        assert fields_of(screen) == ["not used", "not used", "organization", "e-mail", "not used"]
        for words in ("Columns of people.csv", "Whom", "Dana Ito", "Firma [/]", "[@click=app"):
            assert words in drawn(app)
        await pilot.press("space")
        await until(pilot, Menu)
        await pilot.press("n")
        await until(pilot, MatchColumns)
        assert screen.query_one(RowList).cursor_key == 1
        await pilot.press(*["right"] * 9, "right", "left")  # a role
        assert fields_of(screen) == ["name", "role", "organization", "e-mail", "not used"]
        await pilot.press("enter")
        await until(pilot, ImportPreview)
        text = " ".join(drawn(app).replace("│", " ").split())
        for words in ("2 to be added", "1 organization", "Whom = name, What = role", "Kim [/] Lee"):
            assert words in text
        assert "not used: Hobby" in text or size[1] == 20
        await pilot.press("enter")
        await wait_for(pilot, lambda: app._notifications)
        await settle(pilot)
        assert "Imported: 3 added, 0 changed." in messages(app)[0]
        assert contacts(look) == 2
        assert [each.name for each in look().organizations.all()] == ["Acme", "Beaumont", "Mercy"]
        await preview(pilot, people)  # without being asked
        assert "3 unchanged" in drawn(app)
        await pilot.press("m")
        await until(pilot, MatchColumns)
        assert fields_of(app.screen)[:2] == ["name", "role"]
        await pilot.press("down", "x", "enter")
        await until(pilot, ImportPreview)
        assert "What = role" not in drawn(app)
        await pilot.press("m")
        await until(pilot, MatchColumns)
        await pilot.press("escape")
        await until(pilot, ImportPreview)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)


async def test_nobody_is_refused_and_escape_goes_back_to_the_file(make_app, people, look):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await matching(pilot, people)
        await pilot.press("down", "down", "x", "x")
        assert "No column says who these people are yet" in drawn(app)
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert app.screen is screen
        await pilot.press("escape")
        await until(pilot, FilePicker)
        assert app.screen.query_one("#picker-path", Input).value == str(people)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert contacts(look) == 0


async def test_what_differs_is_left_unless_it_is_taken_over(make_app, home, store, look):
    for name in ("Dana [/] Ito", "Kim Lee"):
        store.contacts.add(ContactDraft(name=name, organization="Beaumont", role="[b]Nurse"))
    path = home / "people.csv"
    path.write_text("Name,Company,Job\nDana [/] Ito,Beaumont,Chief [/]\nKim Lee,Beaumont,Clerk\n")
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await matching(pilot, path)
        await pilot.press("enter")
        await until(pilot, ImportPreview)
        text = drawn(app)
        for words in ("2 differ, journal kept", "· Dana [/] Ito", "[b]Nurse → Chief [/]"):
            assert words in text
        assert "role: the journal says [b]Nurse, the file says Chief [/]" in text
        await pilot.press("asterisk")
        assert "2 differ, 2 from the file" in drawn(app)
        await pilot.press("asterisk", "space")
        await settle(pilot)
        assert "✓ Dana [/] Ito" in drawn(app)
        await pilot.press("enter")
        await wait_for(pilot, lambda: app._notifications)
        await settle(pilot)
        assert "0 added, 1 changed" in messages(app)[0]
        roles = [look().contacts.get(number, MORNING).role for number in (1, 2)]
        assert roles == ["Chief [/]", "[b]Nurse"]
        await pilot.press("u")
        await wait_for(pilot, lambda: look().contacts.get(1, MORNING).role == "[b]Nurse")
