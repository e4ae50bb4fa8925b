"""Exports questions: the user's own with the plans kept for later, or the whole bank, as a set."""

from collections.abc import Iterator
from dataclasses import replace

from iitui.domain.question_sets import FORMAT, QuestionSetDraft, set_uid
from iitui.domain.text import several
from iitui.exports.outgoing import ExportRequest, Outgoing
from iitui.interchange.question_sets import write_question_set
from iitui.store.reader import JournalReader


def prepare(reader: JournalReader, request: ExportRequest) -> Outgoing:
    """Return a question set in the format that is wanted.

    Raises:
        BadInputError: the name, the author or the version is too long.
    """
    about = _about(request)
    questions, plans = reader.questions.to_hand_out(everything=request.everything)

    def parts() -> Iterator[str]:
        yield write_question_set(about, questions, plans, as_json=request.format == "json")

    what = f"{several(len(questions), 'question')} and {several(len(plans), 'plan')}"
    nothing = "You don't have any questions or plans of your own yet; --all exports the whole bank."
    return Outgoing(parts(), 1, what, FORMAT, () if questions or plans else (nothing,))


def _about(request: ExportRequest) -> QuestionSetDraft:
    name = request.title or (f"Questions of {request.author}" if request.author else "Questions")
    edition = request.edition or request.now.astimezone(request.zone).date().isoformat()
    about = QuestionSetDraft(uid="", name=name, author=request.author, version=edition).checked()
    return replace(about, uid=set_uid(about.name, about.author))
