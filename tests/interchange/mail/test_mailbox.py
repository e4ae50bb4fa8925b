"""Mailboxes are read as they are found on disks: every form, and broken ones as far as they go."""

import io
import os
import resource
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from iitui.domain.errors import UnreadableError
from iitui.domain.mail.messages import MailMessage, MailPlace
from iitui.interchange.mail.mailbox import Mailbox, is_mail
from iitui.interchange.mail.mbox import split_mbox
from tests.interchange.mail.writing import (
    AT,
    DANA,
    ME,
    as_mbox,
    message,
    write_maildir,
    write_mbox,
)


def read(path: Path) -> list[MailMessage]:
    return list(Mailbox([path]).messages())


def read_bytes(folder: Path, data: bytes) -> list[MailMessage]:
    (folder / "box").write_bytes(data)
    return read(folder / "box")


def subjects(path: Path) -> list[str]:
    return [each.subject for each in read(path)]


def test_a_message_with_all_that_is_read_of_it(tmp_path: Path):
    mail = message(
        f"Dána Ito <{DANA}>",
        f"Me <{ME}>, Bo <bo@example.org>",
        "Grüße aus Detroit",
        message_id="a@example.org",
        answers="request@example.org",
        Cc="chidi@example.org",
        Delivered_To=ME,
        Received="from a by b; Tue, 3 Mar 2026 10:00:07 -0500",
    )
    (only,) = read(write_mbox(tmp_path / "box", mail))
    assert only.place == MailPlace(str(tmp_path / "box"), 1)
    assert (only.message_id, only.subject, only.at) == ("a@example.org", "Grüße aus Detroit", AT)
    assert only.received_at == datetime(2026, 3, 3, 15, 0, 7, tzinfo=UTC)
    assert [tuple(each) for each in only.senders] == [(DANA, "Dána Ito")]
    assert [tuple(each) for each in only.recipients] == [
        (ME, "Me"), ("bo@example.org", "Bo"), ("chidi@example.org", "")
    ]  # fmt: skip
    assert only.delivered_to == (ME,)
    assert only.references == ("request@example.org",)
    assert not any((only.is_from_list, only.is_automatic, only.is_delivery_failure, only.is_draft))


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_mbox_files_with_either_line_end(tmp_path: Path, line_end: bytes):
    data = as_mbox(*(message(subject=f"No. {number}") for number in range(3)), line_end=line_end)
    assert [each.subject for each in read_bytes(tmp_path, data)] == ["No. 0", "No. 1", "No. 2"]


def test_a_maildir_with_a_subfolder_and_without_its_drafts(tmp_path: Path):
    top = write_maildir(tmp_path / "Mail", message(subject="In"))
    write_maildir(top / ".Sent", message(ME, DANA, "Out"))
    write_maildir(top / ".Drafts", message(ME, DANA, "Unfinished"))
    (top / "new" / "9.host").write_bytes(message(subject="New").as_bytes())
    (top / "tmp" / "8.host").write_bytes(message(subject="Half delivered").as_bytes())
    (top / "cur" / "7.host:2,D").write_bytes(message(ME, DANA, "Draft").as_bytes())
    read_now = read(top)
    assert sorted(each.subject for each in read_now if not each.is_draft) == ["In", "New", "Out"]
    assert [each.subject for each in read_now if each.is_draft] == ["Draft"]


def test_a_folder_of_messages_among_other_files(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.eml").write_bytes(message(subject="First").as_bytes())
    (tmp_path / "deep" / "b.EML").write_bytes(b"\xef\xbb\xbf" + message(subject="Second").as_bytes())
    (tmp_path / "deep" / "12").write_bytes(message(subject="Third").as_bytes())
    (tmp_path / "Inbox").write_bytes(as_mbox(message(subject="Fourth")))
    (tmp_path / "Inbox.msf").write_bytes(b"// <!-- <mdb:mork:z v=1.4/> -->")
    (tmp_path / "notes.txt").write_bytes(message(subject="Not mail by its name").as_bytes())
    os.mkfifo(tmp_path / "pipe.eml")
    assert sorted(subjects(tmp_path)) == ["First", "Fourth", "Second", "Third"]


def test_a_single_message(tmp_path: Path):
    (tmp_path / "hello.eml").write_bytes(message(subject="Alone").as_bytes())
    assert subjects(tmp_path / "hello.eml") == ["Alone"]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_mailbox_of_a_takeout_archive(tmp_path: Path, compression: int):
    labeled = message(ME, DANA, "Unsent", X_Gmail_Labels="Drafts,Opened")
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w", compression) as archive:
        archive.writestr("Takeout/archive_browser.html", "<html>")
        archive.writestr("Takeout/Mail/Inbox.mbox", as_mbox(message(subject="One"), message(subject="Two")))
        archive.writestr("Takeout/Mail/Sent.mbox", as_mbox(message(ME, DANA, "Three"), labeled))
    found = read(tmp_path / "takeout.zip")
    assert [(each.subject, each.is_draft) for each in found] == [
        ("One", False), ("Two", False), ("Three", False), ("Unsent", True)
    ]  # fmt: skip
    assert found[2].place.file.endswith("takeout.zip: Takeout/Mail/Sent.mbox")


def test_archives_that_cannot_be_read_are_refused_or_read_as_far_as_they_go(tmp_path: Path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("All.mbox", as_mbox(*(message(subject=f"No. {number}") for number in range(50))))
    whole = packed.getvalue()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableError, match="damaged or incomplete"):
        Mailbox([tmp_path / "cut.zip"])
    place = whole.index(b"No. 40")
    (tmp_path / "changed.zip").write_bytes(whole[:place] + b"No. 99" + whole[place + 6 :])
    mailbox = Mailbox([tmp_path / "changed.zip"])
    assert len(list(mailbox.messages())) <= 50
    assert ["it is damaged or incomplete" in problem.why for problem in mailbox.problems] == [True]


def test_lines_of_a_body_that_begin_with_from_are_no_messages(tmp_path: Path):
    body = (
        b"From: x@y\nTo: me@example.org\nSubject: Quoting\n\nFrom here on it goes.\n\nFrom 10:00 to 11:00"
        b" in 2026 we talk.\nNote: bring it.\n\nFrom March 2026 on, at 9:30,\nthe rest.\n>From escaped\n"
    )
    assert [each.subject for each in read_bytes(tmp_path, as_mbox(body, message(subject="Next")))] == [
        "Quoting",
        "Next",
    ]


@pytest.mark.parametrize(
    "envelope",
    [
        b"From dana@example.org Tue Mar  3 15:00:00 2026",
        b"From - Tue Mar 03 15:00:00 2026",
        b"From 1857291841234567890@xxx Tue Mar 03 15:00:00 +0000 2026",
        b"From MAILER-DAEMON Tue Mar  3 15:00 2026",
        b"From dana@example.org Tue, 3 Mar 2026 15:00:00 +0100",
        b"From ???@??? Tue Mar 03 15:00:00 2026",
    ],
)
def test_the_envelopes_of_mail_programs_divide_messages(tmp_path: Path, envelope: bytes):
    mail = message(subject="Again").as_bytes()
    assert [each.subject for each in read_bytes(tmp_path, (envelope + b"\n" + mail + b"\n") * 3)] == [
        "Again"
    ] * 3


@pytest.mark.parametrize("size", range(1, 60))
def test_where_a_block_ends_makes_no_difference(size: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("iitui.interchange.mail.mbox._BLOCK", 4096 + size)
    data = as_mbox(*(message(subject=f"No. {number}", text="word " * number * 9) for number in range(90)))
    parts = list(split_mbox(io.BytesIO(data), lambda _: 1 << 20))
    assert [part.number for part in parts] == list(range(1, 91))
    assert b"".join(part.envelope + b"\n" + part.start for part in parts) == data


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"Subject: Gr\xc3\xbc\xc3\x9fe", "Grüße"),
        (b"Subject: Gr\xfc\xdfe", "Grüße"),
        (b"Subject: =?iso-8859-1?Q?Gr=FC=DFe?=", "Grüße"),
        (b"Subject: =?utf-8?q?Gr=C3=BC?=\n =?utf-8?q?=C3=9Fe?=", "Grüße"),
        (b"Subject: =?utf-8?b?R3LDvMOf?= e", "Grüß e"),
        (b"Subject: =?x-unknown?q?Gr=FC=DFe?=", "Grüße"),
        (b"Subject: =?us-ascii?q?Gr=FC=DFe?=", "Grüße"),
        (b"Subject: =?utf-8?b?!!?= rest", "rest"),
        (b"Subject: =?utf-7?q?+AGE-?=", "+AGE-"),
        (b"SUBJECT : \x1b[31mred\x07\xe2\x80\xae", "[31mred"),
        (b"subject:", ""),
        (b"Subject: two\r\n  lines", "two lines"),
        (b"Subject: " + b"x" * 5000, "x" * 300 + "…"),
        (b"No field at all\nSubject: found", "found"),
        (b"Subject: first\nSubject: second", "first"),
    ],
)
def test_subjects_in_any_charset(tmp_path: Path, head: bytes, expected: str):
    data = as_mbox(b"From: dana@example.org\n" + head + b"\nTo: me@example.org\n\nBody\n")
    assert [each.subject for each in read_bytes(tmp_path, data)] == [expected]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"dana@example.org", [("dana@example.org", "")]),
        (b"Dana Ito <dana@example.org>", [("dana@example.org", "Dana Ito")]),
        (
            b'"Ito, Dana" <dana@example.org>, <bo@x.org>',
            [("dana@example.org", "Ito, Dana"), ("bo@x.org", "")],
        ),
        (b"=?utf-8?q?Ito=2C_D=C3=A1na?= <d@x.org>", [("d@x.org", "Ito, Dána")]),
        (b'"=?utf-8?q?D=C3=A1na?=" <d@x.org>', [("d@x.org", "Dána")]),
        (b"M\xfcller <m@x.org>", [("m@x.org", "Müller")]),
        (b"'d@x.org' <d@x.org>", [("d@x.org", "")]),
        (b"Team: a@x.org, b@x.org;", [("a@x.org", ""), ("b@x.org", "")]),
        (b"x" * 5000 + b" <d@x.org>", [("d@x.org", "x" * 200 + "…")]),
        (b"a@x.org; b@x.org", [("a@x.org", ""), ("b@x.org", "")]),
        (b"Dana, Ito <d@x.org>", [("d@x.org", "Ito")]),
        (b"undisclosed-recipients:;", []),
        (b"", []),
        (b"nobody", []),
        (b"@x.org, a@, a@b@c", []),
        (b"(" * 50_000, []),
    ],
)
def test_addresses_as_programs_write_them(tmp_path: Path, value: bytes, expected: list[tuple[str, str]]):
    data = as_mbox(b"From: " + value + b"\nTo: me@example.org\nSubject: x\n\nBody\n")
    (only,) = read_bytes(tmp_path, data)
    assert [tuple(each) for each in only.senders] == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (b"Date: Tue, 3 Mar 2026 10:00:00 -0500\n", AT),
        (b"Date: Tue, 3 Mar 2026 15:00:00 -0000 (UTC)\n", AT),
        (b"Date: 3 Mar 26 15:00 GMT\n", AT),
        (b"", None),
        (b"Date: yesterday\n", None),
        (b"Date: Tue, 33 Mar 2026 25:00:00 +0000\n", None),
        (b"Date: Tue, 3 Mar 99999999999999 10:00:00\n", None),
        (b"Date: \xff\xfe\n", None),
    ],
)
def test_dates_that_can_be_read_and_others(tmp_path: Path, date: bytes, expected: datetime | None):
    (only,) = read_bytes(tmp_path, as_mbox(b"From: d@x.org\n" + date + b"To: m@x.org\n\nBody\n"))
    assert only.at == expected
    assert only.received_at == AT  # as the line before the message says


def test_a_message_without_an_id_has_the_same_one_whenever_it_is_read(tmp_path: Path):
    data = as_mbox(message(subject="One"), message(subject="Two"))
    first, again = read_bytes(tmp_path, data), read_bytes(tmp_path, as_mbox(message(subject="Zero")) + data)
    assert [each.message_id for each in first] == [each.message_id for each in again[1:]]
    assert len({each.message_id for each in again}) == 3


def test_lists_programs_and_delivery_failures_are_told_from_people(tmp_path: Path):
    report = (
        b"From: Mail Delivery <MAILER-DAEMON@mx.example>\nTo: me@example.org\nSubject: Undelivered\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\nSorry.\n--b\n'
        b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        b"Final-Recipient: rfc822; gone@old.example\nAction: %b\nStatus: 5.1.1\n\n--b\n"
        b"Content-Type: message/rfc822\n\nMessage-ID: <request@example.org>\nSubject: Asking\n\n--b--\n"
    )
    found = read_bytes(
        tmp_path,
        as_mbox(
            message(List_Id="<nurses.example.org>"),
            message(Precedence="bulk"),
            message(Auto_Submitted="auto-replied"),
            message(Auto_Submitted="no"),
            report % b"failed",
            report % b"delayed",
            message("postmaster@x.org", X_Failed_Recipients="old@x.org"),
            message(X_Unsent="1"),
        ),
    )
    assert [each.is_from_list for each in found] == [True, True, *[False] * 6]
    assert [each.is_automatic for each in found] == [False, False, True, *[False] * 5]
    assert [each.is_draft for each in found] == [*[False] * 7, True]
    assert [each.failed_recipients for each in found if each.is_delivery_failure] == [
        ("gone@old.example",), ("old@x.org",)
    ]  # fmt: skip
    assert "request@example.org" in found[4].references


def test_a_message_of_200_mb_is_never_held_in_memory(tmp_path: Path):
    path = tmp_path / "box"
    path.write_bytes(as_mbox(message(subject="Small")))
    with path.open("ab") as file:
        file.write(b"From x@y Tue Mar  3 15:00:00 2026\nFrom: x@y\nTo: me@example.org\nSubject: Huge\n\n")
        line = b"QUJD" * 19 + b"\n"
        for _ in range(200):
            file.write(line * (1_000_000 // len(line)))
        file.write(b"\n" + as_mbox(message(subject="After it")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert subjects(path) == ["Small", "Huge", "After it"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40 << 10  # KiB


def test_a_head_without_an_end_is_read_as_far_as_it_matters(tmp_path: Path):
    endless = b"From: x@y\nSubject: Endless\n" + b"X-Filler: word\n" * 100_000
    found = read_bytes(tmp_path, as_mbox(endless, message(subject="After it")))
    assert [each.subject for each in found] == ["Endless", "After it"]


def test_a_truncated_file_is_read_to_where_it_ends(tmp_path: Path):
    data = as_mbox(*(message(subject=f"No. {number}") for number in range(4)))
    for end in range(0, len(data), 7):
        (tmp_path / "box").write_bytes(data[:end])
        if is_mail(tmp_path / "box"):
            found = read(tmp_path / "box")
            assert [each.subject for each in found[:-1]] == [
                f"No. {number}" for number in range(len(found) - 1)
            ]


def test_a_maildir_that_changes_while_it_is_read(tmp_path: Path):
    top = write_maildir(tmp_path / "Mail", *(message(subject=f"No. {number}") for number in range(4)))
    mailbox = Mailbox([top])
    stream = mailbox.messages()
    found = [next(stream).subject]
    (top / "cur" / "1.host:2,S").rename(top / "cur" / "1.host:2,RS")
    (top / "cur" / "2.host:2,S").unlink()
    found += [each.subject for each in stream]
    assert found == ["No. 0", "No. 1", "No. 3"]
    assert mailbox.problems == []


def test_progress_goes_by_bytes_to_the_end_and_can_end_the_reading(tmp_path: Path):
    box = write_mbox(tmp_path / "box", *(message(text="word " * 200_000) for _ in range(5)))
    told: list[tuple[int, int]] = []
    list(Mailbox([box]).messages(lambda done, total: told.append((done, total))))
    size = box.stat().st_size
    assert len(told) >= 4
    assert told == sorted(told)
    assert told[-1] == (size, size)

    def give_up(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(Mailbox([box]).messages(give_up))


def html_only() -> bytes:
    mail = message(subject="Page")
    mail.set_content("<style>p{}</style><p>Gr&uuml;&szlig;e</p><p>from <b>Dana</b></p>", subtype="html")
    return mail.as_bytes()


def with_attachment() -> bytes:
    mail = message(text="See the file.\n")
    mail.add_attachment("SECRET", filename="secret.txt")
    mail.add_attachment(b"\0\1", maintype="image", subtype="png", filename="a.png")
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: message(text="Grüße,\nDana\n").as_bytes(), "Grüße,\nDana"),
        (html_only, "Grüße\nfrom Dana"),
        (with_attachment, "See the file."),
        (lambda: b"From: a@b\nTo: c@d\nContent-Type: text/plain; charset=nonsense\n\nGr\xfc\xdfe\n", "Grüße"),
        (lambda: b"From: a@b\nContent-Type: multipart/mixed; boundary=x\n\n" * 3, ""),
    ],
)
def test_the_text_of_a_message_without_its_attachments(
    tmp_path: Path, make: Callable[[], bytes], expected: str
):
    (tmp_path / "box").write_bytes(as_mbox(message(), make(), message()))
    mailbox = Mailbox([tmp_path / "box"])
    place = [each.place for each in mailbox.messages()][1]
    assert list(mailbox.texts([place])) == [(place, expected)]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("nothing", None, "There is no file or folder"),
        ("empty", b"", "There's no mail in"),
        ("card.vcf", b"BEGIN:VCARD\nFN:Dana\nEND:VCARD\n", "There's no mail in"),
        ("rows.csv", b"From,To,Date\na,b,c\n", "There's no mail in"),
        ("binary", bytes(range(256)) * 20, "There's no mail in"),
    ],
)
def test_what_is_no_mailbox_is_refused(tmp_path: Path, name: str, content: bytes | None, why: str):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError, match=why):
        Mailbox([tmp_path / name])


def test_an_empty_maildir_is_a_mailbox_without_messages(tmp_path: Path):
    assert read(write_maildir(tmp_path / "Mail")) == []


def test_memory_does_not_grow_with_the_mailbox(tmp_path: Path):
    """Nothing is kept of a message that concerns nobody, and of the others their head."""

    def peak(messages: int) -> int:
        box = tmp_path / f"{messages}.mbox"
        box.write_bytes(as_mbox(message(text="word " * 400)) * messages)
        tracemalloc.start()
        try:
            for _ in Mailbox([box]).messages():
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    few, many = peak(2_000), peak(20_000)
    assert many < 1.2 * few


def test_the_search_of_a_folder_can_be_ended(tmp_path: Path):
    write_maildir(tmp_path / "Mail", *(message() for _ in range(5)))
    asked: list[int] = []

    def give_up() -> None:
        asked.append(1)
        if len(asked) > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Mailbox([tmp_path], give_up)
    assert len(asked) == 4
