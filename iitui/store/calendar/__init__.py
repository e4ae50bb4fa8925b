"""What calendars are told: read from the journal, and what they were told last."""
