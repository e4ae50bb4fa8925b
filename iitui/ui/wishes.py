"""The wishes that one screen has of another, fulfilled by the app, which knows them all.

A screen is loaded when somebody first goes there: the first frame waits for none but its own.
"""

from textual import on
from textual.screen import Screen

from iitui.ui import messages
from iitui.ui.journal_app import JournalApp


class WishingApp(JournalApp):
    """Goes where a screen wishes to go; the modes are those that `app` adds."""

    def open_brief(self, interview_id: int) -> None:
        """Open the brief of an interview over what is in front; another brief gives way."""
        from iitui.ui.screens.brief import BriefScreen

        if isinstance(self.screen, BriefScreen):
            if self.screen.interview_id == interview_id:
                return
            self.screen.dismiss()
        self.push_screen(BriefScreen(self.desk, interview_id))

    @on(messages.ShowContact)
    async def _show_contact(self, wish: messages.ShowContact) -> None:
        from iitui.ui.screens.contacts import ContactsScreen

        screen = await self._go("contacts")
        if isinstance(screen, ContactsScreen):
            screen.show_contact(wish.contact_id)

    @on(messages.ShowInterview)
    async def _show_interview(self, wish: messages.ShowInterview) -> None:
        from iitui.ui.screens.interviews import InterviewsScreen

        screen = await self._go("interviews")
        if isinstance(screen, InterviewsScreen):
            screen.show_interview(wish.interview_id)

    @on(messages.ShowPlan)
    async def _show_plan(self, wish: messages.ShowPlan) -> None:
        from iitui.ui.screens.questions import QuestionsScreen

        screen = await self._go("questions")
        if isinstance(screen, QuestionsScreen):
            screen.show_plan(wish.interview_id)

    @on(messages.ShowQuestion)
    async def _show_question(self, wish: messages.ShowQuestion) -> None:
        from iitui.ui.screens.questions import QuestionsScreen

        screen = await self._go("questions")
        if isinstance(screen, QuestionsScreen):
            screen.show_question(wish.question_id)

    @on(messages.ShowBrief)
    def _show_brief(self, wish: messages.ShowBrief) -> None:
        self.open_brief(wish.interview_id)

    async def _go(self, mode: str) -> Screen[object]:
        """Go to a place, to its own screen, and return that."""
        await self.switch_mode(mode)
        while len(self.screen_stack) > 1:
            await self.screen.dismiss()
        return self.screen
