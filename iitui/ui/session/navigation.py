"""Wishes that a screen cannot fulfil by itself; they bubble up to the app, which knows the other screens.

Not dataclasses, for which the first frame would wait.
"""

from textual.message import Message


class ShowContact(Message):
    """Go to a contact in the contacts list."""

    def __init__(self, contact_id: int) -> None:
        super().__init__()
        self.contact_id = contact_id


class AboutInterview(Message):
    """A wish about one interview."""

    def __init__(self, interview_id: int) -> None:
        super().__init__()
        self.interview_id = interview_id


class ShowInterview(AboutInterview):
    """Go to an interview in the interviews list."""


class ShowBrief(AboutInterview):
    """Open the brief of an interview."""


class ShowPlan(AboutInterview):
    """Go to the questions, beside the plan of an interview."""


class ShowQuestion(Message):
    """Go to a question in the bank."""

    def __init__(self, question_id: int) -> None:
        super().__init__()
        self.question_id = question_id
