import contextlib
import io
import os
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ImportReading
from iitui.interchange import archives, reading
from iitui.interchange.reading import read_contacts, read_stream

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:José Ito\r\nORG:Café „Köln“\r\nEND:VCARD\r\n"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
TABLE = f"Notes:\n\n{HEADER}\nJosé,Ito,,,Café „Köln“,,\n"
FORMATS = [(CARD, "vCard"), (TABLE, "LinkedIn")]


@pytest.fixture
def file(tmp_path):
    def write(data, name="file"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def zipped(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)  # without the time of this run
    return buffer.getvalue()


def refusal(path: Path, format: str | None = None) -> str:  # noqa: A002
    with pytest.raises(UnreadableError) as caught:
        read_contacts(path, format=format)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(("text", "expected"), FORMATS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_the_content_tells_format_and_encoding_whatever_the_name(file, text, expected, encoding):
    data = ("\ufeff" + text if encoding == "utf-16-be" else text).encode(encoding)
    result = read_contacts(file(data, "whatever.zip"))
    assert result.format == expected
    assert result.file.endswith("whatever.zip")
    (record,) = result.records
    assert (record.draft.name, record.draft.organization) == ("José Ito", "Café „Köln“")


def test_a_card_in_a_cell_is_no_vcard_and_text_before_a_card_does_no_harm(file):
    table = TABLE + 'Dana,Ito,,,"BEGIN:VCARD\nEND:VCARD\n",,\n'
    assert read_contacts(file(table.encode())).format == "LinkedIn"
    assert read_contacts(file(f"My contacts:\n{CARD}".encode())).format == "vCard"


def test_the_format_can_be_said(file):
    path = file(CARD.encode())
    assert "is not a Connections.csv" in refusal(path, format="linkedin")
    assert read_contacts(path, format="vcard").records


@pytest.mark.parametrize("name", ["Connections.csv", "a/b/connections.CSV"])
def test_a_zip_gives_its_connections(file, name):
    data = zipped({"Profile.csv": "x", name: TABLE.encode("utf-8-sig") + b",,,,Acme,,\n"})
    result = read_contacts(file(data))
    assert [record.draft.name for record in result.records] == ["José Ito"]
    assert [(problem.where, problem.why) for problem in result.problems] == [
        (f"{name}, row 5", "has no name")
    ]


def test_the_connections_nearest_to_the_top_are_taken(file):
    data = zipped({"old/Connections.csv": TABLE.replace("José", "Old"), "Connections.csv": TABLE})
    assert read_contacts(file(data)).records[0].draft.name == "José Ito"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"a,b,c\n1,2,3\n", "its columns are a, b, c."),
        (b"just, words\nof a letter\n", "contains no contacts that iitui can read."),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "isn't a text file."),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "is a calendar"),
        (zipped({}), "is a zip file without a Connections.csv"),
        (zipped({"Profile.csv": "x"}), "is a zip file without a Connections.csv"),
        (zipped({"Connections.csv": "a,b\n"}), "is not a Connections.csv from LinkedIn"),
        (
            zipped({"Connections.csv": TABLE}, compression=zipfile.ZIP_LZMA),
            "uses a compression that iitui cannot read",
        ),
        (zipped({"Connections.csv": TABLE})[:-30], "is a damaged or incomplete zip file"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(file, data, words):
    assert words in refusal(file(data))


def test_missing_files_and_folders(tmp_path):
    assert "There is no file" in refusal(tmp_path / "none")
    assert "is a folder without mail; of folders, only those of mail are imported." in refusal(tmp_path)
    with pytest.raises(UnreadableError, match="is not a valid file name"):
        read_contacts(tmp_path / "a\0b")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(file):
    path = file(CARD.encode())
    path.chmod(0)
    assert "you don't have permission" in refusal(path)


def test_a_locked_zip(file):
    data = bytearray(zipped({"Connections.csv": TABLE}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "is protected by a password" in refusal(file(bytes(data)))


def test_a_zip_that_lies_about_its_sizes_is_damaged(file):
    data = zipped({"Connections.csv": TABLE}, compression=zipfile.ZIP_DEFLATED)
    size = len(TABLE.encode()).to_bytes(4, "little")
    assert "damaged" in refusal(file(data.replace(size, (5).to_bytes(4, "little"))))


def test_the_limits(file, monkeypatch):
    bomb = zipped({"Connections.csv": TABLE + "\n" * 5_000}, compression=zipfile.ZIP_DEFLATED)
    many = zipped({f"{n}": "" for n in range(30)})
    monkeypatch.setattr(reading, "MOST_BYTES", 4_000)
    assert "is larger than" in refusal(file(b" " * 4_001, "large"))
    assert "holds a Connections.csv of more than" in refusal(file(bomb, "bomb"))
    monkeypatch.setattr(archives, "MOST_MEMBERS", 29)
    assert "has more than 29 files" in refusal(file(many, "many"))


def test_a_name_with_control_characters_is_not_repeated_as_it_stands(tmp_path):
    with pytest.raises(UnreadableError) as caught:
        read_contacts(tmp_path / "a\x1b[31mb")
    assert "\x1b" not in str(caught.value)


_PIECES = st.sampled_from(
    [
        *(
            b"BEGIN:VCARD\n",
            b"END:VCARD\r\n",
            b"FN:",
            b"N:a;b",
            b"EMAIL;TYPE=work:",
            b"a@b.c",
            b"NOTE:",
            b"UID:",
        ),
        *(
            b"TEL:tel:+1;ext=2",
            b"ORG:",
            b"URL:http://x.y",
            b"KIND:group",
            b"AGENT:",
            b"item1.",
            b"X-ABLABEL:",
        ),
        *(
            b";ENCODING=QUOTED-PRINTABLE",
            b";CHARSET=utf-7",
            b";CHARSET=utf-16:",
            b";BASE64:",
            b";PREF=\xc2\xb2:",
        ),
        *(b"\n", b"\r", b" ", b"=\n", b"=C3=A9", b":", b";", b",", b'"', b"\\", b"\\n", b"\0", b"\x1b[31m"),
        *(
            b"\x85",
            b"\xe2\x80\xae",
            b"\xff\xfe",
            b"\xed\xa0\x80",
            b"PK\x03\x04",
            b"PK\x01\x02",
            b"PK\x05\x06",
        ),
        *(b"First Name,Last Name,URL\n", b"a,b,linkedin.com/in/x\n"),
    ]
)
_FILES = st.one_of(
    st.binary(max_size=300),
    st.lists(st.one_of(_PIECES, _PIECES, _PIECES, st.binary(max_size=4)), max_size=40).map(b"".join),
)


def check_clean(result: ImportReading) -> None:
    for record in result.records:
        draft = record.draft
        lines = [draft.name, draft.organization, draft.role, *draft.tags, *draft.origin_keys, record.where]
        lines += [text for channel in draft.channels for text in (channel.value, channel.label)]
        assert draft.name
        for text in lines:
            assert "\n" not in text
        for text in (*lines, draft.notes.replace("\n", "").replace("\t", "")):
            assert {"Cc", "Cs", "Co"}.isdisjoint(map(unicodedata.category, text))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from([b"", b"BEGIN:VCARD\n", b"First Name,Last Name,URL\n", b"\xff\xfe"]), data=_FILES
)
def test_any_bytes_are_a_reading_or_a_refusal(tmp_path, start, data):
    path = tmp_path / "any"
    path.write_bytes(start + data)
    with contextlib.suppress(UnreadableError):
        check_clean(read_contacts(path))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 400), value=st.integers(0, 255), cut=st.integers(0, 400))
def test_a_damaged_zip_is_a_reading_or_a_refusal(tmp_path, place, value, cut):
    data = bytearray(zipped({"Connections.csv": TABLE}, compression=zipfile.ZIP_DEFLATED))
    data[place % len(data)] = value
    path = tmp_path / "any"
    path.write_bytes(bytes(data[: len(data) - cut] if cut % 3 == 0 else data))
    with contextlib.suppress(UnreadableError):
        check_clean(read_contacts(path))


@pytest.mark.parametrize("data", [CARD.encode(), TABLE.encode("utf-16"), zipped({"Connections.csv": TABLE})])
def test_a_stream_is_read_as_a_file_with_the_same_in_it(file, data):
    from_file, from_stream = read_contacts(file(data)), read_stream("a pipe", io.BytesIO(data))
    assert from_stream.file == "a pipe"
    assert (from_stream.format, from_stream.records) == (from_file.format, from_file.records)
    assert from_stream.records


def test_a_stream_that_breaks_off_is_named():
    class Broken(io.BytesIO):
        def read(self, *_arguments: object) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(UnreadableError, match=r"^a pipe cannot be read: Input/output error\.$"):
        read_stream("a pipe", Broken())


@pytest.mark.parametrize(
    "text", [CARD * 450, f"{HEADER}\n" + "Dana,Ito,,,,,\n" * 450, "Name,Mail\n" + "a,b\n" * 450]
)
def test_who_waits_is_told_how_far_it_is(file, text):
    told: list[tuple[int, int]] = []
    assert len(read_contacts(file(text.encode()), progress=lambda *at: told.append(at)).records) == 450
    assert [done for done, _ in told] == [200, 400, 1]
    assert {total for _, total in told[:-1]} in ({450}, {451})
