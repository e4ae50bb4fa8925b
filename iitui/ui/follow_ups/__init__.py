"""Follow-ups: what is owed, and reminders."""
