"""Exports answers, takeaways and themes: as a table for spreadsheets, as a page in Markdown.

What is off the record stays in, and so does all that contacts with the private tag said.
"""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from iitui.domain.findings import Finding
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
    counts = reader.findings.count(request.private_tag)
    findings = reader.findings.each(request.private_tag)
    is_table = request.format == "csv"
    return Outgoing(
        _rows(findings, request.zone) if is_table else _page(findings, request.zone),
        sum(counts.values()),
        ", ".join(several(count, name) for name, count in counts.items()),
        mark=",".join(HEADER) if is_table else _TITLE,
        remarks=tuple(_remarks(reader, request.private_tag)),
    )


def _remarks(reader: JournalReader, private_tag: str) -> Iterator[str]:
    whispered = reader.findings.count_off_record()
    if whispered:
        yield f"Off the record, and left out: {several(whispered, 'answer')}."
    kept_out = reader.findings.count_kept_out(private_tag)
    if kept_out:
        people = several(kept_out, "contact")
        yield f"Left out with all they said, because of the tag {private_tag}: {people}."


def _rows(findings: Iterable[Finding], zone: ZoneInfo) -> Iterator[str]:
    yield csv_row(HEADER)
    for each in findings:
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


def _page(findings: Iterable[Finding], zone: ZoneInfo) -> Iterator[str]:
    yield f"{_TITLE}\n"
    chapter, section = "", ""
    for each in findings:
        begins = _chapter(each) != chapter
        heading = "" if not begins else f"\n## {_chapter(each)}\n"
        chapter = _chapter(each)
        if begins or _section(each, zone) != section:
            section = _section(each, zone)
            heading += f"\n### {section}\n"
        yield heading + _paragraph(each, zone)


def _chapter(finding: Finding) -> str:
    return {"answer": "Answers", "passage": "Themes"}.get(finding.kind, "Takeaways")


def _source(finding: Finding, zone: ZoneInfo) -> str:
    parts = (finding.day(zone), finding.who, finding.role, finding.organization, finding.occupation)
    return escape_line(" · ".join(filter(None, parts)))


def _section(finding: Finding, zone: ZoneInfo) -> str:
    return escape_line(*finding.themes) if finding.kind == "passage" else _source(finding, zone)


def _paragraph(finding: Finding, zone: ZoneInfo) -> str:
    text = escape_text(finding.text)
    if finding.kind == "answer":
        themes = f"\n\nThemes: {escape_line(', '.join(finding.themes))}" if finding.themes else ""
        return f"\n**{escape_line(finding.question)}**\n\n{text}{themes}\n"
    if finding.kind == "passage":
        quoted = "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
        return f"\n{quoted}\n>\n> {_source(finding, zone)}: {escape_line(finding.question)}\n"
    return f"\n**{finding.kind[0].upper()}{finding.kind[1:]}**: {text}\n"
