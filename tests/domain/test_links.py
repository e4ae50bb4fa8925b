"""Links: found where people write them, and opened only when they can do no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.links import checked_link, checked_url, find_links, needs_look


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nothing here.", []),
        (
            "See https://example.org/a?b=1#c.",
            [("https://example.org/a?b=1#c", "https://example.org/a?b=1#c")],
        ),
        ("(http://example.org/a_(b))", [("http://example.org/a_(b)", "http://example.org/a_(b)")]),
        ("www.Example.org, then", [("www.Example.org", "https://www.Example.org")]),
        ("Dana <dana@example.org>; call", [("dana@example.org", "mailto:dana@example.org")]),
        ("“https://example.org”", [("https://example.org", "https://example.org")]),
        ("https://bücher.example/ü", [("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC")]),
        ("a@b and @dana and foo@", []),
        ("javascript:alert(1) file:///etc/passwd data:text/html,x ftp://example.org", []),
        ("https://", []),
        ("https://[::1", []),
        ("https://example.org:99999/", []),
    ],
)
def test_links_are_found_in_a_text(text: str, found: list[tuple[str, str]]):
    assert [(text[link.start : link.end], link.target) for link in find_links(text)] == found


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://example.org/%0aalert(1)",
        "file:///etc/passwd",
        "vbscript:x",
        "https://example.org/\x1b]8;;evil\x1b\\",
        "https://example.org/\x07",
        "https://example.org/\u202egro",
        "https://example.org/a b",
        "mailto:",
        "https:///path",
        "x" * 3000,
        "--help",
        "",
    ],
)
def test_what_may_do_harm_is_no_link(written: str):
    assert checked_link(written) == ""


def test_a_url_of_a_person_needs_no_scheme():
    assert checked_url("linkedin.com/in/dana") == "https://linkedin.com/in/dana"
    assert checked_url("example.org") == "https://example.org"
    assert checked_url("Dana") == ""
    assert checked_url("javascript:alert(1)") == ""
    assert checked_url("-oProxyCommand=x.y/z") == ""


def test_what_is_not_of_the_web_or_hides_its_host_is_shown_first():
    assert not needs_look("https://example.org/@dana")
    assert needs_look("mailto:dana@example.org")
    assert needs_look("https://bank.example@evil.example/")


@given(st.text(alphabet="htps:/w.@a\x1b\x07\\\"'<> \u202e\u00fcmailto[]()%;", max_size=60))
def test_whatever_is_found_can_leave_no_sequence_and_no_attribute(text: str):
    for link in find_links(text):
        assert 0 <= link.start < link.end <= len(text)
        assert link.target.startswith(("http://", "https://", "mailto:"))
        assert link.target.isascii()
        assert link.target.isprintable()
        assert not set(link.target) & set(" \"'<>\\`")
        assert checked_link(link.target) == link.target
