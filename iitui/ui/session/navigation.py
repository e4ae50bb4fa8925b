"""The places, and the messages by which a screen asks the app to go to one of them.

They are not dataclasses: importing `dataclasses` would delay the first frame.
"""

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.message import Message

if TYPE_CHECKING:
    from iitui.domain.follow_ups import FollowUpId
    from iitui.domain.letters.kinds import LetterKind


class Place(NamedTuple):
    """A place to go to by a key, with a stack of screens of its own.

    Attributes:
        mode: what the app calls it, and the folder of its screen.
        name: what it is called in the top bar.
        screen: the class of its screen, which is loaded when somebody first goes there.
        tooltip: a few words for the key.
        purpose: one or two sentences for the help: what the place is for.
    """

    key: str
    mode: str
    name: str
    screen: str
    tooltip: str
    purpose: str


TODAY = Place(
    key="1",
    mode="today",
    name="Today",
    screen="TodayScreen",
    tooltip="Your next interview and what's due",
    purpose=(
        "Your next interview and what's due, most urgent first. On a follow-up, x marks it done, z snoozes"
        " it and W dismisses it. b opens the brief of the next interview; tab goes to the people who haven't"
        " answered."
    ),
)
CONTACTS = Place(
    key="2",
    mode="contacts",
    name="Contacts",
    screen="ContactsScreen",
    tooltip="The people you ask",
    purpose="The people you ask: where you stand with each of them, every touch so far, and what's due.",
)
INTERVIEWS = Place(
    key="3",
    mode="interviews",
    name="Interviews",
    screen="InterviewsScreen",
    tooltip="Upcoming and past interviews",
    purpose=(
        "Your interviews by day: upcoming ones, those that need a debrief, and past ones. Enter opens the"
        " brief, with everything you need for that interview."
    ),
)
QUESTIONS = Place(
    key="4",
    mode="questions",
    name="Questions",
    screen="QuestionsScreen",
    tooltip="The question bank, next to an interview's plan",
    purpose=(
        "Pick the questions for an interview and put them in order. The bank shows what you've already asked"
        " this person and what others have answered; the plan adds up the minutes."
    ),
)
FOLLOW_UPS = Place(
    key="5",
    mode="follow_ups",
    name="Follow-ups",
    screen="FollowUpsScreen",
    tooltip="What's due, most urgent first",
    purpose=(
        "Everything you owe: thank-yous, debriefs, preparation and your own reminders. Each stays here until"
        " you mark it done (x), snooze it (z) or dismiss it (W)."
    ),
)
COMPARE = Place(
    key="6",
    mode="compare",
    name="Compare",
    screen="CompareScreen",
    tooltip="What your interviews say about each occupation",
    purpose=(
        "Your occupations side by side: how much evidence there is, what you thought before and after, what"
        " you like and dislike, and where you stand. Enter opens one, with all the answers side by side."
    ),
)
PLACES = (TODAY, CONTACTS, INTERVIEWS, QUESTIONS, FOLLOW_UPS, COMPARE)
"""Every place, in the order of the keys."""


class GoTo(Message):
    """Go to a place, and there to one of its records.

    Attributes:
        PLACE: where to go.
        record_id: the number of the record.
    """

    PLACE: ClassVar[Place]

    def __init__(self, record_id: int) -> None:
        super().__init__()
        self.record_id = record_id


class ShowContact(GoTo):
    """Go to a contact in the contacts list."""

    PLACE = CONTACTS


class ShowPlan(GoTo):
    """Go to the questions, beside the plan of an interview."""

    PLACE = QUESTIONS


class ShowQuestion(GoTo):
    """Go to a question in the bank."""

    PLACE = QUESTIONS


class ShowComparison(GoTo):
    """Go to an occupation, with all answers about it beside each other."""

    PLACE = COMPARE


class ShowBrief(Message):
    """Open the brief of an interview over the screen in front."""

    def __init__(self, interview_id: int) -> None:
        super().__init__()
        self.interview_id = interview_id


class StartInterview(Message):
    """Begin an interview in live mode, go on with it, or rehearse it.

    Attributes:
        is_rehearsal: whether nothing is to be recorded.
    """

    def __init__(self, interview_id: int, *, is_rehearsal: bool = False) -> None:
        super().__init__()
        self.interview_id = interview_id
        self.is_rehearsal = is_rehearsal


class WriteDebrief(Message):
    """Write down what came out of an interview."""

    def __init__(self, interview_id: int) -> None:
        super().__init__()
        self.interview_id = interview_id


class LogTouch(Message):
    """Log a touch with a contact.

    Attributes:
        about: the ID of the follow-up from which it is logged, such as "thank_you:12"; empty for none.
    """

    def __init__(self, contact_id: int, about: str = "") -> None:
        super().__init__()
        self.contact_id = contact_id
        self.about = about


class NoteOutcome(Message):
    """Say what came of the latest request to a contact."""

    def __init__(self, contact_id: int) -> None:
        super().__init__()
        self.contact_id = contact_id


class ShowList(Message):
    """Open a list of records over the screen in front, on one of them.

    Attributes:
        MODULE: the folder of its screen.
        SCREEN: the class of its screen, which is loaded when somebody first goes there.
        record_id: the number of the record; None for the first.
    """

    MODULE: ClassVar[str]
    SCREEN: ClassVar[str]

    def __init__(self, record_id: int | None = None) -> None:
        super().__init__()
        self.record_id = record_id


class ShowReferrals(ShowList):
    """Open the trees of who named whom, on a contact."""

    MODULE, SCREEN = "referrals", "ReferralsScreen"


class ShowOccupations(ShowList):
    """Open the occupations."""

    MODULE, SCREEN = "occupations", "OccupationsScreen"


class ShowOccupation(ShowOccupations):
    """Open the occupations on one of them."""

    def __init__(self, record_id: int) -> None:
        super().__init__(record_id)


class ShowOrganizations(ShowList):
    """Open the organizations."""

    MODULE, SCREEN = "organizations", "OrganizationsScreen"


class ShowOrganization(ShowOrganizations):
    """Open the organizations on one of them."""

    def __init__(self, record_id: int) -> None:
        super().__init__(record_id)


class ShowStatistics(ShowList):
    """Open the statistics."""

    MODULE, SCREEN = "statistics", "StatisticsScreen"


class ShowTargets(ShowList):
    """Open the targets, on an organization or not."""

    MODULE, SCREEN = "targets", "TargetsScreen"


class ShowSettings(ShowList):
    """Open the settings."""

    MODULE, SCREEN = "settings", "SettingsScreen"


class TakeSettings(Message):
    """Read the settings file again, and let count what can count at once."""


class ShowDuplicates(ShowList):
    """Open those who may be one person, on a contact or not."""

    MODULE, SCREEN = "duplicates", "DuplicatesScreen"


class ShowNews(ShowList):
    """Open what files say differently of contacts, on one of them or not."""

    MODULE, SCREEN = "news", "NewsScreen"


LISTS: dict[str, type[ShowList]] = {
    list_.MODULE: list_
    for list_ in (
        ShowReferrals,
        ShowOccupations,
        ShowOrganizations,
        ShowTargets,
        ShowDuplicates,
        ShowNews,
        ShowStatistics,
        ShowSettings,
    )
}
"""The lists that open over any screen, by the folders of their screens."""


class AddContact(Message):
    """Ask for a new contact who works at an organization."""

    def __init__(self, organization: str) -> None:
        super().__init__()
        self.organization = organization


class ShowTranscript(Message):
    """Open the transcripts of an interview; ask for a file to attach if there are none."""

    def __init__(self, interview_id: int) -> None:
        super().__init__()
        self.interview_id = interview_id


class WriteLetter(Message):
    """Write a letter to a contact, over the screen in front.

    Attributes:
        contact_id: whom it goes to.
        kind: what it is for; None lets the user choose.
        follow_up: what it is to settle; None for whatever it does settle.
        interview_id: the interview that it is about; None for the latest.
    """

    def __init__(
        self,
        contact_id: int,
        kind: "LetterKind | None" = None,
        follow_up: "FollowUpId | None" = None,
        interview_id: int | None = None,
    ) -> None:
        super().__init__()
        self.contact_id = contact_id
        self.kind = kind
        self.follow_up = follow_up
        self.interview_id = interview_id
