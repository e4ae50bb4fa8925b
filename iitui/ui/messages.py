"""Wishes that a screen cannot fulfil by itself; they bubble up to the app, which knows the other screens."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class ShowContact(Message):
    """Go to a contact in the contacts list."""

    contact_id: int


@dataclass
class ShowInterview(Message):
    """Go to an interview in the interviews list."""

    interview_id: int


@dataclass
class ShowBrief(Message):
    """Open the brief of an interview."""

    interview_id: int


@dataclass
class ShowPlan(Message):
    """Go to the questions, beside the plan of an interview."""

    interview_id: int


@dataclass
class ShowQuestion(Message):
    """Go to a question in the bank."""

    question_id: int
