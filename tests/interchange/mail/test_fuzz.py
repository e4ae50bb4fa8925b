"""Mailboxes of any content go through the whole look: no crash, no hang, nothing harmful, nothing doubled.

150 of each kind in every run, 20,000 with IITUI_PROOF=1. They are built of harmful pieces by the grammar of
mail, and then damaged as files are.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.errors import UndoError, UnreadableError
from iitui.domain.mail.matching import MailOptions
from iitui.interchange.mail.looking import add_texts, look_through
from iitui.interchange.mail.mailbox import Mailbox
from iitui.store.journal import Store
from tests.clock import MORNING, MovableClock
from tests.interchange.test_fuzz import LONGEST, assert_harmless, damaged
from tests.proof import batches, inputs, within

ME, DANA = "me@example.org", "dana@example.org"

PIECES = st.one_of(
    st.sampled_from(
        [b"dana@example.org", b"me@example.org", b"<dana@example.org>", b"Dana Ito", b"=?utf-8?q?D=C3=A1na?=",
         b"=?utf-16?b?//4=?=", b"=?x?q?=FF?=", b"=?utf-8?b?!?=", b"=?", b"?=", b'"', b"<", b">", b"(", b")",
         b",", b";", b":", b"@", b"\\", b"\xff\xfe", b"\xe2\x80\xae", b"\x1b[31m", b"\x9b", b"\0",
         b"\r", b"\n ", b"\r\n\t", b"[/]", b"[@click=app.quit]", b"2026", b"-9999",
         b"Tue, 3 Mar 2026 10:00:00 -0500", b"99999999999",
         b"<a@b>", b"<q@x>", b"bulk", b"auto-replied", b"a" * 400, b"(" * 400, b"=?a?q?" * 60]
    ),
    st.binary(max_size=8),
)  # fmt: skip
VALUES = st.lists(PIECES, max_size=5).map(b"".join)
NAMES = st.sampled_from(
    [b"From", b"To", b"Cc", b"Bcc", b"Subject", b"Date", b"Message-ID", b"In-Reply-To", b"References",
     b"Received", b"List-Id", b"Precedence", b"Auto-Submitted", b"Content-Type", b"X-Failed-Recipients",
     b"X-Gmail-Labels",
     b"Delivered-To", b"Content-Transfer-Encoding", b"from", b"X", b""]
)  # fmt: skip
ENDS = st.sampled_from([b"\n", b"\r\n", b"\n\n", b"\r"])
FIELDS = st.tuples(NAMES, st.sampled_from([b": ", b":", b" : ", b""]), VALUES, ENDS).map(b"".join)
USUAL = st.sampled_from(
    [b"From: dana@example.org\nTo: me@example.org\nDate: Tue, 3 Mar 2026 10:00:00 -0500\n",
     b"From: me@example.org\nTo: Dana <dana@example.org>\nDate: 3 Mar 2026 11:00 -0500\nMessage-ID: <q@x>\n",
     b"From: Eve <eve@example.org>\nTo: me@example.org\nDate: Tue, 3 Mar 2026 12:00:00 -0500\n", b""]
)  # fmt: skip
BODIES = st.sampled_from(
    [b"\nHello\n\n", b"\n\nFrom here on\n\n", b"\r\n\r\nX\r\n", b"",
     b"\n--b\nAction: failed\nFinal-Recipient: rfc822; dana@example.org\n--b--\n\n", b"\n<p>x<style>y\n\n",
     b"\n" + b"=\n" * 40 + b"\n", b"\n--b\n" * 30 + b"\n"]
)  # fmt: skip
ENVELOPES = st.sampled_from(
    [
        b"From x@y Tue Mar  3 15:00:00 2026\n",
        b"From - Tue Mar 03 15:00:00 2026\r\n",
        b"From \n",
        b"From x\n",
        b"",
    ]
)
MESSAGES = st.tuples(ENVELOPES, USUAL, st.lists(FIELDS, max_size=8).map(b"".join), BODIES).map(b"".join)
MBOXES = st.lists(MESSAGES, min_size=1, max_size=6).map(b"".join)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One journal for all mailboxes, with one contact; what each brings is undone after a look at it."""
    store = Store.open(tmp_path_factory.mktemp("fuzz") / "journal.db", MovableClock(MORNING))
    store.contacts.add(ContactDraft(name="Dana Ito", channels=[Channel(ChannelKind.EMAIL, DANA)]))
    yield store
    store.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "box.eml"


def go_through(store: Store, file: Path, data: bytes) -> int:
    """Look, take everything with its texts, look again, and take it back; return how many touches came."""
    file.write_bytes(data)
    before = store.reader.mail.facts(MORNING)
    options = MailOptions(takes_lists=True, takes_everybody=True)
    with within(LONGEST):
        try:
            mailbox = Mailbox([file])
        except UnreadableError:
            return 0
        first = look_through(mailbox, before, [ME], MORNING, options=options)
        plan = look_through(mailbox, before, [ME], MORNING, options=options, additions=first.strangers)
        store.mail.take(add_texts(mailbox, plan), "box")
        assert_harmless(store._unit_of_work.path)
        again = look_through(mailbox, store.reader.mail.facts(MORNING), [ME], MORNING, options=options)
        assert not again.writes_anything
        if plan.writes_anything:
            with suppress(UndoError):
                store.history.undo()
        assert store.reader.mail.facts(MORNING) == before
    return plan.added


@batches
@inputs(150, 1_000)
@given(data=damaged(MBOXES))
def test_any_mailbox_does_no_harm(store: Store, file: Path, batch: int, data: bytes):
    go_through(store, file, data)


@batches
@inputs(150, 1_000)
@given(data=damaged(MESSAGES))
def test_any_message_does_no_harm(store: Store, file: Path, batch: int, data: bytes):
    go_through(store, file, data)


@st.composite
def archives(draw: st.DrawFn) -> bytes:
    """An archive with a mailbox in it; in most cases a byte of it is changed."""
    packed = io.BytesIO()
    compression = draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
    with zipfile.ZipFile(packed, "w", compression) as archive:
        archive.writestr("Takeout/Mail/[/]\x1b.mbox", draw(MBOXES))
    whole = bytearray(packed.getvalue())
    place = draw(st.integers(0, 2 * len(whole)))
    if place < len(whole):
        whole[place] ^= 0x55
    return bytes(whole)


@batches
@inputs(150, 1_000)
@given(data=archives())
def test_any_archive_does_no_harm(store: Store, file: Path, batch: int, data: bytes):
    go_through(store, file, data)


def test_most_of_these_mailboxes_bring_touches(store: Store, file: Path):
    """Lest the fuzzing tries nothing but refusals."""
    envelope = b"From x@y Tue Mar  3 15:00:00 2026\n"
    usual = b"From: dana@example.org\nTo: me@example.org\nDate: Tue, 3 Mar 2026 10:00:00 -0500\n"
    assert (
        go_through(store, file, envelope + usual + b"Subject: \x1b[31m\n\nX\n" + envelope + usual + b"\nY\n")
        == 2
    )
    assert go_through(store, file, usual + b"Subject: =?utf-8?q?=1B?=\n\nX\n") == 1
