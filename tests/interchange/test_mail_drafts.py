"""Drafts for mail programs, read back by what Python has for mail and for links."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from iitui.domain.letters.letter import Letter
from iitui.interchange.mail_drafts import draft_name, eml, mailto

BODY = "Dear José,\n\nThank you: “half the week” & 100% of it #1?\n\n.\nFrom here on, Łukasz\n"


def letter(**more) -> Letter:
    return Letter(
        **{"to_name": "José Núñez", "to": "jose@example.org", "subject": "Thank you", "body": BODY, **more}
    )


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def test_a_draft_is_read_back_as_it_was_written():
    message = read(eml(letter(), "ann@example.org"))
    assert message["X-Unsent"] == "1"
    assert message["To"].addresses[0].display_name == "José Núñez"
    assert message["To"].addresses[0].addr_spec == "jose@example.org"
    assert message["From"] == "ann@example.org"
    assert message["Subject"] == "Thank you"
    assert message.get_content().replace("\r\n", "\n") == BODY
    assert message["In-Reply-To"] is None
    assert not message.is_multipart(), "nothing is attached"


def test_lines_end_as_mail_wants_it_and_none_is_too_long():
    data = eml(letter(subject="ü" * 400 + " " + "word " * 200, body="x" * 5_000 + "\né"))
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 998
    message = read(data)
    assert message["Subject"] == "ü" * 400 + " " + ("word " * 200).strip()
    assert message.get_content().replace("\r\n", "\n") == "x" * 5_000 + "\né\n"


@pytest.mark.parametrize("field", ["to_name", "subject", "to", "in_reply_to"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\0"])
def test_a_line_break_cannot_bring_in_a_header(field: str, ending: str):
    message = read(eml(letter(**{field: f"a@b.org{ending}Bcc: thief@example.net{ending}{ending}evil"})))
    assert message["Bcc"] is None
    assert set(message.keys()) <= {
        "X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"
    }  # fmt: skip
    assert message.get_content().startswith("Dear José")


@pytest.mark.parametrize(
    "name", ['"quoted", Jr.', "Ann <ann@evil.net>", "a@b.org, c@d.org", "(comment)", "日本 太郎", ""]
)
def test_a_name_goes_to_nobody_else(name: str):
    addresses = read(eml(letter(to_name=name)))["To"].addresses
    assert [(one.display_name, one.addr_spec) for one in addresses] == [(name, "jose@example.org")]


def test_an_address_that_is_none_is_left_out():
    assert read(eml(letter(to="nobody"), "me"))["To"] is None
    assert mailto(letter(to="nobody")).startswith("mailto:?subject=")


def test_an_address_in_other_letters_is_kept():
    data = eml(letter(to="josé@bücher.example"))
    assert "To: José Núñez <josé@bücher.example>\r\n" in data.decode()
    assert unquote(urlsplit(mailto(letter(to="josé@bücher.example"))).path) == "josé@bücher.example"


def test_a_reply_names_the_mail_that_it_answers_whole():
    thread = "x" * 200 + ".20260310@mail.example.org"
    data = eml(letter(in_reply_to=f"<{thread}>"))
    assert f"In-Reply-To: <{thread}>\r\n".encode() in data
    message = read(data)
    assert (message["In-Reply-To"], message["References"]) == (f"<{thread}>", f"<{thread}>")
    assert parse_qs(urlsplit(mailto(letter(in_reply_to=thread))).query)["in-reply-to"] == [f"<{thread}>"]


def test_a_link_is_read_back_as_it_was_written():
    link = mailto(letter(subject="1 + 1 = 2 & more?", to="o'neil+x@example.org"))
    parts = urlsplit(link)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "o'neil+x@example.org")
    assert parse_qs(parts.query, strict_parsing=True) == {
        "subject": ["1 + 1 = 2 & more?"],
        "body": [BODY.strip().replace("\n", "\r\n")],
    }
    assert "%0D%0A" in link
    assert "+" not in link
    assert " " not in link
    assert link.isascii()


def test_a_file_name_says_what_the_draft_is():
    assert draft_name(letter()) == "thank-you-jose-nunez.eml"
    assert draft_name(letter(to_name="../../etc/passwd", subject="a/b\0c\n")) == "a-b-c-etc-passwd.eml"
    assert draft_name(letter(to_name="", subject="…")) == "letter.eml"
    assert len(draft_name(letter(subject="word " * 100))) < 90
