"""Exports the whole journal as JSON, which `iitui import` brings into this or another journal."""

from collections.abc import Iterator

from iitui.domain.text import several
from iitui.exports.outgoing import ExportRequest, Outgoing
from iitui.store.everything.layout import MARK
from iitui.store.reader import JournalReader


def prepare(reader: JournalReader, request: ExportRequest) -> Outgoing:
    """Return all records; what is off the record goes along only if that is asked for."""
    total = reader.everything.count()
    return Outgoing(
        reader.everything.parts(request.now, with_off_record=request.with_off_record),
        total,
        several(total, "record"),
        mark=MARK,
        remarks=tuple(_remarks(reader, with_off_record=request.with_off_record)),
    )


def _remarks(reader: JournalReader, *, with_off_record: bool) -> Iterator[str]:
    answers, transcripts = reader.everything.count_off_record()
    if not answers and not transcripts:
        return
    several_transcripts = (
        f" and {several(transcripts, 'transcript')} of their interviews" if transcripts else ""
    )
    what = f"{several(answers, 'answer')}{several_transcripts}"
    if with_off_record:
        yield f"Off the record, and included in the file: {what}. Keep it to yourself."
    else:
        yield f"Off the record and left out: {what}. --with-off-record includes them, for your own use."
