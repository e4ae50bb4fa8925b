"""Files of any content go through the whole import: no crash, no hang, no control character in the journal.

150 files of each kind in every run, 20,000 with IITUI_PROOF=1 (about half an hour). They are built by the
grammar of their format from harmful pieces, and then damaged as files are: bytes changed, cut out, doubled.
"""

import io
import sqlite3
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.errors import UndoError, UnreadableError
from iitui.domain.identity.matching import ImportAction, plan_import
from iitui.domain.imports import ImportReading
from iitui.interchange.contact_table import HEADER
from iitui.interchange.reading import read_contacts
from iitui.store.contacts.imports import split_valid, split_valid_organizations
from iitui.store.journal import Store
from iitui.store.schema.recorded_tables import recorded_tables
from tests.clock import MORNING, MovableClock
from tests.proof import batches, inputs, within

LONGEST = 5.0
"""Seconds; files of a few kilobytes take milliseconds."""

HARMFUL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")

TEXT = st.one_of(
    st.sampled_from(
        ["Dana Ito", "dana@example.org", "佐藤 美咲", "Müller", "+1 313 555 0142", "https://linkedin.com/in/dana"]
    ),
    st.sampled_from(
        ["\x1b[31m", "\x9b2J", "\u202e", "\x00", "\x07", "\r", "\n", "\u2028", "\ud800", "\ue000", "\u2066",
         "\ufeff", "\udcff", "\x85", "\x7f", "\u200b"]
    ),
    st.sampled_from(
        ["=1+1", "@SUM(A1)", "\\n", "\\", ";", ",", ":", '"', "\\,", "=C3=A9", "=\n", "=", "BEGIN:VCARD",
         "END:VCARD", "[@click=app.quit]", "[/]", "tel:", "mailto:", "'); DROP TABLE contact; --", " " * 3,
         ":::", "a" * 600]
    ),
    st.text(max_size=12),
)  # fmt: skip
WORDS = st.lists(TEXT, max_size=4).map("".join)

NAMES = st.sampled_from(
    ["FN", "N", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "URL", "NOTE", "CATEGORIES", "UID", "KIND", "AGENT",
     "X-SOCIALPROFILE", "item1.EMAIL", "item1.X-ABLabel", "PHOTO", "X-LINKEDIN", "NICKNAME", "fn", "BDAY", ""]
)  # fmt: skip
PARAMETERS = st.sampled_from(
    ["", ";TYPE=work", ";TYPE=work,pref", ";PREF=1", ";ENCODING=QUOTED-PRINTABLE", ";CHARSET=UTF-16",
     ";CHARSET=x", ";CHARSET=ISO-2022-JP", ";ENCODING=b", ";QUOTED-PRINTABLE;CHARSET=UTF-8", ';X="a:b;c"',
     ";VALUE=uri", ';"', ";="]
)  # fmt: skip
ENDS = st.sampled_from(["\r\n", "\n", "\r", "\r\n ", "\n\t", "=\r\n", "\n\n"])
LINES = st.tuples(NAMES, PARAMETERS, st.sampled_from([":", "", " :"]), WORDS, ENDS).map("".join)
VERSIONS = st.sampled_from(["VERSION:2.1\n", "VERSION:3.0\r\n", "VERSION:4.0\n", ""])
CARDS = st.tuples(
    st.sampled_from(["BEGIN:VCARD\r\n", "begin:vcard\n", "BEGIN:VCARD\r\nAGENT:\n"]),
    VERSIONS,
    st.lists(LINES, max_size=10).map("".join),
    st.sampled_from(["END:VCARD\r\n", "END:VCARD", "", "end:vcard\n"]),
).map("".join)
VCARDS = st.lists(CARDS, min_size=1, max_size=5).map("".join)

COLUMNS = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
TRANSLATED = ["Vorname", "Nachname", "URL", "E-Mail-Adresse", "Unternehmen", "Position", "Verknüpft am"]
UNKNOWN = ["Keresztnév", "Vezetéknév", "Hivatkozás", "Levélcím", "Cég", "Beosztás", "Kapcsolat"]
GOOGLE = ["First Name", "Last Name", "Organization Name", "Labels", "E-mail 1 - Label", "E-mail 1 - Value",
          "Notes", "Hobby"]  # fmt: skip
OUTLOOK = [
    "First Name",
    "Last Name",
    "Company",
    "E-mail Address",
    "E-mail 2 Address",
    "Business Phone",
    "Notes",
]
THUNDERBIRD = ["Display Name", "Primary Email", "Secondary Email", "Organization", "Mobile Number", "Notes"]
ANY = ["Full Name", "Mail", "Firma", "Telefon (Büro)", "Level", "Referred by", "Cadence", "Tags", "Uid"]
PROGRAMS = [list(HEADER), GOOGLE, OUTLOOK, THUNDERBIRD, ANY]
HEADERS = st.one_of(
    st.sampled_from(PROGRAMS),
    st.sampled_from(PROGRAMS).flatmap(st.permutations),
    st.just(COLUMNS),
    st.just(TRANSLATED),
    st.just(UNKNOWN),
    st.permutations(COLUMNS),
    st.permutations(TRANSLATED),
    st.lists(st.sampled_from(COLUMNS + TRANSLATED + UNKNOWN), max_size=9),
)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


CELLS = st.one_of(WORDS, WORDS.map(quoted))
ROWS = st.one_of(
    st.lists(CELLS, min_size=1, max_size=9),
    st.tuples(
        CELLS, CELLS, st.just("linkedin.com/in/x"), st.just(""), CELLS, CELLS, st.just("2024-12-03")
    ).map(list),
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    sign = draw(st.sampled_from([",", ",", ";", "\t"]))
    end = draw(st.sampled_from(["\r\n", "\n", "\r"]))
    rows = draw(st.lists(ROWS, max_size=6))
    above = draw(st.sampled_from(["", "Notes:" + end, '"When exporting ...",' + end + end]))
    return above + end.join(sign.join(row) for row in [draw(HEADERS), *rows])


ENCODINGS = st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])


@st.composite
def damaged(draw: st.DrawFn, files: st.SearchStrategy[bytes]) -> bytes:
    """A file as it may arrive: in most cases whole, else changed in a few places."""
    data = bytearray(draw(files))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2, 5]))):
        place = draw(st.integers(0, len(data)))
        what = draw(st.sampled_from(["change", "insert", "remove", "double", "end"]))
        if what == "change" and place < len(data):
            data[place] = draw(st.integers(0, 255))
        elif what == "insert":
            data[place:place] = draw(st.binary(max_size=6))
        elif what == "remove":
            del data[place : place + draw(st.integers(1, 40))]
        elif what == "double":
            data[place:place] = data[place : place + draw(st.integers(1, 80))]
        elif what == "end":
            del data[place:]
    return bytes(data)


@st.composite
def encoded(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> bytes:
    encoding = draw(ENCODINGS)
    errors = "surrogatepass" if encoding.startswith("utf") else "replace"
    return draw(texts).encode(encoding, errors)


@st.composite
def zips(draw: st.DrawFn) -> bytes:
    members = draw(
        st.lists(
            st.sampled_from(["Connections.csv", "a/Connections.csv", "../../Connections.csv",
                             "CONNECTIONS.CSV", "\x1b[2J/Connections.csv", "Profile.csv",
                             "x.vcf", "Connections.csv/"]),
            max_size=4, unique=True,
        )
    )  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(
        packed, "w", draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
    ) as archive:
        for member in members:
            archive.writestr(member, draw(encoded(tables())))
    return packed.getvalue()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One journal for all files; what each brings is undone after a look at it."""
    store = Store.open(tmp_path_factory.mktemp("fuzz") / "journal.db", MovableClock(MORNING))
    yield store
    store.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "file"


def assert_harmless(path: Path) -> None:
    """No text of the journal holds what could write to a terminal or turn a line around."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [f"SELECT * FROM {table}" for table in recorded_tables() if table != "question"]
        for query in (*tables, "SELECT name FROM act", "SELECT * FROM contact_search"):
            values = {value for row in connection.execute(query) for value in row if isinstance(value, str)}
            for value in values:
                assert HARMFUL.isdisjoint(value)
                plain = value.replace("\n", "").replace("\t", "")
                assert {"Cc", "Cs", "Co"}.isdisjoint(map(unicodedata.category, plain)), repr(value)
        for (name,) in connection.execute("SELECT name FROM contact"):
            assert name == " ".join(name.split()) != ""


def read(file: Path) -> ImportReading | None:
    """The file, read; None if it is refused in one sentence."""
    try:
        return read_contacts(file)
    except UnreadableError as error:
        refusal = str(error)
    assert "\n" not in refusal
    return None


def go_through(store: Store, file: Path, data: bytes) -> None:
    """Read, fit, import, look, and import the same again, which brings nothing more."""
    file.write_bytes(data)
    with within(LONGEST):
        reading = read(file)
        if reading is None:
            return
        records, problems = split_valid(reading)
        organizations, more = split_valid_organizations(reading)
        kept = {one.where for one in records} | {one.where for one in organizations}
        wanted = {one.where for one in reading.records} | {one.where for one in reading.organizations}
        assert kept | {one.where for one in (*problems, *more)} >= wanted, "each is kept or named"
        store.imports.run(records, "file", organizations=organizations)
        assert_harmless(store._unit_of_work.path)
        again = plan_import(
            records,
            store.reader.contacts.known(),
            organizations=organizations,
            known_organizations=store.reader.organizations.research(),
        )
        assert again.count(ImportAction.ADD) == again.count_organizations(ImportAction.ADD) == 0
        with suppress(UndoError):  # nothing may have come of it
            store.history.undo()
        assert store.reader.contacts.count() == 0
        assert store.reader.organizations.all() == []


@batches
@inputs(150, 1_000)
@given(data=damaged(encoded(VCARDS)))
def test_any_vcards_do_no_harm(store: Store, file: Path, batch: int, data: bytes):
    go_through(store, file, data)


@batches
@inputs(150, 1_000)
@given(data=damaged(encoded(tables())))
def test_any_tables_do_no_harm(store: Store, file: Path, batch: int, data: bytes):
    go_through(store, file, data)


@batches
@inputs(150, 1_000)
@given(data=damaged(zips()))
def test_any_archives_do_no_harm(store: Store, file: Path, batch: int, data: bytes):
    go_through(store, file, data)


@batches
@inputs(150, 1_000)
@given(data=st.binary(max_size=400))
def test_any_bytes_do_no_harm(store: Store, file: Path, batch: int, data: bytes):
    go_through(store, file, data)


def test_most_of_these_files_bring_contacts(store: Store, file: Path):
    """Lest the fuzzing tries nothing but refusals."""
    brought = 0
    for text in (
        "BEGIN:VCARD\nFN:\x1b[31mDana\u202e Ito\nEND:VCARD\n",
        "First Name,Last Name,URL\n\x9bDana,Ito,\n",
        f"{','.join(TRANSLATED)}\nDa\u202ena,Ito\n",
        f"{','.join(GOOGLE)}\nDa\x1bna,Ito,Ac\u202eme,x,,,,\n",
        f"{';'.join(OUTLOOK)}\nDana;Ito;Acme;[/];;\x9b1;\n",
        f"{','.join(HEADER)}\n'=Dana,,,,,,,,,,,,,\n",
        f"{','.join(THUNDERBIRD)}\nDana,,,,,\n",
        f"{','.join(ANY)}\nDana\x07,,,,,,,,\n",
        f"{','.join(UNKNOWN)}\nDa\x1bna,Ito,linkedin.com/in/x,,Acme,Nurse,2024-12-03\n",
    ):
        file.write_bytes(text.encode())
        records, _ = split_valid(read_contacts(file))
        store.imports.run(records, "file")
        brought += store.reader.contacts.count()
        assert_harmless(store._unit_of_work.path)
        store.history.undo()
    assert brought == 9
