"""Messages that ask to go to another screen; they bubble up to the app, which knows all screens.

They are not dataclasses: importing `dataclasses` would delay the first frame.
"""

from textual.message import Message


class ShowContact(Message):
    """Go to a contact in the contacts list."""

    def __init__(self, contact_id: int) -> None:
        super().__init__()
        self.contact_id = contact_id


class InterviewMessage(Message):
    """What the messages about one interview have in common."""

    def __init__(self, interview_id: int) -> None:
        super().__init__()
        self.interview_id = interview_id


class ShowInterview(InterviewMessage):
    """Go to an interview in the interviews list."""


class ShowBrief(InterviewMessage):
    """Open the brief of an interview."""


class ShowPlan(InterviewMessage):
    """Go to the questions, beside the plan of an interview."""


class ShowQuestion(Message):
    """Go to a question in the bank."""

    def __init__(self, question_id: int) -> None:
        super().__init__()
        self.question_id = question_id
