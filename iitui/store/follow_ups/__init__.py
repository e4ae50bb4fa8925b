"""Reading and settling follow-ups."""
