"""Attaches transcripts to an interview, for the command `import --interview`, all files as one act."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from iitui.cli.context import Context
from iitui.cli.interviews import interview_asked_for
from iitui.commands import STANDARD_INPUT
from iitui.domain.errors import BadInputError, NotFoundError, UnreadableError
from iitui.domain.interviews import Interview
from iitui.domain.text import several
from iitui.domain.transcripts import TranscriptDraft, TranscriptReading
from iitui.output import print_json, say, tell

_STANDARD_INPUT_NAME = "standard input"


@dataclass(frozen=True, slots=True)
class _Attachment:
    """A file that is attached.

    Attributes:
        change: "added", "updated" or "unchanged".
    """

    reading: TranscriptReading
    draft: TranscriptDraft
    change: str


def attach_transcripts(context: Context, arguments: Namespace) -> int:
    """Attach files to an interview; if any of them cannot be read, nothing is attached."""
    if arguments.format is not None:
        raise BadInputError(
            {"format": "--format is for contacts; the format of a transcript is detected from its content."}
        )
    readings = [_read(file) for file in arguments.files]
    with context.look() as reader:
        interview = interview_asked_for(context, reader, arguments.interview)
        if interview is None:
            raise NotFoundError("There's no upcoming interview.")
        present = {one.name: one.text for one in reader.transcripts.of_interview(interview.id)}
    attachments = [_attachment(interview, reading, present) for reading in readings]
    if not arguments.dry_run:
        with context.open() as store, store.together(_act_name(interview, attachments)):
            for attachment in attachments:
                store.transcripts.attach(attachment.draft)
    if arguments.json:
        print_json(_report(interview, attachments))
    else:
        _print(interview, attachments, is_dry=arguments.dry_run)
    return 0


def _read(file: str) -> TranscriptReading:
    from iitui.interchange.reading import read_transcript_file, read_transcript_stream

    if file != STANDARD_INPUT:
        return read_transcript_file(Path(file).expanduser())
    if sys.stdin is None:
        raise UnreadableError(f"{_STANDARD_INPUT_NAME} is closed.")
    return read_transcript_stream(_STANDARD_INPUT_NAME, sys.stdin.buffer)


def _attachment(interview: Interview, reading: TranscriptReading, present: dict[str, str]) -> _Attachment:
    draft = TranscriptDraft(
        interview_id=interview.id, name=Path(reading.name).name, format=reading.format, text=reading.text
    ).checked()
    if draft.name not in present:
        return _Attachment(reading, draft, "added")
    return _Attachment(reading, draft, "unchanged" if present[draft.name] == draft.text else "updated")


def _act_name(interview: Interview, attachments: Sequence[_Attachment]) -> str:
    names = attachments[0].draft.name if len(attachments) == 1 else several(len(attachments), "transcript")
    return f"Attached {names} to the interview with {interview.who}"


def _report(interview: Interview, attachments: Sequence[_Attachment]) -> dict[str, object]:
    changes = [attachment.change for attachment in attachments]
    return {
        "interview": interview.id,
        "read": len(attachments),
        **{change: changes.count(change) for change in ("added", "updated", "unchanged")},
        "skipped": 0,
        "files": [
            {
                "file": attachment.reading.name,
                "name": attachment.draft.name,
                "format": attachment.draft.format.value,
                "passages": len(attachment.reading.passages),
                "change": attachment.change,
            }
            for attachment in attachments
        ],
        "problems": [
            {"file": problem.file, "where": problem.where, "why": problem.why}
            for attachment in attachments
            for problem in attachment.reading.problems
        ],
    }


def _print(interview: Interview, attachments: Sequence[_Attachment], *, is_dry: bool) -> None:
    for attachment in attachments:
        draft, reading = attachment.draft, attachment.reading
        passages = several(len(reading.passages), "passage")
        tell(
            f"{'Dry run: ' if is_dry else ''}{draft.name}: {draft.format.description}, {passages},"
            f" {attachment.change} at the interview with {interview.who}"
        )
        for problem in reading.problems:
            say(f"{problem.file}: {problem.where}: {problem.why}")
