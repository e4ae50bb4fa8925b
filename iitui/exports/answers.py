"""Exports answers, takeaways and themes: as a table for spreadsheets, as a page in Markdown.

What is off the record stays in, and so does all that contacts with the private tag said.
"""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from iitui.domain.answer_lines import AnswerLine
from iitui.domain.text import several
from iitui.exports.outgoing import ExportRequest, Outgoing
from iitui.interchange.contact_table import BETWEEN, csv_row
from iitui.reports.markdown import escape_line, escape_text
from iitui.store.reader import JournalReader

HEADER = (
    "kind",
    "date",
    "who",
    "organization",
    "role",
    "occupation",
    "question",
    "text",
    "themes",
    "interview",
    "uid",
)
"""The names of the columns of the table, from left to right."""

_TITLE = "# Answers, takeaways and themes"


def prepare(reader: JournalReader, request: ExportRequest) -> Outgoing:
    """Return all that may be told in the format that is wanted."""
    counts = reader.answer_lines.count(request.private_tag)
    lines = reader.answer_lines.each(request.private_tag)
    is_table = request.format == "csv"
    return Outgoing(
        _rows(lines, request.zone) if is_table else _page(lines, request.zone),
        sum(counts.values()),
        ", ".join(several(count, name) for name, count in counts.items()),
        mark=",".join(HEADER) if is_table else _TITLE,
        remarks=tuple(_remarks(reader, request.private_tag)),
    )


def _remarks(reader: JournalReader, private_tag: str) -> Iterator[str]:
    whispered = reader.answer_lines.count_off_record()
    if whispered:
        yield f"Off the record and left out: {several(whispered, 'answer')}."
    kept_out = reader.answer_lines.count_kept_out(private_tag)
    if kept_out:
        people = several(kept_out, "contact")
        yield f"Left out with everything they said, because of the tag {private_tag}: {people}."


def _rows(lines: Iterable[AnswerLine], zone: ZoneInfo) -> Iterator[str]:
    yield csv_row(HEADER)
    for each in lines:
        yield csv_row(
            (
                each.kind,
                each.day(zone),
                each.who,
                each.organization,
                each.role,
                each.occupation,
                each.question,
                each.text,
                BETWEEN.join(each.themes),
                each.interview,
                each.uid,
            )
        )


def _page(lines: Iterable[AnswerLine], zone: ZoneInfo) -> Iterator[str]:
    yield f"{_TITLE}\n"
    chapter, section = "", ""
    for each in lines:
        begins = _chapter(each) != chapter
        heading = "" if not begins else f"\n## {_chapter(each)}\n"
        chapter = _chapter(each)
        if begins or _section(each, zone) != section:
            section = _section(each, zone)
            heading += f"\n### {section}\n"
        yield heading + _paragraph(each, zone)


def _chapter(line: AnswerLine) -> str:
    return {"answer": "Answers", "passage": "Themes"}.get(line.kind, "Takeaways")


def _source(line: AnswerLine, zone: ZoneInfo) -> str:
    parts = (line.day(zone), line.who, line.role, line.organization, line.occupation)
    return escape_line(" · ".join(filter(None, parts)))


def _section(line: AnswerLine, zone: ZoneInfo) -> str:
    return escape_line(*line.themes) if line.kind == "passage" else _source(line, zone)


def _paragraph(line: AnswerLine, zone: ZoneInfo) -> str:
    text = escape_text(line.text)
    if line.kind == "answer":
        themes = f"\n\nThemes: {escape_line(', '.join(line.themes))}" if line.themes else ""
        return f"\n**{escape_line(line.question)}**\n\n{text}{themes}\n"
    if line.kind == "passage":
        quoted = "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
        return f"\n{quoted}\n>\n> {_source(line, zone)}: {escape_line(line.question)}\n"
    return f"\n**{line.kind[0].upper()}{line.kind[1:]}**: {text}\n"
