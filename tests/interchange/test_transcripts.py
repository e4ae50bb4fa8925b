"""Transcripts as programs really write them: who said what and when, and nothing that was said is lost."""

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iitui.domain.errors import UnreadableError
from iitui.domain.transcripts import (
    TranscriptFormat,
    TranscriptPassage,
    TranscriptReading,
    arrange_passages,
    say_offset,
    split_text,
)
from iitui.interchange.transcripts import MOST_BYTES, passages_of, read_transcript
from tests.interchange.test_fuzz import HARMFUL, TEXT, damaged, encoded
from tests.proof import batches, inputs, within

Told = list[tuple[int | None, str, str]]


def told(text: str, name: str = "talk.txt") -> Told:
    """Start in seconds, speaker and text of each passage."""
    reading = read_transcript(name, text.encode())
    assert passages_of(reading.text, reading.format) == reading.passages
    return [
        (None if one.start is None else one.start // 1_000, one.speaker, one.text) for one in reading.passages
    ]


def problems(text: str, name: str = "talk.vtt") -> list[tuple[str, str]]:
    return [(one.where, one.why) for one in read_transcript(name, text.encode()).problems]


ZOOM = """\
WEBVTT

1
00:00:03.270 --> 00:00:05.000
Dana Ito (she/her): Thank you for coming.

2
00:00:05.400 --> 00:00:07.000
Dana Ito (she/her): Shall we begin?

3
00:00:07.500 --> 00:00:09.000
Me: Yes: please.
"""
TEAMS = """\
WEBVTT

NOTE language:en-us

3b2c1a55-8f0d-4a0b-9a43-0f2f0a6c1c11/12-0
00:00:03.270 --> 00:00:05.000 align:start position:0%
<v Dana Ito>Thank you for
coming.</v>

3b2c1a55-8f0d-4a0b-9a43-0f2f0a6c1c11/12-1
00:00:05.400 --> 00:00:07.000
<v Dana Ito>Shall we begin?</v>

3b2c1a55-8f0d-4a0b-9a43-0f2f0a6c1c11/13-0
00:00:07.500 --> 00:00:09.000
<v Me>Yes: please.</v>
"""
WHISPER = """\
1
00:00:03,270 --> 00:00:05,000
Thank you for coming.

2
00:00:05,400 --> 00:00:07,000
Shall we begin?
"""
OTTER = """\
Dana Ito  0:03\x20
Thank you for coming. Shall we begin?

Unknown Speaker  1:02:07
Yes: please.

Then let us.

Transcribed by https://otter.ai
"""


def test_zoom_names_the_speaker_before_a_colon():
    assert told(ZOOM, "GMT2026.transcript.vtt") == [
        (3, "Dana Ito (she/her)", "Thank you for coming. Shall we begin?"),
        (7, "Me", "Yes: please."),
    ]


def test_teams_names_the_speaker_in_a_tag():
    assert told(TEAMS, "talk.vtt") == [
        (3, "Dana Ito", "Thank you for coming. Shall we begin?"),
        (7, "Me", "Yes: please."),
    ]


def test_whisper_names_nobody():
    reading = read_transcript("talk.srt", WHISPER.encode())
    assert reading.format is TranscriptFormat.SRT
    assert reading.passages == (TranscriptPassage(3270, 7000, "", "Thank you for coming. Shall we begin?"),)
    assert reading.problems == ()


def test_otter_names_speaker_and_time_above_the_text():
    assert told(OTTER) == [
        (3, "Dana Ito", "Thank you for coming. Shall we begin?"),
        (3727, "Unknown Speaker", "Yes: please."),
        (None, "Unknown Speaker", "Then let us."),
        (None, "", "Transcribed by https://otter.ai"),
    ]


def test_webex_names_the_speaker_in_the_identifier():
    text = (
        'WEBVTT\n\n1 "Dana Ito" (1815)\n00:01.000 --> 00:02.000\nHello.\n\n'
        '2 "Me" (9)\n00:03.000 --> 00:04.000\nHi.\n'
    )
    assert told(text) == [(1, "Dana Ito", "Hello."), (3, "Me", "Hi.")]


@pytest.mark.parametrize(
    "text",
    [
        "[00:01:02] Dana: Hello.\n[00:01:09] Prof. van der Berg: Hi: you.\n",
        "00:01:02 Dana: Hello.\n00:01:09 Prof. van der Berg: Hi: you.\n",
        "(1:02) Dana: Hello.\n\n(1:09) Prof. van der Berg:\nHi: you.\n",
        "Dana (1:02): Hello.\nProf. van der Berg (1:09): Hi: you.\n",
        "Dana [01:02]\nHello.\n\nProf. van der Berg [01:09]\nHi: you.\n",
        "Dana\t1:02\nHello.\nProf. van der Berg\t1:09\nHi: you.\n",
        "Dana 1:02\nHello.\n\nProf. van der Berg 1:09\nHi: you.\n",
        "1:02 - Dana\nHello.\n1:09 - Prof. van der Berg\nHi: you.\n",
        "**Dana:** [00:01:02] Hello.\n\n**Prof. van der Berg:** [00:01:09] Hi: you.\n",
        "- **[00:01:02] Dana:** Hello.\n- **[00:01:09] Prof. van der Berg:** Hi: you.\n",
        "[00:01:02.000 --> 00:01:03.000] Dana: Hello.\n[01:09.5 --> 01:10.0] Prof. van der Berg: Hi: you.\n",
        "0:01:02\n\nDana: Hello.\n\n0:01:09\n\nProf. van der Berg: Hi: you.\n\n"
        "Dana: .\n\nProf. van der Berg: .\n",
    ],
)
@pytest.mark.parametrize("name", ["talk.txt", "talk.md", "talk"])
def test_times_and_names_in_many_ways(text, name):
    assert told(text, name)[:2] == [(62, "Dana", "Hello."), (69, "Prof. van der Berg", "Hi: you.")]


def test_a_dialogue_without_times():
    text = (
        "Me: What is a day like?\n\nDana: Long.\nBut good.\n\nMe: Why?\n\n"
        "Dana: People: they help.\n\nProf. Lee: Yes."
    )
    assert told(text) == [
        (None, "Me", "What is a day like?"),
        (None, "Dana", "Long.\nBut good."),
        (None, "Me", "Why?"),
        (None, "Dana", "People: they help."),
        (None, "Prof. Lee", "Yes."),
    ]


def test_a_dialogue_in_japanese():
    assert told("佐藤：こんにちは。\n私：はい。\n佐藤：どうぞ。\n私：では。") == [
        (None, "佐藤", "こんにちは。"),
        (None, "私", "はい。"),
        (None, "佐藤", "どうぞ。"),
        (None, "私", "では。"),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Pay: 60k\nHours: 40", "She said: come back.", "Lunch 12:30"],
        ["# Day", "- **Pay:** 60k\n- **Hours:** 40 (3:20 a week?)", "Note: a.\nNote: b."],
        ["We met at 10:30 and talked.", "http://example.org: look there"],
    ],
)
def test_notes_are_paragraphs_without_speakers(paragraphs):
    for name in ("notes.txt", "notes.md"):
        assert told("\n\n".join(paragraphs), name) == [(None, "", paragraph) for paragraph in paragraphs]


def test_a_heading_in_markdown_ends_what_a_speaker_said():
    assert told("[0:03] Dana: Hello.\n## Afterwards\nTired.", "talk.md") == [
        (3, "Dana", "Hello."),
        (None, "", "## Afterwards\nTired."),
    ]


def test_times_of_day_are_counted_from_the_first():
    text = "[Dana Ito] 14:59:50\nHello.\n\n[Me] 15:00:05\nHi.\n"
    assert told(text) == [(0, "Dana Ito", "Hello."), (15, "Me", "Hi.")]
    assert problems(text, "closed_caption.txt") == [
        ("line 1", "is a time of day; all times are counted from the first one")
    ]


def test_what_is_not_said_is_left_out_of_webvtt():
    text = (
        "WEBVTT - a talk\nKind: captions\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
        "NOTE one\nof two lines\n\nintro\n01:00.000-->01:02.000 line:0\n"
        "<c.loud><b>P&amp;L</b> &lt;3&nbsp;</c><01:01.000>a < b &notit; R&D &#27;[31m\nNOTE this is said\n"
    )
    assert told(text) == [(60, "", "P&L <3 a < b &notit; R&D [31m NOTE this is said")]


def test_two_voices_in_a_cue_are_two_passages():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Dana &amp; Co>Yes</v>\n<v Me>No\n"
    assert told(text) == [(1, "Dana & Co", "Yes"), (1, "Me", "No")]
    assert problems(text) == []


def test_two_names_in_a_cue_are_two_passages_and_a_cue_without_one_goes_on():
    text = WHISPER.replace("Thank you", "Dana: Thank you").replace("Shall we begin?", "Really.\nMe: Oh.")
    assert told(text, "talk.srt") == [(3, "Dana", "Thank you for coming. Really."), (5, "Me", "Oh.")]


def test_an_arrow_in_captions_is_another_speaker():
    text = WHISPER.replace("Shall", "&gt;&gt; Shall")
    assert told(text, "talk.srt") == [(3, "", "Thank you for coming."), (5, "", ">> Shall we begin?")]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(",", "."),
        lambda text: text.replace("00:00:0", "00:0"),
        lambda text: text.replace("-->", "→"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("1\n", "").replace("\n2\n", "\n"),
        lambda text: text.replace("-->", "  -->").replace("\n", "  \n"),
        lambda text: f"\n\n{text}",
    ],
)
def test_srt_as_loosely_as_it_is_written(change):
    changed = change(WHISPER)
    for name in ("talk.srt", "talk.txt", "talk"):
        assert told(changed, name) == [(3, "", "Thank you for coming. Shall we begin?")]
        assert problems(changed, name) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_ending(encoding, ending):
    text = ZOOM.replace("Dana", "Zoë").replace("\n", ending)
    reading = read_transcript("talk.vtt", text.encode(encoding))
    assert [one.speaker for one in reading.passages] == ["Zoë Ito (she/her)", "Me"]
    assert reading.text == text.replace(ending, "\n").strip()
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("talk.txt", ZOOM, TranscriptFormat.WEBVTT),
        ("talk.vtt", WHISPER, TranscriptFormat.WEBVTT),
        ("talk.txt", WHISPER, TranscriptFormat.SRT),
        ("talk.srt", "Just words.", TranscriptFormat.TEXT),
        ("talk.MD", "Just words.", TranscriptFormat.MARKDOWN),
        ("talk.txt", "# A day\n\n- long", TranscriptFormat.MARKDOWN),
        ("talk.txt", "# 1 of all", TranscriptFormat.TEXT),
        ("talk.txt", "A line of notes.\n" * 12 + "00:01,0 --> 00:02,0\n", TranscriptFormat.TEXT),
    ],
)
def test_the_content_tells_the_format_then_the_ending(name, text, expected):
    assert read_transcript(name, text.encode()).format is expected


def cues(*timings: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(f"{timing}\n<v {n}>said {n}" for n, timing in enumerate(timings, 1))


@pytest.mark.parametrize(
    ("timings", "expected"),
    [
        (
            ["00:01.000 --> 00:09.000", "00:05.000 --> 00:06.000"],
            "line 6: begins before the part above it has ended",
        ),
        (["00:05.000 --> 00:06.000", "00:01.000 --> 00:02.000"], "line 6: begins before the part above it"),
        (["00:05.000 --> 00:01.000", "00:06.000 --> 00:07.000"], "line 3: ends before it begins"),
        (["00:05.000 --> 00:06.000", "00:0x --> 00:07.000"], "line 6: has no readable time"),
        (["0:x --> 1:", "1:x --> 1:", "2:x --> 1:"], "line 3: has no readable time (and 2 more)"),
    ],
)
def test_times_that_cannot_be_right_are_told_and_lose_nothing(timings, expected):
    text = cues(*timings)
    assert [f"{where}: {why}" for where, why in problems(text)] == [expected]
    assert [said for _, _, said in told(text) if "-->" not in said] == [
        f"said {n}" for n, _ in enumerate(timings, 1)
    ]


def test_an_end_before_its_start_is_no_end():
    (passage,) = read_transcript("a.vtt", cues("00:05.000 --> 00:01.000").encode()).passages
    assert (passage.start, passage.end) == (5_000, None)


def test_words_outside_the_cues_are_kept_and_told_with_their_line():
    text = "\r\n\r\nWEBVTT\r\n\r\nbefore\r\n\r\n00:01.000 --> 00:02.000\r\nin it\r\n\r\nafter\r\n"
    assert told(text) == [(None, "", "before"), (1, "", "in it after")]
    assert problems(text) == [("line 5", "is outside the cues, with no time (and 1 more)")]


def test_a_number_that_was_said_is_no_identifier():
    text = (
        "1\n00:01,000 --> 00:02,000\n42\n\n2\n00:03,000 --> 00:04,000\nyears\n43\n"
        "3\n00:05,000 --> 00:06,000\n.\n"
    )
    assert told(text, "talk.srt") == [(1, "", "42 years 43 .")]


def test_an_arrow_that_was_said_is_no_time():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nwe went from 1 --> 2\na --> 3\n"
    assert told(text) == [(1, "", "we went from 1 --> 2 a --> 3")]
    assert problems(text) == []


def test_a_time_that_cannot_be_read_stays_as_it_stands():
    assert told("WEBVTT\n\n00:0x --> 00:02.000\nHello.\n") == [(None, "", "00:0x --> 00:02.000 Hello.")]


def test_short_cues_become_passages_that_read_well():
    said = [f"This is the sentence with number {n} of them." for n in range(100)]
    text = "WEBVTT\n\n" + "\n\n".join(f"{n:02}:00.000 --> {n:02}:58.500\n{one}" for n, one in enumerate(said))
    passages = read_transcript("talk.vtt", text.encode()).passages
    assert " ".join(passage.text for passage in passages) == " ".join(said)
    assert all(240 <= len(passage.text) <= 480 and passage.text.endswith(".") for passage in passages[:-1])


@pytest.mark.parametrize(("pause", "count"), [(3_000, 1), (3_001, 2)])
def test_a_long_pause_begins_a_passage(pause, count):
    passages = [
        TranscriptPassage(0, 1_000, "Dana", "One"),
        TranscriptPassage(1_000 + pause, 9_000, "Dana", "two"),
    ]
    assert len(arrange_passages(passages)) == count


def test_another_speaker_begins_a_passage():
    passages = (TranscriptPassage(0, 1_000, "Dana", "One"), TranscriptPassage(1_000, 2_000, "Me", "two"))
    assert arrange_passages(passages) == passages


def test_a_long_turn_is_split_after_sentences_and_keeps_its_times_at_its_ends():
    text = "So it goes on and on. " * 60
    parts = arrange_passages([TranscriptPassage(1_000, 90_000, "Dana", text.strip())])
    assert len(parts) > 2
    assert all(part.text.endswith("on.") and part.speaker == "Dana" for part in parts)
    assert (parts[0].start, parts[0].end, parts[-1].start, parts[-1].end) == (1_000, None, None, 90_000)


@given(st.text(alphabet="ab .。\n", max_size=3_000))
@inputs(50, 2_000)
def test_splitting_loses_nothing(text):
    parts = list(split_text(text))
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert len(text) <= 800 or all(0 < len(part) <= 480 for part in parts)


@pytest.mark.parametrize(
    ("milliseconds", "words"), [(0, "0:00"), (3_999, "0:03"), (760_000, "12:40"), (3_723_000, "1:02:03")]
)
def test_offsets_are_said_as_players_do(milliseconds, words):
    assert say_offset(milliseconds) == words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "talk.vtt is empty."),
        (b"\xef\xbb\xbf \r\n\x1b\x07", "talk.vtt is empty."),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "talk.vtt isn't a text file; expected WebVTT, SRT, plain text or Markdown.",
        ),
        (
            b"PK\x03\x04...",
            "talk.vtt is a Word document or another packed file; save it as plain text first.",
        ),
        (b"%PDF-1.7", "talk.vtt is a PDF; save its text as plain text first."),
        (rb"{\rtf1\ansi", "talk.vtt is an RTF document; save it as plain text first."),
        (b"a" * (MOST_BYTES + 1), "talk.vtt is larger than 4 MiB; that's too large for a transcript."),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data, words):
    with pytest.raises(UnreadableError) as refusal:
        read_transcript("ta\x1blk.vtt", data)
    assert str(refusal.value) == words


def test_bytes_that_cannot_be_decoded_are_told():
    reading = read_transcript("a.txt", b"one\ntwo \x81\xff\n")
    assert [(one.where, one.why) for one in reading.problems] == [
        ("line 2", "contains characters that can't be decoded")
    ]


def test_three_hours_are_read_in_well_under_a_second():
    text = "WEBVTT\n\n" + "".join(
        f"{n}\n{n // 1200:02}:{n // 20 % 60:02}:{n * 3 % 60:02}.000 --> {n // 1200:02}:{n // 20 % 60:02}:"
        f"{n * 3 % 60 + 2:02}.900\nZoë Ito: what one says in three seconds, about this long.\n\n"
        for n in range(3_600)
    )
    began = perf_counter()
    reading = read_transcript("talk.vtt", text.encode())
    assert perf_counter() - began < 1.5, "it takes 0.2 seconds on a machine that has nothing else to do"
    assert reading.passages[-1].end == 10_799_900
    assert reading.problems == ()


@pytest.mark.parametrize(
    "piece",
    [
        *(" ", "1", "[", "(", "<c.", "<v.", "{\\", "**", "- ", ">>", ".", "&a", "\n"),
        *("a:b", "a: \n", "[0:01]\n", "Na 1:02\n", "1:1", "--> ", "1:1 -->"),
    ],
)
@pytest.mark.parametrize("head", ["", "# x\n", "a–", "WEBVTT\n\n00:00.000 --> 00:01.000 "])
def test_no_repetition_makes_reading_slow(head, piece):
    text = f"{head}{piece * (150_000 // len(piece))} x --> 2"
    with within(4):
        assert read_transcript("talk.md", text.encode()).passages


WORDS = st.lists(
    st.one_of(
        TEXT,
        st.sampled_from(["Dana: ", "<v Me>", "</v>", "<c>", "&amp;", "&#27;", ">> ", "\n\n", "42", "**"]),
    ),
    max_size=5,
).map("".join)
TIMES = st.sampled_from(
    [
        "00:00:01.000",
        "00:01,5",
        "1:2",
        "99:99:99",
        "0:03",
        "14:02:10",
        "9999:00:00.999",
        "x",
        "",
        "00:00:01:500",
    ]
)
LINES = st.one_of(
    st.tuples(TIMES, st.sampled_from([" --> ", "-->", "→", " -> "]), TIMES, WORDS).map("".join),
    st.tuples(
        st.sampled_from(["[", "(", "", "Dana Ito  ", "Dana ("]),
        TIMES,
        st.sampled_from(["] ", "): ", ""]),
        WORDS,
    ).map("".join),
    st.sampled_from(["", "", "1", "2", "NOTE x", "STYLE", "WEBVTT", "# Day", "Transcribed by https://x"]),
    WORDS,
)
FILES = st.tuples(
    st.sampled_from(["WEBVTT\n\n", "", "1\n"]), st.lists(LINES, max_size=14).map("\n".join)
).map("".join)


def read(name: str, data: bytes) -> TranscriptReading | None:
    """The file, read; None if it is refused in one sentence."""
    try:
        return read_transcript(name, data)
    except UnreadableError as error:
        refusal = str(error)
    assert "\n" not in refusal
    return None


NAMES = st.sampled_from(["a.vtt", "a.srt", "a.txt", "a.md", "a", "\x1b[2J.vtt", ""])


@batches
@inputs(300, 1_000)
@given(name=NAMES, data=st.one_of(damaged(encoded(FILES)), st.binary(max_size=300)))
def test_any_bytes_are_read_or_refused_and_do_no_harm(batch, name, data):
    with within(2):
        reading = read(name, data)
    if reading is None:
        return
    assert passages_of(reading.text, reading.format) == reading.passages
    for text in (reading.text, *(words for one in reading.passages for words in (one.speaker, one.text))):
        assert HARMFUL.isdisjoint(text)
        plain = text.replace("\n", "").replace("\t", "")
        assert {"Cc", "Cs", "Co"}.isdisjoint(map(unicodedata.category, plain)), repr(text)
    for passage in reading.passages:
        assert passage.text.strip()
        assert passage.start is None or passage.end is None or passage.start <= passage.end
    assert len({problem.why for problem in reading.problems}) == len(reading.problems)


PLAIN = st.text(alphabet="abc 12.\n", min_size=1, max_size=400)


@inputs(200, 5_000)
@given(PLAIN)
def test_notes_lose_no_word(text):
    if text.strip():
        passages = read_transcript("a.txt", text.encode()).passages
        assert " ".join(one.text for one in passages).split() == text.split()


@inputs(200, 5_000)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.text(alphabet="ab 1.\n", min_size=1, max_size=60).filter(str.strip)),
        min_size=1,
        max_size=8,
    )
)
def test_cues_lose_no_word(said):
    text = "WEBVTT\n\n" + "".join(
        f"{n}\n00:0{start}.000 --> 00:09.000\n{words.strip()}\n\n" for n, (start, words) in enumerate(said)
    )
    passages = read_transcript("a.vtt", text.encode()).passages
    assert " ".join(one.text for one in passages).split() == " ".join(words for _, words in said).split()
