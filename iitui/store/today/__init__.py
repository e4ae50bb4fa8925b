"""Reading what the Today screen shows besides follow-ups."""
